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
from functools import cache
from pathlib import Path

from communique.lexicon import alternation, read_lexicon
from communique.statements.verbs import cue_forms

_TOKEN = re.compile(r"\w+(?:[’'\-&]\w+|\.\w(?!\w)|[.,]\d+)*|''|``|[^\w\s]")
_OPENING, _CLOSING, _EITHER = "“«„‟", "”»", '"'
_MARKS = frozenset('“”«»„‟"') | {"''", "``"}
_SINGLE_OPEN, _SINGLE_CLOSE = frozenset("'‘`"), frozenset("'’´")
_ENDS = frozenset(".?!。？！…")
_PUNCTUATION = {
    ",": ",", "，": ",", "、": ",", ";": ";", "；": ";", ":": ":", "：": ":", "(": "(", ")": ")", "（": "(", "）": ")",
    "[": "o", "]": "o", "–": "-", "—": "-", "-": "-", "―": "-", "|": "-",
}  # fmt: skip
_NOUN_BEFORE = frozenset("dim")  # a word that can be noun or verb is a noun after one of these
# Longer single-quoted stretches than this are taken for a pair of apostrophes that do not belong together.
_MAX_SINGLE_QUOTED = 120


@cache
def word_classes(lexicon: Path | None) -> dict[str, str]:
    """Return the class of each listed word; later lists win over earlier ones."""
    grammar = read_lexicon("grammar", lexicon)
    classes: dict[str, str] = {}
    order = (
        ("finite", "f"), ("not_ing", "o"), ("not_ed", "o"), ("not_ly", "o"), ("time", "e"), ("adverbs", "a"), ("prepositions", "i"),
        ("subordinators", "s"), ("wh", "w"), ("conjunctions", "c"), ("determiners", "d"), ("subject_pronouns", "p"),
        ("pronouns", "p"), ("modals", "x"), ("have", "h"), ("be", "b"), ("relatives", "r"),
    )  # fmt: skip
    for name, letter in order:
        classes.update(dict.fromkeys((str(word) for word in grammar[name]), letter))
    for word in grammar["determiners"]:
        classes[str(word)] = "d"
    classes["that"], classes["to"] = "T", "t"
    return classes


@cache
def trigger_pattern(lexicon: Path | None) -> re.Pattern[str]:
    """Return the pattern that a line must match to hold a statement: a reporting word or a mark."""
    words = read_lexicon("cues", lexicon)
    forms = sorted({*cue_forms(lexicon), *(phrase.split()[0] for phrase in words["according"]), *words["hearsay"]})
    return re.compile(r"\b(?:" + alternation(forms) + r")\b|[“”«»„\"‘:：]|''")


class Line:
    """Words of a paragraph with their classes; positions count words, ``start`` and ``end`` give characters."""

    __slots__ = ("folded", "text", "starts", "ends", "words", "tags", "sentence", "quotes", "size", "heading")

    def __init__(self, text: str, folded: str, start: int, end: int, stops: list[int], lexicon: Path | None) -> None:
        self.text, self.folded = text, folded
        starts: list[int] = []
        ends: list[int] = []
        words: list[str] = []
        for match in _TOKEN.finditer(folded, start, end):
            a, b = match.span()
            starts.append(a)
            ends.append(b)
            words.append(match[0])
        self.starts, self.ends, self.words, self.size = starts, ends, words, len(words)
        self.heading = False
        self.sentence = self._number_sentences(stops)
        tags = self._classify(word_classes(lexicon), cue_forms(lexicon), noun_forms(lexicon))
        self._mark_stops(tags)
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

    def _classify(self, classes: dict, cues: dict, nouns: frozenset) -> list[str]:
        text, starts, ends, words = self.text, self.starts, self.ends, self.words
        tags: list[str] = []
        before = "."
        capitals = sum(text[start].isupper() for start in starts)
        titled = capitals > 0.5 * sum(word[0].isalpha() for word in words)  # headline style, or all in capitals
        number = 0
        for index, word in enumerate(words):
            first = word[0]
            if self.sentence[index] != number:
                before, number = ".", self.sentence[index]
            if not first.isalnum():
                tag = _PUNCTUATION.get(word, "o")
                if word in _ENDS:
                    tag = "N"  # an abbreviation's full stop; sentence ends are set afterwards
            elif word in cues and not (
                (word in nouns and (before in _NOUN_BEFORE or _owned(words, index)))
                or (word[-2:] == "ed" and (_owned(words, index) or before == "d" and words[index - 1] not in _PRONOUN_LIKE))
                or (index and words[index - 1] in "/<")
            ):
                tag = "k"
                if before != "." and not titled and text[starts[index]].isupper():
                    tag = "N"
            else:
                tag = classes.get(word)
                upper = text[starts[index]].isupper()
                if tag is None:
                    tag = _shape(word, upper, ends[index] - starts[index], before)
                elif upper and before != "." and not titled and tag not in "dptTe":
                    tag = "N" if word != "may" else "e"
                elif tag == "e" and not upper and word in ("march", "mar", "sat", "sun", "second"):
                    tag = "o"
            if tag == "f" and word[-1] == "s" and before not in "oNprmaTv),":
                tag = "o"  # "announced plans": a noun, since no noun stands before it
            if word in _TIME_UNITS and index and (words[index - 1] in _TIME_POINTERS or word == "ago"):
                tag = "e"
                tags[-1] = "e" if words[index - 1] not in _PREPOSED else tags[-1]
            tags.append(tag)
            before = tag
            if word in _MARKS:  # an opening mark begins a sentence, a closing one does not
                before = "." if index + 1 < self.size and ends[index] == starts[index + 1] else ","
        return tags

    def _number_sentences(self, stops: list[int]) -> list[int]:
        """Return the number of each word's sentence; ``stops`` are the ends of the sentences in characters."""
        sentence, number = [], 0
        last = len(stops) - 1
        for start in self.starts:
            while number < last and start >= stops[number]:
                number += 1
            sentence.append(number)
        return sentence

    def _mark_stops(self, tags: list[str]) -> None:
        """Set "." at the last full stop, question or exclamation mark of each sentence."""
        words, sentence, last = self.words, self.sentence, self.size - 1
        text, starts = self.text, self.starts
        for index in range(self.size):
            if index == last or sentence[index + 1] != sentence[index]:
                back = index
                while back >= 0 and (words[back] in _MARKS or words[back] in _SINGLE_CLOSE or words[back] in ")]"):
                    back -= 1
                while back >= 0 and words[back] in _ENDS:
                    tags[back] = "."
                    back -= 1
            elif words[index] == "." and index < last - 1 and words[index + 1] == ")":
                if text[starts[index + 2]].isupper() and words[index - 1].islower():
                    tags[index] = "."  # "(… warm up.) A more subdued …"

    def _mark_quotes(self, tags: list[str]) -> list[tuple[int, int]]:
        """Find quoted stretches, set their classes and return their first and last word (the marks)."""
        words, starts, ends, text = self.words, self.starts, self.ends, self.text
        size = self.size
        quotes: list[tuple[int, int]] = []
        opened = -1
        singles: list[int] = []
        for index in range(size):
            word = words[index]
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
            elif word in _SINGLE_OPEN or word in _SINGLE_CLOSE:
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


_TIME_UNITS = frozenset(
    "week month year night summer fall autumn spring winter weekend morning evening afternoon decade quarter ago".split()
)
_TIME_POINTERS = frozenset(
    "last this next that every each past same one the".split()
    + "monday tuesday wednesday thursday friday saturday sunday later earlier weeks months years days hours".split()
)
_PREPOSED = frozenset({"the", "one"})
_PRONOUN_LIKE = frozenset("some many most others both all several few one another none those these that".split())
_IS = frozenset({"he's", "she's", "it's", "that's", "there's", "who's", "what's"})


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
def owned_nouns(lexicon: Path | None) -> dict[str, frozenset[str]]:
    """Return the nouns of saying and the words beside "that" that can begin their content."""
    return {str(noun): frozenset(words or ()) for noun, words in read_lexicon("cues", lexicon)["nouns"].items()}


def _shape(word: str, upper: bool, length: int, before: str) -> str:
    if word[0].isdigit():
        return "m"
    if upper and before != ".":
        return "N"
    if length > 3:
        if word.endswith("ly"):
            return "a"
        if word.endswith("ing"):
            return "g" if before not in "d" else "o"
        if word.endswith("ed"):
            return "v" if before not in "d" else "o"
    return "N" if upper else "o"


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
                added.append((opened, index))
            opened = -1
    return sorted(quotes + added) if added else quotes
