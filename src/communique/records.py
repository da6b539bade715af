"""Small frozen records that the stages hand to each other.

Offsets are half-open and count Unicode code points of ``Article.text``.  Records carry offsets, never copies of
the text: ``extract`` cuts ``text[start:end]`` once, at the edge, which is what makes the offset invariant hold by
construction.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of the article's text."""

    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence, heading or other unit of the article, without surrounding white space.

    ``role`` is ``title``, ``heading``, ``body`` or ``boilerplate``; ``paragraph`` counts lines of text from 0;
    ``repaired`` says that a false break inside it was mended.
    """

    start: int
    end: int
    paragraph: int
    role: str
    repaired: bool = False


class Statement(NamedTuple):
    """One act of saying: source, cue and content; ``start, end`` cover all three.

    Sentences of the body that belong to no source are the narrator's (``speaker_kind="narrator"``,
    ``mode="narrated"``, ``attribution="none"``, no source, cue or content spans).  ``outer`` is the position in the
    list of statements of the one that this one is quoted inside of.
    """

    start: int
    end: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: str | None
    speaker_kind: str | None
    role_title: str | None
    organisation: str | None
    cue_lemma: str | None
    mode: str
    attribution: str
    function: str | None
    function_words: tuple[Span, ...]
    confidence: float
    rule: str
    note: str | None = None
    outer: int | None = None


class Quantity(NamedTuple):
    """A quantity with its comparator words.

    ``value`` has its scale applied (3 trillion is 3e12) and is None for a milestone; ``value_high`` is set for ranges
    only.  ``number`` is the span of the numeral or number word alone, ``noun`` of the thing counted or measured that
    follows directly ("jobs"), where there is one.
    """

    start: int
    end: int
    number: Span
    noun: Span | None
    value: float | None
    value_high: float | None
    value_from: float | None
    unit: str
    comparator: str
    kind: str
    per: str | None
    rule: str
    note: str | None = None


class TimeExpression(NamedTuple):
    """A time expression, resolved where it can be.

    ``start, end`` include the preposition ("by the end of this year"); ``function`` says what it does: ``deadline``
    (by, until, before, within), ``period`` (during, between), ``past``, ``start`` (from 2030), ``at`` (in 2026).
    ``date`` is the last day of the period named, ``period_start`` its first.  ``basis`` says how it was resolved.
    """

    start: int
    end: int
    function: str
    date: dt.date | None
    period_start: dt.date | None
    granularity: str | None
    basis: str
    rule: str
    note: str | None = None


class Commitment(NamedTuple):
    """One thing that is to be done, is being done or was done.

    ``start, end`` cover the clause from its verb group to the end of its object; ``actor``, ``object`` are spans;
    ``statement`` is the position of the statement that holds it in the list of statements.
    """

    start: int
    end: int
    statement: int | None
    actor: Span | None
    verb: Span
    action: str
    object: Span | None
    items: tuple[Span, ...]
    strength: str
    polarity: str
    status: str
    rule: str
    note: str | None = None


class Target(NamedTuple):
    """A quantity that somebody is to reach, or one kept apart by its ``status``; ``start, end`` are the quantity."""

    start: int
    end: int
    commitment: int | None
    statement: int | None
    actor: Span | None
    subject: Span | None
    comparator: str
    value: float | None
    value_high: float | None
    value_from: float | None
    unit: str
    quantity_kind: str
    direction: str | None
    per: str | None
    baseline: Span | None
    deadline_words: Span | None
    deadline: dt.date | None
    deadline_granularity: str | None
    deadline_basis: str | None
    period_start: dt.date | None
    strength: str | None
    status: str
    condition: Span | None
    rule: str
    note: str | None = None


class Formulation(NamedTuple):
    """One mention of a set phrase; ``formulation`` is its canonical form, the key into the glossary."""

    start: int
    end: int
    statement: int | None
    formulation: str
    kind: str
    number: int | None
    noun: str | None
    items: tuple[Span, ...]
    gloss: str | None
    gloss_zh: str | None
    gloss_confidence: str | None
    gloss_source: str | None
    rule: str
    note: str | None = None


class ThemeScore(NamedTuple):
    """One sentence and one theme; ``sentence`` is the position in the list of sentences."""

    sentence: int
    theme: str
    score: float
    share: float
    is_primary: bool
    method: str
    evidence: tuple[tuple[Span, str, float], ...]  # where, the codebook's term, its weight
    note: str | None = None
