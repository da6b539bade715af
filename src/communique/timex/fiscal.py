"""Fiscal years, plan periods and spans of years."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, cached_property
from pathlib import Path

from communique.lexicon import alternation, read_lexicon
from communique.timex.calendar import add_months, day_of, fiscal_end
from communique.timex.pieces import NAMED, Period, Pieces

_FISCAL = re.compile(
    r"(?:(?:this|the|next|last|previous|current|coming)\s+)*(?:\b(?:fiscal|financial|budget|crop|marketing|tax)\b|\bfye?\s?'?\d)|\d{4}\s?[-–/]\s?\d{2}(?!\d)"
)
_FISCAL_WORD = re.compile(r"\b(?:fiscal|financial|budget|fy)")
_MONTHS_OF = {3: "March", 6: "June"}


@cache
def _issuer_patterns(lexicon: Path | None) -> dict[str, re.Pattern[str]]:
    table = read_lexicon("time", lexicon)["fiscal_issuers"]
    return {kind: re.compile(rf"(?<!\w)(?:{alternation(map(str, words))})(?!\w)") for kind, words in table.items()}


class FiscalYears(Pieces):
    """Reads periods that are longer than a year or end within one."""

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
        is_short = re.match(r"fye?\s?'?\d\d$", words) is not None
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
            # Two years in one name (2025-26, 2025/26) or two figures (FY26): most that write so count from April
            # (India, Britain, Japan, Canada, southern Africa); a season ends with the harvest.
            month = 6 if re.search(r"season|crop|marketing", words) else 3
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
        if re.search(r"\bmodel\b", words):
            end = day_of(year)  # cars of a model year are sold in it
            return end and Period(day_of(year, 1, 1), end, "year", basis, "year")
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
        if re.match(r"the\b|decade|[a-z]+ years?\b|\d{1,3} years?\b", words) and not words.startswith("between"):
            return self._years_to(words)
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

    def _years_to(self, words: str) -> Period | None:
        """Return a span that is counted to or from a year: the five years to 2030, the decade from 2026."""
        year = int(re.findall(r"\d{4}", words)[-1])
        number = 10 if "decade" in words else self._number_in(re.sub(r"\d{4}", "", words))
        if re.search(r"\b(?:from|starting|beginning)\b", words):
            first, last = year, year + number - 1
        else:
            first, last = year - number + 1, year
        return Period(day_of(first, 1, 1), day_of(last), "year", NAMED, "year-range") if day_of(last) else None
