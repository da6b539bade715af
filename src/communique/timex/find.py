"""Find time expressions and resolve them."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from communique.article import Article
from communique.lexicon import alternation, read_lexicon
from communique.lexicon.gate import Gated
from communique.records import Sentence, TimeExpression
from communique.timex.calendar import add_months, country_of, day_of, fiscal_end
from communique.timex.reference import Reference

# How far left of a date its preposition can begin ("no later than the end of the ").
LEFT_WINDOW = 44
# A longer stretch is no deadline ("for the next 5,000 years").
MAX_RELATIVE_YEARS = 200

NAMED = "named in the text"


class Period(NamedTuple):
    """First and last day of what is named, how exact it is, on what it rests, and why it is missing."""

    first: dt.date | None
    last: dt.date | None
    granularity: str | None
    basis: str
    rule: str
    note: str | None = None


@cache
def _issuer_patterns(lexicon: Path | None) -> dict[str, re.Pattern[str]]:
    table = read_lexicon("time", lexicon)["fiscal_issuers"]
    return {kind: re.compile(rf"(?<!\w)(?:{alternation(map(str, words))})(?!\w)") for kind, words in table.items()}


class _Grammar(NamedTuple):
    trigger: Gated
    chinese: re.Pattern[str]
    months: dict[str, int]
    seasons: dict[str, int]
    ordinals: dict[str, int]
    numerals: dict[str, int]
    holidays: dict[str, list]
    plans: dict
    plan_default: str


# Prepositions and what they make of a time.
_FUNCTIONS = {
    "deadline": [
        "by",
        "by no later than",
        "no later than",
        "not later than",
        "at the latest by",
        "by or before",
        "until",
        "till",
        "through",
        "up to",
        "on or before",
        "by at the latest",
        "not after",
        "to",
        "up until",
        "towards",
        "toward",
        "as early as",
        "by as early as",
        "by around",
        "by about",
        "by at least",
        "come",
        "by sometime in",
        "by the target year",
        "by the target year of",
        "by mandatory",
        "well by",
        "into",
        "by some time in",
        "between now and",
        "from now until",
        "from now to",
    ],
    "before": ["before", "prior to", "ahead of", "well before", "earlier than", "before the"],
    "within": [
        "within",
        "inside",
        "in under",
        "in less than",
        "in no more than",
        "within no more than",
        "not more than",
        "within a maximum of",
        "within at most",
    ],
    "at": [
        "in",
        "at",
        "on",
        "for",
        "during",
        "over",
        "throughout",
        "of",
        "around",
        "within the course of",
        "across",
        "in the course of",
        "effective",
        "as of",
        "per",
        "only in",
    ],
    "start": [
        "from",
        "starting",
        "starting in",
        "starting from",
        "beginning",
        "beginning in",
        "as from",
        "with effect from",
        "effective from",
        "commencing",
        "starting on",
        "as of",
    ],
    "after": ["after", "beyond", "following"],
    "past": [
        "since",
        "up from",
        "down from",
        "compared with",
        "compared to",
        "versus",
        "against",
        "than in",
        "relative to",
        "from a",
        "below",
        "above",
        "over the same period of",
    ],
}
_PREPOSITION = {word: function for function, words in _FUNCTIONS.items() for word in words}
_EDGE = (
    r"(?:the\s+)?(?P<edge>end|close|closing|beginning|start|middle|turn|first\s+half|second\s+half|latter\s+half|early\s+part|latter\s+part|conclusion|final\s+year|last\s+year|expiry|early|mid|late|"
    r"end-of|end-year|back\s+half)(?:\s+of\s+|\s?-\s?|\s+)(?:the\s+)?"
)
_LEFT = re.compile(
    rf"(?<![\w-])(?:(?P<prep>{alternation(_PREPOSITION)})\s+)(?:{_EDGE})?(?:the\s+|its\s+|a\s+|calendar\s+(?:year\s+)?|(?:the\s+)?years?\s+(?:of\s+)?|(?:the\s+)?period\s+(?:of\s+)?|around\s+|about\s+)*$"
    rf"|(?<![\w-]){_EDGE.replace('edge', 'edge2')}(?:the\s+|its\s+|calendar\s+)*$"
)

_NAMES = re.compile(
    r"\b(?:vision|agenda|horizon|made\s+in\s+china|expo|mission|roadmap|strategy|europe|industrie|tracker|games|olympics|cop\d+|resolution|cohort|copyright|©)\s*$"
)
_FISCAL = re.compile(
    r"(?:(?:this|the|next|last|previous|current|coming)\s+)*(?:\b(?:fiscal|financial|budget|crop|marketing|tax)\b|\bfye?\s?'?\d)|\d{4}\s?[-–/]\s?\d{2}(?!\d)"
)
_FISCAL_WORD = re.compile(r"\b(?:fiscal|financial|budget|fy)")
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


@cache
def _grammar(lexicon: Path | None) -> _Grammar:
    words = read_lexicon("time", lexicon)
    months = {str(k): int(v) for k, v in words["months"].items()}
    numerals = {str(k): int(v) for k, v in words["numerals"].items()}
    # A full stop belongs to an abbreviation alone: elsewhere it ends the sentence.
    whole = [name for name in months if len(name) > 4 or name in ("june", "july", "may")]
    month = rf"(?:(?:{alternation(whole)})(?!\w)|(?:{alternation(set(months) - set(whole))})(?:\.|(?!\w)))"
    number = rf"(?:\d{{1,3}}|{alternation(numerals)})"
    ordinal = rf"(?:{alternation(map(str, words['ordinals']))})"
    season = rf"(?:{alternation(map(str, words['seasons']))})"
    holiday = rf"(?:{alternation(map(str, words['holidays']))})"
    year = r"(?:1[5-9]|20|21)\d\d(?!\d)"
    fiscal = r"(?:fiscal|financial|budget|budgetary|marketing|crop|tax|school|academic)"
    fiscal_year = (
        rf"(?:(?:the\s+)?(?:{fiscal})(?:[\s-]year)?\s+|fy\s?'?|fye\s?)(?:{year}|(?<=[fy\s'])\d\d(?!\d))(?:\s?[-–/]\s?\d{{2,4}}(?!\d))?"
        rf"|{year}\s?[-–/]\s?\d{{2}}(?!\d)"
    )
    yearish = rf"(?:{fiscal_year}|(?:calendar\s+year\s+)?{year}|(?:the\s+)?(?:this|next|current|coming|following|same|last|previous)\s+(?:{fiscal}\s+)?year|the\s+(?:{fiscal}\s+)?year)"
    unit = r"(?:years?|months?|weeks?|days?|decades?|quarters?)"
    parts = {
        "iso": r"\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)",
        "day": rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+(?:the\s+)?)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{month}(?:,?\s+(?:{yearish}))?|{month}\s+\d{{1,2}}(?:st|nd|rd|th)?(?![\d%.,]*\d|%|\s?percent)(?:,?\s+{year}|\s+(?:of\s+)?(?:this|next)\s+year)?)",
        "month": rf"(?:(?:next|this|last|this\s+coming|the\s+coming)\s+)?{month}(?:,?\s+(?:of\s+)?(?:{yearish}))?",
        "quarter": rf"(?:fiscal\s+)?(?:{ordinal}[\s-]quarter|q[1-4](?!\w)|[1-4]q(?=\s?\d{{2}}))(?:\s+(?:of\s+)?(?:{yearish})|\s?'?\d{{2}}(?!\d))?|{year}\s?q[1-4](?!\w)"
        rf"|{month}(?:\s?[-–]\s?|\s+to\s+){month}\s+(?:quarter|period)(?:\s+(?:of\s+)?(?:{yearish}))?|(?:march|june|september|december)\s+quarter(?:\s+(?:of\s+)?(?:{yearish}))?|the\s+(?:second|third|fourth)(?=\s*(?:[.,;]|$))",
        "months": rf"(?:the\s+)?(?:first|last|final|opening|closing)\s+{number}\s+months\s+of\s+(?:{yearish})",
        "holiday": rf"(?:this\s+|next\s+)?{holiday}(?!\w)(?:,?\s+{year}|,?\s+\(?(?:\d{{1,2}}\s+{month}|{month}\s+\d{{1,2}},?)\s+{year}|\s+(?:this|next)\s+year)?",
        "half": rf"(?:(?:first|second|latter)[\s-]half\s+of\s+(?:{yearish})|(?:fiscal\s+)?h[12](?:\s+of)?\s+(?:{yearish})|{year}\s?h[12](?!\w)|(?:the\s+)?(?:first|second|latter)\s+half(?!\w|\s+of|-)|h[12](?![\w-]))",
        "season": rf"(?:(?:next|this|the)\s+)?{season}(?:\s+(?:marketing\s+)?season)?(?:\s+of)?\s+(?:{yearish})|(?:the\s+)?{year}(?:\s?[-–/]\s?\d{{2}})?\s+{season}(?!\w)|(?:(?:next|this|the|the\s+coming|coming|the\s+following)\s+)?{season}(?!\w)",
        "plan": r"(?:\d{1,2}(?:st|nd|rd|th)|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth)\s+(?:five[\s-]year\s+(?:development\s+)?plan|fyp|malaysia\s+plan|national\s+development\s+plan)(?:\s+(?:period|years))?(?:\s*\(\s?\d{4}\s?[-–]\s?\d{2,4}\s?\))?",
        "fy": rf"fye?\s?'?\d{{2,4}}(?:\s?[-–/]\s?\d{{2,4}})?(?!\d)|{fiscal}(?:[\s-]year)?\s+(?:(?:ending|ended|to)\s+(?:in\s+|on\s+)?(?:\d{{1,2}}\s+)?(?:{month}\s+)?(?:\d{{1,2}},?\s+)?)?{year}(?:\s?[-–/]\s?\d{{2,4}}(?!\d))?"
        rf"|(?:the\s+)?(?:{fiscal}\s+)?(?:year|12\s+months|twelve\s+months)\s+(?:ending|ended|to)\s+(?:in\s+|on\s+)?(?:\d{{1,2}}\s+)?{month}\s+(?:\d{{1,2}},?\s+)?{year}"
        rf"|(?:{fiscal}[\s-]years?|fy)\s?{year}\s?(?:-|–|to|through|and)\s?(?:fy\s?)?{year}|{year}\s?[-–/]\s?{year}\s+{fiscal}\s+year"
        rf"|{year}\s?[-–/]\s?\d{{2}}(?!\d)(?:\s+(?:{fiscal}\s+)?(?:year|season)(?!\w))?|{year}(?:\s?[-–/]\s?\d{{2,4}})?\s+(?:{fiscal})\s+year|(?:this|the\s+current|current|next|coming|last|previous|the\s+coming|the\s+next|the\s+previous|ongoing|the\s+ongoing|the)\s+(?:{fiscal})[\s-]year(?!\s+(?:{year}|ending|ended|to\s|of\s+{year}))"
        rf"|(?:the\s+)?(?:this|current|next|coming|last|previous|ongoing)\s+fiscal(?=\s*(?:[,.;:)]|$|(?:and|but|to|from|with|by|for|on|at|against|as|while|which|through|under|after)\b))",
        "range": rf"between\s+{year}\s+and\s+{year}|{year}\s?(?:-|–|—|to|through|until|/)\s?{year}",
        "decade": r"(?:(?:early|mid|late)[\s-]+)?(?:the\s+)?\d{3}0s(?!\w)|(?:this|the|the\s+current|next|current)\s+decade(?!\w)",
        "century": r"mid-?century|(?:middle\s+of\s+|end\s+of\s+)?(?:the|this)\s+century(?!\w)",
        "relative": rf"(?:(?:the\s+)?(?:next|coming|following|past|last|previous|subsequent|first)\s+(?:{number}(?:\s+(?:to|or)\s+{number}|\s?[-–]\s?{number})?[\s-](?:calendar\s+)?{unit}(?:\s+(?:period|horizon))?|(?:few\s+|several\s+)?years|decade)(?!\w)|{number}(?:\s+(?:to|or)\s+{number}|\s?[-–]\s?{number})?[\s-](?:more\s+)?(?:calendar\s+|working\s+)?{unit}(?!\w)(?:\s+(?:period|horizon|span)(?!\w))?(?:'?\s+(?:time|from\s+now|ago|earlier|later|hence|after\s+that|thereafter))?)",
        "thisyear": rf"this\s+time\s+next\s+year|(?:this|next|last|the\s+coming|the\s+current|current|the\s+previous|previous)\s+(?:calendar\s+)?year(?:'s)?(?:\s+end)?(?!\w)|the\s+year\s+after\s+next|(?:the\s+)?following\s+year(?!\w)|(?:the\s+)?year\s+after(?!\s+(?:next|the|that|its|it|a|an|{year}))(?!\w)|(?:the\s+)?year(?:'s)?[\s-]end(?:\s+{year})?|the\s+(?:whole\s+|full\s+)?year(?!\w)(?!\s+(?:to|after|before|{year}))|end-year|(?:the\s+)?end\s+of\s+year",
        "week": r"(?:this|next|last|current|coming|the\s+current|the\s+coming|the\s+next)\s+(?:month|quarter|week)(?!\w)|the\s+(?:month|quarter)(?!\w)|tomorrow|today|tonight|yesterday|(?:next\s+|this\s+|last\s+)?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
        "anaphora": r"by\s+then(?!\w)|by\s+which\s+(?:time|date|point|year)(?!\w)|by\s+(?:that|the\s+same)\s+(?:date|time|year|point|deadline)|(?:in\s+)?(?:the\s+same|that)\s+year(?!\w)|(?:in|over|within|during|by)\s+(?:the\s+same|that)\s+(?:period|time\s?frame|quarter|month|half|fiscal\s+year|deadline)(?!\w)|(?:in|by)\s+the\s+(?:latter|second\s+of\s+those)\s+(?:year|date|month|quarter)(?!\w)",
        "term": r"(?:the\s+|its\s+|his\s+|her\s+|their\s+|this\s+)?(?:end\s+of\s+)?(?:the\s+|its\s+|his\s+|her\s+|their\s+|this\s+|my\s+|our\s+)(?:current\s+|present\s+|second\s+|first\s+)?(?:term(?:\s+(?:of|in)\s+office)?|mandate|parliament|legislature|tenure|administration|legislative\s+(?:term|period)|presidency)(?!\w)(?:\s+in\s+(?:1[5-9]|20|21)\d\d(?!\d))?|(?:the\s+)?next\s+(?:general\s+)?election(?!\w)|by\s+the\s+time\s+of\s+(?:the\s+)?\w+",
        "year": rf"(?:(?:early|mid|late|end)[\s-]+)?{year}",
    }
    order = [
        "iso",
        "half",
        "months",
        "quarter",
        "holiday",
        "day",
        "season",
        "range",
        "plan",
        "fy",
        "relative",
        "thisyear",
        "decade",
        "century",
        "month",
        "week",
        "anaphora",
        "term",
        "year",
    ]
    trigger = "|".join(f"(?P<{name}>{parts[name]})" for name in order)
    n = "[一二三四五六七八九十两0-9]"
    chinese = (
        r"(?P<zday>(?P<zy>\d{4}|今|明)年(?P<zm>\d{1,2})月(?:(?P<zd>\d{1,2})日|(?:底|末)?)?)(?P<zb1>之?前|以前)?"
        r"|(?P<zyear>(?P<zyy>\d{4})年|(?P<zrel>今年|明年|本年度?|当年|年内|年底|年末|全年|后年|去年|上半年|下半年))(?P<zhalf>上半年|下半年|第?[一二三四]季度)?年?(?:底|末)?(?:内)?(?P<zb2>之?前|以前)?"
        r"|(?P<zcentury>(?:本|21|二十一)世纪(?P<zcpart>中叶|末))"
        rf"|[“\"]?(?P<zplan>十[一二三四五六七]五)[”\"]?(?:时期|期间|规划期)?末?|(?P<zspan>(?:未来|今后|接下来)?(?P<zn>{n}{{1,2}})(?P<zu>年|个月)(?:内|之内|左右)?)(?P<zb3>)"
    )
    return _Grammar(
        Gated(rf"(?<![\w$€£₹.])(?:{trigger})"),
        re.compile(chinese),
        months,
        {str(k): int(v) for k, v in words["seasons"].items()},
        {str(k): int(v) for k, v in words["ordinals"].items()},
        numerals,
        {str(k): v for k, v in words["holidays"].items()},
        words["plan_periods"],
        words["plan_default"],
    )


_MONTHS_OF = {3: "March", 6: "June"}
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
    grammar = _grammar(lexicon)
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
        taken = found
        found = _merge(taken, resolver.chinese(grammar.chinese.finditer(article.folded)))
    return found


def _merge(one: list[TimeExpression], two: list[TimeExpression]) -> list[TimeExpression]:
    merged: list[TimeExpression] = []
    for row in sorted(one + two, key=lambda r: (r.start, -r.end)):
        if not merged or row.start >= merged[-1].end:
            merged.append(row)
    return merged


class _Resolver:
    """Resolves matches of one article."""

    def __init__(self, article: Article, grammar: _Grammar, reference: Reference, lexicon: Path | None) -> None:
        self.article, self.folded, self.text = article, article.folded, article.text
        self.g, self.reference, self.lexicon = grammar, reference, lexicon
        self.latest: Period | None = None

    @cached_property
    def country(self) -> str | None:
        """The country that the article is about: few articles name a fiscal year or a plan, which depend on it."""
        return country_of(self.article, self.lexicon)

    def read(self, match: re.Match[str], low: int) -> TimeExpression | None:
        kind = match.lastgroup
        start, end = match.span()
        words = " ".join(match[0].split())
        left = _LEFT.search(self.folded, max(low, start - LEFT_WINDOW), start)
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
        function = "deadline" if words.startswith("by ") else _PREPOSITION.get(preposition or "", "at")
        if preposition == "of" and not edge:
            begin, preposition = start, None
        return self._row(begin, end, function, preposition, edge, period, words)

    # -- what is no time ----------------------------------------------------------------------------------------

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
        if kind == "relative":
            return self._is_span(words, start, preposition) and not _COUNTED_FROM.match(folded, end)
        if kind == "thisyear":
            return (
                words != "the year"
                or bool(edge)
                or preposition in ("by", "within", "before", "during", "over", "in", "for")
            )
        if kind == "week":
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
        if words.startswith(("next", "coming", "following", "past", "last", "the", "previous", "subsequent")):
            return True
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
        ):
            return "-" not in words or bool(re.search(r"\b(?:period|horizon|span)$", words))
        is_period = re.search(r"\b(?:period|horizon|span)$", words)
        # "for three years" and "after three years" say how long, not by when.
        return preposition in ("in", "over", "during") and ("-" not in words or is_period) and "first" not in words

    # -- kinds --------------------------------------------------------------------------------------------------

    def _iso(self, words: str) -> Period | None:
        parts = [int(p) for p in re.findall(r"\d+", words)]
        if len(str(parts[0])) == 4 or parts[0] > 31:
            year, month, day = parts
        else:
            day, month, year = parts
            if month > 12 >= day:
                day, month = month, day
        date = day_of(year, month, day) if 1 <= month <= 12 else None
        return Period(date, date, "day", NAMED, "day", None if date else "there is no such day") if date else None

    def _day(self, words: str) -> Period | None:
        month = self._month_in(words)
        day = re.search(r"(?<!\d)\d{1,2}(?!\d)", words)
        if day is None or month is None:
            return None
        year, basis = self._year_in(words)
        note = None
        if year is None:
            year, basis, note = self._next_year_with(month, int(day[0]))
        date = day_of(year, month, int(day[0])) if year else None
        if year and date is None:
            return Period(None, None, "day", basis, "day", "there is no such day")
        return Period(date, date, "day", basis, "day", note)

    def _month(self, words: str) -> Period | None:
        month = self._month_in(words)
        year, basis = self._year_in(words)
        note = None
        if year is None:
            year, basis, note = self._next_year_with(month, None)
            if year is not None and words.startswith("last"):
                year -= 1
            if self.reference.date is not None and words.startswith("next") and month == self.reference.date.month:
                year += 1
        if year is None:
            return Period(None, None, "month", basis, "month", note)
        return Period(day_of(year, month, 1), day_of(year, month), "month", basis, "month", note)

    def _quarter(self, words: str) -> Period | None:
        months = [self.g.months[w] for w in re.findall(r"[a-z]+", words) if w in self.g.months]
        year, basis = self._year_in(words)
        note = None
        if months:
            first, last = (months[0], months[1]) if len(months) > 1 else (months[0] - 2, months[0])
            if year is None:
                year, basis, note = self._next_year_with(last, None)
            if year is None:
                return Period(None, None, "quarter", basis, "quarter", note)
            begin = day_of(year - (first > last), (first - 1) % 12 + 1, 1)
            return Period(begin, day_of(year, last), "quarter", basis, "quarter", note)
        ordinal = re.search(r"([a-z0-9]+)[\s-]quarter|^the (second|third|fourth)$", words)
        figure = re.search(r"q([1-4])|([1-4])q", words)
        number = self.g.ordinals.get(ordinal[1] or ordinal[2]) if ordinal else int(figure[1] or figure[2])
        if not number:
            return None
        fiscal = self._fiscal_in(words)
        if fiscal is not None and fiscal.last is not None:
            last = add_months(fiscal.last, 3 * number - 12)
            begin = (
                day_of(last.year, last.month - 2, 1) if last.month > 2 else day_of(last.year - 1, last.month + 10, 1)
            )
            return Period(begin, day_of(last.year, last.month), "quarter", fiscal.basis, "quarter", fiscal.note)
        short = re.search(r"q\d?\s?'?(\d{2})$", words)
        if year is None and short:
            year, basis = 2000 + int(short[1]), NAMED
        if year is None:
            year, basis, note = self._next_year_with(number * 3, None)
            if year is None:
                return Period(None, None, "quarter", basis, "quarter", note)
        return Period(day_of(year, number * 3 - 2, 1), day_of(year, number * 3), "quarter", basis, "quarter", note)

    def _months(self, words: str) -> Period | None:
        """Return the first or last months of a year."""
        year, basis = self._year_in(words)
        number = self._number_in(words.split(" of ", maxsplit=1)[0])
        fiscal = self._fiscal_in(words)
        end = fiscal.last if fiscal is not None else day_of(year) if year else None
        if not 0 < number <= 12:
            return None
        if end is None:
            return self._unknown("month", "month")
        if re.match(r"(?:the )?(?:first|opening)", words):
            end = add_months(end, number - 12)
        return Period(None, day_of(end.year, end.month), "month", fiscal.basis if fiscal else basis, "month")

    def _holiday(self, words: str) -> Period | None:
        name = max((h for h in self.g.holidays if h in words), key=len, default=None)
        if name is None:
            return None
        days = self.g.holidays[name]
        year, basis = self._year_in(words)
        if isinstance(days, list) and isinstance(days[0], int):
            month, day = days
            if year is None:
                year, basis, _ = self._next_year_with(month, day)
            date = day_of(year, month, day) if year else None
        elif year is None and self.reference.date is not None:
            ahead = [day for day in days if day >= self.reference.date]
            date, basis = (ahead[0] if ahead else None), self.reference.basis
        else:
            date = next((day for day in days if day.year == year), None)
        if date is None:
            return Period(None, None, "day", "unknown", "holiday", "its date is not known")
        return Period(date, date, "day", basis, "holiday")

    def _half(self, words: str) -> Period | None:
        second = bool(re.match(r"(?:second|latter)|(?:fiscal )?h2|\d{4}\s?h2", words))
        fiscal = self._fiscal_in(words)
        if fiscal is not None and fiscal.last is not None:
            last = fiscal.last if second else add_months(fiscal.last, -6)
            return Period(None, day_of(last.year, last.month), "quarter", fiscal.basis, "half-year", fiscal.note)
        year, basis = self._year_in(words)
        if year is None:
            if self.reference.year is None:
                return self._unknown("half-year", "quarter")
            year, basis, _ = self._next_year_with(12 if second else 6, None)
        return Period(
            day_of(year, 7 if second else 1, 1), day_of(year, 12 if second else 6), "quarter", basis, "half-year"
        )

    def _season(self, words: str) -> Period | None:
        name = next(s for s in self.g.seasons if re.search(rf"\b{s}\b", words))
        month = self.g.seasons[name]
        printed = re.search(r"(\d{4})\s?[-–/]\s?(\d{2})(?!\d)", words)
        year, basis = self._year_in(words)
        if printed and month > 12:
            year = int(printed[1])
        if year is None:
            date, basis = self.reference.date, self.reference.basis
            if date is None:
                return self._unknown("season", "quarter")
            # A season that is over means the one of next year; next spring, said before spring, is the one ahead.
            year = date.year - 1
            while (day_of(year, month) or date) < date:
                year += 1
            if words.startswith("next") and day_of(year, month - 2, 1) <= date:
                year += 1
        return Period(day_of(year, month - 2, 1), day_of(year, month), "quarter", basis, "season")

    def _plan(self, words: str) -> Period | None:
        names = ("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth")
        figure = re.match(r"\d+", words)
        number = int(figure[0]) if figure else 10 + names.index(words.split(maxsplit=1)[0])
        printed = re.search(r"(\d{4})\s?[-–]\s?(\d{2,4})", words)
        if printed:
            first, last = int(printed[1]), int(printed[2])
            last = last if last > 99 else first // 100 * 100 + last
            return Period(day_of(first, 1, 1), day_of(last), "year", NAMED, "plan-period")
        plans = self.g.plans
        country = "MY" if "malaysia" in words else self.country if self.country in plans else self.g.plan_default
        years = plans[country].get(number) or plans[self.g.plan_default].get(number)
        if years is None:
            return Period(None, None, "year", "unknown", "plan-period", "the years of this plan are not in the lexicon")
        first, last = years
        if country == "IN":
            return Period(
                day_of(first, 4, 1), day_of(last, 3), "year", f"years of the plan ({first}-{last})", "plan-period"
            )
        return Period(day_of(first, 1, 1), day_of(last), "year", f"years of the plan ({first}-{last})", "plan-period")

    def _fiscal_in(self, words: str) -> Period | None:
        """Return the fiscal year that a longer expression names, such as the one of a quarter."""
        named = _FISCAL.search(words)
        if named is None:
            return None
        return self._fy(words[named.start() :])

    def _fiscal_end(self, year: int, has_two_years: bool, words: str = "") -> tuple[dt.date | None, str | None]:
        """Return the last day of the fiscal year named by ``year``, and a note where it is taken for granted."""
        rules = read_lexicon("time", self.lexicon)
        country = self.country
        is_short, is_slashed = re.match(r"fye?\s?'?\d\d$", words) is not None, "/" in words
        is_fiscal = re.match(r"fiscal|fye?\s?\d{4}", words) is not None
        if not has_two_years and country in rules["fiscal_named_by_start"]:
            year += 1
        if country is None and not has_two_years and is_fiscal and self.issuer == "nation":
            country = "US"  # elsewhere it is a financial year
        if country in rules["fiscal_of_companies_unknown"] and not has_two_years and self.issuer == "company":
            return day_of(year), "the company's fiscal year is not known; it is taken to end in December"
        if country == "US" and (has_two_years or self.issuer == "state"):
            return day_of(year, 6), None
        end = fiscal_end(year, country, self.lexicon)
        if end is not None:
            return end, None
        if country is None and (has_two_years or is_short):
            # Two years in one name (2025-26 as India writes it, 2025/26 as Africa does), or two figures (FY26).
            month = 6 if is_slashed else 3
            return day_of(
                year, month
            ), f"the country is not known; its fiscal year is taken to end in {_MONTHS_OF[month]}"
        return day_of(year), "whose fiscal year it is is not known; it is taken to end in December"

    @cached_property
    def issuer(self) -> str | None:
        """Whose fiscal years the article names: a company's, a state's or the nation's."""
        counts = {}
        for kind, pattern in _issuer_patterns(self.lexicon).items():
            counts[kind] = sum(1 for _ in pattern.finditer(self.folded, 0, 20_000))
        best = max(counts, key=lambda kind: counts[kind])
        return best if counts[best] else None

    def _fy(self, words: str) -> Period | None:
        years = re.findall(r"(?<!\d)(?:\d{4}|\d{2})(?!\d)", words)
        if re.match(r"fye?\s?\d{4}$", words) and years and years[0][:2] not in ("19", "20", "21"):
            years = [years[0][:2], years[0][2:]]
        basis, note, month = NAMED, None, None
        if re.search(r"\b(?:ending|ended|to)\b", words) and self._month_in(words) is not None:
            month = self._month_in(words)
            day = re.search(r"(?<!\d)\d{1,2}(?!\d)(?!\s+months)", words)
            year = next((int(w) for w in years if len(w) == 4), None)
            if year is None:
                return None
            end = day_of(year, month, int(day[0]) if day else None)
            return end and Period(add_months(end, -12) + dt.timedelta(1), end, "fiscal_year", NAMED, "fiscal-year")
        if years:
            first = int(years[0]) if len(years[0]) == 4 else 2000 + int(years[0])
            year = first
            if len(years) > 1:
                year = int(years[1]) if len(years[1]) == 4 else first // 100 * 100 + int(years[1])
                if year < first or year > first + 15:
                    return None
                is_span = year > first + 1 or re.match(r"(?:fiscal|financial)[ -]years", words)
                if is_span:
                    if not _FISCAL_WORD.search(words):
                        return Period(day_of(first, 1, 1), day_of(year), "year", NAMED, "year-range")
                    begin, _ = self._fiscal_end(first - 1, False)
                    end, note = self._fiscal_end(year, False)
                    return end and Period(
                        begin and begin + dt.timedelta(1), end, "fiscal_year", NAMED, "fiscal-year", note
                    )
        else:
            if self.reference.date is None and self.reference.year is None:
                return self._unknown("fiscal-year", "fiscal_year")
            basis = self.reference.basis
            country = self.country
            if country is None and re.search(r"fiscal$|financial", words):
                country = "IN"  # "this fiscal" is Indian usage; a financial year ends in March more often than not
            year = self._fiscal_reference(words, country)
            end = fiscal_end(year, country, self.lexicon)
            if end is not None and (self.country != "US" or self.issuer not in ("state", "company")):
                return Period(add_months(end, -12) + dt.timedelta(1), end, "fiscal_year", basis, "fiscal-year")
            if self.country in read_lexicon("time", self.lexicon)["fiscal_named_by_start"]:
                year -= 1
        if re.search(r"\b(?:school|academic)\b", words):
            # One year alone is the calendar's; two end with the summer of the second.
            end = day_of(year, 6 if len(years) != 1 else 12)
            note = "a school year is taken to end in June" if len(years) != 1 else None
        else:
            end, note = self._fiscal_end(year, len(years) > 1, words)
        first_day = add_months(end, -12) + dt.timedelta(1) if end else None
        return Period(first_day, end, "fiscal_year", basis, "fiscal-year", note)

    def _fiscal_reference(self, words: str, country: str | None) -> int:
        date = self.reference.date or dt.date(self.reference.year, 6, 30)
        end = fiscal_end(date.year, country, self.lexicon) or dt.date(date.year, 12, 31)
        year = date.year + (date > end)
        if re.match(r"(?:the )?(?:next|coming)\b", words):
            return year + 1
        return year - 1 if re.match(r"(?:the )?(?:last|previous)\b", words) else year

    def _range(self, words: str) -> Period | None:
        first, last = (int(y) for y in re.findall(r"\d{4}", words))
        if last <= first:
            return None
        if ("/" in words and last == first + 1) or (
            last == first + 1
            and "to" not in words
            and self.country in ("IN", "GB", "KE", "UG", "TZ", "RW", "EG", "ZA", "AU", "NZ", "PK", "BD")
        ):
            return self._fy(words.replace("through", "-"))
        return Period(day_of(first, 1, 1), day_of(last), "year", NAMED, "year-range")

    def _decade(self, words: str) -> Period | None:
        named = re.search(r"(\d{3})0s", words)
        if named:
            first = int(named[1]) * 10
            last = first + (3 if words.startswith("early") else 6 if words.startswith("mid") else 9)
            if not 1500 <= first <= 2190:
                return None
            return Period(day_of(first, 1, 1), day_of(last), "year", NAMED, "decade")
        if self.reference.year is None:
            return self._unknown("decade", "year")
        year = (self.reference.year - 1) // 10 * 10 + 10 + (10 if words.startswith("next") else 0)
        return Period(day_of(year - 9, 1, 1), day_of(year), "year", self.reference.basis, "decade")

    def _century(self, words: str) -> Period | None:
        base = (self.reference.year or 2001) // 100 * 100
        basis = self.reference.basis if self.reference.year else NAMED
        last = base + (50 if "mid" in words else 100)
        return Period(day_of(base + 1, 1, 1), day_of(last), "year", basis, "century")

    def _relative(self, words: str, edge: str = "") -> Period | None:
        number = self._number_in(words)
        unit = re.search(r"year|month|week|day|decade|quarter", words)[0]
        is_past = bool(re.search(r"\b(?:past|last|previous|ago|earlier)\b", words))
        if edge and words.endswith("next decade"):
            return self._decade("next decade")
        months = {"year": 12, "month": 1, "decade": 120, "quarter": 3}.get(unit)
        if number is None or (months and number * months > 12 * MAX_RELATIVE_YEARS):
            return None
        if is_past:
            return Period(None, self.reference.date, "relative", self.reference.basis, "relative", "past")
        named = self.latest
        if re.search(r"later|after", words) and named is not None and named.last is not None and months:
            last = add_months(named.last, number * months)
            return Period(None, last, named.granularity, "counted from the date named before it", "later")
        date = self.reference.date
        if date is None:
            if self.reference.year is not None and months and number * months % 12 == 0 and unit != "month":
                last = day_of(self.reference.year + number * months // 12)
                return Period(
                    None,
                    last,
                    "relative",
                    self.reference.basis,
                    "relative",
                    "counted from the year; the day of publication is not known",
                )
            return self._unknown("relative", "relative")
        last = (
            add_months(date, number * months) if months else date + dt.timedelta(number * (7 if unit == "week" else 1))
        )
        return Period(date, last, "relative", self.reference.basis, "relative")

    def _thisyear(self, words: str) -> Period | None:
        if words.startswith("this time") and self.reference.date is not None:
            return self._relative("one year")
        printed = re.search(r"\d{4}", words)
        named = self.latest
        if printed:
            year, basis = int(printed[0]), NAMED
        elif re.search(r"following|after$", words) and named is not None and named.last is not None:
            return Period(
                day_of(named.last.year + 1, 1, 1),
                add_months(named.last, 12) if named.granularity == "fiscal_year" else day_of(named.last.year + 1),
                "fiscal_year" if named.granularity == "fiscal_year" else "year",
                "counted from the date named before it",
                "later",
            )
        elif self.reference.year is None:
            return self._unknown("this-year", "year")
        else:
            shift = (
                2
                if "after next" in words
                else 1
                if re.match(r"next|the coming|(?:the )?following|(?:the )?year after", words)
                else -1
                if re.match(r"last|(?:the )?previous", words)
                else 0
            )
            year, basis = self.reference.year + shift, self.reference.basis
        return Period(day_of(year, 1, 1), day_of(year), "year", basis, "this-year")

    def _week(self, words: str) -> Period | None:
        date = self.reference.date
        if date is None:
            return self._unknown("weekday", "day")
        basis, shift = (
            self.reference.basis,
            -1 if words.startswith("last") else 1 if re.match(r"(?:the )?(?:next|coming)", words) else 0,
        )
        if words.endswith("month"):
            month = date.month + shift
            first = day_of(date.year + (month < 1), month or 12, 1) if month >= 1 else day_of(date.year - 1, 12, 1)
            return Period(first, day_of(first.year, first.month), "month", basis, "weekday")
        if words.endswith("quarter"):
            number = (date.month - 1) // 3 + 1 + shift
            year = date.year + (number > 4) - (number < 1)
            number = (number - 1) % 4 + 1
            return Period(day_of(year, number * 3 - 2, 1), day_of(year, number * 3), "quarter", basis, "weekday")
        if words.endswith("week"):
            monday = date - dt.timedelta(date.weekday()) + dt.timedelta(7 * shift)
            return Period(monday, monday + dt.timedelta(6), "day", basis, "weekday")
        days = {"tomorrow": 1, "yesterday": -1, "today": 0, "tonight": 0}
        if words in days:
            day = date + dt.timedelta(days[words])
        else:
            names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
            ahead = (names.index(words.rsplit(maxsplit=1)[-1]) - date.weekday()) % 7 or 7
            if shift > 0:
                # Next Friday is the one of next week.
                ahead = 7 - date.weekday() + names.index(words.rsplit(maxsplit=1)[-1])
            day = date + dt.timedelta(ahead - 7 if shift < 0 else ahead)
        return Period(day, day, "day", basis, "weekday")

    def _anaphora(self, words: str) -> Period | None:
        if self.latest is None:
            return Period(None, None, None, "unknown", "anaphora", "no date is named before it")
        basis = "the date named before it"
        if (
            words.endswith("year")
            and self.latest.last is not None
            and self.latest.granularity not in ("year", "fiscal_year")
        ):
            year = self.latest.last.year
            return Period(day_of(year, 1, 1), day_of(year), "year", basis, "anaphora")
        return self.latest._replace(rule="anaphora", basis=basis)

    def _term(self, words: str) -> Period | None:
        printed = re.search(r"\d{4}$", words)
        if printed:
            return Period(None, day_of(int(printed[0])), "year", NAMED, "term")
        return Period(None, None, None, "unknown", "term", "the text does not say when it ends")

    def _year(self, words: str) -> Period | None:
        year = int(re.search(r"\d{4}", words)[0])
        return Period(day_of(year, 1, 1), day_of(year), "year", NAMED, "year")

    # -- pieces -------------------------------------------------------------------------------------------------

    def _unknown(self, rule: str, granularity: str) -> Period:
        return Period(None, None, granularity, "unknown", rule, "the date of the article is not known")

    def _month_in(self, words: str) -> int | None:
        for word in re.findall(r"[a-z]+", words):
            if word in self.g.months:
                return self.g.months[word]
        return None

    def _year_in(self, words: str) -> tuple[int | None, str]:
        printed = re.search(r"(?<!\d)\d{4}(?!\d)", words)
        if printed:
            return int(printed[0]), NAMED
        if "year" in words and self.reference.year is not None:
            shift = (
                1
                if re.search(r"\b(?:next|coming|following)\b", words)
                else -1
                if re.search(r"\b(?:last|previous)\b", words)
                else 0
            )
            return self.reference.year + shift, self.reference.basis
        return None, "unknown"

    def _next_year_with(self, month: int, day: int | None) -> tuple[int | None, str, str | None]:
        """Return the year of the next such month or day from the reference on."""
        date = self.reference.date
        if date is None:
            if self.reference.year is not None:
                return self.reference.year, self.reference.basis, "no year is printed"
            return None, "unknown", "no year is printed, and the date of the article is not known"
        passed = (month, day or 31) < (date.month, date.day)
        return date.year + passed, self.reference.basis, None

    def _number_in(self, words: str) -> int | None:
        found = [
            int(w) if w.isdigit() else self.g.numerals.get(w)
            for w in re.findall(r"\d+|[a-z]+(?:-(?:four|five|six)\b)?", words)
        ]
        numbers = [n for n in found if n is not None]
        return max(numbers) if numbers else 1

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

    # -- Chinese ------------------------------------------------------------------------------------------------

    def chinese(self, matches) -> list[TimeExpression]:
        """Return the rows of Chinese expressions."""
        rows = []
        for match in matches:
            row = self._chinese(match)
            if row is not None:
                rows.append(row)
        return rows

    def _chinese(self, match: re.Match[str]) -> TimeExpression | None:
        start, end = match.span()
        before = self.folded[max(0, start - 2) : start]
        reference = self.reference
        function = "at"
        for word in ("力争到", "到", "至", "于", "在", "截至", "自", "从"):
            if before.endswith(word[-2:]):
                start -= min(len(word), 2) if len(word) > 1 else 1
                function = {"到": "deadline", "至": "deadline", "自": "start", "从": "start", "截至": "past"}.get(
                    word, "at"
                )
                break
        is_before = bool(match["zb1"] or match["zb2"])
        if match["zday"]:
            year = {"今": reference.year, "明": (reference.year or 0) + 1}.get(match["zy"]) or (
                int(match["zy"]) if match["zy"].isdigit() else None
            )
            if not year or not 1 <= int(match["zm"]) <= 12:
                return None
            last = day_of(year, int(match["zm"]), int(match["zd"]) if match["zd"] else None)
            granularity, rule = "day" if match["zd"] else "month", "day" if match["zd"] else "month"
            is_before = False
            first = last.replace(day=1) if last else None
            function = "deadline" if match["zb1"] else function
        elif match["zyear"]:
            words = match["zrel"]
            shift = {"明年": 1, "后年": 2, "去年": -1}.get(words or "", 0)
            year = int(match["zyy"]) if match["zyy"] else reference.year + shift if reference.year else None
            if year is None:
                return TimeExpression(
                    start, end, "at", None, None, "year", "unknown", "this-year", "the date of the article is not known"
                )
            half = match["zhalf"] or (words if words in ("上半年", "下半年") else "")
            month = 6 if half == "上半年" else {"一": 3, "二": 6, "三": 9, "四": 12}.get(half.strip("第季度"), 12)
            last, first = day_of(year, month), day_of(year, 1, 1)
            granularity, rule = (
                "quarter" if "半" in half else "quarter" if half else "year",
                "this-year" if words else "year",
            )
            if words == "年内" or match[0].endswith("年内"):
                function = "deadline"
            if is_before:
                function = "deadline"
                ends = self.folded[match.start() : match.end()]
                last = last if "底" in ends or "末" in ends else first - dt.timedelta(1) if first else None
        elif match["zcentury"]:
            base = (reference.year or 2001) // 100 * 100
            last, first = day_of(base + (50 if match["zcpart"] == "中叶" else 100)), day_of(base + 1, 1, 1)
            granularity, rule = "year", "century"
            function = "deadline" if function == "deadline" else "at"
        elif match["zplan"]:
            number = 10 + "一二三四五六七".index(match["zplan"][1]) + 1
            years = self.g.plans["CN"].get(number)
            if not years:
                return None
            first, last, granularity, rule, function = (
                day_of(years[0], 1, 1),
                day_of(years[1]),
                "year",
                "plan-period",
                "period",
            )
        else:
            words = match["zspan"]
            if not words.startswith(("未来", "今后", "接下来")) and not words.endswith("内"):
                return None
            number = match["zn"]
            n = (
                int(number)
                if number.isdigit()
                else {"两": 2, "十": 10}.get(number, "零一二三四五六七八九".find(number))
            )
            if reference.date is None or n <= 0:
                return None
            last, first = add_months(reference.date, n * (12 if match["zu"] == "年" else 1)), reference.date
            granularity, rule, function = "relative", "relative", "deadline"
        if last is None:
            return None
        basis = NAMED if match["zyy"] or match["zday"] else reference.basis
        if match["zplan"]:
            basis = f"years of the plan ({years[0]}-{years[1]})"
        if function == "at" and (
            last < reference.date if reference.date else bool(reference.year and last.year < reference.year)
        ):
            function = "past"
        return TimeExpression(
            start, end, function, last, first if rule == "plan-period" else None, granularity, basis, rule, None
        )
