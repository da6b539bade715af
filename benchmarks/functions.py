"""Measure what statements do on the development statements, and learn the weights of judgement against report.

    python benchmarks/functions.py            # agreement by set, and of the model by cross-validation
    python benchmarks/functions.py --write    # and write the weights into src/communique/lexicon/judgement.yaml

Everything it reads is invented and lies in tests/development; the gold is never read.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import numpy as np
import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from communique.article import Article
from communique.segment import segment_sentences
from communique.statements import find_statements, functions

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src" / "communique" / "lexicon" / "judgement.yaml"
SETS = ("functions", "functions-long", "functions-found")
# Inverse of the strength of the penalty; between 0.3 and 3 the agreement hardly changes.
STRENGTH = 1.0
# Reports are more frequent among judgements and reports in news than in the sets (58 to 42 rather than 55 to 45).
PRIOR = -0.1


def read_set(name: str) -> list[tuple[str, list[str]]]:
    """Return (function, texts) of a set; two texts are a statement and the sentence that goes on from it."""
    table = yaml.safe_load((ROOT / "tests" / "development" / f"{name}.yaml").read_text(encoding="utf-8"))
    return [(row[0], row[1:]) for rows in table.values() for row in rows]


def first_row(texts: list[str]):
    """Return the first outer statement, of two texts the one that goes on; None if none is found."""
    article = Article.from_text(" ".join(texts))
    kind = "continued" if len(texts) > 1 else "explicit"
    rows = find_statements(article, segment_sentences(article))
    return article, next((row for row in rows if row.outer is None and row.attribution == kind), None)


def signs_of(article: Article, row) -> dict[str, int] | None:
    """Return the signs of a statement as the model sees them; None where the words decide."""
    caught: list[set[str]] = []
    kept = functions.is_judgement
    functions.is_judgement = lambda found, lexicon: bool(caught.append(found))
    try:
        rule = row.rule if row.attribution == "explicit" else ""
        functions.classify(article.text, article.folded, row.content, row.cue, row.cue_lemma, rule, None, row.source)
    finally:
        functions.is_judgement = kept
    return dict.fromkeys(caught[0], 1) if caught else None


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Return Cohen's kappa of pairs of labels."""
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[name] * second[name] for name in first) / len(pairs) ** 2
    return (sum(a == b for a, b in pairs) / len(pairs) - chance) / (1 - chance)


def main() -> None:
    """Print the agreement, and write the weights where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the weights")
    signs, labels = [], []
    for name in SETS:
        pairs = []
        for function, texts in read_set(name):
            article, row = first_row(texts)
            if row is None:
                continue
            pairs.append((function, row.function or "unclear"))
            if function in ("assessment", "report") and (found := signs_of(article, row)):
                signs.append(found)
                labels.append(function == "assessment")
        print(f"{name:18} {len(pairs):4} statements found, kappa {kappa(pairs):.3f}")
    names = DictVectorizer()
    table, judged = names.fit_transform(signs), np.array(labels)
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    guessed = cross_val_predict(model, table, judged, cv=StratifiedKFold(8, shuffle=True, random_state=1))
    print(f"judgement or report: {len(labels)} statements, {np.mean(guessed == judged):.3f} right in cross-validation")
    if parser.parse_args().write:
        model.fit(table, judged)
        weights = dict(zip(names.feature_names_, model.coef_[0], strict=True))
        lines = [f'  "{name}": {weight:.2f}' for name, weight in sorted(weights.items(), key=lambda item: -item[1])]
        head = WEIGHTS.read_text(encoding="utf-8").split("\nweights:")[0]
        text = "\n".join([f"{head}\nweights:", f"  always: {model.intercept_[0] + PRIOR:.2f}", *lines])
        WEIGHTS.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
