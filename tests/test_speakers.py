"""Who is who: names, roles, organisations, and mentions of the same person.  Every name is invented."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.article import Article
from communique.segment import segment_sentences
from communique.speakers import Speakers
from communique.statements import find_statements

FOLDER = Path(__file__).parent / "development" / "speakers"
OPENINGS = yaml.safe_load((FOLDER / "openings.yaml").read_text(encoding="utf-8"))
SECOND = yaml.safe_load((FOLDER / "second.yaml").read_text(encoding="utf-8"))


def speakers(text: str) -> list[tuple]:
    article = Article.from_text(text)
    rows = find_statements(article, segment_sentences(article))
    return [
        (row.speaker, row.speaker_kind, row.role_title, row.organisation)
        for row in rows
        if row.attribution == "explicit" and row.outer is None
    ]


# id: (source phrase, (name, kind, role, organisation))
PHRASES = {
    "role before": ("Energy Minister Ruth Vane", ("Ruth Vane", "person", "Energy Minister", None)),
    "role after": (
        "Lin Daqing, deputy head of the Hexi Water Bureau",
        ("Lin Daqing", "person", "deputy head", "Hexi Water Bureau"),
    ),
    "role after with owner": (
        "Siti binti Ahmad, the group's chief financial officer",
        ("Siti binti Ahmad", "person", "chief financial officer", "group"),
    ),
    "role-name": (
        "The chief executive of Nordhavn Steel, Lars Brandt",
        ("Lars Brandt", "person", "chief executive", "Nordhavn Steel"),
    ),
    "portfolio stays in the role": (
        "Ama Boateng, minister for water",
        ("Ama Boateng", "person", "minister for water", None),
    ),
    "age and relative clause": ("Tom Reed, 61, who farms there", ("Tom Reed", "person", None, None)),
    "party in brackets": ("Sen. Bill Orr (D-Ohio)", ("Bill Orr", "person", "Sen.", None)),
    "honorific is no role": ("Dr. Grace Mwangi", ("Grace Mwangi", "person", None, None)),
    "family name that is a role": ("Tom Baker", ("Tom Baker", "person", None, None)),
    "role ending": ("Harbourmaster Jo Finch", ("Jo Finch", "person", "Harbourmaster", None)),
    "organisation": ("The Ministry of Finance", ("Ministry of Finance", "organisation", None, None)),
    "acronym": ("NDRC", ("NDRC", "organisation", None, None)),
    "place": ("Beijing", ("Beijing", "organisation", None, None)),
    "meeting": ("The meeting", ("meeting", "organisation", None, None)),
    "group": ("Many industry insiders", ("industry insiders", "group", None, None)),
    "group with tail": (
        "officials familiar with the talks",
        ("officials familiar with the talks", "group", None, None),
    ),
    "document": ("The notice, published in May", ("notice", "document", None, None)),
    "unnamed person": (
        "A spokesman for the Harbour Trust",
        ("spokesman for the Harbour Trust", "person", "spokesman", "Harbour Trust"),
    ),
    "pronoun without anybody": ("She", (None, "person", None, None)),
}


@pytest.mark.parametrize("name", PHRASES)
def test_phrase(name: str) -> None:
    phrase, expected = PHRASES[name]
    found = Speakers(phrase).resolve(0, len(phrase))
    assert (found.name, found.kind, found.role_title, found.organisation) == expected


# id: (text, names of the speakers in order)
MENTIONS = {
    "surname": ("Ama Boateng said yes. Boateng said it rained.", ["Ama Boateng"] * 2),
    "family name first": (
        "Lin Daqing said yes. Lin said it rained. Mr. Lin said it would not last.",
        ["Lin Daqing"] * 3,
    ),
    "pronoun": ("Ama Boateng said yes. She said it was late.", ["Ama Boateng"] * 2),
    "pronoun of a person who only acted": (
        "Ama Boateng visited the port on Monday. She said it was late.",
        ["Ama Boateng"],
    ),
    "pronoun of the other sex": (
        "Mr Rao Anand said yes. Ms Ines Prado said it rained. He said it was late.",
        ["Rao Anand", "Ines Prado", "Rao Anand"],
    ),
    "role alone": (
        "Energy Minister Ruth Vane said yes. Tom Reed, a farmer, said it rained. The minister said it was late.",
        ["Ruth Vane", "Tom Reed", "Ruth Vane"],
    ),
    "role alone, other word": (
        "Ines Prado, spokeswoman for the port, said yes. The spokesperson said it was late.",
        ["Ines Prado"] * 2,
    ),
    "role alone before the name": (
        "The mayor said yes. Mayor Ines Prado then left for the port.",
        ["Ines Prado"],
    ),
    "a new one with the role": (
        "Energy Minister Ruth Vane said yes. A minister from the south said it rained.",
        ["Ruth Vane", "minister from the south"],
    ),
    "two of one surname stay apart": (
        "Anand Rao said yes. Anita Rao said it rained. Rao said it was late.",
        ["Anand Rao", "Anita Rao", "Rao"],
    ),
    "body": (
        "The Ministry of Water said yes. The ministry said it was late. It said so was the rain.",
        ["Ministry of Water"] * 3,
    ),
    "relative pronoun": ("The levy was brought in by Ruth Vane, who said it was fair.", ["Ruth Vane"]),
    "full name given later": ("“Yes,” said Boateng. Ama Boateng added: “No.”", ["Ama Boateng"] * 2),
}


@pytest.mark.parametrize("name", MENTIONS)
def test_mention(name: str) -> None:
    text, expected = MENTIONS[name]
    assert [row[0] for row in speakers(text)] == expected


def test_unresolved_says_why() -> None:
    text = "Anand Rao said yes. Anita Rao said it rained. Rao said it was late."
    article = Article.from_text(text)
    rows = find_statements(article, segment_sentences(article))
    assert "Anand Rao or Anita Rao" in rows[-1].note
    article = Article.from_text("He said it was late.")
    (row,) = find_statements(article, segment_sentences(article))
    assert row.speaker is None
    assert "'He'" in row.note


def test_later_mentions_carry_role_and_organisation() -> None:
    rows = speakers("Lin Daqing, deputy head of the Hexi Water Bureau, said yes. “No,” Lin said.")
    assert rows[0] == rows[1] == ("Lin Daqing", "person", "deputy head", "Hexi Water Bureau")


def test_second_openings_stay_as_good_as_they_are() -> None:
    """Openings written before their answers were seen: not every row is right, but no fewer than now."""
    right, rows = Counter(), 0
    for opening in SECOND.values():
        found = speakers(opening["text"])
        if len(found) != len(opening["rows"]):
            continue
        for ours, theirs in zip(found, opening["rows"], strict=True):
            rows += 1
            right.update(
                field
                for field, a, b in zip(("name", "kind", "role", "organisation"), ours, theirs, strict=True)
                if (a or "").lower() == (b or "").lower()
            )
    shares = {field: count / rows for field, count in right.items()}
    assert rows > 130
    assert shares["name"] > 0.92
    assert shares["role"] > 0.88
    assert shares["organisation"] > 0.87


# id: (text, (name, kind, role, organisation) of the first statement)
WHO = {
    "body with a sort before the role": (
        "Norrland Power chief executive Eva Dahl said dams were full.",
        ("Eva Dahl", "person", "chief executive", "Norrland Power"),
    ),
    "body of two letters": ("UN aid chief Lena Roth said roads were cut.", ("Lena Roth", "person", "aid chief", "UN")),
    "modifiers alone are the role": (
        "Deputy Chief constable Al Reeve said two men were held.",
        ("Al Reeve", "person", "Deputy Chief constable", None),
    ),
    "plural owner within a name": (
        "Coastal Anglers' Federation chairman Ned Orr said cod had gone.",
        ("Ned Orr", "person", "chairman", "Coastal Anglers' Federation"),
    ),
    "country before a name": (
        "Portugal's Rui Sá, a Green MEP, said the text was weak.",
        ("Rui Sá", "person", "Green MEP", None),
    ),
    "whose son": ("Mary Gant, whose son was hurt, said the lamp was out.", ("Mary Gant", "person", None, None)),
    "paper published by": (
        "A report published by the Tidal Research Fund said sands had moved.",
        ("report", "document", None, "Tidal Research Fund"),
    ),
    "place of residents": (
        "Residents of Larkham said the bus never came.",
        ("residents of Larkham", "group", None, None),
    ),
    "name after a common noun": (
        "Head of the regional health service Marta Ruiz said wards were full.",
        ("Marta Ruiz", "person", "Head of the regional health service", None),
    ),
    "company that only begins a sentence": (
        "Vestby Ferries has cancelled its sailings. Spokesman Arne Moe said a shaft had broken, and the company wept.",
        ("Arne Moe", "person", "Spokesman", "Vestby Ferries"),
    ),
    "person who begins a sentence": (
        "Nora Vestby has sold the company. Spokesman Arne Moe said Vestby was tired.",
        ("Arne Moe", "person", "Spokesman", None),
    ),
    "letters of a name as a label": (
        "Kofi Adjei heads the works. Interview by Jan Moor.\n\nKA: The pipes are old.\n\nJM: All of them?",
        ("Kofi Adjei", "person", None, None),
    ),
    "answers of an interview": (
        "Interview with Ruth Bell, director of the Harbour Trust\n\nA: The port is busy.\n\nA: It will grow.",
        ("Ruth Bell", "person", "director", "Harbour Trust"),
    ),
    "office as a label": (
        "A morning with the minister for ports, Lena Aho\n\nMINISTER: They are safe.\n\nMINISTER: All of them.",
        ("Lena Aho", "person", "Minister", None),
    ),
    "an acronym is no person": ("IMF: The debt is too high.", ("IMF", "organisation", None, None)),
}


@pytest.mark.parametrize(("text", "expected"), WHO.values(), ids=WHO)
def test_who_it_is(text: str, expected: tuple) -> None:
    assert speakers(text)[0] == expected


@pytest.mark.parametrize("name", OPENINGS)
def test_opening(name: str) -> None:
    opening = OPENINGS[name]
    assert [list(row) for row in speakers(opening["text"])] == opening["rows"]


# Sentences that look like those of the openings: id: (text, (name, kind, role, organisation) of the last)
NEAR_MISSES = {
    "what a minister is for is no body": (
        "Pia Lund, minister of energy, said yes.",
        ("Pia Lund", "person", "minister of energy", None),
    ),
    "a body that is not named stays in the role": (
        "Pia Lund, head of the local growers' club, said yes.",
        ("Pia Lund", "person", "head of the local growers' club", None),
    ),
    "the union is not the ministry": (
        "The Ministry of Water said yes. The union said no.",
        ("union", "organisation", None, None),
    ),
    "a farmer stands for no firm": (
        "Calder Foods said sales rose. Farmer Jo Finch said it rained.",
        ("Jo Finch", "person", "Farmer", None),
    ),
    "a superintendent keeps the police in the role": (
        "Police Superintendent Obi Eze said two men were held.",
        ("Obi Eze", "person", "Police Superintendent", None),
    ),
    "a party is no employer": ("Jo Finch, a Republican, said the levy was dead.", ("Jo Finch", "person", None, None)),
    "capitals that stand for nobody": ("The ONC said prices rose.", ("ONC", "organisation", None, None)),
    "a month is no publisher": ("The notice, published in May, says no.", ("notice", "document", None, None)),
    "another of the same role": (
        "Beekeeper Tom Alder said yes. Another beekeeper said the spring was cold.",
        ("another beekeeper", "person", "beekeeper", None),
    ),
}


# id: (text, organisation of the last speaker)
IMPLIED = {
    "the body of the lead": (
        "The Aldmouth Harbour Trust will build a pier. The director, Jo Finch, said work had begun.",
        "Aldmouth Harbour Trust",
    ),
    "the one named most": (
        "Kestrel Bank Group sued the Port Authority. Kestrel Bank Group lost. Chairman Bo Holm said it was a shame.",
        "Kestrel Bank Group",
    ),
    "no body stands for a farmer": ("The Aldmouth Harbour Trust will build a pier. Farmer Jo Finch said no.", None),
    "no body before": ("Chairman Bo Holm said no. The Aldmouth Harbour Trust will build a pier.", None),
    "another sort": ("The Ministry of Water has a plan. Commissioner Bo Holm said no.", None),
}


@pytest.mark.parametrize("name", IMPLIED)
def test_body_that_a_role_stands_for(name: str) -> None:
    text, expected = IMPLIED[name]
    assert speakers(text)[-1][3] == expected


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_near_miss(name: str) -> None:
    text, expected = NEAR_MISSES[name]
    assert speakers(text)[-1] == expected


@pytest.mark.parametrize(
    ("mention", "name", "role"),
    [
        pytest.param("Minister of Transport Hanno Brielle", "Hanno Brielle", "Minister of Transport", id="field"),
        pytest.param("Deputy Minister of Finance Liu Wei", "Liu Wei", "Deputy Minister of Finance", id="deputy"),
        pytest.param(
            "Permanent Secretary for Health Dr Jane Ode", "Jane Ode", "Permanent Secretary for Health", id="honorific"
        ),
        pytest.param(
            "Minister of Agriculture and Rural Development Jo van der Berg",
            "Jo van der Berg",
            "Minister of Agriculture and Rural Development",
            id="two-fields",
        ),
        pytest.param("minister of transport Hanno Brielle", "Hanno Brielle", "minister of transport", id="small"),
    ],
)
def test_name_after_the_field_of_a_minister(mention, name, role):
    text = f"Prime Minister Ann Lee said the plan works. {mention} said that 130 kilometres had been built."
    article = Article.from_text(text, article_id="x")
    rows = find_statements(article, segment_sentences(article))
    described = Speakers(text).resolve(text.index(mention), text.index(mention) + len(mention))
    assert (rows[-1].speaker, described.role_title) == (name, role)


def test_field_of_a_minister_is_no_first_name():
    text = 'Minister of Economy Ilena Dorvath arrived late. "We will close the boards," Dorvath said.'
    article = Article.from_text(text, article_id="x")
    assert [row.speaker for row in find_statements(article, segment_sentences(article))][-1] == "Ilena Dorvath"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        pytest.param("According to a letter seen by the paper, the deal is off.", "letter", "document", id="seen"),
        pytest.param("According to figures released by the bank, prices rose.", "figures", "document", id="released"),
        pytest.param("The accused said that he was ill.", "accused", "person", id="accused"),
        pytest.param("Factories said that orders fell.", "factories", "group", id="plural"),
        pytest.param("Jo Waters spoke. Waters said that orders fell.", "Jo Waters", "person", id="surname"),
    ],
)
def test_sources_cut_at_a_participle_and_plurals(text, name, kind):
    article = Article.from_text(text, article_id="x")
    last = [row for row in find_statements(article, segment_sentences(article)) if row.attribution == "explicit"][-1]
    assert last.speaker == name
    if kind != "person":
        assert last.speaker_kind == kind


PIECES = st.sampled_from([
    "the minister", "“", '"', "'", ",", ".", " ", "he", "its director", "the company's", "of the", "at", "MD", "(ABC)",
    "(", "The 52-year-old", "Minister of", "J. K.", "who heads", "report by", "Ann Lee", "’s", "说", "İ", "the charity",
    "Her",
])  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_pieces_of_phrases_are_read(pieces: list[str]) -> None:
    """Whatever is called a source gets a record, with a reason where it has no name."""
    text = " ".join(pieces)
    found = Speakers(text).resolve(0, len(text))
    assert found.name is None or found.name.strip()
    assert found.name is not None or found.note
