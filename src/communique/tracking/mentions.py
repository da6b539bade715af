"""What the mentions of aims are compared by: what is measured, who is to deliver, and the words around."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from communique.lexicon import alternation, read_lexicon
from communique.schema import TARGET_STATUSES

if TYPE_CHECKING:
    import pandas as pd

    from communique.tables import Tables
    from communique.tracking.histories import History

#: Statuses of quantities that say nothing of an aim; all others may report on one or say it again.
SILENT_STATUSES = ("hypothetical", "duration", "ranking", "penalty")
#: Statuses that, with a day to come, are an aim said again in words that do not show it ("emissions are to fall").
AHEAD_STATUSES = ("current", "forecast", "restated", "historic", "baseline", "comparison", "expired")
#: Statuses that, with a day to come, may turn out to be an aim that the words do not show.
LATENT_STATUSES = ("forecast", "demand", "instrument", "denial", "restated", "current")
AHEAD_DAYS = 60
END_DAYS = 31
# A clause of the figure alone takes in the one before it.
SHORT_CLAUSE = 25
# Who a figure is about is looked for in the sentences before, up to this many.
MOST_SENTENCES_BACK = 4
# A clause with no more content words than this, and no subject, does not say what it measures.
MOST_VAGUE = 2
# What a name counts by its place, where that of the actor counts 1.
OWNER_SENTENCE, OWNER_BEFORE, OWNER_AFTER, OWNER_LEAD = 0.8, 0.6, 0.4, 0.4
# What a word counts by its place, where what is measured counts 1.
WEIGHT_CLAUSE, WEIGHT_SENTENCE, WEIGHT_AROUND = 0.8, 0.5, 0.3

_WORD = re.compile(r"[a-z][a-z0-9'-]{2,}|[\u4e00-\u9fff]{2}")
_NAME = re.compile(r"\b[A-Z][\w-]+(?:\s+(?:of|and|for|the)\s+[A-Z][\w-]+|\s+[A-Z][\w-]+)*")
# Where one clause ends and the next begins: a figure is about the words of its own clause.
_CLAUSE_END = re.compile(
    r"[;:,()\u2014\u2013\u201c\u201d\"]\s|\s(?:and|while|but|whereas|although|compared|against|up|down|from)\s|[\uff0c\uff1b\u3001]"
)
# A capital in the middle of a sentence begins a name; at its beginning only two in a row do.
_NAME_INSIDE = re.compile(
    r"(?<=[a-z0-9,;:'\u2019\u201c\"(\u2013-] )[A-Z][\w-]{2,}|(?<=[a-z] [\u201c\"'\u2018(])[A-Z][\w-]{2,}"
)
_NAME_AGAIN = re.compile(r"\b[A-Z][\w-]+(?:\s+[A-Z][\w-]+)+")
_TITLED = re.compile(r"\b([A-Za-z]+) ((?:[A-Z]\.? ?)?[A-Z][\w-]+(?: (?:[A-Z]\.|[A-Z][\w-]+)){0,3})")
_DOWN_TO = re.compile(r"\b(?:to|at|under|below) (?:about |around |some |only |just )?$")
# "Energy minister X said": the office says who speaks, not what is measured.
_OFFICE = re.compile(r"\b[A-Za-z]+(?: and [a-z]+)? (?:[Mm]inister|[Ss]ecretary)\b")
_CAPITAL = re.compile(r"\b[A-Z][\w-]{2,}")
_DATELINE = re.compile(r"^[A-Z][A-Z .,'-]{2,}(?:, \w+\.? ?\d*)? ?\([^)]{2,30}\) ?[-\u2013\u2014]{1,2} ")
_NAME_PART = re.compile(r"[\w-]{3,}")
_ENDINGS = (
    *(
        "ations",
        "ation",
        "ating",
        "ated",
        "ators",
        "ator",
        "ate",
        "itions",
        "ition",
        "ments",
        "ment",
        "ities",
        "ings",
        "ions",
        "ity",
        "ing",
        "ion",
        "ies",
    ),
    *("ors", "ers", "or", "er", "ed", "es", "al", "s", "e", "y"),
)


class Words(NamedTuple):
    """The vocabulary of ``tracking.yaml``, compiled."""

    factors: Mapping[str, tuple[str, float]]
    common: frozenset[str]
    calendar: frozenset[str]
    base: Mapping[str, str]
    meanings: Mapping[str, str]
    known_meanings: frozenset[str]
    phrases: re.Pattern
    roles: frozenset[str]
    generic: frozenset[str]
    burdens: frozenset[str]
    growing_burdens: frozenset[str]
    change: re.Pattern
    restated: re.Pattern
    missed: re.Pattern
    short: re.Pattern
    met: re.Pattern
    fulfilled: re.Pattern
    dropped: re.Pattern
    not_dropped: re.Pattern

    def stems(self, text: str) -> frozenset[str]:
        """Return the content words without their endings, words of one meaning as one."""
        return frozenset(self.stem(word) for word in self._content(text))

    def spelled(self, text: str) -> dict[str, str]:
        """Return a word as written for each of its stems: reasons are read by people."""
        return {self.stem(word): word for word in self._content(text)}

    def _content(self, text: str) -> Iterable[str]:
        low = self.phrases.sub(lambda found: f" {self.meanings[' '.join(found[0].split())]} ", text.lower())
        for word in _WORD.findall(low):
            word = word.removesuffix("'s")
            if word not in self.common and stem(word) not in self.calendar:
                yield word

    def stem(self, word: str) -> str:
        """Return the stem that inflected forms share, or that of the word that stands for its meaning."""
        found = stem(self.base.get(word, word))
        return self.meanings.get(found, found)


@cache
def stem(word: str) -> str:
    """Return a word without its endings, at least four letters of it."""
    if len(word) > 5:
        word = word.replace("iz", "is")
    if word.endswith(("ses", "xes", "ches", "shes")) and len(word) > 4:
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 and not word.endswith("ies"):
        word = word[:-1]
    for _ in range(2):
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                word = word.removesuffix(ending)
                break
    return word


_BURDENS = ("burdens", "burdens_that_grow")


@cache
def read_words(folder: Path | None = None) -> Words:
    """Read the vocabulary; ``folder`` holds edited copies."""
    lexicon = read_lexicon("tracking", folder)
    factors = {}
    for number, family in enumerate(lexicon["families"]):
        for unit, factor in family.items():
            factors[unit] = (f"family {number}", factor)

    def pattern(words: Iterable[str]) -> re.Pattern:
        return re.compile(r"(?<![a-z])(?:" + alternation(words) + r")(?![a-z])")

    irregular = read_lexicon("inflections", folder).get("irregular", {})
    titles = read_lexicon("titles", folder)
    roles = frozenset(titles["roles"]) | frozenset(titles["honorifics"])
    common = frozenset(lexicon["common"]) | frozenset(read_lexicon("stopwords", folder)["function"])
    base = {form: word for word, forms in irregular.items() for form in forms}
    meanings, phrases = {}, {}
    for first, *others in lexicon["meanings"]:
        meaning = stem(first)
        meanings[meaning] = meaning
        for word in others:
            if " " in word:
                phrases[word] = meaning
            else:
                meanings[stem(base.get(word, word))] = meaning
    return Words(
        factors,
        common,
        frozenset(stem(word) for word in lexicon["calendar"]),
        base,
        {**meanings, **phrases},
        frozenset(meanings.values()),
        pattern(phrases),
        roles,
        frozenset(stem(word) for word in (*common, *roles, *lexicon["no_names"])),
        *(frozenset(meanings.get(stem(word), stem(word)) for word in lexicon[name]) for name in _BURDENS),
        *(pattern(lexicon[name]) for name in ("change", "restated", "missed", "short", "met")),
        _fulfilled(lexicon),
        *(pattern(lexicon[name]) for name in ("dropped", "not_dropped")),
    )


def _fulfilled(lexicon: dict) -> re.Pattern:
    """Return the pattern of "met its target" and "the goal was thereby reached"; a denial is not matched."""
    done, aims = alternation(lexicon["fulfilled"]), alternation(lexicon["aim_words"])
    active = rf"(?:{done}) (?:its|the|their|his|her|our|a|that|this) (?:[a-z-]+ ){{0,2}}(?:{aims})"
    passive = (
        rf"(?:{aims})[^.;]{{0,60}} (?:was|were|is|are|been|thus|thereby) (?:(?!not|never)[a-z]+ ){{0,2}}(?:{done})"
    )
    return re.compile(rf"(?<![a-z])(?<!not )(?:{active}|{passive}|promise kept|mission accomplished)(?![a-z])")


@dataclass(frozen=True)
class Mention:
    """One row of targets with what it is compared by.

    Attributes
    ----------
    row : dict
        The row of ``targets``.
    subject, clause, sentence, around : frozenset of str
        Stems of what is measured, of the clause, of the sentence, and of these with the sentence before and the title;
        none of them holds names.
    article, names : frozenset of str
        Stems and names of the whole article.
    actors : frozenset of str
        Names in the actor or the speaker's organisation; empty where neither is named.
    weights : dict
        Weight of each stem by its place: 1 for what is measured, less for the clause, the sentence, the words around.
    owners : dict
        Names of whom the figure may be about, with a weight: 1 for the actor, less for names farther off.
    beside : frozenset
        Unit and value of the other figures of the sentence.
    near : frozenset
        The same, with those of the sentences before and after.
    """

    row: dict
    said: dt.date | None
    order: tuple
    unit: str
    value: float | None
    subject: frozenset[str]
    clause: frozenset[str]
    sentence: frozenset[str]
    around: frozenset[str]
    article: frozenset[str]
    names: frozenset[str]
    actors: frozenset[str]
    owners: dict[str, float]
    weights: dict[str, float]
    beside: frozenset[tuple]
    near: frozenset[tuple]
    country: str | None
    publisher: str | None
    spelled: dict[str, str]
    is_aim: bool
    is_vague: bool
    has_change: bool
    is_restated: bool
    is_down_to: bool
    is_burden: bool
    says_missed: bool
    says_short: bool
    says_met: bool
    says_dropped: bool
    says_fulfilled: bool

    @property
    def is_ahead(self) -> bool:
        """Say whether a row that is no aim by its words names a day to come, as an aim does."""
        if self.is_aim or self.deadline is None or self.said is None or self.row["status"] not in AHEAD_STATUSES:
            return False
        return (self.deadline - self.said).days > AHEAD_DAYS

    @property
    def may_set(self) -> bool:
        """Say whether the mention is an aim, or names a day to come and may turn out to be one."""
        if self.is_aim:
            return True
        if self.deadline is None or self.said is None or self.row["status"] not in LATENT_STATUSES:
            return False
        return (self.deadline - self.said).days > AHEAD_DAYS

    def sets(self, history: History) -> bool:
        """Say whether the mention sets a value of an aim, and does not report on it."""
        if self.is_aim and self.value != history.value and self.deadline == history.deadline:
            # In its last weeks an aim is no longer set, nor beside words of failure: the figure is what was reached.
            if self._is_at_the_end or (self.says_missed and (self.unit, history.value) in self.beside):
                return False
        if self.row["status"] == "current" and self.value != history.value and not self.has_change:
            return False  # "stands at 34 percent, with two years to go" is a report
        return self.is_aim or (self.is_ahead and (self.deadline == history.deadline or self._moves(history)))

    @property
    def _is_at_the_end(self) -> bool:
        if self.deadline is None or self.said is None:
            return False
        return (self.deadline - self.said).days < END_DAYS

    def _moves(self, history: History) -> bool:
        """Say whether words put the aim's own value, or one beside it, to another day."""
        beside = any(unit == self.unit and value in history.known_values for unit, value in self.beside)
        return self.has_change and (self.value in history.known_values or beside)

    @property
    def article_id(self) -> str:
        """Return the article of the row."""
        return self.row["article_id"]

    @property
    def deadline(self) -> dt.date | None:
        """Return the last day of the period that the row names."""
        return None if self.row["deadline"] is None else self.row["deadline"].date()


class _Background(NamedTuple):
    """What all mentions of an article share."""

    stems: frozenset[str]
    names: frozenset[str]
    persons: frozenset[str]
    country: frozenset[str]


def read_mentions(tables: Tables, words: Words) -> list[Mention]:
    """Return what may be said of aims, in the order of the articles' dates and of the text."""
    articles = {row["article_id"]: row for row in records(tables.articles)}
    sentences = _by_article(records(tables.sentences))
    persons: dict[str, set[str]] = {}
    organisations = {}
    for row in records(tables.statements):
        organisations[row["statement_id"]] = row["organisation"]
        if row["speaker_kind"] == "person" and row["speaker"]:
            persons.setdefault(row["article_id"], set()).update(_name_parts(row["speaker"]))
    found = []
    for article_id, rows in _by_article(records(tables.targets)).items():
        article = articles[article_id]
        background = _background(article, frozenset(persons.get(article_id, ())), words)
        for row in rows:
            if row["status"] not in SILENT_STATUSES:
                place = _Place(row, sentences.get(article_id, []), rows)
                found.append(_mention(place, article, organisations.get(row["statement_id"]), background, words))
    return sorted(found, key=lambda mention: mention.order)


def records(frame: pd.DataFrame) -> Iterable[dict]:
    """Yield the rows as mappings, missing values as None."""
    import pandas as pd

    columns = {name: frame[name].astype(object).where(frame[name].notna(), None).tolist() for name in frame.columns}
    for name, values in columns.items():
        columns[name] = [None if value is pd.NaT else value for value in values]
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def _by_article(rows: Iterable[dict]) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for row in rows:
        found.setdefault(row["article_id"], []).append(row)
    return found


class _Place:
    """The sentence of a row, those before it, and the other figures in it."""

    def __init__(self, row: dict, sentences: Sequence[dict], rows: Sequence[dict]) -> None:
        self.row = row
        at = next((n for n, s in enumerate(sentences) if s["start"] <= row["start"] < s["end"]), None)
        own = sentences[at] if at is not None else row
        self.sentence: str = own["text"]
        self.before = [s["text"] for s in sentences[max(0, (at or 0) - MOST_SENTENCES_BACK) : at or 0]][::-1]
        self.after: str = sentences[at + 1]["text"] if at is not None and at + 1 < len(sentences) else ""
        self.lead: str = sentences[0]["text"] if sentences else row["text"]
        inside = own["start"], own["end"]
        self.beside = [r for r in rows if r is not row and inside[0] <= r["start"] < inside[1]]
        nearest = sentences[max(0, (at or 0) - 1) : (at or 0) + 2] or [own]
        around = nearest[0]["start"], nearest[-1]["end"]
        self.near = [r for r in rows if r is not row and around[0] <= r["start"] < around[1]]
        self.clause = _clause_of(self.sentence, row["start"] - own["start"], len(row["text"]))


def _clause_of(sentence: str, at: int, length: int) -> str:
    """Return the clause that holds the quantity; a clause of the figure alone takes in the one before it."""
    ends = [0, *(m.end() for m in _CLAUSE_END.finditer(sentence[:at]))]
    after = _CLAUSE_END.search(sentence, at + length)
    end = after.start() if after else len(sentence)
    start = ends[-1]
    if len(sentence[start:end]) - length < SHORT_CLAUSE and len(ends) > 1:
        start = ends[-2]
    return sentence[start:end]


def _background(article: dict, persons: frozenset[str], words: Words) -> _Background:
    text = article["text"]
    names = {stem(name.lower()) for name in _NAME_INSIDE.findall(text)}
    for several in _NAME_AGAIN.findall(text):
        names.update(_name_parts(several))
    # "Water" of a heading in capitals is no name where the article also writes "water".
    small = {stem(word) for word in _WORD.findall(re.sub(r"\b[A-Z]\w*", " ", text))}
    titled = {
        part for name in _TITLED.finditer(text) if name[1].lower() in words.roles for part in _name_parts(name[2])
    }
    # The paper of a town, and the press office of a company, speak for it.
    names |= _name_parts(article["publisher"] or "")
    country = frozenset(_name_parts(article["country"] or ""))
    names = frozenset(names - small - words.calendar - words.generic)
    return _Background(words.stems(text), names | country, persons | (titled & names), country)


def _nameless(text: str, names: frozenset[str]) -> str:
    """Return a text without the capitalised words that are names in its article."""
    text = _OFFICE.sub("", _DATELINE.sub("", text))
    return _CAPITAL.sub(lambda found: "" if stem(found[0].lower()) in names else found[0], text)


def _name_parts(name: str) -> set[str]:
    return {stem(part.lower()) for part in _NAME_PART.findall(name)} - {"the"}


def _named(text: str | None, background: _Background) -> frozenset[str]:
    """Return the names in a piece of text, but those of people: ministers change while aims go on."""
    known = {part for name in _NAME.findall(text or "") for part in _name_parts(name)} & background.names
    return frozenset(known - background.persons - background.country)


def _owners(place: _Place, article: dict, organisation: str | None, background: _Background) -> dict[str, float]:
    """Return the names of whom a figure is about, the nearer the more: actor, sentence, the one before, the lead."""
    found: dict[str, float] = {}

    def add(text: str | None, weight: float) -> bool:
        names = _named(_DATELINE.sub("", text or ""), background)
        for name in names:
            found.setdefault(name, weight)
        return bool(names)

    add(place.row["actor"], 1.0)
    add(organisation, 1.0)
    add(place.sentence, OWNER_SENTENCE)
    for text in place.before:
        if add(text, OWNER_BEFORE):
            break
    add(place.after, OWNER_AFTER)
    add(article["title"], OWNER_LEAD)
    add(place.lead, OWNER_LEAD)
    return found


def _mention(place: _Place, article: dict, organisation: str | None, background: _Background, words: Words) -> Mention:
    row, sentence = place.row, place.sentence
    said = article["published"] or article["reference_date"]
    unit, value = _measure(row, words)
    before = place.before[0] if place.before else ""
    low = sentence.lower()
    quantity = words.stems(row["text"])

    def stems(text: str | None) -> frozenset[str]:
        return words.stems(_nameless(text or "", background.names))

    own = stems(sentence) - quantity
    # A person taken for what is measured says nothing of it.
    is_person = bool({stem(word.lower()) for word in _CAPITAL.findall(row["subject"] or "")} & background.persons)
    subject = frozenset() if is_person else stems(row["subject"])
    clause = stems(place.clause) - quantity
    earlier = stems(before)
    is_vague = not subject and len(clause) <= MOST_VAGUE and not clause & words.known_meanings
    if is_vague:
        # "So far 200 have been built": what is measured is in the sentence, or in the one before.
        clause = own if len(own) > MOST_VAGUE else own | earlier
    around = own | earlier | stems(article["title"])
    weights = dict.fromkeys(around, WEIGHT_AROUND)
    weights |= dict.fromkeys(own, WEIGHT_SENTENCE) | dict.fromkeys(clause, WEIGHT_CLAUSE) | dict.fromkeys(subject, 1.0)
    return Mention(
        row=row,
        said=said.date() if said is not None else None,
        order=(said is None, said, row["article_id"], row["start"]),
        unit=unit,
        value=value,
        subject=subject,
        clause=clause,
        sentence=own,
        around=around,
        article=background.stems,
        names=background.names,
        actors=_named(row["actor"], background) | _named(organisation, background),
        weights=weights,
        owners=_owners(place, article, organisation, background),
        beside=frozenset(_measure(other, words) for other in place.beside),
        near=frozenset(_measure(other, words) for other in place.near),
        country=article["country"],
        publisher=article["publisher"],
        spelled=words.spelled(f"{row['subject'] or ''} {before} {sentence}"),
        is_aim=row["status"] in TARGET_STATUSES,
        is_vague=is_vague,
        has_change=bool(words.change.search(f"{before.lower()} {low}")),
        is_restated=bool(words.restated.search(place.clause.lower())),
        is_down_to=_is_down_to(place),
        is_burden=_is_burden(row, subject or clause, words),
        says_missed=bool(words.missed.search(low)),
        says_short=bool(words.short.search(low)),
        says_met=bool(words.met.search(low)),
        says_fulfilled=bool(words.fulfilled.search(low)),
        says_dropped=_says_dropped(low, before.lower(), words),
    )


def _is_burden(row: dict, measured: frozenset[str], words: Words) -> bool:
    """Say whether a level of something bad is aimed at, as of losses or deaths: the less of it the better."""
    if row["direction"] not in (None, "reach", "keep_below"):
        return False
    return bool(measured & (words.growing_burdens if row["quantity_kind"] == "growth" else words.burdens))


def _is_down_to(place: _Place) -> bool:
    """Say whether a level is to be brought down to the value ("cut deaths to 40"), not by it ("cut 40 jobs")."""
    row = place.row
    if row["value_from"] is not None and row["value"] is not None and row["value_from"] > row["value"]:
        return True
    if row["unit"] == "ratio":
        return False  # "to halve" is a change, however it ends
    at = place.sentence.find(row["text"])
    return row["direction"] == "decrease" and bool(_DOWN_TO.search(place.sentence[:at].lower()))


def _says_dropped(sentence: str, before: str, words: Words) -> bool:
    """Say whether the sentence, or the short one before, gives the aim up; a denial that it is given up does not."""
    for text in (sentence, before):
        found = words.dropped.search(text)
        if found:
            return not words.not_dropped.search(text[: found.start()])
    return False


def _measure(row: dict, words: Words) -> tuple[str, float | None]:
    unit, factor = words.factors.get(row["unit"], (row["unit"], 1.0))
    if row["unit"] == "ratio" and row["value"] is not None and row["value"] > 1:
        unit, factor = "times", 1.0  # "twice as many" is no report on a share
    value = None if row["value"] is None else round(float(row["value"]) * factor, 9)
    # "5 million visitors a year" and "5.3 million came in 2024" are of one measure.
    return f"{unit}{'/' + row['per'] if row['per'] and row['per'] != 'year' else ''}", value


def rarity_of(mentions: Sequence[Mention]) -> dict[str, float]:
    """Return the inverse document frequency of each stem (Sparck Jones 1972), articles as documents."""
    articles: dict[str, frozenset[str]] = {}
    for mention in mentions:
        if mention.article_id not in articles:
            articles[mention.article_id] = mention.article | mention.names
    seen: dict[str, int] = {}
    for stems in articles.values():
        for one in stems:
            seen[one] = seen.get(one, 0) + 1
    return {one: math.log(1 + len(articles) / n) for one, n in seen.items()}
