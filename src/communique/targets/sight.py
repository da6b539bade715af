"""What a sentence shows of its cues: who speaks, what is a draft, which cues reach how far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from communique.records import Quantity
from communique.targets.cues import Cue, Cues

# What is adopted is a draft no more.
ADOPTED = re.compile(
    r"\b(?<!if )(?<!once )(?<!when )(?:signed|passed|enacted|adopted|approved|ratified|finali[sz]ed)\s+(?:the|a|its|their|this)\s+(?:[\w-]+\s+){0,2}?(?:bill|draft|proposal|motion|legislation)\b"
    r"|\b(?:bill|draft|proposal|motion|legislation)(?:\s+(?:was|were|is|has\s+been|had\s+been))?\s*,?\s*(?:signed|passed\s+(?:by|in|on|into)|enacted|adopted|ratified|approved\s+by\s+(?:the\s+)?(?:parliament|congress|senate|legislature|assembly|cabinet))\b"
    r"|\b(?:bill|draft|proposal)\s+(?:became|is\s+now)\s+(?:a\s+)?law\b"
)
# What somebody else still has to agree to.
SUBMITTED = re.compile(
    r"\b(?:put|puts|putting)\s+forward\b|\b(?:laid|lays|put|brought)\s+before\s+(?:the\s+)?(?:parliament|lawmakers|assembly|congress|legislature|council|house|senate)"
    r"|\bsubmitted\s+(?:\w+\s+){0,4}?to\s+(?:the\s+)?(?:\w+\s+)?(?:parliament|lawmakers|assembly|congress|legislature|council|shareholders|senate|knesset|duma|diet|house)"
    r"|\btabled\b|\b(?:cleared|passed)\s+(?:the|its)\s+(?:lower\s+house|upper\s+house|committee|first\s+reading)|\b(?:who|which|to)\s+vote\s+on\s+(?:it|them|the\s+plan)"
    r"|\b(?:subject\s+to|awaits?|awaiting|pending|needs|requires|still\s+needs)\s+(?:the\s+)?(?:\w+\s+){0,2}?(?:approval|consent|assent|adoption|ratification|backing|blessing)\b"
    r"|\b(?:must|has\s+to|have\s+to|has\s+yet\s+to|is\s+yet\s+to)\s+(?:still\s+)?be\s+(?:approved|adopted|ratified|voted\s+on)\b|\b(?:if|once|unless)\s+(?:\w+\s+){0,3}?(?:adopted|approved|passed|agreed)\b"
    r"|\b(?:has|have)\s+yet\s+to\s+(?:approve|pass|adopt|vote|back|sign|endorse|ratify|agree)\b|\bconsult(?:s|ing|ed)?\s+on\b"
    r"|\b(?:ask|asks|asked|asking|urged?|wants?)\s+(?:the\s+)?(?:parliament|congress|lawmakers|assembly|legislature|council|senate|deputies|shareholders|cabinet)\s+to\s+(?:approve|pass|adopt|back|endorse|agree)\b"
    r"|\b(?:will|to)\s+(?:vote|debate|discuss|consider|decide)\s+(?:(?:in|on|next)\s+[\w-]+\s+){0,2}?(?:on\s+)?(?:an?|the|whether)\b|\bproposed\s+(?:budget|rules?|law|target|limit|standard|plan|ban|cut|quota|regulation|amendment|directive)\b"
    r"|\bunder\s+(?:the\s+|its\s+|new\s+)?(?:plans|proposals)\s+(?:presented|published|put|unveiled|tabled|set\s+out|announced|outlined)\b"
    r"|\bfor\s+(?:public\s+)?(?:consultation|comment)\b|\b(?:floated|mooted|weighs?|weighing|considers|considering|under\s+consideration)\b"
)
# Borders after which another doer speaks.
_PARTED = frozenset((";", "but", "while", "whereas"))
RELATIVE = frozenset(("which", "that", "who", "whose", "where", "when"))
_INSISTENT = frozenset(
    "advise advised advises advising counsel counselled beg begged plead pleaded exhort exhorted warn warned warns warning argue argued argues insist insisted insists implore implored lobby lobbied petition petitioned advocate advocated complain complained appeal appealed demand demanded demands demanding press pressed campaign campaigned campaigning rally lament agitate".split()
)
_VOICE_AFTER = re.compile(
    r"(?:,|”|\")\s*(?:(?:said|says|according\s+to|argued|urged|warned)\b|(?:the\s+|a\s+|one\s+)?[\w\s'’]{2,40}?\s(?:said|says|say|estimate|estimates|warn|warned)\b)"
)


_ASKED = re.compile(
    r"\b(?:\d[\d,.]*|hundred|thousand)\s+(?:[\w-]+\s+){0,3}(?:asked|questioned|interviewed|polled|canvassed|surveyed)\b"
    r"|\b(?:survey|poll)\s+of\b"
)
# One of these is in every match of the pattern; to look for them is far faster.
_WORDS_OF_ASKING = ("asked", "questioned", "interviewed", "canvassed", "survey", "poll")


# Those who are nobody's to order about: "called on rich nations to deliver".
_PEERS = re.compile(
    r"\s+(?:on\s+|upon\s+)?(?:the\s+)?(?:rich|richer|wealthy|wealthier|developed|industrialised|industrialized|donor|advanced|western)\s+(?:nations|countries|states|economies|governments|powers)\b"
)


class Reading(NamedTuple):
    """How a quantity is meant: its status, the cue that says so, its strength, the rule and a note."""

    status: str
    cue: Cue | None
    strength: str | None
    rule: str
    chunk: int
    is_subject: bool = False
    note: str | None = None


class Sight:
    """One sentence with its chunks and cues."""

    def __init__(
        self,
        cues: Cues,
        folded: str,
        start: int,
        end: int,
        intro: Cue | None,
        quantities: Sequence[Quantity] = (),
        text: str | None = None,
    ) -> None:
        self.cues, self.folded, self.start, self.end, self.intro = cues, folded, start, end, intro
        self.text, self.quantities = text or folded, quantities
        self.readings: list[tuple[Quantity, Reading]] = []
        self.aside: Quantity | None = None
        self.chunks = cues.find(folded, start, end, [(q.start, q.end) for q in quantities])

    #: The sentence before this one, in lower case.  Few sentences ask what it says, so it is searched only then.
    before = ""

    @cached_property
    def is_survey(self) -> bool:
        """Whether the sentence tells of a survey."""
        return self.cues.survey.search(self.folded, self.start, self.end) is not None

    @cached_property
    def is_asked(self) -> bool:
        """Whether the sentence tells who was asked."""
        folded, start = self.folded, self.start
        words = folded[start : self.end]
        may_be = any(map(words.__contains__, _WORDS_OF_ASKING))
        return (may_be and _ASKED.search(folded, start, self.end) is not None) or folded.startswith("asked ", start)

    @cached_property
    def is_draft_before(self) -> bool:
        """Whether the sentence before this one names a draft: its "would" goes on in this one."""
        return self.cues.proposal_nouns.search(self.before) is not None

    @cached_property
    def is_willed_before(self) -> bool:
        """Whether the sentence before this one names a draft or wills something."""
        return self.is_draft_before or self.cues.plan_words.search(self.before) is not None

    def _reach(self, index: int) -> list[Cue]:
        """Return the cues of the chunk and of those before it that it goes on with, in text order."""
        found: list[Cue] = []
        for i in range(index, -1, -1):
            found = [*self.chunks[i].cues, *found]
            if self.chunks[i].opener in RELATIVE | {";"} and self.chunks[i].cues:
                break
            if len(found) > 12:
                break
        return found

    def _is_draft(self, end: int) -> bool:
        """Say whether a draft is named before ``end``, and nobody has adopted it."""
        found = self.cues.proposal_nouns.search(self.folded, self.start, end) is not None
        return found and ADOPTED.search(self.folded, self.start, self.end) is None

    def _is_submitted(self, cue: Cue) -> bool:
        """Say whether the clause tells that others still have to agree: laid before parliament, subject to approval."""
        match = SUBMITTED.search(self.folded, self._clause_start(cue.start), self.end)
        return match is not None and ADOPTED.search(self.folded, self.start, self.end) is None

    def _voice(self, pattern: re.Pattern[str]) -> bool:
        """Say whether the voice named after the clause is of a class: "..., consultants say"."""
        voice = _VOICE_AFTER.search(self.folded, self.start, self.end)
        return voice is not None and pattern.search(self.folded, voice.start(), self.end) is not None

    def _clause_start(self, position: int) -> int:
        """Return where the coordinated clause round a position begins: after ";", "but" or "while"."""
        begin = self.start
        for chunk in self.chunks:
            if chunk.start > position:
                break
            if chunk.opener in _PARTED:
                begin = chunk.start
        return begin

    def _outsider(self, end: int) -> bool:
        """Say whether the doer before ``end``, or the voice named after the clause, can decide nothing."""
        folded = self.folded
        begin = self._clause_start(end) if end < self.end else self.start
        if self.cues.outsiders.search(folded, begin, min(end, self.end)) is not None:
            return True
        return self._voice(self.cues.outsiders)

    def _of_call(self, cue: Cue, index: int, is_subject: bool) -> Reading:
        """Read "calls for": a plan or an authority sets an aim, everybody else demands it."""
        doer = self.folded[self.start : cue.start]
        if self.cues.outsiders.search(doer) or not self.cues.authorities.search(doer):
            return Reading("demand", cue, None, "demand", index, is_subject)
        return Reading("target", cue, "plan", "will", index, is_subject)

    def _of_demand(self, cue: Cue, index: int, is_subject: bool) -> Reading:
        """Read urge, call for, demand: an order of an authority, a demand of everybody else."""
        begin = self.chunks[index].start if cue.start >= self.chunks[index].start else self.start
        doer = self.folded[min(begin, cue.start) : cue.start]
        if len(doer.split()) < 2:
            doer = self.folded[self.start : cue.start]
        if self.cues.outsiders.search(doer):
            return Reading("demand", cue, None, "outsider", index, is_subject)
        whom = self.folded[cue.end : cue.end + 60]
        if re.match(
            r"\s+(?:on\s+|upon\s+|for\s+|that\s+)?(?:the\s+)?(?:[\w-]+\s+){0,2}?(?:government|governments|ministers?|parliament|lawmakers|commission|authorities|leaders|regulators?|prime\s+minister|president|council|eu|state|(?:rich|richer|wealthy|wealthier|developed|industrialised|industrialized|donor|advanced|western|neighbouring|neighboring|other|all)\s+(?:nations|countries|states|economies|governments|powers))\b",
            whom,
        ) and (_PEERS.match(whom) or not self.cues.authorities.search(doer)):
            return Reading("demand", cue, None, "demand", index, is_subject)
        if cue.words.split()[0] not in _INSISTENT and not self.cues.authorities.search(doer):
            return Reading("target", cue, "encourage", "order-of-authority", index, is_subject)
        if self.cues.authorities.search(doer) and cue.words.split()[0] not in (
            "warned",
            "warns",
            "argued",
            "argues",
            "complained",
            "appealed",
        ):
            # A call encourages; only an authority that demands binds.
            binds = cue.words.startswith(("demand", "insist"))
            status, strength = ("requirement", "must") if binds else ("target", "encourage")
            return Reading(status, cue, strength, "order-of-authority", index, is_subject)
        return Reading("demand", cue, None, "demand", index, is_subject)
