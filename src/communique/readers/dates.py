"""Days as feeds, tables and messages write them."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?\s*\Z")
_CHINESE = re.compile(r"\s*(\d{4})年(\d{1,2})月(\d{1,2})日")
_WRITTEN = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%B %d %Y")


def parse_day(value: object) -> dt.date | None:
    """Return the day that ``value`` names, or None where it is none or could be read in two ways (as 03/04/2024).

    Examples
    --------
    >>> [str(parse_day(words)) for words in ("2024-01-15T10:00Z", "Mon, 15 Jan 2024 10:00:00 GMT", "15 January 2024")]
    ['2024-01-15', '2024-01-15', '2024-01-15']
    >>> parse_day("03/04/2024") is None
    True
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    words = str(value).strip() if value is not None else ""
    for pattern in (_ISO, _COMPACT, _CHINESE):
        if match := pattern.match(words):
            try:
                return dt.date(*map(int, match.groups()))
            except ValueError:
                return None
    for form in _WRITTEN:
        try:
            return dt.datetime.strptime(words, form).date()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError):
        return None
