"""Days, months, quarters, halves, seasons and holidays."""

from __future__ import annotations

import re

from communique.timex.calendar import add_months, day_of
from communique.timex.fiscal import FiscalYears
from communique.timex.pieces import NAMED, Period


class Dates(FiscalYears):
    """Reads parts of years."""

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
        short = re.search(r"'(\d\d)$", words)
        if short:
            year, basis = 2000 + int(short[1]), NAMED
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
        year, basis = self._year_in(words.replace(name, ""))
        if isinstance(days, list) and isinstance(days[0], int):
            month, day = days
            if year is None:
                year, basis, _ = self._next_year_with(month, day)
            date = day_of(year, month, day) if year else None
        elif year is None and self.reference.date is not None:
            ahead = [day for day in days if day >= self.reference.date]
            # Beyond the years that the lexicon knows, the next one is not the first that it knows.
            is_next = bool(ahead) and (ahead[0] - self.reference.date).days < 400
            date, basis = (ahead[0] if is_next else None), self.reference.basis
        else:
            date = next((day for day in days if day.year == year), None)
        if date is None:
            return Period(None, None, "day", "unknown", "holiday", "its date is not known")
        return Period(date, date, "day", basis, "holiday")

    def _half(self, words: str) -> Period | None:
        second = bool(re.match(r"(?:the )?(?:second|latter)|2h|(?:fiscal )?h2|\d{4}\s?h2", words))
        fiscal = self._fiscal_in(words)
        if fiscal is not None and fiscal.last is not None:
            last = fiscal.last if second else add_months(fiscal.last, -6)
            return Period(None, day_of(last.year, last.month), "quarter", fiscal.basis, "half-year", fiscal.note)
        year, basis = self._year_in(words)
        if year is None:
            short = re.match(r"[12]h\s?'?(\d\d)$", words)
            if short:
                year, basis = 2000 + int(short[1]), NAMED
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
