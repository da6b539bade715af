"""Themes that the codebook may lack: proposals from the texts, for a person to name, take or leave.

Topic models are noise on little text, so there are gates.  The model is fitted on whole articles (on sentences it finds
a stable model of the wrong thing), the number of themes is the largest that is stable under leaving articles out, and
the whole must be more stable than the same words dealt at random to articles of the same lengths.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from communique.themes.codebook import PALETTE, Codebook, read_codebook
from communique.themes.explore import unnamed_sentences
from communique.themes.spread import _score_matrix
from communique.themes.terms import placed_terms
from communique.themes.vectors import count_matrix, tfidf

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from communique.tables import Tables

MIN_ARTICLES = 50
MIN_SENTENCES = 1_000
# Articles looked at; more change nothing but the time.
MAX_ARTICLES = 1_000
MAX_TERMS = 5_000
MIN_ARTICLES_WITH_TERM = 3
MAX_SHARE_WITH_TERM = 0.5
MAX_THEMES = 10
N_SUBSAMPLES = 10
SUBSAMPLE = 0.8
N_SHUFFLES = 9  # better than all nine: one in ten by chance
TOP_TERMS = 10
# A term is kept for a proposal where it is among the top ten in six of ten subsamples.
STABLE_TERM = 0.6
# The number of themes grows until stability falls by more than this.
STABILITY_FALL = 0.05
N_BEST_SENTENCES = 5
# From this cosine on a proposal is the same thing as a theme of the codebook.
SAME_THEME = 0.5


class Proposal(NamedTuple):
    """A proposed theme.

    ``terms`` are the stable ones with the share of subsamples that had them; ``sentence_ids`` and ``sentences`` are the
    best five; ``overlap`` is the cosine with each theme of the codebook over articles, ``nearest`` the theme with the
    highest, ``is_new`` whether that is below 0.5; ``stability`` from 0 to 1; ``snippet`` YAML for the codebook.
    """

    terms: tuple[tuple[str, float], ...]
    n_articles: int
    sentence_ids: tuple[str, ...]
    sentences: tuple[str, ...]
    stability: float
    overlap: dict[str, float]
    nearest: str | None
    is_new: bool
    snippet: str


@dataclass(frozen=True)
class Proposals:
    """The outcome of :func:`propose_themes`.

    Attributes
    ----------
    proposals : tuple of Proposal
        Those with stable terms, most articles first; empty where there is no ground for any.
    reason : str or None
        Why there are none, in a sentence.
    k : int or None
        Number of themes fitted.
    stability : dict
        Number of themes to stability (mean Jaccard of the top ten terms under leaving out a fifth of the articles).
    shuffled : tuple of float
        Stability at ``k`` of the same words dealt at random.
    """

    proposals: tuple[Proposal, ...]
    reason: str | None = None
    k: int | None = None
    stability: dict[int, float] = field(default_factory=dict)
    shuffled: tuple[float, ...] = ()

    def table(self) -> pd.DataFrame:
        """Return one row a proposal: terms, n_articles, stability, nearest, overlap, is_new, sentences, snippet."""
        import pandas as pd

        types = {
            "terms": "str", "n_articles": "Int64", "stability": "Float64", "nearest": "str", "overlap": "Float64",
            "is_new": "bool", "sentence_ids": "str", "snippet": "str",
        }  # fmt: skip
        rows = [
            ("; ".join(term for term, _ in p.terms), p.n_articles, p.stability, p.nearest,
             p.overlap.get(p.nearest) if p.nearest else None, p.is_new, "; ".join(p.sentence_ids), p.snippet)
            for p in self.proposals
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=list(types)).astype(types)


def propose_themes(tables: Tables, codebook: Codebook | str | None = None, *, seed: int = 0) -> Proposals:
    """Propose themes that the texts have, from 50 articles and 1,000 sentences on.

    Parameters
    ----------
    tables : Tables
        The tables of an extraction.
    codebook : Codebook or path, optional
        The codebook that scored them; the shipped one if left out.
    seed : int, default 0
        Seed of the subsamples and shuffles; the same seed gives the same result.

    Returns
    -------
    Proposals
        Never a result in itself: a person reads the sentences, names the theme and takes the snippet, or leaves it.

    Notes
    -----
    Non-negative matrix factorisation (Lee and Seung 1999) of log-damped, idf-weighted counts of terms, phrases joined;
    number of themes by term stability (Greene, O'Callaghan and Cunningham 2014), stable terms as in stability selection
    (Meinshausen and Buehlmann 2010).
    """
    import numpy as np

    book = read_codebook(codebook)
    sentences = tables.sentences[tables.sentences["role"] != "boilerplate"]
    reason = _gate(sentences)
    if reason:
        return Proposals((), reason)
    sentences = sentences[sentences["article_id"].isin(_sampled(sentences["article_id"], seed))]
    terms_of = _sentence_terms(tables, sentences, book)
    articles = list(dict.fromkeys(sentences["article_id"]))
    place = {article_id: at for at, article_id in enumerate(articles)}
    article_of = [place[article_id] for article_id in sentences["article_id"]]
    texts: list[list[str]] = [[] for _ in articles]
    for at, terms in zip(article_of, terms_of, strict=True):
        texts[at].extend(terms)
    words = _vocabulary(texts)
    if len(words) < 2 * TOP_TERMS:
        return Proposals((), f"No proposals: the articles share only {len(words)} terms that tell them apart.")
    fitted = _choose(texts, words, seed)
    k, stability = fitted.k, fitted.stability
    shuffled = _shuffled_stability(texts, words, k, seed)
    if fitted.stability[k] <= max(shuffled):
        reason = f"No proposals: {k} themes are no more stable ({stability[k]:.2f}) than in shuffled words."
        return Proposals((), reason, k, stability, shuffled)
    scores = _score_matrix(tables, sentences["sentence_id"], book)
    by_article = np.zeros((len(articles), len(book)))
    np.add.at(by_article, article_of, scores)
    best = _best_sentences(fitted, words, terms_of)
    found = []
    for topic in range(k):
        stable = _stable_terms(fitted, words, topic)
        if not stable:
            continue
        overlap = _overlap(fitted.shares[:, topic], by_article, book)
        nearest = max(overlap, key=lambda theme: overlap[theme]) if any(overlap.values()) else None
        chosen = sentences.iloc[best[topic]]
        n_articles = int((fitted.shares.argmax(axis=1) == topic).sum())
        found.append(
            Proposal(
                stable,
                n_articles,
                tuple(chosen["sentence_id"]),
                tuple(chosen["text"]),
                float(fitted.topic_stability[topic]),
                overlap,
                nearest,
                nearest is None or overlap[nearest] < SAME_THEME,
                _snippet(stable, book, len(found)),
            )
        )
    found.sort(key=lambda proposal: (-proposal.n_articles, proposal.terms))
    return Proposals(tuple(found), None if found else "No proposals: no term is stable.", k, stability, shuffled)


def _gate(sentences: pd.DataFrame) -> str | None:
    n_sentences, n_articles = len(sentences), sentences["article_id"].nunique()
    if n_articles < MIN_ARTICLES or n_sentences < MIN_SENTENCES:
        return (
            f"No proposals: {n_articles:,} articles with {n_sentences:,} sentences; from {MIN_ARTICLES} articles and "
            f"{MIN_SENTENCES:,} sentences on they are more than noise."
        )
    if sentences.groupby("article_id")["text"].agg(" ".join).nunique() < MIN_ARTICLES:
        return f"No proposals: fewer than {MIN_ARTICLES} of the {n_articles:,} articles differ from each other."
    return None


def _sampled(article_ids: Sequence[str], seed: int) -> set[str]:
    import numpy as np

    known = list(dict.fromkeys(article_ids))
    if len(known) <= MAX_ARTICLES:
        return set(known)
    chosen = np.random.default_rng(seed).choice(len(known), MAX_ARTICLES, replace=False)
    return {known[at] for at in chosen}


def _sentence_terms(tables: Tables, sentences: pd.DataFrame, book: Codebook) -> list[list[str]]:
    """Return the terms of each sentence: phrases joined, plurals merged, no names, function or domain words."""
    placed = placed_terms(unnamed_sentences(tables, sentences, book))
    return [[term for term, _ in terms] for terms in placed]


def _vocabulary(texts: list[list[str]]) -> list[str]:
    n_texts = Counter(term for text in texts for term in set(text))
    limit = MAX_SHARE_WITH_TERM * len(texts)
    kept = [term for term, n in n_texts.items() if MIN_ARTICLES_WITH_TERM <= n <= limit]
    return sorted(sorted(kept, key=lambda term: (-n_texts[term], term))[:MAX_TERMS])


class _Fit(NamedTuple):
    k: int
    stability: dict[int, float]
    shares: np.ndarray  # articles x themes
    weights: np.ndarray  # themes x terms
    topic_stability: np.ndarray
    kept_terms: list[Counter[int]]  # for each theme, in how many subsamples a term was among the top


def _choose(texts: list[list[str]], words: list[str], seed: int) -> _Fit:
    """Fit with more and more themes until stability falls; keep the fit before."""
    matrix = tfidf(count_matrix(texts, words))
    most = min(MAX_THEMES, len(texts) // 10)
    kept = None
    stability: dict[int, float] = {}
    for k in range(2, most + 1):
        shares, weights = _factorise(matrix, k, seed)
        by_topic, terms = _stability(matrix, weights, k, seed)
        stability[k] = float(by_topic.mean())
        if kept is not None and stability[k] < stability[k - 1] - STABILITY_FALL:
            break
        kept = _Fit(k, stability, shares, weights, by_topic, terms)
    return kept


def _factorise(matrix, k: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    import warnings

    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning

    model = NMF(k, init="nndsvd", max_iter=300, random_state=seed)
    with warnings.catch_warnings():  # a factorisation that still moves a little is good enough for its top terms
        warnings.simplefilter("ignore", ConvergenceWarning)
        shares = model.fit_transform(matrix)
    return shares, model.components_


def _tops(weights: np.ndarray) -> list[list[int]]:
    import numpy as np

    return [[int(at) for at in np.argsort(-row, kind="stable")[:TOP_TERMS] if row[at] > 0] for row in weights]


def _stability(matrix, weights: np.ndarray, k: int, seed: int) -> tuple[np.ndarray, list[Counter[int]]]:
    """Return each theme's mean Jaccard with its match in the subsamples, and how often its terms return."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    draw = np.random.default_rng(seed)
    reference = _tops(weights)
    total = np.zeros(k)
    returned: list[Counter[int]] = [Counter() for _ in range(k)]
    n_rows = max(k, int(SUBSAMPLE * matrix.shape[0]))
    for _ in range(N_SUBSAMPLES):
        rows = np.sort(draw.choice(matrix.shape[0], n_rows, replace=False))
        tops = _tops(_factorise(matrix[rows], k, seed)[1])
        likeness = np.array([[_jaccard(a, b) for b in tops] for a in reference])
        for ours, theirs in zip(*linear_sum_assignment(-likeness), strict=True):
            total[ours] += likeness[ours, theirs]
            returned[ours].update(tops[theirs])
    return total / N_SUBSAMPLES, returned


def _jaccard(a: list[int], b: list[int]) -> float:
    joined = set(a) | set(b)
    return len(set(a) & set(b)) / len(joined) if joined else 0.0


def _shuffled_stability(texts: list[list[str]], words: list[str], k: int, seed: int) -> tuple[float, ...]:
    """Deal the same words at random to articles of the same lengths, and measure stability again."""
    import numpy as np

    known = set(words)
    kept = [[word for word in text if word in known] for text in texts]
    flat = np.array([word for text in kept for word in text], dtype=object)
    ends = np.cumsum([len(text) for text in kept])
    draw = np.random.default_rng(seed + 1)
    found = []
    for _ in range(N_SHUFFLES):
        dealt = np.split(draw.permutation(flat), ends[:-1])
        matrix = tfidf(count_matrix([list(text) for text in dealt], words))
        by_topic, _ = _stability(matrix, _factorise(matrix, k, seed)[1], k, seed)
        found.append(float(by_topic.mean()))
    return tuple(found)


def _stable_terms(fitted: _Fit, words: list[str], topic: int) -> tuple[tuple[str, float], ...]:
    """Return the theme's top terms that come back in six of ten subsamples, heaviest first."""
    returned = fitted.kept_terms[topic]
    shares = [(words[at], returned[at] / N_SUBSAMPLES) for at in _tops(fitted.weights)[topic]]
    return tuple((word, share) for word, share in shares if share >= STABLE_TERM)


def _best_sentences(fitted: _Fit, words: list[str], terms_of: list[list[str]]) -> list[list[int]]:
    """Return for each theme the positions of the sentences that are most about it and least about the others."""
    import numpy as np

    vectors = tfidf(count_matrix(terms_of, words))
    lengths = np.linalg.norm(fitted.weights, axis=1, keepdims=True)
    likeness = vectors @ (fitted.weights / np.maximum(lengths, 1e-12)).T
    lead = 2 * likeness - likeness.sum(axis=1, keepdims=True)
    lead[likeness <= 0] = -np.inf
    best = []
    for topic in range(fitted.k):
        order = np.argsort(-lead[:, topic], kind="stable")[:N_BEST_SENTENCES]
        best.append([int(at) for at in order if np.isfinite(lead[at, topic])])
    return best


def _overlap(shares: np.ndarray, by_article: np.ndarray, book: Codebook) -> dict[str, float]:
    """Return the cosine of a proposal with each theme over articles, both counted from their mean."""
    import numpy as np

    ours = shares - shares.mean()
    found = {}
    for at, theme in enumerate(book.ids):
        other = by_article[:, at] - by_article[:, at].mean()
        length = np.linalg.norm(ours) * np.linalg.norm(other)
        found[theme] = max(0.0, float(ours @ other / length)) if length > 0 else 0.0
    return found


def _snippet(terms: Sequence[tuple[str, float]], book: Codebook, at: int) -> str:
    """Return YAML for the codebook, in the first colours that it does not use yet."""
    import yaml

    free = [colour for colour in PALETTE if colour not in book.colours.values()] or list(PALETTE)
    name = terms[0][0]
    identifier = "".join(letter if letter.isalnum() and letter.isascii() else "_" for letter in name).strip("_")
    identifier = identifier or f"proposal_{at + 1}"
    if identifier in book:
        identifier += "_proposed"
    theme = {
        "id": identifier,
        "name": name.capitalize(),
        "description": "Proposed from the texts; read its sentences, then say here what it covers.",
        "include": "",
        "exclude": "",
        "colour": free[at % len(free)],
        "terms": [{"term": term, "weight": 2 if " " in term else 1} for term, _ in terms],
    }
    return yaml.safe_dump([theme], sort_keys=False, allow_unicode=True, width=110)
