"""Which time expression is the deadline of which quantity."""

from __future__ import annotations

import re

from communique.records import Quantity, TimeExpression
from communique.targets.cues import Chunk
from communique.timex.reference import Reference

_CAN_BE = frozenset(("deadline", "period", "at", "start"))
_BASE_YEAR = re.compile(
    r"\s+(?:levels?|baseline|base\s+year|figures?|benchmark|census|values?|average|emissions|volumes?|report|resolution"
    r"|edition|agreement|election|act\b|law\b|strategy|survey|data|reference|base\b)"
)
_BASE_BEFORE = re.compile(
    r"(?:\b(?:from|below|above|on|over|against|than|versus|compared\s+(?:with|to)|relative\s+to|since|of\s+the)\s+"
    r"(?:the\s+|its\s+)?(?:levels?\s+(?:of|in)\s+)?|\blevels?\s+(?:of|in|recorded\s+in)\s+"
    r"|\b(?:adopted|signed|approved|launched|published|agreed|announced|enacted|founded|passed|introduced|built|recorded"
    r"|made|released|unveiled|issued|established|dated|born|elected|appointed)\s+)$"
)
# Who says or adopts something on a day or in a year: the date is that of the saying.
_SAID_ON = re.compile(
    r"\b(?:said|says|told|announced|stated|declared|adopted|approved|signed|released|published|unveiled|issued|agreed"
    r"|launched|wrote|reported|confirmed|presented|passed|endorsed|voted|met|held|spoke|speaking)\s+"
    r"(?:(?:here|late|early|earlier|in\s+\w+|at\s+\w+(?:\s+\w+)?)\s+)?$"
)
# The date of a document or an event stands inside its name: the Energy Act of 2025.
_NAME_OF = re.compile(
    r"\b(?:act|law|agreement|strategy|plan|report|resolution|decree|accord|treaty|directive|regulation|order|bill"
    r"|declaration|summit|conference)\s+(?:of\s+)?$"
)
# A new clause: the date before it is not the date of what comes after.
_NEW_CLAUSE = re.compile(r"[,;]?\s(?:while|whereas|but|although|though|after|which|who|compared|because|as\s+part)\s")
# A clause with a subject and a verb of its own.
_OWN_SUBJECT = re.compile(
    r"(?:,|;|\band)\s+(?:[^,;\s]+\s+){1,7}?(?:will|would|must|shall|should|is|are|was|were|has|have|had|can|could|may|aims?|plans?"
    r"|intends?|wants?|expects?|hopes?|pledge[sd]?|said|says)\s"
)
_LEADS = re.compile(r"(?:[;:]|(?:^|[\s,])(?:and|but|while|then|or))\s*(?:\w+ly\s+)?$")
_FRONT = re.compile(r"[\s\-–—•*\d.)(\"“‘']*(?:\w+\s+){0,3}$")


def choose_deadline(
    folded: str,
    q: Quantity,
    quantities: list[Quantity],
    times: list[TimeExpression],
    chunks: list[Chunk],
    reference: Reference,
) -> TimeExpression | None:
    """Return the time by which a quantity is to be reached.

    A time stands at the front of its clause, before the quantity, or behind it.  The one behind the quantity comes
    first, then the one before it in its clause; then one at the front of the sentence over coordinated targets; then
    one at the end that a list shares.  ``respectively`` pairs them in order.
    """
    usable = [t for t in times if _is_usable(folded, t, reference)]
    if not usable:
        return None
    if "respectively" in folded[q.end : q.end + 220] and len(usable) == len(quantities) > 1:
        return usable[quantities.index(q)]
    index = quantities.index(q)
    following = quantities[index + 1] if index + 1 < len(quantities) else None
    previous = quantities[index - 1] if index else None
    begin = chunks[0].start if chunks else 0
    behind = _behind(folded, q, following, usable)
    ahead = _ahead(folded, q, previous, usable)
    if behind is not None and ahead is not None:
        is_led = ahead.function == "deadline" and q.start - ahead.end < 30 and behind.function != "deadline"
        return ahead if is_led else _later(behind, ahead)
    if behind is not None or ahead is not None:
        return behind or ahead
    front = _front(folded, q, quantities, usable, begin)
    return front or _shared(folded, q, quantities, index, usable)


def _behind(folded: str, q: Quantity, following: Quantity | None, times: list[TimeExpression]) -> TimeExpression | None:
    """Return the time that follows the quantity in its clause, before the next quantity."""
    limit = following.start if following is not None else len(folded)
    for time in times:
        if time.start < q.end:
            continue
        if time.start >= limit:
            return None
        between = folded[q.end : time.start]
        if _ends(between) or ";" in between:
            return None
        leads = _LEADS.search(between)
        if leads and (following is not None or _OWN_SUBJECT.search(between)):
            return None
        return time
    return None


def _ahead(folded: str, q: Quantity, previous: Quantity | None, times: list[TimeExpression]) -> TimeExpression | None:
    """Return the time that stands before the quantity, and after the one before it."""
    before = [t for t in times if t.end <= q.start or t.start < q.start <= t.end]
    if not before or (previous is not None and before[-1].start < previous.end):
        return None
    time = before[-1]
    between = folded[time.end : q.start]
    if previous is None:
        return None if _leaves(between) else time
    gap = folded[previous.end : time.start]
    is_leading = bool(_LEADS.search(gap)) or (gap.rstrip().endswith(",") and not re.match(r"\s*,", between))
    if is_leading:
        return None if _leaves(between) else time
    # Behind another value a date is that one's, unless it announces a list.
    if not re.match(r"[^,;]{0,60}:", between):
        return None
    return None if _leaves(between) else time


def _front(
    folded: str, q: Quantity, quantities: list[Quantity], times: list[TimeExpression], begin: int
) -> TimeExpression | None:
    """Return the time before the first quantity, where nothing ends its reach."""
    ahead = [t for t in times if t.end <= quantities[0].start]
    if not ahead:
        return None
    time = ahead[-1]
    between = folded[time.end : q.start]
    if _ends(between):
        return None
    is_front = _FRONT.match(folded[begin : time.start]) is not None
    if not is_front and (";" in between or _OWN_SUBJECT.search(folded[quantities[0].end : q.start])):
        return None
    return time


def _shared(
    folded: str, q: Quantity, quantities: list[Quantity], index: int, times: list[TimeExpression]
) -> TimeExpression | None:
    """Return the time at the end of a list of values, where nothing of its own stands between."""
    after = [t for t in times if t.start >= q.end]
    if not after or index + 1 >= len(quantities):
        return None
    between = folded[q.end : after[0].start]
    if ";" in between or _ends(between) or _OWN_SUBJECT.search(between + " "):
        return None
    return after[0] if quantities[index + 1].end <= after[0].start else None


def _is_usable(folded: str, time: TimeExpression, reference: Reference) -> bool:
    if time.function not in _CAN_BE:
        return False
    if time.function != "deadline" and _BASE_YEAR.match(folded, time.end):
        return False
    before = folded[max(0, time.start - 48) : time.start]
    if time.function == "at" and (_BASE_BEFORE.search(before) or _SAID_ON.search(before)):
        return False
    if (
        time.function in ("at", "period")
        and time.granularity == "year"
        and _NAME_OF.search(folded[max(0, time.start - 30) : time.start])
    ):
        return folded[time.start].isalpha() and not folded.startswith("of", time.start)
    return not (
        time.function == "start" and time.date is not None and reference.date is not None and time.date < reference.date
    )


def _later(behind: TimeExpression, ahead: TimeExpression) -> TimeExpression:
    """Choose between a time before and one after: a deadline wins over a plain year."""
    if behind.function == "deadline" or ahead.function not in ("deadline", "period"):
        return behind
    return ahead


def _ends(between: str) -> bool:
    """Say whether a new clause begins between."""
    return _NEW_CLAUSE.search(between) is not None


def _leaves(between: str) -> bool:
    return _ends(between) or ";" in between
