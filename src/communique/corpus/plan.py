"""Which file goes to which part, so that a file that is added or changed touches its own part alone.

Files are sorted into parts by the digest of their path: the set of all files is halved by the first bit of the digest,
each half by the second, until no more than ``part_size`` articles are together.  What a part holds depends on the files
of that part only, whatever else is in the corpus.  Large files of many articles are cut into parts of their own.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from communique.errors import CommuniqueError, ReadError
from communique.readers.archive import is_tar, open_archive, with_digests
from communique.readers.records import split_records
from communique.readers.walk import Unit
from communique.schema import SCHEMA_VERSION

#: Articles a part.  A part costs 2 ms and 25 kB whatever it holds; 250 articles take half a second to a second.
PART_SIZE = 250
# What cannot change a row: a dataset stays valid when only these do.
_WITHOUT_ROWS = frozenset(
    {"charts", "report", "template", "explorer.py", "cli.py", "terminal.py", "tracking.py", "tracking", "agreement.py"}
    | {"agreement", "display.py", "display", "__pycache__"}
)
# Libraries that decide what the text is, or the bytes of the files.
_LIBRARIES = ("pyarrow", "sentencex", "trafilatura", "lxml", "mistune", "charset-normalizer", "pdfplumber", "mammoth")


class Part(NamedTuple):
    """A part of a dataset: its name and the units that it is made of, in order."""

    name: str
    units: tuple[Unit, ...]

    @property
    def weight(self) -> int:
        """Estimated number of articles."""
        return sum(unit.weight for unit in self.units)


def plan_parts(root: Path, units: list[Unit], part_size: int, encoding: str | None, work: Path) -> Iterator[Part]:
    """Yield the parts of a corpus in a fixed order; ``work`` takes the working copies of compressed tar archives."""
    small = []
    for unit in units:
        stretches = _cut(root, unit, part_size, encoding, work) if unit.weight > part_size else []
        figures = hashlib.sha256(os.fsencode(unit.path)).hexdigest()[:12]
        for ordinal, stretch in enumerate(stretches):
            yield Part(f"{figures}-{ordinal:05d}", (stretch,))
        if not stretches:
            small.append(unit)
    keyed = sorted((hashlib.sha256(os.fsencode(unit.path)).digest()[:8], unit) for unit in small)
    yield from _halves([(int.from_bytes(key), unit) for key, unit in keyed], part_size, "")


def _halves(keyed: list[tuple[int, Unit]], part_size: int, bits: str) -> Iterator[Part]:
    if not keyed:
        return
    if len(keyed) == 1 or len(bits) == 63 or sum(unit.weight for _, unit in keyed) <= part_size:
        ordered = sorted((unit for _, unit in keyed), key=lambda unit: os.fsencode(unit.path))
        yield Part(bits or "all", tuple(ordered))
        return
    mask = 1 << (63 - len(bits))
    middle = next((i for i, (key, _) in enumerate(keyed) if key & mask), len(keyed))
    yield from _halves(keyed[:middle], part_size, bits + "0")
    yield from _halves(keyed[middle:], part_size, bits + "1")


def _cut(root: Path, unit: Unit, part_size: int, encoding: str | None, work: Path) -> list[Unit]:
    """Return the stretches of a large file; none where it cannot be cut, or not be read (the worker says why)."""
    path = root / unit.path
    try:
        if unit.kind == "records":
            cuts = split_records(path, part_size, encoding)
            return [
                unit._replace(stretch=tuple(stretch), digest=digest, weight=stretch.n_records)
                for stretch, digest in cuts
            ]
        if unit.kind == "archive":
            return _cut_archive(path, unit, part_size, work)
    except (ReadError, ValueError):
        pass
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):  # the working copy of an archive has found no room
            raise
    return []


def _cut_archive(path: Path, unit: Unit, part_size: int, work: Path) -> list[Unit]:
    with open_archive(path, spool_of(work, unit)) as (members, read):
        members = with_digests(members, read)
        cuts = []
        for first in range(0, len(members), part_size):
            stretch = members[first : first + part_size]
            digest = hashlib.sha256(
                "\n".join(f"{m.name} {m.key} {m.reason}" for m in stretch).encode("utf-8", "replace")
            )
            cuts.append(
                unit._replace(stretch=(first, first + len(stretch)), digest=digest.hexdigest(), weight=len(stretch))
            )
        return cuts


def spool_of(work: Path, unit: Unit) -> Path | None:
    """Return the name of the working copy of a compressed tar archive; None for other files."""
    if unit.kind != "archive" or not is_tar(Path(unit.path)):
        return None
    return work / f"unpacked-{hashlib.sha256(os.fsencode(unit.path)).hexdigest()[:12]}.tar"


def unit_digest(root: Path, unit: Unit) -> str:
    """Return the digest of everything that the rows of a unit depend on; ``""`` where it cannot be read."""
    if unit.digest:
        return unit.digest
    if unit.kind == "refused":
        return unit.reason
    path = root / unit.path
    try:
        with open(path, "rb") as file:
            digest = hashlib.file_digest(file, "sha256")
        beside = path.with_suffix(".yaml")
        if beside.is_file():
            digest.update(b"\x00beside\x00" + beside.read_bytes())
    except OSError as error:
        return f"unreadable: {error.strerror}"
    return digest.hexdigest()


def unit_stamp(root: Path, unit: Unit) -> list[int]:
    """Return size and time of a unit's file and of the metadata beside it: while these stand, the digest does."""
    if unit.digest or unit.kind == "refused":
        return []
    stamp = []
    for path in (root / unit.path, (root / unit.path).with_suffix(".yaml")):
        try:
            status = os.stat(path)
            stamp += [status.st_size, status.st_mtime_ns]
        except OSError:
            stamp += [-1, -1]
    return stamp


def settings_key(
    codebook: Path | None, lexicon: Path | None, encoding: str | None, part_size: int, extractor: str
) -> str:
    """Return the digest of all that decides the rows besides the files: code, lexicon, codebook, tables, libraries."""
    digest = hashlib.sha256(f"{SCHEMA_VERSION} {encoding} {part_size} {extractor} {_code_digest()}".encode())
    for path in ([codebook] if codebook else []) + (sorted(lexicon.glob("*.yaml")) if lexicon else []):
        try:
            digest.update(b"\x00" + path.name.encode() + b"\x00" + path.read_bytes())
        except OSError as error:
            raise CommuniqueError(f"{path}: cannot be read ({error.strerror}); check the path.") from None
    return digest.hexdigest()


@cache
def _code_digest() -> str:
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for folder, folders, files in os.walk(package):
        folders[:] = sorted(name for name in folders if name not in _WITHOUT_ROWS)
        for name in sorted(files):
            if name.endswith((".py", ".yaml")) and name not in _WITHOUT_ROWS:
                path = Path(folder) / name
                digest.update(str(path.relative_to(package)).encode() + b"\x00" + path.read_bytes())
    for library in _LIBRARIES:
        try:
            digest.update(f"{library} {version(library)}\n".encode())
        except PackageNotFoundError:
            digest.update(f"{library} -\n".encode())
    return digest.hexdigest()
