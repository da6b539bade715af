"""A person's sheet against the tables."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from communique.agreement.measures import (
    ARTICLES_FOR_BOOTSTRAP,
    UNITS_FOR_BOOTSTRAP,
    alpha_interval,
    binary_agreement,
    cohen_kappa,
    masi,
    nominal,
)
from communique.agreement.sheets import (
    FREE_TEXT,
    IDS,
    JUDGED,
    NONE,
    Placed,
    book_of,
    coded_units,
    integer_of,
    is_yes,
    normal_value,
    read_sheet,
    same_value,
    shorten,
    their_themes,
    value_of,
)

if TYPE_CHECKING:
    import pandas as pd

    from communique.tables import Tables
    from communique.themes import Codebook


@dataclass(frozen=True)
class Agreement:
    """What two codings have in common.

    Attributes
    ----------
    kind : str
        ``themes``, ``statements`` or ``targets``.
    n_units, n_uncoded, n_articles : int
        Rows compared, rows that the person left empty, articles of the rows compared.
    table : DataFrame
        One row a theme (or a column judged): counts, raw agreement, kappa, precision, recall, prevalence, ac1.
    alpha : dict
        Krippendorff's alpha: ``value``, ``low``, ``high`` (95 %) and ``basis`` for each measure; None where undefined.
    confusion : DataFrame
        One row a pair of ours and the person's, with its count.
    disagreements : DataFrame
        One row a disagreement, with the evidence of both sides.
    notes : tuple of str
        What to know before reading the figures.
    """

    kind: str
    n_units: int
    n_uncoded: int
    n_articles: int
    table: pd.DataFrame
    alpha: dict[str, dict[str, object]]
    confusion: pd.DataFrame
    disagreements: pd.DataFrame
    notes: tuple[str, ...] = field(default=())

    def to_json(self) -> str:
        """Return everything as JSON."""
        import json

        frames = {name: json.loads(_json(getattr(self, name))) for name in ("table", "confusion", "disagreements")}
        plain = {name: getattr(self, name) for name in ("kind", "n_units", "n_uncoded", "n_articles", "alpha", "notes")}
        return json.dumps({**plain, **frames}, ensure_ascii=False, indent=1)

    def __str__(self) -> str:
        units = "sentences" if self.kind == "themes" else self.kind
        articles = f"{self.n_articles:,} article" + "s" * (self.n_articles != 1)
        lines = [f"{self.n_units:,} {units} compared in {articles}, {self.n_uncoded:,} not coded."]
        if not self.n_units:
            return "\n".join([*lines, *self.notes])
        for name, alpha in self.alpha.items():
            lines.append(f"Krippendorff's alpha, {name}: {_interval_words(alpha)}.")
        lines += [f"Note: {note}" for note in self.notes]
        for title, frame in (("", self.table), ("Ours against the person's:", self.confusion)):
            if len(frame):
                lines += ["", *filter(None, [title]), frame.round(2).to_string(index=False, na_rep="-")]
        lines += ["", f"{len(self.disagreements):,} disagreements" + (":" if len(self.disagreements) else ".")]
        for row in self.disagreements.to_dict("records"):
            lines.append(f"- {row['id']} {row['about']}: ours {row['ours']}, the person's {row['theirs']}.")
            lines.append(f"    {shorten(row['text'], 100)}")
            for side in ("our_evidence", "their_evidence"):
                if isinstance(row[side], str) and row[side]:
                    lines.append(f"    {side.replace('_', ' ')}: {shorten(row[side], 100)}")
        return "\n".join(lines)


def _json(frame: pd.DataFrame) -> str:
    return frame.to_json(orient="records", force_ascii=False)


def _interval_words(alpha: dict[str, object]) -> str:
    if alpha["value"] is None:
        return "undefined (both codings say one thing throughout)"
    words = f"{alpha['value'] + 0.0:.2f}".replace("-0.00", "0.00")
    if alpha["low"] is not None:
        words += f" (95 % interval {alpha['low']:.2f} to {alpha['high']:.2f}, {alpha['basis']})"
    return words


# -- comparing themes -------------------------------------------------------------------------------------------------


def compare_coding(
    tables: Tables,
    path: str | os.PathLike,
    kind: str = "themes",
    codebook: Codebook | None = None,
    *,
    seed: int = 0,
) -> Agreement:
    """Compare a person's sheet with the tables.

    Parameters
    ----------
    tables : Tables
        The tables of an extraction.
    path : path
        The filled sheet (CSV with commas, semicolons or tabs, UTF-8).
    kind : {"themes", "statements", "targets"}
        What was coded.
    codebook : Codebook, optional
        The codebook of the sheet; the shipped one if left out.
    seed : int, default 0
        Seed of the bootstrap.

    Returns
    -------
    Agreement
        Rows that the person left empty do not count.  In a sheet of statements or targets a row that was added, without
        an identifier, is one that we missed.

    Raises
    ------
    CommuniqueError
        In one sentence: missing rows, unknown themes or columns, edited text, cells that cannot be read.

    Notes
    -----
    kappa after Cohen (1960), ac1 after Gwet (2008), alpha after Krippendorff, on sets of themes with the distance MASI
    of Passonneau (2006).  Intervals: bootstrap over articles (over rows below 10 articles), jackknife below 50 rows
    (Hughes 2022).  Precision is the share of our marks that the person shares, recall the share of the person's marks
    that we have.
    """
    path = Path(path)
    placed = read_sheet(tables, path, kind, codebook)
    if kind == "themes":
        return _compare_themes(tables, path, placed, book_of(codebook), seed)
    return _compare_values(tables, path, placed, kind, seed)


class _Pair(NamedTuple):
    """One sentence in both codings."""

    row: object
    ours: frozenset[str]
    theirs: frozenset[str]
    our_primary: str
    their_primary: str
    evidence: str


def _compare_themes(tables: Tables, path: Path, placed: list[Placed], book: Codebook, seed: int) -> Agreement:
    import pandas as pd

    units = coded_units(tables, "themes")
    ours, primary, evidence = _our_themes(tables)
    pairs, n_uncoded = [], 0
    for cells, at in placed:
        coded = their_themes(path, cells, book)
        if coded is None:
            n_uncoded += 1
            continue
        row = units.iloc[at]
        sentence_id = row["sentence_id"]
        their_set, their_primary = coded
        pairs.append(
            _Pair(
                row,
                frozenset(ours.get(sentence_id, ())),
                their_set,
                primary.get(sentence_id, NONE),
                their_primary,
                cells.get("evidence") or cells.get("remark", ""),
            )
        )
    articles = [pair.row["article_id"] for pair in pairs]
    alpha = {
        "primary theme": alpha_interval([(p.our_primary, p.their_primary) for p in pairs], nominal, articles, seed),
        "sets of themes (MASI)": alpha_interval([(p.ours, p.theirs) for p in pairs], masi, articles, seed),
    }
    confusion = Counter((pair.our_primary, pair.their_primary) for pair in pairs)
    order = {theme: at for at, theme in enumerate((*book.ids, NONE))}
    cells = sorted(confusion.items(), key=lambda cell: (order.get(cell[0][0], 99), order.get(cell[0][1], 99)))
    return Agreement(
        kind="themes",
        n_units=len(pairs),
        n_uncoded=n_uncoded,
        n_articles=len(set(articles)),
        table=_theme_table(pairs, book),
        alpha=alpha,
        confusion=pd.DataFrame([(*pair, n) for pair, n in cells], columns=["ours", "theirs", "n"]),
        disagreements=_theme_disagreements(pairs, book, evidence),
        notes=_size_notes(len(pairs), len(set(articles))),
    )


def _our_themes(tables: Tables) -> tuple[dict[str, list[str]], dict[str, str], dict[tuple[str, str], str]]:
    ours: dict[str, list[str]] = {}
    primary: dict[str, str] = {}
    evidence: dict[tuple[str, str], str] = {}
    names = ("sentence_id", "theme", "is_primary", "method", "evidence")
    for sentence_id, theme, is_primary, method, words in zip(*(tables.themes[name] for name in names), strict=True):
        ours.setdefault(sentence_id, []).append(theme)
        if is_primary:
            primary[sentence_id] = theme
        words = words if isinstance(words, str) else ""
        evidence[sentence_id, theme] = f"{words} ({method})" if method != "codebook" else words
    return ours, primary, evidence


def _theme_table(pairs: list[_Pair], book: Codebook) -> pd.DataFrame:
    rows = []
    for theme in book.ids:
        both = [(theme in pair.ours, theme in pair.theirs) for pair in pairs]
        rows.append({"theme": theme, **binary_agreement(both)})
    return _measures(rows, "theme")


def _measures(rows: list[dict], first: str) -> pd.DataFrame:
    import pandas as pd

    types = {
        first: "str", "n_ours": "Int64", "n_theirs": "Int64", "n_both": "Int64", "prevalence": "Float64",
        "agreement": "Float64", "kappa": "Float64", "precision": "Float64", "recall": "Float64", "ac1": "Float64",
    }  # fmt: skip
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def _theme_disagreements(pairs: list[_Pair], book: Codebook, evidence: dict[tuple[str, str], str]) -> pd.DataFrame:
    rows = []
    for pair in pairs:
        sentence_id = pair.row["sentence_id"]
        for theme in book.ids:
            if (theme in pair.ours) != (theme in pair.theirs):
                ours, theirs = ("yes", "no") if theme in pair.ours else ("no", "yes")
                rows.append((pair.row, theme, ours, theirs, evidence.get((sentence_id, theme), ""), pair.evidence))
        if pair.our_primary != pair.their_primary:
            shown = evidence.get((sentence_id, pair.our_primary), "")
            rows.append((pair.row, "primary", pair.our_primary, pair.their_primary, shown, pair.evidence))
    return _disagreement_frame(rows, "sentence_id")


def _disagreement_frame(rows: list[tuple], id_column: str) -> pd.DataFrame:
    import pandas as pd

    types = {
        "id": "str", "article_id": "str", "start": "Int64", "end": "Int64", "text": "str", "about": "str",
        "ours": "str", "theirs": "str", "our_evidence": "str", "their_evidence": "str",
    }  # fmt: skip
    cells = [(row[id_column], row["article_id"], row["start"], row["end"], row["text"], *rest) for row, *rest in rows]
    return pd.DataFrame(cells, columns=list(types)).astype(types)


def _size_notes(n_units: int, n_articles: int) -> tuple[str, ...]:
    if n_units == 0:
        return ("Nothing was coded, so nothing can be compared.",)
    if n_units < UNITS_FOR_BOOTSTRAP:
        return (f"{n_units} rows: read the list of disagreements, the figures move with every single one.",)
    if n_articles < ARTICLES_FOR_BOOTSTRAP:
        return (f"{n_articles} articles: the intervals hold for these articles only.",)
    return ()


# -- comparing statements and targets ---------------------------------------------------------------------------------


def _compare_values(tables: Tables, path: Path, placed: list[Placed], kind: str, seed: int) -> Agreement:
    import pandas as pd

    units = coded_units(tables, kind)
    found: dict[str, list[tuple[str, str]]] = {column: [] for column in JUDGED[kind]}
    articles: dict[str, list[str]] = {column: [] for column in JUDGED[kind]}
    disagreements, n_uncoded, coded_articles = [], 0, []
    for cells, at in placed:
        judged = {column: cells.get(column, "") for column in JUDGED[kind]}
        is_ours = at is not None
        if is_ours and not any(judged.values()):
            n_uncoded += 1
            continue
        row = units.iloc[at] if is_ours else _added_row(cells, kind)
        coded_articles.append(cells["article_id"])
        exists = not judged["exists"] or is_yes(path, cells, "exists")
        compared = [("exists", "yes" if is_ours else "no", "yes" if exists else "no")]
        if is_ours and exists:
            compared += [
                (column, value_of(row[column]), normal_value(path, kind, column, cell, cells))
                for column, cell in judged.items()
                if cell and column != "exists"
            ]
        for column, ours, theirs in compared:
            found[column].append((ours, theirs))
            articles[column].append(cells["article_id"])
            if not same_value(ours, theirs):
                rule = row["rule"] if is_ours else ""
                shown = cells.get("evidence") or cells.get("remark", "")
                disagreements.append((row, column, ours, theirs, f"rule {rule}" if rule else "", shown))
    alpha = {
        column: alpha_interval([tuple(map(str.casefold, p)) for p in pairs], nominal, articles[column], seed)
        for column, pairs in found.items()
        if column not in FREE_TEXT and column != "exists" and pairs
    }
    confusion = Counter((column, *pair) for column, pairs in found.items() if column not in FREE_TEXT for pair in pairs)
    cells = sorted(confusion.items(), key=lambda cell: (JUDGED[kind].index(cell[0][0]), -cell[1], cell[0]))
    return Agreement(
        kind=kind,
        n_units=len(coded_articles),
        n_uncoded=n_uncoded,
        n_articles=len(set(coded_articles)),
        table=_measures([_value_measures(column, pairs) for column, pairs in found.items() if pairs], "column"),
        alpha=alpha,
        confusion=pd.DataFrame([(*key, n) for key, n in cells], columns=["column", "ours", "theirs", "n"]),
        disagreements=_disagreement_frame(disagreements, IDS[kind]),
        notes=_size_notes(len(coded_articles), len(set(coded_articles))),
    )


def _added_row(cells: dict[str, str], kind: str) -> dict[str, object]:
    start = integer_of(cells["start"])
    return {IDS[kind]: "(added)", "article_id": cells["article_id"], "start": start, "text": cells["text"],
            "end": start + len(cells["text"])}  # fmt: skip


def _value_measures(column: str, pairs: list[tuple[str, str]]) -> dict[str, object]:
    if column in ("exists", "is_target"):
        return {"column": column, **binary_agreement([(a == "yes", b == "yes") for a, b in pairs])}
    same = [same_value(*pair) for pair in pairs]
    n_ours, n_theirs = (sum(pair[side] != NONE for pair in pairs) for side in (0, 1))
    n_both = sum(hit and pair[0] != NONE for hit, pair in zip(same, pairs, strict=True))
    return {
        "column": column,
        "n_ours": n_ours,
        "n_theirs": n_theirs,
        "n_both": n_both,
        "agreement": sum(same) / len(same),
        "kappa": cohen_kappa([tuple(map(str.casefold, pair)) for pair in pairs]) if column not in FREE_TEXT else None,
        "precision": n_both / n_ours if n_ours else None,
        "recall": n_both / n_theirs if n_theirs else None,
    }
