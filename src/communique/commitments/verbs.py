"""Verb forms: from the lemmas of the lexicon to every form, and from an unknown form back to its lemma."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from communique.lexicon import read_lexicon


def word_set(words: str) -> frozenset[str]:
    """Return the words of a string, for the closed classes of grammar (prepositions, auxiliaries ...)."""
    return frozenset(words.split())


# Kinds of form, as bits: one word can be several ("cut" is base, past and participle).
BASE, THIRD, PAST, PARTICIPLE, ING = 1, 2, 4, 8, 16

# Third persons of states that are no plural nouns as well: "the pledge to halve poverty remains in force".
_PLAIN_THIRDS = word_set(
    "becomes remains seems appears exists depends includes contains consists says tells arrives goes comes"
)

_VOWEL = re.compile("[aeiouy]")


class Verb(NamedTuple):
    """What a written form can be: the lemma (first word of it) and the kinds of form."""

    lemma: str
    kinds: int


@cache
def _exceptions(lexicon: Path | None) -> tuple[dict[str, list[str]], frozenset[str], frozenset[str], dict[str, str]]:
    words = read_lexicon("actions", lexicon)
    irregular = {lemma: forms for lemma, forms in words["irregular"].items() if " " not in lemma}
    back = {form: lemma for lemma, forms in irregular.items() for form in forms}
    for lemma in irregular:
        back.setdefault(lemma[:-1] + "ing" if lemma.endswith("e") else lemma + "ing", lemma)
        back.setdefault(lemma + "es", lemma)
    return irregular, frozenset(words["doubling"]), frozenset(words["unchanging"]), back


def inflect(lemma: str, lexicon: Path | None = None) -> dict[str, int]:
    """Return the forms of a one-word verb with the kinds that each can be.

    Examples
    --------
    >>> inflect("carry")
    {'carry': 1, 'carries': 2, 'carried': 12, 'carrying': 16}
    >>> inflect("cut")
    {'cut': 13, 'cuts': 2, 'cutting': 16}
    """
    irregular, doubling, _, _ = _exceptions(lexicon)
    forms: dict[str, int] = {lemma: BASE}

    def add(form: str, kind: int) -> None:
        forms[form] = forms.get(form, 0) | kind

    if re.search(r"(?:s|x|z|ch|sh|o)$", lemma):
        add(lemma + "es", THIRD)
    elif re.search(r"[^aeiou]y$", lemma):
        add(lemma[:-1] + "ies", THIRD)
    else:
        add(lemma + "s", THIRD)
    stem = lemma + lemma[-1] if lemma in doubling else lemma
    if lemma in irregular:
        past = irregular[lemma]
        add(past[0], PAST)
        add(past[-1], PARTICIPLE)
    elif lemma.endswith("e"):
        add(lemma + "d", PAST | PARTICIPLE)
    elif re.search(r"[^aeiou]y$", lemma):
        add(lemma[:-1] + "ied", PAST | PARTICIPLE)
    else:
        add(stem + "ed", PAST | PARTICIPLE)
    if lemma.endswith("ie"):
        add(lemma[:-2] + "ying", ING)
    elif lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        add(lemma[:-1] + "ing", ING)
    else:
        add(stem + "ing", ING)
    if lemma.endswith("l") and stem != lemma:  # cancelled and canceled
        add(lemma + "ed", PAST | PARTICIPLE)
        add(lemma + "ing", ING)
    return forms


def forms_of(phrase: str, lexicon: Path | None = None) -> list[str]:
    """Return all forms of a verb of one or several words: ``look at`` gives looks at, looked at, looking at."""
    first, _, rest = phrase.partition(" ")
    return [f"{form} {rest}".rstrip() for form in inflect(first, lexicon)]


def lemmatise(form: str, lexicon: Path | None = None) -> str:
    """Return the lemma of a verb form that the lexicon does not list, by its suffix.

    Examples
    --------
    >>> [lemmatise(word) for word in ("recalibrating", "recalibrated", "tidies", "stopped", "during")]
    ['recalibrate', 'recalibrate', 'tidy', 'stop', 'during']
    """
    _, _, unchanging, back = _exceptions(lexicon)
    if form in back:
        return back[form]
    if form in unchanging:
        return form
    for suffix in ("ies", "ied"):
        if form.endswith(suffix):
            return form[:-3] + "y" if len(form) > 4 else form[:-1]
    if len(form) == 5 and form.endswith("ying"):
        return form[0] + "ie"
    if form.endswith("eed") and len(form) > 5:
        return form[:-1]
    for suffix in ("ing", "ed"):
        stem = form[: -len(suffix)]
        if form.endswith(suffix) and len(stem) > 1 and _VOWEL.search(stem):
            return _restore(stem)
    if form.endswith(("sses", "shes", "ches", "xes", "zes")):
        return form[:-2]
    if form.endswith("s") and not form.endswith(("ss", "us", "is")):
        return form[:-1]
    return form


def _restore(stem: str) -> str:
    """Give a stem back what the suffix took: one of two letters, or a final e."""
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiouylsz":
        return stem[:-1]
    if re.search(
        r"(?:at|iz|is|ut|ur|ag|ang|enc|anc|rc|rs|ns|ls|us|uc|dg|rg|v|[^aeiou]l|u|[^aeo]ir|[^aeiou]or|[^aeiou]uir)$",
        stem,
    ):
        return stem + "e"
    if re.search(r"[^aeiou][aiou][dkmpr]$", stem) and len(stem) < 5:
        return stem + "e"
    return stem


class VerbTable(NamedTuple):
    """The policy verbs of the lexicon, ready for look-up by written form."""

    forms: dict[str, Verb]
    second: dict[str, dict[tuple[str, ...], str]]  # lemma of the first word -> rest of the words -> action
    prepositions: dict[str, frozenset[str]]
    class_of: dict[str, str]
    everyday: frozenset[str]
    change: frozenset[str]
    not_actions: frozenset[str]
    also_nouns: frozenset[str]
    effects: frozenset[str]
    mostly_verbs: frozenset[str]
    talk: frozenset[str]
    only_past: frozenset[str]
    state_forms: frozenset[str]  # past and third person of the verbs that are no actions: another clause begins


@cache
def verb_table(lexicon: Path | None = None) -> VerbTable:
    """Build the table of policy verbs from ``lexicon/actions.yaml``."""
    words = read_lexicon("actions", lexicon)
    class_of: dict[str, str] = {}
    for name, verbs in words["classes"].items():
        for verb in verbs:
            class_of.setdefault(verb, name)
    second: dict[str, dict[tuple[str, ...], str]] = {}
    forms: dict[str, Verb] = {}
    for verb in class_of:
        first, *rest = verb.split()
        if rest:
            second.setdefault(first, {})[tuple(rest)] = words["light"].get(verb, verb)
        for form, kinds in inflect(first, lexicon).items():
            known = forms.get(form)
            if known is not None and known.lemma != first:
                continue  # "found" is first of all "establish", and "left" no form of "leave"
            forms[form] = Verb(first, kinds | (known.kinds if known else 0))
    states = {
        form
        for verb in words["not_actions"]
        if " " not in verb
        for form, kinds in inflect(verb, lexicon).items()
        if not kinds & (BASE | ING) and form not in forms and (kinds & PAST or form in _PLAIN_THIRDS)
    }
    # "took", "began", "gave": past and nothing else, so a finite verb wherever they stand.
    only_past = frozenset(form for form, verb in forms.items() if verb.kinds == PAST)
    # A first word that is no policy verb alone ("carry") counts only together with its second.
    return VerbTable(
        forms,
        second,
        {verb: frozenset(after) for verb, after in words["prepositions"].items()},
        class_of,
        *(
            frozenset(words[name])
            for name in ("everyday", "change", "not_actions", "also_nouns", "effects", "mostly_verbs", "talk")
        ),
        only_past,
        frozenset(states),
    )


def action_classes(lexicon: Path | None = None) -> dict[str, str]:
    """Return the class of each action (``deepen``, ``build``, ``cut`` ...), for the chart of actions by objects.

    Examples
    --------
    >>> action_classes()["phase out"], action_classes()["promote"]
    ('cut', 'promote')
    """
    words = read_lexicon("actions", lexicon)
    classes = dict(verb_table(lexicon).class_of)
    for verb, action in words["light"].items():
        classes.setdefault(action, classes[verb])
    return classes
