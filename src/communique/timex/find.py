"""Find time expressions and resolve them."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path

from communique.article import Article
from communique.records import Sentence, TimeExpression
from communique.timex.calendar import day_of
from communique.timex.chinese import read_chinese_times
from communique.timex.dates import Dates
from communique.timex.grammar import read_grammar
from communique.timex.pieces import Period
from communique.timex.reference import Reference
from communique.timex.relative import RelativeTimes

# How far left of a date its preposition can begin ("no later than the end of the ").
LEFT_WINDOW = 44

_NAMES = re.compile(
    r"\b(?:vision|agenda|horizon|made\s+in\s+china|expo|mission|roadmap|strategy|europe|industrie|tracker|games|olympics|cop\d+|resolution|cohort|copyright|©)\s*$"
)
# A span that is counted from an event of each case, or that another date ends, is no time of its own.
_COUNTED_FROM = re.compile(
    r"\s+(?:of|after|from)\s+(?:(?:an?|the|their|its|each|any|every|being)\s+)?(?:receipts?|receiving|applications?|applying|requests?|discharge|diagnos\w+|referrals?|"
    r"births?|complaints?|registration|submission|filing|arrival|injury|notification|detection|delivery|purchase|graduation|hire|hiring|employment|payment|invoices?|orders?)\b"
    r"|\s+(?:of|after|from)\s+(?:taking|entering|joining|signing|receiving|being|opening|leaving|coming|winning)\b"
    r"|\s+(?:to|until|through|ending\s+in|ending|up\s+to)\s+(?:the\s+end\s+of\s+)?(?:fy\s?)?(?:20|21)\d\d"
)
_UNIT_FOLLOWS = re.compile(
    r"\s?(?:%|percent|per\s+cent|[mgtk]wh?\b|km\b|tonnes?\b|tons?\b|hectares?\b|million\b|billion\b|yuan\b|dollars?\b|euros?\b|rupees\b|jobs\b|households\b|people\b|homes\b|megawatts?\b|gigawatts?\b|kilometres?\b)|[.,]\d"
)
_GIVEN = re.compile(
    r"\b(?:has|have|had|given|gets?|got|allowed|granted)\s+(?:only\s+|just\s+|up\s+to\s+|another\s+|about\s+)?$"
)
_TO_DO = re.compile(r"\s+to\s+[a-z]")
_FIRST_SPAN = re.compile(r"first\s+[\w-]+\s+(?:days|years|weeks|months)$")
_SPAN_NOUN = re.compile(
    r"\b(?:period|horizon|span|term|mandate|plan|programme|program|cycle|window|timeframe|time frame|strategy|roadmap)$"
)
_IS_OUT = re.compile(
    r"(?:\s+(?:is|are|has|was)|'s)?\s+(?:out|over|ends?|closes?|ended|passed|finished|expires?|runs?\s+out|up)\b"
)


def find_times(
    article: Article, sentences: Sequence[Sentence], reference: Reference, lexicon: Path | None = None
) -> list[TimeExpression]:
    """Find the time expressions of an article.

    Parameters
    ----------
    article : Article
        The article.
    sentences : sequence of Sentence
        Its sentences; no expression crosses the border of one.
    reference : Reference
        When the article was written (see ``reference_of``).
    lexicon : Path, optional
        Folder of edited lexicon files.

    Returns
    -------
    list of TimeExpression
        In text order, without overlaps.

    Examples
    --------
    >>> article = Article.from_text("It will open by the end of next year.", published="2024-05-02")
    >>> found = find_times(article, [Sentence(0, 37, 0, "body")], Reference(article.published, 2024, "published date"))
    >>> [(article.text[t.start : t.end], str(t.date), t.granularity) for t in found]
    [('by the end of next year', '2025-12-31', 'year')]
    """
    grammar = read_grammar(lexicon)
    resolver = _Resolver(article, grammar, reference, lexicon)
    starts = [s.start for s in sentences]
    found: list[TimeExpression] = []
    done = 0
    for match in grammar.trigger.finditer(article.folded):
        start, end = match.span()
        if start < done:
            continue
        index = bisect.bisect_right(starts, start) - 1
        if index < 0 or start >= sentences[index].end or end > sentences[index].end:
            continue
        expression = resolver.read(match, max(done, sentences[index].start))
        if expression is not None:
            found.append(expression)
            done = expression.end
    if article.has_han:
        found = _merge(found, read_chinese_times(grammar, article.folded, reference))
    return found


def _merge(one: list[TimeExpression], two: list[TimeExpression]) -> list[TimeExpression]:
    merged: list[TimeExpression] = []
    for row in sorted(one + two, key=lambda r: (r.start, -r.end)):
        if not merged or row.start >= merged[-1].end:
            merged.append(row)
    return merged


class _Resolver(Dates, RelativeTimes):
    """Resolves matches of one article."""

    def read(self, match: re.Match[str], low: int) -> TimeExpression | None:
        """Return the expression of a match, or None where it is no time; nothing before ``low`` belongs to it."""
        kind = match.lastgroup
        start, end = match.span()
        words = " ".join(match[0].split())
        left = self.g.before.search(self.folded, max(low, start - LEFT_WINDOW), start)
        preposition = " ".join(left["prep"].split()) if left and left["prep"] else None
        edge = " ".join((left["edge"] or left["edge2"] or "").split()) if left else ""
        if not self._is_time(kind, words, start, end, preposition, edge):
            return None
        period = self._relative(words, edge) if kind == "relative" else getattr(self, f"_{kind}")(words)
        if period is None:
            return None
        if edge or kind in ("year", "month"):
            period = self._at_edge(period, edge, words)
        begin = left.start() if left else start
        function = "deadline" if words.startswith("by ") else self.g.prepositions.get(preposition or "", "at")
        if preposition == "of" and not edge:
            begin, preposition = start, None
        return self._row(begin, end, function, preposition, edge, period, words)

    def _is_time(self, kind: str, words: str, start: int, end: int, preposition: str | None, edge: str) -> bool:
        folded = self.folded
        if kind == "year":
            if _UNIT_FOLLOWS.match(folded, end) or _NAMES.search(folded, max(0, start - 16), start):
                return False
            return not (start > 1 and folded[start - 1] == "-" and folded[start - 2].isdigit())
        if kind == "month":
            # "may" and "march" are verbs too: a preposition, an edge or a year must show that a month is meant.
            return bool(edge or preposition or re.search(r"\d{4}|year", words))
        if kind == "quarter" and words in ("the second", "the third", "the fourth"):
            return self.latest is not None and self.latest.rule == "quarter"
        if kind == "half" and not re.search(r"\d{4}|year", words):
            # Of what, if no year follows: of this one, where a preposition shows a time.
            return preposition in ("in", "by", "for", "during", "over", "within", "before", "until", "through", "to")
        if kind == "relative" and _TO_DO.match(folded, end) and _GIVEN.search(folded, max(0, start - 24), start):
            return True  # "the company was given 18 months to cut waste"
        if kind == "relative":
            return self._is_span(words, start, preposition) and not _COUNTED_FROM.match(folded, end)
        if kind == "thisyear":
            return (
                words != "the year"
                or bool(edge)
                or preposition in ("by", "within", "before", "during", "over", "in", "for")
            )
        if kind == "week":
            if words.endswith("end"):
                return bool(preposition)
            if words in ("the quarter", "the month"):
                return bool(edge) or preposition in ("within", "before")
            return bool(preposition) or words.startswith(("this", "next", "last"))
        if kind == "season":
            if re.search(r"\d{4}|year", words) or words.startswith(("next", "this", "the coming", "coming")):
                return True
            # "fall" and "spring" are verbs too.
            return bool(edge) or (
                preposition in ("by", "before", "during", "until", "in", "over", "through", "ahead of")
                and (words.startswith("the") or words != "fall")
            )
        if kind == "holiday":
            return bool(preposition) and preposition not in ("of", "from", "to")
        if kind == "term":
            return bool(preposition or edge) or words.startswith("by ")
        if kind in ("decade",) and not words.endswith("s"):
            return bool(edge or preposition) or words.startswith(("this", "next"))
        if kind == "range" and " to " in words:
            return True
        return True

    def _is_span(self, words: str, start: int, preposition: str | None) -> bool:
        if words.startswith(("next", "coming", "following", "past", "last", "the", "previous", "subsequent", "half a")):
            return True
        if _FIRST_SPAN.match(words) and preposition in ("in", "within", "during", "over"):
            return True  # "in its first 100 days"
        if re.search(r"time|from now|ago|earlier|hence|later|after", words):
            return True
        if preposition in (
            "within",
            "inside",
            "in under",
            "in less than",
            "in no more than",
            "within no more than",
            "not more than",
            "within a maximum of",
            "within at most",
            "in the space of",
            "within the space of",
            "in as little as",
        ):
            return "-" not in words or _SPAN_NOUN.search(words) is not None
        is_period = _SPAN_NOUN.search(words)
        # "for three years" and "after three years" say how long, not by when.
        return preposition in ("in", "over", "during") and ("-" not in words or is_period) and "first" not in words

    def _at_edge(self, period: Period, edge: str, words: str) -> Period:
        """Move to the beginning, the middle or a half of the period."""
        if period.last is None:
            return period
        first, last = period.first, period.last
        edge = edge or words.split(maxsplit=1)[0].split("-", maxsplit=1)[0]
        year = last.year
        is_year = period.granularity == "year" and period.rule in ("year", "this-year", "year-range")
        if edge == "turn" and period.rule == "decade":
            return period  # the year in which one decade gives way to the next
        if edge in ("beginning", "start") and re.search(r"\b(?:school|academic)\b", words):
            begin = last.year - (last.month < 12)  # where nothing else is said, schools open in September
            return period._replace(last=day_of(begin, 9, 1), granularity="day")
        if edge in ("beginning", "start", "turn"):
            return period._replace(last=first or last, granularity="day")
        if edge in ("middle", "mid", "first half"):
            if is_year:
                return period._replace(last=day_of(year, 6), granularity="quarter" if edge == "first half" else "month")
            if period.rule == "month":
                return period._replace(last=day_of(year, last.month, 15), granularity="day")
            if period.rule in ("decade", "century") and first:
                return period._replace(last=day_of((first.year + last.year) // 2 + (period.rule == "century" and 0)))
        if edge in ("early", "early part") and is_year:
            return period._replace(last=day_of(year, 3), granularity="quarter")
        return period

    def _row(
        self, start: int, end: int, function: str, preposition: str | None, edge: str, period: Period, words: str
    ) -> TimeExpression:
        first, last, note = period.first, period.last, period.note
        granularity = period.granularity
        if note == "past":
            return TimeExpression(start, end, "past", None, None, "relative", period.basis, period.rule, None)
        if function == "before" and first is not None and period.rule != "relative":
            # Before 2030: the last day on which it can be done is in 2029.  An edge keeps its own last day.
            last = (
                last
                if self._is_out(end)
                or edge in ("end", "close", "closing", "end-of", "mid", "middle", "first half", "late", "second half")
                or words.startswith(("year", "end", "mid", "late"))
                or words.endswith((" end", "-end"))
                else first - dt.timedelta(1)
            )
            function = "deadline"
        elif function in ("before", "within"):
            function = "deadline"
        elif function in ("start", "after"):
            if period.rule == "relative":
                function = "at"
            elif first is not None:
                is_middle = edge in ("mid", "middle") or words.startswith("mid")
                last = last + dt.timedelta(1) if last and (function == "after" or is_middle) else first
                function = "start"
        if period.rule in ("relative", "later") and function == "at":
            function = "deadline"
        if period.rule in ("year-range", "plan-period") and function == "start":
            function, last = "period", period.last
        if period.rule in ("year-range", "plan-period", "fiscal-year", "decade") and function == "at":
            function = "period"
        reference = self.reference
        if (
            last is not None
            and function in ("at", "period")
            and (
                last < reference.date
                if reference.date is not None
                else reference.year is not None and last.year < reference.year
            )
        ):
            function = "past"
        if function in ("deadline", "at", "period") and last is not None:
            self.latest = period._replace(last=last)
        keep_first = first if function in ("period",) or period.rule in ("year-range", "plan-period") else None
        return TimeExpression(start, end, function, last, keep_first, granularity, period.basis, period.rule, note)

    def _is_out(self, end: int) -> bool:
        """Say whether "is out" follows: before the decade is out is before its end."""
        return _IS_OUT.match(self.folded, end) is not None
