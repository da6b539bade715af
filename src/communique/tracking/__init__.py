"""Following targets through dated articles: the same aim said again, changed, reported on, met, missed or dropped.

A mention is a row of ``targets``.  Articles are read in the order of their dates; each mention is linked to the
history that it fits best, or begins a new one.  A link has its reasons and a confidence, so that two campaigns with the
same 70 percent stay apart.  The judgement of fulfilment follows pledge research (Thomson, Royed et al. 2017): an aim is
met when a report says so in words or figures, and never because nobody spoke of it again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import CommuniqueError
from communique.schema import build_frame, validate_frame
from communique.tracking.histories import History, Index, Link
from communique.tracking.links import link_article, link_inside
from communique.tracking.mentions import Mention, rarity_of, read_mentions, read_words
from communique.tracking.outcomes import event_of, latest_by_place, outcome_of

if TYPE_CHECKING:
    import pandas as pd

    from communique.tables import Tables

RULES = {
    "link-subject": "Two mentions are of one aim when what they measure is worded alike, the rarer the words the more.",
    "link-meaning": "Words of one meaning count as one: homes and dwellings, wind power and renewable electricity.",
    "link-around": "The sentence, the title, the names and the words of both articles speak for one aim or against it.",
    "link-actor": "The same actor, organisation or country speaks for one aim; named actors that differ, against it.",
    "link-value": "The same value speaks for one aim; another one against it, unless the subject is worded alike.",
    "link-old-value": "A new value beside the old one, with words that say it was changed, is of the old one's aim.",
    "link-deadline": "The same deadline speaks for one aim; another makes another aim, unless words say it was moved.",
    "link-beside": "A figure that does not say what it measures is of the aim that is mentioned beside it.",
    "link-only-one": "Where a single aim of this unit, place and subject is known, a figure speaks of that one.",
    "link-rare-value": "Where a single aim has this very number, and it is no percentage, it is said again.",
    "link-rivals": "An aim that fits better than all others gains by the distance, and the others lose by it.",
    "link-plausible": "Progress and changes mostly lie within 40 to 125 percent of what was aimed at.",
    "link-latent": "What would or should be by a day to come is an aim once a later article comes back to it.",
    "apart-owner": "A figure beside the name of one who has an aim of this unit is not of the aim of another.",
    "apart-multiple": "Twice as many is no report on a share.",
    "apart-country": "Articles of two countries never speak of one aim.",
    "apart-period": "An aim set after the deadline of an earlier one is a new aim, as is that of the next year.",
    "apart-actor": "Two that promise the same in the same words, and of whom neither knows the other, are two aims.",
    "apart-ratio": "A figure far beyond an aim, or a tiny part of it, measures something else.",
    "apart-figures": "Two figures of one article are not both reports on one aim: the one that fits better is.",
    "outcome-met": "A report says that the value was reached, in figures or in words.",
    "outcome-missed": "A report after the deadline gives a value short of the aim, or says that it was missed.",
    "outcome-burden": "A level of something bad, as of losses or debt, is a ceiling: the less of it the better.",
    "outcome-dropped": "Words give it up, or the deadline passed and later articles of the place do not mention it.",
}


def track_targets(tables: Tables, lexicon: Path | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Link the mentions of targets into histories.

    Parameters
    ----------
    tables : Tables
        Of dated articles; articles without a date come last and are never said to come after a deadline.
    lexicon : Path, optional
        Folder of edited lexicon files.

    Returns
    -------
    histories, links : DataFrame
        ``target_histories``, one row an aim, and ``target_links``, one row a mention (see ``schema.CORPUS_TABLES``).
    """
    mentions = read_mentions(tables, read_words(lexicon))
    index = Index(rarity_of(mentions))
    histories: list[History] = []
    for _, several in groupby(mentions, key=lambda mention: mention.article_id):
        _follow(list(several), histories, index)
    histories = [history for history in histories if history.is_sure]
    latest = latest_by_place(tables)
    history_rows = [_history_row(history, latest) for history in histories]
    link_rows = [row for history in histories for row in _link_rows(history)]
    link_rows.sort(key=lambda row: (row[6] or dt.datetime.max, row[2], row[3]))
    return (
        validate_frame("target_histories", build_frame("target_histories", history_rows)),
        validate_frame("target_links", build_frame("target_links", link_rows)),
    )


def _follow(mentions: Sequence[Mention], histories: list[History], index: Index) -> None:
    """Give each mention of one article its history; aims that fit none begin new ones."""
    begun: list[History] = []
    found: list[tuple[Mention, History, Link]] = []
    for mention, history, link in link_article(mentions, index):
        if history is None:
            history, link = link_inside(mention, begun, index)
        if history is None:
            if not mention.may_set:
                continue  # a figure that reports on no aim of the corpus is no history
            history = History()
            begun.append(history)
        if history in begun:
            history.add(mention, link, event_of(mention, history))
        else:
            found.append((mention, history, link))
    for mention, history, link in found:
        others = [m for m, known, _ in found if known is history and not m.is_aim and m.value != mention.value]
        history.add(mention, link, event_of(mention, history, bool(others)))
    for history in begun + [history for _, history, _ in found]:
        for mention in history.of_article(mentions[0].article_id):
            if mention.is_aim or mention is history.mentions[0]:
                index.add(mention, history)
    histories += begun


def track_dataset(path: str | Path, lexicon: Path | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Follow the targets of a dataset that ``communique extract FOLDER`` wrote; see :func:`track_targets`."""
    from communique.corpus import read_dataset

    return track_targets(read_dataset(path), lexicon)


def write_histories(
    histories: pd.DataFrame, links: pd.DataFrame, output: str | Path, *, formats: Sequence[str], force: bool = False
) -> list[Path]:
    """Write both tables to a folder as Parquet, CSV or JSON and return the files.

    Raises
    ------
    OutputError
        If a file exists and ``force`` is off, or the folder cannot be written.
    """
    from communique.tables import write_frame

    written = []
    for name, frame in (("target_histories", histories), ("target_links", links)):
        written += [write_frame(name, frame, Path(output), suffix, force=force) for suffix in dict.fromkeys(formats)]
    return written


def _history_row(history: History, latest: dict[str, dt.date]) -> tuple:
    first = history.mentions[0].row
    actor = next((m.row["actor"] for m in history.mentions if m.row["actor"]), None)
    said = [m.said for m in history.mentions if m.said is not None]
    reported = [
        m.row["value"]
        for m, event in zip(history.mentions, history.events, strict=True)
        if event in ("reported", "met", "missed") and m.row["value"] is not None
    ]
    changes = sum(
        event in ("raised", "lowered", "postponed", "advanced", "strengthened", "weakened") for event in history.events
    )
    articles = {m.article_id for m in history.mentions}
    return (
        *(first["target_id"], first["subject"], actor, first["unit"], first["text"], first["value"]),
        *(history.last("value"), history.last("comparator"), first["deadline"], history.last("deadline")),
        *(_time(said[0]) if said else None, _time(said[-1]) if said else None, len(history.mentions), len(articles)),
        *(changes, reported[-1] if reported else None, *outcome_of(history, latest)),
    )


def _link_rows(history: History) -> Iterable[tuple]:
    identifier = history.mentions[0].row["target_id"]
    for mention, link, event in zip(history.mentions, history.links, history.events, strict=True):
        row = mention.row
        previous = link.previous.row["target_id"] if link.previous is not None else None
        yield (
            *(identifier, row["target_id"], row["article_id"], row["start"], row["end"], row["text"]),
            *(_time(mention.said) if mention.said else None, event, row["value"], row["deadline"], previous),
            *(round(min(1.0, link.score), 3), "; ".join(link.reasons)),
        )


def _time(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day)


def check_dated(tables: Tables) -> None:
    """Refuse a corpus in which no article has a date.

    Raises
    ------
    CommuniqueError
        In one sentence.
    """
    if tables.articles["published"].isna().all() and tables.articles["reference_date"].isna().all():
        raise CommuniqueError(
            "no article has a date; give `published` in the metadata, targets are followed through time."
        )
