"""RSS and Atom files: one article an entry.

The parser resolves no entities and reads nothing from the network or from other files, so neither "billion laughs"
nor an external entity does anything.
"""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterator

from communique.errors import ReadError
from communique.readers.dates import parse_day

_CONTENT = ("encoded", "content", "description", "summary")
_DAYS = ("pubDate", "published", "date", "issued", "updated")
#: A guid of at most this length names the article; longer ones (addresses) are shortened to a digest.
MAX_ID = 40


def feed_entries(data: bytes) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield a name and a record (``text``, ``title``, ``url``, ``published``, ``publisher``) for each entry.

    Raises
    ------
    ReadError
        If the file is no feed, or, after what could be read, if it is damaged; the message is without its name.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or _local(root) not in ("rss", "feed", "RDF"):
        found = f"its first element is <{_local(root)}>" if root is not None else "it cannot be parsed"
        raise ReadError(f"is XML, but no RSS or Atom feed ({found}); save the article as HTML or text.")
    channel = next((child for child in root if _local(child) == "channel"), root)
    publisher = _text(channel, ("title",))
    for entry in root.iter(etree.Element):
        if _local(entry) in ("item", "entry"):
            yield _name(entry), _record(entry, publisher)
    # Entities of HTML, as &nbsp;, are declared in no feed and do no harm; every other fault can hide entries.
    faults = [
        fault for fault in parser.error_log if fault.type_name not in ("ERR_UNDECLARED_ENTITY", "WAR_UNDECLARED_ENTITY")
    ]
    if faults:
        raise ReadError(f"is damaged at line {faults[0].line} ({faults[0].message}); entries after it may be missing.")


def _local(element: object) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _text(element: object, names: tuple[str, ...]) -> str | None:
    for name in names:
        for child in element:
            if _local(child) == name:
                text = _words_in(child)
                if text:
                    return text
    return None


def _words_in(element: object) -> str:
    """Return the text inside of an element; entities are those of HTML, any other gives nothing."""
    from lxml import etree

    words = [element.text or ""]
    for node in element.iterdescendants():
        if node.tag is etree.Entity:
            letter = html.unescape(node.text)
            words.append(letter if letter != node.text else "")
        elif isinstance(node.tag, str):
            words.append(node.text or "")
        words.append(node.tail or "")
    return "".join(words).strip()


def _content(entry: object) -> str | None:
    from lxml import etree

    for name in _CONTENT:
        for child in entry:
            if _local(child) == name:
                # Atom's "xhtml" content is markup itself, everything else is text that may hold markup.
                if child.get("type") == "xhtml":
                    return etree.tostring(child, encoding="unicode", with_tail=False)
                text = _words_in(child)
                if text:
                    return text
    return None


def _link(entry: object) -> str | None:
    links = [child for child in entry if _local(child) == "link"]
    links.sort(key=lambda link: link.get("rel", "alternate") != "alternate")
    return next((link.get("href") or (link.text or "").strip() or None for link in links), None)


def _record(entry: object, publisher: str | None) -> dict[str, object]:
    return {
        "text": _content(entry),
        "title": _text(entry, ("title",)),
        "url": _link(entry),
        "published": next((day for name in _DAYS if (day := parse_day(_text(entry, (name,))))), None),
        "publisher": publisher,
    }


def _name(entry: object) -> str:
    name = _text(entry, ("guid", "id")) or _link(entry) or _text(entry, ("title",)) or ""
    if name and len(name) <= MAX_ID and "/" not in name and ":" not in name:
        return name
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:10]
