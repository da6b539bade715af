"""Quotation marks: which quoted stretches are set phrases, and which are speech, verdicts, titles or names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from communique.article import Article
from communique.formulations.words import Words, known_phrase, singular
from communique.records import Statement

# A quoted stretch longer than this is somebody's words or a title; the longest slogans of the register have ten words.
MAX_WORDS = 12
# A numbered phrase is short; a longer one is read as any quotation.
MAX_NUMBERED_WORDS = 5
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
    # A straight mark is an apostrophe too: it opens after no letter and before no space, and closes the other way.
    "'": re.compile(
        r"'(?<!\w')(?!(?:\d\d|t(?:is|was|il)|em|cause)\b|\d\ds)[^'\n]{1,89}(?:(?<=\w)'(?=\w)[^'\n]{1,89})?(?<![\s(])'(?!\w)"
    ),
    "«": re.compile(r"«[^«»\n]*»"),
    "「": re.compile(r"「[^「」\n]*」"),
    "『": re.compile(r"『[^『』\n]*』"),
}
_INNER = re.compile(r"(?<!\w)['‘][^'‘’\n]{3,80}['’](?!\w)")
_WORD = re.compile(r"[^\W_]+(?:[-'’+&][^\W_]+)*")
_HAN = re.compile("[\u4e00-\u9fff]")
_PLUS = re.compile(r"(?:\d{1,2}|[NX])(?:\s?\+\s?(?:\d{1,2}|[NXn]))+")
_SENTENCES = re.compile(r"[.!?…]\s+\w")
_STOPS_ZH = re.compile("[。！？；，]")
_CONNECTS = re.compile(r"\s*(?:,|and|or|,\s*and|,\s*or|&|/)\s*(?:the\s|a\s|an\s)?")
_APPOSITION = re.compile(r",\s(?:the|a|an|its|his|her|our|their)\s(?:[\w'-]+\s){0,2}?([a-z]+)\b")

_IN_ONE = re.compile(r"\d+-in-\d+")

Found = tuple[int, int, str, int | None, str | None]


class Quotations:
    """Reads the quotations of one article; those that are set phrases come out as (start, end, rule, number, noun)."""

    def __init__(self, article: Article, statements: list[Statement], words: Words) -> None:
        self.text = article.text
        self.folded = article.folded
        self.words = words
        self.direct = sorted(span for s in statements if s.mode == "direct" for span in s.content)
        self.before: tuple[int, str | None] = (0, None)  # where the quotation before ends, and why it is no set phrase

    def find(self) -> Iterator[Found]:
        """Yield the set phrases in quotation marks."""
        for start, end in self._spans():
            if end - start <= MAX_LETTERS:
                yield from self._read(start, end)

    def _spans(self) -> list[tuple[int, int]]:
        """Return the quoted stretches with their marks; a quotation that was broken in two is one."""
        found: list[tuple[int, int]] = []
        text = self.text
        spans = [m.span() for mark, pattern in _QUOTES.items() if mark in text for m in pattern.finditer(text)]
        for start, end in sorted(spans):
            is_broken = found and text[start + 1 : end].lstrip()[:1] in (",", "，") and start >= found[-1][1]
            if is_broken and not text[found[-1][1] : start].strip():
                found[-1] = (found[-1][0], end)
                continue
            found.append((start, end))
            if end - start > 60:
                found.extend((m.start(), m.end()) for m in _INNER.finditer(text, start + 1, end - 1))
        return found

    def _read(self, start: int, end: int) -> Iterator[Found]:
        inner = self.text[start + 1 : end - 1]
        a = start + 1 + len(inner) - len(inner.lstrip(" ,，"))
        b = end - 1 - (len(inner) - len(inner.rstrip(" ,.;，。；")))
        if b - a < 2:
            return
        phrase = self.folded[a:b]
        if _HAN.search(phrase):
            yield from self._read_chinese(start, end, a, b)
            return
        tokens = _WORD.findall(phrase)
        if not tokens or len(tokens) > MAX_WORDS or _PLUS.fullmatch(self.text[a:b]):
            return
        is_known = known_phrase(phrase, self.words) is not None
        number = self._leading_number(tokens)
        # "one core, two belts, three clusters": several numbers name a list, however long it is.
        is_row = sum(token in self.words.numbers for token in tokens) > 1
        if number is not None and (is_row or len(tokens) <= MAX_NUMBERED_WORDS):
            if self._counts_a_name(tokens) and (is_known or self._why_no_name(start, end, inner, tokens) is None):
                yield a + 4 * phrase.startswith("the "), b, "numbered-quoted", number, tokens[-1]
            return
        reason = None if is_known else self._why_not(start, end, inner, tokens)
        self.before = (end, reason)
        if reason is None:
            number = self._number_of_parts(tokens)
            yield a, b, "quoted-phrase" if number is None else "numbered-quoted", number, tokens[-1]

    def _read_chinese(self, start: int, end: int, a: int, b: int) -> Iterator[Found]:
        phrase, inner = self.text[a:b], self.text[start + 1 : end - 1]
        known = known_phrase(phrase, self.words)
        if known is not None:
            yield a, b, "quoted-phrase", known.number, None
            return
        is_said = inner[-1:] in "。！？，…" or any(word in phrase for word in self.words.sets["clause_words_zh"])
        if len(phrase) > MAX_HAN or is_said or _STOPS_ZH.search(phrase) or self._is_speech(a, b):
            return
        number = self.words.numbers_zh.get(phrase[:1])
        if number is not None and len(phrase) >= 3 and number > 1:
            yield a, b, "numbered-zh", number, None
        else:
            yield a, b, "quoted-phrase", None, None

    def _leading_number(self, tokens: list[str]) -> int | None:
        if len(tokens) < 2:
            return None
        first = tokens[0] if tokens[0] != "the" else tokens[1]
        if first.isdigit() and len(first) <= 2:
            return int(first)
        return self.words.numbers.get(first)

    def _number_of_parts(self, tokens: list[str]) -> int | None:
        """Return the number in the first word: five-sphere integrated plan, two-state solution."""
        first = tokens[1] if tokens[0] == "the" and len(tokens) > 1 else tokens[0]
        number, _, part = first.partition("-")
        known = self.words.numbers.get(number)
        is_count = singular(part) in self.words.sets["counts"] or part in self.words.sets["multiples"]
        is_name = known is not None and known > 1 and number not in self.words.sets["multiples"]
        is_list = len(tokens) > 1 or "-" in part
        return known if part and is_name and not is_count and is_list else None

    def _counts_a_name(self, tokens: list[str]) -> bool:
        sets = self.words.sets
        is_sort = len(tokens) > 3 and tokens[2] == "of" and tokens[1] in sets["sorts"]
        return is_sort or (singular(tokens[-1]) not in sets["counts"] and "per" not in tokens)

    def _is_speech(self, start: int, end: int) -> bool:
        """Say whether the quoted stretch is somebody's words as a whole."""
        # One that begins farther in front is too long for the stretch to be this share of it.
        low = start - (end - start) / MIN_SHARE_OF_CONTENT
        for span in self.direct[bisect_left(self.direct, (low,)) : bisect_left(self.direct, (end,))]:
            overlap = min(end, span.end) - max(start, span.start)
            if overlap > 0 and overlap >= MIN_SHARE_OF_CONTENT * (span.end - span.start):
                return True
        speech = self.words.sets["speech_before"]
        before = self.folded[max(0, start - 30) : start].rstrip()
        if before.endswith((",", ":")) and not speech.isdisjoint(before[:-1].split()[-1:]):
            return True
        after = self.text[end - 2 : end - 1]
        following = self.folded[end : end + 24].split()
        return after == "," and not speech.isdisjoint(following[:4])

    def _is_named(self, start: int, end: int) -> bool:
        """Say whether a noun of slogans and plans names the stretch.

        The campaign, called “Clean Coast First”; the “polluter pays” principle; “Nadi Bachao”, a campaign; “Batho Pele”
        is the slogan.
        """
        sets = self.words.sets
        before = self.folded[max(0, start - 60) : start].split()
        if not sets["slogan_nouns"].isdisjoint(word.strip(",:;") for word in before[-4:]):
            return True
        behind = re.split(r"[.;\n]", self.folded[end : end + 70], maxsplit=1)[0]
        following = [word.strip(",:;()") for word in behind.split()]
        nouns = sets["named_after"]
        if behind[:1] == " " and not nouns.isdisjoint(following[:2]) and following[0] not in sets["small_words"]:
            return True
        apposition = _APPOSITION.match(behind)
        if apposition is not None and apposition[1] in nouns | sets["slogan_words"]:
            return True
        return not sets["slogan_words"].isdisjoint(following[:8])

    def _why_no_name(self, start: int, end: int, inner: str, tokens: list[str]) -> str | None:
        """Return why a quotation is the name of no list, slogan or plan, or None: the test of all quotations."""
        if self._is_named(start, end):
            return None
        if self._is_speech(start, end):
            return "speech"
        return self._why_title(start, end, inner, tokens)

    def _why_title(self, start: int, end: int, inner: str, tokens: list[str]) -> str | None:
        """Return ``title`` for works, laws, products, shops and terms of a contract, or None."""
        sets = self.words.sets
        before = [word.strip("(,:;") for word in self.folded[max(0, start - 60) : start].split()]
        following = [word.strip(",.:;()") for word in self.folded[end : end + 40].split()]
        if before[-1:] and before[-1] in sets["titles_before"]:
            return "title"
        if self.text[max(0, start - 1) : start] == "(" and self.text[end : end + 1] == ")":
            return "title"  # the parties of a contract: (“the Buyer”)
        if self.before[1] == "title" and _CONNECTS.fullmatch(self.text, self.before[0], start):
            return "title"
        is_capital = inner.lstrip()[:1].isupper() or inner.lstrip()[:1].isdigit()
        if not is_capital:
            return None
        if _IN_ONE.fullmatch(tokens[0]):
            return "title"  # "3-in-1" of a product
        is_work = not sets["works"].isdisjoint([*before[-3:], *following[:3]])
        is_paper = not sets["printed"].isdisjoint(following[:1]) or not sets["laws"].isdisjoint(following[:1])
        is_place = tokens[-1] in sets["places"]
        is_law = not sets["laws"].isdisjoint([tokens[-1], *(t for t, u in pairwise(tokens) if u == "of")])
        is_notice = (
            len(tokens) > 2 and tokens[0] in sets["notices"] and tokens[1] in ("on", "of", "for", "to", "concerning")
        )
        return "title" if is_work or is_paper or is_place or is_law or is_notice else None

    def _why_not(self, start: int, end: int, inner: str, tokens: list[str]) -> str | None:
        """Return why the quoted stretch is no set phrase, or None where it is one."""
        sets = self.words.sets
        before = self.folded[max(0, start - 60) : start].split()
        last = before[-1].strip("(,:;") if before else ""
        is_named = self._is_named(start, end)
        if self._is_speech(start, end) and not is_named:
            return "speech"
        if _SENTENCES.search(inner) or inner.rstrip().endswith(("!", "?", "…")):
            return "sentence"
        is_clause = not sets["clause_words"].isdisjoint(tokens if tokens[0] != "do" else tokens[1:])
        is_clause = is_clause or (len(tokens) > 6 and not sets["question_words"].isdisjoint(tokens))
        if is_clause and not is_named:
            return "clause"
        is_first = self.text[max(0, start - 4) : start].rstrip()[-1:] in ".!?\n"
        if (not before or is_first) and not is_named:
            return "first"
        if is_named and len(tokens) > 1:
            return None if last not in sets["titles_before"] else "title"
        title = self._why_title(start, end, inner, tokens)
        if title is not None:
            return title
        return self._why_verdict(before, last, inner, tokens) or self._why_word(before, inner, tokens)

    def _why_verdict(self, before: list[str], last: str, inner: str, tokens: list[str]) -> str | None:
        sets = self.words.sets
        is_accused = not sets["accusations"].isdisjoint(before[-6:])
        is_told = last in sets["modals"] and not inner[:1].isupper()  # it would "strangle small business"
        if tokens[0] in sets["intensifiers"] or is_accused or is_told:
            return "verdict"
        starts_as_verdict = tokens[0] in ("a", "an", "the", "not", "no") or len(tokens) == 1
        if starts_as_verdict and (last in sets["be_before"] or sets["verdict_before"].intersection(before[-6:])):
            return "verdict"
        if last in sets["speech_before"] and (starts_as_verdict or last not in sets["verdict_before"]):
            return "speech"
        if last in sets["be_before"] and not inner[:1].isupper():
            return "verdict"
        return None

    def _why_word(self, before: list[str], inner: str, tokens: list[str]) -> str | None:
        """One word is a set phrase as a compound ("dual-circulation"), or in capitals after a noun that names it."""
        if len(tokens) > 1 or "-" in tokens[0]:
            return None
        is_name = inner[:1].isupper() and not self.words.sets["names_before"].isdisjoint(before[-2:])
        return None if is_name else "word"
