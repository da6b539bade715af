"""Lines that speak without a frame: headlines ("Council bans cars", "City to build homes") and bare instructions."""

from __future__ import annotations

from pathlib import Path

from communique.commitments.clauses import Words, judge_actor
from communique.commitments.parse import Action
from communique.commitments.sentence import SentenceParser
from communique.commitments.verbs import BASE, THIRD, verb_table, word_set
from communique.records import Commitment, Sentence

# The doer of a headline stands in front: more words than this are no headline's subject.
MAX_WORDS_OF_SUBJECT = 8
# A finite verb of its own: the line is a sentence, and its first word no instruction.
_FINITE = word_set(
    "is are was were has have had will would shall should must may might could can do does did says said"
)
_BULLETS = word_set("- – — • * · ▪ ● ○ ◦ ")


def opens_with_verb(folded: str, sentence: Sentence, lexicon: Path | None) -> bool:
    """Say cheaply whether a sentence can be an instruction: most sentences fail here, before their words are cut."""
    verb = verb_table(lexicon).forms.get(folded[sentence.start : sentence.end].partition(" ")[0])
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


def read_instruction(parser: SentenceParser, level: str) -> list[Commitment]:
    """Read a line that begins with a plain verb: "- Train 500 teachers", "Strengthen the building of institutions."."""
    low = parser.words.low
    begin = next((i for i, word in enumerate(low) if word not in _BULLETS), len(low))
    action = parser.reader.opens_action(begin, BASE, after_comma=False)
    if action is None or not _has_object(parser, action) or not _FINITE.isdisjoint(low):
        return []
    return parser.rows_of(action, action.verb[0], None, level, "to do", "instruction")


def _after_label(words: Words) -> int:
    """Return where a headline begins after a label and a colon: "Peru: government declares emergency"."""
    colon = next((i for i, word in enumerate(words.low[:5]) if word == ":"), -1)
    return colon + 1


def _has_object(parser: SentenceParser, action: Action) -> bool:
    return action.is_known and action.after < len(parser.words.low) and parser.starts_object(action)
