"""Reading one sentence: its frames in turn, each with its doer, its verb and the verbs coordinated with it."""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path

from communique.article import Article
from communique.commitments.clauses import (
    MONTHS,
    Words,
    antecedent,
    cut_words,
    head_of,
    judge_actor,
    span_of,
    subject_before,
)
from communique.commitments.frames import Frame, Trigger, frames
from communique.commitments.parse import Action, Reader, Reading
from communique.commitments.verbs import BASE, ING, PARTICIPLE, PAST, THIRD, verb_table, word_set
from communique.records import Commitment, Sentence, Span

RULES = {
    "modal": "Will, must, should, need to or is to before a policy verb whose subject can act.",
    "modal-passive": "Will be, must be or should be before the participle of a policy verb; its subject is the object.",
    "aim": "A verb of will (aims to, strives to, plans to, pledges to) before a policy verb.",
    "attention": "A verb of will with -ing (pays more attention to improving, commits to cutting).",
    "necessary": "An obligation without a doer (it is necessary to, efforts must be made to) before a policy verb.",
    "adjective": "Committed to, determined to, set to before a policy verb.",
    "order": "A verb that gets others to act (requires X to, urges X to): the doer stands between.",
    "ordered": "The passive of such a verb (firms are required to report): the subject is the doer.",
    "noun-frame": "A noun of will (a plan to, the decision to, its pledge to) before a policy verb.",
    "perfect": "Has or have with the participle of a policy verb: it is done.",
    "perfect-passive": "Has been with the participle of a policy verb: it is done to the subject.",
    "progress": "Is or are with the -ing form of a policy verb: it is under way.",
    "progress-passive": "Is being with the participle of a policy verb: it is being done to the subject.",
    "past": "The past of a policy verb right after somebody who can act: it is done.",
    "past-passive": "Was or were with the participle of a policy verb: it was done to the subject.",
    "document": "The present of a policy verb after a law, plan, budget or agreement: the bill bans.",
    "order-that": "A verb that gets others to act, with that: recommends that the tariff be abolished.",
    "order-ing": "A verb that gets others to act, with -ing: calls for closing the depots.",
    "headline": "A line without a closing mark: a doer and a policy verb in the present (done) or with to (planned).",
    "instruction": "A line or sentence that begins with a plain policy verb and has no finite verb.",
    "coordinated": "A verb joined by a comma or 'and' to another: same doer, same strength.",
    "chained-gerund": "After an obligation, a comma and an -ing form of a policy verb: same doer, same strength.",
}

_RULE_OF = {
    "modals": "modal",
    "verbs": "aim",
    "verbs_ing": "attention",
    "impersonal": "necessary",
    "adjectives": "adjective",
    "orders": "order",
    "nouns": "noun-frame",
    "perfect": "perfect",
    "progress": "progress",
    "past": "past",
    "was": "past",
    "did": "past",
    "document": "document",
}
_STATUS_OF = {"perfect": "done", "did": "done", "was": "done", "progress": "in progress"}
# Frames that can stand inside an object: a noun frame is a part of it.
_INSIDE_OBJECTS = frozenset({"nouns", "orders", "verbs_ing", "adjectives", "past"})
# Frames that are never one with the frame before or after them.
_ALONE = frozenset({"past", "document", "orders", "nouns"})
_FORM_OF = {"verbs_ing": ING, "progress": ING, "perfect": PARTICIPLE, "document": THIRD}
# No clause holds more frames than this before the next one begins.
MAX_TRIGGERS_AHEAD = 20
# Who holds a plan ("The council, after a long debate, approved a plan to") is sought within this many words.
MAX_WORDS_OF_CLAUSE = 60
# The doer of an order stands within this many words: "requires the local state-owned enterprises of the province to".
MAX_WORDS_OF_DOER = 16
# What is put between commas after an auxiliary is no longer than this.
MAX_WORDS_OF_PARENTHESIS = 12
# Verbs that need no object to be an act of policy, although things do them too.
_NO_OBJECT_NEEDED = word_set(
    "open close start begin operate resume reopen launch merge commence cooperate collaborate negotiate engage "
    "legislate participate consult focus concentrate invest comply adhere respond intervene join stop move "
    "partner withdraw"
)
# Passives that describe: "will be used in", "was seen as".
_PLAIN_PASSIVES = frozenset(
    {"use", "put", "see", "show", "welcome", "highlight", "consider", "say", "call", "base", "know"}
)
_AUXILIARY = word_set("is are was were be been has have had will would to not by")
_NOT_AFTER_PAST = word_set(
    "in at on for from with to of by and or but as than that when while because if is are was were will has have "
    "had earlier later last yesterday today this next abroad so up down here there"
)
_BEFORE_ORDER = word_set("the a an its their this that of in for")
_SEPARATORS = word_set(", ; : and but or that which who while as when because after before “ ” — –")
# The relative clause of a subject is no longer than this.
MAX_WORDS_OF_RELATIVE = 16
_RELATIVE = frozenset({"which", "who", "that"})
_CLOSING = word_set(", ; : — – ( ) “ ” said says")
_BEFORE_THAT = word_set(
    "said says so now is was such told means mean say saying sure clear likely hope hopes time true"
)
_BEFORE_WHICH = word_set("in on at of from to for with by under through during after before and or")
_FINITE = word_set("is are was were has have had do does did will would can could may must should")
# A passive of the past in a clause that begins so is told beside the point.
_SUBORDINATE = word_set(
    "which who that when where as because since after before than although though while whose until if of"
)
_BEFORE_NOUN = word_set("the a an its their his her our my this these those any no ambitious new of in on")
_QUANTIFIERS = frozenset({"all", "both", "each"})
# What includes or foresees building something, beside documents.
_MEASURES = word_set(
    "measures measure steps plans plan reforms actions tasks priorities works package programme projects"
)
_EMPTY_VERBS = word_set("do make take put keep mean call show give bring help use have answer see")
_EMPTY_OBJECTS = word_set("it them him her us me one itself themselves so this that")


class SentenceParser:
    """Reads one sentence; ``parse`` gives its commitments without their statements."""

    def __init__(
        self,
        article: Article,
        sentence: Sentence,
        triggers: list[Trigger],
        borders: list[int],
        cues: list[Span],
        lexicon: Path | None,
    ) -> None:
        self.text = article.text
        self.folded = article.folded
        self.cues = cues[bisect_left(cues, (sentence.start, 0)) : bisect_left(cues, (sentence.end, 0))]
        self.lexicon = lexicon
        self.triggers = triggers
        self.words: Words = cut_words(article.folded, sentence.start, sentence.end)
        self.table = verb_table(lexicon)
        self.given_up = frames(lexicon).given_up
        starts = self.words.start
        self.at = [bisect_left(starts, trigger.start) for trigger in triggers]
        self.starts = frozenset(self.at)
        self.after = [bisect_left(starts, trigger.end) for trigger in triggers]
        inside = borders[bisect_left(borders, sentence.start) : bisect_left(borders, sentence.end)]
        self.borders = [bisect_left(starts, border) for border in inside]
        self.used: set[int] = set()
        self.floor = 0
        self.last_actor: Span | None = None
        self.last_subject: tuple[int, int] | None = None
        self.last_level = "will"
        self.reader = Reader(article.folded, self.words, self._finite_starts(), lexicon, article.text)

    def _finite_starts(self) -> frozenset[int]:
        """Return where frames begin that end an object before them (a noun frame is a part of the object)."""
        return frozenset(
            [i for t, i in zip(self.triggers, self.at, strict=True) if t.frame.kind not in _INSIDE_OBJECTS]
        )

    def parse(self) -> list[Commitment]:
        """Return the commitments of the sentence, in the order of their frames."""
        rows: list[Commitment] = []
        k = 0
        while k < len(self.triggers):
            if k in self.used:
                k += 1
                continue
            last = self._chain_end(k)
            rows.extend(self._read(k, last))
            k = last + 1
        return rows

    def _chain_end(self, k: int) -> int:
        """Frames that follow one another are one: "will continue to", "must strive to"."""
        last = k
        if k + 1 == len(self.triggers) or self.triggers[k].frame.kind in _ALONE:
            return k
        while last + 1 < len(self.triggers):
            i = self.reader.skip_adverbs(self.after[last])
            if i < len(self.words.low) and self.words.low[i] == "be":
                i += 1
            if self.at[last + 1] != i:
                break
            kind = self.triggers[last + 1].frame.kind
            if kind in _ALONE:
                break
            gerund = self.reader.skip_adverbs(self.after[last + 1])
            if kind == "verbs_ing" and self.reader.verb_at(gerund, ING) is None:
                break
            last += 1
        return last

    def _read(self, first: int, last: int) -> list[Commitment]:
        if self._is_noun(first):
            self.triggers[first] = self.triggers[first]._replace(frame=Frame("nouns", self.triggers[first].frame.level))
        trigger, final = self.triggers[first], self.triggers[last]
        level = trigger.frame.level
        for t in self.triggers[first + 1 : last + 1] if last > first else ():
            if not t.frame.is_open and not (t.frame.kind == "verbs_ing" and t.frame.level == "will"):
                level = t.frame.level
        if self._is_condition(first) or self._is_hypothetical(first):
            return []
        if trigger.frame.kind == "was" and self._is_background(first):
            return []
        is_acting = trigger.words in frames(self.lexicon).acting
        if trigger.frame.kind == "orders" and first == last and is_acting and (rows := self._read_past(first)):
            return rows
        if trigger.frame.kind == "orders" and first == last:
            return self._read_order(first) or self._read_past(first)
        if trigger.frame.kind == "past":
            return self._read_past(first)
        if trigger.frame.kind == "verbs_ing" and first == last:
            is_refusal = trigger.words in frames(self.lexicon).negative  # "ruled out raising" is no ruling
            if not is_refusal and (rows := self._read_past(first)):
                return rows
        start = self._after_parenthesis(self.reader.skip_adverbs(self.after[last]))
        kind = final.frame.kind
        rule = _RULE_OF[(final if trigger.frame.kind in _STATUS_OF and not final.frame.is_open else trigger).frame.kind]
        wanted = _FORM_OF.get(kind, BASE)
        status = _STATUS_OF.get(trigger.frame.kind, "to do")
        if (
            trigger.frame.kind in _STATUS_OF and last > first
        ):  # "has pledged to cut" is still to do, "has begun to" goes on
            status = "to do" if trigger.frame.kind == "progress" or not final.frame.is_open else "in progress"
        if final.words.startswith(("fail", "neglect")):
            status = "done"  # what was left undone
        low = self.words.low
        passive = False
        if kind in ("perfect", "progress", "was"):
            start = self._participle_after(self.after[last])
        if kind == "modals" and low[start : start + 1] == ["have"] and self.reader.verb_at(start + 1, PARTICIPLE):
            start, wanted = start + 1, PARTICIPLE  # "will have replaced" is still to do
        elif wanted == BASE and low[start : start + 1] == ["be"]:
            start = self.reader.skip_adverbs(start + 1)
            wanted, passive = PARTICIPLE, True
            if self.reader.verb_at(start, ING):
                wanted, passive = ING, False
        elif kind == "perfect" and low[start : start + 1] == ["been"]:
            start = self.reader.skip_adverbs(start + 1)
            if self.reader.verb_at(start, ING):
                wanted, status = ING, "in progress"
            else:
                passive = True
        elif kind in ("progress", "was") and low[start : start + 1] == ["being"]:
            start, wanted, passive = self.reader.skip_adverbs(start + 1), PARTICIPLE, True
            status = "in progress" if kind == "progress" else "done"
        elif kind == "was" and self.cues and self.reader.verb_at(start, ING):
            wanted, status = ING, "in progress"  # "said it was replacing meters"
        elif kind == "was":
            wanted, passive = PARTICIPLE, True
        outer = self._encouraged(first, last + 1, start, level, rule, status) if not passive else None
        ordered = self._ordered_at(last + 1, start, passive, level if kind == "document" else None, status)
        if ordered:
            return [outer._replace(object=ordered[0].actor), *ordered] if outer is not None else ordered
        action = self.reader.verb_at(
            start, wanted, is_open=wanted == BASE and kind in ("modals", "verbs", "impersonal")
        )
        if action is not None and wanted == THIRD and not self.reader.is_third(action):
            action = None
        if action is None and kind in ("adjectives", "verbs"):
            action = self.reader.verb_at(start, ING)  # "committed to cutting"
        if action is None or (
            kind == "verbs_ing" and wanted == ING and start != self.after[last] and low[start - 1] == ","
        ):
            self._pass_over(first)
            return []
        group = self.at[first] if trigger.frame.kind not in ("nouns", "document") else start
        return self._rows(first, last, action, group, level, status, rule, passive)

    def _encouraged(self, first: int, k: int, start: int, level: str, rule: str, status: str) -> Commitment | None:
        """Read "will encourage farmers to" as an act of its own beside what is encouraged; its object comes later."""
        if k >= len(self.triggers) or self.at[k] != start:
            return None
        kind = self.triggers[first].frame.kind
        if kind not in ("modals", "verbs", "impersonal", "perfect", "progress"):
            return None
        if status == "to do" and self.triggers[k].frame.level != "encourage":
            return None
        action = self.reader.verb_at(start, _FORM_OF.get(kind, BASE))
        if action is None:
            return None
        subject, quality = (None, "none") if kind == "impersonal" else self.subject(first)
        if quality in ("no", "person", "people"):
            return None
        actor = self._actor_span(subject) if subject is not None else None
        reading = Reading(action, None, (), self.words.end[action.after - 1])
        return self._row(reading, self.at[first], actor, level, status, rule, False, None)

    def _ordered_at(self, k: int, start: int, passive: bool, level: str | None, status: str) -> list[Commitment]:
        """Read "would require utilities to cut", "should be urged to publish" as the order that it is."""
        if k >= len(self.triggers) or self.triggers[k].frame.kind != "orders" or self.at[k] != start:
            return []
        if status != "to do" and self.triggers[k].words in frames(self.lexicon).acting:
            self.used.add(k)  # "has organised courses to help farmers" orders nobody
            return []
        if level is not None:
            self.triggers[k] = self.triggers[k]._replace(frame=Frame("orders", level))
        if passive and self.words.low[self.after[k] : self.after[k] + 1] not in (["to"], ["by"]):
            return []
        rows = self._read_order(k)
        if rows:
            self.used.add(k)
        return rows

    def _is_background(self, k: int) -> bool:
        """Say whether a passive of the past stands in a clause of time, reason or relation: "homes that were built"."""
        low, i = self.words.low, self.at[k] - 1
        first = max(self.floor, i - MAX_WORDS_OF_PARENTHESIS)
        while i >= first and low[i] not in _SEPARATORS and low[i] not in _SUBORDINATE:
            i -= 1
        if i < first or low[i] not in _SUBORDINATE:
            return False
        # "said that the bridge was opened" tells what somebody says: no clause beside the point.
        return low[i] != "that" or self.at[k] - i == 1

    def _is_hypothetical(self, k: int) -> bool:
        """Say whether "would" depends on an "if" of the narrator: "if the vote is lost, the council would sell"."""
        return not self.cues and self.triggers[k].words == "would" and "if" in self.words.low

    def _participle_after(self, i: int) -> int:
        """Return where the verb form stands after an auxiliary, or "been", "being": "has since last week approved"."""
        low = self.words.low
        for j in range(i, min(i + 4, len(low))):
            verb = self.table.forms.get(low[j])
            if low[j] in ("been", "being") or (verb is not None and verb.kinds & (PARTICIPLE | ING)):
                return j
        return self.reader.skip_adverbs(i)

    def _is_condition(self, k: int) -> bool:
        """Say whether the frame tells a condition: "if the scheme is to continue"."""
        if self.folded[self.triggers[k].start : self.triggers[k].end] not in ("is to", "are to", "were to", "was to"):
            return False
        return "if" in self.words.low[max(0, self.at[k] - MAX_WORDS_OF_PARENTHESIS) : self.at[k]]

    def _after_parenthesis(self, i: int) -> int:
        """Return where the verb stands after what is put between commas: "will, by the end of the year, replace"."""
        low = self.words.low
        if low[i : i + 1] != [","]:
            return i
        closing = next((j for j in range(i + 1, min(len(low), i + MAX_WORDS_OF_PARENTHESIS)) if low[j] == ","), None)
        return i if closing is None else self.reader.skip_adverbs(closing + 1)

    def _is_noun(self, k: int) -> bool:
        """Say whether a word that is verb and noun ("plans to") is a noun here: after its article or owner."""
        before = self.words.low[self.at[k] - 1] if self.at[k] else ""
        if self.triggers[k].frame.kind != "verbs":
            return False
        if before in _BEFORE_NOUN or before.endswith("'s"):
            return True
        # "announced plans to": the object of another verb
        verb = self.table.forms.get(before)
        is_object = verb is not None and verb.kinds & PAST and not verb.kinds & BASE
        return bool(is_object) and self.triggers[k].words.split()[0] in frames(self.lexicon).noun_levels

    def _pass_over(self, k: int) -> None:
        if self.triggers[k].frame.kind in ("modals", "verbs", "perfect", "progress"):
            self.floor = self.after[k]

    def subject(self, k: int) -> tuple[tuple[int, int] | None, str]:
        """Return the words of the doer before a frame, and whether they can act."""
        t = self.at[k]
        floor = self.floor
        crossed = floor > 0
        nearest = bisect_left(self.borders, t) - 1
        if nearest >= 0 and self.borders[nearest] > floor:
            floor, crossed = self.borders[nearest], False
        relative = self._relative_before(t, self.borders[nearest] if nearest >= 0 else 0)
        subject = relative or subject_before(self.words, t, min(floor, t), crossed)
        if subject is not None:
            self.last_subject = subject
        return subject, judge_actor(self.text, self.words, subject, self.lexicon)

    def _relative_before(self, t: int, first: int) -> tuple[int, int] | None:
        """Return the noun whose relative clause ends before the verb: "members which fall behind will have to"."""
        low = self.words.low
        if low[t - 1] in _SEPARATORS:
            return None
        for i in range(t - 2, max(first, t - MAX_WORDS_OF_RELATIVE), -1):
            word = low[i]
            if word in _CLOSING:
                return None
            if word not in _RELATIVE:
                continue
            if word != "that":
                return antecedent(self.words, i, first) if low[i - 1] not in _BEFORE_WHICH else None
            verb = low[self.reader.skip_adverbs(i + 1)] if low[i + 1] not in _QUANTIFIERS else ""
            known = self.table.forms.get(verb)
            before = self.table.forms.get(low[i - 1])
            if before is not None and before.kinds & BASE and low[i - 1] not in self.table.also_nouns:
                return None  # "ensure that all tasks are completed"
            is_verb = known is not None and known.kinds & (BASE | THIRD | PAST)
            is_verb = is_verb or verb in _FINITE or verb in self.table.not_actions
            if not is_verb or low[i - 1] in _BEFORE_THAT or low[i - 1].endswith("ed"):
                return None
            return antecedent(self.words, i, first)
        return None

    def _limit(self, last: int, after: int) -> int:
        """Return the first word of the next clause that has a subject and a frame of its own."""
        for k in range(last + 1, min(len(self.triggers), last + MAX_TRIGGERS_AHEAD)):
            if self.triggers[k].frame.kind not in (
                "modals",
                "verbs",
                "perfect",
                "progress",
                "impersonal",
                "adjectives",
            ):
                continue
            if self.at[k] <= after:
                continue
            subject = self._relative_before(self.at[k], after) or subject_before(self.words, self.at[k], after, True)
            return max(after, subject[0] if subject is not None else self.at[k])
        return len(self.words.low)

    def _rows(
        self, first: int, last: int, action: Action, group: int, level: str, status: str, rule: str, passive: bool
    ) -> list[Commitment]:
        trigger = self.triggers[first]
        kind = trigger.frame.kind
        note = None
        subject, quality = (None, "none") if kind == "impersonal" else self.subject(first)
        if kind == "nouns":
            subject, quality = self._owner(first)
            if subject is None and level == "strive":
                return []  # "efforts to reduce waste have failed": nobody is named whose efforts they are
        elif kind == "document":
            found = subject_before(self.words, self.after[first], min(self.floor, self.at[first]), self.floor > 0)
            subject, quality = (found or (self.at[first], self.after[first])), "strong"
        if kind in ("modals", "adjectives") and subject is not None:
            noun_level = frames(self.lexicon).noun_levels.get(self.words.low[head_of(self.words, subject)])
            if noun_level is not None and self.folded[trigger.start : trigger.end] in (
                "is to",
                "are to",
                "was to",
                "needed to",
            ):
                level = noun_level if trigger.words != "needed to" else level
                subject, quality = None, "none"
        limit = self._limit(last, action.after)
        with_gerunds = level == "must" and status == "to do"
        if passive:
            return self._passive_rows(action, group, subject, quality, level, status, rule, limit)
        outer = (
            BASE if kind in ("modals", "impersonal", "adjectives") or trigger.words.startswith("to ") else action.form
        )
        inherits = subject is None and kind not in ("impersonal", "nouns")
        if inherits and self.last_actor is None and kind in ("perfect", "progress"):
            return []
        readings = self.reader.chain(action, limit, outer=outer, with_gerunds=with_gerunds)
        actor = self._actor_span(subject) if subject is not None else self.last_actor if inherits else None
        negative = self._is_negative(group, action.verb[0])
        negative = negative or any(t.words in frames(self.lexicon).negative for t in self.triggers[first : last + 1])
        negative = negative or (subject is not None and self.words.low[subject[0]] in ("no", "neither", "nobody"))
        negative = negative or (kind == "nouns" and self._is_given_up(first))
        if inherits and trigger.frame.is_open:
            level = self.last_level
        rows = []
        for n, reading in enumerate(readings):
            if not self._is_policy(reading, quality, kind, status, level):
                if n == 0:
                    break
                continue
            begin = group if n == 0 else reading.action.verb[0]
            is_negative = negative if n == 0 else self._is_negative(begin, begin)
            rows.append(self._row(reading, begin, actor, level, status, reading.rule or rule, is_negative, note))
        if kind != "nouns":  # a noun frame stands inside the clause of another verb
            self.floor = readings[0].action.after
        if rows and kind != "nouns":
            self.last_actor = actor
        if rows:
            self.last_level = level
        return rows

    def rows_of(
        self, action: Action, group: int, subject: tuple[int, int] | None, level: str, status: str, rule: str
    ) -> list[Commitment]:
        """Return the rows of a verb that no frame announces, and of the verbs coordinated with it."""
        actor = self._actor_span(subject) if subject is not None else None
        return [
            self._row(r, group if n == 0 else r.action.verb[0], actor, level, status, r.rule or rule, False, None)
            for n, r in enumerate(self.reader.chain(action, len(self.words.low), outer=action.form, with_gerunds=False))
            if self._is_policy(r, "strong", "verbs", status)
        ]

    def _is_given_up(self, k: int) -> bool:
        """Say whether a plan is denied or dropped: "has no plan to", "scrapped its plans to", "abandoned a bid to"."""
        low, at = self.words.low, self.at[k]
        return low[at - 1] in ("no", "not") or not self.given_up.isdisjoint(low[max(0, at - 4) : at])

    def _actor_span(self, subject: tuple[int, int]) -> Span | None:
        """Return the span of the doer without the 's of an owner."""
        span = span_of(self.words, *subject)
        if span is not None and self.folded.endswith("'s", span.start, span.end):
            return Span(span.start, span.end - 2)
        return span

    def _row(
        self,
        reading: Reading,
        begin: int,
        actor: Span | None,
        level: str,
        status: str,
        rule: str,
        negative: bool,
        note: str | None,
    ) -> Commitment:
        verb = Span(self.words.start[begin], self.words.end[reading.action.verb[1] - 1])
        level = level if status == "to do" else None  # what is done or under way needs no word of will
        end = max(verb.end, reading.object.end if reading.object is not None else 0)
        return Commitment(
            verb.start, end, None, actor, verb, reading.action.lemma, reading.object, reading.items, level,
            "negative" if negative else "positive", status, rule, note,
        )  # fmt: skip

    def _passive_rows(
        self,
        action: Action,
        group: int,
        subject: tuple[int, int] | None,
        quality: str,
        level: str,
        status: str,
        rule: str,
        limit: int,
    ) -> list[Commitment]:
        low = self.words.low
        is_told = action.lemma in _PLAIN_PASSIVES or (status == "done" and action.lemma in self.table.talk)
        if (not action.is_known and status != "to do") or quality == "person" or is_told:
            self.floor = action.after
            return []
        actor = None
        for i in range(action.after, min(limit, action.after + 12)):
            if low[i] == ",":
                break
            if low[i] == "by" and i + 1 < limit:
                if low[i + 1][0].isdigit() or low[i + 1] in MONTHS:
                    continue  # "by 2027 by the ministry"
                end = i + 1
                while (
                    end < limit
                    and end - i < 10
                    and low[end] not in (",", ".", "and", "in", "to", "by", "on", "from", "before", "at", "with")
                ):
                    end += 1
                if judge_actor(self.text, self.words, (i + 1, end), self.lexicon) == "strong":
                    actor = span_of(self.words, i + 1, end)
                break
        if subject is None:
            subject = self.last_subject
        target = span_of(self.words, *subject) if subject is not None else None
        if target is None and subject is None and status != "to do":
            return []
        verb = Span(self.words.start[group], self.words.end[action.verb[1] - 1])
        name = f"{rule}-passive"
        rows = [
            Commitment(
                start=verb.start,
                end=verb.end,
                statement=None,
                actor=actor,
                verb=verb,
                action=action.lemma,
                object=target,
                items=(),
                strength=level if status == "to do" else None,
                polarity="negative" if self._is_negative(group, action.verb[0]) else "positive",
                status=status,
                rule=name if name in RULES else rule,
            )
        ]
        i = action.after
        if i < limit and low[i] in ("and", ",", "or"):
            following = self.reader.verb_at(
                self.reader.skip_adverbs(i + 1 + (low[i + 1 : i + 2] == ["and"])), PARTICIPLE
            )
            if following is not None:
                span = Span(self.words.start[following.verb[0]], self.words.end[following.verb[1] - 1])
                rows.append(
                    rows[0]._replace(
                        start=span.start, end=span.end, verb=span, action=following.lemma, rule="coordinated"
                    )
                )
        self.floor = action.after
        self.last_actor = actor
        return rows

    def _owner(self, k: int) -> tuple[tuple[int, int] | None, str]:
        """Return who holds the plan: "the council's plan to", "its plan to"; else the sentence's subject."""
        low = self.words.low
        i = self.at[k] - 1
        while (
            i > 0
            and low[i] not in ("its", "their", "his", "her", "our", "my", "the", "a", "an", ",")
            and not low[i].endswith("'s")
        ):
            if self.at[k] - i > 4:
                break
            i -= 1
        if low[i] in ("its", "their", "our", "his", "her", "my"):
            return (i, i + 1), "strong"
        if low[i].endswith("'s"):
            begin = i
            while (
                begin > self.floor
                and i - begin < 8
                and low[begin - 1] not in ("that", ",", "said", "of", "in", "for", "on", "with", "by", "and", "under")
            ):
                begin -= 1
            return (begin, i + 1), judge_actor(self.text, self.words, (begin, i + 1), self.lexicon)
        for i in range(max(self.floor, self.at[k] - MAX_WORDS_OF_CLAUSE), self.at[k]):
            verb = self.table.forms.get(low[i])
            if low[i] in _AUXILIARY or (verb is not None and verb.kinds & (PAST | THIRD) and not verb.kinds & BASE):
                subject = subject_before(self.words, i, self.floor, False) if i > self.floor else None
                quality = judge_actor(self.text, self.words, subject, self.lexicon)
                return (subject, quality) if quality == "strong" else (None, "none")
        if self.last_subject is not None and self.floor > self.last_subject[1]:  # "announced plans to hire"
            quality = judge_actor(self.text, self.words, self.last_subject, self.lexicon)
            return (self.last_subject, quality) if quality == "strong" else (None, "none")
        return None, "none"

    def _is_negative(self, begin: int, end: int) -> bool:
        low = self.words.low
        for i in range(begin, end):
            if low[i] == "not" and low[i + 1 : i + 2] in (["only"], ["just"], ["merely"]):
                return False
            if low[i] in ("not", "never", "cannot", "no", "neither") or low[i].endswith("n't"):
                return True
        before = low[begin - 1] if begin else ""
        return before in ("not", "never", "no", "neither", "nor") or (before == "longer" and low[begin - 2] == "no")

    def _is_policy(self, reading: Reading, quality: str, kind: str, status: str, level: str = "will") -> bool:
        """Tell policy from predictions, descriptions and everyday acts."""
        action = reading.action
        lemma = action.lemma.split()[0] if action.lemma not in self.table.class_of else action.lemma
        if quality == "no" and not (kind == "modals" and level == "must" and action.is_known and reading.object):
            return False  # "output must reach 5 GW" binds those behind it
        if lemma in self.table.not_actions or (status == "done" and lemma in self.table.talk):
            return False
        has_object = reading.object is not None
        if has_object and lemma in _EMPTY_VERBS and self.folded[slice(*reading.object)] in _EMPTY_OBJECTS:
            return False
        if not action.is_known:
            return quality == "strong" and kind in ("modals", "verbs") and status == "to do"
        if quality == "person" and (lemma in self.table.everyday or not has_object):
            return False
        if quality == "people" and not (has_object and (level == "must" or lemma not in self.table.everyday)):
            return False
        if lemma in self.table.change and not has_object and lemma not in _NO_OBJECT_NEEDED:
            return False
        if kind in ("perfect", "progress") and quality not in ("strong", "person"):
            if quality == "none":
                return self.last_actor is not None
            if not has_object:
                return False
        # "The new line will cut journey times" tells an effect, not an act.
        table = self.table
        is_effect = lemma in table.everyday or lemma in table.effects or lemma in table.change
        if quality != "weak" or not is_effect:
            return True
        if not has_object:  # "a hostel will open": what begins, opens or ends by itself is announced all the same
            return lemma in _NO_OBJECT_NEEDED
        return kind == "verbs"  # who aims or plans can act

    def _read_order(self, k: int) -> list[Commitment]:
        trigger = self.triggers[k]
        low = self.words.low
        t, after = self.at[k], self.after[k]
        level = trigger.frame.level
        if low[after : after + 1] == ["that"]:
            return self._read_order_that(k)
        if self.reader.verb_at(after, ING) is not None:
            return self._read_order_ing(k)
        if trigger.words in frames(self.lexicon).only_ing:
            return []
        to = None
        for i in range(after, min(len(low), after + MAX_WORDS_OF_DOER)):
            if low[i] == "to":
                j = self.reader.skip_adverbs(i + 1)
                if self.reader.verb_at(j, BASE) or (low[j : j + 1] == ["be"]) or j in self.starts:
                    to = i
                    break
            elif i > after and i in self.reader.trigger_starts:
                break  # "proposed a budget and wants to raise it"
            if low[i] in ';:.,!?“”"' or low[i] in (
                "that",
                "which",
                "who",
                "will",
                "is",
                "are",
                "has",
                "have",
                "was",
                "were",
                "said",
                "and",
            ):
                if low[i] == "and" and i > after:
                    continue
                break
        if to is None:
            return []
        start = self.reader.skip_adverbs(to + 1)
        action = self.reader.verb_at(start, BASE)
        if action is None:
            return []
        if to == after or low[after] == "by":
            subject, quality = self._subject_of_passive(t)
            rule = "ordered"
        else:
            can_be_noun = low[t] in frames(self.lexicon).noun_levels or not low[t].endswith(("es", "ed", "s"))
            if can_be_noun and t > 0 and low[t - 1] in _BEFORE_ORDER:
                return []
            subject, rule = (after, to), "order"
            if low[head_of(self.words, subject)] in frames(self.lexicon).noun_levels:
                subject = None  # "calls for efforts to upgrade": nobody is named
            quality = judge_actor(self.text, self.words, subject, self.lexicon)
        if quality == "no":
            return []
        limit = self._limit(k, action.after)
        readings = self.reader.chain(action, limit, outer=BASE, with_gerunds=level == "must")
        actor = span_of(self.words, *subject) if subject is not None else None
        rows = [
            self._row(r, r.action.verb[0], actor, level, "to do", r.rule or rule, False, None)
            for r in readings
            if r.action.lemma not in self.table.not_actions
        ]
        if rows:
            self.last_actor, self.last_level = actor, level
            self.floor = readings[0].action.after
        return rows

    def _read_order_that(self, k: int) -> list[Commitment]:
        """Read "recommended that the tariff be abolished": a plain verb stands after the subject."""
        low, after = self.words.low, self.after[k] + 1
        level = self.triggers[k].frame.level
        for i in range(after + 1, min(len(low), after + MAX_WORDS_OF_DOER)):
            start = self.reader.skip_adverbs(i + 1)
            if low[i] == "be" and (action := self.reader.verb_at(start, PARTICIPLE)) is not None:
                subject = (after, i)
                return self._passive_rows(action, i, subject, "weak", level, "to do", "order-that", len(low))
            if low[i] in _AUXILIARY or low[i] in _SEPARATORS or low[i] in ("should", "must", "shall", "can", "may"):
                return []
            action = self.reader.verb_at(i, BASE)
            if action is not None and self.starts_object(action) and low[i - 1] not in _BEFORE_NOUN:
                subject = (after, i)
                quality = judge_actor(self.text, self.words, subject, self.lexicon)
                if quality in ("no", "person"):
                    return []
                readings = self.reader.chain(action, self._limit(k, action.after), outer=BASE, with_gerunds=False)
                actor = span_of(self.words, *subject)
                return [
                    self._row(r, r.action.verb[0], actor, level, "to do", r.rule or "order-that", False, None)
                    for r in readings
                ]
        return []

    def _read_order_ing(self, k: int) -> list[Commitment]:
        """Read "calls for closing eleven depots"; what a plan or law calls for is as firm as the document."""
        action = self.reader.verb_at(self.after[k], ING)
        subject, _ = self.subject(k)
        documents = frames(self.lexicon).document_levels
        named = self.words.low[subject[0] : subject[0] + 4] if subject is not None else []
        if self.triggers[k].words in frames(self.lexicon).only_ing and not _MEASURES.union(documents).intersection(
            named
        ):
            return []
        level = next((documents[word] for word in named if word in documents), self.triggers[k].frame.level)
        readings = self.reader.chain(action, self._limit(k, action.after), outer=ING, with_gerunds=False)
        self.floor = action.after
        return [
            self._row(r, r.action.verb[0], None, level, "to do", r.rule or "order-ing", False, None) for r in readings
        ]

    def _read_past(self, k: int) -> list[Commitment]:
        """Read "the council approved the plan": a past form right after somebody who can act."""
        t = self.at[k]
        low = self.words.low
        action = self.reader.verb_at(t, PAST)
        # "Announced", "reported" as words of saying are no acts of their own.
        says = action is not None and self.table.class_of.get(action.lemma) == "publish"
        if says and any(a <= self.words.start[t] < b for a, b in self.cues):
            return []
        if action is None or action.after >= len(low) or not self.starts_object(action):
            return []
        subject, quality = self.subject(k)
        if (
            subject is None
            or quality != "strong"
            or subject[1] - subject[0] > 14
            or _AUXILIARY.intersection(low[subject[0] : t])
        ):
            return []
        if self._is_reduced_relative(k):
            return []
        limit = self._limit(k, action.after)
        actor = span_of(self.words, *subject)
        rows = [
            self._row(r, r.action.verb[0], actor, "will", "done", r.rule or "past", False, None)
            for r in self.reader.chain(action, limit, outer=PAST, with_gerunds=False)
            if self._is_policy(r, quality, "perfect", "done")
        ]
        if rows:
            self.last_actor, self.last_level = actor, "will"
        self.floor = action.after
        return rows

    def starts_object(self, action: Action) -> bool:
        """Say whether an object follows; "firms listed in", "measures announced earlier" are participles."""
        following = self.words.low[action.after]
        if action.after > action.verb[1]:
            return True
        return (
            (following[0].isalnum() or following in '“"$€£¥')
            and following not in _NOT_AFTER_PAST
            and not following.endswith("ly")
        )

    def _is_reduced_relative(self, k: int) -> bool:
        """Say whether a finite verb follows without a mark: "the firms awarded contracts will build"."""
        if k + 1 >= len(self.triggers) or self.triggers[k + 1].frame.kind not in (
            "modals",
            "perfect",
            "progress",
            "was",
            "past",
        ):
            return False
        between = self.words.low[self.after[k] : self.at[k + 1]]
        return not _SEPARATORS.intersection(between)

    def _subject_of_passive(self, t: int) -> tuple[tuple[int, int] | None, str]:
        low = self.words.low
        end = t
        while end > 0 and (
            low[end - 1]
            in (
                "is",
                "are",
                "was",
                "were",
                "be",
                "been",
                "being",
                "has",
                "have",
                "had",
                "will",
                "would",
                "should",
                "must",
                "shall",
                "not",
            )
            or low[end - 1].endswith("ly")
        ):
            end -= 1
        floor = max([b for b in self.borders if b < end], default=0)
        subject = subject_before(self.words, end, max(floor, min(self.floor, end)), self.floor > floor)
        return subject, judge_actor(self.text, self.words, subject, self.lexicon)
