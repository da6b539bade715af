"""Measure how well aims are followed through a chronicle of articles with gold links.

    python benchmarks/chronicle.py tests/development/chronicle            # print the figures
    python benchmarks/chronicle.py tests/development/chronicle --errors   # and every link that is wrong or lacking

``--errors`` quotes the articles: it is for development chronicles, and refuses the blind gold.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
BLIND = ROOT / "tests" / "gold"


def read_chronicle(folder: Path) -> tuple[dict, dict, object]:
    """Return the gold links, the articles by file and what the program extracts from them."""
    import communique as cq

    gold = yaml.safe_load((folder / "chronicle.yaml").read_text(encoding="utf-8"))
    articles = {}
    for entry in gold["articles"]:
        known = {name: entry.get(name) for name in ("published", "title", "publisher", "country")}
        articles[entry["file"]] = cq.read_article(folder / entry["file"], **known)
    return gold, articles, cq.extract(articles.values())


def measure(gold: dict, articles: dict, tables) -> tuple[dict, dict]:
    """Return the figures of a chronicle, and the rows behind them."""
    from communique.tracking import track_targets

    histories, links = track_targets(tables)
    targets = {name: list(group.itertuples()) for name, group in tables.targets.groupby("article_id")}
    history_of = dict(zip(links["target_id"], links["history_id"], strict=True))
    wanted = []
    for aim in gold["aims"]:
        for mention in [*aim["mentions"], *aim.get("also", [])]:
            article = articles[mention["file"]]
            start, end = _place(article.text, mention)
            rows = [r for r in targets.get(article.article_id, ()) if r.start < end and start < r.end]
            wanted.append(
                {
                    **{"aim": aim["id"], "outcome": aim["outcome"], "event": mention.get("event")},
                    **{"file": mention["file"], "span": mention["span"], "at": start},
                    "row": next((r for r in rows if r.target_id in history_of), rows[0] if rows else None),
                }
            )
    aim_of = {}
    for mention in wanted:
        if mention["row"] is not None:
            aim_of.setdefault(mention["row"].target_id, mention)
    return _figures(wanted, aim_of, history_of, histories, links), {
        **{"wanted": wanted, "aim_of": aim_of, "history_of": history_of, "histories": histories, "links": links},
        **{"targets": tables.targets},
    }


def _place(text: str, mention: dict) -> tuple[int, int]:
    base, scope = 0, text
    if mention.get("in"):
        base, scope = text.index(mention["in"]), mention["in"]
    start = base + scope.index(mention["span"])
    return start, start + len(mention["span"])


def _figures(wanted: list[dict], aim_of: dict, history_of: dict, histories, links) -> dict:
    found = {
        frozenset(pair)
        for _, group in links.groupby("history_id")
        for pair in combinations(sorted(group["target_id"]), 2)
    }
    right = sum(len({aim_of[t]["aim"] if t in aim_of else t for t in pair}) == 1 for pair in found)
    wrong = Counter(_wrong(pair, aim_of, links) for pair in found)
    counts, outcomes = Counter(), {}
    fate = histories.set_index("history_id")["outcome"]
    for aim in dict.fromkeys(m["aim"] for m in wanted):
        mine = [m for m in wanted if m["aim"] == aim]
        for one, other in combinations([m for m in mine if m["event"]], 2):
            counts[_pair(one, other, history_of)] += 1
        known = [history_of[m["row"].target_id] for m in mine if m["row"] is not None and _is_in(m, history_of)]
        outcomes[aim] = (mine[0]["outcome"], fate[max(dict.fromkeys(known), key=known.count)] if known else "none")
    return {
        "precision": right / max(1, len(found)),
        "recall": counts["linked"] / max(1, counts.total()),
        "outcome": sum(one == other for one, other in outcomes.values()) / max(1, len(outcomes)),
        "n_pairs": counts.total(),
        "n_pairs_found": len(found),
        **{f"n_pairs_{name}": counts[name] for name in ("linked", "split", "unlinked", "no_row")},
        "pairs_wrong": {kind: n for kind, n in wrong.items() if kind},
        "outcomes_wrong": dict(Counter(f"{a}->{b}" for a, b in outcomes.values() if a != b)),
    }


def _wrong(pair: frozenset, aim_of: dict, links) -> str | None:
    """Return which kind of error a pair is, None where it is right."""
    aims = [aim_of[target]["aim"] for target in sorted(pair) if target in aim_of]
    if len(aims) == 2:
        return None if aims[0] == aims[1] else "two aims"
    events = links.set_index("target_id").loc[[t for t in sorted(pair) if t not in aim_of], "event"]
    return "stray " + ("report" if set(events) <= {"reported", "met", "missed"} else "aim")


def _is_in(mention: dict, history_of: dict) -> bool:
    return mention["row"] is not None and mention["row"].target_id in history_of


def _pair(one: dict, other: dict, history_of: dict) -> str:
    """Return what became of a pair that ought to be linked."""
    if one["row"] is None or other["row"] is None:
        return "no_row"
    if not (_is_in(one, history_of) and _is_in(other, history_of)):
        return "unlinked"
    ours = history_of[one["row"].target_id], history_of[other["row"].target_id]
    return "linked" if ours[0] == ours[1] and one["row"].target_id != other["row"].target_id else "split"


def print_errors(rows: dict) -> None:
    """Print every aim of which a mention is lacking or split off, and every mention that is in a wrong history."""
    aim_of, history_of = rows["aim_of"], rows["history_of"]
    for aim in dict.fromkeys(m["aim"] for m in rows["wanted"]):
        mine = [m for m in rows["wanted"] if m["aim"] == aim]
        known = Counter(history_of[m["row"].target_id] for m in mine if _is_in(m, history_of))
        if len(known) == 1 and all(_is_in(m, history_of) for m in mine if m["event"]):
            continue
        print(f"\n{aim} ({mine[0]['outcome']})")
        for m in mine:
            r = m["row"]
            state = "NO ROW" if r is None else history_of.get(r.target_id, "UNLINKED").split("-")[-1]
            told = "" if r is None else f"{r.status} {r.value} {r.unit} {r.deadline} s={r.subject!r} a={r.actor!r}"
            print(f"  {m['event'] or 'also':12} {m['file'][:30]:30} {m['span']!r:28} {state:16} {told}")
    print("\nwrong:")
    for history, group in rows["links"].groupby("history_id"):
        names = [aim_of[r.target_id]["aim"] if r.target_id in aim_of else r.target_id for r in group.itertuples()]
        if len(set(names)) > 1:
            print(f"  {history}")
            for name, r in zip(names, group.itertuples(), strict=True):
                print(f"    {name:30} {r.text!r:24} {r.event} {r.confidence} {r.reasons}")


def main() -> None:
    """Print the figures, and the errors where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what is wrong; never for the blind gold")
    given = parser.parse_args()
    if given.errors and given.folder.resolve().is_relative_to(BLIND):
        sys.exit("the gold is blind: its errors are not listed")
    figures, rows = measure(*read_chronicle(given.folder))
    for key, value in figures.items():
        print(f"{key:18} {value:.3f}" if isinstance(value, float) else f"{key:18} {value}")
    if given.errors:
        print_errors(rows)


if __name__ == "__main__":
    main()
