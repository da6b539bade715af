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
# "every firm shall register", "all ministers will attend": who has to act, not how many there are to be
_ACTS = re.compile(
    r"(?:\s+(?!not\b)\w+ly|\s+also|\s+then|\s+now)?\s+(?:register|report|submit|file|appear|visit|pay\b(?!\s+no)|nominate|sign|vote|return|apply|notify|inform|publish|declare|draw|prepare|present|review"
    r"|answer|respond|comment|gather|travel|take\s+part|participate|contribute|send|cut|reduce|raise|increase|lower|make|do\b|work|act|seek|try|continue|strive|cooperate|agree|consider|discuss|decide"
    r"|strengthen|improve|follow|comply|abide|adhere|ensure|play|help|support|protect|need|want|look|see\b|feel|hear|know\b|understand|remember|join|begin|start|set|put|give|tell|show|face|suffer|lose|win|hope|respect|uphold|implement|carry\s+out|be\s+(?:filed|submitted|lodged|paid|signed|sent|returned|received|watching|looking|able|asked|told|invited|responsible|judged|discussed|held\s+(?:to|account)|required\s+to|expected|obliged|encouraged|affected|hit|aware|welcome|closed|considered|announced|published|reviewed|debated|vetted))\b"
)
# What comes about for every one of them.
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
_OWN_NUMBER = re.compile(r"(?:\s(?!and\b|or\b|to\b|by\b|before\b)[\w'’-]+){0,9}\s*")


def is_end(q: Quantity, following: Quantity | None, reading: Reading, time: TimeExpression | None, folded: str) -> bool:
    """Say whether words of ending tell what is to be over by a date: eliminate malaria by 2030."""
    if following is not None and _OWN_NUMBER.fullmatch(folded, q.end, following.start):
        return False
    if time is None:
        return reading.rule in ("list", "is-the-goal", "goal-noun")
    return time.function in ("deadline", "at", "period", "start") and time.granularity in _LONG


def is_none(
    q: Quantity,
    reading: Reading,
    measured: Sequence[Quantity],
    time: TimeExpression | None,
    has_deadline: bool,
    folded: str,
) -> bool:
    """Say whether "no" and "none" are an end state: no village is to be without a road by 2030."""
    is_dated = has_deadline or (time is not None and time.function in ("deadline", "start"))
    if _is_place(q, measured, folded):
        return False  # "nobody is to wait longer than 18 weeks": the number is the row
    return is_dated and (
        reading.is_subject
        or reading.rule in ("list", "verbless-deadline", "headline", "is-the-goal")
        or _LEFT_BEFORE.search(folded, max(0, q.start - 16), q.start) is not None
    )


def _is_place(q: Quantity, measured: Sequence[Quantity], folded: str) -> bool:
    """Say whether "in every region" only tells where another quantity holds: 5 percent in every region."""
    for other in measured:
        if other is q or other.rule in ("every", "none", "ending"):
            continue
        between = folded[min(q.end, other.end) : max(q.start, other.start)]
        if len(between) < 60 and not re.search(r"[,;:]|\b(?:and|but|while)\b", between):
            return True
    return False


def is_share(
    q: Quantity,
    reading: Reading,
    measured: Sequence[Quantity],
    governor: Governor,
    time: TimeExpression | None,
    has_date: bool,
) -> bool:
    """Say whether "all" or "every" tells how many, and does not only name who has to act."""
    folded = governor.folded
    word = folded[q.start : q.end]
    before = folded[max(0, q.start - 14) : q.start]
    has_time = has_date or (time is not None and time.function in ("at", "period", "deadline"))
    if not has_time and not reading.is_subject:
        return False  # without a date, "all" and "every" are far more often emphasis than an end state
    if _NO_SHARE.search(before):
        return False
    if word == "each" and not has_date or re.search(r"\b(?:of|from|by|as|than)\s+$", before):
        return False
    chunk = next((c for c in governor.chunks if c.start <= q.number.start < c.end), None)
    if before.endswith("with "):
        if chunk is not None and any(c.kind == "did" and c.start >= q.end for c in chunk.cues):
            return True
        return has_time and _DONE_AFTER.match(folded, q.end, governor.end) is not None
    if not has_date and _PLACES.search(before):
        return False
    if (
        not reading.is_subject
        and re.search(r"\b(?:for|in|across|at|on|and)\s+$", before)
        and _is_place(q, measured, folded)
    ):
        return False
    if reading.is_subject:
        if chunk is None or reading.cue is None or not 0 <= reading.cue.start - q.end < 60:
            return False
        if any(other is not q and chunk.start <= other.start < chunk.end for other in measured):
            return False
        after = reading.cue.end
        if not folded[after : governor.end].strip(" :\n"):
            return False  # "each county must:" tells whom the items bind
        if not has_date:
            return bool(_STATES.match(folded, after, after + 24) or " be" in reading.cue.words)
        return _ACTS.match(folded, after, after + 40) is None
    return True
