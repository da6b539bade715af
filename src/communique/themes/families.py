"""Word families: "immigrants" and "immigration", "educate" and "education"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from communique.article import fold
from communique.lexicon import read_lexicon
from communique.themes.codebook import Codebook
from communique.themes.match import Hit, Matcher, term_tokens
from communique.themes.words import split_tokens

_SHORTEST_STEM = 4  # "nation" and "native" stay apart


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Cut the longest ending that makes other words of a family.

    Examples
    --------
    >>> stem("immigrants"), stem("immigration"), stem("rail")
    ('immigr', 'immigr', 'rail')
    """
    for ending in _endings():
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    return tuple(sorted(read_lexicon("inflections")["family_endings"], key=lambda ending: (-len(ending), ending)))


class Families:
    """The plain terms of a codebook by their stems; terms with a wildcard say themselves what belongs to them."""

    def __init__(self, book: Codebook) -> None:
        self._entries = book.entries
        self._matcher = Matcher(
            (
                (" ".join(stem(token) for token, _ in tokens), number)
                for number, (_, term) in enumerate(book.entries)
                for form in term.forms
                if (tokens := term_tokens(form)) and all(token.isalpha() and not star for token, star in tokens)
            ),
            inflections=False,
        )

    def counts(self, text: str, hits: Sequence[Hit]) -> Counter[int]:
        """Count the entries that words outside the hits are kin to, one place once a theme."""
        folded = fold(text)
        for hit in hits:
            folded = folded[: hit.start] + "|" * (hit.end - hit.start) + folded[hit.end :]
        stems = "".join(stem(part) if at % 2 else part for at, part in enumerate(split_tokens(folded)))
        counts: Counter[int] = Counter()
        for found in self._matcher.find(stems)[0]:
            themes = set()
            for entry in found.entries:
                theme = self._entries[entry][0]
                if theme not in themes:
                    themes.add(theme)
                    counts[entry] += 1
        return counts
