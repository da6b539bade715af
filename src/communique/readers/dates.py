"""Days as feeds, tables and messages write them."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?\s*\Z")
_CHINESE = re.compile(r"\s*(\d{4})年(\d{1,2})月(\d{1,2})日")
_WRITTEN = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%B %d %Y")


# The line in which a page or a release says when it was published; nothing else stands in it.
_SAYS_WHEN = re.compile(
    r"(?:first\s+)?(?P<what>published|posted|issued|released|(?:last\s+)?updated|date(?:\s+of\s+(?:publication|issue|release))?"
    r"|(?:publication|release|issue)\s+date)(?:\s+on)?\s*[:：]?\s*(?P<day>[^|·•\n]{6,40}?)"
    r"(?:\s*(?:at\s+)?\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?)?\s*(?:[|·•].*)?\.?",
    re.I,
)
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.I)
# It stands at the head of a document, under the title and the byline, or at its foot.
HEAD_LINES, FOOT_LINES = 12, 4


def published_day(text: str) -> dt.date | None:
    """Return the day on which the text says in a line of its own that it was published; None where it does not.

    Only an explicit line counts ("Published 14 March 2025"), not a date in running text; one of publication goes before
    one of an update.

    Examples
    --------
    >>> str(published_day("Homes plan\\nPublished: Friday, 14 March 2025\\nThe ministry published 3 reports in 2024."))
    '2025-03-14'
    >>> published_day("Homes plan\\nThe report was published on 14 March 2025 and sold out.") is None
    True
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    updated = None
    for line in dict.fromkeys((*lines[:HEAD_LINES], *lines[-FOOT_LINES:])):
        match = _SAYS_WHEN.fullmatch(line) if len(line) < 120 else None
        words = _WEEKDAY.sub("", match["day"].strip(" ,.")) if match else ""
        day = parse_day(_ORDINAL.sub(r"\1", words)) if words else None
        if day is not None and "updated" not in match["what"].lower():
            return day
        updated = updated or day
    return updated


_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")


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
