"""Articles that say the same: exactly by the digest of their words, nearly by their sequences of five words.

Case and punctuation do not count.  Every article leaves a signature of 280 bytes.  Two articles are compared where four
neighbouring bins of it agree (locality-sensitive hashing: Broder 1997 for the sequences of words, Li, Owen and Zhang
2012 for one permutation, Li and König 2010 for keeping 16 bits of each).  The search sorts one key of all articles at a
time, in slices where they are many, so that its memory is bounded; its result depends on the articles alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from communique.article import Article

SHINGLE = 5
# 128 bins estimate a similarity of 0.8 to within 0.035 (one standard error).
N_BINS = 128
N_BANDS = N_BINS // 4
#: From this share of common sequences on, two articles are nearly the same: ten words changed in 400 leave 0.8.
NEAR = 0.7
# Shorter texts share their few sequences by chance.
MIN_WORDS = 20
# Where Chinese characters are looked for: an article that has any has one here.
HEAD = 600
# Words whose number is kept: 10 MB.
MAX_WORDS_KEPT = 100_000
# Keys that are sorted at a time: 64 MB.
MAX_KEYS = 4_000_000
# Rows of a signature: two of digest, the day of publication, the bands.
_DAY, _BANDS = 2, 3
N_ROWS = _BANDS + N_BANDS
NO_DAY = np.uint64(2**32)

_POWERS = np.cumprod(np.full(64, 0x9E3779B97F4A7C15, dtype=np.uint64))
_PUNCTUATION = "\"'“”‘’«»()[]{}<>.,;:!?…-–—/*_|。，、；：！？（）《》「」"
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_EDGES = np.arange(N_BINS, dtype=np.uint64) << np.uint64(57)


def _mix(values: np.ndarray) -> np.ndarray:
    """Scatter 64-bit integers (the finaliser of SplitMix64, Steele, Lea and Flood 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


class _Hashes(dict):
    """A 64-bit number for each word, without the punctuation round it; 0 where nothing else is left."""

    def __missing__(self, word: str) -> int:
        if len(self) > MAX_WORDS_KEPT:
            self.clear()
        bare = word.strip(_PUNCTUATION).encode("utf-8", "surrogatepass")
        number = int.from_bytes(hashlib.blake2b(bare, digest_size=8).digest(), "little") if bare else 0
        self[word] = number
        return number


_hashes = _Hashes()


def word_hashes(folded: str) -> np.ndarray:
    """Return a number for each word of a text in lower case; a Chinese character or kana is a word."""
    if _HAN.search(folded, 0, HEAD):
        folded = _HAN.sub(r" \g<0> ", folded)
    words = folded.split()
    numbers = np.fromiter(map(_hashes.__getitem__, words), dtype=np.uint64, count=len(words))
    return numbers[numbers != 0]


def shingle_hashes(words: np.ndarray) -> np.ndarray:
    """Return a number for each sequence of five words."""
    n = max(1, len(words) - SHINGLE + 1)
    total = np.zeros(n, dtype=np.uint64)
    for place in range(min(SHINGLE, len(words))):
        total += words[place : place + n] * _POWERS[place + 1]
    return _mix(total)


def signature(article: Article) -> np.ndarray:
    """Return the signature of an article: ``N_ROWS`` unsigned integers of 64 bits."""
    column = np.zeros(N_ROWS, dtype=np.uint64)
    words = word_hashes(article.folded)
    digest = hashlib.blake2b(words.astype("<u8", copy=False).tobytes(), digest_size=16)
    column[:_DAY] = np.frombuffer(digest.digest(), dtype="<u8")
    column[_DAY] = article.published.toordinal() if article.published else NO_DAY
    if len(words) >= MIN_WORDS:
        column[_BANDS:] = _bins(np.sort(shingle_hashes(words))).view("<u8")
    return column


def _bins(hashes: np.ndarray) -> np.ndarray:
    """Return 16 bits of the least hash in each bin; an empty bin borrows from the next that is not."""
    first = np.searchsorted(hashes, _EDGES)
    inside = first < len(hashes)
    found = np.flatnonzero(
        inside & ((hashes[np.minimum(first, len(hashes) - 1)] >> np.uint64(57)) == np.arange(N_BINS))
    )
    lender = np.searchsorted(found, np.arange(N_BINS)) % len(found)
    borrowed = (found[lender] - np.arange(N_BINS)).astype(np.uint64) & np.uint64(N_BINS - 1)
    least = hashes[first[found[lender]]]
    return ((least + borrowed * _POWERS[7]) & np.uint64(0xFFFF)).astype("<u2")


class Signatures:
    """The signatures of all parts of a dataset, read from its files when they are needed."""

    def __init__(self, paths: Sequence[Path], articles: Sequence[Path]) -> None:
        self.paths, self.articles = paths, articles
        sizes = [self.part(i).shape[1] for i in range(len(paths))]
        self.starts = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)

    def __len__(self) -> int:
        return int(self.starts[-1])

    @lru_cache(maxsize=64)  # noqa: B019 (the object lives as long as the search)
    def part(self, index: int) -> np.ndarray:
        """Return the signatures of one part: rows as above, a column for each article."""
        return np.load(self.paths[index], mmap_mode="r", allow_pickle=False)

    @lru_cache(maxsize=64)  # noqa: B019
    def _ids(self, index: int) -> list[str]:
        import pyarrow.parquet as pq

        return pq.read_table(self.articles[index], columns=["article_id"]).column(0).to_pylist()

    def place(self, article: int) -> tuple[int, int]:
        """Return the part and the row of an article."""
        index = int(np.searchsorted(self.starts, article, side="right")) - 1
        return index, int(article - self.starts[index])

    def column(self, article: int) -> np.ndarray:
        """Return the signature of an article."""
        index, row = self.place(article)
        return np.ascontiguousarray(self.part(index)[:, row])

    def id(self, article: int) -> str:
        """Return the identifier of an article."""
        index, row = self.place(article)
        return self._ids(index)[row]

    def order(self, article: int) -> tuple[int, str]:
        """Return what decides which of two is the earlier: the day, undated ones last, then the name."""
        return int(self.column(article)[_DAY]), self.id(article)

    def similarity(self, one: int, other: int) -> float:
        """Return the estimated share of sequences of five words that two articles have in common."""
        bins = self.column(one)[_BANDS:].view("<u2") == self.column(other)[_BANDS:].view("<u2")
        return float(bins.mean())

    def groups(self, row: int) -> Iterator[np.ndarray]:
        """Yield the articles that have one key in common, for every key of a row that several have."""
        n_slices = 1
        while len(self) / n_slices > MAX_KEYS:
            n_slices *= 2
        for number in range(n_slices):
            keys, articles = self._slice(row, number, n_slices)
            order = np.argsort(keys, kind="stable")
            keys, articles = keys[order], articles[order]
            edges = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1], [True])))
            for first in np.flatnonzero(np.diff(edges) > 1):
                yield articles[edges[first] : edges[first + 1]]

    def _slice(self, row: int, number: int, n_slices: int) -> tuple[np.ndarray, np.ndarray]:
        keys, articles = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
        for index, start in enumerate(self.starts[:-1]):
            part = self.part(index)[row]
            # A key of nought is an article that is too short to compare (and no digest).
            chosen = np.flatnonzero((part != 0) & (part % np.uint64(n_slices) == number))
            keys.append(np.asarray(part[chosen]))
            articles.append(chosen + start)
        return np.concatenate(keys), np.concatenate(articles)


def find_duplicates(signatures: Signatures) -> dict[int, tuple[int, float]]:
    """Return for each later article the earlier one that it repeats and their similarity.

    The earlier of two is the one published first; undated ones come last, and the name decides between equals.
    """
    found: dict[int, tuple[int, float]] = {}
    for group in signatures.groups(0):
        by_digest: dict[int, list[int]] = {}
        for article in map(int, group):
            by_digest.setdefault(int(signatures.column(article)[1]), []).append(article)
        for same in by_digest.values():
            first = min(same, key=signatures.order)
            found |= {article: (first, 1.0) for article in same if article != first}
    near: dict[int, tuple[int, float]] = {}
    for band in range(N_BANDS):
        for group in signatures.groups(_BANDS + band):
            _compare(signatures, [int(a) for a in group if int(a) not in found], near)
    return _to_roots(signatures, found, near)


def _compare(signatures: Signatures, group: list[int], near: dict[int, tuple[int, float]]) -> None:
    """Compare each of a group with its first and with the one before it, in order of time."""
    group.sort(key=signatures.order)
    for place, article in enumerate(group[1:], start=1):
        for earlier in {group[0], group[place - 1]}:
            if near.get(article, (None,))[0] == earlier:
                continue
            similarity = signatures.similarity(article, earlier)
            known = near.get(article)
            is_better = known is None or (-similarity, signatures.order(earlier)) < (
                -known[1],
                signatures.order(known[0]),
            )
            if similarity >= NEAR and is_better:
                near[article] = (earlier, similarity)


def _to_roots(
    signatures: Signatures, exact: dict[int, tuple[int, float]], near: dict[int, tuple[int, float]]
) -> dict[int, tuple[int, float]]:
    """Let a copy of a copy point to the first of all, where that is still near enough."""
    found: dict[int, tuple[int, float]] = {}
    for article in sorted(near, key=signatures.order):
        earlier, similarity = near[article]
        if earlier in found:
            root = found[earlier][0]
            to_root = signatures.similarity(article, root)
            if to_root >= NEAR:
                earlier, similarity = root, to_root
        found[article] = (earlier, similarity)
    for article, (first, _) in exact.items():
        found[article] = found.get(first, (first, 1.0))
    return found
