"""Times that are counted from the article's date or from a date named before, and years by themselves."""

from __future__ import annotations

import datetime as dt
import re

from communique.timex.calendar import add_months, day_of
from communique.timex.pieces import NAMED, Period, Pieces

# A longer stretch is no deadline ("for the next 5,000 years").
MAX_RELATIVE_YEARS = 200


# "The next few years": nobody can say when they end.
_VAGUE = re.compile(
    r"(?:next|coming|following|subsequent|first)\s+(?:few\s+|several\s+|couple\s+of\s+)?(?:year|month|week|day|decade|quarter)s$"
)
_FIRST_OF_YEAR = re.compile(r"(?:the\s+)?first\s+[\w-]+\s+(?:months|weeks)$")


class RelativeTimes(Pieces):
    """Reads years, decades and stretches of time."""

    def _year(self, words: str) -> Period | None:
        year = int(re.search(r"\d{4}", words)[0])
        return Period(day_of(year, 1, 1), day_of(year), "year", NAMED, "year")

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
        elif words == "next year" and (following := self._following_fiscal()) is not None:
            return following
        elif self.reference.year is None:
            return self._unknown("this-year", "year")
        else:
            shift = (
                1
                if words.startswith("this year and")
                else 2
                if "after next" in words
                else 1
                if re.match(r"next|the coming|(?:the )?following|(?:the )?year after", words)
                else -1
                if re.match(r"last|(?:the )?previous", words)
                else 0
            )
            year, basis = self.reference.year + shift, self.reference.basis
        return Period(day_of(year, 1, 1), day_of(year), "year", basis, "this-year")

    def _following_fiscal(self) -> Period | None:
        """Return the fiscal year after the running one, where that was just named: "4.9 percent for 2024-25; next year"."""
        named, date = self.latest, self.reference.date
        if date is None or named is None or named.granularity != "fiscal_year" or named.rule != "fiscal-year":
            return None
        if named.first is None or named.last is None or (named.last.month, named.last.day) == (12, 31):
            return None
        if not add_months(named.first, -3) <= date <= named.last:
            return None
        first, last = named.last + dt.timedelta(1), add_months(named.last, 12)
        return Period(first, last, "fiscal_year", "the fiscal year named before it", "fiscal-year")

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
        if words == "mid-decade":
            year -= 5 if self.reference.year <= year - 5 else 0
        return Period(day_of(year - 9, 1, 1), day_of(year), "year", self.reference.basis, "decade")

    def _century(self, words: str) -> Period | None:
        base = (self.reference.year or 2001) // 100 * 100
        basis = self.reference.basis if self.reference.year else NAMED
        last = base + (50 if "mid" in words else 100)
        return Period(day_of(base + 1, 1, 1), day_of(last), "year", basis, "century")

    def _relative(self, words: str, edge: str = "") -> Period | None:
        words = "five years" if words == "half a decade" else words
        number = self._number_in(words)
        unit = re.search(r"year|month|week|day|decade|quarter", words)[0]
        is_past = bool(re.search(r"\b(?:past|last|previous|ago|earlier)\b", words))
        if edge and words.endswith("next decade"):
            return self._decade("next decade")
        if _VAGUE.search(words) and not is_past:
            return Period(None, None, "relative", "unknown", "relative", "the text does not say how long")
        months = {"year": 12, "month": 1, "decade": 120, "quarter": 3}.get(unit)
        if _FIRST_OF_YEAR.match(words) and self.reference.year is not None:
            return self._first_of_year(number, unit)
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

    def _first_of_year(self, number: int | None, unit: str) -> Period | None:
        """Return the first months or weeks of the year: they may be over, "in the first five months"."""
        year, basis = self.reference.year, self.reference.basis
        first = day_of(year, 1, 1)
        if number is None or first is None or number > (11 if unit == "month" else 51):
            return None
        last = day_of(year, number) if unit == "month" else first + dt.timedelta(7 * number)
        return Period(first, last, "month", basis, "month")

    def _week(self, words: str) -> Period | None:
        date = self.reference.date
        if date is None:
            return self._unknown("weekday", "day")
        basis, shift = (
            self.reference.basis,
            -1 if words.startswith("last") else 1 if re.match(r"(?:the )?(?:next|coming)", words) else 0,
        )
        words = re.sub(r"'?s?[\s-]end$", "", words)
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
