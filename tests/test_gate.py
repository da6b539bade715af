"""The gate before large patterns: the matches are those of re.finditer, whatever the pattern and the text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.lexicon.gate import Gated
from communique.quantities.grammar import read_grammar
from communique.timex.grammar import read_grammar as read_time_grammar

PATTERNS = {
    "words": r"(?<![a-z])(?:two|ten|the\s+(?:next|last)\s+year)(?![a-z])",
    "optional": r"(?:a\s+)?b{2,3}c|(?P<x>\d+)",
    "guards": r"(?<![a-z\d])(?:one|o\.)|na|[x-z]+?y",
    "any": r"a.c|[^b]d",
    "unclear": r"..c|(?:x?)+y",
    "lookahead": r"(?=a)ab|ac$",
    "back": r"(a|b)\1",
    "repeat": r"(?:ab)*c",
    "quantities": read_grammar(None).trigger.pattern.pattern,
    "times": read_time_grammar(None).trigger.pattern.pattern,
}
GATED = {name: Gated(pattern) for name, pattern in PATTERNS.items()}
WORDS = [
    "two",
    "ten",
    "the next year",
    "bb",
    "c",
    "abc",
    "12",
    "na",
    "one",
    " ",
    ", ",
    "d",
    "a",
    "y",
    "z",
    "year",
    "2030",
]
WORDS += [
    "by the end of ",
    "percent",
    "five",
    "half a million",
    "twice",
    "third quarter",
    "-",
    "fy",
    "march ",
    "“",
    "\n",
    "十",
    "é",
]


@pytest.mark.parametrize("name", PATTERNS)
@settings(max_examples=60, deadline=None)
@given(text=st.lists(st.sampled_from(WORDS) | st.text("abcdnotwexyz 0129.", max_size=4), max_size=30).map("".join))
def test_matches_are_those_of_re(name, text):
    gated = GATED[name]
    expected = [(m.span(), m.groups()) for m in re.finditer(PATTERNS[name], text)]
    assert [(m.span(), m.groups()) for m in gated.finditer(text)] == expected


@pytest.mark.parametrize(
    ("name", "has_gate"), [("words", True), ("any", True), ("unclear", False), ("back", False), ("quantities", True)]
)
def test_a_pattern_without_clear_beginnings_has_no_gate(name, has_gate):
    assert (Gated(PATTERNS[name]).gates is not None) is has_gate
