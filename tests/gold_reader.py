"""Read the invented gold articles and passages and resolve every quoted piece to offsets.

The annotations quote the text instead of counting characters (see ``tests/gold/README.md``).  This module turns the
quotations into half-open code-point offsets and refuses any piece that is missing or ambiguous, so that a typing error
in an annotation cannot pass as an error of the program.

A piece is looked up as whole words first ("he" is not found inside "the"); only when it never occurs as whole words is
it looked up as a plain substring.  ``in:`` narrows the search to one passage of the text.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Span = tuple[int, int]

TABLES = ("statements", "commitments", "targets", "formulations")
SPEAKER_KINDS = ("person", "organisation", "group", "document")
MODES = ("direct", "mixed", "indirect")
ATTRIBUTIONS = ("explicit", "continued")
FUNCTIONS = ("directive", "commitment", "assessment", "justification", "prediction", "report")
FRAMES = (
    "cue-that",
    "cue-bare",
    "quote-cue",
    "quote-split",
    "cue-quote",
    "according-to",
    "colon",
    "participle",
    "told",
    "call",
    "passive",
    "nominal",
    "document",
    "mixed",
    "negated",
    "quote-paragraphs",
    "nested",
    "continued",
)
STRENGTHS = ("encourage", "strive", "plan", "will", "must")
POLARITIES = ("positive", "negative")
ACTION_STATUSES = ("to do", "in progress", "done")
FORMULATION_KINDS = ("numbered", "quoted")
COMPARATORS = ("eq", "gt", "ge", "lt", "le", "approx", "range")
QUANTITY_KINDS = ("share", "growth", "level", "count", "money", "ratio", "milestone")
DIRECTIONS = ("increase", "decrease", "reach", "keep_below")
GRANULARITIES = ("day", "month", "quarter", "fiscal_year", "year", "relative")
TARGET_STATUSES = ("target", "requirement", "proposed")


@dataclass(frozen=True)
class GoldStatement:
    """One act of saying: who said what, by which words.

    Attributes
    ----------
    row : int
        Ordinal of the row in its file, from 1; commitments refer to it.
    passage : Span
        Where the passage named by ``in:`` lies; the whole text when the row names none.
    source, cue, content : list of Span
        Half-open code-point spans in reading order of the annotation; empty where the row has none.
    speaker : str or None
        Canonical name: the fullest form in the article, without title.
    speaker_kind, role_title, organisation, mode, attribution, function, frame : str or None
        Columns as described in ``tests/gold/README.md``.
    """

    row: int
    passage: Span
    source: list[Span]
    cue: list[Span]
    content: list[Span]
    speaker: str | None
    speaker_kind: str | None
    role_title: str | None
    organisation: str | None
    mode: str
    attribution: str
    function: str
    frame: str


@dataclass(frozen=True)
class GoldCommitment:
    """One policy action clause.

    Attributes
    ----------
    row : int
        Ordinal of the row in its file, from 1.
    passage : Span
        Where the passage named by ``in:`` lies.
    action : str
        Lemma of the verb.
    verb, actor, object, items : list of Span
        Where the words lie; empty where the row has none.
    verb_text, actor_text, object_text : str or None
        The words themselves.
    items_text : list of str
        The listed things, empty where the object lists none.
    strength : str or None
        None where the clause has no modal strength (done, in progress).
    polarity, status : str
        Columns as described in ``tests/gold/README.md``.
    statement : int or None
        Ordinal of the statement that contains the clause; None for the narrator.
    """

    row: int
    passage: Span
    action: str
    verb: list[Span]
    actor: list[Span]
    object: list[Span]
    items: list[Span]
    verb_text: str | None
    actor_text: str | None
    object_text: str | None
    items_text: list[str]
    strength: str | None
    polarity: str
    status: str
    statement: int | None


@dataclass(frozen=True)
class GoldTarget:
    """One quantified target.

    Attributes
    ----------
    row : int
        Ordinal of the row in its file or passage, from 1.
    passage : Span
        Where the passage named by ``in:`` lies; the whole text when the row names none.
    span : Span
        The quantity with its comparator words.
    span_text : str
        The words of the quantity.
    deadline_span, baseline_span, subject_span, actor_span : Span or None
        Where the words of these columns lie.
    value, value_high, value_from : float or None
        Numbers with the scale applied.
    deadline : datetime.date or None
        Last day of the period named.
    unit, comparator, quantity_kind, direction, baseline, per, deadline_text, deadline_granularity, subject, actor, \
speaker, status, strength : str or None
        Columns as described in ``tests/gold/README.md``.
    """

    row: int
    passage: Span
    span: Span
    span_text: str
    value: float | None
    value_high: float | None
    unit: str
    comparator: str
    quantity_kind: str | None
    direction: str | None
    value_from: float | None
    baseline: str | None
    baseline_span: Span | None
    per: str | None
    deadline: dt.date | None
    deadline_text: str | None
    deadline_span: Span | None
    deadline_granularity: str | None
    subject: str | None
    subject_span: Span | None
    actor: str | None
    actor_span: Span | None
    speaker: str | None
    status: str | None
    strength: str | None


@dataclass(frozen=True)
class GoldFormulation:
    """One numbered or quoted set phrase.

    Attributes
    ----------
    row : int
        Ordinal of the row in its file, from 1.
    passage : Span
        Where the passage named by ``in:`` lies.
    span : Span
        Where the phrase lies, without its quotation marks.
    phrase : str
        The words.
    kind : str
        ``numbered`` or ``quoted``.
    number : int or None
        The number of a numbered phrase.
    """

    row: int
    passage: Span
    span: Span
    phrase: str
    kind: str
    number: int | None


@dataclass(frozen=True)
class GoldArticle:
    """One invented article with its annotated tables.

    Attributes
    ----------
    path : Path
        The file.
    id, country, register, english : str
        Metadata of the file.
    published : datetime.date or None
        Document date.
    title : str or None
        Metadata only; a printed title is part of `text`.
    text : str
        Exactly what is passed to the product: the block without its trailing newline.
    complete : list of str
        The tables that are annotated completely.
    statements, commitments, targets, formulations : list
        The rows, in file order.
    """

    path: Path
    id: str
    country: str | None
    register: str | None
    english: str | None
    published: dt.date | None
    title: str | None
    text: str
    complete: list[str]
    statements: list[GoldStatement]
    commitments: list[GoldCommitment]
    targets: list[GoldTarget]
    formulations: list[GoldFormulation]


@dataclass(frozen=True)
class GoldPassage:
    """One invented passage with its targets, or with the reason why it has none.

    Attributes
    ----------
    path : Path
        The file.
    id : str
        Identifier of the passage.
    document_date : datetime.date or None
        The date at which the passage is read.
    text : str
        Exactly what is passed to the product.
    targets : list of GoldTarget
        The rows; empty for a passage without target.
    no_target_reason : str or None
        Why the quantities are no targets.
    """

    path: Path
    id: str
    document_date: dt.date | None
    text: str
    targets: list[GoldTarget]
    no_target_reason: str | None


def read_gold_articles(folder: str | Path) -> list[GoldArticle]:
    """Read every ``*.yaml`` article of a folder, sorted by file name.

    Parameters
    ----------
    folder : str or Path
        The folder of the articles, as ``tests/gold/articles``.

    Returns
    -------
    list of GoldArticle
        The articles with all pieces resolved to offsets.

    Raises
    ------
    ValueError
        When a file is malformed or a quoted piece is missing or ambiguous; the message names file, row and piece.
    """
    return [_article(path) for path in sorted(Path(folder).glob("*.yaml"))]


def read_gold_passages(folder: str | Path) -> list[GoldPassage]:
    """Read the passages of every ``*.yaml`` file of a folder, sorted by file name.

    Parameters
    ----------
    folder : str or Path
        The folder of the passages, as ``tests/gold/passages``.

    Returns
    -------
    list of GoldPassage
        The passages with all pieces resolved to offsets, in file order.

    Raises
    ------
    ValueError
        When a file is malformed or a quoted piece is missing or ambiguous; the message names file, row and piece.
    """
    passages: list[GoldPassage] = []
    seen: dict[str, Path] = {}
    for path in sorted(Path(folder).glob("*.yaml")):
        data = _load(path)
        for number, entry in enumerate(data.get("passages") or [], start=1):
            passage = _passage(path, number, entry)
            if passage.id in seen:
                raise ValueError(f"{path.name}: passage {passage.id} occurs already in {seen[passage.id].name}")
            seen[passage.id] = path
            passages.append(passage)
    return passages


class _Row:
    """One row of a table while it is read: finds pieces and names itself in errors."""

    def __init__(self, where: str, text: str, row: Any) -> None:
        if not isinstance(row, dict):
            raise ValueError(f"{where}: row is not a mapping: {row!r}")
        self.where = where
        self.text = text
        self.row: dict[str, Any] = row
        self.passage: Span = (0, len(text))
        if row.get("in") is not None:
            self.passage = self.find("in", row["in"])

    def find(self, field: str, piece: Any) -> Span:
        """Return the only span of a piece inside the row's passage."""
        if not isinstance(piece, str) or not piece.strip():
            raise ValueError(f"{self.where}: {field}: not a piece of text: {piece!r}")
        low, high = self.passage
        found = _occurrences(self.text, piece, low, high)
        if not found:
            raise ValueError(f"{self.where}: {field}: missing: {piece!r}")
        if len(found) > 1:
            raise ValueError(f"{self.where}: {field}: ambiguous ({len(found)} times): {piece!r}")
        return found[0]

    def spans(self, field: str) -> list[Span]:
        """Return the spans of a field that holds null, one piece or a list of pieces."""
        value = self.row.get(field)
        if value is None:
            return []
        return [self.find(field, piece) for piece in (value if isinstance(value, list) else [value])]

    def optional_span(self, field: str) -> Span | None:
        """Return the span of a field that holds null or one piece."""
        value = self.row.get(field)
        return None if value is None else self.find(field, value)

    def choice(self, field: str, allowed: tuple[str, ...], nullable: bool = False) -> Any:
        """Return the value of a field after checking it against the allowed words."""
        value = self.row.get(field)
        if value is None and nullable:
            return None
        if value not in allowed:
            raise ValueError(f"{self.where}: {field}: {value!r} is none of {', '.join(allowed)}")
        return value

    def words(self, field: str) -> str | None:
        """Return the value of a field that holds null or a text."""
        value = self.row.get(field)
        if value is not None and not isinstance(value, str):
            raise ValueError(f"{self.where}: {field}: not a text: {value!r}")
        return value

    def number(self, field: str) -> float | None:
        """Return the value of a field that holds null or a number."""
        value = self.row.get(field)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise ValueError(f"{self.where}: {field}: not a number: {value!r}")
        return float(value)


def _occurrences(text: str, piece: str, low: int, high: int) -> list[Span]:
    """Return the spans of a piece inside ``text[low:high]``: as whole words, else as a plain substring."""
    spans: list[Span] = []
    start = text.find(piece, low, high)
    while start >= 0:
        spans.append((start, start + len(piece)))
        start = text.find(piece, start + 1, high)
    whole = [span for span in spans if _is_whole(text, span)]
    return whole or spans


def _is_whole(text: str, span: Span) -> bool:
    """Tell whether a span neither begins nor ends inside a word."""
    start, end = span
    begins = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    ends = end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum())
    return begins and ends


def _load(path: Path) -> dict[str, Any]:
    """Return the mapping of a file that says that it is invented."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ValueError(f"{path.name}: not YAML: {error}") from error
    if not isinstance(data, dict) or data.get("invented") is not True:
        raise ValueError(f"{path.name}: the file does not say 'invented: true'")
    return data


def _text(where: str, data: dict[str, Any]) -> str:
    """Return the text of an article or passage without its trailing newline."""
    text = data.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"{where}: no text")
    return text.rstrip("\n")


def _date(where: str, field: str, value: Any) -> dt.date | None:
    """Return a date that YAML may have read as a date or as a text."""
    if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{where}: {field}: not a date: {value!r}") from error


def _rows(path: Path, text: str, data: dict[str, Any], table: str) -> list[_Row]:
    """Return the rows of one table of an article."""
    entries = data.get(table) or []
    return [_Row(f"{path.name}: {table} row {n}", text, entry) for n, entry in enumerate(entries, start=1)]


def _article(path: Path) -> GoldArticle:
    """Return one article with all pieces resolved."""
    data = _load(path)
    text = _text(path.name, data)
    if data.get("id") != path.stem:
        raise ValueError(f"{path.name}: id {data.get('id')!r} is not the file's name")
    complete = list(data.get("complete") or [])
    for table in complete:
        if table not in TABLES:
            raise ValueError(f"{path.name}: complete: {table!r} is none of {', '.join(TABLES)}")
    statements = [_statement(n, row) for n, row in enumerate(_rows(path, text, data, "statements"), start=1)]
    commitments = [_commitment(n, row) for n, row in enumerate(_rows(path, text, data, "commitments"), start=1)]
    for commitment in commitments:
        if commitment.statement is not None and not 1 <= commitment.statement <= len(statements):
            raise ValueError(
                f"{path.name}: commitments row {commitment.row}: statement: no statement {commitment.statement}"
            )
    return GoldArticle(
        path=path,
        id=path.stem,
        country=data.get("country"),
        register=data.get("register"),
        english=data.get("english"),
        published=_date(path.name, "published", data.get("published")),
        title=data.get("title"),
        text=text,
        complete=complete,
        statements=statements,
        commitments=commitments,
        targets=[_target(n, row) for n, row in enumerate(_rows(path, text, data, "targets"), start=1)],
        formulations=[_formulation(n, row) for n, row in enumerate(_rows(path, text, data, "formulations"), start=1)],
    )


def _passage(path: Path, number: int, entry: Any) -> GoldPassage:
    """Return one passage with all pieces resolved."""
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        raise ValueError(f"{path.name}: passage {number}: no id")
    where = f"{path.name}: passage {entry['id']}"
    text = _text(where, entry)
    rows = [_Row(f"{where}: targets row {n}", text, row) for n, row in enumerate(entry.get("targets") or [], start=1)]
    reason = entry.get("no_target_reason")
    if bool(rows) == bool(reason):
        raise ValueError(f"{where}: a passage has either targets or a no_target_reason")
    return GoldPassage(
        path=path,
        id=entry["id"],
        document_date=_date(where, "document_date", entry.get("document_date")),
        text=text,
        targets=[_target(n, row) for n, row in enumerate(rows, start=1)],
        no_target_reason=reason,
    )


def _statement(number: int, row: _Row) -> GoldStatement:
    """Return one row of the statements table."""
    content = row.spans("content")
    if not content:
        raise ValueError(f"{row.where}: content: missing")
    return GoldStatement(
        row=number,
        passage=row.passage,
        source=row.spans("source"),
        cue=row.spans("cue"),
        content=content,
        speaker=row.words("speaker"),
        speaker_kind=row.choice("speaker_kind", SPEAKER_KINDS, nullable=True),
        role_title=row.words("role_title"),
        organisation=row.words("organisation"),
        mode=row.choice("mode", MODES),
        attribution=row.choice("attribution", ATTRIBUTIONS),
        function=row.choice("function", FUNCTIONS),
        frame=row.choice("frame", FRAMES),
    )


def _commitment(number: int, row: _Row) -> GoldCommitment:
    """Return one row of the commitments table."""
    action = row.words("action")
    verb = row.spans("verb")
    if not action or not verb:
        raise ValueError(f"{row.where}: action or verb: missing")
    statement = row.row.get("statement")
    if statement is not None and (isinstance(statement, bool) or not isinstance(statement, int)):
        raise ValueError(f"{row.where}: statement: not an ordinal: {statement!r}")
    return GoldCommitment(
        row=number,
        passage=row.passage,
        action=action,
        verb=verb,
        actor=row.spans("actor"),
        object=row.spans("object"),
        items=row.spans("items"),
        verb_text=_joined(row.row.get("verb")),
        actor_text=_joined(row.row.get("actor")),
        object_text=_joined(row.row.get("object")),
        items_text=list(row.row.get("items") or []),
        strength=row.choice("strength", STRENGTHS, nullable=True),
        polarity=row.choice("polarity", POLARITIES),
        status=row.choice("status", ACTION_STATUSES),
        statement=statement,
    )


def _target(number: int, row: _Row) -> GoldTarget:
    """Return one row of the targets table."""
    unit = row.words("unit")
    if unit is None:
        raise ValueError(f"{row.where}: unit: missing")
    span = row.find("span", row.row.get("span"))
    return GoldTarget(
        row=number,
        passage=row.passage,
        span=span,
        span_text=row.text[span[0] : span[1]],
        value=row.number("value"),
        value_high=row.number("value_high"),
        unit=unit,
        comparator=row.choice("comparator", COMPARATORS),
        quantity_kind=row.choice("quantity_kind", QUANTITY_KINDS, nullable=True),
        direction=row.choice("direction", DIRECTIONS, nullable=True),
        value_from=row.number("value_from"),
        baseline=row.words("baseline"),
        baseline_span=row.optional_span("baseline"),
        per=row.words("per"),
        deadline=_date(row.where, "deadline", row.row.get("deadline")),
        deadline_text=row.words("deadline_text"),
        deadline_span=row.optional_span("deadline_text"),
        deadline_granularity=row.choice("deadline_granularity", GRANULARITIES, nullable=True),
        subject=row.words("subject"),
        subject_span=row.optional_span("subject"),
        actor=row.words("actor"),
        actor_span=row.optional_span("actor"),
        speaker=row.words("speaker"),
        status=row.choice("status", TARGET_STATUSES, nullable=True),
        strength=row.choice("strength", STRENGTHS, nullable=True),
    )


def _formulation(number: int, row: _Row) -> GoldFormulation:
    """Return one row of the formulations table."""
    value = row.number("number")
    span = row.find("phrase", row.row.get("phrase"))
    return GoldFormulation(
        row=number,
        passage=row.passage,
        span=span,
        phrase=row.text[span[0] : span[1]],
        kind=row.choice("kind", FORMULATION_KINDS),
        number=None if value is None else int(value),
    )


def _joined(value: Any) -> str | None:
    """Return the words of a field that holds null, one piece or a list of pieces."""
    return " ".join(value) if isinstance(value, list) else value
