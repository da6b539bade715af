"""From a frame to its actions: the verb after it, the object, and the verbs that are coordinated with it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from communique.commitments.clauses import (
    _ADJUNCT,
    _AND,
    _CLAUSE_END,
    _DETERMINERS,
    _PREPOSITIONS,
    _TIME_FIRST,
    Words,
    is_adverb,
    list_items,
    span_of,
    time_adjunct_end,
)
from communique.commitments.verbs import BASE, ING, PARTICIPLE, PAST, THIRD, lemmatise, verb_table, word_set
from communique.records import Span

# Words that no verb's object begins with: a base form before them is a noun ("support for").
_NOT_OBJECT = word_set(
    "of , . ; : and or in for to at by with on from is are was were will has have that which between ) ” '"
)
# Prepositions that can stand before a number as its comparator: "build over 300 clinics", "between two and four".
_BEFORE_NUMBER = word_set("over under about around between up nearly above below")
# Prepositions that are said again before each of several -ing forms.
_REPEATED = frozenset({"at", "on", "to", "in", "for"})
_NUMBER_WORDS = word_set("two three four five six seven eight nine ten half a an one several")
_OPEN_VERB_STOP = word_set("either both rather all each no not be been being a an the to of in on at")


# Nouns that an infinitive completes: "the actions to deepen reform" is one phrase.
_TAKES_INFINITIVE = word_set(
    "action actions plan plans measure measures effort efforts ability capacity right need decision commitment "
    "campaign drive programme program programmes programs initiative initiatives work steps project projects "
    "scheme schemes proposal proposals bill law"
)


# A state after a comma or "and" is another clause: "attract investors and become a hub".
_STATES = word_set("become be remain have get go come see stay benefit receive")


# Verbs that can share one object: "create, fund and run three shelters".
MAX_VERBS_SHARING = 5


class Action(NamedTuple):
    """One verb and what it is done to; positions count words of the sentence."""

    verb: tuple[int, int]
    lemma: str
    after: int  # first word after the verb and its preposition
    is_known: bool
    form: int
    has_object: bool = True


class Reading(NamedTuple):
    """An action with its object resolved."""

    action: Action
    object: Span | None
    items: tuple[Span, ...]
    end: int
    rule: str | None = None
    negative: bool = False


# What stands with a full stop inside a sentence; the segmenter has found the sentences already.
_SHORT_FORMS = word_set(
    "sen gov rep gen lt col capt prof rev hon mrs inc corp ltd llc bros dept jan feb aug sept oct nov dec ave vol etc"
)


@cache
def _turning_words(lexicon: Path | None) -> frozenset[str]:
    """Return the words, but for adverbs, at which an object can end or go on: any other is a part of it."""
    marks_and_small_words = word_set('“ " , . as to in so')
    table = verb_table(lexicon)
    return table.state_forms | table.only_past | _AND | _CLAUSE_END | _ADJUNCT | _TIME_FIRST | marks_and_small_words


class Reader:
    """Reads the actions of one sentence.

    Parameters
    ----------
    folded : str
        The article's text in lower case.
    words : Words
        The sentence's words.
    trigger_starts : frozenset of int
        Positions of words at which another frame begins: an object ends before it.
    lexicon : Path, optional
        Folder of edited lexicon files.
    """

    def __init__(
        self, folded: str, words: Words, trigger_starts: frozenset[int], lexicon: Path | None, text: str | None = None
    ) -> None:
        self.folded, self.text = folded, text or folded
        self.words = words
        self.low = words.low
        self.stop = words.end[-1]
        self.trigger_starts = trigger_starts
        self.table = verb_table(lexicon)
        self.lexicon = lexicon

    def skip_adverbs(self, i: int) -> int:
        """Return the first position from ``i`` that holds no adverb."""
        low = self.low
        last = len(low)
        while i < last and (is_adverb(low[i]) or (low[i] == "no" and low[i + 1 : i + 2] == ["longer"])):
            i += 1 if low[i] != "no" else 2
        return i

    def verb_at(self, i: int, form: int, *, is_open: bool = False) -> Action | None:
        """Return the verb at ``i`` if it stands in the form wanted.

        ``is_open`` takes a verb that the lexicon does not list, as after a modal, where nothing but a verb can stand.
        """
        low, table = self.low, self.table
        if i >= len(low):
            return None
        word = low[i]
        known = table.forms.get(word)
        if known is not None and known.kinds & form:
            lemma, after, action = known.lemma, i + 1, None
            for rest, name in table.second.get(lemma, {}).items():
                if tuple(low[i + 1 : i + 1 + len(rest)]) == rest and i + 1 + len(rest) > after:
                    after, action = i + 1 + len(rest), name
                    phrase = " ".join((lemma, *rest))
            if action is None:
                if lemma not in table.class_of:
                    return self._open_verb(i, form) if is_open else None
                action = phrase = lemma
            last = after
            if after < len(low) and low[after] in table.prepositions.get(phrase, ()):
                after += 1
            return Action((i, last), action, after, True, form)
        return self._open_verb(i, form) if is_open else None

    def _is_name(self, i: int) -> bool:
        """Say whether a word has a capital after one that has none: "moved to Westchester"."""
        starts = self.words.start
        return self.text[starts[i]].isupper() and i > 0 and self.text[starts[i - 1]].islower()

    def _open_verb(self, i: int, form: int) -> Action | None:
        word = self.low[i]
        if (
            not word.isalpha()
            or word in self.table.not_actions
            or word in _OPEN_VERB_STOP
            or len(word) < 3
            or not word.isascii()
            or self._is_name(i)
        ):
            return None
        if (
            form == PARTICIPLE
            and word.endswith(("ed", "en"))
            and (lemma := lemmatise(word)) not in self.table.not_actions
        ):
            return Action((i, i + 1), lemma, i + 1, False, form)
        if form != BASE:
            return None
        return Action((i, i + 1), word, i + 1, False, form)

    def opens_action(self, i: int, form: int, *, after_comma: bool, depth: int = 0) -> Action | None:
        """Return the verb that is coordinated at ``i``, or None where the word is a noun of the object's list."""
        j = self.skip_adverbs(i)
        action = self.verb_at(j, form)
        if action is None:
            return None
        low = self.low
        word = low[j]
        if form == BASE and j == i and word in self.table.also_nouns:
            following = low[action.after] if action.after < len(low) else "."
            if action.after > j + 1:  # its second word or preposition stands after it: "phase out", "focus on"
                return action
            if (
                following in (",", "and", "or")
                and depth < MAX_VERBS_SHARING
                and self.opens_action(action.after + 1, form, after_comma=False, depth=depth + 1)
            ):
                return action  # "create, fund and run three shelters"
            if following in _NOT_OBJECT:
                return None
            if (
                word in self.table.mostly_verbs
                or after_comma
                or following in _DETERMINERS
                or following[0].isdigit()
                or following in '“"$€£¥'
            ):
                return action
            return None
        if form == THIRD:
            return action if self.is_third(action) else None
        if form in (PARTICIPLE, PAST):
            return action if action.after < len(low) and low[action.after] not in _NOT_OBJECT else None
        if form == ING:
            following = low[action.after] if action.after < len(low) else "."
            if following in ("of", ",", ".", "and", "or", "is", "are", "will", "has"):
                return None
            return action
        if action.after < len(low) and low[action.after] in ("of", "is", "are", "was", "were", "will", "has", "have"):
            return None
        return action

    def chain(self, first: Action, limit: int, *, outer: int, with_gerunds: bool) -> list[Reading]:
        """Read the object of a verb and the verbs coordinated with it, up to position ``limit``.

        Parameters
        ----------
        first : Action
            The verb after the frame.
        limit : int
            First position that belongs to another clause.
        outer : int
            The form of the frame around: in "will focus on improving A and promote B" the second verb follows "will".
        with_gerunds : bool
            Whether "..., focusing on ..., promoting ..." counts as further actions (after an obligation).
        """
        readings: list[Reading] = []
        action, rule = first, None
        while True:
            close, following, rule_next = self._scan(action, limit, outer, with_gerunds)
            readings.append(self._reading(action, close, rule))
            if following is None:
                return self._share_objects(readings)
            action, rule = following, rule_next

    def _scan(
        self, action: Action, limit: int, outer: int, with_gerunds: bool
    ) -> tuple[int, Action | None, str | None]:
        """Return where the object ends and the next action, if one is coordinated."""
        low, starts, turning = self.low, self.trigger_starts, _turning_words(self.lexicon)
        i, close, in_purpose = action.after, None, False
        while i < limit:
            word = low[i]
            if word not in turning and i not in starts and not is_adverb(word):
                i += 1
                continue
            if word in ("“", '"') and close is None:
                i = self._skip_quote(i, limit)
                continue
            if i in starts and i > action.after:
                return (i if close is None else close), None, None
            if word == "," or word in _AND or (word == "as" and low[i + 1 : i + 3] == ["well", "as"]):
                is_comma = word == ","
                j = i + 1 if word != "as" else i + 3
                if is_comma and j < limit and low[j] in _AND:
                    j += 1
                is_infinitive = False
                if j < limit and low[j] == "to" and action.form in (BASE, ING):
                    j, is_infinitive = j + 1, True
                elif action.form == ING and j < limit and low[j] in _REPEATED and self.verb_at(j + 1, ING):
                    j += 1  # "aims at reducing costs and at widening access"
                if (
                    in_purpose and not is_comma and action.form == BASE
                ):  # "to cut waste and raise yields": both are the purpose
                    i += 1
                    continue
                following = self.verb_at(self.skip_adverbs(j), BASE) if is_infinitive and j < limit else None
                if following is None and j < limit:
                    following = self.opens_action(j, action.form, after_comma=is_comma)
                if following is None and outer != action.form and j < limit:
                    following = self.opens_action(j, outer, after_comma=is_comma)
                if following is None and with_gerunds and is_comma and action.form != ING:
                    following = self.opens_action(j, ING, after_comma=True)
                    if following is not None:
                        return (i if close is None else close), following, "chained-gerund"
                if following is not None:
                    return (i if close is None else close), following, "coordinated"
                if not is_comma and j < limit and action.form != THIRD and self._is_other_clause(j):
                    return (i if close is None else close), None, None
                if is_comma and close is None and self.opens_action(j, ING, after_comma=True) is not None:
                    close = i  # "build a plant, creating 500 jobs": the result is no part of the object
                if j < limit and action.form == BASE and self._is_past_clause(j):
                    return (i if close is None else close), None, None
                if self._jumps(j, limit) or (j < limit and (low[j] in _STATES or low[j] in self.table.state_forms)):
                    return (i if close is None else close), None, None
                if is_comma and j < limit and (low[j] in _PREPOSITIONS or low[j] in _ADJUNCT) and close is None:
                    close = i
            elif is_adverb(word) and i > action.after and (third := self.verb_at(i + 1, THIRD)) is not None:
                # "create a modern town comprehensively promotes the reform": translated without its conjunction
                if self.is_third(third):
                    return (i if close is None else close), third, "coordinated"
            elif word == ":" and i > action.after and outer == BASE and self.opens_action(i + 1, ING, after_comma=True):
                # "focus on three tasks: improving services, cutting red tape"
                return (
                    (i if close is None else close),
                    self.opens_action(i + 1, ING, after_comma=True),
                    "chained-gerund",
                )
            elif word in _CLAUSE_END or (word in self.table.state_forms and i > action.after):
                return (i if close is None else close), None, None
            elif word == "to" and i > action.after and self._is_purpose(i):
                in_purpose = True
                if low[i - 1] not in _TAKES_INFINITIVE and close is None:
                    close = i
            elif word in self.table.only_past and close is None and i > action.after:
                close = i  # "a law that obliges platforms to remove fakes took effect"
            elif word == "per" and low[i + 1 : i + 2] in (["cent"], ["100"], ["capita"]):
                pass  # a part of the number
            elif (close is None and i > action.after and (word in _ADJUNCT or self._is_turn(i))) or (
                word == "." and close is None and not self._is_abbreviated(i)
            ):
                close = i
            elif close is None:
                past_time = time_adjunct_end(self.folded, self.words, i, self.stop)
                if past_time is not None and past_time > i:
                    close = i
                    i = past_time
                    continue
            i += 1
        return (limit if close is None else close), None, None

    def _is_abbreviated(self, i: int) -> bool:
        """Say whether a full stop inside a sentence ends a short form: "Sen. Lund", "Acme Inc. and"."""
        return len(self.low[i - 1]) <= 2 or self.low[i - 1] in _SHORT_FORMS

    def is_third(self, action: Action) -> bool:
        """Say whether a third person is a verb here: "the reform measures" and "the plan funds" can be plural nouns."""
        following = self.low[action.after] if action.after < len(self.low) else "."
        if action.lemma in self.table.also_nouns and action.after == action.verb[0] + 1:
            return following in _DETERMINERS or following[0].isdigit() or following in '“"$€£¥'
        return following not in _NOT_OBJECT or action.after > action.verb[1]

    def _is_other_clause(self, j: int) -> bool:
        """Say whether a present with its object follows "and": "requires firms to report and bans evictions"."""
        k = self.skip_adverbs(j)
        third = self.verb_at(k, THIRD)
        return third is not None and k < len(self.low) and self.is_third(third)

    def _is_past_clause(self, j: int) -> bool:
        """Say whether a past form with its object follows: "a proposal to cap charges and opened a consultation"."""
        verb = self.table.forms.get(self.low[j])
        if verb is None or not verb.kinds & PAST or verb.kinds & BASE or j + 1 >= len(self.low):
            return False
        following = self.low[j + 1]
        return following in _DETERMINERS or following[0].isdigit()

    def _jumps(self, j: int, limit: int) -> bool:
        """Say whether another frame begins right after a comma or "and" (with adverbs between)."""
        k = self.skip_adverbs(j)
        return k < limit and k in self.trigger_starts

    def _skip_quote(self, i: int, limit: int) -> int:
        closing = "”" if self.low[i] == "“" else '"'
        for j in range(i + 1, min(limit, i + 40)):
            if self.low[j] == closing:
                return j + 1
        return i + 1

    def _is_turn(self, i: int) -> bool:
        following = self.low[i + 1 : i + 3]
        if self.low[i] == "in":
            return following in (["order", "to"], ["line", "with"], ["accordance", "with"], ["response", "to"])
        return self.low[i] == "so" and following[:1] in (["as"], ["that"])

    def _is_purpose(self, i: int) -> bool:
        j = self.skip_adverbs(i + 1)
        action = self.verb_at(j, BASE)
        if action is None:
            return False
        following = self.low[action.after] if action.after < len(self.low) else "."
        return (
            self.low[j] not in self.table.also_nouns
            or following in _DETERMINERS
            or j > i + 1
            or following not in _NOT_OBJECT
        )

    def _reading(self, action: Action, close: int, rule: str | None) -> Reading:
        first = action.after
        if first >= close:
            return Reading(action, None, (), self.words.end[action.after - 1], rule)
        last, items = list_items(self.words, first, close)
        found = span_of(self.words, first, last)
        if found is None or (last - first == 1 and is_adverb(self.low[first])) or self._is_no_object(first):
            return Reading(action, None, (), self.words.end[action.after - 1], rule)
        spans = tuple(span for a, b in items if (span := span_of(self.words, a, b)) is not None)
        return Reading(action, found, spans, found.end, rule)

    def _is_no_object(self, first: int) -> bool:
        """Say whether what follows the verb is none of its objects: "start without them", "open in two towns"."""
        first = self.skip_adverbs(first)
        word = self.low[first] if first < len(self.low) else "."
        if word in _ADJUNCT or word in _CLAUSE_END or word in _AND:
            return True
        if word not in _PREPOSITIONS:
            return False
        following = self.low[first + 1] if first + 1 < len(self.low) else "."
        if following in ("least", "most", "minimum"):
            return False
        return not (word in _BEFORE_NUMBER and (following[0].isdigit() or following in _NUMBER_WORDS))

    @staticmethod
    def _share_objects(readings: list[Reading]) -> list[Reading]:
        """Give a verb without an object that of the verb right after it: "create and cultivate new points"."""
        shared: list[Reading] = []
        later: Reading | None = None
        for reading in reversed(readings):
            if reading.object is None and later is not None and later.rule == "coordinated":
                reading = reading._replace(object=later.object, items=later.items)
            shared.append(reading)
            later = reading
        shared.reverse()
        return shared
