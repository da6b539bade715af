"""Sentences, roles of lines and the mending of broken sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.article import Article
from communique.segment import segment_sentences


def units(text, **metadata):
    article = Article.from_text(text, article_id="t", **metadata)
    return [(s.role, article.text[s.start : s.end], s.repaired) for s in segment_sentences(article)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One plan. Two plans.", ["One plan.", "Two plans."], id="plain"),
        pytest.param(
            "It cost $1.2 bn. less than planned.", ["It cost $1.2 bn. less than planned."], id="join-abbreviation"
        ),
        pytest.param("They met Ms. Gray in May.", ["They met Ms. Gray in May."], id="join-title"),
        pytest.param("They cost 5 ms. Gray is out.", ["They cost 5 ms.", "Gray is out."], id="join-title-not"),
        pytest.param(
            "See Art. 5 of the act. It holds.", ["See Art. 5 of the act.", "It holds."], id="join-abbreviation-figure"
        ),
        pytest.param(
            "It cost $1.2 bn. The plan held.", ["It cost $1.2 bn.", "The plan held."], id="join-abbreviation-not"
        ),
        pytest.param(
            "Seize the core. points of the plan.", ["Seize the core. points of the plan."], id="mend-small-letter"
        ),
        pytest.param(
            "They sell phones. iPhones sell well.",
            ["They sell phones.", "iPhones sell well."],
            id="mend-small-letter-not",
        ),
        pytest.param(
            "It showed “new skill.” “, steady work” and more.",
            ["It showed “new skill.” “, steady work” and more."],
            id="mend-punctuation",
        ),
        pytest.param(
            "They must keep a view for the sector. Awareness, focusing on the needs, promoting state-owned links.",
            ["They must keep a view for the sector. Awareness, focusing on the needs, promoting state-owned links."],
            id="mend-gerunds",
        ),
        pytest.param(
            "They keep watch. Inflation, hurting the poor, is rising, forcing a response.",
            ["They keep watch.", "Inflation, hurting the poor, is rising, forcing a response."],
            id="mend-gerunds-not",
        ),
        pytest.param("改革要落地。今年完成百分之七十。", ["改革要落地。", "今年完成百分之七十。"], id="chinese"),
    ],
)
def test_sentences(text, expected):
    assert [unit for _, unit, _ in units(text)] == expected


def test_mended_sentences_say_so():
    assert [mended for *_, mended in units("Seize the core. points of it. It holds.")] == [True, False]


ROLES = """Blog
By Anna Smith
12 March 2024

Ministry sets out plan for rural buses

The ministry set out a plan on Monday. It covers all districts.

More drivers

- hire 40 drivers
- build two depots

Ama Owusu: We will begin in May.

For more information, contact the press office.
All rights reserved"""


def test_roles_of_lines():
    assert [role for role, *_ in units(ROLES)] == (
        ["boilerplate"] * 3 + ["title", "body", "body", "heading", "body", "body", "body", "boilerplate", "boilerplate"]
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Q: Will it open?\nA: It will open.\nQ: When?\nA: In May.", id="transcript"),
        pytest.param("2030\t45%\n2035\t60%\nshare of power\t10", id="table"),
        pytest.param("we wait for word\nno word has come\nstill we wait", id="open-lines-only"),
    ],
)
def test_lines_that_are_no_headings(text):
    assert "heading" not in [role for role, *_ in units(text)]


def test_title_from_metadata_wins():
    text = "Daily brief\nPorts to reopen\nThe ports reopen in May."
    assert [role for role, *_ in units(text, title="Ports to reopen")][1] == "title"


def test_empty_article():
    assert units("") == []


@given(st.text(alphabet=st.sampled_from("aA .,!?“”\"'\n\t1%-:;中。（)Éß\u2028\x00İ"), max_size=300))
def test_every_letter_lies_in_one_unit(text):
    article = Article.from_text(text)
    sentences = segment_sentences(article)
    inside = set()
    for before, after in zip([None, *sentences], sentences, strict=False):
        assert after.start < after.end
        assert before is None or before.end <= after.start
        inside.update(range(after.start, after.end))
        piece = article.text[after.start : after.end]
        assert piece == piece.strip()
    assert all(i in inside for i, letter in enumerate(article.text) if not letter.isspace())
    assert sentences == segment_sentences(article)
