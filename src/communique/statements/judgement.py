"""Whether a statement in which nothing else is done judges or reports: signs, weighed by a small learned model.

The signs are few and readable: what the words of judgement and of fact found, the tense of the clause, figures and
days, who speaks, and how.  The weights are those of a logistic regression over the invented statements of
``tests/development`` (``benchmarks/functions.py --write``); they are in ``lexicon/judgement.yaml``.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from communique.lexicon import read_lexicon
from communique.records import Span

# Only so many characters of each stretch of a content are looked at, and so many of a source.
REACH, SOURCE_REACH = 600, 120
# Contents of fewer words are short, of more are long.
SHORT, LONG = 7, 22
# A quotation of so many words within a paraphrase is the speaker's own verdict.
QUOTED_WORDS = 6
# Scores of judgement from which on there is some, much; of fact from which on there is much.
SOME, MUCH = 1, 3.5
FACT = 2.5
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d")
_PIECE = re.compile(r"[“\"]([^“”\"]{1,60})[”\"]")
_NOUN = re.compile(r"\b(?:is|are|was|were|'s) (?:\w+ly )?(?:a|an|the|not|no|like|nothing|about) ")
_PERFECT = re.compile(
    r"\b(?:has|have|had|'ve) (?:\w+ )?(?:been|\w+(?:ed|en|un|ade|ost|old|eft|uilt|ut|ought|ent|ade|one|ung|id))\b"
)
_FACTS = frozenset({"content: figure", "content: time", "content: past", "words: much fact"})
_MARKS = "“\"‘'„«"


class _Table(NamedTuple):
    """What is read from judgement.yaml."""

    words: dict[str, tuple[str, ...]]
    sources: dict[str, tuple[str, ...]]
    lemmas: dict[str, tuple[str, ...]]
    negations: frozenset[str]
    verbs: dict[str, str]
    weights: dict[str, float]


@cache
def _table(lexicon: Path | None) -> _Table:
    table = read_lexicon("judgement", lexicon)
    verbs = {word: sign for sign, words in table["first_verbs"].items() for word in words}
    return _Table(
        _by_word(table["words"]),
        _by_word(table["sources"]),
        _by_word(table["lemmas"]),
        frozenset(table["negations"]),
        verbs,
        {str(sign): float(weight) for sign, weight in table["weights"].items()},
    )


def _by_word(groups: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for sign, words in groups.items():
        for word in words:
            found[word] = (*found.get(word, ()), sign)
    return found


def is_judgement(found: set[str], lexicon: Path | None) -> bool:
    """Say whether the signs together speak for a judgement."""
    weights = _table(lexicon).weights
    return sum([weights.get(sign, 0.0) for sign in found]) + weights.get("always", 0.0) > 0


def signs(
    folded: str,
    contents: tuple[Span, ...],
    cue: tuple[Span, ...],
    source: tuple[Span, ...],
    lemma: str | None,
    rule: str,
    scores: dict[str, float],
    shown: str | None,
    lexicon: Path | None,
) -> set[str]:
    """Return the names of the signs of a statement.

    ``scores`` are what the words of functions.yaml weigh, ``shown`` is what they show on their own.
    """
    table = _table(lexicon)
    found = {f"rules: {shown}"}
    part = " ".join([folded[start : min(end, start + REACH)] for start, end in contents]).replace("’", "'")
    words = _WORD.findall(part)
    _add(found, table.words, words)
    _add(found, table.lemmas, (lemma,))
    _add(found, table.sources, _WORD.findall(folded, *_reach(source)) if source else ("no source",))
    spoken = _WORD.findall(folded, cue[0][0], cue[-1][1]) if cue else ()
    if not table.negations.isdisjoint(spoken) or lemma in table.negations:
        found.add("cue: negated")
    if lemma and spoken and spoken[0] in (lemma, f"{lemma}s"):
        found.add("cue: present")
    if rule in ("noun", "label", "passive"):
        found.add(f"frame: {rule}")
    tense = next((table.verbs[word] for word in words if word in table.verbs), "verb: other")
    if tense != "verb: modal" and _PERFECT.search(part):
        tense = "verb: perfect"
    found.add(tense)
    found.add(f"length: {'short' if len(words) < SHORT else 'long' if len(words) > LONG else 'middling'}")
    _add_scores(found, scores)
    if _NOUN.search(part):
        found.add("verb: copula and noun")
    if part[:1] in _MARKS:
        found.update(("quoted", f"quoted, {tense}"))
        if not found.isdisjoint(_FACTS):
            found.add("quoted, a fact")
    elif any(len(piece.split()) <= QUOTED_WORDS and not piece[0].isdigit() for piece in _PIECE.findall(part)):
        found.add("quoted: a few words")
    return found


def _reach(source: tuple[Span, ...]) -> tuple[int, int]:
    return source[0][0], min(source[-1][1], source[0][0] + SOURCE_REACH)


def _add(found: set[str], names: dict[str, tuple[str, ...]], words: object) -> None:
    for word in words:
        if word in names:
            found.update(names[word])


def _add_scores(found: set[str], scores: dict[str, float]) -> None:
    judged = scores.get("assessment", 0)
    if judged >= SOME:
        found.add("words: some judgement")
    if judged >= MUCH:
        found.add("words: much judgement")
    if "report" in scores:
        found.add("words: some fact")
    if scores.get("report", 0) >= FACT:
        found.add("words: much fact")
