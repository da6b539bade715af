"""Reading a clause: its words, where its object ends, what it lists, and who stands before the verb."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

from communique.commitments.verbs import word_set
from communique.lexicon import read_lexicon
from communique.records import Span, Statement

# The first two alternatives are the others' commonest cases, in sets of letters that the engine tests fastest.
_TOKEN = re.compile(
    r"([a-z]++(?=[ ,.\n])|[,.\"“”]"
    r"|[^\W\d_][^\W_]*+(?:[-'/&+](?!(?:ll|ve|re)\b)[^\W_]++)*+|\d++(?:[.,]\d++)*+|'(?:ll|ve|re)\b|[^\w\s])"
)

_OPENING = frozenset("“\"‘'(«")
_AND = frozenset({"and", "or", "but", "&", "then"})
_DETERMINERS = word_set(
    "the a an its their our his her my your this these those all any each every both more new such no some "
    "several many another other one two three four five six seven eight nine ten further greater local national"
)
#: Words that end the clause: a relative or subordinate clause follows, or the sentence turns.
_CLAUSE_END = word_set(
    "which who whom whose that because if when while whereas although though unless since where why whether until "
    "but yet ; : — – ? ! lest who's so said says is are was were will would has have had shall must should can "
    "could may"
)
#: Prepositions that open an adjunct of manner, means or reason, never a part of the object.
_ADJUNCT = word_set(
    "through via by amid despite under during throughout within before after per according thanks following "
    "without until till starting beginning alongside including especially particularly notably subject e.g i.e "
    "instead while based relying rather even"
)
_TIME = re.compile(
    r"(?:in|on|from|over|for|at|as of|since|around|early|late|later|again|next|last|this|every|each|to|of)?\s*"
    r"(?:(?:the|early|late|mid|mid-|next|last|this|coming|following|past|current|first|second|third|fourth|same|end of|"
    r"beginning of|start of|few|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|q[1-4]|fiscal|financial|"
    r"half of|quarter of)[\s-]+){0,6}"
    r"(?:(?:19|20|21)\d\d(?:s|[-/–]\d{2,4})?|year(?:s|-end)?|month(?:s|-end)?|week(?:s|end)?|days?|quarters?|decades?|century|season|term|session|meeting|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|"
    r"thursday|friday|saturday|sunday|spring|summer|autumn|winter|today|tomorrow|tonight|soon|annually|yearly|now|q[1-4]|"
    r"mid-century|fy\d\d)\b"
)
_TIME_FIRST = word_set(
    "in on from over for at since next last this every each later again soon today tomorrow annually now"
)
_BE = word_set("is are was were be been being am")
_FINITE = _BE | word_set("has have had will would shall must should can could may might does do did says said")


class Words(NamedTuple):
    """The words of a sentence with their offsets."""

    low: list[str]
    start: list[int]
    end: list[int]

    def index_at(self, offset: int) -> int:
        """Return the position of the first word that begins at ``offset`` or later."""
        return bisect_left(self.start, offset)


def cut_words(folded: str, start: int, end: int) -> Words:
    """Cut a stretch of lower-cased text into words and marks."""
    pieces = _TOKEN.split(folded[start:end])  # gap, word, gap, word, ..., gap
    offsets = list(accumulate(map(len, pieces), initial=start))
    return Words(pieces[1::2], offsets[1:-1:2], offsets[2::2])


# Statements nest only a few deep: a place that none of this many before it covers lies in none.
MAX_STATEMENTS_BACK = 40


def covering_statement(statements: list[Statement], starts: list[int], offset: int) -> int | None:
    """Return the position of the innermost statement that covers the offset; ``starts`` are those of the statements."""
    last = bisect_right(starts, offset) - 1
    best, size = None, None
    for index in range(last, max(-1, last - MAX_STATEMENTS_BACK), -1):
        statement = statements[index]
        if offset < statement.end:
            length = statement.end - statement.start
            if size is None or length < size:
                best, size = index, length
    return best


class Actors(NamedTuple):
    """Who can act, who cannot, from the lexicon."""

    yes: frozenset[str]
    no: frozenset[str]
    pronouns: frozenset[str]
    persons: frozenset[str]


@cache
def actors(lexicon: Path | None = None) -> Actors:
    """Read the head nouns of those who can act from ``lexicon/actions.yaml``."""
    words = read_lexicon("actions", lexicon)
    groups = {name: frozenset(words[name]) for name in ("actors", "not_actors", "pronouns", "persons")}
    # "owners" can act, and so can the owner; a government can, and so can governments.
    singular = {word[:-1] for word in groups["actors"] if word.endswith("s") and not word.endswith(("ss", "us"))}
    plural = {_plural(word) for word in groups["actors"] if not word.endswith("s")}
    return Actors(
        groups["actors"] | ((singular | plural) - groups["not_actors"]),
        groups["not_actors"],
        groups["pronouns"],
        groups["persons"],
    )


def _plural(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"


@lru_cache(maxsize=65536)
def is_adverb(word: str) -> bool:
    """Say whether the word can stand between an auxiliary and its verb."""
    return word in _ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in _NOT_ADVERBS)


_ADVERBS = word_set(
    "also further better either not never now soon then only first again together always still even just already fully "
    "well currently recently both all thus therefore instead yet fast actively in-depth more jointly once "
    "therefore hereby at last"
) - {"at", "last"}
_NOT_ADVERBS = frozenset(
    {"supply", "apply", "rely", "comply", "multiply", "reply", "family", "assembly", "imply", "ally", "italy"}
)


def time_adjunct_end(folded: str, words: Words, i: int, stop: int) -> int | None:
    """Return the position after the time expression at ``i``, or None where there is none."""
    if words.low[i] not in _TIME_FIRST or (i and words.low[i - 1] in _DETERMINERS):
        return None
    match = _TIME.match(folded, words.start[i], stop)
    if match is None:
        return None
    return words.index_at(match.end())


def list_items(words: Words, first: int, last: int) -> tuple[int, list[tuple[int, int]]]:
    """Return where the object ends that begins at ``first``, and the things that it lists.

    Commas belong to the object only when they lead to a last "and" or "or": "roads, schools and hospitals" is one
    object, in "roads, a first in the region" it ends at the comma.
    """
    low = words.low
    commas = [i for i in range(first, last) if low[i] in ",、"]
    ands = [i for i in range(first, last) if low[i] in ("and", "or")]
    # "between A and B", "both A and B" and numbers list nothing.
    ands = [i for i in ands if not (i - first >= 2 and "between" in low[max(first, i - 6) : i])]
    if commas:
        later = [i for i in ands if i > commas[0]]
        # "A, B and C, and D": the "and" after a comma closes the list; those before it belong to an item.
        closing = next((i for i in later if i - 1 in commas), later[0] if later else None)
        if closing is None:
            end = commas[0]
            return end, _pair(words, first, end, [i for i in ands if i < end])
        bounds = [first, *[c for c in commas if c < closing - 1], closing]
        if any(b - a > 14 for a, b in pairwise(bounds)):
            return commas[0], _pair(words, first, commas[0], [i for i in ands if i < commas[0]])
        after = [c for c in commas if c > closing]
        end = after[0] if after else last
        if closing - 1 not in commas and any(w in ("and", "or") for w in low[first : commas[0]]):
            return commas[0], _pair(words, first, commas[0], [i for i in ands if i < commas[0]])
        items = []
        for a, b in zip(bounds, [*bounds[1:], end], strict=True):
            a = a if a == first else a + 1
            items.append((a, b))
        return end, _clean(words, items)
    return last, _pair(words, first, last, ands)


_ADJECTIVE_ENDINGS = ("ic", "al", "ive", "ous", "able", "ible", "ary", "ful", "less", "er", "ed", "ern")


def _pair(words: Words, first: int, last: int, ands: list[int]) -> list[tuple[int, int]]:
    if len(ands) != 1 or not first < ands[0] < last - 1 or "to" in words.low[first : ands[0]]:
        return []
    left = words.low[first : ands[0]]
    if left[-1] in _DETERMINERS or (len(left) < 3 and left[-1].endswith(_ADJECTIVE_ENDINGS)):
        return []  # "new and greater contributions", "scientific and technical skill": one thing
    return _clean(words, [(first, ands[0]), (ands[0] + 1, last)])


def _clean(words: Words, items: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Take articles, joining words and marks off the ends of the items; drop empty ones."""
    cleaned = []
    for a, b in items:
        while a < b and (
            words.low[a] in ("the", "a", "an", "and", "or", "both", "either") or not words.low[a][0].isalnum()
        ):
            if words.low[a] in _OPENING:
                break
            a += 1
        while a < b and words.low[b - 1] in ",;.":
            b -= 1
        if a < b:
            cleaned.append((a, b))
    return cleaned if len(cleaned) > 1 else []


_LOOSE_ENDS = word_set(", ; : . and or but also both the a an")


def span_of(words: Words, first: int, last: int) -> Span | None:
    """Return the span of words ``first`` to before ``last``, without marks at its ends; None where nothing is left."""
    while first < last and words.low[first] in ",;:.":
        first += 1
    while first < last and words.low[last - 1] in _LOOSE_ENDS:
        last -= 1
    if first >= last:
        return None
    return Span(words.start[first], words.end[last - 1])


def subject_before(words: Words, t: int, floor: int, crossed: bool) -> tuple[int, int] | None:
    """Return the words of the subject that stands before position ``t``, or None where there is none.

    Parameters
    ----------
    words : Words
        The sentence.
    t : int
        Position of the verb group.
    floor : int
        First position that can belong to the subject (after a cue of speech or another verb group).
    crossed : bool
        Whether another verb group stands at ``floor``: then the subject begins after its object.
    """
    low = words.low
    end = t
    while end > floor and (is_adverb(low[end - 1]) or low[end - 1] in _BEFORE_VERB):
        end -= 1
    if end <= floor or low[end - 1] in _AND:
        return None  # "and will close": the doer is that of the verb before
    if low[end - 1] == "longer" and low[end - 2] == "no":
        end = max(end - 2, floor + 1)
    if low[end - 1] in ("which", "who", "that") and end - 1 > floor:
        return antecedent(words, end - 1, floor)
    if low[end - 1] == "," and crossed:
        return None  # "to build schools, strive to close": the verb is coordinated with one before
    if low[end - 1] == "," and end - 2 > floor:  # "the council, a body of nine, will"
        opening = end - 2
        while opening > max(floor, end - MAX_WORDS_BEFORE) and low[opening] != ",":
            opening -= 1
        if low[opening] != ",":
            return None
        if is_adverb(low[opening - 1]) or opening - 1 < floor:
            return None
        end = opening
    begin, first = end, max(floor, end - MAX_WORDS_BEFORE)
    while begin > first and low[begin - 1] not in _SUBJECT_START:
        begin -= 1
    if crossed and begin == floor:
        seps = [i for i in range(begin, end) if low[i] in ("and", ",", "while", "or")]
        if not seps:
            return None
        begin = seps[-1] + 1
    else:
        begin = _after_comma(low, begin, end)
    return _trim_subject(words, begin, end)


# The words of a subject and of what stands before it in its clause: more is no clause that anybody wrote.
MAX_WORDS_BEFORE = 60
_BEFORE_VERB = word_set(
    "'re 've stand stands stood remain remains remained would will shall should must has have had to been be is are "
    "was were being"
)
_SUBJECT_START = word_set(
    '; : — – - ( ) “ ” " « » that if because when while although whether which who where so but said says ! ? since '
    "though whereas unless once until"
)


def _after_comma(low: list[str], begin: int, end: int) -> int:
    commas = [i for i in range(begin, end) if low[i] == ","]
    if commas:
        last = commas[-1]
        if low[last + 1 : last + 2] in (["and"], ["or"]) and last + 2 < end:
            # "Kenya, Uganda, and Tanzania will" or "..., and the ministry will"
            if len(commas) == 1 or commas[-1] - commas[-2] > 5:
                return last + 2
            return begin
        is_short = last - begin <= 4 and low[begin] not in _PREPOSITIONS
        if "and" in low[last + 1 : end] and is_short and not _FINITE.intersection(low[begin:last]):
            return begin
        return last + 1
    ands = [i for i in range(begin, end) if low[i] in ("and", "or")]
    if ands and _FINITE.intersection(low[begin : ands[-1]]):
        return ands[-1] + 1
    return begin


_PREPOSITIONS = word_set(
    "in on at by from under to for after with during as before within over since through of into amid despite "
    "among because without about between against across along beyond"
)
_LEADING = word_set("and or but also however meanwhile then thus now so yet therefore instead moreover not only it's")


def _trim_subject(words: Words, begin: int, end: int) -> tuple[int, int] | None:
    low = words.low
    while begin < end and (
        low[begin] in _LEADING
        or (low[begin] == "far" and low[begin - 1] == "so")
        or (is_adverb(low[begin]) and low[begin] not in ("all", "both", "more"))
        or not low[begin][0].isalnum()
    ):
        begin += 1
    if (
        begin < end
        and low[begin] in _PREPOSITIONS
        and low[begin + 1 : begin + 2] not in (["least"], ["most"], ["half"])
    ):
        inner = _after_adjunct(low, begin, end)
        if inner is None:
            return None
        begin = inner
    begin, end = _without_time(low, begin, end)
    if begin >= end:
        return None
    return max(begin, end - 25), end


_NEW_SUBJECT = word_set(
    "the a its we they it he she president minister chancellor governor mayor prime chief king queen senator "
    "commissioner"
)
_OF_TIME = word_set(
    "the end of early late mid next last this first second third fourth half quarter coming start beginning middle "
    "years months weeks days decades century"
)


def _after_adjunct(low: list[str], begin: int, end: int) -> int | None:
    """Return where the subject begins after an adjunct without a comma: "in March the council"."""
    i = begin + 1
    while i < end and (low[i] in _DAYS or low[i] in _OF_TIME or (low[i].isdigit() and len(low[i]) == 4)):
        i += 1
    if i < end and i > begin + 1 and (low[i - 1] in _DAYS or low[i - 1].isdigit()):
        return i
    for i in range(begin + 2, end):
        if low[i - 1] not in _PREPOSITIONS and low[i - 1] not in _DETERMINERS:
            if low[i] in _NEW_SUBJECT and low[i - 1] not in _AND:
                return i
            if low[i][0].isdigit() and low[i - 1] not in _DAYS and low[i - 1].isalpha():
                return i  # "under the scheme 5 million households"
    return None


MONTHS = word_set("january february march april may june july august september october november december")
_DAYS = MONTHS | word_set(
    "today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday morning afternoon "
    "evening week month year quarter weekend earlier later decade"
)
_BEFORE_DAY = word_set("on in last this next late early earlier later every each the since")


def _without_time(low: list[str], begin: int, end: int) -> tuple[int, int]:
    """Take times off the ends of a subject: "last month the regulator", "the commission on Tuesday"."""
    if low[begin] in ("last", "this", "next", "earlier", "later"):
        start = begin + 1
        while start < end - 1 and low[start] in _DAYS:
            start += 1
        begin = start if start > begin + 1 else begin
    elif low[begin] in _DAYS and low[begin + 1 : begin + 2] in (["the"], ["a"], ["an"]):
        begin += 1
    last = end
    while last - 1 > begin and (low[last - 1] in _DAYS or low[last - 1][0].isdigit() or low[last - 1] in _BEFORE_DAY):
        last -= 1
    # "the class of 2024", "articles 4 to 6": only what begins with a word that leads to a time is one.
    if last < end and low[last] in _BEFORE_DAY and (low[end - 1] in _DAYS or low[end - 1].isdigit()):
        end = last
    elif end - 1 > begin + 1 and low[end - 1] in ("today", "yesterday", "tomorrow", "monday", "tuesday", "wednesday",
                                                  "thursday", "friday", "saturday", "sunday"):  # fmt: skip
        end -= 1
    return begin, end


def antecedent(words: Words, relative: int, floor: int) -> tuple[int, int] | None:
    """Return the words that the relative pronoun at ``relative`` stands for."""
    low = words.low
    end = relative
    if end > floor and low[end - 1] == ",":
        end -= 1
    begin = end
    while begin > floor and end - begin < 12 and low[begin - 1] not in _SUBJECT_START and low[begin - 1] != ",":
        begin -= 1
        if low[begin] in ("the", "a", "an", "its", "their", "this") and (
            begin == floor or low[begin - 1] not in _PREPOSITIONS
        ):
            break
    return _trim_subject(words, begin, end)


def _is_name(text: str, words: Words, i: int) -> bool:
    """Say whether the sentence's first word is a name: elsewhere the text has it in capitals only."""
    word = text[words.start[i] : words.end[i]]
    return (f" {word}" in text and f" {words.low[i]}" not in text) or word[1:].isupper()


def head_of(words: Words, subject: tuple[int, int]) -> int:
    """Return the position of a noun phrase's head: the word before its first preposition or comma."""
    begin, end = subject
    return next((i for i in range(begin + 1, end) if words.low[i] in _PREPOSITIONS or words.low[i] == ","), end) - 1


def judge_actor(text: str, words: Words, subject: tuple[int, int] | None, lexicon: Path | None = None) -> str:
    """Say whether the subject can act: ``strong``, ``weak`` (unknown), ``person``, ``no`` or ``none`` (no subject)."""
    if subject is None:
        return "none"
    begin, end = subject
    known = actors(lexicon)
    low = words.low
    head_end = head_of(words, subject) + 1
    head = low[head_end - 1]
    if end - begin == 1 and head == "it" and begin and low[begin - 1] in ("that", "said", "says", "added", "and"):
        return "strong"  # "said that it had opened": the institution that spoke
    if end - begin == 1 and head in known.pronouns:
        return "person" if head in known.persons else "strong" if head in ("we", "they") else "weak"
    head = head[:-2] if head.endswith("'s") else head
    if head in known.yes:
        return "strong"
    if head in known.persons:
        return "people"
    if head in known.no:
        return "no"
    for i in range(begin, head_end):
        if (
            text[words.start[i]].isupper()
            and (i > begin or end - begin == 1 or begin > 0)
            and low[i] not in _DETERMINERS
        ):
            return "strong"
    if begin == 0 and end - begin > 2 and low[begin + 1] in (",", "and") and text[words.start[end - 1]].isupper():
        return "strong"  # "Kenya, Uganda and Tanzania"
    if head.endswith(("ers", "ors", "ists", "ants", "ees")):
        return "strong"
    return "weak"
