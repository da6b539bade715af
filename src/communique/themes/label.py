"""Label any texts, so that anybody can measure the themes on a labelled set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

from communique.article import fold
from communique.errors import CommuniqueError
from communique.themes.codebook import Codebook, read_codebook
from communique.themes.match import Hit, Matcher, touches
from communique.themes.spread import MIN_SENTENCES, free_words, learn
from communique.themes.terms import is_content, merge_plurals, stop_words
from communique.themes.vectors import text_vectors
from communique.themes.words import split_tokens

if TYPE_CHECKING:
    import numpy as np

# From this many texts on, a term that few of them have weighs more than one that most have.
MIN_TEXTS_FOR_IDF = 200
# A word of the same family ("immigrants" for the term "immigration") speaks more softly than the term itself.
FAMILY_WEIGHT = 0.3
N_DIMENSIONS = 50
N_STARTS = 10
TEXTS_AT_ONCE = 1_000
# How sharply a text belongs to its nearest theme; only the numbers change with it, not their order.
SHARPNESS = 10.0


def label_texts(
    texts: Sequence[str],
    k: int | None = None,
    codebook: Mapping[str, Sequence[str]] | Codebook | Path | str | None = None,
    seed: int = 0,
    *,
    spread: bool = False,
    families: bool = True,
) -> np.ndarray:
    """Score texts for the themes of a codebook, or for ``k`` themes found in the texts themselves.

    Parameters
    ----------
    texts : sequence of str
        Sentences, paragraphs or articles.
    k : int, optional
        Number of themes to find where there is no codebook; with a codebook it is not looked at.
    codebook : mapping, Codebook or path, optional
        Theme to terms (a list, or a mapping of term to weight); a plain word also matches its plural and verb forms, a
        ``*`` at the end of a word is a wildcard, the longest match wins.
    seed : int, default 0
        Seed of what is random (word vectors, starts of the clustering); the same seed gives the same result.
    spread : bool, default False
        With a codebook of two themes or more and from 200 texts on: learn from the codebook's scores which other words
        go with each theme, so that texts without a term get an answer too.
    families : bool, default True
        Whether a word of the same family as a term (``immigrants`` for ``immigration``) counts, at 0.3 of its weight.

    Returns
    -------
    numpy.ndarray
        Floats of shape (texts, themes), themes in the order of the codebook; ``argmax(axis=1)`` is a text's theme.

        - codebook: sum over terms of weight x ln(1 + n), from 200 texts on times ln(1 + N / texts with the term); a
          row is all zero where nothing is said.
        - codebook with ``spread``: shares that sum to 1 a row, all zero only where a text has no word.
        - ``k`` themes: shares that sum to 1 a row, largest theme first, all zero where a text has no word in common
          with any other.

    Raises
    ------
    CommuniqueError
        If neither ``k`` nor a codebook is given, ``k`` is no positive number, a text is none, or there are too few
        texts to spread.

    Notes
    -----
    The ``k`` themes are k-means on vectors of the texts that are learnt from the texts (see ``vectors``).  On 3,000
    sentences of software manuals in 20 subjects the adjusted mutual information with the subjects was 0.34, where
    non-negative matrix factorisation of word counts reached 0.15; measure your own with ``benchmarks/themes.py``.

    Examples
    --------
    >>> label_texts(["Taxes rise.", "Ports reopen.", "Hm."], codebook={"tax": ["tax"], "trade": ["port*"]}).round(2)
    array([[0.69, 0.  ],
           [0.  , 0.69],
           [0.  , 0.  ]])
    """
    texts = _checked(texts)
    if codebook is None:
        return _found_themes(texts, _checked_k(k), seed)
    book = Codebook.from_terms(codebook) if isinstance(codebook, Mapping) else read_codebook(codebook)
    if spread and len(texts) < MIN_SENTENCES:
        raise CommuniqueError(
            f"label_texts: spread needs at least {MIN_SENTENCES} texts to learn from; there are {len(texts)}."
        )
    found = _find(book.matcher, texts)
    scores = _term_scores([_counts(hits, book) for hits in found], book)
    if families:
        kin = _find(book.family_matcher, texts)
        apart = [
            _counts([hit for hit in hits if not touches(own, hit.start, hit.end)], book)
            for hits, own in zip(kin, found, strict=True)
        ]
        scores = scores + FAMILY_WEIGHT * _term_scores(apart, book)
    return _spread_scores(texts, found, scores, seed) if spread and len(book) > 1 else scores


def _find(matcher: Matcher, texts: list[str]) -> list[list[Hit]]:
    """Return the hits of each text; many short texts are read as one long one, which is faster."""
    found: list[list[Hit]] = []
    for first in range(0, len(texts), TEXTS_AT_ONCE):
        some = [fold(text) for text in texts[first : first + TEXTS_AT_ONCE]]
        units, start = [], 0
        for text in some:
            units.append((start, start + len(text)))
            start += len(text) + 1
        for (start, _), hits in zip(units, matcher.find("\n".join(some), units), strict=True):
            found.append([Hit(hit.start - start, hit.end - start, hit.entries) for hit in hits])
    return found


def _checked(texts: Sequence[str]) -> list[str]:
    if isinstance(texts, str):
        raise CommuniqueError("label_texts: a list of texts is expected; found one string. Put it in a list.")
    texts = list(texts)
    for at, text in enumerate(texts):
        if not isinstance(text, str):
            raise CommuniqueError(f"label_texts: text {at + 1} of {len(texts)} is no string: {text!r}; leave it out.")
    return texts


def _checked_k(k: int | None) -> int:
    import operator

    if k is None:
        raise CommuniqueError("label_texts: give either a codebook or k, the number of themes to find.")
    try:
        number = operator.index(k)
    except TypeError:
        number = 0
    if isinstance(k, bool) or number < 1:
        raise CommuniqueError(f"label_texts: k must be a whole number of 1 or more; found {k!r}.")
    return number


# -- with a codebook --------------------------------------------------------------------------------------------------


def _counts(hits: Sequence[Hit], book: Codebook) -> Counter[int]:
    """Count the entries of the codebook, one span once a theme."""
    counts: Counter[int] = Counter()
    for hit in hits:
        themes = set()
        for entry in hit.entries:
            theme = book.entries[entry][0]
            if theme not in themes:
                themes.add(theme)
                counts[entry] += 1
    return counts


def _term_scores(counted: Sequence[Counter[int]], book: Codebook) -> np.ndarray:
    import numpy as np

    scores = np.zeros((len(counted), len(book)))
    n_texts: Counter[int] = Counter(entry for counts in counted for entry in counts)
    rarity = {
        entry: log(1 + len(counted) / n) if len(counted) >= MIN_TEXTS_FOR_IDF else 1.0 for entry, n in n_texts.items()
    }
    for at, counts in enumerate(counted):
        for entry, n in counts.items():
            theme, term = book.entries[entry]
            scores[at, theme] += term.weight * log(1 + n) * rarity[entry]
    return scores


def _spread_scores(texts: list[str], found: list[list[Hit]], scores: np.ndarray, seed: int) -> np.ndarray:
    placed = [free_words(text, hits) for text, hits in zip(texts, found, strict=True)]
    merged = merge_plurals(word[0] for words in placed for word in words if word)
    plain = [[merged[word[0]] if word else None for word in words] for words in placed]
    shares = learn(plain, scores, seed=seed).shares
    for at, words in enumerate(plain):
        if not any(words) and not scores[at].any():
            shares[at] = 0
    return shares


# -- without one ------------------------------------------------------------------------------------------------------


def _found_themes(texts: list[str], k: int, seed: int) -> np.ndarray:
    import numpy as np
    from sklearn.cluster import KMeans

    shares = np.zeros((len(texts), k))
    stop = stop_words()
    cut = [[word for word in split_tokens(fold(text))[1::2] if is_content(word, stop)] for text in texts]
    merged = merge_plurals(word for words in cut for word in words)
    cut = [[merged[word] for word in words] for words in cut]
    vectors = text_vectors(cut, N_DIMENSIONS, seed) if texts else np.zeros((0, 1))
    told = np.flatnonzero(np.abs(vectors).sum(axis=1) > 0)
    n_distinct = len(np.unique(vectors[told].round(9), axis=0))
    if n_distinct == 0:  # nothing tells the texts apart: those with words are one theme
        shares[[at for at, words in enumerate(cut) if words], 0] = 1
        return shares
    clusters = KMeans(min(k, n_distinct), n_init=N_STARTS, random_state=seed).fit(vectors[told])
    order = np.argsort(-np.bincount(clusters.labels_), kind="stable")
    distances = clusters.transform(vectors[told])[:, order]
    likeness = np.exp(SHARPNESS * (distances.min(axis=1, keepdims=True) - distances))
    shares[told, : len(order)] = likeness / likeness.sum(axis=1, keepdims=True)
    return shares
