"""What is measured: the candidates in their order, and which of them is a phrase that can be measured."""

from __future__ import annotations

import re

from communique.records import Quantity, Span, Target
from communique.targets.cues import Chunk, Cue
from communique.targets.metrics import CHANGE_NOUN, DENOMINATOR, Metrics
from communique.targets.objects import INFINITIVE, TAIL_PREPOSITION

_CHANGE_BEFORE = re.compile(r"\b(?:cut|reduction|increase|rise|fall|drop|growth|decline|decrease|improvement)\s+of\s+$")
_SHARE_VERB = re.compile(
    r"\b(?:account(?:s|ing)?\s+for|mak(?:e|es|ing)\s+up|represent(?:s|ing)?|constitut(?:e|es|ing)|compris(?:e|es|ing))\s+(?:the\s+|a\s+)?$"
)
_LED = re.compile(
    r"\b(?:to|by|at|from|below|above|under|over|within|of|is|are|be|reach|reaches|exceed|than)\s+(?:a\s+|an\s+|the\s+)?$"
)
_GOAL_TAIL = re.compile(
    r"\b(?:targets?|goals?|objectives?|aims?|ambition|ambitions|quotas?|caps?|ceilings?|limits?|mandates?|floors?|minimum|pledge|commitment|benchmark|milestone|guidance|requirement)\b"
)


class Subjects(Metrics):
    """Finds the phrase of the metric."""

    def subject(
        self, q: Quantity, cue: Cue | None, is_subject: bool, chunk_index: int, before: Target | None = None
    ) -> Span | None:
        """Return the head phrase of the metric; ``before`` is the row before it in the sentence."""
        found = self._carried(q, before) or self._subject(q, cue, is_subject, chunk_index)
        if found is None:
            return None
        start, end = found
        # "growth target", "target for renewable power": the aim is not what is measured.
        match = _GOAL_TAIL.search(self.folded, start, end)
        if match and match.end() == end and match.start() > start:
            trimmed = self.clean(start, match.start())
            return trimmed or found
        return found

    def _carried(self, q: Quantity, before: Target | None) -> Span | None:
        """Return the subject of the row before, where only a value and a date follow: "... and 25 percent by 2030"."""
        if before is None or before.subject is None or before.unit != q.unit or q.noun is not None or q.unit == "ratio":
            return None
        if self._direct(q) is not None:
            return None
        between = self.folded[before.end : q.start]
        for a, b in self.breaks:
            if before.end <= a and b <= q.start:
                between = between.replace(self.folded[a:b], " ")
        between = between.replace(self.folded[before.subject.start : before.subject.end], " ")
        own = re.fullmatch(
            r"(?:\s|,|;|due|online|installed|built|added|and|with|then|to|by|at|or|a|an|another|further|finally|a|another|of\s+[\w\s]{3,40}?(?=\s+(?:and|by|,)))*",
            between,
        )
        after_of = re.compile(r"\s+of\s+").match(self.folded, q.end)
        return before.subject if own and not after_of else None

    def _subject(self, q: Quantity, cue: Cue | None, is_subject: bool, chunk_index: int) -> Span | None:
        folded = self.folded
        chunk = self._chunk_of(q)
        limit = self.end
        if q.unit == "net_emissions" or q.rule == "absolute":
            return self._of_absolute(q)
        if q.unit == "count" and q.noun is not None:
            return self.phrase_right(q.noun.start, limit) or q.noun
        after_of = re.compile(r"\s+of\s+").match(folded, q.end)
        between_start = self._between_start(q, cue, chunk)
        metric = self._object(q, between_start) if between_start is not None else None
        if q.rule == "every" and q.noun:
            return self.phrase_right(q.noun.start, limit)
        if q.unit == "ratio":
            return self._of_ratio(q, metric, cue, chunk)
        if _SHARE_VERB.search(folded, max(chunk.start, q.start - 40), q.start):
            own = self._clause_subject(q, cue, chunk)
            if own:
                return own
        is_object = not _LED.search(folded, max(self.start, q.start - 14), q.start)
        if after_of and not DENOMINATOR.match(folded, after_of.end()) and (metric is None or is_object):
            return self.phrase_right(after_of.end(), limit)
        if after_of and DENOMINATOR.match(folded, after_of.end()):
            # "spend 4.7 percent of GDP on defence"
            base = re.compile(r"[\w\s]{2,30}?\s+(?:on|to|for)\s+").match(folded, after_of.end(), limit)
            if base and is_object and not self._break_at(base.end()):
                found = self.phrase_right(base.end(), limit)
                if found:
                    return found
        led = _CHANGE_BEFORE.search(folded, max(self.start, q.start - 24), q.start)
        after_in = re.compile(r"\s+(?:in|to|of|on)\s+").match(folded, q.end)
        if led and after_in and not self._break_at(after_in.end()) and not DENOMINATOR.match(folded, after_in.end()):
            found = self.phrase_right(after_in.end(), limit)
            if found:
                return found
        change = CHANGE_NOUN.match(folded, q.end, limit)
        if change:
            found = self.phrase_right(change.end(), limit)
            if found:
                return found
        goal = self._of_goal(q, cue)
        if goal:
            return goal
        before_of = re.compile(r"\s+of\s+$").search(folded, max(self.start, q.start - 5), q.start)
        if before_of:
            # "a primary surplus of 2 percent": what is measured stands before "of".
            found = self.phrase_left(before_of.start(), max(chunk.start, between_start or chunk.start))
            if found and folded[found.start : found.end].split()[-1] not in self.cues.hollow | self.words.changes:
                return found
        if metric:
            return metric
        direct = self._direct(q)
        if direct:
            return direct
        if q.unit.isupper() and len(q.unit) == 3:
            match = re.compile(
                r"(?:\s+(?:a|per|each|every)\s+year|\s+annually)?(?:\s+by\s+\d{4})?\s+(?:in|into|on|for|to|towards|toward)\s+(?:(?:help\s+)?(?:finance|fund|support|build|building|upgrade|upgrading|expand|expanding|modernise|modernising|modernize|modernizing|improve|improving|rehabilitate|financing|funding|supporting|develop|developing|repair|repairing)\s+)?"
            ).match(folded, q.end)
            if match and not self._break_at(match.end()):
                found = self.phrase_right(match.end(), limit)
                if found:
                    return found
        if not is_subject:
            own = self._clause_subject(q, cue, chunk)
            if own:
                return own
        match = re.compile(r"\s+(?:in|for|on|of|from|to)\s+").match(folded, q.end)
        if match and not self._break_at(match.end()) and not DENOMINATOR.match(folded, match.end()):
            found = self.phrase_right(match.end(), limit)
            if found:
                return found
        return self._before_list(q)

    def _of_ratio(self, q: Quantity, metric: Span | None, cue: Cue | None, chunk: Chunk) -> Span | None:
        folded = self.folded
        if "fold" in folded[q.start : q.end] or "time" in folded[q.start : q.end] or "twice" in folded[q.start : q.end]:
            change = CHANGE_NOUN.match(folded, q.end)
            if change:
                return self.phrase_right(change.end(), self.end)
            return (
                metric
                or self._object(q, self._between_start(q, cue, chunk) or chunk.start)
                or self._clause_subject(q, cue, chunk)
            )
        match = re.compile(r"\s+(?:(?:the|its|their)\s+(?:number|amount|volume|size|value|level)\s+of\s+)?").match(
            folded, q.end
        )
        found = self.phrase_right(match.end() if match else q.end, self.end)
        return found or self._clause_subject(q, cue, chunk)

    def _clause_subject(self, q: Quantity, cue: Cue | None, chunk: Chunk) -> Span | None:
        """Return the phrase before the verb of the clause: "installed capacity will reach"."""
        folded = self.folded
        governing = [c for c in chunk.cues if c.end <= q.start and c.kind not in ("goal", "binding")]
        if governing:
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
                return self._head_of_clause(begin, end) or found
            return self._before_aside(chunk)
        # A chunk without verb: ", exports by 5 percent", "and hospitals to 60"
        tail = TAIL_PREPOSITION.search(folded, chunk.start, q.start)
        end = tail.start() if tail else q.start
        found = self.phrase_left(end, chunk.start)
        if found:
            return found
        if cue is not None and self.start <= cue.start and cue.end <= q.start:
            own = next((c for c in self.chunks if c.start <= cue.start < c.end or c.start <= cue.start <= c.end), None)
            if own is not None and own is not chunk:
                # "wants homicides, which fell to 617, held to fewer than 500"
                inner = (
                    self.phrase_right(cue.end, own.end)
                    if cue.kind not in ("goal", "binding")
                    and not INFINITIVE.search(folded, max(self.start, cue.end - 12), cue.end)
                    else None
                )
                return inner or self._head_of_clause(own.start, cue.start)
        return None

    def _before_aside(self, chunk: Chunk) -> Span | None:
        """Return the subject that an aside parts from its verb: "the deficit, revised to 4.8 percent, is pegged at"."""
        index = self.chunks.index(chunk)
        if chunk.opener not in (",", ")", "–", "—", "-"):
            return None
        for i in range(index - 2, max(-1, index - 5), -1):
            other = self.chunks[i]
            if not other.cues or other.opener in ("that", ""):
                end = other.cues[0].start if other.cues else other.end
                found = self._head_of_clause(other.start, end) or self.phrase_left(end, other.start)
                if found:
                    return found
        return None

    def _clause_start(self, chunk: Chunk) -> int:
        """Return where a clause begins whose subject is a list ("waste in shops and households has to")."""
        index = self.chunks.index(chunk)
        while (
            index
            and self.chunks[index].opener in ("and", "or")
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
        match = re.compile(r"[\s,]*(?:(?:the|a|an|its|their)\s+(?:number|total)\s+of\s+)?").match(folded, begin, end)
        return self.phrase_right(match.end() if match else begin, end)

    def _before_list(self, q: Quantity) -> Span | None:
        """Read "Renewable share: 45%" and table rows: what stands before the colon or bar."""
        folded = self.folded
        match = re.compile(r"[\s•*·▪‣◦●○–—|-]*").match(folded, self.start, q.start)
        found = self.phrase_right(match.end(), q.start) if match else None
        return found
