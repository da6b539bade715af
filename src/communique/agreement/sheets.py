"""Sheets for a person to fill: written, read, and their rows found again in the tables."""

from __future__ import annotations

import csv
import io
import os
import re
from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    import pandas as pd

    from communique.tables import Tables
    from communique.themes import Codebook

MAX_CELL = 131_072  # characters; longer ones are no cells that a person filled

NONE = "none"
_YES = frozenset({"1", "x", "yes", "y", "true", "ja", "oui", "是", "✓", "✔"})
_NO = frozenset({"", "0", "-", "no", "n", "false", "否"})
ANCHOR = ("article_id", "start", "end", "text")
FREE = ("evidence", "remark")
# What a person judges of a statement or target; an empty cell is not judged, "none" says that there is none.
JUDGED = {
    "statements": ("exists", "speaker", "mode", "function"),
    "targets": ("exists", "is_target", "subject", "comparator", "value", "unit", "deadline", "status", "strength"),
}
IDS = {"themes": "sentence_id", "statements": "statement_id", "targets": "target_id"}
FREE_TEXT = ("speaker", "subject", "unit", "deadline", "value")


def write_coding_sheet(
    tables: Tables,
    path: str | os.PathLike,
    kind: str = "themes",
    codebook: Codebook | None = None,
    *,
    force: bool = False,
) -> Path:
    """Write a CSV sheet for a person to fill, without our own coding in it.

    Parameters
    ----------
    tables : Tables
        The tables of an extraction.
    path : path
        File to write (UTF-8 with byte-order mark, for spreadsheet programs).
    kind : {"themes", "statements", "targets"}
        What to code.  ``themes``: a column a theme, to be marked with 1 or x; ``primary`` the theme that the sentence
        is about most; ``none`` to be marked where no theme fits.  ``statements`` and ``targets``: a column a property;
        ``exists`` no where it is none at all.  ``evidence`` is for the words that decided, ``remark`` for anything.
    codebook : Codebook, optional
        The themes to offer; the shipped codebook if left out.
    force : bool, default False
        Whether a file that exists is replaced.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    OutputError
        If the file exists and ``force`` is off, or it cannot be written.
    CommuniqueError
        If ``kind`` is not known.
    """
    from communique.tables import moved_into_place

    path = Path(path)
    columns = sheet_columns(kind, codebook)
    frame = coded_units(tables, kind)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    for row in frame[[IDS[kind], *ANCHOR]].itertuples(index=False):
        writer.writerow([_guarded(value) for value in row] + [""] * (len(columns) - len(row)))
    with moved_into_place(path, force=force) as beside:
        beside.write_text(buffer.getvalue(), encoding="utf-8-sig", newline="")
    return path


def sheet_columns(kind: str, codebook: Codebook | None) -> list[str]:
    """Return the columns of a sheet in order."""
    if kind not in IDS:
        raise CommuniqueError(f"kind={kind!r} is not known; give one of {', '.join(IDS)}.")
    judged = (*book_of(codebook).ids, NONE, "primary") if kind == "themes" else JUDGED[kind]
    return [IDS[kind], *ANCHOR, *judged, *FREE]


def book_of(codebook: Codebook | None) -> Codebook:
    """Return the codebook, the shipped one where none is given."""
    from communique.themes import read_codebook

    return read_codebook(codebook)


def coded_units(tables: Tables, kind: str) -> pd.DataFrame:
    """Return the rows that a person codes."""
    if kind == "themes":
        frame = tables.sentences[tables.sentences["role"] != "boilerplate"]
    elif kind == "statements":
        frame = tables.statements[tables.statements["attribution"] != "none"]
    else:
        frame = tables.targets
    return frame.reset_index(drop=True)


def _guarded(value: object) -> str:
    """Return a cell that no spreadsheet program runs as a formula."""
    from communique.tables import FORMULA_STARTS

    text = str(value)
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def _unguarded(text: str) -> str:
    from communique.tables import FORMULA_STARTS

    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


# -- reading a sheet --------------------------------------------------------------------------------------------------


def read_rows(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Read a CSV file with commas, semicolons or tabs."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommuniqueError(
            f"{path.name}: not valid UTF-8 at byte {error.start:,}; save the sheet as “CSV UTF-8”."
        ) from None
    except OSError as error:
        raise CommuniqueError(f"{path}: cannot be read ({error.strerror}); check the path.") from None
    if "\x00" in content:
        raise CommuniqueError(f"{path.name}: it holds binary data; save the sheet as “CSV UTF-8”.")
    first = content.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(MAX_CELL)
    try:
        lines = list(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise CommuniqueError(f"{path.name}: it is no CSV file ({error}); save the sheet as “CSV UTF-8”.") from None
    lines = [line for line in lines if any(cell.strip() for cell in line)]
    if not lines:
        raise CommuniqueError(f"{path.name}: it is empty; write a sheet with `communique coding export`.")
    header = [cell.strip() for cell in lines[0]]
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if len(line) > len(header) and any(cell.strip() for cell in line[len(header) :]):
            raise CommuniqueError(
                f"{path.name}, row {number}: {len(line)} cells where the header has {len(header)}; "
                "a comma in a cell needs the cell in quotation marks."
            )
        cells = dict(zip(header, line + [""] * (len(header) - len(line)), strict=False))
        rows.append({name: _unguarded(cell.strip()) for name, cell in cells.items()})
    return header, rows


def check_header(path: Path, header: Sequence[str], columns: Sequence[str], kind: str) -> None:
    """Refuse a header with unknown, doubled or missing columns."""
    double = next((name for name, n in Counter(header).items() if n > 1), None)
    if double is not None:
        raise CommuniqueError(f"{path.name}: the column {double!r} is there twice; keep one.")
    for name in header:
        if name not in columns:
            near = get_close_matches(name, columns, n=1)
            what = "theme or column" if kind == "themes" else "column"
            hint = f"did you mean {near[0]!r}?" if near else "take it out, or put its content under 'remark'."
            raise CommuniqueError(f"{path.name}: unknown {what} {name!r}; {hint}")
    missing = [name for name in columns if name not in header and name not in (*FREE, "primary", NONE, "exists")]
    if missing:
        raise CommuniqueError(f"{path.name}: the column {missing[0]!r} is missing; export the sheet anew.")


class Placed(NamedTuple):
    """A row of the sheet and the row of the tables that it is about; None where ours has none there."""

    cells: dict[str, str]
    at: int | None


def read_sheet(tables: Tables, path: Path, kind: str, codebook: Codebook | None) -> list[Placed]:
    """Read a sheet with all its rows, each with its place in the tables."""
    header, rows = read_rows(path)
    columns = sheet_columns(kind, codebook)
    check_header(path, header, columns, kind)
    frame = coded_units(tables, kind)
    finder = Finder(tables, frame)
    placed, seen = [], {}
    for cells in rows:
        at = finder.find(path.name, cells, cells[IDS[kind]], is_strict=bool(cells[IDS[kind]]))
        if at is not None and at in seen:
            raise CommuniqueError(f"{path.name}: {cells[IDS[kind]]!r} is there twice; keep one row.")
        seen[at] = True
        placed.append(Placed(cells, at))
    missing = [at for at in range(len(frame)) if at not in seen]
    if missing:
        first = frame.iloc[missing[0]]
        raise CommuniqueError(
            f"{path.name}: {len(missing):,} of {len(frame):,} rows are missing, first {first[IDS[kind]]!r} "
            f"(“{shorten(first['text'], 40)}”); put them back and leave them empty if they were not coded."
        )
    return placed


class Finder:
    """Find rows again by article, place and words."""

    def __init__(self, tables: Tables, frame: pd.DataFrame) -> None:
        self._texts = dict(zip(tables.articles["article_id"], tables.articles["text"], strict=True))
        self._rows: dict[str, list[tuple[int, int, int]]] = {}
        columns = (frame[name] for name in ("article_id", "start", "end"))
        for at, (article_id, start, end) in enumerate(zip(*columns, strict=True)):
            self._rows.setdefault(article_id, []).append((int(start), int(end), at))

    def find(self, name: str, cells: dict[str, str], row_id: str, *, is_strict: bool) -> int | None:
        """Return the position of the row that the cells are about.

        Raises
        ------
        CommuniqueError
            If the article is not there, or its text does not hold the words (they were edited, or it was).
        """
        article_id, words = cells["article_id"], cells["text"]
        if article_id not in self._texts:
            raise CommuniqueError(
                f"{name}: the article {article_id!r} is not in these tables; extract it too, or take its rows out."
            )
        start, end = locate(self._texts[article_id], words, integer_of(cells["start"]))
        if start is None:
            raise CommuniqueError(
                f"{name}: the text of {row_id or 'a new row'} (“{shorten(words, 40)}”) is not in the article; it was "
                "edited, in the sheet or in the article: put the words back."
            )
        best, most = None, 0.0
        for other_start, other_end, at in self._rows.get(article_id, ()):
            overlap = min(end, other_end) - max(start, other_start)
            share = overlap / max(end - start, other_end - other_start)
            if overlap > 0 and share > most:
                best, most = at, share
        if most >= 0.5:
            return best
        if is_strict:
            raise CommuniqueError(
                f"{name}: {row_id} (“{shorten(words, 40)}”) is not a row of these tables any more; export a new sheet."
            )
        return None


def integer_of(cell: str) -> int:
    """Return the number in a cell as a spreadsheet program may write it (``1,024``, ``12.0``); 0 without one."""
    digits = cell.split(".", maxsplit=1)[0].replace(" ", "").replace(",", "")
    return int(digits) if digits.isdecimal() else 0


def locate(text: str, words: str, start: int) -> tuple[int, int] | tuple[None, None]:
    """Find words in a text, at ``start`` or as near to it as they are; white space can differ.

    Examples
    --------
    >>> locate("Plan A. Plan B. Plan A.", "Plan A.", 14)
    (16, 23)
    """
    pieces = words.split()
    if not pieces:
        return None, None
    if text.startswith(words, start):
        return start, start + len(words)
    pattern = re.compile(r"\s+".join(map(re.escape, pieces)))
    found = min(pattern.finditer(text), key=lambda match: abs(match.start() - start), default=None)
    return found.span() if found else (None, None)


def is_yes(path: Path, cells: dict[str, str], column: str) -> bool:
    """Say whether a cell is marked; refuse one that says neither yes nor no."""
    value = cells.get(column, "").casefold()
    if value in _YES:
        return True
    if value in _NO:
        return False
    row_id = next(iter(cells.values()))
    raise CommuniqueError(f"{path.name}: {column} of {row_id} is {cells[column]!r}; mark it with 1 or x, or leave it.")


# -- cells -----------------------------------------------------------------------------------------------------------


def their_themes(path: Path, cells: dict[str, str], book: Codebook) -> tuple[frozenset[str], str] | None:
    """Return the person's themes and primary theme; None where the row was left empty."""
    marked = frozenset(theme for theme in book.ids if is_yes(path, cells, theme))
    primary = cells.get("primary", "")
    is_none = is_yes(path, cells, NONE)
    is_touched = any(cells.get(theme, "") for theme in book.ids)
    if primary and primary != NONE and primary not in book:
        near = get_close_matches(primary, book.ids, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(book.ids)}."
        raise CommuniqueError(
            f"{path.name}: primary of {cells['sentence_id']} is the unknown theme {primary!r}; {hint}"
        )
    if is_none and (marked or primary not in ("", NONE)):
        raise CommuniqueError(f"{path.name}: {cells['sentence_id']} has both themes and {NONE!r}; keep one of the two.")
    if primary and primary != NONE:
        return marked | {primary}, primary
    if not (marked or is_none or primary or is_touched):
        return None
    return marked, next(iter(marked)) if len(marked) == 1 and not primary else NONE


def value_of(value: object) -> str:
    """Return a value of our tables as a person would write it."""
    import pandas as pd

    if pd.isna(value):
        return NONE
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, bool) or str(value) in ("True", "False"):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def normal_value(path: Path, kind: str, column: str, cell: str, cells: dict[str, str]) -> str:
    """Return a person's cell in the form of ours; closed vocabularies are checked."""
    from communique.schema import TABLES

    declared = next((each for each in TABLES[kind].columns if each.name == column), None)
    if cell.casefold() == NONE:
        return NONE
    if declared is not None and declared.kind == "boolean":
        return "yes" if is_yes(path, cells, column) else "no"
    if declared is not None and declared.categories:
        known = {word.casefold(): word for word in declared.categories}
        if cell.casefold() not in known:
            near = get_close_matches(cell.casefold(), known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(declared.categories)}."
            raise CommuniqueError(f"{path.name}: {column} of {cells[IDS[kind]]} is {cell!r}; {hint}")
        return known[cell.casefold()]
    if declared is not None and declared.kind == "number":
        try:
            return f"{float(cell.replace(',', '').removesuffix('%')):g}"
        except ValueError:
            raise CommuniqueError(
                f"{path.name}: {column} of {cells[IDS[kind]]} is {cell!r}; write a number, as 70 or 1.5."
            ) from None
    return cell


def same_value(ours: str, theirs: str) -> bool:
    """Say whether two values are the same but for case and white space."""
    return " ".join(ours.casefold().split()) == " ".join(theirs.casefold().split())


def shorten(text: object, width: int) -> str:
    """Return a text on one line, cut to a width."""
    text = " ".join(str(text).split())
    return text if len(text) <= width else text[: width - 3] + "..."
