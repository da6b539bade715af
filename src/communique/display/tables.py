"""Tables on a page: captions and header scopes, rows that lead to their place in the text, search and sorting."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from communique.display.html import Html, attribute, digest, escape

if TYPE_CHECKING:
    import pandas as pd

TEMPLATES = Path(__file__).parent.parent / "template"
#: Above this many rows a table can be searched and sorted, and scrolls in a box of its own.
LONG = 25
# A cell of more letters than this gets a wide column.
LONG_WORDS = 60
# And one of more than this a wider one still.
WIDE_WORDS = 160
#: Columns that name a row, and so its place in the text; the first one that a frame has is its own.
ROW_IDS = ("statement_id", "commitment_id", "target_id", "formulation_id", "sentence_id")


@cache
def style_html() -> str:
    """Return the style of what this package shows; a page may have it several times without harm."""
    css = (TEMPLATES / "display.css").read_text(encoding="utf-8")
    return f"<style>{' '.join(css.split())}</style>"


@cache
def _script() -> str:
    # No library for this: the one at hand takes 920 KiB a page, keeps only the rows of one page in the document (so
    # that links from the text lead nowhere) and shows no table at all without scripts.
    lines = (TEMPLATES / "table.js").read_text(encoding="utf-8").splitlines()
    return "\n".join(line.strip() for line in lines)


def table(
    frame: pd.DataFrame,
    caption: str,
    *,
    columns: Sequence[str] | Mapping[str, str] | None = None,
    linked: bool = True,
    empty: str = "There are no rows.",
    drop_empty: bool = False,
    legend: Mapping[str, str] | None = None,
) -> Html:
    """Return a table as HTML; above 25 rows with a search box and columns that sort.

    Parameters
    ----------
    frame : DataFrame
        Rows to show, all of them.
    caption : str
        What one row is; the number of rows is added.
    columns : sequence or mapping, optional
        Columns in order, or column -> heading; all by default.
    linked : bool, default True
        Whether each row with an identifier leads to its place in the text (``#text-<id>``) and is found from there
        (``#<id>``).
    empty : str
        The sentence in the place of a table without rows.
    drop_empty : bool, default False
        Whether columns without any value are left out and named in the caption.
    legend : mapping, optional
        Column -> what its heading means; it stands under the table and comes up when the heading is pointed at.

    Returns
    -------
    Html
        With a slider that hides rows below a confidence, where a column ``confidence`` is shown.  Without scripts the
        whole table stands there.
    """
    if frame.empty:
        return Html(f"<p>{escape(caption)}: {escape(empty)}</p>")
    headings = _headings(frame, columns)
    is_long, is_sure = len(frame) > LONG, "confidence" in headings
    whole = f"{caption} ({len(frame):,} {'row' if len(frame) == 1 else 'rows'})"
    bare = [name for name in headings if drop_empty and frame[name].isna().all()]
    if bare:
        whole += f"; not given in any row: {', '.join(headings.pop(name) for name in bare)}"
    known = {name: words for name, words in (legend or {}).items() if name in headings}
    inside = plain_table(frame, caption=whole, columns=headings, linked=linked, legend=known)
    name = "t" + digest(inside)
    marks = (' data-long="1"' if is_long else "") + (' data-confidence="1"' if is_sure else "")
    script = f"<script>{_script().replace('NAME', name)}</script>" if is_long or is_sure else ""
    return Html(
        f'{style_html()}<div class="table-scroll cq-table" id="{name}" tabindex="0" role="region" '
        f'aria-label="{attribute(whole)}"{marks}>{inside}</div>{_legend_html(headings, known)}{script}'
    )


def _legend_html(headings: Mapping[str, str], legend: Mapping[str, str]) -> str:
    if not legend:
        return ""
    words = "; ".join(f"<b>{escape(headings[name])}</b>: {escape(meaning)}" for name, meaning in legend.items())
    return f'<p class="cq-legend">{words}.</p>'


def _headings(frame: pd.DataFrame, columns: Sequence[str] | Mapping[str, str] | None) -> dict[str, str]:
    if isinstance(columns, Mapping):
        chosen = dict(columns)
    else:
        chosen = {name: str(name).replace("_", " ") for name in (columns if columns is not None else frame.columns)}
    missing = [name for name in chosen if name not in frame]
    if missing:
        raise ValueError(
            f"table: there is no column {missing[0]!r}; the columns are {', '.join(map(str, frame.columns))}."
        )
    return chosen


def plain_table(
    frame: pd.DataFrame,
    *,
    caption: str,
    columns: Sequence[str] | Mapping[str, str] | None = None,
    linked: bool = False,
    legend: Mapping[str, str] | None = None,
) -> str:
    """Return a static HTML table with a caption and header scopes; parameters as in :func:`table`."""
    import pandas as pd

    headings = _headings(frame, columns)
    identifier = next((name for name in frame if name in ROW_IDS), None) if linked else None
    first = {identifier: "row"} if identifier and identifier not in headings else {}
    shown = first | headings
    is_number = {n: pd.api.types.is_numeric_dtype(frame[n]) and not pd.api.types.is_bool_dtype(frame[n]) for n in shown}
    head = "".join(
        f'<th scope="col"{_NUMBER if is_number[name] else ""}{_tooltip(name, legend)}>{escape(label)}</th>'
        for name, label in shown.items()
    )
    cells = [_cells(frame[name], is_number[name], label, is_place=name == identifier) for name, label in shown.items()]
    names = frame[identifier].astype(object).tolist() if identifier else [None] * len(frame)
    sure = frame["confidence"].tolist() if "confidence" in headings else [None] * len(frame)
    lines, seen = [], set()
    for name, confidence, row in zip(names, sure, zip(*cells, strict=True), strict=True):
        is_new = isinstance(name, str) and name not in seen
        seen.add(name)
        marks = f' id="{attribute(name)}"' if is_new else ""
        marks += f' data-confidence="{confidence:.4g}"' if confidence is not None and not pd.isna(confidence) else ""
        lines.append(f"<tr{marks}>{''.join(row)}</tr>")
    body = "\n".join(lines)
    head = f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
    return f'<table class="cq-rows">{head}\n<tbody>{body}</tbody></table>'


_NUMBER = ' class="number"'


def _tooltip(name: str, legend: Mapping[str, str] | None) -> str:
    return f' title="{attribute(legend[name])}"' if legend and name in legend else ""


def _cells(values: pd.Series, is_number: bool, label: str, *, is_place: bool) -> list[str]:
    """Return the cells of a column; each carries its heading, for screens on which a row becomes a list."""
    import pandas as pd

    if is_place:
        return [_place_cell(value) for value in values.astype(object)]
    ranks = values.cat.codes.tolist() if isinstance(values.dtype, pd.CategoricalDtype) and values.cat.ordered else None
    cells = []
    for place, value in enumerate(values.astype(object)):
        words = cell_words(value)
        sort = f' data-sort="{float(value):.12g}"' if is_number and words else ""
        sort = f' data-sort="{ranks[place]}"' if ranks is not None else sort
        sort = f' data-sort="{value.toordinal()}"' if isinstance(value, pd.Timestamp) else sort
        name = f' data-label="{attribute(label)}"' if words else ""
        language = ' lang="zh"' if _is_chinese(words) else ""
        kind = _NUMBER if is_number else ' class="cq-long"' if len(words) > LONG_WORDS else ""
        kind = ' class="cq-day"' if isinstance(value, pd.Timestamp) else kind
        kind = ' class="cq-long cq-wide"' if kind and len(words) > WIDE_WORDS else kind
        cells.append(f"<td{kind}{name}{sort}{language}>{escape(words)}</td>")
    return cells


def _place_cell(value: object) -> str:
    words = cell_words(value)
    if not words:
        return "<td></td>"
    short = words.rpartition(":")[2]
    return f'<th scope="row"><a href="#text-{attribute(words)}" title="Its place in the text">{escape(short)}</a></th>'


def _is_chinese(words: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in words) and not any("a" <= letter <= "z" for letter in words)


def cell_words(value: object) -> str:
    """Return a value as a reader sees it in a table: missing as nothing, days as days, numbers with separators."""
    import pandas as pd

    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, pd.Timestamp):
        from communique.charts.style import day_words

        return day_words(value)
    if isinstance(value, int) or (isinstance(value, float) and value == round(value) and abs(value) < 1e15):
        return f"{int(value):,}"
    if isinstance(value, float):
        return f"{value:,.2f}" if abs(value) >= 0.01 else f"{value:.2g}"
    return " ".join(str(value).split())
