"""DOCX: mammoth turns it into HTML, and from there one way serves both."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from communique.errors import ReadError
from communique.readers.document import text_of_blocks

# A DOCX is a zip archive: one that unpacks to more than this is a bomb or a picture book.
MAX_UNPACKED = 300_000_000


def read_docx(data: bytes, path: Path) -> tuple[str, dict[str, object]]:
    """Return the text and the metadata (title, language) of a DOCX file; footnotes follow the text."""
    try:
        import mammoth
    except ImportError:
        raise ReadError(f"{path}: DOCX needs mammoth; install it with: pip install 'communique[docx]'") from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED:
                raise ReadError(f"{path}: unpacks to over {MAX_UNPACKED / 1e6:,.0f} MB, as a zip bomb does; refused.")
            metadata = _properties(archive)
        html = mammoth.convert_to_html(io.BytesIO(data), convert_image=lambda image: [], id_prefix="").value
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError) as error:
        raise ReadError(f"{path}: is no readable DOCX file ({error}); save it again as DOCX or as text.") from None
    return text_of_blocks(html.replace("↑", "")), metadata


def _properties(archive: zipfile.ZipFile) -> dict[str, object]:
    from lxml import etree

    if "docProps/core.xml" not in archive.namelist():
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(archive.read("docProps/core.xml"), parser)
    if root is None:
        return {}
    found = {name: root.findtext(f"{{http://purl.org/dc/elements/1.1/}}{name}") for name in ("title", "language")}
    return {name: value.strip() for name, value in found.items() if value and value.strip()}
