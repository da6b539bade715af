"""Units that one number of a sentence lends to another: 42 MW by 2027 and 60 by 2030."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.quantities.grammar import Grammar
from communique.records import Quantity

# A bare number that takes over a unit is no more than so many times larger or smaller than the number that lends it.
MAX_RATIO = 40
# Further apart than this in letters, two numbers are of two things.
REACH = 70
# The label of a line or row of a table is no longer than this.
MAX_LABEL = 120
# "Wheat yield (q/ha):", "Solar, MW |", "Capital spending in EUR million:"
_LABEL_UNIT = re.compile(r"[(\[]\s*(?:in\s+)?([^()\[\]|:\d]{1,24})[)\]]|(?:,|\bin)\s+([^(),|:\d]{1,24}?)\s*[:|]")
_LENT_NOT = frozenset(("count", "ratio", "milestone", "net_emissions"))
# What may follow a number that leaves its unit out: a date, a sign, the next number.
_LEFT_OUT = re.compile(
    r"\s*(?:[,.;:)\]]|$)|\s+(?:by|in|before|for|from|at\s+the\s+end|the\s+(?:year|following|next)|a\s+year|per\s+year|annually|next|this|within|over\s+the|and|to|or|until|last|now|today|ten|five|two|three|at)\b"
)
_BETWEEN_NUMBERS = re.compile(
    r"(?:[\s,]+(?:and|then|to|or|but|before|rising|falling|climbing|growing|down|up|further|later|eventually|finally|ultimately|about|around|nearly|some|at\s+least|by|in|from|for|until|of|the|end|early|mid|late|next|this|last|year|years|following|fiscal|fy|decade|month|quarter|now|today"
    r"|after|within|at|as|a|per|annually|reaching|reach|hit|is|it|was|against|currently|first|second|another|\(|\)|mid-\d{4}|fy\d+(?:-\d+)?|(?:19|20)\d\d(?:[-/]\d{2,4})?|\d{1,2}|january|february|march|april|may|june|july|august|september|october|november|december))*[\s,(]*"
)


def units_of_label(quantities: Sequence[Quantity], text: str, start: int, grammar: Grammar) -> list[Quantity]:
    """Return the quantities of a line, bare numbers with the unit that its label names: Wheat yield (q/ha): 34."""
    given = list(quantities)
    unit: tuple[str, float] | None = None
    at = start
    for i, q in enumerate(given):
        if q.start - start > MAX_LABEL:
            break
        for match in _LABEL_UNIT.finditer(text, at, q.start):
            unit = _named_unit((match[1] or match[2]).strip(), grammar) or unit
            at = match.end() - 1
        if unit is None or q.unit != "count" or q.noun is not None or not q.rule.startswith("number"):
            continue
        name, scale = unit
        kind = "money" if name in grammar.currency_codes else "share" if name == "percent" else "level"
        given[i] = q._replace(
            unit=name,
            value=_times(q.value, scale),
            value_high=_times(q.value_high, scale),
            kind=kind,
            value_from=_times(q.value_from, scale),
        )
    return given


def _times(value: float | None, scale: float) -> float | None:
    return value * scale if value is not None else None


def _named_unit(words: str, grammar: Grammar) -> tuple[str, float] | None:
    """Return the unit and the scale of "GW", "million tonnes", "Rs crore" or "%"."""
    scale, rest = 1.0, []
    for token in words.split():
        if token.lower() in grammar.scales and len(token) > 1:
            scale *= grammar.scales[token.lower()]
        else:
            rest.append(token)
    name = " ".join(rest)
    if name in grammar.symbols:
        unit, factor, _ = grammar.symbols[name]
        return unit, factor * scale
    unit = (
        grammar.unit_names.get(name.lower())
        or grammar.currency_symbols.get(name)
        or (name if name in grammar.currency_codes else None)
    )
    return (unit, scale) if unit and not unit.startswith("shared:") and unit not in grammar.durations else None


def lend_units(quantities: Sequence[Quantity], folded: str) -> list[Quantity]:
    """Return the quantities of a sentence, bare numbers with the unit of the number before or after them.

    Only dates, prepositions and words of change may stand between the two; anything else names another thing.
    """
    given = list(quantities)
    for i, q in enumerate(given):
        if q.unit != "count" or q.noun is not None or q.rule not in ("number-count", "number-range", "number-change"):
            continue
        if not _LEFT_OUT.match(folded, q.end):
            continue
        for other in (*given[i - 1 : i], *given[i + 1 : i + 2]):
            if _lends(other, q, folded):
                given[i] = q._replace(unit=other.unit, kind=other.kind, per=q.per or other.per)
                break
    return given


def _lends(other: Quantity, q: Quantity, folded: str) -> bool:
    if other.unit in _LENT_NOT or other.rule == "duration" or not other.value or not q.value:
        return False
    first, second = (other, q) if other.start < q.start else (q, other)
    if second.start - first.end > REACH or not 1 / MAX_RATIO < q.value / other.value < MAX_RATIO:
        return False
    return _BETWEEN_NUMBERS.fullmatch(folded, first.end, second.start) is not None
