"""What a notebook shows: nothing of an article gets lost or comes alive, and every row leads to its place and back."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_tables import invented

from communique import charts, display
from communique.display.article import Mark, _paragraphs
from communique.display.prose import office_of
from communique.display.tables import LONG, cell_words
from communique.schema import build_frame, empty_frame, typed_frame
from communique.tables import Tables

HOSTILE = '<script>alert(1)</script> & "quoted" <img src=x onerror=alert(2)> </mark></p>'
VOID = {"br", "img", "input", "meta", "link", "hr"}


class Reader(HTMLParser):
    """Reads HTML strictly: each end closes what was opened last; the words outside labels are kept."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        given_ = dict(attrs)
        self.tags.append(tag)
        if "id" in given_:
            self.ids.append(given_["id"])
        if given_.get("href", "").startswith("#"):
            self.targets.append(given_["href"][1:])
        if tag not in VOID:
            self.open.append((tag, given_.get("class") or ""))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1][0] == tag, f"</{tag}> closes <{self.open[-1][0]}>"
        self.open.pop()

    def handle_data(self, data):
        inside = {tag for tag, _ in self.open} & {"style", "script", "small"}
        if not inside and not any("cq-tag" in name for _, name in self.open):
            self.words.append(data)


def read(markup: str) -> Reader:
    reader = Reader()
    reader.feed(str(markup))
    reader.close()
    assert not reader.open, f"left open: {reader.open}"
    return reader


def article_words(markup: str) -> str:
    """Return the words of the article, one line a paragraph."""
    body = str(markup)[str(markup).index('<div class="cq-article"') :]
    return "\n".join("".join(read(p).words) for p in re.findall(r"<p[ >].*?</p>", body, re.S))


def with_text(text: str) -> Tables:
    row = (
        *("h", 0, len(text), text, HOSTILE, None, None, None, None, None, None, None, "en", 1, 1, len(text.split())),
        *(None, None, "0" * 64, None, None, None, None),
    )
    return Tables(**{**Tables.empty().frames(), "articles": build_frame("articles", [row])})


# --- the article -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kinds", [(), *((kind,) for kind in display.KINDS), display.KINDS], ids="+".join)
def test_the_marked_article_has_every_word_and_nothing_else(kinds):
    tables = invented(n_speakers=4, n_sentences=12, n_targets=5)
    text = tables.articles["text"].iloc[0]
    lines = "\n".join(line for line in text.split("\n") if line.strip())
    assert article_words(display.marked_article(tables, kinds=kinds)) == lines


@pytest.mark.parametrize("text", [HOSTILE, HOSTILE + "\n\n" + HOSTILE, "&amp; &lt;b&gt;", "a\n\n\nb", ""])
def test_markup_in_an_article_stays_text(text):
    shown = display.marked_article(with_text(text))
    assert "<script" not in shown
    assert "<img" not in shown
    assert article_words(shown) == "\n".join(line for line in text.split("\n") if line.strip())


MARKS = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.integers(0, 40),
        st.sampled_from(["content", "source", "commitment", "target", "formulation", "theme", "sentence", "narrated"]),
    ),
    max_size=12,
)


@given(st.text(alphabet="ab <&\n", max_size=40), MARKS)
def test_marks_that_cross_are_nested_and_lose_no_letter(text, places):
    marks = [Mark(min(a, b), max(a, b), kind, f"r{i}", "targets", tag=kind) for i, (a, b, kind) in enumerate(places)]
    shown = "\n".join(_paragraphs(text, empty_frame("sentences"), marks, {"targets": ""}))
    reader = read(shown)
    assert len(reader.ids) == len(set(reader.ids))
    lines = [line for line in text.split("\n") if line.strip()]
    assert ["".join(read(p).words) for p in re.findall(r"<p[ >].*?</p>", shown, re.S)] == lines


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("statements", "Ana Ruiz, direct"),
        ("commitments", "commitment, encourage"),
        ("targets", ">target<"),
        ("formulations", ">set phrase<"),
        ("themes", ">Reform<"),
    ],
)
def test_each_kind_is_named_in_words(kind, words):
    assert words in display.marked_article(invented(), kinds=[kind])


def test_a_quantity_that_is_no_target_says_why():
    tables = invented()
    frame = typed_frame("targets", tables.targets.astype(object).assign(status="achieved", is_target=False))
    shown = display.marked_article(Tables(**{**tables.frames(), "targets": frame}), kinds=["targets"])
    assert "quantity, achieved" in shown
    assert ">target<" not in shown


def test_an_unknown_kind_names_the_known_ones():
    with pytest.raises(ValueError, match="statements, commitments"):
        display.marked_article(invented(), kinds=["slogans"])


@pytest.mark.parametrize(
    ("kind", "table", "key"),
    [
        ("statements", display.statements_table, "statement_id"),
        ("commitments", display.commitments_table, "commitment_id"),
        ("targets", display.targets_table, "target_id"),
        ("formulations", display.mentions_table, "formulation_id"),
        ("themes", display.themes_table, "sentence_id"),
    ],
)
def test_rows_lead_to_their_place_and_marks_to_their_row(kind, table, key):
    tables = invented(n_speakers=3, n_sentences=10, n_targets=4)
    text, rows = read(display.marked_article(tables, kinds=[kind], links=[kind])), read(table(tables))
    names = set((tables.sentences if kind == "themes" else getattr(tables, kind))[key])
    assert {f"text-{name}" for name in names} <= set(text.ids)
    assert names <= set(rows.ids)
    assert {f"text-{name}" for name in names} <= set(rows.targets)
    assert set(text.targets) <= set(rows.ids)
    assert set(text.targets)


def test_marks_can_lead_to_another_page():
    shown = display.marked_article(invented(), kinds=["targets"], links={"targets": "02-aims.html"})
    assert 'href="02-aims.html#inv:t1"' in shown


# --- tables ----------------------------------------------------------------------------------------------------------


def frame_of(n: int) -> pd.DataFrame:
    frame = pd.DataFrame({"name": [f"n{i}" for i in range(n)], "value": range(n)})
    return frame.assign(confidence=0.5)


def test_a_table_has_a_caption_and_scopes_and_escapes_its_cells():
    shown = display.table(pd.DataFrame({"<b>": [HOSTILE, None]}), HOSTILE)
    assert "<script>alert" not in shown
    assert "<img" not in shown
    assert '<th scope="col">&lt;b&gt;</th>' in shown
    assert "<caption>" in shown
    assert html.escape(HOSTILE) in shown
    read(shown)


@pytest.mark.parametrize(
    ("n", "is_long"), [(LONG, False), (LONG + 1, True), (3000, True)], ids=["at-the-limit", "above", "thousands"]
)
def test_a_long_table_can_be_searched_and_keeps_every_row(n, is_long):
    shown = display.table(frame_of(n), "Rows", columns=["name", "value"])
    assert ('data-long="1"' in shown) is is_long
    assert ("<script>" in shown) is is_long
    assert shown.count("<tr>") == n + 1
    assert f"({n:,} rows)" in shown


def test_the_slider_is_there_where_confidence_is_shown():
    assert 'data-confidence="1"' in display.table(frame_of(2), "Rows")
    assert "<script>" not in display.table(frame_of(2), "Rows", columns=["name"])
    assert display.table(frame_of(2), "Rows").count('<tr data-confidence="0.5">') == 2


def test_a_table_without_rows_is_a_sentence():
    shown = display.table(empty_frame("targets"), "Targets", empty="the text sets none.")
    assert shown == "<p>Targets: the text sets none.</p>"


def test_an_unknown_column_names_the_known_ones():
    with pytest.raises(ValueError, match=r"no column 'nam'; the columns are name, value"):
        display.table(frame_of(1), "Rows", columns=["nam"])


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (pd.NA, ""),
        (pd.NaT, ""),
        (float("nan"), ""),
        (True, "yes"),
        (1234567, "1,234,567"),
        (70.0, "70"),
        (0.123, "0.12"),
        (0.0001, "0.0001"),
        (pd.Timestamp("2024-12-31"), "31 Dec 2024"),
        ("two\nlines", "two lines"),
    ],
)
def test_cells_are_worded_for_readers(value, words):
    assert cell_words(value) == words


def test_a_row_becomes_a_list_with_headings_on_a_small_screen():
    shown = display.table(frame_of(1), "Rows", columns={"name": "who", "value": "how many"})
    assert '<table class="cq-rows">' in shown
    assert '<td data-label="who">n0</td>' in shown
    assert '<td class="number" data-label="how many" data-sort="0">0</td>' in shown


def test_days_sort_by_day_and_read_as_everywhere():
    frame = pd.DataFrame({"due": pd.to_datetime(["2024-12-31", None])})
    shown = display.table(frame, "Rows")
    assert 'data-sort="739251">31 Dec 2024</td>' in shown
    assert "<td></td>" in shown


def test_a_heading_can_be_explained():
    shown = display.table(frame_of(2), "Rows", columns=["name"], legend={"name": "what it is called", "gone": "x"})
    assert '<th scope="col" title="what it is called">name</th>' in shown
    assert '<p class="cq-legend"><b>name</b>: what it is called.</p>' in shown


def test_words_of_a_theme_are_the_sentence_s_own_with_the_term_in_brackets():
    tables = invented()
    evidence = tables.theme_evidence.copy()
    evidence["term"] = "intensive growth"
    frames = tables.frames() | {"theme_evidence": typed_frame("theme_evidence", evidence)}
    shown = words_of(display.themes_table(Tables(**frames)))
    first = evidence.iloc[0]
    assert f"{first['text']} (intensive growth)" in shown
    assert first["text"] != "intensive growth"


@pytest.mark.parametrize(
    ("speaker", "role", "organisation", "office"),
    [
        ("Whitehall source", "Whitehall source", None, ""),
        ("the ministry", None, "Ministry", ""),
        ("Ana Ruiz", "Director", "Port Authority", "Director, Port Authority"),
        ("Ana Ruiz", "Director of the Port Authority", "Port Authority", "Director of the Port Authority"),
        ("Min Ister", "minister", None, "minister"),
        ("a senior official", "senior official", "Treasury", "Treasury"),
    ],
)
def test_a_voice_s_office_does_not_say_its_name_again(speaker, role, organisation, office):
    row = SimpleNamespace(speaker=speaker, role_title=role, organisation=organisation)
    assert office_of(row) == office


def test_unnamed_sources_are_no_voice():
    tables = invented(n_speakers=2)
    statements = tables.statements.copy()
    statements.loc[statements["speaker"] == statements["speaker"].iloc[0], "speaker"] = None
    frames = tables.frames() | {"statements": typed_frame("statements", statements)}
    said = words_of(display.say_voices(Tables(**frames)))
    assert "The one voice beside the narrator is" in said
    assert "no source named" not in said


def test_no_quantity_and_no_other_quantity_are_told_apart():
    tables = invented()
    assert words_of(display.quantities_table(Tables.empty())).endswith(": the text gives no quantity.")
    targets = tables.targets.assign(is_target=True)
    frames = tables.frames() | {"targets": typed_frame("targets", targets)}
    assert words_of(display.quantities_table(Tables(**frames))) == "Every quantity that was found is a target."


def test_another_language_is_said_where_the_text_is_counted():
    german = "Die Regierung will die Zahl der neuen Wohnungen bis 2030 auf 400.000 im Jahr erhöhen. " * 4
    assert "The text looks like German; the rules are written for English" in words_of(
        display.say_counts(with_text(german))
    )
    assert "looks like" not in words_of(display.say_counts(invented()))


# --- figures ---------------------------------------------------------------------------------------------------------


def test_a_figure_has_title_description_caption_and_its_table():
    shown = display.figure(charts.plot_targets(invented()), HOSTILE)
    assert 'role="img"' in shown
    title, description = re.search(r'aria-labelledby="(\S+) (\S+)"', shown).groups()
    assert f'<title id="{title}">2 measurable targets' in shown
    assert f'<desc id="{description}">Bullet bars' in shown
    assert f"<figcaption>{html.escape(HOSTILE)}</figcaption>" in shown
    assert "<details><summary>" in shown
    read(shown)


def test_figures_on_one_page_share_no_identifier():
    tables = invented()
    page = display.figure(charts.plot_targets(tables), "a") + display.figure(charts.plot_statement_strip(tables), "b")
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'(?:url\(#|href="#)([^")]+)', page)) <= set(ids)


def test_a_figure_without_alternative_text_is_refused():
    from matplotlib.figure import Figure

    figure = Figure()
    figure.add_subplot().plot([1, 2])
    with pytest.raises(ValueError, match="alt="):
        display.figure(figure, "a line")
    assert "a rising line" in display.figure(figure, "a line", alt="a rising line")


def test_text_stays_text_and_the_reader_s_fonts_draw_the_chinese():
    shown = display.figure(charts.plot_formulations(invented()), "phrases")
    assert ">三盏灯</text>" in shown
    assert "'Microsoft YaHei'" in shown
    assert shown.count("font-family") == 1


def everything(tables: Tables) -> str:
    parts = [
        display.figure(charts.plot_statement_strip(tables), "strip"),
        display.figure(charts.plot_words_by_speaker(tables.statements), "words"),
        display.marked_article(tables, kinds=display.KINDS),
        display.statements_table(tables),
        display.targets_table(tables),
        display.quantities_table(tables),
        display.commitments_table(tables),
        display.glossary_table(tables),
        display.mentions_table(tables),
        display.uncovered_table(tables),
        display.provenance(tables, {"article_path": HOSTILE}),
        display.say_voices(tables),
        display.say_aims(tables),
        display.say_phrases(tables),
        display.say_themes(tables),
        display.say_support(tables),
        display.say_counts(tables),
        display.repaired_sentences(tables),
    ]
    return "\n".join(parts)


def test_nothing_asks_another_place_for_anything():
    page = everything(invented(n_speakers=5, n_sentences=40, n_targets=30))
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    addresses = set(re.findall(r"https?://[^\s\"'<)]+", page))
    assert addresses <= {"http://www.w3.org/1999/xlink", "http://www.w3.org/2000/svg"}
    assert "url(http" not in page
    assert "fetch(" not in page
    assert "import(" not in page
    read(page)


def test_the_same_tables_give_the_same_page():
    assert everything(invented()) == everything(invented())


def test_an_empty_article_is_shown_without_an_exception():
    read(everything(Tables.empty()))
    read(everything(with_text("")))


def test_hostile_names_and_words_stay_text():
    tables = invented()
    frames = tables.frames()
    columns = {"speaker": HOSTILE, "role_title": HOSTILE, "note": HOSTILE, "cue_lemma": HOSTILE}
    frames["statements"] = typed_frame("statements", frames["statements"].assign(**columns))
    frames["formulations"] = typed_frame(
        "formulations", frames["formulations"].assign(formulation=HOSTILE, gloss=HOSTILE)
    )
    frames["commitments"] = typed_frame("commitments", frames["commitments"].assign(object=HOSTILE, action=HOSTILE))
    page = everything(Tables(**frames)) + display.figure(charts.plot_commitments(Tables(**frames)), "ladder")
    assert "<script>alert" not in page
    assert "<img" not in page


# --- prose -----------------------------------------------------------------------------------------------------------


def words_of(markup: str) -> str:
    return " ".join("".join(read(markup).words).split())


def test_the_voices_are_counted():
    tables = invented()
    said = words_of(display.say_voices(tables))
    total = int(tables.statements["n_words"].sum())
    assert said.startswith("3 voices are heard: Ana Ruiz (Director, Harbour Office), Bo Lindqvist")
    assert f"of {total:,} words" in said


def test_the_aims_are_counted_with_their_dates():
    said = words_of(display.say_aims(invented()))
    assert said.startswith(
        "2 measurable targets are set, all dated: main tasks: more than 70%, from 42%, by 31 Dec 2024"
    )
    assert "9 commitments are made in all: 7 carry no measurable target" in said


def test_the_glossary_says_how_sure_it_is():
    said = words_of(display.say_phrases(invented()))
    assert "“three lights” (9 times)" in said
    assert "explains 1 of 1 (how sure: 1 high)" in said


def test_one_article_supports_no_test():
    assert "can be counted, not tested" in display.say_support(invented())


def test_numbers_agree_with_their_nouns():
    said = words_of(display.say_aims(invented(n_speakers=1, n_sentences=1, n_targets=1)))
    assert "1 measurable target is set" in said
    assert "1 commitment is made" in said


def test_provenance_names_inputs_versions_parameters_and_rows():
    shown = display.provenance(invented(), {"article_path": "a.txt", "codebook": None})
    for words in ("0" * 64, "invented.txt", "pandas", "article_path", "a.txt", "not given", "theme_evidence"):
        assert words in shown


def test_html_shows_itself_and_keeps_its_representation_short():
    piece = display.Html("<b>x</b>")
    assert piece._repr_html_() == piece.__html__() == "<b>x</b>"
    assert len(repr(display.marked_article(invented()))) < 60


def test_a_chart_with_nothing_to_show_is_a_sentence_on_the_page():
    shown = display.figure(charts.plot_targets(Tables.empty()), "targets and their dates")
    assert shown.startswith('<p class="cq-nothing">No measurable target was found.')
    assert "<svg" not in shown
