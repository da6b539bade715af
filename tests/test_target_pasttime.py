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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "NAIROBI, 4 June 2024 - Kenya will double its steam power, the minister said.",
            {"double": ("target", None, "Kenya")},
        ),
        ("SELMAR (Harbour Wire) - The city plans 300 buses by 2027.", {"300": ("target", dt.date(2027, 12, 31), None)}),
        (
            "The cabinet unveiled a 3 billion dollar plan on Tuesday and will plant 2,000 trees.",
            {"2,000": ("target", None, "The cabinet")},
        ),
        ("The minister said on Tuesday that 400 schools will be built.", {"400": ("target", None, None)}),
    ],
    ids=["dateline", "agency", "unveiled", "said"],
)
def test_datelines_and_days_of_saying_are_no_deadlines(text, wanted):
    article = Article.from_text(text, article_id="a", published=dt.date(2024, 6, 3))
    rows = {article.text[r.start : r.end]: r for r in find_targets(article, segment_sentences(article))}
    for words, (status, day, actor) in wanted.items():
        row = rows[words]
        assert (row.status, row.deadline) == (status, day)
        assert actor is None or article.text[slice(*row.actor)] == actor
