"""Which numbers without a unit can be an end state, and which say something about a policy where they are none."""

from __future__ import annotations

import re

from communique.records import Quantity, TimeExpression
from communique.targets.cues import Cues
from communique.targets.promised import promise_behind
from communique.targets.sight import Reading

# What is said of such a count where the article has an aim in counts, and from where on without a noun.
FAINT_COUNT = 20
# A plain count below this, with no will or duty, says nothing about a policy.
MIN_COUNT = 100
_ARTICLES = frozenset("the a an its their this that of in on under each every".split())
_BEFORE_NOUN = frozenset(
    "the a an its their this that of in on under see by from with and or for as new every each".split()
)
_MORE_AFTER = re.compile(r"\s+(?:more|additional|extra|further|others)\b")
# "close two of its five plants"
_OF_WHOLE = re.compile(
    r"\s+of\s+(?:its|the|their|our)\s+(?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|remaining|existing|current)"
)
# Words after which a figure without a noun is a value.
_VALUE_FOLLOWS = frozenset(
    "to by at and or reach than exceed below above under over from least most nearly about around be is are another further additional extra total promised pledged planned full remaining agreed have has had having".split()
)

# What a quantity is read as where only the words behind it say that somebody wills it.
PLAIN = frozenset(("achieved", "current", "historic", "comparison", "baseline"))
# Up to this a count is more often of steps, members and occasions than of an end state.
MAX_SMALL = 20
OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|which|whom)\b")


class Counts:
    """Reads plain counts by the words next to them."""

    def __init__(self, folded: str, text: str, cues: Cues) -> None:
        self.folded, self.text, self.cues = folded, text, cues

    def is_telling(self, q: Quantity, rule: str) -> bool:
        """Say whether a quantity that is no target says something about a policy metric."""
        if q.rule in ("every", "none", "ending", "duration"):
            return False
        if q.unit != "count" or rule == "promised":
            return True
        return (q.value or 0) >= MIN_COUNT and q.noun is not None

    def is_faint(self, q: Quantity, status: str) -> bool:
        """Say whether a count is told of only where the article counts towards an aim: 61 had been equipped."""
        if q.rule in ("every", "none", "ending", "duration", "absolute", "multiplier") or status not in PLAIN:
            return False
        return (q.value or 0) > FAINT_COUNT or q.noun is not None

    def is_thing(self, q: Quantity, time: TimeExpression | None) -> bool:
        """Say whether a small number counts things that can be an end state, and not steps, members or occasions."""
        before = self.folded[max(0, q.start - 12) : q.start]
        if re.search(r"\b(?:the|these|those|both|our|its|their|all)\s+$", before):
            return False
        words = self.folded[q.noun.start : q.noun.end].split()
        stems = {
            w
            for word in words
            for w in (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y")
        }
        return not stems.isdisjoint(self.cues.things) or (
            time is not None and re.search(r"\b(?:to|by|from)\s+$", before) is not None
        )

    def is_made(self, q: Quantity) -> bool:
        """Say whether the number counts what the verb right before it makes or closes: open 15 new routes."""
        words = self.folded[max(0, q.start - 40) : q.start].split()
        verb = words[-1] if words else ""
        return verb in self.cues.makers and len(words) > 1 and words[-2] not in _ARTICLES

    def is_measured(self, q: Quantity, time: TimeExpression | None, reading: Reading) -> bool:
        """Say whether a plain count can be an end state: small bare counts need a thing that can be counted."""
        if q.rule in ("absolute", "none") or reading.rule == "promised":
            return True
        small = (q.value or 0) <= MAX_SMALL and q.comparator == "eq" and q.value_from is None and q.value_high is None
        if OF_THEM.match(self.folded, q.end) or _OF_WHOLE.match(self.folded, q.end):
            return True  # "40 schools, 12 of them in villages", "close two of its five plants"
        if small and q.noun is not None:
            return self.is_thing(q, time) or self.is_made(q)
        if q.noun is None and not self.is_bare_value(q, time, reading):
            return False
        if q.noun is None:
            before = self.folded[max(0, q.start - 12) : q.number.start]
            if re.search(r"\b(?:to|below|under|reach|at|than|least|most|exceed|by|of|above)\s+$", before):
                return True
            if q.value == 0 and re.search(r"\b(?:be|is|are|hit|near|become|stay|remain)\s+$", before):
                return True
            return (q.value or 0) > 12 or q.value_from is not None or q.comparator != "eq"
        return True

    def is_bare_value(self, q: Quantity, time: TimeExpression | None, reading: Reading) -> bool:
        """Say whether a figure without a noun is a value: it follows a verb, "to", "at" or its like, and no name."""
        if q.comparator != "eq" or q.value_from is not None or q.value_high is not None:
            return True
        if reading.rule in (
            "list",
            "verbless-deadline",
            "goal-noun",
            "binding-noun",
            "is-the-goal",
            "order",
            "headline",
        ):
            return True
        if reading.cue is not None and 0 <= q.start - reading.cue.end <= 1:
            return True  # "the plan for 200,000"
        words = self.folded[max(0, q.start - 60) : q.start].split()
        last = words[-1] if words else ""
        if last in ("of", "out"):
            return time is not None
        if last in _VALUE_FOLLOWS or _MORE_AFTER.match(self.folded, q.end):
            return True
        if last.endswith(",") and re.search(r"\bof\s+(?:the|its|their|these|those)\s[^.;]{0,70}$", " ".join(words)):
            return True  # "of the 1,800 km of track, 900 will be renewed"
        if last in self.cues.lemmas or last in self.cues.drifting or last in self.cues.steered:
            is_name = self.text[q.start - len(last) - 1 : q.start].strip().istitle() and len(words) > 1
            return not is_name and (last.endswith("ing") or not (len(words) > 1 and words[-2] in _BEFORE_NOUN))
        if last == "the" and promise_behind(self.cues, self.folded, q.number.start, q.end, len(self.folded)):
            return True  # "he stood by the 20 million that he had promised"
        # "page 212", "call 0800 22 33": a word before it makes it a number of something
        return not re.search("[a-z]", last) and not last.endswith((":", ",", "."))
