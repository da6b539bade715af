"""What a corpus is made of: the files of a folder, each with its kind and the name that its articles get."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from communique.article import clean_id
from communique.errors import ReadError
from communique.readers.document import ARTICLE_SUFFIXES, printable
from communique.schema import CORPUS_TABLES, TABLES

FEED_SUFFIXES = frozenset({".xml", ".rss", ".atom", ".rdf"})
RECORD_SUFFIXES = frozenset({".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet"})
ARCHIVE_SUFFIXES = frozenset({".zip", ".tar", ".tgz", ".tbz2", ".txz", ".tar.gz", ".tar.bz2", ".tar.xz"})
KINDS = (
    *((suffix, "article") for suffix in ARTICLE_SUFFIXES),
    *((suffix, "feed") for suffix in FEED_SUFFIXES),
    *((suffix, "records") for suffix in RECORD_SUFFIXES),
    *((suffix, "archive") for suffix in ARCHIVE_SUFFIXES),
)
_KIND_OF = dict(KINDS)
#: The file that marks a folder as a dataset of ours: no articles are looked for in it.
DATASET_MARK = "_communique.json"
#: Pages that every report has, whatever else it holds.
REPORT_PAGES = frozenset({"index.html", "codebook.html", "method.html"})
TABLE_FILES = frozenset({*TABLES, *CORPUS_TABLES})
_WRITTEN = (".csv", ".parquet", ".json")
# One of these names alone can be somebody's own file; together they are what communique writes.
_SIGNATURES = (frozenset({"sentences", "statements", "spans"}), frozenset({"target_histories", "target_links"}))
# Bytes that one article takes in a file of many, to estimate how many it holds before it is read.
BYTES_PER_ARTICLE = {"feed": 2_000, "records": 4_000, "archive": 1_500}
_SUFFIX = re.compile(r"(?:\.tar)?\.[A-Za-z0-9]{1,8}\Z")


class Unit(NamedTuple):
    """One file of a corpus, or one stretch of a large one.

    ``path`` is relative to the folder of the corpus; ``kind`` is ``article``, ``feed``, ``records``, ``archive`` or
    ``refused`` (then ``reason`` says why); ``weight`` is the estimated number of articles.  ``stretch`` and ``digest``
    are set for a stretch of a large file.
    """

    path: str
    kind: str
    article_id: str
    weight: int = 1
    reason: str = ""
    stretch: tuple = ()
    digest: str = ""


def suffix_of(name: str) -> str:
    """Return the ending of a name in lower case; two endings count as one in ``.tar.gz``."""
    match = _SUFFIX.search(name)
    return match[0].lower() if match else ""


def kind_of(name: str) -> str | None:
    """Return the kind of a file by its ending, or None where it is not known."""
    return _KIND_OF.get(suffix_of(name))


def is_beside_the_point(name: str) -> bool:
    """Whether a file is no part of a corpus by its name: hidden, metadata beside an article, or a README."""
    stem = name.rsplit(".", 1)[0]
    return name.startswith((".", "__MACOSX")) or stem.lower() == "readme" or suffix_of(name) in (".yaml", ".yml")


def find_units(path: Path) -> tuple[Path, list[Unit]]:
    """Return the folder of a corpus and its units in order of their path, each with a name of its own.

    Parameters
    ----------
    path : Path
        A folder, read with all folders in it, or a file: an article, feed, table or archive.

    Raises
    ------
    ReadError
        If there is no such file or folder.
    """
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror}); check its permissions.") from None
    if is_folder:
        return path, _with_names(_walk(path, path, "", set()))
    if not exists:
        raise ReadError(f"{path}: there is no such file or folder; check the path.")
    # A file of many articles given by itself: its records keep their own names, without the file's in front.
    unit = _unit_of(path, path.name)
    return path.parent, [unit if unit.kind == "article" else unit._replace(article_id="")]


def _walk(root: Path, folder: Path, inside: str, linked: set[str]) -> Iterator[Unit]:
    """Yield the units of a folder; a link to a folder is followed unless that folder is read anyway."""
    real = os.path.realpath(folder)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield _refused(inside, f"the folder cannot be read ({error.strerror}); check its permissions.")
        return
    names = {entry.name for entry in entries}
    if DATASET_MARK in names:
        return
    own = own_output(names)
    if own == "report" and inside:
        yield _refused(inside, "is a report that communique wrote; its pages are no articles.")
        return
    if own:
        yield _refused(inside or ".", f"holds a {own} that communique wrote; its files are left out.")
    for entry in entries:
        relative = f"{inside}/{entry.name}" if inside else entry.name
        if is_beside_the_point(entry.name) or (own and _is_own_file(entry.name)):
            continue
        try:
            is_folder = entry.is_dir()
        except OSError as error:
            yield _refused(relative, f"cannot be read ({error.strerror}).")
            continue
        if not is_folder:
            yield _unit_of(Path(entry.path), relative)
            continue
        if entry.is_symlink():
            target = os.path.realpath(entry.path)
            if _is_within(target, os.path.realpath(root)) or _is_within(real, target) or target in linked:
                yield _refused(relative, "is a link to a folder that is read already; nothing is lost.")
                continue
            linked.add(target)
        yield from _walk(root, Path(entry.path), relative, linked)


def own_output(names: Collection[str]) -> str:
    """Return what communique has written to a folder with these names: ``report``, ``set of tables`` or ``""``.

    Examples
    --------
    >>> own_output(["index.html", "codebook.html", "method.html", "tables"])
    'report'
    >>> own_output(["statements.csv", "an-article.txt"])
    ''
    """
    if REPORT_PAGES.issubset(names):
        return "report"
    stems = {name.rpartition(".")[0] for name in names if suffix_of(name) in _WRITTEN}
    return "set of tables" if any(signature <= stems for signature in _SIGNATURES) else ""


def _is_own_file(name: str) -> bool:
    stem, _, _ = name.rpartition(".")
    is_page = name in REPORT_PAGES or re.fullmatch(r"(?:\d\d|corpus-\d)-.*\.html", name) is not None
    return is_page or name == "tables" or (stem in TABLE_FILES and suffix_of(name) in _WRITTEN)


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _unit_of(path: Path, relative: str) -> Unit:
    try:
        if not path.exists():
            return _refused(relative, "is a broken link; mend or remove it.")
        if not path.is_file():
            return _refused(relative, "is no regular file (a pipe or device); save the article as a file.")
        kind = kind_of(path.name)
        if kind is None:
            return _refused(relative, f"is in no format that is read ({suffix_of(path.name) or 'no ending'}).")
        n_bytes = path.stat().st_size if kind != "article" else 0
    except OSError as error:
        return _refused(relative, f"cannot be read ({error.strerror}); check its permissions.")
    weight = max(1, n_bytes // BYTES_PER_ARTICLE[kind]) if kind != "article" else 1
    return Unit(relative, kind, path_id(relative), weight)


def _refused(relative: str, reason: str) -> Unit:
    return Unit(relative, "refused", "", 1, reason)


def path_id(relative: str) -> str:
    """Return the name of the articles of a file: its path without the ending, with a hyphen between folders.

    Two dots in a row are kept for :func:`member_id`.

    Examples
    --------
    >>> path_id("2024/01/Plan (final).txt")
    '2024-01-Plan-final'
    """
    shown = printable(relative)
    ending = suffix_of(shown)
    return re.sub(r"\.{2,}", ".", clean_id(shown[: len(shown) - len(ending)]))


def member_id(container: str, name: str) -> str:
    """Return the name of an article inside of a file of many: the file's, two dots, its own.

    Examples
    --------
    >>> member_id("wire", "77/b"), member_id("", "77")
    ('wire..77-b', '77')
    """
    own = re.sub(r"\.{2,}", ".", clean_id(name))
    return f"{container}..{own}" if container else own


def _with_names(units: Iterator[Unit]) -> list[Unit]:
    """Sort units by path and give each a name of its own: a name that is taken gets six figures of its path's digest.

    The first by order of path keeps the plain name, so that a file added later seldom changes the name of another.
    """
    taken: set[str] = set()
    named = []
    for unit in sorted(units, key=lambda unit: os.fsencode(unit.path)):
        if unit.kind != "refused":
            if unit.article_id in taken:
                figures = hashlib.sha256(os.fsencode(unit.path)).hexdigest()[:6]
                unit = unit._replace(article_id=f"{unit.article_id}..{figures}")
            taken.add(unit.article_id)
        named.append(unit)
    return named


def article_paths(paths: Iterable[str | os.PathLike]) -> list[Path]:
    """Return the files that are articles: files as named, folders by what they hold, in order of name.

    Raises
    ------
    ReadError
        If a folder holds no article.
    """
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            names = sorted(path.iterdir())
            own = own_output([p.name for p in names])
            inside = [
                p
                for p in names
                if p.suffix.lower() in ARTICLE_SUFFIXES
                and p.stem.lower() != "readme"
                and not (own and _is_own_file(p.name))
            ]
            if not inside:
                raise ReadError(
                    f"{path}: holds no article ({', '.join(sorted(ARTICLE_SUFFIXES))}); name a file or another folder."
                )
            found += inside
        else:
            found.append(path)
    return found
