"""Statements: source, cue and content by frame, with near-misses, and the laws that hold for any text.

Every sentence here is invented.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.article import Article
from communique.lexicon import read_lexicon
from communique.segment import segment_sentences
from communique.statements import RULES, find_statements

# id: (text, [(source, cue, contents)]); the outer explicit statements, in text order.
FRAMES = {
    "content begins behind the dateline": (
        "NAIROBI, 4 June 2024 - Kenya will double its steam power by 2030, the energy minister said on Tuesday.",
        [("the energy minister", "said", ["Kenya will double its steam power by 2030"])],
    ),
    "quote-left": (
        "“We will not close the ferry line,” Mayor Ines Prado said on Monday.",
        [("Mayor Ines Prado", "said", ["“We will not close the ferry line,”"])],
    ),
    "quote-left adjunct is no content": (
        '"The pumps are old," she said while touring the waterworks.',
        [("she", "said", ['"The pumps are old,"'])],
    ),
    "quote-left and the quotation after it": (
        '"The pumps are old," Ms Adeyemi said. "They leak day and night." Rain fell.',
        [("Ms Adeyemi", "said", ['"The pumps are old,"', '"They leak day and night."'])],
    ),
    "quote-left split": (
        '"The pumps," Ms Adeyemi said, "leak day and night."',
        [("Ms Adeyemi", "said", ['"The pumps,"', '"leak day and night."'])],
    ),
    "quote-inverted": (
        '"The pumps leak," said Kwame Osei, an engineer at the utility.',
        [("Kwame Osei, an engineer at the utility", "said", ['"The pumps leak,"'])],
    ),
    "quote-inverted doubled apostrophes": (
        "''The pumps leak,'' said Kwame Osei.",
        [("Kwame Osei", "said", ["''The pumps leak,''"])],
    ),
    "quote-left single marks": (
        "'The workers' pumps leak,' he said.",
        [("he", "said", ["'The workers' pumps leak,'"])],
    ),
    "quote-left curly single marks": (
        "‘The workers’ pumps,’ she said, ‘leak day and night.’",
        [("she", "said", ["‘The workers’ pumps,’", "‘leak day and night.’"])],
    ),
    "a name in marks is no quotation": (
        "In a talk with “Harbour Today,” the mayor said the pier was shut.",
        [("the mayor", "said", ["the pier was shut"])],
    ),
    "statement issued by somebody": (
        "Ann Lee issued a statement saying that the pumps leak.",
        [("Ann Lee", "saying", ["that the pumps leak"])],
    ),
    "quote-right": (
        "The minister added, “We have run out of time.”",
        [("The minister", "added", ["“We have run out of time.”"])],
    ),
    "quote-right mixed": (
        "Prado said the plan was “a gift to the lenders” and would fail.",
        [("Prado", "said", ["the plan was “a gift to the lenders” and would fail"])],
    ),
    "that": (
        "Energy Minister Ruth Vane said that the levy would rise.",
        [("Energy Minister Ruth Vane", "said", ["that the levy would rise"])],
    ),
    "that after adjuncts": (
        "The regulator warned in a letter on Tuesday that prices could double.",
        [("The regulator", "warned", ["that prices could double"])],
    ),
    "that with a long apposition": (
        "At the session, Lin Daqing, deputy head and chief engineer of the Water Office of the Hexi "
        "Planning Bureau, stressed that leaks must be repaired.",
        [
            (
                "Lin Daqing, deputy head and chief engineer of the Water Office of the Hexi Planning Bureau",
                "stressed",
                ["that leaks must be repaired"],
            )
        ],
    ),
    "clause": (
        "Officials familiar with the talks said the port would stay open.",
        [("Officials familiar with the talks", "said", ["the port would stay open"])],
    ),
    "clause time before it": (
        "The bank said on Friday it would cut rates.",
        [("The bank", "said", ["it would cut rates"])],
    ),
    "clause of a subordinate sentence": (
        "After the bank said rates would rise, shares fell.",
        [("the bank", "said", ["rates would rise"])],
    ),
    "colon": (
        "The governor wrote: the harbour belongs to the town.",
        [("The governor", "wrote", ["the harbour belongs to the town"])],
    ),
    "comma": (
        "The levy will rise in May, the minister said.",
        [("the minister", "said", ["The levy will rise in May"])],
    ),
    "inverted": (
        "The levy will rise in May, said the head of the tax office.",
        [("the head of the tax office", "said", ["The levy will rise in May"])],
    ),
    "parenthetical": (
        "The levy, the minister said, will rise in May.",
        [("the minister", "said", ["The levy", "will rise in May"])],
    ),
    "according-to before": (
        "According to the draft budget, spending will fall.",
        [("the draft budget", "According to", ["spending will fall"])],
    ),
    "according-to after": (
        "Spending will fall, according to Ana Ruiz, an economist at the university.",
        [("Ana Ruiz, an economist at the university", "according to", ["Spending will fall"])],
    ),
    "as-said": (
        "As the minister said, the harbour belongs to the town.",
        [("the minister", "said", ["the harbour belongs to the town"])],
    ),
    "participle": (
        "Ruth Vane said the levy would rise, adding that no one liked it.",
        [("Ruth Vane", "said", ["the levy would rise"]), ("Ruth Vane", "adding", ["that no one liked it"])],
    ),
    "coordinated": (
        "Ruth Vane visited the harbour on Monday and said that it must grow.",
        [("Ruth Vane", "said", ["that it must grow"])],
    ),
    "told": (
        "The governor told the council that the bridge was safe.",
        [("The governor", "told", ["that the bridge was safe"])],
    ),
    "told without that": (
        "The governor told reporters the bridge was safe.",
        [("The governor", "told", ["the bridge was safe"])],
    ),
    "question": (
        "The senator asked whether the bridge was safe.",
        [("The senator", "asked", ["whether the bridge was safe"])],
    ),
    "prep called for": (
        "The union called for a pay rise of 4 percent.",
        [("The union", "called for", ["a pay rise of 4 percent"])],
    ),
    "infinitive": (
        "The firm vowed to plant a forest.",
        [("The firm", "vowed", ["to plant a forest"])],
    ),
    "infinitive with addressee": (
        "The union urged the firm to pay its drivers.",
        [("The union", "urged", ["the firm to pay its drivers"])],
    ),
    "object": (
        "The company announced a new plant in Ghana.",
        [("The company", "announced", ["a new plant in Ghana"])],
    ),
    "passive it was": (
        "It was stressed at the meeting that leaks must be repaired.",
        [("the meeting", "was stressed", ["that leaks must be repaired"])],
    ),
    "passive without source": (
        "It was pointed out that leaks must be repaired.",
        [(None, "was pointed out", ["that leaks must be repaired"])],
    ),
    "passive hearsay": (
        "The firm is said to be in talks with two lenders.",
        [(None, "is said", ["The firm", "to be in talks with two lenders"])],
    ),
    "asked by nobody in particular": (
        "Asked whether the mine would close, the chairman laughed.",
        [(None, "Asked", ["whether the mine would close"])],
    ),
    "quoted as saying": (
        "The chairman was quoted as saying that the mine would close.",
        [("The chairman", "saying", ["that the mine would close"])],
    ),
    "noun": (
        "The council ignored the minister's warning that the mine would close.",
        [("the minister's", "warning", ["that the mine would close"])],
    ),
    "document speaks": (
        "The plan calls for 300 new buses. The notice said that schools should open at eight.",
        [
            ("The plan", "calls for", ["300 new buses"]),
            ("The notice", "said", ["that schools should open at eight"]),
        ],
    ),
    "meeting speaks": (
        "The meeting stressed that grain stocks must be checked. The meeting held that risks remain.",
        [
            ("The meeting", "stressed", ["that grain stocks must be checked"]),
            ("The meeting", "held", ["that risks remain"]),
        ],
    ),
    "negated": (
        "The bank denied that it had lost money.",
        [("The bank", "denied", ["that it had lost money"])],
    ),
    "relative source": (
        "The levy was proposed by Ruth Vane, who said it was fair.",
        [("who", "said", ["it was fair"])],
    ),
    "asked": (
        "Asked by Ms Osei whether the mine would close, the chairman laughed.",
        [("Ms Osei", "Asked", ["whether the mine would close"])],
    ),
    "two speakers in one sentence": (
        "The union said the offer was too low, while the firm said it was fair.",
        [("The union", "said", ["the offer was too low"]), ("the firm", "said", ["it was fair"])],
    ),
    "last cue of the sentence has all of it": (
        "The firm has agreed to pay the fine, two officials said.",
        [("two officials", "said", ["The firm has agreed to pay the fine"])],
    ),
    "cue and colon, words on the next line": (
        "In a letter to members, the bishop wrote:\nThe roof must be mended. It cannot wait.",
        [("the bishop", "wrote", ["The roof must be mended. It cannot wait"])],
    ),
}

# Near-misses: texts in which nobody is said to say anything.
SILENT = {
    "noun form": "The report claims of 2019 were settled. The call centre moved.",
    "noun after determiner": "The claim was settled and the order was shipped.",
    "added value": "Firms will improve the added value, economic added value, and brand value.",
    "state as noun": "The state of the roads is poor in three states that border the lake.",
    "set phrase": "The town keeps a “big picture” and “a game of chess” in mind.",
    "scare quote": "The “green” levy rose again.",
    "participle of a noun": "A group called Our Harbour is growing.",
    "according as such": "Pensions are paid according to age.",
    "asked about a topic by nobody": "Asked about the mine, the chairman laughed.",
    "duty": "Firms must report leaks within a day and should disclose their prices.",
    "sentence that ended in quoted words": "Their cakes are “the best of all.” He shouted.",
    "state beside a name": "He won in Oslo, Bergen and his home state of rain.",
    "planned": "The planned bridge is long.",
    "question": "How can the harbour grow?",
    "label without a name": "Industry: Improve the harbour and the port\n\nThe port is old. It is small.",
    "time of day": "The market opens at 9:30 and closes at 17:00.",
}


def rows_of(text: str):
    article = Article.from_text(text)
    return article, find_statements(article, segment_sentences(article))


def explicit(text: str) -> list[tuple]:
    article, rows = rows_of(text)
    cut = lambda span: article.text[span.start : span.end]  # noqa: E731
    return [
        (
            cut(row.source[0]) if row.source else None,
            " ".join(cut(span) for span in row.cue),
            [cut(span) for span in row.content],
        )
        for row in rows
        if row.attribution == "explicit" and row.outer is None
    ]


@pytest.mark.parametrize("name", FRAMES)
def test_frame(name: str) -> None:
    text, expected = FRAMES[name]
    assert explicit(text) == expected


@pytest.mark.parametrize("name", SILENT)
def test_silent(name: str) -> None:
    assert explicit(SILENT[name]) == []


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("“We will not close the line,” she said.", "direct"),
        ("She said the line was “a gift that we shall miss” and must stay.", "mixed"),
        ("She said the line must stay.", "indirect"),
        ("She said the “two lines” and the “big picture” must stay in view for everyone.", "indirect"),
    ],
    ids=["direct", "mixed", "indirect", "set phrases are no direct speech"],
)
def test_mode(text: str, mode: str) -> None:
    _, rows = rows_of(text)
    assert [row.mode for row in rows if row.attribution == "explicit"] == [mode]


def test_continued_policy_prose() -> None:
    text = (
        "Lin Daqing, head of the water bureau, said that leaks are a danger. It is necessary to mend every pipe. "
        "Districts will train 200 inspectors. The meeting was held on Monday."
    )
    _, rows = rows_of(text)
    assert [(row.speaker, row.attribution) for row in rows] == [
        ("Lin Daqing", "explicit"),
        ("Lin Daqing", "continued"),
        ("Lin Daqing", "continued"),
        ("narrator", "none"),
    ]
    assert all(not row.cue and not row.source for row in rows[1:])


def test_narrator_after_a_statement_in_news() -> None:
    _, rows = rows_of("Ruth Vane said the levy would rise. The levy was brought in after the flood of 2011.")
    assert [row.attribution for row in rows] == ["explicit", "none"]


def test_rhetorical_question_is_the_narrators() -> None:
    _, rows = rows_of("Ruth Vane said that pipes leak. How should the town mend them?")
    assert [row.speaker for row in rows] == ["Ruth Vane", "narrator"]


def test_quotation_over_paragraphs() -> None:
    text = (
        "The levy is dead.\n\n“We fought it,” Ms Osei said. “We fought it in the streets.\n\n“And we won it in court.”"
    )
    article, rows = rows_of(text)
    row = next(row for row in rows if row.attribution == "explicit")
    assert [article.text[a:b] for a, b in row.content] == [
        "“We fought it,”",
        "“We fought it in the streets.",
        "“And we won it in court.”",
    ]


def test_quoted_paragraph_without_source_is_continued() -> None:
    text = "The levy is dead.\n\n“We fought it,” Ms Osei said.\n\n“And in the end we won it in court.”\n\nShe left."
    _, rows = rows_of(text)
    assert [(row.rule, row.speaker) for row in rows if row.attribution == "continued"] == [
        ("quoted-paragraph", "Ms Osei")
    ]


def test_inner_statement_has_its_outer() -> None:
    article, rows = rows_of("Ms Osei said the ministry had announced that the levy was dead.")
    outer, inner = rows
    assert outer.outer is None
    assert rows[inner.outer] is outer
    assert article.text[slice(*inner.source[0])] == "the ministry"


def test_transcript() -> None:
    text = (
        "Talks on the harbour\n\nMWANGI: The harbour must grow.\n\nIt has no room.\n\nOSEI: It should stay small.\n\n"
        "MWANGI: We disagree."
    )
    _, rows = rows_of(text)
    assert [(row.speaker, row.attribution) for row in rows] == [
        ("Mwangi", "explicit"),
        ("Mwangi", "continued"),
        ("Osei", "explicit"),
        ("Mwangi", "explicit"),
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Fuel levy to rise, says minister\n\nThe levy is high. It was low.", "minister"),
        ("Minister Ruth Vane: fuel levy to rise\n\nThe levy is high. It was low.", "Minister Ruth Vane"),
    ],
    ids=["inverted", "label"],
)
def test_headline(text: str, source: str) -> None:
    assert explicit(text)[0][0] == source


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("The union urged the firm to pay its drivers.", "directive"),
        ("The mayor said that every owner must test the pipes.", "directive"),
        ("The firm pledged to plant 400 trees.", "commitment"),
        ("“We will plant 400 trees,” the firm said.", "commitment"),
        ("The mayor praised the plan as a great success.", "assessment"),
        ("The bank predicted that prices would rise.", "prediction"),
        ("The lake is at the town's edge, the guide said.", "report"),
        ("“Not now,” the guide said.", None),
    ],
    ids=["cue directs", "must", "cue binds", "we will", "praise", "predict", "fact", "unclear"],
)
def test_function(text: str, function: str | None) -> None:
    _, rows = rows_of(text)
    assert rows[0].function == function
    assert bool(rows[0].function_words) == (function is not None)
    if function is None:
        assert rows[0].note


def test_article_of_the_research() -> None:
    from conftest import ARTICLE

    article = Article.from_text(ARTICLE.read_text(encoding="utf-8"))
    rows = find_statements(article, segment_sentences(article))
    voices = [(row.speaker, row.speaker_kind, row.role_title, row.attribution) for row in rows if row.outer is None]
    body = "Party Committee of the State-owned Assets Supervision and Administration Commission of the State Council"
    assert [voice for voice in dict.fromkeys(voices) if voice[3] != "none"] == [
        ("industry insiders", "group", None, "explicit"),
        ("Zhang Yuzhuo", "person", "Secretary and Director", "explicit"),
        ("Mei Junqi", "person", "director and researcher", "explicit"),
        ("Mei Junqi", "person", "director and researcher", "continued"),
        ("Feng Wensheng", "person", "Party Secretary and Director", "explicit"),
    ]
    assert {row.mode for row in rows} == {"indirect", "narrated"}
    assert next(row.organisation for row in rows if row.speaker == "Zhang Yuzhuo") == body
    question = next(row for row in rows if article.text[row.end - 1] == "?")
    assert question.speaker == "narrator"


def test_rules_and_confidence_agree() -> None:
    figures = read_lexicon("confidence")["rules"]
    assert set(figures) == set(RULES)
    assert all(0 < figure < 1 for figure in figures.values())


PIECES = st.sampled_from([
    "the minister said", "“", "”", '"', "'", ",", ".", "\n", " ", "he", "that", "according to", "Ann Lee", "told",
    ":", "?", "levies rise", "and", "added", "who", "(", ")", "—", "İ", "é", "\u00a0", "说", "said", "in May", "''",
    "calls for", "3.5",
])  # fmt: skip


@given(st.lists(PIECES, max_size=40))
@settings(max_examples=150, deadline=None)
def test_laws(pieces: list[str]) -> None:
    """Offsets lie in the text, rows are in order, nothing is lost, and twice gives the same."""
    article = Article.from_text(" ".join(pieces))
    sentences = segment_sentences(article)
    rows = find_statements(article, sentences)
    assert rows == find_statements(article, sentences)
    assert [row.start for row in rows] == sorted(row.start for row in rows)
    for row in rows:
        spans = [*row.source, *row.cue, *row.content]
        assert 0 <= row.start < row.end <= len(article.text)
        assert all(row.start <= span.start < span.end <= row.end for span in spans)
        assert 0 <= row.confidence <= 1
        assert row.outer is None or 0 <= row.outer < len(rows)
        assert row.rule in RULES
        assert (row.speaker == "narrator") == (row.attribution == "none")
        if row.attribution == "explicit":
            assert row.cue
            assert row.content
    for sentence in sentences:
        if sentence.role == "body" and any(map(str.isalnum, article.text[sentence.start : sentence.end])):
            assert any(row.start < sentence.end and sentence.start < row.end for row in rows)


HOSTILE = {
    "no full stop": "the minister said on Monday in the house that a levy and a tax ",
    "quotation marks": '" “ ',
    "cues alone": "said told added that ",
    "prepositions": "said in at a in an at ",
    "brackets": "said ( ( he ",
    "one paragraph of statements": "Ann Lee said that the levy would rise. “No,” said Bo Holm. ",
    "names": "Ann Lee, head of the agency, Bo Holm, head, ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_cost_grows_with_the_text(name: str) -> None:
    """Ten times the text takes far less than a hundred times the work, counted in calls."""
    import sys

    def calls(n: int) -> int:
        article = Article.from_text(HOSTILE[name] * n)
        sentences = segment_sentences(article)
        counted = 0

        def count(*_: object) -> None:
            nonlocal counted
            counted += 1

        find_statements(article, sentences)  # patterns are compiled
        sys.setprofile(count)
        try:
            find_statements(article, sentences)
        finally:
            sys.setprofile(None)
        return counted

    assert calls(400) < 25 * calls(40) + 5000


# What statements do: invented sentences, labelled from the definitions of the functions.
FUNCTIONS = {
    "directive": (
        "The commissioner urged member states to share their data.",
        "“Stop dumping ash in our river,” said Rosa Quispe, who fishes there.",
        "“Don't wait for another flood,” Councillor Ade Bello told the hearing.",
        "The meeting held that localities must plug the leaks in the grain reserves.",
        "The circular says that every depot is to keep a register of visitors.",
        "Banks were told to report large transfers within a day.",
        "“Who will pay for the bridge?” asked Mr Osei.",
        "She said owners had a duty to clear snow from the pavement.",
        "The auditors recommended that the fund be wound up.",
        "“It is high time the ministry published the map,” the union said.",
        "Let us not repeat the errors of the last reform, the deputy said.",
        "The premier appealed to drivers to stay at home.",
        "The charter obliges signatories to pay a living wage.",
        "Residents demanded the return of the night bus.",
    ),
    "commitment": (
        "The operator said it would refund every passenger by Friday.",
        "“We'll mend the roof before winter,” the bishop promised.",
        "The province plans to train 4,000 nurses a year, the governor said.",
        "The new line will open in March 2027, the transport minister said.",
        "Nordhavn said it had agreed to sell its ferries to a rival.",
        "The bank said it would not raise its fees this year.",
        "The government will do everything in its power to save the yard, she added.",
        "Officials said that 20 clinics would be built in the hills by 2028.",
        "“I will resign if the audit finds fault with me,” the mayor said.",
        "The company vowed to appeal.",
    ),
    "assessment": (
        "The plan is a disaster for small farms, the union said.",
        "“This is theft,” said Jo Finch.",
        "“Nobody has asked the people who live there,” Ms Prado said.",
        "He called the vote a step backwards.",
        "“It's like filling a bath with the plug out,” she said.",
        "The chamber praised the talks as constructive.",
        "Analysts said the figures were worse than they looked.",
        "“The law is clear and the ministry has ignored it,” the judge said.",
        "The minister said that the reform mechanism is an important guarantee for stability.",
        "She believes the port is too small for the new ships.",
        "“Our teachers are exhausted,” said the head.",
        "The rules make life harder for honest traders, the guild said.",
    ),
    "prediction": (
        "The agency warned that prices would double by spring.",
        "Growth is expected to slow next year, the bank said.",
        "“There will be fewer fish in ten years,” the biologist said.",
        "The delay could cost the town its licence, a lawyer said.",
        "The heat will kill most of the coral, she said.",
        "Exports may fall again, according to the institute.",
        "The merger would create the largest lender in the region, analysts said.",
        "“If the dam goes, the valley goes,” said Mr Holm.",
    ),
    "justification": (
        "The levy was raised because the dikes are failing, the minister said.",
        "“We closed the road because it was about to slide,” said the engineer.",
        "The rule was introduced so that tenants can plan ahead, the ministry said.",
        "The officials explained that the pumps had been moved to keep them dry.",
        "The budget was cut owing to a fall in oil receipts, the treasury said.",
        "“That is why we left the alliance,” the leader said.",
    ),
    "report": (
        "Production rose 4 percent in May, the statistics office said.",
        "The two sides met in Geneva on Monday, a spokesman said.",
        "The ministry said 12 people had died in the flood.",
        "She said she had voted for the bill.",
        "The mine employs 300 people, according to the company.",
        "The court heard that the money was paid in cash.",
        "“We arrived at six and the gates were shut,” said the driver.",
        "The firm denied that it had paid the official.",
        "The valley lies 40 kilometres from the border, the guide said.",
        "The police said they had arrested three men.",
        "The notice lists the farms that have been inspected.",
        "He said his father had built the mill.",
        "Turnout was 61 percent, the commission reported.",
        "The minister did not say when the talks would resume.",
        "Talks were held on trade and fisheries, the statement said.",
    ),
}


@pytest.mark.parametrize(("function", "text"), [(name, text) for name, texts in FUNCTIONS.items() for text in texts])
def test_what_a_statement_does(function: str, text: str) -> None:
    _, rows = rows_of(text)
    (row,) = (row for row in rows if row.attribution == "explicit" and row.outer is None)
    assert row.function == function
    assert row.function_words
    assert all(row.start <= start < end <= row.end for start, end in row.function_words)


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("He said the tower should have been checked, which was a failure.", "assessment"),
        ("She said exports fell in May.", "report"),
        ("“Work on the bridge began in May,” she said.", "report"),
        ("He asked whether they must pay.", "report"),
        ("She said prices would double.", "prediction"),
        ("She said the council would mend the road.", "commitment"),
        ("She said the heat would spoil the fruit.", "prediction"),
        ("She said good schools were built in 12 towns.", "report"),
        ("She said the schools were good.", "assessment"),
    ],
    ids=[
        "should have",
        "the month",
        "no order",
        "reported question",
        "outcome",
        "agent",
        "no agent",
        "attribute",
        "verdict",
    ],
)
def test_near_misses_of_functions(text: str, function: str) -> None:
    _, rows = rows_of(text)
    assert rows[0].function == function


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The mayor said the offer was “an insult”.", "mixed"),
        ("The firm called the claims “baseless”.", "mixed"),
        ("She warned of “grave harm” to the reef.", "mixed"),
        ("He said the book “The Long Harvest” was out of print.", "indirect"),
        ("He said the so-called “levy” was a tax.", "indirect"),
        ("He said the town must hold the “three lines” and keep the “big picture” in mind.", "indirect"),
    ],
    ids=["verdict", "one word", "after a preposition", "title", "so-called", "slogans"],
)
def test_mode_of_short_quotations(text: str, mode: str) -> None:
    _, rows = rows_of(text)
    assert [row.mode for row in rows if row.attribution == "explicit" and row.outer is None] == [mode]


@pytest.mark.parametrize(
    "text",
    [
        "'Tis the season of the ferries. The quay fills early. Nobody minds the wait.",
        "'Twas in the '90s that the mill closed. The town shrank.",
    ],
)
def test_a_paragraph_that_begins_with_an_apostrophe_and_has_no_cue(text: str) -> None:
    _, rows = rows_of(text)
    assert [row.rule for row in rows] == ["narrator"] * len(rows) != []


# id: (text, who owns each sentence after the first; None is the narrator)
CONTINUED = {
    "duty": ("Lin Daqing said that leaks are a danger. Efforts must be made to mend pipes.", ["Lin Daqing"]),
    "chain that refers back": (
        "Lin Daqing said that leaks are a danger. It is necessary to mend every pipe. This is the key to saving water.",
        ["Lin Daqing"] * 2,
    ),
    "chain that does not": (
        "Lin Daqing said that leaks are a danger. It is necessary to mend every pipe. Rain falls in the hills.",
        ["Lin Daqing", None],
    ),
    "between two that go on": (
        "Lin Daqing said that leaks are a danger. It is necessary to mend pipes. 2031 is a key year. Towns must save.",
        ["Lin Daqing"] * 3,
    ),
    "the plan also": ("The notice requires a fence. It also bans dogs.", ["notice"]),
    "no paper": ("Ruth Vane wants a fence, she said. It also rains.", [None]),
    "narrator opens": ("Ruth Vane said that pipes leak. Under the plan, districts will train inspectors.", [None]),
    "narrator dates": ("Ruth Vane said that pipes leak. In 2031 the dam must be checked.", [None]),
    "event": ("Ruth Vane said that pipes leak. The meeting was held in May.", [None]),
    "not an event": ("Ruth Vane said that pipes leak. Talks must be held at once.", ["Ruth Vane"]),
    "no cue before": ("Pipes leak. It is necessary to mend every pipe.", [None]),
}


@pytest.mark.parametrize("name", CONTINUED)
def test_continued(name: str) -> None:
    text, expected = CONTINUED[name]
    _, rows = rows_of(text)
    owners = [row.speaker if row.attribution == "continued" else None for row in rows if row.attribution != "explicit"]
    assert owners[-len(expected) :] == expected


def test_a_single_label_makes_no_transcript() -> None:
    _, rows = rows_of("A levy\n\nNote: the levy is old.\n\nIt was brought in by a king.")
    assert rows[-1].speaker == "narrator"


# More of the same in other registers.
MORE_FUNCTIONS = {
    "assessment": (
        "“A road without a bus is just a road,” said the mayor.",
        "“It took courage to say so,” the bishop said of the report.",
        "She said the ministry had handled the crisis poorly.",
        "Farmers said the new gates were a blessing.",
        "“They treat us like numbers,” Ms Diallo said.",
        "The committee found that the contract offered good value.",
        "“This is what a working hospital looks like,” she said.",
        "The opposition called the figures a fairy tale.",
        "The governor said the region was proof that reform pays.",
        "He accused the firm of cheating its drivers.",
        "Residents complained that the lorries kept them awake.",
        "The envoy said that the talks had been frank and useful.",
        "The premier said that China and Laos enjoy a solid friendship.",
        "She said the reform had come a decade too late.",
        "He said he was not convinced by the plan.",
        "The paper said the minister had lost touch with the coast.",
    ),
    "justification": (
        "The fund was set up because banks would not lend to fishermen, she said.",
        "“Otherwise the young will leave,” the chief said.",
        "“We moved the market so that ambulances can pass,” the mayor said.",
        "He said the delay was due to a shortage of steel.",
        "The purpose of the levy, she said, was to pay for the sea wall.",
        "The bank said it had raised rates to curb prices.",
        "The curfew is needed to protect shopkeepers, the police said.",
    ),
    "directive": (
        "The airport asked passengers to arrive early.",
        "“Come to the table,” she told the rebels.",
        "Owners have until May to register their wells, the notice says.",
        "The plan calls for 40 new clinics.",
        "Shops are not to sell the syrup, the agency said.",
        "The party demanded an inquiry.",
        "The meeting asked all departments to grasp the work firmly.",
        "It is up to parliament to act, said the judge.",
        "“Give us the land back,” the crowd chanted.",
    ),
    "commitment": (
        "The firm said it was working on a repair.",
        "The city said it would plant a tree for every one felled.",
        "“You will have your bridge,” the president told the villagers.",
        "The two banks agreed to share their data.",
        "The company aims to halve its waste by 2030, it said.",
        "She said the ministry had set aside $3 million for nets.",
        "The minister assured farmers that seed would arrive in time.",
        "The operator refused to lower its fares.",
        "The club said that it would not sell the ground.",
    ),
    "prediction": (
        "The snow will be gone by noon, the office said.",
        "Prices are heading for a record, traders said.",
        "He said the river might burst its banks again.",
        "She feared that more plants would close.",
        "The strait could freeze by January, the pilot said.",
        "“This won't be the last flood,” said Mr Ruiz.",
    ),
    "report": (
        "The two firms together employ 900 people, the chamber said.",
        "He said that he first saw the ship at dawn.",
        "The talks lasted two hours, an aide said.",
        "The army said its troops had crossed the river.",
        "“I have lived here for forty years,” said Mrs Petty.",
        "The mill has been shut since 2019, the owner said.",
        "The survey showed that one in five wells is dry.",
        "The vote took place behind closed doors, two people said.",
        "The minister said that she had not read the report.",
        "Police said they were questioning a man of 40.",
        "The island has no hospital, the nurse said.",
        "He said his firm buys its steel in Sweden.",
        "The statement said the ministers exchanged views on trade.",
    ),
}


@pytest.mark.parametrize(
    ("function", "text"), [(name, text) for name, texts in MORE_FUNCTIONS.items() for text in texts]
)
def test_what_more_statements_do(function: str, text: str) -> None:
    _, rows = rows_of(text)
    assert [row.function for row in rows if row.attribution == "explicit" and row.outer is None] == [function]


def test_what_stands_after_because_is_not_the_point() -> None:
    article, rows = rows_of(
        "The fund was set up because banks would not lend, she said. He said they must pay because it is law."
    )
    assert [row.function for row in rows if row.attribution == "explicit"] == ["justification", "directive"]
    assert [article.text[a:b] for a, b in rows[0].function_words] == ["because"]


@pytest.mark.parametrize("text", ["The plan was agreed", "It was said", "The plan, the firm was told"])
def test_a_line_that_ends_in_a_passive(text: str) -> None:
    _, rows = rows_of(text)
    assert all(0 <= row.start < row.end <= len(text) for row in rows)
