"""Which time expression is the deadline of which quantity.

A time governs the clause that it stands in.  At the head of a sentence it governs every clause that is coordinated with
the first; behind a quantity it governs that one, those listed before it that have no time, and those that the same
subject's further verbs add after it.  It does not reach a clause with a subject of its own, the other side of a contrast,
or the inside of a subordinate clause.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from typing import NamedTuple

from communique.records import Quantity, TimeExpression
from communique.targets.cues import BASE, Chunk, Cues
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
# What opens a clause whose times and quantities are its own.
_SUBORDINATORS = frozenset(
    (
        "which",
        "who",
        "whose",
        "where",
        "when",
        "because",
        "since",
        "after",
        "before",
        "if",
        "unless",
        "provided",
        "once",
    )
    + ("following", "compared with", "compared to", "up from", "down from", "rather than", "instead of", "even if")
)
_CONTRASTS = frozenset(("but", "while", "whereas", "although", "though", "even though"))
_FINITE = frozenset(
    ("will", "must", "would", "past", "present", "forecast", "impact", "need", "propose", "did", "demand")
)
_FINITE_WORD = re.compile(
    r"\b(?:will|would|must|shall|should|is|are|was|were|has|have|had|can|could|may|said|says|aims?|plans?|intends?|wants?"
    r"|expects?|hopes?|pledge[sd]?|means?|seeks?|undertakes?|commits?)\s"
)
_NOT_SUBJECT = re.compile(r"[\s,]*(?:(?:also|then|now|further|will|it|\w+ly|to|by|in|on|at|from|until)\b[\s,]*)*")
# A pronoun takes up the subject of the clause before it, but not on the other side of a contrast.
_NO_WORD = re.compile(r"[\s,]*(?:(?:also|then|now|further|will|\w+ly)\b[\s,]*)*")
_LEADS = re.compile(r"(?:[;:]|(?:^|[\s,])(?:and|but|while|then|or|with)),?\s*(?:\w+ly\s+)?$")
_LIST_OF = re.compile(r"[^,;]{0,60}:")
_ATTRIBUTE = re.compile(r"(?:\b(?:the|its|their|a|an)|'s)\s+$")
_NEXT_WORD = re.compile(r"[\s,]*(?:and\s+|or\s+)?(?:\w+ly\s+|also\s+)?([a-z-]+)")


_OWN_SUBJECT = re.compile(
    r"(?:,|;|\band)\s+(?:[^,;\s]+\s+){1,7}?(?:will|would|must|shall|should|is|are|was|were|has|have|had|can|could|may|aims?|plans?"
    r"|intends?|wants?|expects?|hopes?|pledge[sd]?|said|says)\s"
)


class Attachment(NamedTuple):
    """The time of a quantity, and the position of the earlier quantity whose deadline it takes over if it has none."""

    time: TimeExpression | None
    heir_of: int | None
    how: str = "none"


LAST = []
FEATURE = lambda self, a, b: ""


class _Block(NamedTuple):
    """A clause: its kind (main, own, contrast, semicolon, sub), and the one that a front time reaches it from."""

    kind: str
    parent: int


def attach_deadlines(
    folded: str,
    quantities: Sequence[Quantity],
    times: Sequence[TimeExpression],
    chunks: Sequence[Chunk],
    reference: Reference,
    cues: Cues,
) -> list[Attachment]:
    """Return for each quantity of a sentence the time by which it is to be reached."""
    usable = [t for t in times if _is_usable(folded, t, reference)]
    LAST[:] = ["-"] * len(quantities)
    if not usable:
        return [Attachment(None, None)] * len(quantities)
    if len(usable) == len(quantities) > 1 and "respectively" in folded[quantities[0].end : quantities[-1].end + 220]:
        return [Attachment(time, None) for time in usable]
    out = _Scopes(folded, quantities, usable, chunks, cues).attach()
    LAST[:] = [a.how for a in out]
    return out


class _Scopes:
    """The clauses of one sentence, with the quantities and the times that stand in each."""

    def __init__(
        self,
        folded: str,
        quantities: Sequence[Quantity],
        times: Sequence[TimeExpression],
        chunks: Sequence[Chunk],
        cues: Cues,
    ) -> None:
        self.folded, self.quantities, self.times, self.chunks, self.cues = folded, quantities, times, chunks, cues
        self.blocks: list[_Block] = [_Block("main", 0)]
        self.of_chunk: list[int] = []
        self.finite: list[bool] = [False]
        self._cut()
        starts = [c.start for c in chunks]
        self.chunk_starts = starts
        self.q_block = [self._block_at(q.number.start) for q in quantities]
        self.t_block = [self._block_at(t.end - 1) for t in times]

    def _block_at(self, position: int) -> int:
        return self.of_chunk[max(0, bisect.bisect_right(self.chunk_starts, position) - 1)] if self.of_chunk else 0

    # -- clauses ------------------------------------------------------------------------------------------------

    def _cut(self) -> None:
        """Give each chunk its clause."""
        current = main = 0
        openers: list[str] = []
        times = iter(self.times)
        time = next(times, None)
        for chunk in self.chunks:
            openers.append(chunk.opener)
            inside = []
            while time is not None and time.start < chunk.end:
                inside.append(time)
                time = next(times, None)
            words = self.folded[chunk.start : chunk.end]
            if not words.strip(" .,"):
                self.of_chunk.append(current)
                continue
            current, main = self._place(chunk, openers, inside, current, main)
            self.of_chunk.append(current)
            openers = []

    def _place(
        self, chunk: Chunk, openers: list[str], times: list[TimeExpression], current: int, main: int
    ) -> tuple[int, int]:
        """Return the clause of a chunk, and the clause to go on with after a subordinate one."""
        opener = next((o for o in reversed(openers) if o[:1].isalpha()), openers[-1])
        verb = self._finite_at(chunk)
        has_own = verb is not None and self._has_subject(chunk, verb, times)
        is_sub = self.blocks[current].kind == "sub"
        if ";" in openers:
            return self._open("semicolon", main, verb)
        if opener in _SUBORDINATORS and not self._is_partitive(chunk):
            current, _ = self._open("sub", main, verb)
            return current, main
        if opener == "which" and self._is_partitive(chunk):
            return current, main
        if opener in _CONTRASTS and verb is not None and self._has_subject(chunk, verb, times, _NO_WORD):
            return self._open("contrast", main, verb)
        if opener in ("that", "so that", "with", "than"):
            self.finite[current] |= verb is not None
            return current, main
        if is_sub and (verb is not None or self._resumes(chunk, openers, times)):
            current = main
        if has_own and current == main and self.finite[current]:
            return self._open("own", main, verb)
        self.finite[current] |= verb is not None
        return current, main

    def _open(self, kind: str, main: int, verb: int | None) -> tuple[int, int]:
        self.blocks.append(_Block(kind, main))
        self.finite.append(verb is not None)
        return len(self.blocks) - 1, len(self.blocks) - 1

    def _is_partitive(self, chunk: Chunk) -> bool:
        """Say whether it goes on about a part of what came before: of which, half of which."""
        return self.folded[max(0, chunk.start - 12) : chunk.start].rstrip().endswith((" of which", " of whom"))

    def _finite_at(self, chunk: Chunk) -> int | None:
        """Return where the finite verb of a chunk begins."""
        starts = [cue.start for cue in chunk.cues if cue.kind in _FINITE]
        match = _FINITE_WORD.search(self.folded, chunk.start, chunk.end)
        if match is not None:
            starts.append(match.start())
        return min(starts, default=None)

    def _has_subject(
        self, chunk: Chunk, verb: int, times: list[TimeExpression], empty: re.Pattern[str] = _NOT_SUBJECT
    ) -> bool:
        """Say whether words that can be a subject stand before the verb of a chunk."""
        begin = chunk.start
        for time in times:
            if time.end <= verb and not self.folded[begin : time.start].strip(" ,"):
                begin = time.end
        return empty.fullmatch(self.folded, begin, verb) is None

    def _resumes(self, chunk: Chunk, openers: list[str], times: list[TimeExpression]) -> bool:
        """Say whether a chunk goes on with the main clause: a verb behind a comma, or a time alone."""
        words = self.folded[chunk.start : chunk.end]
        if times and len(words.strip(" .")) <= times[-1].end - times[0].start + 1:
            return True
        match = _NEXT_WORD.match(words)
        return (
            "," in openers
            and match is not None
            and (match[1] == "to" or bool(self.cues.verb_kinds.get(match[1], 0) & BASE))
        )

    # -- attachment ---------------------------------------------------------------------------------------------

    def attach(self) -> list[Attachment]:
        """Return the attachments of all quantities."""
        found: list[Attachment] = []
        members: dict[int, list[int]] = {}
        for index, block in enumerate(self.q_block):
            members.setdefault(block, []).append(index)
        times: dict[int, list[TimeExpression]] = {}
        for time, block in zip(self.times, self.t_block, strict=True):
            times.setdefault(block, []).append(time)
        sentence_front = self._sentence_front(members, times)
        for index, q in enumerate(self.quantities):
            block = self.q_block[index]
            inside, own = members[block], times.get(block, [])
            place = bisect.bisect_left(inside, index)
            previous = self.quantities[inside[place - 1]] if place else None
            following = self.quantities[inside[place + 1]] if place + 1 < len(inside) else None
            time, how = self._local(q, previous, following, own), "own"
            if time is None and own:
                time, how = self._front(q, self.quantities[inside[0]], own), "front"
                if time is None:
                    time, how = self._shared(q, following, own), "shared"
                    if time is not None:
                        how = "shared-" + self._link(q, following)
                        if _OWN_SUBJECT.search(self.folded[q.end : time.start] + " "):
                            how += "-OS"
            kind = self.blocks[block].kind
            if time is None and kind not in ("sub", "contrast"):
                time, how = sentence_front, "head-" + kind
            heir = inside[place - 1] if time is None and place else None
            if time is None:
                how = self._link(self.quantities[heir], q) if heir is not None else "none-" + kind
                if heir is not None and re.match("heir-(?:base)", how):
                    heir = None
                    how = "NO" + how
            found.append(Attachment(time, heir, how))
        return found

    def _link(self, giver: Quantity, q: Quantity) -> str:
        return self._link0(giver, q) + "|" + FEATURE(self, giver, q)

    def _link0(self, giver, q):
        between = self.folded[giver.end : q.start]
        m = re.search(r"\b(with|including|of which|half of|of these|through|so that|thereby|via)\b", between)
        if m:
            return "heir-" + m[1]
        last = re.split(r"[,;:]|\band\b", between)
        if len(last) == 1:
            return "heir-nothing"
        if re.match(r"\s*(?:\w+ly\s|also\s)?(?:will|would|must|is|are|has|shall|aims|plans|\w+s to)\b", last[-1]):
            return "heir-finite"
        if re.match(r"\s*(?:\w+ly\s|also\s)?to\b", last[-1]):
            return "heir-to"
        n = _NEXT_WORD.match(last[-1])
        if n and self.cues.verb_kinds.get(n[1], 0) & BASE:
            return "heir-base"
        if _FINITE_WORD.search(between):
            return "heir-np-finite"
        return "heir-np"

    def _sentence_front(
        self, members: dict[int, list[int]], times: dict[int, list[TimeExpression]]
    ) -> TimeExpression | None:
        """Return the time at the head of the sentence, which governs all its coordinated clauses."""
        if not times.get(0) or not self.chunks:
            return None
        time = times[0][0]
        head = self.folded[self.chunks[0].start : time.start]
        if len(head.split()) > 3 or self._finite_before(time) or self._is_attribute(time):
            return None
        return time

    def _finite_before(self, time: TimeExpression) -> bool:
        first = self.chunks[0]
        verb = self._finite_at(first)
        return verb is not None and verb < time.start

    def _is_attribute(self, time: TimeExpression) -> bool:
        """Say whether a year only describes a noun: the 2026 deficit."""
        return (
            time.function == "at"
            and self.folded[time.start].isdigit()
            and self.folded[time.end : time.end + 2].strip(" ,.;").isalpha()
            and _ATTRIBUTE.search(self.folded, max(0, time.start - 8), time.start) is not None
        )

    def _local(
        self,
        q: Quantity,
        previous: Quantity | None,
        following: Quantity | None,
        times: list[TimeExpression],
    ) -> TimeExpression | None:
        behind = self._behind(q, following, times)
        ahead = self._ahead(q, previous, times)
        if behind is not None and ahead is not None:
            is_led = ahead.function == "deadline" and q.start - ahead.end < 30 and behind.function != "deadline"
            return ahead if is_led else _later(behind, ahead)
        return behind or ahead

    def _behind(self, q: Quantity, following: Quantity | None, times: list[TimeExpression]) -> TimeExpression | None:
        """Return the time that follows the quantity in its clause, before the next quantity."""
        limit = following.start if following is not None else len(self.folded)
        best = None
        for time in times:
            if time.start < q.end:
                continue
            if time.start >= limit:
                break
            between = self.folded[q.end : time.start]
            if _LEADS.search(between) and (following is not None or self._goes_on(time)):
                break
            if best is None:
                best = time
            elif time.function == "deadline" and (best.rule == "relative" or best.function == "start"):
                best = time  # "treat 92 percent within 18 weeks by March 2029"
        return best

    def _goes_on(self, time: TimeExpression) -> bool:
        """Say whether a clause goes on behind a time that leads it: "and, by 2029, all schools"."""
        return re.match(r",?\s+\w+\s+\w+", self.folded[time.end : time.end + 40]) is not None

    def _ahead(self, q: Quantity, previous: Quantity | None, times: list[TimeExpression]) -> TimeExpression | None:
        """Return the time that stands before the quantity, and after the one before it."""
        before = [t for t in times if t.end <= q.start or t.start < q.start <= t.end]
        if not before or (previous is not None and before[-1].start < previous.end):
            return None
        time = before[-1]
        if previous is None:
            return time
        between = self.folded[time.end : q.start]
        gap = self.folded[previous.end : time.start]
        if _LEADS.search(gap) or (gap.rstrip().endswith(",") and not re.match(r"\s*(?:,|and\b|or\b|but\b)", between)):
            return time
        # Behind another value a date is that one's, unless it announces a list.
        return time if _LIST_OF.match(between) else None

    def _front(self, q: Quantity, first: Quantity, times: list[TimeExpression]) -> TimeExpression | None:
        """Return the time before the first quantity of the clause."""
        ahead = [t for t in times if t.end <= first.start]
        if not ahead:
            return None
        return ahead[-1]

    def _shared(self, q: Quantity, following: Quantity | None, times: list[TimeExpression]) -> TimeExpression | None:
        """Return the time at the end of a list of values, where nothing of its own stands between."""
        after = next((t for t in times if t.start >= q.end), None)
        if after is None or following is None or following.end > after.start:
            return None
        link = self._link0(q, following)
        between = self.folded[q.end : following.start]
        if link in ("heir-to",):
            return None
        if link in ("heir-base", "heir-np", "heir-finite") and q.unit != following.unit and "," in between:
            return None
        return after


def _is_usable(folded: str, time: TimeExpression, reference: Reference) -> bool:
    if time.function not in _CAN_BE:
        return False
    is_span = time.rule in ("year-range", "plan-period")
    if time.function != "deadline" and not is_span and _BASE_YEAR.match(folded, time.end):
        return False
    before = folded[max(0, time.start - 48) : time.start]
    if time.function == "at" and (_BASE_BEFORE.search(before) or _SAID_ON.search(before)):
        return False
    if (
        time.function in ("at", "period")
        and time.granularity == "year"
        and not is_span
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
