"""Scores with evidence, and the ways into the text."""

import subprocess
import sys
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from theme_tables import article_of, make_tables, statement_of

from communique.article import Article
from communique.errors import CommuniqueError
from communique.records import Sentence
from communique.schema import build_frame
from communique.tables import Tables
from communique.themes import (
    Codebook,
    Term,
    action_objects,
    concordance,
    keyness,
    phrases,
    read_codebook,
    score_themes,
    term_cooccurrence,
    theme_cooccurrence,
)
from communique.themes.explore import object_head
from communique.themes.terms import compound_words, content_words

BOOK = Codebook.from_terms(
    {
        "tax": {"tax*": 3, "tax reform": 2, "levy": 1},
        "trade": {"export": 2, "tariff": 1, "levy": 1},
        "risk": {"risk": 2, "debt risk": 3},
    }
)


def scored(lines, statements=(), book=BOOK):
    article, sentences = article_of(lines)
    return article, score_themes(article, sentences, list(statements), book)


def by_theme(rows):
    return {(row.sentence, row.theme): row for row in rows}


# -- scores -----------------------------------------------------------------------------------------------------------


def test_score_is_weight_times_log_of_one_plus_count_summed_over_terms():
    _, rows = scored(["Exports rise and exports fall while a tariff stays."])
    (row,) = rows
    assert row.score == pytest.approx(2 * log(3) + 1 * log(2))
    assert (row.theme, row.share, row.is_primary, row.method) == ("trade", 1.0, True, "codebook")


def test_a_longer_term_takes_the_words_it_covers():
    _, rows = scored(["A debt risk looms, another risk too.", "A debt and a risk."])
    found = by_theme(rows)
    assert [(term, weight) for _, term, weight in found[0, "risk"].evidence] == [("debt risk", 3), ("risk", 2)]
    assert [term for _, term, _ in found[1, "risk"].evidence] == ["risk"]


def test_a_term_of_two_themes_counts_once_for_each():
    _, rows = scored(["A levy."])
    assert [(row.theme, row.share) for row in rows] == [("tax", 0.5), ("trade", 0.5)]


def test_a_span_counts_once_a_theme():
    _, (row,) = scored(["Reforms."], book=Codebook.from_terms({"a": ["reform*", "reform"]}))
    assert len(row.evidence) == 1
    assert row.score == pytest.approx(log(2))


@pytest.mark.parametrize(
    ("line", "primary"),
    [
        pytest.param("A debt risk.", "risk", id="one-strong-term"),
        pytest.param("A risk.", None, id="too-little"),
        pytest.param("A debt risk and a tax.", None, id="mixed"),
        pytest.param("A debt risk, a risk and a tax.", "risk", id="leads"),
    ],
)
def test_primary_theme(line, primary):
    _, rows = scored([line])
    assert [row.theme for row in rows if row.is_primary] == ([primary] if primary else [])


def test_boilerplate_is_not_scored_and_sentences_keep_their_place():
    _, rows = scored(["# Tax portal", "No word.", "A tax."])
    assert [row.sentence for row in rows] == [2]


def test_words_in_a_source_are_no_evidence():
    line = "Ann, head of the tax office, spoke of a tax."
    source = statement_of(0, len(line), source=[(0, 27)], content=[(28, len(line))])
    _, (row,) = scored([line], [source])
    assert [span for span, _, _ in row.evidence] == [(line.rindex("tax"), line.rindex("tax") + 3)]


def test_the_regulator_s_name_is_no_supervision():
    book = read_codebook()
    name = "The State-owned Assets Supervision and Administration Commission met."
    _, rows = scored([name, "The supervision of state-owned assets improved."], book=book)
    assert [(row.sentence, row.theme) for row in rows] == [(1, "supervision")]


@pytest.mark.parametrize(
    ("line", "theme"),
    [
        pytest.param("深化国有企业改革，推进三年行动。", "reform_implementation", id="reform"),
        pytest.param("发展战略性新兴产业和未来产业。", "industrial_upgrading", id="industry"),
        pytest.param("坚持党的领导。", "party_leadership", id="party"),
    ],
)
def test_chinese(line, theme):
    article, rows = scored([line], book=read_codebook())
    assert theme in {row.theme for row in rows}
    assert all(article.text[span.start : span.end] in line for row in rows for span, _, _ in row.evidence)


def test_nothing_said_gives_no_rows():
    assert scored(["Nothing here."])[1] == []
    assert score_themes(Article(article_id="a", text=""), [], [], BOOK) == []


@given(
    st.lists(st.sampled_from(["tax", "levy", "risk", "debt", "exports", "a", "税", ",", "."]), min_size=1, max_size=30)
)
def test_evidence_holds_its_offsets_and_shares_sum_to_one(words):
    text = " ".join(words)
    article = Article(article_id="a", text=text)
    rows = score_themes(article, [Sentence(0, len(text), 0, "body")], [], BOOK)
    for row in rows:
        spans = [span for span, _, _ in row.evidence]
        assert spans == sorted(set(spans))
        assert all(any(letter.isalnum() for letter in text[span.start : span.end]) for span in spans)
    assert not rows or sum(row.share for row in rows) == pytest.approx(1)


def test_scoring_loads_no_heavy_library():
    code = (
        "import sys, communique\nfrom communique.themes import read_codebook, score_themes\n"
        "from communique.article import Article\nfrom communique.records import Sentence\n"
        "score_themes(Article('a', 'A reform.'), [Sentence(0, 9, 0, 'body')], [], read_codebook())\n"
        "print([name for name in ('sklearn', 'numpy', 'pandas', 'scipy', 'jsonschema') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


# -- concordance ------------------------------------------------------------------------------------------------------

TABLES = make_tables(
    {
        "a": [("Ann", "The tax reform cuts the tax risk."), ("Bo", "Exports carry risk."), "A levy and a debt risk."],
        "b": [("Ann", "Tax reform again, and a tariff."), "# Tax portal"],
    },
    BOOK,
)


def test_concordance_shows_every_place_with_its_context():
    table = concordance(TABLES, "tax", width=14)
    assert table[["sentence_id", "left", "text", "right"]].values.tolist() == [
        ["a:s1", "The", "tax", "reform cuts"],
        ["a:s1", "cuts the", "tax", "risk. Exports"],
        ["b:s1", "", "Tax", "reform again,"],
        ["b:s2", "a tariff. #", "Tax", "portal"],
    ]
    texts = dict(zip(TABLES.articles["article_id"], TABLES.articles["text"], strict=True))
    assert all(texts[row.article_id][row.start : row.end] == row.text for row in table.itertuples())


def test_concordance_takes_phrases_wildcards_and_several_words():
    assert concordance(TABLES, "tax ref*")["text"].tolist() == ["tax reform", "Tax reform"]
    assert concordance(TABLES, ["levy", "tariff"])["text"].tolist() == ["levy", "tariff"]
    assert concordance(TABLES, "export")["text"].tolist() == ["Exports"]
    assert concordance(TABLES, "export", inflections=False).empty


@pytest.mark.parametrize("word", ["", "  ", [], ["x", "*"]])
def test_concordance_of_nothing_is_refused(word):
    with pytest.raises(CommuniqueError, match="is empty"):
        concordance(TABLES, word)


# -- co-occurrence ----------------------------------------------------------------------------------------------------


def test_theme_cooccurrence_counts_sentences_and_gives_them():
    table = theme_cooccurrence(TABLES)
    # tax: a1, a3 (levy), b1; trade: a2, a3 (levy), b1; risk: a1, a2, a3
    rows = {frozenset((row.theme_a, row.theme_b)): row for row in table.itertuples()}
    pair = rows[frozenset(("tax", "trade"))]
    assert (pair.n_together, pair.n_a, pair.n_b, pair.coefficient) == (2, 3, 3, 0.5)
    assert pair.sentence_ids == "a:s3; b:s1"
    assert rows[frozenset(("tax", "risk"))].sentence_ids == "a:s1; a:s3"
    assert len(theme_cooccurrence(TABLES, min_together=3)) == 0


def test_term_cooccurrence_needs_two_sentences_in_one_article_and_three_in_more():
    one = make_tables({"a": ["Coal meets steel.", "Steel and coals.", "Only coal."]}, BOOK)
    (row,) = term_cooccurrence(one).itertuples()
    assert {row.term_a, row.term_b} == {"coal", "steel"}
    assert (row.n_together, row.n_a, row.n_b) == (2, 3, 2)
    assert row.npmi == pytest.approx(log((2 / 3) / (1 * 2 / 3)) / -log(2 / 3), abs=1e-12)
    assert term_cooccurrence(make_tables({"a": ["Coal meets steel."], "b": ["Steel and coal."]}, BOOK)).empty


def test_term_cooccurrence_in_a_window():
    far = "Coal " + "and so on " * 8 + "steel."
    tables = make_tables({"a": [far, far]}, BOOK)
    assert len(term_cooccurrence(tables)) == 1
    assert term_cooccurrence(tables, window=12).empty


# -- keyness ----------------------------------------------------------------------------------------------------------


def test_keyness_in_one_article_counts_and_claims_nothing():
    tables = make_tables({"a": [("Ann", "Coal coal coal steel."), ("Bo", "Steel steel ports coal.")]}, BOOK)
    table = keyness(tables)
    first = table.iloc[0]
    assert (first["group"], first["word"], first["n_group"], first["n_rest"]) == ("Ann", "coal", 3, 1)
    assert (first["words_group"], first["words_rest"]) == (4, 4)
    assert first["log_ratio"] == pytest.approx(log(3, 2))
    # by hand: expected 2 and 2, G2 = 2 (3 ln 1.5 + 1 ln 0.5)
    assert first["g2"] == pytest.approx(2 * (3 * log(1.5) + log(0.5)))
    assert table["z"].isna().all()
    assert table["p_adjusted"].isna().all()
    assert table["note"].str.startswith("Counts only").all()


def test_keyness_between_ten_articles_gives_z_and_no_p():
    lines = {f"a{at}": ["Coal coal trains." if at % 2 else "Ports ports trains."] for at in range(10)}
    table = keyness(make_tables(lines, BOOK), by="article")
    assert table["z"].notna().any()
    assert table["p_adjusted"].isna().all()
    assert set(table[table["group"] == "a1"]["word"]) == {"coal"}


def test_keyness_between_a_hundred_articles_gives_a_corrected_p():
    lines = {
        f"a{at}": [("Ann" if at % 2 else "Bo", "Coal coal trains." if at % 2 else "Ports trains.")] for at in range(100)
    }
    table = keyness(make_tables(lines, BOOK))
    coal = table[(table["group"] == "Ann") & (table["word"] == "coal")].iloc[0]
    assert coal["p_adjusted"] < 0.001
    assert coal["n_articles"] == 50
    assert table["p_adjusted"].between(0, 1).all()


def test_keyness_of_one_voice_is_empty_and_an_unknown_grouping_refused():
    assert keyness(make_tables({"a": [("Ann", "Coal.")]}, BOOK)).empty
    with pytest.raises(CommuniqueError, match="give 'speaker' or 'article'"):
        keyness(TABLES, by="theme")


# -- phrases ----------------------------------------------------------------------------------------------------------


def test_a_phrase_is_one_term_and_its_parts_are_not():
    verbs = ["grow", "lead", "wait"]
    texts = [f"The strategic emerging industries {verb}." for verb in verbs]
    texts += ["A strategic emerging industry wins.", "Old industries wane.", "Emerging from a crisis, they grow."]
    table = phrases(texts)
    first = table.iloc[0]
    assert (first["phrase"], first["n"], first["n_texts"]) == ("strategic emerging industries", 4, 4)
    assert "emerging industries" not in set(table["phrase"])
    assert "strategic emerging" not in set(table["phrase"])


def test_words_that_only_happen_to_meet_are_no_phrase():
    texts = [f"{a} {b}." for a in ("coal", "steel", "rail") for b in ("rises", "falls", "waits")] * 3
    assert phrases(texts).empty


def test_phrases_stop_at_function_words_and_punctuation():
    assert phrases(["Coal, steel. Coal of steel."] * 3).empty


def test_c_value_of_a_phrase_that_stands_alone_too():
    # "core function" 3 times, of which once in "core function reform" (itself too rare)
    table = phrases(["core function", "core function", "core function reform"])
    assert table[["phrase", "n", "c_value"]].values.tolist() == [["core function", 3, 3.0]]


def test_content_words_leave_out_function_words_numbers_and_letters():
    assert content_words("In 2030 the GDP of X rose by 5%: 增长") == ["gdp", "rose", "增", "长"]


# -- actions by object ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("the reform of state-owned enterprises", "reform"),
        ("core functions", "functions"),
        ("more jobs, and homes", "jobs"),
        ("for the poor", "poor"),
        ("it", None),
        ("", None),
    ],
)
def test_object_head(words, head):
    assert object_head(words) == head


def test_action_objects_counts_commitments():
    text = "Build homes. Build new homes. Build a port. Build."
    places = [(0, 11, "homes"), (13, 28, "new homes"), (30, 42, "a port"), (44, 49, None)]
    commitments = [
        {"commitment_id": f"a:c{at}", "article_id": "a", "start": start, "end": end, "text": text[start:end]}
        | {"action": "build", "object": words, "n_items": 0, "strength": strength, "polarity": "positive"}
        | {"status": "to do", "rule": "test"}
        for at, ((start, end, words), strength) in enumerate(
            zip(places, ["plan", "must", "will", "will"], strict=True), 1
        )
    ]
    table = action_objects(make_tables({"a": [text]}, BOOK, commitments))
    assert table[["action", "object_head", "n", "strength", "objects"]].values.tolist() == [
        ["build", "homes", 2, "must", "homes; new homes"],
        ["build", "port", 1, "will", "a port"],
    ]


# -- nothing to look at -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "look",
    [
        lambda tables: concordance(tables, "tax"),
        theme_cooccurrence,
        term_cooccurrence,
        keyness,
        lambda tables: keyness(tables, by="article"),
        lambda tables: phrases(tables.sentences["text"]),
        action_objects,
    ],
)
@pytest.mark.parametrize("which", ["empty", "one sentence", "identical articles"])
def test_little_text_gives_honest_tables(look, which):
    tables = {
        "empty": Tables.empty(),
        "one sentence": make_tables({"a": ["A tax."]}, BOOK),
        "identical articles": make_tables({f"a{at}": ["A tax reform."] for at in range(3)}, BOOK),
    }[which]
    table = look(tables)
    assert list(table.columns)
    if which == "empty":
        assert table.empty
    assert table.equals(look(tables))


def test_tables_are_left_as_they_were():
    before = {name: frame.copy() for name, frame in TABLES.frames().items()}
    for look in (theme_cooccurrence, term_cooccurrence, keyness, action_objects):
        look(TABLES)
    assert all(getattr(TABLES, name).equals(frame) for name, frame in before.items())
    assert build_frame("themes", []).empty


def test_names_and_sources_are_no_terms():
    tables = make_tables({"a": [("Ann", "The Reform Office met Coal."), ("Bo", "The Reform Office left Coal.")]}, BOOK)
    book = Codebook.from_terms({"x": ["y"]})
    masking = Codebook(themes=book.themes, never_inside=(Term("Reform Office"),))
    plain, without = (term_cooccurrence(tables, codebook=each) for each in (book, masking))
    assert "reform office" in set(plain["term_a"]) | set(plain["term_b"])
    assert without.empty
    words = [set(keyness(tables, min_count=1, codebook=each)["word"]) for each in (book, masking)]
    assert words[0] == words[1] == {"met", "left"}


def test_a_word_with_a_hyphen_is_one_word_and_a_dash_parts():
    assert compound_words("State-owned – and low -carbon") == ["state-owned", "–", "and", "low", "–", "carbon"]
