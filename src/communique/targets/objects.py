"""The object of a verb of change: what stands between the verb and the quantity."""

from __future__ import annotations

import re

from communique.records import Quantity, Span
from communique.targets.cues import Chunk, Cue
from communique.targets.phrases import TOKEN, Phrases

_OBJECT_END = re.compile(
    r"\s(?:in|for|on|at|by|to|from|with|within|across|under|among|through|between|over|than|as|that|which|who|is|are|be)\b"
)
# After these a plain verb follows, whether the lexicon knows it or not.
_TO_VERB = re.compile(
    r"\bto\s+(?:\w+ly\s+|further\s+|also\s+)?(?!the\b|a\b|an\b|its\b|at\b|below\b|less\b|more\b|under\b)([a-z-]+)\s(?=\S)"
)
INFINITIVE = re.compile(r"(?:\bto|\bwill|\bmust|\bshall|\bshould|\bwould|'ll|\bought to)$")
FIRST_VERB = re.compile(
    r"\s+(?:(?:also|further|gradually|then|not|only|\w+ly|be\s+able\s+to|have\s+to|need\s+to|help|aim\s+to|seek\s+to|try\s+to|continue\s+to|strive\s+to)\s+)*[a-z-]+(?:\s+(?:up|down|out|back|off|forward|in|on)(?=\s+(?:the|its|their|a|an|all|new)\b))?(?=\s)"
)
_LEAD = re.compile(
    r"\s*(?:(?:to|be|been|being|have|has|also|further|gradually|steadily|more|than|of|for|at|on|that|it|they|then|actively|basically|ultimately|collectively|jointly|together|[a-z]+ly)\s+)*"
)
TAIL_PREPOSITION = re.compile(
    r"(?:\s+(?:to|by|at|of|from|below|under|above|over|within|around|about|reach|reaching|reaches|exceed|exceeding|in|on|for|is|are|be|being|was|were|stand|stands|standing|up|down|as|with|hit|hitting|through|between|towards|toward|beyond|until|the|a|an|its|their|another|additional|further|extra|some|more|than|level|levels|least|only|further|rate|total|annual|capped|limited|kept|held|raised|cut|lifted|reduced|set|pegged|fixed|brought|increased|lowered|expanded|maintained|stabilised|stabilized|not|rise|fall|grow|drop|climb|decline|rising|falling|growing|into|account|accounts|for|make|makes|totalling|worth|valued|amounting|equal|equivalent|exceeding|topping|surpassing|averaging|average|per))+\s*$"
)


class Objects(Phrases):
    """Finds the object of the verb before a quantity."""

    def _between_start(self, q: Quantity, cue: Cue | None, chunk: Chunk) -> int | None:
        """Return where the words between verb and quantity begin."""
        starts = [min(c.end, q.start) for c in chunk.cues if c.start < q.start and c.kind not in ("goal", "binding")]
        begin = max([chunk.start, *starts])
        if (
            not starts
            and cue is not None
            and self.start <= cue.start
            and cue.end < q.start
            and cue.kind not in ("goal", "binding")
        ):
            # The object can hold a comma or "and": "raise the number of doctors and nurses to", "the share, now low, to".
            between = [a for a, _ in self.numbers if cue.end <= a < q.start and not self.folded.endswith("from ", 0, a)]
            if not between and ";" not in self.folded[cue.end : q.start]:
                starts, begin = [cue.end], cue.end
        # A verb of its own ("and raise the share to"): the object stands between it and the quantity.
        if starts and INFINITIVE.search(self.folded, max(self.start, begin - 12), begin):
            first = FIRST_VERB.match(self.folded, begin, q.start)
            if first and not re.search(r"\bbe(?:en)?\s", first[0]):
                begin = first.end()
        last = None
        for last in _TO_VERB.finditer(self.folded, begin, q.start):
            pass
        if last is not None and last[1] not in ("be", "zero", "nearly", "about", "over", "around", "almost"):
            begin = last.end() - 1  # "instructed hospitals to have lists down by"
        verb = None
        for match in TOKEN.finditer(self.folded, begin, q.start):
            if self.cues.verb_kinds.get(match[0], 0) and self._verb_like(match, begin):
                verb = match
        if verb is not None:
            return verb.end()
        return begin if starts else None

    def _verb_like(self, match: re.Match[str], begin: int) -> bool:
        before = self.folded[max(self.start, match.start() - 16) : match.start()].split()
        if (
            match[0] in self.words.ing_nouns
            and before
            and before[-1] in ("for", "of", "on", "the", "and", "in", "public")
        ):
            return False  # "calls for spending on research to reach"
        if match[0] in self.words.adjectives and (not before or before[-1] not in ("to", "will", "must", "shall")):
            return False
        last = before[-1].strip(",;:") if before else ""
        gap = self.folded[begin : match.start()].strip(" ,;:-–•*")
        if last in ("that", "which", "who") and self.cues.verb_kinds[match[0]] & 2:
            return True
        if last in self.words.before_verb or last.endswith("ly") or not gap:
            kinds = self.cues.verb_kinds[match[0]]
            if match[0].endswith("ing") or last not in ("for", "of", "by"):
                return bool(kinds & (1 | 16)) or (not gap and bool(kinds & 2))
        following = self.folded[match.end() : match.end() + 6].split()
        return bool(
            self.cues.verb_kinds[match[0]] & (2 | 16 | 4) and following and following[0] in self.words.determiners
        )

    def _object(self, q: Quantity, begin: int) -> Span | None:
        folded = self.folded
        lead = _LEAD.match(folded, begin, q.start)
        start = lead.end() if lead else begin
        if (lead and re.search(r"\b(?:be|been|being)\s", lead[0])) or folded.endswith(" be", self.start, begin):
            return None  # passive: what is measured stands before the verb
        if q.value_from is not None:
            # "lift access from 46 to 75 percent": the value that it starts from is no part of the object.
            at = folded.rfind(" from ", begin, q.start)
            if at >= 0:
                return self.phrase_right(start, at + 1) if at > start else None
        first = re.compile(r"([a-z-]+)\s").match(folded, start, q.start)
        if (
            first
            and self.cues.verb_kinds.get(first[1], 0) & 8
            and not self.cues.verb_kinds[first[1]] & 1
            and re.search(r"\b(?:be|being|was|were|is|are|been|has|have)$", folded[max(self.start, begin - 6) : begin])
        ):
            return None
        tail = TAIL_PREPOSITION.search(folded, max(start - 1, self.start), q.start)
        end = tail.start() + 1 if tail else q.start
        if tail is not None and tail.start() <= start - 1 or start >= end - 1:
            return None
        found = self._whole_object(start, end) or self.phrase_right(start, end)
        rate = re.compile(r"\s+(?:rates?|levels?|total)\b").match(folded, found.end, q.start) if found else None
        return Span(found.start, rate.end()) if found and rate else found  # "bring the dropout rate below"

    def _whole_object(self, start: int, end: int) -> Span | None:
        """Return an object that is a list ("doctors and nurses", "piped water and sewerage coverage")."""
        folded = self.folded
        cut = _OBJECT_END.search(folded, start, end)
        stop = cut.start() if cut else end
        words = folded[start:stop].split()
        if not 1 < len(words) <= 9 or not any(w in ("and", "or", "&") for w in words) or "," in folded[start:stop]:
            return None
        if any(
            self.cues.verb_kinds.get(words[i + 1], 0) & 17 and words[i] in ("and", "or") for i in range(len(words) - 1)
        ):
            return None
        return self.clean(start, stop)
