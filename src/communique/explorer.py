"""An explorer for JupyterLab: pick a speaker, a theme, a kind of row, a strength or a word; text and tables follow.

The choice itself is the pure function :func:`select_rows`; the widgets only call it.  In an exported page, where no
kernel answers, the explorer leaves the marked article and the counts behind.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from communique.article import Article
from communique.errors import CommuniqueError
from communique.schema import STRENGTHS

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from communique.tables import Tables

#: Tables whose rows are marked in the text, in the order of the menu.
KINDS = ("statements", "commitments", "targets", "formulations")
# A table under the text is a glance; the frames hold every row.
MAX_ROWS = 200


def select_rows(
    tables: Tables,
    *,
    article_id: str | None = None,
    speaker: str | None = None,
    theme: str | None = None,
    kind: str | None = None,
    strength: str | None = None,
    confidence: float = 0.0,
    word: str = "",
) -> Tables:
    """Return the rows that fit every condition; articles and sentences stay, so that the text can be shown.

    Parameters
    ----------
    tables : Tables
        Of one article or of many.
    article_id : str, optional
        One article.
    speaker : str, optional
        Canonical name of a voice.
    theme : str, optional
        A theme of the codebook: rows that share characters with a sentence of that theme.
    kind : str, optional
        One of ``statements``, ``commitments``, ``targets``, ``formulations``; the others come back empty.
    strength : str, optional
        Strength of commitments and targets; tables without strength come back empty.
    confidence : float, default 0
        Least confidence of statements, 0-1.
    word : str, optional
        Letters that the row's words hold, whatever their case.

    Raises
    ------
    CommuniqueError
        If ``kind`` or ``strength`` is no known word.
    """
    for name, value, known in (("kind", kind, KINDS), ("strength", strength, STRENGTHS)):
        if value is not None and value not in known:
            raise CommuniqueError(f"{name}: {value!r} is none of {', '.join(known)}.")
    if article_id is not None:
        tables = tables.of(article_id)
    spans = _theme_spans(tables, theme) if theme is not None else None
    chosen = {}
    for name in KINDS:
        frame = getattr(tables, name)
        keep = frame["start"].notna()
        if kind is not None:
            keep &= name == kind
        if speaker is not None:
            keep &= (frame["speaker"] == speaker).fillna(False).astype(bool)
        if strength is not None:
            keep &= (frame["strength"] == strength) if "strength" in frame else False
        if confidence > 0 and name == "statements":
            keep &= (frame["confidence"] >= confidence).astype(bool)
        if word:
            keep &= frame["text"].str.contains(word, case=False, regex=False)
        if spans is not None:
            keep &= _touching(frame, spans)
        chosen[name] = frame[keep].reset_index(drop=True)
    if theme is not None:
        for name in ("themes", "theme_evidence"):
            frame = getattr(tables, name)
            chosen[name] = frame[frame["theme"] == theme].reset_index(drop=True)
    return replace(tables, **chosen)


def _theme_spans(tables: Tables, theme: str) -> dict[str, list[tuple[int, int]]]:
    rows = tables.themes[tables.themes["theme"] == theme]
    spans: dict[str, list[tuple[int, int]]] = {}
    for article_id, start, end in zip(rows["article_id"], rows["start"], rows["end"], strict=True):
        spans.setdefault(article_id, []).append((start, end))
    return spans


def _touching(frame: pd.DataFrame, spans: dict[str, list[tuple[int, int]]]) -> np.ndarray:
    import numpy as np

    places = zip(frame["article_id"], frame["start"], frame["end"], strict=True)
    found = (any(start < b and a < end for a, b in spans.get(name, ())) for name, start, end in places)
    return np.fromiter(found, dtype=bool, count=len(frame))


def explore(source: Article | Tables | Iterable[Article]) -> Explorer:
    """Open an article, several or finished tables in JupyterLab.

    Parameters
    ----------
    source : Article, iterable of Article or Tables
        What to explore.

    Returns
    -------
    Explorer
        Shown by JupyterLab as controls over the marked text and its tables.
    """
    from communique.extract import extract
    from communique.tables import Tables

    tables = source if isinstance(source, Tables) else extract(source)
    if tables.articles.empty:
        raise CommuniqueError("explore: there is no article to explore.")
    return Explorer(tables)


class Explorer:
    """The controls and what they show; ``selection`` is the choice as :class:`Tables`, for cells of one's own."""

    def __init__(self, tables: Tables) -> None:
        import ipywidgets as widgets

        self.tables = tables
        self.selection = tables
        everything = ("all", None)
        ids = tables.articles["article_id"].tolist()
        titles = tables.articles["title"].fillna(tables.articles["article_id"]).tolist()
        labels = [f"{title} ({article_id})" for title, article_id in zip(titles, ids, strict=True)]
        speakers = tables.statements["speaker"].dropna()
        self.controls = {
            "article_id": widgets.Dropdown(description="Article", options=list(zip(labels, ids, strict=True))),
            "speaker": widgets.Dropdown(description="Speaker", options=[everything, *_counted(speakers)]),
            "theme": widgets.Dropdown(description="Theme", options=[everything, *_counted(tables.themes["theme"])]),
            "kind": widgets.Dropdown(description="Kind", options=[everything, *((kind, kind) for kind in KINDS)]),
            "strength": widgets.Dropdown(description="Strength", options=[everything, *((s, s) for s in STRENGTHS)]),
            "confidence": widgets.FloatSlider(
                description="Confidence", min=0, max=1, step=0.05, value=0, continuous_update=False
            ),
            "word": widgets.Text(description="Word", placeholder="letters in the row", continuous_update=False),
        }
        for control in self.controls.values():
            control.style.description_width = "6em"
            control.layout.width = "24em"
            control.observe(self._follow, names="value")
        shown = [control for name, control in self.controls.items() if name != "article_id" or len(ids) > 1]
        self._view = widgets.HTML()
        box = widgets.Layout(flex_flow="row wrap")
        self.widget = widgets.VBox([widgets.Box(shown, layout=box), self._view])
        self._follow()

    def _follow(self, _change: object = None) -> None:
        self.selection = select_rows(self.tables, **{name: control.value for name, control in self.controls.items()})
        self._view.value = view_html(self.selection)

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, object]:
        """Show the widgets where there is a kernel; leave the text and its tables in an exported page."""
        bundle = self.widget._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        return {**data, "text/html": static_html(self.selection)}


def _counted(names: pd.Series) -> list[tuple[str, str]]:
    counts = names.value_counts()
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(f"{name} ({count:,})", name) for name, count in ordered]


def view_html(tables: Tables) -> str:
    """Return the counts, the marked article and the rows of a choice as HTML."""
    from communique.display import marked_article

    counts = ", ".join(f"{len(getattr(tables, kind)):,} {kind}" for kind in KINDS)
    rows = "".join(_rows_html(kind, getattr(tables, kind)) for kind in KINDS)
    return f'<p class="explorer-counts"><b>{counts}</b></p>{_html(marked_article(tables))}{rows}'


def static_html(tables: Tables) -> str:
    """Return what an exported page shows in the place of the explorer."""
    note = (
        "<p>In JupyterLab these rows follow the controls for speaker, theme, kind, strength, confidence and word.</p>"
    )
    return note + "".join(_rows_html(kind, getattr(tables, kind)) for kind in KINDS)


def _html(shown: object) -> str:
    return str(getattr(shown, "data", shown))


_COLUMNS = {
    "statements": ("speaker", "mode", "function", "confidence", "text"),
    "commitments": ("speaker", "strength", "status", "action", "object"),
    "targets": ("speaker", "text", "subject", "deadline", "strength", "status"),
    "formulations": ("speaker", "formulation", "gloss"),
}


def _rows_html(kind: str, frame: pd.DataFrame) -> str:
    if frame.empty:
        return ""
    from communique.terminal import cell_text

    columns = _COLUMNS[kind]
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(cell_text(value))}</td>" for value in row) + "</tr>"
        for row in frame[list(columns)].head(MAX_ROWS).itertuples(index=False)
    )
    more = f" (the first {MAX_ROWS} of {len(frame):,})" if len(frame) > MAX_ROWS else f" ({len(frame):,})"
    return f"<table><caption>{kind}{more}</caption><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"
