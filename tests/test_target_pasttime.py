"""Months and days without a year beside what has happened."""

import datetime as dt

import pytest

from communique.article import Article
from communique.segment import segment_sentences
from communique.targets import find_targets


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("In March, the ministry opened 320 schools.", {"320": ("achieved", None)}),
        (
            "The ministry opened 320 schools in March and will open 400 in September.",
            {"320": ("achieved", dt.date(2024, 3, 31)), "400": ("target", dt.date(2024, 9, 30))},
        ),
        (
            "The city built 300 homes in August, and will build 500 by March.",
            {"300": ("achieved", dt.date(2023, 8, 31)), "500": ("target", dt.date(2025, 3, 31))},
        ),
        ("The union will hire 500 nurses in May.", {"500": ("target", dt.date(2025, 5, 31))}),
        ("The port wants to ship 300,000 tonnes in February.", {"300,000 tonnes": ("target", dt.date(2025, 2, 28))}),
    ],
    ids=["opened", "opened-and-will", "built-and-will", "will", "leap-year"],
)
def test_months_lie_behind_what_happened(text, wanted):
    article = Article.from_text(text, article_id="a", published=dt.date(2024, 6, 10))
    rows = find_targets(article, segment_sentences(article))
    found = {article.text[r.start : r.end]: (r.status, r.deadline) for r in rows}
    for words, (status, day) in wanted.items():
        assert found[words][0] == status
        assert day is None or found[words][1] == day


def test_nobody_is_to_kill_in_december():
    article = Article.from_text("Attackers killed 132 people in December.", published=dt.date(2024, 6, 10))
    assert not [r for r in find_targets(article, segment_sentences(article)) if r.status == "target"]
