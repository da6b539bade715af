"""What is learnt from texts: labels, spread, proposals; on invented texts whose subjects are known."""

import numpy as np
import pandas as pd
import pytest
from theme_tables import make_tables

from communique.errors import CommuniqueError
from communique.tables import Tables
from communique.themes import Codebook, label_texts, propose_themes, spread_themes
from communique.themes.spread import free_words, is_clear
from communique.themes.words import stem

# Three subjects; each sentence takes a few words of its subject and some of none.
WORDS = {
    "ports": [
        "harbour",
        "crane",
        "quay",
        "vessel",
        "cargo",
        "berth",
        "pilotage",
        "dock",
        "container",
        "tonnage",
        "shipping",
        "anchor",
    ],
    "schools": [
        "teacher",
        "pupil",
        "classroom",
        "lesson",
        "exam",
        "curriculum",
        "textbook",
        "homework",
        "headmaster",
        "tuition",
        "kindergarten",
    ],
    "forests": [
        "timber",
        "sapling",
        "woodland",
        "logging",
        "canopy",
        "ranger",
        "felling",
        "pine",
        "seedling",
        "sawmill",
        "wildfire",
    ],
}
COMMON = [
    "plan",
    "region",
    "effort",
    "office",
    "progress",
    "review",
    "budget",
    "local",
    "staff",
    "project",
    "list",
    "stage",
]
BOOK = Codebook.from_terms(
    {"ports": ["harbour", "cargo"], "schools": ["teacher", "pupil"], "forests": ["timber", "pine"]}
)


def invented(n, seed=0, n_words=4):
    """Return sentences and the subject of each."""
    draw = np.random.default_rng(seed)
    texts, subjects = [], []
    for at in range(n):
        subject = list(WORDS)[at % 3]
        words = [*draw.choice(WORDS[subject], n_words, replace=False), *draw.choice(COMMON, 3, replace=False)]
        texts.append("The " + " ".join(draw.permutation(words)) + " was noted.")
        subjects.append(at % 3)
    return texts, np.array(subjects)


# -- labels by a codebook ---------------------------------------------------------------------------------------------


def test_scores_follow_the_codebook_and_are_zero_where_nothing_is_said():
    scores = label_texts(["Two harbours.", "No word.", "", "A pupil and a harbour"], codebook=BOOK)
    assert scores.shape == (4, 3)
    assert scores.dtype == float
    assert scores.tolist() == [[pytest.approx(0.6931, abs=1e-4), 0, 0], [0, 0, 0], [0, 0, 0],
                               [scores[0, 0], scores[0, 0], 0]]  # fmt: skip


def test_a_mapping_of_theme_to_terms_is_a_codebook_whatever_k_says():
    book = {"ports": ["harbour", "cargo ship*"], "schools": {"teacher": 2.0}}
    scores = label_texts(["Cargo shipping", "A teacher"], 7, book)
    assert scores.shape == (2, 2)
    assert scores[1, 1] == pytest.approx(2 * scores[0, 0])


def test_a_rare_term_weighs_more_from_200_texts_on():
    texts = ["harbour"] * 199 + ["cargo"]
    few, many = label_texts(texts[-100:], codebook=BOOK), label_texts(texts, codebook=BOOK)
    assert few[0, 0] == few[-1, 0]
    assert many[-1, 0] > many[0, 0]


def test_words_of_the_same_family_speak_softly():
    book = {"people": ["immigration"], "work": ["labour"]}
    kin, plain = (label_texts(["Immigrants came."], codebook=book, families=each)[0] for each in (True, False))
    assert 0 < kin[0] < label_texts(["Immigration rose."], codebook=book)[0, 0]
    assert plain.tolist() == [0, 0]
    assert stem("nation") == "nation"


@pytest.mark.parametrize(
    ("texts", "options", "message"),
    [
        pytest.param("one text", {"k": 2}, "a list of texts is expected", id="string"),
        pytest.param(["a", None], {"k": 2}, "text 2 of 2 is no string", id="missing"),
        pytest.param(["a"], {}, "give either a codebook or k", id="neither"),
        pytest.param(["a"], {"k": 0}, "k must be a whole number", id="k-0"),
        pytest.param(["a"], {"k": 2.5}, "k must be a whole number", id="k-fraction"),
        pytest.param(["a"], {"codebook": {}}, "it has no themes", id="no-themes"),
        pytest.param(["a"], {"codebook": {"a": []}}, "theme 'a' has no terms", id="no-terms"),
        pytest.param(["a"], {"codebook": {"a": "word"}}, "must be a list", id="terms-string"),
        pytest.param(["a"], {"codebook": {"a": [1]}}, "a term must be text", id="term-number"),
        pytest.param(["a"], {"codebook": {"a": {"x": -1}}}, "must be a number above 0", id="weight"),
        pytest.param(
            ["a"],
            {"codebook": {"a": ["x"]}, "spread": True},
            "at least 200 texts to learn from; there are 1",
            id="spread",
        ),
    ],
)
def test_bad_input_is_told_in_one_sentence(texts, options, message):
    with pytest.raises(CommuniqueError, match=message):
        label_texts(texts, **options)


def test_spread_answers_where_the_codebook_is_silent():
    texts, subjects = invented(300)
    plain, spread = (label_texts(texts, codebook=BOOK, spread=each) for each in (False, True))
    silent = plain.sum(axis=1) == 0
    assert 50 < silent.sum() < 200
    assert (spread[silent].argmax(axis=1) == subjects[silent]).mean() > 0.95
    assert spread.sum(axis=1) == pytest.approx(1)


def test_spread_leaves_a_text_without_words_empty():
    texts, _ = invented(200)
    assert label_texts([*texts, "", "…", "the of"], codebook=BOOK, spread=True)[-3:].sum() == 0


# -- labels without one -----------------------------------------------------------------------------------------------


def test_k_themes_find_the_subjects_and_the_same_ones_twice():
    from sklearn.metrics import adjusted_mutual_info_score

    texts, subjects = invented(240)
    first, second = (label_texts(texts, k=3, seed=1) for _ in range(2))
    assert (first == second).all()
    assert first.shape == (240, 3)
    assert first.sum(axis=1) == pytest.approx(1)
    assert adjusted_mutual_info_score(subjects, first.argmax(axis=1)) > 0.95


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param([], id="no-texts"),
        pytest.param([""], id="empty-text"),
        pytest.param(["One sentence about coal."], id="one"),
        pytest.param(["The same words again."] * 20, id="identical"),
        pytest.param(["the of and", "…", "1 2 3"], id="no-words"),
        pytest.param(["coal steel rail", "coal steel rail", "ports dock quay", "ports dock quay"], id="two-distinct"),
        pytest.param(["煤炭生产", "钢铁生产", "煤炭运输", "钢铁运输"], id="chinese"),
    ],
)
def test_little_text_gives_k_columns_and_no_crash(texts):
    shares = label_texts(texts, k=3)
    assert shares.shape == (len(texts), 3)
    assert np.isfinite(shares).all()
    assert all(row.sum() == pytest.approx(1) or not row.any() for row in shares)


# -- spread over tables -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def corpus():
    texts, subjects = invented(300)
    articles = {f"a{at}": texts[at * 30 : at * 30 + 30] for at in range(10)}
    return make_tables(articles, BOOK), dict(
        zip([f"a{i}:s{j}" for i in range(10) for j in range(1, 31)], subjects, strict=True)
    )


def test_spread_adds_inferred_rows_with_their_strongest_words(corpus):
    tables, subjects = corpus
    spread = spread_themes(tables, BOOK)
    assert spread.reason is None
    assert spread.notes == ()
    spread.tables.validate()
    inferred = spread.tables.themes[spread.tables.themes["method"] == "inferred"]
    assert len(inferred) == spread.n_filled > 50
    right = [BOOK.ids[subjects[row.sentence_id]] == row.theme for row in inferred.itertuples()]
    assert np.mean(right) > 0.95
    first = inferred.iloc[0]
    evidence = spread.tables.theme_evidence
    words = evidence[evidence["sentence_id"] == first["sentence_id"]]
    assert 1 <= len(words) <= 3
    assert set(words["term"]) == set(first["evidence"].split("; "))
    assert first["score"] == pytest.approx(words["weight"].sum())
    assert set(words["text"].str.lower()) & set(WORDS[first["theme"]])


def test_spread_leaves_the_codebook_s_rows_and_the_input_alone(corpus):
    tables, _ = corpus
    before = tables.themes.copy()
    spread = spread_themes(tables, BOOK).tables.themes
    assert tables.themes.equals(before)
    kept = spread[spread["method"] == "codebook"].reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, before)
    filled = set(spread[spread["method"] == "inferred"]["sentence_id"])
    assert not filled & set(before["sentence_id"])


def test_spread_is_the_same_twice(corpus):
    tables, _ = corpus
    first, second = (spread_themes(tables, BOOK).tables for _ in range(2))
    assert first.themes.equals(second.themes)
    assert first.theme_evidence.equals(second.theme_evidence)


@pytest.mark.parametrize(
    ("articles", "reason"),
    [
        pytest.param({}, "0 sentences; from 200 on", id="none"),
        pytest.param({"a": ["A harbour."]}, "1 sentences; from 200 on", id="one"),
        pytest.param({"a": ["A harbour."] * 250}, "1 of 3 themes have 10 clear sentences", id="one-theme"),
        pytest.param({"a": ["Nothing."] * 250}, "0 of 3 themes", id="no-theme"),
    ],
)
def test_spread_is_refused_with_its_reason(articles, reason):
    tables = make_tables(articles, BOOK) if articles else Tables.empty()
    spread = spread_themes(tables, BOOK)
    assert reason in spread.reason
    assert spread.tables is tables
    assert spread.n_filled == 0


def test_a_theme_with_few_clear_sentences_is_left_out_and_named():
    texts, _ = invented(300)
    book = Codebook.from_terms({"ports": ["harbour"], "schools": ["teacher"], "rare": ["zebra"]})
    spread = spread_themes(make_tables({"a": [*texts, "A zebra."]}, book), book)
    assert spread.notes == ("rare: not spread; 1 clear sentences, from 10 on it can be learnt.",)
    assert "rare" not in set(spread.tables.themes[spread.tables.themes["method"] == "inferred"]["theme"])


def test_free_words_are_broken_by_what_is_left_out():
    assert free_words("coal and steel", []) == [("coal", 0, 4), None, ("steel", 9, 14)]


@pytest.mark.parametrize(
    ("row", "clear"), [([0, 0], False), ([1, 0], True), ([1, 1], False), ([1.2, 1], True), ([1.1, 1], False)]
)
def test_clear_scores(row, clear):
    assert is_clear(np.array([row], dtype=float)).tolist() == [clear]


# -- proposals --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def many():
    draw = np.random.default_rng(3)
    articles = {}
    for at in range(60):
        subject = list(WORDS)[at % 3]
        articles[f"a{at}"] = [
            "The " + " and ".join([*draw.choice(WORDS[subject], 3, replace=False), *draw.choice(COMMON, 2)]) + f" {at}."
            for _ in range(18)
        ]
    return make_tables(articles, BOOK)


def test_proposals_find_the_subjects_say_which_are_known_and_give_a_snippet(many, tmp_path):
    from communique.themes import read_codebook

    known = Codebook.from_terms({"ports": WORDS["ports"][:4]})
    tables = make_tables(
        {
            name: list(many.sentences[many.sentences["article_id"] == name]["text"])
            for name in many.articles["article_id"]
        },
        known,
    )
    found = propose_themes(tables, known)
    assert found.reason is None
    assert found.k == 3
    assert found.stability[3] > max(found.shuffled)
    subjects = [next(s for s, words in WORDS.items() if p.terms[0][0] in words) for p in found.proposals]
    assert sorted(subjects) == sorted(WORDS)
    for subject, proposal in zip(subjects, found.proposals, strict=True):
        assert {term for term, _ in proposal.terms} <= set(WORDS[subject])
        assert all(share >= 0.6 for _, share in proposal.terms)
        assert len(proposal.sentences) == 5
        assert proposal.is_new == (subject != "ports")
        path = tmp_path / "book.yaml"
        path.write_text("themes:\n" + proposal.snippet, encoding="utf-8")
        assert len(read_codebook(path)) == 1
    assert len(found.table()) == 3


def test_proposals_are_the_same_twice(many):
    assert propose_themes(many, BOOK) == propose_themes(many, BOOK)


def test_shuffled_words_give_no_proposals(many):
    draw = np.random.default_rng(5)
    words = [word for text in many.sentences["text"] for word in text.rstrip(".").split() if word.isalpha()]
    dealt = np.array_split(draw.permutation(words), 60 * 18)
    articles = {f"a{at}": [" and ".join(part) + "." for part in dealt[at * 18 : at * 18 + 18]] for at in range(60)}
    found = propose_themes(make_tables(articles, BOOK), BOOK)
    assert found.proposals == () or found.stability[found.k] < 0.5


@pytest.mark.parametrize(
    ("articles", "reason"),
    [
        pytest.param({}, "0 articles with 0 sentences", id="none"),
        pytest.param({"a": ["A harbour."] * 1200}, "1 articles with 1,200 sentences", id="one-long-article"),
        pytest.param({f"a{at}": ["A harbour."] for at in range(60)}, "60 articles with 60 sentences", id="short"),
        pytest.param(
            {f"a{at}": ["A harbour."] * 20 for at in range(60)}, "fewer than 50 of the 60 articles differ", id="same"
        ),
    ],
)
def test_proposals_are_refused_with_the_reason(articles, reason):
    tables = make_tables(articles, BOOK) if articles else Tables.empty()
    found = propose_themes(tables, BOOK)
    assert reason in found.reason
    assert found.proposals == ()
    assert found.table().empty


# -- the benchmark ----------------------------------------------------------------------------------------------------


def test_the_benchmark_prints_a_table(tmp_path, capsys):
    import csv
    import runpy
    from pathlib import Path

    texts, subjects = invented(240)
    with (tmp_path / "labelled.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("text", "label"), *zip(texts, [list(WORDS)[at] for at in subjects], strict=True)])
    (tmp_path / "book.yaml").write_text("ports: [harbour]\nschools: [pupil]\nforests: [pine]\n", encoding="utf-8")
    path = Path(__file__).parents[1] / "benchmarks" / "themes.py"
    run = runpy.run_path(str(path))["main"]
    arguments = [str(tmp_path / "labelled.csv"), "--codebook", str(tmp_path / "book.yaml"), "--seeds", "1"]
    assert run(arguments) == 0
    printed = capsys.readouterr().out
    assert "| codebook, spread | " in printed
    assert "| LDA | " in printed
    (tmp_path / "labelled.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert run(arguments) == 2
    assert "the columns 'text' and 'label' are expected" in capsys.readouterr().err
