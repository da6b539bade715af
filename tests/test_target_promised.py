"""Quantities that words behind them will, and small counts beside an aim."""

import datetime as dt

import pytest

from communique.article import Article
from communique.segment import segment_sentences
from communique.targets import find_targets


def rows_of(text: str) -> list[tuple]:
    article = Article.from_text(text, article_id="a", published=dt.date(2024, 6, 10))
    return [(article.text[r.start : r.end], r.status) for r in find_targets(article, segment_sentences(article))]


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("Workers have planted 7 million trees of the 20 million promised by 2030.", "20 million", "target"),
        ("Only 21,000 have been set up, far from the 1 lakh that the government wants by 2026.", "1 lakh", "target"),
        ("Crews laid 310 km, a fraction of the 2,000 km the ministry envisages by 2029.", "2,000 km", "target"),
        ("Just 40 wards run on solar power, and the 150 the county intends by 2027 look distant.", "150", "target"),
        ("The agency restored 900 hectares, not the 2,000 hectares it had set itself.", "2,000 hectares", "restated"),
        ("By March 61 were equipped instead of the 80 that the assembly had wanted.", "80", "restated"),
        ("So far 212 of the 500 planned charging points are in service.", "500", "restated"),
        ("At the turn of the year 151,000 were running, against 200,000 planned.", "200,000", "restated"),
        (
            "It lent 3 billion euros, more than the 2.5 billion euros agreed for 2024.",
            "more than the 2.5 billion euros",
            "restated",
        ),
    ],
)
def test_promised(text, words, status):
    assert (words, status) in rows_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "Of the 600 workers the company hired, 400 have left.",
        "The 600 people who were promised a home are waiting.",
        "The 350 delegates the hall seats heard the minister.",
    ],
)
def test_not_promised(text):
    assert not [row for row in rows_of(text) if row[1] in ("target", "requirement", "proposed", "restated")]


AIM = "The county will equip 150 clinics with panels by 2027. "


@pytest.mark.parametrize("progress", ["So far 61 have been equipped.", "Only 14 clinics run on solar power."])
def test_small_counts_are_told_beside_an_aim_only(progress):
    assert [status for _, status in rows_of(AIM + progress)][1:] in (["achieved"], ["current"])
    assert rows_of(progress) == []
