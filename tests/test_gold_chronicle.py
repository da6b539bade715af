"""Following targets through the invented chronicle: which mentions are of one aim, and what became of it."""

from itertools import combinations

import pytest
import yaml
from conftest import ROOT

import communique as cq
from communique.tracking import track_targets

FOLDER = ROOT / "tests" / "gold" / "chronicle"
FLOORS = yaml.safe_load((ROOT / "tests" / "gold" / "floors.yaml").read_text(encoding="utf-8")).get("chronicle", {})


def place_of(text, mention):
    """Return the start and end of a gold mention's words in its article."""
    base, scope = 0, text
    if mention.get("in"):
        base = text.index(mention["in"])
        scope = mention["in"]
    start = base + scope.index(mention["span"])
    return start, start + len(mention["span"])


def measure():
    """Return pairwise precision and recall, the share of outcomes that are right, and the counts behind them."""
    gold = yaml.safe_load((FOLDER / "chronicle.yaml").read_text(encoding="utf-8"))
    articles = {}
    for entry in gold["articles"]:
        known = {name: entry.get(name) for name in ("published", "title", "publisher", "country")}
        articles[entry["file"]] = cq.read_article(FOLDER / entry["file"], **known)
    tables = cq.extract(articles.values())
    histories, links = track_targets(tables)
    rows = {}
    for row in links.itertuples():
        rows.setdefault(row.article_id, []).append(row)
    aim_of, outcomes, news = {}, {}, {}
    n_mentions = 0
    for aim in gold["aims"]:
        # `also` are words of the aim that are no news of it: linking them is right, leaving them out no fault.
        for mention in [*aim["mentions"], *aim.get("also", [])]:
            article = articles[mention["file"]]
            start, end = place_of(article.text, mention)
            is_news = "event" in mention
            n_mentions += is_news
            for row in rows.get(article.article_id, ()):
                if row.start < end and start < row.end and row.target_id not in aim_of:
                    aim_of[row.target_id] = aim["id"]
                    outcomes.setdefault(aim["id"], []).append(row.history_id)
                    if is_news:
                        news[row.target_id] = (mention["file"], start)
    found = {
        frozenset(pair)
        for _, group in links.groupby("history_id")
        for pair in combinations(sorted(group["target_id"]), 2)
    }
    right = {pair for pair in found if len({aim_of.get(target, target) for target in pair}) == 1}
    wanted = sum(len(aim["mentions"]) * (len(aim["mentions"]) - 1) // 2 for aim in gold["aims"])
    linked = {frozenset(news[target] for target in pair) for pair in right if all(target in news for target in pair)}
    fate = histories.set_index("history_id")["outcome"]
    judged = [aim for aim in gold["aims"] if aim["id"] in outcomes]
    agreed = sum(fate[max(dict.fromkeys(h := outcomes[aim["id"]]), key=h.count)] == aim["outcome"] for aim in judged)
    return {
        "precision": len(right) / max(1, len(found)),
        "recall": len({pair for pair in linked if len(pair) == 2}) / max(1, wanted),
        "outcome": agreed / max(1, len(gold["aims"])),
        "n_pairs": wanted,
        "n_mentions": n_mentions,
        "n_mentions_found": len(set(news.values())),
        "n_aims": len(gold["aims"]),
        "n_articles": len(articles),
    }


@pytest.fixture(scope="module")
def measured():
    return measure()


@pytest.mark.parametrize("name", ["precision", "recall", "outcome"])
def test_the_chronicle_is_followed(measured, name):
    assert measured[name] >= FLOORS.get(name, 0), measured


if __name__ == "__main__":
    for key, value in measure().items():
        print(f"{key:18} {value:.3f}" if isinstance(value, float) else f"{key:18} {value}")
