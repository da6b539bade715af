"""From the sentences that the codebook speaks about to those that it leaves empty: weak supervision.

The codebook's scores are a first guess.  Naive Bayes learns from it which other words go with each theme (the
codebook's own terms are taken out of the text first, or it would only learn them back), and a few rounds of
expectation-maximisation let the guess and the words agree.  Beside single words it uses the company that words keep
(see ``vectors``).  The codebook's score stays in the sum, so that a theme never drifts away from its definition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from communique.article import fold
from communique.themes.codebook import Codebook, read_codebook
from communique.themes.match import Hit
from communique.themes.score import PRIMARY_LEAD
from communique.themes.terms import is_content, merge_plurals, stop_words
from communique.themes.vectors import count_matrix, text_vectors
from communique.themes.words import split_tokens

if TYPE_CHECKING:
    import numpy as np

    from communique.tables import Tables

# Below this many sentences the words of a theme cannot be learnt: agreement with people rises from 200 on.
MIN_SENTENCES = 200
# A theme with fewer clear sentences is not spread: ten sentences have about fifty content words.
MIN_CLEAR = 10
ROUNDS = 5
SMOOTHING = 0.1  # of naive Bayes, in words a theme and word
N_DIMENSIONS = 100
COMPANY_WEIGHT = 4.0  # what a cosine of 1 adds to the log-probability of a theme
# An inferred theme is named where it is likelier than all others together, and enough words of the sentence are known.
MIN_PROBABILITY = 0.5
MIN_KNOWN_WORDS = 2
N_WORDS_SHOWN = 3


class Model(NamedTuple):
    """What was learnt: ``shares`` (texts x themes, rows sum to 1) and the words' weights (themes x words)."""

    shares: np.ndarray
    words: list[str]
    weights: np.ndarray


@dataclass(frozen=True)
class Spread:
    """The outcome of :func:`spread_themes`.

    Attributes
    ----------
    tables : Tables
        The tables with the inferred rows added; as they were where it was refused.
    n_filled : int
        Sentences that got a theme.
    reason : str or None
        Why it was refused, in a sentence; None where it was not.
    notes : tuple of str
        Themes that were left out, and why.
    """

    tables: Tables
    n_filled: int
    reason: str | None = None
    notes: tuple[str, ...] = ()


def learn(texts: Sequence[Sequence[str]], scores: np.ndarray, *, seed: int = 0) -> Model:
    """Learn from a codebook's scores which words go with each theme.

    Parameters
    ----------
    texts : sequence of list of str
        Content words of each text without the codebook's terms; None parts words that are no neighbours.
    scores : numpy.ndarray
        The codebook's scores, texts x themes, 0 where it says nothing.
    seed : int, default 0
        Seed of the word vectors' decomposition.

    Returns
    -------
    Model
        Shares of each theme in each text, and for each word and theme the logarithm of the word's probability in the
        theme over its mean in all themes.

    Notes
    -----
    Expectation-maximisation with naive Bayes after Nigam, McCallum, Thrun and Mitchell (2000), started from soft labels
    and with the codebook's score as log-prior; nearest-centroid term after Rocchio (1971).
    """
    import numpy as np
    from sklearn.preprocessing import normalize

    features = [_features(text) for text in texts]
    words = _frequent_features(features)
    counts = count_matrix(features, words)
    counts.data = np.log1p(counts.data)
    vectors = text_vectors([[word for word in text if word] for text in texts], N_DIMENSIONS, seed)
    shares = scores / np.maximum(scores.sum(axis=1, keepdims=True), 1e-12)
    for _ in range(ROUNDS + 1):
        log_words = np.log(shares.T @ counts + SMOOTHING)
        log_words -= np.log(np.exp(log_words).sum(axis=1, keepdims=True)) if words else 0
        prior = np.log(shares.sum(axis=0) + 1)
        centres = normalize(shares.T @ vectors)
        total = counts @ log_words.T + prior + scores + COMPANY_WEIGHT * (vectors @ centres.T)
        shares = np.exp(total - total.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
    return Model(shares, words, log_words - log_words.mean(axis=0))


def _features(text: Sequence[str | None]) -> list[str]:
    words = [word for word in text if word]
    return words + [f"{first} {second}" for first, second in pairwise(text) if first and second]


def _frequent_features(features: Sequence[Sequence[str]]) -> list[str]:
    from collections import Counter

    n_texts = Counter(feature for text in features for feature in set(text))
    return sorted(feature for feature, n in n_texts.items() if n > 1)


def free_words(text: str, hits: Sequence[Hit]) -> list[tuple[str, int, int] | None]:
    """Return the content words outside the hits with their offsets; None where other words stood between them.

    Examples
    --------
    >>> free_words("Exports of coal fell", [Hit(11, 15, (0,))])
    [('exports', 0, 7), None, ('fell', 16, 20)]
    """
    stop = stop_words(domain=False)
    covered = iter([*hits, Hit(len(text) + 1, len(text) + 2, ())])
    hit = next(covered)
    found: list[tuple[str, int, int] | None] = []
    place = 0
    parts = split_tokens(fold(text))
    for at, part in enumerate(parts):
        start, place = place, place + len(part)
        if not at % 2:
            continue
        while hit.end <= start:
            hit = next(covered)
        if (start < hit.end and hit.start < place) or not is_content(part, stop):
            if found and found[-1] is not None:
                found.append(None)
        else:
            found.append((part, start, place))
    return found


def spread_themes(tables: Tables, codebook: Codebook | str | None = None, *, seed: int = 0) -> Spread:
    """Give sentences without a term of the codebook the theme that their words speak for, from 200 sentences on.

    Parameters
    ----------
    tables : Tables
        The tables of an extraction; the more articles, the better.
    codebook : Codebook or path, optional
        The codebook that scored them; the shipped one if left out.
    seed : int, default 0
        Seed of the word vectors.

    Returns
    -------
    Spread
        The tables with a row more in ``themes`` for every sentence filled: method ``inferred``, score the sum of its
        words' weights, and up to three rows in ``theme_evidence`` with those words, the strongest first in
        ``evidence``.  Refused, with the reason, below 200 sentences or where fewer than two themes have ten clear
        sentences.  Probabilities of naive Bayes are overconfident, so none is reported.
    """
    import numpy as np

    book = read_codebook(codebook)
    sentences = tables.sentences[tables.sentences["role"] != "boilerplate"]
    scores = _score_matrix(tables, sentences["sentence_id"], book)
    reason, kept, notes = _gate(scores, book)
    if reason:
        return Spread(tables, 0, reason, tuple(notes))
    texts = [str(text) for text in sentences["text"]]
    placed = [free_words(text, book.matcher.find(fold(text))[0]) for text in texts]
    merged = merge_plurals(word[0] for words in placed for word in words if word)
    plain = [[merged[word[0]] if word else None for word in words] for words in placed]
    model = learn(plain, scores[:, kept], seed=seed)
    known = {word: at for at, word in enumerate(model.words)}
    empty = np.flatnonzero(scores.sum(axis=1) == 0)
    rows, evidence = [], []
    for at in empty:
        theme = int(model.shares[at].argmax())
        strongest = _strongest(placed[at], merged, known, model.weights[theme])
        if model.shares[at, theme] < MIN_PROBABILITY or not strongest:
            continue
        row, words = _inferred(sentences.iloc[at], texts[at], book.ids[kept[theme]], strongest)
        rows.append(row)
        evidence += words
    return Spread(_with_rows(tables, rows, evidence), len(rows), None, tuple(notes))


def _score_matrix(tables: Tables, sentence_ids: Sequence[str], book: Codebook) -> np.ndarray:
    import numpy as np

    place = {sentence_id: at for at, sentence_id in enumerate(sentence_ids)}
    column = {theme: at for at, theme in enumerate(book.ids)}
    scores = np.zeros((len(place), len(book)))
    themes = tables.themes[tables.themes["method"] == "codebook"]
    for sentence_id, theme, score in zip(themes["sentence_id"], themes["theme"], themes["score"], strict=True):
        if sentence_id in place and theme in column:
            scores[place[sentence_id], column[theme]] = score
    return scores


def is_clear(scores: np.ndarray) -> np.ndarray:
    """Say for each row whether its best score is above 0 and leads the second by a fifth."""
    import numpy as np

    if scores.shape[1] < 2:
        return scores.max(axis=1, initial=0) > 0
    top = np.sort(scores, axis=1)[:, -2:]
    return (top[:, 1] > 0) & (top[:, 1] >= PRIMARY_LEAD * top[:, 0])


def _gate(scores: np.ndarray, book: Codebook) -> tuple[str | None, list[int], list[str]]:
    import numpy as np

    if len(scores) < MIN_SENTENCES:
        return f"Not spread: {len(scores)} sentences; from {MIN_SENTENCES} on it can be learnt.", [], []
    clear = is_clear(scores)
    n_clear = np.bincount(scores[clear].argmax(axis=1), minlength=len(book))
    kept = [at for at, n in enumerate(n_clear) if n >= MIN_CLEAR]
    notes = [
        f"{theme}: not spread; {n} clear sentences, from {MIN_CLEAR} on it can be learnt."
        for theme, n in zip(book.ids, n_clear, strict=True)
        if n < MIN_CLEAR
    ]
    if len(kept) < 2:
        return f"Not spread: {len(kept)} of {len(book)} themes have {MIN_CLEAR} clear sentences; two must.", [], notes
    return None, kept, notes


def _strongest(words, merged: dict[str, str], known: dict[str, int], weights: np.ndarray) -> list[tuple]:
    """Return the words that speak most for the theme, each once: (weight, word, start, end)."""
    found: dict[str, tuple] = {}
    n_known = 0
    for word in words:
        if word and merged[word[0]] in known:
            n_known += 1
            base = merged[word[0]]
            weight = float(weights[known[base]])
            if weight > 0 and base not in found:
                found[base] = (weight, base, word[1], word[2])
    if n_known < MIN_KNOWN_WORDS:
        return []
    return sorted(found.values(), key=lambda entry: (-entry[0], entry[2]))[:N_WORDS_SHOWN]


def _inferred(sentence, text: str, theme: str, strongest: list[tuple]) -> tuple[dict, list[dict]]:
    start = int(sentence["start"])
    shared = {"article_id": sentence["article_id"], "sentence_id": sentence["sentence_id"], "theme": theme}
    row = shared | {
        "start": start,
        "end": int(sentence["end"]),
        "text": text,
        "speaker": sentence["speaker"],
        "score": sum(entry[0] for entry in strongest),
        "share": 1.0,
        "is_primary": True,
        "method": "inferred",
        "evidence": "; ".join(entry[1] for entry in strongest),
        "note": "No term of the codebook; inferred from words that its clear sentences share.",
    }
    words = [
        shared | {"start": start + a, "end": start + b, "text": text[a:b], "term": word, "weight": weight}
        for weight, word, a, b in sorted(strongest, key=lambda entry: entry[2])
    ]
    return row, words


def _with_rows(tables: Tables, rows: list[dict], evidence: list[dict]) -> Tables:
    """Return the tables with rows added to themes and theme_evidence, in the order of the sentences."""
    from dataclasses import replace

    import pandas as pd

    if not rows:
        return tables
    order = {sentence_id: at for at, sentence_id in enumerate(tables.sentences["sentence_id"])}
    joined = {}
    for name, new in (("themes", rows), ("theme_evidence", evidence)):
        frame = getattr(tables, name)
        added = pd.DataFrame(new, columns=list(frame.columns)).astype(frame.dtypes.to_dict())
        both = pd.concat([frame, added], ignore_index=True)
        joined[name] = both.sort_values("sentence_id", key=lambda ids: ids.map(order), kind="stable", ignore_index=True)
    return replace(tables, **joined)
