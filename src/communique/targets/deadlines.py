"""Which time expression is the deadline of which quantity.

A time governs the clause that it stands in.  At the head of a sentence it governs every clause that is coordinated with
the first.  Behind a quantity it governs that one, those joined to it by "and" before it that have no time, and what the
same subject's further verbs and phrases add after it.  It does not reach a clause with a subject of its own, the other
side of a contrast, or the inside of a subordinate clause.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from communique.commitments.verbs import PAST
from communique.records import Quantity, TimeExpression
from communique.targets.cues import Chunk, Cues
from communique.targets.reach import ENDS, PREPOSITION, Clauses, ScopeWords, read_scope_words
from communique.timex.reference import Reference

__all__ = ["Attachment", "ScopeWords", "attach_deadlines", "dates_before", "read_scope_words", "take_over"]

# A time further away than this from a quantity has nothing to do with it, unless it heads the sentence.
MAX_REACH = 400
# An aim takes its deadline over from one of so many before it.
MAX_GIVERS = 3

_CAN_BE = frozenset(("deadline", "period", "at", "start"))
_NAMED_SPANS = frozenset(("year-range", "plan-period"))
_LIST_OF = re.compile(r"[^,;]{0,60}:")
_DOES = re.compile(r"\s+(?:that|to)\s")
_SET_AS = re.compile(
    r"\b(?:deadline|due\s+date|target\s+date|target\s+year|end\s+date)\s+(?:for\s+(?:this|it|both|all)\s+)?(?:is|was|being|of|set\s+(?:for|at))\s+$"
)
_IS_SET = re.compile(r"\s+(?:is|as|being|was\s+set\s+as)\s+the\s+(?:deadline|due\s+date|target\s+(?:date|year))\b")
_RUNS = re.compile(r"\b(?:runs?|running|lasts?|lasting|extends?|extending|covers?|covering|spans?|spanning)\s+$")
_THAT = re.compile(r"(?<!\bso)\s+that\s")
_ATTRIBUTE = re.compile(r"(?:\b(?:the|its|their|a|an)|'s)\s+$")
_JOINT = re.compile(r"[,;:]|\b(?:and|or)\b")
# "A quarter of them": what was named before, and no phrase that hangs on the next.
_OF_BEFORE = re.compile(r"\s+of\s+(?:them|these|those|which)\b")
# A line that says of the aims before it when they are due, or that what was told is to be over by then.
_DATES_ALL = re.compile(
    r"[\s“\"]*(?:(?:all|both|each|these|those|they|this|that|it)\b(?:\s+(?:of\s+(?:them|these|those|which)|two|three|four|targets|goals|aims|measures|figures|steps|three|things))*"
    r"\s+(?:(?:are|is|were|was)\s+(?:all\s+|both\s+)?(?:due\b|to\s+(?:be|happen|come|take)\b|the\s+(?:\w+\s+){0,4}(?:targets?|goals?|aims?|objectives?|tasks?|plans?)\b|by\s|for\s)|(?:must|shall|should|has\s+to|have\s+to|will)\s+(?:all\s+)?(?:be\s+(?:met|reached|achieved|done|in\s+place|completed|finished|ready|over)|happen)\b)"
    r"|the\s+(?:deadline|due\s+date|target\s+(?:date|year)|date\s+set)\b[^.]{0,40}\s(?:is|was)\s"
    r"|(?:deadline|due(?:\s+date)?|target\s+(?:date|year)|timeline|time\s*frame|completion)\s*:\s"
    r"|the\s+(?:works?|programmes?|programs?|projects?|schemes?|purchases?|construction|roll-?out|expansion|recruitment|process|effort|task|targets?|goals?)\s+(?:is|are|will|must|shall|should)\s+(?:to\s+)?be\s+(?:met|reached|achieved|done|completed|finished|concluded|wrapped\s+up|carried\s+out|over|ready)\b)"
)
_SUMS_UP = re.compile(
    r"[:;,–—-]\s*(?:that|this|these|those|such|all\s+of\s+(?:this|that|these|which|it))\s+(?:is|are|was|were)\b[^;]*$"
)
# What a change comes to, said behind it: halve fees, to an average of $10.
_ITS_LEVEL = re.compile(
    r"[,(]\s*(?:i\.e\.\s+)?to\s+(?:an?\s+(?:average|total)\s+of\s+|about\s+|around\s+|at\s+least\s+)?$"
)
_GOAL_OF_YEAR = re.compile(
    r"\s+(?:[a-z-]+\s+){0,2}?(?:goals?|targets?|objectives?|ambition|quota|milestone|aim|ceiling|cap|limit|floor)\s+(?:of|at|is|was)\s+(?:a\s+|about\s+|at\s+least\s+)?"
)
# What comes of it: ", saving 300 million a year".
_RESULT = re.compile(
    r",\s*(?:thus\s+|thereby\s+|so\s+)?[a-z]+ing\s+(?:about\s+|around\s+|some\s+|up\s+to\s+|at\s+least\s+|an?\s+)?$"
)
_APART = re.compile(r",\s+and\b")
_LABEL = re.compile(r"\s*[:=]\s*(?:about\s+|around\s+)?")
_SERIES_END = re.compile(r"\band\s+[a-z]")
_TOLD = re.compile(r"\s*(?:also\s+|has\s+|have\s+)?([a-z]+ed|set|cut|put)\s+(?:its|the|their|a|an|his|her)\b")
_NEW_VERB = re.compile(
    r"(?:,|\band)\s+(?:and\s+)?(?:also\s+)?(?:has|have|will|plans?|aims?|is|are|wants?|intends?|pledged|promised|expects?)\s"
)
_WORDS_FOLLOW = re.compile(r",?\s+\w+\s+\w+")


class Attachment(NamedTuple):
    """The time of a quantity; where it has none, which earlier quantities can pass theirs on, and over which link.

    ``givers`` are positions in the list of quantities, the nearest first.  ``link`` is ``phrase``, ``dependent``,
    ``finite``, ``to`` or ``verb``: what the words that join the quantity to those before it are.
    """

    time: TimeExpression | None
    givers: tuple[int, ...] = ()
    link: str = "phrase"


def attach_deadlines(
    folded: str,
    quantities: Sequence[Quantity],
    times: Sequence[TimeExpression],
    chunks: Sequence[Chunk],
    reference: Reference,
    cues: Cues,
    words: ScopeWords,
) -> list[Attachment]:
    """Find for each quantity of a sentence the time by which it is to be reached.

    Parameters
    ----------
    folded : str
        The article's folded text, which all offsets count in.
    quantities, times : sequences of Quantity and TimeExpression
        Those of one sentence, in text order.
    chunks : sequence of Chunk
        The sentence, cut at the borders of its clauses.
    reference : Reference
        When the article was written.
    cues : Cues
        The verbs of the lexicon.
    words : ScopeWords
        The words that show how far a time reaches.

    Returns
    -------
    list of Attachment
        One for each quantity, in their order.
    """
    usable = [t for t in times if _is_usable(folded, t, reference, words)]
    if not usable or not quantities:
        return [Attachment(None)] * len(quantities)
    if len(usable) == len(quantities) > 1 and "respectively" in folded[quantities[0].end : quantities[-1].end + 220]:
        return [Attachment(time) for time in usable]
    clauses = Clauses(folded, chunks, usable, cues, words)
    found = _Scopes(clauses, quantities, usable).attach()
    past = [
        t for t in times if t.function == "past" and t.rule in ("year", "month", "quarter", "fiscal-year", "this-year")
    ]
    starts = [q.start for q in quantities]
    for time in past:
        place = bisect.bisect_left(starts, time.start)
        for index in range(max(0, place - 1), min(place + 1, len(quantities))):
            if _is_date_of(folded, time, quantities[index]):
                found[index] = Attachment(None, (), "dated")
    return found


def _is_date_of(folded: str, time: TimeExpression, q: Quantity) -> bool:
    """Say whether a year that is over stands right at a quantity: "45% in 2020, 30% by 2027", "2023: 21%"."""
    if time.start >= q.end:
        between = folded[q.end : time.start]
        return between.strip() in ("", "(") and folded[time.end : time.end + 1] in (",", ";", ")", ".", "")
    return time.end <= q.start and _LABEL.fullmatch(folded, time.end, q.start) is not None


def dates_before(words: str) -> bool:
    """Say whether a sentence tells when the aims of the sentences before it are due: "All are due in 2030."."""
    return _DATES_ALL.match(words) is not None


def take_over(
    attachment: Attachment,
    quantities: Sequence[Quantity],
    times: Sequence[TimeExpression | None],
    is_aim: Mapping[int, bool],
) -> TimeExpression | None:
    """Return the deadline that an aim without one takes over from the nearest aim before it.

    ``times`` are those of the quantities so far; ``is_aim`` says of each giver whether it is an aim.  Plain verbs in a
    row ("cut waste by 2027 and plant trees") share a time only if it stands before the first of them.
    """
    giver = next((i for i in attachment.givers if is_aim[i]), None)
    time = times[giver] if giver is not None else None
    if time is None:
        return None
    first = min(i for i in attachment.givers if is_aim[i] and times[i] is time)
    if attachment.link == "past":
        return None
    q, before = quantities[len(times)], quantities[first]
    if q.per == "year" and before.per is None and time.function != "period" and attachment.link in ("phrase", "to"):
        return None  # "plant 4 million trees by 2030 and thin 900 hectares a year": a rate for good
    if attachment.link == "verb" and time.start > quantities[first].start:
        return None
    if attachment.link == "clause":
        # What a budget or a plan sets for its year, it sets with every clause.
        return time if time.function in ("at", "period") and time.granularity in ("year", "fiscal_year") else None
    return time


def _is_usable(folded: str, time: TimeExpression, reference: Reference, words: ScopeWords) -> bool:
    """Say whether a time can be a deadline: it dates no baseline, no saying and no document."""
    if time.function not in _CAN_BE:
        return False
    if time.function == "start":
        return time.date is None or reference.date is None or time.date >= reference.date
    if time.function == "deadline":
        return True
    if time.rule == "weekday" and time.granularity == "day":
        return False  # "committed on Thursday to ...": the day of the news
    is_span = time.rule in _NAMED_SPANS
    if not is_span and words.base_year.match(folded, time.end):
        return False
    before = folded[max(0, time.start - 48) : time.start]
    if time.function == "at" and (words.base_before.search(before) or words.said_on.search(before)):
        return False
    if time.granularity == "year" and not is_span and words.name_of.search(before):
        return folded[time.start].isalpha() and not folded.startswith("of", time.start)
    return True


class _Scopes:
    """The quantities and times of one sentence, each in its clause."""

    def __init__(self, clauses: Clauses, quantities: Sequence[Quantity], times: Sequence[TimeExpression]) -> None:
        self.folded, self.words, self.clauses = clauses.folded, clauses.words, clauses
        self.quantities = quantities
        self.quantity_starts = [q.start for q in quantities]
        self.of_quantity = [clauses.at(q.number.start) for q in quantities]
        self.members: dict[int, list[int]] = {}
        for index, clause in enumerate(self.of_quantity):
            self.members.setdefault(clause, []).append(index)
        self.times: dict[int, list[TimeExpression]] = {}
        for time in times:
            self.times.setdefault(clauses.at(time.end - 1), []).append(time)
        self.starts = {clause: [t.start for t in own] for clause, own in self.times.items()}
        self.stands = [
            q.rule != "every" and not self.words.compared.search(self.folded, max(0, q.start - 24), q.start)
            for q in quantities
        ]
        self.head = self._head()

    def attach(self) -> list[Attachment]:
        """Return the attachments of all quantities."""
        found: list[Attachment] = []
        for index, q in enumerate(self.quantities):
            clause = self.of_quantity[index]
            inside = self.members[clause]
            place = bisect.bisect_left(inside, index)
            time = self._time(q, clause, inside, place)
            if time is not None:
                found.append(Attachment(self._until(q, time)))
                continue
            givers = tuple(reversed(inside[max(0, place - MAX_GIVERS) : place]))
            link = self._link(self.quantities[givers[0]], q) if givers else "phrase"
            if givers and link == "phrase" and found[givers[0]].link == "past":
                link = "past"  # the amount of what was doubled
            if not givers and index and self.clauses.kinds[clause] in ("own", "semicolon"):
                givers, link = tuple(range(index - 1, max(-1, index - 1 - MAX_GIVERS), -1)), "clause"
            if link in ("finite", "to", "clause"):
                givers = tuple(i for i in givers if not self._describes(found[i].time))
            found.append(Attachment(None, givers, link))
        return found

    def _until(self, q: Quantity, time: TimeExpression) -> TimeExpression:
        """Return the time of a quantity; nothing of a kind after 2027 is due by the end of 2027."""
        is_none = q.rule == "none" or q.value == 0
        if not is_none or time.function != "start" or time.date is None:
            return time
        if not self.folded.startswith(("after", "beyond"), time.start) or time.rule == "relative":
            return time
        return time._replace(date=time.date - dt.timedelta(1), function="deadline")

    def _time(self, q: Quantity, clause: int, inside: list[int], place: int) -> TimeExpression | None:
        """Return the time of a quantity by its own clause, else the one at the head of the sentence."""
        times = self.times.get(clause, [])
        previous = self.quantities[inside[place - 1]] if place else None
        following = next((self.quantities[i] for i in inside[place + 1 : place + 4] if self.stands[i]), None)
        if times:
            at = bisect.bisect_left(self.starts[clause], q.end)
            own = times[at - 1] if at else None
            if own is not None and own.end <= q.start and _GOAL_OF_YEAR.fullmatch(self.folded, own.end, q.start):
                return own  # "a 2030 goal of 40 percent and a 2040 goal of 70 percent"
            behind = self._behind(q, following, times, at)
            ahead = self._ahead(q, previous, times, at)
            if behind is not None and ahead is not None:
                return self._nearer(q, behind, ahead)
            time = behind or ahead or self._front(q, inside, times) or self._shared(q, following, times, at)
            if time is not None:
                return time
        elif not place:
            time = self._of_twin(q, clause)
            if time is not None:
                return time
        return self.head if self.clauses.kinds[clause] not in ("sub", "contrast") else None

    def _head(self) -> TimeExpression | None:
        """Return the time at the head of the sentence, which governs all its coordinated clauses."""
        first = self.quantities[0]
        for time in chain.from_iterable(self.times.values()):
            before = self.folded[max(0, time.start - 40) : time.start]
            is_span = time.end <= first.start and time.function in ("deadline", "period") and _RUNS.search(before)
            if is_span or _SET_AS.search(before) or _IS_SET.match(self.folded, time.end):
                return time
        last = max(chain.from_iterable(self.times.values()), key=lambda t: t.start, default=None)
        end = self.quantities[-1].end
        if (
            last is not None
            and last.start > end
            and _SUMS_UP.search(self.folded, max(end, last.start - 90), last.start)
        ):
            return last  # "A, B and C: that is what it wants by 2030"
        if not self.times.get(0) or not self.clauses.chunks:
            return None
        time, chunk = self.times[0][0], self.clauses.chunks[0]
        verb = self.clauses.finite_at(chunk)
        if (verb is not None and verb < time.start) or self._describes(time):
            return None
        is_near = time.start - chunk.start <= 40 and len(self.folded[chunk.start : time.start].split()) <= 3
        is_plan = time.function in ("deadline", "period") or time.granularity in ("year", "fiscal_year", "quarter")
        is_apart = (
            is_plan
            and time.end <= first.start
            and verb is None
            and PREPOSITION.match(self.folded, chunk.start) is not None
        )
        is_end = time.end <= first.start and ENDS.match(self.folded, chunk.start, time.end) is not None
        return time if is_near or is_apart or is_end else None

    def _describes(self, time: TimeExpression | None) -> bool:
        """Say whether a year only describes a noun: the 2026 deficit."""
        return (
            time is not None
            and time.function == "at"
            and self.folded[time.start].isdigit()
            and self.folded[time.end : time.end + 2].strip(" ,.;").isalpha()
            and _ATTRIBUTE.search(self.folded, max(0, time.start - 8), time.start) is not None
        )

    def _behind(
        self, q: Quantity, following: Quantity | None, times: list[TimeExpression], at: int
    ) -> TimeExpression | None:
        """Return the time that follows the quantity in its clause, before the next quantity."""
        limit = min(following.start if following is not None else len(self.folded), q.end + MAX_REACH)
        best = None
        for time in times[at : at + 8]:
            if time.start >= limit:
                break
            between = self.folded[q.end : time.start]
            if time.function != "deadline" and self.words.compares.search(between):
                continue  # "5 percent, against 31 percent in February"
            goes_on = following is not None or _WORDS_FOLLOW.match(self.folded, time.end)
            is_second = best is not None and self._continues(best, time)
            if goes_on and not is_second and self.words.leads.search(between):
                break  # "..., and, by 2029, all schools"
            if best is None or is_second:
                best = time
            elif time.function == "deadline" and (best.rule == "relative" or best.function == "start"):
                best = time  # "treat 92 percent within 18 weeks by March 2029"
        return best

    def _continues(self, one: TimeExpression, two: TimeExpression) -> bool:
        """Say whether two years are named together: in 2026 and 2027."""
        return one.function == "at" and self.folded[one.end : two.start].strip() == "and"

    def _ahead(
        self, q: Quantity, previous: Quantity | None, times: list[TimeExpression], at: int
    ) -> TimeExpression | None:
        """Return the time that stands before the quantity, and after the one before it."""
        time = times[at - 1] if at else None
        if time is None or q.start - time.end > MAX_REACH or time.end > q.end:
            return None
        if previous is None:
            return time
        if time.start < previous.end:
            return None
        between = self.folded[time.end : q.start]
        gap = self.folded[previous.end : time.start][-MAX_REACH:]
        if self.words.leads.search(gap):
            return time
        if gap.rstrip().endswith(",") and not re.match(r"\s*(?:,|and\b|or\b|but\b)", between):
            return time
        # Behind another value a date is that one's, unless it announces a list or belongs to a plan that does more.
        is_plan = time.function in ("period", "at") and _DOES.match(between)
        return time if is_plan or _LIST_OF.match(between) else None

    def _nearer(self, q: Quantity, behind: TimeExpression, ahead: TimeExpression) -> TimeExpression:
        """Choose between a time before and one after: a deadline wins over a plain year."""
        if behind.function == "deadline":
            return behind
        between = self.folded[ahead.end : q.start]
        if _NEW_VERB.search(between) and not _JOINT.search(self.folded, q.end, behind.start):
            return behind  # "... by 2040, and has earmarked $750bn this decade"
        if ahead.function == "deadline":
            return ahead
        return ahead if ahead.function == "period" else behind

    def _front(self, q: Quantity, inside: list[int], times: list[TimeExpression]) -> TimeExpression | None:
        """Return the time before the first quantity of the clause; one that describes a noun stays with its verb."""
        first = self.quantities[inside[0]]
        if times[0].end > first.start:
            return None
        time = times[bisect.bisect_right([t.end for t in times[:8]], first.start) - 1]
        return None if self._describes(time) and self._link(first, q) in ("finite", "to") else time

    def _shared(
        self, q: Quantity, following: Quantity | None, times: list[TimeExpression], at: int
    ) -> TimeExpression | None:
        """Return the time behind the next quantity, where the two are joined closely enough to share it."""
        time = times[at] if at < len(times) else None
        if time is not None and time.function == "start" and at + 1 < len(times):
            later = times[at + 1]  # "from May until the end of the year"
            time = later if later.start - time.end < 3 and later.function == "deadline" else time
        if time is None or following is None or following.end > time.start or time.start - q.end > MAX_REACH:
            return None
        link = self._link(q, following)
        between = self.folded[q.end : following.start]
        if time.function == "start" or link in ("finite", "past") or _THAT.search(between):
            return None
        if _OF_BEFORE.match(self.folded, following.end) and "," not in self.folded[following.end : time.start]:
            return None  # "300 people, 100 of them this year"
        if _ITS_LEVEL.search(between):
            return time  # "halve fees, to an average of $10, by 2026"
        if link == "verb" and _APART.search(between):
            return None  # "guard 1.2 million hectares, and finish the map by 2026"
        if link == "verb" and self._is_series(following, between, time):
            return time
        if q.unit == following.unit or link == "dependent":
            return time
        if link == "to":
            return None
        # Of things of several kinds the last two share what follows them, unless commas set one apart.
        return time if "," not in between or "," in self.folded[following.end : time.start] else None

    def _is_series(self, following: Quantity, between: str, time: TimeExpression) -> bool:
        """Say whether a comma begins a series that "and" ends before the time: "keep A, issue B and create C in 2025"."""
        place = bisect.bisect_left(self.quantity_starts, following.end)
        last = self.quantities[place] if place < len(self.quantities) else None
        if last is None or last.end > time.start or "," not in between:
            return False
        return _SERIES_END.search(self.folded, following.end, last.start) is not None

    def _of_twin(self, q: Quantity, clause: int) -> TimeExpression | None:
        """Return the time at the end of two clauses alike: "A is to fall to 5 and B is to rise to 9 percent by 2030"."""
        members, times = self.members.get(clause + 1), self.times.get(clause + 1)
        if not members or not times or self.clauses.kinds[clause + 1] != "own":
            return None
        twin = self.quantities[members[0]]
        if twin.start - q.end > MAX_REACH or times[0].start < twin.end or "," in self.folded[q.end : twin.start]:
            return None
        return times[0] if times[0].function == "deadline" else None

    def _link(self, one: Quantity, two: Quantity) -> str:
        """Say how a quantity is joined to one before it."""
        start = max(one.end, two.start - MAX_REACH)
        if _ITS_LEVEL.search(self.folded, start, two.start) or _RESULT.search(self.folded, start, two.start):
            return "dependent"
        own = _OF_BEFORE.match(self.folded, start)
        if self.words.dependent.search(self.folded, own.end() if own and own.end() < two.start else start, two.start):
            return "dependent"
        last = start
        for match in _JOINT.finditer(self.folded, start, two.start):
            last = match.end()
        if last == start:
            return "phrase"
        told = _TOLD.match(self.folded, last)
        if told and (told.start(1) == two.start or self.clauses.cues.verb_kinds.get(told[1], 0) & PAST):
            return "past"  # "and doubled its goal to": what was done, not what is to be
        verb = self.words.finite.search(self.folded, last, two.start)
        if verb is not None and self.words.no_subject.fullmatch(self.folded, last, verb.start()):
            return "finite"
        return self.clauses.opens_verb(last, two.start) or "phrase"
