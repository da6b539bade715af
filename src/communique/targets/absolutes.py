"""All, every, none and words of ending: when they say how much is to be reached, and not only who has to act."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.records import Quantity, TimeExpression
from communique.targets.govern import Governor
from communique.targets.sight import Reading

# What leaves a thing without: "leave no village behind", "ensure that no child".
_LEFT_BEFORE = re.compile(r"\b(?:leave|leaving|left|with|have|having|ensure|ensuring|that|see|be|to)\s+$")
# "we all", "will all come", "winner-take-all", "above all", "in all likelihood"
_NO_SHARE = re.compile(
    r"(?:-|\b(?:we|they|you|us|them|you|who|which|it|these|those|can|could|will|would|should|must|may|might|'ll|’ll|are|is|were|was|be|have|had|in|at|above|after|of|first)\s+)$"
)
# What comes about for every one of them; a verb of acting ("every firm shall register") tells who has to act.
_STATES = re.compile(
    r"(?:\s+\w+ly|\s+also)?\s+(?:be|have|run|come|receive|get|use|meet|enjoy|live|own|speak|carry|hold|attend|benefit|reach|contain|lie|sit|sleep|go\s+(?:to|without|hungry)|burn|generate|draw|offer|provide|know|earn|lack|die|remain|stay|keep|pay\s+no)\b"
)
# "have every village connected", "that every pupil be taught", "a nurse in every school"
_DONE_AFTER = re.compile(
    r"(?:\s+[\w'’-]+){1,9}?\s+(?:is|are|be|have|has|must\s+be|should\s+be|gets?|receives?|to\s+(?:be|have|get|receive|run|own|use)|[a-z]+ed|built|met|put|set|made|kept|given|sent|taught|brought|cut)\b"
)
_PLACES = re.compile(r"\b(?:to|for|in|across|at|on|and|into|towards?)\s+$")
_GIVEN = re.compile(r"\b(?:to|for|in|at|into|within|of)\s+$")
# In days or within a stretch of time somebody stops doing something; an end state takes a year or a plan.
_LONG = frozenset(("year", "fiscal_year", "quarter", "half_year", "decade", "month"))


# Between words of ending and a number that tells how much ends: "eliminate malaria in at least 25 countries".
_OWN_NUMBER = re.compile(r"(?:\s(?!and\b|or\b|to\b|by\b|before\b)[\w'’-]+){1,9}\s*")


def is_end(q: Quantity, following: Quantity | None, reading: Reading, time: TimeExpression | None, folded: str) -> bool:
    """Say whether words of ending tell what is to be over by a date: eliminate malaria by 2030."""
    if following is not None and _OWN_NUMBER.fullmatch(folded, q.end, following.start):
        return False
    if time is None:
        return reading.rule in ("list", "is-the-goal", "goal-noun")
    return time.function in ("deadline", "at", "period", "start") and time.granularity in _LONG


def is_none(q: Quantity, reading: Reading, time: TimeExpression | None, has_deadline: bool, folded: str) -> bool:
    """Say whether "no" and "none" are an end state: no village is to be without a road by 2030."""
    is_dated = has_deadline or (time is not None and time.function in ("deadline", "start"))
    return is_dated and (reading.is_subject or _LEFT_BEFORE.search(folded, max(0, q.start - 16), q.start) is not None)


def is_share(
    q: Quantity,
    reading: Reading,
    measured: Sequence[Quantity],
    governor: Governor,
    times: Sequence[TimeExpression],
    has_date: bool,
) -> bool:
    """Say whether "all" or "every" tells how many, and does not only name who has to act."""
    folded = governor.folded
    word = folded[q.start : q.end]
    before = folded[max(0, q.start - 14) : q.start]
    if not has_date and not reading.is_subject:
        return False  # without a date, "all" and "every" are far more often emphasis than an end state
    if _NO_SHARE.search(before):
        return False
    if word == "each" or re.search(r"\b(?:of|from|by|as|than)\s+$", before):
        return False
    chunk = next((c for c in governor.chunks if c.start <= q.number.start < c.end), None)
    if before.endswith("with "):
        return chunk is not None and any(c.kind == "did" and c.start >= q.end for c in chunk.cues)
    if not has_date and _PLACES.search(before):
        return False
    if (
        not reading.is_subject
        and re.search(r"\b(?:for|in|across|at|on|and)\s+$", before)
        and (not any(t.function == "deadline" for t in times) or any(other is not q for other in measured))
    ):
        return False
    if reading.is_subject:
        if chunk is None or reading.cue is None or not 0 <= reading.cue.start - q.end < 60:
            return False
        if any(other is not q and chunk.start <= other.start < chunk.end for other in measured):
            return False
        return bool(_STATES.match(folded, reading.cue.end, reading.cue.end + 24) or " be" in reading.cue.words)
    return True
