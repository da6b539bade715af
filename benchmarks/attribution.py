"""Measure the attribution engine on annotated articles, with 95 % intervals.

    python benchmarks/attribution.py GOLD.jsonl [FOLDER ...] [--resamples 300] [--predictions OUT.jsonl]

A gold file holds one JSON object a line (a folder: every ``*.jsonl`` and ``*.json`` in it): ``doc_id``, ``text``,
``attributions`` with ``source``, ``cue`` and ``content`` as lists of ``[start, end]`` in code points, and optionally
``discard`` (boilerplate: what is found mostly inside it is not counted).  PolNeAR, converted to this form,
is measured like that; so are our own gold articles (``tests/gold``), which the tests hold to floors.

Counted are the outermost explicit statements.  A found content and a gold content are a pair when they share at least
half of their words (Jaccard, each used once, best pairs first).  ``content`` counts pairs, ``joint`` only pairs whose
sources share a word (or are absent on both sides), ``speaker`` is the share of the latter among the former.  A group's
precision is over what was found in the group, its recall over the gold of the group.  Intervals resample documents.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from communique.article import Article
from communique.segment import segment_sentences
from communique.statements import find_statements

GROUPS = ("all", "quoted", "direct", "mixed", "indirect", "speech")
LEAST_SHARED = 0.5  # of the words, for two contents to be a pair
DIRECT = 0.9  # of the letters inside marks, for a content to be direct speech
WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
QUOTATION = re.compile('[“"][^”"\n]*(?:[”"]|$)', re.MULTILINE)
MARKS = frozenset('"“”„«»')

# The group "speech": cues of communication, as against belief, support or plans.  Beginnings of words.
SPEECH_STEMS = (
    "add", "ask", "suggest", "report", "noted", "notes", "noting", "argu", "announc", "claim", "explain", "declar",
    "acknowledg", "insist", "warn", "stat", "tweet", "respond", "cit", "describ", "mention", "recall", "vow",
    "pledg", "promis", "urg", "stress", "emphasi", "reveal", "conclud", "predict", "indicat", "admit", "confirm",
    "propos", "call", "reiterat", "disclos", "comment", "remark", "observ", "assert", "quip", "conced", "complain",
    "contend", "highlight", "underscor", "underlin", "demand", "request", "recommend", "advis", "caution", "assur",
    "clarif", "inform", "testif", "estimat", "point", "question", "echo", "repl", "den",
)  # fmt: skip
SPEECH_WORDS = frozenset({
    "say", "says", "said", "saying", "tell", "tells", "told", "telling", "write", "writes", "wrote", "written",
    "writing", "speak", "speaks", "spoke", "spoken",
})  # fmt: skip
_SPEECH = re.compile(
    r"\b(?:(?:"
    + "|".join(SPEECH_STEMS)
    + r")(?:e|es|s|ed|ing|ied|ies|y|ying|ted|ting|bed|d)?|according\s+to)\b|^\W*:\W*$"
)


class View(NamedTuple):
    """One attribution as sets of words (by their start), with its groups."""

    content: frozenset[int]
    source: frozenset[int]
    groups: frozenset[str]


def read_gold(paths: Iterable[Path]) -> Iterator[dict]:
    """Yield the annotated documents of files and folders, each once."""
    for path in paths:
        files = sorted([*path.glob("*.jsonl"), *path.glob("*.json")]) if path.is_dir() else [path]
        for file in files:
            for line in file.read_text(encoding="utf-8").splitlines():
                if line.strip():
                    yield json.loads(line)


def predict(text: str) -> list[dict]:
    """Return what the engine finds: the outermost explicit statements."""
    article = Article(article_id="a", text=text)  # the text as it is: normalising would move the offsets
    rows = find_statements(article, segment_sentences(article))
    return [
        {"source": row.source, "cue": row.cue, "content": row.content}
        for row in rows
        if row.attribution == "explicit" and row.outer is None
    ]


def views(text: str, attributions: list[dict], discard: list = ()) -> list[View]:
    """Return the attributions of a text as sets of words; those that lie mostly in ``discard`` are left out."""
    words = [match.span() for match in WORD.finditer(text)]
    quoted = bytearray(len(text) + 1)
    for match in QUOTATION.finditer(text):
        quoted[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    skipped = _words(words, discard)
    out = []
    for item in attributions:
        content = _words(words, item.get("content") or [])
        if content and len(content & skipped) > 0.5 * len(content):
            continue
        out.append(View(content, _words(words, item.get("source") or []), _groups(text, item, quoted)))
    return out


def _words(words: list[tuple[int, int]], spans: Iterable) -> frozenset[int]:
    return frozenset(a for start, end in spans for a, b in words if a < end and start < b)


def _groups(text: str, item: dict, quoted: bytearray) -> frozenset[str]:
    contents = item.get("content") or []
    cue = " ".join(text[a:b] for a, b in item.get("cue") or []).lower()
    groups = {"all"}
    if _SPEECH.search(cue) or SPEECH_WORDS & set(cue.split()):
        groups.add("speech")
    if not any(letter in MARKS for a, b in contents for letter in text[max(a - 1, 0) : b + 1]):
        return frozenset({*groups, "indirect"})
    letters = [at for a, b in contents for at in range(a, b) if text[at].isalnum()]
    inside = sum(quoted[at] for at in letters)
    return frozenset({*groups, "quoted", "direct" if letters and inside >= DIRECT * len(letters) else "mixed"})


def count(found: list[View], gold: list[View]) -> Counter:
    """Return the counts of one document: {(group, what): n}."""
    scored = []
    for i, ours in enumerate(found):
        for j, theirs in enumerate(gold):
            shared = len(ours.content & theirs.content)
            if shared and shared >= LEAST_SHARED * len(ours.content | theirs.content):
                scored.append((-shared / len(ours.content | theirs.content), i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    back = {j: i for i, j in pairs.items()}
    counts: Counter = Counter()

    def same_speaker(i: int, j: int) -> bool:
        return bool(found[i].source & gold[j].source) or not (found[i].source or gold[j].source)

    for i, view in enumerate(found):
        for group in view.groups:
            counts[group, "found"] += 1
            if i in pairs:
                counts[group, "found pair"] += 1
                counts[group, "found joint"] += same_speaker(i, pairs[i])
    for j, view in enumerate(gold):
        for group in view.groups:
            counts[group, "gold"] += 1
            if j in back:
                counts[group, "gold pair"] += 1
                counts[group, "gold joint"] += same_speaker(back[j], j)
    return counts


def figures(counts: Counter, group: str) -> dict[str, float]:
    """Return precision, recall and F1 of content and joint, and speaker accuracy, each in percent."""
    out = {}
    for what in ("pair", "joint"):
        precision = counts[group, f"found {what}"] / (counts[group, "found"] or 1)
        recall = counts[group, f"gold {what}"] / (counts[group, "gold"] or 1)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        name = "content" if what == "pair" else "joint"
        out[f"{name} P"], out[f"{name} R"], out[f"{name} F1"] = 100 * precision, 100 * recall, 100 * f1
    out["speaker"] = 100 * counts[group, "gold joint"] / (counts[group, "gold pair"] or 1)
    return out


def intervals(documents: list[Counter], group: str, resamples: int, seed: int = 1) -> dict[str, tuple[float, float]]:
    """Return 95 % intervals by drawing documents with replacement."""
    draw = random.Random(seed)
    values: dict[str, list[float]] = {}
    small = [Counter({key: n for key, n in document.items() if key[0] == group}) for document in documents]
    for _ in range(resamples):
        total: Counter = Counter()
        for document in draw.choices(small, k=len(small)):
            total.update(document)
        for name, value in figures(total, group).items():
            values.setdefault(name, []).append(value)
    cut = max(0, int(0.025 * resamples) - 1)
    return {name: (sorted(v)[cut], sorted(v)[-1 - cut]) for name, v in values.items()}


def report(documents: list[Counter], resamples: int) -> str:
    """Return the table as Markdown."""
    total: Counter = Counter()
    for document in documents:
        total.update(document)
    lines = [
        f"{len(documents)} documents; percent, with 95 % intervals over documents.",
        "",
        "| group | gold | found | content P | content R | content F1 | joint F1 | speaker |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for group in GROUPS:
        value = figures(total, group)
        spread = intervals(documents, group, resamples) if resamples and documents else {}

        def cell(name: str, value: dict = value, spread: dict = spread) -> str:
            low_high = spread.get(name)
            return f"{value[name]:.1f}" + (f" ({low_high[0]:.1f}-{low_high[1]:.1f})" if low_high else "")

        cells = [cell(name) for name in ("content F1", "joint F1", "speaker")]
        lines.append(
            f"| {group} | {total[group, 'gold']} | {total[group, 'found']} | {value['content P']:.1f} | "
            f"{value['content R']:.1f} | " + " | ".join(cells) + " |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, help="gold files or folders")
    parser.add_argument("--resamples", type=int, default=300, help="draws for the intervals (0: none)")
    parser.add_argument("--predictions", type=Path, help="also write what was found, as JSON lines")
    options = parser.parse_args()
    documents, written, characters, seconds = [], [], 0, 0.0
    for row in read_gold(options.paths):
        begin = time.process_time()
        found = predict(row["text"])
        seconds += time.process_time() - begin
        characters += len(row["text"])
        discard = row.get("discard") or []
        documents.append(count(views(row["text"], found, discard), views(row["text"], row["attributions"])))
        written.append({"doc_id": row["doc_id"], "attributions": found})
    if not documents:
        sys.exit("No document in the given files.")
    print(report(documents, options.resamples))
    print(f"\n{characters / 1e6:.2f} million characters, segmented and read at {characters / 1e6 / seconds:.2f} MB/s.")
    if options.predictions:
        options.predictions.write_text("".join(json.dumps(row) + "\n" for row in written), encoding="utf-8")


if __name__ == "__main__":
    main()
