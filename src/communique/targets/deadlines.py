"""Which time expression is the deadline of which quantity."""

from __future__ import annotations

import re

from communique.records import Quantity, TimeExpression
from communique.targets.cues import Chunk
from communique.timex.reference import Reference

_CAN_BE = frozenset(("deadline", "period", "at", "start"))
_BASE_YEAR = re.compile(
    r"\s+(?:levels?|baseline|base\s+year|figures?|benchmark|census|values?|average|emissions|volumes?|report|resolution|edition|agreement|election|act\b|law\b|strategy|survey|data|reference|base\b)"
)
_BASE_LEVEL = re.compile(r"\s+(?:levels?|baseline|base\s+year|census|edition)\b")
_BASE_BEFORE = re.compile(
    r"(?:\b(?:from|below|above|on|over|against|than|versus|compared\s+(?:with|to)|relative\s+to|since|of\s+the)\s+(?:the\s+|its\s+)?(?:levels?\s+(?:of|in)\s+)?|\blevels?\s+(?:of|in|recorded\s+in)\s+|\b(?:adopted|signed|approved|launched|published|agreed|announced|enacted|founded|passed|set|introduced|built|recorded|made)\s+)$"
)


def choose_deadline(
    folded: str,
    q: Quantity,
    quantities: list[Quantity],
    times: list[TimeExpression],
    chunks: list[Chunk],
    reference: Reference,
) -> TimeExpression | None:
    """Return the time by which a quantity is to be reached.

    The one that follows it before the next quantity comes first; then the one directly before it or at the head of the
    clause; then one that the quantities of a list share at its end.  ``respectively`` pairs them in order.
    """
    usable = [t for t in times if _is_usable(folded, t, reference)]
    if not usable:
        return None
    if "respectively" in folded[q.end : q.end + 220] and len(usable) == len(quantities) > 1:
        return usable[quantities.index(q)]
    index = quantities.index(q)
    following_q = quantities[index + 1].start if index + 1 < len(quantities) else 10**9
    previous_q = quantities[index - 1].end if index else -1
    after = [t for t in usable if t.start >= q.end]
    before = [t for t in usable if t.end <= q.start or t.start < q.start <= t.end]
    own = _chunk_at(chunks, q.number.start)
    # "by 2025, 40 percent, and by 2030, 60 percent": a date that opens its clause leads its value.
    led = (
        before[-1]
        if before and before[-1].start >= previous_q and _leads(folded, before[-1], quantities, chunks, own)
        else None
    )
    if led is not None:
        if not after or after[0].start >= following_q or not _near(folded, q, after[0]):
            return led
        if _chunk_at(chunks, led.start + 1) == own != _chunk_at(chunks, after[0].start + 1):
            return led
        return _later(folded, q, after[0], led)
    if after and after[0].start < following_q and not _ends(folded, q.end, after[0].start):
        return after[0]
    if before and before[-1].end <= quantities[0].start and not _ends(folded, before[-1].end, q.start):
        return before[-1]
    if after and not _ends(folded, q.end, after[0].start) and _shares(folded, q, after[0], quantities):
        return after[0]
    return None


def _leads(folded: str, time: TimeExpression, quantities: list[Quantity], chunks: list[Chunk], own: int) -> bool:
    """Say whether a date opens the clause of the value that follows it."""
    at = _chunk_at(chunks, time.start + 1)
    chunk = chunks[at] if at < len(chunks) else chunks[-1]
    if any(chunk.start <= other.number.start < time.start for other in quantities):
        return False
    return own - at <= 2 or time.end <= quantities[0].start


def _shares(folded: str, q: Quantity, time: TimeExpression, quantities: list[Quantity]) -> bool:
    """Say whether a list of values shares the date at its end: no clause of another kind stands between."""
    return not re.search(r"\b(?:already|was|were|currently|is\s+now)\b", folded[q.end : time.start])


def _chunk_at(chunks: list[Chunk], position: int) -> int:
    return next((i for i, c in enumerate(chunks) if position < c.end), len(chunks))


def _is_usable(folded: str, time: TimeExpression, reference: Reference) -> bool:
    if time.function not in _CAN_BE:
        return False
    is_past = time.date is not None and (
        time.date < reference.date if reference.date else reference.year is not None and time.date.year < reference.year
    )
    if time.function == "start":
        if _BASE_YEAR.match(folded, time.end):
            return False
        return not (time.date is not None and reference.year is not None and time.date.year < reference.year)
    if time.function == "at":
        if _BASE_LEVEL.match(folded, time.end) or (is_past and _BASE_YEAR.match(folded, time.end)):
            return False
        if _BASE_BEFORE.search(folded[max(0, time.start - 40) : time.start]):
            return False
    return True


def _near(folded: str, q: Quantity, time: TimeExpression) -> bool:
    return ";" not in folded[q.end : time.start]


def _later(folded: str, q: Quantity, after: TimeExpression, led: TimeExpression) -> TimeExpression:
    """Choose between a date before and one after: a deadline wins over a plain year."""
    if after.function == "deadline" or led.function not in ("deadline", "period"):
        return after
    return led


def _ends(folded: str, start: int, end: int) -> bool:
    """Say whether a clause ends between: a semicolon, or a comma with a new verb of report."""
    between = folded[start:end]
    return ";" in between or bool(
        re.search(r"\s(?:while|whereas|but|although|after|which|compared)\s|,\s+with\s", between)
    )
