"""The clauses of a sentence, as far as the reach of a time needs them, and the words that bound it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from communique.lexicon import alternation, read_lexicon
from communique.records import TimeExpression
from communique.targets.cues import BASE, Chunk, Cues

_FINITE = frozenset("will must would past present forecast impact need propose did demand".split())
_NEXT_WORD = re.compile(r"[\s,]*(?:(?:and|or)\s+)?(?:\w+ly\s+|also\s+)?([a-z-]+)")
PREPOSITION = re.compile(r"\s*(?:under|in|with|for|according\s+to|as\s+part\s+of)\s+(?:the|its|their|a|an|this)\b")


# "When the plan ends in 2029" is a date, and no clause of its own.
ENDS = re.compile(
    r"\s*(?:when\s+)?(?:the|its|his|her|their|this|that)\s+(?:[\w’'-]+\s+){1,4}(?:ends?|expires?|closes?|concludes?|finishes|is\s+over|runs\s+out|opens?|starts?|begins?)\s+(?:in|on|at|by|this|next)\b"
)


class ScopeWords(NamedTuple):
    """Compiled word lists of a lexicon folder."""

    base_year: re.Pattern[str]
    base_before: re.Pattern[str]
    said_on: re.Pattern[str]
    name_of: re.Pattern[str]
    finite: re.Pattern[str]
    dependent: re.Pattern[str]
    compared: re.Pattern[str]
    compares: re.Pattern[str]
    leads: re.Pattern[str]
    no_subject: re.Pattern[str]
    no_new_subject: re.Pattern[str]
    subordinators: frozenset[str]
    contrasts: frozenset[str]
    transparent: frozenset[str]


@cache
def read_scope_words(lexicon: Path | None = None) -> ScopeWords:
    """Return the compiled words that show how far a time reaches."""
    words = read_lexicon("time", lexicon)["scope"]

    def any_of(key: str) -> str:
        return f"(?:{alternation(map(str, words[key]))})"

    empty = f"{any_of('no_subject')}|\\w+ly"
    return ScopeWords(
        # The date of a base year or of a document: 2020 levels, the 2022 agreement.
        base_year=re.compile(rf"\s+{any_of('base_nouns')}s?\b"),
        base_before=re.compile(
            rf"(?:\b{any_of('compared_to')}\s+(?:the\s+|its\s+)?(?:levels?\s+(?:of|in)\s+)?|\blevels?\s+(?:of|in|recorded\s+in)\s+"
            rf"|\b{any_of('made_in')}\s+)$"
        ),
        # Who says or adopts something on a day or in a year: the date is that of the saying.
        said_on=re.compile(
            rf"\b{any_of('said_on')}\s+(?:(?:here|late|early|earlier|in\s+\w+|at\s+\w+(?:\s+\w+)?)\s+)?$"
        ),
        # The date of a document or an event stands inside its name: the Energy Act of 2025.
        name_of=re.compile(rf"\b{any_of('named_documents')}\s+(?:of\s+)?$"),
        finite=re.compile(rf"\b{any_of('finite_verbs')}\s"),
        dependent=re.compile(rf"\b{any_of('dependents')}\b"),
        # A quantity that another is compared to does not keep a time from reaching that one.
        compared=re.compile(rf"\b{any_of('compared_quantities')}\s+(?:(?:about|some|around|the|an?|only|just)\s+)?$"),
        compares=re.compile(
            rf"\b{any_of('compared_quantities')}\s+(?:[a-z]+\s+){{0,2}}(?!(?:19|20)\d\d\b)\d[^,;]{{0,60}}$"
        ),
        leads=re.compile(rf"(?:[;:]|(?:^|[\s,]){any_of('leads')}),?\s*(?:\w+ly\s+)?$"),
        # A pronoun takes up the subject of the clause before it, but not on the other side of a contrast.
        no_subject=re.compile(rf"[\s,]*(?:(?:it|to|{empty})\b[\s,]*)*"),
        no_new_subject=re.compile(rf"[\s,]*(?:(?:{empty})\b[\s,]*)*"),
        subordinators=frozenset(words["subordinators"]),
        contrasts=frozenset(words["contrasts"]),
        transparent=frozenset(words["transparent"]),
    )


class Clauses:
    """The clauses of one sentence.

    Each has a kind: ``main``, ``own`` (coordinated, with a subject of its own), ``contrast``, ``semicolon`` or ``sub``.
    A chunk belongs to one of them; the main clause goes on after a subordinate one that stands inside it.
    """

    def __init__(
        self, folded: str, chunks: Sequence[Chunk], times: Sequence[TimeExpression], cues: Cues, words: ScopeWords
    ) -> None:
        self.folded, self.chunks, self.cues, self.words = folded, chunks, cues, words
        self.kinds = ["main"]
        self.has_verb = [False]
        self._starts = [chunk.start for chunk in chunks]
        self._of_chunk = self._place_all(times)

    def at(self, position: int) -> int:
        """Return the number of the clause at a position."""
        return self._of_chunk[max(0, bisect.bisect_right(self._starts, position) - 1)] if self._of_chunk else 0

    def _place_all(self, times: Sequence[TimeExpression]) -> list[int]:
        current = main = at = 0
        openers: list[str] = []
        placed = []
        for chunk in self.chunks:
            openers.append(chunk.opener)
            first = at
            while at < len(times) and times[at].start < chunk.end:
                at += 1
            if self.folded[chunk.start : chunk.end].strip(" .,"):
                current, main = self._place(chunk, openers, times[first:at], current, main)
                openers = []
            placed.append(current)
        return placed

    def _place(
        self, chunk: Chunk, openers: list[str], times: Sequence[TimeExpression], current: int, main: int
    ) -> tuple[int, int]:
        """Return the clause of a chunk, and the clause to go on with after a subordinate one."""
        words = self.words
        opener = next((o for o in reversed(openers) if o[:1].isalpha()), openers[-1])
        verb = self.finite_at(chunk)
        is_list = verb is None and not self.has_verb[current]
        if ";" in openers and not is_list:
            return self._open("semicolon", verb)
        is_partitive = opener == "which" and self.folded[max(0, chunk.start - 12) : chunk.start].rstrip().endswith(
            "of which"
        )
        opens_time = bool(times) and times[0].start < chunk.start  # "before 2030", "since May"
        is_phrase = opener == "before" and verb is None  # "before the games of 2032"
        is_phrase |= opener == "when" and bool(times) and ENDS.match(self.folded, chunk.start, chunk.end) is not None
        if opener in words.subordinators and not opens_time and not is_partitive and not is_phrase:
            return self._open("sub", verb)[0], main
        if opener in words.contrasts and self._is_contrast(opener, chunk, verb, times):
            return self._open("contrast", verb)
        if is_partitive or opener in words.transparent:
            self.has_verb[current] |= verb is not None and not is_partitive
            return current, main
        if self.kinds[current] == "sub" and (verb is not None or self._resumes(chunk, openers, times)):
            current = main
        if current == main and self.has_verb[current] and verb is not None:
            if self._has_subject(chunk, verb, times, words.no_subject):
                return self._open("own", verb)
        self.has_verb[current] |= verb is not None
        return current, main

    def _open(self, kind: str, verb: int | None) -> tuple[int, int]:
        self.kinds.append(kind)
        self.has_verb.append(verb is not None)
        return len(self.kinds) - 1, len(self.kinds) - 1

    def finite_at(self, chunk: Chunk) -> int | None:
        """Return where the finite verb of a chunk begins."""
        # What a phrase such as "under the budget for 2025" names is a noun, though it may look like a verb.
        is_phrase = PREPOSITION.match(self.folded, chunk.start, chunk.end) is not None
        starts = [cue.start for cue in chunk.cues if cue.kind in _FINITE and not is_phrase]
        match = self.words.finite.search(self.folded, chunk.start, chunk.end)
        if match is not None:
            starts.append(match.start())
        return min(starts, default=None)

    def _has_subject(self, chunk: Chunk, verb: int, times: Sequence[TimeExpression], empty: re.Pattern[str]) -> bool:
        """Say whether words that can be a subject stand before the verb of a chunk."""
        begin = chunk.start
        for time in times:
            if time.end <= verb and not self.folded[begin : time.start].strip(" ,"):
                begin = time.end
        return empty.fullmatch(self.folded, begin, verb) is None

    def _is_contrast(self, opener: str, chunk: Chunk, verb: int | None, times: Sequence[TimeExpression]) -> bool:
        """Say whether a clause with a subject of its own follows: not "while keeping ...", "but to raise ..."."""
        if verb is not None:
            return self._has_subject(chunk, verb, times, self.words.no_new_subject)
        first = _NEXT_WORD.match(self.folded, chunk.start, chunk.end)
        return opener != "but" and first is not None and not first[1].endswith("ing")

    def _resumes(self, chunk: Chunk, openers: list[str], times: Sequence[TimeExpression]) -> bool:
        """Say whether a chunk without a finite verb takes the main clause up again."""
        if openers == [","]:
            return True
        length = len(self.folded[chunk.start : chunk.end].strip(" ."))
        if times and length <= times[-1].end - times[0].start + 1:
            return True
        return "," in openers and self.opens_verb(chunk.start, chunk.end) is not None

    def opens_verb(self, start: int, end: int) -> str | None:
        """Return ``to`` or ``verb`` where a stretch opens with an infinitive or a plain verb."""
        match = _NEXT_WORD.match(self.folded, start, end)
        if match is None:
            return None
        if match[1] == "to":
            return "to"
        return "verb" if self.cues.verb_kinds.get(match[1], 0) & BASE else None
