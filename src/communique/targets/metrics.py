"""What a goal noun, an absolute or a multiplier measures."""

from __future__ import annotations

import re

from communique.records import Quantity, Span
from communique.targets.cues import Cue
from communique.targets.objects import Objects

DENOMINATOR = re.compile(
    r"(?:gdp|gsdp|gva|gross\s+domestic\s+product|gni|gross\s+national\s+income|the\s+total|total|national\s+output|output|revenue|revenues|turnover|sales|the\s+global\s+total|all\s+sales|the\s+national\s+total|the\s+economy|the\s+budget|national\s+income|the\s+overall|the\s+whole|profits?|payroll)(?![\w-])"
)
CHANGE_NOUN = re.compile(
    r"\s+(?:(?:annual|overall|total|absolute|net|further|real|average|relative|year-on-year|yearly)\s+)?(?:increases?|rises?|growth|cuts?|cutback|reductions?|decreases?|declines?|drops?|falls?|expansion|improvement|share|stake|gains?|boost|uplift|savings?|saving|jump|fall|rate|coverage|reduction)\s+(?:in|of|to|on|for)\s+"
)

_NOUN_NEXT = re.compile(
    r"\s(?!(?:by|in|at|for|of|from|to|on|before|after|across|throughout|within|between|and|or|but|as|with|until|through|target|targets|goal|goals|pledge|plan|commitment|status|strategy|road|roadmap|is|are|will|would|was|under|over|sometime|no|well|even|which|that|while|when|if|law|bill|path|pathway|ambition)\b)[a-z]"
)
_ACROSS = re.compile(
    r"\s+(?:emissions\s+)?(?:across|throughout|in|for|from|of)\s+(?!\d|the\s+(?:next|coming|second|first|long|middle|years?)\b|order\b|line\b|mid)"
)


# Words behind a quantity that say in which state it is to be.
_STATES = frozenset(("due", "online"))


class Metrics(Objects):
    """Reads the metric of goal nouns and absolutes, and what follows a quantity."""

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
        if found and folded[found.start : found.end].split()[0] in _STATES:
            return None  # "with 2,000 MW due online by 2026"
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
            if any(w not in self.words.prepositions and w not in self.words.determiners for w in words):
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
                inner = self.clean(q.end, cue.start)
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
            found = self.phrase_right(match.end(), q.start) if match else None
            if found and "for|on" in pattern and (own := self._compound(goal)) is not None:
                return Span(own.start, found.end)  # "catch quota for cod"
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
        direct_for = re.compile(r"\s+(?:for|on)\s+(?:(?:the|its|their)\s+(?=yearly|annual|monthly|daily))?").match(
            folded, q.end
        )
        if (
            direct_for
            and between.strip() in ("of", "at", ":")
            and (
                not self._break_at(direct_for.end())
                or folded.startswith(("yearly", "annual", "daily"), direct_for.end())
            )
        ):
            found = self.phrase_right(direct_for.end(), self.end)
            if found and not found.start <= goal.start:
                return found
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
            if after_of and not DENOMINATOR.match(folded, after_of.end()):
                return self.phrase_right(after_of.end(), self.end)
            direct = self._direct(q)
            if direct:
                return direct
            if match:
                return self.phrase_right(match.end(), self.end)
        return None

    def _compound(self, goal: Cue) -> Span | None:
        """Return the metric before a goal noun, "catch" of a catch quota; adjectives of the goal measure nothing."""
        own = self.phrase_left(goal.start, max(self.start, self._possessor_end(goal.start)))
        words = self.folded[own.start : own.end].split() if own else []
        if all(w in self.cues.goal_adjectives or w.isdigit() or w.endswith(("-term", "-run")) for w in words):
            return None
        return self._without_adjective(own)

    def _made_neutral(self, q: Quantity, cue: Cue | None) -> Span | None:
        """Return what is to have no net emissions, or to peak: "a carbon-free grid", "net zero across its supply chain"."""
        folded = self.folded
        if "emission" not in folded[q.start : q.end]:
            direct = _NOUN_NEXT.match(folded, q.end, self.end)
            if direct and not self._break_at(q.end + 1):
                return self.phrase_right(q.end, self.end)
        where = _ACROSS.match(folded, q.end, self.end)
        if where and not self._break_at(where.end()):
            found = self.phrase_right(where.end(), self.end)
            named = re.compile(r"(?:greenhouse\s+gas\s+|carbon\s+)?emissions").search(folded, q.start, q.end)
            if found is not None:
                return Span(named.start(), found.end) if named else found  # "emissions from aviation"
        before = folded[max(self.start, q.start - 8) : q.start] + folded[q.start : q.end]
        if re.search(r"\bto\s+(?:a\s+)?(?:net|zero|carbon|climate|peak|their|its)", before):
            begin = self._between_start(q, cue, self._chunk_of(q))
            found = self._object(q, begin) if begin is not None else None
            if found is not None and found.end <= q.start:
                return found
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

    def _of_absolute(self, q: Quantity, cue: Cue | None) -> Span | None:
        folded = self.folded
        words = folded[q.start : q.end]
        if q.unit == "net_emissions" or words.endswith("peak"):
            found = self._made_neutral(q, cue)
            if found is not None:
                return found
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
