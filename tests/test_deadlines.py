"""Which date is the deadline of which target: passages, and the deadline of each of their targets in text order."""

from __future__ import annotations

import pytest

from communique.article import Article
from communique.segment import segment_sentences
from communique.targets import TARGET_STATUSES, find_targets

# Every passage is read as of 15 March 2024.  One date a target, "-" where it has none.
CASES = {
    # -- one target ---------------------------------------------------------------------------------------------
    "after": ("The city aims to plant 20,000 trees by 2027.", "2027-12-31"),
    "ahead": ("By 2027, the city aims to plant 20,000 trees.", "2027-12-31"),
    "between": ("The ministry plans, by the end of 2026, to build 40,000 homes.", "2026-12-31"),
    "in-clause": ("The ministry plans to cut waste by 40 percent in 2026.", "2026-12-31"),
    "after-object": (
        "The province will build 900 kilometres of track across its northern counties by 2028.",
        "2028-12-31",
    ),
    "from-rule": ("From 2030, at least 50 percent of packaging must be reusable.", "2030-01-01"),
    "from-rule-after": ("At least 50 percent of packaging must be reusable from 2030.", "2030-01-01"),
    "year-goal": ("The 2030 target is to cut emissions by 45 percent.", "2030-12-31"),
    "goal-for-year": ("The growth target for 2025 is 5 percent.", "2025-12-31"),
    "plan-ahead": (
        "During the 14th Five-Year Plan period, the province will build 5,000 kilometres of roads.",
        "2025-12-31",
    ),
    "over-next": ("Over the next three years, the bank will lend 4 billion dollars to small farms.", "2027-03-15"),
    "no-date": ("The city aims to plant 20,000 trees.", "-"),
    # -- dates of other things ----------------------------------------------------------------------------------
    "said-on": ("The minister said on 3 May 2024 that the city would plant 20,000 trees.", "-"),
    "plan-released": ("The plan, released in 2021, aims to raise the share of renewables to 40 percent.", "-"),
    "from-levels": ("The firm pledges to cut emissions by 30 percent from 2020 levels.", "-"),
    "base-and-date": ("The firm pledges to cut emissions by 30 percent by 2030 from 2020 levels.", "2030-12-31"),
    "base-first": ("Compared with 2015, the city will cut emissions by 40 percent by 2030.", "2030-12-31"),
    "base-only": ("The city will cut emissions by 40 percent compared with 2015.", "-"),
    "since": ("Output has doubled since 2019, and the ministry aims to raise it to 4 GW.", "-"),
    "founded": ("The agency, founded in 2019, plans to train 4,000 nurses by 2026.", "2026-12-31"),
    "each-year": ("The state will build 40,000 homes each year.", "-"),
    "annually": ("The state will add 40 GW annually.", "-"),
    "annually-until": ("The state will add 40 GW annually until 2030.", "2030-12-31"),
    "past-clause": ("After it built 3,000 homes in 2023, the city plans to build 5,000 homes.", "-"),
    "up-from-year": ("The city plans to build 5,000 homes in 2025, up from 3,000 in 2023.", "2025-12-31"),
    "law-of": ("The Energy Act of 2025 requires utilities to cut losses to 8 percent.", "-"),
    "relative-age": ("The fund will pay 300 dollars to 4,000 families within 30 days of application.", "-"),
    # -- several targets ----------------------------------------------------------------------------------------
    "ahead-carried": (
        "By 2027, the city will plant 20,000 trees, build 40 schools and raise recycling to 60 percent.",
        "2027-12-31 2027-12-31 2027-12-31",
    ),
    "behind-carried": (
        "The city will plant 20,000 trees, build 40 schools and add 300 buses by 2027.",
        "2027-12-31 2027-12-31 2027-12-31",
    ),
    "each-its-own": (
        "Renewables are to reach 40 percent by 2030 and 80 percent by 2040.",
        "2030-12-31 2040-12-31",
    ),
    "led-each": (
        "By 2025 the share should reach 40 percent, and by 2030 60 percent.",
        "2025-12-31 2030-12-31",
    ),
    "in-each": (
        "The ministry aims to raise output to 4 GW in 2025, 6 GW in 2026 and 9 GW in 2027.",
        "2025-12-31 2026-12-31 2027-12-31",
    ),
    "respectively": (
        "The share is to reach 40 percent and 60 percent by 2025 and 2030, respectively.",
        "2025-12-31 2030-12-31",
    ),
    "own-subject": (
        "The city will plant 20,000 trees by 2027, and the county plans to hire 400 nurses.",
        "2027-12-31 -",
    ),
    "own-subject-while": (
        "The city will plant 20,000 trees by 2027, while the county plans to hire 400 nurses.",
        "2027-12-31 -",
    ),
    "other-sentence": (
        "The city will plant 20,000 trees by 2027. The county plans to hire 400 nurses.",
        "2027-12-31 -",
    ),
    "semicolon-own": (
        "The city will plant 20,000 trees by 2027; the county plans to hire 400 nurses.",
        "2027-12-31 -",
    ),
    "goals-for-year": (
        "Goals for 2024 are as follows: GDP growth of about 5 percent; over 12 million urban jobs; "
        "grain output of 650 million tonnes.",
        "2024-12-31 2024-12-31 2024-12-31",
    ),
    "ahead-semicolons": (
        "By 2027, the city will plant 20,000 trees; build 40 schools; and add 300 buses.",
        "2027-12-31 2027-12-31 2027-12-31",
    ),
    "list-heading": (
        "By 2030, the province aims to:\n- plant 20,000 trees\n- build 40 schools\n- add 300 buses\n",
        "2030-12-31 2030-12-31 2030-12-31",
    ),
    "list-own": (
        "By 2030, the province aims to:\n- plant 20,000 trees by 2026\n- build 40 schools\n",
        "2026-12-31 2030-12-31",
    ),
    "heading-targets": ("Targets for 2030\n- Renewables: 40 percent\n- New homes: 30,000\n", "2030-12-31 2030-12-31"),
    "interim": (
        "The group will cut emissions by 50 percent by 2030 and reach net zero by 2050.",
        "2030-12-31 2050-12-31",
    ),
    "this-year-front": (
        "This year the county will renovate 1,200 homes and create 30,000 jobs.",
        "2024-12-31 2024-12-31",
    ),
    "term-kept": ("The government will build 300,000 homes by the end of the parliament.", "-"),
    # -- Chinese ------------------------------------------------------------------------------------------------
    "zh": ("到2025年，力争森林覆盖率达到25%，新建公园500个。", "2025-12-31 2025-12-31"),
    "zh-own": ("2030年前，力争非化石能源占比达到25%。", "2029-12-31"),
}


def targets_of(text: str):
    article = Article.from_text(text, published="2024-03-15")
    rows = find_targets(article, segment_sentences(article))
    return article, [row for row in rows if row.status in TARGET_STATUSES]


# Passages in which the targets themselves are not found yet.
NOT_FOUND = ("goals-for-year",)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(n, marks=pytest.mark.xfail(reason="the targets are not found", strict=True))
        if n in NOT_FOUND
        else n
        for n in CASES
    ],
)
def test_deadlines(name):
    text, dates = CASES[name]
    article, rows = targets_of(text)
    read = [(article.text[row.start : row.end], str(row.deadline or "-")) for row in rows]
    assert [date for _, date in read] == dates.split(), read


def test_an_unresolved_deadline_keeps_its_words():
    article, [row] = targets_of(CASES["term-kept"][0])
    words = row.deadline_words
    assert article.text[words.start : words.end] == "by the end of the parliament"
    assert "does not say" in row.note


def test_a_period_of_years_has_its_first_day():
    _, [row] = targets_of("Between 2025 and 2030, the state will invest 40 billion dollars in grids.")
    assert (str(row.period_start), str(row.deadline)) == ("2025-01-01", "2030-12-31")
