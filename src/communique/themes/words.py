"""Tokens, and which words are forms of which: the small grammar below the codebook.

Inflection is by rule (plural, third person, past, participle) with the exceptions in ``lexicon/inflections.yaml``; it
is deliberately cautious, because what it accepts becomes evidence in a table.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from communique.lexicon import read_lexicon

CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff"
_HAS_CJK = re.compile(f"[{CJK}]")
# A token is a run of letters and digits or one sign of punctuation.  Hyphens and white space separate tokens and are
# all the same: "value-added" is "value added".  An apostrophe is a token, so that "the country's" contains "country".
_HYPHENS = "\u2010\u2011\u2012\u2013-"
_SPLIT = re.compile(rf"(\w+|[^\w\s{_HYPHENS}])")
# Chinese has no spaces: every character is a token, and the longest match does the rest.
_SPLIT_CJK = re.compile(rf"([{CJK}]|[^\W{CJK}]+|[^\w\s{_HYPHENS}])")
_SHORT_SYLLABLE = re.compile(r"[^aeiouy]*[aeiouy][^aeiouywx]")
_PLURAL_ENDING = re.compile(r"[^siu]s\Z")
_SHORTEST_BASE = 3  # "bed" is no form of "b"
_SHORTEST_STEM = 4  # "nation" and "native" stay apart


def split_tokens(folded: str) -> list[str]:
    """Cut text into separators and tokens in turn: separator, token, separator ..., separator.

    Examples
    --------
    >>> split_tokens("value-added, too")
    ['', 'value', '-', 'added', '', ',', ' ', 'too', '']
    """
    if folded.isascii() or not _HAS_CJK.search(folded):
        return _SPLIT.split(folded)
    return _SPLIT_CJK.split(folded)


def is_join(separator: str) -> bool:
    """Say whether two tokens with ``separator`` between them can be parts of one term.

    White space joins and so does a hyphen; a dash with space on both sides parts two clauses and does not.
    """
    return not separator or separator.isspace() or separator.strip() == separator or separator[:1] in _HYPHENS


@cache
def _exceptions() -> tuple[frozenset[str], dict[str, str]]:
    content = read_lexicon("inflections")
    irregular = {form: base for base, forms in content["irregular"].items() for form in forms}
    return frozenset(content["unchanging"]), irregular


def base_forms(word: str) -> set[str]:
    """Return the words that ``word`` can be a regular or irregular form of, itself included.

    The result is generous, for it is only ever compared with the words of a codebook.

    Examples
    --------
    >>> sorted(base_forms("policies"))
    ['policie', 'policies', 'policy']
    >>> sorted(base_forms("caring")), sorted(base_forms("planned"))
    (['care', 'caring'], ['plan', 'plann', 'planne', 'planned'])
    >>> base_forms("news")
    {'news'}
    """
    unchanging, irregular = _exceptions()
    bases = {word}
    if word in unchanging or len(word) <= _SHORTEST_BASE or not word.isalpha():
        return bases
    if word in irregular:
        bases.add(irregular[word])
    bases |= _singulars(word)
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            bases |= _verb_bases(word[: -len(ending)])
    return {base for base in bases if len(base) >= _SHORTEST_BASE or base == word}


def _singulars(word: str) -> set[str]:
    """Return the singulars that a plural, or the infinitives that a third person, can have."""
    if word in _exceptions()[0] or not _PLURAL_ENDING.search(word) or word.endswith("ics"):
        return set()
    bases = {word[:-1]}
    if word.endswith("ies"):
        bases.add(word[:-3] + "y")
    elif word.endswith("ves"):
        bases |= {word[:-3] + "f", word[:-3] + "fe"}
    elif word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        bases.add(word[:-2])
    return bases


def _verb_bases(stem: str) -> set[str]:
    """Return the infinitives of a form whose -ed or -ing was cut off."""
    if len(stem) < _SHORTEST_BASE - 1 or not re.search("[aeiouy]", stem):
        return set()
    bases = {stem + "e"}
    if stem.endswith("i"):
        bases.add(stem[:-1] + "y")
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiou"
    if doubled:
        bases.add(stem[:-1])
    # "caring" is of "care", not of "car", which would double its last letter; "meeting" is of "meet".
    if not _SHORT_SYLLABLE.fullmatch(stem):
        bases.add(stem)
    return bases


def singular_forms(word: str) -> set[str]:
    """Return the forms under which a plain word of the codebook is looked up: itself, and its singular if it has one.

    Examples
    --------
    >>> sorted(singular_forms("chains")), singular_forms("goods")
    (['chain', 'chains'], {'goods'})
    """
    if len(word) <= _SHORTEST_BASE or not word.isalpha():
        return {word}
    return {word} | {base for base in _singulars(word) if len(base) >= _SHORTEST_BASE}


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Cut the longest ending that makes other words of a family.

    Examples
    --------
    >>> stem("immigrants"), stem("immigration"), stem("rail")
    ('immigr', 'immigr', 'rail')
    """
    for ending in _family_endings():
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@cache
def _family_endings() -> tuple[str, ...]:
    return tuple(sorted(read_lexicon("inflections")["family_endings"], key=lambda ending: (-len(ending), ending)))
