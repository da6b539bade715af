"""Targets: how much, of what, by when, by whom, and whether anybody is to reach it.

A row is a target when somebody who can act wills it, its end state is quantified, and it is still open.  Quantities that
report, forecast, describe or demand are rows too, told apart by ``status``.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from pathlib import Path

from communique.article import Article
from communique.quantities import find_quantities
from communique.quantities.grammar import Grammar, read_grammar
from communique.records import Commitment, Quantity, Sentence, Span, Statement, Target, TimeExpression
from communique.segment import DATELINE
from communique.targets.absolutes import is_end, is_none, is_share
from communique.targets.chinese import read_chinese
from communique.targets.counts import MAX_SMALL, OF_THEM, PLAIN, Counts
from communique.targets.cues import Cue, Cues, read_cues
from communique.targets.deadlines import ScopeWords, attach_deadlines, dates_before, read_scope_words, take_over
from communique.targets.everyday import read_everyday
from communique.targets.fields import Fields
from communique.targets.govern import Governor
from communique.targets.lines import MAX_ITEMS, Context, Lines
from communique.targets.links import TARGET_STATUSES, link
from communique.targets.pasttime import is_day_of_saying, put_behind
from communique.targets.promised import promise_behind
from communique.targets.sight import Reading
from communique.targets.units import lend_units, units_of_label
from communique.timex import find_times, reference_of
from communique.timex.reference import Reference

RULES = {
    "will": "A quantity governed by a verb of will or duty: aims to, plans, will, must.",
    "passive": "A quantity that is the subject of such a verb: 40 schools will be built.",
    "goal-noun": "A quantity of a target, goal, objective or pledge.",
    "binding-noun": "A quantity of a quota, cap, ceiling, limit or floor.",
    "is-the-goal": "A quantity of which the text says that it is the goal.",
    "date-ahead": "A decision or a work in hand with a date ahead: is raising capacity to 3 GW by 2027.",
    "document-verb": "What a law, plan or budget does: the budget raises spending by 5 percent.",
    "decision": "What a decision, plan or scheme is for: approved a scheme to build 40 schools.",
    "order": "A plain verb at the head of a sentence or item: Raise the share to 25 percent.",
    "headline": "A headline with to and a plain verb: City to add 300 buses by 2027.",
    "list": "An item under a heading or introduction that announces aims.",
    "verbless-deadline": "A quantity with a deadline ahead in a line without a verb.",
    "said-would": "What somebody said that they would do.",
    "order-of-authority": "A government, regulator or document urges or calls for it.",
    "expects-to": "A regulator or law expects others to do it.",
    "proposal": "A draft, bill or proposal that is not adopted.",
    "proposed-goal": "A target that is proposed.",
    "chinese-will": "A Chinese clause with a word of will (力争, 计划, 确保, 必须, 将) or a deadline ahead.",
    "expired": "A deadline that lay behind when the article was written.",
    "denied": "What is not planned, refused or ruled out.",
    "denied-goal": "A target that is scrapped, rejected or does not exist.",
    "former-goal": "A target that was replaced or has run out.",
    "former-will": "What had been planned before.",
    "verdict-goal": "A target that was met or missed.",
    "fact": "A quantity governed by a verb of report.",
    "forecast": "What is expected, forecast or likely.",
    "forecaster": "What a forecaster says will happen.",
    "drift": "What will happen by itself: demand, population and prices grow without anybody's pledge.",
    "hypothetical": "What would hold if something else did.",
    "demand": "What somebody demands of others.",
    "outsider": "What somebody who cannot decide demands.",
    "would": "What would follow, outside a statement of intent.",
    "instrument": "The level of a tariff, tax, rate, fee or price.",
    "penalty": "A fine or another penalty.",
    "threshold": "Whom a rule covers: firms with more than 250 employees.",
    "threshold-subject": "The same, in the subject of a duty.",
    "size": "What a plan, fund or project is worth.",
    "name": "A number in a name: the Boeing 737 fleet.",
    "survey": "Shares of people who were asked.",
    "from": "Where something starts from, or what it is compared to.",
    "compared": "What something is compared to.",
    "promised": "What the words behind it say was promised: the 5,000 it pledged by 2030.",
    "restated": "The same quantity in another unit.",
    "needed": "What a goal takes: meeting it will require 3,000 km of lines.",
    "own-guidance": "What somebody expects of what is in its own hands: expects to run 800 buses by 2030.",
    "apposition": "Where a metric stands that is to change: the network, 820 kilometres now, will exceed 1,000.",
    "effect": "What a work does when it is there: the reservoir will supply 300,000 people.",
    "event": "Whom a meeting, visit or vote counts.",
    "attributive": "A length or price that only describes a thing: the 42 km road will open.",
    "definite": "A part of things already counted: of the 600 schools.",
    "relative": "A description in a relative clause.",
    "after": "A clause that tells what came before.",
    "before": "A clause that tells what came before.",
    "past-time": "A quantity of a year or period that is over.",
    "no-cue": "No word says that anybody is to reach it.",
}

# A sentence that dates the aims before it stands this near to them, in characters.
MAX_SUMMED_UP = 400
# More quantities, or more letters, than this in one sentence are no prose; such a sentence is read in pieces.
MAX_QUANTITIES = 40
MAX_SENTENCE = 4000
# Sentences that point back are looked for so often after one.
MAX_POINTING = 2
TOWARDS_AN_AIM = TARGET_STATUSES | {"restated", "expired"}

# Kinds of cues that speak of what is to come.
_AHEAD = frozenset(("will", "must", "goal", "binding", "propose", "forecast", "would", "hypothetical", "demand"))
_SAYS = re.compile(
    r"\b(?:said|says|told|adds?|added|missed|met|exceeded|reached|achieved|fell|rose|was|were|has|have|had)\b"
)
_NAMES_OF_PERIODS = frozenset(("fiscal-year", "year-range", "quarter", "half-year", "plan-period"))
_HAN = re.compile("[\u4e00-\u9fff]")
_TIME_METRIC = re.compile(
    r"\b(?:time|times|waits?|waiting|expectancy|delays?|clearance|schooling|turnaround|processing|journey|travel|response|outages?|interruptions?|backlog|leave|holidays?|week|dwell|notice|stays?|downtime|window|deadline)\b(?:[^.;]|\.\d){0,110}\b(?:to|below|under|than|at|exceed|by|least|most|within|of)\s+$"
)
# Who is bound to a time each time: "must be seen within four hours".
_STANDARD = re.compile(r"\b(?:must|shall|should|be\s+(?:\w+ed|seen|met|dealt\s+with))\b")
_TIME_OF = re.compile(
    r"(?:\s+a\s+day)?\s+of\s+(?:[\w-]+\s+){0,2}?(?:leave|holidays?|stocks?|supply|reserves?|cover|storage|power|electricity|water)\b"
)
_TIME_CHANGE = re.compile(
    r"\b(?:cut|cuts|cutting|reduc\w+|shorten\w*|lower\w*|bring\w*|rais\w+|lengthen\w*|limit\w*|trim\w*|slash\w*|keep\w*|lift\w*)\b(?:[^.;]|\.\d){0,70}\b(?:to|below|under|than|most)\s+$"
)
_ITS_SHARE = re.compile(
    r"\s+of\s+(?:its|the|their|all|total|our)\s+(?:[\w-]+\s+){0,3}?[\w-]+(?=[,.;)]|\s+(?:by|in|this|next|over|within)\b|$)"
)
_BESIDE = re.compile(r"(?:\s+[\w-]+){0,5}?,\s+(?:(?:or|about|around|some|nearly|roughly|almost)\s+)*")
# What sets off a term each time: within 14 days of purchase.
_EACH_TIME = re.compile(
    r"\s+(?:of|after|from)\s+(?:the\s+|a\s+|an\s+|each\s+|every\s+|their\s+|its\s+)?(?:date\s+of\s+)?(?:purchase|receipt|receiving|application|request|complaint|birth|delivery|arrival|submission|filing|diagnosis|order|invoice"
    r"|detection|discharge|referral|claim|death|harvest|admission|departure|being|procurement|sale|transfer|accident|incident|call|booking|birth)s?\b"
)
# A sentence that says of those before it that they are the aims.
# "no patient is to wait more than 18 weeks", "must not take more than ten days"
_TURNED = {"gt": "le", "lt": "ge"}
_NEGATED = re.compile(
    r"\b(?:no|nobody|no\s+one|none\s+of|neither|nowhere)\s+[^.,;:]{0,60}?\b(?:is\s+to|are\s+to|to|will|would|shall|must|should|may|can|has\s+to|have\s+to)\s+(?:[a-z]+\s+){1,4}$"
    r"|\b(?:must|shall|should|may|will|would|can)\s+(?:not|never)\s+(?:[a-z]+\s+){1,4}$|\bcannot\s+(?:[a-z]+\s+){1,4}$|\bnot\s+(?:to\s+)?(?:pay|take|wait|spend|cost|last|hold|use|emit|have|need|lose|travel|live|be)\s+$"
)
_LED_TO = re.compile(r"((?:[\w'’-]+\s+){1,9})(?:to|at)\s+$")
_POINTS = re.compile(r"[.;!]\s+((?:these|those|this|that|such|all\s+of\s+these)\s+(?:is|are)\s)")
_SCOPE = re.compile(r"\b(?:in|across|among|throughout|covering|spanning|with|on|for)\s+(?:the\s+|its\s+|all\s+)?$")
_ASIDE_BEFORE = re.compile(r"(?:\s+[\w'’-]+){1,7}?,\s+")
_ASIDE_AFTER = re.compile(r"(?:\s+[\w'’-]+){0,3}?(?:,|\))")
_DOUBLING_NOT = re.compile(r"\s+(?:as|the\s+(?:size|number\s+of\s+people|rate|level|area|length|height)\s+of)\b")


def find_targets(
    article: Article,
    sentences: Sequence[Sentence],
    statements: Sequence[Statement] = (),
    commitments: Sequence[Commitment] = (),
    lexicon: Path | None = None,
) -> list[Target]:
    """Find the targets of an article, and the quantities that are none.

    Parameters
    ----------
    article : Article
        The article; its reference date resolves deadlines.
    sentences : sequence of Sentence
        Its sentences.
    statements : sequence of Statement, optional
        Its statements: each row points to the innermost one that covers it.
    commitments : sequence of Commitment, optional
        Its commitments: each row points to the one that covers it.
    lexicon : Path, optional
        Folder of edited lexicon files.

    Returns
    -------
    list of Target
        In text order; only rows of status target, requirement or proposed are targets.

    Examples
    --------
    >>> article = Article.from_text("The city aims to plant 20,000 trees by 2027.", published="2024-05-02")
    >>> [row] = find_targets(article, [Sentence(0, 44, 0, "body")])
    >>> row.value, row.unit, str(row.deadline), row.status, article.text[slice(*row.subject)]
    (20000.0, 'count', '2027-12-31', 'target', 'trees')
    """
    quantities = find_quantities(article, sentences, lexicon)
    if not quantities:
        return []
    reference = reference_of(article)
    times = find_times(article, sentences, reference, lexicon)
    reader = _ArticleReader(
        article,
        sentences,
        quantities,
        times,
        reference,
        read_cues(lexicon),
        read_scope_words(lexicon),
        read_grammar(lexicon),
    )
    rows = reader.read()
    return link(rows, statements, commitments)


def _within(items: list, at: int, sentence: Sentence) -> tuple[list, int]:
    """Return the items that begin inside a sentence, and where to go on."""
    if at == len(items) or items[at].start >= sentence.end:
        return [], at
    own = []
    while at < len(items) and items[at].start < sentence.end:
        if items[at].start >= sentence.start:
            own.append(items[at])
        at += 1
    return own, at


def _pieces(
    sentence: Sentence, own: list[Quantity], times: list[TimeExpression]
) -> list[tuple[Sentence, list[Quantity], list[TimeExpression]]]:
    """Cut a sentence that holds more quantities than any prose does, so that the work stays linear in its length."""
    if len(own) <= MAX_QUANTITIES and len(times) <= MAX_QUANTITIES and sentence.end - sentence.start <= MAX_SENTENCE:
        return [(sentence, own, times)]
    pieces, begin, q_at, t_at = [], sentence.start, 0, 0
    while q_at < len(own):
        low = max(begin, own[q_at].start - MAX_SENTENCE // 2) if q_at else begin
        some = [q for q in own[q_at : q_at + MAX_QUANTITIES] if q.end <= low + MAX_SENTENCE] or own[q_at : q_at + 1]
        q_at += len(some)
        end = own[q_at].start if q_at < len(own) else sentence.end
        end = max(some[-1].end, min(end, low + 2 * MAX_SENTENCE))
        while t_at < len(times) and times[t_at].start < low:
            t_at += 1
        first = t_at
        while t_at < len(times) and times[t_at].end <= end:
            t_at += 1
        pieces.append((sentence._replace(start=low, end=end), some, times[first : min(t_at, first + MAX_QUANTITIES)]))
        begin = end
    return pieces


class _ArticleReader:
    """Goes through the sentences that hold quantities."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        quantities: list[Quantity],
        times: list[TimeExpression],
        reference: Reference,
        cues: Cues,
        scope_words: ScopeWords,
        grammar: Grammar,
    ) -> None:
        self.scope_words, self.grammar = scope_words, grammar
        self.article, self.sentences, self.reference, self.cues = article, sentences, reference, cues
        self.counts = Counts(article.folded, article.text, cues)
        self.lines = Lines(article.folded, cues, self._is_ahead)
        self.quantities = quantities = _outside(quantities, times)
        taken = [q.start for q in quantities]
        self.faint: list[tuple[Quantity, Reading, TimeExpression | None, Fields]] = []
        self.last_subject: Span | None = None
        self.last_sentence: Span | None = None
        self.times = [t for t in times if not self._overlaps(t, taken)]

    def _overlaps(self, time: TimeExpression, starts: list[int]) -> bool:
        i = bisect.bisect_right(starts, time.start) - 1
        inside = i >= 0 and time.start < self.quantities[i].end and self.quantities[i].rule != "duration"
        follows = i + 1 < len(starts) and starts[i + 1] < time.end and self.quantities[i + 1].rule != "duration"
        return inside or follows

    def read(self) -> list[Target]:
        """Return the rows of all sentences, each read with the list or table that it stands in."""
        rows: list[Target] = []
        context = Context()
        q_at = t_at = 0
        for sentence in self.sentences:
            own, q_at = _within(self.quantities, q_at, sentence)
            own_times, t_at = _within(self.times, t_at, sentence)
            is_item = context.intro is not None and context.left > 0 and self.lines.is_item(sentence)
            if own and sentence.role != "boilerplate":
                within = (
                    context if is_item else Context(recent=context.recent, year=context.year, before=context.before)
                )
                for piece, some, some_times in _pieces(sentence, own, own_times):
                    rows.extend(self._sentence(piece, some, some_times, within))
            if own_times and not own and rows and dates_before(self.article.folded[sentence.start : sentence.end]):
                self._date_all(rows, own_times[-1], sentence)
            self.last_sentence = Span(sentence.start, sentence.end)
            self.last_subject = None
            if own:
                named = rows[-1].subject if rows and rows[-1].start >= sentence.start else None
                self.last_subject = named or next((q.noun for q in reversed(own) if q.noun is not None), None)
            self.lines.follow(context, sentence, own, own_times, is_item)
        return _without_repetitions(self._with_faint(rows), self.article.folded)

    def _date_all(self, rows: list[Target], time: TimeExpression, sentence: Sentence) -> None:
        """Give the aims of the sentences before one that dates them its time: "All are due in 2030."."""
        if time.function not in ("deadline", "at", "period") or not self._is_ahead(time):
            return
        for i in range(len(rows) - 1, max(-1, len(rows) - 1 - MAX_ITEMS), -1):
            row = rows[i]
            between = self.article.folded[row.end : sentence.start]
            if len(between) > MAX_SUMMED_UP or "\n\n" in between:
                return
            if row.status in TARGET_STATUSES and row.deadline_words is None:
                rows[i] = row._replace(
                    deadline_words=Span(time.start, time.end),
                    deadline=time.date,
                    deadline_granularity=time.granularity,
                    deadline_basis=time.basis,
                    period_start=time.period_start,
                )

    def _with_faint(self, rows: list[Target]) -> list[Target]:
        """Add the small and bare counts of an article that counts towards an aim: only there they say something."""
        if not self.faint or not any(row.unit == "count" and self._is_of_aim(row) for row in rows):
            return rows
        rows = rows + [self._target(q, reading, time, fields, None) for q, reading, time, fields in self.faint]
        return sorted(rows, key=lambda row: (row.start, row.end))

    def _is_of_aim(self, row: Target) -> bool:
        """Say whether a row wills something, or tells what is due on a day ahead."""
        if row.status in TOWARDS_AN_AIM:
            return True
        today = self.reference.date
        return row.deadline is not None and today is not None and row.deadline > today and row.status != "forecast"

    # -- one sentence -------------------------------------------------------------------------------------------

    def _sentence(
        self,
        sentence: Sentence,
        own: list[Quantity],
        times: list[TimeExpression],
        context: Context,
    ) -> list[Target]:
        intro = context.intro
        folded, start, end = self.article.folded, sentence.start, sentence.end
        dateline = DATELINE.match(self.article.text, start, end)
        if dateline is not None and dateline.end() <= own[0].start:
            start = dateline.end()
            times = [t for t in times if t.start >= start]
        if self.article.has_han and len(_HAN.findall(folded, start, min(end, start + 200))) * 3 > min(200, end - start):
            return read_chinese(self.article, start, end, own, times, self.reference, self.cues)
        if intro is None:
            intro = self.lines.announced_within(sentence, own[0])
            start = intro.end + 1 if intro is not None else start
        own = lend_units(units_of_label(own, self.article.text, sentence.start, self.grammar), folded)
        governor = Governor(self.cues, folded, start, end, intro, own, self.article.text)
        governor.before = context.before
        governor.following = self._pointing_back(end)
        breaks = sorted([(t.start, t.end) for t in times] + [(q.start, q.end) for q in own if q.rule != "duration"])
        numbers = [(q.start, q.end) for q in own]
        fields = Fields(self.cues, folded, start, end, governor.chunks, self.reference.year, breaks, numbers)
        fields.intro, fields.earlier, fields.previous = intro, self.last_subject, self.last_sentence
        fields.quantities = own
        rows: list[Target] = []
        measured = [q for q in own if q.rule != "duration" or self._is_time_metric(q)]
        readings: list[Reading] = []
        is_past = self._tells_only_the_past(governor)
        today = self.reference.date
        times = [put_behind(t, folded, today) if is_past or is_day_of_saying(t, folded) else t for t in times]
        attached = attach_deadlines(
            folded, measured, times, governor.chunks, self.reference, self.cues, self.scope_words
        )
        kept: list[TimeExpression | None] = []
        columns = context.head if len(context.head) == len(measured) else []
        for position, q in enumerate(measured):
            # The year of a table's column comes before any time named in its row ("within 60 days").
            time = attached[position].time or context.time
            if columns and (time is None or time.end <= q.start or "|" in folded[q.end : time.start]):
                time = columns[position]
            if self.lines.is_past_cell(context, sentence, q):
                kept.append(None)
                readings.append(Reading("current", None, None, "past-time", 0))
                continue  # the column of where it stands now
            if columns and time is not None and time.function == "past":
                kept.append(None)
                readings.append(Reading("historic", None, None, "past-time", 0))
                continue  # the column of a year that is over
            has_deadline = time is not None and time.function in ("deadline", "period", "at") and self._is_ahead(time)
            is_direct = time is not None and not any(q.end <= other.start < time.start for other in measured)
            is_ahead = time is not None and time.function != "past" and self._is_ahead(time)
            reading = governor.read(q, has_deadline and time.function == "deadline", is_direct, is_ahead)
            if time is None and reading.cue is not None and reading.cue.kind in ("goal", "binding"):
                time = self._date_of_goal(reading.cue, q, times)
            if time is None and reading.status in TARGET_STATUSES:
                are_aims = {i: readings[i].status in TARGET_STATUSES | {"restated"} for i in attached[position].givers}
                time = take_over(attached[position], measured, kept, are_aims)
                if time is None and not times:
                    time = context.year
                time = time if time is not None and self._is_ahead(time) else None
            if attached[position].link == "dated" and reading.status in TARGET_STATUSES:
                reading, time = reading._replace(status="historic", rule="past-time"), None
            kept.append(time)
            reading = self._sift(q, reading, time, has_deadline, measured, readings, position, times, governor)
            readings.append(reading)
            row = self._row(q, reading, time, fields, rows[-1] if rows else None)
            if row is not None:
                if row.subject is None:
                    same = next(
                        (r.subject for r in reversed(rows) if r.unit == row.unit and r.subject is not None), None
                    )
                    row = row._replace(subject=same)
                if row.status == "instrument":
                    governor.readings[-1:] = [(q, reading._replace(status="instrument"))]
                rows.append(row)
        return self._pair(rows, own)

    def _pointing_back(self, end: int) -> str:
        """Return the beginning of the next sentences up to one that points back: "These are the targets"."""
        at = end - 1
        for _ in range(MAX_POINTING):
            match = _POINTS.search(self.article.folded, at, end + 240)
            if match is None or "\n\n" in self.article.folded[end : max(end, match.start())]:
                return ""
            if _SAYS.search(self.article.folded, end, match.start()) is None:
                return self.article.folded[match.start(1) : match.start(1) + 160]
            at = match.end()
        return ""

    def _tells_only_the_past(self, governor: Governor) -> bool:
        """Say whether a sentence tells what happened and wills nothing: its months lie behind."""
        kinds = {cue.kind for chunk in governor.chunks for cue in chunk.cues}
        if kinds & _AHEAD:
            return False
        return self.cues.happened.search(self.article.folded, governor.start, governor.end) is not None

    def _date_of_goal(self, cue: Cue, q: Quantity, times: list[TimeExpression]) -> TimeExpression | None:
        """Return the date that a goal noun carries: "the target for 2030 was raised to 55 percent"."""
        for t in times:
            if (
                t.function in ("at", "deadline", "period")
                and (0 <= t.start - cue.end <= 3 or 0 <= cue.start - t.end <= 12)
                and t.end <= q.start
            ):
                return t
        return None

    def _is_time_metric(self, q: Quantity) -> bool:
        """Say whether a duration is a metric: waiting times to 18 weeks, life expectancy to 80 years."""
        before = self.article.folded[max(0, q.start - 100) : q.number.start]
        if _TIME_OF.match(self.article.folded, q.end):
            return True
        if q.unit in ("month", "year") and self.article.folded.startswith("within", q.start):
            return False  # "clear the backlog within eighteen months": by when
        if q.unit in ("year", "decade") and self.article.folded.startswith("within", q.start):
            return False
        if (
            q.comparator in ("le", "lt")
            and q.unit in ("day", "week", "h")
            and (
                _EACH_TIME.match(self.article.folded, q.end)
                or (re.search(r"\bin\s+$", self.article.folded[max(0, q.start - 4) : q.start]) is not None)
            )
        ):
            return True
        # "answered within 30 seconds": nobody sets a deadline in seconds, minutes or hours
        if q.comparator in ("le", "lt") and (q.unit in ("s", "min") or (q.unit == "h" and _STANDARD.search(before))):
            return True
        return bool(_TIME_METRIC.search(before) or _TIME_CHANGE.search(before))

    def _is_ahead(self, time: TimeExpression) -> bool:
        if time.date is None:
            return time.function == "deadline"
        if self.reference.date is not None:
            if time.function == "at" and time.granularity == "day":
                return time.date > self.reference.date  # "said on Tuesday", of that day's paper
            return time.date >= self.reference.date
        return self.reference.year is None or time.date.year >= self.reference.year

    def _sift(
        self,
        q: Quantity,
        reading: Reading,
        time: TimeExpression | None,
        has_deadline: bool,
        measured: list[Quantity],
        readings: list[Reading],
        position: int,
        times: list[TimeExpression],
        governor: Governor,
    ) -> Reading:
        """Correct a reading by the time, the restatement and the kind of the quantity."""
        folded = self.article.folded
        reading = self._promised(q, reading, time, governor)
        is_target = reading.status in TARGET_STATUSES
        told = read_everyday(self.cues, folded, self.article.text, q, reading) if is_target else None
        if told is not None:
            return told
        after = measured[position + 1] if position + 1 < len(measured) else None
        if q.rule == "ending" and not (is_target and is_end(q, after, reading, time, folded)):
            return reading._replace(status="drop")
        if q.rule == "none" and not (is_target and is_none(q, reading, measured, time, has_deadline, folded)):
            return reading._replace(status="drop")
        if q.rule == "every" and not (is_target and is_share(q, reading, measured, governor, time, has_deadline)):
            return reading._replace(status="drop")
        if (
            is_target
            and q.unit == "count"
            and (len(measured) > 1 and ((q.value or 0) <= MAX_SMALL or not has_deadline))
            and q.rule != "every"
            and _SCOPE.search(folded, max(0, q.start - 12), q.start)
            and not (reading.cue is not None and 0 <= q.start - reading.cue.end <= 1)  # "is aiming for 250,000"
            and not self._is_asked_for(q, reading)
        ):
            return reading._replace(status="drop")  # "in two new plants", "across 20 districts": where, not how much
        if q.rule == "absolute" and not is_target and q.unit != "percent":
            pass
        if (
            is_target
            and position
            and not OF_THEM.match(folded, q.end)
            and self._restates(q, measured[position - 1], folded)
            and readings[position - 1].status in TARGET_STATUSES | {"restated"}
        ):
            return reading._replace(status="restated", rule="restated")
        if (
            is_target
            and time is not None
            and time.function != "start"
            and time.date is not None
            and not self._is_ahead(time)
        ):
            return reading._replace(status="expired", rule="expired")
        if is_target and time is None:
            past = [t for t in times if t.function == "past" and self._beside(t, q, governor)]
            if past and (
                reading.cue is None
                or not (reading.cue.end <= q.start and reading.cue.kind in ("will", "must", "propose"))
            ):
                return reading._replace(status="historic", rule="past-time")
        if is_target and any(
            t.function == "past" and re.fullmatch(r"\s*[:=]\s*", folded[t.end : q.start])
            for t in times
            if t.end <= q.start
        ):
            return reading._replace(status="historic", rule="past-time")  # "(2022: 90 kg)"
        if (
            not is_target
            and reading.status == "current"
            and any(t.function == "past" and self._beside(t, q, governor) for t in times)
        ):
            return reading._replace(status="historic", rule="past-time" if reading.rule == "no-cue" else reading.rule)
        for following in measured[position + 1 : position + 3] if is_target and q.rule == "multiplier" else ():
            between = folded[q.end : following.start]
            if (
                following.unit != "percent"
                and len(between) < 120
                and re.search(r"\sto\s+$", between)
                and not re.search(r"[;:]|\.\s|\band\b", between)
            ):
                return reading._replace(status="restated", rule="restated")  # "double exports to $300 billion"
        if is_target and q.rule == "multiplier":
            after = folded[q.end : q.end + 30]
            if (
                _DOUBLING_NOT.match(after)
                and "fold" not in folded[q.start : q.end]
                and folded[q.start : q.end].startswith(("twice", "three times", "four times", "five times"))
            ):
                return reading._replace(status="comparison", rule="compared")
            if (
                folded[q.start : q.end] in ("doubled", "tripled", "halved", "quadrupled", "trebled")
                and not reading.is_subject
                and not re.search(r"\b(?:be|been)\s+(?:\w+ly\s+)?$", folded[max(0, q.start - 16) : q.start])
            ):
                return reading._replace(status="achieved", rule="fact")
        return reading

    def _promised(self, q: Quantity, reading: Reading, time: TimeExpression | None, governor: Governor) -> Reading:
        """Read a quantity that seems told of as willed where the words behind it say so: the 5,000 it pledged by 2030."""
        if reading.status not in PLAIN or q.rule in ("every", "none", "ending", "duration"):
            return reading
        found = promise_behind(self.cues, self.article.folded, q.number.start, q.end, governor.end)
        if found is None:
            return reading
        is_open = time is not None and self._is_ahead(time) and not found.is_past
        status = "target" if is_open else "restated"
        return reading._replace(status=status, cue=found.cue, strength=found.cue.strength, rule="promised")

    def _is_asked_for(self, q: Quantity, reading: Reading) -> bool:
        """Say whether the preposition belongs to the verb or opens a clause: asks for 230 more, with 9,100 of those to be let."""
        folded = self.article.folded
        if reading.cue is not None and reading.cue.words.startswith("ask") and folded.endswith("for ", 0, q.start):
            return True
        return re.match(r"\s+of\s+(?:those|these|them)\b[^,;.]{0,40}\sto\s", folded[q.end : q.end + 70]) is not None

    def _beside(self, time: TimeExpression, q: Quantity, governor: Governor) -> bool:
        def at(position: int) -> int:
            return next((i for i, c in enumerate(governor.chunks) if position < c.end), len(governor.chunks))

        return abs(at(time.start + 1) - at(q.start)) <= 0 or (0 <= time.start - q.end < 14)

    def _restates(self, q: Quantity, before: Quantity, folded: str) -> bool:
        between = folded[before.end : q.start]
        if (
            q.unit == "percent"
            and before.unit != "percent"
            and _ITS_SHARE.match(folded, q.end)
            and _BESIDE.fullmatch(between)
        ):
            return True  # "1,200 jobs, 6 percent of its staff, by autumn"
        if (
            before.unit == "percent"
            and q.unit != "percent"
            and q.comparator == "approx"
            and _ASIDE_AFTER.match(folded, q.end)
            and _ASIDE_BEFORE.fullmatch(between)
        ):
            return True  # "31 percent of the turf, some 3,900 acres, will be torn out"
        if len(between) > 40 or (before.unit == q.unit and q.unit != "count" and not q.unit.isupper()):
            return False
        return bool(
            re.fullmatch(
                r"(?:\s+[\w-]+){0,9}?\s*(?:,?\s+or|,?\s+equivalent\s+to|,?\s+equal\s+to|\s*[(]|,?\s+that\s+is,?|,\s+which\s+is|,?\s+i\.e\.,?|\s+[-–—]|,\s+representing|,?\s+amounting\s+to|,\s+equating\s+to|,\s+meaning|,\s+around|,\s+about|,\s+roughly)(?:\s*(?:or|some|about|around|roughly|the\s+equivalent\s+of|equivalent\s+to|to|of|a\s+total\s+of|nearly|almost|equal\s+to|=))*\s*",
                between,
            )
        )

    # -- rows ---------------------------------------------------------------------------------------------------

    def _row(
        self, q: Quantity, reading: Reading, time: TimeExpression | None, fields: Fields, before: Target | None
    ) -> Target | None:
        status = reading.status
        is_target = status in TARGET_STATUSES
        if status == "drop":
            return None
        if not is_target and not self.counts.is_telling(q, reading.rule):
            if self.counts.is_faint(q, status):
                self.faint.append((q, reading, time, fields))
            return None
        if is_target and q.unit == "count" and not self.counts.is_measured(q, time, reading):
            return None
        return self._target(q, reading, time, fields, before)

    def _target(
        self, q: Quantity, reading: Reading, time: TimeExpression | None, fields: Fields, before: Target | None
    ) -> Target:
        status = reading.status
        is_target = status in TARGET_STATUSES
        if status in ("achieved", "historic") and time is not None:
            time = put_behind(time, self.article.folded, self.reference.date)
        if reading.rule == "promised" and q.noun is None:
            subject = (
                before.subject if before is not None else fields.earlier
            )  # "61 clinics instead of the 80 promised"
        else:
            subject = fields.subject(q, reading.cue, reading.is_subject, reading.chunk, before)
        if is_target and subject is not None and self._names_instrument(q, subject, reading):
            status, is_target = "instrument", False
            reading = reading._replace(status=status, rule="instrument")
        comparator = self._comparator(q, reading)
        direction = fields.direction(q, reading.cue, reading.is_subject, before) if is_target else None
        baseline = fields.baseline(q)
        if (
            time is not None
            and time.function == "at"
            and baseline is not None
            and baseline.start <= time.start < baseline.end
        ):
            time = None
        actor = fields.actor(q, reading.cue, subject) if is_target else None
        strength = fields.strength(reading.strength, reading.rule, reading.cue, before) if is_target else None
        if is_target and actor is None and before is not None and reading.rule == "verbless-deadline":
            actor = before.actor
        return Target(
            start=q.start,
            end=q.end,
            commitment=None,
            statement=None,
            actor=actor,
            subject=subject,
            comparator=comparator,
            value=q.value,
            value_high=q.value_high,
            value_from=fields.value_from(q),
            unit=q.unit,
            quantity_kind=fields.kind(q, subject, before),
            direction=direction,
            per=q.per,
            baseline=baseline,
            deadline_words=Span(time.start, time.end) if time else None,
            deadline=time.date if time else None,
            deadline_granularity=time.granularity if time else None,
            deadline_basis=time.basis if time else None,
            period_start=time.period_start if time else None,
            strength=strength,
            status=status,
            condition=fields.condition() if is_target else None,
            rule=reading.rule,
            note=time.note if time and time.note else q.note,
        )

    def _names_instrument(self, q: Quantity, subject: Span, reading: Reading) -> bool:
        if (
            reading.rule in ("goal-noun", "is-the-goal", "list")
            or q.unit not in ("percent", "percentage_point")
            and not (q.unit.isupper() and len(q.unit) == 3 and (q.value or 0) < 1e5)
        ):
            return False
        match = None
        for match in self.cues.instruments.finditer(self.article.folded, subject.start, subject.end):
            pass
        tail = self.article.folded[match.end() : subject.end] if match is not None else ""
        # "duties on imported tyres": the instrument is the head of its phrase
        if (
            match is not None
            and match[0] != "rate"
            and (not tail or tail.startswith((" on ", " of ", " for ", " in ", " per ")))
        ):
            return True
        if not (q.unit.isupper() and len(q.unit) == 3 and (q.value or 0) < 1e5):
            return False
        folded = self.article.folded
        return bool(
            self.cues.unit_prices.search(folded, subject.start, subject.end)
            or self.cues.unit_prices.search(folded, max(0, q.start - 30), min(len(folded), q.end + 20))
        )

    def _comparator(self, q: Quantity, reading: Reading) -> str:
        if reading.status not in TARGET_STATUSES:
            return q.comparator
        folded, cue = self.article.folded, reading.cue
        if q.comparator in _TURNED and _NEGATED.search(folded, max(0, q.start - 90), q.start):
            return _TURNED[q.comparator]
        if q.comparator != "eq":
            return q.comparator
        window = folded[max(0, q.start - 60) : q.start]
        led = _LED_TO.search(window)
        for word in reversed(led[1].split() if led else ()):
            if word in self.cues.limit_verbs:
                return "le"  # "would cap rents at 5 percent"
            if word in ("and", "to", "but"):
                break
        if re.search(r"\b(?:capped|limited|restricted)\s+(?:at|to)\s+$", window):
            return "le"
        if cue is not None and cue.kind == "binding":
            words = cue.words
            if words in self.cues.limit_nouns:
                return "le"
            if words in self.cues.floor_nouns:
                return "ge"
        return q.comparator

    def _pair(self, rows: list[Target], own: list[Quantity]) -> list[Target]:
        """Give a target the value that it starts from, where the sentence names it apart."""
        out: list[Target] = []
        for i, row in enumerate(rows):
            if row.status in TARGET_STATUSES and row.value_from is None:
                for j in (i - 1, i + 1):
                    if (
                        0 <= j < len(rows)
                        and rows[j].status == "baseline"
                        and rows[j].unit in (row.unit, "count")
                        and abs(rows[j].start - row.start) < 90
                    ):
                        row = row._replace(value_from=rows[j].value)
                        break
            out.append(row)
        return out


def _outside(quantities: list[Quantity], times: list[TimeExpression]) -> list[Quantity]:
    """Leave out what only looks like a quantity inside the name of a period: the 25 of FY2024/25."""
    names = [t for t in times if t.rule in _NAMES_OF_PERIODS]
    starts = [t.start for t in names]
    kept = []
    for q in quantities:
        i = bisect.bisect_right(starts, q.start) - 1
        if i < 0 or names[i].end < q.end or q.rule == "duration":
            kept.append(q)
    return kept


def _without_repetitions(rows: list[Target], folded: str) -> list[Target]:
    """Mark a target that the article states again as restated: same value, unit, deadline and subject."""
    seen: set[tuple] = set()
    out = []
    for row in rows:
        if row.status in TARGET_STATUSES and row.subject is not None:
            head = folded[row.subject.start : row.subject.end].rsplit(maxsplit=1)[-1]
            key = (row.value, row.value_high, row.unit, row.deadline, head)
            if key in seen:
                row = row._replace(status="restated", rule="restated", strength=None)
            seen.add(key)
        out.append(row)
    return out
