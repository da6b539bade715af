"""Set phrases: a table of texts by rule, each with a near-miss; items, glosses, canonical forms and laws."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.article import Article
from communique.formulations import RULES, canonical_form, find_formulations
from communique.lexicon import read_lexicon
from communique.segment import segment_sentences
from communique.statements import find_statements


def rows_of(text, lexicon=None):
    article = Article.from_text(text, article_id="t")
    sentences = segment_sentences(article)
    return article.text, find_formulations(article, sentences, find_statements(article, sentences), lexicon)


def table(text):
    text, rows = rows_of(text)
    return [(text[r.start : r.end], r.kind, r.number) for r in rows]


CASES = [
    ("numbered-quoted", "The plan follows the “two anchors” of the port.", [("two anchors", "numbered", 2)]),
    ("numbered-quoted", 'Officials made "seven strengthening" arrangements.', [("seven strengthening", "numbered", 7)]),
    ("numbered-quoted", "He spoke of the ‘four firsts’ of the new code.", [("four firsts", "numbered", 4)]),
    ("numbered-quoted-not", "The two anchors of the port were cleaned.", []),
    ("numbered-quoted-not", "It was built over “three years” and two months.", []),
    (
        "numbered-capital",
        "The charter names the Four Comprehensives as its guide.",
        [("Four Comprehensives", "numbered", 4)],
    ),
    ("numbered-capital", "The theory of the Three Represents was added.", [("Three Represents", "numbered", 3)]),
    ("numbered-capital-not", "Two Companies were fined near the Three Gorges.", []),
    ("numbered-capital-not", "The Three Rivers District council met.", []),
    ("numbered-nominal", "The party keeps to the two unswervinglies.", [("two unswervinglies", "numbered", 2)]),
    ("numbered-nominal-not", "The party keeps two families and three assemblies.", []),
    ("numbered-plus", "A 1+N set of rules is in force.", [("1+N", "numbered", 1)]),
    ("numbered-plus-not", "The C++ course and the 18+ show cost 5 + 3 dollars.", []),
    ("numbered-parts", "The city has a five-pronged approach.", [("five-pronged approach", "numbered", 5)]),
    ("numbered-parts", "A ten-point plan was signed.", [("ten-point plan", "numbered", 10)]),
    ("numbered-parts-not", "The club has a ten-point lead and a two-step stair.", []),
    ("numbered-zh", "会议提出“五个先行”。", [("五个先行", "numbered", 5)]),
    ("numbered-zh", "要推进三个集中。", [("三个集中", "numbered", 3)]),
    ("numbered-zh-not", "三个人在两个城市工作。", []),
    ("quoted-phrase", "The mayor backs “levelling up” in the north.", [("levelling up", "quoted", None)]),
    ("quoted-phrase-not-praise", "He praised the team as “true heroes”.", []),
    (
        "quoted-phrase",
        "Staff must build a “whole view” and “a relay race” for the coast.",
        [("whole view", "quoted", None), ("a relay race", "quoted", None)],
    ),
    (
        "quoted-phrase",
        "The meeting made plans for “opening rural markets to serve the young”, which takes money.",
        [("opening rural markets to serve the young", "quoted", None)],
    ),
    ("quoted-phrase-not-speech", "“We must act now,” she said.", []),
    ("quoted-phrase-not-speech", "The minister said: “The harvest is good.”", []),
    ("quoted-phrase-not-verdict", "The mayor called the deal “a historic step”.", []),
    ("quoted-phrase-not-verdict", "The offer was “too little”.", []),
    ("quoted-phrase-not-title", "She wrote a book titled “The Long River”.", []),
    ("quoted-phrase-not-word", "He doubted the “experts” there.", []),
    ("glossary", "Work with the spirit of nailing is praised.", [("spirit of nailing", "quoted", None)]),
    ("glossary-not", "The spirit of the place is praised.", []),
    ("slogan-capital", "The firm joined the Make in India campaign.", [("Make in India", "quoted", None)]),
    ("slogan-capital-not", "Make India proud, he wrote. Make haste.", []),
    ("numbered-years", "A three-year action for rural roads began.", [("three-year action", "numbered", 3)]),
    ("numbered-years-not", "The 13th Five-Year Plan and a three-year lease ended.", []),
    ("numbered-list", "The strategy rests on four pillars.", [("four pillars", "numbered", 4)]),
    ("numbered-list", "They guard the three red lines.", [("three red lines", "numbered", 3)]),
    ("numbered-list-not", "Three key witnesses and two major banks stayed away; two projects were named.", []),
    ("numbered-letters", "The plan names the three Ps: people, places, ports.", [("three Ps", "numbered", 3)]),
    ("numbered-letters-not", "She had two As and flew on three 737s.", []),
    ("numbered-pair", "They back one village, one product rules.", [("one village, one product", "numbered", 1)]),
    ("numbered-pair-not", "It left one man, one woman and one dog at home.", []),
    ("slogan-year", "It serves Karambi Vision 2040 well.", [("Karambi Vision 2040", "quoted", None)]),
    ("slogan-year-not", "Her vision in 2040 was poor.", []),
    ("slogan-agenda", "His Renewed Coast Agenda was read.", [("Renewed Coast Agenda", "quoted", None)]),
    ("slogan-agenda-not", "The Council Agenda was read.", []),
    ("glossary", "Common prosperity is the aim.", [("Common prosperity", "quoted", None)]),
    ("glossary", "They want a just transition.", [("just transition", "quoted", None)]),
    ("glossary", "The four beams and eight pillars stand.", [("four beams and eight pillars", "numbered", 4)]),
    ("glossary-not", "They just transition staff; a great society needs a new deal.", []),
    ("quoted-phrase", "The “polluter pays” principle holds.", [("polluter pays", "quoted", None)]),
    ("quoted-phrase", "They back ‘my waste, my duty’ as a slogan.", [("my waste, my duty", "quoted", None)]),
    ("quoted-phrase-not-product", "The firm sells “Golden Spoon” soups and “Seven Seas” tuna.", []),
    ("quoted-phrase-not-law", "They cite the “Clean Rivers Act of 2019” and the “Notice on Fees”.", []),
    ("quoted-phrase-not-party", "It goes to Ardal Holding (“the Buyer”).", []),
    ("quoted-phrase-not-paper", "The “Daily Beacon” reported the loss.", []),
    ("quoted-phrase-not-told", "It would “strangle small business” here.", []),
    ("quoted-phrase-not-accusation", "He accused them of “wilful neglect” there.", []),
    ("quoted-phrase-not-apostrophe", "The workers' council and the owners' club met.", []),
    ("numbered-quoted", "The “five-sphere shared plan” holds.", [("five-sphere shared plan", "numbered", 5)]),
    ("quoted-phrase-not-speech", "“我们一定按时完工。”负责人说。", []),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(text, expected, id=f"{name}-{n}") for n, (name, text, expected) in enumerate(CASES)],
)
def test_rows(text, expected):
    assert table(text) == expected


@pytest.mark.parametrize(("rule", "text"), [(c[0], c[1]) for c in CASES if c[0] in RULES])
def test_rule_is_named(rule, text):
    allowed = {"numbered-zh", "glossary"} if rule == "numbered-zh" else {rule}
    assert {row.rule for row in rows_of(text)[1]} <= allowed


@pytest.mark.parametrize(
    ("text", "items"),
    [
        pytest.param(
            "The “two anchors”: safe jobs and clean water, guide us.", ["safe jobs", "clean water"], id="colon"
        ),
        pytest.param(
            "The “three doors” (trade, travel and talent) stay open.", ["trade", "travel", "talent"], id="brackets"
        ),
        pytest.param("The “three doors”, namely trade, travel and talent.", ["trade", "travel", "talent"], id="namely"),
        pytest.param("The “three doors” (trade and travel) stay open.", [], id="wrong-count"),
        pytest.param(
            "Links between “choosing, doing, and checking” hold.", ["choosing", "doing", "checking"], id="own"
        ),
        pytest.param("The “three doors” stay open.", [], id="none"),
    ],
)
def test_items(text, items):
    text, rows = rows_of(text)
    assert [text[item.start : item.end] for item in rows[0].items] == items


def test_broken_quotation_is_one_phrase():
    text, rows = rows_of("It shows “clear duty, shared gain, and new skill.” “, steady work” in all towns.")
    (row,) = rows
    assert row.formulation == "clear duty, shared gain, and new skill, steady work"
    assert [text[i.start : i.end] for i in row.items] == ["clear duty", "shared gain", "new skill", "steady work"]


@pytest.mark.parametrize(
    ("phrase", "canonical"),
    [
        ("grow with orders", "grow with orders"),
        ("Many boxes and few keys", "many boxes and few keys"),
        ("shared harvests", "shared harvest"),
        ("the “Three Concentrations”", "three concentrations"),
        ("3 concentrations", "three concentrations"),
        ("三个集中", "three concentrations"),
        ("Two Unswervinglies", "two unswervings"),
        ("a Digital Bridge", "digital bridge"),
        ("Digital Bridges", "digital bridge"),
        ("“Build Back Better”", "build back better"),
        ("four first", "four firsts"),
        ("2 + N", "2+n"),
        ("“a game of chess”", "game of chess"),
        ("", ""),
    ],
)
def test_canonical_form(phrase, canonical):
    assert canonical_form(phrase) == canonical
    assert canonical_form(canonical) == canonical


def test_gloss_carries_confidence_and_source():
    _, rows = rows_of("They stress the “three concentrations” and the spirit of driving nails.")
    known, unsure = rows
    assert (known.gloss_confidence, known.gloss_zh) == ("high", "三个集中")
    assert known.gloss.startswith("The three directions")
    assert known.gloss_source.startswith("Optimise the layout")
    assert (unsure.gloss_confidence, unsure.gloss_source) == ("unverified", None)
    assert "unverified" in unsure.note


def test_phrase_unknown_to_the_glossary_has_no_gloss():
    _, (row,) = rows_of("They stress the “three harbours”.")
    assert (row.gloss, row.gloss_zh, row.gloss_confidence, row.gloss_source) == (None, None, None, None)


def test_edited_glossary_is_used(tmp_path):
    (tmp_path / "glossary.yaml").write_text(
        "entries:\n- {formulation: blue gates, kind: quoted, meaning: Ports., confidence: high, unmarked: true}\n",
        "utf-8",
    )
    _, rows = rows_of("Work on blue gates goes on.", tmp_path)
    assert [(r.formulation, r.gloss) for r in rows] == [("blue gates", "Ports.")]


def test_glossary_entries_are_whole():
    seen = set()
    for entry in read_lexicon("glossary")["entries"]:
        name = entry["formulation"]
        assert name not in seen, name
        seen.add(name)
        assert entry["confidence"] in ("high", "medium", "unverified"), name
        assert entry["confidence"] == "unverified" or entry["sources"], name
        assert entry.get("meaning") or entry.get("items"), name
        assert canonical_form(name) == name
        for source in entry.get("sources", ()):
            assert source["title"], name


WORDS = (
    '“|”|"|‘|’|two|Three|capabilities|Represents|1+N|said|,|.|the|七个|强化|five-pronged|approach|:|and|(|)|\n|Make|in|'
    "India|big picture|😀|«|」"
)
PIECES = st.sampled_from(WORDS.split("|"))


@given(st.lists(PIECES, max_size=30).map(" ".join))
@settings(max_examples=80, deadline=None)
def test_laws(text):
    text, rows = rows_of(text)
    assert rows == rows_of(text)[1]
    ends = 0
    for row in rows:
        assert ends <= row.start < row.end <= len(text)
        ends = row.end
        assert row.rule in RULES
        assert (row.kind == "numbered") == (row.number is not None) or row.kind == "numbered"
        assert row.formulation == canonical_form(text[row.start : row.end])
        for item in row.items:
            assert text[item.start : item.end].strip()


@pytest.mark.parametrize("piece", ["", "“", "“two” ", "‘a ", "Three ", "1+", "A, ", "Make In ", "“a,” “, b” "])
def test_hostile(piece):
    rows_of(piece * 3000)
