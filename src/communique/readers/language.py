"""Whether a text is in a language that the rules are written for: English, and for some of them Chinese."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING

from communique.lexicon import read_lexicon

if TYPE_CHECKING:
    from communique.article import Article

# Of running English text a third are such words, of headlines a tenth, of a list of figures still a few; a language
# that is not on the list has next to none, in many words.
LEAST_ENGLISH, MANY_WORDS = 0.02, 60
# A language is named where it has clearly more of its own words than English has.
MIN_NAMED = 0.08
# Fewer words than this say nothing about the language.
MIN_WORDS = 20
_HEAD = 4_000
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile("[\u4e00-\u9fff]")


@cache
def _stop_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read_lexicon("languages")["stop_words"].items()}


def foreign_language(text: str) -> str:
    """Return the language of a text that is neither English nor Chinese; empty where it is, or is too short to say.

    Parameters
    ----------
    text : str
        The text; its first 4,000 characters are looked at.

    Returns
    -------
    str
        The name of the language, ``another language`` where it is not known, or ``""``.

    Examples
    --------
    >>> foreign_language("Die Regierung will die Zahl der neuen Wohnungen bis 2030 auf 400.000 im Jahr erhöhen. " * 3)
    'German'
    >>> foreign_language("The government is to raise the number of new homes to 400,000 a year by 2030. " * 3)
    ''
    """
    head = text[:_HEAD]
    words = _WORD.findall(head.lower())
    is_ascii = head.isascii()
    if len(words) < MIN_WORDS or (not is_ascii and len(_HAN.findall(head)) * 10 > len(head)):
        return ""
    counts = dict(Counter(words))  # every article is looked at: a plain dictionary is faster to ask for what it lacks
    shares = {name: sum(map(counts.get, own, repeat(0))) / len(words) for name, own in _stop_words().items()}
    english = shares.pop("English")
    name = max(shares, key=shares.__getitem__)
    if shares[name] > max(MIN_NAMED, 1.5 * english):
        return name
    is_latin = is_ascii or sum([n for word, n in counts.items() if "a" <= word[0] <= "z"]) * 2 > len(words)
    return "another language" if not is_latin or (english < LEAST_ENGLISH and len(words) >= MANY_WORDS) else ""


def language_tag(found: str) -> str:
    """Return the BCP 47 tag of a language that :func:`foreign_language` has found; ``und`` where it has no name.

    Examples
    --------
    >>> language_tag("German"), language_tag("another language")
    ('de', 'und')
    """
    return read_lexicon("languages")["tags"].get(found, "und")


def language_note(article: Article) -> str:
    """Return the sentence that warns of an article in another language; empty where none is needed."""
    found = foreign_language(article.text)
    if not found:
        return ""
    return f"{article.source or article.article_id}: {language_words(found)}"


def language_words(found: str) -> str:
    """Return what to tell a reader of a text in the language that :func:`foreign_language` has found."""
    what = f"looks like {found}" if found != "another language" else "looks like neither English nor Chinese"
    return f"{what}; the rules are written for English, so little will be found."
