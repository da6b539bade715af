"""What the pages of a corpus say and list: articles with links to their pages, aims and set phrases through time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote

from communique.display.html import Html, attribute, escape
from communique.display.prose import _missing, _paragraph
from communique.display.tables import cell_words, table
from communique.display.views import provenance

if TYPE_CHECKING:
    import pandas as pd

    from communique.tables import Tables

# Above this many articles the provenance of a corpus gives one digest for all instead of a line each.
MOST_LISTED = 200
# A page stays readable and small: of more rows than this the files hold all.
MOST_ROWS = 1000


def say_corpus(tables: Tables) -> Html:
    """Say how many articles were read, of when, by whom, and what was left out."""
    from communique.charts.corpus import dated_articles
    from communique.charts.style import count, day_words, listed

    articles = tables.articles
    if articles.empty:
        return _paragraph("No article was read.")
    dated = dated_articles(tables)
    copies = int(articles["duplicate_of"].notna().sum())
    undated = len(articles) - copies - len(dated)
    by = articles["publisher"].dropna().value_counts()
    publishers = [f"{escape(str(name))} ({n:,})" for name, n in by.items()]
    span = f", from {day_words(dated['said'].min())} to {day_words(dated['said'].max())}" if len(dated) else ""
    words = int(articles["n_words"].sum())
    return _paragraph(
        f"{count(len(articles), 'article')} with {count(words, 'word')}{span}.",
        f"{count(undated, 'article has', 'articles have')} no date and cannot be placed in time." if undated else "",
        f"{count(copies, 'article is a copy', 'articles are copies')} of an earlier one and left out of the charts."
        if copies
        else "",
        f"Publishers: {listed(publishers, 4)}." if publishers else "No publisher is known.",
    )


def say_phrase_histories(histories: pd.DataFrame) -> Html:
    """Say which set phrases come back, which spread and which fall silent."""
    from communique.charts.style import count, listed

    if histories.empty:
        return _paragraph("No set phrase was found in any article.")
    back = histories[histories["n_articles"] > 1]
    names = {
        flag: listed([f"“{escape(p)}”" for p in back.loc[back[flag].astype(bool), "phrase"]], 4)
        for flag in ("is_new", "has_spread", "is_gone")
    }
    return _paragraph(
        f"{count(len(histories), 'set phrase')} in all, {len(back)} of them in more than one article.",
        f"Appear late and stay: {names['is_new']}." if names["is_new"] else "",
        f"Taken up by other voices: {names['has_spread']}." if names["has_spread"] else "",
        f"Fallen silent: {names['is_gone']}." if names["is_gone"] else "",
    )


def say_histories(histories: pd.DataFrame, links: pd.DataFrame) -> Html:
    """Say how many aims were followed and what became of them."""
    from communique.charts.corpus import OUTCOME_WORDS, aim_title
    from communique.charts.style import count, listed

    if histories.empty:
        return _paragraph("No measurable aim was found in any article.")
    outcomes = histories["outcome"].astype(str).value_counts()
    fates = [f"{int(outcomes[name])} {words}" for name, words in OUTCOME_WORDS.items() if name in outcomes]
    events = links["event"].astype(str).value_counts()
    changes = [
        f"{int(events[name])} {name}"
        for name in ("raised", "lowered", "postponed", "advanced", "strengthened", "weakened")
        if name in events
    ]
    told = histories[histories["n_mentions"] > 1]
    ends = {name: told[told["outcome"] == name] for name in ("met", "missed")}
    examples = [
        f"{word.capitalize()}: {listed([escape(aim_title(a)) for a in rows.itertuples()], 3)}."
        for word, rows in ends.items()
        if len(rows)
    ]
    return _paragraph(
        f"{count(len(histories), 'aim was', 'aims were')} set in {count(len(links), 'mention')}: {listed(fates)}.",
        f"{count(len(told), 'aim is', 'aims are')} mentioned more than once"
        + (f"; mentions that change one: {listed(changes)}." if changes else "; no mention changes one."),
        *examples,
    )


def articles_table(tables: Tables, pages: str | None = None) -> Html:
    """Return the index of articles, oldest first.

    Parameters
    ----------
    tables : Tables
        Of many articles.
    pages : str, optional
        Address of an article's own page, with ``{article_id}`` in it; without it titles are no links.
    """
    counts = {
        "speakers": tables.statements[tables.statements["attribution"] == "explicit"]
        .groupby("article_id")["speaker"]
        .nunique(),
        "targets": tables.targets[tables.targets["is_target"]].groupby("article_id").size(),
        "phrases": tables.formulations.groupby("article_id").size(),
    }
    rows = tables.articles.sort_values(["published", "article_id"], kind="stable", na_position="last")
    lines = []
    for row in rows.itertuples():
        title = escape(row.article_id if _missing(row.title) else str(row.title))
        if pages:
            href = attribute(pages.replace("{article_id}", quote(row.article_id)))
            title = f'<a href="{href}">{title}</a>'
        numbers = [int(row.n_words), *(int(found.get(row.article_id, 0)) for found in counts.values())]
        cells = "".join(f'<td class="number">{number:,}</td>' for number in numbers)
        about = "".join(
            f"<td>{escape(words)}</td>" for words in (cell_words(row.published) or "no date", cell_words(row.publisher))
        )
        lines.append(f'<tr><th scope="row">{title}</th>{about}{cells}</tr>')
    names = ["article", "published", "publisher"]
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    head += "".join(f'<th scope="col" class="number">{name}</th>' for name in ("words", *counts))
    caption = f"Articles, oldest first ({len(rows):,})"
    body = "\n".join(lines)
    return Html(
        f'<div class="table-scroll" tabindex="0" role="region" aria-label="{caption}"><table><caption>{caption}'
        f"</caption><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>"
    )


def histories_table(histories: pd.DataFrame) -> Html:
    """Return every aim: as first said, as last set, what was reported and what became of it."""
    from communique.charts.aims import amount_words

    columns = {
        **{"first_text": "as first said", "subject": "what is measured", "actor": "who", "first_said": "first said"},
        **{"deadline": "due, as last set", "n_mentions": "mentions", "n_changes": "changes"},
        **{"set": "value, as last set", "reported": "last reported", "outcome": "outcome"},
        **{"reason": "why"},
    }
    shown = histories.sort_values(["n_mentions", "first_said"], ascending=[False, True], kind="stable").head(MOST_ROWS)
    more = f", the {MOST_ROWS:,} with most mentions" if len(histories) > MOST_ROWS else ""
    words = {
        name: [
            "" if _missing(value) else amount_words(float(value), unit)
            for value, unit in zip(shown[column], shown["unit"], strict=True)
        ]
        for name, column in (("set", "last_value"), ("reported", "last_reported"))
    }
    return table(
        shown.assign(**words)[list(columns)],
        f"Aims and what became of them{more}",
        columns=columns,
        linked=False,
        empty="none was set.",
    )


def links_table(links: pd.DataFrame, histories: pd.DataFrame) -> Html:
    """Return every mention of the aims that are mentioned more than once, with the reasons of its link."""
    columns = {
        **{"aim": "aim", "said": "said", "event": "what it does", "text": "words", "deadline": "due"},
        **{"confidence": "confidence", "reasons": "what the link rests on", "article_id": "article"},
    }
    told = histories[histories["n_mentions"] > 1].head(MOST_ROWS)
    names = {a.history_id: a.first_text if _missing(a.subject) else a.subject for a in told.itertuples()}
    shown = links[links["history_id"].isin(set(names))]
    shown = shown.assign(aim=shown["history_id"].map(names))
    order = {history: place for place, history in enumerate(dict.fromkeys(shown["history_id"]))}
    shown = shown.sort_values("history_id", key=lambda ids: ids.map(order), kind="stable").head(MOST_ROWS)
    return table(
        shown[list(columns)],
        "Mentions of the aims that are mentioned more than once",
        columns=columns,
        linked=False,
        empty="no aim is mentioned twice.",
    )


def phrase_histories_table(histories: pd.DataFrame) -> Html:
    """Return every set phrase with its forms, first use, voices and course."""
    from communique.charts.style import NARRATOR

    columns = {
        **{"phrase": "phrase", "variants": "forms", "n_articles": "articles", "n_mentions": "mentions"},
        **{"first_said": "first said", "first_by": "first by", "last_said": "last said", "speakers": "voices"},
        **{"is_new": "appears late", "has_spread": "spreads", "is_gone": "fallen silent"},
    }
    shown = histories.head(MOST_ROWS)
    first = [
        f"unattributed ({row.first_article})" if _missing(row.first_by) or row.first_by == NARRATOR else row.first_by
        for row in shown.itertuples()
    ]
    return table(
        shown.assign(first_by=first)[list(columns)],
        "Set phrases through time",
        columns=columns,
        linked=False,
        empty="none was found.",
        drop_empty=True,
        legend={
            "variants": "as the articles write it, most frequent first",
            "first_by": "who says it first; unattributed where the article says it itself (its name in brackets)",
        },
    )


def corpus_provenance(tables: Tables, parameters: Mapping[str, object]) -> Html:
    """Return what the page was made from; above 200 articles one digest over all of theirs stands for the list."""
    import hashlib
    from dataclasses import replace

    if len(tables.articles) <= MOST_LISTED:
        return provenance(tables, parameters)
    digests = json.dumps(sorted(tables.articles["sha256"].fillna("").tolist()))
    whole = hashlib.sha256(digests.encode()).hexdigest()
    n = f"{len(tables.articles):,} articles; SHA-256 of the sorted list of their digests: {whole}"
    return Html(f"<p>{n}</p>") + provenance(replace(tables, articles=tables.articles.head(0)), parameters)
