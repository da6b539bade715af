"""Statements sentence by sentence: invented lines from many countries, with source and content marked in the text.

The lines stand in ``statement_registers.txt``.  A content counts as found when three fifths of the words agree, a
source when a word of it does, as in ``benchmarks/attribution.py``; a statement too many fails as one too few does.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from communique.article import Article
from communique.segment import segment_sentences
from communique.statements import find_statements

FILE = Path(__file__).parent / "statement_registers.txt"
_OPENING = re.compile(r"\[([sct])(\d?) ")
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
LEAST_AGREEMENT = 0.6
Marked = dict[str, list[tuple[int, int]]]


def read_marks(line: str) -> tuple[str, list[Marked]]:
    """Return the text without marks, and source (s), cue (c) and content (t) of each statement in characters."""
    text, at, opened = "", 0, []
    found: dict[str, Marked] = {}
    while at < len(line):
        if match := _OPENING.match(line, at):
            opened.append((match[1], match[2] or "1", len(text)))
            at = match.end()
        elif line[at] == "]" and opened:
            kind, number, start = opened.pop()
            found.setdefault(number, {}).setdefault(kind, []).append((start, len(text)))
            at += 1
        else:
            text += line[at]
            at += 1
    shared = found.get("1", {}).get("s", [])
    return text, [{"s": shared, **marks} for _, marks in sorted(found.items()) if "t" in marks]


def words_in(text: str, spans: list[tuple[int, int]]) -> set[int]:
    """Return where the words begin that touch one of the spans."""
    return {m.start() for m in _WORD.finditer(text) if any(m.start() < end and start < m.end() for start, end in spans)}


def lines() -> list[pytest.param]:
    """Return the lines as test cases; those that are not read yet may fail."""
    cases, section, number = [], "", 0
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            section, number = line[3:], 0
        elif line and not line.startswith("# "):
            number += 1
            marks = [pytest.mark.xfail(reason="not read yet", strict=False)] if line.startswith("~ ") else []
            cases.append(pytest.param(line.removeprefix("~ "), id=f"{section} {number}", marks=marks))
    return cases


@pytest.mark.parametrize("line", lines())
def test_line(line: str) -> None:
    text, wanted = read_marks(line)
    article = Article(article_id="a", text=text)
    rows = find_statements(article, segment_sentences(article))
    found = [row for row in rows if row.attribution == "explicit" and row.outer is None]
    assert len(found) == len(wanted)
    for marks in wanted:
        content, source = words_in(text, marks["t"]), words_in(text, marks["s"])
        ours = max(found, key=lambda row: len(words_in(text, row.content) & content))
        theirs = words_in(text, ours.content)
        assert len(theirs & content) >= LEAST_AGREEMENT * len(theirs | content)
        assert words_in(text, ours.source) & source or not (source or ours.source)


def test_most_lines_are_read() -> None:
    """Lines set aside with ~ stay few, so that nobody hides a rule that broke."""
    cases = lines()
    assert sum(bool(case.marks) for case in cases) <= 0.12 * len(cases)
