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
    # "by 2025, 40 percent and by 2030, 60 percent": dates lead their values where the sentence begins with one
    if before and before[-1].start >= previous_q:
        led = before[-1]
        if after and _chunk_at(chunks, led.start + 1) == _chunk_at(chunks, q.number.start) != _chunk_at(chunks, after[0].start + 1):
            return led
        gap = folded[led.end : q.start]
        follows = after and after[0].start < following_q and _near(folded, q, after[0])
        if not follows or (led.function == "deadline" and len(gap) < 30 and after[0].function != "deadline"):
            return led
        return _later(folded, q, after[0], led)
    if after and after[0].start < following_q and _same_clause(folded, q.end, after[0].start, chunks):
        return after[0]
    if before and not _ends(folded, before[-1].end, q.start) and _carries(before, q, previous_q, quantities, index):
        return before[-1]
    if after and not _ends(folded, q.end, after[0].start):
        # A list of values that share the date at its end: nothing of their own stands between.
        return after[0]
    if before and not _ends(folded, before[-1].end, q.start):
        return before[-1]
    return None


def _chunk_at(chunks: list[Chunk], position: int) -> int:
    return next((i for i, c in enumerate(chunks) if position < c.end), len(chunks))


def _carries(
    before: list[TimeExpression], q: Quantity, previous_q: int, quantities: list[Quantity], index: int
) -> bool:
    """Say whether the date before belongs to this quantity too: it opens the sentence, before the first value."""
    return before[-1].end <= quantities[0].start


def _is_usable(folded: str, time: TimeExpression, reference: Reference) -> bool:
    if time.function not in _CAN_BE:
        return False
    if _BASE_YEAR.match(folded, time.end) and time.function != "deadline":
        return False
    if (
        time.function in ("at", "start")
        and _BASE_BEFORE.search(
            folded[max(0, time.start - 40) : time.start + 6 if time.function == "start" else time.start]
        )
        and time.function == "at"
    ):
        return False
    if time.function == "start" and _BASE_YEAR.match(folded, time.end):
        return False
    return not (
        time.function == "start" and time.date is not None and reference.date is not None and time.date < reference.date
    )


def _near(folded: str, q: Quantity, time: TimeExpression) -> bool:
    return ";" not in folded[q.end : time.start]


def _later(folded: str, q: Quantity, after: TimeExpression, led: TimeExpression) -> TimeExpression:
    """Choose between a date before and one after: a deadline wins over a plain year."""
    if after.function == "deadline" or led.function not in ("deadline", "period"):
        return after
    return led


def _same_clause(folded: str, start: int, end: int, chunks: list[Chunk]) -> bool:
    return not _ends(folded, start, end)


def _ends(folded: str, start: int, end: int) -> bool:
    """Say whether a clause ends between: a semicolon, or a comma with a new verb of report."""
    between = folded[start:end]
    return ";" in between or bool(re.search(r",?\s(?:while|whereas|but|although|after|which|compared|with)\s", between))
