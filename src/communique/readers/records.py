"""Tables of articles: JSON Lines, JSON, CSV and Parquet with a column of text and columns of metadata."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from communique.article import Article, clean_id, normalise_text
from communique.errors import ReadError
from communique.readers.dates import parse_day
from communique.readers.document import MAX_BYTES, decode_bytes, page_text, text_of_blocks

#: Names of the column that holds the text, the first that is there.
TEXT_COLUMNS = ("text", "content", "body", "full_text", "fulltext", "article_text", "maintext", "article", "story")
TEXT_COLUMNS += ("正文", "内容")
ID_COLUMNS = ("article_id", "id", "doc_id", "document_id", "uuid", "guid")
#: Names of the columns of metadata, the first that is there and filled.
FIELD_COLUMNS = {
    "title": ("title", "headline", "标题"),
    "publisher": ("publisher", "outlet", "source", "sitename", "site_name", "media", "newspaper", "来源"),
    "url": ("url", "link", "address", "uri"),
    "published": (
        *("published", "date", "published_at", "publication_date", "date_published", "publish_date"),
        *("pubdate", "datetime", "timestamp", "日期"),
    ),
    "reference_year": ("reference_year",),
    "country": ("country", "country_code"),
    "language": ("language", "lang"),
    "rights": ("rights", "licence", "license"),
    "note": ("note",),
}
# What is held in memory whole: JSON that is no JSON Lines, tables in UTF-16, tables inside archives.
MAX_WHOLE = 200_000_000
_SAMPLE = 1_000_000
_MARKUP = re.compile(r"</(?:p|div|body|article|li|h[1-6])\s*>|<br\s*/?>|<p[\s>]", re.I)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|body)\b", re.I)

csv.field_size_limit(MAX_BYTES)


class Stretch(NamedTuple):
    """A stretch of a table, from ``first`` to ``last``: bytes, or rows of Parquet.

    ``ordinal`` is that of its first record;
    ``repeated`` are the ordinals of records whose identifier an earlier record of the file has.
    """

    first: int
    last: int
    ordinal: int
    n_records: int
    repeated: frozenset[int]


class Record(NamedTuple):
    """A record of a table with its ordinal, from 1; or, where it cannot be read, the reason."""

    ordinal: int
    fields: dict[str, object]
    reason: str = ""


def own_id(fields: dict[str, object]) -> str:
    """Return the identifier that a record brings along, cleaned, or ``""``."""
    value = next((fields[name] for name in ID_COLUMNS if fields.get(name) not in (None, "")), None)
    return clean_id(str(value)) if isinstance(value, str | int) else ""


def record_id(record: Record, is_repeated: bool) -> str:
    """Return the name of a record inside of its table: its own identifier, or its ordinal."""
    own = own_id(record.fields)
    if not own:
        return f"{record.ordinal:06d}"
    return f"{own}-{record.ordinal:06d}" if is_repeated else own


def article_of_record(fields: dict[str, object], article_id: str, source: str, encoding: str | None) -> Article:
    """Make an article of a record.

    Raises
    ------
    ReadError
        If there is no text in it; the message is without the name of the file.
    """
    column = next((name for name in TEXT_COLUMNS if name in fields), None)
    if column is None:
        found = ", ".join(list(fields)[:6])
        raise ReadError(f"has no column of text; name it {', '.join(TEXT_COLUMNS[:3])} … (found: {found or 'none'}).")
    raw = fields[column]
    if not isinstance(raw, str):
        what = "nothing" if raw is None else f"{type(raw).__name__} {str(raw)[:40]!r}"
        raise ReadError(f"holds no text in its column {column!r}, but {what}.")
    if len(raw) > MAX_BYTES:
        raise ReadError(f"has {len(raw) / 1e6:,.0f} million characters, an article at most {MAX_BYTES / 1e6:,.0f}.")
    text = normalise_text(_without_markup(raw))
    if not any(letter.isalpha() for letter in text):
        raise ReadError("holds no words; check that it is the article.")
    metadata = field_metadata(fields)
    digest = hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(article_id, text, sha256=digest, source=source, encoding=encoding, **metadata)


def field_metadata(fields: dict[str, object]) -> dict[str, object]:
    """Return the metadata of a record; what cannot be read as a day or a year is told in ``note``."""
    found: dict[str, object] = {}
    notes = []
    for field, names in FIELD_COLUMNS.items():
        value = next((fields[name] for name in names if fields.get(name) not in (None, "")), None)
        if value is None or isinstance(value, dict | list):
            continue
        if field == "published":
            found[field] = parse_day(value)
            if found[field] is None:
                notes.append(f"published {str(value)[:40]!r} cannot be read as a day")
        elif field == "reference_year":
            found[field] = int(value) if re.fullmatch(r"\d{4}", str(value)) else None
        elif field == "note":
            notes.append(str(value))
        else:
            found[field] = normalise_text(str(value)) or None
    if notes:
        found["note"] = "; ".join(notes)
    return found


def _without_markup(raw: str) -> str:
    if not _MARKUP.search(raw):
        return raw
    if _PAGE.search(raw[:2000]):
        return page_text(raw)[0]
    return text_of_blocks(raw)


def lower_names(fields: dict[str, object]) -> dict[str, object]:
    """Return a record with the names of its columns in lower case."""
    return {str(name).strip().lower(): value for name, value in fields.items()}


def read_records(path: Path, stretch: Stretch | None = None, encoding: str | None = None) -> Iterator[Record]:
    """Yield the records of a table or of a stretch of it, in order, in bounded memory.

    Raises
    ------
    ReadError
        If the table as a whole cannot be read; the message begins with its path.
    """
    if path.suffix.lower() == ".parquet":
        yield from _parquet_records(path, stretch)
        return
    with open(path, "rb") as file:
        yield from read_record_stream(file, path, stretch, encoding)


def read_record_stream(
    file: BinaryIO, path: Path, stretch: Stretch | None = None, encoding: str | None = None
) -> Iterator[Record]:
    """Yield the records of an open JSON Lines, JSON, CSV or Parquet file; ``path`` gives the ending and the name."""
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        yield from _parquet_records(path, stretch, file)
    elif suffix == ".json":
        yield from _json_records(file, path, encoding)
    else:
        lines = _Lines(file, path, encoding)
        read = _csv_records if suffix in (".csv", ".tsv") else _jsonl_records
        for record, _ in read(lines, stretch):
            yield record


class _Lines:
    """Decoded lines of a file, with the number of bytes passed; a line of more than ``MAX_BYTES`` is cut off."""

    def __init__(self, file: BinaryIO, path: Path, encoding: str | None) -> None:
        sample = file.read(_SAMPLE)
        self.path = path
        if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            whole = sample + file.read(MAX_WHOLE)
            if len(whole) > MAX_WHOLE:
                raise ReadError(f"{path}: has over {MAX_WHOLE / 1e6:,.0f} MB in UTF-16; save it as UTF-8.")
            self.file: BinaryIO = io.BytesIO(decode_bytes(whole, path)[0].encode("utf-8", "surrogatepass"))
            self.encoding = "utf-8"
        else:
            whole = sample[: sample.rfind(b"\n") + 1] or sample if len(sample) == _SAMPLE else sample
            self.file, self.encoding = file, decode_bytes(whole, path, encoding)[1]
        self.start = len(codecs.BOM_UTF8) if sample.startswith(codecs.BOM_UTF8) else 0
        self.name = path.name
        self.seek(self.start)

    def seek(self, place: int) -> None:
        self.file.seek(place)
        self.place = place

    def raw(self) -> bytes | None:
        """Return the next line as bytes, None at the end; ``b""`` for one that is too long."""
        line = self.file.readline(MAX_BYTES + 1)
        if not line:
            return None
        self.place += len(line)
        if len(line) <= MAX_BYTES or line.endswith(b"\n"):
            return line
        while line and not line.endswith(b"\n"):
            line = self.file.readline(MAX_BYTES)
            self.place += len(line)
        return b""

    def __iter__(self) -> Iterator[str]:
        while (line := self.raw()) is not None:
            yield line.decode(self.encoding, "replace").replace("\x00", "")


def _jsonl_records(lines: _Lines, stretch: Stretch | None) -> Iterator[tuple[Record, int]]:
    """Yield records with the place after each."""
    ordinal = stretch.ordinal if stretch else 1
    if stretch:
        lines.seek(stretch.first)
    while stretch is None or lines.place < stretch.last:
        line = lines.raw()
        if line is None:
            return
        if line and not line.strip():
            continue
        yield _json_record(line, ordinal, lines.encoding), lines.place
        ordinal += 1


def _json_record(line: bytes, ordinal: int, encoding: str) -> Record:
    if not line:
        return Record(ordinal, {}, f"has over {MAX_BYTES / 1e6:,.0f} MB, too much for one article.")
    try:
        fields = json.loads(line.decode(encoding))
    except UnicodeDecodeError as error:
        return Record(ordinal, {}, f"not valid {encoding} at byte {error.start:,} of its line.")
    except (json.JSONDecodeError, RecursionError) as error:
        return Record(ordinal, {}, f"is no JSON ({str(error)[:80]}).")
    if not isinstance(fields, dict):
        return Record(ordinal, {}, f"is no JSON object but a {type(fields).__name__}.")
    return Record(ordinal, lower_names(fields))


def _json_records(file: BinaryIO, path: Path, encoding: str | None) -> Iterator[Record]:
    data = file.read(MAX_WHOLE + 1)
    if len(data) > MAX_WHOLE:
        raise ReadError(f"{path}: has over {MAX_WHOLE / 1e6:,.0f} MB of JSON; save it as JSON Lines (.jsonl).")
    try:
        content = json.loads(decode_bytes(data, path, encoding)[0].removeprefix("\ufeff"))
    except (json.JSONDecodeError, RecursionError) as error:
        raise ReadError(f"{path}: is no JSON ({str(error)[:80]}); JSON Lines end in .jsonl.") from None
    if isinstance(content, dict):
        lists = [value for value in content.values() if isinstance(value, list) and value]
        content = lists[0] if len(lists) == 1 and isinstance(lists[0][0], dict) else [content]
    if not isinstance(content, list):
        raise ReadError(f"{path}: is JSON, but no list of records; a list of objects with a text is expected.")
    for ordinal, fields in enumerate(content, start=1):
        if isinstance(fields, dict):
            yield Record(ordinal, lower_names(fields))
        else:
            yield Record(ordinal, {}, f"is no JSON object but a {type(fields).__name__}.")


def _csv_records(lines: _Lines, stretch: Stretch | None) -> Iterator[tuple[Record, int]]:
    rows, names = _csv_reader(lines)
    ordinal = 1
    if stretch:
        lines.seek(stretch.first)
        rows, ordinal = csv.reader(iter(lines), delimiter=_delimiter_of(rows)), stretch.ordinal
    while stretch is None or lines.place < stretch.last:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Record(ordinal, {}, f"is no readable row ({error})."), lines.place
            ordinal += 1
            continue
        if not any(cells):
            continue
        if len(cells) > len(names):
            record = Record(
                ordinal, {}, f"has {len(cells):,} cells, the header {len(names):,}; check the quotation marks."
            )
        else:
            record = Record(ordinal, dict(zip(names, cells, strict=False)))
        yield record, lines.place
        ordinal += 1


def _csv_reader(lines: _Lines) -> tuple[Iterator[list[str]], list[str]]:
    head = next(iter(lines), "")
    lines.seek(lines.start)
    delimiter = "\t" if lines.name.lower().endswith(".tsv") else max(",;\t|", key=head.count)
    rows = csv.reader(iter(lines), delimiter=delimiter)
    names = [name.strip().lower() for name in next(rows, [])]
    if not any(name in TEXT_COLUMNS for name in names):
        found, wanted = ", ".join(names[:8]) or "nothing", ", ".join(TEXT_COLUMNS[:3])
        raise ReadError(f"{lines.path}: its first row names no column of text; name it {wanted} … (found: {found}).")
    return rows, names


def _delimiter_of(rows: object) -> str:
    return rows.dialect.delimiter


def _parquet_records(path: Path, stretch: Stretch | None, file: BinaryIO | None = None) -> Iterator[Record]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    wanted = {*TEXT_COLUMNS, *ID_COLUMNS, *(name for names in FIELD_COLUMNS.values() for name in names)}
    try:
        with pq.ParquetFile(file or path) as table:
            names = [name for name in table.schema_arrow.names if name.strip().lower() in wanted]
            if not any(name.strip().lower() in TEXT_COLUMNS for name in names):
                found = ", ".join(table.schema_arrow.names[:8])
                raise ReadError(
                    f"{path}: has no column of text; name it {', '.join(TEXT_COLUMNS[:3])} … (found: {found})."
                )
            groups, row = _groups(table, stretch)
            for batch in table.iter_batches(batch_size=256, columns=names, row_groups=groups):
                for fields in batch.to_pylist():
                    if stretch is None or stretch.first <= row < stretch.last:
                        yield Record(row + 1, lower_names(fields))
                    row += 1
                if stretch is not None and row >= stretch.last:
                    return
    except (pa.ArrowException, OSError) as error:
        raise ReadError(f"{path}: is no readable Parquet file ({str(error).splitlines()[0][:80]}).") from None


def _groups(table: object, stretch: Stretch | None) -> tuple[list[int], int]:
    """Return the row groups that a stretch lies in and the number of the first row of the first of them."""
    sizes = [table.metadata.row_group(i).num_rows for i in range(table.num_row_groups)]
    if stretch is None:
        return list(range(len(sizes))), 0
    starts = [sum(sizes[:i]) for i in range(len(sizes))]
    groups = [i for i, start in enumerate(starts) if start < stretch.last and start + sizes[i] > stretch.first]
    return groups, starts[groups[0]] if groups else 0


def split_records(path: Path, n_records: int, encoding: str | None = None) -> list[tuple[Stretch, str]]:
    """Cut a large table into stretches of ``n_records`` records, each with the digest of its bytes.

    JSON that is no JSON Lines cannot be cut; it is one stretch.
    """
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        return _split_parquet(path, n_records)
    with open(path, "rb") as file:
        if suffix == ".json":
            return []
        lines = _Lines(file, path, encoding)
        is_csv = suffix in (".csv", ".tsv")
        if is_csv:
            _csv_reader(lines)
        start = lines.place  # after the header
        lines.seek(lines.start)
        head = lines.file.read(start - lines.start)
        lines.seek(lines.start)
        cuts = _cut((_csv_records if is_csv else _jsonl_records)(lines, None), n_records, start)
        return [(stretch, _digest_of(lines.file, stretch, head)) for stretch in cuts]


def _cut(records: Iterator[tuple[Record, int]], n_records: int, start: int) -> list[Stretch]:
    seen: set[int] = set()
    cuts: list[Stretch] = []
    first, ordinal, repeated, last = start, 1, set(), 0
    place = before = start
    for record, place in records:
        if record.ordinal - ordinal == n_records:
            cuts.append(Stretch(first, before, ordinal, n_records, frozenset(repeated)))
            first, ordinal, repeated = before, record.ordinal, set()
        name = own_id(record.fields)
        key = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little") if name else 0
        if name and key in seen:
            repeated.add(record.ordinal)
        seen.add(key)
        before = place
        last = record.ordinal
    if place > first:
        cuts.append(Stretch(first, place, ordinal, last - ordinal + 1, frozenset(repeated)))
    return cuts


def _digest_of(file: BinaryIO, stretch: Stretch, head: bytes) -> str:
    digest = hashlib.sha256(head)
    file.seek(stretch.first)
    left = stretch.last - stretch.first
    while left > 0 and (block := file.read(min(left, 1 << 20))):
        digest.update(block)
        left -= len(block)
    return digest.hexdigest()


def _split_parquet(path: Path, n_records: int) -> list[tuple[Stretch, str]]:
    import pyarrow.parquet as pq

    with open(path, "rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    with pq.ParquetFile(path) as table:
        by_name = {name.strip().lower(): name for name in table.schema_arrow.names}
        names = [by_name[name] for name in ID_COLUMNS if name in by_name]

        def rows() -> Iterator[tuple[Record, int]]:
            row = 0
            if not names:
                for row in range(table.metadata.num_rows):
                    yield Record(row + 1, {}), row + 1
                return
            for batch in table.iter_batches(columns=names):
                for fields in batch.to_pylist():
                    row += 1
                    yield Record(row, lower_names(fields)), row

        return [(stretch, f"{digest}:{stretch.first}") for stretch in _cut(rows(), n_records, 0)]
