"""Which cue governs a quantity: that of its clause, of the clause that it goes on with, or the head of an order."""

from __future__ import annotations

import re

from communique.records import Quantity
from communique.targets.cues import WILLED, Chunk, Cue
from communique.targets.moods import Moods
from communique.targets.sight import RELATIVE, Reading

# Openers that lead away from the main clause.
_ADVERBIAL = frozenset(
    ("while", "whereas", "although", "though", "because", "since", "after", "once", "following", "even though", "as")
)
_COPULAS = frozenset("is are was were remains stands remain".split())
# Third persons that are plural nouns as often.
_NOUNS_TOO = frozenset(
    "homes houses schools plans plants roads projects works costs shares uses supports targets limits caps cuts needs changes benefits services programmes programs offers increases forms levels lists heads views counts orders".split()
) - {"cuts", "limits", "caps", "increases"}
_UNDONE = frozenset(
    "denied dismissed scrapped dropped abandoned shelved withdrawn rejected cancelled canceled axed ditched false untrue unfounded baseless inaccurate incorrect groundless mistaken".split()
)


def folded_tail(folded: str, start: int) -> str:
    """Return the few letters after a cue."""
    return folded[start : start + 8]


_LOCAL = frozenset(
    ("worth", "valued at", "cost of", "costs of", "at a cost of", "estimated cost of", "price tag of", "estimated at")
)
_NEXT_TO = re.compile(r"\s+(?:[a-z]+\s+){0,3}\W{0,3}")


# "Among the promises for the term are ...", "On the list that the ministry published are ...".
_LISTED_BEFORE = re.compile(
    r"(?<![a-z] )(?:also\s+)?(?:on|in|among|part\s+of|included\s+(?:in|on))\s+(?:the|its|their|this|our)\s+(?:[\w'’-]+\s+){0,3}?(?:list|agenda|promises?|plans?|programme"
    r"|program|targets?|goals?|priorities|pipeline|commitments?|pledges?|package|roadmap|aims|strategy|budget|tasks|works)\b[^.;]*$"
)


# "The plan would raise", "under the reform, hospitals would treat": nobody says that it is adopted.
_PLAN_WOULD = re.compile(
    r"\b(?:plan|package|scheme|proposal|reform|measures?|amendment|blueprint|initiative|overhaul|text|strategy)s?\s+would$|\bunder\s+the\s+(?:[\w-]+\s+){0,3}?(?:plan|package|scheme"
    r"|proposals?|reform|amendment|blueprint|text|overhaul|changes)\b[^.;]{0,60}\bwould$"
)


# A line of more words than this that ends like a sentence is one, though its verb may not be known; a label is shorter.
MAX_FRAGMENT = 12
MAX_LABEL = 40
# Who is to do it stands at the head of a headline, in few words, none of them a verb of the past.
_HEADED = re.compile(r"\W*(?:(?!\w+ed\b)[\w'’&.-]+\s+){1,7}$")
_SENTENCE_ENDS = (".", "!", "?", '."', ".”", ".’", '!"', '?"', "!”", "?”", '"', "”")
_ING = re.compile(r"\b([a-z]{2,}ing)\s")
_DECIDED = re.compile(r"\b([a-z]+)\b")


# "told banks to raise", "instructed its units to cut"
_TOLD = re.compile(
    r"\b(told|tells|ordered|orders|instructed|instructs|directed|directs|required|requires|obliged|obliges|forced|forces)\s+(?:[\w'’-]+\s+){1,6}$"
)


_LEGAL = re.compile(
    r"\b(?:laws?|rules?|regulations?|directive|decree|act|order|ordinance|mandate|standard)\s+(?:also\s+|that\s+|which\s+)?$"
)


# "What the plan would do: double the number of ..."
_WOULD_DO = re.compile(r"\bwould\b[^:;.]{0,20}:")


# What joins two verbs of one subject, or begins a clause.
_JOINED = re.compile(r",|\b(?:and|or|but|that|which|who|as|because|when|while)\b")


_TO_AT_END = re.compile(r"[a-z0-9%)'’]\sto\s+$")
_BASES = frozenset(
    (
        "double",
        "triple",
        "treble",
        "quadruple",
        "halve",
        "quintuple",
        "end",
        "eliminate",
        "phase out",
        "stop",
        "halt",
        "ban",
        "eradicate",
        "abolish",
        "wipe out",
    )
)
_GERUND_FIRST = re.compile(r"[\s“\"‘'•*–—-]*[a-z]{2,}ing\s")
_BARE = frozenset(
    ("make up", "account for", "represent", "cover", "comprise", "depend", "consist", "remain", "produce", "carry")
)
# "countries with debt above 60 percent of output qualify until 2027"
_QUALIFIES = re.compile(r"\b(?:qualif(?:y|ies)|(?:are|is)\s+eligible|(?:are|is)\s+(?:exempt|entitled|covered))\b")
# "the promise is", "the army's recruiting mission for fiscal 2024 is"
_AIM_BEFORE = re.compile(
    r"\b(?:promise|pledge|mission|assignment|task|vision|undertaking|brief|intention|ask|order|instruction|ambition|aspiration|idea)s?"
    r"(?:\s+(?:for|of|by|to|under|in|from)\s[^,;:]{1,50}?)?\s+(?:now\s+|still\s+)?$"
)
# Verbs before "that" which make a plain fact of the clause an aim: "ensure that every ward has a clinic".
_GUARANTEES = (
    "ensur", "guarante", "see to it", "sees to it", "make sure", "makes sure", "making sure", "demand", "requir", "order", "stipulat", "prescrib", "mandat", "insist", "promis", "pledg",
    "to see that", "and see that", "vow", "lay down", "lays down", "want", "resolv", "undertak", "instruct", "commit", "decid", "agreed that", "resolved that", "ordered that", "requirement that",
)  # fmt: skip


class Clauses(Moods):
    """Finds the governing cue."""

    def _governed(self, q: Quantity, index: int, has_deadline: bool) -> Reading:
        chunk, folded = self.chunks[index], self.folded
        left = [c for c in chunk.cues if c.end <= q.start + (q.number.start - q.start) and not self._is_local(c, q)]
        if self.intro is not None:
            left = [c for c in left if c.kind not in ("did", "present")]
        if left:
            last = left[-1]
            if last.words in ("is", "are") and _LISTED_BEFORE.search(folded, self.start, last.start):
                cue = Cue(self.start, last.end, "goal", "plan", "list")
                return Reading("target", cue, "plan", "is-the-goal", index)
            if last.words in _BARE and len(left) > 1 and left[-2].kind in ("will", "must"):
                return self._by_cue(left[-2], index, q, left[:-1], False)  # "will let women make up half"
            if last.kind == "present" and last.words in ("is", "are") and self._is_of_aim(last):
                cue = Cue(last.start, last.end, "goal", "plan", "aim")
                return Reading("target", cue, "plan", "is-the-goal", index)
            willed = self._under_that(q, index) if last.kind in ("present", "past") else None
            if willed is not None:
                return willed
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
                        r"\s+(?:now\s+|then\s+)?(?:set|fixed|raised|lowered|revised|increased|cut|put|pegged|lifted|doubled|tripled|trimmed|slashed|halved|brought|moved|tightened|reduced|changed|upgraded|relaxed|extended|written|stepped)",
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
        while (
            right
            and right[0].kind == "did"
            and (self._is_participle(right[0], q, has_deadline, index) or self._is_reduced_relative(right))
        ):
            right.pop(0)
        if not right or right[0].kind in ("present", "past", "did"):
            willed = self._under_that(q, index)
            if willed is not None:
                return willed
        if opener == "that" and index and (not right or right[0].kind in ("present", "past", "did")):
            willed = self._that_clause(q, index)
            if willed is not None:
                return willed
        if right and (opener not in ("with", "without") or right[0].kind in WILLED):
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
        if opener in ("though", "although", "because", "even though") or (
            opener in ("while", "whereas") and not has_deadline
        ):
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
        if self.intro is not None and all(
            c.kind in ("did", "present") for other in self.chunks[:index] for c in other.cues
        ):
            status = {"must": "requirement", "propose": "proposed"}.get(self.intro.kind, "target")
            return Reading(status, self.intro, self.intro.strength, "list", index)
        for i in range(index + 1, len(self.chunks)):
            other = self.chunks[i]
            if other.opener in ("(", ";"):
                continue
            if (
                other.opener == ":"
                and not any(c.kind in WILLED for c in other.cues)
                and not _GERUND_FIRST.match(folded, self.start)
            ):
                break  # "TB deaths down by half: the minister presented her plan"
            if other.opener in RELATIVE:
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
        return self._with_gerund(q, index) or self._verbless(q, index, has_deadline)

    def _with_gerund(self, q: Quantity, index: int) -> Reading | None:
        """Read "announced cuts, with Kuwait lowering output by 135,000 bpd": the decision of the main clause goes on."""
        if self.chunks[index].opener != "with":
            return None
        verb = next(
            (
                m
                for m in _ING.finditer(self.folded, self.chunks[index].start, q.start)
                if self.cues.verb_kinds.get(m[1], 0) & 16
            ),
            None,
        )
        decided = next(
            (
                m
                for m in _DECIDED.finditer(self.folded, self.start, self.chunks[index].start)
                if m[1] in self.cues.decisions
            ),
            None,
        )
        if verb is None or decided is None:
            return None
        return Reading("target", Cue(verb.start(1), verb.end(1), "will", "plan", verb[1]), "plan", "decision", index)

    def _is_local(self, cue: Cue, q: Quantity) -> bool:
        """Say whether a word of worth or cost governs only the amount next to it, and not this quantity."""
        if cue.kind == "need" and q.unit == "percent" and cue.words in ("gap of", "shortfall of"):
            return True  # a budget with a gap of 2.5 percent of output
        return cue.words in _LOCAL and not _NEXT_TO.fullmatch(self.folded, cue.end, q.number.start)

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
        if self.chunks[at].opener in RELATIVE and self.chunks[index].opener == "," and reading.rule != "is-the-goal":
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

    def _is_reduced_relative(self, right: list[Cue]) -> bool:
        """Say whether another finite verb follows unjoined: "10 percent of the fuel sold here must come from"."""
        if len(right) < 2 or not self.cues.verb_kinds.get(right[0].words, 0) & 8:
            return False
        between = self.folded[right[0].end : right[1].start]
        return right[1].kind in ("will", "must") and not _JOINED.search(between)

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
                if not draft and _LEGAL.search(before):
                    return Reading("requirement", cue._replace(kind="must"), "must", "document-verb", index)
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

    def _is_of_aim(self, copula: Cue) -> bool:
        """Say whether a promise, mission or task is what "is" tells of: "the recruiting mission for 2024 is 55,000"."""
        match = None
        for match in _AIM_BEFORE.finditer(self.folded, max(self.start, copula.start - 90), copula.start):
            pass
        return match is not None and not self._outsider(copula.start)

    def _under_that(self, q: Quantity, index: int) -> Reading | None:
        """Read "ensure that each home is fitted and that energy use is cut by a third": the verb before "that" governs all.

        Only a duty or a guarantee reaches into a clause of fact; "said that it has" does not.
        """
        for i in range(index, 0, -1):
            chunk = self.chunks[i]
            if chunk.opener in (
                ";",
                ":",
                "but",
                "because",
                "while",
                "which",
                "who",
                "where",
                "when",
                "after",
                "since",
                "although",
                "if",
            ):
                return None
            if chunk.opener != "that":
                continue
            before = self.chunks[i - 1]
            cue = before.cues[-1] if before.cues else None
            if cue is None:
                if before.end - before.start < 3 or before.opener in ("and", ","):
                    continue  # "..., and that": an earlier verb
                return None
            if (
                cue.words in ("is", "are")
                and len(before.cues) > 1
                and before.cues[-2].kind == "goal"
                and chunk.start - cue.end < 8
            ):
                return self._of_goal(q, before.cues[-2], i - 1)._replace(chunk=index, rule="is-the-goal")
            if chunk.start - cue.end > 6 or cue.kind not in ("will", "must", "demand"):
                return None
            if not cue.words.startswith(_GUARANTEES):
                return None
            return self._by_cue(cue, i - 1, q, list(before.cues), False)._replace(chunk=index)
        return None

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
        status = (
            {"must": "requirement", "propose": "proposed"}.get(self.intro.kind, "target") if self.intro else "target"
        )
        if status == "target" and _WOULD_DO.search(self.folded, self.start, q.start):
            status = "proposed"
        return Reading(status, cue, strength or "will", "order", index)

    _HEADLINE = re.compile(r"[a-z0-9%)'’]\s(to\s+(?:be\s+)?([a-z-]+))\s")

    def _is_fragment(self, q: Quantity) -> bool:
        """Say whether a line is none of prose: it has a label, no full stop, or few words."""
        line = self.folded[self.start : self.end].rstrip()
        if not line.endswith(_SENTENCE_ENDS) or line.count(" ") < MAX_FRAGMENT:
            return True
        return self.folded.find(":", self.start, min(q.start, self.start + MAX_LABEL)) >= 0

    def _verbless(self, q: Quantity, index: int, has_deadline: bool) -> Reading:
        folded = self.folded
        is_long = not self._is_fragment(q)
        is_prose = is_long and self.cues.tells.search(folded, self.start, self.end) is not None
        for match in self._HEADLINE.finditer(folded, self.start, q.start):
            if match[2] in self.cues.verb_kinds and self.cues.verb_kinds[match[2]] & 1:
                ordered = _TOLD.search(folded, max(self.start, match.start(1) - 70), match.start(1))
                if ordered and not self._outsider(ordered.start()):
                    cue = Cue(ordered.start(), match.end(1), "must", "must", ordered[1])
                    return Reading("requirement", cue, "must", "order-of-authority", index)
                if is_prose or (is_long and not _HEADED.match(folded, self.start, match.start(1))):
                    break
                cue = Cue(match.start(1), match.end(1), "will", "plan", match[1])
                return Reading("target", cue, "plan", "headline", index)
        if is_prose:
            return Reading("current", None, None, "no-cue", index)
        if (
            q.rule in ("multiplier", "ending")
            and _TO_AT_END.search(folded, self.start, q.start)
            and folded[q.start : q.end] in _BASES
        ):
            cue = Cue(q.start - 3, q.end, "will", "plan", folded[q.start - 3 : q.end])
            return Reading("target", cue, "plan", "headline", index)
        match = self._HEADLINE.search(folded, q.end, self.end)
        if match and match[2] in self.cues.verb_kinds and self.cues.verb_kinds[match[2]] & 1 and has_deadline:
            return Reading(
                "target", Cue(match.start(1), match.end(1), "will", "plan", match[1]), "plan", "headline", index, True
            )
        if has_deadline and _QUALIFIES.search(folded, q.end, self.end):
            return Reading("threshold", None, None, "threshold", index)
        if has_deadline:
            return Reading("target", None, "plan", "verbless-deadline", index)
        return Reading("current", None, None, "no-cue", index)

    def _is_denied(self, q: Quantity) -> bool:
        """Say whether the sentence denies what it tells: "denied that it would ...", "..., which the ministry ruled out"."""
        for chunk in self.chunks:
            for c in chunk.cues:
                if c.kind != "denial":
                    continue
                if (
                    c.end <= q.start
                    and not re.search(r"[;:]", self.folded[c.end : q.start])
                    and c.words.startswith(
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
                    )
                ):
                    return True
                if (
                    c.start >= q.end
                    and not re.search(r"\b(?:be|to)\s+$", self.folded[max(0, c.start - 4) : c.start])
                    and re.match(
                        r"(?:\s+by|[.,;]|\s*$|\s+(?:as|in|after|last|the|this|on))", folded_tail(self.folded, c.end)
                    )
                    and (c.words in _UNDONE or c.words.endswith(" wrong"))
                ):
                    return True
        return False

    _PROGRESSIVE = re.compile(r"\s+(?:also\s+|now\s+|currently\s+|\w+ly\s+)?(?:being\s+)?([a-z-]+)\b")

    def _with_date_ahead(self, q: Quantity, reading: Reading, has_deadline: bool) -> Reading:
        """Read "is raising capacity to 3 GW by 2027", "approved 40 schools by 2027": a date ahead makes it an aim."""
        cue, folded = reading.cue, self.folded
        if cue is None:
            return reading
        if has_deadline and cue.kind == "present" and cue.words in ("is", "are", "'s", "am"):
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
            if _PLAN_WOULD.search(self.folded, self.start, cue.end):
                return reading._replace(status="proposed", strength="plan", rule="proposal")
            if self.cues.authorities.search(doer) or re.search(r"\b(?:it|they|he|she|we|which)\s+$", doer):
                return reading._replace(status="target", strength="will", rule="said-would")
        return reading
