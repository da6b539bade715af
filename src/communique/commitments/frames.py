"""The frames that announce a policy action: one pass over the text finds where each stands and how firm it is."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from communique.commitments.verbs import BASE, ING, PARTICIPLE, PAST, THIRD, forms_of, inflect, verb_table
from communique.lexicon import alternation, read_lexicon


class Frame(NamedTuple):
    """What a trigger is: its kind (``modal``, ``verb``, ``order`` ...) and its strength."""

    kind: str
    level: str
    is_open: bool = False  # continue, begin: leaves the strength to the frame around it


class Trigger(NamedTuple):
    """A frame at a place of the text."""

    start: int
    end: int
    frame: Frame
    words: str


class Frames(NamedTuple):
    """The pattern that finds triggers, and what each matched wording means."""

    pattern: re.Pattern[str]
    meaning: dict[str, Frame]
    noun_levels: dict[str, str]
    negative: frozenset[str]


# Wordings that only say that something begins or goes on: the frame around them decides on strength.
TRANSPARENT = frozenset({"continue", "begin", "start", "go on", "proceed", "resume", "keep", "keep on"})
# Possibility is no commitment: these modals open no frame.
_POSSIBLE = frozenset({"may", "might", "could", "can"})
# Past forms like their base form that seldom are nouns after somebody who can act: "the bank cut its rate".
_ALWAYS_PAST = frozenset({"cut", "set", "put", "shut"})
_PAST = Frame("past", "will")
_ADVERB_GAP = r"(?:\s+(?:not|never|also|further|jointly|together|instead|now|first|again|[a-z]+ly))?"


@cache
def frames(lexicon: Path | None = None) -> Frames:
    """Build the pattern of all frames from ``lexicon/strength.yaml`` and the verb forms of ``actions.yaml``."""
    words = read_lexicon("strength", lexicon)
    meaning: dict[str, Frame] = {}
    fixed: list[str] = []
    for kind in ("modals", "impersonal", "adjectives"):
        for level, phrases in words[kind].items():
            for phrase in phrases:
                if phrase not in _POSSIBLE and phrase != "'ll":
                    meaning[phrase] = Frame(kind, level)
                    fixed.append(phrase)
    before_to: list[str] = []
    noun_levels: dict[str, str] = {}
    for level, nouns in words["nouns"].items():
        for noun in nouns:
            for form in (noun, noun[:-1] + "ies" if noun.endswith("y") else noun + "s"):
                noun_levels[form] = level
                meaning[form + " to"] = Frame("nouns", level)
                before_to.append(form)
    for level, verbs in words["verbs"].items():
        for verb in verbs:
            for form in forms_of(verb, lexicon):
                is_noun = meaning.get(form + " to", None)
                if is_noun is None or is_noun.kind != "verbs":
                    meaning[form + " to"] = Frame("verbs", level, verb in TRANSPARENT)
                before_to.append(form)
    alone: list[str] = []
    for kind in ("orders", "verbs_ing"):
        for level, verbs in words[kind].items():
            for verb in verbs:
                for form in forms_of(verb, lexicon):
                    meaning.setdefault(form, Frame(kind, level, verb in TRANSPARENT))
                    alone.append(form)
    pattern = _pattern(fixed, before_to, alone, lexicon)
    negative = frozenset(phrase for phrase in words["negative"])
    return Frames(pattern, meaning, noun_levels, negative)


def _pattern(fixed: list[str], before_to: list[str], alone: list[str], lexicon: Path | None) -> re.Pattern[str]:
    table = verb_table(lexicon)
    participles = [form for form, verb in table.forms.items() if verb.kinds & PARTICIPLE]
    gerunds = [form for form, verb in table.forms.items() if verb.kinds & ING]
    pasts = [
        form
        for form, verb in table.forms.items()
        if verb.kinds & PAST and (not verb.kinds & BASE or form in _ALWAYS_PAST)
    ]
    adverbs = (
        r"(?:(?:also|now|already|currently|not|never|just|recently|since|so|far|still|all|both|ever|yet|long|once|even|each|then|"
        r"first|again|only|today|this|last|week|month|year|[a-z]+ly)\s+){0,3}"
    )
    # Each branch is tried at one place only, and none holds a nested repetition: the pass is linear.
    documents = read_lexicon("actions", lexicon)["documents"]
    thirds = [form for form, verb in table.forms.items() if verb.kinds & THIRD]
    branches = [
        rf"(?P<document>{alternation(documents)})(?=\s+(?:also\s+)?(?:{alternation(thirds)})\b)",
        rf"(?P<fixed>{alternation(fixed)})\b",
        rf"(?P<before>{alternation(before_to)}){_ADVERB_GAP}\s+to\b",
        rf"(?P<alone>{alternation(alone)})\b",
        rf"(?P<perfect>has|have|had)(?=\s+{adverbs}(?:been\s+)?{adverbs}(?:{alternation(participles + gerunds)})\b)",
        rf"(?P<past>{alternation(pasts)})\b(?!\s+(?:by|to|of)\b)",
        rf"(?P<progress>is|are|am|was|were)(?=\s+{adverbs}(?:being\s+)?(?:{alternation(participles + gerunds)})\b)",
    ]
    # The first letter is that of a word's left edge: the engine leaps from edge to edge, which halves the time.
    return re.compile(r"[ \n“\"(‘'—](?:(?<=[a-z]')(?P<will>ll)\b|" + "|".join(branches) + ")")


def find_triggers(folded: str, lexicon: Path | None = None) -> list[Trigger]:
    """Find every frame of a lower-cased text, in text order."""
    pattern, meaning, _, _ = frames(lexicon)
    documents = read_lexicon("actions", lexicon)["documents"]
    found = []
    for match in pattern.finditer("\n" + folded):
        group = match.lastgroup
        begin, end = match.start(), match.end() - 1  # the leap letter and the line feed in front cancel out
        if group == "document":
            found.append(Trigger(begin, end, Frame("document", documents[match[group]]), match[group]))
            continue
        if group == "past":
            found.append(Trigger(begin, end, _PAST, match[group]))
            continue
        if group == "before":
            words = match["before"] + " to"
            frame = meaning.get(words) or meaning[" ".join(words.split())]
        elif group in ("perfect", "progress"):
            words = match[group]
            frame = Frame("was" if words in ("was", "were") else group, "will")
            found.append(Trigger(begin, begin + len(words), frame, words))
            continue
        elif group == "will":
            words, frame = "'ll", Frame("modals", "will")
            begin -= 1
        else:
            words = match[group]
            frame = meaning.get(words) or meaning[" ".join(words.split())]
        found.append(Trigger(begin, end, frame, words))
    return found


__all__ = ["BASE", "ING", "PARTICIPLE", "PAST", "Frame", "Trigger", "find_triggers", "frames", "inflect"]
