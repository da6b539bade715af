"""What speaks against a verb of will: denials, demands, needs, effects, events and what comes by itself."""

from __future__ import annotations

import re

from communique.records import Quantity
from communique.targets.cues import Cue
from communique.targets.goals import Goals
from communique.targets.sight import Reading

_NEGATED_BEFORE = re.compile(r"\b(?:not|never|nor|neither|no\s+longer|without)\s+(?:yet\s+|been\s+|be\s+)?$")
_NEGATED_AFTER = re.compile(r"\s*n't|\s+not\s|\s+never\s")
_ONCE_BEFORE = re.compile(r"\b(?:had|originally|initially|previously|once|formerly)\s+(?:been\s+)?$")
# "estimates that exports will reach": whoever estimates does not will
_THAT_CLAUSE = re.compile(r"^[a-z]+\s+that\s[^,;:]{1,80}$")
_ATTRIBUTIVE = re.compile(r"(?:^|\b)(?:the|a|an|this|that|its|their)\s+(?:[a-z-]+\s+)?$")
_BY_PLAN = re.compile(
    r"\b(?:under|according\s+to)\s+the\s+(?:\w+\s+){0,3}(?:plan|strategy|programme|program|law|roadmap)|target|\bgoal|plan"
)
_NEXT_VERB = re.compile(r"\s+(?:also\s+|then\s+|probably\s+|\w+ly\s+)?([a-z-]+)(?:\s+([a-z-]+))?")
_NEEDED = frozenset(("needed", "required", "necessary", "missing", "lacking", "short"))
NEEDED = re.compile(r"\s+(?:also\s+|still\s+)?be\s+(?:needed|required|necessary)\b")
# "must shrink by 15 percent if the country is to meet its goal"
_IN_ORDER_TO = re.compile(
    r"\bif\s+(?:[\w'’-]+\s+){1,5}(?:is|are|was|were)\s+to\s+(?:meet|reach|achieve|attain|hit|keep|stay|honour|honor|avoid|fulfil|remain|learn|have)\b"
)
# "To reach the goal, progress must quadruple"; "to earn the bonus a farmer must deliver 40 bags"
_PURPOSE = re.compile(
    r"[\s“\"‘'(•*–—-]*(?:in\s+order\s+)?to\s+(?:(?P<claim>qualify|earn|claim|obtain|receive|get|enter|join|apply|be\s+eligible|benefit|win|take\s+part|participate|stand|register|enrol|graduate)\b"
    r"|(?:reach|meet|achieve|hit|attain|stay|keep|fulfil|fulfill|deliver|honour|honor)\s+(?:on\s+)?(?:the|this|that|these|those|its|their|such|within|below|under)\b)"
)
_DUTIES = frozenset(
    (
        "must",
        "should",
        "shall",
        "ought to",
        "has to",
        "have to",
        "need to",
        "needs to",
        "need to be",
        "needs to be",
        "must be",
    )
)
_PERSONS_OF = re.compile(r"\s+(?:of\s+)?(?:[\w'’-]+\s+){1,4}(?:also\s+|now\s+)?")
_WISHED = re.compile(r"(?:want|hope|aim|seek|sought|plan\b|plans\b|planned to|intend|wish|aspire)")
_PLEDGES = re.compile(
    r"(?:pledge|promis|vow|sign(?:ed|s)? up|agree|commit|undert|want|hope|aim|seek|sought|plan\b|plans\b|intend|wish|aspire|strive|resolve|guarantee)"
)
_SCENARIOS = frozenset(
    (
        "worst case",
        "worst-case",
        "stress test",
        "were to",
        "scenario",
        "in a scenario",
        "under a scenario",
        "in the scenario",
    )
)
_SOUGHT = ("sought", "seek", "want", "asked for", "asks for", "call", "demand", "urge", "press", "lobb")
_WISHES = ("sought", "want", "hope", "wish", "ask", "seek", "push", "propose", "aspire")
# Whose wishes are demands, though they can be bound by duties of their own.
_PETITIONERS = re.compile(
    r"\b(?:teachers|nurses|doctors|farmers|growers|students|pilots|drivers|fishermen|miners|tenants|landlords|pensioners|parents|villagers|exporters|importers|traders"
    r"|retailers|manufacturers|developers|lawyers|bishops|patients|mothers|commuters|cyclists|workers|employees|staff|investors|shareholders|associations?|federations?"
    r"|confederations?|foundations?|guilds?|chambers?)\s+(?:also\s+|now\s+|\w+ly\s+|have\s+|has\s+|are\s+|is\s+|had\s+)*$"
)
_GERUND_SUBJECT = re.compile(r"[\s“\"‘']*([a-z]{2,}ing)\s+(?!to\b|by\b|on\b|from\b|in\b)")
# Whoever speaks for many but decides for none of them.
_MORAL_VOICE = re.compile(
    r"\b(?:secretary-general|un\s+chief|pope|special\s+envoy|special\s+rapporteur|high\s+commissioner|archbishop|patriarch|climate\s+chief"
    r"|imf|world\s+bank|oecd|unesco|unicef|fund's\s+mission)\b"
)
# What takes something and orders nothing.
_TAKERS = re.compile(
    r"^\W*(?:[a-z]{2,}ing|(?:this|that|it))\s|\b(?:goals?|targets?|transition|upgrades?|expansion|demand|projects?|works?|world|sector|line|plant|recovery|repairs?"
    r"|switch|shift|network|grid|effort|task|doing\s+so)\s+(?:will\s+|would\s+|may\s+|could\s+|also\s+)*$"
)


# Words of will that a work or measure has too, without willing anything.
_OF_PURPOSE = frozenset(
    (
        "will",
        "'ll",
        "is meant to",
        "are meant to",
        "meant to",
        "is supposed to",
        "are supposed to",
        "supposed to",
        "should",
        "is designed to",
        "designed to",
        "is intended to",
        "are intended to",
    )
)
# Who finds and recommends, and decides nothing: "the report concludes that the island must".
_FINDERS = re.compile(
    r"\b(?:reports?|stud(?:y|ies)|paper|review|audit|auditors?|analysis|researchers|experts|economists|scientists|panel|inquiry|think\s+tank|consultants)\s+(?:also\s+|now\s+)?"
    r"(?:concludes?|concluded|finds?|found|says?|said|warns?|warned|argues?|argued|estimates?|suggests?|reckons?|recommends?|recommended|shows?)\s"
)
_ONLY_PRONOUN = re.compile(r"\s*(?:it|they|this|which|that|he|she)\s*")
# "Applicants must be at least 21": whom a post or a grant is open to.
_CANDIDATES = re.compile(
    r"\b(?:applicants?|candidates?|bidders?|entrants?|contestants?|claimants?|competitors?|players|contenders?|nominees?)\s+(?:[\w-]+\s+){0,4}?$"
)


def _ends_in(pattern: re.Pattern[str], folded: str, start: int, end: int) -> bool:
    """Say whether the last word of a stretch is of a class: the head of what stands before a verb."""
    return any(not folded[match.end() : end].strip() for match in pattern.finditer(folded, start, end))


class Unwilled(Goals):
    """Finds what makes a willed quantity no aim."""

    def _against(self, cue: Cue, earlier: list[Cue], index: int, q: Quantity, is_subject: bool) -> Reading | None:
        """Return the reading of a quantity whose verb of will is denied, demanded, a need or an effect; else None."""
        doers = self._counted_doers(cue, index, q, is_subject)
        return doers or (
            self._denied(cue, earlier, index, q, is_subject)
            or self._demanded(cue, earlier, index, is_subject)
            or self._proposed(cue, index, is_subject)
            or self._needed(cue, index, q, is_subject)
            or self._by_itself(cue, index, q, is_subject)
        )

    def _counted_doers(self, cue: Cue, index: int, q: Quantity, is_subject: bool) -> Reading | None:
        """Read "more than 100 countries signed up to stop": how many will it, not how many there are to be."""
        if not is_subject or cue.kind != "will" or not _PLEDGES.match(cue.words):
            return None
        if q.unit != "count" and not (q.unit == "percent" and q.rule != "every" and _WISHED.match(cue.words)):
            return None
        if re.search(
            r"(?:\b(?:is|are|be|being|been|was|were)|,)\s+(?:\w+ly\s+|once\s+|first\s+)?$",
            self.folded[max(self.start, cue.start - 20) : cue.start],
        ):  # "10,000 homes, promised for 2026, are now to be ready by 2028"
            return None
        if q.unit == "percent":
            if not _PERSONS_OF.fullmatch(self.folded, q.end, cue.start):
                return None
            return Reading("survey", cue, None, "survey", index, True)  # "44 percent of managers plan to hire"
        return Reading("current", cue, None, "event", index, True)

    def _denied(self, cue: Cue, earlier: list[Cue], index: int, q: Quantity, is_subject: bool) -> Reading | None:
        folded = self.folded
        before = folded[max(self.start, cue.start - 40) : cue.start]
        if _NEGATED_BEFORE.search(before) and not cue.words.startswith(("cannot", "can not", "can no")):
            return Reading("denial", cue, None, "denied", index, is_subject)
        after = folded[cue.end : cue.end + 6]
        if _NEGATED_AFTER.match(after) and q.comparator not in ("le", "lt", "ge", "gt"):
            return Reading("denial", cue, None, "denied", index, is_subject)
        if _ONCE_BEFORE.search(before) and cue.kind == "will":
            return Reading("historic", cue, None, "former-will", index, is_subject)
        for c in earlier:
            if re.search(r"[:;]", folded[c.end : cue.start]):
                continue  # "denied any delay: 900,000 homes will be ..."
            if c.kind == "denial" and c.words.startswith(("den", "rule", "ruling", "dismiss", "reject", "refus")):
                return Reading("denial", c, None, "denied", index, is_subject)
            if c.kind == "forecast" and _THAT_CLAUSE.search(folded[c.start : cue.start]):
                return Reading("forecast", c, None, "forecast", index, is_subject)
        return None

    def _demanded(self, cue: Cue, earlier: list[Cue], index: int, is_subject: bool) -> Reading | None:
        """Read the wishes of those who cannot decide, and what an earlier verb denies, supposes or demands."""
        if cue.words.startswith("call"):
            return self._of_call(cue, index, is_subject)
        wished = next((c for c in earlier if c.words.startswith(_SOUGHT) and c.kind in ("will", "demand")), None)
        if wished is not None and self._outsider(wished.start) and cue.kind != "past":
            return Reading("demand", wished, None, "outsider", index, is_subject)
        if cue.words.startswith(_WISHES) and (
            self._outsider(cue.start)
            or _PETITIONERS.search(self.folded, self._clause_start(cue.start), cue.start)
            or _MORAL_VOICE.search(self.folded, max(self.chunks[index].start, cue.start - 24), cue.start)
        ):
            return Reading("demand", cue, None, "outsider", index, is_subject)
        for c in reversed(earlier):
            near = cue.start - c.end
            if c.kind == "denial" and (c.words.endswith((" to", "no decision", "rules out", "false")) or near < 40):
                return Reading("denial", c, None, "denied", index, is_subject)
            if c.kind == "hypothetical" and (c.words in _SCENARIOS or (c.words == "would have" and near < 3)):
                return Reading("hypothetical", c, None, "hypothetical", index, is_subject)
            if c.kind == "demand" and not is_subject and near < 60:
                demanded = self._of_demand(c, index, is_subject)
                if demanded.status == "demand":
                    return demanded
            if c.kind in ("will", "must", "goal", "past", "did"):
                break
        if cue.words in _DUTIES and (
            self._outsider(cue.start)
            or _MORAL_VOICE.search(self.folded, self._clause_start(cue.start), cue.start)
            and self._is_reported(cue)
        ):
            return Reading("demand", cue, None, "outsider", index, is_subject)
        return None

    def _is_reported(self, cue: Cue) -> bool:
        """Say whether the duty stands in what somebody said: "told delegates that the group should cut"."""
        return (
            re.search(
                r"\b(?:told|tells|said|says|warned|warns|argued|insisted|stressed|urged|reminded)\b",
                self.folded[self.start : cue.start],
            )
            is not None
        )

    def _proposed(self, cue: Cue, index: int, is_subject: bool) -> Reading | None:
        if cue.kind == "propose" and self._outsider(cue.start):
            return Reading("demand", cue, None, "outsider", index, is_subject)
        if (
            cue.kind == "propose"
            or self._is_draft(cue.start)
            or (cue.kind in ("will", "must") and self._is_submitted(cue))
        ):
            strength = "plan" if cue.kind == "propose" else cue.strength
            return Reading("proposed", cue, strength, "proposal", index, is_subject)
        return None

    def _needed(self, cue: Cue, index: int, q: Quantity, is_subject: bool) -> Reading | None:
        """Read "will be needed", "meeting it will require", "the world must ..., UNESCO estimates"."""
        folded = self.folded
        following = _NEXT_VERB.match(folded, cue.end, self.end)
        if following and following[1] == "be" and following[2] in _NEEDED and q.comparator not in ("ge", "le"):
            return Reading("need", cue, None, "needed", index, is_subject)
        if cue.words.startswith("require") and not folded[cue.end : q.start].strip():
            doer = folded[self._clause_start(cue.start) : cue.start]
            if re.search(r"\bwill\s+(?:also\s+)?$", doer) and not self.cues.documents.search(doer):
                return Reading(
                    "need", cue, None, "needed", index, is_subject
                )  # "Dhaka will require 1.3 million tonnes"
        if cue.words.startswith("require"):
            doer = folded[self.chunks[index].start : cue.start]
            if _TAKERS.search(doer):
                return Reading("need", cue, None, "needed", index, is_subject)
        if cue.words in _DUTIES or cue.words == "will have to":
            purpose = _PURPOSE.match(folded, self.start)
            if purpose and purpose.end() <= cue.start:
                status, rule = ("threshold", "threshold") if purpose["claim"] else ("need", "needed")
                return Reading(status, cue, None, rule, index, is_subject)
        if cue.words in _DUTIES and _FINDERS.search(folded, self.start, cue.start):
            return Reading("demand", cue, None, "outsider", index, is_subject)
        if cue.words in _DUTIES and _IN_ORDER_TO.search(folded, cue.end, self.end):
            return Reading("need", cue, None, "needed", index, is_subject)
        if cue.words in _DUTIES and (self._voice(self.cues.forecasters) or self._voice(_MORAL_VOICE)):
            return Reading("need", cue, None, "forecaster", index, is_subject)
        return None

    def _by_itself(self, cue: Cue, index: int, q: Quantity, is_subject: bool) -> Reading | None:
        """Read what comes by itself or follows from a work: drift, effects, events, lengths of works."""
        folded = self.folded
        following = _NEXT_VERB.match(folded, cue.end, self.end)
        verb = following[1] if following else ""
        begin = max(self.chunks[index].start, cue.start - 60)
        if cue.words in ("will", "'ll") and verb in self.cues.drifting:
            if self.cues.forecasters.search(folded, self.start, self.end):
                return Reading("forecast", cue, None, "forecaster", index, is_subject)
            if self.cues.unsteered.search(folded, begin, cue.start) and not _BY_PLAN.search(
                folded[self.start : self.end]
            ):
                return Reading("forecast", cue, None, "drift", index, is_subject)
        if not folded[self.chunks[index].start : cue.start].strip():
            begin = max(self.start, cue.start - 60)  # the subject stands before an aside: "the bridge, ..., will carry"
        elif _ONLY_PRONOUN.fullmatch(folded, self.chunks[index].start, cue.start):
            begin = max(self.start, cue.start - 60)
        if cue.words == "will" and q.unit == "count" and _ends_in(self.cues.occasions, folded, begin, cue.start):
            return Reading("current", cue, None, "event", index, is_subject)
        if cue.words in _DUTIES and not is_subject and _CANDIDATES.search(folded, begin, cue.start):
            return Reading("threshold", cue, None, "threshold", index)
        if cue.words in _OF_PURPOSE and not is_subject:
            if verb in self.cues.effects and self.cues.facilities.search(folded, begin, cue.start):
                return Reading("impact", cue, None, "effect", index, is_subject)
            paired = f"{verb} {following[2]}" if following and following[2] else verb
            if (verb in self.cues.benefits or paired in self.cues.benefits) and self.cues.causes.search(
                folded, begin, cue.start
            ):
                return Reading("impact", cue, None, "effect", index, is_subject)
            gerund = _GERUND_SUBJECT.match(folded, self.chunks[index].start, cue.start)
            if gerund and gerund[1] in self.cues.verb_kinds:
                return Reading("impact", cue, None, "effect", index, is_subject)
        if (
            is_subject
            and cue.words in ("will", "'ll")
            and q.unit in ("count", "percent")
            and q.comparator not in ("lt", "le")
            and q.rule not in ("none", "every")
            and self.cues.plights.match(re.sub(r"(?<= be )\w+ly ", "", folded[cue.end : min(self.end, cue.end + 60)]))
        ):
            return Reading("forecast", cue, None, "drift", index, is_subject)
        if verb in self.cues.events:
            return Reading("current", cue, None, "event", index, is_subject)
        if (
            is_subject
            and _ATTRIBUTIVE.search(folded, max(self.start, q.start - 26), q.start)
            and (q.unit in ("km", "m", "mi", "ft", "mm", "cm") or q.unit.isupper() and len(q.unit) == 3)
            and re.match(r"\s[a-z]", folded[q.end : q.end + 2])
            and not re.match(r"\s(?:of|in|for|will|must|is|are)\b", folded[q.end : q.end + 6])
        ):
            return Reading("current", cue, None, "attributive", index, is_subject)
        return None
