"""Who is to do what: a table of sentences by rule, each with a near-miss, and the laws of the rows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.article import Article
from communique.commitments import RULES, action_classes, find_commitments
from communique.commitments.verbs import inflect, lemmatise
from communique.lexicon import read_lexicon
from communique.segment import segment_sentences
from communique.statements import find_statements


def rows_of(text):
    article = Article.from_text(text, article_id="t")
    sentences = segment_sentences(article)
    statements = find_statements(article, sentences)
    return article.text, find_commitments(article, sentences, statements), statements


def words(text, span):
    return text[span.start : span.end] if span is not None else None


def table(text):
    """Return (actor, action, object, strength, status) of each row."""
    text, rows, _ = rows_of(text)
    return [(words(text, r.actor), r.action, words(text, r.object), r.strength, r.status) for r in rows]


TODO, DOING, DONE = "to do", "in progress", "done"
CASES = [
    # modal
    ("modal", "The council will build 40 schools.", [("The council", "build", "40 schools", "will", TODO)]),
    (
        "modal",
        "Local authorities shall publish the lists.",
        [("Local authorities", "publish", "the lists", "must", TODO)],
    ),
    ("modal", "Farmers need to report outbreaks.", [("Farmers", "report", "outbreaks", "must", TODO)]),
    ("modal", "We'll plant two million trees.", [("We", "plant", "two million trees", "will", TODO)]),
    ("modal", "The scheme would open in March.", [("The scheme", "open", None, "will", TODO)]),
    ("modal-not-forecast", "Prices will rise next year.", []),
    ("modal-not-forecast", "Exports will increase by 5 percent, the bank forecast.", []),
    ("modal-not-effect", "The new line will cut journey times by half.", []),
    ("modal-not-everyday", "She will visit her mother and cook dinner.", []),
    ("modal-not-possible", "The council could build 40 schools.", []),
    ("modal-not-question", "Will the council build 40 schools?", []),
    # passive
    ("modal-passive", "Forty clinics will be built by 2027.", [(None, "build", "Forty clinics", "will", TODO)]),
    (
        "modal-passive",
        "The levy must be abolished by the city council.",
        [("the city council", "abolish", "The levy", "must", TODO)],
    ),
    ("modal-passive-not", "The storm will be felt on the coast.", []),
    # aim
    (
        "aim",
        "The province strives to complete more than 70% of the main tasks by the end of this year.",
        [("The province", "complete", "more than 70% of the main tasks", "strive", TODO)],
    ),
    ("aim", "The firm plans to close two mines.", [("The firm", "close", "two mines", "plan", TODO)]),
    ("aim", "Ministers vowed to protect pensions.", [("Ministers", "protect", "pensions", "will", TODO)]),
    ("aim-not", "The firm plans for the worst.", []),
    ("aim-not", "Residents hope to see rain.", []),
    # attention
    (
        "attention",
        "State firms will pay more attention to improving product quality.",
        [("State firms", "improve", "product quality", "will", TODO)],
    ),
    ("attention-not", "Viewers pay more attention to the weather.", []),
    # necessary
    (
        "necessary",
        "It is necessary to deepen the reform of hospitals.",
        [(None, "deepen", "the reform of hospitals", "must", TODO)],
    ),
    ("necessary", "Efforts should be made to cut waste.", [(None, "cut", "waste", "must", TODO)]),
    ("necessary-not", "It is easy to forget the past.", []),
    # adjective
    (
        "adjective",
        "The bank is committed to halving its costs and is set to sell a branch.",
        [("The bank", "halve", "its costs", "will", TODO), ("The bank", "sell", "a branch", "plan", TODO)],
    ),
    # orders
    (
        "order",
        "The law requires airlines to publish delays.",
        [("airlines", "publish", "delays", "must", TODO)],
    ),
    ("order", "The union urged the city to raise wages.", [("the city", "raise", "wages", "encourage", TODO)]),
    ("order-not", "The order to the shop was large.", []),
    ("ordered", "Firms were told to stop deliveries.", [("Firms", "stop", "deliveries", "must", TODO)]),
    ("ordered", "Schools are required by law to test the water.", [("Schools", "test", "the water", "must", TODO)]),
    (
        "order-that",
        "The panel recommended that the tariff be abolished.",
        [(None, "abolish", "the tariff", "encourage", TODO)],
    ),
    ("order-that-not", "The panel recommended that book.", []),
    ("order-ing", "The plan calls for closing eleven depots.", [(None, "close", "eleven depots", "plan", TODO)]),
    ("order-ing-not", "The plan calls for patience.", []),
    # nouns
    (
        "noun-frame",
        "The ministry's decision to ban imports was welcomed.",
        [("The ministry", "ban", "imports", "plan", TODO)],
    ),
    (
        "noun-frame",
        "Officials agreed on a plan to restore the wetlands.",
        [("Officials", "restore", "the wetlands", "plan", TODO)],
    ),
    ("noun-frame-not", "Efforts to reduce waste have failed.", []),
    # done, in progress
    (
        "perfect",
        "The ministry has completed the first stage.",
        [("The ministry", "complete", "the first stage", None, DONE)],
    ),
    (
        "perfect",
        "The ministry has since last week closed four markets.",
        [("The ministry", "close", "four markets", None, DONE)],
    ),
    ("perfect-not", "The river has risen two metres.", []),
    ("perfect-passive", "Four markets have been closed.", [(None, "close", "Four markets", None, DONE)]),
    (
        "progress",
        "The province is rolling out a voucher scheme.",
        [("The province", "roll out", "a voucher scheme", None, DOING)],
    ),
    ("progress-not", "Inflation is rising.", []),
    ("progress-passive", "A second dam is being built.", [(None, "build", "A second dam", None, DOING)]),
    ("past", "The regulator fined three banks.", [("The regulator", "fine", "three banks", None, DONE)]),
    ("past-not-participle", "The plan approved by the cabinet is long.", []),
    ("past-not-participle", "The firms awarded contracts last year will build the line.", []),
    (
        "past-passive",
        "The bridge was opened in March by the transport minister.",
        [("the transport minister", "open", "The bridge", None, DONE)],
    ),
    ("document", "The new law bans single-use plates.", [("The new law", "ban", "single-use plates", "must", TODO)]),
    ("document-not", "The new law pleases shoppers.", []),
    ("document-not-plural", "The work on various reform measures is long.", []),
    # coordination
    (
        "coordinated",
        "Local authorities should promote the transfer of land, focus on training farmers, and better play the role of "
        "cooperatives.",
        [
            ("Local authorities", "promote", "the transfer of land", "must", TODO),
            ("Local authorities", "focus", "training farmers", "must", TODO),
            ("Local authorities", "play", "the role of cooperatives", "must", TODO),
        ],
    ),
    (
        "coordinated",
        "The city will create, fund and run three shelters.",
        [
            ("The city", "create", "three shelters", "will", TODO),
            ("The city", "fund", "three shelters", "will", TODO),
            ("The city", "run", "three shelters", "will", TODO),
        ],
    ),
    (
        "coordinated-not-noun",
        "The city will fund research and support.",
        [("The city", "fund", "research and support", "will", TODO)],
    ),
    (
        "coordinated-other-subject",
        "The agency must publish its findings, and the ministry will answer them.",
        [("The agency", "publish", "its findings", "must", TODO)],
    ),
    (
        "coordinated-own-strength",
        "It is necessary to strengthen oversight, strive to achieve greater breakthroughs in key areas, and strive to "
        "complete half of the tasks by June.",
        [
            (None, "strengthen", "oversight", "must", TODO),
            (None, "achieve", "greater breakthroughs in key areas", "strive", TODO),
            (None, "complete", "half of the tasks", "strive", TODO),
        ],
    ),
    (
        "chained-gerund",
        "The meeting requires all counties to firmly establish a sense of the whole, focusing on grain security, "
        "closely following local needs, and promoting joint patrols.",
        [
            ("all counties", "establish", "a sense of the whole", "must", TODO),
            ("all counties", "focus", "grain security", "must", TODO),
            ("all counties", "follow", "local needs", "must", TODO),
            ("all counties", "promote", "joint patrols", "must", TODO),
        ],
    ),
    (
        "chained-gerund-not-result",
        "The firm will build a plant, creating 500 jobs and boosting growth.",
        [("The firm", "build", "a plant", "will", TODO)],
    ),
    (
        "coordinated-past",
        "The Commission adopted a proposal to cap charges and opened a consultation.",
        [
            ("The Commission", "adopt", "a proposal to cap charges", None, DONE),
            ("The Commission", "cap", "charges", "plan", TODO),
            ("The Commission", "open", "a consultation", None, DONE),
        ],
    ),
    (
        "coordinated-phrasal",
        "The company aims to switch to green steel and phase out coal.",
        [
            ("The company", "switch", "green steel", "strive", TODO),
            ("The company", "phase out", "coal", "strive", TODO),
        ],
    ),
    # machine-translated
    (
        "translated",
        "All localities must firmly grasp the main line, do a good job in disaster relief, and ensure stable supply.",
        [
            ("All localities", "grasp", "the main line", "must", TODO),
            ("All localities", "do", "a good job in disaster relief", "must", TODO),
            ("All localities", "ensure", "stable supply", "must", TODO),
        ],
    ),
    (
        "translated-third-person",
        "State firms will better serve the young, and create a modern town comprehensively promotes the reform of "
        "ports and makes new contributions.",
        [
            ("State firms", "serve", "the young", "will", TODO),
            ("State firms", "create", "a modern town", "will", TODO),
            ("State firms", "promote", "the reform of ports", "will", TODO),
            ("State firms", "make", "new contributions", "will", TODO),
        ],
    ),
    (
        "translated-false-stop",
        "It is necessary to seize the links with a spirit of diligence. work, strengthen results, and improve "
        "services.",
        [
            (None, "seize", "the links with a spirit of diligence", "must", TODO),
            (None, "strengthen", "results", "must", TODO),
            (None, "improve", "services", "must", TODO),
        ],
    ),
    # the object ends before the next clause, a purpose, a time
    (
        "object-purpose",
        "The ministry will raise fees to fund repairs.",
        [("The ministry", "raise", "fees", "will", TODO)],
    ),
    ("object-clause", "The state will ban nets that harm turtles.", [("The state", "ban", "nets", "will", TODO)]),
    ("object-time", "The state will ban plastic nets in 2026.", [("The state", "ban", "plastic nets", "will", TODO)]),
    (
        "object-infinitive",
        "It is necessary to implement the measures to protect forests.",
        [(None, "implement", "the measures to protect forests", "must", TODO)],
    ),
    # the doer
    (
        "actor-apposition",
        "The agency, a body of nine experts, must publish its findings.",
        [("The agency", "publish", "its findings", "must", TODO)],
    ),
    ("actor-after-place", "In March the council will hold a vote.", [("the council", "hold", "a vote", "will", TODO)]),
    (
        "actor-list",
        "Kenya, Uganda and Tanzania will sign a treaty.",
        [("Kenya, Uganda and Tanzania", "sign", "a treaty", "will", TODO)],
    ),
    # what was pledged is still to do; what was begun is under way
    ("pledged", "Nigeria has vowed to end gas flaring.", [("Nigeria", "end", "gas flaring", "will", TODO)]),
    ("pledged", "Ministers have agreed to share data.", [("Ministers", "share", "data", "plan", TODO)]),
    ("begun", "The council has begun building a tram line.", [("The council", "build", "a tram line", None, DOING)]),
    ("pledged-not", "The council has built a tram line.", [("The council", "build", "a tram line", None, DONE)]),
    # headlines: present is done, "to" is planned
    ("headline", "Germany approves a defence fund", [("Germany", "approve", "a defence fund", None, DONE)]),
    ("headline", "EU to require solar panels", [("EU", "require", "solar panels", "plan", TODO)]),
    ("headline", "Peru: government declares an emergency", [("government", "declare", "an emergency", None, DONE)]),
    ("headline-not", "The city collects taxes from residents every month.", []),
    ("headline-not", "A long road to reform", []),
    ("headline-not", "Prices and measures", []),
    # goals as subjects, clauses that follow
    ("goal", "Our task is to strengthen primary care.", [(None, "strengthen", "primary care", "must", TODO)]),
    (
        "goal",
        "The aim of the programme is to connect every village.",
        [(None, "connect", "every village", "strive", TODO)],
    ),
    (
        "relative",
        "A law that obliges platforms to remove fakes took effect.",
        [("platforms", "remove", "fakes", "must", TODO)],
    ),
    (
        "other-clause",
        "The bill requires landlords to sell land and bans all evictions.",
        [("landlords", "sell", "land", "plan", TODO)],
    ),
    # what stands between a verb of will and its "to"
    (
        "between",
        "The cabinet decided on Monday to raise the levy.",
        [("The cabinet", "raise", "the levy", "plan", TODO)],
    ),
    (
        "between",
        "The firm intends, subject to approval, to build a plant.",
        [("The firm", "build", "a plant", "plan", TODO)],
    ),
    ("between-not", "The firm intends no harm and has little to build.", []),
    ("did", "The ministry did not approve the plan.", [("The ministry", "approve", "the plan", None, DONE)]),
    ("did-not", "Nobody knew what the ministry did.", []),
    (
        "singular",
        "The lender, which owns a mine, will sell its stake.",
        [("The lender", "sell", "its stake", "will", TODO)],
    ),
    # instructions
    ("instruction", "- Train 500 teachers", [(None, "train", "500 teachers", "plan", TODO)]),
    (
        "instruction",
        "Strengthen the building of institutions.",
        [(None, "strengthen", "the building of institutions", "must", TODO)],
    ),
    ("instruction-not", "Trade rose.", []),
    ("instruction-not", "Support for the plan was weak.", []),
    ("instruction-not", "Work on the dam stopped.", []),
    # times are no part of the doer, nor a parenthesis of the verb
    (
        "doer",
        "The commission on Tuesday proposed to ban sachets.",
        [("The commission", "ban", "sachets", "plan", TODO)],
    ),
    ("doer", "Last month the regulator fined two banks.", [("the regulator", "fine", "two banks", None, DONE)]),
    ("doer-not", "The members of 2024 will plant trees.", [("The members of 2024", "plant", "trees", "will", TODO)]),
    ("parenthesis", "The city will, by May, replace its buses.", [("The city", "replace", "its buses", "will", TODO)]),
    ("parenthesis", "The city will have replaced its buses.", [("The city", "replace", "its buses", "will", TODO)]),
    ("condition-not", "The fund must grow if the scheme is to continue the work.", []),
    (
        "per-cent",
        "Firms must disclose 30 per cent of sales.",
        [("Firms", "disclose", "30 per cent of sales", "must", TODO)],
    ),
    ("contraction", "We've cut the backlog.", [("We", "cut", "the backlog", None, DONE)]),
    ("used-to", "The fund will be used to retrain miners.", [(None, "retrain", "miners", "will", TODO)]),
    ("want", "The union wants the firm to raise wages.", [("the firm", "raise", "wages", "encourage", TODO)]),
    (
        "ordered",
        "The court ordered the ministry to publish the report.",
        [("the ministry", "publish", "the report", "must", TODO)],
    ),
    ("court-order-not", "A court order to the ministry was short.", []),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(text, expected, id=f"{name}-{n}") for n, (name, text, expected) in enumerate(CASES)],
)
def test_rows(text, expected):
    assert table(text) == expected


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        pytest.param("The firm will not close the mine.", "negative", id="not"),
        pytest.param("The firm will never close the mine.", "negative", id="never"),
        pytest.param("The firm refused to close the mine.", "negative", id="refused"),
        pytest.param("The state has no plans to extend the ban.", "negative", id="no-plans"),
        pytest.param("Ministers vowed not to raise duties.", "negative", id="vowed-not"),
        pytest.param("The city will not only mend the roads.", "positive", id="not-only"),
        pytest.param("The firm will close no-frills shops.", "positive", id="no-inside-object"),
    ],
)
def test_polarity(text, polarity):
    _, rows, _ = rows_of(text)
    assert [row.polarity for row in rows] == [polarity]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        pytest.param(
            "It is necessary to improve the decision-making, implementation and supervision mechanisms.",
            ["decision-making", "implementation", "supervision mechanisms"],
            id="three",
        ),
        pytest.param(
            "Firms will pay more attention to improving the added value, functional value, share of new industries and "
            "exports, and brand value.",
            ["added value", "functional value", "share of new industries and exports", "brand value"],
            id="and-inside-item",
        ),
        pytest.param("The city will build roads and schools.", ["roads", "schools"], id="two"),
        pytest.param("The city will build a road, a first in the region.", [], id="apposition"),
        pytest.param("The city will make new and greater efforts.", [], id="two-adjectives"),
        pytest.param("The city will build a road.", [], id="one"),
    ],
)
def test_items(text, items):
    text, rows, _ = rows_of(text)
    assert [words(text, item) for item in rows[0].items] == items


@pytest.mark.parametrize(
    ("text", "objects"),
    [
        ("They will name St. Mary Hospital and Dr. Lund.", ["St. Mary Hospital and Dr. Lund"]),
        ("The agency will send aid to Gov. Smith's district.", ["aid to Gov. Smith's district"]),
        ("They moved to Westchester last year.", []),
        ("The ministry agreed to Geneva talks.", []),
    ],
)  # fmt: skip
def test_short_forms_and_names(text, objects):
    text, rows, _ = rows_of(text)
    assert [words(text, row.object) for row in rows] == objects


def test_statement_is_the_innermost_that_covers_the_verb():
    _, rows, statements = rows_of("Trade rose.\n\nMinister Ana Cruz said the ministry will build a port.")
    (row,) = rows
    assert statements[row.statement].speaker == "Ana Cruz"


def test_headlines_are_read_and_labels_are_not():
    text, rows, _ = rows_of(
        "City will build port\n\nThe day was calm. Nobody came.\n\nSale of land\n\nIt was late.\n\nTags: housing, build"
    )
    assert [(r.action, words(text, r.actor), r.strength, r.rule) for r in rows] == [
        ("build", "City", "will", "headline")
    ]


def test_every_rule_of_the_tests_is_described():
    made = {row.rule for _, text, _ in CASES for row in rows_of(text)[1]}
    assert made <= set(RULES)


def test_no_preposition_is_a_verb():
    small = set("at by for from in into of off on out over to under up with and or but if it its the".split())
    assert not small & set(action_classes())


def test_every_action_has_a_class():
    classes = action_classes()
    assert classes["phase out"] == "cut"
    assert classes["give"] == "fund"
    assert set(read_lexicon("actions")["classes"]) == set(classes.values())


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("recalibrating", "recalibrate"),
        ("tidied", "tidy"),
        ("planned", "plan"),
        ("undertook", "undertake"),
        ("during", "during"),
    ],
)
def test_lemmatise(form, lemma):
    assert lemmatise(form) == lemma


@pytest.mark.parametrize("lemma", ["carry", "cut", "agree", "ban", "publish", "undertake", "tie", "focus"])
def test_forms_lead_back(lemma):
    assert {lemmatise(form) for form in inflect(lemma)} == {lemma}


WORDS = (
    "The council|will|must|not|build|schools|,|and|to|that|which|“|”|.|by 2030|it is necessary to|requires|firms|"
    "plans to|strengthening|the|roads|has|been|closed|;|of|is|being|’s|\n|中文|😀|(|)|$5|we'll|calls for|order|plan"
)
PIECES = st.sampled_from(WORDS.split("|"))


@given(st.lists(PIECES, max_size=40).map(" ".join))
@settings(max_examples=80, deadline=None)
def test_laws(text):
    text, rows, statements = rows_of(text)
    assert rows == rows_of(text)[1]
    assert [(r.start, r.end) for r in rows] == sorted((r.start, r.end) for r in rows)
    for row in rows:
        assert 0 <= row.start <= row.verb.start < row.verb.end <= row.end <= len(text)
        assert row.rule in RULES
        for span in (row.actor, row.object, *row.items):
            assert span is None or text[span.start : span.end].strip()
        assert row.statement is None or 0 <= row.statement < len(statements)


@pytest.mark.parametrize(
    "text", ["", "\n", "will " * 3000, "The council will build, " * 800, "requires " * 2000 + "to build", "is " * 5000]
)
def test_hostile(text):
    rows_of(text[:20000])
