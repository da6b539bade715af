"""The tables of one article or of many, as pandas frames, and how they are written to files."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import OutputError
from communique.schema import TABLES, arrow_schema, check_keys, check_offsets, empty_frame, validate_frame

if TYPE_CHECKING:
    import pandas as pd

# A cell that begins with one of these is run as a formula by spreadsheet programs (OWASP, "CSV injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass(frozen=True)
class Tables:
    """All tables of an extraction: one pandas DataFrame each, described in ``schema.TABLES``.

    Attributes
    ----------
    articles, sentences, statements, spans, commitments, targets, formulations, parts, themes, theme_evidence
        DataFrames with a plain RangeIndex, rows sorted by article and place in the text.
    """

    articles: pd.DataFrame
    sentences: pd.DataFrame
    statements: pd.DataFrame
    spans: pd.DataFrame
    commitments: pd.DataFrame
    targets: pd.DataFrame
    formulations: pd.DataFrame
    parts: pd.DataFrame
    themes: pd.DataFrame
    theme_evidence: pd.DataFrame

    @classmethod
    def empty(cls) -> Tables:
        """Return every table without rows, with all columns and types."""
        return cls(**{name: empty_frame(name) for name in TABLES})

    def frames(self) -> dict[str, pd.DataFrame]:
        """Return the frames by name, in the order of the schema."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def validate(self) -> Tables:
        """Check every table, the law of offsets and the keys; return self.

        Raises
        ------
        SchemaError
            At the first fault.
        """
        frames = self.frames()
        texts = dict(zip(self.articles["article_id"], self.articles["text"], strict=True))
        for name, frame in frames.items():
            validate_frame(name, frame)
            check_offsets(name, frame, texts)
        check_keys(frames)
        return self

    def of(self, article_id: str) -> Tables:
        """Return the rows of one article."""
        return Tables(
            **{
                name: frame[frame["article_id"] == article_id].reset_index(drop=True)
                for name, frame in self.frames().items()
            }
        )

    def to_csv(self, folder: str | os.PathLike, *, force: bool = True) -> list[Path]:
        """Write one CSV file a table (UTF-8 with byte-order mark, for spreadsheet programs).

        Text cells that a spreadsheet program would run as a formula get an apostrophe in front; the Parquet files hold
        the words untouched.

        Parameters
        ----------
        folder : path
            Made where it is missing.
        force : bool, default True
            Whether files that exist are replaced.

        Returns
        -------
        list of Path
            The files written.

        Raises
        ------
        OutputError
            If the folder cannot be written, or a file exists and ``force`` is off.
        """
        return self._write(folder, "csv", force)

    def to_parquet(self, folder: str | os.PathLike, *, force: bool = True) -> list[Path]:
        """Write one Parquet file a table; parameters, result and errors as in :meth:`to_csv`."""
        return self._write(folder, "parquet", force)

    def to_json(self, folder: str | os.PathLike, *, force: bool = True) -> list[Path]:
        """Write one JSON file a table (a list of records); parameters, result and errors as in :meth:`to_csv`."""
        return self._write(folder, "json", force)

    def _write(self, folder: str | os.PathLike, suffix: str, force: bool) -> list[Path]:
        frames = self.frames()
        return [write_frame(name, frame, Path(folder), suffix, force=force) for name, frame in frames.items()]

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(frame):,} {name}" for name, frame in self.frames().items())
        return f"Tables({counts})"


def write_frame(name: str, frame: pd.DataFrame, folder: Path, suffix: str, *, force: bool) -> Path:
    """Write one table as ``<name>.<suffix>`` (``csv``, ``parquet``, ``json``), beside first and then moved into place.

    Raises
    ------
    OutputError
        If the file exists and ``force`` is off, or the folder cannot be written.
    """
    path = folder / f"{name}.{suffix}"
    with moved_into_place(path, force=force) as beside:
        if suffix == "csv":
            safe = guard_formulas(frame)
            safe.to_csv(beside, index=False, encoding="utf-8-sig", lineterminator="\n", date_format="%Y-%m-%d")
        elif suffix == "json":
            beside.write_text(records_json(frame) + "\n", encoding="utf-8")
        else:
            _write_parquet(name, frame, beside)
    return path


def _write_parquet(name: str, frame: pd.DataFrame, path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(name)
    table = pa.Table.from_pandas(frame, schema=schema, preserve_index=False)
    pq.write_table(table.replace_schema_metadata(schema.metadata), path, compression="zstd")


def records_json(frame: pd.DataFrame) -> str:
    """Return a frame as a JSON list of records, dates as ISO days and missing values as null."""
    return frame.to_json(orient="records", force_ascii=False, date_format="iso", date_unit="s", indent=1)


def guard_formulas(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a copy in which no text cell is run as a formula by a spreadsheet program."""
    guarded = frame.copy()
    for name in guarded.columns:
        if guarded[name].dtype == "str":
            risky = guarded[name].str.startswith(FORMULA_STARTS).fillna(False).astype(bool)
            if risky.any():
                guarded[name] = guarded[name].mask(risky, "'" + guarded[name])
    return guarded


@contextmanager
def moved_into_place(path: Path, *, force: bool) -> Iterator[Path]:
    """Give a name beside ``path`` to write to, and move the file into place when all went well.

    Raises
    ------
    OutputError
        If ``path`` exists and ``force`` is off, or the folder cannot be written.
    """
    path = Path(path)
    if path.exists() and not force:
        raise OutputError(f"{path}: is there already; give another --output, or --force to replace it.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise OutputError(
            f"{path.parent}: cannot be written ({error.strerror}); choose another folder with --output."
        ) from None
    beside = Path(name)
    try:
        yield beside
        beside.chmod(0o644)
        beside.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: writing failed ({error.strerror}); nothing was changed.") from None
    finally:
        beside.unlink(missing_ok=True)
