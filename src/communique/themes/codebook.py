"""The codebook: themes, the terms that speak for them, and what to check before it is used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path

from communique.errors import LexiconError
from communique.lexicon import SHIPPED, read_yaml
from communique.themes.match import Mask, Matcher, term_tokens

# Ten colours that stay apart for readers who see colours differently (smallest distance 11.9 under the worst of three
# simulated deficiencies, where matplotlib's default ten have 1.3): matplotlib.color_sequences["petroff10"].
PALETTE = (
    "#3f90da", "#ffa90e", "#bd1f01", "#94a4a2", "#832db6", "#a96b59", "#e76300", "#b9ac70", "#717581", "#92dadd",
)  # fmt: skip
WEIGHTS = (0.1, 10)
# Columns of a coding sheet and answers in it: no theme can have their names.
RESERVED = ("none", "primary", "evidence", "remark", "sentence_id", "article_id", "start", "end", "text")

_NAME = {"type": "string", "minLength": 1, "pattern": r"\S"}
_NAMES = {"oneOf": [_NAME, {"type": "array", "items": _NAME, "minItems": 1}]}
_TERM_KEYS = {
    "term": _NAME,
    "also": {"type": "array", "items": _NAME},
    "zh": _NAMES,
    "weight": {"type": "number", "minimum": WEIGHTS[0], "maximum": WEIGHTS[1]},
    "note": {"type": "string"},
}
_TERM = {
    "if": {"type": "object"},
    "then": {"properties": _TERM_KEYS, "required": ["term"], "additionalProperties": False},
    "else": _NAME,
}
_THEME = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "pattern": r"^[A-Za-z0-9][\w.-]*$"},
        "name": _NAME,
        "name_zh": _NAME,
        "description": {"type": "string"},
        "include": {"type": "string"},
        "exclude": {"type": "string"},
        "colour": {"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"},
        "terms": {"type": "array", "items": _TERM, "minItems": 1},
        "note": {"type": "string"},
    },
    "required": ["id", "terms"],
    "additionalProperties": False,
}
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "communique codebook",
    "type": "object",
    "properties": {
        "schema": {"const": 1},
        "domain": {"type": "string"},
        "language": {"type": "string"},
        "second_language": {"type": "string"},
        "status": {"type": "string"},
        "inflections": {"type": "boolean"},
        "never_inside": {"type": "array", "items": _TERM},
        "themes": {"type": "array", "items": _THEME, "minItems": 1},
    },
    "required": ["themes"],
    "additionalProperties": False,
}


@dataclass(frozen=True)
class Term:
    """A term, its other renderings and its Chinese; all of them count as one."""

    term: str
    also: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    weight: float = 1.0

    @property
    def forms(self) -> tuple[str, ...]:
        """All renderings of the term, the term itself first."""
        return (self.term, *self.also, *self.zh)


@dataclass(frozen=True)
class Theme:
    """A theme: what it covers, its fixed colour and its terms."""

    id: str
    name: str
    terms: tuple[Term, ...]
    colour: str
    name_zh: str | None = None
    description: str | None = None
    include: str | None = None
    exclude: str | None = None


@dataclass(frozen=True)
class Codebook:
    """Themes in a fixed order, and the names inside which no term counts.

    Attributes
    ----------
    themes : tuple of Theme
        In the order of the file, which is the order of tables and charts.
    never_inside : tuple of Term
        Names that mask: a term inside one of them is not evidence.
    inflections : bool
        Whether a plain word also matches its plural and verb forms.
    name : str
        The file's name, or where else the codebook came from.
    """

    themes: tuple[Theme, ...]
    never_inside: tuple[Term, ...] = ()
    inflections: bool = True
    name: str = "codebook"
    domain: str | None = None
    status: str | None = None
    _by_id: dict[str, Theme] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {theme.id: theme for theme in self.themes})

    def __getitem__(self, theme: str) -> Theme:
        return self._by_id[theme]

    def __contains__(self, theme: object) -> bool:
        return theme in self._by_id

    def __len__(self) -> int:
        return len(self.themes)

    def __getstate__(self) -> dict:
        """Leave the compiled terms out, so that a codebook is cheap to send to another process."""
        return {
            key: value for key, value in self.__dict__.items() if key not in ("matcher", "family_matcher", "entries")
        }

    @property
    def ids(self) -> tuple[str, ...]:
        """Names of the themes as they stand in tables, in the order of the file."""
        return tuple(self._by_id)

    @property
    def names(self) -> dict[str, str]:
        """Theme id to the name that readers see."""
        return {theme.id: theme.name for theme in self.themes}

    @property
    def colours(self) -> dict[str, str]:
        """Theme id to its colour, ``#rrggbb``."""
        return {theme.id: theme.colour for theme in self.themes}

    @cached_property
    def entries(self) -> tuple[tuple[int, Term], ...]:
        """Every term with the position of its theme; the number of an entry is what the matcher reports."""
        return tuple((at, term) for at, theme in enumerate(self.themes) for term in theme.terms)

    @cached_property
    def matcher(self) -> Matcher:
        """The terms, compiled (once a process)."""
        terms = [(form, number) for number, (_, term) in enumerate(self.entries) for form in term.forms]
        terms += [(form, Mask) for name in self.never_inside for form in name.forms]
        return Matcher(terms, inflections=self.inflections)

    @cached_property
    def family_matcher(self) -> Matcher:
        """The plain terms, matching whole word families; a wildcard says itself what belongs to it."""
        terms = [
            (form, number)
            for number, (_, term) in enumerate(self.entries)
            for form in term.forms
            if all(token.isalpha() and not is_prefix for token, is_prefix in term_tokens(form))
        ]
        return Matcher(terms, families=True)

    @cached_property
    def name_matcher(self) -> Matcher:
        """The names inside which no term counts, alone."""
        return Matcher([(form, 0) for name in self.never_inside for form in name.forms])

    @classmethod
    def from_terms(cls, terms: Mapping[str, object], name: str = "codebook", inflections: bool = True) -> Codebook:
        """Make a codebook from a mapping of theme to terms.

        Parameters
        ----------
        terms : mapping
            Theme to a list of terms, or to a mapping of term to weight; ``*`` at the end of a word is a wildcard.
        name : str, default "codebook"
            What error messages call it.
        inflections : bool, default True
            Whether a plain word also matches its plural and verb forms.

        Raises
        ------
        LexiconError
            If a theme has no terms or a term is no text.

        Examples
        --------
        >>> Codebook.from_terms({"tax": ["tax*", "levy"], "trade": {"tariff": 2}}).ids
        ('tax', 'trade')
        """
        if not isinstance(terms, Mapping):
            raise LexiconError(f"{name}: a mapping of theme to terms is expected; found {type(terms).__name__}.")
        themes = []
        for at, (theme, words) in enumerate(terms.items()):
            if isinstance(words, str) or not isinstance(words, Iterable):
                raise LexiconError(f"{name}: the terms of theme {theme!r} must be a list; found {words!r}.")
            weighed = words.items() if isinstance(words, Mapping) else ((word, 1.0) for word in words)
            kept = tuple(_plain_term(term, weight, f"{name}: theme {theme!r}") for term, weight in weighed)
            if not kept:
                raise LexiconError(f"{name}: theme {theme!r} has no terms; give at least one.")
            themes.append(Theme(str(theme), str(theme), kept, PALETTE[at % len(PALETTE)]))
        if not themes:
            raise LexiconError(f"{name}: it has no themes; give at least one.")
        return cls(tuple(themes), inflections=inflections, name=name)


def _plain_term(term: object, weight: object, where: str) -> Term:
    if not isinstance(term, str):
        raise LexiconError(f"{where}: a term must be text; found {term!r}.")
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 < weight < float("inf"):
        raise LexiconError(f"{where}: the weight of {term!r} must be a number above 0; found {weight!r}.")
    _check_form(term, where)
    return Term(term.strip(), weight=float(weight))


def read_codebook(path: Path | str | Codebook | None = None) -> Codebook:
    """Read and check a codebook.

    Parameters
    ----------
    path : Path, str or Codebook, optional
        A YAML file, or a folder that holds a ``codebook.yaml``; the shipped codebook if left out or if the folder
        has none.  A codebook that is read already is handed back.

    Returns
    -------
    Codebook
        A theme without a colour gets the first free one of :data:`PALETTE`, a term without a weight gets 1.

    Raises
    ------
    LexiconError
        In one sentence: what is wrong, where, and what to write instead.
    """
    if isinstance(path, Codebook):
        return path
    if path is None:
        return _shipped()
    path = Path(path)
    if path.is_dir():
        path /= "codebook.yaml"
        if not path.is_file():
            return _shipped()
    content = read_yaml(path)
    _check_repeated_keys(path)
    _check_schema(content, path.name)
    return _build(content, path.name)


@cache
def _shipped() -> Codebook:
    """Return the shipped codebook; the tests check its form, for loading the checker takes longer than an article."""
    path = SHIPPED / "codebook.yaml"
    return _build(read_yaml(path), path.name)


# -- reading ----------------------------------------------------------------------------------------------------------


def _build(content: dict, name: str) -> Codebook:
    colours = {theme["colour"].lower() for theme in content["themes"] if "colour" in theme}
    free = iter([colour for colour in PALETTE if colour not in colours] + list(PALETTE) * len(content["themes"]))
    themes = []
    for entry in content["themes"]:
        where = f"{name}: theme {entry['id']!r}"
        if any(entry["id"] == theme.id for theme in themes):
            raise LexiconError(f"{where} is there twice; join the two or rename one.")
        if entry["id"] in RESERVED:
            raise LexiconError(f"{where}: the word is a column of coding sheets; give the theme another id.")
        themes.append(
            Theme(
                id=entry["id"],
                name=entry.get("name", entry["id"]).strip(),
                name_zh=entry.get("name_zh"),
                description=_one_line(entry.get("description")),
                include=_one_line(entry.get("include")),
                exclude=_one_line(entry.get("exclude")),
                colour=entry.get("colour", "").lower() or next(free),
                terms=tuple(_term(term, where) for term in entry["terms"]),
            )
        )
    return Codebook(
        themes=tuple(themes),
        never_inside=tuple(_term(term, f"{name}: never_inside") for term in content.get("never_inside", ())),
        inflections=content.get("inflections", True),
        name=name,
        domain=content.get("domain"),
        status=content.get("status"),
    )


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _term(entry: dict | str, where: str) -> Term:
    if isinstance(entry, str):
        entry = {"term": entry}
    zh = entry.get("zh", ())
    term = Term(
        term=entry["term"].strip(),
        also=tuple(form.strip() for form in entry.get("also", ())),
        zh=(zh,) if isinstance(zh, str) else tuple(zh),
        weight=float(entry.get("weight", 1)),
    )
    for form in term.forms:
        _check_form(form, where)
    return term


def _check_form(form: str, where: str) -> None:
    """Refuse what can never match: a term without a letter or digit, or with a star that ends no word."""
    tokens = term_tokens(form)
    if not any(token[:1].isalnum() for token, _ in tokens):
        raise LexiconError(f"{where}: the term {form!r} has no letter or digit; give the words to look for.")
    if any(token == "*" for token, _ in tokens) or re.search(r"\*\w", form):
        raise LexiconError(
            f"{where}: the term {form!r} has a * that does not end a word; a * stands at the end of a word, as reform*."
        )


def _check_repeated_keys(path: Path) -> None:
    """Refuse a key that is there twice in one mapping: YAML would silently keep the last."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    todo = [yaml.compose(path.read_text(encoding="utf-8"), Loader=loader)]
    seen_nodes = set()
    while todo:
        node = todo.pop()
        if id(node) in seen_nodes:
            continue
        seen_nodes.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            todo.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if key.value in seen:
                    line = key.start_mark.line + 1
                    raise LexiconError(f"{path.name}, line {line}: the key {key.value!r} is there twice; keep one.")
                seen.add(str(key.value))
                todo.append(value)


# -- the schema's complaints, in plain words --------------------------------------------------------------------------

_KINDS = {
    "array": "a list",
    "object": "a mapping of keys",
    "string": "text",
    "number": "a number",
    "boolean": "true or false",
}


def _check_schema(content: dict, name: str) -> None:
    from jsonschema import Draft202012Validator

    error = next(Draft202012Validator(SCHEMA).iter_errors(content), None)
    if error is None:
        return
    while error.context:  # of several readings of an entry, tell what the nearest one misses
        error = max(error.context, key=lambda inner: len(inner.path))
    where = ": ".join(filter(None, (name, _place(content, error.absolute_path))))
    complaint = _complaint(error)
    raise LexiconError(f"{where}: {complaint}" + ("" if complaint.endswith("?") else "."))


def _place(content: dict, path: Iterable) -> str:
    """Say where in the file, with the names a person gave: ``theme 'innovation', term 3 ('R&D')``."""
    words: list[str] = []
    node: object = content
    for step in path:
        node = node[step]  # type: ignore[index]
        if isinstance(step, int):
            name = node.get("id", node.get("term")) if isinstance(node, dict) else None
            words[-1] = f"{words[-1].removesuffix('s')} {step + 1}" + (f" ({name!r})" if name else "")
        else:
            words.append(str(step))
    return ", ".join(words)


def _complaint(error) -> str:
    value, rule = error.instance, error.validator
    if rule == "additionalProperties":
        known = list(error.schema["properties"])
        unknown = next(str(key) for key in value if key not in known)
        near = get_close_matches(unknown, known, n=1)
        return f"unknown key {unknown!r}; " + (
            f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
        )
    if rule == "required":
        missing = next(key for key in error.validator_value if key not in value)
        near = get_close_matches(missing, [str(key) for key in value], n=1)
        return f"the key {missing!r} is missing" + (f"; is {near[0]!r} meant to be it?" if near else "")
    if rule == "type":
        return f"{_KINDS.get(error.validator_value, error.validator_value)} is expected; found {_short(value)}"
    if rule in ("minItems", "minLength"):
        return "it is empty; give at least one entry or leave the key out"
    if rule in ("minimum", "maximum"):
        return f"the weight must be from {WEIGHTS[0]} to {WEIGHTS[1]}; found {value}"
    if rule == "const":
        return f"{error.validator_value!r} is expected; found {_short(value)}"
    if rule == "pattern" and error.absolute_path and error.absolute_path[-1] == "colour":
        return f"a colour is written as #3f90da; found {_short(value)}"
    if rule == "pattern" and error.absolute_path and error.absolute_path[-1] == "id":
        return f"an id has letters, digits, dots, hyphens and underscores only; found {_short(value)}"
    if rule == "pattern":
        return "the text is empty"
    return f"{_short(value)} does not fit"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
