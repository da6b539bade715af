"""Which cue governs a quantity, and what status follows from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from communique.records import Quantity
from communique.targets.cues import WILLED, Chunk, Cue, Cues

# Openers that lead away from the main clause.
_RELATIVE = frozenset(("which", "that", "who", "whose", "where", "when"))
_ADVERBIAL = frozenset(
    ("while", "whereas", "although", "though", "because", "since", "after", "once", "following", "even though", "as")
)
_COMPARED = frozenset(("than", "compared with", "compared to", "up from", "down from", "rather than", "instead of"))

_TARGET_NOUN_AFTER = re.compile(
    r"(?:[\s-](?!of\b|in\b|by\b|to\b|for\b|and\b|or\b|is\b|was\b|will\b|as\b|on\b|the\b)[\w-]+){0,4}?\s(targets?|goals?|objectives?|quotas?|mandates?|caps?|ceilings?|limits?|floors?|pledge|commitment|benchmark|minimum|requirement|ambition|milestone)(?![\w-])"
)
_IS_TARGET_AFTER = re.compile(
    r"(?:\s[\w-]+){0,6}?\s(?:(?:is|being|as|remains?)\s+(?:now\s+)?(?:the|its|their|our|a|an)\s+(?:[\w-]+\s+){0,3}?(?:target|goal|objective|aim|benchmark|quota|ceiling|cap|limit))(?!\w)"
)
_ASIDE = re.compile(
    r"(?:\s|^)(?:up|down|from|against|versus|compared\s+(?:with|to)|over|on|relative\s+to|below|above|than)\s+(?:the\s+|a\s+|its\s+|an\s+estimated\s+|today's\s+|last\s+year's\s+|the\s+(?:current|present|previous|earlier)\s+)*$"
)
_FROM = re.compile(
    r"(?<!aw)(?<![\w-])(?:up\s+from|down\s+from|from|compared\s+(?:with|to)|against|versus|vs\.?|as\s+against|rather\s+than|instead\s+of|than|in\s+place\s+of)\s+(?:(?:(?:19|20)\d\d(?:'s)?|the|a|an|its|their|only|just|today's|current|currently|present|last\s+year's|level|estimated|previous|earlier|some|about|around|roughly|nearly|almost|less\s+than|more\s+than|below|above|levels?\s+of|average\s+of|baseline\s+of|figure\s+of|rate\s+of|under|over|recorded|actual|mere|record)\s+)*$"
)
_RESTATED = re.compile(
    r"(?:,\s+or\s+(?:about\s+|around\s+|roughly\s+|nearly\s+|some\s+|approximately\s+|almost\s+|just\s+over\s+|just\s+under\s+)?|(?:equivalent|equal|equating|amounting)\s+to\s+(?:about\s+|around\s+|roughly\s+|nearly\s+|some\s+|approximately\s+|almost\s+|more\s+than\s+)?|\((?:about\s+|around\s+|roughly\s+|some\s+|approximately\s+|nearly\s+|or\s+|equivalent\s+to\s+|=\s?|≈\s?|~\s?|almost\s+)?|i\.e\.,?\s+|that\s+is,\s+|(?:or|—|–)\s+)$"
)
_AUX = re.compile(r"(?:\s|^)(?:be|been|being)\s+[\w-]+(?:ed|en|t|ut|ilt|ung|one|own)?\b")
_BE = re.compile(r"\s+(?:\w+ly\s+)?be\s")
_THRESHOLD_SUBJECT = re.compile(
    r"(?<![\w-])(?:with|having|earning|employing|exceeding|above|over|below|under|emitting|producing|using|consuming|holding|owning|weighing|of|larger\s+than|bigger\s+than|smaller\s+than|costing|worth|within|serving|selling|handling|aged|selling|generating)\s+(?:(?:a|an|the|annual|total|net|installed|turnover|revenues?|incomes?|assets|sales|balance|capacity|population|populations|populations|area|areas|floor|space|energy|use|consumption|emissions|capital|output|of|value|household|monthly|yearly|taxable|staff|workforce|workforces|size|market|worth)\s+)*$"
)
_ALWAYS_THRESHOLD = re.compile(
    r"(?<![\w-])(?:earning|employing|emitting|weighing|applies\s+to|apply\s+to|exempts?|exempted|eligible|qualify|incomes?\s+(?:of|below|above|under|over)|turnover\s+(?:of|above|over|below|exceeding)|(?:population|populations)\s+(?:of|over|above)|valued\s+at|contracts\s+(?:above|over|worth)|(?:firms|companies|businesses|employers|households|families|farms|farmers|plants|projects|facilities|operators|banks|buildings|vehicles|sites|towns|cities|villages|employers|enterprises|factories|installations|schools|landlords|ships|vessels|platforms|lenders|borrowers|users|taxpayers|individuals|residents|those|contracts|loans|importers|issuers|manufacturers|data\s+centres|data\s+centers)\s+(?:with|having|earning|employing|above|over|below|under|of|larger\s+than|exceeding|that\s+employ|that\s+earn|that\s+emit|that\s+use|emitting|using|that\s+have|holding|owning|whose\s+(?:[\w-]+\s+){1,4}(?:exceeds?|is\s+(?:above|below|under|over)))|whose\s+(?:[\w-]+\s+){1,4}(?:exceeds?|tops?|is))\s+(?:(?:a|an|the|annual|total|net|installed|turnover|revenues?|incomes?|assets|sales|balance|capacity|population|populations|area|floor|space|energy|use|consumption|emissions|capital|output|of|value|household|monthly|yearly|taxable|staff|workforce|size)\s+)*$"
)
_AT_SIZE = re.compile(r"(?<![\w-])(?:each|every)\s+$")
_SLOT = re.compile(r"^\s*(?:the|a|an|its|their|this|that|these|those|some|any|all)?\s*$")


_COPULAS = frozenset("is are was were remains stands remain".split())
# Before a comparator these are no heads of a subject ("that more than", "of at least").
_NOT_HEADS = frozenset(
    "of that to by at in for on with from and or but said says than the a an its their year today then also so further total overall additional another day month week decade period".split()
)


_INSISTENT = frozenset(
    "warn warned warns warning argue argued argues insist insisted insists implore implored lobby lobbied petition petitioned advocate advocated complain complained appeal appealed demand demanded demands demanding press pressed campaign campaigned campaigning rally lament agitate".split()
)
# Third persons that are plural nouns as often.
_NOUNS_TOO = frozenset(
    "homes houses schools plans plants roads projects works costs shares uses supports targets limits caps cuts needs changes benefits services programmes programs offers increases forms levels lists heads views counts orders".split()
) - {"cuts", "limits", "caps", "increases"}
_NOW_BEFORE = re.compile(
    r"\b(?:now|currently|presently|today|at\s+present|still)\s+(?:stands?\s+)?(?:at\s+|about\s+|around\s+|only\s+|just\s+)*$"
)
_GERUND_HEAD = re.compile(r"[\s“\"‘']*([a-z]+ing)\s")
_REMAINS_GOAL = re.compile(
    r"\b(?:is|are|remains?)\s+(?:[\w'’-]+\s+){0,5}?(?:goals?|targets?|aims?|objectives?|tasks?|ambition|pillars)\b"
)
_COMPARED_BEFORE = re.compile(
    r"\bas\s+\w+\s+as\s+$|\b(?:equivalent|equal|comparable)\s+to\b[^,;]{0,80}$|(?:against|compared\s+(?:with|to)|relative\s+to|versus)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){1,4}of\s+$"
)
_COMPARED_AFTER = re.compile(
    r"\s+(?:more|less|higher|lower|up|down|above|below|fewer|better|worse|bigger|smaller)\s+than\s+(?!in\s+(?:19|20)\d\d)"
)
_GOAL_IN_BRACKETS = re.compile(r"\s*\((?:[\w-]+\s+){0,2}?(goal|target|aim|objective|planned|plan)\b")
_SETTING = frozenset(("set", "fixed", "pegged", "put", "capped"))
_NOW_AFTER = re.compile(r"\s+(?:now|today|at\s+present|currently|last\s+year|in\s+(?:19|20)\d\d)\s*,")
_WHOLE_BEFORE = re.compile(
    r"\b(?:workforce|staff|population|payroll|membership|fleet|headcount)\s+of\s+(?:about\s+|around\s+|some\s+|nearly\s+)?$"
)
_SURVEY_AFTER = re.compile(
    r"\s+of\s+(?:[\w,-]+\s+){1,5}?(?:said|say|favou?red|favou?r|backed|supported|opposed|believed?|thought|think|felt|approved?|disapproved?)\b"
)
_MARGIN_BEFORE = re.compile(
    r"(?:\b(?:with\s+a\s+margin|error\s+margin|tolerance)\s+of\s+|\bplus\s+or\s+minus\s+|\bgive\s+or\s+take\s+|±\s?|\+/-\s?)$"
)
_CHANGE_ASIDE = re.compile(
    r",\s+an?\s+(?:[\w-]+\s+)?(?:increase|rise|decrease|drop|reduction|cut|gain|jump|growth|decline|saving)\s+of\s+(?:about\s+|around\s+|some\s+)?$"
)
_CHANGE_FROM = re.compile(
    r"\s+(?:reduction|cut|increase|rise|drop|fall|decline|improvement|gain)\s+(?:from|on|over|compared)\b"
)
_PROMISED_AFTER = re.compile(
    r"\s+(?:[\w-]+\s+){0,1}?(?:promised|pledged|allowed|recorded|registered|seen|reached|achieved|reported|posted|agreed)\b"
)
_BASELINE_BEFORE = re.compile(
    r"\b(?:baseline|base\s+year|base\s+level|reference\s+level|starting\s+point)(?:\s+value)?(?:\s+(?:of|in\s+\d{4}|was|is|at|figure|year|\d{4}))*[\s(:,]+$"
)
_OF_SIZE = re.compile(r"\b(?:with|of|having|employing|serving|over|above)\s+$")
_MEMBERS = re.compile(
    r"\b(?:employees|staff|workers|people|inhabitants|residents|beds|passengers|seats|customers|members|pupils|students|users|tenants|homes|households|shareholders|vehicles)\b"
)
_ATTRIBUTIVE = re.compile(r"(?:^|\b)(?:the|a|an|this|that|its|their)\s+(?:[a-z-]+\s+)?$")
_ADVERBIAL_HEADS = frozenset(
    "in by under from within at for on during over across to of as with until throughout after before each every nationwide".split()
)
_UNDONE = frozenset(
    "denied dismissed scrapped dropped abandoned shelved withdrawn rejected cancelled canceled axed ditched false untrue unfounded baseless".split()
)


def folded_tail(folded: str, start: int) -> str:
    """Return the few letters after a cue."""
    return folded[start : start + 8]


_SAID = re.compile(
    r"\b(?:said|announced|added|told|confirmed|promised|pledged|vowed|noted|stated|explained|declared|revealed|agreed|decided|under\s+the)\b"
)
_PRONOUN_END = re.compile(r"\b(?:it|they|he|she|we|which|both|all)\s+(?:also\s+|then\s+)?$")


_VOICE_AFTER = re.compile(
    r"(?:,|”|\")\s*(?:(?:said|says|according\s+to|argued|urged|warned)\b|(?:the\s+|a\s+|one\s+)?[\w\s'’]{2,40}?\s(?:said|says|say|estimate|estimates|warn|warned)\b)"
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


_STATUS_OF = {
    "past": "achieved", "did": "achieved", "present": "current", "forecast": "forecast", "need": "need", "impact": "impact", "hypothetical": "hypothetical",
    "denial": "denial", "demand": "demand", "would": "impact", "will": "target", "goal": "target", "must": "requirement", "binding": "requirement", "propose": "proposed",
}  # fmt: skip


class Governor:
    """Decides for the quantities of one sentence."""

    def __init__(
        self, cues: Cues, folded: str, start: int, end: int, intro: Cue | None, quantities: Sequence[Quantity] = ()
    ) -> None:
        self.cues, self.folded, self.start, self.end, self.intro = cues, folded, start, end, intro
        self.readings: list[tuple[Quantity, Reading]] = []
        self.chunks = cues.find(folded, start, end, [(q.start, q.end) for q in quantities])

    #: Whether the sentence before this one names a draft, or wills something: its "would" goes on in this one.
    is_draft_before = False
    is_willed_before = False

    def read(self, quantity: Quantity, has_deadline: bool, is_direct: bool = True, has_date: bool = False) -> Reading:
        """Return how the quantity is meant."""
        folded, q = self.folded, quantity
        index = next(
            (i for i, c in enumerate(self.chunks) if q.start < c.end or (c is self.chunks[-1] and q.start <= c.end)),
            len(self.chunks) - 1,
        )
        # A quantity that a border word is part of ("more than") belongs to the chunk of its number.
        while index + 1 < len(self.chunks) and self.chunks[index + 1].start <= q.number.start:
            index += 1
        chunk = self.chunks[index]
        before = folded[max(self.start, q.start - 90) : q.start]
        if q.unit == "percent" and self.cues.survey.search(folded, self.start, self.end):
            return Reading("survey", None, None, "survey", index)
        if _FROM.search(before) and q.value_from is None and not folded.startswith("from 0", q.start):
            return Reading(
                "baseline" if "from" in before[-40:] or "baseline" in before else "comparison",
                None,
                None,
                "from",
                index,
            )
        if _COMPARED_BEFORE.search(before) or (before.rstrip().endswith(",") and _COMPARED_AFTER.match(folded, q.end)):
            return Reading("comparison", None, None, "compared", index)
        if (
            q.rule == "multiplier"
            and before.rstrip().endswith(",")
            and re.match(r"\s+(?:the|its|what|that)\b", folded[q.end : q.end + 6])
        ):
            return Reading("comparison", None, None, "compared", index)  # ", roughly double the share of today"
        if (
            self.readings
            and self.readings[-1][1].status == "comparison"
            and not re.search(r"[,;:]|\band\b", folded[self.readings[-1][0].end : q.start])
        ):
            return Reading("comparison", None, None, "compared", index)  # "three times the inflow of $33 billion"
        if before.rstrip().endswith(",") and _NOW_AFTER.match(folded, q.end):
            return Reading("current", None, None, "fact", index)
        if q.unit == "count" and (
            _WHOLE_BEFORE.search(before)
            or (
                re.search(r"ed\s+by\s+$", before)
                and q.noun is not None
                and _MEMBERS.search(folded, q.noun.start, q.noun.end)
            )
        ):
            return Reading("current", None, None, "definite", index)
        if q.unit == "percent" and _SURVEY_AFTER.match(folded, q.end):
            return Reading("survey", None, None, "survey", index)
        if _MARGIN_BEFORE.search(before):
            return Reading("comparison", None, None, "compared", index)
        if _CHANGE_ASIDE.search(before) or (
            re.search(r",\s+(?:an?|about|roughly)\s+$|,\s+$", before) and _CHANGE_FROM.match(folded, q.end)
        ):
            return Reading("restated", None, None, "restated", index)
        if re.search(r"\bthe\s+$", before) and _PROMISED_AFTER.match(folded, q.end):
            return Reading("historic", None, None, "past-time", index)
        if (
            q.unit == "count"
            and re.search(r"\b(?:of|from|among|than)\s+the\s+$", before)
            and not _TARGET_NOUN_AFTER.match(folded, q.end)
        ):
            return Reading("current", None, None, "definite", index)
        if re.search(r"\bno\s+$", before) and q.comparator == "eq":
            return Reading("denial", None, None, "denied", index)
        if _NOW_BEFORE.search(before):
            return Reading("current", None, None, "fact", index)
        if _BASELINE_BEFORE.search(before):
            return Reading("baseline", None, None, "from", index)
        if (
            q.unit == "count"
            and q.comparator != "eq"
            and _OF_SIZE.search(before)
            and q.noun is not None
            and _MEMBERS.search(folded, q.noun.start, q.noun.end)
        ):
            return Reading("threshold", None, None, "threshold", index)
        if chunk.opener in _COMPARED and not [c for c in chunk.cues if c.end <= q.start and c.kind in WILLED]:
            return Reading(
                "comparison" if chunk.opener not in ("up from", "down from") else "baseline",
                None,
                None,
                "compared",
                index,
            )
        if has_date and not any(c.cues for c in self.chunks):
            has_deadline = True  # a line without a verb
        reading = self._goal_after(q, index) or self._governed(q, index, has_deadline)
        if reading.status in ("target", "requirement", "proposed") and self._is_denied(q):
            return reading._replace(status="denial", rule="denied")
        if reading.status not in ("target", "requirement", "proposed"):
            reading = self._gerund_goal(q, index) or reading
        if reading.status in ("achieved", "current", "impact") and has_deadline and is_direct:
            reading = self._with_date_ahead(q, reading)
        reading = self._override(q, reading, before)
        self.readings.append((q, reading))
        return reading

    def _gerund_goal(self, q: Quantity, index: int) -> Reading | None:
        """Read "keeping losses under 5 percent ... remains the goal": a gerund, and later that it is the aim."""
        first = _GERUND_HEAD.match(self.folded, self.chunks[0].start, q.start)
        if first is None or first[1] not in self.cues.verb_kinds:
            return None
        match = _REMAINS_GOAL.search(self.folded, q.end, self.end)
        if match is None:
            return None
        return Reading(
            "target", Cue(match.start(), match.end(), "goal", "plan", "goal-after"), "plan", "is-the-goal", index, True
        )

    def _is_denied(self, q: Quantity) -> bool:
        """Say whether the sentence denies what it tells: "denied that it would ...", "..., which the ministry ruled out"."""
        for chunk in self.chunks:
            for c in chunk.cues:
                if c.kind != "denial":
                    continue
                if c.end <= q.start and c.words.startswith(
                    (
                        "denied",
                        "denies",
                        "deny",
                        "denying",
                        "dismiss",
                        "ruled out",
                        "rule out",
                        "ruling out",
                        "rules out",
                        "refus",
                        "reject",
                    )
                ):
                    return True
                if (
                    c.start >= q.end
                    and not re.search(r"\b(?:be|to)\s+$", self.folded[max(0, c.start - 4) : c.start])
                    and re.match(
                        r"(?:\s+by|[.,;]|\s*$|\s+(?:as|in|after|last|the|this|on))", folded_tail(self.folded, c.end)
                    )
                    and c.words in _UNDONE
                ):
                    return True
        return False

    _PROGRESSIVE = re.compile(r"\s+(?:also\s+|now\s+|currently\s+|\w+ly\s+)?(?:being\s+)?([a-z-]+)\b")

    def _with_date_ahead(self, q: Quantity, reading: Reading) -> Reading:
        """Read "is raising capacity to 3 GW by 2027", "approved 40 schools by 2027": a date ahead makes it an aim."""
        cue, folded = reading.cue, self.folded
        if cue is None:
            return reading
        if cue.kind == "present" and cue.words in ("is", "are", "'s", "am"):
            word = self._PROGRESSIVE.match(folded, cue.end)
            if word and word[1].endswith("ing") or re.match(r"\s+being\s", folded[cue.end : cue.end + 8]):
                return reading._replace(status="target", strength="will", rule="date-ahead")
        if cue.kind in ("past", "did"):
            words = cue.words
            if words in ("has", "have", "was", "were", "has been", "have been"):
                word = self._PROGRESSIVE.match(folded, cue.end)
                words = (word[1] if word else "").replace("been", "")
            if words in self.cues.decisions or words in self.cues.head_verbs and words.endswith("ing"):
                return reading._replace(status="target", strength="plan", rule="date-ahead")
        if cue.kind == "would" and not self._outsider(self.end):
            doer = folded[max(self.start, cue.start - 60) : cue.start]
            if self.cues.authorities.search(doer) or re.search(r"\b(?:it|they|he|she|we|which)\s+$", doer):
                return reading._replace(status="target", strength="will", rule="said-would")
        return reading

    # -- the governing cue --------------------------------------------------------------------------------------

    def _goal_after(self, q: Quantity, index: int) -> Reading | None:
        """Read "the 5 percent growth target", "50 GW is the goal"."""
        folded = self.folded
        match = _TARGET_NOUN_AFTER.match(folded, q.end, self.end)
        is_attribute = match and re.search(
            r"(?:\b(?:the|an?|its|their|his|her|our|this|that|of|with|to|\w+'s?|annual|new|own|minimum|mandatory|interim|overall|national|binding|official|about|around|than|least)|-)\s*$",
            folded[max(self.start, q.start - 14) : q.start],
        )
        bracket = _GOAL_IN_BRACKETS.match(folded, q.end, self.end)
        if bracket:
            cue = Cue(bracket.start(1), bracket.end(1), "goal", "plan", "goal-after")
            return Reading("target", cue, "plan", "is-the-goal", index)
        if not is_attribute:
            match = _IS_TARGET_AFTER.match(folded, q.end, self.end)
            if not match:
                return None
            cue = Cue(match.start(), match.end(), "goal", "plan", "goal-after")
            return Reading("target", cue, "plan", "is-the-goal", index, True)
        noun = match[1].rstrip("s")
        kind = (
            "binding"
            if noun in ("quota", "mandate", "cap", "ceiling", "limit", "floor", "minimum", "requirement")
            else "goal"
        )
        cue = Cue(match.start(1), match.end(1), kind, "must" if kind == "binding" else "plan", match[1])
        return self._of_goal(q, cue, index)

    def _of_goal(self, q: Quantity, cue: Cue, index: int) -> Reading:
        """Read a goal noun by what befalls it: missed, scrapped, former, called for, proposed."""
        folded, chunk = self.folded, self.chunks[index]
        status = "requirement" if cue.kind == "binding" else "target"
        strength = cue.strength or "plan"
        left = [c for c in self._reach(index) if c.end <= min(cue.start, q.start)]
        before = folded[max(self.start, min(cue.start, q.start) - 40) : cue.start].split()
        if any(word in self.cues.former for word in before[-3:]) and not (before[-1:] and before[-1].startswith("20")):
            return Reading("historic", cue, None, "former-goal", index)
        if self._is_draft(cue.start):
            status, strength = "proposed", "plan"
        for c in reversed(left):
            if c.kind in ("will", "must"):
                strength = c.strength or strength
                break
            if c.kind == "denial":
                return Reading("denial", c, None, "denied-goal", index)
            if c.kind == "demand":
                return self._of_demand(c, index, False)
            if c.kind == "propose":
                return Reading("proposed", c, "plan", "proposed-goal", index)
            if c.kind == "hypothetical":
                return Reading("hypothetical", c, None, "hypothetical", index)
            if c.kind in ("past", "did", "present"):
                verdict = c.words.startswith(("fail", "fell")) or self.cues.verdict.search(
                    folded, c.start, min(cue.start, q.start) + 1
                )
                if verdict:
                    return Reading("historic", c, None, "verdict-goal", index)
                if c.kind == "past" and c.words == "had" and re.match(r"\s+an?\s", folded[c.end : c.end + 4]):
                    return Reading("historic", c, None, "former-goal", index)
                break
        right = [c for c in chunk.cues if c.start >= max(q.end, cue.end)]
        for c in right[:2]:
            if c.kind == "denial":
                return Reading("denial", c, None, "denied-goal", index)
            if c.kind in ("past", "did") and self.cues.verdict.search(folded, c.start, min(self.end, c.end + 24)):
                return Reading("historic", c, None, "verdict-goal", index)
        return Reading(status, cue, strength, "goal-noun" if cue.kind == "goal" else "binding-noun", index)

    def _reach(self, index: int) -> list[Cue]:
        """Return the cues of the chunk and of those before it that it goes on with, in text order."""
        found: list[Cue] = []
        for i in range(index, -1, -1):
            found = [*self.chunks[i].cues, *found]
            if self.chunks[i].opener in _RELATIVE | {";"} and self.chunks[i].cues:
                break
            if len(found) > 12:
                break
        return found

    def _governed(self, q: Quantity, index: int, has_deadline: bool) -> Reading:
        chunk, folded = self.chunks[index], self.folded
        left = [c for c in chunk.cues if c.end <= q.start + (q.number.start - q.start)]
        if self.intro is not None:
            left = [c for c in left if c.kind not in ("did", "present")]
        if left:
            last = left[-1]
            if chunk.opener == "that" and index and last.kind == "present":
                willed = self._that_clause(q, index)
                if willed is not None:
                    return willed
            if (
                last.kind in ("present", "past")
                and last.words in _COPULAS
                and len(left) > 1
                and left[-2].kind in ("goal", "binding")
            ):
                was = last.words in ("was", "were")
                if (
                    was
                    and not has_deadline
                    and not re.match(
                        r"\s+(?:now\s+|then\s+)?(?:set|fixed|raised|lowered|revised|increased|cut|put|pegged)",
                        folded[last.end : last.end + 16],
                    )
                ):
                    return Reading("historic", last, None, "former-goal", index)
                return self._of_goal(q, left[-2], index)
            return self._by_cue(last, index, q, left, False)
        right = [c for c in chunk.cues if c.start >= q.end and c.kind not in ("goal", "binding")]
        if self.intro is not None:
            right = [c for c in right if c.kind not in ("did", "present")]
        opener = chunk.opener
        while right and right[0].kind == "did" and self._is_participle(right[0], q, has_deadline, index):
            right.pop(0)
        if opener == "that" and index and (not right or right[0].kind in ("present", "past", "did")):
            willed = self._that_clause(q, index)
            if willed is not None:
                return willed
        if (
            right
            and (opener not in ("with", "without") or right[0].kind in WILLED)
            and self._is_subject(q, chunk, right[0])
        ):
            return self._by_cue(right[0], index, q, [], True)
        if opener in ("which", "who", "when", "where") and not right:
            return Reading("current", None, None, "relative", index)
        if opener in ("after", "since", "following") and not right:
            return Reading("achieved", None, None, "after", index)
        if opener == "before" and not right and not has_deadline:
            return Reading("historic", None, None, "before", index)
        head = self._head_verb(chunk)
        if head and index == 0:
            return self._order(q, index, head)
        own = self._document_verb(q, chunk, index, has_deadline)
        if own is not None:
            return own
        if opener in ("though", "although", "while", "whereas", "because", "even though") and not has_deadline:
            return Reading("current", None, None, "relative", index)
        if opener in (";", ":") and re.match(
            r"\s*(?:it|they|he|she|this)\s+(?!to\b)", folded[chunk.start : chunk.start + 8]
        ):
            return Reading("current", None, None, "no-cue", index)
        if re.match(r"\s*(?:also\s+)?to\s+[a-z]+\s", folded[chunk.start : q.start]):
            # "... , after trimming them 11 percent, and to sell 2 million tonnes": the infinitive goes on with the will.
            for i in range(index - 1, -1, -1):
                for c in reversed(self.chunks[i].cues):
                    if c.kind in ("will", "must"):
                        return self._of_will(c, [], index, q, False)
        goes_on = self._as_before(q, index)
        if goes_on is not None:
            return goes_on
        # No verb of its own: it goes on with the chunk before it; failing that, it leads to the one after it.
        for i in range(index - 1, -1, -1):
            other = self.chunks[i]
            if self._is_aside(i, index):
                continue
            moods = [c for c in other.cues if self.intro is None or c.kind not in ("did", "present")]
            if moods:
                reading = self._by_cue(moods[-1], i, q, moods, False)
                return reading._replace(chunk=index if reading.chunk == i else reading.chunk)
            if i == 0 and (head := self._head_verb(other)):
                return self._order(q, index, head)
            if other.opener in (";",):
                break
        if self.intro is not None and not any(c.cues for c in self.chunks[:index]):
            return Reading(
                "requirement" if self.intro.kind == "must" else "target", self.intro, self.intro.strength, "list", index
            )
        for i in range(index + 1, len(self.chunks)):
            other = self.chunks[i]
            if other.opener in ("(", ";"):
                continue
            if other.opener in _RELATIVE:
                continue
            if other.cues:
                if (
                    other.cues[0].words in _COPULAS
                    and len(other.cues) > 1
                    and other.cues[1].kind in ("goal", "binding")
                ):
                    return self._of_goal(q, other.cues[1], i)
                if other.cues[0].kind in ("goal", "binding") and len(other.cues) > 1:
                    return self._by_cue(other.cues[1], i, q, [], True)
                return self._by_cue(other.cues[0], i, q, [], True)
        return self._verbless(q, index, has_deadline)

    def _as_before(self, q: Quantity, index: int) -> Reading | None:
        """Return the reading of the quantity before, where only a value follows: "42% by 2030, 60% by 2035"."""
        if not self.readings:
            return None
        other, reading = self.readings[-1]
        if reading.status in ("baseline", "comparison", "restated", "threshold", "historic") or reading.rule in (
            "definite",
            "no-cue",
            "relative",
        ):
            return None
        at = next((i for i, c in enumerate(self.chunks) if other.number.start < c.end), index)
        if self.chunks[at].opener in _RELATIVE and self.chunks[index].opener == ",":
            return None
        if any(c.cues for c in self.chunks[at + 1 : index + 1]) or any(
            c.start >= other.end for c in self.chunks[at].cues if c.kind != "did"
        ):
            return None
        return reading._replace(chunk=index)

    def _is_participle(self, cue: Cue, q: Quantity, has_deadline: bool, index: int) -> bool:
        """Say whether a verb form after the quantity only describes it: "with 300 stations upgraded by 2028"."""
        if not self.cues.verb_kinds.get(cue.words, 0) & 8:
            return False
        after = self.folded[cue.end : cue.end + 10]
        ends = (
            re.match(
                r"\s*(?:[,.;:)]|$|by\b|and\b|each\b|every\b|annually\b|a\s+year|per\b|to\b|within\b|before\b|over\b)",
                after,
            )
            is not None
        )
        if has_deadline:
            return True
        return ends and any(c.kind in ("will", "must") for chunk in self.chunks[:index] for c in chunk.cues)

    def _document_verb(self, q: Quantity, chunk: Chunk, index: int, has_deadline: bool) -> Reading | None:
        """Read "the budget raises spending by 5 percent", "a law that cuts waste by half by 2030"."""
        folded = self.folded
        for match in re.compile(r"(?<![\w'-])([a-z]{4,})\s+(?=the\b|its\b|their\b|a\b|an\b|\w+)").finditer(
            folded, chunk.start, q.start
        ):
            word = match[1]
            kinds = self.cues.verb_kinds.get(word, 0)
            if not kinds & 2 or not word.endswith("s") or word in _NOUNS_TOO:
                continue
            before = folded[max(self.start, match.start() - 60) : match.start()]
            if chunk.opener in ("that", "which") and match.start() - chunk.start < 4:
                before = folded[max(self.start, chunk.start - 60) : chunk.start]
            if (
                self.cues.documents.search(before)
                and re.search(r"[a-z)”\"]\s+(?:also\s+|\w+ly\s+|that\s+|which\s+)?$", before)
                and not re.search(r"\b(?:of|the|its|their|in|for|and|new|public)\s+$", before)
            ):
                cue = Cue(match.start(), match.end() - 1, "will", "plan", word)
                draft = self._is_draft(match.start())
                return Reading("proposed" if draft else "target", cue, "plan", "document-verb", index)
        return None

    def _that_clause(self, q: Quantity, index: int) -> Reading | None:
        """Read "ensure that 95 percent of births are attended": the verb before "that" governs."""
        before = self.chunks[index - 1]
        head = self._head_verb(before)
        if head in ("ensure", "guarantee", "make"):
            return self._order(q, index, head)
        if before.cues and before.cues[-1].kind in ("will", "must") and before.end - before.cues[-1].end < 3:
            return self._by_cue(before.cues[-1], index - 1, q, list(before.cues), False)._replace(chunk=index)
        return None

    def _is_subject(self, q: Quantity, chunk: Chunk, cue: Cue) -> bool:
        return True

    def _is_aside(self, i: int, index: int) -> bool:
        """Say whether the chunk ``i`` is an aside (relative clause, brackets) that ``index`` comes after."""
        opener = self.chunks[i].opener
        closes = self.chunks[index].opener
        if opener == "(":
            return i != index
        if opener == "," and re.match(
            r"\s*(?:worth|valued|currently|now|up|down)\b",
            self.folded[self.chunks[i].start : self.chunks[i].start + 12],
        ):
            return True
        if opener in ("which", "who", "whose", "where") and any(
            c.opener == "," for c in self.chunks[i + 1 : index + 1]
        ):
            return True
        return opener in _ADVERBIAL and closes == ","

    def _head_verb(self, chunk: Chunk) -> str | None:
        """Return the plain verb at the head of an order ("Raise the share to ..."), or None."""
        match = re.compile(
            r"[\s\d.)(•*·▪‣◦●○–—-]*(?:(?:further|continue\s+to|strive\s+to|steadily|actively|vigorously|gradually|basically|fully|comprehensively|better)\s+)?([a-z]+)(?=\s)"
        ).match(self.folded, chunk.start, chunk.end)
        return match[1] if match and match[1] in self.cues.head_verbs else None

    def _order(self, q: Quantity, index: int, verb: str) -> Reading:
        strength = self.intro.strength if self.intro else "strive" if verb == "strive" else "will"
        cue = Cue(self.chunks[0].start, self.chunks[0].start, "will", strength, verb)
        return Reading("target", cue, strength or "will", "order", index)

    _HEADLINE = re.compile(r"[a-z0-9%)'’]\s(to\s+(?:be\s+)?([a-z-]+))\s")

    def _verbless(self, q: Quantity, index: int, has_deadline: bool) -> Reading:
        folded = self.folded
        for match in self._HEADLINE.finditer(folded, self.start, q.start):
            if match[2] in self.cues.verb_kinds and self.cues.verb_kinds[match[2]] & 1:
                cue = Cue(match.start(1), match.end(1), "will", "plan", match[1])
                return Reading("target", cue, "plan", "headline", index)
        match = self._HEADLINE.search(folded, q.end, self.end)
        if match and match[2] in self.cues.verb_kinds and self.cues.verb_kinds[match[2]] & 1 and has_deadline:
            return Reading(
                "target", Cue(match.start(1), match.end(1), "will", "plan", match[1]), "plan", "headline", index, True
            )
        if has_deadline:
            return Reading("target", None, "plan", "verbless-deadline", index)
        return Reading("current", None, None, "no-cue", index)

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
            and _THRESHOLD_SUBJECT.search(folded[max(self.start, q.start - 70) : q.start])
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
        if kind in ("past", "did") and not is_subject:
            decided = self._decided(cue, q, index)
            if decided is not None:
                return decided
        return Reading(_STATUS_OF[kind], cue, None, "fact", index, is_subject)

    def _decided(self, cue: Cue, q: Quantity, index: int) -> Reading | None:
        """Read "approved a scheme to build 40 schools": a decision, and what it is for."""
        folded = self.folded
        words = cue.words
        if words in ("has", "have", "had", "was", "were", "has been", "have been"):
            word = re.compile(r"\s+(?:\w+ly\s+|been\s+|also\s+|now\s+)?([a-z-]+)").match(folded, cue.end)
            words = word[1] if word else ""
        if words in _SETTING and re.search(r"\bat\s+$", folded[max(self.start, q.start - 4) : q.start]):
            return Reading("target", Cue(cue.start, cue.end, "will", "plan", words), "plan", "decision", index)
        if words not in self.cues.decisions:
            return None
        for match in re.compile(r"\s(?:to|for|at)\s+(?:\w+ly\s+)?([a-z-]+)\s").finditer(folded, cue.end, q.start):
            if self.cues.verb_kinds.get(match[1], 0) & 17:
                return Reading(
                    "target", Cue(cue.start, match.end() - 1, "will", "plan", words), "plan", "decision", index
                )
        return None

    def _of_will(self, cue: Cue, earlier: list[Cue], index: int, q: Quantity, is_subject: bool) -> Reading:
        folded = self.folded
        before = folded[max(self.start, cue.start - 40) : cue.start]
        if re.search(
            r"\b(?:not|never|nor|neither|no\s+longer|without)\s+(?:yet\s+|been\s+|be\s+)?$", before
        ) and not cue.words.startswith(("cannot", "can not", "can no")):
            return Reading("denial", cue, None, "denied", index, is_subject)
        after = folded[cue.end : cue.end + 6]
        if re.match(r"\s*n't|\s+not\s|\s+never\s", after) and q.comparator not in ("le", "lt", "ge", "gt"):
            return Reading("denial", cue, None, "denied", index, is_subject)
        if (
            re.search(r"\b(?:had|originally|initially|previously|once|formerly)\s+(?:been\s+)?$", before)
            and cue.kind == "will"
        ):
            return Reading("historic", cue, None, "former-will", index, is_subject)
        for c in earlier:
            if c.kind == "denial" and c.words.startswith(("den", "rule", "ruling", "dismiss", "reject", "refus")):
                return Reading("denial", c, None, "denied", index, is_subject)
        if cue.words.startswith("call"):
            return self._of_call(cue, index, is_subject)
        if self._outsider(cue.start) and cue.words.startswith(("want", "hope", "wish")):
            return Reading("demand", cue, None, "outsider", index, is_subject)
        for c in reversed(earlier):
            if (c.kind == "denial" and c.words.endswith((" to", "no decision", "rules out", "false"))) or (
                c.kind == "denial" and cue.start - c.end < 40
            ):
                return Reading("denial", c, None, "denied", index, is_subject)
            if c.kind == "hypothetical" and c.words in (
                "were to",
                "scenario",
                "in a scenario",
                "under a scenario",
                "in the scenario",
            ):
                return Reading("hypothetical", c, None, "hypothetical", index, is_subject)
            if c.kind == "demand" and not is_subject and cue.start - c.end < 60:
                demanded = self._of_demand(c, index, is_subject)
                if demanded.status == "demand":
                    return demanded
            if c.kind in ("will", "must", "goal", "past", "did"):
                break
        if cue.kind == "propose" or self._is_draft(cue.start):
            return Reading(
                "proposed", cue, "plan" if cue.kind == "propose" else cue.strength, "proposal", index, is_subject
            )
        if self._outsider(cue.start) and cue.words in (
            "must",
            "should",
            "shall",
            "ought to",
            "has to",
            "have to",
            "need to be",
            "needs to be",
            "must be",
        ):
            return Reading("demand", cue, None, "outsider", index, is_subject)
        drift = re.match(r"\s+(?:also\s+|then\s+|probably\s+|\w+ly\s+)?([a-z-]+)", folded[cue.end : cue.end + 30])
        if cue.words in ("will", "'ll") and drift and drift[1] in self.cues.drifting:
            if self.cues.forecasters.search(folded, self.start, self.end):
                return Reading("forecast", cue, None, "forecaster", index, is_subject)
            begin = max(self.chunks[index].start, cue.start - 60)
            if self.cues.unsteered.search(folded, begin, cue.start) and not re.search(
                r"\b(?:under|according\s+to)\s+the\s+(?:\w+\s+){0,3}(?:plan|strategy|programme|program|law|roadmap)|target|\bgoal|plan",
                folded[self.start : self.end],
            ):
                return Reading("forecast", cue, None, "drift", index, is_subject)
        if cue.kind == "propose" and self._outsider(cue.start):
            return Reading("demand", cue, None, "outsider", index, is_subject)
        if (
            cue.kind == "must"
            and cue.words in ("must", "should", "need to", "needs to", "has to", "have to")
            and self._voice(self.cues.forecasters)
        ):
            return Reading("need", cue, None, "forecaster", index, is_subject)
        if (
            drift
            and drift[1] in self.cues.effects
            and cue.words == "will"
            and self.cues.facilities.search(folded, max(self.chunks[index].start, cue.start - 40), cue.start)
        ):
            return Reading("impact", cue, None, "effect", index, is_subject)
        if drift and drift[1] in self.cues.events:
            return Reading("current", cue, None, "event", index, is_subject)
        if (
            is_subject
            and _ATTRIBUTIVE.search(folded, max(self.start, q.start - 26), q.start)
            and (q.unit in ("km", "m", "mi", "ft", "mm", "cm") or q.unit.isupper() and len(q.unit) == 3)
            and re.match(r"\s[a-z]", folded[q.end : q.end + 2])
            and not re.match(r"\s(?:of|in|for|will|must|is|are)\b", folded[q.end : q.end + 6])
        ):
            return Reading("current", cue, None, "attributive", index, is_subject)
        status = "requirement" if cue.kind == "must" else "target"
        strength = cue.strength
        if strength == "will" and not cue.words.startswith(("strive", "aim")):
            for c in earlier:
                if c.kind == "must" and c.start >= self.chunks[index].start:
                    status, strength = "requirement", "must"
        return Reading(status, cue, strength, "passive" if is_subject else "will", index, is_subject)

    def _of_would(self, cue: Cue, earlier: list[Cue], index: int, is_subject: bool) -> Reading:
        """Read "would": a draft, what somebody said that they would do, a supposition, or a mere consequence."""
        folded = self.folded
        if self._is_draft(cue.start) or self.is_draft_before:
            return Reading("proposed", cue, "plan", "proposal", index, is_subject)
        if self.chunks[index].opener == "which" or any(
            c.kind == "forecast" and c.end <= cue.start for k in self.chunks for c in k.cues
        ):
            return Reading("forecast", cue, None, "would", index, is_subject)
        if any(c.kind == "hypothetical" for chunk in self.chunks for c in chunk.cues):
            return Reading("hypothetical", cue, None, "hypothetical", index, is_subject)
        if self._outsider(cue.start):
            return Reading("impact", cue, None, "would", index, is_subject)
        if _SAID.search(folded, self.start, self.end):
            return Reading("target", cue, "will", "said-would", index, is_subject)
        doer = folded[max(self.start, cue.start - 60) : cue.start]
        chunk = self.chunks[index]
        if chunk.opener in ("that", "which") and self.cues.documents.search(
            folded, max(self.start, chunk.start - 30), chunk.start
        ):
            return Reading("target", cue, "plan", "document-verb", index, is_subject)
        if self.is_willed_before and (self.cues.authorities.search(doer) or _PRONOUN_END.search(doer)):
            return Reading("target", cue, "will", "said-would", index, is_subject)
        return Reading("impact", cue, None, "would", index, is_subject)

    def _of_forecast(self, cue: Cue, index: int, is_subject: bool) -> Reading:
        folded = self.folded
        if cue.words in ("expects", "expect") and not self.cues.forecasters.search(folded, self.start, self.end):
            following = folded[cue.end : cue.end + 60]
            if re.match(
                r"\s+(?:all\s+|every\s+|the\s+)?(?:[\w-]+\s+){1,4}to\s+(?!grow|rise|fall|reach|expand|slow|average|climb|shrink|be\b|increase|decline|generate|create|cost|drop|top|exceed|double|triple|ease|earn|total|hit|save|benefit|bring|remain|stay|pick|moderate|come|need|attract)",
                following,
            ):
                return Reading("requirement", cue, "must", "expects-to", index, is_subject)
        return Reading("forecast", cue, None, "forecast", index, is_subject)

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
            r"\s+(?:on\s+|upon\s+|for\s+|that\s+)?(?:the\s+)?(?:[\w-]+\s+){0,2}?(?:government|governments|ministers?|parliament|lawmakers|commission|authorities|leaders|regulators?|prime\s+minister|president|council|eu|state)\b",
            whom,
        ) and not self.cues.authorities.search(doer):
            return Reading("demand", cue, None, "demand", index, is_subject)
        if cue.words.split()[0] not in _INSISTENT and not self.cues.authorities.search(doer):
            return Reading("requirement", cue, "encourage", "order-of-authority", index, is_subject)
        if self.cues.authorities.search(doer) and cue.words.split()[0] not in (
            "warned",
            "warns",
            "argued",
            "argues",
            "complained",
            "appealed",
        ):
            return Reading(
                "requirement",
                cue,
                "must" if cue.words.startswith(("demand", "insist")) else "encourage",
                "order-of-authority",
                index,
                is_subject,
            )
        return Reading("demand", cue, None, "demand", index, is_subject)

    # -- what the sentence says of the doer ---------------------------------------------------------------------

    def _is_draft(self, end: int) -> bool:
        return self.cues.proposal_nouns.search(self.folded, self.start, end) is not None

    def _voice(self, pattern: re.Pattern[str]) -> bool:
        """Say whether the voice named after the clause is of a class: "..., consultants say"."""
        voice = _VOICE_AFTER.search(self.folded, self.start, self.end)
        return voice is not None and pattern.search(self.folded, voice.start(), self.end) is not None

    def _outsider(self, end: int) -> bool:
        """Say whether the doer before ``end``, or the voice named after the clause, can decide nothing."""
        folded = self.folded
        if self.cues.outsiders.search(folded, self.start, min(end, self.end)) is not None:
            return True
        return self._voice(self.cues.outsiders)

    # -- what the noun says -------------------------------------------------------------------------------------

    def _override(self, q: Quantity, reading: Reading, before: str) -> Reading:
        """Set aside instruments, penalties, thresholds and restatements."""
        folded = self.folded
        willed = reading.status in ("target", "requirement", "proposed")
        if not willed:
            return reading
        clause_start = max(self.start, self.chunks[reading.chunk].start - 80)
        if self.cues.penalties.search(folded, clause_start, min(self.end, q.end + 30)) and (
            q.unit.isupper() or q.unit in ("percent", "ratio")
        ):
            near = folded[max(self.start, q.start - 60) : min(self.end, q.end + 30)]
            if self.cues.penalties.search(near):
                return reading._replace(status="penalty", rule="penalty")
        if _ALWAYS_THRESHOLD.search(before) and reading.rule not in ("goal-noun",):
            return reading._replace(status="threshold", rule="threshold")
        if reading.rule not in ("goal-noun", "is-the-goal", "list"):
            instrument = self._instrument(q, reading)
            if instrument:
                return reading._replace(status="instrument", rule="instrument")
        return reading

    def _instrument(self, q: Quantity, reading: Reading) -> bool:
        """Say whether the number is the level of a tariff, tax, rate, fee or price."""
        if q.unit not in ("percent", "percentage_point", "basis_point") and not (q.unit.isupper() and len(q.unit) == 3):
            return False
        folded = self.folded
        if q.unit == "basis_point":
            return True
        begin = self.chunks[reading.chunk].start
        found = None
        for match in self.cues.instruments.finditer(
            folded, max(self.start, begin - 40 if reading.is_subject else begin), q.start
        ):
            found = match
        if found is None:
            after = self.cues.instruments.search(folded, q.end, min(self.end, q.end + 28))
            return bool(
                after
                and after[0] != "rate"
                and not re.search(r"\b(?:of|in|on|from|to|and|by)\b", folded[q.end : after.start()])
            )
        if found[0] in ("rate",):
            return bool(
                re.search(
                    r"(?:interest|repo|tax|policy|lending|base|bank|discount|duty|key|vat|deposit)\s$",
                    folded[max(0, found.start() - 10) : found.start()],
                )
            )
        following = folded[found.end() : found.end() + 12]
        return not re.match(
            r"\s+(?:base|revenue|revenues|receipts|income|collection|to-gdp|burden|share|growth|inflation)", following
        )
