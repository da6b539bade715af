"""A person's coding against the tables: sheets to fill, agreement with intervals, and corrections that last.

A sheet is a CSV file with a row a sentence (or statement, or target) and empty columns.  A row left empty is not coded
and does not count.  Rows are found again by their place in the article and their words, so that a sheet filled today
still fits the tables of a later run.
"""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from communique.tables import Tables
    from communique.themes import Codebook

# Below this many units the bootstrap of alpha is too narrow, and the jackknife is used (Hughes 2022).
UNITS_FOR_BOOTSTRAP = 50
# With fewer articles than this, articles cannot be drawn and the units are.
ARTICLES_FOR_BOOTSTRAP = 10
N_DRAWS = 1_000
MAX_CELL = 131_072  # characters; longer ones are no cells that a person filled

NONE = "none"
_YES = frozenset({"1", "x", "yes", "y", "true", "ja", "oui", "是", "✓", "✔"})
_NO = frozenset({"", "0", "-", "no", "n", "false", "否"})
_ANCHOR = ("article_id", "start", "end", "text")
_FREE = ("evidence", "remark")
# What a person judges of a statement or target; an empty cell is not judged, "none" says that there is none.
_JUDGED = {
    "statements": ("exists", "speaker", "mode", "function"),
    "targets": ("exists", "is_target", "subject", "comparator", "value", "unit", "deadline", "status", "strength"),
}
_IDS = {"themes": "sentence_id", "statements": "statement_id", "targets": "target_id"}
_FREE_TEXT = ("speaker", "subject", "unit", "deadline", "value")


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
        lines = [f"{self.n_units:,} {self.kind} compared, {self.n_uncoded:,} not coded, {self.n_articles:,} articles."]
        for name, alpha in self.alpha.items():
            lines.append(f"Krippendorff's alpha, {name}: {_interval_words(alpha)}.")
        lines += [f"Note: {note}" for note in self.notes]
        for title, frame in (("", self.table), ("Ours against the person's", self.confusion)):
            if len(frame):
                lines += ["", *([title + ":"] if title else []), frame.round(2).to_string(index=False, na_rep="-")]
        lines += ["", f"{len(self.disagreements):,} disagreements" + (":" if len(self.disagreements) else ".")]
        for row in self.disagreements.to_dict("records"):
            lines.append(f"- {row['id']} {row['about']}: ours {row['ours']}, the person's {row['theirs']}.")
            lines.append(f"    {_shorten(row['text'], 100)}")
            for side in ("our_evidence", "their_evidence"):
                if isinstance(row[side], str) and row[side]:
                    lines.append(f"    {side.replace('_', ' ')}: {_shorten(row[side], 100)}")
        return "\n".join(lines)


def _json(frame: pd.DataFrame) -> str:
    return frame.to_json(orient="records", force_ascii=False)


def _interval_words(alpha: dict[str, object]) -> str:
    if alpha["value"] is None:
        return "undefined (both codings are the same everywhere, or nothing was coded)"
    words = f"{alpha['value']:.2f}"
    if alpha["low"] is not None:
        words += f" (95 % interval {alpha['low']:.2f} to {alpha['high']:.2f}, {alpha['basis']})"
    return words


def _shorten(text: object, width: int) -> str:
    text = " ".join(str(text).split())
    return text if len(text) <= width else text[: width - 3] + "..."


# -- writing a sheet --------------------------------------------------------------------------------------------------


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
    columns = _columns(kind, codebook)
    frame = _units(tables, kind)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    for row in frame[[_IDS[kind], *_ANCHOR]].itertuples(index=False):
        writer.writerow([_guarded(value) for value in row] + [""] * (len(columns) - len(row)))
    with moved_into_place(path, force=force) as beside:
        beside.write_text(buffer.getvalue(), encoding="utf-8-sig", newline="")
    return path


def _columns(kind: str, codebook: Codebook | None) -> list[str]:
    if kind not in _IDS:
        raise CommuniqueError(f"kind={kind!r} is not known; give one of {', '.join(_IDS)}.")
    judged = (*_book(codebook).ids, NONE, "primary") if kind == "themes" else _JUDGED[kind]
    return [_IDS[kind], *_ANCHOR, *judged, *_FREE]


def _book(codebook: Codebook | None) -> Codebook:
    from communique.themes import read_codebook

    return read_codebook(codebook)


def _units(tables: Tables, kind: str) -> pd.DataFrame:
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


def _read_rows(path: Path) -> tuple[list[str], list[dict[str, str]]]:
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


def _check_header(path: Path, header: Sequence[str], columns: Sequence[str], kind: str) -> None:
    double = next((name for name, n in Counter(header).items() if n > 1), None)
    if double is not None:
        raise CommuniqueError(f"{path.name}: the column {double!r} is there twice; keep one.")
    for name in header:
        if name not in columns:
            near = get_close_matches(name, columns, n=1)
            what = "theme or column" if kind == "themes" else "column"
            hint = f"did you mean {near[0]!r}?" if near else "take it out, or put its content under 'remark'."
            raise CommuniqueError(f"{path.name}: unknown {what} {name!r}; {hint}")
    missing = [name for name in columns if name not in header and name not in (*_FREE, "primary", NONE, "exists")]
    if missing:
        raise CommuniqueError(f"{path.name}: the column {missing[0]!r} is missing; export the sheet anew.")


class _Placed(NamedTuple):
    """A row of the sheet and the row of the tables that it is about; None where ours has none there."""

    cells: dict[str, str]
    at: int | None


def _read_sheet(tables: Tables, path: Path, kind: str, codebook: Codebook | None) -> list[_Placed]:
    header, rows = _read_rows(path)
    columns = _columns(kind, codebook)
    _check_header(path, header, columns, kind)
    frame = _units(tables, kind)
    finder = _Finder(tables, frame)
    placed, seen = [], {}
    for cells in rows:
        at = finder.find(path.name, cells, cells[_IDS[kind]], is_strict=bool(cells[_IDS[kind]]))
        if at is not None and at in seen:
            raise CommuniqueError(f"{path.name}: {cells[_IDS[kind]]!r} is there twice; keep one row.")
        seen[at] = True
        placed.append(_Placed(cells, at))
    missing = [at for at in range(len(frame)) if at not in seen]
    if missing:
        first = frame.iloc[missing[0]]
        raise CommuniqueError(
            f"{path.name}: {len(missing):,} of {len(frame):,} rows are missing, first {first[_IDS[kind]]!r} "
            f"(“{_shorten(first['text'], 40)}”); put them back and leave them empty if they were not coded."
        )
    return placed


class _Finder:
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
        start, end = locate(self._texts[article_id], words, _integer(cells["start"]))
        if start is None:
            raise CommuniqueError(
                f"{name}: the text of {row_id or 'a new row'} (“{_shorten(words, 40)}”) is not in the article; it was "
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
                f"{name}: {row_id} (“{_shorten(words, 40)}”) is not a row of these tables any more; export a new sheet."
            )
        return None


def _integer(cell: str) -> int:
    digits = cell.split(".", maxsplit=1)[0].replace(" ", "").replace(",", "")
    return int(digits) if digits.isdecimal() else 0


def locate(text: str, words: str, start: int) -> tuple[int, int] | tuple[None, None]:
    """Find words in a text, at ``start`` or as near to it as they are; white space can differ.

    Examples
    --------
    >>> locate("Plan A. Plan B. Plan A.", "Plan A.", 14)
    (16, 23)
    """
    import re

    pieces = words.split()
    if not pieces:
        return None, None
    if text.startswith(words, start):
        return start, start + len(words)
    pattern = re.compile(r"\s+".join(map(re.escape, pieces)))
    found = min(pattern.finditer(text), key=lambda match: abs(match.start() - start), default=None)
    return found.span() if found else (None, None)


def _is_yes(path: Path, cells: dict[str, str], column: str) -> bool:
    value = cells.get(column, "").casefold()
    if value in _YES:
        return True
    if value in _NO:
        return False
    row_id = next(iter(cells.values()))
    raise CommuniqueError(f"{path.name}: {column} of {row_id} is {cells[column]!r}; mark it with 1 or x, or leave it.")


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
    placed = _read_sheet(tables, path, kind, codebook)
    if kind == "themes":
        return _compare_themes(tables, path, placed, _book(codebook), seed)
    return _compare_values(tables, path, placed, kind, seed)


class _Pair(NamedTuple):
    """One sentence in both codings."""

    row: object
    ours: frozenset[str]
    theirs: frozenset[str]
    our_primary: str
    their_primary: str
    evidence: str


def _compare_themes(tables: Tables, path: Path, placed: list[_Placed], book: Codebook, seed: int) -> Agreement:
    import pandas as pd

    units = _units(tables, "themes")
    ours, primary, evidence = _our_themes(tables)
    pairs, n_uncoded = [], 0
    for cells, at in placed:
        coded = _their_themes(path, cells, book)
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
        "primary theme": _alpha_interval([(p.our_primary, p.their_primary) for p in pairs], nominal, articles, seed),
        "sets of themes (MASI)": _alpha_interval([(p.ours, p.theirs) for p in pairs], masi, articles, seed),
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


def _their_themes(path: Path, cells: dict[str, str], book: Codebook) -> tuple[frozenset[str], str] | None:
    """Return the person's themes and primary theme; None where the row was left empty."""
    marked = frozenset(theme for theme in book.ids if _is_yes(path, cells, theme))
    primary = cells.get("primary", "")
    is_none = _is_yes(path, cells, NONE)
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


def _compare_values(tables: Tables, path: Path, placed: list[_Placed], kind: str, seed: int) -> Agreement:
    import pandas as pd

    units = _units(tables, kind)
    found: dict[str, list[tuple[str, str]]] = {column: [] for column in _JUDGED[kind]}
    articles: dict[str, list[str]] = {column: [] for column in _JUDGED[kind]}
    disagreements, n_uncoded, coded_articles = [], 0, []
    for cells, at in placed:
        judged = {column: cells.get(column, "") for column in _JUDGED[kind]}
        is_ours = at is not None
        if is_ours and not any(judged.values()):
            n_uncoded += 1
            continue
        row = units.iloc[at] if is_ours else _added_row(cells, kind)
        coded_articles.append(cells["article_id"])
        exists = not judged["exists"] or _is_yes(path, cells, "exists")
        compared = [("exists", "yes" if is_ours else "no", "yes" if exists else "no")]
        if is_ours and exists:
            compared += [
                (column, _value_of(row[column]), _normal(path, kind, column, cell, cells))
                for column, cell in judged.items()
                if cell and column != "exists"
            ]
        for column, ours, theirs in compared:
            found[column].append((ours, theirs))
            articles[column].append(cells["article_id"])
            if not _same(column, ours, theirs):
                rule = row["rule"] if is_ours else ""
                shown = cells.get("evidence") or cells.get("remark", "")
                disagreements.append((row, column, ours, theirs, f"rule {rule}" if rule else "", shown))
    alpha = {
        column: _alpha_interval([tuple(map(str.casefold, p)) for p in pairs], nominal, articles[column], seed)
        for column, pairs in found.items()
        if column not in _FREE_TEXT and column != "exists" and pairs
    }
    confusion = Counter(
        (column, *pair) for column, pairs in found.items() if column not in _FREE_TEXT for pair in pairs
    )
    cells = sorted(confusion.items(), key=lambda cell: (_JUDGED[kind].index(cell[0][0]), -cell[1], cell[0]))
    return Agreement(
        kind=kind,
        n_units=len(coded_articles),
        n_uncoded=n_uncoded,
        n_articles=len(set(coded_articles)),
        table=_measures([_value_measures(column, pairs) for column, pairs in found.items() if pairs], "column"),
        alpha=alpha,
        confusion=pd.DataFrame([(*key, n) for key, n in cells], columns=["column", "ours", "theirs", "n"]),
        disagreements=_disagreement_frame(disagreements, _IDS[kind]),
        notes=_size_notes(len(coded_articles), len(set(coded_articles))),
    )


def _added_row(cells: dict[str, str], kind: str) -> dict[str, object]:
    start = _integer(cells["start"])
    return {_IDS[kind]: "(added)", "article_id": cells["article_id"], "start": start, "text": cells["text"],
            "end": start + len(cells["text"])}  # fmt: skip


def _value_of(value: object) -> str:
    import pandas as pd

    if pd.isna(value):
        return NONE
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, bool) or str(value) in ("True", "False"):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _normal(path: Path, kind: str, column: str, cell: str, cells: dict[str, str]) -> str:
    """Return a person's cell in the form of ours; closed vocabularies are checked."""
    from communique.schema import TABLES

    declared = next((each for each in TABLES[kind].columns if each.name == column), None)
    if cell.casefold() == NONE:
        return NONE
    if declared is not None and declared.kind == "boolean":
        return "yes" if _is_yes(path, cells, column) else "no"
    if declared is not None and declared.categories:
        known = {word.casefold(): word for word in declared.categories}
        if cell.casefold() not in known:
            near = get_close_matches(cell.casefold(), known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(declared.categories)}."
            raise CommuniqueError(f"{path.name}: {column} of {cells[_IDS[kind]]} is {cell!r}; {hint}")
        return known[cell.casefold()]
    if declared is not None and declared.kind == "number":
        try:
            return f"{float(cell.replace(',', '').removesuffix('%')):g}"
        except ValueError:
            raise CommuniqueError(
                f"{path.name}: {column} of {cells[_IDS[kind]]} is {cell!r}; write a number, as 70 or 1.5."
            ) from None
    return cell


def _same(column: str, ours: str, theirs: str) -> bool:
    return " ".join(ours.casefold().split()) == " ".join(theirs.casefold().split())


def _value_measures(column: str, pairs: list[tuple[str, str]]) -> dict[str, object]:
    if column in ("exists", "is_target"):
        return {"column": column, **binary_agreement([(a == "yes", b == "yes") for a, b in pairs])}
    same = [_same(column, *pair) for pair in pairs]
    n_ours, n_theirs = (sum(pair[side] != NONE for pair in pairs) for side in (0, 1))
    n_both = sum(hit and pair[0] != NONE for hit, pair in zip(same, pairs, strict=True))
    return {
        "column": column,
        "n_ours": n_ours,
        "n_theirs": n_theirs,
        "n_both": n_both,
        "agreement": sum(same) / len(same),
        "kappa": cohen_kappa([tuple(map(str.casefold, pair)) for pair in pairs]) if column not in _FREE_TEXT else None,
        "precision": n_both / n_ours if n_ours else None,
        "recall": n_both / n_theirs if n_theirs else None,
    }


# -- measures ---------------------------------------------------------------------------------------------------------


def binary_agreement(pairs: Sequence[tuple[bool, bool]]) -> dict[str, object]:
    """Return the measures of one yes-or-no question put to two coders.

    Examples
    --------
    >>> found = binary_agreement([(True, True), (True, False), (False, False), (False, False)])
    >>> found["kappa"], found["precision"], found["recall"]
    (0.5, 0.5, 1.0)
    """
    n = len(pairs)
    n_ours, n_theirs = sum(a for a, _ in pairs), sum(b for _, b in pairs)
    n_both = sum(a and b for a, b in pairs)
    agreement = sum(a == b for a, b in pairs) / n if n else None
    mean = (n_ours + n_theirs) / (2 * n) if n else 0.0
    chance = 2 * mean * (1 - mean)
    return {
        "n_ours": n_ours,
        "n_theirs": n_theirs,
        "n_both": n_both,
        "prevalence": n_theirs / n if n else None,
        "agreement": agreement,
        "kappa": cohen_kappa(pairs),
        "precision": n_both / n_ours if n_ours else None,
        "recall": n_both / n_theirs if n_theirs else None,
        "ac1": (agreement - chance) / (1 - chance) if n else None,
    }


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Return Cohen's kappa; None where it is undefined, as both coders gave one answer throughout.

    Examples
    --------
    >>> round(cohen_kappa([("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15), 2)
    0.4
    """
    if not pairs:
        return None
    n = len(pairs)
    ours, theirs = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs) / n
    expected = sum(ours[value] * theirs[value] for value in ours) / n**2
    return None if expected >= 1 else (observed - expected) / (1 - expected)


def nominal(a: Hashable, b: Hashable) -> float:
    """Return 0 where two values are the same, else 1."""
    return float(a != b)


def masi(a: frozenset, b: frozenset) -> float:
    """Return the distance of two sets: 0 the same, 1 nothing in common; nearer where one holds the other.

    Examples
    --------
    >>> masi(frozenset("ab"), frozenset("abc")), masi(frozenset(), frozenset())
    (0.5555555555555556, 0.0)
    """
    if a == b:
        return 0.0
    overlap = len(a & b)
    weight = 0.0 if not overlap else 2 / 3 if a <= b or b <= a else 1 / 3
    return 1 - weight * overlap / len(a | b)


def krippendorff_alpha(
    ratings: Sequence[Sequence[Hashable | None]], distance: Callable[[Hashable, Hashable], float] = nominal
) -> float | None:
    """Return Krippendorff's alpha of any number of coders; gaps are None.

    Parameters
    ----------
    ratings : sequence of sequences
        One row a unit, one value a coder.
    distance : function, default :func:`nominal`
        Squared distance of two values, from 0.

    Returns
    -------
    float or None
        1 is perfect, 0 is chance; None where all values are the same or no unit has two.
    """
    return _Alpha(ratings, distance).value()


class _Alpha:
    """The sums that alpha needs, by unit, so that a resample costs nothing."""

    def __init__(self, ratings: Sequence[Sequence[Hashable | None]], distance: Callable) -> None:
        import numpy as np

        units = [kept for unit in ratings if len(kept := [value for value in unit if value is not None]) > 1]
        values = list(dict.fromkeys(value for unit in units for value in unit))
        place = {value: at for at, value in enumerate(values)}
        self.distances = np.array([[distance(a, b) for b in values] for a in values], dtype=float)
        self.counts = np.zeros((len(units), len(values)))
        for at, unit in enumerate(units):
            for value in unit:
                self.counts[at, place[value]] += 1
        sizes = self.counts.sum(axis=1)
        if units:
            within = np.einsum("ui,ij,uj->u", self.counts, self.distances, self.counts, optimize=True)
            self.observed = within / (sizes - 1)

    def value(self, units: np.ndarray | None = None) -> float | None:
        """Return alpha over some units (positions, which can repeat), all if left out."""
        if not len(self.counts):
            return None
        counts = (self.counts if units is None else self.counts[units]).sum(axis=0)
        observed = (self.observed if units is None else self.observed[units]).sum()
        n = counts.sum()
        expected = counts @ self.distances @ counts / (n - 1)
        return float(1 - observed / expected) if expected > 0 else None


def _alpha_interval(
    pairs: Sequence[tuple[Hashable, Hashable]], distance: Callable, articles: Sequence[str], seed: int
) -> dict[str, object]:
    """Return alpha with its 95 % interval: jackknife over few rows, else bootstrap over articles or rows."""
    import numpy as np

    alpha = _Alpha(pairs, distance)
    value = alpha.value()
    empty = {"value": value, "low": None, "high": None, "basis": None}
    n = len(pairs)
    if value is None or n < 3:
        return empty
    if n < UNITS_FOR_BOOTSTRAP:
        return _jackknife(alpha, value, n)
    names = list(dict.fromkeys(articles))
    by_article = len(names) >= ARTICLES_FOR_BOOTSTRAP
    if by_article:
        places = {name: [] for name in names}
        for at, name in enumerate(articles):
            places[name].append(at)
        groups = [np.array(places[name]) for name in names]
    else:
        groups = [np.array([at]) for at in range(n)]
    draw = np.random.default_rng(seed)
    drawn = []
    for _ in range(N_DRAWS):
        chosen = draw.integers(len(groups), size=len(groups))
        one = alpha.value(np.concatenate([groups[at] for at in chosen]))
        if one is not None:
            drawn.append(one)
    low, high = np.quantile(drawn, [0.025, 0.975])
    basis = "bootstrap over articles" if by_article else "bootstrap over rows"
    return {"value": value, "low": float(low), "high": float(high), "basis": basis}


def _jackknife(alpha: _Alpha, value: float, n: int) -> dict[str, object]:
    import numpy as np
    from scipy.stats import t

    left_out = [alpha.value(np.delete(np.arange(n), at)) for at in range(n)]
    known = np.array([one for one in left_out if one is not None])
    if len(known) < n:
        return {"value": value, "low": None, "high": None, "basis": None}
    error = float(np.sqrt((n - 1) / n * ((known - known.mean()) ** 2).sum()))
    reach = float(t.ppf(0.975, n - 1)) * error
    return {"value": value, "low": max(-1.0, value - reach), "high": min(1.0, value + reach), "basis": "jackknife"}


# -- corrections ------------------------------------------------------------------------------------------------------


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
    header, rows = _read_rows(path)
    kind = next((kind for kind, name in _IDS.items() if name in header), None)
    if kind is None:
        expected = " or ".join(repr(name) for name in _IDS.values())
        raise CommuniqueError(f"{path.name}: it is no coding sheet; a column {expected} is expected.")
    columns = _columns(kind, codebook) if kind != "themes" or codebook is not None else list(header)
    _check_header(path, header, [*columns, *_ANCHOR], kind)
    frame = _units(tables, kind)
    finder = _Finder(tables, frame)
    placed = []
    for cells in rows:
        if any(value for name, value in cells.items() if name not in (_IDS[kind], *_ANCHOR, *_FREE)):
            placed.append((cells, finder.find(path.name, cells, cells[_IDS[kind]], is_strict=True)))
    if not placed:
        return tables
    if kind == "themes":
        book = codebook or _SheetThemes(tuple(name for name in header if name not in _NOT_THEMES))
        return _apply_themes(tables, path, placed, frame, book)
    return _apply_values(tables, path, placed, frame, kind)


_NOT_THEMES = ("sentence_id", *_ANCHOR, NONE, "primary", *_FREE)
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
        found = _their_themes(path, cells, book)
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
                shared = {name: row[name] for name in ("sentence_id", "speaker", *_ANCHOR)}
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
    name = _IDS[kind]
    table = getattr(tables, kind).copy()
    row_of = {row_id: at for at, row_id in zip(table.index, table[name], strict=True)}
    gone = set()
    for cells, at in placed:
        row_id = frame.iloc[at][name]
        if cells.get("exists", "") and not _is_yes(path, cells, "exists"):
            gone.add(row_id)
            continue
        for column in _JUDGED[kind]:
            cell = cells.get(column, "")
            if not cell or column == "exists":
                continue
            value = _normal(path, kind, column, cell, cells)
            if not _same(column, _value_of(table.loc[row_of[row_id], column]), value):
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
    name = _IDS[kind]
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
