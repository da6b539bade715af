"""What the lexicon gives: patterns of numbered phrases and slogans, the glossary, and the form that names a phrase."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from communique.article import fold
from communique.lexicon import alternation, read_lexicon

EDGE = " \t,.;:!?、。，；：'‘’“”\"«»「」『』()"
_ARTICLE = re.compile(r"^(?:the|a|an)\s+")
_MARKS = re.compile(r"[“”\"«»「」『』]")
_BROKEN_COMMA = re.compile(r"[.,]\s*,")
_AROUND_PLUS = re.compile(r"(?<=\w)\s?\+\s?(?=\w)")
_FIGURES = {
    **{"1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight"},
    **{"9": "nine", "10": "ten", "11": "eleven", "12": "twelve"},
}
_FIGURE_WORDS = frozenset(_FIGURES.values())
# Words that no name of a thing has: a phrase with one of them is kept as it is written.
_IN_CLAUSE = frozenset(
    ("with", "by", "to", "from", "than", "few", "many", "more", "less", "no", "not", "all", "is", "are", "we", "our")
)
# Numbers above this are counts, not names of lists, unless they stand in capitals or marks.
MAX_NUMBER = 20


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
    after: frozenset[str]  # without marks it counts after one of these only
    needs_capitals: bool  # without marks it counts in capitals only


class Words(NamedTuple):
    """The vocabulary, and the patterns made of it."""

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
def read_words(lexicon: Path | None) -> Words:
    """Return the vocabulary of ``formulations.yaml`` and ``glossary.yaml``, compiled once."""
    words = read_lexicon("formulations", lexicon)
    numbers = dict(words["numbers"])
    sets = {name: frozenset(value) for name, value in words.items() if isinstance(value, list)}
    sets["named_after"] |= sets["plan_nouns"]
    start, counted = _patterns(words, numbers)
    digits = "".join(words["numbers_zh"])
    classifier = "|".join(words["classifiers_zh"])
    zh = re.compile(rf"[{digits}]{{1,3}}(?:{classifier})(?:{alternation(words['nominalised_zh'])})")
    glossary, unmarked = _glossary(lexicon)
    tails = frozenset(key.rpartition(" ")[2] for key in glossary)
    return Words(numbers, dict(words["numbers_zh"]), sets, start, counted, zh, glossary, tails, *unmarked)


def _patterns(words: dict, numbers: dict[str, int]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return where a numbered phrase or a slogan may start, and what it looks like from there."""
    small = [n for n in numbers if numbers[n] <= MAX_NUMBER]
    number = alternation([*small, *(n.title() for n in numbers)])
    parts = alternation([*words["parts"], *(part.title() for part in words["parts"])])
    plans = alternation([*words["plan_nouns"], *(noun.title() for noun in words["plan_nouns"])])
    years = alternation([*words["year_nouns"], *(noun.title() for noun in words["year_nouns"])])
    nominal = alternation(word for word in words["nominalised"] if " " not in word)
    slogan = alternation(verb.title() for verb in words["slogan_verbs"])
    visions = alternation(noun.title() for noun in words["vision_nouns"])
    listed = alternation([*words["list_nouns"], *words["list_nouns_with_adjective"]])
    adjective = alternation(words["list_adjectives"])
    titled = alternation([adj.title() for adj in (*words["list_adjectives"], "new", "basic", "main", "clear")])
    units = alternation(words["pair_units"])
    # The literal space at the front lets the engine leap from word to word: four times faster than a word boundary.
    start = re.compile(
        rf" (?:{number}(?=[ -])|\d{{1,2}}(?=-|\s?[A-Z]'?s\b)"
        rf"|{slogan}(?=[ -])|{visions}(?= 20\d\d\b)|20\d\d(?= {visions}\b)|Agenda\b)"
    )
    # The last group of a match names its reader in finder.py.
    counted = re.compile(
        rf"(?:(?P<number>{number}|\d{{1,2}})(?:"
        rf"(?P<letters>\s?[B-Z]['’]?s)"
        rf"|-(?:(?P<years>[Yy]ear\s(?:[A-Za-z]+\s)?{years})|(?P<parts>{parts}(?:\s+(?:[a-z]+\s+)?{plans})?))"
        rf"|\s+(?:(?P<capital>(?:{titled}\s)?[A-Z][a-z]+(?:-[A-Za-z]+)?s?)"
        rf"|(?P<pair>(?:{units}|[A-Z][a-z]+),?(?:\sand)?\s(?P<second>[Oo]ne|[Tt]wo)\s[A-Za-z]+)"
        rf"|(?P<nominal>{nominal}|[a-z]+(?:ing|ed|ful|less|ous|ive|al|ent|ant|ab|ib)lies)"
        rf"|(?P<list>(?P<adjective>{adjective}\s){{0,2}}(?P<listed>{listed}))))"
        rf"|(?P<year>{visions}\s20\d\d|20\d\d\s{visions})"
        rf"|(?P<agenda>Agenda)"
        rf"|(?P<slogan>{slogan}(?:\s(?:[A-Z][a-z]+|in|to|for|up|the|of|and(?!\sthe\b))){{0,4}}\s[A-Z][a-z]+))(?![\w-])",
    )
    return start, counted


def _glossary(lexicon: Path | None) -> tuple[dict[str, Known], tuple[re.Pattern[str] | None, ...]]:
    entries = read_lexicon("glossary", lexicon).get("entries") or []
    known: dict[str, Known] = {}
    bare: list[str] = []
    bare_zh: list[str] = []
    for entry in entries:
        wordings = [str(entry["formulation"]), *(str(also) for also in entry.get("also", ()))]
        zh = [str(word) for word in (entry.get("zh"), *entry.get("also_zh", ())) if word]
        item = Known(
            wordings[0],
            entry.get("kind", "quoted"),
            entry.get("number"),
            entry.get("noun"),
            _gloss(entry),
            entry.get("zh"),
            entry.get("confidence", "unverified"),
            _source(entry),
            frozenset(entry.get("after", ())),
            entry.get("unmarked") == "capitals",
        )
        for wording in [*wordings, *zh]:
            known.setdefault(phrase_key(wording), item)
        if entry.get("unmarked"):
            english = wordings if entry["unmarked"] != "chinese" else ()
            bare.extend(form for wording in english for form in _spellings(fold(wording)))
            bare_zh.extend(word for word in zh if len(word) > 2 or entry.get("unmarked_zh"))
    unmarked = re.compile(rf" {alternation(bare)}(?!\w)") if bare else None
    return known, (unmarked, re.compile(alternation(bare_zh)) if bare_zh else None)


def _spellings(wording: str) -> set[str]:
    """Return a wording with hyphens and with spaces, in British and American spelling."""
    forms = {wording, wording.replace("-", " ")}
    for one, other in (("ization", "isation"), ("isation", "ization"), ("izing", "ising"), ("ising", "izing")):
        forms |= {form.replace(one, other) for form in forms}
    return forms


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


def known_phrase(phrase: str, words: Words) -> Known | None:
    """Return the glossary's entry; the last word is looked at first, since few phrases are in the glossary."""
    last = fold(phrase).strip(EDGE).rpartition(" ")[2].rpartition("-")[2]
    if _spelled(singular(last.strip(EDGE))) not in words.tails:
        return None
    return words.glossary.get(phrase_key(phrase))


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
    known = read_words(lexicon).glossary.get(phrase_key(phrase))
    return known.formulation if known is not None else display_form(phrase)


@lru_cache(maxsize=4096)
def phrase_key(phrase: str) -> str:
    """Return the words that two variants share: small letters, singular, one spelling, no marks and no article."""
    words = display_form(phrase).replace(",", " ").replace("-", " ").split()
    return " ".join(_spelled(singular(word)) for word in words if word not in ("and", "the", "a"))


def _spelled(word: str) -> str:
    return word.replace("isation", "ization").replace("ising", "izing")


@lru_cache(maxsize=4096)
def display_form(phrase: str) -> str:
    """Return the phrase in small letters, with one number word and one number, as it is shown."""
    low = _ARTICLE.sub("", _MARKS.sub("", fold(phrase).strip(EDGE))).strip(EDGE)
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
    return f"{head} {singular(last)}"


def singular(word: str) -> str:
    """Return a noun without the ending of its plural, as far as the ending shows it."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("ings"):
        return word[:-1]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) and len(word) > 3:
        return word[:-1]
    return word
