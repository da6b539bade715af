"""Words and texts as vectors, learnt from the texts themselves: no downloaded model, same result every time.

A word's vector says in whose company it stands: positive pointwise mutual information of words that share a text,
reduced by a singular value decomposition (Levy and Goldberg 2014 showed how near this is to trained embeddings).  A
text is the mean of its words' vectors, rare words weighing more.  Short texts that share no word can so be neighbours,
which a plain count of words cannot see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_matrix

# The most frequent words that get a vector: bounds the memory at about half a gigabyte, whatever the corpus.
MAX_WORDS = 5_000
# A word that comes in one text only says nothing about company; one in half of all texts says nothing about subject.
MIN_TEXTS = 2
MAX_SHARE = 0.5
# Words share a text where they stand within so many content words; longer texts are cut.
WINDOW = 50


def count_matrix(texts: Sequence[Sequence[str]], words: Sequence[str], *, is_binary: bool = False) -> csr_matrix:
    """Return counts of ``words`` in ``texts`` (lists of words): sparse, texts x words."""
    import numpy as np
    from scipy.sparse import csr_matrix

    place = {word: at for at, word in enumerate(words)}
    data, columns, ends = [], [], [0]
    for text in texts:
        counts = Counter(at for word in text if (at := place.get(word)) is not None)
        columns.extend(counts)
        data.extend([1] * len(counts) if is_binary else counts.values())
        ends.append(len(columns))
    arrays = (np.array(data, dtype=np.float64), np.array(columns, dtype=np.int32), np.array(ends, dtype=np.int64))
    return csr_matrix(arrays, shape=(len(texts), len(words)))


def frequent_words(texts: Sequence[Sequence[str]], *, max_words: int | None = MAX_WORDS) -> list[str]:
    """Return the words that stand in at least two texts and in at most half of them, most frequent first."""
    n_texts = Counter(word for text in texts for word in set(text))
    limit = max(MIN_TEXTS, MAX_SHARE * len(texts))
    kept = [word for word, n in n_texts.items() if MIN_TEXTS <= n <= limit]
    kept.sort(key=lambda word: (-n_texts[word], word))
    return kept[:max_words]


def text_vectors(texts: Sequence[Sequence[str]], n_dimensions: int, seed: int = 0) -> np.ndarray:
    """Return a vector of length 1 for each text (list of words); all zero where no word is known.

    Parameters
    ----------
    texts : sequence of list of str
        Content words of each text.
    n_dimensions : int
        Length of the vectors; fewer where the texts have fewer words.
    seed : int, default 0
        Seed of the decomposition.

    Returns
    -------
    numpy.ndarray
        Shape (texts, dimensions).
    """
    import numpy as np
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize

    words = frequent_words(texts)
    if len(words) < 3:
        return np.zeros((len(texts), 1))
    counts = count_matrix(texts, words)
    company = _mutual_information(texts, words)
    svd = TruncatedSVD(min(n_dimensions, len(words) - 1), random_state=seed)
    word_vectors = svd.fit_transform(company)
    strength = np.sqrt(np.maximum(svd.singular_values_, 1e-12))
    word_vectors = normalize(word_vectors / strength)
    vectors = tfidf(counts) @ word_vectors
    known = np.asarray(counts.sum(axis=1)).ravel() > 0
    # Texts share a direction that says "text of this kind": taking it out leaves what tells them apart.
    vectors[known] -= vectors[known].mean(axis=0)
    vectors[np.abs(vectors) < 1e-12] = 0
    return normalize(vectors)


def tfidf(counts: csr_matrix) -> csr_matrix:
    """Return log-damped counts times inverse document frequency, each text of length 1."""
    import numpy as np
    from scipy.sparse import diags
    from sklearn.preprocessing import normalize

    n_texts = np.asarray((counts > 0).sum(axis=0)).ravel()
    weights = np.log((1 + counts.shape[0]) / (1 + n_texts)) + 1
    damped = counts.copy()
    damped.data = 1 + np.log(damped.data)
    return normalize(damped @ diags(weights))


def _mutual_information(texts: Sequence[Sequence[str]], words: Sequence[str]) -> csr_matrix:
    """Return positive pointwise mutual information of words that share a window: words x words."""
    import numpy as np
    from scipy.sparse import coo_matrix

    known = set(words)
    windows = []
    for text in texts:
        kept = [word for word in text if word in known]
        windows += [kept[at : at + WINDOW] for at in range(0, len(kept), WINDOW)]
    present = count_matrix(windows, words, is_binary=True).astype(np.float32)
    together = (present.T @ present).tocoo()
    n_windows = np.asarray(present.sum(axis=0), dtype=np.float64).ravel()
    values = np.log(together.data * len(windows) / (n_windows[together.row] * n_windows[together.col]))
    kept = values > 0
    return coo_matrix((values[kept], (together.row[kept], together.col[kept])), shape=together.shape).tocsr()
