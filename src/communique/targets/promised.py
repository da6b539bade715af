"""Quantities of which words behind them say that somebody wills them: the 5,000 it pledged, of the 20 million promised."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from communique.commitments.verbs import ING, PARTICIPLE, inflect
from communique.lexicon import alternation
from communique.targets.cues import Cue, Cues

# How far behind the quantity the words are looked for.
REACH = 110
BEFORE = 30


class Promise(NamedTuple):
    """The words that will a quantity, and whether they leave it open that it is still willed."""

    cue: Cue
    is_past: bool


# What is put beside a promise is counted against it: more than the 500 pledged, instead of the 80 it had wanted.
_BESIDE = re.compile(
    r"\b(?:than|above|over|beyond|exceed\w*|surpass\w*|topp\w*|instead\s+of|in\s+place\s+of|rather\s+than|against|compared\s+(?:with|to)|versus|(?<!far\s)(?<!short\s)from|not)"
    r"\s+(?:the\s+|its\s+|their\s+)?(?:full\s+|original\s+)?$"
)
_NO_DOER = r"(?:is|are|was|were|be|been|has|have|had|to|and|or|but|of|in|by|as|not)\b"
_POINTED_AT = re.compile(r"\b(?:the|its|their|those|of|against|versus)\s+(?:full\s+|original\s+|some\s+|about\s+)?$")


@cache
def _patterns(lemmas: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Return the patterns of "(that) the city (had) pledged" and of "promised by 2030", and the strength of each form."""
    finite: dict[str, str] = {}
    participles: dict[str, str] = {}
    for phrase, strength in lemmas:
        verb, _, rest = phrase.partition(" ")
        tail = f" {rest}" if rest else ""
        for form, kinds in inflect(verb).items():
            if kinds != ING:
                finite[form + tail] = strength
            if kinds & PARTICIPLE and not rest:
                participles[form] = strength
    doer = rf"(?:it|they|he|she|we|you|(?:the|its|his|her|their|our|a)\s+(?:[\w'’-]+\s+){{0,4}}?[\w'’-]+|(?!{_NO_DOER})[\w'’-]+(?:\s+(?!{_NO_DOER})[\w'’-]+)?)"
    relative = re.compile(
        rf"(?:\s+[\w'’-]+){{0,3}}?(?:,?\s+(?:that|which))?\s+{doer}\s+(?P<had>had\s+|has\s+|have\s+)?(?:(?:also|now|once|originally|first|initially)\s+)?"
        rf"(?P<verb>{alternation(finite)})(?=[,.;:)”\"]|\s*$|\s+(?:by|for|in|until|this|last|next|when|under|at|before|itself|themselves|to\s+\w+)\b)"
    )
    reduced = re.compile(
        rf"(?:\s+[\w'’-]+){{0,3}}?\s+(?:(?:originally|initially|first)\s+)?(?P<verb>{alternation(participles)})"
        rf"(?=[,.;:)”\"]|\s*$|\s+(?:by|for|in|until|this|last|next|when|under|at|before|earlier)\b)"
    )
    named = re.compile(rf"\s+(?:originally\s+)?(?P<verb>{alternation(participles)})\s+[\w-]+")
    return relative, re.compile(f"{reduced.pattern}|{named.pattern.replace('verb', 'named')}"), finite | participles


def promise_behind(cues: Cues, folded: str, start: int, end: int, limit: int) -> Promise | None:
    """Return the words behind a quantity by which somebody wills it, or None.

    Parameters
    ----------
    cues : Cues
        The vocabulary; ``promised_verbs`` of ``targets.yaml``.
    folded : str
        The article in lower case.
    start, end : int
        Edges of the quantity.
    limit : int
        End of its sentence.
    """
    before = folded[max(0, start - BEFORE) : start]
    after = folded[end : min(limit, end + REACH)]
    relative, reduced, strengths = _patterns(cues.promised)
    if not _POINTED_AT.search(before) and not _BESIDE.search(before):
        return None
    found = relative.match(after)
    is_past = bool(_BESIDE.search(before))
    if found is not None:
        is_past = is_past or (found["had"] or "").strip() == "had"
        place = found.start("verb"), found.end("verb")
    else:
        found = reduced.match(after)
        if found is None:
            return None
        name = "verb" if found["verb"] else "named"
        place = found.start(name), found.end(name)
    words = after[slice(*place)]
    cue = Cue(end + place[0], end + place[1], "will", strengths[words], words)
    return Promise(cue, is_past)
