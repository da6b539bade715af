"""Commitments and formulations against the gold articles: aggregate figures and floors, never the texts."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from gold_reader import GoldArticle, read_gold_articles

from communique.article import Article
from communique.commitments import find_commitments
from communique.formulations import canonical_form, find_formulations
from communique.segment import segment_sentences
from communique.statements import find_statements

GOLD = Path(__file__).parent / "gold" / "articles"
FLOORS = GOLD.parent / "floors.yaml"


def overlap(a, b) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def share(right: int, total: int) -> float:
    return right / total if total else 1.0


def stages(gold: GoldArticle):
    article = Article.from_text(gold.text, article_id=gold.id, published=gold.published, title=gold.title)
    assert article.text == gold.text, gold.id
    sentences = segment_sentences(article)
    return article, sentences, find_statements(article, sentences)


def match_commitments(gold: GoldArticle):
    """Return the pairs (gold row, our row) and what either side has alone: verbs overlap and the lemmas are equal."""
    article, sentences, statements = stages(gold)
    ours = find_commitments(article, sentences, statements)
    free = list(range(len(ours)))
    pairs = []
    for row in gold.commitments:
        for i in free:
            if row.action == ours[i].action and any(overlap(span, ours[i].verb) for span in row.verb):
                pairs.append((row, ours[i]))
                free.remove(i)
                break
    matched = {row.row for row, _ in pairs}
    return pairs, [r for r in gold.commitments if r.row not in matched], [ours[i] for i in free], article


def same_span(spans, ours) -> bool:
    """Say whether both are absent, or the words shared are most of either (articles and ends may differ)."""
    if not spans or ours is None:
        return not spans and ours is None
    a, b = min(s[0] for s in spans), max(s[1] for s in spans)
    common = min(b, ours[1]) - max(a, ours[0])
    return common > 0 and common >= 0.5 * max(b - a, ours[1] - ours[0])


def score_commitments(articles) -> dict[str, float]:
    n_gold = n_ours = n_pairs = 0
    right = dict.fromkeys(("actor", "object", "strength", "status", "polarity"), 0)
    for gold in articles:
        pairs, missed, false, _ = match_commitments(gold)
        n_pairs += len(pairs)
        n_gold += len(pairs) + len(missed)
        n_ours += len(pairs) + len(false)
        for row, our in pairs:
            right["actor"] += same_span(row.actor, our.actor)
            right["object"] += same_span(row.object, our.object)
            right["strength"] += row.strength == our.strength
            right["status"] += row.status == our.status
            right["polarity"] += row.polarity == our.polarity
    precision, recall = share(n_pairs, n_ours), share(n_pairs, n_gold)
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall) if n_pairs else 0.0,
        **{name: share(value, n_pairs) for name, value in right.items()},
        "n": n_gold,
    }


def score_formulations(articles) -> dict[str, float]:
    n_gold = n_ours = n_pairs = kind = number = form = 0
    for gold in articles:
        article, sentences, statements = stages(gold)
        ours = find_formulations(article, sentences, statements)
        n_gold, n_ours = n_gold + len(gold.formulations), n_ours + len(ours)
        free = list(ours)
        for row in gold.formulations:
            hit = next((our for our in free if overlap(row.span, our)), None)
            if hit is None:
                continue
            free.remove(hit)
            n_pairs += 1
            kind += hit.kind == row.kind
            number += hit.number == row.number
            form += canonical_form(row.phrase) == hit.formulation
    precision, recall = share(n_pairs, n_ours), share(n_pairs, n_gold)
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall) if n_pairs else 0.0,
        "kind": share(kind, n_pairs),
        "number": share(number, n_pairs),
        "canonical": share(form, n_pairs),
        "n": n_gold,
    }


SCORERS = {"commitments": score_commitments, "formulations": score_formulations}


def scores(table: str, folder: Path = GOLD) -> dict[str, float]:
    return SCORERS[table]([gold for gold in read_gold_articles(folder) if table in gold.complete])


@pytest.mark.parametrize("table", sorted(SCORERS))
def test_floors(table):
    floors = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))[table]
    found = scores(table)
    below = {name: (round(found[name], 3), floor) for name, floor in floors.items() if found[name] < floor}
    assert not below, f"{table}: (found, floor) {below}"


if __name__ == "__main__":
    for table in SCORERS:
        print(table, {name: round(value, 3) for name, value in scores(table).items()})
