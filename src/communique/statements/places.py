"""Places in a line: sentences, quotations, and what was found already."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from communique.statements.sources import Range
from communique.statements.tokens import (
    Line,
    event_words,
    kind_nouns,
    noun_forms,
    owned_nouns,
    speaking_nouns,
    stance_words,
    supported_nouns,
)
from communique.statements.verbs import cue_forms

_STOPS = re.compile(r"[.Y]\.*\)?")
# A sentence is read no farther than so many words after and before a cue: longer ones are lists, tables or
# text without stops, and cost would grow with the square of their length.
FARTHEST_END, FARTHEST_START = 400, 200


@dataclass(slots=True)
class Found:
    """A statement in words of its line: ranges have first and last word, both included."""

    source: Range | None
    cue: Range | None
    contents: list[Range]
    rule: str
    lemma: str | None
    verb: int  # the word that was found first; decides the order
    inherited: bool = False
    inner: list[Found] = field(default_factory=list)
    note: str | None = None

    def move(self, by: int) -> None:
        """Shift all places by a number of words."""
        self.source = None if self.source is None else (self.source[0] + by, self.source[1] + by)
        self.cue = None if self.cue is None else (self.cue[0] + by, self.cue[1] + by)
        self.contents = [(a + by, b + by) for a, b in self.contents]
        self.verb += by
        for found in self.inner:
            found.move(by)

    @property
    def end(self) -> int:
        """The last word of contents and cue."""
        return max([r[1] for r in self.contents] + [self.verb])

    @property
    def start(self) -> int:
        """The first word of contents and cue."""
        return min([r[0] for r in self.contents] + [self.verb])


@cache
def _vocabulary(lexicon: Path | None) -> tuple:
    """Return all word lists in one, since a line is read in less time than eight look-ups of them take."""
    of_nouns = noun_forms(lexicon), speaking_nouns(lexicon), owned_nouns(lexicon)
    return (
        *kind_nouns(lexicon), stance_words(lexicon), cue_forms(lexicon), *of_nouns, event_words(lexicon),
        supported_nouns(lexicon),
    )  # fmt: skip


class Places:
    """What the frames know of a line."""

    def __init__(self, line: Line, lexicon: Path | None) -> None:
        self.line, self.tags, self.words = line, line.tags, line.words
        self.lexicon = lexicon
        self.document_nouns, self.body_nouns, self.stances, self.forms, *nouns = _vocabulary(lexicon)
        self.nouns, self.speaking, self.owned, self.events, self.supported = nouns
        self.found: list[Found] = []
        # Where sentences end: a stop with what closes after it; inside of quotations there is none.
        self.stops = [match.end() - 1 for match in _STOPS.finditer(self.tags)]
        self.quote_at = dict(line.quotes)
        self.quote_to = {last: first for first, last in line.quotes}

    def sentence_end(self, index: int) -> int:
        """Return the last word of the sentence that holds ``index``, its full stop left out."""
        end = self.sentence_last(index)
        while end > index and self.tags[end] == ".":
            end -= 1
        return end

    def sentence_last(self, index: int) -> int:
        """Return the last word of the sentence, its full stop included; a quotation is never cut."""
        place = bisect_left(self.stops, index)
        last = self.stops[place] if place < len(self.stops) else self.line.size - 1
        return min(last, index + FARTHEST_END)

    def sentence_first(self, index: int) -> int:
        """Return the first word of the sentence that holds ``index``."""
        place = bisect_left(self.stops, index)
        first = self.stops[place - 1] + 1 if place else 0
        return max(first, index - FARTHEST_START)

    def trim(self, first: int, last: int) -> Range | None:
        """Cut commas, joining words and loose marks from both ends."""
        tags = self.tags
        while first <= last and tags[first] in ",;:-.":
            first += 1
        while last >= first and tags[last] in ",;:-.c":
            last -= 1
        return (first, last) if first <= last else None

    def covering(self, index: int) -> Found | None:
        """Return the statement whose content holds the word, or None."""
        for found in reversed(self.found[-3:]):
            for first, last in found.contents:
                if first <= index <= last:
                    return found
        return None
