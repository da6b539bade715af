"""Reading and checking codebooks: what is refused, in which words, and what is only noted."""

import pickle
import time
from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from communique.article import Article, fold
from communique.errors import LexiconError
from communique.lexicon import SHIPPED
from communique.themes import Codebook, check_codebook, read_codebook
from communique.themes.codebook import PALETTE, _check_schema
from communique.themes.match import Mask, Matcher
from communique.themes.words import base_forms

SMALL = {"themes": [{"id": "tax", "name": "Taxes", "terms": [{"term": "tax*"}, "levy"]}]}


@pytest.fixture
def write(tmp_path):
    def write(content):
        path = tmp_path / "book.yaml"
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else yaml.safe_dump(content), encoding="utf-8")
        return path

    return write


def found(terms, text, **options):
    """Return the words found, each with its entry."""
    matcher = Matcher([(term, at) for at, term in enumerate(terms)], **options)
    return [text[hit.start : hit.end] for hit in matcher.find(fold(text))[0]]


# -- the shipped codebook ---------------------------------------------------------------------------------------------


def test_shipped_codebook_fits_its_schema_and_draws_no_notes():
    _check_schema(yaml.safe_load((SHIPPED / "codebook.yaml").read_text(encoding="utf-8")), "codebook.yaml")
    assert check_codebook() == []


def test_shipped_codebook_has_ten_themes_each_with_its_own_colour_and_definition():
    book = read_codebook()
    assert len(book) == 10
    assert sorted(book.colours.values()) == sorted(PALETTE)
    for theme in book.themes:
        assert theme.name_zh
        assert theme.description
        assert len(theme.terms) >= 10
        assert all(term.zh for term in theme.terms)


def test_palette_is_the_one_measured():
    import matplotlib
    from matplotlib.colors import to_hex

    assert tuple(map(to_hex, matplotlib.color_sequences["petroff10"])) == PALETTE


# -- reading ----------------------------------------------------------------------------------------------------------


def test_a_term_can_be_plain_text_and_colours_are_given_out(write):
    content = SMALL | {"themes": [*SMALL["themes"], {"id": "law", "colour": PALETTE[0], "terms": ["act"]}]}
    book = read_codebook(write(content))
    assert [term.term for term in book["tax"].terms] == ["tax*", "levy"]
    assert book.colours == {"tax": PALETTE[1], "law": PALETTE[0]}
    assert book.names == {"tax": "Taxes", "law": "law"}


def test_a_folder_stands_for_its_codebook_and_a_codebook_for_itself(write):
    path = write(SMALL)
    path.rename(path.with_name("codebook.yaml"))
    book = read_codebook(path.parent)
    assert book.ids == ("tax",)
    assert read_codebook(book) is book


def test_a_codebook_travels_to_another_process_without_its_compiled_terms():
    book = read_codebook()
    assert book.matcher
    copy = pickle.loads(pickle.dumps(book))
    assert copy == book
    assert "matcher" not in copy.__dict__


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param({"themes": SMALL["themes"] * 2}, "theme 'tax' is there twice", id="duplicate-theme"),
        pytest.param(SMALL | {"teems": 1}, "unknown key 'teems'; did you mean 'themes'?", id="unknown-key-top"),
        pytest.param(
            {"themes": [{"id": "a", "terms": [{"term": "x", "wieght": 2}]}]},
            "theme 1 ('a'), term 1 ('x'): unknown key 'wieght'; did you mean 'weight'?",
            id="unknown-key-term",
        ),
        pytest.param({"themes": [{"id": "a", "terms": [""]}]}, "term 1: it is empty", id="empty-term"),
        pytest.param({"themes": [{"id": "a", "terms": [{"term": "  "}]}]}, "text is empty", id="blank-term"),
        pytest.param({"themes": [{"id": "a", "terms": ["*"]}]}, "no letter or digit", id="star-alone"),
        pytest.param({"themes": [{"id": "a", "terms": ["re*form"]}]}, "does not end a word", id="star-inside"),
        pytest.param({"themes": [{"id": "a", "terms": ["re form **"]}]}, "does not end a word", id="stars"),
        pytest.param({"themes": [{"id": "a", "terms": []}]}, "terms: it is empty", id="no-terms"),
        pytest.param({"themes": []}, "themes: it is empty", id="no-themes"),
        pytest.param({"theme": []}, "the key 'themes' is missing; is 'theme' meant to be it?", id="missing-themes"),
        pytest.param({"themes": [{"id": "a"}]}, "the key 'terms' is missing", id="missing-terms"),
        pytest.param({"themes": [{"id": "a", "terms": "x"}]}, "a list is expected; found 'x'", id="terms-text"),
        pytest.param({"themes": [{"id": "a b", "terms": ["x"]}]}, "an id has letters", id="id-with-space"),
        pytest.param({"themes": [{"id": "none", "terms": ["x"]}]}, "column of coding sheets", id="id-reserved"),
        pytest.param(
            {"themes": [{"id": "a", "colour": "red", "terms": ["x"]}]}, "a colour is written as #3f90da", id="colour"
        ),
        pytest.param(
            {"themes": [{"id": "a", "terms": [{"term": "x", "weight": 0}]}]}, "from 0.1 to 10; found 0", id="weight"
        ),
        pytest.param(
            {"themes": [{"id": "a", "terms": [{"term": "x", "weight": "two"}]}]},
            "a number is expected",
            id="weight-text",
        ),
        pytest.param(SMALL | {"schema": 2}, "schema: 1 is expected; found 2", id="schema"),
        pytest.param("themes: [\n", "mend the YAML there", id="broken-yaml"),
        pytest.param("- a\n", "a mapping of keys is expected", id="list"),
        pytest.param("", "a mapping of keys is expected", id="empty-file"),
        pytest.param(
            "themes:\n- id: a\n  terms: [x]\n  terms: [y]\n", "line 4: the key 'terms' is there twice", id="key"
        ),
        pytest.param("themes: é\n".encode("latin-1"), "not valid UTF-8 at byte 8", id="latin-1"),
        pytest.param(yaml.safe_dump(SMALL).encode("utf-16"), "not valid UTF-8", id="utf-16"),
    ],
)
def test_a_faulty_codebook_is_refused_in_one_sentence(write, content, message):
    path = write(content)
    with pytest.raises(LexiconError) as error:
        read_codebook(path)
    told = str(error.value)
    assert message in told
    assert told.startswith("book.yaml")
    assert "\n" not in told


def test_a_missing_file_is_told():
    with pytest.raises(LexiconError, match="cannot be read"):
        read_codebook("no/such/file.yaml")


def test_byte_order_mark_is_no_fault(write):
    assert read_codebook(write(b"\xef\xbb\xbf" + yaml.safe_dump(SMALL).encode())).ids == ("tax",)


# -- notes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(
            {"themes": [{"id": "a", "terms": ["x"]}, {"id": "b", "terms": ["X"]}]}, "term of 'a' too", id="two-themes"
        ),
        pytest.param({"themes": [{"id": "a", "terms": ["x", "x"]}]}, "there twice", id="twice"),
        pytest.param({"themes": [{"id": "a", "terms": ["reform*", "reforms"]}]}, "covers 'reforms'", id="wildcard"),
        pytest.param({"themes": [{"id": "a", "terms": ["reform*", "refor*"]}]}, "covers 'reform*'", id="wildcards"),
        pytest.param({"themes": [{"id": "a", "terms": ["in*"]}]}, "very short wildcard", id="short"),
        pytest.param(
            {"never_inside": ["Tax Office"], "themes": [{"id": "a", "terms": ["tax office"]}]},
            "never counts",
            id="mask",
        ),
        pytest.param(
            {"themes": [{"id": c, "colour": "#123456", "terms": [c]} for c in "ab"]},
            "has the colour of 'a'",
            id="colour",
        ),
        pytest.param({"themes": [{"id": "a", "terms": ["x"]}]}, "no description", id="no-description"),
    ],
)
def test_what_deserves_a_look_is_noted_and_not_refused(write, content, message):
    assert any(message in note for note in check_codebook(write(content)))


def test_longer_term_beside_a_wildcard_is_no_cause_for_a_note(write):
    notes = check_codebook(write({"themes": [{"id": "a", "terms": ["reform*", "reform measure"]}]}))
    assert not any("covers" in note for note in notes)


def test_a_term_that_occurs_nowhere_is_a_note(write):
    articles = [Article(article_id="a", text="The levy rose.")]
    notes = check_codebook(write(SMALL), articles)
    assert [note for note in notes if "occurs nowhere" in note] == [
        "theme 'tax': 'tax*' occurs nowhere in these articles."
    ]


# -- matching ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terms", "text", "expected"),
    [
        pytest.param(["emerging industry", "industry"], "An emerging industry.", ["emerging industry"], id="longest"),
        pytest.param(["a b", "b c d"], "a b c d", ["b c d"], id="longest-of-overlapping"),
        pytest.param(["a b", "b c"], "a b c", ["a b"], id="first-of-equal"),
        pytest.param(
            ["value added"], "Value-added and value  added\nrise", ["Value-added", "value  added"], id="hyphen"
        ),
        pytest.param(["value added"], "value - added", [], id="dash-parts"),
        pytest.param(["value added"], "value, added", [], id="comma-parts"),
        pytest.param(["reform*"], "Reformers reform", ["Reformers", "reform"], id="wildcard"),
        pytest.param(["reform*"], "prereform", [], id="wildcard-not-inside"),
        pytest.param(["board* of director*"], "boards of directors", ["boards of directors"], id="wildcards-in-phrase"),
        pytest.param(["policy"], "Policies", ["Policies"], id="plural"),
        pytest.param(["policies"], "a policy", ["policy"], id="singular-of-plural-term"),
        pytest.param(["goods"], "a good idea", [], id="no-singular"),
        pytest.param(["take effect"], "took effect, taking effect", ["took effect", "taking effect"], id="verb"),
        pytest.param(["car"], "caring", [], id="verb-not"),
        pytest.param(["new"], "news", [], id="plural-not"),
        pytest.param(["risk"], "The country's risks'", ["risks"], id="possessive"),
        pytest.param(["country's needs"], "the country’s needs", ["country’s needs"], id="curly-apostrophe"),
        pytest.param(["R&D"], "R&D and R and D", ["R&D"], id="ampersand"),
        pytest.param(["C++"], "C++ or C", ["C++"], id="regex-plus"),
        pytest.param(["a.c"], "abc a.c", ["a.c"], id="regex-dot"),
        pytest.param(["f(x", "[a-z]"], "f(x and [a-z] b", ["f(x", "[a-z]"], id="regex-brackets"),
        pytest.param(["plan, do, check"], "plan, do, check", ["plan, do, check"], id="commas"),
        pytest.param(["国有企业", "国有企业改革"], "深化国有企业改革。", ["国有企业改革"], id="chinese-longest"),
        pytest.param(["5G技术"], "发展5G技术应用", ["5G技术"], id="chinese-mixed"),
        pytest.param(["改革*"], "改革开放", ["改革"], id="chinese-wildcard"),
    ],
)
def test_matching(terms, text, expected):
    assert found(terms, text) == expected


def test_inflections_can_be_turned_off():
    assert found(["policy"], "Policies and policy", inflections=False) == ["policy"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The Reform Office acts.", [], id="inside"),
        pytest.param("Reform by the Reform Office.", ["Reform"], id="outside"),
        pytest.param("The reform office building opens.", ["reform office building"], id="longer-term-holds-it"),
    ],
)
def test_a_term_does_not_count_inside_a_name(text, expected):
    matcher = Matcher([("reform", 0), ("reform office building", 1), ("Reform Office", Mask)])
    assert [text[hit.start : hit.end] for hit in matcher.find(fold(text))[0]] == expected


def test_no_match_crosses_the_edge_of_a_sentence():
    matcher = Matcher([("strong growth", 0), ("growth", 1)])
    text = "be strong growth"
    assert [hit.entries for hits in matcher.find(text, [(0, 9), (10, 16)]) for hit in hits] == [(1,)]


@pytest.mark.parametrize(
    ("word", "base"),
    [("studies", "study"), ("planned", "plan"), ("boxes", "box"), ("taken", "take"), ("built", "build")],
)
def test_base_forms(word, base):
    assert base in base_forms(word)


def test_ten_thousand_terms_compile_and_match():
    words = [f"word{at} thing{at}" for at in range(10_000)]
    book = Codebook.from_terms({"all": words})
    assert [hit.entries for hit in book.matcher.find("a word77 thing77 here")[0]] == [(77,)]


@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=8), max_size=5))
def test_matches_are_in_order_apart_and_inside_the_text(text, terms):
    matcher = Matcher([(term, at) for at, term in enumerate(terms)])
    folded = fold(text)
    hits = matcher.find(folded)[0]
    assert all(0 <= hit.start < hit.end <= len(folded) for hit in hits)
    assert all(first.end <= second.start for first, second in pairwise(hits))


@pytest.mark.parametrize(
    ("terms", "text"),
    [
        pytest.param(["a a"], "a " * 20_000, id="overlapping-chain"),
        pytest.param(["a", "b a b"], "a b " * 10_000, id="overlapping-terms"),
        pytest.param(["改 革"], "改革" * 20_000, id="chinese"),
        pytest.param(["x*"], "x" * 200_000, id="one-long-word"),
        pytest.param(["(", "a (((("], "a " + "(" * 50_000, id="brackets"),
    ],
)
def test_hostile_text_takes_no_time(terms, text):
    matcher = Matcher([*((term, at) for at, term in enumerate(terms)), ("b a", Mask)])
    start = time.process_time()
    matcher.find(text)
    assert time.process_time() - start < 2
