"""Set phrases: numbered formulations ("three concentrations"), quoted ones ("a game of chess") and slogans.

A set phrase is recognised by its shape, so that it works for any country: a number word before a noun, in quotation
marks or capitals or before a verb that stands as a noun; or a short stretch in quotation marks that is a piece of a
clause and not somebody's words.  The glossary adds meanings, and phrases that carry no mark.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from pathlib import Path
from typing import NamedTuple

from communique.article import Article, fold
from communique.commitments.clauses import covering_statement
from communique.lexicon import alternation, read_lexicon
from communique.records import Formulation, Sentence, Span, Statement

RULES = {
    "numbered-quoted": "A number word and what it counts in quotation marks: “three concentrations”.",
    "numbered-capital": "A number word and a noun in capitals inside a sentence: the Four Comprehensives.",
    "numbered-nominal": "A number word before a verb or adjective that stands as a noun: two unswervinglies.",
    "numbered-plus": "Figures and letters joined by plus signs: 1+N.",
    "numbered-parts": "A plan in so many parts: a five-pronged approach.",
    "numbered-zh": "A Chinese number, classifier and noun in quotation marks, or a known nominal: 三个集中.",
    "quoted-phrase": "A short stretch in quotation marks inside a clause that is not somebody's words: “big picture”.",
    "glossary": "A phrase of the glossary without marks.",
    "slogan-capital": "A verb and its words in capitals inside a sentence: Build Back Better.",
}

# A quoted stretch longer than this is somebody's words or a title; the longest slogans of the register have ten words.
MAX_WORDS = 12
# No phrase of that many words is longer than this; most direct speech is.
MAX_LETTERS = 150
# The same for Chinese, in characters.
MAX_HAN = 24
# Direct speech: the quoted stretch makes up at least this share of what the statement says.
MIN_SHARE_OF_CONTENT = 0.8

# One pattern a mark, each with a literal first letter: text that lacks the mark costs nothing.
_QUOTES = {
    "“": re.compile(r"“[^“”\n]*”"),
    '"': re.compile(r"\"[^\"\n]*\""),
    "‘": re.compile(r"‘(?<!\w‘)[^‘\n]{2,90}?’(?!\w)"),
    "«": re.compile(r"«[^«»\n]*»"),
    "「": re.compile(r"「[^「」\n]*」"),
    "『": re.compile(r"『[^『』\n]*』"),
}
_INNER = re.compile(r"(?<!\w)['‘][^'‘’\n]{3,80}['’](?!\w)")
_WORD = re.compile(r"[^\W_]+(?:[-'’+&][^\W_]+)*")
_HAN = re.compile("[\u4e00-\u9fff]")
_PLUS = re.compile(r"(?<![\w.+])(?:\d{1,2}|[NX])\s?\+\s?(?:\d{1,2}|[NXn])(?:\s?\+\s?(?:\d{1,2}|[NXn]))*(?![\w%])")
_EDGE = " \t,.;:!?、。，；：'‘’“”\"«»「」『』()"
_ARTICLE = re.compile(r"^(?:the|a|an)\s+")


class Known(NamedTuple):
    """An entry of the glossary."""

    formulation: str
    kind: str
    number: int | None
    noun: str | None
    gloss: str | None
    zh: str | None
    confidence: str
    source: str | None


class _Words(NamedTuple):
    numbers: dict[str, int]
    numbers_zh: dict[str, int]
    sets: dict[str, frozenset[str]]
    start: re.Pattern[str]
    counted: re.Pattern[str]
    zh: re.Pattern[str]
    glossary: dict[str, Known]
    tails: frozenset[str]
    unmarked: re.Pattern[str] | None
    unmarked_zh: re.Pattern[str] | None


@cache
def _words(lexicon: Path | None) -> _Words:
    words = read_lexicon("formulations", lexicon)
    numbers = dict(words["numbers"])
    sets = {name: frozenset(value) for name, value in words.items() if isinstance(value, list)}
    either = "|".join(sorted((n for n in numbers if numbers[n] <= 20), key=len, reverse=True))
    titled = "|".join(n.title() for n in sorted(numbers, key=len, reverse=True))
    parts = alternation(words["parts"])
    plans = alternation(words["plan_nouns"])
    nominal = alternation(word for word in words["nominalised"] if " " not in word)
    slogan = alternation(verb.title() for verb in words["slogan_verbs"])
    # The literal space at the front lets the engine leap from word to word: four times faster than a word boundary.
    start = re.compile(
        rf" (?:{alternation([*(n for n in numbers if numbers[n] <= 20), *(n.title() for n in numbers)])}|\d{{1,2}}(?=-)"
        rf"|{slogan})(?=[ -])"
    )
    counted = re.compile(
        rf"(?:(?P<capital>(?:{titled})\s+[A-Z][a-z]+(?:-[A-Za-z]+)?s?)(?![\w-])"
        rf"|(?P<nominal>(?:{either}|{titled})\s+(?:{nominal}|[a-z]+(?:ing|ed|ful|less|ous|ive|al|ent|ant|ab|ib)lies))(?![\w-])"
        rf"|(?P<parts>(?:{either}|{titled}|\d{{1,2}})-{parts}(?:\s+(?:[a-z]+\s+)?{plans})?)(?![\w-])"
        rf"|(?P<slogan>{slogan}(?:\s(?:[A-Z][a-z]+|in|to|for|up|the|of|and)){{0,4}}\s[A-Z][a-z]+)(?![\w-]))",
    )
    digits = "".join(words["numbers_zh"])
    classifier = "|".join(words["classifiers_zh"])
    zh = re.compile(rf"[{digits}]{{1,3}}(?:{classifier})(?:{alternation(words['nominalised_zh'])})")
    glossary, unmarked = _glossary(lexicon)
    tails = frozenset(key.rpartition(" ")[2] for key in glossary)
    return _Words(numbers, dict(words["numbers_zh"]), sets, start, counted, zh, glossary, tails, *unmarked)


def _glossary(lexicon: Path | None) -> tuple[dict[str, Known], tuple[re.Pattern[str] | None, ...]]:
    entries = read_lexicon("glossary", lexicon).get("entries") or []
    known: dict[str, Known] = {}
    bare: list[str] = []
    bare_zh: list[str] = []
    for entry in entries:
        wordings = [str(entry["formulation"]), *(str(also) for also in entry.get("also", ()))]
        zh = entry.get("zh")
        item = Known(
            wordings[0],
            entry.get("kind", "quoted"),
            entry.get("number"),
            entry.get("noun"),
            _gloss(entry),
            zh,
            entry.get("confidence", "unverified"),
            _source(entry),
        )
        for wording in [*wordings, *([zh] if zh else [])]:
            known.setdefault(_key(wording), item)
        if entry.get("unmarked"):
            bare.extend(fold(wording) for wording in wordings)
            if zh and len(zh) > 3:
                bare_zh.append(zh)
    unmarked = re.compile(rf"[ (\n]{alternation(bare)}(?!\w)") if bare else None
    return known, (unmarked, re.compile(alternation(bare_zh)) if bare_zh else None)


def _gloss(entry: dict) -> str | None:
    meaning = " ".join(str(entry.get("meaning") or "").split())
    items = "; ".join(str(item["en"]) for item in entry.get("items", ()))
    return " ".join(filter(None, [meaning, f"({items})" if items and meaning else items])) or None


def _source(entry: dict) -> str | None:
    """Return title, date and address of the first source that has an address, else of the first."""
    sources = entry.get("sources") or []
    if not sources:
        return None
    best = next((source for source in sources if source.get("url")), sources[0])
    words = [str(best[name]) for name in ("title", "date", "url") if best.get(name)]
    return ", ".join(words) + (" (read in a copy)" if best.get("note") == "copy" else "")


def canonical_form(phrase: str, lexicon: Path | None = None) -> str:
    """Return the form under which variants of one phrase are one: the glossary's, else small letters and one number.

    Parameters
    ----------
    phrase : str
        The words as written, with or without quotation marks.

    Examples
    --------
    >>> canonical_form("the “Three Concentrations”"), canonical_form("3 concentrations")
    ('three concentrations', 'three concentrations')
    >>> canonical_form("Two Unswervinglies"), canonical_form("a Digital Bridge"), canonical_form("digital bridges")
    ('two unswervings', 'digital bridge', 'digital bridge')
    """
    known = _words(lexicon).glossary.get(_key(phrase))
    return known.formulation if known is not None else _display(phrase)


def _key(phrase: str) -> str:
    """Return the words that two variants share: small letters, singular, no marks and no article."""
    words = _display(phrase).replace(",", " ").split()
    return " ".join(_singular(word) for word in words if word not in ("and", "the", "a"))


def _display(phrase: str) -> str:
    low = _ARTICLE.sub("", _MARKS.sub("", fold(phrase).strip(_EDGE))).strip(_EDGE)
    low = _BROKEN_COMMA.sub(",", " ".join(low.split()))
    if "+" in low:
        low = _AROUND_PLUS.sub("+", low)
    first, _, rest = low.partition(" ")
    if not rest:
        return low
    if first in _FIGURES:
        first = _FIGURES[first]
        low = f"{first} {rest}"
    head, _, last = low.rpartition(" ")
    if not _IN_CLAUSE.isdisjoint(low.split()):
        return low  # "grow with orders" has no singular
    if first in _FIGURE_WORDS:
        is_one_noun = first != "one" and head == first and not last.endswith(("s", "ing"))
        return f"{low}s" if is_one_noun else low
    return f"{head} {_singular(last)}"


_MARKS = re.compile(r"[“”\"«»「」『』]")
_BROKEN_COMMA = re.compile(r"[.,]\s*,")
_AROUND_PLUS = re.compile(r"(?<=\w)\s?\+\s?(?=\w)")
_FIGURES = {
    **{"1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight"},
    **{"9": "nine", "10": "ten", "11": "eleven", "12": "twelve"},
}
# Words that no name of a thing has: a phrase with one of them is kept as it is written.
_IN_CLAUSE = frozenset(
    ("with", "by", "to", "from", "than", "few", "many", "more", "less", "no", "not", "all", "is", "are", "we", "our")
)
_FIGURE_WORDS = frozenset(_FIGURES.values())


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("ings"):
        return word[:-1]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) and len(word) > 3:
        return word[:-1]
    return word


def find_formulations(
    article: Article, sentences: list[Sentence], statements: list[Statement], lexicon: Path | None = None
) -> list[Formulation]:
    """Find every mention of a set phrase.

    Parameters
    ----------
    article : Article
        The article.
    sentences : list of Sentence
        From ``segment_sentences``; boilerplate holds no formulations, titles and headings do.
    statements : list of Statement
        From ``find_statements``: they tell direct speech from a phrase in quotation marks.
    lexicon : Path, optional
        Folder of edited lexicon files.

    Returns
    -------
    list of Formulation
        In text order, without overlaps; the span leaves the quotation marks out.

    Examples
    --------
    >>> article = Article.from_text("The plan serves the “two capabilities” and builds two new plants.")
    >>> [(r.formulation, r.kind, r.number, r.gloss_confidence) for r in find_formulations(article, [], [])]
    [('two capabilities', 'numbered', 2, 'medium')]
    """
    words = _words(lexicon)
    finder = _Finder(article, sentences, statements, words)
    return finder.find()


class _Finder:
    """Looks for the set phrases of one article."""

    def __init__(self, article: Article, sentences: list[Sentence], statements: list[Statement], words: _Words) -> None:
        self.article = article
        self.text = article.text
        self.folded = article.folded
        self.words = words
        self.statements = statements
        self.statement_starts = [statement.start for statement in statements]
        self.direct = sorted(span for s in statements if s.mode == "direct" for span in s.content)
        self.skipped = [(s.start, s.end) for s in sentences if s.role == "boilerplate"]
        self.taken: list[tuple[int, int]] = []
        self.rows: list[Formulation] = []

    def find(self) -> list[Formulation]:
        for start, end in self._quotations():
            self._read_quotation(start, end)
        text = self.text
        for start in self.words.start.finditer(text):
            match = self.words.counted.match(text, start.start() + 1)
            if match is not None:
                self._read_counted(match)
        for match in _PLUS.finditer(text) if "+" in text else ():
            self._read_plus(match)
        if self.words.unmarked is not None:
            for match in self.words.unmarked.finditer(self.folded):
                self._add(match.start() + 1, match.end(), "glossary")
        if self.article.has_han:
            for pattern, rule in ((self.words.unmarked_zh, "glossary"), (self.words.zh, "numbered-zh")):
                for match in pattern.finditer(text) if pattern is not None else ():
                    self._add(match.start(), match.end(), rule, self._number_zh(match[0]))
        self.rows.sort(key=lambda row: (row.start, row.end))
        return self.rows

    def _quotations(self) -> list[tuple[int, int]]:
        """Return the quoted stretches with their marks; a quotation that was broken in two is one."""
        found: list[tuple[int, int]] = []
        text = self.text
        spans = [m.span() for mark, pattern in _QUOTES.items() if mark in text for m in pattern.finditer(text)]
        for start, end in sorted(spans):
            if (
                found
                and self.text[start + 1 : end].lstrip()[:1] in (",", "，")
                and not self.text[found[-1][1] : start].strip()
            ):
                found[-1] = (found[-1][0], end)
                continue
            found.append((start, end))
            if end - start > 60:
                found.extend((m.start(), m.end()) for m in _INNER.finditer(self.text, start + 1, end - 1))
        return found

    def _read_quotation(self, start: int, end: int) -> None:
        if end - start > MAX_LETTERS:
            return
        inner = self.text[start + 1 : end - 1]
        a = start + 1 + len(inner) - len(inner.lstrip(" ,，"))
        b = end - 1 - (len(inner) - len(inner.rstrip(" ,.;，。；")))
        if b - a < 2:
            return
        phrase = self.folded[a:b]
        if _HAN.search(phrase):
            self._read_quotation_zh(a, b)
            return
        tokens = _WORD.findall(phrase)
        if not tokens or len(tokens) > MAX_WORDS:
            return
        known = self._entry(phrase)
        number = self._leading_number(tokens)
        if number is not None and len(tokens) <= 5:
            if self._counts_a_name(tokens) and (known is not None or not self._is_speech(start, end)):
                self._add(a, b, "numbered-quoted", number, tokens[-1])
            return
        if _PLUS.fullmatch(self.text[a:b]):
            return
        if known is not None or self._is_set_phrase(start, end, inner, tokens):
            self._add(a, b, "quoted-phrase")

    def _read_quotation_zh(self, a: int, b: int) -> None:
        phrase = self.text[a:b]
        if len(phrase) > MAX_HAN or re.search("[。！？；，]", phrase) or self._is_speech(a, b):
            return
        number = self._number_zh(phrase)
        if number is not None and len(phrase) >= 3 and number > 1:
            self._add(a, b, "numbered-zh", number)
        else:
            self._add(a, b, "quoted-phrase")

    def _number_zh(self, phrase: str) -> int | None:
        return self.words.numbers_zh.get(phrase[:1])

    def _leading_number(self, tokens: list[str]) -> int | None:
        if len(tokens) < 2:
            return None
        first = tokens[0] if tokens[0] != "the" else tokens[1]
        if first.isdigit() and len(first) <= 2:
            return int(first)
        return self.words.numbers.get(first)

    def _counts_a_name(self, tokens: list[str]) -> bool:
        return _singular(tokens[-1]) not in self.words.sets["counts"] and "per" not in tokens

    def _is_speech(self, start: int, end: int) -> bool:
        """Say whether the quoted stretch is somebody's words as a whole."""
        # One that begins farther in front is too long for the stretch to be this share of it.
        low = start - (end - start) / MIN_SHARE_OF_CONTENT
        for span in self.direct[bisect_left(self.direct, (low,)) : bisect_left(self.direct, (end,))]:
            overlap = min(end, span.end) - max(start, span.start)
            if overlap > 0 and overlap >= MIN_SHARE_OF_CONTENT * (span.end - span.start):
                return True
        before = self.folded[max(0, start - 30) : start].rstrip()
        if (
            before.endswith((",", ":"))
            and before[:-1].split()[-1:]
            and before[:-1].split()[-1] in self.words.sets["speech_before"]
        ):
            return True
        after = self.text[end - 2 : end - 1]
        following = self.folded[end : end + 24].split()
        return after == "," and bool(following) and bool(self.words.sets["speech_before"].intersection(following[:4]))

    def _is_set_phrase(self, start: int, end: int, inner: str, tokens: list[str]) -> bool:
        return self._why_not_phrase(start, end, inner, tokens) is None

    def _why_not_phrase(self, start: int, end: int, inner: str, tokens: list[str]) -> str | None:
        """Return why the quoted stretch is no set phrase, or None where it is one."""
        sets = self.words.sets
        before = self.folded[max(0, start - 60) : start].split()
        last = before[-1].strip("(,:;") if before else ""
        # "The campaign, called “Clean Coast First”", "under the motto “one well, one school”": named as a phrase.
        is_named = bool(sets["slogan_nouns"].intersection(word.strip(",:;") for word in before[-4:]))
        if self._is_speech(start, end) and not is_named:
            return "speech"
        if re.search(r"[.!?…]\s+\w", inner) or inner.rstrip().endswith(("!", "?", "…")):
            return "sentence"
        is_clause = bool(sets["clause_words"].intersection(tokens))
        is_clause = is_clause or (len(tokens) > 6 and bool(sets["question_words"].intersection(tokens)))
        if is_clause and not is_named:
            return "clause"
        if not before or self.text[:start].rstrip()[-1:] in ".!?\n":
            return "first"
        if last in sets["titles_before"]:
            return "title"
        if is_named and len(tokens) > 1:
            return None
        starts_as_verdict = tokens[0] in ("a", "an", "the", "too", "very", "not", "no", "so") or len(tokens) == 1
        if starts_as_verdict and (last in sets["be_before"] or sets["verdict_before"].intersection(before[-6:])):
            return "verdict"
        if last in sets["speech_before"] and (starts_as_verdict or last not in sets["verdict_before"]):
            return "speech"
        if last in sets["be_before"] and not inner[:1].isupper():
            return "verdict"
        return None if len(tokens) > 1 or self._is_single_word_phrase(start, end, tokens[0]) else "word"

    def _is_single_word_phrase(self, start: int, end: int, word: str) -> bool:
        """One word in quotation marks is a set phrase only as a compound ("dual-circulation")."""
        return "-" in word

    def _read_counted(self, match: re.Match[str]) -> None:
        kind = match.lastgroup
        words, sets = self.words, self.words.sets
        phrase = fold(match[0])
        if kind == "parts":
            part = re.search(r"-([a-z-]+?)(?:\s|$)", phrase)
            last = phrase.split()[-1]
            if part is not None and part[1] in sets["parts_need_plan"] and last not in sets["plan_nouns"]:
                return
            figure = phrase.split("-")[0]
            number = int(figure) if figure.isdigit() else words.numbers.get(figure)
            self._add(match.start(), match.end(), "numbered-parts", number, last if " " in phrase else None)
            return
        if kind == "slogan":
            if self._is_inside_sentence(match.start()) and len(phrase.split()) >= 3:
                self._add(match.start(), match.end(), "slogan-capital")
            return
        number_word, noun = phrase.split()[0], phrase.split()[-1]
        if kind == "capital":
            if noun in sets["names"] or _singular(noun) in sets["counts"] or not noun.endswith(("s", "ing")):
                return
            if not self._is_inside_sentence(match.start()) or self._goes_on_in_capitals(match.end()):
                return
        self._add(match.start(), match.end(), f"numbered-{kind}", words.numbers.get(number_word), noun)

    def _is_inside_sentence(self, start: int) -> bool:
        before = self.text[max(0, start - 3) : start].rstrip()
        return bool(before) and before[-1] not in '.!?\n:”"' and self.text[max(0, start - 1)] != "\n"

    def _goes_on_in_capitals(self, end: int) -> bool:
        following = re.match(r"\s+([A-Z][a-z]+)", self.text[end : end + 30])
        return following is not None and following[1].lower() not in self.words.sets["plan_nouns"]

    def _read_plus(self, match: re.Match[str]) -> None:
        phrase = match[0]
        following = _WORD.match(self.text, match.end() + 1)
        is_plan = following is not None and following[0].lower() in self.words.sets["plan_nouns"]
        quoted = self.text[match.start() - 1 : match.start()] in ("“", '"', "‘", "'")
        if re.search("[NXn]", phrase) or is_plan or quoted:
            figure = re.match(r"\d+", phrase)
            self._add(match.start(), match.end(), "numbered-plus", int(figure[0]) if figure else None)

    def _add(self, start: int, end: int, rule: str, number: int | None = None, noun: str | None = None) -> None:
        place = bisect_left(self.taken, (start, end))
        overlaps = (place and self.taken[place - 1][1] > start) or (
            place < len(self.taken) and self.taken[place][0] < end
        )
        if overlaps or any(a <= start < b for a, b in self.skipped):
            return
        phrase = self.text[start:end]
        known = self._entry(phrase)
        kind = "numbered" if rule.startswith("numbered") else "quoted"
        if known is not None and known.kind == "numbered":
            kind, number, noun = "numbered", known.number or number, noun or known.noun
        self.taken.insert(place, (start, end))
        self.rows.append(
            Formulation(
                start,
                end,
                self._statement(start),
                known.formulation if known is not None else _display(phrase),
                kind,
                number if kind == "numbered" else None,
                noun if kind == "numbered" else None,
                self._items(start, end, number if kind == "numbered" else None),
                known.gloss if known is not None else None,
                known.zh if known is not None else None,
                known.confidence if known is not None else None,
                known.source if known is not None else None,
                rule,
                "The glossary's meaning is unverified: no source was seen."
                if known is not None and known.confidence == "unverified"
                else None,
            )
        )

    def _entry(self, phrase: str) -> Known | None:
        """Return the glossary's entry; the last word is looked at first, since few phrases are in the glossary."""
        last = fold(phrase).strip(_EDGE).rpartition(" ")[2]
        if _singular(last.strip(_EDGE)) not in self.words.tails:
            return None
        return self.words.glossary.get(_key(phrase))

    def _statement(self, offset: int) -> int | None:
        return covering_statement(self.statements, self.statement_starts, offset)

    def _items(self, start: int, end: int, number: int | None) -> tuple[Span, ...]:
        """Return the things that the phrase lists itself, or that the article lists right after it."""
        if number is None:
            items = self._split(start, end)
            return items if len(items) >= 3 else ()
        opening = _LIST_AFTER.match(self.text, end)
        if opening is None or number < 2:
            return ()
        stop = re.compile(r"\)" if opening[1].startswith("(") else r"[.;\n!?”)](?:\s|$)|\s[—–]\s|$").search(
            self.text, opening.end(), min(len(self.text), opening.end() + 400)
        )
        if stop is None:
            return ()
        items = self._split(opening.end(), stop.start())
        if len(items) > number and "and" in self.text[items[number - 2].end : items[number - 1].start].split():
            items = items[:number]  # "quality first and safety first, are binding"
        return items if len(items) == number else ()

    def _split(self, start: int, end: int) -> tuple[Span, ...]:
        items: list[Span] = []
        position = start
        while position < end:
            match = _BETWEEN_ITEMS.search(self.text, position, end)
            stop, following = match.span() if match is not None else (end, end)
            piece = self.text[position:stop]
            a = position + len(piece) - len(piece.lstrip(_EDGE))
            b = stop - (len(piece) - len(piece.rstrip(_EDGE)))
            if a < b:
                items.append(Span(a, b))
            position = following
        return tuple(items) if len(items) > 1 else ()


_LIST_AFTER = re.compile(
    r"[”\"’'」]?(?:\s+[a-z]+){0,2}?\s*(:|：|\(|—|–|,\s*(?:namely|that is|i\.e\.)|\snamely)\s*,?\s*"
)
_BETWEEN_ITEMS = re.compile(r"\s*(?:[,;，；、]\s*(?:and\s+|or\s+)?|\s(?:and|or)\s+)")
