"""Statements against the gold articles: aggregate figures by frame, held by floors; the texts are never printed.

``PYTHONPATH=src python tests/test_gold_statements.py`` prints the figures.
"""

from __future__ import annotations

import importlib.util
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml
from gold_reader import GoldArticle, read_gold_articles

from communique.article import Article
from communique.segment import segment_sentences
from communique.statements import find_statements

ROOT = Path(__file__).parent.parent
GOLD = Path(__file__).parent / "gold" / "articles"
FLOORS = GOLD.parent / "floors.yaml"

_spec = importlib.util.spec_from_file_location("attribution", ROOT / "benchmarks" / "attribution.py")
attribution = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(attribution)


def stages(gold: GoldArticle):
    article = Article.from_text(gold.text, article_id=gold.id, published=gold.published, title=gold.title)
    return article, find_statements(article, segment_sentences(article))


def as_item(row) -> dict:
    return {"source": row.source, "cue": row.cue, "content": row.content}


@cache
def measured(folder: Path = GOLD) -> dict:
    """Return counts over all gold articles: pairs, and what of a pair is right."""
    counts: Counter = Counter()
    labels: list[tuple[str, str]] = []
    trusted: Counter = Counter()
    for gold in read_gold_articles(folder):
        if "statements" not in gold.complete:
            continue
        _, rows = stages(gold)
        nested = [row for row in gold.statements if is_inside(row, gold.statements)]
        for kind in ("explicit", "continued"):
            ours = [row for row in rows if row.attribution == kind and row.outer is None]
            theirs = [row for row in gold.statements if row.attribution == kind and row not in nested]
            found = attribution.views(gold.text, [as_item(row) for row in ours])
            wanted = attribution.views(gold.text, [as_item(row) for row in theirs])
            pairs = best_pairs(found, wanted)
            counts[kind, "found"] += len(found)
            counts[kind, "gold"] += len(wanted)
            for j, row in enumerate(theirs):
                counts[row.frame, "gold"] += 1
                counts[row.frame, "pair"] += j in pairs
            if kind == "explicit":
                back = set(pairs.values())
                for i, row in enumerate(ours):
                    bin_ = min(int(row.confidence * 10), 9) / 10
                    trusted[bin_, "n"] += 1
                    j = next((j for j, at in pairs.items() if at == i), None)
                    trusted[bin_, "right"] += i in back and same_source(found[i], wanted[j])
                    counts[row.rule, "rule found"] += 1
                    counts[row.rule, "rule right"] += i in back
                    counts[row.rule, "rule joint"] += i in back and same_source(found[i], wanted[j])
            for j, i in pairs.items():
                ours_row, gold_row = ours[i], theirs[j]
                counts[kind, "pair"] += 1
                counts[kind, "joint"] += same_source(found[i], wanted[j])
                counts[kind, "name"] += ours_row.speaker == gold_row.speaker
                counts[kind, "kind"] += ours_row.speaker_kind == gold_row.speaker_kind
                counts[kind, "role"] += (ours_row.role_title or "").lower() == (gold_row.role_title or "").lower()
                counts[kind, "organisation"] += (ours_row.organisation or "") == (gold_row.organisation or "")
                counts[kind, "mode"] += ours_row.mode == gold_row.mode
                labels.append((gold_row.function, ours_row.function or "unclear"))
    return {"counts": counts, "labels": labels, "trusted": trusted}


def is_inside(row, rows) -> bool:
    """Say whether a gold row lies inside the content of another one (quotations inside quotations)."""
    start, end = min(a for a, _ in row.content), max(b for _, b in row.content)
    return any(
        other is not row and a <= start and end <= b and (a, b) != (start, end)
        for other in rows
        for a, b in other.content
    )


def same_source(ours, theirs) -> bool:
    return bool(ours.source & theirs.source) or not (ours.source or theirs.source)


def best_pairs(found: list, wanted: list) -> dict[int, int]:
    """Return {gold: ours}, the best pairs first, at least half of the words shared."""
    scored = []
    for i, ours in enumerate(found):
        for j, theirs in enumerate(wanted):
            shared = len(ours.content & theirs.content) / (len(ours.content | theirs.content) or 1)
            if shared >= attribution.LEAST_SHARED:
                scored.append((-shared, i, j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(scored):
        if j not in pairs and i not in pairs.values():
            pairs[j] = i
    return pairs


def f1(counts: Counter, kind: str, what: str) -> float:
    total = counts[kind, "found"] + counts[kind, "gold"]
    return 2 * counts[kind, what] / total if total else 1.0


def kappa(labels: list[tuple[str, str]]) -> float:
    """Return Cohen's kappa over all rows of the gold; one that is left open agrees with nothing."""
    if not labels:
        return 0.0
    agree = sum(a == b for a, b in labels) / len(labels)
    ours, theirs = Counter(b for _, b in labels), Counter(a for a, _ in labels)
    chance = sum(ours[name] * theirs[name] for name in theirs) / len(labels) ** 2
    return (agree - chance) / (1 - chance)


def figures(folder: Path = GOLD) -> dict[str, float]:
    """Return the figures that have floors."""
    counts, labels = measured(folder)["counts"], measured(folder)["labels"]
    pairs = counts["explicit", "pair"] or 1
    out = {
        "content_f1": f1(counts, "explicit", "pair"),
        "joint_f1": f1(counts, "explicit", "joint"),
        "continued_f1": f1(counts, "continued", "pair"),
        "speaker_name": counts["explicit", "name"] / pairs,
        "speaker_kind": counts["explicit", "kind"] / pairs,
        "role_title": counts["explicit", "role"] / pairs,
        "organisation": counts["explicit", "organisation"] / pairs,
        "mode": counts["explicit", "mode"] / pairs,
        "function_kappa": kappa(labels),
        "function_decided": sum(b != "unclear" for _, b in labels) / (len(labels) or 1),
    }
    frames = {frame for frame, what in counts if what == "gold"} - {"explicit", "continued"}
    for frame in sorted(frames):
        out[f"recall {frame}"] = counts[frame, "pair"] / counts[frame, "gold"]
    return {name: round(value, 4) for name, value in out.items()}


@pytest.mark.skipif(not list(GOLD.glob("*.yaml")), reason="no gold articles")
def test_floors() -> None:
    floors = (
        (yaml.safe_load(FLOORS.read_text(encoding="utf-8")) or {}).get("statements", {}) if FLOORS.is_file() else {}
    )
    reached = figures()
    below = {name: (reached.get(name), floor) for name, floor in floors.items() if reached.get(name, 0) < floor}
    assert not below, f"below the floor (reached, floor): {below}"


def main() -> None:
    for name, value in figures().items():
        print(f"{name:28} {value:.3f}")
    counts, trusted = measured()["counts"], measured()["trusted"]
    for rule in sorted({rule for rule, what in counts if what == "rule found"}):
        n = counts[rule, "rule found"]
        right, joint = counts[rule, "rule right"] / n, counts[rule, "rule joint"] / n
        print(f"rule {rule:16} found {n:4} content {right:.2f} joint {joint:.2f}")
    for bin_ in sorted({key for key, _ in trusted}):
        print(f"confidence {bin_:.1f} n {trusted[bin_, 'n']:4} right {trusted[bin_, 'right'] / trusted[bin_, 'n']:.2f}")
    confusion = Counter(measured()["labels"])
    print("function (gold, ours):", sorted(confusion.items(), key=lambda item: -item[1])[:14])


if __name__ == "__main__":
    main()
