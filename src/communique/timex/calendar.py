"""Dates without surprises: ends of months, quarters and years; fiscal years; the country of an article."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import cache, lru_cache
from pathlib import Path

from communique.article import Article
from communique.lexicon import alternation, read_lexicon

# Years outside are slips or numbers of another kind.
FIRST_YEAR, LAST_YEAR = 1500, 2199
# How much of the text is read to find out its country.
COUNTRY_WINDOW = 20_000


def day_of(year: int, month: int = 12, day: int | None = None) -> dt.date | None:
    """Return the date, or None where there is none (31 February, the year 99999).

    Without ``day`` it is the last of the month; months above 12 run on into the next year.

    Examples
    --------
    >>> day_of(2024, 2), day_of(2023, 2, 31), day_of(99999)
    (datetime.date(2024, 2, 29), None, None)
    """
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    last = calendar.monthrange(year, month)[1]
    if day is None:
        day = last
    return dt.date(year, month, day) if 1 <= day <= last else None


def add_months(date: dt.date, months: int) -> dt.date | None:
    """Return the same day ``months`` later, or the last of that month where it has no such day."""
    index = date.year * 12 + date.month - 1 + months
    year, month = divmod(index, 12)
    end = day_of(year, month + 1)
    return end and end.replace(day=min(date.day, end.day))


@cache
def _country_pattern(lexicon: Path | None) -> tuple[re.Pattern[str], dict[str, str]]:
    table = {str(word): code for code, words in read_lexicon("time", lexicon)["countries"].items() for word in words}
    latin = [word for word in table if word.isascii() and word[0].isalpha()]
    other = [re.escape(word) for word in table if word not in set(latin)]
    return re.compile(rf"(?<!\w)(?:{alternation(latin)})(?!\w)|{'|'.join(other)}"), table


@lru_cache(maxsize=8)  # a handful: the cache holds whole articles
def _country(article: Article, lexicon: Path | None) -> str | None:
    pattern, table = _country_pattern(lexicon)
    shared = read_lexicon("time", lexicon)["words_of_several_countries"]
    counts: dict[str, int] = {}
    for match in pattern.finditer(article.folded, 0, COUNTRY_WINDOW):
        word = " ".join(match[0].split())
        if word == "us" and article.text[match.start() : match.end()] != "US":
            continue
        # Several countries count in rupees or shillings: a country's own names outweigh them.
        counts[table[word]] = counts.get(table[word], 0) + (1 if word in shared else 4)
    return max(counts, key=lambda code: counts[code]) if counts else None


def country_of(article: Article, lexicon: Path | None = None) -> str | None:
    """Return the country that the article is about: from its metadata, else the one named most often."""
    return article.country.upper() if article.country else _country(article, lexicon)


def fiscal_end(year: int, country: str | None, lexicon: Path | None = None) -> dt.date | None:
    """Return the last day of the fiscal year that ends in ``year``, or None where the country's is not known."""
    ends = read_lexicon("time", lexicon)["fiscal_year_end"]
    if country not in ends:
        return None
    month, day = ends[country]
    return day_of(year, month, day)
