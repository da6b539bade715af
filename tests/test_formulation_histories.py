"""Set phrases through time: forms of one phrase, first use, who takes it up, and when it falls silent."""

import datetime as dt

import pytest

from communique.phrase_histories import COLUMNS, formulation_histories, formulation_uses, group_variants, phrase_key
from communique.schema import build_frame
from communique.tables import Tables


def tables_of(*articles):
    """Return Tables by hand: each article is (day, publisher, [(phrase, speaker), ...], duplicate_of)."""
    rows = {"articles": [], "formulations": []}
    for number, (day, publisher, uses, *copy) in enumerate(articles, start=1):
        name = f"a{number:02}"
        text = " ".join(phrase for phrase, _ in uses) or "nothing"
        said = None if day is None else dt.datetime.fromisoformat(day)
        rows["articles"].append(
            (
                *(name, 0, len(text), text, None, publisher, None, said, said, None, None, None, "en", 1, 1, 1),
                *(None, None, None, copy[0] if copy else None, None, None, None),
            )
        )
        at = 0
        for place, (phrase, speaker) in enumerate(uses, start=1):
            rows["formulations"].append(
                (
                    *(f"{name}:f{place}", name, None, at, at + len(phrase), phrase, speaker, phrase.lower(), "quoted"),
                    *(None, None, 0, None, None, None, None, "by-hand", None),
                )
            )
            at += len(phrase) + 1
    frames = {name: build_frame(name, given) for name, given in rows.items()}
    return Tables(**{**Tables.empty().frames(), **frames})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("three red lines", "3 red lines"),
        ("The Big Picture", "big picture"),
        ("whole-process oversight", "whole process oversight"),
        ("four guarantees", "four guarantee"),
    ],
    ids=["numeral", "article-and-case", "hyphen", "plural"],
)
def test_forms_of_one_phrase_have_one_key(one, other):
    assert phrase_key(one) == phrase_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("three red lines", "four red lines"), ("red lines", "bad lines"), ("big picture", "picture")],
    ids=["another-number", "another-word", "a-word-more"],
)
def test_other_phrases_have_other_keys(one, other):
    assert phrase_key(one) != phrase_key(other)


def test_a_slip_of_the_pen_is_a_variant_and_another_number_is_none():
    tables = tables_of(
        ("2020-01-01", "A", [("modernised villages plan", "x"), ("modernized villages plan", "x")]),
        ("2020-02-01", "A", [("13 shining harbours", "x"), ("14 shining harbours", "x")]),
    )
    group = group_variants(tables.formulations)
    assert group["modernized villages plan"] == "modernised villages plan"
    assert group["14 shining harbours"] == "14 shining harbours"


def silent(year, n):
    return [(f"{year}-{month:02}-01", "A", []) for month in range(1, n + 1)]


def row_of(phrase, *articles):
    frame = formulation_histories(tables_of(*articles))
    return frame.set_index("phrase").loc[phrase]


def test_first_use_and_frequency():
    row = row_of(
        "two engines",
        ("2020-01-01", "A", [("two engines", "Minister"), ("two engines", "Minister")]),
        ("2020-03-01", "B", [("Two engines", "Critic")]),
    )
    assert (row["n_mentions"], row["n_articles"], row["n_speakers"], row["n_publishers"]) == (3, 2, 2, 2)
    assert row["first_said"] == dt.datetime(2020, 1, 1)
    assert (row["first_article"], row["first_by"]) == ("a01", "Minister")
    assert row["speakers"] == "Minister; Critic"


def test_a_phrase_spreads_when_another_voice_takes_it_up_later():
    first = ("2020-01-01", "A", [("two engines", "Minister"), ("two engines", "Critic")])
    assert not row_of("two engines", first)["has_spread"], "two voices in one article are no spread"
    assert not row_of("two engines", first, ("2020-02-01", "A", [("two engines", "Minister")]))["has_spread"]
    assert row_of("two engines", first, ("2020-02-01", "A", [("two engines", "Critic")]))["has_spread"]


def test_a_phrase_is_gone_after_a_long_silence_only():
    uses = [("2019-01-01", "A", [("two engines", "x")])]
    assert row_of("two engines", *uses, *silent(2020, 5))["is_gone"]
    assert not row_of("two engines", *uses, *silent(2020, 4))["is_gone"]


def test_a_phrase_is_new_after_a_third_of_the_articles():
    uses = [("2021-01-01", "A", [("two engines", "x")])]
    assert row_of("two engines", *silent(2020, 3), *uses)["is_new"]
    assert not row_of("two engines", *uses, *silent(2022, 3))["is_new"]


def test_a_copy_of_an_article_says_nothing_twice():
    tables = tables_of(("2020-01-01", "A", [("two engines", "x")]), ("2020-01-02", "B", [("two engines", "x")], "a01"))
    assert len(formulation_uses(tables)) == 1


def test_undated_uses_are_counted_and_come_last():
    tables = tables_of((None, "A", [("two engines", "x")]), ("2020-01-02", "B", [("two engines", "y")]))
    assert formulation_uses(tables)["article_id"].tolist() == ["a02", "a01"]
    assert formulation_histories(tables)["n_mentions"].tolist() == [2]


def test_no_phrase_gives_an_empty_table_with_all_columns():
    frame = formulation_histories(Tables.empty())
    assert frame.empty
    assert tuple(frame.columns) == COLUMNS


def test_a_phrase_is_named_as_it_is_written_most_often():
    row = row_of(
        "new fields",
        ("2020-01-01", "A", [("New Fields", "x"), ("new fields", "x")]),
        ("2020-03-01", "B", [("new fields", "y"), ("new field", "y")]),
    )
    assert row["variants"] == "new fields; new field"


def test_twins_are_two():
    tables = tables_of(("2020-01-01", "A", [("two engines", "x"), ("two engines", "x"), ("twin engines", "y")]))
    assert formulation_histories(tables)["variants"].tolist() == ["two engines; twin engines"]


@pytest.mark.parametrize(
    ("phrase", "rule", "times", "is_kept"),
    [
        ("with a month to spare", "quoted-phrase", 1, False),
        ("grow with orders", "quoted-phrase", 1, False),
        ("with a month to spare", "quoted-phrase", 2, True),
        ("Clean Coast First", "quoted-phrase", 1, True),
        ("Many boxes and few keys", "quoted-phrase", 1, False),
        ("two engines", "numbered-quoted", 1, True),
        ("big picture", "glossary", 1, True),
    ],
)
def test_a_quotation_that_stands_once_is_no_set_phrase_of_the_corpus(phrase, rule, times, is_kept):
    tables = tables_of(*[(f"2020-0{n}-01", "A", [(phrase, "x")]) for n in range(1, times + 1)])
    frames = tables.frames()
    frames["formulations"] = frames["formulations"].assign(rule=rule)
    tables = Tables(**frames)
    assert (len(formulation_histories(tables)), len(formulation_uses(tables))) == ((1, times) if is_kept else (0, 0))
