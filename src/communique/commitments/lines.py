"""Lines that speak without a frame: headlines ("Council bans cars", "City to build homes") and bare instructions."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from communique.commitments.clauses import Words, judge_actor, span_of
from communique.commitments.parse import Action
from communique.commitments.sentence import SentenceParser
from communique.commitments.verbs import BASE, THIRD, verb_table, word_set
from communique.records import Commitment, Sentence, Span

# The doer of a headline stands in front: more words than this are no headline's subject.
MAX_WORDS_OF_SUBJECT = 8
# A finite verb of its own: the line is a sentence, and its first word no instruction.
_FINITE = word_set(
    "is are was were has have had will would shall should must may might could can do does did says said"
)
# Frames that a list can complete: "will:", "plans to:", "is committed to:".
_LEADING = frozenset({"modals", "verbs", "adjectives", "impersonal"})
_MARKS = "-–—•*·▪●○◦0123456789.)( "
_BULLETS = word_set("- – — • * · ▪ ● ○ ◦ ")


def opens_with_verb(folded: str, sentence: Sentence, lexicon: Path | None) -> bool:
    """Say cheaply whether a sentence can be an instruction: most sentences fail here, before their words are cut."""
    first = folded[sentence.start : sentence.end].lstrip(_MARKS).partition(" ")[0]
    verb = verb_table(lexicon).forms.get(first)
    if first in ("never", "don't"):
        return True
    return verb is not None and bool(verb.kinds & BASE)


def read_headline(parser: SentenceParser) -> list[Commitment]:
    """Read a headline: what somebody does, told in the present, is done; "to" and a plain verb is to come.

    Examples
    --------
    "Germany approves defence fund" is done, "EU to require solar panels" is planned.
    """
    words = parser.words
    low, begin = words.low, _after_label(words)
    for i in range(begin + 1, min(len(low) - 1, begin + 1 + MAX_WORDS_OF_SUBJECT)):
        if (low[i] in _FINITE and low[i] != "will") or low[i] in ",;:?":
            return []
        start = parser.reader.skip_adverbs(i + 1)
        planned = parser.reader.verb_at(start, BASE) if low[i] in ("to", "will") else None
        action = planned or parser.reader.verb_at(i, THIRD)
        if action is None or not _has_object(parser, action):
            continue
        if judge_actor(parser.text, words, (begin, i), parser.lexicon) != "strong":
            return []
        group, status = (i, "to do") if planned is not None else (action.verb[0], "done")
        level = "will" if low[i] == "will" else "plan"
        return parser.rows_of(action, group, (begin, i), level, status, "headline")
    return []


class Lead(NamedTuple):
    """What a line before a list says of its points: "Under the plan the city will:"."""

    actor: Span | None
    level: str


def read_lead(parser: SentenceParser) -> Lead | None:
    """Read who is to do, and how firmly, what the points after a colon tell; None where the line says nothing of it."""
    low = parser.words.low
    end = len(low) - 1
    if end > 0 and low[end - 1] == "do":  # "what schools have to do:"
        end -= 1
    last = len(parser.triggers) - 1
    if low[-1] != ":" or last < 0 or parser.after[last] != end or parser.triggers[last].frame.kind not in _LEADING:
        return None
    first = last
    while first > 0 and parser.after[first - 1] == parser.at[first]:
        first -= 1
    parser.floor = 0
    subject, quality = parser.subject(first)
    if subject is not None and low[subject[0]] == "what":
        subject = (subject[0] + 1, subject[1])
    actor = span_of(parser.words, *subject) if subject is not None and quality != "no" else None
    return Lead(actor, parser.triggers[last].frame.level)


def read_instruction(parser: SentenceParser, level: str, lead: Lead | None = None) -> list[Commitment]:
    """Read a line that begins with a plain verb: "- Train 500 teachers", "Strengthen the building of institutions."."""
    low = parser.words.low
    begin = group = next((i for i, word in enumerate(low) if word not in _BULLETS), len(low))
    is_negative = low[begin : begin + 2] == ["do", "not"] or low[begin : begin + 1] in (["don't"], ["never"])
    if is_negative:
        begin += 2 if low[begin] == "do" else 1
        action = parser.reader.verb_at(begin, BASE)
    else:
        action = parser.reader.opens_action(begin, BASE, after_comma=lead is not None)
    if action is None or not _has_object(parser, action) or not _FINITE.isdisjoint(low[begin:]):
        return []
    rows = parser.rows_of(action, group, None, lead.level if lead is not None else level, "to do", "instruction")
    if lead is not None:
        rows = [row._replace(actor=lead.actor) for row in rows]
    return [rows[0]._replace(polarity="negative"), *rows[1:]] if is_negative and rows else rows


def _after_label(words: Words) -> int:
    """Return where a headline begins after a label and a colon: "Peru: government declares emergency"."""
    colon = next((i for i, word in enumerate(words.low[:5]) if word == ":"), -1)
    return colon + 1


def _has_object(parser: SentenceParser, action: Action) -> bool:
    return action.is_known and action.after < len(parser.words.low) and parser.starts_object(action)
