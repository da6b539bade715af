"""A person's corrections, applied to the tables of this or a later run."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from communique.agreement.sheets import (
    ANCHOR,
    FREE,
    IDS,
    JUDGED,
    NONE,
    Finder,
    check_header,
    coded_units,
    is_yes,
    normal_value,
    read_rows,
    same_value,
    sheet_columns,
    their_themes,
    value_of,
)
from communique.errors import CommuniqueError

if TYPE_CHECKING:
    import pandas as pd

    from communique.tables import Tables
    from communique.themes import Codebook


def apply_corrections(tables: Tables, path: str | os.PathLike, codebook: Codebook | None = None) -> Tables:
    """Apply a person's sheet to the tables of this or a later run.

    Parameters
    ----------
    tables : Tables
        The tables to correct; they stay as they are.
    path : path
        A filled sheet of themes, statements or targets; which it is shows in its columns.  Only rows and cells that
        were filled change anything, so that rows without a correction can be left out.
    codebook : Codebook, optional
        The codebook of the sheet; by default the themes that the sheet's columns name.

    Returns
    -------
    Tables
        Themes of a corrected sentence are those of the person, those that ours lacked with method ``coded``; corrected
        cells of statements and targets hold the person's value; ``exists`` no takes the row out, with what hangs on it.
        Every row changed says so in its ``note``.

    Raises
    ------
    CommuniqueError
        In one sentence, if the sheet cannot be read or its words are no longer in the article.
    """
    path = Path(path)
    header, rows = read_rows(path)
    kind = next((kind for kind, name in IDS.items() if name in header), None)
    if kind is None:
        expected = " or ".join(repr(name) for name in IDS.values())
        raise CommuniqueError(f"{path.name}: it is no coding sheet; a column {expected} is expected.")
    columns = sheet_columns(kind, codebook) if kind != "themes" or codebook is not None else list(header)
    check_header(path, header, [*columns, *ANCHOR], kind)
    frame = coded_units(tables, kind)
    finder = Finder(tables, frame)
    placed = []
    for cells in rows:
        if any(value for name, value in cells.items() if name not in (IDS[kind], *ANCHOR, *FREE)):
            placed.append((cells, finder.find(path.name, cells, cells[IDS[kind]], is_strict=True)))
    if not placed:
        return tables
    if kind == "themes":
        book = codebook or _SheetThemes(tuple(name for name in header if name not in _NOT_THEMES))
        return _apply_themes(tables, path, placed, frame, book)
    return _apply_values(tables, path, placed, frame, kind)


_NOT_THEMES = ("sentence_id", *ANCHOR, NONE, "primary", *FREE)
_CORRECTED = "Corrected by a person."


class _SheetThemes(NamedTuple):
    """The themes that a sheet offers, where no codebook is at hand."""

    ids: tuple[str, ...]

    def __contains__(self, theme: object) -> bool:
        return theme in self.ids


def _apply_themes(tables: Tables, path: Path, placed: list, frame: pd.DataFrame, book) -> Tables:
    import pandas as pd

    coded: dict[str, tuple[frozenset[str], str]] = {}
    for cells, at in placed:
        found = their_themes(path, cells, book)
        if found is not None:
            coded[frame.iloc[at]["sentence_id"]] = found
    themes = tables.themes
    is_coded = themes["sentence_id"].isin(coded.keys())
    is_kept = [
        sentence_id not in coded or theme in coded[sentence_id][0]
        for sentence_id, theme in zip(themes["sentence_id"], themes["theme"], strict=True)
    ]
    kept = themes[is_kept].copy()
    changed = is_coded[is_kept]
    for at in kept.index[changed]:
        primary = kept.loc[at, "theme"] == coded[kept.loc[at, "sentence_id"]][1]
        if bool(kept.loc[at, "is_primary"]) != primary:
            kept.loc[at, "is_primary"] = primary
            kept.loc[at, "note"] = _CORRECTED
    present = set(zip(kept["sentence_id"], kept["theme"], strict=True))
    added = []
    for _, row in frame[frame["sentence_id"].isin(coded.keys())].iterrows():
        chosen, primary = coded[row["sentence_id"]]
        for theme in book.ids:
            if theme in chosen and (row["sentence_id"], theme) not in present:
                shared = {name: row[name] for name in ("sentence_id", "speaker", *ANCHOR)}
                added.append(
                    shared
                    | {"theme": theme, "score": 0.0, "share": 0.0, "is_primary": theme == primary, "method": "coded"}
                    | {"evidence": None, "note": _CORRECTED}
                )
    if added:
        new = pd.DataFrame(added, columns=list(kept.columns)).astype(kept.dtypes.to_dict())
        kept = pd.concat([kept, new], ignore_index=True)
    order = {sentence_id: at for at, sentence_id in enumerate(tables.sentences["sentence_id"])}
    kept = kept.sort_values("sentence_id", key=lambda ids: ids.map(order), kind="stable", ignore_index=True)
    still = set(zip(kept["sentence_id"], kept["theme"], strict=True))
    evidence = tables.theme_evidence
    stays = [pair in still for pair in zip(evidence["sentence_id"], evidence["theme"], strict=True)]
    return replace(tables, themes=kept, theme_evidence=evidence[stays].reset_index(drop=True))


def _apply_values(tables: Tables, path: Path, placed: list, frame: pd.DataFrame, kind: str) -> Tables:
    name = IDS[kind]
    table = getattr(tables, kind).copy()
    row_of = {row_id: at for at, row_id in zip(table.index, table[name], strict=True)}
    gone = set()
    for cells, at in placed:
        row_id = frame.iloc[at][name]
        if cells.get("exists", "") and not is_yes(path, cells, "exists"):
            gone.add(row_id)
            continue
        for column in JUDGED[kind]:
            cell = cells.get(column, "")
            if not cell or column == "exists":
                continue
            value = normal_value(path, kind, column, cell, cells)
            if not same_value(value_of(table.loc[row_of[row_id], column]), value):
                table.loc[row_of[row_id], column] = _typed(path, value, column, kind, row_id)
                table.loc[row_of[row_id], "note"] = _CORRECTED
    if kind == "targets" and "status" in table:
        from communique.schema import TARGET_STATUSES

        table["is_target"] = table["status"].isin(TARGET_STATUSES).astype(table["is_target"].dtype)
    corrected = replace(tables, **{kind: table})
    return _without(corrected, kind, gone) if gone else corrected


def _typed(path: Path, value: str, column: str, kind: str, row_id: str) -> object:
    """Return a person's value as the column's type holds it."""
    import pandas as pd

    from communique.schema import TABLES

    declared = next(each for each in TABLES[kind].columns if each.name == column)
    if value == NONE:
        if declared.is_required:
            raise CommuniqueError(f"{path.name}: {column} of {row_id} cannot be {NONE!r}; give its value.")
        return pd.NaT if declared.kind == "date" else None
    if declared.kind == "boolean":
        return value == "yes"
    if declared.kind == "number":
        return float(value)
    if declared.kind == "date":
        try:
            return pd.Timestamp(value)
        except ValueError:
            raise CommuniqueError(
                f"{path.name}: {column} of {row_id} is {value!r}; write the day as 2030-12-31."
            ) from None
    return value


def _without(tables: Tables, kind: str, gone: Iterable[str]) -> Tables:
    """Take rows out, and what hangs on them: their stretches go, other rows lose the pointer only."""
    gone = set(gone)
    name = IDS[kind]
    frames = {}
    for table, frame in tables.frames().items():
        if table == kind or (table == "spans" and kind == "statements"):
            frame = frame[~frame[name].isin(gone)].reset_index(drop=True)
        elif table == "parts":
            frame = frame[~frame["owner_id"].isin(gone)].reset_index(drop=True)
        elif name in frame:
            frame = frame.copy()
            frame.loc[frame[name].isin(gone), name] = None
        if table == "statements" and kind == "statements":
            frame.loc[frame["outer_id"].isin(gone), "outer_id"] = None
        frames[table] = frame
    return replace(tables, **frames)
