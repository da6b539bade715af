"""Months, days and seasons without a year beside what has happened: they lie behind the article, not ahead of it."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from communique.records import TimeExpression

# Times that name no year: "in March", "on May 3", "in the first quarter", "on Tuesday".
_YEARLESS = frozenset(("month", "day", "season", "quarter", "half-year", "weekday"))
_FIXED = re.compile(r"\d{4}|\b(?:next|this|coming|following)\b")

# "said on Tuesday", "told the house on Friday", "announced Monday"
_SAYING = re.compile(r"\b(?:said|told|[a-z]{3,}ed)\b(?:(?!\bwill\b|\bto\b|\bby\b)[^.;:,]){0,40}$")


def is_day_of_saying(time: TimeExpression, folded: str) -> bool:
    """Say whether a weekday is that of the announcement and no deadline: "the minister said on Tuesday"."""
    return time.rule == "weekday" and _SAYING.search(folded, max(0, time.start - 60), time.start) is not None


def put_behind(time: TimeExpression, folded: str, today: dt.date | None) -> TimeExpression:
    """Return a time without a year as the last one before the article; any other time as it is.

    Parameters
    ----------
    time : TimeExpression
        As the grammar resolved it: the next March after the article.
    folded : str
        The article in lower case.
    today : date or None
        The reference date of the article.

    Returns
    -------
    TimeExpression
        With ``function`` "past" where it was put behind.
    """
    if today is None or time.date is None or time.date <= today or time.function != "at" or time.rule not in _YEARLESS:
        return time
    if _FIXED.search(folded, time.start, time.end):
        return time
    back = _week_before if time.rule == "weekday" else _year_before
    begin = None if time.period_start is None else back(time.period_start)
    return time._replace(date=back(time.date), period_start=begin, function="past")


def _week_before(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=7)


def _year_before(day: dt.date) -> dt.date:
    """Return the same day of the year before; the last day of a month stays the last."""
    last = calendar.monthrange(day.year, day.month)[1]
    most = calendar.monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=most if day.day == last else min(day.day, most))
