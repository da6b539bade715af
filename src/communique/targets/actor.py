"""Who must deliver: the doer of the governing verb, whoever is ordered, or the owner of the goal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.commitments.verbs import BASE, ING, PARTICIPLE, PAST, THIRD
from communique.records import Quantity, Span
from communique.targets.cues import Cue
from communique.targets.phrases import Phrases

# The doer stands this many clauses before its verb at most: long sentences cost their share.
MAX_CHUNKS = 16
# So many partners are named together at most.
MAX_PARTNERS = 6

_PASSIVE = re.compile(
    r"\s+(?:\w+ly\s+|also\s+|not\s+)?be(?:en)?\s+(?:\w+ly\s+)?(?!\w+ing\b)(?:\w+(?:ed|en|ne|wn|de|ld|nt|id|lt|ung|un|ound)|cut|set|met|put|kept|bought|brought|taught|split)\b"
)
_ORDERS = re.compile(
    r"\b(?:require|requires|requiring|oblige|obliges|obliging|order|force|forces|forcing|compel|compels|direct|mandate|instruct)\s+([a-z][^,;:.()\d]{1,60}?)\s+to\s"
)
_ENSURES = re.compile(
    r"\s+(?:\w+ly\s+)?(?:to\s+)?(?:ensure|guarantee|see\s+to\s+it|make\s+sure|make\s+certain|see)(?:\s*,[^,;.]{3,40},)?\s*,?\s+that\s"
)
_ENSURING = frozenset(("ensure", "ensures", "ensure that", "see to it", "make sure", "guarantee", "guarantees"))
_SET_BY = re.compile(
    r"\b(?:set|adopted|fixed|agreed|laid\s+down|imposed|announced|approved|endorsed|accepted|signed)\s+(?:jointly\s+)?by\s+(?=[a-z])(?!\w+ing\b)"
)
_TO_DO = re.compile(r"\s+(?:by\s+[\w\s]{2,40}?\s+)?to\s+[a-z]")
_AGENT = re.compile(r"\bby\s+(?=[a-z])(?!\w+ing\b|half\b|early\b|late\b|then\b|the\s+(?:end|close|start|middle)\b)")
_OWNER = re.compile(r"((?:(?:the|its|a)\s+)?[\w.-]+(?:\s+[\w.-]+){0,4}['’]s?)\s+(?:[\w%.-]+\s+){0,6}$")
_OWNER_AFTER = re.compile(
    r"[^,;.]{0,60}?\b(?:is|are|remains?|was)\s+(?:one\s+of\s+)?((?:the\s+)?[\w.-]+(?:\s+[\w.-]+){0,3}['’]s?)\s"
)
_TIME_OWNER = re.compile(r"\b(?:today|year|week|month|decade|quarter|season)['’]s?$")
_SAID = re.compile(
    r"\b(?:said|says|announced|added|confirmed|declared|reiterated|stated|noted|argued|told\s+\w+)\b(?:\s+on\s+\w+)?\s+"
)
_PRONOUN = re.compile(
    r"(?<!\S)(it|they|he|she|we|which|who)\s+(?:also\s+|then\s+|now\s+|still\s+|\w+ly\s+|has\s+|have\s+)*$"
)
_BE_BEFORE = re.compile(r"\b(?:is|are|be|was|were|been|being)\s+(?:\w+ly\s+|now\s+|also\s+)?$")
_ITEM = re.compile(r"\s*(?:[-–—•*·▪‣◦●○|]|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s)")
_THIRD_AFTER = re.compile(r"\s+(?:plans|aims|wants|hopes|seeks|intends|pledges|expects|has|is)\s")
_OTHER = re.compile(r"\s+(?!to\s|for\s|on\s|at\s|that\s|by\s)([a-z][^,;:.()\d]{1,70}?)\s+(?:not\s+)?to\s")
_THAT = re.compile(r"\s+that,?\s+(?!is\b|are\b)")
_DATE = re.compile(r"(?:by|in|before|until|over|from|during)\s[^,:]*?\d{4},?\s+")
_HEADING_OWNER = re.compile(
    r"(?:((?:the\s+)?[\w.-]+(?:\s+[\w.-]+){0,3})['’]s?\s[^.,;]*(?:targets?|goals?|objectives?|aims|commitments|pledges|tasks|milestones|ambitions|plans?)\b"
    r"|[^.,;]*\b(?:targets?|goals?|objectives|aims|commitments|pledges|promises|tasks|milestones|ambitions)\s+(?:of|by)\s+((?:the\s+)?[a-z][\w.-]*(?:\s+[a-z][\w.-]*){0,3}))"
)
_IMPERSONAL = re.compile(r"[\s,]*it\s+(?:is|was|will\s+be|would\s+be|remains)\s+(?:\w+ly\s+|also\s+)?\w+\s+to\s")
_FIRST_WORD = re.compile(r"[\s,“\"]*(?:and\s+|or\s+)?(?:\w+ly\s+)?([\w'’-]+)")
_POSSESSED = re.compile(r"([\w.-]+(?:\s+[\w.-]+){0,3})['’]s?\s")


class Actors(Phrases):
    """Finds the doer of what a quantity is to measure."""

    def actor(self, q: Quantity, cue: Cue | None, subject: Span | None) -> Span | None:
        """Return who must deliver, or None where the metric itself is the subject of the clause."""
        is_own = cue is not None and self.start <= cue.start < self.end
        announcer = self.intro or (cue if not is_own else None)
        if not is_own:
            return self._of_intro(announcer) if announcer is not None else None
        if announcer is not None and _ITEM.match(self.folded, self.start):
            return self._of_intro(announcer)
        found = self._own_actor(q, cue, subject)
        return self._of_intro(announcer) if found is None and announcer is not None else found

    def _own_actor(self, q: Quantity, cue: Cue, subject: Span | None) -> Span | None:
        if cue.kind == "propose" and not self.folded.startswith(" to ", cue.end):
            return self._ordered(cue, q)  # who proposes is not yet who delivers
        for found in self._doers(q, cue):
            if found is None:
                return None
            is_metric = subject is not None and not self.is_doer_measured
            if is_metric and found.start < subject.end and subject.start < found.end:
                return None
            if not self._is_doer(found):
                continue
            return self._owner_of(found)
        return None

    def _ordered(self, cue: Cue, q: Quantity) -> Span | None:
        """Return whom a draft would bind: "the rules would require utilities to store"."""
        order = None
        for order in _ORDERS.finditer(self.folded, cue.start, q.start):
            pass
        found = self._full_phrase(order.start(1), order.end(1)) if order else None
        return found if found is not None and self._is_doer(found) else None

    def _doers(self, q: Quantity, cue: Cue) -> Iterator[Span | None]:
        """Yield the candidates in their order; None says that the clause names nobody."""
        folded = self.folded
        index = self._index_of(cue)
        chunk = self.chunks[index]
        if _PASSIVE.match(folded, cue.end) and cue.kind in ("will", "must", "would", "propose"):
            agent = _AGENT.search(folded, cue.end, self.end)
            if agent and not self._break_at(agent.start() + 3):
                yield self._full_phrase(agent.end(), self.end)
            yield None
        if cue.kind in ("goal", "binding"):
            owner = _OWNER.search(folded, max(chunk.start, cue.start - 90), cue.start)
            after = _OWNER_AFTER.match(folded, q.end, min(self.end, cue.end)) if cue.start > q.end else None
            by = _SET_BY.search(folded, cue.end, min(self.end, max(cue.end, q.end) + 60))
            if by and owner is None and not self._break_at(by.end()):
                yield self._full_phrase(by.end(), self.end)
            for match in (owner, after):
                if match and not _TIME_OWNER.search(match[1]):
                    yield Span(match.start(1), match.start(1) + len(match[1].removesuffix("s").rstrip("'’")))
        if cue.words.split()[0] in self.words.orders and not cue.words.endswith(" to"):
            other = _OTHER.match(folded, cue.end, min(self.end, cue.end + 90))
            if other:
                yield self._full_phrase(other.start(1), other.end(1))
        is_ordered = cue.words.split()[0] in self.words.orders and _TO_DO.match(folded, cue.end) is not None
        is_participle = not is_ordered and (
            cue.words in ("limited to", "capped at") or cue.words.split()[0].endswith("ed") and " to" not in cue.words
        )
        if (
            is_participle
            and cue.words != "committed"
            and _BE_BEFORE.search(folded, max(self.start, cue.start - 14), cue.start)
        ):
            yield None  # "classes are limited to", "is pegged at"
        if _ENSURES.match(folded, cue.end) or (
            cue.words in _ENSURING and folded.startswith((" that ", ", that "), cue.end)
        ):
            yield from self._clause_doers(cue, index)  # "states shall ensure that each home is": the states
        if cue.words.endswith(" that"):
            yield self._full_phrase(cue.end, self.end)
        at = next((i for i, c in enumerate(self.chunks) if c.start <= q.number.start < c.end), index)
        for i in range(at, max(index, at - MAX_CHUNKS), -1):
            is_content = not folded[cue.end : max(cue.end, self.chunks[i].start - 4)].strip(" ,")
            if self.chunks[i].opener == "so that" or (self.chunks[i].opener == "that" and is_content):
                yield self._full_phrase(self._after_times(self.chunks[i].start, self.end), self.end)
                yield None
        that = _THAT.match(folded, cue.end) if cue.kind in ("must", "binding", "demand") else None
        if that:
            yield self._full_phrase(self._after_times(that.end() - 1, self.end), self.end)
        yield from self._clause_doers(cue, index)

    def _clause_doers(self, cue: Cue, index: int) -> Iterator[Span | None]:
        """Yield the grammatical subjects to the left of the cue, the nearest first; asides and side clauses are skipped."""
        for i in range(index, max(-1, index - MAX_CHUNKS), -1):
            c = self.chunks[i]
            if i < index and (self._is_side(i) or self._is_of_chain(i)):
                continue
            if _IMPERSONAL.match(self.folded, c.start):
                yield None  # "it is necessary to raise X, strive to complete Y": nobody is named
            first = next((x for x in c.cues if x.kind not in ("goal", "binding") and x.start <= cue.start), None)
            end = min(first.start if first else cue.start if i == index else c.end, cue.start)
            if c.opener in ("which", "who", "that") and not self.folded[c.start : end].strip():
                yield self.phrase_left(self.chunks[i - 1].end, self.chunks[i - 1].start) if i else None
                continue
            for found in self._in_clause(c.start, end, i):
                yield self._with_partners(found, i)
            if c.opener == ";" and i < index:
                return

    def _with_partners(self, found: Span | None, index: int) -> Span | None:
        """Return a doer with those that "and" joins to it: "the city and the province", "Shell, BP and Equinor"."""
        if found is None or self.chunks[index].opener != "and":
            return found
        if self.folded[self.chunks[index].start : found.start].strip():
            return found
        start = found.start
        for i in range(index - 1, max(-1, index - MAX_PARTNERS), -1):
            c = self.chunks[i]
            begin = self._after_times(c.start, c.end)
            phrase = self._full_phrase(begin, c.end) if not c.cues else None
            if (
                phrase is None
                or self.folded[begin : phrase.start].strip(" ,")
                or self.folded[phrase.end : c.end].strip()
            ):
                break
            last = self.folded[phrase.start : phrase.end].split()[-1]
            if self.cues.verb_kinds.get(last, 0) & PAST or not self._is_doer(phrase):
                break  # "exports rose and the state will"
            start = phrase.start
            if c.opener != ",":
                break
        return Span(start, found.end)

    def _in_clause(self, start: int, end: int, index: int) -> Iterator[Span | None]:
        """Yield the subject of the clause in a stretch that ends at its verb."""
        folded = self.folded
        begin = start
        said = None
        for said in _SAID.finditer(folded, start, end + 1):
            begin = min(said.end(), end)
        begin = self._after_times(begin, end)
        pronoun = _PRONOUN.search(folded, begin, end)
        if pronoun:
            if said is not None:
                yield self._full_phrase(self._after_times(start, said.start()), said.start())
            return
        if not folded[begin:end].strip(" ,"):
            return
        first = re.compile(r"[\s,“\"]*([\w'’-]+)").match(folded, begin, end)
        if first is not None and first[1] in self.words.prepositions:
            # "under the plan the city will": the phrase that ends at the verb, when it has an article of its own.
            inner = None
            for inner in re.compile(r"\s(?=(?:the|its|all|every|each)\s)").finditer(folded, begin, end):
                pass
            if inner is not None and len(folded[begin : inner.start()].split()) >= 2 and not self._is_of(inner.start()):
                yield self._full_phrase(inner.end(), end)
            return
        found = self._full_phrase(begin, end)
        if found is not None:
            yield found

    def _is_of(self, position: int) -> bool:
        words = self.folded[max(self.start, position - 14) : position].split()
        return bool(words) and words[-1] in self.words.prepositions

    def _is_side(self, index: int) -> bool:
        """Say whether a chunk to the left is a relative clause, an adverbial clause or an aside between commas."""
        c = self.chunks[index]
        if c.opener in self.words.side_openers:
            return True
        following = self.chunks[index + 1] if index + 1 < len(self.chunks) else None
        return (
            c.opener in (",", "(", "–", "—", "-")
            and self._has_main(index)
            and following is not None
            and following.opener in (",", ")", "–", "—", "-")
            and not [x for x in c.cues if x.kind not in ("goal", "binding")]
        )

    def _is_of_chain(self, index: int) -> bool:
        """Say whether a chunk is a link of a chain of verbs: "it is necessary to raise X, strengthen Y, strive to"."""
        if self._opens_with_verb(index):
            return True
        folded = self.folded
        after = next((c for c in self.chunks[index + 1 :] if folded[c.start : c.end].strip()), None)
        if after is None or not any(self._opens_with_verb(i) for i in range(max(0, index - 2), index)):
            return False
        # What stands before a verb that begins its chunk is the end of the object before, no subject.
        first = after.cues[0].start if after.cues else self.end
        return not folded[after.start : first].strip(" ,") or self._opens_with_verb(self.chunks.index(after))

    def _opens_with_verb(self, index: int) -> bool:
        """Say whether a chunk begins, after its comma or "and", with a plain verb."""
        chunk = self.chunks[index]
        first = _FIRST_WORD.match(self.folded, chunk.start, chunk.end)
        return bool(chunk.opener) and first is not None and bool(self.cues.verb_kinds.get(first[1], 0) & BASE)

    def _has_main(self, index: int) -> bool:
        """Say whether a chunk before opens a clause with a phrase that can be its subject."""
        for c in self.chunks[max(0, index - MAX_CHUNKS) : index]:
            first = re.compile(r"[\s,“\"]*([\w'’-]+)").match(self.folded, c.start, c.end)
            if first is None or c.opener in self.words.side_openers or first[1] in self.words.prepositions:
                continue
            if not first[1].endswith("ing"):
                return True
        return False

    def _after_times(self, begin: int, end: int) -> int:
        while (time := next((b for a, b in self.breaks if a <= begin + 1 < b), None)) is not None and time < end:
            begin = time
        return begin

    def _index_of(self, cue: Cue) -> int:
        for i, c in enumerate(self.chunks):
            if c.start <= cue.start < c.end:
                return i
        return len(self.chunks) - 1 if cue.start >= self.chunks[-1].start else 0

    def _is_doer(self, found: Span) -> bool:
        """Say whether a phrase can act: no verb form, number, pronoun or lone time word at its head."""
        words = self.folded[found.start : found.end].split()
        bare = [w for w in words if w not in self.words.determiners]
        if bare and all(w == "official" or w.endswith(("-term", "-run")) for w in bare):
            return False  # "the official" of the official target
        if not bare or bare[0][0].isdigit() or bare[-1] in self.words.prepositions | self.words.auxiliaries:
            return False
        if bare[0] in self.words.no_doers or (bare[0].endswith("ly") and bare[0] not in self.words.ly_nouns):
            return False
        kinds = self.cues.verb_kinds.get(bare[0], 0)
        if kinds & BASE and len(bare) == len(words):
            # "plan", "exports" do nothing; "Shell plans to", "Ford aims to" do.
            return len(bare) == 1 and _THIRD_AFTER.match(self.folded, found.end) is not None
        if not kinds & (ING | PAST | PARTICIPLE | THIRD) or len(bare) < len(words) or bare[0] in self.words.ing_nouns:
            return True
        # "listed firms" act, "keeping waste", "told delegates" and "revised" do not.
        return len(bare) > 1 and not kinds & ING and (bare[0].endswith("ed") or not kinds & PAST)

    def _owner_of(self, found: Span) -> Span | None:
        """Return the owner of a goal or a document ("the city's goal is to"), None where it has none."""
        words = self.folded[found.start : found.end]
        head = words.split()[-1]
        is_document = self.cues.documents.fullmatch(head) is not None
        if head not in self.words.goal_heads and not (is_document and words.startswith(("the ", "a ", "an ", "this "))):
            return found
        match = _POSSESSED.match(words)
        if match:
            return Span(found.start, found.start + match.end(1))
        return None

    def _of_intro(self, cue: Cue) -> Span | None:
        """Return who announces the items of a list: "The ministry will:", "By 2030 the group aims to"."""
        verb = next(
            (x for c in self.cues.find(self.folded, cue.start, cue.end) for x in c.cues if x.kind in ("will", "must")),
            None,
        )
        if verb is None:
            owner = _HEADING_OWNER.match(self.folded, cue.start, cue.end)
            return Span(*owner.span(1 if owner[1] else 2)) if owner else None
        date = _DATE.match(self.folded, cue.start, verb.start)
        for found in self._in_clause(date.end() if date else cue.start, verb.start, 0):
            if found is not None and self._is_doer(found):
                return self._owner_of(found)
        return None

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
