"""From an executed notebook to a self-contained page: navigation, table of contents, checks."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from nbformat import NotebookNode

TEMPLATES = Path(__file__).parent.parent / "template"


class Link(NamedTuple):
    """An entry of the navigation: a page's file and the words that lead to it."""

    href: str
    label: str


class PageError(CommuniqueError):
    """A page breaks one of the promises of a report; it is not written over a good one."""


@cache
def stylesheet() -> str:
    """Return the style of all pages."""
    return (TEMPLATES / "style.css").read_text(encoding="utf-8")


@cache
def _exporter() -> object:
    from nbconvert import HTMLExporter

    return HTMLExporter(
        template_name="report",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        # No kernel answers in a page: what an object shows as HTML stands in the place of its widget.
        display_data_priority=["text/html", "image/svg+xml", "image/png", "text/markdown", "text/plain"],
    )


def export_notebook(notebook: NotebookNode, navigation: list[Link], here: str, language: str = "en") -> str:
    """Return the page of an executed notebook.

    Parameters
    ----------
    notebook : NotebookNode
        With its outputs.
    navigation : list of Link
        Pages of the report, in order.
    here : str
        The ``href`` of this page.
    language : str, default "en"
        Language of the page's own words, as BCP 47.
    """
    pygments = _pygments_style()
    page = {"title": title_of(notebook), "language": language, "style": pygments + stylesheet()}
    html, _ = _exporter().from_notebook_node(notebook, resources={"page": page})
    return finish_page(html, navigation, here)


@cache
def _pygments_style() -> str:
    from pygments.formatters import HtmlFormatter

    lines = HtmlFormatter(style="default").get_style_defs(".highlight").splitlines()
    return "\n".join(line for line in lines if line.startswith(".highlight ."))


def title_of(notebook: NotebookNode) -> str:
    """Return the words of the first heading of the notebook."""
    for cell in notebook.cells:
        match = re.search(r"^#\s+(.+)$", cell.source, re.M) if cell.cell_type == "markdown" else None
        if match:
            return match[1].strip()
    return "Report"


def finish_page(html: str, navigation: list[Link], here: str, *, has_contents: bool = True) -> str:
    """Add skip link, navigation and table of contents; make wide tables scroll in their own box."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "lxml")
    for anchor in soup.select("a.anchor-link"):
        anchor.decompose()
    _gather_code(soup)
    for number, table in enumerate(soup.select("main table"), start=1):
        _let_scroll(soup, table, number)
    body = soup.body
    body.insert(0, BeautifulSoup(navigation_html(navigation, here), "html.parser"))
    contents = _contents_html(soup) if has_contents else ""
    if contents and soup.h1 is not None:
        soup.h1.insert_after(BeautifulSoup(contents, "html.parser"))
    return "<!DOCTYPE html>\n" + str(soup.html) + "\n"


def _gather_code(soup: object) -> None:
    """Put the code of cells that show nothing into the next cell's "Show code": one to open in the place of three."""
    for inside in soup.select("main div.cell > .jp-mod-noOutputs"):
        cell = inside.parent
        after = cell.find_next_sibling()
        into = after.select_one("details.code") if after is not None and "cell" in after.get("class", ()) else None
        if into is not None:
            for element in reversed(cell.select("details.code > .highlight")):
                into.summary.insert_after(element.extract())
            cell.decompose()


def _let_scroll(soup: object, table: object, number: int) -> None:
    if table.find_parent(class_="table-scroll") is not None or table.find_parent("table") is not None:
        return
    caption = table.caption.get_text(" ", strip=True) if table.caption else f"Table {number}"
    box = soup.new_tag("div", attrs={"class": "table-scroll", "tabindex": "0", "role": "region", "aria-label": caption})
    table.wrap(box)


def navigation_html(navigation: list[Link], here: str) -> str:
    """Return the skip link and the links to all pages of the report."""
    items = []
    for link in navigation:
        current = ' aria-current="page"' if link.href == here else ""
        items.append(f'<li><a href="{escape(link.href)}"{current}>{escape(link.label)}</a></li>')
    pages = f'<nav class="site" aria-label="Pages of this report"><ul>{"".join(items)}</ul></nav>'
    return '<a class="skip" href="#main">Skip to the content</a>' + pages


def _contents_html(soup: object) -> str:
    items = []
    for number, heading in enumerate(soup.select("main h2"), start=1):
        heading["id"] = heading.get("id") or f"section-{number}"
        items.append(f'<li><a href="#{escape(heading["id"])}">{escape(heading.get_text(" ", strip=True))}</a></li>')
    if len(items) < 2:
        return ""
    title = '<p class="toc-title">On this page</p>'
    return f'<nav class="toc" aria-label="On this page">{title}<ol>{"".join(items)}</ol></nav>'


_LOADING = (
    ("script", "src"),
    ("link", "href"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("object", "data"),
)


def check_page(html: str, name: str) -> str:
    """Check what a reader relies on and return the page unchanged.

    Raises
    ------
    PageError
        If the page loads anything from elsewhere, or lacks a language, a single ``h1``, ordered headings, alternative
        texts or unique identifiers; or if a cell printed an error.
    """
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "lxml")
    faults = []
    if not soup.html.get("lang"):
        faults.append("the page names no language")
    if len(soup.find_all("h1")) != 1:
        faults.append(f"{len(soup.find_all('h1'))} headings of the first level, one is expected")
    levels = [int(tag.name[1]) for tag in soup.find_all(re.compile(r"^h[1-6]$"))]
    faults += [f"a heading of level {b} after level {a}" for a, b in pairwise(levels) if b > a + 1]
    for tag, attribute in _LOADING:
        for element in soup.find_all(tag, attrs={attribute: True}):
            if not element[attribute].startswith(("data:", "#")):
                faults.append(f"<{tag}> loads {element[attribute][:60]}")
    faults += ["an image without alternative text" for image in soup.find_all("img") if not image.get("alt")]
    for svg in soup.select("main svg[role=img]"):
        if not (svg.get("aria-labelledby") or svg.get("aria-label")):
            faults.append("a figure without alternative text")
    identifiers = [tag["id"] for tag in soup.find_all(id=True)]
    repeated = (
        sorted({i for i in identifiers if identifiers.count(i) > 1}) if len(set(identifiers)) < len(identifiers) else []
    )
    faults += [f"the identifier {i!r} twice" for i in repeated[:3]]
    if faults:
        raise PageError(f"{name}: " + "; ".join(dict.fromkeys(faults)) + ".")
    return html
