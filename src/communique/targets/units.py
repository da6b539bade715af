"""Units that one number of a sentence lends to another: 42 MW by 2027 and 60 by 2030."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.records import Quantity

# A bare number that takes over a unit is no more than so many times larger or smaller than the number that lends it.
MAX_RATIO = 40
# Further apart than this in letters, two numbers are of two things.
REACH = 70
_LENT_NOT = frozenset(("count", "ratio", "milestone", "net_emissions"))
# What may follow a number that leaves its unit out: a date, a sign, the next number.
_LEFT_OUT = re.compile(
    r"\s*(?:[,.;:)\]]|$)|\s+(?:by|in|before|for|from|at\s+the\s+end|the\s+(?:year|following|next)|a\s+year|per\s+year|annually|next|this|within|over\s+the|and|to|or|until|last|now|today|ten|five|two|three|at)\b"
)
_BETWEEN_NUMBERS = re.compile(
    r"(?:[\s,]+(?:and|then|to|or|but|before|rising|falling|climbing|growing|down|up|further|later|eventually|finally|ultimately|about|around|nearly|some|at\s+least|by|in|from|for|until|of|the|end|early|mid|late|next|this|last|year|years|following|fiscal|fy|decade|month|quarter|now|today"
    r"|after|within|at|as|a|per|annually|reaching|reach|hit|is|it|was|against|currently|first|second|another|\(|\)|mid-\d{4}|fy\d+(?:-\d+)?|(?:19|20)\d\d(?:[-/]\d{2,4})?|\d{1,2}|january|february|march|april|may|june|july|august|september|october|november|december))*[\s,(]*"
)


def lend_units(quantities: Sequence[Quantity], folded: str) -> list[Quantity]:
    """Return the quantities of a sentence, bare numbers with the unit of the number before or after them.

    Only dates, prepositions and words of change may stand between the two; anything else names another thing.
    """
    given = list(quantities)
    for i, q in enumerate(given):
        if q.unit != "count" or q.noun is not None or q.rule not in ("number-count", "number-range", "number-change"):
            continue
        if not _LEFT_OUT.match(folded, q.end):
            continue
        for other in (*given[i - 1 : i], *given[i + 1 : i + 2]):
            if _lends(other, q, folded):
                given[i] = q._replace(unit=other.unit, kind=other.kind, per=q.per or other.per)
                break
    return given


def _lends(other: Quantity, q: Quantity, folded: str) -> bool:
    if other.unit in _LENT_NOT or other.rule == "duration" or not other.value or not q.value:
        return False
    first, second = (other, q) if other.start < q.start else (q, other)
    if second.start - first.end > REACH or not 1 / MAX_RATIO < q.value / other.value < MAX_RATIO:
        return False
    return _BETWEEN_NUMBERS.fullmatch(folded, first.end, second.start) is not None
