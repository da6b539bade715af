"""The article: its text, fixed once it is read, and what is known about it."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cached_property

from communique.errors import ReadError

# Characters that no reader sees and every pattern trips over: byte-order marks, zero-width spaces, soft hyphens,
# direction marks.  Control characters other than line feed and tab go too; they are illegal in HTML reports.
_INVISIBLE = re.compile(
    "[\ufeff\u200b\u200c\u200d\u2060\u00ad\u200e\u200f\u202a-\u202e\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]"
)
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_TRAILING = re.compile(r"[ \t\u00a0]+(?=\n|\Z)")
_BREAKS, _TRAILS = "\r\x0b\x0c\x85\u2028\u2029", (" \n", "\t\n", "\u00a0\n")
_HAN = re.compile("[\u4e00-\u9fff]")
_ID = re.compile(r"[^\w.-]+")


def normalise_text(raw: str) -> str:
    r"""Return the text that all offsets count in.

    Line breaks become ``\n``, invisible and control characters go, white space at the ends of lines and of the text
    goes.  Letters, quotation marks and dashes are left as written: nothing is corrected.

    Examples
    --------
    >>> normalise_text("\ufeffOne \r\ntwo\u200b.\n")
    'One\ntwo.'
    """
    # Most articles have none of these: to look for a character is far faster than to search for a pattern.
    text = _LINE_BREAK.sub("\n", raw) if any(map(raw.__contains__, _BREAKS)) else raw
    text = _INVISIBLE.sub("", text)
    if any(map(text.__contains__, _TRAILS)):
        text = _TRAILING.sub("", text)
    return text.strip("\n\t \u00a0")


def fold(text: str) -> str:
    """Lower the case without changing the length, so that offsets stay those of ``text``.

    Curly apostrophes become straight ones and no-break spaces become spaces, which halves the patterns.
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # as "İ", whose lower case is two code points
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return lowered.replace("\u2019", "'").replace("\u00a0", " ")


@dataclass(frozen=True)
class Article:
    """An article and its metadata; every field but ``article_id`` and ``text`` can be absent.

    Parameters
    ----------
    article_id : str
        Stable name, the first part of every row's identifier; letters, digits, ``.``, ``_`` and ``-``.
    text : str
        Normalised text (see :func:`normalise_text`); offsets of all tables count its Unicode code points.
    title, publisher, url, language : str, optional
        As printed, or from the metadata; ``language`` is a BCP 47 tag such as ``en``.
    published : datetime.date, optional
        Day of publication.
    reference_year : int, optional
        The year that "this year" means, where the metadata gives it; else it is taken from ``published`` or from
        the text (see ``timex.reference_of``).
    country : str, optional
        ISO 3166 alpha-2 code of the country that the article is about; decides whose fiscal year is meant.
    rights, note : str, optional
        Terms of use and remarks from the metadata.
    sha256 : str, optional
        Digest of the file as it was read.
    source : str, optional
        Name of the file that it came from.
    encoding : str, optional
        Character encoding that the file was read with.
    """

    article_id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: dt.date | None = None
    reference_year: int | None = None
    country: str | None = None
    language: str | None = None
    rights: str | None = None
    note: str | None = None
    sha256: str | None = None
    source: str | None = None
    encoding: str | None = None

    @classmethod
    def from_text(cls, text: str, article_id: str = "article", **metadata: object) -> Article:
        """Make an article from text that one has already.

        Parameters
        ----------
        text : str
            The article's text; it is normalised here.
        article_id : str, default "article"
            Name of the article.
        **metadata
            Any other field of the class; dates can be ISO strings.

        Raises
        ------
        ReadError
            If a field is unknown or a date is none.

        Examples
        --------
        >>> Article.from_text("Output rose.", article_id="a1", published="2024-01-15").published
        datetime.date(2024, 1, 15)
        """
        if not isinstance(text, str):
            raise ReadError(f"{article_id}: the text must be a string, not {type(text).__name__}.")
        known = check_metadata(metadata, where=article_id)
        known.setdefault("sha256", hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
        return cls(article_id=clean_id(article_id), text=normalise_text(text), **known)

    def with_metadata(self, **metadata: object) -> Article:
        """Return a copy with other metadata; the text stays."""
        return replace(self, **check_metadata(metadata, where=self.article_id))

    @cached_property
    def folded(self) -> str:
        """The text in lower case, of the same length (see :func:`fold`)."""
        return fold(self.text)

    @cached_property
    def has_han(self) -> bool:
        """Whether the text has a Chinese character: most stages need rules of their own for it, most articles none."""
        return _HAN.search(self.text) is not None


METADATA = tuple(name for name in Article.__dataclass_fields__ if name not in ("article_id", "text"))


def clean_id(name: str) -> str:
    """Return ``name`` as an identifier: letters, digits, ``.``, ``_`` and ``-`` only.

    Examples
    --------
    >>> clean_id("Plan 2024 (final)")
    'Plan-2024-final'
    """
    return _ID.sub("-", unicodedata.normalize("NFC", str(name))).strip("-.") or "article"


def check_metadata(metadata: dict[str, object], where: str) -> dict[str, object]:
    """Return the metadata with dates and years as such and empty values left out.

    Raises
    ------
    ReadError
        If a name is unknown (the nearest is suggested) or a date or year cannot be read.
    """
    from difflib import get_close_matches

    known: dict[str, object] = {}
    for name, value in metadata.items():
        if name not in METADATA:
            near = get_close_matches(name, METADATA, n=1)
            hint = f"did you mean {near[0]!r}" if near else "known are " + ", ".join(METADATA)
            raise ReadError(f"{where}: unknown metadata field {name!r}; {hint}?")
        if value is None or value == "":
            continue
        if name == "published":
            value = _date(value, where)
        elif name == "reference_year":
            value = _year(value, where)
        else:
            value = str(value)
        known[name] = value
    return known


def _date(value: object, where: str) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        raise ReadError(f"{where}: published is {str(value)!r}; write the day as 2024-01-31.") from None


def _year(value: object, where: str) -> int:
    try:
        year = int(str(value))
    except ValueError:
        year = 0
    if not 1000 <= year <= 9999:
        raise ReadError(f"{where}: reference_year is {str(value)!r}; write a year of four digits, as 2024.")
    return year
