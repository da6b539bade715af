"""Which way the metric is to go, from where, and on which condition."""

from __future__ import annotations

import bisect
import re

from communique.records import Quantity, Span, Target
from communique.targets.cues import Cue
from communique.targets.phrases import Phrases, firmness_of

_BASELINE_AFTER = re.compile(
    r"[\s,(]+(?:(?:from|below|above|against|compared\s+(?:with|to)|relative\s+to|versus|vs\.?|over|on|than|of|up\s+from|down\s+from|measured\s+against|based\s+on)\s+(?:the\s+|its\s+|their\s+|a\s+|an\s+)?(?:(?:19|20)\d\d(?:[-/–]\d{2,4})?(?:\s+(?:levels?|baseline|base\s+year|figures?|emissions|volumes?|average|values?|benchmark|base))?|(?:base\s+year|base|baseline)\s+(?:of\s+)?(?:19|20)\d\d(?:\s+levels?)?|(?:current|today's|present|last\s+year's|this\s+year's|pre-pandemic|pre-industrial|pre-crisis|existing|business-as-usual|baseline|bau|the\s+current)\s*(?:levels?|figures?|scenario|baseline|rates?|average|volumes?|projections?|total|emissions|trajectory|consumption)?|(?:level|levels|figure|baseline|average)\s+(?:of|in|recorded\s+in|for)\s+(?:19|20)\d\d|(?:current|19\d\d|20\d\d)[\w\s-]{0,20}levels?|levels?\s+(?:in|of|seen\s+in)\s+(?:19|20)\d\d|(?:a\s+)?year\s+earlier|(?:the\s+)?same\s+(?:period|month|quarter)\s+(?:of\s+)?(?:last\s+year|a\s+year\s+earlier)?|(?:the\s+)?(?:previous|last|past)\s+year)|year[\s-]on[\s-]year|year\s+over\s+year|(?:19|20)\d\d\s+(?:levels?|baseline))"
)
_CONDITION = re.compile(
    r"(?<![\w-])(?:if|provided\s+(?:that\s+)?|subject\s+to|conditional\s+(?:on|upon)|contingent\s+(?:on|upon)|with\s+international\s+(?:support|finance|assistance|help|climate\s+finance|funding)|depending\s+on|on\s+condition\s+(?:that|of)|as\s+long\s+as|given\s+adequate|assuming|unless|once|dependent\s+(?:on|upon))(?![\w-])[^,;.)]{0,110}"
)

_LED_BY = re.compile(r"(?<!make )\b(?:(?:down|up)\s+by|minus|plus|down)\s+(?:a\s+|an\s+|about\s+)?$")
_LESS = re.compile(r"\b(?:less|fewer|lower|smaller|below\s+(?:current|today))$")
_LESS_AFTER = re.compile(r"\s+(?:less|fewer|lower|smaller|cheaper)\b")
_ADDED = re.compile(
    r"(?:\b(?:another|additional|extra|further|added)\b(?:\s+(?:a\s+)?(?:total\s+of\s+)?)?[^a-z]*[\w\s.]*$|\bmore$)"
)
_MORE_AFTER = re.compile(r"\s+(?:more|additional|further|extra|higher|larger)\b(?!\s+than\s+\d)")
_NOUN_AFTER = re.compile(
    r"\s+(?:(?:annual|overall|total|absolute|net|real|average|relative|yearly)\s+)?([a-z]+)(?=\s+(?:in|of|on|from|by|to)\b|[,.;]|$)"
)
_NOUN_BEFORE = re.compile(
    r"\b([a-z]+)\s+(?:(?:in|of)\s+(?:[\w-]+\s+){1,5}?)?(?:of|by)\s+(?:a\s+|about\s+|around\s+|some\s+)?$"
)
_UP_FROM = re.compile(r"[^;:.,]{0,90}?,?\s+(up|down)\s+from\b")
_OPENING = re.compile(r"\s*(?:then\s+)?(?:to\s+)?([a-z]+)\s")
_OF_IT = re.compile(r"\s+of\s+(?:it|them|that|these|which)\b")
_DOWN_BEFORE = re.compile(r"\bdown\s+(?:to|by|below|under)\s+(?:[\w-]+\s+){0,2}$")
_LIMITED = re.compile(r"\b(?:caps?|ceilings?|upper\s+limits?|maximum)\b[^;,]{0,60}\b(?:at|of|is|to)\s+$")
_NOUN_TO = re.compile(r"\b(reduction|cut|fall|drop|decline|decrease)\s+(?:of|in)\s+[\w\s-]{2,60}?\s+to\s+$")
_MOVE = re.compile(
    r"\b(?:bring|brings|brought|bringing|get|gets|getting|take|takes|taking|push|pushing|drive|driving|come|comes|go|goes|going|return|move)\b(?:\s+(?:back\s+)?(?:up|down))?"
)
_DOWN_AFTER = re.compile(r"\b(?:down|out|off)\s+(?:to\s+|of\s+)?(?:[\w-]+\s+){0,2}$")
_BY_BEFORE = re.compile(
    r"\b(?:by|grow|grows|growth(?:\s+(?:of|at|rate|target|to|goal|in|for|\d{4}))*(?:\s+of)?|growing|rise|rises|fall|falls|expand)\s+(?:(?:an?\s+)?(?:average|annual|further|another|additional|cumulative|total)\s+(?:of\s+)?){0,2}(?:of\s+)?$"
)
_GROWTH_AFTER = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}?(?:growth|increases?|rise|cuts?|reductions?|decline|expansion|decrease|fall|drop|improvement|saving|savings)\b"
)
_TO_BEFORE = re.compile(
    r"\b(?:to|at|of|below|under|above|over|than|reach|within|from|is|are|for|with|between)\s+(?:a\s+|an\s+|the\s+)?$"
)
_PROMISED = re.compile(
    r"\b(?:said|says|told|announced|pledged|promised|vowed|confirmed|added|declared|assured|committed|stated|agreed|insisted|reiterated)\b"
)
_VALUE_BEFORE = re.compile(
    r"(?:\s+of\s+[\w\s]{2,30}?)?(?:\s+(?:by|in)\s+[\w\s]{2,24})?[\s,(]+((?:up\s+from|down\s+from|from|against|compared\s+(?:with|to)|versus)\s+(?:(?:about|around|an?|estimated|the|some|nearly|just|only|currently)\s+)*)"
)
_GROWING = re.compile(r"\b(?:inflation|growth|price\s+rises)\b")
_RATED = re.compile(r"\b(?:rate|ratio|index|score|level|concentration|intensity|mortality|density|yield)s?$")


class Changes(Phrases):
    """Reads direction, baseline and condition."""

    def direction(self, q: Quantity, cue: Cue | None, is_subject: bool = False, before: Target | None = None) -> str:
        """Return which way the metric is to go: a count or level without a verb of change is to be reached."""
        folded = self.folded
        if q.unit == "net_emissions" or q.rule in ("absolute", "every"):
            return "reach"
        if q.rule == "multiplier":
            return "decrease" if q.value is not None and q.value < 1 else "increase"
        beside = self._beside_value(q)
        if beside:
            return beside
        if before is not None and before.direction and before.unit == q.unit and self._goes_on(q, before):
            return before.direction
        start_value = self.value_from(q)
        way = self._verb_way(q, cue, is_subject)
        if q.comparator in ("lt", "le"):
            is_up_to = folded.startswith("up to", q.start)
            if way == "decrease" or (
                way in (None, "move") and start_value is not None and start_value > (q.value or 0)
            ):
                return "decrease"
            if way == "move":
                return "decrease"
            return "reach" if is_up_to and way != "keep" else "keep_below"
        if cue is not None and cue.kind == "binding" and cue.words in self.cues.limit_nouns and q.comparator == "eq":
            return "keep_below"
        if way == "move" and _DOWN_BEFORE.search(folded, max(self.start, q.start - 24), q.start):
            return "decrease"
        if way is None and q.comparator == "eq" and _LIMITED.search(folded, self._chunk_of(q).start, q.start):
            return "keep_below"
        if way == "hold":
            return "reach" if q.comparator in ("ge", "gt") else "keep_below"
        if way in ("increase", "decrease"):
            return way
        if start_value is not None and q.value is not None and start_value != q.value:
            return "increase" if q.value > start_value else "decrease"
        after = _UP_FROM.match(folded, q.end, min(self.end, q.end + 110))
        if after:
            return "increase" if after[1] == "up" else "decrease"
        if way == "move" and q.comparator == "gt":
            return "increase"
        return "reach"

    def _goes_on(self, q: Quantity, before: Target) -> bool:
        """Say whether only dates and links stand between two values: "by 16 percent by 2030 and by 20 percent by 2035"."""
        between = self.folded[before.end : q.start]
        for a, b in self.breaks:
            if before.end <= a and b <= q.start:
                between = between.replace(self.folded[a:b], " ")
        words = re.findall(r"[\w%-]+|[.;:]", between)
        others = [w for w in words if w not in self.words.links]
        # "... and Baghdad by 200,000": the verb is left out.
        return not others or (len(others) <= 2 and words[-1] == "by" and "." not in others)

    def _beside_value(self, q: Quantity) -> str | None:
        """Read the words beside the value: "30 percent less", "another 2 GW", "a cut of 5 percent", "a 40 percent rise"."""
        folded = self.folded

        led = _LED_BY.search(folded, max(self.start, q.start - 14), q.start)
        if led:
            return "increase" if led[0].startswith(("up", "plus")) else "decrease"
        if _LESS.search(folded[q.start : q.end]) or _LESS_AFTER.match(folded, q.end, self.end):
            return "decrease"
        if _ADDED.search(folded[max(self.start, q.start - 12) : q.end]) or _MORE_AFTER.match(folded, q.end, self.end):
            return "increase"
        changed = _NOUN_TO.search(folded, self._chunk_of(q).start, q.start)
        if changed and changed[1] in self.words.decrease_nouns:
            return "decrease"  # "a reduction of deaths to no more than 12"
        noun = _NOUN_AFTER.match(folded, q.end, self.end) or _NOUN_BEFORE.search(
            folded, max(self.start, q.start - 60), q.start
        )
        if noun:
            return (
                "decrease"
                if noun[1] in self.words.decrease_nouns
                else "increase"
                if noun[1] in self.words.increase_nouns
                else None
            )
        return None

    def _verb_way(self, q: Quantity, cue: Cue | None, is_subject: bool) -> str | None:
        """Return the way of the nearest verb of change that governs the value."""
        folded = self.folded
        if is_subject and cue is not None and cue.end >= q.end:
            match = self.cues.direction.search(folded, cue.end, min(self.end, cue.end + 24))
            if match is not None:
                return self._way_of(match, q)
        chunk = self._chunk_of(q)
        found = self._last_way(chunk.start, q.start, q)
        if found is not None or cue is None or not self.start <= cue.start < q.start or chunk.cues:
            return found
        opening = _OPENING.match(folded, chunk.start, q.start)
        if (
            chunk.opener == "that"
            or (opening and self.cues.verb_kinds.get(opening[1], 0) & 17)
            or _OF_IT.match(folded, q.end)
        ):
            return None  # a verb of its own: "and to sell 2 million tonnes"
        own = next((c for c in self.chunks if c.start <= cue.start <= c.end), None)
        for c in reversed(self.chunks):
            is_side = c.opener in self.words.side_openers and c is not own
            if c.start >= chunk.start or own is None or c.start < own.start or is_side:
                continue
            found = self._last_way(max(c.start, cue.start if c is own else c.start), c.end, q)
            if found is not None:
                return found
        return None

    def _last_way(self, start: int, end: int, q: Quantity) -> str | None:
        last = None
        for match in self.cues.direction.finditer(self.folded, start, end):
            last = match
        way = self._way_of(last, q) if last is not None else None
        move = None
        for move in _MOVE.finditer(self.folded, last.end() if last is not None else start, end):
            pass
        if move is None:
            return way
        return (
            "decrease"
            if move[0].rstrip().endswith("down") or _DOWN_AFTER.search(self.folded, move.end(), end)
            else "move"
        )

    def _way_of(self, match: re.Match[str], q: Quantity) -> str | None:
        words = " ".join(match[0].split())
        if words in self.words.counting:
            return "count"
        way = self.cues.lemmas.get(words)
        if way != "keep":
            return way
        if words not in self.words.holding:
            return "keep"
        is_object = not self.folded[match.end() : q.start].strip() if match.end() <= q.start else False
        return "count" if is_object and q.comparator == "eq" else "hold"  # "to hold half of the posts"

    def strength(self, strength: str | None, rule: str, cue: Cue | None, before: Target | None) -> str:
        """Return how firmly the target is willed: encourage, strive, plan, will or must."""
        if self.intro is not None and rule in ("order", "headline", "verbless-deadline"):
            return self.intro.strength or strength or "plan"
        if rule == "verbless-deadline" and before is not None and before.strength is not None:
            return before.strength  # "... by 2030; Peru, 1 million hectares by 2032"
        if (
            cue is not None
            and cue.words in (firmness := firmness_of(self.cues))
            and strength not in ("strive", "encourage")
        ):
            return firmness[cue.words]
        if rule == "said-would" and cue is not None and not _PROMISED.search(self.folded, self.start, cue.start):
            return "plan"  # what a plan or a scheme would do
        return strength or "plan"

    def kind(self, q: Quantity, subject: Span | None, before: Target | None = None) -> str:
        """Return share, growth, level, count, money, ratio or milestone: a percent by which something changes is growth."""
        folded = self.folded
        if q.unit == "net_emissions":
            return "level"  # zero is a value; a peak has none
        if q.unit == "count" and q.noun is None and subject is not None and _RATED.search(folded, *subject):
            return "level"
        if q.unit != "percent" or q.rule in ("absolute", "every"):
            return q.kind
        if subject is not None and _GROWING.search(folded, *subject):
            return "growth"
        if _LESS.search(folded[q.start : q.end]) or _LESS_AFTER.match(folded, q.end, self.end):
            return "growth"
        if _BY_BEFORE.search(folded, max(self.start, q.start - 40), q.start) or _GROWTH_AFTER.match(
            folded, q.end, self.end
        ):
            return "growth"
        noun = _NOUN_BEFORE.search(folded, max(self.start, q.start - 60), q.start)
        if noun and (
            noun[1] in self.words.decrease_nouns or noun[1] in self.words.increase_nouns or noun[1] == "growth"
        ):
            return "growth"
        if not _TO_BEFORE.search(folded, max(self.start, q.start - 24), q.start):
            chunk = self._chunk_of(q)
            way = self._last_way(chunk.start, q.start, q)
            if way in ("increase", "decrease") and not folded.startswith(" of ", q.end) and q.value_from is None:
                return "growth"  # "cut emissions 60 percent"
        if (
            before is not None
            and before.quantity_kind == "growth"
            and before.unit == "percent"
            and self._goes_on(q, before)
        ):
            return "growth"
        return q.kind

    def baseline(self, q: Quantity) -> Span | None:
        """Return the words of the baseline that follow ("from 2020 levels")."""
        match = _BASELINE_AFTER.search(self.folded, q.end - 0, min(self.end, q.end + 90))
        if match is None:
            return self._from_value(q)
        between = self.folded[q.end : match.start()]
        if any(a < match.start() < b and (a, b) not in self.numbers for a, b in self.breaks):
            return self._from_value(q)  # "by the end of 2029": a deadline
        bare = re.fullmatch(r"[\s,(]+from\s+(?:the\s+)?((?:19|20)\d\d)", match[0])
        if bare and self.year is not None and int(bare[1]) >= self.year:
            return None  # a rule that holds from then on
        if re.search(r"[;.]|\band\b", between) or any(
            q.end <= a < match.start() and self._is_number(a) for a, _ in self.breaks
        ):
            return None
        return self.clean(match.start(), match.end())

    def _from_value(self, q: Quantity) -> Span | None:
        """Return the words of a baseline that is a value: "up from 22 percent at present", "against 46 million in 2023"."""
        other = self._start_value(q)
        if other is None:
            return None
        lead = _VALUE_BEFORE.search(self.folded, q.end, other.start)
        if lead is None:
            return None
        tail = re.compile(r"(?!\s+and\b|\s+by\b)[^,;:()]{0,50}?(?=[,;:)]|\.(?:\s|$)|$|\s+(?:and|by|but)\b)").match(
            self.folded, other.end, self.end
        )
        return self.clean(lead.start(1), tail.end() if tail else other.end)

    def value_from(self, q: Quantity) -> float | None:
        """Return the value that the metric starts from, where the sentence gives it beside the target."""
        if q.value_from is not None:
            return q.value_from
        other = self._start_value(q)
        return other.value if other is not None else None

    def _start_value(self, q: Quantity) -> Quantity | None:
        """Return the quantity after "up from", "against" or "currently" that follows, in the same unit."""
        first = bisect.bisect_left(self.numbers, (q.end, q.end))
        for other in self.quantities[first : first + 3]:
            if not q.end < other.start < q.end + 60 or other.unit != q.unit or other.value is None:
                continue
            if _VALUE_BEFORE.fullmatch(self.folded, q.end, other.start):
                return other
        return None

    def _is_number(self, position: int) -> bool:
        return self.folded[position].isdigit() and not re.compile(r"(?:19|20)\d\d").match(self.folded, position)

    def condition(self) -> Span | None:
        """Return the clause on which the sentence hangs."""
        match = _CONDITION.search(self.folded, self.start, self.end)
        return self.clean(match.start(), match.end()) if match else None
