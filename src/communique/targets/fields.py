"""What is measured, who must deliver, which way it is to go, from where and on which condition."""

from __future__ import annotations

import re

from communique.records import Quantity, Span, Target
from communique.targets.cues import Chunk, Cue, Cues

_TOKEN = re.compile(r"[^\W_][\w'’&./+-]*|[^\w\s]")
_PREPOSITIONS = frozenset(
    [
        "to",
        "by",
        "at",
        "in",
        "on",
        "for",
        "from",
        "with",
        "within",
        "without",
        "before",
        "after",
        "until",
        "till",
        "since",
        "during",
        "through",
        "across",
        "over",
        "under",
        "above",
        "below",
        "into",
        "onto",
        "upon",
        "about",
        "against",
        "between",
        "among",
        "amid",
        "towards",
        "toward",
        "per",
        "as",
        "than",
        "via",
        "around",
        "near",
        "beyond",
        "throughout",
        "including",
        "excluding",
        "except",
        "despite",
        "given",
        "regarding",
        "concerning",
        "versus",
        "compared",
        "because",
        "if",
        "when",
        "while",
        "where",
        "unless",
        "though",
        "although",
        "that",
        "which",
        "who",
        "whom",
        "whose",
        "and",
        "or",
        "but",
        "nor",
        "so",
        "yet",
        "plus",
    ]
)
_AUXILIARIES = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "am",
        "has",
        "have",
        "had",
        "having",
        "do",
        "does",
        "did",
        "will",
        "would",
        "shall",
        "should",
        "must",
        "can",
        "could",
        "may",
        "might",
        "cannot",
        "not",
        "never",
        "also",
        "only",
        "still",
        "now",
        "then",
        "already",
        "currently",
        "further",
        "more",
        "least",
        "most",
        "up",
        "down",
        "again",
        "each",
        "respectively",
        "annually",
        "yearly",
        "monthly",
        "daily",
        "it",
        "they",
        "he",
        "she",
        "we",
        "you",
        "i",
        "there",
        "this",
        "these",
        "those",
        "its'll",
    ]
)
_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "our",
        "your",
        "my",
        "this",
        "that",
        "these",
        "those",
        "all",
        "each",
        "every",
        "any",
        "some",
        "both",
        "such",
        "another",
        "more",
        "additional",
        "extra",
        "further",
    ]
)
_ADVERBS = frozenset(
    [
        "also",
        "further",
        "gradually",
        "steadily",
        "jointly",
        "together",
        "then",
        "still",
        "eventually",
        "collectively",
        "at-least",
        "roughly",
        "nearly",
        "only",
    ]
)
_QUOTES = frozenset('“”"‘«')
_OBJECT_END = re.compile(
    r"\s(?:in|for|on|at|by|to|from|with|within|across|under|among|through|between|over|than|as|that|which|who|is|are|be)\b"
)
_REFLEXIVE = frozenset("itself themselves himself herself ourselves".split())
_CHANGES = frozenset(
    "cut reduction increase rise fall drop growth-rate decline decrease improvement minimum maximum total average band range".split()
)
_BEFORE_VERB = frozenset("to will must shall should would and by also further not help for of".split())
_CHANGE_BEFORE = re.compile(r"\b(?:cut|reduction|increase|rise|fall|drop|growth|decline|decrease|improvement)\s+of\s+$")
_DENOMINATOR = re.compile(
    r"(?:gdp|gross\s+domestic\s+product|gni|gross\s+national\s+income|the\s+total|total|national\s+output|output|revenue|revenues|turnover|sales|the\s+global\s+total|all\s+sales|the\s+national\s+total|the\s+economy|the\s+budget|national\s+income|the\s+overall|the\s+whole|profits?|payroll)(?![\w-])"
)
_CHANGE_NOUN = re.compile(
    r"\s+(?:(?:annual|overall|total|absolute|net|further|real|average|relative|year-on-year|yearly)\s+)?(?:increases?|rises?|growth|cuts?|cutback|reductions?|decreases?|declines?|drops?|falls?|expansion|improvement|share|stake|gains?|boost|uplift|savings?|saving|jump|fall|rate|coverage|reduction)\s+(?:in|of|to|on|for)\s+"
)
_SHARE_VERB = re.compile(
    r"\b(?:account(?:s|ing)?\s+for|mak(?:e|es|ing)\s+up|represent(?:s|ing)?|constitut(?:e|es|ing)|compris(?:e|es|ing))\s+(?:the\s+|a\s+)?$"
)
# After these a plain verb follows, whether the lexicon knows it or not.
_TO_VERB = re.compile(
    r"\bto\s+(?:\w+ly\s+|further\s+|also\s+)?(?!the\b|a\b|an\b|its\b|at\b|below\b|less\b|more\b|under\b)([a-z-]+)\s(?=\S)"
)
_INFINITIVE = re.compile(r"(?:\bto|\bwill|\bmust|\bshall|\bshould|\bwould|'ll|\bought to)$")
_FIRST_VERB = re.compile(
    r"\s+(?:(?:also|further|gradually|then|not|only|\w+ly|be\s+able\s+to|have\s+to|need\s+to|help|aim\s+to|seek\s+to|try\s+to|continue\s+to|strive\s+to)\s+)*[a-z-]+(?:\s+(?:up|down|out|back|off|forward|in|on)(?=\s+(?:the|its|their|a|an|all|new)\b))?(?=\s)"
)
_LED = re.compile(
    r"\b(?:to|by|at|from|below|above|under|over|within|of|is|are|be|reach|reaches|exceed|than)\s+(?:a\s+|an\s+|the\s+)?$"
)
_LEAD = re.compile(
    r"\s*(?:(?:to|be|been|being|have|has|also|further|gradually|steadily|more|than|of|for|at|on|that|it|they|then|actively|basically|ultimately|collectively|jointly|together|[a-z]+ly)\s+)*"
)
_TAIL_PREPOSITION = re.compile(
    r"(?:\s+(?:to|by|at|of|from|below|under|above|over|within|around|about|reach|reaching|reaches|exceed|exceeding|in|on|for|is|are|be|being|was|were|stand|stands|standing|up|down|as|with|hit|hitting|through|between|towards|toward|beyond|until|the|a|an|its|their|another|additional|further|extra|some|more|than|level|levels|least|only|further|rate|total|annual|capped|limited|kept|held|raised|cut|lifted|reduced|set|pegged|fixed|brought|increased|lowered|expanded|maintained|stabilised|stabilized|not|rise|fall|grow|drop|climb|decline|rising|falling|growing|into|account|accounts|for|make|makes|totalling|averaging|average|per))+\s*$"
)
_GOAL_TAIL = re.compile(
    r"\b(?:targets?|goals?|objectives?|aims?|ambition|ambitions|quotas?|caps?|ceilings?|limits?|mandates?|floors?|minimum|pledge|commitment|benchmark|milestone|guidance|requirement)\b"
)
_BASELINE_AFTER = re.compile(
    r"[\s,(]+(?:(?:from|below|above|against|compared\s+(?:with|to)|relative\s+to|versus|vs\.?|over|on|than|of|up\s+from|down\s+from|measured\s+against|based\s+on)\s+(?:the\s+|its\s+|their\s+|a\s+|an\s+)?(?:(?:19|20)\d\d(?:[-/–]\d{2,4})?(?:\s+(?:levels?|baseline|base\s+year|figures?|emissions|volumes?|average|values?|benchmark|base))?|(?:base\s+year|base|baseline)\s+(?:of\s+)?(?:19|20)\d\d(?:\s+levels?)?|(?:current|today's|present|last\s+year's|this\s+year's|pre-pandemic|pre-industrial|pre-crisis|existing|business-as-usual|baseline|bau|the\s+current)\s*(?:levels?|figures?|scenario|baseline|rates?|average|volumes?|projections?|total|emissions|trajectory|consumption)?|(?:level|levels|figure|baseline|average)\s+(?:of|in|recorded\s+in|for)\s+(?:19|20)\d\d|(?:current|19\d\d|20\d\d)[\w\s-]{0,20}levels?|levels?\s+(?:in|of|seen\s+in)\s+(?:19|20)\d\d|(?:a\s+)?year\s+earlier|(?:the\s+)?same\s+(?:period|month|quarter)\s+(?:of\s+)?(?:last\s+year|a\s+year\s+earlier)?|(?:the\s+)?(?:previous|last|past)\s+year)|year[\s-]on[\s-]year|year\s+over\s+year|(?:19|20)\d\d\s+(?:levels?|baseline))"
)
_CONDITION = re.compile(
    r"(?<![\w-])(?:if|provided\s+(?:that\s+)?|subject\s+to|conditional\s+(?:on|upon)|contingent\s+(?:on|upon)|with\s+international\s+(?:support|finance|assistance|help|climate\s+finance|funding)|depending\s+on|on\s+condition\s+(?:that|of)|as\s+long\s+as|given\s+adequate|assuming|unless|once|dependent\s+(?:on|upon))(?![\w-])[^,;.)]{0,110}"
)


def clean(folded: str, start: int, end: int) -> Span | None:
    """Return the span without white space, determiners and hollow ends; None where nothing is left."""
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
            and word[0] in _DETERMINERS | {"of", "number", "and", "total"}
            and folded[word.end() : word.end() + 1] == " "
        ):
            if word[0] in ("number", "total") and not folded.startswith(" of", word.end()):
                break
            start = word.end() + 1
            changed = True
    return Span(start, end) if start < end else None


class Fields:
    """Reads the columns of one quantity in its sentence."""

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
        self.cues, self.folded, self.start, self.end, self.chunks = cues, folded, start, end, chunks
        self.year = year
        self.numbers = numbers
        self.breaks = breaks  # times and other quantities: no phrase runs over them

    # -- phrases ------------------------------------------------------------------------------------------------

    def _break_at(self, position: int) -> bool:
        return any(a <= position < b for a, b in self.breaks)

    def phrase_right(self, start: int, limit: int, *, of_only: bool = False) -> Span | None:
        """Return the noun phrase that begins at or right after ``start``."""
        folded = self.folded
        first = last = None
        depth = 0
        previous = ""
        for match in _TOKEN.finditer(folded, start, min(limit, start + 140)):
            word = match[0]
            if self._break_at(match.start()):
                if first is None:
                    continue  # "in two new plants": the number is none of the words
                break
            if first is None:
                if word in _QUOTES or (word == "per" and self.folded.startswith(" capita", match.end())):
                    continue
                if word in _DETERMINERS or word in ("of", "number") or word in _ADVERBS:
                    if word == "of" and depth:
                        break
                    depth += 1
                    if depth > 4:
                        return None
                    continue
                if not word[0].isalnum() or word in _PREPOSITIONS or word in _AUXILIARIES:
                    return None
                first, last = match.start(), match.end()
                previous = word
                continue
            if word == "of" or (word in ("and", "or") and self._joins(match.end(), limit)):
                previous = word
                continue
            if word in _DETERMINERS and previous in ("of", "and", "or"):
                continue
            if not word[0].isalnum() or word in _PREPOSITIONS or word in _AUXILIARIES or word in _DETERMINERS:
                break
            if self._is_verb(match, previous):
                break
            last = match.end()
            previous = word
        return clean(folded, first, last) if first is not None else None

    def _joins(self, position: int, limit: int) -> bool:
        """Say whether "and" joins two nouns of one phrase: a single plain word follows, then the phrase ends."""
        match = re.compile(r"\s+([a-z-]+)(?=\s*(?:[,.;)]|$|\s(?:by|to|in|from|at|on|before|within|with|for)\b))").match(
            self.folded, position, limit
        )
        return bool(match and match[1] not in self.cues.verb_kinds and match[1] not in _AUXILIARIES)

    def _is_verb(self, match: re.Match[str], previous: str) -> bool:
        """Say whether a word inside a phrase is a participle or verb that ends it."""
        word = match[0]
        if word.endswith("ing"):
            # "social housing by 2033" names a thing; "employing the", "running 30" go on with a clause.
            following = self.folded[match.end() : match.end() + 14].split()
            return (
                word in self.cues.verb_kinds
                and bool(following)
                and (following[0] in _DETERMINERS or following[0][0].isdigit())
            )
        if (word.endswith("ed") and word in self.cues.verb_kinds) or word in (
            "built",
            "made",
            "run",
            "held",
            "due",
            "based",
            "set",
        ):
            following = self.folded[match.end() : match.end() + 14].split()
            return (
                not following
                or following[0].strip(",.;") in _PREPOSITIONS | _AUXILIARIES | _DETERMINERS
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
        tokens = list(_TOKEN.finditer(folded, max(limit, end - 120), end))
        first = last = None
        i = len(tokens) - 1
        while i >= 0:
            match = tokens[i]
            word = match[0]
            if self._break_at(match.start()):
                break
            if last is None:
                if word in _DETERMINERS:
                    return None
                if word in _AUXILIARIES or word in _ADVERBS:
                    i -= 1
                    continue
                if not word[0].isalnum() or word in _PREPOSITIONS or word in _REFLEXIVE or word in ("sets", "set"):
                    return None
                first, last = match.start(), match.end()
            elif word in _DETERMINERS:
                if i and tokens[i - 1][0] in ("of", "and"):
                    i -= 1
                    continue
                break
            elif word == "of":
                pass
            elif not word[0].isalnum() or word in _PREPOSITIONS or word in _AUXILIARIES or self._verb_left(tokens, i):
                break
            else:
                first = match.start()
            i -= 1
        return clean(folded, first, last) if first is not None and last is not None else None

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
        return following in _DETERMINERS

    # -- subject ------------------------------------------------------------------------------------------------

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
            trimmed = clean(self.folded, start, match.start())
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
        if after_of and not _DENOMINATOR.match(folded, after_of.end()) and (metric is None or is_object):
            return self.phrase_right(after_of.end(), limit)
        if after_of and _DENOMINATOR.match(folded, after_of.end()):
            # "spend 4.7 percent of GDP on defence"
            base = re.compile(r"[\w\s]{2,30}?\s+(?:on|to|for)\s+").match(folded, after_of.end(), limit)
            if base and is_object and not self._break_at(base.end()):
                found = self.phrase_right(base.end(), limit)
                if found:
                    return found
        led = _CHANGE_BEFORE.search(folded, max(self.start, q.start - 24), q.start)
        after_in = re.compile(r"\s+(?:in|to|of|on)\s+").match(folded, q.end)
        if led and after_in and not self._break_at(after_in.end()) and not _DENOMINATOR.match(folded, after_in.end()):
            found = self.phrase_right(after_in.end(), limit)
            if found:
                return found
        change = _CHANGE_NOUN.match(folded, q.end, limit)
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
            if found and folded[found.start : found.end].split()[-1] not in self.cues.hollow | _CHANGES:
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
        if match and not self._break_at(match.end()) and not _DENOMINATOR.match(folded, match.end()):
            found = self.phrase_right(match.end(), limit)
            if found:
                return found
        return self._before_list(q)

    def _chunk_of(self, q: Quantity) -> Chunk:
        for chunk in self.chunks:
            if chunk.start <= q.number.start < chunk.end:
                return chunk
        return self.chunks[-1]

    def _between_start(self, q: Quantity, cue: Cue | None, chunk: Chunk) -> int | None:
        """Return where the words between verb and quantity begin."""
        starts = [c.end for c in chunk.cues if c.end <= q.start and c.kind not in ("goal", "binding")]
        begin = max([chunk.start, *starts])
        if (
            not starts
            and cue is not None
            and self.start <= cue.start
            and cue.end < q.start
            and cue.kind not in ("goal", "binding")
        ):
            # The object can hold a comma or "and": "raise the number of doctors and nurses to", "the share, now low, to".
            if not any(cue.end <= a < q.start for a, _ in self.numbers) and ";" not in self.folded[cue.end : q.start]:
                starts, begin = [cue.end], cue.end
        # A verb of its own ("and raise the share to"): the object stands between it and the quantity.
        if starts and _INFINITIVE.search(self.folded, max(self.start, begin - 12), begin):
            first = _FIRST_VERB.match(self.folded, begin, q.start)
            if first and not re.search(r"\bbe(?:en)?\s", first[0]):
                begin = first.end()
        last = None
        for last in _TO_VERB.finditer(self.folded, begin, q.start):
            pass
        if last is not None and last[1] not in ("be", "zero", "nearly", "about", "over", "around", "almost"):
            begin = last.end() - 1  # "instructed hospitals to have lists down by"
        verb = None
        for match in _TOKEN.finditer(self.folded, begin, q.start):
            if self.cues.verb_kinds.get(match[0], 0) and self._verb_like(match, begin):
                verb = match
        if verb is not None:
            return verb.end()
        return begin if starts else None

    def _verb_like(self, match: re.Match[str], begin: int) -> bool:
        before = self.folded[max(self.start, match.start() - 16) : match.start()].split()
        last = before[-1].strip(",;:") if before else ""
        gap = self.folded[begin : match.start()].strip(" ,;:-–•*")
        if last in ("that", "which", "who") and self.cues.verb_kinds[match[0]] & 2:
            return True
        if last in _BEFORE_VERB or last.endswith("ly") or not gap:
            kinds = self.cues.verb_kinds[match[0]]
            if match[0].endswith("ing") or last not in ("for", "of", "by"):
                return bool(kinds & (1 | 16)) or (not gap and bool(kinds & 2))
        following = self.folded[match.end() : match.end() + 6].split()
        return bool(self.cues.verb_kinds[match[0]] & (2 | 16 | 4) and following and following[0] in _DETERMINERS)

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
        tail = _TAIL_PREPOSITION.search(folded, max(start - 1, self.start), q.start)
        end = tail.start() + 1 if tail else q.start
        if tail is not None and tail.start() <= start - 1 or start >= end - 1:
            return None
        return self._whole_object(start, end) or self.phrase_right(start, end)

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
        return clean(folded, start, stop)

    def _direct(self, q: Quantity) -> Span | None:
        """Read "40 percent renewables", "5 percent growth in exports", "50 GW solar"."""
        folded = self.folded
        if not re.compile(
            r"\s(?!(?:of|in|by|to|at|for|from|on|over|a|an|per|each|every|annually|years?)(?![\w-]))[a-z]"
        ).match(folded, q.end):
            return None
        if self._break_at(q.end + 1):
            return None
        found = self.phrase_right(q.end, self.end)
        if found and folded[found.start : found.end] in self.cues.hollow | {
            "higher",
            "lower",
            "more",
            "less",
            "year-on-year",
        }:
            return None
        return found

    def _of_goal(self, q: Quantity, cue: Cue | None) -> Span | None:
        """Read the metric of a goal noun: "growth target of 5 percent", "target for exports is", "a target to cut X by"."""
        folded = self.folded
        goal = None
        own = self._chunk_of(q)
        if (
            cue is not None
            and cue.kind in ("goal", "binding")
            and not own.start <= cue.start < own.end
            and cue.end <= q.start
        ):
            words = re.sub(r"[^a-z ]", " ", folded[own.start : q.start]).split()
            if any(w not in _PREPOSITIONS and w not in _DETERMINERS for w in words):
                return None  # "... and a deficit of 5.4 percent": the chunk names its own metric
        for c in self._chunk_of(q).cues:
            if c.kind in ("goal", "binding") and c.end <= q.start:
                goal = c
        if (
            goal is None
            and cue is not None
            and cue.kind in ("goal", "binding")
            and self.start <= cue.start < self.end
            and cue.end <= q.start
        ):
            goal = cue
        if goal is None:
            if cue is not None and cue.words == "goal-after":
                match = re.compile(
                    r".*?\b(?:target|goal|objective|aim|benchmark|quota|ceiling|cap|limit)s?\s+for\s+"
                ).match(folded, q.end, self.end)
                return self.phrase_right(match.end(), self.end) if match else None
            if cue is not None and cue.kind in ("goal", "binding") and cue.start >= q.end:
                inner = clean(folded, q.end, cue.start)
                inner = inner if inner and folded[inner.start : inner.end] not in self.cues.hollow else None
                if inner and folded[inner.start : inner.end] not in self.cues.goal_adjectives:
                    return inner
                match = re.compile(r"\s+(?:for|on|in)\s+").match(folded, cue.end, self.end)
                if match and not self._break_at(match.end()):
                    return self.phrase_right(match.end(), self.end)
            return None
        for pattern in (
            r"\s+(?:for|on)\s+",
            r"\s+(?:to|of)\s+(?:\w+ly\s+)?(?:rais|increas|reduc|cut|lift|expand|bring|boost|lower|keep|limit|hold|grow|get|hav|mak|produc|generat|achiev|reach)\w*\s+",
        ):
            match = re.compile(pattern).match(folded, goal.end, q.start)
            if match:
                found = self.phrase_right(match.end(), q.start)
                if found:
                    return found
        between = folded[goal.end : q.start]
        is_verb = (
            goal.words.startswith("targeti")
            or bool(
                re.match(
                    r"\s+(?!of\b|for\b|at\b|is\b|are\b|to\b|on\b|was\b|in\b|by\b|set\b|range\b|band\b|corridor\b|level\b|date\b|year\b|figure\b|remains?\b|will\b|has\b|that\b|which\b|and\b|should\b|must\b|now\b|from\b|stands?\b|being\b|were\b|,|:)",
                    between,
                )
            )
            or (goal.words in ("targets", "caps", "limits", "mandates") and not between.strip())
        )
        if is_verb:
            found = self.phrase_right(goal.end, q.start)
            if found:
                return found
            after_of = re.compile(r"\s+of\s+").match(folded, q.end)
            return self.phrase_right(after_of.end(), self.end) if after_of else self._direct(q)
        match = re.compile(r"\s+(?:for|on)\s+").search(folded, q.end, min(self.end, q.end + 40))
        before = self.phrase_left(goal.start, max(self.start, self._possessor_end(goal.start)))
        if before and folded[before.start : before.end] not in self.cues.goal_adjectives:
            return self._without_adjective(before)
        if (
            re.fullmatch(
                r"[\s,]*(?:of|at|is|to|:|=|was|remains|being|for\s+\d{4}\s+(?:is|of|at)|by\s+\d{4}\s+(?:is|of))?\s*(?:set\s+)?(?:at\s+)?",
                between,
            )
            is not None
        ):
            after_of = re.compile(r"\s+of\s+").match(folded, q.end)
            if after_of and not _DENOMINATOR.match(folded, after_of.end()):
                return self.phrase_right(after_of.end(), self.end)
            direct = self._direct(q)
            if direct:
                return direct
            if match:
                return self.phrase_right(match.end(), self.end)
        return None

    def _without_adjective(self, span: Span) -> Span:
        """Return a phrase without adjectives that belong to the goal and not to what is measured."""
        start = span.start
        while word := re.compile(r"([\w-]+)\s+").match(self.folded, start, span.end):
            if word[1] not in self.cues.goal_adjectives and not word[1].isdigit():
                break
            start = word.end()
        return Span(start, span.end)

    def _possessor_end(self, end: int) -> int:
        """Return where a phrase left of ``end`` can begin: after "'s"."""
        at = self.folded.rfind("'s ", max(self.start, end - 80), end)
        return at + 3 if at >= 0 else self.start

    def _of_absolute(self, q: Quantity) -> Span | None:
        folded = self.folded
        words = folded[q.start : q.end]
        if words.startswith("zero "):
            return Span(q.start + 5, q.end)
        if words.startswith(("universal", "full ", "complete ")):
            head = words.find(" ")
            if head > 0:
                tail = re.compile(r"\s+(?:to|of|for)\s+").match(folded, q.end)
                more = self.phrase_right(tail.end(), self.end) if tail and not self._break_at(tail.end()) else None
                return Span(q.start + head + 1, more.end if more else q.end)
            found = self.phrase_right(q.end, self.end)
            to = re.compile(r"\s+(?:to|of|for)\s+").match(folded, found.end) if found else None
            tail = self.phrase_right(to.end(), self.end) if to and not self._break_at(to.end()) else None
            return Span(found.start, tail.end) if found and tail else found
        if "emission" in words or "coal" in words:
            word = re.compile(
                r"(?:greenhouse\s+gas\s+|carbon\s+dioxide\s+|carbon\s+|co2\s+)?(?:emissions?|coal(?:\s+(?:consumption|use))?)"
            ).search(folded, q.start, q.end)
            return Span(word.start(), word.end()) if word else Span(q.start, q.end)
        if q.unit == "milestone":
            near = re.compile(r"(?:carbon|emissions|coal)[\w\s]{0,20}").search(folded, q.start, q.end)
            return Span(near.start(), near.end()) if near else Span(q.start, q.end)
        if "neutral" in words:
            return Span(q.start, q.end)
        following = re.compile(r"\s+((?:greenhouse\s+gas\s+|carbon\s+)?emissions?)").match(folded, q.end)
        if following:
            return Span(following.start(1), following.end(1))
        near = re.compile(r"(?:greenhouse\s+gas\s+|carbon\s+)?emissions").search(folded, self.start, q.start)
        if near:
            return Span(near.start(), near.end())
        return Span(q.start, q.end)

    def _of_ratio(self, q: Quantity, metric: Span | None, cue: Cue | None, chunk: Chunk) -> Span | None:
        folded = self.folded
        if "fold" in folded[q.start : q.end] or "time" in folded[q.start : q.end] or "twice" in folded[q.start : q.end]:
            change = _CHANGE_NOUN.match(folded, q.end)
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
                    and between.strip() not in _AUXILIARIES
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
        tail = _TAIL_PREPOSITION.search(folded, chunk.start, q.start)
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
                    and not _INFINITIVE.search(folded, max(self.start, cue.end - 12), cue.end)
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

    # -- the other columns --------------------------------------------------------------------------------------

    def direction(self, q: Quantity, cue: Cue | None) -> str:
        """Return which way the metric is to go."""
        folded = self.folded
        if q.unit == "net_emissions":
            return "reach"
        if q.rule == "multiplier" and q.value is not None and q.value < 1:
            return "decrease"
        chunk = self._chunk_of(q)
        begin = max(chunk.start, (cue.start if cue is not None and chunk.start <= cue.start < q.start else chunk.start))
        last = None
        for match in self.cues.direction.finditer(folded, begin, q.start):
            last = match
        if last is None:
            if q.rule == "multiplier":
                return "increase"
            match = _CHANGE_NOUN.match(folded, q.end, self.end)
            if match and re.search(r"cut|reduc|decreas|declin|drop|fall|sav", match[0]):
                return "decrease"
            if match and re.search(r"increas|rise|growth|expan|gain|boost", match[0]):
                return "increase"
        if q.comparator in ("lt", "le"):
            way = self.cues.lemmas.get(" ".join(last[0].split())) if last else None
            return "decrease" if way == "decrease" else "keep_below"
        if last is not None:
            way = self.cues.lemmas.get(" ".join(last[0].split()))
            if way == "keep":
                return "keep_below" if " ".join(last[0].split()) in self.cues.limit_verbs else "reach"
            if way:
                return way
        if q.value_from is not None and q.value is not None:
            return "increase" if q.value > q.value_from else "decrease"
        return "reach"

    def baseline(self, q: Quantity) -> Span | None:
        """Return the words of the baseline that follow ("from 2020 levels")."""
        match = _BASELINE_AFTER.search(self.folded, q.end - 0, min(self.end, q.end + 90))
        if match is None:
            return None
        between = self.folded[q.end : match.start()]
        bare = re.fullmatch(r"[\s,(]+from\s+(?:the\s+)?((?:19|20)\d\d)", match[0])
        if bare and self.year is not None and int(bare[1]) >= self.year:
            return None  # a rule that holds from then on
        if re.search(r"[;.]|\band\b", between) or any(
            q.end <= a < match.start() and self._is_number(a) for a, _ in self.breaks
        ):
            return None
        return clean(self.folded, match.start(), match.end())

    def _is_number(self, position: int) -> bool:
        return self.folded[position].isdigit() and not re.compile(r"(?:19|20)\d\d").match(self.folded, position)

    def condition(self) -> Span | None:
        """Return the clause on which the sentence hangs."""
        match = _CONDITION.search(self.folded, self.start, self.end)
        return clean(self.folded, match.start(), match.end()) if match else None

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
