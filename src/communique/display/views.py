"""The tables of the notebooks: which columns a reader needs, under which headings, and where the words come from."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from importlib import metadata
from typing import TYPE_CHECKING

from communique.display.html import Html
from communique.display.tables import plain_table, table

if TYPE_CHECKING:
    import pandas as pd

    from communique.tables import Tables

_STRENGTH = "how binding the words are: encourage, strive, plan, will, must"
PACKAGES = ("communique", "pandas", "matplotlib", "scikit-learn", "pyarrow", "pandera", "sentencex", "nbconvert")


def statements_table(tables: Tables) -> Html:
    """Return every statement: who, how, how sure, with the words; each row leads to its place."""
    statements = tables.statements
    frame = statements.assign(
        voice=[_voice_words(s) for s in statements.itertuples()],
        how=[f"{s.mode}, continued" if s.attribution == "continued" else s.mode for s in statements.itertuples()],
    )
    return table(
        frame,
        "Statements, in the order of the text",
        columns={
            **{"voice": "voice", "text": "words", "how": "mode", "cue_lemma": "introduced by"},
            **{"function": "what it does", "confidence": "confidence", "rule": "rule", "note": "note"},
        },
        empty="the text has none.",
        drop_empty=True,
        legend={
            "how": "direct is in quotation marks, indirect paraphrased, mixed partly quoted, narrated unsourced; "
            "continued where not this sentence but one before names the source",
            "confidence": "how sure the attribution is, from 0 to 1",
            "rule": "what found the row; the method page says how",
        },
    )


def _voice_words(statement: object) -> str:
    """Return the voice with its office, once: "Whitehall source (Whitehall source)" says nothing twice."""
    from communique.charts.style import NO_SPEAKER, plain
    from communique.display.prose import office_of

    name, office = plain(statement.speaker) or NO_SPEAKER, office_of(statement)
    return f"{name} ({office})" if office else name


def targets_table(tables: Tables) -> Html:
    """Return every measurable target in words, as an analyst would paste it into a report."""
    from communique.charts.aims import aims_of, deadline_words, value_words

    aims = aims_of(tables.targets)
    rows = list(aims.itertuples())
    frame = aims.assign(value_words=[value_words(t) for t in rows], deadline_words=[deadline_words(t) for t in rows])
    return table(
        frame,
        "Measurable targets",
        columns={
            **{"subject": "what is measured", "value_words": "value", "text": "in the article’s words"},
            **{"deadline_words": "deadline", "deadline_text": "deadline as worded"},
            **{"deadline_basis": "how it became a date", "actor": "who must deliver", "speaker": "said by"},
            **{"strength": "strength", "status": "status"},
            **{"baseline_text": "compared to", "condition": "condition", "note": "note"},
        },
        empty="the text sets none.",
        drop_empty=True,
        legend={"strength": _STRENGTH},
    )


def quantities_table(tables: Tables) -> Html:
    """Return the quantities that are no target, with the reason."""
    if len(tables.targets) and tables.targets["is_target"].all():
        return Html("<p>Every quantity that was found is a target.</p>")
    return table(
        tables.targets[~tables.targets["is_target"]],
        "Quantities that nobody is to reach, and why they are no target",
        columns={
            "text": "quantity",
            "subject": "of what",
            "status": "why no target",
            "speaker": "said by",
            "rule": "rule",
        },
        empty="the text gives no quantity.",
    )


def commitments_table(tables: Tables) -> Html:
    """Return everything that is to be done, with actor, verb and object, items and strength."""
    from communique.charts.aims import commitment_words

    items = tables.parts[tables.parts["part"] == "item"].groupby("owner_id", sort=False)["text"].agg("; ".join)
    frame = tables.commitments.assign(
        items=tables.commitments["commitment_id"].map(items.to_dict()),
        what=[commitment_words(c) for c in tables.commitments.itertuples()],
    )
    return table(
        frame,
        "Commitments, in the order of the text",
        columns={
            **{"speaker": "said by", "actor": "who is to do it", "what": "what is to be done", "items": "items"},
            **{"strength": "strength", "status": "status", "rule": "rule", "note": "note"},
        },
        empty="the text makes none.",
        drop_empty=True,
        legend={"strength": _STRENGTH, "rule": "what found the row; the method page says how"},
    )


def undated(tables: Tables) -> pd.DataFrame:
    """Return how many commitments and targets are measurable and dated: one row a kind."""
    import pandas as pd

    from communique.charts.aims import aims_of

    aims = aims_of(tables.targets)
    measurable = tables.commitments["commitment_id"].isin(set(aims["commitment_id"].dropna()))
    return pd.DataFrame(
        [
            ("commitments with a measurable target", int(measurable.sum())),
            ("commitments without one", int((~measurable).sum())),
            ("targets with a date", int(aims["deadline"].notna().sum())),
            (
                "targets whose date could not be resolved",
                int((aims["deadline"].isna() & aims["deadline_text"].notna()).sum()),
            ),
            ("targets without any deadline", int(aims["deadline_text"].isna().sum())),
        ],
        columns=["what", "how many"],
    )


def glossary_table(tables: Tables) -> Html:
    """Return the set phrases with gloss, Chinese, how sure the glossary is and its source."""
    from communique.charts.phrases import phrases_of

    phrases = phrases_of(tables.formulations) if len(tables.formulations) else tables.formulations
    if len(phrases):
        words = {"high": "sure", "medium": "fairly sure", "unverified": "unverified: no source was found"}
        phrases = phrases.assign(sure=[words.get(level, "not in the glossary") for level in phrases["sure"]])
    return table(
        phrases,
        "Set phrases and what they mean",
        columns={
            **{"formulation": "set phrase", "chinese": "Chinese", "gloss": "meaning", "sure": "how sure"},
            **{"source": "source of the meaning", "mentions": "mentions", "items": "items listed", "voices": "said by"},
        }
        if len(phrases)
        else None,
        linked=False,
        empty="none was found.",
    )


def mentions_table(tables: Tables) -> Html:
    """Return every mention of a set phrase, with the items that it lists."""
    items = tables.parts[tables.parts["part"] == "item"].groupby("owner_id", sort=False)["text"].agg("; ".join)
    frame = tables.formulations.assign(listed=tables.formulations["formulation_id"].map(items.to_dict()))
    return table(
        frame,
        "Mentions of set phrases, in the order of the text",
        columns={
            **{"text": "as written", "formulation": "set phrase", "kind": "kind", "number": "number"},
            **{"listed": "items listed with it", "speaker": "said by", "rule": "rule", "note": "note"},
        },
        empty="none was found.",
        drop_empty=True,
    )


def themes_table(tables: Tables, *, codebook: object = None) -> Html:
    """Return every sentence with its themes and the words that show them; those without a theme say so.

    The words are the sentence's own; where they are not the codebook's, its term follows in brackets.
    """
    from communique.charts.themes import theme_names, words_and_term

    names = theme_names(codebook, list(tables.themes["theme"]))
    found: dict[str, list[str]] = {}
    for row in tables.themes.itertuples():
        main = " (main)" if row.is_primary else ""
        found.setdefault(row.sentence_id, []).append(f"{names[row.theme][0]} {row.score:.1f}{main}")
    words: dict[str, list[str]] = {}
    for row in tables.theme_evidence.itertuples():
        words.setdefault(row.sentence_id, []).append(words_and_term(row.text, row.term))
    sentences = tables.sentences[tables.sentences["role"] != "boilerplate"]
    frame = sentences.assign(
        themes=["; ".join(found.get(s, ["none"])) for s in sentences["sentence_id"]],
        words=["; ".join(dict.fromkeys(words.get(s, []))) for s in sentences["sentence_id"]],
    )
    return table(
        frame,
        "Sentences with their themes (score) and the words that count",
        columns={"speaker": "voice", "themes": "themes", "words": "words that count", "text": "sentence"},
        empty="the text has none.",
        drop_empty=True,
        legend={
            "themes": "the number is the score of the theme in the sentence; main is the theme with the highest",
            "words": "as the sentence has them; in brackets the term of the codebook where it is worded otherwise",
        },
    )


def uncovered_table(tables: Tables) -> Html:
    """Return the sentences without a theme."""
    from communique.charts.themes import uncovered

    return table(
        uncovered(tables),
        "Sentences without a theme of the codebook",
        columns={"role": "part of the page", "speaker": "voice", "text": "sentence"},
        linked=False,
        empty="every sentence has one.",
    )


def phrases_table(phrases: pd.DataFrame) -> Html:
    """Return runs of words that come back, as :func:`communique.themes.phrases` finds them."""
    return table(
        phrases,
        "Phrases that stand at least twice",
        columns={
            **{"phrase": "phrase", "n": "times", "n_texts": "sentences"},
            **{"c_value": "weight as a term", "npmi": "holds together"},
        },
        empty="no run of words comes twice.",
        legend={
            "c_value": "the C-value: how often it stands, more for a longer one, less where it is only part of another",
            "npmi": "the NPMI of its weakest joint: 1 where its words stand only together, 0 where by chance",
        },
    )


def provenance(tables: Tables, parameters: Mapping[str, object]) -> Html:
    """Return what the page was made from: inputs with digests, parameters, package versions, row counts.

    Parameters
    ----------
    tables : Tables
        All tables of the run.
    parameters : mapping
        The values of the notebook's parameters cell.
    """
    import pandas as pd

    articles = tables.articles[["article_id", "source", "encoding", "sha256", "n_words", "note"]]
    about = {"article_id": "article", "source": "file", "encoding": "encoding", "sha256": "SHA-256"}
    about |= {"n_words": "words", "note": "note"}
    versions = [(name, metadata.version(name)) for name in PACKAGES]
    values = [(name, "not given" if value is None else str(value)) for name, value in parameters.items()]
    counts = [(name, len(frame)) for name, frame in tables.frames().items()]
    unread = int((tables.articles["n_words"] == 0).sum())
    return Html(
        plain_table(articles, caption=f"Articles read: {len(articles):,}; without words: {unread:,}", columns=about)
        + plain_table(pd.DataFrame(counts, columns=["table", "rows"]), caption="Rows")
        + plain_table(pd.DataFrame(values, columns=["parameter", "value"]), caption="Parameters")
        + plain_table(
            pd.DataFrame([("Python", platform.python_version()), *versions], columns=["package", "version"]),
            caption="Versions",
        )
    )
