"""A line of text as words with light word classes, one letter a word.

The statement frames are written over the string of classes, not over the words: that keeps them short, and matching
a short string of letters is fast.  The classes are closed lists (``lexicon/grammar.yaml``) and shape (capital, -ing,
-ed), no trained tagger.

=====  ============================================  =====  ================================================
class  words                                         class  words
=====  ============================================  =====  ================================================
d      determiner, possessive pronoun                N      capitalised word
p      personal pronoun                              o      any other word
r      who, which, whom                              m      figure
i      preposition                                   e      day, month, yesterday
t, T   to, that                                      g, v   word in -ing, word in -ed
w, s   whether/how, because/while                    f      other finite verb
c      and, or, but                                  k      reporting verb
b h x  be, have, modal                               q z Q  opening mark, quoted word, closing mark
a      adverb                                        .      end of the sentence (Y: closing mark that ends it)
=====  ============================================  =====  ================================================

Punctuation stands for itself (``, ; : - ( )``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import accumulate, compress, count
from operator import ne
from pathlib import Path

from communique.lexicon import alternation, read_lexicon
from communique.statements.verbs import cue_forms

# The first alternatives are the commonest cases of the others, in sets of letters that the engine tests fastest.
_TOKEN = re.compile(r"([a-z]++(?=[ \n])|\w++(?:[-’'&]\w++|[.,](?:\d++|\w\b))*+|''|``|[^\w\s])")
_OPENING, _CLOSING, _EITHER = "“«„‟", "”»", '"'
_MARKS = frozenset('“”«»„‟"') | {"''", "``"}
_SINGLE_OPEN, _SINGLE_CLOSE = frozenset("'‘`"), frozenset("'’´")
# Marks at which a statement can be found.
TRIGGER_MARKS = "[“”«»„\"‘:：]|''"
CLOSING_MARKS = _MARKS | _SINGLE_CLOSE
_ENDS = frozenset(".?!。？！…")
# After these a full stop ends no sentence.
_TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "lt", "col", "prof", "hon", "rev", "sgt", "st"}
)
_PUNCTUATION = {
    ",": ",", "，": ",", "、": ",", ";": ";", "；": ";", ":": ":", "：": ":", "(": "(", ")": ")", "（": "(", "）": ")",
    "[": "o", "]": "o", "–": "-", "—": "-", "-": "-", "―": "-", "|": "-",
}  # fmt: skip
_NOUN_BEFORE = frozenset("dimk")  # a word that can be noun or verb is a noun after one of these
# Longer single-quoted stretches than this are taken for a pair of apostrophes that do not belong together.
_MAX_SINGLE_QUOTED = 120


_TIME_UNITS = frozenset({
    "week", "month", "year", "night", "summer", "fall", "autumn", "spring", "winter", "weekend", "morning", "evening",
    "afternoon", "decade", "quarter", "ago",
})  # fmt: skip
_TIME_POINTERS = frozenset({
    "last", "this", "next", "that", "every", "each", "past", "same", "one", "the", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "later", "earlier", "weeks", "months", "years", "days", "hours",
})  # fmt: skip
# Base forms that are nouns after a singular word: "a former state legislator".
_BASE_FORMS = frozenset({
    "state", "report", "claim", "call", "comment", "answer", "reply", "question", "demand", "request", "order",
    "appeal",
    "estimate", "project", "promise", "pledge", "point", "post", "tweet", "quote", "signal", "plan", "offer", "press",
    "think", "task", "review", "rule", "set", "aim", "ban", "challenge", "show", "brief", "note", "stress",
})  # fmt: skip
_PLURALS = frozenset({
    "people", "police", "many", "some", "most", "few", "men", "women", "children", "media", "data", "majority",
    "staff",
    "percent", "half", "public", "both", "all", "others", "cent", "elite", "clergy", "cattle", "folk", "youth",
    "alumni",
})  # fmt: skip
_AFTER_NOUN = frozenset({"by", "from", "of", "among", "are", "were", "have"})
_PREPOSED = frozenset({"the", "one"})
# After one of these no verb follows, whatever the word looks like.
_ARTICLES = frozenset({"the", "a", "an", "my", "our", "your", "its", "their", "every", "whose"})
_PRONOUN_LIKE = frozenset({
    "some", "many", "most", "others", "both", "all", "several", "few", "one", "another", "none", "those", "these",
    "that",
})  # fmt: skip
_IS = frozenset({"he's", "she's", "it's", "that's", "there's", "who's", "what's"})
# Small-letter words that are a month or day only with a capital.
_SMALL_WORDS = frozenset({"march", "mar", "sat", "sun"})
# Months and days that are family or first names as well.
_FIRST_NAMES = frozenset({"sun", "mar", "jan", "april", "june", "mon", "august"})
# Classes that depend on what stands before: reporting verb, finite verb, -ed, -ing, time, unit of time.
_DEPENDS = frozenset("kfvgeu")


@cache
def word_classes(lexicon: Path | None) -> tuple[dict[str, str], dict[str, str]]:
    """Return the class of each listed word (later lists win), and a table that knows other words by their shape."""
    grammar = read_lexicon("grammar", lexicon)
    classes: dict[str, str] = {}
    order = (
        ("finite", "f"), ("participles", "v"), ("not_ing", "o"), ("not_ed", "o"), ("not_ly", "o"), ("time", "e"),
        ("adverbs", "a"),
        ("prepositions", "i"),
        ("subordinators", "s"), ("wh", "w"), ("conjunctions", "c"), ("determiners", "d"), ("subject_pronouns", "p"),
        ("pronouns", "p"), ("modals", "x"), ("have", "h"), ("be", "b"), ("relatives", "r"),
    )  # fmt: skip
    for name, letter in order:
        classes.update(dict.fromkeys((str(word) for word in grammar[name]), letter))
    for word in grammar["determiners"]:
        classes[str(word)] = "d"
    classes["that"], classes["to"] = "T", "t"
    classes.update(dict.fromkeys(_TIME_UNITS, "u"))
    classes.update(dict.fromkeys(cue_forms(lexicon), "k"))
    return classes, _Classes(classes)


# Words in no list are remembered with the class that their shape shows, up to so many.
_MOST_REMEMBERED = 200_000


class _Classes(dict):
    """The classes of words; of a word in no list it remembers the class that its shape shows."""

    def __init__(self, listed: dict[str, str]) -> None:
        super().__init__(listed)
        self._listed = listed

    def __missing__(self, word: str) -> str:
        first = word[0]
        if first.isdigit():
            tag = "m"
        elif word in _MARKS or word in _SINGLE_OPEN or word in _SINGLE_CLOSE:
            tag = "M"
        elif not first.isalnum():
            tag = "N" if word in _ENDS else _PUNCTUATION.get(word, "o")  # sentence ends are set afterwards
        else:
            tag = base_shape(word, "")
        if len(self) > _MOST_REMEMBERED:
            self.clear()
            self.update(self._listed)
        self[word] = tag
        return tag


def base_shape(word: str, before: str) -> str:
    """Return the class by the ending of a word: adverb, -ing, -ed, or any other."""
    if len(word) > 3:
        if word.endswith("ly"):
            return "a"
        if word.endswith("ing") and before != "d":
            return "g"
        if word.endswith("ed") and before != "d":
            return "v"
    return "o"


@cache
def cue_pattern(lexicon: Path | None) -> re.Pattern[str]:
    """Return the pattern of the words at which a statement can be found."""
    words = read_lexicon("cues", lexicon)
    forms = {*cue_forms(lexicon), *words["stances"], *owned_nouns(lexicon), *words["views"], "according"}
    return re.compile(r"\b(?:" + alternation(sorted(forms)) + r")\b")


@cache
def trigger_pattern(lexicon: Path | None) -> re.Pattern[str]:
    """Return the pattern of a sentence that can take part in a statement: a reporting word or a mark."""
    return re.compile(f"{cue_pattern(lexicon).pattern}|{TRIGGER_MARKS}")


class Line:
    """Words of a paragraph with their classes; positions count words, ``start`` and ``end`` give characters."""

    __slots__ = ("ends", "folded", "heading", "quotes", "sentence", "size", "starts", "tags", "text", "words")

    def __init__(self, text: str, folded: str, start: int, end: int, stops: list[int], lexicon: Path | None) -> None:
        self.text, self.folded = text, folded
        pieces = _TOKEN.split(folded[start:end])  # gap, word, gap, word, ..., gap
        offsets = list(accumulate(map(len, pieces), initial=start))
        self.words = pieces[1::2]
        self.starts = offsets[1:-1:2]
        self.ends = offsets[2::2]
        self.size = len(self.words)
        self.heading = False
        self.sentence = self._number_sentences(stops)
        tags = self._classify(lexicon)
        self._mark_stops(tags, stops)
        self.quotes = self._mark_quotes(tags)
        self.tags = "".join(tags)

    def part(self, first: int, last: int, lexicon: Path | None) -> Line:
        """Return words ``first`` to ``last`` as a line of its own; its marks and sentences are found anew."""
        words, starts, ends, text = self.words, self.starts, self.ends, self.text
        stops = [
            ends[index]
            for index in range(first, last)
            if words[index] in _ENDS and text[starts[index + 1]].isupper() and words[index - 1].islower()
        ]
        return Line(text, self.folded, starts[first], ends[last], [*stops, ends[last]], lexicon)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the characters of words ``first`` to ``last``, both included."""
        return self.starts[first], self.ends[last]

    def _classify(self, lexicon: Path | None) -> list[str]:
        """Give every word its class: by list or shape, then by what stands before it where that decides."""
        listed, table = word_classes(lexicon)
        tags = list(map(table.__getitem__, self.words))
        text, folded, starts = self.text, self.folded, self.starts
        first_letters = map(ne, map(text.__getitem__, starts), map(folded.__getitem__, starts))
        capitals = {index for index in compress(count(), first_letters) if self.words[index][0] != "'"}
        # Headline style, or all in capitals: capitals tell nothing.
        titled = 3 * len(capitals) > self.size and len(capitals) > 0.5 * sum([w[0].isalpha() for w in self.words])
        nouns, words, sentence, ends = noun_forms(lexicon), self.words, self.sentence, self.ends
        depending = compress(count(), map(_DEPENDS.__contains__, tags))
        for index in sorted(capitals.union(depending)):
            tag = tags[index]
            word = words[index]
            if index == 0 or sentence[index] != sentence[index - 1]:
                before = "."
            else:
                before = tags[index - 1]
                if before == "M":  # an opening mark begins a sentence, a closing one does not
                    before = "." if ends[index - 1] == starts[index] else ","
            capital = index in capitals and before != "." and not titled
            if tag == "k":
                if capital:
                    tag = "N"
                elif (
                    (word in nouns and self._is_noun(before, tags, index))
                    or (before == "d" and word[-2:] != "ed" and words[index - 1] in _ARTICLES)
                    or word[-2:] == "ed"
                    and (_owned(words, index) or (before == "d" and words[index - 1] not in _PRONOUN_LIKE))
                ):
                    tag = base_shape(word, before)
                elif (word in nouns and index > 1 and words[index - 2] == "according") or (
                    index and words[index - 1] in "/<"
                ):
                    tag = "o"
            elif tag == "u":
                tag = "o"
                if (index and words[index - 1] in _TIME_POINTERS) or word == "ago":
                    tag = "e"
                    if index and words[index - 1] not in _PREPOSED:
                        tags[index - 1] = "e"
            elif index in capitals:
                if tag == "e" and word in _FIRST_NAMES and before != "i" and self._begins_name(index, capitals, listed):
                    tag = "N"
                elif tag == "e" or tag in "dptT":
                    pass
                elif capital:
                    tag = "N" if word != "may" else "e"
                elif tag == "o":
                    tag = "o" if word in listed and not self._begins_name(index, capitals, listed) else "N"
                elif tag in "gv" and before == "d":
                    tag = "o"
            elif tag == "e":
                if word in _SMALL_WORDS:
                    tag = "o"
            elif tag == "f":
                if word[-1] == "s" and before not in "oNprmaTv),":
                    tag = "o"  # "announced plans": a noun, since no noun stands before it
            elif before == "d":  # -ing and -ed
                tag = "o"
            if tag == "k" and before == "k" and word not in nouns and words[index - 1] in nouns:
                tags[index - 1] = "o"  # "the work report proposed": two finite verbs do not stand side by side
            tags[index] = tag
        return tags

    def _begins_name(self, index: int, capitals: set[int], listed: dict[str, str]) -> bool:
        """Say whether "Sun", "Jan" or "June" is a name here: a capitalised word that is no time stands right after."""
        after = index + 1
        if after not in capitals or (index and self.words[index - 1] in _TIME_POINTERS):
            return False
        return self.starts[after] == self.ends[index] + 1 and listed.get(self.words[after]) not in ("e", "k")

    def _is_noun(self, before: str, tags: list[str], index: int) -> bool:
        """Say whether a word that can be noun or verb is a noun, by its neighbours."""
        words = self.words
        if before == "m" and index > 1 and tags[index - 2] == "N":
            return False  # "Article 4 states"
        if words[index + 1 : index + 2] in (["tank"], ["tanks"], ["secretary"], ["release"], ["force"]):
            return True
        if before == "." and index + 1 < self.size and words[index + 1] in _AFTER_NOUN:
            return True  # "Fears among traders", "Calls from doctors"
        if before == "o" and words[index] in _BASE_FORMS and index and words[index - 1][-1] != "s":
            # "a former state legislator", but "researchers at the institute estimate"
            return words[index - 1] not in _PLURALS and "i" not in tags[max(0, index - 4) : index]
        if before in "im" and words[index].endswith("ing"):
            return False  # "by saying that", "without mentioning it"
        return before in _NOUN_BEFORE or _owned(words, index)

    def _number_sentences(self, stops: list[int]) -> list[int]:
        """Return the number of each word's sentence; ``stops`` are the ends of the sentences in characters."""
        sentence: list[int] = []
        for number, stop in enumerate(stops[:-1]):
            place = bisect_left(self.starts, stop)
            sentence.extend([number] * (place - len(sentence)))
        sentence.extend([len(stops) - 1] * (self.size - len(sentence)))
        return sentence

    def _mark_stops(self, tags: list[str], stops: list[int]) -> None:
        """Set "." at the last full stop, question or exclamation mark of each sentence."""
        words, starts = self.words, self.starts
        for stop in stops:
            back = bisect_left(starts, stop) - 1
            while back >= 0 and (words[back] in _MARKS or words[back] in "')]´"):
                back -= 1
            while back >= 0 and words[back] in _ENDS and not (back and words[back - 1] in _TITLES):
                tags[back] = "."
                back -= 1
        at = self.folded.find(".)", starts[0], self.ends[-1]) if starts else -1
        while at >= 0:  # "(… warm up.) A more subdued …"
            index = bisect_left(starts, at)
            inside = index + 2 < self.size and starts[index] == at and words[index - 1].islower()
            if inside and self.text[starts[index + 2]].isupper():
                tags[index] = "."
            at = self.folded.find(".)", at + 1, self.ends[-1])

    def _begins_sentence(self, mark: int) -> bool:
        """Say whether a mark after a full stop opens a quotation that begins with a capital."""
        spaced = self.ends[mark - 1] < self.starts[mark]
        before = self.words[mark - 2]
        capital = mark + 1 < self.size and self.text[self.starts[mark + 1]].isupper()
        return spaced and capital and len(before) > 2 and before not in _TITLES

    def _mark_quotes(self, tags: list[str]) -> list[tuple[int, int]]:
        """Find quoted stretches, set their classes and return their first and last word (the marks)."""
        words, starts, ends, text = self.words, self.starts, self.ends, self.text
        size = self.size
        quotes: list[tuple[int, int]] = []
        opened = -1
        singles: list[int] = []
        marks = [index for index, tag in enumerate(tags) if tag == "M"] if "M" in tags else []
        for index in marks:
            tags[index] = "o"
            word = words[index]
            if index > 1 and words[index - 1] == "." and self._begins_sentence(index):
                tags[index - 1] = "."
            if word in _MARKS:
                space_before = index == 0 or ends[index - 1] < starts[index]
                space_after = index == size - 1 or ends[index] < starts[index + 1]
                if word in _OPENING:
                    if opened >= 0 and word == "“" and words[opened] == '"':
                        continue
                    if opened >= 0 and space_after and not space_before:
                        quotes.append((opened, index))  # an opening mark typed for a closing one
                        opened = -1
                        continue
                    opened = index
                elif word in _CLOSING:
                    if opened >= 0:
                        quotes.append((opened, index))
                    opened = -1
                elif opened < 0:
                    if index < size - 1 and (not space_after or space_before):
                        opened = index
                elif words[opened] in ("“", "„", "‟", "«") and word != '"':
                    continue
                elif space_before and not space_after and index > opened + 1:
                    opened = index  # the mark before was never closed
                else:
                    quotes.append((opened, index))
                    opened = -1
            else:
                singles.append(index)
        if opened >= 0 and opened < size - 1:
            quotes.append((opened, size - 1))  # never closed: it runs to the end of the paragraph
        if singles:
            quotes = _with_singles(self, quotes, singles)
        for first, last in quotes:
            closed = words[last] in _MARKS or words[last] in _SINGLE_CLOSE
            tags[first] = "q"
            # Whether the quotation ends its sentence: a full stop inside, and no small letter after the mark.
            inner = tags[last - 1] if closed else "."
            ending = words[last - 1] if closed else words[last]
            final = last == size - 1 or self.sentence[last + 1] != self.sentence[last]
            if not final and (ending == "." or inner == ".") and text[starts[last + 1]].isupper():
                final = True
            if final and last < size - 1 and text[starts[last + 1]].islower():
                final = False
            if final and closed and ending not in _ENDS and last < size - 1 and tags[last + 1] == ".":
                final = False
            tags[first + 1 : last] = "z" * (last - first - 1)
            tags[last] = ("Y" if final else "Q") if closed or last > first else "Q"
        return quotes


def _owned(words: list[str], index: int) -> bool:
    """Say whether the word before ends in a possessive: "the minister's claim", "the workers' demands"."""
    return index > 0 and (words[index - 1].endswith("'s") or words[index - 1] == "'") and words[index - 1] not in _IS


@cache
def noun_forms(lexicon: Path | None) -> frozenset[str]:
    """Return the forms that can be nouns as well as reporting verbs."""
    return frozenset(str(word) for word in read_lexicon("cues", lexicon)["noun_forms"])


@cache
def speaking_nouns(lexicon: Path | None) -> frozenset[str]:
    """Return the nouns that can be the subject of saying: documents, bodies, groups, roles."""
    cues = read_lexicon("cues", lexicon)
    lists = (cues["documents"], cues["organisations"], cues["groups"], read_lexicon("titles", lexicon)["roles"])
    return frozenset(str(word) for words in lists for word in words)


@cache
def kind_nouns(lexicon: Path | None) -> tuple[frozenset[str], frozenset[str]]:
    """Return the nouns of documents, and of bodies that speak as one."""
    cues = read_lexicon("cues", lexicon)
    return frozenset(map(str, cues["documents"])), frozenset(map(str, cues["organisations"]))


@cache
def stance_words(lexicon: Path | None) -> frozenset[str]:
    """Return the adjectives of stance ("adamant that")."""
    return frozenset(map(str, read_lexicon("cues", lexicon)["stances"]))


@cache
def event_words(lexicon: Path | None) -> frozenset[str]:
    """Return the words at which a statement can be found."""
    more = {*stance_words(lexicon), *map(str, read_lexicon("cues", lexicon)["views"]), "according", ":", "："}
    return frozenset({*cue_forms(lexicon), *owned_nouns(lexicon), *more})


@cache
def owned_nouns(lexicon: Path | None) -> dict[str, frozenset[str]]:
    """Return the nouns of saying and the words beside "that" that can begin their content."""
    cues = read_lexicon("cues", lexicon)
    return {str(noun): frozenset(words or ()) for noun, words in (cues["nouns"] | cues["supported"]).items()}


@cache
def supported_nouns(lexicon: Path | None) -> frozenset[str]:
    """Return the nouns that say something only with a verb: "drew attention to"."""
    return frozenset(map(str, read_lexicon("cues", lexicon)["supported"]))


def _with_singles(line: Line, quotes: list[tuple[int, int]], singles: list[int]) -> list[tuple[int, int]]:
    """Add stretches in single marks that lie outside of the others; an apostrophe is no mark."""
    words, starts, ends = line.words, line.starts, line.ends
    inside = [False] * line.size
    for first, last in quotes:
        for index in range(first, last + 1):
            inside[index] = True
    added: list[tuple[int, int]] = []
    opened = -1
    for index in singles:
        if inside[index]:
            opened = -1
            continue
        space_before = index == 0 or ends[index - 1] < starts[index] or words[index - 1] in "([-–—"
        space_after = index == line.size - 1 or ends[index] < starts[index + 1] or not words[index + 1].isalnum()
        if words[index] in _SINGLE_OPEN and space_before and not space_after:
            opened = index
        elif opened >= 0 and words[index] in _SINGLE_CLOSE and not space_before and space_after:
            if index - opened <= _MAX_SINGLE_QUOTED:
                if added and added[-1][0] == opened:
                    added.pop()  # the mark before was the apostrophe of a plural ("workers' rights")
                added.append((opened, index))
            if words[index - 1][-1] != "s":
                opened = -1
    return sorted(quotes + added) if added else quotes
