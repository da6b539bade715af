"""Time expressions, resolved to dates against what is known about when the article was written.

A date is the last day of the period named (by 2027 is 31 December 2027), as target databases have it.  Every row says
on what it rests; what cannot be resolved keeps its words and says why.
"""

from __future__ import annotations

from communique.timex.find import find_times
from communique.timex.reference import Reference, reference_of

__all__ = ["RULES", "Reference", "find_times", "reference_of"]

RULES = {
    "day": "A day by its date (31 December 2026, 2026-12-31); without a year the next one is meant.",
    "month": "A month, or the end of one; without a year the next one is meant.",
    "quarter": "A quarter of a year, in words or as Q1.",
    "half-year": "A half of a year, in words or as H1.",
    "season": "A season of a year, as the northern half of the world counts them.",
    "year": "A calendar year, its end, middle or beginning.",
    "year-range": "A period from one year to another; the second is the deadline.",
    "this-year": "This year, next year, year-end: resolved by the article's reference.",
    "fiscal-year": "A fiscal year, ending as the country's fiscal years do.",
    "plan-period": "A numbered five-year plan: its last day.",
    "decade": "A decade or its end; policy prose means the round year (the end of this decade is 2030).",
    "holiday": "A holiday of a fixed day, or of one that the lexicon lists; the next one is meant.",
    "century": "The middle or the end of the century.",
    "relative": "A number of months or years counted from the article's date.",
    "weekday": "Today, tomorrow, a weekday, this or next month.",
    "later": "So many years after the date named before: four years later, the year after.",
    "anaphora": "By then, by that date: the date named before.",
    "term": "The end of a term, a parliament or a mandate: kept in its words, since the text names no date.",
}
