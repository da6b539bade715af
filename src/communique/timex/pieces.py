"""What all readers of time expressions share: the period read, and the numbers, months and years in its words."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from communique.article import Article
from communique.timex.calendar import country_of
from communique.timex.grammar import Grammar
from communique.timex.reference import Reference

NAMED = "named in the text"


class Period(NamedTuple):
    """First and last day of what is named, how exact it is, on what it rests, and why it is missing."""

    first: dt.date | None
    last: dt.date | None
    granularity: str | None
    basis: str
    rule: str
    note: str | None = None


class Pieces:
    """Reads the pieces of expressions of one article; ``latest`` is the last period that was named."""

    def __init__(self, article: Article, grammar: Grammar, reference: Reference, lexicon: Path | None) -> None:
        self.article, self.folded, self.text = article, article.folded, article.text
        self.g, self.reference, self.lexicon = grammar, reference, lexicon
        self.latest: Period | None = None

    @cached_property
    def country(self) -> str | None:
        """The country that the article is about: few articles name a fiscal year or a plan, which depend on it."""
        return country_of(self.article, self.lexicon)

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
