"""The subject of the clause that a quantity stands in."""

from __future__ import annotations

import re

from communique.records import Quantity, Span
from communique.targets.cues import Chunk, Cue
from communique.targets.metrics import Metrics
from communique.targets.objects import FIRST_VERB, INFINITIVE, TAIL_PREPOSITION

_NO_OBJECT = re.compile(
    r"\s*(?:to|by|from|at|in|on|for|of|below|above|under|over|within|beyond|past|up|down|into|through|less|more|fewer|between|around|about|nearly|almost|roughly|no|some)\b|\s*[\d$€£¥(,;.]"
)


_UNDER = re.compile(r"[\s,]*(?:under|according\s+to|as\s+part\s+of)\s+(?:the|this|that|its|a|an)\s+")


class Clauses(Metrics):
    """Finds the grammatical subject of a clause, and the object of a verb further left."""

    def _clause_subject(self, q: Quantity, chunk: Chunk) -> Span | None:
        """Return the phrase before the verb of the clause: "installed capacity will reach"."""
        folded = self.folded
        governing = [c for c in chunk.cues if c.start < q.start and c.kind not in ("goal", "binding")]
        if governing:
            antecedent = self._of_relative(chunk, governing[0].start)
            if antecedent is not None:
                return antecedent
            begin = self._clause_start(chunk)
            for i in range(len(governing) - 1, 0, -1):
                # "agreed that migration should fall": the subject stands between the two verbs.
                between = self.folded[governing[i - 1].end : governing[i].start]
                if (
                    len(between.split()) >= 1
                    and between.strip() not in self.words.auxiliaries
                    and governing[i - 1].words.endswith("that")
                ):
                    inner = self.phrase_right(governing[i - 1].end, governing[i].start)
                    if inner:
                        return inner
            end = governing[0].start
            found = self.phrase_left(end, chunk.start)
            if found:
                head = self._head_of_clause(begin, end)
                return self.extended(head, end) if head else found
            return self._before_aside(chunk)
        # A chunk without verb: ", exports by 5 percent", "and hospitals to 60"
        limit = q.start
        if q.value_from is not None and (at := folded.rfind(" from ", chunk.start, q.start)) > 0:
            limit = at + 1  # "so that access rises from 46 to 75 percent"
        tail = TAIL_PREPOSITION.search(folded, chunk.start, limit)
        end = tail.start() if tail else limit
        head = self._head_of_clause(chunk.start, end) if end - chunk.start < 90 else None
        if head is not None and self.extended(head, end).end >= end - 1:
            return self.extended(head, end)
        return self.phrase_left(end, chunk.start)

    def _far_clause(self, q: Quantity, cue: Cue | None, chunk: Chunk) -> Span | None:
        """Return the object or the subject of the clause of the cue, where the quantity stands in another one."""
        if cue is None or not (self.start <= cue.start and cue.end <= q.start):
            return None
        own = next((c for c in self.chunks if c.start <= cue.start < c.end or c.start <= cue.start <= c.end), None)
        if own is None or own is chunk:
            return None
        # "wants homicides, which fell to 617, held to fewer than 500"
        inner = (
            self.phrase_right(cue.end, own.end)
            if cue.kind not in ("goal", "binding")
            and not INFINITIVE.search(self.folded, max(self.start, cue.end - 12), cue.end)
            else None
        )
        return inner or self._head_of_clause(own.start, cue.start)

    def _is_doer_clause(self, q: Quantity, cue: Cue | None, chunk: Chunk) -> bool:
        """Say whether the subject of the clause acts on the metric and is not the metric itself ("Senegal hopes to bring")."""
        governing = [c for c in chunk.cues if c.end <= q.start and c.kind not in ("goal", "binding")]
        if governing:
            willed = [c for c in governing if c.kind in ("will", "must", "propose", "would", "demand")]
            cue = willed[0] if willed else governing[0]
        if cue is None or cue.kind not in ("will", "must", "propose", "would", "demand"):
            return False
        if cue.words in self.words.modals or cue.words.split()[0] in ("is", "are", "be", "was", "were"):
            # "will reach", "is to fall": the metric; "will spend", "must obtain": a doer
            verb = re.compile(r"\s+(?:(?:\w+ly|also|not|then|further|only|no\s+longer)\s+)*([a-z-]+)").match(
                self.folded, cue.end, q.start
            )
            known = verb is not None and self.cues.verb_kinds.get(verb[1], 0) & 1
            return bool(known and verb[1] not in self.words.level_verbs and verb[1] not in self.cues.drifting)
        before = self.folded[max(self.start, cue.start - 10) : cue.start]
        # "is planned", "are budgeted at"
        return re.search(r"\b(?:is|are|be|was|were|been|being)\s+(?:\w+ly\s+)?$", before) is None

    def _before_aside(self, chunk: Chunk) -> Span | None:
        """Return the subject that an aside parts from its verb: "the deficit, revised to 4.8 percent, is pegged at"."""
        index = self.chunks.index(chunk)
        if chunk.opener not in (",", ")", "–", "—", "-"):
            return None
        for i in range(index - 2, max(-1, index - 5), -1):
            other = self.chunks[i]
            if other.cues and other.cues[-1].words.endswith("that"):
                return self.phrase_right(other.cues[-1].end, other.end)
            if not other.cues or other.opener in ("that", ""):
                end = other.cues[0].start if other.cues else other.end
                found = self._head_of_clause(other.start, end) or self.phrase_left(end, other.start)
                if found:
                    return found
        return None

    def _of_relative(self, chunk: Chunk, end: int) -> Span | None:
        """Return what a relative clause stands with: "the proportion of trains that arrive on time is to climb"."""
        index = self.chunks.index(chunk)
        before = self.chunks[index - 1] if index else None
        if chunk.opener not in ("that", "which", "who") or before is None or before.cues:
            return None
        verb = re.compile(r"\s*([a-z]+)\s").match(self.folded, chunk.start, end)
        if verb is None or not self.cues.verb_kinds.get(verb[1], 0) & 3:
            return None
        found = self._head_of_clause(before.start, before.end)
        return self.extended(found, before.end) if found is not None else None

    def _clause_start(self, chunk: Chunk) -> int:
        """Return where a clause begins whose subject is a list ("waste in shops and households has to")."""
        index = self.chunks.index(chunk)
        while (
            index
            and self.chunks[index].opener in ("and", "or", "with", "as")
            and not self.chunks[index - 1].cues
            and self.chunks[index - 1].end - self.chunks[index - 1].start < 60
        ):
            if re.search(r"\d", self.folded[self.chunks[index - 1].start : self.chunks[index - 1].end]):
                break
            index -= 1
        return self.chunks[index].start

    def _head_of_clause(self, start: int, end: int) -> Span | None:
        """Return the first noun phrase of the clause: its subject."""
        folded = self.folded
        said = None
        for said in re.compile(r"\b(?:said|says|announced|added|that)\s+").finditer(folded, start, end):
            pass
        begin = said.end() if said else start
        while True:
            time = next((b for a, b in self.breaks if a <= begin + 1 < b), None)
            if time is None or time >= end:
                break
            begin = time
        begin = self._after_document(begin, end)
        match = re.compile(r"[\s,]*(?:(?:the|a|an|its|their)\s+(?:number|total)\s+of\s+)?").match(folded, begin, end)
        return self.phrase_right(match.end() if match else begin, end)

    def _after_document(self, begin: int, end: int) -> int:
        """Return where the clause goes on after the document that it opens with: "under the bill spending on ..."."""
        opening = _UNDER.match(self.folded, begin, end)
        if opening is None:
            return begin
        for word in re.compile(r"([a-z-]+)\s+(?=([a-z]+))").finditer(
            self.folded, opening.end(), min(end, opening.end() + 50)
        ):
            if self.cues.documents.fullmatch(word[1]):
                is_on = word[2] in self.words.prepositions or word[2] in self.words.auxiliaries
                return begin if is_on or self.cues.documents.fullmatch(word[2]) else word.end()
        return begin

    def _near_phrase(self, q: Quantity, cue: Cue | None) -> Span | None:
        """Return the phrase that ends right before the quantity and its preposition, between cue and quantity."""
        low = max(self._chunk_of(q).start, cue.end if cue is not None and cue.end <= q.start else self.start)
        tail = TAIL_PREPOSITION.search(self.folded, low, q.start)
        end = tail.start() if tail else q.start
        while (time := next((a for a, b in self.breaks if a < end <= b + 1 and a > low), None)) is not None:
            end = time
        found = self.phrase_left(end, low)
        if found is None:
            return None
        first = self.folded[found.start : found.end].split()[0]
        after = found.start + len(first)
        if self.cues.verb_kinds.get(first, 0) & 1 and after < found.end:
            return self.clean(after, found.end)  # the verb stands before its object: "invest climate funds"
        return found

    def _far_object(self, q: Quantity, cue: Cue | None) -> Span | None:
        """Return the object of the willed verb across an aside: "hopes to bring debt, which is 90 percent of GDP, below"."""
        if cue is None or not self.start <= cue.start or cue.end > q.start or cue.kind in ("goal", "binding"):
            return None
        first = FIRST_VERB.match(self.folded, cue.end, q.start)
        if first is None:
            return None
        verb = first[0].split()[0]
        # "treble the number of heat pumps": the multiplier is the verb, and a quantity too.
        at = max([b for a, b in self.breaks if a <= first.start() + 1 < b and b > first.end()], default=first.end())
        if at < q.start and at != first.end() and not self.folded.startswith(" ", at):
            at = first.end()
        while (
            date := next((b for a, b in self.breaks if a <= at + 1 < b and (a, b) not in self.numbers), None)
        ) is not None:
            at = date  # "will cut by 2030 the use of pesticides by 30 percent"
        if _NO_OBJECT.match(self.folded, at) or self._break_at(at + 1):
            return None
        if (
            verb in ("be", "not")
            or self.folded.startswith(" to ", first.end())
            or not (
                cue.words in self.words.modals
                or cue.words.endswith((" to", "'ll"))
                or self.cues.verb_kinds.get(verb, 0) & 17
            )
        ):
            return None
        found = self.phrase_right(at, q.start)
        return self.extended(found, q.start) if found is not None else None
