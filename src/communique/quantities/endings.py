"""Words of ending: eliminate malaria, end gas flaring, coal-free, a thing of the past: end states without a figure.

What ends must be named: a war, a session or a strike ends too, and none of them is a metric.  Whether anybody is to
reach it by a date is decided in ``targets``; without both, no row comes of it.
"""

from __future__ import annotations

import re

from communique.lexicon import alternation
from communique.records import Quantity, Span

# Words between a verb of ending and what it ends.
_DETERMINERS = r"(?:(?:all|any|the|its|their|our|new|of|both|such|routine|extreme|remaining|every|further)\s+)*"
_PHRASE = re.compile(
    rf"(?:\s+and\s+[a-z]+(?:\s+(?:back|down|out))?)?\s+{_DETERMINERS}([a-z][\w'’-]*(?:\s+(?!(?:by|from|before|within|until|when|after|while|so|because)\b)[a-z][\w'’-]*){{0,5}})"
)
_NUMBER_NEXT = re.compile(
    r"\s+(?:(?:all|the|its|their|about|around|some|over|nearly|almost|at\s+least|more\s+than|up\s+to|a\s+further|another|half)\s+)*(?:\d|[$€£¥]|half\b|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|every\b|each\b|all\s+\d)"
)
_NO_VERB_BEFORE = re.compile(
    r"['’]s\s+$|"
    r"\b(?:the|this|that|year|month|week|day|year's|month's|term's|at|an|very|far|other|tail|high|low|open|dead|front|back|bus|whistle|pit|full|of|deep|east|west|north|south|either|one|travel|gas|truck)\s+$|-$"
)
_PRONOUN = re.compile(r"\s+(?:it|them|this|these|the\s+practice|altogether|entirely|completely)\b")
_BE_BEFORE = re.compile(r"\b(?:be|being|been|is|are|get)\s+(?:\w+ly\s+)?$")
_AT_END = re.compile(
    r"\s*(?:[,.;:)]|$|by\b|in\b|before\b|within\b|from\b|no\s+later\b|not\s+later\b|until\b|at\s+the\s+end\b|this\b|next\b|after\b|across\b|altogether\b|entirely\b|completely\b|for\s+good\b|nationwide\b|over\b|everywhere\b|once\b|on\s+\d|as\b|throughout\b|with\b|worldwide\b)"
)
# Whatever stands so far before a verb without object is what ends.
SUBJECT_WINDOW = 80


class Endings:
    """The words of ending of a lexicon, and how they are read."""

    def __init__(self, numbers: dict) -> None:
        words = numbers["endings"]
        self.strong, self.weak = frozenset(words["strong"]), frozenset(words["weak"])
        self.endable = frozenset(map(str, numbers["endable"]))
        plain = alternation([*words["strong"], *words["weak"], *map(str, words["vanishing"])])
        endable = alternation(self.endable)
        self.trigger = (
            rf"(?P<ending>(?:{plain})(?![\w-])|(?P<free>{endable})[-\s]free(?!\s+(?:trade|market|movement|zone|of|from))(?![\w-])"
            rf"|(?:{alternation(words['rid'])})(?=\s+(?:all\s+|the\s+|its\s+)?(?:[a-z-]+\s+)?(?:{endable})s?(?:-fired|-based|-burning|-powered|-fuelled)?(?![\w-])))"
        )

    def read(self, match: re.Match[str], folded: str, low: int, high: int) -> Quantity | None:
        """Return the end state that a trigger tells of, or None."""
        start, end = match.span()
        words = " ".join(match[0].split())
        noun: Span | None = None
        if match["free"]:
            noun = Span(*match.span("free"))
        else:
            before = folded[max(low, start - 16) : start]
            if words in self.weak and _NO_VERB_BEFORE.search(before):
                return None
            if _NUMBER_NEXT.match(folded, end, high):
                return None  # "eliminate 500 jobs": the number tells how much
            if words in self.strong or words in self.weak:
                if _AT_END.match(folded, end, high):
                    if not self._ends_of_itself(words, folded, low, start):
                        return None
                else:
                    noun = self._object(words, folded, end, high)
                    if noun is None and not self._ends_the_same(folded, low, start, end):
                        return None
            elif words in ("free of", "free from", "rid of", "out of"):
                if not re.search(
                    r"\b(?:be|become|is|are|get|getting|becoming|moving|move|remain|stay|being|entirely|fully|completely|wholly|itself|pull|declared|made)\s+(?:\w+ly\s+)?$",
                    folded[max(low, start - 24) : start],
                ):
                    return None
                noun = self._object(words, folded, end, high)
            elif words in ("to an end", "to a halt"):
                clause = folded[max(low, start - SUBJECT_WINDOW) : start]
                if not (
                    re.search(r"\b(?:bring|brings|bringing|brought|come|comes)\b", clause)
                    and self.names_endable(clause)
                ):
                    return None
            elif words == "gone" and not _AT_END.match(folded, end, high):
                return None
        span = Span(start, end)
        return Quantity(start, end, span, noun, None, None, None, "milestone", "eq", "milestone", None, "ending")

    def names_endable(self, words: str) -> bool:
        """Say whether a phrase names something that can be brought to an end."""
        return any(form in self.endable for word in re.split(r"[^\w'’-]+", words) for form in _singulars(word))

    def _ends_of_itself(self, words: str, folded: str, low: int, start: int) -> bool:
        """Say whether a verb without an object ends its subject: "flaring will cease", "coal is to be phased out"."""
        is_passive = words.endswith(("ed", "ed out")) or words == "banned"
        if is_passive and not _BE_BEFORE.search(folded, max(low, start - 24), start):
            return False
        if not is_passive and words not in ("end", "stop", "cease", "ends", "ceases"):
            return False
        return (is_passive and words in self.strong) or self.names_endable(
            folded[max(low, start - SUBJECT_WINDOW) : start]
        )

    def _ends_the_same(self, folded: str, low: int, start: int, end: int) -> bool:
        """Say whether a pronoun stands for what was named before: "halve rough sleeping by 2026 and end it by 2030"."""
        return _PRONOUN.match(folded, end) is not None and self.names_endable(
            folded[max(low, start - SUBJECT_WINDOW) : start]
        )

    def _object(self, words: str, folded: str, end: int, high: int) -> Span | None:
        """Return what is ended, where it can be."""
        match = _PHRASE.match(folded, end, high)
        if match is None:
            return None
        if words in self.strong and words != "consign":
            return Span(*match.span(1))
        return Span(*match.span(1)) if self.names_endable(match[1]) else None


def _singulars(word: str) -> tuple[str, ...]:
    """Return a word and what its singular may be."""
    if word.endswith("ies"):
        return word, word[:-3] + "y"
    return (word, word[:-1], word[:-2]) if word.endswith("es") else (word, word[:-1]) if word.endswith("s") else (word,)
