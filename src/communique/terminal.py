"""The tables in a terminal: readable at its width, one block a table."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from textwrap import shorten
from typing import TYPE_CHECKING

from communique.schema import TABLES
from communique.tables import records_json

if TYPE_CHECKING:
    import pandas as pd

    from communique.tables import Tables

#: What is worth seeing at a glance, by table; the files hold every column.
SHOWN = {
    "articles": ("article_id", "title", "published", "reference_year", "n_sentences", "n_words"),
    "statements": ("statement_id", "speaker", "mode", "attribution", "function", "confidence", "text"),
    "commitments": ("commitment_id", "speaker", "strength", "status", "actor", "action", "object"),
    "targets": ("target_id", "speaker", "status", "comparator", "value", "unit", "subject", "deadline", "strength"),
    "formulations": ("formulation_id", "speaker", "formulation", "kind", "gloss"),
    "themes": ("sentence_id", "speaker", "theme", "score", "evidence"),
    "target_histories": ("history_id", "subject", "actor", "n_mentions", "first_said", "last_said", "outcome", "text"),
}
DEFAULT = ("articles", "statements", "commitments", "targets", "formulations", "themes")
# A terminal that tells no width, as when piped.
WIDTH = 120


def print_tables(tables: Tables, names: Sequence[str] = ()) -> str:
    """Return the tables as text; all that are worth a glance where none is named."""
    frames = tables.frames()
    return "\n\n".join(print_frame(name, frames[name]) for name in (names or DEFAULT))


def print_frame(name: str, frame: pd.DataFrame) -> str:
    """Return one table as text, cells shortened so that a row fits the terminal."""
    head = f"{name} ({len(frame):,})" + (f": {TABLES[name].row}" if name in TABLES else "")
    if frame.empty:
        return f"{head}\n  none"
    columns = [column for column in SHOWN.get(name, frame.columns[:8]) if column in frame]
    cells = [[cell_text(value) for value in frame[column]] for column in columns]
    total = max(60, shutil.get_terminal_size((WIDTH, 24)).columns)
    widths = [max(len(column), *(len(cell) for cell in found)) for column, found in zip(columns, cells, strict=True)]
    while sum(widths) + 2 * len(widths) > total and max(widths) > 12:
        widest = widths.index(max(widths))
        widths[widest] -= 1
    lines = [
        "  ".join(_fit(word, width) for word, width in zip(row, widths, strict=True)).rstrip()
        for row in zip(*cells, strict=True)
    ]
    title = "  ".join(_fit(column, width) for column, width in zip(columns, widths, strict=True)).rstrip()
    rule = "  ".join("-" * width for width in widths)
    return "\n".join([head, title, rule, *lines])


def tables_json(tables: Tables, names: Sequence[str] = ()) -> str:
    """Return the tables as one JSON object, a list of records a table."""
    frames = tables.frames()
    return json.dumps(
        {name: json.loads(records_json(frames[name])) for name in (names or frames)}, ensure_ascii=False, indent=1
    )


def cell_text(value: object) -> str:
    """Return a value as a person reads it: days as ISO dates, missing as a dash, one line."""
    import pandas as pd

    if pd.isna(value):
        return "-"
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < 1e4 else f"{value:,.0f}"
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return " ".join(str(value).split())


def _fit(word: str, width: int) -> str:
    if len(word) > width:
        word = shorten(word, width, placeholder="…") if " " in word[:width] else word[: width - 1] + "…"
    return word.ljust(width)
