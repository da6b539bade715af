"""Notes on a codebook: what deserves a look and keeps nobody from using it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from communique.themes.codebook import PALETTE, Codebook, Term, Theme, read_codebook
from communique.themes.match import term_tokens

_SHORT_PREFIX = 3  # "in*" matches a tenth of all English words


def check_codebook(path: Path | str | None = None, articles: Iterable | None = None) -> list[str]:
    """Read a codebook and return notes on it: nothing in them keeps it from being used.

    Parameters
    ----------
    path : Path or str, optional
        As in :func:`read_codebook`.
    articles : iterable of Article, optional
        Where given, a term that occurs in none of them is noted.

    Returns
    -------
    list of str
        One sentence a note, in the order of the file; empty where there is nothing to say.

    Raises
    ------
    LexiconError
        If it cannot be used at all.
    """
    codebook = read_codebook(path)
    notes = [*_colour_notes(codebook), *_text_notes(codebook), *_term_notes(codebook)]
    if articles is not None:
        notes += _absent_notes(codebook, articles)
    return notes


def _colour_notes(codebook: Codebook) -> Iterable[str]:
    by_colour: dict[str, str] = {}
    for theme in codebook.themes:
        other = by_colour.setdefault(theme.colour, theme.id)
        if other != theme.id:
            yield f"theme {theme.id!r} has the colour of {other!r} ({theme.colour}); charts cannot tell them apart."
        if theme.colour not in PALETTE:
            yield f"theme {theme.id!r}: {theme.colour} is not of the palette tested for colour-blind readers."


def _text_notes(codebook: Codebook) -> Iterable[str]:
    for theme in codebook.themes:
        lacking = [key for key in ("description", "include", "exclude") if not getattr(theme, key)]
        if lacking:
            yield f"theme {theme.id!r} has no {' and no '.join(lacking)}; a second coder will need it."


def _term_notes(codebook: Codebook) -> Iterable[str]:
    owner: dict[tuple, tuple[str, Term]] = {}
    names = {tuple(term_tokens(form)) for name in codebook.never_inside for form in name.forms}
    for theme in codebook.themes:
        for term in theme.terms:
            for form in term.forms:
                tokens = tuple(term_tokens(form))
                where = f"theme {theme.id!r}: {form!r}"
                if tokens in names:
                    yield f"{where} is also in never_inside, so it never counts."
                other, other_term = owner.setdefault(tokens, (theme.id, term))
                if other != theme.id:
                    yield f"{where} is a term of {other!r} too; it counts for both."
                elif other_term is not term:
                    yield f"{where} is there twice (under {other_term.term!r} too); it counts once."
                if len(tokens) == 1 and tokens[0][1] and len(tokens[0][0]) < _SHORT_PREFIX:
                    yield f"{where} is a very short wildcard and will match a great many words."
        yield from _wildcard_notes(theme)


def _wildcard_notes(theme: Theme) -> Iterable[str]:
    """Note a single word that a wildcard of another term of the theme covers as well: it counts once."""
    singles = [
        (tokens[0], term) for term in theme.terms for form in term.forms if len(tokens := term_tokens(form)) == 1
    ]
    prefixes = {token: term for (token, is_prefix), term in singles if is_prefix}
    for (token, is_prefix), term in singles:
        for length in range(1, len(token) + (not is_prefix)):
            wide = prefixes.get(token[:length])
            if wide is not None and wide is not term:
                shown = token + "*" * is_prefix
                yield f"theme {theme.id!r}: the wildcard {token[:length] + '*'!r} covers {shown!r} too; it counts once."


def _absent_notes(codebook: Codebook, articles: Iterable) -> Iterable[str]:
    seen: set[int] = set()
    for article in articles:
        for hits in codebook.matcher.find(article.folded):
            seen.update(entry for hit in hits for entry in hit.entries)
    for number, (at, term) in enumerate(codebook.entries):
        if number not in seen:
            yield f"theme {codebook.themes[at].id!r}: {term.term!r} occurs nowhere in these articles."
