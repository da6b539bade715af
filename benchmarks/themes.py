"""Measure the themes on a labelled set of texts, beside plain scikit-learn.

    python benchmarks/themes.py LABELLED.csv [--codebook BOOK.yaml] [--limit 3000] [--seeds 3]

LABELLED.csv has the columns ``text`` and ``label``.  Without a codebook: k themes (k = number of labels) by
``label_texts`` and by scikit-learn's NMF, LDA and k-means on TF-IDF, compared with the labels.  With one, whose theme
ids are the labels: the codebook alone and spread.  Prints a Markdown table.

AMI, not NMI, is the figure to read: at 20 texts random labels reach an NMI of 0.4.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import yaml
from sklearn.cluster import KMeans
from sklearn.decomposition import NMF, LatentDirichletAllocation
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics import (
    adjusted_mutual_info_score,
    adjusted_rand_score,
    cohen_kappa_score,
    normalized_mutual_info_score,
)
from sklearn.metrics.cluster import contingency_matrix

from communique.errors import CommuniqueError
from communique.themes import Codebook, label_texts, read_codebook


def read_labelled(path: Path, limit: int | None) -> tuple[list[str], list[str]]:
    """Return texts and labels; with a limit, a sample that is the same every time."""
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows or not {"text", "label"} <= rows[0].keys():
        raise CommuniqueError(f"{path.name}: the columns 'text' and 'label' are expected, and at least one row.")
    if limit and len(rows) > limit:
        chosen = np.random.default_rng(0).choice(len(rows), limit, replace=False)
        rows = [rows[at] for at in sorted(chosen)]
    return [row["text"] or "" for row in rows], [row["label"] for row in rows]


def read_book(path: Path) -> Codebook:
    """Read a codebook of the package's form, or a plain mapping of label to terms."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if isinstance(content, dict) and "themes" not in content:
        return Codebook.from_terms(content, name=path.name)
    return read_codebook(path)


def plain_nmf(texts: list[str], k: int, seed: int) -> np.ndarray:
    matrix = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=3, max_df=0.5).fit_transform(texts)
    return NMF(k, init="nndsvda", random_state=seed, max_iter=400).fit_transform(matrix).argmax(axis=1)


def plain_nmf_kl(texts: list[str], k: int, seed: int) -> np.ndarray:
    matrix = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=3, max_df=0.5).fit_transform(texts)
    model = NMF(k, init="nndsvda", beta_loss="kullback-leibler", solver="mu", random_state=seed, max_iter=400)
    return model.fit_transform(matrix).argmax(axis=1)


def plain_lda(texts: list[str], k: int, seed: int) -> np.ndarray:
    matrix = CountVectorizer(stop_words="english", min_df=3, max_df=0.5).fit_transform(texts)
    return LatentDirichletAllocation(k, random_state=seed).fit_transform(matrix).argmax(axis=1)


def plain_kmeans(texts: list[str], k: int, seed: int) -> np.ndarray:
    matrix = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=3, max_df=0.5).fit_transform(texts)
    return KMeans(k, n_init=3, random_state=seed).fit_predict(matrix)


def found_themes(texts: list[str], k: int, seed: int) -> np.ndarray:
    return label_texts(texts, k, seed=seed).argmax(axis=1)


METHODS: dict[str, Callable[[list[str], int, int], np.ndarray]] = {
    "communique, k themes": found_themes,
    "NMF": plain_nmf,
    "NMF, Kullback-Leibler": plain_nmf_kl,
    "LDA": plain_lda,
    "k-means": plain_kmeans,
}


def purity(truth: np.ndarray, found: np.ndarray) -> float:
    return contingency_matrix(truth, found).max(axis=0).sum() / len(truth)


def measure_unsupervised(texts: list[str], truth: np.ndarray, k: int, seeds: int) -> list[str]:
    lines = ["| method | AMI | NMI | ARI | purity | s |", "|---|---|---|---|---|---|"]
    for name, method in METHODS.items():
        start = time.perf_counter()
        results = [method(texts, k, seed) for seed in range(seeds)]
        seconds = (time.perf_counter() - start) / seeds
        scores = [
            np.mean([score(truth, found) for found in results])
            for score in (
                adjusted_mutual_info_score,
                normalized_mutual_info_score,
                adjusted_rand_score,
                purity,
            )
        ]
        lines.append(f"| {name} | " + " | ".join(f"{score:.2f}" for score in scores) + f" | {seconds:.1f} |")
    return lines


def measure_codebook(texts: list[str], labels: list[str], book: Codebook) -> list[str]:
    unknown = sorted(set(labels) - set(book.ids))
    if unknown:
        raise CommuniqueError(f"{book.name}: no theme has the label {unknown[0]!r}; name the themes as the labels.")
    truth = np.array([book.ids.index(label) for label in labels])
    lines = ["| method | kappa | accuracy | coverage x precision | texts/s |", "|---|---|---|---|---|"]
    for name, options in {"codebook": {}, "codebook, spread": {"spread": True}}.items():
        start = time.perf_counter()
        try:
            scores = label_texts(texts, codebook=book, **options)
        except CommuniqueError as error:
            lines.append(f"| {name} | {error} | | | |")
            continue
        rate = len(texts) / (time.perf_counter() - start)
        is_covered = scores.max(axis=1) > 0
        found = np.where(is_covered, scores.argmax(axis=1), -1)
        precision = (found == truth)[is_covered].mean() if is_covered.any() else 0.0
        lines.append(
            f"| {name} | {cohen_kappa_score(truth, found):.2f} | {(found == truth).mean():.2f} "
            f"| {is_covered.mean():.2f} x {precision:.2f} | {rate:,.0f} |"
        )
    return lines


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure the themes on a labelled set of texts.")
    parser.add_argument("labelled", type=Path, help="CSV file with the columns text and label.")
    parser.add_argument("--codebook", type=Path, help="YAML codebook whose theme ids are the labels.")
    parser.add_argument("--limit", type=int, help="Sample so many texts.")
    parser.add_argument("--seeds", type=int, default=3, help="Mean over so many seeds (3).")
    options = parser.parse_args(arguments)
    try:
        texts, labels = read_labelled(options.labelled, options.limit)
        names, truth = np.unique(labels, return_inverse=True)
        print(f"{options.labelled.name}: {len(texts):,} texts, {len(names)} labels\n")
        if options.codebook:
            print("\n".join(measure_codebook(texts, labels, read_book(options.codebook))) + "\n")
        print("\n".join(measure_unsupervised(texts, truth, len(names), options.seeds)))
    except CommuniqueError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
