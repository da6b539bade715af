"""Pages that no notebook makes: the article at a glance, the list of articles, the codebook and the method."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING

from communique.report.pages import TEMPLATES, Link, finish_page, stylesheet
from communique.schema import CORPUS_TABLES, SCHEMA_VERSION, STRENGTHS, TABLES, Column

if TYPE_CHECKING:
    import jinja2

    from communique.tables import Tables

#: Modules whose ``RULES`` the method page explains, with the words for what they find.
RULED = (
    ("segment", "Sentences"),
    ("statements", "Statements"),
    ("speakers", "Speakers"),
    ("quantities", "Quantities"),
    ("timex", "Time expressions"),
    ("commitments", "Commitments"),
    ("targets", "Targets"),
    ("formulations", "Formulations"),
    ("themes", "Themes"),
)
#: Modules that the method page of a corpus explains beside them.
CORPUS_RULED = (("tracking", "Aims through time"), ("phrase_histories", "Set phrases through time"))
#: The notebook that has the table of each kind of row.
PAGE_OF = {"statements": "01", "commitments": "02", "targets": "02", "formulations": "03"}
# What a page at a glance shows before it says "and N more".
MAX_LINES = 6


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES / "pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals["style"] = stylesheet()
    return environment


def _page(template: str, navigation: list[Link], here: str, *, has_contents: bool = True, **context: object) -> str:
    html = _environment().get_template(template).render(**context)
    return finish_page(html, navigation, here, has_contents=has_contents)


def codebook_page(navigation: list[Link], here: str = "codebook.html", *, is_corpus: bool = False) -> str:
    """Return the page that says what every table and column means; made from ``schema.TABLES``.

    A corpus also has the tables of aims through time.
    """
    known = list(TABLES.values())
    if is_corpus:
        known += [CORPUS_TABLES["target_histories"], CORPUS_TABLES["target_links"]]
    tables = [{"table": table, "rows": [(column, _type_words(column)) for column in table.columns]} for table in known]
    return _page("codebook.html.j2", navigation, here, tables=tables, version=SCHEMA_VERSION)


def _type_words(column: Column) -> str:
    words = {"id": "identifier", "integer": "whole number", "boolean": "true or false"}.get(column.kind, column.kind)
    return words if not column.unit else f"{words} ({column.unit})"


def method_page(navigation: list[Link], here: str = "method.html", *, is_corpus: bool = False) -> str:
    """Return the page that says how each kind of row is found, by the names of the rules, and how well."""
    from communique.lexicon import read_lexicon

    ruled = []
    for module, title in (*RULED, *(CORPUS_RULED if is_corpus else ())):
        rules = getattr(import_module(f"communique.{module}"), "RULES", {})
        if rules:
            ruled.append({"title": title, "rules": sorted(rules.items())})
    quality = read_lexicon("quality")
    return _page("method.html.j2", navigation, here, ruled=ruled, quality=quality)


def glance_page(tables: Tables, navigation: list[Link], here: str = "index.html", downloads: str = "tables") -> str:
    """Return the page that answers at a glance: who speaks, what is promised, by when, in which words, about what.

    Parameters
    ----------
    tables : Tables
        Of one article.
    navigation : list of Link
        Pages of the report.
    here : str
        The ``href`` of this page.
    downloads : str
        Folder of the CSV and Parquet files beside the page.
    """
    from communique.display import marked_article

    article = tables.articles.iloc[0]
    files = [(name, len(frame)) for name, frame in tables.frames().items()]
    return _page(
        "glance.html.j2",
        navigation,
        here,
        has_contents=False,
        article={name: _plain(article[name]) for name in tables.articles.columns if name != "text"},
        speakers=speakers_at_a_glance(tables),
        targets=targets_at_a_glance(tables),
        commitments=commitments_at_a_glance(tables),
        formulations=formulations_at_a_glance(tables),
        themes=themes_at_a_glance(tables),
        counts={name: len(frame) for name, frame in tables.frames().items()},
        marked=_safe(marked_article(tables, links=_pages_of(navigation))),
        downloads=downloads,
        codebook=next((link.href for link in navigation if link.href.endswith("codebook.html")), "codebook.html"),
        files=files,
        most=MAX_LINES,
        warning=_language_warning(str(article["text"])),
    )


def _language_warning(text: str) -> str:
    from communique.readers.language import foreign_language, language_words

    found = foreign_language(text)
    return f"The text {language_words(found)}" if found else ""


def articles_page(
    summaries: list[dict[str, object]], navigation: list[Link], here: str = "index.html", *, is_corpus: bool = False
) -> str:
    """Return the list of articles of a report over several, each with its headline figures and a link to its pages.

    An article of a corpus has one page, at a glance; of a few, each has all pages.
    """
    return _page("articles.html.j2", navigation, here, articles=summaries, is_corpus=is_corpus)


def summary_of(tables: Tables, href: str) -> dict[str, object]:
    """Return an article's line in the list of articles."""
    article = tables.articles.iloc[0]
    said = tables.statements[tables.statements["attribution"] == "explicit"]
    return {
        "href": href,
        "title": _plain(article["title"]) or article["article_id"],
        "published": _plain(article["published"]),
        "n_words": int(article["n_words"]),
        "n_speakers": int(said["speaker"].nunique()),
        "n_statements": len(said),
        "n_targets": int(tables.targets["is_target"].sum()),
        "n_commitments": int((tables.commitments["status"] == "to do").sum()),
    }


def _plain(value: object) -> object:
    import pandas as pd

    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        from communique.charts.style import day_words

        return day_words(value)
    return value


def _pages_of(navigation: list[Link]) -> dict[str, str]:
    """Return the page that has the table of each kind of row, by the number that its name begins with."""
    pages = {link.href[:2]: link.href for link in navigation}
    return {kind: pages[number] for kind, number in PAGE_OF.items() if number in pages}


def _safe(html: object) -> object:
    from markupsafe import Markup

    return Markup(getattr(html, "data", html))


def speakers_at_a_glance(tables: Tables) -> list[dict[str, object]]:
    """Return the voices with their words, the most talkative first; the narrator last."""
    from communique.display.prose import office_of

    statements = tables.statements[tables.statements["outer_id"].isna()]
    lines = []
    for speaker, rows in statements.groupby("speaker", sort=False, dropna=True):
        first = rows.iloc[0]
        known = {name: next(iter(rows[name].dropna()), None) for name in ("role_title", "organisation")}
        lines.append(
            {
                "speaker": speaker,
                "office": office_of(SimpleNamespace(speaker=speaker, **known)),
                "kind": _plain(first["speaker_kind"]),
                "n_words": int(rows["n_words"].sum()),
                "n_statements": len(rows),
                "first": first["statement_id"],
            }
        )
    return sorted(lines, key=lambda line: (line["kind"] == "narrator", -line["n_words"]))


def targets_at_a_glance(tables: Tables) -> list[dict[str, object]]:
    """Return the targets in the words of the article, with what was made of them."""
    rows = tables.targets[tables.targets["is_target"]]
    keys = ("target_id", "text", "subject", "actor", "speaker", "deadline", "deadline_basis", "strength", "status")
    return [{key: _plain(row[key]) for key in keys} for _, row in rows.iterrows()]


def commitments_at_a_glance(tables: Tables) -> list[dict[str, object]]:
    """Return what is to be done, the firmest words first."""
    rows = tables.commitments[tables.commitments["status"] == "to do"].copy()
    rows["rank"] = rows["strength"].map({word: i for i, word in enumerate(STRENGTHS)}).astype("Float64").fillna(-1)
    rows = rows.sort_values("rank", ascending=False, kind="stable")
    keys = ("commitment_id", "speaker", "actor", "action", "object", "strength")
    return [{key: _plain(row[key]) for key in keys} for _, row in rows.iterrows()]


def formulations_at_a_glance(tables: Tables) -> list[dict[str, object]]:
    """Return the set phrases with their counts and glosses, the most frequent first."""
    lines = []
    for name, rows in tables.formulations.groupby("formulation", sort=False):
        first = rows.iloc[0]
        line = {key: _plain(first[key]) for key in ("formulation_id", "kind", "gloss", "gloss_zh", "gloss_confidence")}
        lines.append({"formulation": name, "n": len(rows), **line})
    return sorted(lines, key=lambda line: (-line["n"], line["kind"] != "numbered"))


def themes_at_a_glance(tables: Tables) -> dict[str, object]:
    """Return the themes with the number of their sentences, and how many sentences have one."""
    names = {theme.id: theme.name for theme in _codebook().themes}
    counts = tables.themes.groupby("theme")["sentence_id"].nunique().sort_values(ascending=False, kind="stable")
    units = tables.sentences[tables.sentences["role"] != "boilerplate"]
    return {
        "lines": [{"theme": names.get(theme, theme), "n": int(n)} for theme, n in counts.items()],
        "n_covered": int(tables.themes["sentence_id"].nunique()),
        "n_units": len(units),
    }


def _codebook() -> object:
    from communique.themes import read_codebook

    return read_codebook()
