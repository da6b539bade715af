"""Charts: what they say, what they carry, that no words overlap, and that they come out the same twice."""

from __future__ import annotations

import datetime as dt
import importlib
import io
import itertools

import matplotlib as mpl
import pandas as pd
import pytest
from invented_tables import invented

from communique import charts, themes
from communique.charts import aims as aims_module
from communique.charts import corpus as corpus_module
from communique.charts.aims import aim_words, amount_words, value_words
from communique.charts.style import SIZE, WIDTH, WordCounter, chinese_fonts, listed, short, text_width, wrap
from communique.charts.themes import coverage, uncovered
from communique.schema import typed_frame
from communique.tables import Tables

DRAWN = {
    "statement_strip": charts.plot_statement_strip,
    "words_by_speaker": lambda t, ax=None: charts.plot_words_by_speaker(t.statements, ax=ax),
    "cues": lambda t, ax=None: charts.plot_cues(t.statements, ax=ax),
    "functions": lambda t, ax=None: charts.plot_functions(t.statements, ax=ax),
    "targets": charts.plot_targets,
    "deadlines": charts.plot_deadlines,
    "commitments": charts.plot_commitments,
    "actions": lambda t, ax=None: charts.plot_actions(themes.action_objects(t), ax=ax),
    "formulations": charts.plot_formulations,
    "themes_by_speaker": charts.plot_themes_by_speaker,
    "theme_strip": charts.plot_theme_strip,
    "theme_matrix": lambda t, ax=None: charts.plot_cooccurrence_matrix(themes.theme_cooccurrence(t), ax=ax),
    "theme_network": lambda t, ax=None: charts.plot_cooccurrence_network(
        themes.theme_cooccurrence(t), min_together=1, ax=ax
    ),
    "term_matrix": lambda t, ax=None: charts.plot_cooccurrence_matrix(themes.term_cooccurrence(t), ax=ax),
    "term_network": lambda t, ax=None: charts.plot_cooccurrence_network(themes.term_cooccurrence(t), ax=ax),
    "keyness": lambda t, ax=None: charts.plot_keyness(themes.keyness(t), ax=ax),
}
CASES = {
    "few": {},
    "one-voice": {"n_speakers": 1, "n_sentences": 3, "n_targets": 1},
    "narrator-alone": {"n_speakers": 0, "n_sentences": 4, "n_targets": 0},
    "twelve-voices": {"n_speakers": 12, "n_sentences": 26, "n_targets": 12},
    "forty-targets": {"n_speakers": 13, "n_sentences": 45, "n_targets": 40},
    "long-names": {"n_speakers": 3, "n_sentences": 8, "n_targets": 4, "long_names": True},
}
_made: dict[str, Tables] = {}


def tables_of(case: str) -> Tables:
    if case not in _made:
        _made[case] = invented(**CASES[case])
    return _made[case]


def svg_bytes(ax) -> bytes:
    buffer = io.BytesIO()
    with mpl.rc_context(charts.style()):
        ax.figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue()


def texts_of(figure) -> list:
    with mpl.rc_context(charts.style()):
        figure.canvas.draw_idle()
        figure.draw_without_rendering()
    found = figure.findobj(mpl.text.Text)
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def renderer_of(figure):
    return figure._get_renderer() if hasattr(figure, "_get_renderer") else None


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("chart", DRAWN)
def test_no_words_overlap_or_leave_the_sheet(chart, case):
    figure = DRAWN[chart](tables_of(case)).figure
    texts = texts_of(figure)
    boxes = [text.get_window_extent(renderer_of(figure)) for text in texts]
    sheet = figure.bbox
    for text, box in zip(texts, boxes, strict=True):
        assert box.x0 >= sheet.x0 - 1, f"{text.get_text()!r} begins left of the sheet"
        assert box.x1 <= sheet.x1 + 1, f"{text.get_text()!r} ends right of the sheet"
        assert box.y0 >= sheet.y0 - 1, f"{text.get_text()!r} ends below the sheet"
        assert box.y1 <= sheet.y1 + 1, f"{text.get_text()!r} begins above the sheet"
    for (a, first), (b, second) in itertools.combinations(zip(texts, boxes, strict=True), 2):
        wide = min(first.x1, second.x1) - max(first.x0, second.x0)
        tall = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert wide <= 1.5 or tall <= 1.5, f"{a.get_text()!r} and {b.get_text()!r} overlap"


@pytest.mark.parametrize("case", ["few", "long-names"])
@pytest.mark.parametrize("chart", DRAWN)
def test_text_is_readable_at_the_width_of_a_page(chart, case):
    figure = DRAWN[chart](tables_of(case)).figure
    assert figure.get_size_inches()[0] == pytest.approx(WIDTH)
    assert min(text.get_fontsize() for text in texts_of(figure)) >= SIZE


@pytest.mark.parametrize("chart", DRAWN)
def test_a_chart_carries_a_finding_an_alternative_text_and_its_table(chart):
    ax = DRAWN[chart](tables_of("few"))
    assert ax.communique_title
    assert ax.communique_title in charts.alt_text(ax)
    assert charts.alt_text(ax) == charts.alt_text(ax.figure)
    assert len(charts.alt_text(ax).split()) >= 12
    assert len(charts.data_behind(ax)) > 0


@pytest.mark.parametrize("chart", DRAWN)
def test_an_empty_article_gives_a_sentence_and_no_axis(chart):
    ax = DRAWN[chart](Tables.empty())
    words = [text.get_text() for text in texts_of(ax.figure)]
    assert len(words) == 1
    assert words[0].endswith(".")
    assert charts.alt_text(ax).startswith("No chart: ")


@pytest.mark.parametrize("chart", DRAWN)
def test_the_same_tables_give_the_same_bytes(chart):
    first, second = (svg_bytes(DRAWN[chart](tables_of("few"))) for _ in range(2))
    assert first == second


def test_settings_outside_are_neither_used_nor_changed():
    before = dict(mpl.rcParams)
    with mpl.rc_context({"font.size": 30, "axes.titlesize": 40}):
        ax = charts.plot_targets(tables_of("few"))
        assert max(text.get_fontsize() for text in texts_of(ax.figure)) < 20
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("chart", DRAWN)
def test_a_chart_can_be_drawn_into_given_axes(chart):
    from matplotlib.figure import Figure

    ax = Figure(figsize=(8, 6)).add_subplot()
    assert DRAWN[chart](tables_of("few"), ax=ax) is ax
    assert svg_bytes(ax)
    assert charts.alt_text(ax)


def test_a_strip_of_two_articles_names_the_way_out():
    tables = tables_of("few")
    other = invented(n_sentences=2)
    articles = pd.concat([tables.articles, other.articles.assign(article_id="other")], ignore_index=True)
    both = Tables(**{**tables.frames(), "articles": articles})
    with pytest.raises(ValueError, match=r"tables\.of\('inv'\)"):
        charts.plot_statement_strip(both)


# --- findings --------------------------------------------------------------------------------------------------------


def with_targets(**columns) -> Tables:
    """Return tables with one target, changed as told."""
    tables = invented(n_speakers=1, n_sentences=1, n_targets=1)
    frame = typed_frame("targets", tables.targets.astype(object).assign(**columns))
    return Tables(**{**tables.frames(), "targets": frame})


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        pytest.param({"comparator": "gt", "value_from": None}, "more than 70%", id="gt"),
        pytest.param({"comparator": "ge", "value_from": None}, "at least 70%", id="ge"),
        pytest.param({"comparator": "eq", "value_from": None}, "70%", id="eq"),
        pytest.param({"comparator": "le", "value_from": 90.0}, "at most 70%, from 90%", id="from"),
        pytest.param({"comparator": "range", "value_high": 75.0, "value_from": None}, "70 to 75%", id="range"),
        pytest.param({"comparator": "eq", "value_from": None, "per": "year"}, "70% a year", id="per"),
        pytest.param(
            {"comparator": "ge", "value_from": None, "quantity_kind": "growth", "direction": "decrease"},
            "a decrease of at least 70%",
            id="decrease",
        ),
        pytest.param(
            {"comparator": "eq", "value": 0.5, "value_from": None, "quantity_kind": "ratio", "unit": "ratio"},
            "0.5 times as much",
            id="ratio",
        ),
    ],
)
def test_a_value_is_worded_with_its_comparator(columns, words):
    tables = with_targets(**columns)
    assert value_words(next(tables.targets.itertuples())) == words
    assert words in charts.alt_text(charts.plot_targets(tables))


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"subject": "main tasks"}, "more than 70% of main tasks"),
        ({"subject": "the share of wind"}, "the share of wind: more than 70%"),
        ({"subject": "wind", "unit": "GW", "quantity_kind": "level"}, "wind: more than 70 GW"),
        ({"subject": None}, "more than 70%"),
    ],
    ids=["share", "share-of-a-share", "level", "no-subject"],
)
def test_an_aim_is_worded_with_its_subject(columns, words):
    tables = with_targets(value_from=None, comparator="gt", **columns)
    assert aim_words(next(tables.targets.itertuples())) == words


def test_a_missing_value_is_worded_as_in_the_article():
    tables = with_targets(value=None, value_from=None, comparator="eq", quantity_kind="milestone")
    assert value_words(next(tables.targets.itertuples())) == "more than 70%"
    assert texts_of(charts.plot_targets(tables).figure)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (70, "percent", "70%"),
        (1250000, "count", "1.25 million"),
        (12.5, "GW", "12.5 GW"),
        (25, "basis_point", "25 basis points"),
        (2e13, "CNY", "CNY 20 trillion"),
        (0, "count", "0"),
        (-3, "percentage_point", "-3 percentage points"),
    ],
)
def test_amounts_are_worded_with_their_unit(value, unit, words):
    assert amount_words(value, unit) == words


@pytest.mark.parametrize(
    ("value", "unit"), [(0, "count"), (-5, "percent"), (1e15, "EUR"), (9999, "GW"), (1e-6, "t"), (250, "percent")]
)
@pytest.mark.parametrize("year", [1024, 2024, 9999])
def test_extreme_values_and_dates_can_be_drawn(value, unit, year):
    tables = with_targets(value=float(value), unit=unit, value_from=None, deadline=dt.datetime(year, 12, 31))
    for plot in (charts.plot_targets, charts.plot_deadlines):
        assert texts_of(plot(tables).figure)


def test_one_target_is_the_title():
    title = charts.plot_targets(with_targets(value_from=None)).communique_title
    assert title == "One measurable target: more than 70% of main tasks, by 31 Dec 2024"


def test_quantities_that_are_no_target_are_not_drawn():
    tables = with_targets(status="achieved", is_target=False)
    assert "achieved (1)" in charts.alt_text(charts.plot_targets(tables))


def test_the_title_does_not_name_a_leader_where_voices_tie():
    tables = tables_of("few")
    frame = tables.statements.assign(n_words=10, attribution="explicit").iloc[:3]
    frame = typed_frame("statements", frame.astype(object))
    assert charts.plot_words_by_speaker(frame).communique_title.startswith("No voice leads")


def test_every_voice_keeps_its_colour():
    colours = charts.voice_colours(tables_of("twelve-voices").statements)
    assert list(colours)[-1] == "narrator"
    assert len(set(colours.values())) == 10  # eight voices, the others, the narrator


def test_a_dozen_voices_and_the_rest_together():
    ax = charts.plot_words_by_speaker(tables_of("forty-targets").statements)
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert len(labels) == 13
    assert any("other voices" in label for label in labels)


def test_sentences_without_a_theme_are_counted_and_listed():
    tables = tables_of("few")
    covered, n = coverage(tables)
    assert n - covered == len(uncovered(tables)) == 1


def test_unknown_themes_keep_their_words():
    ax = charts.plot_themes_by_speaker(tables_of("few"))
    assert "innovation drive" in charts.alt_text(ax)


def test_money_signs_are_no_formula():
    tables = invented(n_speakers=1, n_sentences=2)
    frame = tables.commitments.assign(object="$1.2 bn to $3 bn_{x}")
    ax = charts.plot_commitments(Tables(**{**tables.frames(), "commitments": typed_frame("commitments", frame)}))
    assert b"$1.2 bn to $3 bn_{x}" in svg_bytes(ax)


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["a few plain words that go on", "x" * 300, "三个集中" * 40, "mixed 三个集中 words", ""]
)
@pytest.mark.parametrize("width", [0.6, 1.5])
def test_wrapped_lines_fit_and_lose_nothing(words, width):
    lines = wrap(words, width).split("\n")
    assert all(text_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())


def test_wrapping_to_some_lines_ends_in_an_ellipsis():
    assert wrap("one two three four five six seven", 0.6, max_lines=2).endswith("…")
    assert wrap("one", 2.0, max_lines=2) == "one"


def test_places_count_words_or_chinese_characters():
    assert WordCounter("one two  three").at(4) == 1
    counter = WordCounter("国有企业改革深化提升行动方案印发实施")
    assert counter.unit == "characters"
    assert counter.at(4) == 4


def test_lists_and_short_forms():
    assert listed([]) == ""
    assert listed(["a", "b"]) == "a and b"
    assert short("abc", 40) == "abc"
    assert len(short("word " * 30, 40)) <= 40


def test_chinese_comes_last_in_the_list_of_fonts():
    families = charts.style()["font.family"]
    assert families[0] == "DejaVu Sans"
    assert tuple(families[1:]) == chinese_fonts()


def test_without_a_chinese_font_one_warning_names_a_package(monkeypatch):
    style = importlib.import_module("communique.charts.style")
    monkeypatch.setattr(style, "chinese_fonts", tuple)
    monkeypatch.setattr(style, "_told", set())
    with pytest.warns(UserWarning, match="fonts-noto-cjk"):
        style.warn_without_chinese_font("三个集中")
    style.warn_without_chinese_font("三个集中")  # once is enough: a second warning would be an error here
    style.warn_without_chinese_font("plain words")


# --- titles say what is there, in good English -----------------------------------------------------------------------


def aims_due(*days: str | None) -> pd.DataFrame:
    return pd.DataFrame({"deadline": pd.to_datetime(list(days))})


@pytest.mark.parametrize(
    ("days", "title"),
    [
        (["2024-12-31", "2025-12-31", None], "2 of 3 targets have dates, each in a year of its own"),
        (["2024-12-31", None, None], "1 of 3 targets has a date, 31 Dec 2024"),
        (["2024-12-31", "2025-12-31"], "All 2 targets have dates, each in a year of its own"),
        (["2024-12-31", "2024-06-30"], "All 2 targets fall due in 2024"),
        (["2024-12-31", "2024-06-30", None], "2 of 3 targets fall due in 2024; 1 has no date"),
        ([None, None], "None of 2 targets has a date"),
    ],
)
def test_the_title_of_deadlines_counts_what_is_dated(days, title):
    assert aims_module._deadlines_title(aims_due(*days)) == title


@pytest.mark.parametrize(
    ("days", "title"),
    [
        (["2024-12-31", None, None], "3 measurable targets, one of them dated, by 31 Dec 2024"),
        (["2024-12-31", "2026-06-30", None], "3 measurable targets, 2 of them dated, the last by 30 Jun 2026"),
        (["2024-12-31", "2026-06-30"], "2 measurable targets, all dated, the last by 30 Jun 2026"),
        ([None, None], "2 measurable targets, none of them dated"),
    ],
)
def test_the_title_of_targets_counts_what_is_dated(days, title):
    assert aims_module._targets_title(aims_due(*days)) == title


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        ({"build": 2, "improve": 2, "cut": 1}, "“build” and “improve” are the verbs used most of 3, twice each"),
        ({"build": 1, "improve": 1}, "No verb leads: each of 2 stands once"),
        ({"a": 2, "b": 2, "c": 2, "d": 2, "e": 1}, "No verb leads: 4 of 5 verbs stand twice each"),
        ({"build": 3, "cut": 1}, "“build” is the verb used most, in 3 of 4 pairs of verb and object"),
    ],
)
def test_the_title_of_actions_names_the_verbs_that_lead(counts, title):
    frame = pd.DataFrame([(verb, "port", n) for verb, n in counts.items()], columns=["action", "object_head", "n"])
    assert charts.plot_actions(frame).communique_title == title


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([("jobs", "homes", 3), ("jobs", "roads", 3)], "Jobs with homes and jobs with roads stand together most often"),
        ([("jobs", "homes", 3), ("jobs", "roads", 2)], "Jobs and homes stand together most often, in 3 sentences"),
        ([("a", "b", 2), ("a", "c", 2), ("b", "c", 2)], "3 pairs of terms stand together most often, in 2 sentences"),
        ([("a", "b", 1), ("a", "c", 1)], "No two terms stand together more than once"),
    ],
)
def test_the_title_of_pairs_names_them(rows, title):
    pairs = pd.DataFrame(rows, columns=["term_a", "term_b", "n_together"]).assign(n_a=5, n_b=4)
    assert charts.plot_cooccurrence_matrix(pairs).communique_title.startswith(title)


def said_by(*rows: tuple[str | None, str, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["speaker", "mode", "n_words"])
    return frame.assign(outer_id=None, attribution="explicit")


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (
            [("Audit Office", "direct", 20), ("Ana", "direct", 6), ("Ana", "indirect", 10)],
            "Audit Office has most words, 20 of the 36 that 2 voices say; 26 of the 36 are quoted directly",
        ),
        (
            [("Ana", "indirect", 9), ("Bo", "indirect", 4)],
            "Ana has most words, 9 of the 13 that 2 voices say; all of it",
        ),
        ([("Ana", "indirect", 9), (None, "direct", 40)], "Ana has 9 words, all of it is paraphrased"),
        ([(None, "direct", 40)], "No voice has a name: what is quoted or paraphrased names no source"),
        ([("narrator", "narrated", 40)], "Nobody is quoted or paraphrased: all words are the narrator's"),
    ],
)
def test_the_title_of_words_says_of_what_the_quoted_words_are_a_part(rows, title):
    assert charts.plot_words_by_speaker(said_by(*rows)).communique_title.startswith(title)


def test_title_and_subtitle_count_the_same_voices():
    chart = charts.plot_statement_strip(invented(n_speakers=4))
    words = " ".join(" ".join(text.get_text().split()) for text in chart.figure.texts)
    assert "of 4 voices" in chart.communique_title
    assert "of 4 voices and the narrator" in words


def test_one_phrase_falls_silent():
    flags = {"n_articles": [2, 2], "has_spread": [False, True], "is_gone": [True, False], "is_new": [False, False]}
    title = corpus_module._phrases_title(pd.DataFrame(flags))
    assert title == "2 of 2 set phrases come back in later articles: 1 spreads to other voices and 1 falls silent"
