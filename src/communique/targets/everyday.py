"""Numbers of everyday news that stand beside words of will and are no end state: ages, votes, shares who think so."""

from __future__ import annotations

import re

from communique.records import Quantity
from communique.targets.cues import Cues
from communique.targets.sight import Reading

MAX_AGE = 115
_AGE_BEFORE = re.compile(
    r"(?:[A-Z][\w'’.-]+|\b(?:[Hh]e|[Ss]he|who))\s+(?:(?:will|would)\s+(?:be|turn)|is|was|turns|turned|aged),?\s+$"
)
# "35 percent agree", "half of whites strongly agree", "two in three voters say they want"
_THINK = (
    r"(?:say|said|says|agree[ds]?|disagree[ds]?|think|thought|believe[ds]?|support(?:ed)?|oppose[ds]?|approve[ds]?|disapprove[ds]?"
    r"|favou?r(?:ed)?|prefer(?:red)?|want(?:ed)?|view(?:ed)?|feel|felt|trust(?:ed)?|describe[ds]?|call(?:ed)?|named?|rated?|consider(?:ed)?"
    r"|back(?:ed)?|voted?|chose|choose|like[ds]?|worry|worried|doubt(?:ed)?|know|knew|answered|replied|responded)"
)
_THINK_AFTER = re.compile(
    rf"(?:\s+of\s+(?:(?!will\b|must\b|should\b|to\b|are\b|is\b|be\b)[\w'’-]+\s+){{1,6}}?|\s+|\s+(?:overall|more|now|also|strongly|\w+ly)\s+)[\"“]?(?:\w+ly\s+|also\s+|now\s+|still\s+)?{_THINK}\b"
    r"(?!\s+(?:up|for|by|of|from)\b)"
)
# "the 1,237 delegates needed to win", "the 300 engineers needed"
_NEEDED_AFTER = re.compile(r"(?:\s+[\w'’-]+){0,3}?\s+(?:needed|necessary)\b(?!\s+(?:by|in|from)\s+\d)")
_THE_BEFORE = re.compile(r"\b(?:the|those|these|of|all|its|their)\s+$")
_RANGE_TAIL = re.compile(r"\d[-–]$")
_EACH_YEAR = re.compile(
    r"(?:^|[.;]\s+|\n)(?:every|each)\s+(?:year|month|week|day),?\s+(?:about\s+|some\s+|around\s+|nearly\s+)?$"
)
_QUESTION = re.compile(r"(?:about|whether|if|how|why|what|who|which|when|where)\b|price\b|questions?\b")
# A participle between a number and its noun says no more than "of those that were promised".
_ADJECTIVE = re.compile(
    r"(?:pledged|planned|promised|committed|proposed|agreed|required|allocated|budgeted|scheduled|guaranteed|targeted|determined)\s+"
    r"(?!by|for|in|to|on|at|under|this|next|from|with|until|within|as|and|or|per|each|every|last|over)[a-z-]+"
)
_FIXED_NOUNS = re.compile(r"-(?:[a-z]+-)?([a-z]+)")


def read_everyday(cues: Cues, folded: str, text: str, q: Quantity, reading: Reading) -> Reading | None:
    """Return the reading of a number that everyday news puts beside words of will, or None where it may be an aim.

    Parameters
    ----------
    cues : Cues
        The vocabulary; ``things`` are what a hyphenated count may be of: a 500-bed hospital.
    folded, text : str
        The article in lower case, and as written: a name before an age has a capital.
    q : Quantity
        The number.
    reading : Reading
        What it was read as; only targets, requirements and proposals are asked about.
    """
    before = text[max(0, q.start - 40) : q.start]
    if q.unit == "count":
        if (
            q.noun is None
            and q.comparator == "eq"
            and 0 < (q.value or 0) <= MAX_AGE
            and reading.cue is not None
            and reading.cue.kind not in ("goal", "binding")
            and _AGE_BEFORE.search(before)
        ):
            return reading._replace(status="drop")  # "Justice Lund will be 78"
        if _RANGE_TAIL.search(before) or re.match(r"[-–]\d", folded[q.number.end : q.number.end + 2]):
            return reading._replace(status="drop")  # "July 25-28", a score of 2-1
        joined = _FIXED_NOUNS.match(folded, q.number.end)
        if joined and joined[1] not in cues.things:
            return reading._replace(status="drop")  # "a 50-state strategy"
    if q.unit in ("percent", "count") and _THINK_AFTER.match(folded, q.end):
        return reading._replace(status="survey", rule="survey")
    if _NEEDED_AFTER.match(folded, q.end) and _THE_BEFORE.search(folded, max(0, q.number.start - 8), q.number.start):
        return reading._replace(status="need", rule="needed")
    cue = reading.cue
    if cue is None:
        return None
    if cue.start > q.end and _EACH_YEAR.search(folded, max(0, q.start - 40), q.number.start):
        return reading._replace(
            status="current", rule="fact"
        )  # "Every year 40 million tonnes reach the sea, and ... will"
    if cue.end <= q.number.start and cues.told_aside.search(folded, cue.end, q.number.start):
        return reading._replace(status="achieved", rule="fact")  # "pledged help after the attack that killed 49 people"
    if 0 <= cue.start - q.end <= 1 and _ADJECTIVE.match(folded, cue.start):
        return reading._replace(status="current", rule="definite")  # "leads by 271 pledged delegates"
    if cue.words.startswith("ask"):
        # "asked whether", "asked Mr Lund about", "the asking price": a question and no demand
        between = folded[cue.end : max(q.number.start, cue.end)]
        if _QUESTION.search(between) and not re.search(r"\b(?:to|for)\s", between):
            return reading._replace(status="current", rule="no-cue")
    return None
