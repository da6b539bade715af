"""A chart on a page: inline SVG with its alternative text, a caption, and the table behind it."""

from __future__ import annotations

import io
import re
import warnings
from typing import TYPE_CHECKING

from communique.display.html import Html, attribute, digest, escape
from communique.display.tables import plain_table

if TYPE_CHECKING:
    import pandas as pd

# A table under a chart is for checking it; the whole table stands elsewhere on the page or in the files.
MAX_DATA_ROWS = 200
# Letters shrunk to the width of a telephone cannot be read: there the chart keeps its size and can be moved.
HINT = "This chart is wider than the screen: move it sideways."
_PROLOGUE = re.compile(r"\A.*?(?=<svg )", re.S)
_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.S)
_STYLE = re.compile(r"\s*<defs>\s*<style type=\"text/css\">.*?</style>\s*</defs>", re.S)
_ID = re.compile(r' id="([^"]*)"')
_REFERENCE = re.compile(r'(url\(#|href="#)([^")]+)')
_FONT = re.compile(r" ?font-family: [^;\"]*;?")
_INDENT = re.compile(r"\n\s*")


def figure(chart: object, caption: str, *, alt: str | None = None, data: pd.DataFrame | None = None) -> Html:
    """Return a chart as an HTML figure: SVG with title and description, caption, and the table behind it to open.

    Parameters
    ----------
    chart : Axes or Figure
        Of :mod:`communique.charts`, or any of matplotlib with ``alt``.
    caption : str
        What the reader sees and where it is from.
    alt : str, optional
        What the chart shows, for those who do not see it; by default the one that the chart carries.
    data : DataFrame, optional
        Table behind the chart; by default the one that the chart carries.

    Returns
    -------
    Html
        A sentence where the chart has nothing to show.

    Raises
    ------
    ValueError
        If there is no alternative text.
    """
    from communique.charts.style import alt_text, data_behind

    nothing = getattr(chart, "communique_nothing", "")
    if nothing:
        return Html(f'<p class="cq-nothing">{escape(nothing)}</p>')
    words = alt or alt_text(chart)
    if not words:
        raise ValueError("figure: the chart carries no alternative text; give one with alt=...")
    rows = data if data is not None else data_behind(chart)
    title = getattr(chart, "communique_title", "") or caption
    svg = svg_of(chart, title=title, description=words)
    return Html(
        f'<figure class="cq-figure"><p class="cq-hint no-print" hidden><b>{escape(title)}</b><br>{HINT}</p>'
        f'<div class="cq-scroll" style="overflow-x:auto" tabindex="0" role="group" '
        f'aria-label="Chart: {attribute(title)}">{svg}</div>'
        f"<figcaption>{escape(caption)}</figcaption>{_data_html(rows, title)}</figure>"
    )


def _data_html(rows: pd.DataFrame | None, title: str) -> str:
    if rows is None or rows.empty:
        return ""
    more = f" (the first {MAX_DATA_ROWS} of {len(rows):,} rows)" if len(rows) > MAX_DATA_ROWS else ""
    inside = plain_table(rows.head(MAX_DATA_ROWS), caption=f"Behind “{title}”{more}", linked=False)
    return f"<details><summary>Table behind this chart</summary>{inside}</details>"


def svg_of(chart: object, *, title: str, description: str) -> str:
    """Return a chart as SVG for a page: text as text, identifiers that clash with no other chart, no date.

    Parameters
    ----------
    chart : Axes or Figure
        What to draw.
    title, description : str
        Read out by screen readers.
    """
    import matplotlib as mpl

    from communique.charts.style import SVG_FAMILIES, style

    figure_ = getattr(chart, "figure", None) or chart
    with mpl.rc_context(style()), warnings.catch_warnings():
        # The reader's own fonts draw the text, so a glyph that is missing here is not missing there.
        warnings.filterwarnings("ignore", message=r"Glyph \d+ .* missing from font")
        buffer = io.StringIO()
        figure_.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    svg = _STYLE.sub("", _METADATA.sub("", _PROLOGUE.sub("", buffer.getvalue())))
    svg = _FONT.sub("", svg)
    used = {name for _, name in _REFERENCE.findall(svg)}
    mark = "c" + digest(svg, title)
    svg = _ID.sub(lambda m: f' id="{mark}-{m[1]}"' if m[1] in used else "", svg)
    svg = _REFERENCE.sub(rf"\g<1>{mark}-\g<2>", svg)
    svg = _INDENT.sub("\n", svg).strip()
    families = ", ".join(name if name == "sans-serif" else f"'{name}'" for name in SVG_FAMILIES)
    head = (
        f'<svg role="img" aria-labelledby="{mark}-t {mark}-d" style="min-width:36rem;font-family:{families};'
        'stroke-linejoin:round;stroke-linecap:butt" '
    )
    svg = head + svg.removeprefix("<svg ")
    inside = f'<title id="{mark}-t">{escape(title)}</title><desc id="{mark}-d">{escape(description)}</desc>'
    end = svg.index(">") + 1
    return svg[:end] + inside + svg[end:]
