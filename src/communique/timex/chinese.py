"""Time expressions in Chinese: years, months, halves, quarters, plan periods and stretches of years."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from communique.records import TimeExpression
from communique.timex.calendar import add_months, day_of
from communique.timex.grammar import Grammar
from communique.timex.pieces import NAMED
from communique.timex.reference import Reference

_PREPOSITIONS = {"力争到": "at", "到": "deadline", "至": "deadline", "于": "at", "在": "at", "截至": "past"} | {
    "自": "start",
    "从": "start",
}
_SHIFTS = {"明年": 1, "后年": 2, "去年": -1}
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12}
_PLANS = "一二三四五六七"
_NUMERALS = {"两": 2, "十": 10}


class _Read(NamedTuple):
    """What a match says, before its preposition is looked at; a function of None leaves that of the preposition."""

    first: dt.date | None
    last: dt.date | None
    granularity: str
    rule: str
    function: str | None
    basis: str
    note: str | None = None


def read_chinese_times(grammar: Grammar, folded: str, reference: Reference) -> list[TimeExpression]:
    """Return the Chinese time expressions of a text.

    Parameters
    ----------
    grammar : Grammar
        The compiled grammar.
    folded : str
        The article's folded text.
    reference : Reference
        When the article was written.

    Returns
    -------
    list of TimeExpression
        In text order.
    """
    rows = (_row(match, grammar, folded, reference) for match in grammar.chinese.finditer(folded))
    return [row for row in rows if row is not None]


def _row(match: re.Match[str], grammar: Grammar, folded: str, reference: Reference) -> TimeExpression | None:
    start, function = _preposition(folded, match.start())
    if match["zday"]:
        read = _day(match, reference)
    elif match["zyear"]:
        read = _year(match, reference)
    elif match["zcentury"]:
        read = _century(match, reference, function)
    elif match["zplan"]:
        read = _plan(match, grammar)
    else:
        read = _span(match, reference)
    if read is None or (read.last is None and read.note is None):
        return None
    function = read.function or function
    if function == "at" and read.last is not None and _is_over(read.last, reference):
        function = "past"
    first = read.first if read.rule == "plan-period" else None
    return TimeExpression(
        start, match.end(), function, read.last, first, read.granularity, read.basis, read.rule, read.note
    )


def _preposition(folded: str, start: int) -> tuple[int, str]:
    """Return where an expression begins with its preposition, and what that makes of it."""
    before = folded[max(0, start - 2) : start]
    for word, function in _PREPOSITIONS.items():
        if before.endswith(word[-2:]):
            return start - min(len(word), 2), function
    return start, "at"


def _is_over(last: dt.date, reference: Reference) -> bool:
    if reference.date is not None:
        return last < reference.date
    return reference.year is not None and last.year < reference.year


def _day(match: re.Match[str], reference: Reference) -> _Read | None:
    words = match["zy"]
    if words in ("今", "明"):
        year = (reference.year or 0) + (words == "明") if reference.year else None
    else:
        year = int(words) if words.isdigit() else None
    if not year or not 1 <= int(match["zm"]) <= 12:
        return None
    kind = "day" if match["zd"] else "month"
    last = day_of(year, int(match["zm"]), int(match["zd"]) if match["zd"] else None)
    return _Read(last and last.replace(day=1), last, kind, kind, "deadline" if match["zb1"] else None, NAMED)


def _year(match: re.Match[str], reference: Reference) -> _Read:
    words = match["zrel"]
    shift = _SHIFTS.get(words or "", 0)
    year = int(match["zyy"]) if match["zyy"] else reference.year + shift if reference.year else None
    if year is None:
        return _Read(None, None, "year", "this-year", "at", "unknown", "the date of the article is not known")
    half = match["zhalf"] or (words if words in ("上半年", "下半年") else "")
    month = 6 if half == "上半年" else _QUARTERS.get(half.strip("第季度"), 12)
    last, first = day_of(year, month), day_of(year, 1, 1)
    function = "deadline" if words == "年内" or match[0].endswith("年内") else None
    if match["zb2"]:
        function = "deadline"
        has_edge = "底" in match[0] or "末" in match[0]
        last = last if has_edge else first - dt.timedelta(1) if first else None
    basis = NAMED if match["zyy"] else reference.basis
    return _Read(first, last, "quarter" if half else "year", "this-year" if words else "year", function, basis)


def _century(match: re.Match[str], reference: Reference, function: str) -> _Read:
    base = (reference.year or 2001) // 100 * 100
    last = day_of(base + (50 if match["zcpart"] == "中叶" else 100))
    return _Read(
        day_of(base + 1, 1, 1), last, "year", "century", function if function == "deadline" else "at", reference.basis
    )


def _plan(match: re.Match[str], grammar: Grammar) -> _Read | None:
    years = grammar.plans["CN"].get(11 + _PLANS.index(match["zplan"][1]))
    if not years:
        return None
    basis = f"years of the plan ({years[0]}-{years[1]})"
    return _Read(day_of(years[0], 1, 1), day_of(years[1]), "year", "plan-period", "period", basis)


def _span(match: re.Match[str], reference: Reference) -> _Read | None:
    words, number = match["zspan"], match["zn"]
    if not words.startswith(("未来", "今后", "接下来")) and not words.endswith("内"):
        return None
    n = int(number) if number.isdigit() else _NUMERALS.get(number, "零一二三四五六七八九".find(number))
    if reference.date is None or n <= 0:
        return None
    last = add_months(reference.date, n * (12 if match["zu"] == "年" else 1))
    return _Read(reference.date, last, "relative", "relative", "deadline", reference.basis)
