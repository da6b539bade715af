"""The frames that announce a policy action: one pass over the text finds where each stands and how firm it is."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from communique.commitments.verbs import (
    BASE,
    ING,
    PARTICIPLE,
    PAST,
    THIRD,
    VerbTable,
    forms_of,
    verb_table,
    word_set,
)
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
    """The pattern that finds the first words of frames, and what each can be.

    ``roles`` gives, for each wording of the pattern, the frames that it can open, in the order in which they are
    tried: the words after it decide.
    """

    pattern: re.Pattern[str]
    roles: dict[str, tuple[Frame, ...]]
    noun_levels: dict[str, str]
    document_levels: dict[str, str]
    negative: frozenset[str]
    only_ing: frozenset[str]  # forms of "include": "the plan includes building a library"
    acting: frozenset[str]  # forms of "organise", "mobilise": acts of their own before they get others to act
    given_up: frozenset[str]  # all forms of "drop", "scrap" ...: what a plan before them is no more


# Wordings that only say that something begins or goes on: the frame around them decides on strength.
TRANSPARENT = frozenset({"continue", "begin", "start", "go on", "proceed", "resume", "keep", "keep on"})
# Possibility is no commitment: these modals open no frame.
_POSSIBLE = frozenset({"may", "might", "could", "can"})
# Past forms like their base form that seldom are nouns after somebody who can act: "the bank cut its rate".
_ALWAYS_PAST = frozenset({"cut", "set", "put", "shut"})
# Words before a past form that make it a participle: "the newly deployed tasks", "was opened", "a proposed levy".
_NO_SUBJECT = word_set(
    "the a an its their his her our my this these those of in on at for with by from to as is are was were be "
    "been being has have had newly recently not more most less and, or, very so all some any no each every"
)
_ADVERBS = (
    r"(?:\s+(?:also|now|already|currently|not|never|just|recently|since|so|far|still|all|both|ever|yet|long|once|even|each|"
    r"then|first|again|only|today|this|last|week|month|year|[a-z]+ly)(?![\w-]))"
)
# What must follow a wording for its frame to open; each is tried at one place, so the pass stays linear.
_WHEN = (
    r"(?:\s+(?:(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|in\s+(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december)|(?:last|this)\s+(?:week|month|year|night)|today|yesterday)|,[^,.;:!?\n]{1,60},)"
)
_TO = re.compile(
    rf"{_WHEN}?(?:\s+(?:not|never|also|further|jointly|together|instead|now|first|again|[a-z]+ly))?\s+to(?![\w-])"
)
_VERB_AFTER = re.compile(rf"{_ADVERBS}{{0,3}}(?:\s+(?:been|being))?{_ADVERBS}{{0,2}}\s+([a-z-]+)")
_NEXT = re.compile(rf"{_ADVERBS}{{0,2}}\s+([a-z-]+)(?:{_ADVERBS}?\s+([a-z-]+))?")
_THIRD_AFTER = re.compile(r"\s+(?:also\s+)?([a-z]+)")
_OBJECT_AFTER = re.compile(
    r"\s+(?!(?:by|to|of|in|at|on|for|from|with|and|or|but|as|than|that|when|while|because|if|is|are|was|were|will|would|"
    r"has|have|had)(?![\w-]))[\w“\"$€£¥]"
)
_DOER_AFTER = re.compile(r"\s+(?:that\s|by\s|to\s|[a-z-]+ing\s|[^.;:!?\n]{1,150}?\sto\s)")


@cache
def frames(lexicon: Path | None = None) -> Frames:
    """Build the table of all frames from ``lexicon/strength.yaml`` and the verb forms of ``actions.yaml``."""
    words = read_lexicon("strength", lexicon)
    table = verb_table(lexicon)
    documents = dict(read_lexicon("actions", lexicon)["documents"])
    roles: dict[str, list[Frame]] = {}

    def add(wording: str, frame: Frame) -> None:
        roles.setdefault(wording, []).append(frame)

    for kind in ("modals", "impersonal", "adjectives"):
        for level, phrases in words[kind].items():
            for phrase in phrases:
                if phrase not in _POSSIBLE:
                    add(phrase, Frame(kind, level))
    for level, verbs in words["verbs"].items():
        for verb in verbs:
            for form in forms_of(verb, lexicon):
                add(form, Frame("verbs", level, verb in TRANSPARENT))
    noun_levels: dict[str, str] = {}
    for level, nouns in words["nouns"].items():
        for noun in nouns:
            for form in (noun, noun[:-1] + "ies" if noun.endswith("y") else noun + "s"):
                noun_levels[form] = level
                add(form, Frame("nouns", level))
    for document, level in documents.items():
        add(document, Frame("document", level))
    for kind in ("orders", "verbs_ing"):
        for level, verbs in words[kind].items():
            for verb in verbs:
                for form in forms_of(verb, lexicon):
                    add(form, Frame(kind, level, verb in TRANSPARENT))
    for form, verb in table.forms.items():
        if verb.kinds & PAST and form != "did" and (not verb.kinds & BASE or form in _ALWAYS_PAST):
            add(form, Frame("past", "will"))
    for kind, auxiliaries in _AUXILIARIES.items():
        for auxiliary in auxiliaries:
            add(auxiliary, Frame(kind, "will"))
    # The first letter is that of a word's left edge: the engine leaps from edge to edge, which halves the time.
    pattern = re.compile(
        rf"[ \n“\"(‘'—](?:(?<=[a-z]')(?:ll|ve|re)|{alternation(w for w in roles if w[0] != chr(39))})(?![\w-])"
    )
    negative = frozenset(words["negative"])
    only_ing = frozenset(form for verb in words["only_ing"] for form in forms_of(verb, lexicon))
    acting = frozenset(form for verb in words["acting"] for form in forms_of(verb, lexicon))
    given_up = frozenset(form for verb in words["given_up"] for form in forms_of(verb, lexicon))
    return Frames(
        pattern, {w: tuple(r) for w, r in roles.items()}, noun_levels, documents, negative, only_ing, acting, given_up
    )


_AUXILIARIES = {
    "perfect": ("has", "have", "had", "'ve"),
    "progress": ("is", "are", "am", "'re"),
    "did": ("did", "did not", "didn't"),
    "was": ("was", "were"),
}


def find_triggers(text: str, folded: str, lexicon: Path | None = None) -> list[Trigger]:
    """Find every frame of a text, given as written and in lower case, in text order."""
    doers = _doers(lexicon)
    pattern, roles, *_ = frames(lexicon)
    table = verb_table(lexicon)
    found: list[Trigger] = []
    for match in pattern.finditer("\n" + folded):
        begin, end = match.start(), match.end() - 1  # the leap letter and the line feed in front cancel out
        words = folded[begin:end]
        if words in ("ll", "ve", "re"):
            begin, words = begin - 1, f"'{words}"
        candidates = roles.get(words) or roles[" ".join(words.split())]
        for frame in candidates:
            after = _opens(folded, begin, end, frame, table)
            if after and frame.kind == "past" and not _has_doer(text, folded, begin, doers):
                after = 0
            if after:
                found.append(Trigger(begin, after, frame, f"{words} to" if frame.kind in _BEFORE_TO else words))
                break
    return found


@cache
def _doers(lexicon: Path | None) -> frozenset[str]:
    words = read_lexicon("actions", lexicon)
    return frozenset(words["actors"]) | {"we", "they", "it"}


# The head of the doer stands within this many letters before a past form: "the ministry of water and forests approved".
MAX_LETTERS_TO_DOER = 60


def _has_doer(text: str, folded: str, begin: int, doers: frozenset[str]) -> bool:
    """Say whether somebody who can act, or a name, stands shortly before: most past forms fail here, at little cost."""
    first = max(0, begin - MAX_LETTERS_TO_DOER)
    if not text[first:begin].islower():
        return True
    words = folded[first:begin].split()
    return not doers.isdisjoint(words) or any(word.endswith(DOER_ENDINGS) for word in words)


# Endings of words for people and bodies: growers, inspectors, unionists, accountants, trustees.
DOER_ENDINGS = ("ers", "ors", "ists", "ants", "ees")
_BEFORE_TO = frozenset({"verbs", "nouns"})


def _opens(folded: str, begin: int, end: int, frame: Frame, table: VerbTable) -> int:
    """Return where the frame ends if the words after it let it open, else 0."""
    kind = frame.kind
    if kind in _BEFORE_TO:
        match = _TO.match(folded, end)
        return match.end() if match is not None else 0
    if kind in _AUXILIARIES:
        match = _VERB_AFTER.match(folded, end)
        if match is None:
            return 0
        verb = table.forms.get(match[1])
        if kind == "did":
            return end if verb is not None and verb.kinds & BASE else 0
        if match[1] in table.state_forms:
            return 0  # "has risen", "is becoming"
        is_form = verb is not None and verb.kinds & (PARTICIPLE | ING)
        return end if is_form or (match[1].endswith("ed") and kind != "progress") else 0
    if kind == "modals":
        match = _NEXT.match(folded, end)
        return 0 if match is not None and _is_state(match[1], match[2], table) else end
    if kind == "document":
        match = _THIRD_AFTER.match(folded, end)
        verb = table.forms.get(match[1]) if match is not None else None
        return end if verb is not None and verb.kinds & THIRD else 0
    if kind in ("past", "orders", "verbs_ing"):
        before = folded[folded.rfind(" ", 0, max(0, begin - 1)) + 1 : max(0, begin - 1)]
        if before in _NO_SUBJECT if kind == "past" else before in _NOUN_BEFORE and not folded.endswith("ed", 0, end):
            return 0
        needed = {"past": _OBJECT_AFTER, "orders": _DOER_AFTER}.get(kind)
        return end if needed is None or needed.match(folded, end) else 0
    return end


def _is_state(word: str, following: str | None, table: VerbTable) -> bool:
    """Say whether the words after a modal tell a state: "will be home", "must know", but not "will be built"."""
    if word == "be":
        verb = table.forms.get(following or "")
        may_act = verb is not None and verb.kinds & (PARTICIPLE | ING)
        return not may_act and not (following or "").endswith(("ed", "en", "ly", "ing", "not", "also", "to"))
    if word == "have" and (verb := table.forms.get(following or "")) is not None and verb.kinds & PARTICIPLE:
        return False  # "will have replaced"
    return word in table.not_actions and following != "to" and word not in table.second


# Words before "order", "demand" or "request" that make it a noun.
_NOUN_BEFORE = word_set("the a an its their his her our my this these those of in any no public court")
