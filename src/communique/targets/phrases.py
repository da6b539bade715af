"""Noun phrases: where they begin and end, cut without a parser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from communique.lexicon import alternation
from communique.records import Quantity, Span
from communique.targets.cues import Chunk, Cue, Cues

TOKEN = re.compile(r"[^\W_][\w'’&./+-]*|[^\w\s]")
_QUOTES = frozenset('“”"‘«')
_LINK = re.compile(r"\s+(?:of|per|in|for|with|between|among|from|on)\s+(?!\d)")


class PhraseWords(NamedTuple):
    """The words that end, open or never belong to a phrase; ``phrase_words`` in the lexicon."""

    prepositions: frozenset[str]
    auxiliaries: frozenset[str]
    determiners: frozenset[str]
    adverbs: frozenset[str]
    reflexives: frozenset[str]
    changes: frozenset[str]
    before_verb: frozenset[str]
    orders: frozenset[str]
    side_openers: frozenset[str]
    no_doers: frozenset[str]
    goal_heads: frozenset[str]
    pronouns: frozenset[str]
    no_metrics: frozenset[str]
    no_tail: frozenset[str]
    ly_nouns: frozenset[str]
    ing_nouns: frozenset[str]
    hollow_heads: frozenset[str]
    hollow_tail: frozenset[str]
    increase_nouns: frozenset[str]
    decrease_nouns: frozenset[str]
    counting: frozenset[str]
    holding: frozenset[str]
    modals: frozenset[str]
    level_verbs: frozenset[str]
    links: frozenset[str]
    adjectives: frozenset[str]


@cache
def hollow_pattern(words: PhraseWords) -> re.Pattern[str]:
    """Return the pattern of what a phrase counts in, before "of" or "in": "number of", "elimination of"."""
    return re.compile(
        rf"(?:(?:the|a|an|its|their|\w+ly|\w+al|\w+ual)\s+)?(?:{alternation(words.hollow_heads)})\s+(?:of|in|to)\s+"
    )


@cache
def firmness_of(cues: Cues) -> dict[str, str]:
    """Return how firmly single cues will, where their class would say otherwise."""
    return {str(k): str(v) for k, v in cues.words["phrase_words"]["firmness"].items()}


@cache
def words_of(cues: Cues) -> PhraseWords:
    """Return the phrase words of a lexicon."""
    return PhraseWords(**{name: frozenset(map(str, cues.words["phrase_words"][name])) for name in PhraseWords._fields})


class Phrases:
    """Cuts phrases in one sentence."""

    #: The quantities of the sentence.
    quantities: Sequence[Quantity] = ()
    #: Whether nothing but the doer of the clause was found to be measured.
    is_doer_measured = False
    #: The introduction of the list that the sentence is an item of.
    intro: Cue | None = None

    def __init__(
        self,
        cues: Cues,
        folded: str,
        start: int,
        end: int,
        chunks: list[Chunk],
        year: int | None,
        breaks: list[tuple[int, int]],
        numbers: list[tuple[int, int]],
    ) -> None:
        self.words = words_of(cues)
        self.hollow_of = hollow_pattern(self.words)
        self.cues, self.folded, self.start, self.end, self.chunks = cues, folded, start, end, chunks
        self.year = year
        self.numbers = numbers
        self.breaks = breaks  # times and other quantities: no phrase runs over them

    def _break_at(self, position: int) -> bool:
        return any(a <= position < b for a, b in self.breaks)

    def phrase_right(self, start: int, limit: int, *, of_only: bool = False) -> Span | None:
        """Return the noun phrase that begins at or right after ``start``."""
        folded = self.folded
        first = last = None
        depth = 0
        previous = ""
        for match in TOKEN.finditer(folded, start, min(limit, start + 140)):
            word = match[0]
            if self._break_at(match.start()):
                if first is None:
                    continue  # "in two new plants": the number is none of the words
                break
            if first is None:
                if word in _QUOTES or (word == "per" and self.folded.startswith(" capita", match.end())):
                    continue
                if word in self.words.determiners or word in ("of", "number") or word in self.words.adverbs:
                    if word == "of" and depth and previous != "number":
                        break
                    depth += 1
                    previous = word
                    if depth > 4:
                        return None
                    continue
                if not word[0].isalnum() or word in self.words.prepositions or word in self.words.auxiliaries:
                    return None
                first, last = match.start(), match.end()
                previous = word
                continue
            if word == "of" or (word in ("and", "or") and self._joins(match.end(), limit)):
                previous = word
                continue
            if word in self.words.determiners and previous in ("of", "and", "or"):
                continue
            if (
                not word[0].isalnum()
                or word in self.words.prepositions
                or word in self.words.auxiliaries
                or word in self.words.determiners
            ):
                break
            if self._is_verb(match, previous):
                break
            last = match.end()
            previous = word
        return self.clean(first, last) if first is not None else None

    def _joins(self, position: int, limit: int) -> bool:
        """Say whether "and" joins two nouns of one phrase: a single plain word follows, then the phrase ends."""
        match = re.compile(r"\s+([a-z-]+)(?=\s*(?:[,.;)]|$|\s(?:by|to|in|from|at|on|before|within|with|for)\b))").match(
            self.folded, position, limit
        )
        return bool(match and match[1] not in self.cues.verb_kinds and match[1] not in self.words.auxiliaries)

    def _is_verb(self, match: re.Match[str], previous: str) -> bool:
        """Say whether a word inside a phrase is a participle or verb that ends it."""
        word = match[0]
        if word.endswith("ing"):
            # "social housing by 2033" names a thing; "employing the", "running 30" go on with a clause.
            following = self.folded[match.end() : match.end() + 14].split()
            return (
                word in self.cues.verb_kinds
                and bool(following)
                and (following[0] in self.words.determiners or following[0][0].isdigit())
            )
        if (word.endswith("ed") and word in self.cues.verb_kinds) or word in (
            "built",
            "made",
            "run",
            "held",
            "due",
            "based",
            "set",
            "sets",
        ):
            following = self.folded[match.end() : match.end() + 14].split()
            return (
                not following
                or following[0].strip(",.;")
                in self.words.prepositions | self.words.auxiliaries | self.words.determiners
                or self.folded[match.end() : match.end() + 1] in ",.;"
            )
        return bool(
            self.cues.verb_kinds.get(word, 0) & 2
            and not self.cues.verb_kinds.get(word, 0) & 1
            and word.endswith("s")
            and self.folded[match.end() : match.end() + 4] in (" the", " its")
        )

    def phrase_left(self, end: int, limit: int) -> Span | None:
        """Return the noun phrase that ends at ``end``."""
        folded = self.folded
        tokens = list(TOKEN.finditer(folded, max(limit, end - 120), end))
        first = last = None
        i = len(tokens) - 1
        while i >= 0:
            match = tokens[i]
            word = match[0]
            if self._break_at(match.start()):
                break
            if last is None:
                if word in self.words.determiners:
                    return None
                if word in self.words.auxiliaries or word in self.words.adverbs:
                    i -= 1
                    continue
                if (
                    not word[0].isalnum()
                    or word in self.words.prepositions
                    or word in self.words.reflexives
                    or word in ("sets", "set")
                ):
                    return None
                first, last = match.start(), match.end()
            elif word in self.words.determiners:
                if i and tokens[i - 1][0] in ("of", "and"):
                    i -= 1
                    continue
                break
            elif word == "of":
                pass
            elif (
                not word[0].isalnum()
                or word in self.words.prepositions
                or word in self.words.auxiliaries
                or self._verb_left(tokens, i)
            ):
                break
            else:
                first = match.start()
            i -= 1
        return self.clean(first, last) if first is not None and last is not None else None

    def _verb_left(self, tokens: list[re.Match[str]], i: int) -> bool:
        word = tokens[i][0]
        kinds = self.cues.verb_kinds.get(word, 0)
        if not kinds:
            return False
        if i == 0 or tokens[i - 1][0] in (
            "to",
            "and",
            "will",
            "must",
            "shall",
            "should",
            ",",
            "also",
            "by",
            "for",
            "or",
            "further",
        ):
            return True
        following = tokens[i + 1][0] if i + 1 < len(tokens) else ""
        return following in self.words.determiners

    # -- subject ------------------------------------------------------------------------------------------------

    def clean(self, start: int, end: int) -> Span | None:
        """Return the span without white space, determiners and hollow ends; None where nothing is left."""
        folded = self.folded
        while start < end and not folded[start].isalnum():
            start += 1
        while end > start and not (folded[end - 1].isalnum() or folded[end - 1] in ")"):
            end -= 1
        changed = True
        while changed and start < end:
            changed = False
            word = re.compile(r"[\w'’-]+").match(folded, start, end)
            if (
                word
                and word[0] in self.words.determiners | {"of", "number", "and", "total"}
                and folded[word.end() : word.end() + 1] == " "
            ):
                if word[0] in ("number", "total") and not folded.startswith(" of", word.end()):
                    break
                start = word.end() + 1
                changed = True
        return Span(start, end) if start < end else None

    def _chunk_of(self, q: Quantity) -> Chunk:
        for chunk in self.chunks:
            if chunk.start <= q.number.start < chunk.end:
                return chunk
        return self.chunks[-1]

    def extended(self, span: Span, limit: int) -> Span:
        """Return a phrase with the "of", "per", "in" and "with" that belong to it, up to a verb, comma, date or number."""
        folded, end = self.folded, span.end
        while True:
            link = _LINK.match(folded, end, limit)
            if link is None or self._break_at(link.end()):
                return Span(span.start, end)
            more = self.phrase_right(link.end(), limit)
            if more is None or more.end - span.start > 90:
                return Span(span.start, end)
            end = more.end
