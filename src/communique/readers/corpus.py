"""From a folder, archive, feed or table to its articles, one after the other, in bounded memory."""

from __future__ import annotations

import errno
import hashlib
import os
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from communique.article import METADATA, Article, check_metadata
from communique.errors import LexiconError, ReadError
from communique.readers.archive import Member, open_archive
from communique.readers.document import (
    check_size,
    decode_document,
    printable,
    read_bytes,
    sidecar,
)
from communique.readers.feed import feed_entries
from communique.readers.records import Record, Stretch, article_of_record, read_record_stream, read_records, record_id
from communique.readers.walk import Unit, find_units, is_beside_the_point, kind_of, member_id, path_id


class Skipped(NamedTuple):
    """What gives no article: where it stands, the step that failed (``find``, ``read``, ``extract``) and the reason."""

    source: str
    step: str
    reason: str


class Document(NamedTuple):
    """The raw material of one article (of several, for a feed), before anything is parsed that could fail.

    ``content`` is the bytes of a file or the fields of a record; ``name`` gives the ending.
    """

    source: str
    article_id: str
    name: str
    kind: str
    content: bytes | dict[str, object]
    metadata: dict[str, object]


def read_corpus(
    path: str | os.PathLike, *, encoding: str | None = None, skipped: list[Skipped] | None = None
) -> Iterator[Article]:
    """Read the articles of a folder, archive, feed or table, one after the other.

    Parameters
    ----------
    path : path
        A folder (with all folders in it); a zip or tar archive; an RSS or Atom file; JSON Lines, JSON, CSV or Parquet
        with a column named ``text``, ``content`` or ``body``; or one article.
    encoding : str, optional
        Character encoding of all text files; found out for each by default.
    skipped : list, optional
        What cannot be read is appended here, with its place and the reason; without it a warning at the end gives the
        count and the first reason.

    Yields
    ------
    Article
        In order of path, then of place in the file.  Identifiers are unique: the path without its ending, and inside
        of files with many articles two dots and the record's own identifier or ordinal.

    Raises
    ------
    ReadError
        If there is no such file or folder.

    Examples
    --------
    >>> [article.article_id for article in read_corpus("data/raw")]
    ['soe-core-competitiveness']
    """
    missed: list[Skipped] = [] if skipped is None else skipped
    root, units = find_units(Path(path))
    for unit in units:
        for item in read_unit(root, unit, encoding):
            if isinstance(item, Skipped):
                missed.append(item)
            else:
                yield item
    if skipped is None and missed:
        first = missed[0]
        warnings.warn(
            f"{path}: {len(missed):,} skipped, the first {first.source}: {first.reason} (pass skipped=[] to get all)",
            stacklevel=2,
        )


def read_unit(root: Path, unit: Unit, encoding: str | None = None) -> Iterator[Article | Skipped]:
    """Yield the articles of one file, and what of it gives none."""
    for document in unit_documents(root, unit, encoding):
        if isinstance(document, Skipped):
            yield document
        else:
            yield from articles_of(document, encoding)


def unit_documents(
    root: Path,
    unit: Unit,
    encoding: str | None = None,
    spool: Path | None = None,
) -> Iterator[Document | Skipped]:
    """Yield what one file holds, unparsed; errors of the file become :class:`Skipped`.

    Parameters
    ----------
    root, unit
        The corpus and the file or stretch of it.
    encoding : str, optional
        Character encoding of text files.
    spool : Path, optional
        Working file for a compressed tar.
    """
    source = printable(unit.path)
    path = root / unit.path
    try:
        if unit.kind == "refused":
            yield Skipped(source, "find", unit.reason)
        elif unit.kind in ("article", "feed"):
            data = read_bytes(path)
            beside = sidecar(path)
            yield Document(source, unit.article_id, path.name, unit.kind, data, beside)
        elif unit.kind == "records":
            stretch = Stretch(*unit.stretch) if unit.stretch else None
            yield from _record_documents(read_records(path, stretch, encoding), unit.article_id, source, stretch)
        else:
            yield from _archive_documents(path, unit, source, encoding, spool)
    except (ReadError, OSError) as error:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise  # no fault of the file: its working copy has found no room
        yield Skipped(source, "read", reason_of(error, path))


def reason_of(error: Exception, path: Path | str = "") -> str:
    """Return what an error says, without the path in front; ``source`` says that."""
    if isinstance(error, ReadError | LexiconError):
        return str(error).removeprefix(f"{path}: ")
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read ({error.strerror}); check its permissions."
    return f"failed with {type(error).__name__}: {str(error)[:200] or 'no message'}"


def _record_documents(
    records: Iterable[Record], container: str, source: str, stretch: Stretch | None
) -> Iterator[Document | Skipped]:
    seen: set[str] = set()
    for record in records:
        where = f"{source}, record {record.ordinal:,}"
        if record.reason:
            yield Skipped(where, "read", record.reason)
            continue
        own = record_id(record, stretch is not None and record.ordinal in stretch.repeated)
        if stretch is None:
            if own in seen:
                own = record_id(record, True)
            seen.add(own)
        yield Document(where, member_id(container, own), source, "record", record.fields, {})


def _archive_documents(
    path: Path, unit: Unit, source: str, encoding: str | None, spool: Path | None
) -> Iterator[Document | Skipped]:
    with open_archive(path, spool) as (members, read):
        by_name = {member.name: member for member in members}
        wanted = members[slice(*unit.stretch)] if unit.stretch else members
        names: set[str] = set()
        for member in wanted:
            base = member.name.rsplit("/", 1)[-1]
            if is_beside_the_point(base) or member.name.startswith("__MACOSX/"):
                continue
            yield from _member_documents(
                member, by_name, read, f"{source}/{printable(member.name)}", unit, names, encoding
            )


def _member_documents(
    member: Member,
    by_name: dict[str, Member],
    read: Callable[[Member], bytes],
    where: str,
    unit: Unit,
    names: set[str],
    encoding: str | None,
) -> Iterator[Document | Skipped]:
    path, kind = Path(member.name), kind_of(member.name)
    reason = member.reason
    if not reason and kind == "archive":
        reason = "is an archive in an archive; unpack it."
    if not reason and kind is None:
        reason = f"is in no format that is read ({path.suffix or 'no ending'})."
    if reason:
        yield Skipped(where, "find", reason)
        return
    try:
        if kind in ("article", "feed"):
            check_size(member.size, path)
        name = _unused(member_id(unit.article_id, path_id(member.name)), member, names)
        data = read(member)
        if kind == "records":
            import io

            yield from _record_documents(read_record_stream(io.BytesIO(data), path, None, encoding), name, where, None)
            return
        if not data.strip():
            raise ReadError(f"{path}: is empty; save the article's text in it.")
        beside = by_name.get(str(path.with_suffix(".yaml")))
        metadata = _yaml(read(beside)) if beside is not None and not beside.reason else {}
        yield Document(where, name, path.name, kind, data, metadata)
    except (ReadError, LexiconError) as error:
        yield Skipped(where, "read", str(error).split(": ", 1)[-1])


def _unused(name: str, member: Member, names: set[str]) -> str:
    if name in names:
        name += ".." + hashlib.sha256(f"{member.place}:{member.name}".encode("utf-8", "replace")).hexdigest()[:6]
    names.add(name)
    return name


def _yaml(data: bytes) -> dict[str, object]:
    import yaml

    try:
        content = yaml.safe_load(data)
    except (yaml.YAMLError, UnicodeDecodeError):
        content = None
    if not isinstance(content, dict):
        raise ReadError("its .yaml file: no mapping of metadata; mend the YAML there.")
    return content


def articles_of(document: Document, encoding: str | None = None) -> Iterator[Article | Skipped]:
    """Yield the article of a document (the articles of a feed); any error of it becomes :class:`Skipped`."""
    source = document.source
    try:
        if document.kind == "record":
            yield article_of_record(document.content, document.article_id, source, None)
        elif document.kind == "feed":
            yield from _feed_articles(document)
        else:
            yield _article_of_file(document, encoding)
    except TimeoutError:
        raise
    except Exception as error:
        reason = str(error)
        if isinstance(error, ReadError | LexiconError):
            reason = reason.removeprefix(f"{document.name}: ")
        else:
            reason = reason_of(error)
        yield Skipped(source, "read", reason)


def _article_of_file(document: Document, encoding: str | None) -> Article:
    text, page, used = decode_document(document.content, Path(document.name), encoding)
    known = check_metadata({**page, **_known(document.metadata)}, where=document.name)
    known |= {"sha256": hashlib.sha256(document.content).hexdigest(), "source": document.source, "encoding": used}
    return Article(article_id=document.article_id, text=text, **known)


def _known(metadata: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in metadata.items() if name in METADATA}


def _feed_articles(document: Document) -> Iterator[Article | Skipped]:
    seen: set[str] = set()
    for ordinal, (name, fields) in enumerate(feed_entries(document.content), start=1):
        where = f"{document.source}, entry {ordinal:,}"
        own = f"{name}-{ordinal:04d}" if name in seen else name
        seen.add(name)
        try:
            yield article_of_record(fields, member_id(document.article_id, own), where, None)
        except ReadError as error:
            yield Skipped(where, "read", str(error))
