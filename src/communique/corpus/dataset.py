"""The dataset on disk: a folder a table, a Parquet file a part, a manifest a part; how it is written and read back.

    dataset/_communique.json          version of the tables, totals, whether the run came to its end
    dataset/_parts/part-0110.json     what the part was made of; written last, so that it means "done"
    dataset/_parts/part-0110.npy      signatures of its articles, for the search for duplicates
    dataset/targets/part-0110.parquet the rows of the part, one such folder a table
    dataset/skipped/part-0110.parquet what gave no article, and why

Readers of Parquet datasets pass over names that begin with an underscore.
"""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import platform
import shutil
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from communique.errors import OutputError, SchemaError
from communique.readers.walk import DATASET_MARK
from communique.schema import SCHEMA_VERSION, TABLES, arrow_schema, dtype_of, empty_frame, typed_frame

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    from communique.tables import Tables

PARTS, WORK, LOCK = "_parts", "_work", "_lock"
#: Columns of the table ``skipped``, one row a file, record or article that gave no rows.
SKIPPED_COLUMNS = {
    "source": "File, record or entry, relative to the corpus.",
    "article_id": "Name of the article, where it has one already.",
    "step": "What failed: find, read or extract.",
    "reason": "Why, in one sentence.",
}
# Rows are handed to the file when this many articles or characters have come together: memory stays bounded whatever
# the size of a part.
FLUSH_ARTICLES = 500
FLUSH_CHARACTERS = 4_000_000
# Where a disk is full, every further article would fail too: the run stops, what is done stays.
DISK_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})


def is_disk_error(error: BaseException) -> bool:
    """Whether writing failed for a reason that concerns the whole run (disk full, quota, read-only)."""
    if not isinstance(error, OSError):
        return False
    return error.errno in DISK_ERRORS or "No space left" in str(error) or "quota" in str(error).lower()


@cache
def table_schema(table: str) -> pa.Schema:
    """Return the Parquet schema of a table of a dataset, ``skipped`` among them."""
    if table != "skipped":
        return arrow_schema(table)
    import pyarrow as pa

    fields = [pa.field(name, pa.string(), metadata={"meaning": meaning}) for name, meaning in SKIPPED_COLUMNS.items()]
    return pa.schema(fields, metadata={"communique_schema": str(SCHEMA_VERSION), "communique_table": "skipped"})


def table_names() -> tuple[str, ...]:
    """Return the names of the tables of a dataset."""
    return (*TABLES, "skipped")


def rows_to_arrow(table: str, rows: Sequence[tuple]) -> pa.Table:
    """Return rows as an Arrow table with the types of the schema."""
    import pyarrow as pa

    schema = table_schema(table)
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    arrays = [pa.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def open_writer(path: Path, table: str) -> object:
    """Open a Parquet file for a table; every file of a dataset is written with these settings."""
    import pyarrow.parquet as pq

    names = table_schema(table).names
    return pq.ParquetWriter(
        path,
        table_schema(table),
        compression="zstd",
        use_dictionary=[name for name in names if name not in _UNLIKE and not _is_key(table, name)],
        write_statistics=[name for name in names if name in _SORTED_BY],
    )


# Columns of which no two cells are alike: a dictionary of them costs time and room, and so does their least and most.
_UNLIKE = frozenset(
    {"text", "url", "sha256", "title", "evidence", "start", "end", "position", "score", "share", "source"}
)
# Columns by which readers pass over row groups.
_SORTED_BY = frozenset({"article_id", "published"})


def _is_key(table: str, column: str) -> bool:
    return table in TABLES and TABLES[table].key == (column,)


class Extracted(NamedTuple):
    """The rows of an article by table, its signature and size, and where it came from."""

    rows: dict[str, list[tuple]]
    signature: np.ndarray
    n_characters: int
    source: str
    article_id: str


def _tables_of(articles: Sequence[Extracted]) -> dict[str, pa.Table]:
    tables = {}
    for name in TABLES:
        rows = [row for article in articles for row in article.rows[name]]
        if rows:
            tables[name] = rows_to_arrow(name, rows)
    return tables


class PartWriter:
    """Writes the files of one part beside, and moves them into place when all of them are whole.

    The manifest is moved last and removed first, so that it is there only together with the files that it tells of.
    """

    def __init__(self, dataset: Path, part: str) -> None:
        self.dataset, self.part = dataset, part
        self.folder = dataset / WORK / f"{part}-{os.getpid()}"
        self.waiting: list[Extracted] = []
        self.skipped: list[tuple] = []
        self.counts = dict.fromkeys(table_names(), 0)
        self.signatures: list[np.ndarray] = []
        self.writers: dict[str, object] = {}
        self.n_characters_waiting = self.n_characters = 0

    def __enter__(self) -> PartWriter:
        self.folder.mkdir(parents=True, exist_ok=True)
        for name in table_names():
            self.writers[name] = open_writer(self.folder / f"{name}.parquet", name)
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: object) -> None:
        for writer in self.writers.values():
            try:
                writer.close()
            except Exception:
                if kind is None:
                    raise
        shutil.rmtree(self.folder, ignore_errors=True)

    def add(self, article: Extracted) -> None:
        """Add the rows of an article."""
        self.waiting.append(article)
        self.n_characters_waiting += article.n_characters
        if len(self.waiting) >= FLUSH_ARTICLES or self.n_characters_waiting >= FLUSH_CHARACTERS:
            self.flush()

    def skip(self, source: str, article_id: str | None, step: str, reason: str) -> None:
        """Add a row to ``skipped``."""
        self.skipped.append((source, article_id, step, reason.encode("utf-8", "backslashreplace").decode("utf-8")))

    def flush(self) -> None:
        """Hand the rows that have come together to the files; rows that do not fit their table cost their article."""
        try:
            tables = _tables_of(self.waiting)
        except (ValueError, TypeError, KeyError):
            self.waiting = [article for article in self.waiting if self._fits(article)]
            tables = _tables_of(self.waiting)
        for name, table in tables.items():
            self.writers[name].write_table(table)
            self.counts[name] += len(table)
        self.signatures += [article.signature for article in self.waiting]
        self.n_characters += sum(article.n_characters for article in self.waiting)
        self.waiting, self.n_characters_waiting = [], 0

    def _fits(self, article: Extracted) -> bool:
        try:
            _tables_of([article])
        except (ValueError, TypeError, KeyError) as error:
            self.skip(article.source, article.article_id, "extract", f"its rows do not fit the tables ({error}).")
            return False
        return True

    def finish(self, manifest: Mapping[str, object]) -> dict[str, object]:
        """Close the files, move them into place and write the manifest; return it."""
        import numpy as np

        self.flush()
        if self.skipped:
            self.writers["skipped"].write_table(rows_to_arrow("skipped", self.skipped))
            self.counts["skipped"] = len(self.skipped)
        for writer in self.writers.values():
            writer.close()
        self.writers = {}
        whole = np.stack(self.signatures, axis=1) if self.signatures else _no_signatures()
        np.save(self.folder / "signatures.npy", whole)
        done = manifest_path(self.dataset, self.part)
        done.unlink(missing_ok=True)
        sizes = {}
        for name in table_names():
            target = table_path(self.dataset, name, self.part)
            target.parent.mkdir(exist_ok=True)
            sizes[name] = (self.folder / f"{name}.parquet").stat().st_size
            os.replace(self.folder / f"{name}.parquet", target)
        done.parent.mkdir(exist_ok=True)
        os.replace(self.folder / "signatures.npy", done.with_suffix(".npy"))
        counts = {"n_articles": self.counts["articles"], "n_skipped": self.counts["skipped"]}
        whole = {**manifest, **counts, "n_characters": self.n_characters, "rows": self.counts, "bytes": sizes}
        write_json(done, whole, self.folder / "manifest.json")
        return whole


def _no_signatures() -> np.ndarray:
    import numpy as np

    from communique.corpus.duplicates import N_ROWS

    return np.zeros((N_ROWS, 0), dtype=np.uint64)


def table_path(dataset: Path, table: str, part: str) -> Path:
    """Return the file of a table's part."""
    return dataset / table / f"part-{part}.parquet"


def manifest_path(dataset: Path, part: str) -> Path:
    """Return the manifest of a part."""
    return dataset / PARTS / f"part-{part}.json"


def write_json(path: Path, content: object, beside: Path | None = None) -> None:
    """Write JSON at once: to a name beside, then moved."""
    beside = beside or path.with_suffix(".new")
    beside.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    os.replace(beside, path)


def read_manifest(dataset: Path, part: str) -> dict | None:
    """Return the manifest of a part whose files are all there in their size; None where there is no such part."""
    try:
        manifest = json.loads(manifest_path(dataset, part).read_text(encoding="utf-8"))
        sizes = {name: table_path(dataset, name, part).stat().st_size for name in table_names()}
        has_signatures = manifest_path(dataset, part).with_suffix(".npy").exists()
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and manifest.get("bytes") == sizes and has_signatures else None


def part_names(dataset: Path) -> list[str]:
    """Return the names of all parts of which any file is there."""
    names = {path.stem for path in (dataset / PARTS).glob("part-*.*")}
    for table in table_names():
        names |= {path.stem for path in (dataset / table).glob("part-*.parquet")}
    return sorted(name.removeprefix("part-") for name in names)


def remove_part(dataset: Path, part: str) -> None:
    """Remove a part, its manifest first."""
    manifest_path(dataset, part).unlink(missing_ok=True)
    manifest_path(dataset, part).with_suffix(".npy").unlink(missing_ok=True)
    for table in table_names():
        table_path(dataset, table, part).unlink(missing_ok=True)


def mark_part(dataset: Path, part: str, marks: Mapping[int, tuple[str, float]]) -> int:
    """Write ``duplicate_of`` and ``similarity`` of a part's articles where they differ from those in the file.

    Parameters
    ----------
    dataset, part
        The part.
    marks : mapping
        Row -> (earlier article, similarity); all other rows are no duplicates.

    Returns
    -------
    int
        Number of articles marked.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = table_path(dataset, "articles", part)
    old = pq.read_table(path, columns=["duplicate_of", "similarity"], memory_map=False).to_pydict()
    of = [marks[row][0] if row in marks else None for row in range(len(old["duplicate_of"]))]
    similarity = [marks[row][1] if row in marks else None for row in range(len(of))]
    if (of, similarity) == (old["duplicate_of"], old["similarity"]):
        return len(marks)
    beside = dataset / WORK / f"{part}-articles.parquet"
    with pq.ParquetFile(path) as file:
        writer, row = open_writer(beside, "articles"), 0
        with writer:
            for group in range(file.num_row_groups):
                table = file.read_row_group(group)
                new = {"duplicate_of": of[row : row + len(table)], "similarity": similarity[row : row + len(table)]}
                arrays = [
                    pa.array(new[field.name], field.type) if field.name in new else table.column(field.name)
                    for field in table_schema("articles")
                ]
                writer.write_table(pa.Table.from_arrays(arrays, schema=table_schema("articles")))
                row += len(table)
    manifest = json.loads(manifest_path(dataset, part).read_text(encoding="utf-8"))
    manifest["bytes"]["articles"] = beside.stat().st_size
    os.replace(beside, path)
    write_json(manifest_path(dataset, part), manifest, dataset / WORK / f"{part}-manifest.json")
    return len(marks)


class DatasetLock:
    """Keeps a second run out of a dataset; the system releases it when the process ends, however it ends."""

    _held: frozenset[Path] = frozenset()

    def __init__(self, dataset: Path) -> None:
        self.path = dataset.resolve() / LOCK

    def __enter__(self) -> DatasetLock:
        import fcntl

        # To close any handle of the file would give up the lock of this process, so it is not even opened again.
        if self.path in DatasetLock._held:
            raise self._refusal(f"process {os.getpid()}, this one")
        self.file = open(self.path, "a+", encoding="utf-8")
        try:
            # Such a lock belongs to the process and is not inherited by workers, unlike that of flock.
            fcntl.lockf(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self.file.seek(0)
            holder = self.file.read().strip() or "another process"
            self.file.close()
            if not isinstance(error, BlockingIOError | PermissionError):
                raise OutputError(f"{self.path}: cannot be locked ({error.strerror}).") from None
            raise self._refusal(holder) from None
        DatasetLock._held |= {self.path}
        self.file.truncate(0)
        self.file.write(f"process {os.getpid()} on {platform.node()}\n")
        self.file.flush()
        return self

    def _refusal(self, holder: str) -> OutputError:
        where = self.path.parent
        return OutputError(f"{where}: another run writes here ({holder}); wait for its end or give another --output.")

    def __exit__(self, *error: object) -> None:
        DatasetLock._held -= {self.path}
        self.path.unlink(missing_ok=True)
        self.file.close()


def read_dataset(
    path: str | os.PathLike,
    *,
    tables: Iterable[str] | None = None,
    columns: Mapping[str, Sequence[str]] | None = None,
    articles: Iterable[str] | None = None,
    published: tuple[object, object] | None = None,
) -> Tables:
    """Read the tables of a dataset, or a part of them, as pandas frames.

    Parameters
    ----------
    path : path
        A dataset written by ``communique extract FOLDER``, or a folder of Parquet files that
        :meth:`Tables.to_parquet` has written.
    tables : iterable of str, optional
        Tables to read; the others are empty.  All by default.
    columns : mapping of str to list of str, optional
        Table -> columns to read of it, as ``{"targets": ["article_id", "value", "unit"]}``; all by default.
    articles : iterable of str, optional
        Identifiers of the articles to read the rows of.
    published : tuple of (first day, last day), optional
        Range of days, both included, as ``("2024-01-01", None)``; ``None`` leaves a side open.  Articles without a day
        of publication are left out.

    Returns
    -------
    Tables
        Rows sorted by article and place in the text.  What was skipped is read with :func:`read_skipped`.

    Raises
    ------
    SchemaError
        If the dataset was written under another version of the tables, or a table or column is unknown.
    OutputError
        If there is no dataset at ``path``.

    Examples
    --------
    >>> read_dataset("dataset", tables=["targets"], published=("2024-01-01", None))  # doctest: +SKIP
    """
    from communique.tables import Tables

    path = Path(path)
    check_version(path)
    columns = dict(columns or {})
    wanted = list(TABLES) if tables is None else list(dict.fromkeys(tables))
    for name in (*wanted, *columns):
        _check_name("table", name, TABLES)
    for name, chosen in columns.items():
        for column in chosen:
            _check_name(f"column of {name}", column, [c.name for c in TABLES[name].columns])
    chosen = None if articles is None else set(articles)
    if published is not None:
        between = _published_between(path, published)
        chosen = between if chosen is None else chosen & between
    frames = {name: empty_frame(name) for name in TABLES}
    for name in wanted:
        frames[name] = _read_table(path, name, columns.get(name), chosen)
    return Tables(**frames)


def read_skipped(path: str | os.PathLike) -> pd.DataFrame:
    """Return the table of what gave no rows: ``source, article_id, step, reason``, sorted by source."""
    path = Path(path)
    check_version(path)
    frame = _arrow_dataset(path, "skipped").to_table().to_pandas()
    return frame.sort_values("source", kind="stable", ignore_index=True).astype("str")


def check_version(path: Path) -> None:
    """Refuse what is no dataset, and one that was written under another version of the tables."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    mark = path / DATASET_MARK
    try:
        if mark.is_file():
            version = str(json.loads(mark.read_text(encoding="utf-8")).get("schema_version"))
        else:
            metadata = pq.read_schema(path / "articles.parquet").metadata or {}
            version = metadata.get(b"communique_schema", b"none").decode()
    except (OSError, ValueError, pa.ArrowException):
        raise OutputError(f"{path}: is no dataset; name the folder that `communique extract FOLDER` wrote.") from None
    if version != str(SCHEMA_VERSION):
        raise SchemaError(
            f"{path}: was written under version {version} of the tables, this communique reads version "
            f"{SCHEMA_VERSION}; extract the articles again with --force, or install the version that wrote it."
        )


def _check_name(what: str, name: str, known: Iterable[str]) -> None:
    from difflib import get_close_matches

    known = list(known)
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]!r}" if near else "known are " + ", ".join(known)
        raise SchemaError(f"there is no {what} {name!r}; {hint}?")


def _arrow_dataset(path: Path, table: str) -> object:
    import pyarrow.dataset as ds

    folder = path / table
    source = folder if folder.is_dir() else path / f"{table}.parquet"
    return ds.dataset(source, format="parquet", schema=table_schema(table))


def _published_between(path: Path, days: tuple[object, object]) -> set[str]:
    import pyarrow.dataset as ds

    first, last = (_day(day) for day in days)
    condition = ds.field("published").is_valid()
    if first is not None:
        condition &= ds.field("published") >= first
    if last is not None:
        condition &= ds.field("published") < last + dt.timedelta(days=1)
    return set(_arrow_dataset(path, "articles").to_table(["article_id"], filter=condition).column(0).to_pylist())


def _day(value: object) -> dt.datetime | None:
    if value is None:
        return None
    try:
        day = value.date() if isinstance(value, dt.datetime) else value
        day = day if isinstance(day, dt.date) else dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        raise SchemaError(f"published: {value!r} is no day; write it as 2024-01-31.") from None
    return dt.datetime(day.year, day.month, day.day)


def _read_table(path: Path, table: str, columns: Sequence[str] | None, articles: set[str] | None) -> pd.DataFrame:
    import pandas as pd
    import pyarrow as pa
    import pyarrow.dataset as ds

    names = list(columns) if columns is not None else [c.name for c in TABLES[table].columns]
    # Rows stand in order within an article; sorting by article alone, and stably, keeps that.
    read = [*names, "article_id"] if "article_id" not in names else names
    condition = None if articles is None else ds.field("article_id").isin(pa.array(sorted(articles), pa.string()))
    arrow = _arrow_dataset(path, table).to_table(read, filter=condition)
    types = {pa.int64(): pd.Int64Dtype(), pa.float64(): pd.Float64Dtype()}
    kinds = {column.name: column for column in TABLES[table].columns}
    data = {}
    for name in arrow.column_names:
        cells = arrow.column(name)
        if kinds[name].kind == "category":
            cells = cells.cast(pa.string())
            data[name] = pd.Categorical(cells.to_pandas(), dtype=dtype_of(kinds[name]))
        else:
            data[name] = cells.to_pandas(types_mapper=types.get)
    frame = typed_frame(table, pd.DataFrame(data))
    return frame.sort_values("article_id", kind="stable", ignore_index=True)[names]
