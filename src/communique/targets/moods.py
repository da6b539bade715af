"""What a verb makes of a quantity: will, duty, report, forecast, supposition, denial."""

from __future__ import annotations

import re

from communique.records import Quantity
from communique.targets.cues import WILLED, Cue
from communique.targets.sight import Reading
from communique.targets.unwilled import NEEDED, Unwilled

_THRESHOLD_SUBJECT = re.compile(
    r"(?<![\w-])(?:with|having|earning|employing|exceeding|above|over|below|under|emitting|producing|using|consuming|holding|owning|weighing|[a-z]{3,}(?<!s)s\s+of|larger\s+than|bigger\s+than|smaller\s+than|costing|worth|within|serving|selling|handling|aged|selling|generating)\s+(?:(?:a|an|the|annual|total|net|installed|turnover|revenues?|incomes?|assets|sales|balance|capacity|population|populations|populations|area|areas|floor|space|energy|use|consumption|emissions|capital|output|of|value|household|monthly|yearly|taxable|staff|workforce|workforces|size|market|worth)\s+)*$"
)
# Before a comparator these are no heads of a subject ("that more than", "of at least").
_NOT_HEADS = frozenset(
    "of that to by at in for on with from and or but said says than the a an its their year today then also so further total overall additional another day month week decade period".split()
)
_SETTING = frozenset(("set", "fixed", "pegged", "put", "capped"))
_ATTRIBUTIVE = re.compile(r"(?:^|\b)(?:the|a|an|this|that|its|their)\s+(?:[a-z-]+\s+)?$")
_ADVERBIAL_HEADS = frozenset(
    "in by under from within at for on during over across to of as with until throughout after before each every nationwide".split()
)
_SAID = re.compile(
    r"\b(?:said|announced|added|told|confirmed|promised|pledged|vowed|noted|stated|explained|declared|revealed|agreed|decided|resolved|announces|confirms|pledges|promises|vows"
    r"|indicated|signal+ed|outlined|unveiled|laid\s+out|foresees?|envisages?|says|manifesto|under\s+(?:the|its|an?|this|that|their))\b"
)
_UNDER_WHICH = re.compile(r"\b(?:under|by|through)\s+which\s*$")
_PRONOUN_END = re.compile(r"\b(?:it|they|he|she|we|which|both|all)\s+(?:also\s+|then\s+)?$")


_STATUS_OF = {
    "past": "achieved", "did": "achieved", "present": "current", "forecast": "forecast", "need": "need", "impact": "impact", "hypothetical": "hypothetical",
    "denial": "denial", "demand": "demand", "would": "impact", "will": "target", "goal": "target", "must": "requirement", "binding": "requirement", "propose": "proposed",
}  # fmt: skip


# "approved a budget with a deficit of", "adopted a plan with a cut of"
_WITH_LEVEL = re.compile(
    r"\b(?:budget|plan|programme|program|strategy|deal|agreement|law|bill|roadmap|accord)\s+(?:for\s+\S+\s+)?(?:with|foreseeing|providing\s+for|setting|envisaging)\s"
)


_PLANNED = frozenset(
    (
        "should",
        "ought to",
        "limited to",
        "capped at",
        "not to exceed",
        "subject to a minimum",
        "no later than",
        "will not exceed",
    )
)


# Whoever is covered by a rule, and what they have so many of: "Traders that sell fewer than 100 cars will ...".
_COVERED = re.compile(
    r"\b(?:firms|companies|businesses|employers|households|families|farms|farmers|plants|projects|facilities|operators|banks|buildings|vehicles|sites|towns|cities|villages"
    r"|enterprises|factories|installations|schools|landlords|ships|vessels|platforms|lenders|borrowers|users|taxpayers|individuals|residents|those|contracts|loans|importers|issuers"
    r"|manufacturers|traders|shops|retailers|stores|hospitals|airlines|carriers|utilities|drivers|buyers|sellers|owners|applicants|anyone|parcels|packages|flights|deals|purchases"
    r"|workers|employees|pensioners|couples|people|parents|persons|students|start-ups|groups|estates|dealers|investors|funds|insurers|producers|exporters|suppliers|orders|transfers|payments)"
    r"\s+(?:(?!will\b|must\b|shall\b|are\b|is\b)[^\s.;]+\s+){1,8}$"
)


# "has told its companies to cut", "have been given two years to answer"
_BE_NEXT = re.compile(r"\s+(?:\w+ly\s+|all\s+|also\s+)?be\s")
_TOLD_OF_PAST = re.compile(r"\b(?:last|already|so\s+far|since|previous|earlier|ago|yesterday|in\s+the\s+first)\b")
_PARTICLE = re.compile(r"\s+(up|out|down|forward)\b")
# Whose "would" proposes, where what follows is a rule and no effect: "the treaty would bind its members to spend".
_DRAFTED = re.compile(
    r"\b(?:amendments?|text|bill|treaty|accord|pact|agreement|law|act|rules?|regulation|directive|decree|ordinance|plan|scheme|package|strategy|programme|program|reform|measures?|motion|deal|budget|resolution|charter|code|mandate|blueprint|roadmap"
    r"|framework|protocol|convention|standard|guidelines?)\s+(?:before\s+(?:[\w-]+\s+){1,3}|(?:also|now|then|itself)\s+)?$"
)
_RULES_ON = re.compile(
    r"\s+(?:also\s+)?(?:require|oblige|bind|cap|limit|set|raise|lift|lower|cut|reduce|double|triple|halve|ban|phase|extend|reserve|earmark|allocate|spend|put|force|compel|order|commit|mandate|guarantee|ensure|keep|hold|fix|bring|build|fund|give|provide|exempt|impose|introduce|expand|increase|close|open|restrict|prohibit|ring-fence|shrink|shorten|trim)\b(?!\s+(?:emissions|costs?|prices|bills|congestion|traffic|pollution|deaths|unemployment|inflation|growth|output|gdp)\b)"
)
_SET_OUT = re.compile(
    r"\b(?:(?:set|sets|laid|lays)\s+out|outlined|outlines|unveiled|unveils|presented|presents|detailed|sketched|spelled\s+out|drew\s+up)\s[^.;]{0,60}?\b(?:plans?|strategy|programme|program|roadmap|vision|goals?|targets?|package|budget|scheme|priorities|agenda|measures|blueprint)\b"
    r"|\baccording\s+to\s+(?:the|its|their|his|her|a|this)\s+(?:[\w-]+\s+){0,3}?(?:plans?|strategy|programme|program|roadmap|budget|scheme|blueprint|policy|agreement|deal|manifesto|decree|law|document|speech|timetable|schedule)\b"
)
_TELLERS = frozenset(
    (
        "told",
        "ordered",
        "instructed",
        "directed",
        "required",
        "obliged",
        "given",
        "tasked",
        "forced",
        "compelled",
        "bound",
        "asked",
    )
)
_TOLD_TO = re.compile(
    r"(?:\s+(?:told|been|given|ordered|instructed|directed|asked))*\s+(?:[\w'’-]+\s+){1,7}?to\s+(?:\w+ly\s+)?([a-z-]+)\s"
)
_NO_SUBJECT = re.compile(r"\b(?:no|neither|none\s+of)\s+[^,;:]{1,60}$")
# What a company says of its own year: "raised its full-year outlook: sales growth of 4 to 5 percent".
_OWN_OUTLOOK = re.compile(
    r"\b(?:raised|raises|lifted|lifts|cut|cuts|confirmed|confirms|kept|keeps|lowered|lowers|affirmed|reaffirmed|reiterated|maintained|narrowed|upgraded|gave|issued|set|backed)\s+(?:its|the|their)\s+(?:[\w-]+\s+){0,3}$"
)


class Moods(Unwilled):
    """Turns a governing cue into a reading."""

    def _by_cue(self, cue: Cue, index: int, q: Quantity, left: list[Cue], is_subject: bool) -> Reading:
        """Turn a governing cue into a reading."""
        kind = cue.kind
        folded = self.folded
        if is_subject and kind in WILLED and q.comparator in ("gt", "ge", "lt", "le") and not q.value_from:
            words = folded[self.chunks[index].start : q.start].split()
            if (
                words
                and len(words) <= 6
                and words[-1].isalpha()
                and words[-1] not in _NOT_HEADS
                and words[0] not in _ADVERBIAL_HEADS
            ):
                return Reading("threshold", cue, None, "threshold-subject", index, True)
        if (
            is_subject
            and kind in WILLED
            and q.comparator in ("gt", "ge", "lt", "le")
            and q.unit != "percent"
            and _COVERED.search(folded, self.start, q.start)
        ):
            return Reading("threshold", cue, None, "threshold-subject", index, True)
        if (
            is_subject
            and kind in WILLED
            and _THRESHOLD_SUBJECT.search(folded[max(self.start, q.start - 70) : q.start])
            and not self._is_loose_with(q, index)
            and not (left or q.value_from)
        ):
            return Reading("threshold", cue, None, "threshold-subject", index, True)
        if kind in ("goal", "binding"):
            between = folded[cue.end : q.start]
            if len(between) > 90 and not is_subject:
                pass
            return self._of_goal(q, cue, index)
        reach = self._reach(index)
        earlier = [c for c in reach if c.end <= cue.start]
        if (
            kind == "need"
            and cue.words in ("worth", "valued at")
            and earlier
            and earlier[-1].kind in ("will", "must")
            and earlier[-1].start >= self.chunks[index].start
        ):
            return self._of_will(earlier[-1], earlier[:-1], index, q, is_subject)
        if cue.words.startswith(("require", "would require")) and q.unit.isupper() and len(q.unit) == 3:
            doer = folded[self.start : cue.start]
            if not re.search(
                r"\b(?:law|rules?|regulations?|directive|ministry|government|regulator|bill|order|decree|act|agreement|programme|commission|council)\b",
                doer,
            ):
                return Reading("need", cue, None, "fact", index, is_subject)
        if kind == "demand":
            return self._of_demand(cue, index, is_subject)
        if kind == "hypothetical":
            if cue.words in ("if", "even if", "unless"):
                return Reading("hypothetical", cue, None, "hypothetical", index, is_subject)
            return Reading("hypothetical", cue, None, "hypothetical", index, is_subject)
        if kind == "would":
            return self._of_would(cue, earlier, index, is_subject)
        if kind in ("will", "must", "propose"):
            return self._of_will(cue, earlier, index, q, is_subject)
        if (
            kind == "forecast"
            and cue.words == "may"
            and q.unit != "count"
            and _NO_SUBJECT.search(folded, self.chunks[index].start, cue.start)
        ):
            return Reading("requirement", cue, "must", "will", index, is_subject)  # "no district may stay above"
        if kind == "forecast" and cue.words == "may" and is_subject and q.comparator in ("le", "lt"):
            return Reading("requirement", cue, "must", "passive", index, True)  # "no more than 5 percent may be spent"
        if kind == "forecast":
            return self._of_forecast(cue, index, is_subject)
        if kind == "denial":
            if (
                is_subject
                and cue.words.split()[0].endswith("ed") is False
                and cue.words in ("drop", "drops", "decline", "declines")
            ):
                return Reading("achieved", cue, None, "fact", index, True)
            if (
                cue.words.startswith(("declin", "drop"))
                and " to" not in cue.words
                and re.match(r"\s+(?:by|to|from|in)\b", folded[cue.end : cue.end + 6])
            ):
                return Reading("achieved", cue, None, "fact", index, is_subject)
            return Reading("denial", cue, None, "denied", index, is_subject)
        # A fact after a will: "pledged to build 40 schools and raised ..." the fact holds where it is nearest.
        if kind in ("past", "did", "present") and earlier:
            previous = earlier[-1]
            if (
                kind != "present"
                and previous.kind in ("will", "must", "propose")
                and previous.start > self.chunks[index].start
                and re.fullmatch(r"\s+(?:be|have\s+been|been|get)\s+(?:\w+ly\s+)?", folded[previous.end : cue.start])
            ):
                return self._of_will(previous, earlier[:-1], index, q, is_subject)
        if kind == "did":
            goes_on = self._goes_on_passive(index, cue, q)
            if goes_on is not None:
                return self._of_will(goes_on, [], index, q, is_subject)
        if kind in ("past", "did") and not is_subject:
            decided = self._decided(cue, q, index)
            if decided is not None:
                return decided
        return Reading(_STATUS_OF[kind], cue, None, "fact", index, is_subject)

    def _is_loose_with(self, q: Quantity, index: int) -> bool:
        """Say whether "with" opens a clause of its own, at the start or after a comma, and tells nobody's size."""
        chunk = self.chunks[index]
        before = self.folded[self.start : chunk.start].rstrip().removesuffix("with").rstrip()
        return chunk.opener == "with" and (not before or before.endswith(","))

    def _goes_on_passive(self, index: int, cue: Cue, q: Quantity) -> Cue | None:
        """Return the will of "the network will be expanded to 1,000 km, and the share of rail raised to 80 percent"."""
        if (
            not index
            or self.chunks[index].opener not in ("and", ",")
            or self.cues.verb_kinds.get(cue.words, 0) & 8 == 0
        ):
            return None
        if _TOLD_OF_PAST.search(self.folded, self.chunks[index].start, min(self.end, q.end + 30)):
            return None
        for chunk in reversed(self.chunks[:index]):
            if chunk.opener in (";", "while", "whereas", "but", "which", "who"):
                return None
            if chunk.cues:
                last = chunk.cues[-1]
                before = (
                    last
                    if last.kind in ("will", "must")
                    else chunk.cues[-2]
                    if last.kind == "did" and len(chunk.cues) > 1
                    else None
                )
                if before is None or before.kind not in ("will", "must"):
                    return None
                return before if before.words.endswith(" be") or _BE_NEXT.match(self.folded, before.end) else None
        return None

    def _decided(self, cue: Cue, q: Quantity, index: int) -> Reading | None:
        """Read "approved a scheme to build 40 schools": a decision, and what it is for."""
        folded = self.folded
        words = cue.words
        if words in ("has", "have", "had", "was", "were", "has been", "have been"):
            word = re.compile(r"\s+(?:\w+ly\s+|been\s+|also\s+|now\s+)?([a-z-]+)").match(folded, cue.end)
            words = word[1] if word else ""
        if words in _SETTING and re.search(
            r"\bat\s+(?:(?:last\s+year's|this\s+year's|the|its|current|present|existing|\d{4}'s)\s+)*$",
            folded[max(self.start, q.start - 30) : q.start],
        ):
            return Reading("target", Cue(cue.start, cue.end, "will", "plan", words), "plan", "decision", index)
        if (
            words in ("set", "fixed", "imposed", "introduced")
            and q.comparator in ("ge", "le")
            and "imum" in folded[q.start : q.number.start]
        ):
            binding = Cue(cue.start, cue.end, "must", "must", words)
            return Reading("requirement", binding, "must", "binding-noun", index)
        if words in _TELLERS and not self._outsider(cue.start):
            told = _TOLD_TO.match(folded, cue.end, q.start)
            if told and self.cues.verb_kinds.get(told[1], 0) & 1:
                must = Cue(cue.start, told.end() - 1, "must", "must", words)
                return Reading("requirement", must, "must", "order-of-authority", index)
        particle = _PARTICLE.match(folded, cue.end)
        if words not in self.cues.decisions and particle:
            words = f"{words} {particle[1]}"
        if words not in self.cues.decisions:
            return None
        if _WITH_LEVEL.search(folded, cue.end, q.start) or (
            self.chunks[index].opener == "with"
            and self.cues.documents.search(folded, cue.end, self.chunks[index].start)
        ):
            return Reading("target", Cue(cue.start, cue.end, "will", "plan", words), "plan", "decision", index)
        for match in re.compile(r"\s(?:to|for|at)\s+(?:\w+ly\s+)?([a-z-]+)\s").finditer(folded, cue.end, q.start):
            if self.cues.verb_kinds.get(match[1], 0) & 17:
                return Reading(
                    "target", Cue(cue.start, match.end() - 1, "will", "plan", words), "plan", "decision", index
                )
        return None

    def _of_will(self, cue: Cue, earlier: list[Cue], index: int, q: Quantity, is_subject: bool) -> Reading:
        """Read will, duty and proposal, unless something speaks against it."""
        against = self._against(cue, earlier, index, q, is_subject)
        if against is not None:
            return against
        # Plans say "should" of what they aim at; a level that something is limited to binds whoever set it.
        status = "requirement" if cue.kind == "must" and cue.words not in _PLANNED else "target"
        strength = cue.strength
        if not cue.words.startswith(("strive", "aim")):
            # "must set aside", "must ensure": the duty governs the verb that it stands before.
            for c in earlier:
                near = strength == "will" or cue.start - c.end < 12
                if c.kind == "must" and c.words not in _PLANNED and near and c.start >= self.chunks[index].start:
                    status, strength = "requirement", "must"
        return Reading(status, cue, strength, "passive" if is_subject else "will", index, is_subject)

    def _of_would(self, cue: Cue, earlier: list[Cue], index: int, is_subject: bool) -> Reading:
        """Read "would": a draft, what somebody said that they would do, a supposition, or a mere consequence."""
        folded = self.folded
        if NEEDED.match(folded, cue.end):
            return Reading("need", cue, None, "needed", index, is_subject)
        if self._is_draft(self.end) or self.is_draft_before or self._is_submitted(cue):
            return Reading("proposed", cue, "plan", "proposal", index, is_subject)
        if (self.chunks[index].opener == "which" and not self._is_under_rule(index)) or any(
            c.kind == "forecast" and c.end <= cue.start for k in self.chunks for c in k.cues
        ):
            return Reading("forecast", cue, None, "would", index, is_subject)
        if any(c.kind == "hypothetical" for chunk in self.chunks for c in chunk.cues):
            return Reading("hypothetical", cue, None, "hypothetical", index, is_subject)
        if self._outsider(cue.start):
            return Reading("impact", cue, None, "would", index, is_subject)
        said = _SAID.search(folded, self.start, self.end)
        if said is not None:
            if said[0] == "says" and self.cues.forecasters.search(folded, self.start, said.start()):
                return Reading("impact", cue, None, "would", index, is_subject)
            return Reading("target", cue, "will", "said-would", index, is_subject)
        if _SET_OUT.search(folded, self.start, self.end):
            return Reading("target", cue, "will", "said-would", index, is_subject)
        doer = folded[max(self.start, cue.start - 60) : cue.start]
        if not is_subject and _DRAFTED.search(doer) and _RULES_ON.match(folded, cue.end):
            return Reading("proposed", cue, "plan", "proposal", index, is_subject)
        chunk = self.chunks[index]
        if chunk.opener in ("that", "which") and self.cues.documents.search(
            folded, max(self.start, chunk.start - 30), chunk.start
        ):
            return Reading("target", cue, "plan", "document-verb", index, is_subject)
        if self.is_willed_before and (self.cues.authorities.search(doer) or _PRONOUN_END.search(doer)):
            return Reading("target", cue, "will", "said-would", index, is_subject)
        return Reading("impact", cue, None, "would", index, is_subject)

    def _is_under_rule(self, index: int) -> bool:
        """Say whether "which" goes on with what a rule or plan lays down: "a law under which firms would recycle"."""
        before = self.folded[max(self.start, self.chunks[index].start - 60) : self.chunks[index].start]
        return _UNDER_WHICH.search(before) is not None and self.cues.documents.search(before) is not None

    def _is_own_guidance(self, cue: Cue) -> bool:
        """Say whether the doer expects what is in its own hands: "expects to run 800 buses by 2030"."""
        folded = self.folded
        following = re.compile(r"\s+to\s+(?:\w+ly\s+)?([a-z-]+)\s").match(folded, cue.end, self.end)
        if following is None or cue.words not in ("expects", "expect", "anticipates", "anticipate"):
            return False
        return following[1] in self.cues.steered and not self.cues.forecasters.search(folded, self.start, cue.start)

    def _of_forecast(self, cue: Cue, index: int, is_subject: bool) -> Reading:
        folded = self.folded
        if cue.words == "outlook" and _OWN_OUTLOOK.search(folded, self.start, cue.start):
            return Reading("target", cue, "plan", "own-guidance", index, is_subject)
        if self._is_own_guidance(cue):
            return Reading("target", cue, "plan", "own-guidance", index, is_subject)
        if cue.words in ("expects", "expect") and not self.cues.forecasters.search(folded, self.start, self.end):
            following = folded[cue.end : cue.end + 60]
            if re.match(
                r"\s+(?:all\s+|every\s+|the\s+)?(?:[\w-]+\s+){1,4}to\s+(?!grow|rise|fall|reach|expand|slow|average|climb|shrink|be\b|increase|decline|generate|create|cost|drop|top|exceed|double|triple|ease|earn|total|hit|save|benefit|bring|remain|stay|pick|moderate|come|need|attract)",
                following,
            ):
                return Reading("requirement", cue, "must", "expects-to", index, is_subject)
        return Reading("forecast", cue, None, "forecast", index, is_subject)
