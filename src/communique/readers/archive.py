"""Archives: zip and tar (also gzip, bzip2 and xz), read in memory; nothing is ever unpacked to the names they give.

A tar stream can be read forwards only, so a compressed one is unpacked once to a plain working file and read from there
at any place.
"""

from __future__ import annotations

import hashlib
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from communique.errors import ReadError
from communique.readers.document import MAX_BYTES_WITH_PICTURES

# News text packs four to eight times smaller.  What unpacks to more than this, from a hundredth, is a bomb.
MAX_RATIO = 100
MIN_BYTES_OF_A_BOMB = 50_000_000
#: What one archive may unpack to in all.
MAX_UNPACKED = 50_000_000_000
_BLOCK = 1 << 20


class Member(NamedTuple):
    """A file in an archive; ``reason`` says why it is refused, where it is; ``key`` is its place or its digest."""

    name: str
    size: int
    place: int
    key: str
    reason: str = ""


def is_tar(path: Path) -> bool:
    """Whether a file is a tar archive by its ending."""
    return path.suffix.lower() != ".zip"


@contextmanager
def open_archive(path: Path, spool: Path | None = None) -> Iterator[tuple[list[Member], object]]:
    """Open an archive; give its members in their order and a function ``read(member) -> bytes``.

    Parameters
    ----------
    path : Path
        Zip or tar.
    spool : Path, optional
        Working file that a compressed tar is unpacked to, if it is not there already; a temporary one by default.

    Raises
    ------
    ReadError
        If it is damaged, locked or a bomb; the message begins with the path.
    """
    if is_tar(path):
        with _open_tar(path, spool) as file:
            yield _tar_members(file, path), lambda member: _read_at(file, member)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _check_bomb(path, sum(i.file_size for i in infos), path.stat().st_size)
            if sum(i.compress_size for i in infos) > path.stat().st_size:
                raise ReadError(f"{path}: its members lie over each other, as in a zip bomb; refused.")
            members = [_zip_member(place, info) for place, info in enumerate(infos)]
            yield members, lambda member: _read_zip(archive, infos[member.place], path)
    except (zipfile.BadZipFile, OSError, zlib.error, NotImplementedError, ValueError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"{path}: is no readable zip archive ({error}); pack it again.") from None


def _check_bomb(path: Path, unpacked: int, packed: int) -> None:
    if unpacked > MAX_UNPACKED or (unpacked > MIN_BYTES_OF_A_BOMB and unpacked > MAX_RATIO * packed):
        raise ReadError(
            f"{path}: unpacks to {unpacked / 1e6:,.0f} MB from {packed / 1e6:,.2f} MB, as a zip bomb does; refused."
        )


def _zip_member(place: int, info: zipfile.ZipInfo) -> Member:
    name = info.filename
    if not info.flag_bits & 0x800:  # no mark for UTF-8: Windows of the author's country, mostly
        try:
            raw = name.encode("cp437")
            name = _first_decoding(raw)
        except UnicodeEncodeError:
            pass
    reason = _fault_of_name(name)
    if info.flag_bits & 1:
        reason = "is locked with a password; unpack the archive and leave the files as they are."
    elif (info.external_attr >> 16) & 0o170000 == 0o120000:
        reason = "is a link in an archive; refused."
    elif info.file_size > MAX_BYTES_WITH_PICTURES * 2:
        reason = f"has {info.file_size / 1e6:,.0f} MB, too much for a file in an archive; unpack it."
    elif info.file_size > MIN_BYTES_OF_A_BOMB and info.file_size > MAX_RATIO * max(1, info.compress_size):
        reason = (
            f"unpacks to {info.file_size / 1e6:,.0f} MB, over {MAX_RATIO} times its size, as a zip bomb does; refused."
        )
    return Member(name, info.file_size, place, f"{info.CRC:08x}-{info.file_size}", reason)


def _first_decoding(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437")


def _fault_of_name(name: str) -> str:
    parts = re.split(r"[/\\]", name)
    if name.startswith(("/", "\\")) or ".." in parts or re.match(r"[A-Za-z]:", name):
        return "its name leads out of the archive (path traversal); refused."
    return ""


def _read_zip(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> bytes:
    try:
        with archive.open(info) as file:
            data = file.read(info.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise ReadError(f"{path}: is damaged ({error}); pack the archive again.") from None
    if len(data) > info.file_size:
        raise ReadError(f"{path}: is larger than the archive says; refused.")
    return data


@contextmanager
def _open_tar(path: Path, spool: Path | None) -> Iterator[BinaryIO]:
    if path.suffix.lower() == ".tar":
        with open(path, "rb") as file:
            yield file
    elif spool is not None:
        if not spool.exists():
            beside = spool.with_suffix(".part")
            try:
                with open(beside, "wb") as file:
                    _unpack(path, file)
                beside.rename(spool)
            finally:
                beside.unlink(missing_ok=True)
        with open(spool, "rb") as file:
            yield file
    else:
        from tempfile import TemporaryFile

        with TemporaryFile() as file:
            _unpack(path, file)
            yield file


def _unpack(path: Path, out: BinaryIO) -> None:
    import bz2
    import gzip
    import lzma

    opened = {".bz2": bz2.open, ".tbz2": bz2.open, ".xz": lzma.open, ".txz": lzma.open}
    packed, unpacked = path.stat().st_size, 0
    try:
        with opened.get(path.suffix.lower(), gzip.open)(path, "rb") as file:
            while block := file.read(_BLOCK):
                unpacked += len(block)
                _check_bomb(path, unpacked, packed)
                out.write(block)
    except (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile) as error:
        raise ReadError(f"{path}: is damaged ({error}); pack it again.") from None


def _tar_members(file: BinaryIO, path: Path) -> list[Member]:
    members = []
    file.seek(0)
    try:
        with tarfile.open(fileobj=file, mode="r:") as archive:
            for info in archive:
                if info.isdir():
                    continue
                reason = _fault_of_name(info.name)
                if not info.isreg():
                    reason = reason or "is a link or device in an archive; refused."
                elif info.size > MAX_BYTES_WITH_PICTURES * 2:
                    reason = f"has {info.size / 1e6:,.0f} MB, too much for a file in an archive; unpack it."
                members.append(Member(info.name, info.size, info.offset_data, "", reason))
                archive.members = []  # else the list of all headers is kept
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise ReadError(f"{path}: is no readable tar archive ({error}); pack it again.") from None
    return members


def _read_at(file: BinaryIO, member: Member) -> bytes:
    file.seek(member.place)
    return file.read(member.size)


def with_digests(members: list[Member], read: object) -> list[Member]:
    """Return the members with the digest of their content as key, where the archive itself gives none."""
    return [m if m.key or m.reason else m._replace(key=hashlib.sha256(read(m)).hexdigest()) for m in members]
