"""Who must deliver."""

from __future__ import annotations

import re

from communique.records import Quantity, Span
from communique.targets.cues import Cue
from communique.targets.phrases import Phrases


class Actors(Phrases):
    """Finds the doer of what a quantity is to measure."""

    def actor(self, q: Quantity, cue: Cue | None, is_subject: bool) -> Span | None:
        """Return who must deliver."""
        folded = self.folded
        if cue is None or not self.start <= cue.start < self.end:
            return None
        index = next(
            (
                i
                for i, c in enumerate(self.chunks)
                if c.start <= cue.start < c.end or (c.start <= cue.start <= c.end and c is self.chunks[-1])
            ),
            0,
        )
        chunk = self.chunks[index]
        passive = re.compile(r"\s+(?:\w+ly\s+)?be\s+\w+").match(folded, cue.end)
        if passive and cue.kind in ("will", "must", "would", "propose"):
            agent = re.compile(r"\bby\s+(?=(?:the|its|local|state|private|all)\s)").search(
                folded, passive.end(), self.end
            )
            return self._full_phrase(agent.end(), self.end) if agent and not self._break_at(agent.start() + 3) else None
        if cue.kind in ("goal", "binding"):
            owner = re.compile(r"((?:the\s+)?[\w.-]+(?:\s+[\w.-]+){0,3})'s?\s+(?:[\w%.-]+\s+){0,6}$").search(
                folded, max(chunk.start, cue.start - 80), cue.start
            )
            if owner and not re.search(r"\b(?:today|year|week|month)$", owner[1]):
                return self._trim(owner.start(1), owner.end(1))
        if cue.kind == "must" and cue.words.split()[0] in (
            "requires",
            "require",
            "required",
            "requiring",
            "obliges",
            "obliged",
            "mandates",
            "orders",
            "ordered",
            "instructed",
            "compels",
        ):
            other = re.compile(r"\s+(?=[^,;]{2,60}?\sto\s)").match(folded, cue.end, self.end)
            if other:
                found = self._full_phrase(other.end(), self.end)
                if found:
                    return found
        for i in range(index, -1, -1):
            c = self.chunks[i]
            first = next((x for x in c.cues if x.kind not in ("goal", "binding") and x.start <= cue.start), None)
            end = first.start if first else cue.start if c is chunk else c.end
            found = self._actor_in(c.start, min(end, cue.start))
            if found:
                return found
            if c.opener in (";",):
                break
        return None

    def _actor_in(self, start: int, end: int) -> Span | None:
        begin = start
        for said in re.compile(r"\b(?:said|says|announced|added|confirmed|that)\s+").finditer(self.folded, start, end):
            begin = said.end()
        while (time := next((b for a, b in self.breaks if a <= begin + 1 < b), None)) is not None and time < end:
            begin = time
        if re.compile(
            r"[\s,]*(?:by|in|under|to|for|from|with|at|on|as|through|according|over|after|before|during|within|until)\s"
        ).match(self.folded, begin, end):
            return None
        return self._full_phrase(begin, end)

    def _full_phrase(self, start: int, limit: int) -> Span | None:
        """Return the phrase with its article ("The province"), cut before prepositions other than "of"."""
        found = self.phrase_right(start, limit)
        if found is None:
            return None
        begin = found.start
        for word in ("the ", "its ", "all ", "a ", "an ", "our ", "their "):
            if self.folded[max(start, begin - len(word)) : begin] == word:
                begin -= len(word)
                break
        return Span(begin, found.end)

    def _trim(self, start: int, end: int) -> Span:
        return Span(start, end)
