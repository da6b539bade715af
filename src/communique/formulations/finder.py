"""The finder: every mention of a set phrase in one article, in text order and without overlaps."""

from __future__ import annotations

import re
from bisect import bisect_left

from communique.article import Article, fold
from communique.commitments.clauses import covering_statement
from communique.formulations.quotations import Quotations
from communique.formulations.words import EDGE, Words, display_form, known_phrase, singular
from communique.records import Formulation, Sentence, Span, Statement

_WORD = re.compile(r"[^\W_]+(?:[-'’+&][^\W_]+)*")
_PLUS = re.compile(r"(?<![\w.+])(?:\d{1,2}|[NX])\s?\+\s?(?:\d{1,2}|[NXn])(?:\s?\+\s?(?:\d{1,2}|[NXn]))*(?![\w%])")
_FIGURE = re.compile(r"\d+")
_LEFT_CAPITALS = re.compile(r"(?:(?<=\s)[A-Z][a-z]+(?:-[A-Z][a-z]+)*\s){1,3}$")


def _spaced(text: str) -> str:
    """Return the text with a space in front, and spaces for the marks after which a phrase can begin."""
    return f" {text}".replace("\n", " ").replace("(", " ").replace("\u2014", " ")


class Finder:
    """Looks for the set phrases of one article."""

    def __init__(self, article: Article, sentences: list[Sentence], statements: list[Statement], words: Words) -> None:
        self.article = article
        self.text = article.text
        self.folded = article.folded
        self.words = words
        self.statements = statements
        self.statement_starts = [statement.start for statement in statements]
        self.skipped = [(s.start, s.end) for s in sentences if s.role == "boilerplate"]
        self.taken: list[tuple[int, int]] = []
        self.rows: list[Formulation] = []

    def find(self) -> list[Formulation]:
        """Return the rows of the article."""
        text, words = self.text, self.words
        for found in Quotations(self.article, self.statements, words).find():
            self._add(*found)
        # With a space in front, each start of a line or of brackets begins like a word, and offsets are one more.
        spaced = _spaced(text)
        for start in words.start.finditer(spaced):
            match = words.counted.match(text, start.start())
            if match is not None:
                _READERS[match.lastgroup](self, match)
        for match in _PLUS.finditer(text) if "+" in text else ():
            self._read_plus(match)
        if words.unmarked is not None:
            for match in words.unmarked.finditer(_spaced(self.folded)):
                self._read_known(match.start(), match.end() - 1)
        if self.article.has_han:
            for pattern, rule in ((words.unmarked_zh, "glossary"), (words.zh, "numbered-zh")):
                for match in pattern.finditer(text) if pattern is not None else ():
                    self._add(match.start(), match.end(), rule, words.numbers_zh.get(match[0][0]))
        self.rows.sort(key=lambda row: (row.start, row.end))
        return self.rows

    def _number(self, phrase: str) -> int | None:
        """Return the number that a phrase begins with."""
        figure = _FIGURE.match(phrase)
        return int(figure[0]) if figure else self.words.numbers.get(re.split(r"[\s-]", phrase, maxsplit=1)[0])

    def _read_parts(self, match: re.Match[str]) -> None:
        phrase, sets = fold(match[0]), self.words.sets
        part = re.search(r"-([a-z-]+?)(?:\s|$)", phrase)
        last = phrase.split()[-1]
        if part is not None and part[1] in sets["parts_need_plan"] and last not in sets["plan_nouns"]:
            return
        noun = last if " " in phrase else None
        self._add(match.start(), match.end(), "numbered-parts", self._number(phrase), noun)

    def _read_years(self, match: re.Match[str]) -> None:
        phrase = fold(match[0])
        self._add(match.start(), match.end(), "numbered-years", self._number(phrase), phrase.split()[-1])

    def _read_slogan(self, match: re.Match[str]) -> None:
        if self._is_inside_sentence(match.start()) and len(match[0].split()) >= 3:
            self._add(match.start(), match.end(), "slogan-capital")

    def _read_year(self, match: re.Match[str]) -> None:
        start = match.start() if match[0][0].isdigit() else self._left(match.start())
        self._add(start, match.end(), "slogan-year")

    def _read_agenda(self, match: re.Match[str]) -> None:
        start = self._left(match.start())
        if start < match.start() and self._is_inside_sentence(start):
            self._add(start, match.end(), "slogan-agenda")

    def _left(self, end: int) -> int:
        """Return where the words in capitals right before ``end`` begin: the Renewed Hope | Agenda."""
        low = max(0, end - 60)
        match = _LEFT_CAPITALS.search(self.text[low:end])
        if match is None:
            return end
        sets, start = self.words.sets, end
        for word in reversed(match[0].split()):
            if word.lower() in sets["agenda_not_before"]:
                break
            start -= len(word) + 1
        return start

    def _read_letters(self, match: re.Match[str]) -> None:
        phrase = fold(match[0])
        self._add(match.start(), match.end(), "numbered-letters", self._number(phrase), None)

    def _read_pair(self, match: re.Match[str]) -> None:
        if fold(match["number"]) != "one":
            return
        nouns = [word for word in _WORD.findall(fold(match[0])) if word not in ("one", "two", "and")]
        if not self.words.sets["counts"].isdisjoint(singular(noun) for noun in nouns):
            return
        if nouns[0] not in self.words.sets["pair_units"] and not (match[0][0] == "O" and match["second"][0] in "OT"):
            return
        self._add(match.start(), match.end(), "numbered-pair", 1, nouns[0])

    def _read_list(self, match: re.Match[str]) -> None:
        sets, noun = self.words.sets, match["listed"].split()[-1]
        is_list = match["listed"] in sets["list_nouns"]
        if not is_list and match["adjective"] is None:
            return
        number = self._number(fold(match[0]))
        if number is None or number < 2:
            return
        before = self.folded[max(0, match.start() - 24) : match.start()].split()[-1:]
        is_definite = bool(sets["determiners"].intersection(before))
        if match["listed"] in sets["list_nouns_always"] or is_definite or self._items(*match.span(), number):
            self._add(match.start(), match.end(), "numbered-list", number, noun)

    def _read_nominal(self, match: re.Match[str]) -> None:
        phrase = fold(match[0])
        self._add(match.start(), match.end(), "numbered-nominal", self._number(phrase), phrase.split()[-1])

    def _read_capital(self, match: re.Match[str]) -> None:
        sets, phrase = self.words.sets, fold(match[0])
        noun = phrase.split()[-1]
        if match[0][0].islower() or noun.endswith(("ians", "eans", "icans")):
            return
        if noun in sets["names"] or singular(noun) in sets["counts"] or not noun.endswith(("s", "ing")):
            return
        if self._is_inside_sentence(match.start()) and not self._goes_on_in_capitals(match.end()):
            self._add(match.start(), match.end(), "numbered-capital", self._number(phrase), noun)

    def _read_known(self, start: int, end: int) -> None:
        """Read a phrase of the glossary that stands without marks; one that was read in part is read as a whole."""
        known = known_phrase(self.folded[start:end], self.words)
        if known is None:
            return
        small = self.words.sets["small_words"]
        if known.needs_capitals and any(w[0].islower() and w not in small for w in self.text[start:end].split()):
            return
        if known.after and known.after.isdisjoint(self.folded[max(0, start - 24) : start].split()[-1:]):
            return
        place = bisect_left(self.taken, (start, 0))
        while place < len(self.taken) and self.taken[place][1] <= end and self.taken[place] != (start, end):
            a, b = self.taken.pop(place)
            self.rows = [row for row in self.rows if (row.start, row.end) != (a, b)]
        self._add(start, end, "glossary")

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
        known = known_phrase(phrase, self.words)
        kind = "numbered" if rule.startswith("numbered") else "quoted"
        if known is not None and known.kind == "numbered":
            kind, number, noun = "numbered", known.number or number, noun or known.noun
        self.taken.insert(place, (start, end))
        self.rows.append(
            Formulation(
                start,
                end,
                self._statement(start),
                known.formulation if known is not None else display_form(phrase),
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
            a = position + len(piece) - len(piece.lstrip(EDGE))
            b = stop - (len(piece) - len(piece.rstrip(EDGE)))
            if a < b:
                items.append(Span(a, b))
            position = following
        return tuple(items) if len(items) > 1 else ()


_LIST_AFTER = re.compile(
    r"[”\"’'」]?(?:\s+[a-z]+){0,2}?\s*(:|：|\(|—|–|,\s*(?:namely|that is|i\.e\.)|\snamely)\s*,?\s*"
)
_BETWEEN_ITEMS = re.compile(r"\s*(?:[,;，；、]\s*(?:and\s+|or\s+)?|\s(?:and|or)\s+)")

_READERS = {
    "letters": Finder._read_letters,
    "capital": Finder._read_capital,
    "nominal": Finder._read_nominal,
    "years": Finder._read_years,
    "parts": Finder._read_parts,
    "pair": Finder._read_pair,
    "list": Finder._read_list,
    "year": Finder._read_year,
    "agenda": Finder._read_agenda,
    "slogan": Finder._read_slogan,
}
