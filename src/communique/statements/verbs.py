"""Reporting verbs: their forms, and which frames each takes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from communique.lexicon import read_lexicon

_VOWELS = "aeiou"
# Two-syllable verbs stressed on the second, which double their last letter, and short ones that do.
_DOUBLE = frozenset({"flag", "sum", "commit", "quip", "admit", "refer", "slam", "ban", "plan", "brag", "rebut", "chat"})


class Verb(NamedTuple):
    """A reporting verb as the lexicon has it (see ``lexicon/cues.yaml`` for the letters of ``takes``)."""

    lemma: str
    takes: frozenset[str]
    prep: frozenset[str]
    strict: bool
    mental: bool
    document: bool
    body: bool
    needs: bool


class Form(NamedTuple):
    """A form of a reporting verb; ``shape`` holds b (base), s (third person), p (past), n (participle), g (-ing)."""

    verb: Verb
    shape: str


@cache
def cue_forms(lexicon: Path | None) -> dict[str, Form]:
    """Return every form of every reporting verb."""
    forms: dict[str, Form] = {}
    for lemma, entry in read_lexicon("cues", lexicon)["verbs"].items():
        verb = Verb(
            lemma,
            frozenset(entry["takes"]),
            frozenset(entry.get("prep", ())),
            bool(entry.get("strict")),
            bool(entry.get("mental")),
            bool(entry.get("document")),
            bool(entry.get("body")),
            bool(entry.get("needs")),
        )
        past = entry.get("past") or _past(lemma)
        participle = entry.get("participle") or past
        shapes: dict[str, str] = {}
        for word, shape in (
            (lemma, "b"), (_third(lemma), "s"), (past, "p"), (participle, "n"), (_gerund(lemma), "g"),
        ):  # fmt: skip
            shapes[word] = shapes.get(word, "") + shape
        for word, shape in shapes.items():
            if word not in forms or forms[word].shape == "b":
                forms[word] = Form(verb, shape)
    return forms


def _third(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if lemma in _DOUBLE else "") + "ed"


def _gerund(lemma: str) -> str:
    if lemma.endswith("e") and not lemma.endswith("ee"):
        return lemma[:-1] + "ing"
    return lemma + (lemma[-1] if lemma in _DOUBLE or lemma == "begin" else "") + "ing"
