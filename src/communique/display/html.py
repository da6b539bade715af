"""HTML that a notebook shows and a page takes in: escaped once, the same bytes on every run."""

from __future__ import annotations

import hashlib
from html import escape

__all__ = ["Html", "attribute", "digest", "escape"]


class Html(str):
    """A piece of finished HTML: a notebook shows it, a template takes it in without escaping it again."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)

    def __html__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        return str.__str__(self)

    def __repr__(self) -> str:
        return f"<HTML of {len(self):,} characters>"

    def __add__(self, other: object) -> Html:
        return Html(str.__add__(self, str(other)))


def digest(*parts: str) -> str:
    """Return a short name that depends on nothing but the parts: identifiers stay the same from run to run."""
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:10]


def attribute(value: object) -> str:
    """Return a value for use between the double quotes of an attribute."""
    return escape(str(value), quote=True)
