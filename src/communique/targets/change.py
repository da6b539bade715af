"""Which way the metric is to go, from where, and on which condition."""

from __future__ import annotations

import re

from communique.records import Quantity, Span
from communique.targets.cues import Cue
from communique.targets.metrics import CHANGE_NOUN
from communique.targets.phrases import Phrases

_BASELINE_AFTER = re.compile(
    r"[\s,(]+(?:(?:from|below|above|against|compared\s+(?:with|to)|relative\s+to|versus|vs\.?|over|on|than|of|up\s+from|down\s+from|measured\s+against|based\s+on)\s+(?:the\s+|its\s+|their\s+|a\s+|an\s+)?(?:(?:19|20)\d\d(?:[-/–]\d{2,4})?(?:\s+(?:levels?|baseline|base\s+year|figures?|emissions|volumes?|average|values?|benchmark|base))?|(?:base\s+year|base|baseline)\s+(?:of\s+)?(?:19|20)\d\d(?:\s+levels?)?|(?:current|today's|present|last\s+year's|this\s+year's|pre-pandemic|pre-industrial|pre-crisis|existing|business-as-usual|baseline|bau|the\s+current)\s*(?:levels?|figures?|scenario|baseline|rates?|average|volumes?|projections?|total|emissions|trajectory|consumption)?|(?:level|levels|figure|baseline|average)\s+(?:of|in|recorded\s+in|for)\s+(?:19|20)\d\d|(?:current|19\d\d|20\d\d)[\w\s-]{0,20}levels?|levels?\s+(?:in|of|seen\s+in)\s+(?:19|20)\d\d|(?:a\s+)?year\s+earlier|(?:the\s+)?same\s+(?:period|month|quarter)\s+(?:of\s+)?(?:last\s+year|a\s+year\s+earlier)?|(?:the\s+)?(?:previous|last|past)\s+year)|year[\s-]on[\s-]year|year\s+over\s+year|(?:19|20)\d\d\s+(?:levels?|baseline))"
)
_CONDITION = re.compile(
    r"(?<![\w-])(?:if|provided\s+(?:that\s+)?|subject\s+to|conditional\s+(?:on|upon)|contingent\s+(?:on|upon)|with\s+international\s+(?:support|finance|assistance|help|climate\s+finance|funding)|depending\s+on|on\s+condition\s+(?:that|of)|as\s+long\s+as|given\s+adequate|assuming|unless|once|dependent\s+(?:on|upon))(?![\w-])[^,;.)]{0,110}"
)


class Changes(Phrases):
    """Reads direction, baseline and condition."""

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
            match = CHANGE_NOUN.match(folded, q.end, self.end)
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
        return self.clean(match.start(), match.end())

    def _is_number(self, position: int) -> bool:
        return self.folded[position].isdigit() and not re.compile(r"(?:19|20)\d\d").match(self.folded, position)

    def condition(self) -> Span | None:
        """Return the clause on which the sentence hangs."""
        match = _CONDITION.search(self.folded, self.start, self.end)
        return self.clean(match.start(), match.end()) if match else None
