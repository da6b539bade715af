"""Score the targets on the gold passages: aggregate figures and counts by class, never the texts.

Usage: python benchmarks/targets.py [--json] [--speed] [--folder FOLDER]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from gold_reader import read_gold_passages  # noqa: E402

from communique.article import Article  # noqa: E402
from communique.segment import segment_sentences  # noqa: E402
from communique.targets import TARGET_STATUSES, find_targets  # noqa: E402

FIELDS = (
    *("value", "value_high", "unit", "comparator", "deadline", "subject", "quantity_kind", "direction", "value_from"),
    *("per", "deadline_granularity", "baseline", "actor", "status", "strength"),
)
#: The columns of the whole row, as the issue names them.
FULL_ROW = ("value", "value_high", "unit", "comparator", "deadline", "subject")
_SMALL = frozenset(["the", "a", "an", "of", "in", "for", "to", "and", "its", "their", "on", "by"])


def article_of(passage):
    """Return the passage as an article, with the day of its document."""
    return Article.from_text(passage.text, article_id=passage.id, published=passage.document_date)


def rows_of(passage):
    """Return the article of a passage and its targets, each part of the program on its own."""
    article = article_of(passage)
    rows = find_targets(article, segment_sentences(article), [], [])
    return article, [row for row in rows if row.status in TARGET_STATUSES]


def _words(text: str | None) -> set[str]:
    return set(re.findall(r"\w+", (text or "").lower())) - _SMALL


def _same_number(one: float | None, two: float | None) -> bool:
    if one is None or two is None:
        return one is two
    return abs(one - two) <= max(0.01, 1e-4 * abs(two))


def _quoted(article, span) -> str | None:
    return article.text[span.start : span.end] if span is not None else None


def compare(article, row, gold) -> dict[str, bool]:
    """Return for each column whether a row agrees with its gold row."""
    subject = _words(_quoted(article, row.subject))
    before_2030 = (
        gold.deadline is not None
        and row.deadline is not None
        and (gold.deadline_text or "").lower().startswith("before")
    )
    agree = {
        "value": _same_number(row.value, gold.value),
        "value_high": _same_number(row.value_high, gold.value_high),
        "unit": row.unit == gold.unit,
        "comparator": row.comparator == gold.comparator,
        "deadline": row.deadline == gold.deadline
        or bool(before_2030 and abs((row.deadline - gold.deadline).days) <= 366),
        "subject": bool(subject & _words(gold.subject)) if gold.subject else row.subject is None,
        "quantity_kind": row.quantity_kind == gold.quantity_kind,
        "direction": row.direction == gold.direction,
        "value_from": _same_number(row.value_from, gold.value_from),
        "per": row.per == gold.per,
        "deadline_granularity": row.deadline_granularity == gold.deadline_granularity,
        "baseline": bool(_words(_quoted(article, row.baseline)) & _words(gold.baseline))
        if gold.baseline
        else row.baseline is None,
        "actor": bool(_words(_quoted(article, row.actor)) & _words(gold.actor)) if gold.actor else row.actor is None,
        "status": row.status == gold.status,
        "strength": row.strength == gold.strength,
    }
    if gold.unit in ("net_emissions", "milestone") and gold.unit == row.unit:
        agree["value"] = agree["value"] or row.value in (None, 0)
    return agree


def pair(rows, targets):
    """Pair rows with gold rows by the overlap of their spans, each once, in text order."""
    pairs, free = [], list(rows)
    for gold in targets:
        start, end = gold.span
        best = max(free, key=lambda r: min(r.end, end) - max(r.start, start), default=None)
        if best is not None and min(best.end, end) > max(best.start, start):
            free.remove(best)
            pairs.append((best, gold))
    return pairs


def score(passages) -> dict:
    """Return the figures over a list of passages."""
    n_rows = n_gold = n_found = n_full = n_empty = n_false = 0
    agreed: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    false_by: Counter[str] = Counter()
    confusion: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    for passage in passages:
        article, rows = rows_of(passage)
        n_rows += len(rows)
        n_gold += len(passage.targets)
        if not passage.targets:
            n_empty += 1
            reasons[passage.no_target_reason] += 1
            if rows:
                n_false += 1
                false_by[passage.no_target_reason] += 1
        pairs = pair(rows, passage.targets)
        n_found += len(pairs)
        matched = {row for row, _ in pairs}
        rules.update(row.rule for row in rows if row not in matched)
        for row, gold in pairs:
            agree = compare(article, row, gold)
            agreed.update(name for name, same in agree.items() if same)
            n_full += all(agree[name] for name in FULL_ROW)
            for name in (
                "unit",
                "comparator",
                "quantity_kind",
                "direction",
                "status",
                "strength",
                "per",
                "deadline_granularity",
            ):
                if not agree[name]:
                    confusion[f"{name}: {getattr(gold, name)} read as {getattr(row, name)}"] += 1
            if not agree["deadline"]:
                kind = (
                    "missing"
                    if row.deadline is None
                    else "extra"
                    if gold.deadline is None
                    else f"other ({gold.deadline_granularity} read as {row.deadline_granularity})"
                )
                confusion[f"deadline: {kind}"] += 1

    def f1(n: int) -> dict:
        precision, recall = n / n_rows if n_rows else 0.0, n / n_gold if n_gold else 0.0
        return {
            "precision": precision,
            "recall": recall,
            "f1": 2 * precision * recall / (precision + recall) if n else 0.0,
        }

    return {
        "passages": len(passages),
        "gold_rows": n_gold,
        "rows": n_rows,
        "detection": f1(n_found),
        "full_row": f1(n_full),
        "false_claims": n_false / n_empty if n_empty else 0.0,
        "passages_without_target": n_empty,
        "false_by_reason": {k: f"{v} of {reasons[k]}" for k, v in false_by.most_common()},
        "false_by_rule": dict(rules.most_common()),
        "fields": {name: agreed[name] / n_found if n_found else 0.0 for name in FIELDS},
        "confusion": dict(confusion.most_common(60)),
    }


def speed(passages) -> float:
    """Return the seconds for a thousand passages, after a first pass that compiles the patterns."""
    articles = [article_of(passage) for passage in passages]
    cut = [(article, segment_sentences(article)) for article in articles]
    for article, sentences in cut[:20]:
        find_targets(article, sentences, [], [])
    begin = time.perf_counter()
    for article, sentences in cut:
        find_targets(article, sentences, [], [])
    return (time.perf_counter() - begin) * 1000 / len(cut)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")
    parser.add_argument("--speed", action="store_true", help="time a thousand passages")
    parser.add_argument("--folder", type=Path, default=ROOT / "tests/gold/passages", help="folder of passages")
    options = parser.parse_args()
    passages = []
    by_region: dict[str, list] = {}
    for passage in read_gold_passages(options.folder):
        by_region.setdefault(passage.path.stem, []).append(passage)
        passages.append(passage)
    result = score(passages)
    result["regions"] = {}
    for region, part in by_region.items():
        figures = score(part)
        result["regions"][region] = {
            **{name: figures[name]["f1"] for name in ("detection", "full_row")},
            "precision": figures["detection"]["precision"], "recall": figures["detection"]["recall"],
            "false_claims": figures["false_claims"], "deadline": figures["fields"]["deadline"],
        }  # fmt: skip
    if options.speed:
        result["seconds_per_1000"] = speed(passages)
    print(
        json.dumps(result, indent=1, ensure_ascii=False, default=lambda v: round(v, 3))
        if options.json
        else _report(result)
    )


def _report(result: dict) -> str:
    lines = [f"{result['passages']} passages, {result['gold_rows']} gold rows, {result['rows']} rows"]
    for name in ("detection", "full_row"):
        lines.append(name + ": " + ", ".join(f"{k} {v:.3f}" for k, v in result[name].items()))
    lines.append(
        f"false claims: {result['false_claims']:.3f} of {result['passages_without_target']} passages without a target"
    )
    lines.append("fields: " + ", ".join(f"{k} {v:.3f}" for k, v in result["fields"].items()))
    lines += [
        f"  {region}: " + ", ".join(f"{k} {v:.2f}" for k, v in row.items()) for region, row in result["regions"].items()
    ]
    lines.append(f"false claims by reason: {result['false_by_reason']}")
    lines.append(f"rows beside the gold by rule: {result['false_by_rule']}")
    lines += [f"  {count:3d}  {what}" for what, count in result["confusion"].items()]
    if "seconds_per_1000" in result:
        lines.append(f"seconds per 1000 passages: {result['seconds_per_1000']:.3f}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
