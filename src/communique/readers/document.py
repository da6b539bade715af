"""From the bytes of one document to its text and metadata: plain text, Markdown, HTML, PDF, DOCX and e-mail."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
from collections.abc import Callable
from pathlib import Path

from communique.article import METADATA, Article, check_metadata, clean_id, normalise_text
from communique.errors import LexiconError, ReadError
from communique.lexicon import read_yaml
from communique.readers.dates import published_day

# An article is a few kilobytes; a file of this size is a corpus, a book or a mistake.
MAX_BYTES = 20_000_000
# Reports in PDF and DOCX carry pictures; their text is a small part of them.
MAX_BYTES_WITH_PICTURES = 100_000_000
# Below this, guessing an encoding is a coin toss (four Chinese characters of GBK are read as Big5).
MIN_BYTES_TO_GUESS = 200
# Text files with hard line ends break lines in this range of columns.
WRAPPED_COLUMNS = (45, 100)

ARTICLE_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".eml"})
_WITH_PICTURES = frozenset({".pdf", ".docx", ".eml"})
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"))
_BOMS += ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"""(?:charset\s*=\s*["']?|<\?xml[^>]{0,80}encoding\s*=\s*["'])([A-Za-z0-9_.:-]+)""", re.I)
# Pages label the superset with the name of the subset: GB18030 holds all of GB2312 and GBK, cp1252 all of ISO 8859-1.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252"}
_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?)\n---\s*\n", re.S)
_ITEM_OR_TABLE = re.compile(r"\s*(?:[-–—•*·]|\d{1,3}[.)]|#|>|\|)|.*(?:\t| {3,}\S)")
_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 li tr blockquote pre div section article td th dt dd figcaption".split())
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p)\b", re.I)


def read_article(
    path: str | os.PathLike, *, encoding: str | None = None, article_id: str | None = None, **metadata: object
) -> Article:
    """Read one article.

    Parameters
    ----------
    path : path
        A ``.txt``, ``.md``, ``.html``, ``.pdf``, ``.docx`` or ``.eml`` file (others by their content).  Metadata
        stands beside it in a file of the same name ending in ``.yaml``, in the page's own head, the document's
        properties, the message's header or in Markdown front matter; all of it is optional.
    encoding : str, optional
        Character encoding; found out by default: byte-order mark, UTF-8, the page's declaration, then a guess.
    article_id : str, optional
        Name of the article; the file's name without its ending by default.
    **metadata
        Fields of :class:`~communique.Article` that take the place of those found, such as ``published="2024-01-15"``.

    Returns
    -------
    Article

    Raises
    ------
    ReadError
        In one sentence, if the file is missing, a folder, empty, too large, binary, in another encoding or without
        words, or if the metadata cannot be read.
    """
    path = Path(path)
    data = read_bytes(path)
    text, page, used = decode_document(data, path, encoding)
    beside = sidecar(path)
    found = {**page, **beside, **{k: v for k, v in metadata.items() if v is not None}}
    known = check_metadata(found, where=path.name)
    known |= {"sha256": hashlib.sha256(data).hexdigest(), "source": printable(path.name), "encoding": used}
    return Article(article_id=clean_id(article_id or printable(path.stem)), text=text, **known)


def printable(name: str) -> str:
    r"""Return a file's name with bytes that are no UTF-8 written out, as ``caf\xe9.txt``.

    Examples
    --------
    >>> printable("caf\udce9.txt")
    'caf\\xe9.txt'
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def read_bytes(path: Path) -> bytes:
    """Return the file's bytes; :class:`ReadError` in one sentence where it cannot be an article."""
    try:
        status = path.stat()
    except FileNotFoundError:
        raise ReadError(f"{path}: there is no such file{_near(path)}.") from None
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror}); check the path and its permissions.") from None
    if path.is_dir():
        raise ReadError(
            f"{path}: is a folder, a file is expected; name one article, or use `communique extract` for a folder."
        )
    if not path.is_file():
        raise ReadError(f"{path}: is no regular file (a pipe or device); save the article as a file.")
    check_size(status.st_size, path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror}); check its permissions.") from None
    if not data.strip():
        raise ReadError(f"{path}: is empty; save the article's text in it.")
    return data


def check_size(n_bytes: int, path: Path) -> None:
    """Refuse a document that is too large to be one article."""
    most = MAX_BYTES_WITH_PICTURES if path.suffix.lower() in _WITH_PICTURES else MAX_BYTES
    if n_bytes > most:
        raise ReadError(f"{path}: has {n_bytes / 1e6:,.0f} MB, an article at most {most / 1e6:,.0f}; split the file.")


def _near(path: Path) -> str:
    from difflib import get_close_matches

    try:
        names = [other.name for other in path.parent.iterdir()]
    except OSError:
        return ""
    near = get_close_matches(path.name, names, n=1)
    return f"; did you mean {near[0]!r}" if near else ""


def decode_document(data: bytes, path: Path, encoding: str | None = None) -> tuple[str, dict[str, object], str]:
    """Return the normalised text, the metadata of the document itself and the encoding used.

    ``path`` gives the ending and the name in messages; nothing is opened.
    """
    suffix = path.suffix.lower()
    binary = _binary_reader(data, suffix)
    if binary is not None:
        text, page = binary(data, path)
        return _with_words(text, path), _dated(page, text), "utf-8"
    is_page = suffix in (".html", ".htm", ".xhtml") or (
        suffix not in (".txt", ".md", ".markdown") and bool(_PAGE.search(data[:2000]))
    )
    raw, used = decode_bytes(data, path, encoding, declared=is_page)
    read: Callable[[str], tuple[str, dict[str, object]]]
    if is_page:
        read = page_text
    elif suffix in (".md", ".markdown"):
        read = _from_markdown
    else:
        read = _from_plain
    text, page = read(raw)
    return _with_words(text, path), _dated(page, text), used


def _dated(page: dict[str, object], text: str) -> dict[str, object]:
    """Add the day of publication that a line of the text names, where the document has none of its own."""
    day = None if page.get("published") else published_day(text)
    return page if day is None else page | {"published": day.isoformat()}


def _with_words(raw: str, path: Path) -> str:
    text = normalise_text(raw)
    if not any(letter.isalpha() for letter in text):
        raise ReadError(f"{path}: holds no words; check that it is the article and not only its frame.")
    return text


def _binary_reader(data: bytes, suffix: str) -> Callable[[bytes, Path], tuple[str, dict[str, object]]] | None:
    """Return what reads a document that is no text file: by its ending, or by the bytes it begins with."""
    if suffix == ".pdf" or (suffix not in ARTICLE_SUFFIXES and data.startswith(b"%PDF-")):
        from communique.readers.pdf import read_pdf

        return read_pdf
    if suffix == ".docx" or (suffix not in ARTICLE_SUFFIXES and data[:4] == b"PK\x03\x04" and b"word/" in data):
        from communique.readers.docx import read_docx

        return read_docx
    if suffix == ".eml":
        from communique.readers.mail import read_mail

        return read_mail
    return None


def decode_bytes(data: bytes, path: Path, encoding: str | None = None, *, declared: bool = False) -> tuple[str, str]:
    """Return the text and the encoding that fits: given, byte-order mark, UTF-8, declared, guessed."""
    if encoding:
        return _decode_as(data, encoding, path)
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _decode_as(data, name, path)
    if b"\x00" in data[:4096]:
        raise ReadError(f"{path}: is a binary file, not text; save the article as text, Markdown or HTML.")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        bad = error.start
    match = _DECLARED.search(data[:4096]) if declared else None
    if match:
        name = match[1].decode("ascii").lower()
        name = _SUPERSETS.get(name, name)
        if name not in ("utf-8", "utf8"):
            try:
                return data.decode(name), name
            except (UnicodeDecodeError, LookupError):
                pass
    guessed = _guess(data)
    if guessed is None:
        raise ReadError(
            f"{path}: not valid UTF-8 at byte {bad:,}; name its encoding, such as --encoding gb18030 or cp1252."
        )
    return _decode_as(data, guessed, path)


_TWO_HIGH = re.compile(rb"[\x80-\xff]{2}")
_NOT_CP1252 = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))


def _guess(data: bytes) -> str | None:
    if _TWO_HIGH.search(data) is None and not any(byte in _NOT_CP1252 for byte in set(data)):
        return "cp1252"  # Western text: its accents and quotes stand alone, Chinese bytes stand in pairs
    if len(data) < MIN_BYTES_TO_GUESS:
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None:
        return None
    name = best.encoding.replace("_", "-")
    if name in ("cp1250", "latin-1", "iso-8859-1", "cp1258", "cp1254"):
        name = "cp1252"  # Western text is told apart from these by a hair; typographic quotes are the same in all
    return _SUPERSETS.get(name, name)


def _decode_as(data: bytes, encoding: str, path: Path) -> tuple[str, str]:
    try:
        return data.decode(encoding), encoding.removesuffix("-sig")
    except LookupError:
        raise ReadError(
            f"{path}: unknown encoding {encoding!r}; try utf-8, gb18030, big5, cp1252 or shift_jis."
        ) from None
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{path}: not valid {encoding} at byte {error.start:,}; try another --encoding, or leave it out."
        ) from None


def _from_plain(raw: str) -> tuple[str, dict[str, object]]:
    return unwrap_lines(raw), {}


def unwrap_lines(raw: str) -> str:
    r"""Join lines that a text editor broke at a fixed width; other text is returned as it is.

    Examples
    --------
    >>> wrapped = "The ministry said that the new schools of the district would\nopen in May.\n\nEnd."
    >>> unwrap_lines(wrapped)
    'The ministry said that the new schools of the district would open in May.\n\nEnd.'
    """
    blocks = re.split(r"\n[ \t]*\n", raw.replace("\r\n", "\n").replace("\r", "\n"))
    broken = [line for block in blocks for line in block.split("\n")[:-1] if line.strip()]
    low, high = WRAPPED_COLUMNS
    if not broken or len(blocks) < 2 or any(_ITEM_OR_TABLE.match(line) for line in broken):
        return raw
    fitting = sum(low <= len(line) <= high for line in broken)
    if (
        fitting < 0.8 * len(broken)
        or sum(line.rstrip().endswith((".", ":", "。")) for line in broken) > len(broken) / 2
    ):
        return raw
    return "\n\n".join(" ".join(line.strip() for line in block.split("\n")) for block in blocks)


def _from_markdown(raw: str) -> tuple[str, dict[str, object]]:
    import mistune

    raw = raw.replace("\r\n", "\n")
    page: dict[str, object] = {}
    match = _FRONT_MATTER.match(raw)
    if match:
        import yaml

        try:
            head = yaml.safe_load(match[1])
        except yaml.YAMLError:
            head = None
        if isinstance(head, dict):
            page = {name: value for name, value in head.items() if name in METADATA}
            raw = raw[match.end() :]
    html = mistune.create_markdown(escape=True, plugins=["table", "strikethrough"])(raw)
    return text_of_blocks(html), page


def page_text(raw: str) -> tuple[str, dict[str, object]]:
    """Return the article of a web page, without its frame, and the metadata of its head."""
    import trafilatura

    # lxml refuses a string with an encoding declaration; the bytes were decoded above.
    raw = re.sub(r"^\s*<\?xml[^>]*\?>", "", raw)
    document = trafilatura.bare_extraction(raw, with_metadata=True, include_comments=False)
    if document is None or not document.text:
        return text_of_blocks(raw), {}
    page = {"title": document.title, "publisher": document.sitename, "url": document.url, "published": document.date}
    page["language"] = document.language
    text = document.text
    if document.title and document.title not in text[: 3 * len(document.title) + 200]:
        text = f"{document.title}\n{text}"
    return text, {name: value for name, value in page.items() if value}


def text_of_blocks(html: str) -> str:
    """Return the text of an HTML document: a line for each block, list items with a dash, cells parted by tabs."""
    from lxml import html as lxml_html

    if not html.strip():
        return ""
    root = lxml_html.fromstring(f"<div>{html}</div>" if "<body" not in html.lower() else html)
    for element in root.xpath("//script|//style|//noscript|//template|//head|//svg|//iframe|//comment()"):
        element.drop_tree()
    lines: list[str] = []

    def add(piece: str | None) -> None:
        if piece:
            lines[-1] += re.sub(r"\s+", " ", piece)

    def walk(element: object) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCKS and tag not in ("td", "th"):
            lines.append("- " if tag == "li" else "")
        if tag in ("td", "th") and lines[-1]:
            lines[-1] += "\t"
        if tag == "br":
            lines.append("")
        add(element.text)
        for child in element:
            walk(child)
            add(child.tail)
        if tag in _BLOCKS and tag not in ("td", "th"):
            lines.append("")

    lines.append("")
    walk(root)
    return "\n".join(re.sub(r" *\t *", "\t", line).strip() for line in lines if line.strip(" -\t"))


def sidecar(path: Path) -> dict[str, object]:
    """Return the metadata of the file beside ``path`` that ends in ``.yaml``, or nothing."""
    beside = path.with_suffix(".yaml")
    if not beside.is_file() or beside == path:
        return {}
    try:
        return dict(read_yaml(beside))
    except LexiconError as error:
        raise ReadError(str(error)) from None
