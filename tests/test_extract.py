"""From article to tables: the laws that hold for any text, and what must be right about the article of the research."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import communique as cq
from communique.errors import CommuniqueError
from communique.schema import TABLES

PIECES = [
    *(
        "The minister said",
        "“We will",
        "cut emissions by 40 percent",
        "by 2030",
        ".",
        "”",
        " she said",
        ", adding that",
        "\n\n",
    ),
    *(
        "Zhang Wei, head of the office,",
        "according to the plan",
        "“three concentrations”",
        "is necessary to",
        "promote reform",
        ",",
    ),
    *(
        "1e400",
        "31 February 2030",
        "from 62% to 75%",
        "year 99999",
        "：",
        "“",
        '"',
        "''",
        "会议强调，",
        "力争到2025年达到70%以上。",
        "İ",
    ),
    *(
        "ALL CAPS SAID",
        "- build 3 dams",
        "Q: Why?",
        "A: Because.",
        "| 2030 | 45% |",
        "👩🏽‍🚀",
        "\u200b",
        "(",
        ")",
        "?",
        "!",
        " ",
        "said",
        "told",
    ),
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_any_text_gives_valid_tables_and_the_same_twice(text):
    article = cq.Article.from_text(text, article_id="h")
    tables = cq.extract(article)  # validates types, vocabularies, keys and the law of offsets
    again = cq.extract(article)
    for name, frame in tables.frames().items():
        pd.testing.assert_frame_equal(frame, getattr(again, name))
        if name not in ("articles", "spans", "parts", "theme_evidence", "themes"):
            assert frame["start"].is_monotonic_increasing, name


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("\ufeff\u200b", id="invisible"),
        pytest.param("“" * 3000, id="marks"),
        pytest.param("1" * 20_000, id="digits"),
        pytest.param("from 1 to " * 2000, id="from-to"),
        pytest.param("a, " * 5000, id="commas"),
        pytest.param("THE MINISTER SAID THAT TAXES WILL FALL BY 3 PERCENT BY 2027. " * 20, id="capitals"),
        pytest.param("said " * 5000, id="cues"),
        pytest.param("(" * 5000 + ")" * 5000, id="brackets"),
        pytest.param("\n".join(f"{year}\t{year % 97}%" for year in range(2000, 2400)), id="table"),
        pytest.param("他说 the plan 将在2025年 reach 70% 以上。" * 50, id="mixed"),
    ],
)
def test_hostile_text(text):
    tables = cq.extract(cq.Article.from_text(text, article_id="h"))
    assert len(tables.articles) == 1
    assert set(tables.frames()) == set(TABLES)


def test_empty_article_gives_every_table_empty():
    tables = cq.extract(cq.Article.from_text("", article_id="e"))
    assert {name for name, frame in tables.frames().items() if len(frame)} == {"articles"}


def test_many_articles_are_the_articles_one_by_one():
    texts = {"a": "The minister said that taxes will fall by 3 percent by 2027.", "b": "“We must act,” said Ama Owusu."}
    articles = [cq.Article.from_text(text, article_id=name) for name, text in texts.items()]
    together = cq.extract(articles)
    for article in articles:
        alone = cq.extract(article)
        for name, frame in alone.frames().items():
            pd.testing.assert_frame_equal(frame, getattr(together.of(article.article_id), name))


def test_two_articles_of_one_name_are_refused():
    article = cq.Article.from_text("Plan agreed.", article_id="a")
    with pytest.raises(CommuniqueError, match="a: two articles have this identifier"):
        cq.extract([article, article])


# What must be right about the article of the research, none of it by special case.


def test_voices(tables):
    said = tables.statements[tables.statements["attribution"] == "explicit"].drop_duplicates("speaker")
    voices = said.set_index("speaker")
    assert voices.loc["Zhang Yuzhuo", "speaker_kind"] == "person"
    assert "Secretary and Director" in voices.loc["Zhang Yuzhuo", "role_title"]
    assert voices.loc["Mei Junqi", "role_title"] == "director and researcher"
    assert voices.loc["Mei Junqi", "organisation"].startswith("Innovation Development Research Division")
    assert "Sichuan Provincial State-owned Assets" in voices.loc["Feng Wensheng", "organisation"]
    insiders = voices[voices.index.str.contains("industry insiders")]
    assert (insiders["speaker_kind"].item(), insiders["mode"].item()) == ("group", "indirect")


def test_the_question_is_the_narrators_and_what_follows_mei_is_his(tables):
    sentences = tables.sentences
    question = sentences[sentences["text"].str.endswith("?")]
    assert question["speaker"].item() == "narrator"
    following = sentences[sentences["text"].str.startswith(("It is necessary", "2024 is a critical"))]
    assert following["speaker"].tolist() == ["Mei Junqi"] * 2
    continued = tables.statements[tables.statements["attribution"] == "continued"]
    assert set(continued["speaker"]) == {"Mei Junqi"}


def test_broken_sentences_are_mended(tables):
    repaired = tables.sentences[tables.sentences["repaired"]]["text"]
    for piece in (
        "spirit of nailing. tasks",
        "brand value. value in all",
        "supervision. Awareness, focusing",
        "capabilities.” “, efficient",
    ):
        assert repaired.str.contains(piece, regex=False).any(), piece


def test_the_one_target(tables):
    target = tables.targets[tables.targets["is_target"]]
    assert len(target) == 1
    row = target.iloc[0]
    assert (row["text"], row["comparator"], row["value"], row["unit"]) == ("more than 70%", "gt", 70, "percent")
    assert (row["subject"], str(row["deadline"].date()), row["deadline_text"]) == (
        "main tasks",
        "2024-12-31",
        "by the end of this year",
    )
    assert "2024" in row["deadline_basis"]
    assert (row["speaker"], row["strength"]) == ("Zhang Yuzhuo", "strive")


def test_the_unquantified_aim_is_a_commitment(tables):
    zhang = tables.commitments[tables.commitments["speaker"] == "Zhang Yuzhuo"]
    aim = zhang[zhang["object"].fillna("").str.contains("greater breakthroughs")]
    assert aim["strength"].tolist() == ["strive"]


def test_numbered_formulations_are_no_targets(tables):
    numbered = tables.formulations[tables.formulations["kind"] == "numbered"]
    assert numbered["number"].tolist() == [2, 3, 7, 3]
    spans = [(row.start, row.end) for row in tables.formulations.itertuples()]
    for row in tables.targets.itertuples():
        assert not any(a <= row.start < b for a, b in spans)
        assert row.text not in ("2023", "2024")


def test_set_phrases_are_formulations_and_no_direct_speech(tables):
    quoted = " | ".join(tables.formulations["text"])
    for phrase in ("big picture", "a game of chess", "decision-making, execution, and supervision"):
        assert phrase in quoted
    assert "direct" not in set(tables.statements["mode"])


def test_the_frame_of_the_page_is_told_apart(tables):
    roles = tables.sentences.set_index("text")["role"]
    assert roles["Blog"] == "boilerplate"
    assert roles.iloc[1] == "title"
    assert roles["Increase coordination efforts"] == "heading"
    assert (roles == "heading").sum() == 2
    assert roles.iloc[-1] == "boilerplate"
