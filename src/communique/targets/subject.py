"""What is measured: the candidates in their order, and which of them is a phrase that can be measured."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from communique.records import Quantity, Span, Target
from communique.targets.clause import Clauses
from communique.targets.cues import Chunk, Cue
from communique.targets.metrics import CHANGE_NOUN, DENOMINATOR

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

_OF_THEM = re.compile(
    r"\s+of\s+(?:it|them|that|these|those|this|which|(?:that|this)\s+(?:sum|total|share|amount))\b(?!\s+(?!in\b|by\b|from\b|for\b|this\b|next\b|to\b|at\b|on\b|with\b|before\b|until\b|is\b|are\b|will\b|must\b|through\b|within\b|already\b)[a-z])"
)
_OF_SUM = re.compile(r"\s+of\s+(?:(?:that|this|the)\s+(?:sum|money|funds|funding|proceeds)|(?:that|this)\s+amount)\b")
_OF_SOME = re.compile(r"\s+of\s+(?:them|those|these|which|whom)\s+(?=[a-z])")
_PART_FOR = re.compile(
    r"\s+(?:(?:is|are|will\s+be|to\s+be|must\s+be)\s+)?(?:(?:reserved|earmarked|set\s+aside|going|ring-fenced|meant|intended|kept|used|spent|allocated)\s+)?(?:from|for|to|on)\s+"
)
_CELL = re.compile(r"[|\t]")
_OF_WHICH = re.compile(r"\bof\s+(?:which|these|them|those|it)\b[^\d;.]*$")
_THEM_TO = re.compile(
    r"\s(?:it|them|this|these|those)\s+(?:(?:down|up|back|out)\s+)?(?:to|by|below|under|at|above|from|within|over)(?:\s+(?:a|an|the|about|around|some))?\s+$"
)
_GOES_TO = re.compile(
    r"(?:[\s,]*(?:is|are|will|must|should|shall|has|have|to|be|going|\s)+\s+(?:go|come|spent|devoted|used|earmarked|set\s+aside|reserved|directed|allocated|made\s+available|paid|flow|channelled|drawn|invested|put)|\s+(?:going|earmarked|reserved|set\s+aside|devoted))\s+(?:to|for|from|on|towards?|into|in)\s+"
)
_PREDICATE = re.compile(
    r"\b(?:be|is|are|become|becomes|been|being|remain|stay|made|run)\s+(?:at\s+least\s+|about\s+|around\s+|nearly\s+|more\s+than\s+|over\s+|up\s+to\s+|some\s+)?$"
)
_TRAIT = re.compile(
    r"\s+(more\s+|less\s+)?([a-z-]+)(?=\s*(?:[,.;:)]|$|\s(?:by|in|before|from|within|than|and|on|at|this|next|powered)\b))"
)
_OF = re.compile(r"\s+of\s+")
_AFTER = re.compile(r"\s+(?:in|for|on|of|from|to)\s+")
_AFTER_CHANGE = re.compile(r"\s+(?:in|to|of|on)\s+")
_DENOMINATED = re.compile(r"[\w\s]{2,30}?\s+(?:on|to|for)\s+")
_MONEY_FOR = re.compile(
    r"(?:\s+worth)?(?:\s+(?:available|aside|together|jointly|more|directly))?\s+(?:of|in|into|on|for|to|towards?|behind|through|available\s+(?:for|to))\s+"
)
# Between a sum and what it is for: how often it is paid, over which time, and asides.
_PAID = re.compile(
    r"(?:\s+(?:(?:a|per|each|every)\s+(?:year|month|day|quarter)|annually|yearly|of\s+its\s+own|in\s+(?:all|total))|,\s[^,;.]{4,60},)(?=\s)"
)
_TIME_WORD = re.compile(
    r"(?:by|over|in|within|during|through|until|before|from|for|this|next|on|at|between|per|each)\s[^,;.]*(?:year|month|decade|quarter|week|\d{4}|spring|summer|autumn|winter|season)"
)
_VERB_FOR = re.compile(
    r"(?:(?:help|helping)\s+)?([a-z-]+)\s+(?!(?:to|by|in|for|of|from|at|on|that|over|under|with)\s|\d)"
)
_SPENT_ON = re.compile(r"\s+([a-z]+ing)\s+(?=[a-z])")
_MARK = re.compile(r"[\s-]*(?:mark|threshold|barrier|milestone)\b")
_FOR_SOME = re.compile(
    r"\s+(for|in|at|among|across|on)\s+[\w\s'’-]{2,40}?(?:,\s*|\s+)(?:and|but|while|with)\s+(?:(?:to|by|at|of|a)\s+)*$"
)
_LENGTHS = frozenset(("km", "mi", "m"))
_LAID = frozenset(("track", "line", "lines"))  # elsewhere hollow: on track, in line
_AS_MANY = re.compile(r"\bas\s+(?:many|much)\b")
_OF_THOSE = re.compile(r"\s+of\s+those\s+(?:with|who|in|at|on|under|over|aged|living|needing|affected\s+by)\s+")
_OF_ITS = re.compile(r"\s+of\s+(?:its|the|their|all|our|the\s+state's|the\s+country's)\s+(?:remaining\s+|existing\s+)?")
_TWO_KINDS = re.compile(
    r"\s+(?:direct|indirect|permanent|temporary|full-time|part-time|male|female|urban|rural|public|private|new|old|primary|secondary|small|large)\s+(?:and|or|,)\s+(?:another\s+|about\s+|some\s+)?"
)
_SIGNS = frozenset(("minus", "plus", "down", "up", "down by", "up by"))
_SAVINGS = frozenset(("saving", "savings"))
_SAVED = re.compile(r"\b(savings?)\s+(?:of\s+)?(?:about\s+|around\s+|up\s+to\s+|some\s+|roughly\s+)?$")
_GOAL_OF = re.compile(r"\b(?:targets?|goals?|quotas?|mandates?|caps?|ceilings?|objectives?)\s+of\s+$")
_ADJECTIVE = re.compile(r"\w+-(?:term|run|range)")


class Subjects(Clauses):
    """Finds the phrase of the metric."""

    #: The subject of the last row in the sentences before, and the sentence before this one.
    earlier: Span | None = None
    previous: Span | None = None

    def subject(
        self, q: Quantity, cue: Cue | None, is_subject: bool, chunk_index: int, before: Target | None = None
    ) -> Span | None:
        """Return the head phrase of the metric; ``before`` is the row before it in the sentence."""
        self.is_doer_measured = False
        if q.rule in ("absolute", "every") and before is not None and _OF_THEM.match(self.folded, q.end):
            return before.subject  # "60 percent of electricity, and all of it by 2042"
        if q.unit == "net_emissions" or q.rule == "absolute":
            return self._without_goal(self._of_absolute(q, cue))
        for found in self._candidates(q, cue, is_subject, before):
            metric = self._as_metric(found, q, before) if found is not None else None
            if metric is not None:
                return metric
        return None

    def _without_goal(self, found: Span | None) -> Span | None:
        """Return "growth" of "growth target": the aim is not what is measured."""
        if found is None:
            return None
        match = _GOAL_TAIL.search(self.folded, *found)
        if match and match.end() == found.end and match.start() > found.start:
            return self.clean(found.start, match.start()) or found
        return found

    def _as_metric(self, found: Span, q: Quantity, before: Target | None) -> Span | None:
        """Return a candidate as a phrase that can be measured; None for verbs, adverbs, dates, numbers and hollow words."""
        folded = self.folded
        if folded[found.start : found.end] in self.words.pronouns:
            return self._antecedent(q, before)
        start, end = found
        words = folded[start:end]
        if words in _SAVINGS and q.unit.isupper():
            return found
        if " " not in words and words.endswith("ing") and self.cues.verb_kinds.get(words, 0):
            after = self.phrase_right(end, q.start) if end < q.start else None
            if after is None or folded[end : after.start].strip() not in self.words.determiners | {""}:
                return None
            start, end = after  # "keeping the deficit under 3 percent"
        while (hollow := self.hollow_of.match(folded, start, end)) is not None:
            start = hollow.end()
        for a, b in self.breaks:
            if a <= start < b and not (q.start <= a < q.end):
                return None
            if start < a < end:
                end = a
        while True:
            last = re.compile(r"[\w'’-]+\W*$").search(folded, start, end)
            if last is None:
                return None
            word = last[0].strip(" ,.;:)")
            is_verb = word.endswith("ed") and self.cues.verb_kinds.get(word, 0) and last.start() > start
            if word not in self.words.no_tail and not is_verb:
                break
            end = last.start()
        if folded[start:end].split()[:1] and folded[start:end].split()[0] in self.words.prepositions:
            start += len(folded[start:end].split()[0]) + 1
        trimmed = self.clean(start, end)
        trimmed = self._without_goal(trimmed)
        if trimmed is not None and folded[trimmed.start : trimmed.end].endswith(("'s", "’s", "s'", "s’")):
            return None  # "the city's" of "the city's goal"
        if trimmed is not None and q.unit in _LENGTHS and folded[trimmed.start : trimmed.end] in _LAID:
            return trimmed
        if trimmed is None or not self._can_be_measured(trimmed):
            return None
        first = folded[trimmed.start : trimmed.end].split()[0]
        is_verb = self.cues.verb_kinds.get(first, 0) & 3 == 2  # "commits India"
        if is_verb and any(c.start == trimmed.start for chunk in self.chunks for c in chunk.cues):
            return None
        return trimmed

    def _can_be_measured(self, span: Span) -> bool:
        folded = self.folded
        words = folded[span.start : span.end].split()
        if all(w in self.cues.goal_adjectives or _ADJECTIVE.fullmatch(w) for w in words):
            return False  # "longer-run" of a longer-run goal
        if " ".join(words) in self.words.no_metrics or words[-1] in self.words.hollow_tail:
            return False
        if not any(w[0].isalpha() or w[0] > "\u2e80" for w in words):
            return False
        if len(words) > 1:
            return True
        word = words[0]
        if word in self.words.goal_heads or word in self.words.prepositions or word in self.words.auxiliaries:
            return False
        if word.endswith("ly") and word not in self.words.ly_nouns:
            return False
        kinds = self.cues.verb_kinds.get(word, 0)
        if kinds and word.endswith(("ed", "ing")) and word not in self.words.ing_nouns:
            return False
        if word.endswith("ed") and not word.endswith("eed") and len(word) > 5:
            return False
        return not (kinds & 1 and folded[max(self.start, span.start - 3) : span.start] == "to ")

    def _antecedent(self, q: Quantity, before: Target | None) -> Span | None:
        """Return what a pronoun stands for: the subject of the row before, or the head of the sentence before."""
        if before is not None and before.subject is not None:
            return before.subject
        first = self.phrase_right(self.chunks[0].start, self.chunks[0].end) if q.start > self.chunks[0].end else None
        if self.earlier is not None:
            return self.earlier
        if first is None and self.previous is not None:
            first = self.phrase_right(self.previous.start, self.previous.end)
        return first if first is not None and self._can_be_measured(first) else None

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
            r"(?:\s|,|;|(?:a|per|each|every)\s+(?:year|month|day)|annually|due|online|installed|built|added|and|with|then|to|by|at|or|a|an|another|further|finally|a|another|of\s+[\w\s]{3,40}?(?=\s+(?:and|by|,)))*",
            between,
        )
        after_of = re.compile(r"\s+of\s+").match(self.folded, q.end)
        return before.subject if own and not after_of else None

    def _candidates(
        self, q: Quantity, cue: Cue | None, is_subject: bool, before: Target | None
    ) -> Iterator[Span | None]:
        """Yield what may be measured, the likeliest first."""
        folded, limit = self.folded, self.end
        chunk = self._chunk_of(q)
        of_them = _OF_THEM.match(folded, q.end) or _OF_SUM.match(folded, q.end)
        of_some = _OF_SOME.match(folded, q.end) if of_them is None else None
        if of_some:
            yield self.phrase_right(of_some.end(), limit)  # "2,000 people, half of them women"
            yield self._antecedent(q, before)
        if of_them:
            part = _PART_FOR.match(folded, of_them.end())
            if part and not self._break_at(part.end()):
                yield self.phrase_right(part.end(), limit)
            yield self._antecedent(q, before)
        goes = _GOES_TO.match(folded, q.end)
        if goes and not self._break_at(goes.end()):
            yield self.phrase_right(goes.end(), limit)
        if _CELL.search(folded, self.start, q.start):
            yield self._before_list(q)
        yield self._of_others(q)
        if q.unit.isupper() and (saved := _SAVED.search(folded, max(self.start, q.start - 24), q.start)):
            yield Span(*saved.span(1))
        yield self._carried(q, before)
        if before is not None and before.unit == q.unit in ("percent", "percentage_point") and q.noun is None:
            some = _FOR_SOME.match(folded, before.end, q.start)
            if some and folded.startswith(f" {some[1]} ", q.end):
                yield before.subject  # "by 25 percent for all firms and 35 percent for small ones"
        if q.noun is None and _MARK.match(folded, q.end):
            yield self.earlier  # "break through the 43-million mark"
        if q.noun is not None and (q.unit == "count" or q.rule in ("every", "ending")):
            yield self.phrase_right(q.noun.start, limit) or q.noun
        if _THEM_TO.search(folded, max(self.start, q.start - 40), q.start):
            yield self._antecedent(q, before)
        between_start = self._between_start(q, cue, chunk)
        metric = self._object(q, between_start) if between_start is not None else None
        if q.unit == "ratio":
            yield self._of_ratio(q, metric, chunk)
        share = _SHARE_VERB.search(folded, max(chunk.start, q.start - 40), q.start)
        if share and not share[0].startswith(("accounting", "making", "representing", "constituting", "comprising")):
            if folded.endswith(" to ", self.start, share.start()):
                yield self.phrase_left(share.start() - 4, chunk.start)  # "aims for hydrogen to make up"
            yield self._clause_subject(q, chunk)
        yield from self._round_value(q, cue, chunk, metric, between_start)
        yield self._direct(q)
        if _OF_WHICH.search(folded, before.end if before is not None else max(self.start, q.start - 80), q.start):
            yield self._antecedent(q, before)
        yield self._of_money(q)
        yield self._own_object(q, chunk)
        goal = _GOAL_OF.search(folded, max(self.start, q.start - 24), q.start)
        if goal:
            yield self.phrase_left(goal.start(), chunk.start)  # "has been given a production mandate of"
        if not chunk.cues and cue is not None and cue.end <= chunk.start and chunk.opener in ("and", "or", ","):
            yield self._clause_subject(q, chunk)  # "... and the education budget by 20 percent"
        yield self._far_object(q, cue)
        is_doer = self._is_doer_clause(q, cue, chunk)
        if not is_subject and not is_doer:
            yield self._clause_subject(q, chunk)
        after = _AFTER.match(folded, q.end)
        if after and not self._break_at(after.end()) and not DENOMINATOR.match(folded, after.end()):
            yield self.phrase_right(after.end(), limit)
        if not chunk.cues and chunk.start < q.start:
            yield self._head_of_part(chunk, q)
        if before is not None and before.unit == q.unit:
            yield before.subject
        if is_doer and not chunk.cues:
            yield self._clause_subject(q, chunk)
        if q.unit == "count" and q.noun is None and "more" in folded[q.start : q.end + 6]:
            yield self.earlier
        part_of = _OF.match(folded, q.end) if q.unit == "percent" and is_doer else None
        if part_of:
            yield self.phrase_right(part_of.end(), limit)  # "to distribute 40 percent of profit"
        if is_doer:
            yield self._near_phrase(q, cue)
        yield self._far_clause(q, cue, chunk)
        if is_doer and not is_subject:
            self.is_doer_measured = True
            yield self._clause_subject(q, chunk)
            self.is_doer_measured = False
        yield self._before_list(q)
        yield self._heading()
        if cue is not None and cue.kind in ("goal", "binding") and self.previous is not None:
            # "Losses came to 9 percent last year. The target is 6 percent."
            yield self.phrase_right(self.previous.start, self.previous.end)
        yield self.earlier

    def _heading(self) -> Span | None:
        """Return the line above: "Soil health cards", then "Target for 2026: 60 lakh"."""
        if self.previous is None or self.folded[self.previous.end - 1] in ".!?":
            return None
        found = self.phrase_right(self.previous.start, self.previous.end)
        return found if self.previous.end - self.previous.start < 80 else None

    def _of_others(self, q: Quantity) -> Span | None:
        """Return a noun that stands with another number or word: "80,000 direct and 9,000 indirect jobs", "40 of its 90 mills"."""
        folded = self.folded
        many = _AS_MANY.search(folded, q.start, min(self.end, q.end + 9))
        if many and many.end() >= q.end:
            return self.phrase_right(many.end(), self.end)  # "half as many injuries"
        those = _OF_THOSE.match(folded, q.end, self.end)
        if those:
            return self.phrase_right(those.end(), self.end)  # "90 percent of those with fever"
        first = bisect.bisect_left(self.numbers, (q.end, q.end))
        other = next((o for o in self.quantities[first : first + 1] if o.noun is not None), None)
        if other is None or q.unit != "count" or other.start - q.end > 40:
            return None
        between = folded[q.end : other.start]
        if _OF_ITS.fullmatch(between) or (_TWO_KINDS.fullmatch(between) and other.unit == "count"):
            found = self.phrase_right(other.noun.start, self.end)
            words = folded[found.start : found.end].split() if found else []
            if _OF_ITS.fullmatch(between):
                return found
            if len(words) > 1:
                return Span(found.end - len(words[-1]), found.end)
        return None

    def _head_of_part(self, chunk: Chunk, q: Quantity) -> Span | None:
        """Return what a part of a list names before its value: "; women in management 25 percent"."""
        if self.folded[chunk.start : q.start].strip() in _SIGNS and chunk.opener == ",":
            at = self.chunks.index(chunk)
            if at:
                chunk = self.chunks[at - 1]  # "waste per person, minus 30 percent"
        head = self._head_of_clause(chunk.start, min(chunk.end, q.start))
        return self.extended(head, min(chunk.end, q.start)) if head is not None else None

    def _own_object(self, q: Quantity, chunk: Chunk) -> Span | None:
        """Return the object of a verb that opens the chunk: ": to reduce the emissions of shipping by"."""
        match = re.compile(r"[\s•*·-]*(?:\d+[.)]\s+)?(?:to\s+|and\s+to\s+)?(?:\w+ly\s+)?([a-z-]+)\s").match(
            self.folded, chunk.start, q.start
        )
        if match is None or not self.cues.verb_kinds.get(match[1], 0) & 17:
            return None
        found = self.phrase_right(match.end(), q.start)
        return self.extended(found, q.start) if found is not None else None

    def _round_value(
        self, q: Quantity, cue: Cue | None, chunk: Chunk, metric: Span | None, between_start: int | None
    ) -> Iterator[Span | None]:
        """Yield what stands round the value: "70 percent of X", "cut of 5 percent in X", "target for X of", "X of 2 percent"."""
        folded, limit = self.folded, self.end
        after_of = _OF.match(folded, q.end)
        is_object = not _LED.search(folded, max(self.start, q.start - 14), q.start)
        is_goal = any(c.kind in ("goal", "binding") for c in chunk.cues)
        is_part = q.unit in ("percent", "percentage_point", "ratio")
        is_led = not is_object and is_part and metric is None
        if is_led and after_of and not is_goal and not self._is_doer_clause(q, cue, chunk):
            yield self._clause_subject(q, chunk)  # "the deficit is pegged at 2 percent of"
        if is_part and _PREDICATE.search(folded, max(chunk.start, q.start - 30), q.start) and self._is_trait(q):
            yield self._clause_subject(q, chunk)  # "the fleet must be 50 percent electric"
        is_head = not folded[chunk.start : q.start].strip(' ,“"•*·-')
        is_whole = after_of is not None and DENOMINATOR.match(folded, after_of.end()) is not None
        if after_of and (not is_whole or is_head) and (metric is None or is_object):
            found = self.phrase_right(after_of.end(), limit)
            yield found
            if found is not None and (longer := self.extended(found, limit)) != found:
                yield longer  # "days with good air", where days alone measure nothing
        if after_of and DENOMINATOR.match(folded, after_of.end()):
            # "spend 4.7 percent of GDP on defence"
            base = _DENOMINATED.match(folded, after_of.end(), limit)
            hollow = re.compile(r"\b(?:figure|level|total|sum|amount|minimum|maximum|average|equivalent)\s+of\s+$")
            is_free = is_object or hollow.search(folded, max(self.start, q.start - 20), q.start)
            if base and is_free and not self._break_at(base.end()):
                yield self.phrase_right(base.end(), limit)
        led = _CHANGE_BEFORE.search(folded, max(self.start, q.start - 24), q.start)
        after_in = _AFTER_CHANGE.match(folded, q.end)
        if led and after_in and not self._break_at(after_in.end()) and not DENOMINATOR.match(folded, after_in.end()):
            yield self.phrase_right(after_in.end(), limit)
        change = CHANGE_NOUN.match(folded, q.end, limit)
        if change:
            yield self.phrase_right(change.end(), limit)
        yield self._of_goal(q, cue)
        if folded[max(self.start, q.start - 5) : q.start].rstrip().endswith(" of"):
            # "a primary surplus of 2 percent": what is measured stands before "of".
            end = folded.rindex("of", self.start, q.start)
            found = self.phrase_left(end, max(chunk.start, between_start or chunk.start))
            words = folded[found.start : found.end].split() if found else []
            if words and (len(words) > 1 or words[-1] not in self.cues.hollow | self.words.changes):
                yield found
        yield self.extended(metric, q.start) if metric is not None else None

    def _is_trait(self, q: Quantity) -> bool:
        """Say whether one adjective follows a percentage: 50 percent electric, 60 percent more efficient."""
        match = _TRAIT.match(self.folded, q.end, self.end)
        if match is None:
            return False
        return not match[2].endswith("s") or match[2].endswith(("ous", "less"))

    def _of_money(self, q: Quantity) -> Span | None:
        """Read what money is for: "$300 million in new roads", "5 billion euros a year to build schools"."""
        if not (q.unit.isupper() and len(q.unit) == 3):
            return None
        folded, at = self.folded, q.end
        while True:
            paid = _PAID.match(folded, at, self.end)
            time = next((b for a, b in self.breaks if at <= a <= at + 2 and _TIME_WORD.match(folded, a)), None)
            if paid is None and time is None:
                break
            at = paid.end() if paid is not None else time
        spent = _SPENT_ON.match(folded, at, self.end)
        if spent and self.cues.verb_kinds.get(spent[1], 0) & 16:
            return self.phrase_right(spent.end(), self.end)  # "spend $40 million repairing roads"
        match = _MONEY_FOR.match(folded, at, self.end)
        if match is None or (self._break_at(match.end()) and not self._is_counted(match.end())):
            return None
        verb = _VERB_FOR.match(folded, match.end(), self.end)
        is_to = folded.startswith("to ", match.end() - 3) and match[0].strip() == "to"
        if verb and self.cues.verb_kinds.get(verb[1], 0) & (1 if is_to else 16):
            return self.phrase_right(verb.end(1), self.end)  # "to modernise rural clinics", "for building schools"
        return self.phrase_right(match.end(), self.end)

    def _is_counted(self, position: int) -> bool:
        """Say whether a number of things begins at a position: "12 billion yuan in two new plants"."""
        return any(q.start == position and q.unit == "count" and q.noun is not None for q in self.quantities)

    def _of_ratio(self, q: Quantity, metric: Span | None, chunk: Chunk) -> Span | None:
        folded = self.folded
        if "fold" in folded[q.start : q.end] or "time" in folded[q.start : q.end] or "twice" in folded[q.start : q.end]:
            change = CHANGE_NOUN.match(folded, q.end)
            if change:
                return self.phrase_right(change.end(), self.end)
            return (
                metric
                or self._object(q, self._between_start(q, None, chunk) or chunk.start)
                or self._clause_subject(q, chunk)
            )
        if metric is not None and folded.startswith("by ", max(self.start, q.start - 3)):
            return metric  # "cut the price of school meals by half"
        match = re.compile(r"\s+(?:(?:the|its|their)\s+(?:number|amount|volume|size|value|level)\s+of\s+)?").match(
            folded, q.end
        )
        found = self.phrase_right(match.end() if match else q.end, self.end)
        return found or self._clause_subject(q, chunk)

    def _before_list(self, q: Quantity) -> Span | None:
        """Read "Renewable share: 45%" and table rows: what stands before the colon or bar."""
        folded = self.folded
        match = re.compile(r"[\s•*·▪‣◦●○–—|-]*").match(folded, self.start, q.start)
        found = self.phrase_right(match.end(), q.start) if match else None
        return found
