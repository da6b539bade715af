"""When the article was written, and how that is known."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from communique.article import Article
from communique.timex.calendar import day_of

# A dateline stands near the top; a date further down is part of the story.
DATELINE_LINES = 8
DATELINE_LENGTH = 110
# How much of the text is searched for the year that is planned for.
PLANNING_WINDOW = 6_000

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_FULL_DATE = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(\d{{4}})|{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})"
    r"|(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2}))(?!\d)"
)
_PLANNED = re.compile(
    r"\b(?:tasks?|work|plans?|targets?|goals?|arrangements?|priorities|budget|agenda|development|deployments?)\s+(?:\w+\s+){0,3}?(?:for|in|of)\s+(20\d\d)\b(?!\s?[-–/])"
    r"|\b(20\d\d)\s+(?:government\s+work\s+report|work\s+(?:report|plan)|budget|annual\s+plan|action\s+plan|is\s+(?:an?|the)\s+(?:\w+\s+)?year)"
    r"|(20\d\d)年(?:工作|重点任务|政府工作|目标|经济工作|计划)"
)
# Every text is searched and few plan for a year, which shows by its neighbours; to look for "20" is far faster.
_CAN_BE_PLANNED = re.compile(
    r"20\d\d(?:(?<=(?:or|in|of)\s20\d\d)|(?<=\s\s20\d\d)|\s+(?:government|work|budget|annual|action|is)\b|年)"
)
_YEAR = re.compile(r"\d{4}")


class Reference(NamedTuple):
    """The day or, failing that, the year that the article speaks from, and how it is known (None, None, "unknown")."""

    date: dt.date | None
    year: int | None
    basis: str


@lru_cache(maxsize=8)
def reference_of(article: Article) -> Reference:
    """Return when the article was written.

    The date of publication in the metadata comes first, then the year in the metadata, a dateline at the top of the
    text, and the year for which the text says that it plans.

    Examples
    --------
    >>> reference_of(Article.from_text("The key tasks for 2024 were set."))
    Reference(date=None, year=2024, basis='planning year named in the text (2024)')
    """
    if article.published is not None:
        return Reference(article.published, article.published.year, f"published date ({article.published})")
    if article.reference_year is not None:
        return Reference(None, article.reference_year, f"reference year of the metadata ({article.reference_year})")
    dated = _dateline(article)
    if dated is not None:
        return Reference(dated, dated.year, f"dateline ({dated})")
    counts: dict[int, int] = {}
    is_planned = _CAN_BE_PLANNED.search(article.folded, 0, PLANNING_WINDOW)
    for match in _PLANNED.finditer(article.folded, 0, PLANNING_WINDOW) if is_planned else ():
        year = int(next(group for group in match.groups() if group))
        counts[year] = counts.get(year, 0) + 1
    if counts:
        year = max(counts, key=lambda y: (counts[y], y))
        return Reference(None, year, f"planning year named in the text ({year})")
    return Reference(None, None, "unknown")


def _dateline(article: Article) -> dt.date | None:
    position = 0
    folded = article.folded
    seen = 0
    while seen < DATELINE_LINES and position < len(folded):
        end = folded.find("\n", position)
        end = len(folded) if end < 0 else end
        if end > position:
            seen += 1
            stop = min(end, position + DATELINE_LENGTH)
            match = _YEAR.search(folded, position, stop) and _FULL_DATE.search(folded, position, stop)
            if match:
                rest = folded[match.end() : match.end() + 40].lstrip(" ,.")
                is_line = end - position <= DATELINE_LENGTH and len(folded[match.end() : end].split()) <= 4
                opens = re.match(r"(?:\([^)\n]{1,30}\)\s*)?(?:[-–—|:]|\()", rest)
                before = folded[position : match.start()]
                is_short = len(before.split()) <= 8 and not re.search(
                    r"\b(?:by|until|before|since|on|in|of|to|from)\s+$", before
                )
                if is_short and ((is_line and not folded[position:end].rstrip().endswith(".")) or opens):
                    return date_of(match)
        position = end + 1
    return None


def date_of(match: re.Match[str]) -> dt.date | None:
    """Return the date of a match of a full date."""
    d1, m1, y1, m2, d2, y2, y3, m3, d3 = match.groups()
    if y3:
        return day_of(int(y3), int(m3), int(d3)) if 1 <= int(m3) <= 12 else None
    day, month, year = (d1, m1, y1) if y1 else (d2, m2, y2)
    number = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(month[:3]))
    return day_of(int(year), number, int(day))
