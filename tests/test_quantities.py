"""The grammar of quantities: what is one, with its value, unit and comparator, and what only looks like one."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.article import Article
from communique.quantities import find_quantities
from communique.segment import segment_sentences


def found(text):
    article = Article.from_text(text, article_id="q", published="2024-01-15")
    rows = find_quantities(article, segment_sentences(article))
    return [(article.text[q.start : q.end], q.value, q.value_high, q.unit, q.comparator) for q in rows]


ONE = [
    pytest.param("Output rose by 6.1 percent.", ("6.1 percent", 6.1, None, "percent", "eq"), id="percent"),
    pytest.param(
        "It covers 70 per cent or more of homes.", ("70 per cent or more", 70, None, "percent", "ge"), id="after-ge"
    ),
    pytest.param(
        "It will take no less than 30% of sales.", ("no less than 30%", 30, None, "percent", "ge"), id="no-less-than"
    ),
    pytest.param("It fell by around 5 percent.", ("around 5 percent", 5, None, "percent", "approx"), id="approx"),
    pytest.param(
        "They got 2,000 more hectares.", ("2,000 more hectares", 2000, None, "ha", "eq"), id="adjective-before-unit"
    ),
    pytest.param("They built 40 new homes.", ("40", 40, None, "count", "eq"), id="adjective-before-noun"),
    pytest.param(
        "95 graduates out of 100 found work.", ("95 graduates out of 100", 95, None, "percent", "eq"), id="out-of"
    ),
    pytest.param("Nine pupils in ten can read.", ("Nine pupils in ten", 90, None, "percent", "eq"), id="noun-in-ten"),
    pytest.param("A fifteenfold rise followed.", ("fifteenfold", 15, None, "ratio", "eq"), id="fold-in-words"),
    pytest.param("There were half as many injuries.", ("half", 0.5, None, "ratio", "eq"), id="half-as-many"),
    pytest.param("It was multiplied by five.", ("multiplied by five", 5, None, "ratio", "eq"), id="multiplied-by"),
    pytest.param("They are building 250,000 homes.", ("250,000", 250000, None, "count", "eq"), id="grouped-is-no-name"),
    pytest.param("They will eliminate malaria.", ("eliminate", None, None, "milestone", "eq"), id="ending"),
    pytest.param("It must stay below 3 percent.", ("below 3 percent", 3, None, "percent", "lt"), id="below"),
    pytest.param("Fees rise by up to 2 percent.", ("up to 2 percent", 2, None, "percent", "le"), id="up-to"),
    pytest.param("Growth of 5-6 percent is planned.", ("5-6 percent", 5, 6, "percent", "range"), id="range-dash"),
    pytest.param(
        "Growth of between 5 and 6 percent is planned.",
        ("between 5 and 6 percent", 5, 6, "percent", "range"),
        id="between",
    ),
    pytest.param("It costs $1.2 bn a year.", ("$1.2 bn", 1.2e9, None, "USD", "eq"), id="symbol-scale"),
    pytest.param("It costs 3 trillion yuan.", ("3 trillion yuan", 3e12, None, "CNY", "eq"), id="name-scale"),
    pytest.param("It costs Rs 2 crore.", ("Rs 2 crore", 2e7, None, "INR", "eq"), id="crore"),
    pytest.param("Spending of EUR 500 million is set aside.", ("EUR 500 million", 5e8, None, "EUR", "eq"), id="code"),
    pytest.param("It adds 30 GW of wind power.", ("30 GW", 30, None, "GW", "eq"), id="si"),
    pytest.param(
        "It rose by 0.3 percentage points.", ("0.3 percentage points", 0.3, None, "percentage_point", "eq"), id="point"
    ),
    pytest.param("Rates rise by 25 basis points.", ("25 basis points", 25, None, "basis_point", "eq"), id="basis"),
    pytest.param("It plans to halve its emissions.", ("halve", 0.5, None, "ratio", "eq"), id="halve"),
    pytest.param("It plans to triple its exports.", ("triple", 3, None, "ratio", "eq"), id="triple"),
    pytest.param("It will rise tenfold.", ("tenfold", 10, None, "ratio", "eq"), id="fold"),
    pytest.param("Two-thirds of homes will have water.", ("Two-thirds", 66.67, None, "percent", "eq"), id="fraction"),
    pytest.param(
        "The country pledges net zero emissions by 2050.", ("net zero", 0, None, "net_emissions", "eq"), id="net-zero"
    ),
    pytest.param("投资超过3万亿元。", ("超过3万亿元", 3e12, None, "CNY", "gt"), id="chinese-money"),
    pytest.param("占比达到25%左右。", ("25%左右", 25, None, "percent", "approx"), id="chinese-approx"),
]


@pytest.mark.parametrize(("text", "expected"), ONE)
def test_a_quantity(text, expected):
    words, value, high, unit, comparator = expected
    rows = found(text)
    assert len(rows) == 1, rows
    assert rows[0][1] == pytest.approx(value, abs=0.01)
    assert rows[0][2:] == (high, unit, comparator)
    assert words in rows[0][0]


def test_a_change_is_no_range():
    rows = found("The share is to rise from 62 percent to 75 percent.")
    assert [row[1] for row in rows if row[4] != "range"][-1] == 75
    assert "range" not in [row[4] for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The plan of 2024 goes on in 2025.", id="years"),
        pytest.param("The minister, 54, leads the office.", id="age"),
        pytest.param("The 14th Five-Year Plan was agreed.", id="ordinal-plan"),
        pytest.param("Leaders of the G20 met in Rome.", id="name-g20"),
        pytest.param("The No. 1 document was issued.", id="name-no-1"),
        pytest.param("Operators build 5G networks.", id="name-5g"),
        pytest.param("The “1+N” system was set up.", id="name-1+n"),
        pytest.param("See Article 12 of the law.", id="article-number"),
        pytest.param("The “three concentrations” and “seven strengthening” were stressed.", id="slogans"),
        pytest.param("Call 020 7946 0018 for more.", id="phone"),
        pytest.param("The talks end today in Accra.", id="end-of-talks"),
        pytest.param("By the end of the year coal was scarce.", id="the-end"),
        pytest.param("The island is duty-free.", id="duty-free"),
        pytest.param("Building 12 was sold.", id="building-12"),
        pytest.param("She read the third of seven chapters.", id="the-third-of"),
        pytest.param("They met on 12 March 2024 in Accra.", id="date"),
        pytest.param("The 100 Smart Cities Mission will be reviewed.", id="name-mission"),
        pytest.param("The “10,000 Villages” project was praised.", id="name-quoted"),
        pytest.param("Leaders adopted the Fit for 55 package.", id="name-package"),
    ],
)
def test_what_is_no_quantity(text):
    assert found(text) == []


@given(st.text(alphabet=st.sampled_from("0123456789.,%$€£ eE+-–xfromtoandbnmk億万亿½¾٣\n"), max_size=120))
def test_values_are_finite_and_spans_lie_in_the_text(text):
    article = Article.from_text(text, article_id="q")
    for q in find_quantities(article, segment_sentences(article)):
        assert 0 <= q.start < q.end <= len(article.text)
        for value in (q.value, q.value_high, q.value_from):
            assert value is None or math.isfinite(value)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Pakistan's budget allocates Rs1.4 trillion for roads.", "PKR"),
        ("Sri Lanka will spend Rs. 40 billion on ports.", "LKR"),
        ("The state will spend Rs 300 crore on canals.", "INR"),
        ("Norway will spend 3 billion crowns on roads.", "NOK"),
        ("The Czech government will spend 10 billion crowns.", "CZK"),
        ("Iraq will invest 3 trillion dinars.", "IQD"),
        ("Argentina will lend 30 billion pesos.", "ARS"),
    ],
)
def test_shared_names_and_signs_of_currencies(text, unit):
    article = Article.from_text(text, article_id="a")
    assert [q.unit for q in find_quantities(article, segment_sentences(article))] == [unit]
