"""The contract of every table: columns in order, types, vocabularies, meaning.

The declarations below are the one source of the validation (pandera), the empty tables, the Parquet types, the codebook
page of the reports and the tests.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from communique.errors import SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd
    import pyarrow as pa

#: Raised with every change of a table's columns; a dataset written under another version is refused.
SCHEMA_VERSION = 1

ROLES = ("title", "heading", "body", "boilerplate")
SPEAKER_KINDS = ("person", "organisation", "group", "document", "narrator")
MODES = ("direct", "mixed", "indirect", "narrated")
ATTRIBUTIONS = ("explicit", "continued", "none")
FUNCTIONS = ("directive", "commitment", "assessment", "justification", "prediction", "report")
SPAN_PARTS = ("source", "cue", "content", "function")
STRENGTHS = ("encourage", "strive", "plan", "will", "must")
POLARITIES = ("positive", "negative")
COMMITMENT_STATUSES = ("to do", "in progress", "done")
COMPARATORS = ("eq", "gt", "ge", "lt", "le", "approx", "range")
QUANTITY_KINDS = ("share", "growth", "level", "count", "money", "ratio", "milestone")
DIRECTIONS = ("increase", "decrease", "reach", "keep_below")
GRANULARITIES = ("day", "month", "quarter", "fiscal_year", "year", "relative")
#: The statuses of a target that is still to be reached ...
TARGET_STATUSES = ("target", "requirement", "proposed")
#: ... and of a quantity that is none, each the reason why.
OTHER_STATUSES = (
    *("achieved", "current", "historic", "baseline", "expired", "forecast", "need", "impact", "instrument", "penalty"),
    *("threshold", "demand", "denial", "hypothetical", "survey", "ranking", "comparison", "duration", "restated"),
)
FORMULATION_KINDS = ("numbered", "quoted")
GLOSS_CONFIDENCES = ("high", "medium", "unverified")
PART_NAMES = ("actor", "verb", "object", "item", "subject", "deadline", "baseline", "condition")
THEME_METHODS = ("codebook", "inferred", "coded")


class Column(NamedTuple):
    """A column: its ``kind`` is ``id``, ``text``, ``integer``, ``number``, ``boolean``, ``date`` or ``category``."""

    name: str
    kind: str
    meaning: str
    unit: str = ""
    categories: tuple[str, ...] = ()
    is_ordered: bool = False
    is_required: bool = False


class Table(NamedTuple):
    """A table: what one row is, its columns in order and the columns that identify a row."""

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    quotes_article: bool = True


def _id(name: str, meaning: str, *, required: bool = True) -> Column:
    return Column(name, "id", meaning, is_required=required)


def _category(
    name: str, meaning: str, words: tuple[str, ...], *, ordered: bool = False, required: bool = True
) -> Column:
    return Column(name, "category", meaning, "", words, ordered, required)


_ARTICLE = _id("article_id", "Article that the row is about.")
_PLACE = (
    Column(
        "start",
        "integer",
        "First character of the quoted words in the article's text.",
        "code points",
        is_required=True,
    ),
    Column("end", "integer", "Character after the last one of the quoted words.", "code points", is_required=True),
    Column("text", "text", "The quoted words: the article's text from start to end.", is_required=True),
)
_STATEMENT = _id("statement_id", "Statement that holds the row, where one does.", required=False)
_SPEAKER = Column("speaker", "text", "Canonical name of the voice that says it; narrator where nobody is named.")
_RULE = Column(
    "rule", "text", "Stable name of the rule that made the row; the method page explains it.", is_required=True
)
_NOTE = Column("note", "text", "Why a value is missing or uncertain.")


def _table(name: str, row: str, *columns: Column, key: tuple[str, ...], quotes_article: bool = True) -> Table:
    return Table(name, row, columns, key, quotes_article)


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _table(
            "articles",
            "an article",
            _id("article_id", "Name of the article; the first part of the identifiers of all its rows."),
            *_PLACE,
            Column("title", "text", "Title, from the metadata or the text."),
            Column("publisher", "text", "Publisher, from the metadata."),
            Column("url", "text", "Address of the page, from the metadata."),
            Column("published", "date", "Day of publication, from the metadata.", "day"),
            Column("reference_date", "date", "Day that time expressions are resolved against.", "day"),
            Column("reference_year", "integer", "Year that “this year” means.", "year"),
            Column("reference_basis", "text", "How the reference date or year was established."),
            Column("country", "text", "Country that the article is about, from the metadata.", "ISO 3166 alpha-2"),
            Column(
                "language", "text", "Language of the metadata, or told by its small words; ``und``: unknown.", "BCP 47"
            ),
            Column("n_paragraphs", "integer", "Lines of text.", "count", is_required=True),
            Column("n_sentences", "integer", "Sentences, headings and title.", "count", is_required=True),
            Column("n_words", "integer", "Words, parted by white space.", "count", is_required=True),
            Column("source", "text", "Name of the file that it was read from."),
            Column("encoding", "text", "Character encoding of that file."),
            Column("sha256", "text", "SHA-256 digest of the file as it was read.", "hexadecimal"),
            Column("duplicate_of", "text", "Earlier article of the corpus with the same or nearly the same text."),
            Column(
                "similarity", "number", "Share of five-word sequences that both have, where duplicate_of is set.", "0-1"
            ),
            Column("rights", "text", "Terms of use, from the metadata."),
            _NOTE,
            key=("article_id",),
        ),
        _table(
            "sentences",
            "a sentence, heading, title or line of boilerplate",
            _id("sentence_id", "Identifier of the sentence."),
            _ARTICLE,
            *_PLACE,
            Column("paragraph", "integer", "Line of the text, counted from 0.", "count", is_required=True),
            Column(
                "position", "number", "Where the sentence begins: 0 at the start of the article, 1 at its end.", "0-1"
            ),
            _category("role", "What the unit is on the page.", ROLES),
            Column("repaired", "boolean", "Whether a false break inside the sentence was mended.", is_required=True),
            _id("statement_id", "Statement that covers most of the sentence.", required=False),
            _SPEAKER,
            key=("sentence_id",),
        ),
        _table(
            "statements",
            "one act of saying: a source, a cue and a content (start and end cover all three)",
            _id("statement_id", "Identifier of the statement."),
            _ARTICLE,
            *_PLACE,
            _SPEAKER,
            _category("speaker_kind", "What the voice is.", SPEAKER_KINDS, required=False),
            Column("role_title", "text", "Office or function of the speaker, as the article words it."),
            Column("organisation", "text", "Organisation of the speaker, as the article words it."),
            Column("cue_lemma", "text", "Base form of the words of saying."),
            _category(
                "mode", "Direct: in quotation marks; mixed: partly; indirect: paraphrased; narrated: no source.", MODES
            ),
            _category(
                "attribution",
                "Explicit: a cue names the source; continued: still the speaker's, without a cue.",
                ATTRIBUTIONS,
            ),
            _category(
                "function",
                "What the statement does, after speech-act coding and political claims analysis.",
                FUNCTIONS,
                required=False,
            ),
            Column(
                "confidence",
                "number",
                "How sure the attribution is: of rows at 0.9, nine in ten are right.",
                "0-1",
                is_required=True,
            ),
            Column("n_words", "integer", "Words of the content.", "count", is_required=True),
            _id("outer_id", "Statement that this one is quoted inside of.", required=False),
            _RULE,
            _NOTE,
            key=("statement_id",),
        ),
        _table(
            "spans",
            "one stretch of a statement",
            _id("statement_id", "Statement that the stretch belongs to."),
            _ARTICLE,
            Column(
                "ordinal", "integer", "Order among the stretches of the statement, from 1.", "count", is_required=True
            ),
            *_PLACE,
            _category(
                "part", "What the stretch is; function: the words that show what the statement does.", SPAN_PARTS
            ),
            key=("statement_id", "ordinal"),
        ),
        _table(
            "commitments",
            "one thing that is to be done, is being done or was done",
            _id("commitment_id", "Identifier of the commitment."),
            _ARTICLE,
            _STATEMENT,
            *_PLACE,
            _SPEAKER,
            Column("actor", "text", "Who is to do it, in the article's words."),
            Column("action", "text", "Base form of the verb.", is_required=True),
            Column("object", "text", "What it is to be done to, in the article's words."),
            Column(
                "n_items", "integer", "Things that the object lists; each is a row of parts.", "count", is_required=True
            ),
            _category(
                "strength",
                "How binding the words are, from encourage to must.",
                STRENGTHS,
                ordered=True,
                required=False,
            ),
            _category("polarity", "Negative: it is to be left undone.", POLARITIES),
            _category("status", "Whether it is still to do, under way or done.", COMMITMENT_STATUSES),
            _RULE,
            _NOTE,
            key=("commitment_id",),
        ),
        _table(
            "targets",
            "one measurable aim, or a quantity that is none and says by its status why",
            _id("target_id", "Identifier of the target."),
            _ARTICLE,
            _id("commitment_id", "Commitment that holds it, where one does.", required=False),
            _STATEMENT,
            *_PLACE,
            _SPEAKER,
            Column("actor", "text", "Who must deliver, in the article's words."),
            Column("subject", "text", "What is measured: the head phrase of the metric, in the article's words."),
            _category("comparator", "How the value is to be compared.", COMPARATORS),
            Column("value", "number", "The quantity with its scale applied; missing for a milestone.", "see unit"),
            Column("value_high", "number", "Upper end of a range.", "see unit"),
            Column("value_from", "number", "Where it starts, where the words say so.", "see unit"),
            Column(
                "unit",
                "text",
                "percent, percentage_point, basis_point, ratio, count, ISO 4217 code, SI or trade symbol.",
                is_required=True,
            ),
            _category("quantity_kind", "What kind of quantity it is.", QUANTITY_KINDS),
            _category("direction", "Which way the metric is to go.", DIRECTIONS, required=False),
            Column("per", "text", "Period or base of a rate, such as year."),
            Column("baseline_text", "text", "What it is compared to, in the article's words."),
            Column("deadline_text", "text", "The deadline in the article's words."),
            Column("deadline", "date", "Last day of the period named.", "day"),
            _category("deadline_granularity", "How exact the words are.", GRANULARITIES, required=False),
            Column("deadline_basis", "text", "How the words became a date."),
            Column("period_start", "date", "First day, where the words name a period.", "day"),
            _category(
                "strength",
                "How binding the words are, from encourage to must.",
                STRENGTHS,
                ordered=True,
                required=False,
            ),
            _category(
                "status",
                "Target, requirement or proposed; else why the quantity is no target.",
                (*TARGET_STATUSES, *OTHER_STATUSES),
            ),
            Column(
                "is_target",
                "boolean",
                "Whether somebody is to reach it: status target, requirement or proposed.",
                is_required=True,
            ),
            Column("condition", "text", "The condition that it hangs on, in the article's words."),
            _RULE,
            _NOTE,
            key=("target_id",),
        ),
        _table(
            "formulations",
            "one mention of a set phrase (a tifa)",
            _id("formulation_id", "Identifier of the mention."),
            _ARTICLE,
            _STATEMENT,
            *_PLACE,
            _SPEAKER,
            Column("formulation", "text", "Canonical form: one for all variants.", is_required=True),
            _category("kind", "Numbered (“three concentrations”) or quoted (“big picture”).", FORMULATION_KINDS),
            Column("number", "integer", "The number in the phrase; it is a name, never a quantity.", "count"),
            Column("noun", "text", "What the number counts."),
            Column(
                "n_items",
                "integer",
                "Things that the article lists under the phrase; each is a row of parts.",
                "count",
                is_required=True,
            ),
            Column("gloss", "text", "What it means, from the glossary."),
            Column("gloss_zh", "text", "The Chinese words behind it, from the glossary."),
            _category("gloss_confidence", "How sure the glossary is.", GLOSS_CONFIDENCES, required=False),
            Column("gloss_source", "text", "Where the glossary has it from."),
            _RULE,
            _NOTE,
            key=("formulation_id",),
        ),
        _table(
            "parts",
            "one stretch of a commitment, target or formulation",
            _id("owner_id", "Commitment, target or formulation that the stretch belongs to."),
            _ARTICLE,
            Column("ordinal", "integer", "Order among the stretches of the owner, from 1.", "count", is_required=True),
            *_PLACE,
            _category("part", "What the stretch is; item: one thing of a list.", PART_NAMES),
            key=("owner_id", "ordinal"),
        ),
        _table(
            "themes",
            "one sentence and one theme",
            _ARTICLE,
            _id("sentence_id", "The sentence."),
            *_PLACE,
            _SPEAKER,
            Column("theme", "text", "Identifier of the theme in the codebook.", is_required=True),
            Column("score", "number", "Sum over the terms of weight times ln(1 + count).", is_required=True),
            Column("share", "number", "Score over the sum of the sentence's scores.", "0-1", is_required=True),
            Column(
                "is_primary",
                "boolean",
                "Whether it is the one theme that the sentence is about most.",
                is_required=True,
            ),
            _category(
                "method",
                "Codebook: its terms stand in the sentence; inferred: spread from clear sentences; coded: by a person.",
                THEME_METHODS,
            ),
            Column("evidence", "text", "The terms that count, most weight first."),
            _NOTE,
            key=("sentence_id", "theme"),
        ),
        _table(
            "theme_evidence",
            "one term in one sentence that counts towards a theme",
            _ARTICLE,
            _id("sentence_id", "The sentence."),
            Column("theme", "text", "Identifier of the theme in the codebook.", is_required=True),
            *_PLACE,
            Column("term", "text", "The codebook's term that the words match.", is_required=True),
            Column(
                "weight",
                "number",
                "Weight of the term, 1 to 3; for inferred rows the log-odds of the word.",
                is_required=True,
            ),
            key=("sentence_id", "theme", "start", "end"),
        ),
    )
}

OUTCOMES = ("met", "missed", "dropped", "open")
EVENTS = (
    *("first", "repeated", "raised", "lowered", "postponed", "advanced", "strengthened", "weakened"),
    *("reported", "met", "missed"),
)
SKIP_STEPS = ("find", "read", "extract")

#: Tables of a corpus, beside those of its articles.
CORPUS_TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _table(
            "skipped",
            "a file or entry that gave no article",
            Column("source", "text", "The file, and the entry in it, as found.", is_required=True),
            _category("step", "Where it failed: finding, reading or extracting.", SKIP_STEPS),
            Column("reason", "text", "What was wrong, in one sentence.", is_required=True),
            key=("source",),
            quotes_article=False,
        ),
        _table(
            "target_histories",
            "one aim, followed through the articles that mention it",
            _id("history_id", "Identifier of the aim: that of its first mention."),
            Column("subject", "text", "What is measured, in the words of the first mention."),
            Column("actor", "text", "Who must deliver, in the words of the first mention that says so."),
            Column("unit", "text", "Unit of the aim.", is_required=True),
            Column("first_text", "text", "The quantity as first said.", is_required=True),
            Column("first_value", "number", "Value as first said.", "see unit"),
            Column("last_value", "number", "Value as last set.", "see unit"),
            Column("comparator", "text", "How the value is to be compared, as last set."),
            Column("first_deadline", "date", "Deadline as first said.", "day"),
            Column("deadline", "date", "Deadline as last set.", "day"),
            Column("first_said", "date", "Day of the first mention.", "day"),
            Column("last_said", "date", "Day of the last mention.", "day"),
            Column("n_mentions", "integer", "Mentions, reports included.", "count", is_required=True),
            Column("n_articles", "integer", "Articles that mention it.", "count", is_required=True),
            Column("n_changes", "integer", "Changes of value, deadline or strength.", "count", is_required=True),
            Column("last_reported", "number", "Value last reported as reached.", "see unit"),
            _category("outcome", "What became of it, as far as the corpus tells.", OUTCOMES),
            Column("reason", "text", "Why the outcome is said to be so.", is_required=True),
            key=("history_id",),
            quotes_article=False,
        ),
        _table(
            "target_links",
            "one mention of an aim, linked to its history",
            _id("history_id", "The aim."),
            _id("target_id", "The mention, a row of targets."),
            _ARTICLE,
            *_PLACE,
            Column("said", "date", "Day of the article.", "day"),
            _category("event", "What the mention does to the aim.", EVENTS),
            Column("value", "number", "Value of the mention, in the unit of the history.", "see unit"),
            Column("deadline", "date", "Deadline of the mention.", "day"),
            Column("previous_id", "id", "The mention that it was linked to; missing for the first."),
            Column("confidence", "number", "How sure the link is; 1 for the first mention.", "0-1", is_required=True),
            Column("reasons", "text", "What the link rests on.", is_required=True),
            key=("target_id",),
        ),
    )
}


def table_of(name: str) -> Table:
    """Return the declaration of a table, of articles or of a corpus."""
    return TABLES[name] if name in TABLES else CORPUS_TABLES[name]


_DTYPES = {
    "id": "str",
    "text": "str",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "bool",
    "date": "datetime64[us]",
}


def dtype_of(column: Column) -> object:
    """Return the pandas dtype of a column."""
    import pandas as pd

    if column.kind == "category":
        return pd.CategoricalDtype(column.categories, ordered=column.is_ordered)
    return _DTYPES[column.kind]


def build_frame(table: str, rows: Sequence[tuple]) -> pd.DataFrame:
    """Build a typed frame from rows in the order of the table's columns; no row gives an empty, typed frame.

    Raises
    ------
    SchemaError
        If a word is not in the vocabulary of its column.
    """
    import pandas as pd

    columns = table_of(table).columns
    values = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    data = {}
    for column, cells in zip(columns, values, strict=True):
        if column.kind == "category":
            unknown = {cell for cell in cells if cell is not None} - set(column.categories)
            if unknown:
                expected = f"one of {', '.join(column.categories)}"
                raise SchemaError(f"{table}.{column.name}: expected {expected}, found {min(unknown)!r}.")
            data[column.name] = pd.Categorical(list(cells), dtype=dtype_of(column))
        else:
            data[column.name] = pd.array(list(cells), dtype=dtype_of(column))
    return pd.DataFrame(data)


def empty_frame(table: str) -> pd.DataFrame:
    """Return the table without rows, with all columns and types."""
    return build_frame(table, [])


def typed_frame(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return ``frame`` with the table's dtypes, as after reading from Parquet or CSV."""
    return frame.astype({column.name: dtype_of(column) for column in table_of(table).columns if column.name in frame})


def arrow_schema(table: str) -> pa.Schema:
    """Return the Parquet schema of a table, with the schema version in its metadata."""
    import pyarrow as pa

    types = {"id": pa.string(), "text": pa.string(), "integer": pa.int64(), "number": pa.float64()}
    types |= {"boolean": pa.bool_(), "date": pa.timestamp("us")}

    def field(column: Column) -> pa.Field:
        kind = types.get(column.kind) or pa.dictionary(pa.int8(), pa.string(), ordered=column.is_ordered)
        return pa.field(column.name, kind, metadata={"meaning": column.meaning, "unit": column.unit})

    fields = [field(column) for column in table_of(table).columns]
    return pa.schema(fields, metadata={"communique_schema": str(SCHEMA_VERSION), "communique_table": table})


@cache
def _pandera_schema(table: str) -> object:
    import pandera.pandas as pa

    columns = {}
    for column in table_of(table).columns:
        checks = []
        if column.unit == "0-1":
            checks.append(pa.Check.in_range(0, 1, error="a share between 0 and 1"))
        if column.name == "start":
            checks.append(pa.Check.ge(0, error="an offset of 0 or more"))
        if column.kind == "number":
            checks.append(pa.Check(lambda s: s.isna() | (s.abs() < float("inf")), error="a finite number"))
        columns[column.name] = pa.Column(
            dtype_of(column), checks, nullable=not column.is_required, coerce=False, description=column.meaning
        )
    return pa.DataFrameSchema(columns, strict=True, ordered=True, unique=list(table_of(table).key), name=table)


def validate_frame(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Check a frame against the contract and return it.

    Raises
    ------
    SchemaError
        With the table, the column, what was expected and up to three of the rows at fault.
    """
    import pandera.errors

    try:
        return _pandera_schema(table).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        raise SchemaError(_fault_message(table, frame, error.failure_cases)) from None


def _fault_message(table: str, frame: pd.DataFrame, cases: pd.DataFrame) -> str:
    first = cases.iloc[0]
    where = f"{table}.{first['column']}" if first["column"] not in (None, table) else table
    same = cases[(cases["check"] == first["check"]) & (cases["column"] == first["column"])]
    shown = ", ".join(
        str(value) if not isinstance(value, str) else repr(value) for value in same["failure_case"].head(3)
    )
    expected = "a value" if first["check"] == "not_nullable" else first["check"]
    rows = [int(i) for i in same["index"].dropna().head(3) if i in frame.index]
    key = table_of(table).key[0]
    names = " in " + ", ".join(str(frame.loc[i, key]) for i in rows) if rows and key in frame else ""
    more = len(cases) - min(3, len(same))
    return f"{where}: expected {expected}, found {shown}{names}" + (f", and {more:,} faults more." if more > 0 else ".")


def check_offsets(table: str, frame: pd.DataFrame, texts: dict[str, str]) -> None:
    """Check the law of offsets: ``text == article.text[start:end]`` in every row.

    Parameters
    ----------
    table : str
        Name of the table.
    frame : DataFrame
        Its rows.
    texts : dict
        ``article_id`` -> text of the article.

    Raises
    ------
    SchemaError
        At the first row that breaks the law.
    """
    if not table_of(table).quotes_article:
        return
    for article_id, start, end, text in zip(
        frame["article_id"], frame["start"], frame["end"], frame["text"], strict=True
    ):
        if texts[article_id][start:end] != text:
            found = texts[article_id][start:end][:60]
            raise SchemaError(f"{table}: {article_id} from {start:,} to {end:,} reads {found!r}, not {text[:60]!r}.")


_FOREIGN_KEYS = (
    ("spans", "statement_id", "statements"),
    ("sentences", "statement_id", "statements"),
    ("statements", "outer_id", "statements"),
    ("commitments", "statement_id", "statements"),
    ("targets", "statement_id", "statements"),
    ("targets", "commitment_id", "commitments"),
    ("formulations", "statement_id", "statements"),
    ("themes", "sentence_id", "sentences"),
    ("theme_evidence", "sentence_id", "sentences"),
)


def check_keys(frames: dict[str, pd.DataFrame]) -> None:
    """Check that every identifier that a row points to is there.

    Raises
    ------
    SchemaError
        With the table, the column and the first identifier that leads nowhere.
    """
    for table, column, other in _FOREIGN_KEYS:
        known = set(frames[other][TABLES[other].key[0]])
        _check_known(table, column, frames[table][column].dropna(), known)
    owners = {
        identifier
        for other in ("commitments", "targets", "formulations")
        for identifier in frames[other][TABLES[other].key[0]]
    }
    _check_known("parts", "owner_id", frames["parts"]["owner_id"], owners)


def _check_known(table: str, column: str, identifiers: Iterable[str], known: set[str]) -> None:
    for identifier in identifiers:
        if identifier not in known:
            raise SchemaError(f"{table}.{column}: {identifier!r} leads to no row.")
