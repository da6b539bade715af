"""Time expressions: what they are, to which date they resolve, how exact they are, and on what that rests.

The cases follow the definition: a date is the last day of the period named, read at the date of the document.
"""

from __future__ import annotations

import datetime as dt
import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.article import Article
from communique.segment import segment_sentences
from communique.timex import RULES, find_times, reference_of

# Words of the sentence | function | date | granularity | beginning of the basis; the document is of 15 March 2024 and
# names no country, unless a case says otherwise.  "-" stands for nothing.
CASES = {
    # -- years --------------------------------------------------------------------------------------------------
    "by-year": ("Build 40 schools by 2027.", "by 2027 | deadline | 2027-12-31 | year | named"),
    "in-year": ("The plant will make 4 GW in 2026.", "in 2026 | at | 2026-12-31 | year | named"),
    "before-year": ("Peak emissions before 2030.", "before 2030 | deadline | 2029-12-31 | year | named"),
    "prior-to": ("Phase out coal prior to 2035.", "prior to 2035 | deadline | 2034-12-31 | year | named"),
    "until-year": ("Hold fees at 5 percent until 2028.", "until 2028 | deadline | 2028-12-31 | year | named"),
    "no-later-than": ("Do so no later than 2031.", "no later than 2031 | deadline | 2031-12-31 | year | named"),
    "end-of-year-named": ("Open by the end of 2026.", "by the end of 2026 | deadline | 2026-12-31 | year | named"),
    "end-2026": ("Open by end-2026.", "by end-2026 | deadline | 2026-12-31 | year | named"),
    "late-year": ("Open in late 2026.", "in late 2026 | at | 2026-12-31 | year | named"),
    "year-2040": ("Be carbon-free by the year 2040.", "by the year 2040 | deadline | 2040-12-31 | year | named"),
    "before-end": ("Finish before the end of 2025.", "before the end of 2025 | deadline | 2025-12-31 | year | named"),
    "from-year": ("From 2030, all new cars must be electric.", "From 2030 | start | 2030-01-01 | year | named"),
    "starting-in": ("Pay 4 percent starting in 2027.", "starting in 2027 | start | 2027-01-01 | year | named"),
    "since-year": ("Output has grown since 2019.", "since 2019 | past | 2019-12-31 | year | named"),
    "past-year": ("Output reached 4 GW in 2021.", "in 2021 | past | 2021-12-31 | year | named"),
    "compared-year": ("Cut it by half compared with 2015.", "compared with 2015 | past | 2015-12-31 | year | named"),
    # -- this year, next year -----------------------------------------------------------------------------------
    "this-year": ("Add 900 jobs this year.", "this year | at | 2024-12-31 | year | published"),
    "end-this-year": (
        "Open by the end of this year.",
        "by the end of this year | deadline | 2024-12-31 | year | published",
    ),
    "before-end-this-year": (
        "Open before the end of this year.",
        "before the end of this year | deadline | 2024-12-31 | year | published",
    ),
    "by-year-end": ("Open by year-end.", "by year-end | deadline | 2024-12-31 | year | published"),
    "by-years-end": ("Open by the year's end.", "by the year's end | deadline | 2024-12-31 | year | published"),
    "end-of-the-year": (
        "Open by the end of the year.",
        "by the end of the year | deadline | 2024-12-31 | year | published",
    ),
    "within-the-year": ("Open within the year.", "within the year | deadline | 2024-12-31 | year | published"),
    "next-year": ("Open next year.", "next year | at | 2025-12-31 | year | published"),
    "end-next-year": (
        "Open by the end of next year.",
        "by the end of next year | deadline | 2025-12-31 | year | published",
    ),
    "year-after-next": ("Open the year after next.", "the year after next | at | 2026-12-31 | year | published"),
    "last-year": ("Output rose by 4 percent last year.", "last year | past | 2023-12-31 | year | published"),
    "before-next-year": ("Open before next year.", "before next year | deadline | 2024-12-31 | year | published"),
    # -- middle, beginning, halves, quarters --------------------------------------------------------------------
    "mid-year": ("Open by mid-2026.", "by mid-2026 | deadline | 2026-06-30 | month | named"),
    "mid-year-2": ("Open by mid 2026.", "by mid 2026 | deadline | 2026-06-30 | month | named"),
    "middle-of": ("Open by the middle of 2026.", "by the middle of 2026 | deadline | 2026-06-30 | month | named"),
    "middle-next": (
        "Open by the middle of next year.",
        "by the middle of next year | deadline | 2025-06-30 | month | published",
    ),
    "h1": ("Ship 40,000 in H1 2026.", "in H1 2026 | at | 2026-06-30 | quarter | named"),
    "h2-of": ("Ship 40,000 in H2 of 2026.", "in H2 of 2026 | at | 2026-12-31 | quarter | named"),
    "first-half": ("Ship in the first half of 2026.", "in the first half of 2026 | at | 2026-06-30 | quarter | named"),
    "first-half-next": (
        "Ship in the first half of next year.",
        "in the first half of next year | at | 2025-06-30 | quarter | published",
    ),
    "second-half": (
        "Ship by the second half of 2025.",
        "by the second half of 2025 | deadline | 2025-12-31 | quarter | named",
    ),
    "end-first-half": (
        "Ship by the end of the first half of 2025.",
        "by the end of the first half of 2025 | deadline | 2025-06-30 | quarter | named",
    ),
    "q3": ("Ship 4,000 by Q3 2025.", "by Q3 2025 | deadline | 2025-09-30 | quarter | named"),
    "q3-end": ("Ship by the end of Q3 2025.", "by the end of Q3 2025 | deadline | 2025-09-30 | quarter | named"),
    "2025q2": ("Ship 4,000 by 2025 Q2.", "by 2025 Q2 | deadline | 2025-06-30 | quarter | named"),
    "quarter-of": (
        "Ship in the third quarter of 2025.",
        "in the third quarter of 2025 | at | 2025-09-30 | quarter | named",
    ),
    "quarter-next-year": (
        "Ship by the first quarter of next year.",
        "by the first quarter of next year | deadline | 2025-03-31 | quarter | published",
    ),
    "final-quarter": (
        "Ship in the final quarter of this year.",
        "in the final quarter of this year | at | 2024-12-31 | quarter | published",
    ),
    "bare-quarter": (
        "Ship by the third quarter.",
        "by the third quarter | deadline | 2024-09-30 | quarter | published",
    ),
    "this-quarter": ("Add 300 buses this quarter.", "this quarter | at | 2024-03-31 | quarter | published"),
    "current-quarter": (
        "Add 300 buses in the current quarter.",
        "in the current quarter | at | 2024-03-31 | quarter | published",
    ),
    "next-quarter": ("Add 300 buses next quarter.", "next quarter | at | 2024-06-30 | quarter | published"),
    "end-quarter": (
        "Add them by the end of the quarter.",
        "by the end of the quarter | deadline | 2024-03-31 | quarter | published",
    ),
    "december-quarter": (
        "Reach it in the December quarter.",
        "in the December quarter | at | 2024-12-31 | quarter | published",
    ),
    "april-june": (
        "Reach it in the April-June quarter.",
        "in the April-June quarter | at | 2024-06-30 | quarter | published",
    ),
    "early-year": ("Open in early 2026.", "in early 2026 | at | 2026-03-31 | quarter | named"),
    # -- months and days ----------------------------------------------------------------------------------------
    "by-month": ("Open by March 2026.", "by March 2026 | deadline | 2026-03-31 | month | named"),
    "end-month": ("Open by the end of June.", "by the end of June | deadline | 2024-06-30 | month | published"),
    "passed-month": (
        "Open by the end of January.",
        "by the end of January | deadline | 2025-01-31 | month | published",
    ),
    "leap": (
        "Open by the end of February 2028.",
        "by the end of February 2028 | deadline | 2028-02-29 | month | named",
    ),
    "before-month": ("Open before July 2026.", "before July 2026 | deadline | 2026-06-30 | month | named"),
    "month-next-year": ("Open by May next year.", "by May next year | deadline | 2025-05-31 | month | published"),
    "month-of-this-year": (
        "Open by October of this year.",
        "by October of this year | deadline | 2024-10-31 | month | published",
    ),
    "first-nine-months": (
        "Ship 900 in the first nine months of 2025.",
        "in the first nine months of 2025 | at | 2025-09-30 | month | named",
    ),
    "this-month": (
        "Open by the end of this month.",
        "by the end of this month | deadline | 2024-03-31 | month | published",
    ),
    "next-month": (
        "Open by the end of next month.",
        "by the end of next month | deadline | 2024-04-30 | month | published",
    ),
    "by-day": ("Report by 30 June 2025.", "by 30 June 2025 | deadline | 2025-06-30 | day | named"),
    "by-day-us": ("Report by June 30, 2025.", "by June 30, 2025 | deadline | 2025-06-30 | day | named"),
    "by-iso": ("Report by 2025-06-30.", "by 2025-06-30 | deadline | 2025-06-30 | day | named"),
    "by-day-bare": ("Report by 1 October.", "by 1 October | deadline | 2024-10-01 | day | published"),
    "before-day": ("Report before 1 July 2025.", "before 1 July 2025 | deadline | 2025-06-30 | day | named"),
    "on-or-before": (
        "Report on or before 1 July 2025.",
        "on or before 1 July 2025 | deadline | 2025-07-01 | day | named",
    ),
    "from-day": (
        "From 1 January 2026 firms must keep 8 percent.",
        "From 1 January 2026 | start | 2026-01-01 | day | named",
    ),
    "ordinal-day": ("Report by the 1st of May 2025.", "1st of May 2025 | deadline | 2025-05-01 | day | named"),
    "holiday-christmas": ("Deliver 9,000 by Christmas.", "by Christmas | deadline | 2024-12-25 | day | published"),
    "holiday-new-year": ("Open it by New Year's Eve.", "by New Year's Eve | deadline | 2024-12-31 | day | published"),
    "holiday-national": (
        "Open it before National Day.",
        "before National Day | deadline | 2024-09-30 | day | published",
        {"country": "CN"},
    ),
    "today": ("Report by tomorrow.", "by tomorrow | deadline | 2024-03-16 | day | published"),
    "friday": ("Report by Friday.", "by Friday | deadline | 2024-03-22 | day | published"),
    # -- seasons ------------------------------------------------------------------------------------------------
    "spring": ("Open by spring 2025.", "by spring 2025 | deadline | 2025-05-31 | quarter | named"),
    "summer": ("Open by the summer of 2025.", "by the summer of 2025 | deadline | 2025-08-31 | quarter | named"),
    "autumn": ("Open in autumn 2025.", "in autumn 2025 | at | 2025-11-30 | quarter | named"),
    "winter": ("Open by winter 2025.", "by winter 2025 | deadline | 2026-02-28 | quarter | named"),
    "next-spring": ("Open next spring.", "next spring | at | 2025-05-31 | quarter | published"),
    "this-autumn": ("Open this autumn.", "this autumn | at | 2024-11-30 | quarter | published"),
    "by-bare-summer": ("Open by the summer.", "by the summer | deadline | 2024-08-31 | quarter | published"),
    "end-of-summer": (
        "Open by the end of summer.",
        "by the end of summer | deadline | 2024-08-31 | quarter | published",
    ),
    "this-winter": (
        "Store 90 percent before this winter.",
        "before this winter | deadline | 2024-11-30 | quarter | published",
    ),
    # -- counted from the document ------------------------------------------------------------------------------
    "within-18": ("Open within 18 months.", "within 18 months | deadline | 2025-09-15 | relative | published"),
    "within-three": ("Open within three years.", "within three years | deadline | 2027-03-15 | relative | published"),
    "next-three": (
        "Build it in the next three years.",
        "in the next three years | deadline | 2027-03-15 | relative | published",
    ),
    "next-decade": (
        "Do it over the next decade.",
        "over the next decade | deadline | 2034-03-15 | relative | published",
    ),
    "coming-decade": (
        "Do it over the coming decade.",
        "over the coming decade | deadline | 2034-03-15 | relative | published",
    ),
    "in-five-years-time": (
        "Do it in five years' time.",
        "in five years' time | deadline | 2029-03-15 | relative | published",
    ),
    "within-a-year": ("Do it within a year.", "within a year | deadline | 2025-03-15 | relative | published"),
    "within-100-days": ("Do it within 100 days.", "within 100 days | deadline | 2024-06-23 | relative | published"),
    "two-weeks": ("Do it within two weeks.", "within two weeks | deadline | 2024-03-29 | relative | published"),
    "end-of-month-day": (
        "Do it within 12 months of today.",
        "within 12 months | deadline | 2025-03-15 | relative | published",
    ),
    "or-range": (
        "Do it in the next two to three years.",
        "in the next two to three years | deadline | 2027-03-15 | relative | published",
    ),
    "five-year-period": (
        "Do it over a five-year period.",
        "over a five-year period | deadline | 2029-03-15 | relative | published",
    ),
    "past-three": ("It grew over the past three years.", "over the past three years | past | - | relative | published"),
    "years-ago": ("It was 40 percent five years ago.", "five years ago | past | - | relative | published"),
    # -- periods ------------------------------------------------------------------------------------------------
    "range": ("Invest it in 2025-2030.", "in 2025-2030 | period | 2030-12-31 | year | named"),
    "from-to": ("Invest it from 2025 to 2030.", "from 2025 to 2030 | period | 2030-12-31 | year | named"),
    "between": ("Invest it between 2025 and 2030.", "between 2025 and 2030 | period | 2030-12-31 | year | named"),
    "plan-14": (
        "Do it during the 14th Five-Year Plan period.",
        "during the 14th Five-Year Plan period | period | 2025-12-31 | year | years of the plan",
    ),
    "plan-15": (
        "Do it in the 15th Five-Year Plan period.",
        "in the 15th Five-Year Plan period | period | 2030-12-31 | year | years of the plan",
    ),
    "plan-printed": (
        "Do it in the 14th Five-Year Plan (2021-2025).",
        "in the 14th Five-Year Plan (2021-2025) | period | 2025-12-31 | year | named",
    ),
    "decade-named": ("Do it in the 2030s.", "in the 2030s | period | 2039-12-31 | year | named"),
    "end-decade": (
        "Do it by the end of the decade.",
        "by the end of the decade | deadline | 2030-12-31 | year | published",
    ),
    "this-decade": ("Do it this decade.", "this decade | period | 2030-12-31 | year | published"),
    "end-this-decade": (
        "Do it before the end of this decade.",
        "before the end of this decade | deadline | 2030-12-31 | year | published",
    ),
    "end-2020s": ("Do it by the end of the 2020s.", "by the end of the 2020s | deadline | 2029-12-31 | year | named"),
    "mid-century": ("Do it by mid-century.", "by mid-century | deadline | 2050-12-31 | year | published"),
    "middle-century": (
        "Do it by the middle of the century.",
        "by the middle of the century | deadline | 2050-12-31 | year | published",
    ),
    # -- fiscal years -------------------------------------------------------------------------------------------
    "in-fy26": (
        "Keep it at 4 percent in FY26.",
        "in FY26 | period | 2026-03-31 | fiscal_year | named",
        {"country": "IN"},
    ),
    "in-2025-26": (
        "Keep it at 4 percent in 2025-26.",
        "in 2025-26 | period | 2026-03-31 | fiscal_year | named",
        {"country": "IN"},
    ),
    "in-fy2025-26": (
        "Keep it at 4 percent for FY2025-26.",
        "for FY2025-26 | period | 2026-03-31 | fiscal_year | named",
        {"country": "IN"},
    ),
    "us-fy": (
        "Spend 4 percent in fiscal year 2026.",
        "in fiscal year 2026 | period | 2026-09-30 | fiscal_year | named",
        {"country": "US"},
    ),
    "us-fy-by-end": (
        "The federal agency will do it by the end of FY 2026.",
        "by the end of FY 2026 | deadline | 2026-09-30 | fiscal_year | named",
        {"country": "US"},
    ),
    "us-state": (
        "California will spend 4 percent in 2025-26.",
        "in 2025-26 | period | 2026-06-30 | fiscal_year | named",
        {"country": "US"},
    ),
    "us-company": (
        "The company expects revenue of 4 billion dollars and earnings growth for shareholders in fiscal 2026.",
        "in fiscal 2026 | period | 2026-12-31 | fiscal_year | named",
        {"country": "US"},
    ),
    "uk": ("Spend 4 percent in 2025-26.", "in 2025-26 | period | 2026-03-31 | fiscal_year | named", {"country": "GB"}),
    "uk-slash": ("Spend it by 2026/27.", "by 2026/27 | deadline | 2027-03-31 | fiscal_year | named", {"country": "GB"}),
    "australia": (
        "Spend 4 percent in 2025-26.",
        "in 2025-26 | period | 2026-06-30 | fiscal_year | named",
        {"country": "AU"},
    ),
    "japan": ("Reach 4 percent in FY2025.", "in FY2025 | period | 2026-03-31 | fiscal_year | named", {"country": "JP"}),
    "japan-fiscal": (
        "Reach it by fiscal 2030.",
        "by fiscal 2030 | deadline | 2031-03-31 | fiscal_year | named",
        {"country": "JP"},
    ),
    "kenya": (
        "Raise it in FY 2025/26.",
        "in FY 2025/26 | period | 2026-06-30 | fiscal_year | named",
        {"country": "KE"},
    ),
    "egypt": ("Raise it in 2025/26.", "in 2025/26 | period | 2026-06-30 | fiscal_year | named", {"country": "EG"}),
    "egypt-long": (
        "Raise it in fiscal year 2025/2026.",
        "in fiscal year 2025/2026 | period | 2026-06-30 | fiscal_year | named",
        {"country": "EG"},
    ),
    "pakistan": (
        "Raise it in FY2025-26.",
        "in FY2025-26 | period | 2026-06-30 | fiscal_year | named",
        {"country": "PK"},
    ),
    "bangladesh": ("Raise it in FY26.", "in FY26 | period | 2026-06-30 | fiscal_year | named", {"country": "BD"}),
    "names-outweigh-money": (
        "Pakistan will raise it to 400 crore rupees (Rs 4 bn) in 2025-26.",
        "in 2025-26 | period | 2026-06-30 | fiscal_year | named",
    ),
    "south-africa": (
        "Raise it in 2025/26.",
        "in 2025/26 | period | 2026-03-31 | fiscal_year | named",
        {"country": "ZA"},
    ),
    "company": ("Reach 40 percent in fiscal 2026.", "in fiscal 2026 | period | 2026-12-31 | fiscal_year | named"),
    "this-fy": (
        "Spend it this fiscal year.",
        "this fiscal year | period | 2024-03-31 | fiscal_year | published",
        {"country": "IN"},
    ),
    "next-fy": (
        "Spend it in the next financial year.",
        "in the next financial year | period | 2025-03-31 | fiscal_year | published",
        {"country": "IN"},
    ),
    "next-fy-us": (
        "Spend it next fiscal year.",
        "next fiscal year | period | 2025-09-30 | fiscal_year | published",
        {"country": "US"},
    ),
    "coming-fy": (
        "Spend it in the coming fiscal year.",
        "in the coming fiscal year | period | 2025-06-30 | fiscal_year | published",
        {"country": "KE"},
    ),
    "year-ending": (
        "Spend it in the year ending March 2026.",
        "in the year ending March 2026 | period | 2026-03-31 | fiscal_year | named",
    ),
    "year-to-june": (
        "Spend it in the year to June 2026.",
        "in the year to June 2026 | period | 2026-06-30 | fiscal_year | named",
    ),
    "fy-words-after": (
        "Spend it in the 2025-26 financial year.",
        "in the 2025-26 financial year | period | 2026-06-30 | fiscal_year | named",
        {"country": "AU"},
    ),
    "q4-fy26": ("Reach it by Q4 FY26.", "by Q4 FY26 | deadline | 2026-03-31 | quarter | named", {"country": "IN"}),
    "q2-fiscal": (
        "Reach it in the second quarter of fiscal 2026.",
        "in the second quarter of fiscal 2026 | at | 2026-03-31 | quarter | named",
        {"country": "US"},
    ),
    "fiscal-span": (
        "Spend it over fiscal years 2026-2030.",
        "over fiscal years 2026-2030 | period | 2030-09-30 | fiscal_year | named",
        {"country": "US"},
    ),
    # -- unresolved ---------------------------------------------------------------------------------------------
    "parliament": (
        "Build it by the end of the parliament.",
        "by the end of the parliament | deadline | - | - | unknown",
    ),
    "term": ("Build it by the end of her term.", "by the end of her term | deadline | - | - | unknown"),
    "games": ("Build it by the time of the Games.", "by the time of the Games | deadline | - | - | unknown"),
    "undated-this-year": ("Open it this year.", "this year | at | - | year | unknown", {"published": None}),
    "undated-within": (
        "Open within 18 months.",
        "within 18 months | deadline | - | relative | unknown",
        {"published": None},
    ),
    "year-known-only": (
        "Open it by the end of this year.",
        "by the end of this year | deadline | 2025-12-31 | year | reference year",
        {"published": None, "reference_year": 2025},
    ),
    # -- ends of periods, spans, terms, first months ------------------------------------------------------------
    "decades-end": ("Open by decade's end.", "by decade's end | deadline | 2030-12-31 | year | published"),
    "mid-decade": ("Open by mid-decade.", "by mid-decade | deadline | 2025-12-31 | year | published"),
    "months-end": ("Open by month's end.", "by month's end | deadline | 2024-03-31 | month | published"),
    "yearend": ("Open by yearend.", "by yearend | deadline | 2024-12-31 | year | published"),
    "this-and-next": ("Add 40 GW this year and next.", "this year and next | at | 2025-12-31 | year | published"),
    "five-years-to": (
        "Add 40 GW over the five years to 2030.",
        "over the five years to 2030 | period | 2030-12-31 | year | named",
    ),
    "decade-from": (
        "Add 40 GW in the decade from 2026.",
        "in the decade from 2026 | period | 2035-12-31 | year | named",
    ),
    "a-year-from": ("Save 1.9 percent a year from 2028.", "from 2028 | start | 2028-01-01 | year | named"),
    "its-term": (
        "Build 900 homes over its six-year term.",
        "over its six-year term | deadline | 2030-03-15 | relative | published",
    ),
    "year-programme": (
        "Build 900 homes during the three-year programme.",
        "during the three-year programme | deadline | 2027-03-15 | relative | published",
    ),
    "first-days": (
        "Hire 900 nurses in its first 100 days.",
        "in its first 100 days | deadline | 2024-06-23 | relative | published",
    ),
    "first-months": (
        "Exports rose in the first two months.",
        "in the first two months | past | 2024-02-29 | month | published",
    ),
    "next-few": ("Add 40 GW in the next few years.", "in the next few years | deadline | - | relative | unknown"),
    "half-a-decade": ("Halve it in half a decade.", "in half a decade | deadline | 2029-03-15 | relative | published"),
    "space-of": (
        "Halve it in the space of three years.",
        "in the space of three years | deadline | 2027-03-15 | relative | published",
    ),
    "short-year": ("Open by June '26.", "by June '26 | deadline | 2026-06-30 | month | named"),
    "semester": (
        "Open by the second semester of 2026.",
        "by the second semester of 2026 | deadline | 2026-12-31 | quarter | named",
    ),
    "model-year": ("Reach it by model year 2032.", "by model year 2032 | deadline | 2032-12-31 | year | named"),
    "school-start": (
        "Hire 90 by the start of the 2024 academic year.",
        "by the start of the 2024 academic year | deadline | 2024-09-01 | day | named",
    ),
    "easter": ("Open by Easter 2025.", "by Easter 2025 | deadline | 2025-04-20 | day | named"),
    "thanksgiving": ("Open by Thanksgiving.", "by Thanksgiving | deadline | 2024-11-28 | day | published"),
    "new-year": ("Open by the new year.", "by the new year | deadline | 2025-01-01 | day | published"),
    "faa-year": (
        "The FAA will hire 900 people in fiscal 2024.",
        "in fiscal 2024 | period | 2024-09-30 | fiscal_year | named",
    ),
    "yen-year": (
        "Payouts will total JPY 30 billion by fiscal 2026.",
        "by fiscal 2026 | deadline | 2027-03-31 | fiscal_year | named",
    ),
    # -- Chinese ------------------------------------------------------------------------------------------------
    "zh-by": ("到2025年，森林覆盖率达到25%。", "到2025年 | deadline | 2025-12-31 | year | named"),
    "zh-year-end": ("今年年底前完成5000套。", "今年年底前 | deadline | 2024-12-31 | year | published"),
    "zh-plan": ("“十四五”期间新建5000公里。", "“十四五”期间 | period | 2025-12-31 | year | years of the plan"),
    "zh-before": ("2030年前实现碳达峰。", "2030年前 | deadline | 2029-12-31 | year | named"),
    "zh-within-year": ("年内新增5000套。", "年内 | deadline | 2024-12-31 | year | published"),
    "zh-next-half": ("明年上半年新增5000套。", "明年上半年 | at | 2025-06-30 | quarter | published"),
    "zh-next-year-end": ("明年年底前新增5000套。", "明年年底前 | deadline | 2025-12-31 | year | published"),
    "zh-end": ("到2025年底建成50座。", "到2025年底 | deadline | 2025-12-31 | year | named"),
    "zh-month-end": ("2025年6月底前建成50座。", "2025年6月底前 | deadline | 2025-06-30 | month | named"),
    "zh-future": ("未来三年新增5000套。", "未来三年 | deadline | 2027-03-15 | relative | published"),
    "zh-past": ("2021年新增5000套。", "2021年 | past | 2021-12-31 | year | named"),
}

# Nothing in these is a time that is resolved to a date.
NOTHING = {
    "count": "The city has 2,030 schools and 2,050 teachers.",
    "falls": "Prices are expected to fall, and water will spring from it.",
    "for-years": "It was closed for three years.",
    "year-plan": "The five-year programme was praised.",
    "decade-over": "It was made for the decade that ended then.",
    "case-deadline": "Answer within 30 days of receipt.",
    "money": "It costs $2030 or 2025 yuan.",
    "vision": "Vision 2030 was praised, and so was Agenda 2063.",
    "may": "They may march with the workers.",
    "year-99999": "It is due by 99999.",
    "year-0000": "It is due by 0000.",
    "each-year": "Add 40,000 homes each year.",
    "annually": "Add 40 GW annually.",
    "per-year": "Add 300 buses per year.",
    "age": "Children aged 5 to 10 years learn it.",
    "long": "It stays safe for the next 5,000 years.",
    "five-year-old": "A five-year-old child can use it.",
    "decimal": "The share was 2030.5 tonnes.",
}
HOSTILE = {
    "february": "Finish by 31 February 2026.",
    "june-31": "Finish by 31 June.",
    "iso": "Finish by 2026-13-45.",
    "ends": "Finish by the end of the end of the end of the end.",
    "year": "Finish by 99999 or 0000 or by 10000.",
    "fy": "Finish by FY99999, FY2026-1999 and FY00.",
    "within": "Finish within 99999999999999999999 months.",
    "range": "From 2030 to 2025, from 9999 to 0000.",
    "chinese": "到0000年，到99999年，2025年13月45日前，未来九九年。",
    "century": "By the end of the century of the decade.",
}


def read(text: str, published: str | None = "2024-03-15", **details):
    article = Article.from_text(text, published=published, **details)
    return article, find_times(article, segment_sentences(article), reference_of(article))


@pytest.mark.parametrize("name", CASES)
def test_expression_is_resolved(name):
    text, expected, *rest = CASES[name]
    words, function, date, granularity, basis = expected.split(" | ")
    article, rows = read(text, **(rest[0] if rest else {}))
    found = [
        row for row in rows if words in article.text[row.start : row.end] or article.text[row.start : row.end] in words
    ]
    assert found, f"not found among {[article.text[r.start : r.end] for r in rows]}"
    row = found[-1]
    got = (row.function, str(row.date or "-"), row.granularity or "-")
    assert got == (function, date, granularity)
    assert article.text[row.start : row.end].endswith(words[-6:])
    assert row.basis.startswith(basis)
    assert row.rule in RULES
    assert row.date is not None or row.function == "past" or row.note


@pytest.mark.parametrize("name", NOTHING)
def test_no_time_is_read(name):
    article, rows = read(NOTHING[name])
    assert [article.text[row.start : row.end] for row in rows] == []


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_dates_give_no_wrong_date(name):
    _, rows = read(HOSTILE[name])
    for row in rows:
        assert row.date is None or dt.date(1500, 1, 1) <= row.date <= dt.date(2199, 12, 31)
        assert name not in ("february", "june-31", "iso", "year", "within", "ends") or row.date is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The plan ends in 2027. By then, 40 schools will be built.", "By then"),
        ("It must be done by 2027, and 4 GW must be built by that date.", "by that date"),
    ],
)
def test_anaphora_takes_the_date_before(text, words):
    article, rows = read(text)
    row = next(row for row in rows if article.text[row.start : row.end] == words)
    assert (row.date, row.basis) == (dt.date(2027, 12, 31), "the date named before it")


@pytest.mark.parametrize(
    "text", ["Invest it from 2025 to 2030.", "Invest it in the 14th Five-Year Plan period (2021-2025)."]
)
def test_a_period_has_its_first_day(text):
    _, rows = read(text)
    assert [str(row.period_start) for row in rows] in (["2025-01-01"], ["2021-01-01"])


@pytest.mark.parametrize(
    "piece", ["by the end of ", "2025-2026-", "next ", "第", "by 2", "fiscal year ending ", "mid-"]
)
def test_time_grows_with_the_length(piece):
    article = Article.from_text(piece * (200_000 // len(piece)))
    begin = time.process_time()
    find_times(article, segment_sentences(article), reference_of(article))
    assert time.process_time() - begin < 4


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "by before until within in from the end of next this year 2025 2030-35 FY26 fiscal q3 half 31 February first "
            "decade mid-century 99999 months three 到2025年 底前 “十四五” spring , . ( ) - \n".split(" ")
        ),
        max_size=25,
    )
)
def test_rows_are_ordered_and_apart(words):
    article, rows = read(" ".join(words))
    assert all(0 <= row.start < row.end <= len(article.text) for row in rows)
    assert all(one.end <= two.start for one, two in itertools.pairwise(rows))
    assert all(row.rule in RULES for row in rows)
