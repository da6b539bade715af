"""Measure every table on the gold and write what the method page prints.

    python benchmarks/gold.py            # print the figures
    python benchmarks/gold.py --write    # and write src/communique/lexicon/quality.yaml

``tests/test_quality.py`` checks that the file holds what the program reaches.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
FILE = ROOT / "src" / "communique" / "lexicon" / "quality.yaml"
HEAD = """\
# What the gold articles and passages say of precision and recall, for the method page.
# Written by benchmarks/gold.py --write; tests/test_quality.py checks that it is what the program reaches.
"""
ABOUT = (
    "The first gold is {articles} invented articles with {statements} statements and {passages} invented passages with "
    "{targets} targets, written and annotated from the definitions before anybody looked at what the program answers. "
    "Its sentences were not read to write rules, but changes were kept or dropped by totals and counts of classes, and "
    "the words and dates of its deadlines were listed and rules followed from them: unseen articles may come out lower."
)
FRESH = (
    "A second gold of {articles} articles with {statements} statements and {passages} passages with {targets} targets "
    "was written last. Nobody who wrote rules has read it; its totals, and once the counts of its commonest errors, "
    "were seen while rules were written. It is the better guess at unseen text."
)
LIMITS = (
    "English is measured; Chinese quantities, dates and set phrases are read, Chinese statements hardly.",
    "A statement is an act of saying: wishes, beliefs and support that nobody utters are left out on purpose.",
    "A pronoun that could be several people is left without a speaker, and the row says so.",
    "A deadline without a date of the article keeps its words and has no day.",
    "Themes depend on the codebook: another codebook, other themes. Its agreement with a second coder is not measured.",
    "A strength is that of the words; in machine translation it can be the translator's.",
)


def measure() -> dict:
    """Return the figures of all tables in the form of the file."""
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]
    first, second = _figures(GOLD), _figures(GOLD / "second")
    fresh = {"about": FRESH.format(**second["sizes"]), "measures": second["measures"], "rates": second["rates"]}
    return {
        **{"schema": 1, "about": ABOUT.format(**first["sizes"]), "measures": first["measures"]},
        **{"rates": first["rates"], "fresh": fresh, "limits": list(LIMITS)},
    }


def _figures(folder: Path) -> dict:
    """Return the sizes, measures and rates of one set of gold; tables of which it holds no rows are left out."""
    import targets as targets_benchmark
    import test_gold_commitments as commitments
    import test_gold_statements as statements
    from gold_reader import read_gold_articles, read_gold_passages

    articles, passages = read_gold_articles(folder / "articles"), read_gold_passages(folder / "passages")
    counts, reached = statements.measured(folder / "articles")["counts"], statements.figures(folder / "articles")
    scored = targets_benchmark.score(passages)
    n_said, n_pairs = counts["explicit", "gold"], counts["explicit", "pair"]
    measures = [
        _row("statements: the content", n_said, *_shares(counts, "pair")),
        _row("statements: content and speaker both right", n_said, *_shares(counts, "joint")),
    ]
    for table in ("commitments", "formulations"):
        if any(table in article.complete for article in articles):
            found = commitments.scores(table, folder / "articles")
            measures.append(_row(table, found["n"], found["precision"], found["recall"]))
    whole = "targets: value, unit, comparator, deadline, subject right"
    for name, words in (("detection", "targets"), ("full_row", whole)):
        measures.append(_row(words, scored["gold_rows"], scored[name]["precision"], scored[name]["recall"]))
    n_rows, n_empty = scored["gold_rows"], scored["passages_without_target"]
    rates = [
        ("statements: canonical name of the speaker right", n_pairs, reached["speaker_name"]),
        ("statements: direct, mixed or indirect right", n_pairs, reached["mode"]),
        ("statements: function, Cohen's kappa (left open counts as wrong)", n_pairs, reached["function_kappa"]),
        ("passages without a target in which one is claimed", n_empty, scored["false_claims"]),
        ("targets found: deadline right", n_rows, scored["fields"]["deadline"]),
    ]
    sizes = {"articles": len(articles), "statements": n_said, "passages": len(passages), "targets": n_rows}
    rates = [{"what": what, "n": int(n), "share": round(float(share), 3)} for what, n, share in rates]
    return {"sizes": sizes, "measures": measures, "rates": rates}


def _shares(counts: dict, what: str) -> tuple[float, float]:
    right = counts["explicit", what]
    return right / max(1, counts["explicit", "found"]), right / max(1, counts["explicit", "gold"])


def _row(what: str, n: int, precision: float, recall: float) -> dict:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    figures = {"precision": precision, "recall": recall, "f1": f1}
    return {"what": what, "n": int(n), **{name: round(float(value), 3) for name, value in figures.items()}}


def main() -> None:
    """Print the figures, and write them where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the file of the method page")
    found = measure()
    text = yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=118)
    print(text)
    if parser.parse_args().write:
        FILE.write_text(HEAD + text, encoding="utf-8")


if __name__ == "__main__":
    main()
