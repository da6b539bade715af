"""What statements do: judgement against report by all signs, and the forms of calls.  Every sentence is invented."""

from __future__ import annotations

import pytest

from communique.article import Article
from communique.segment import segment_sentences
from communique.statements import find_statements
from communique.statements.judgement import is_judgement


def function(text: str) -> str | None:
    article = Article.from_text(text)
    rows = [row for row in find_statements(article, segment_sentences(article)) if row.outer is None]
    return rows[0].function


CASES = {
    "quoted verdict in a paraphrase": ("The mayor said the tram was “a museum piece”.", "assessment"),
    "quoted figure in a paraphrase": ("The mayor said the tram carried “about 900” riders in May.", "report"),
    "critics likened it": ("Critics said the fund was a piggy bank for ministers.", "assessment"),
    "police told what happened": ("Police said the car hit a wall and two men ran off.", "report"),
    "a study found": ("The study found that hens kept outdoors laid 4 percent fewer eggs.", "report"),
    "denial": ("The firm denied that any of its trucks had been on the road.", "report"),
    "union on the offer": ("The union says the offer is an insult.", "assessment"),
    "idiom of blame": ("Parents said the board had kicked the can down the road.", "assessment"),
    "idiom of praise": ("Villagers said the cooperative had come on in leaps and bounds.", "assessment"),
    "order of two words": ("“Hold firm,” the union wrote.", "directive"),
    "two words that are no order": ("“Work continues,” the union wrote.", None),
    "order in the second sentence": ("“Enough talk. Give the land back,” said Mrs Owusu.", "directive"),
    "will be given": ("The minister said every school will be given a well.", "commitment"),
    "should be given": ("The minister said every school should be given a well.", "directive"),
    "to blame": ("She said the frost and a lack of pickers are to blame.", "justification"),
    "are to": ("She said pickers are to wear gloves.", "directive"),
    "noun that calls": ("The envoy renewed his plea for a truce.", "directive"),
    "high time": ("She said it was high time the road was mended.", "directive"),
    "for want of": ("He said the clinic closed for want of nurses.", "justification"),
    "looks set to": ("He said the lake looks set to dry out.", "prediction"),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_what_it_does(text: str, expected: str | None) -> None:
    assert function(text) == expected


def test_signs_are_added_up() -> None:
    assert is_judgement({"quoted", "source: party"}, None)
    assert not is_judgement({"content: figure", "source: document"}, None)
    assert not is_judgement({"a sign that has no weight"}, None)
