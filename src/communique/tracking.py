"""Following targets through dated articles: the same aim said again, changed, reported on, met, missed or dropped.

A mention is a row of ``targets``.  Mentions are read in the order of their articles' dates; each is linked to the
history that it fits best, or begins a new one.  A link has its reasons and a confidence, so that two campaigns with
the same 70 percent stay apart.  The judgement of fulfilment follows pledge research (Thomson, Royed et al. 2017): an
aim is met when a report says so in words or figures, and never because nobody spoke of it again.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from communique.errors import CommuniqueError
from communique.lexicon import alternation, read_lexicon
from communique.schema import STRENGTHS, TARGET_STATUSES, build_frame, validate_frame

if TYPE_CHECKING:
    import pandas as pd

    from communique.tables import Tables

RULES = {
    "link-subject": "Two mentions are of one aim when what they measure is worded alike, the rarer the words the more.",
    "link-around": "The sentence, the title, the names and the words of both articles speak for one aim or against it.",
    "link-actor": "The same actor, organisation or country speaks for one aim; named actors that differ, against it.",
    "link-value": "The same value speaks for one aim; another one against it, unless the subject is worded alike.",
    "link-deadline": "The same deadline speaks for one aim; another makes another aim, unless words say it was moved.",
    "apart-country": "Articles of two countries never speak of one aim.",
    "apart-period": "An aim set after the deadline of an earlier one has passed is a new aim.",
    "outcome-met": "A report says that the value was reached, in figures or in words.",
    "outcome-missed": "A report after the deadline gives a value short of the aim, or says that it was missed.",
    "outcome-dropped": "The deadline passed; later articles of the same country or publisher do not mention the aim.",
}

#: Statuses of quantities that say nothing of an aim; all others may report on one or say it again.
SILENT_STATUSES = ("denial", "hypothetical", "duration", "ranking", "penalty")
# A mention joins a history from this score on; set on invented articles so that links are right before they are many.
MIN_SCORE = 0.45
# Two aims with another value or deadline are one aim only where what they measure is worded nearly alike.
MIN_SUBJECT = 0.5
# Most reports on an aim come within this time of its deadline; after it, a figure is about something else.
GRACE_DAYS = 550
# A deadline this far back, with later articles that do not mention the aim, makes it dropped.
SILENCE_DAYS = 180
# A figure more than this many times its aim, or less than that part of it, measures something else.
MAX_RATIO = 10
# A value beyond an aim that says neither "more" nor "less" fulfils it within this factor only.
MAX_OVERSHOOT = 1.5
# A mention is compared with the first and the latest mentions of an aim, so that a long history costs no more.
MOST_COMPARED = 8
# Stems in more than this share of a large corpus lead to no candidates: nearly every aim has them.
COMMON_SHARE, LARGE_CORPUS = 0.2, 200

_WORD = re.compile(r"[a-z][a-z'-]{2,}|[\u4e00-\u9fff]{2}")
_NAME = re.compile(r"\b[A-Z][\w-]+(?:\s+(?:of|and|for|the)\s+[A-Z][\w-]+|\s+[A-Z][\w-]+)*")
# A capital in the middle of a sentence begins a name.
# Where one clause ends and the next begins: a figure is about the words of its own clause.
_CLAUSE_END = re.compile(
    r"[;:,()\u2014\u2013\u201c\u201d\"]\s|\s(?:and|while|but|whereas|although|compared|against|up|down|from)\s|[\uff0c\uff1b\u3001]"
)
_NAME_INSIDE = re.compile(r"(?<=[a-z,;:] )[A-Z][\w-]{2,}")


@dataclass(frozen=True)
class Mention:
    """One row of targets with what it is compared by."""

    row: dict
    said: dt.date | None
    order: tuple
    unit: str
    value: float | None
    subject: frozenset[str]
    clause: frozenset[str]
    sentence: frozenset[str]
    context: frozenset[str]
    article: frozenset[str]
    names: frozenset[str]
    actors: frozenset[str]
    country: str | None
    publisher: str | None
    spelled: dict[str, str]
    is_aim: bool
    has_change: bool
    is_restated: bool
    says_missed: bool
    says_met: bool


class Link(NamedTuple):
    """How a mention fits a history."""

    score: float
    previous: Mention | None
    reasons: tuple[str, ...]


@dataclass
class History:
    """The mentions of one aim, oldest first, and what the latest setting of it says."""

    mentions: list[Mention] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    events: list[str] = field(default_factory=list)

    @property
    def aims(self) -> list[Mention]:
        """Mentions that set the aim; reports alone stand for themselves."""
        return [mention for mention in self.mentions if mention.is_aim] or self.mentions[:1]

    def last(self, name: str) -> object:
        """Return the last known value of a column among the settings of the aim."""
        return next((m.row[name] for m in reversed(self.aims) if m.row[name] is not None), None)


@cache
def _words(folder: Path | None) -> dict:
    lexicon = read_lexicon("tracking", folder)
    factors = {}
    for number, family in enumerate(lexicon["families"]):
        for unit, factor in family.items():
            factors[unit] = (f"family {number}", factor)

    def pattern(name: str) -> re.Pattern:
        return re.compile(r"(?<![a-z])(?:" + alternation(lexicon[name]) + r")(?![a-z])")

    return {
        "factors": factors,
        "common": frozenset(lexicon["common"]),
        **{name: pattern(name) for name in ("change", "restated", "missed", "met")},
    }


def track_targets(tables: Tables, lexicon: Path | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Link the mentions of targets into histories.

    Parameters
    ----------
    tables : Tables
        Of dated articles; articles without a date come last and are never said to come after a deadline.
    lexicon : Path, optional
        Folder of edited lexicon files.

    Returns
    -------
    histories, links : DataFrame
        ``target_histories``, one row an aim, and ``target_links``, one row a mention (see ``schema.CORPUS_TABLES``).
    """
    words = _words(lexicon)
    mentions = _mentions(tables, words)
    rarity = _rarity(mentions)
    n_articles = len({mention.row["article_id"] for mention in mentions})
    floor = math.log(1 + 1 / COMMON_SHARE) if n_articles >= LARGE_CORPUS else 0.0
    histories: list[History] = []
    index: dict[tuple[str, str], list[History]] = {}
    for mention in mentions:
        history, link = _best_history(mention, _candidates(mention, index, rarity, floor), rarity)
        if history is None:
            if not mention.is_aim:
                continue  # a figure that reports on no aim of the corpus is no history
            history = History()
            histories.append(history)
        history.events.append(_event(mention, history))
        history.mentions.append(mention)
        history.links.append(link)
        for word in mention.subject | mention.clause | mention.sentence:
            known = index.setdefault((mention.unit, word), [])
            if history not in known:
                known.append(history)
    latest = _latest_by_place(tables)
    history_rows = [_history_row(history, latest) for history in histories]
    link_rows = [row for history in histories for row in _link_rows(history)]
    link_rows.sort(key=lambda row: (row[6] or dt.datetime.max, row[2], row[3]))
    return (
        validate_frame("target_histories", build_frame("target_histories", history_rows)),
        validate_frame("target_links", build_frame("target_links", link_rows)),
    )


def track_dataset(path: str | Path, lexicon: Path | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Follow the targets of a dataset that ``communique extract FOLDER`` wrote; see :func:`track_targets`."""
    from communique.corpus import read_dataset

    return track_targets(read_dataset(path), lexicon)


def write_histories(
    histories: pd.DataFrame, links: pd.DataFrame, output: str | Path, *, formats: Sequence[str], force: bool = False
) -> list[Path]:
    """Write both tables to a folder as Parquet, CSV or JSON and return the files.

    Raises
    ------
    OutputError
        If a file exists and ``force`` is off, or the folder cannot be written.
    """
    from communique.tables import write_frame

    written = []
    for name, frame in (("target_histories", histories), ("target_links", links)):
        written += [write_frame(name, frame, Path(output), suffix, force=force) for suffix in dict.fromkeys(formats)]
    return written


# What a mention is compared by.


def _mentions(tables: Tables, words: dict) -> list[Mention]:
    articles = {row["article_id"]: row for row in _records(tables.articles)}
    sentences: dict[str, list[dict]] = {}
    for row in _records(tables.sentences):
        sentences.setdefault(row["article_id"], []).append(row)
    voices = {row["statement_id"]: row for row in _records(tables.statements)}
    backgrounds: dict[str, _Background] = {}
    found = []
    for row in _records(tables.targets):
        if row["status"] not in SILENT_STATUSES:
            article = articles[row["article_id"]]
            around = _sentences_of(row, sentences.get(row["article_id"], ()))
            if row["article_id"] not in backgrounds:
                backgrounds[row["article_id"]] = _background(article, words)
            background = backgrounds[row["article_id"]]
            found.append(_mention(row, article, around, voices.get(row["statement_id"]), background, words))
    return sorted(found, key=lambda mention: mention.order)


def _records(frame: pd.DataFrame) -> Iterable[dict]:
    import pandas as pd

    for record in frame.to_dict("records"):
        yield {name: None if pd.isna(value) else value for name, value in record.items()}


def _sentences_of(row: dict, sentences: Sequence[dict]) -> tuple[str, str]:
    """Return the sentence of a row and the one before it."""
    before = ""
    for sentence in sentences:
        if sentence["start"] <= row["start"] < sentence["end"]:
            return sentence["text"], before
        before = sentence["text"]
    return row["text"], ""


def _clause_of(sentence: str, quantity: str) -> str:
    """Return the clause that holds the quantity; a clause of the figure alone takes in the one before it."""
    at = max(0, sentence.find(quantity))
    ends = [0, *(m.end() for m in _CLAUSE_END.finditer(sentence[:at]))]
    after = _CLAUSE_END.search(sentence, at + len(quantity))
    end = after.start() if after else len(sentence)
    start = ends[-1]
    if len(sentence[start:end]) - len(quantity) < 25 and len(ends) > 1:
        start = ends[-2]
    return sentence[start:end]


class _Background(NamedTuple):
    """What all mentions of an article share."""

    stems: frozenset[str]
    names: frozenset[str]


def _background(article: dict, words: dict) -> _Background:
    text = article["text"]
    names = frozenset(_stem(name.lower()) for name in _NAME_INSIDE.findall(text))
    return _Background(_stems(text, words), names)


def _mention(
    row: dict, article: dict, around: tuple[str, str], voice: dict | None, background: _Background, words: dict
) -> Mention:
    said = article["published"] or article["reference_date"]
    unit, factor = words["factors"].get(row["unit"], (row["unit"], 1.0))
    value = None if row["value"] is None else row["value"] * factor
    sentence, before = around
    low = sentence.lower()
    own = _stems(sentence, words)
    clause = _clause_of(sentence, row["text"])
    return Mention(
        row=row,
        said=said.date() if said is not None else None,
        order=(said is None, said, row["article_id"], row["start"]),
        unit=f"{unit}{'/' + row['per'] if row['per'] else ''}",
        value=value,
        subject=_stems(row["subject"] or "", words),
        clause=_stems(clause, words),
        sentence=own,
        context=own | _stems(before, words) | _stems(article["title"] or "", words),
        article=background.stems,
        names=background.names,
        actors=_names(row["actor"]) | _names((voice or {}).get("organisation")),
        country=article["country"],
        publisher=article["publisher"],
        spelled=_spelled(f"{row['subject'] or ''} {clause}", words),
        is_aim=row["status"] in TARGET_STATUSES,
        has_change=bool(words["change"].search(f"{before.lower()} {low}")),
        is_restated=bool(words["restated"].search(clause.lower())),
        says_missed=bool(words["missed"].search(low)),
        says_met=bool(words["met"].search(low)),
    )


def _stems(text: str, words: dict) -> frozenset[str]:
    """Return the content words without their endings, cut to the stem that inflected forms share."""
    stems = set()
    for word in _WORD.findall(text.lower()):
        if word in words["common"]:
            continue
        stems.add(_stem(word.removesuffix("'s")))
    return frozenset(stems)


def _spelled(text: str, words: dict) -> dict[str, str]:
    """Return a word as written for each of its stems: reasons are read by people."""
    found = (word.removesuffix("'s") for word in _WORD.findall(text.lower()) if word not in words["common"])
    return {_stem(word): word for word in found}


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ments", "ment", "ities", "ity", "ings", "ing", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def _names(words: str | None) -> frozenset[str]:
    """Return the words of proper names; an actor without one ("the ministry") tells no two apart."""
    named = _NAME.findall(words or "")
    return frozenset(_stem(part.lower()) for name in named for part in re.findall(r"[\w-]{3,}", name)) - {"the"}


def _rarity(mentions: Sequence[Mention]) -> dict[str, float]:
    """Return the inverse document frequency of each stem (Sparck Jones 1972), articles as documents."""
    articles = {mention.row["article_id"]: mention.article | mention.context | mention.subject for mention in mentions}
    seen: dict[str, int] = {}
    for stems in articles.values():
        for stem in stems:
            seen[stem] = seen.get(stem, 0) + 1
    return {stem: math.log(1 + len(articles) / n) for stem, n in seen.items()}


# Which history a mention fits.


def _candidates(
    mention: Mention, index: dict[tuple[str, str], list[History]], rarity: dict[str, float], floor: float
) -> list[History]:
    found: dict[int, History] = {}
    for stem in sorted(mention.subject | mention.context):
        if rarity.get(stem, floor) >= floor:
            for history in index.get((mention.unit, stem), ()):
                found.setdefault(id(history), history)
    return list(found.values())


def _best_history(mention: Mention, histories: list[History], rarity: dict[str, float]) -> tuple[History | None, Link]:
    best, best_link, best_rank = None, Link(0.0, None, ()), (0.0, 0.0)
    for history in histories:
        if _is_apart(mention, history):
            continue
        # Reports are compared with settings of the aim alone: a chain of reports would drift away from it.
        aims = history.aims
        compared = [*aims[:2], *aims[2:][-MOST_COMPARED:]]
        links = [_link(mention, earlier, history, rarity) for earlier in compared]
        link = max(links, key=lambda found: found.score)
        rank = (link.score + _nearness(mention, history), link.score)
        if rank > best_rank:
            best, best_link, best_rank = history, link, rank
    if best is None or best_link.score < MIN_SCORE:
        return None, Link(1.0, None, ("first mention",))
    return best, best_link


def _is_apart(mention: Mention, history: History) -> bool:
    """Say whether a mention cannot be of this aim, whatever the words are."""
    latest = history.aims[-1]
    if mention.country and latest.country and mention.country != latest.country:
        return True
    if mention.value and latest.value and not 1 / MAX_RATIO <= abs(mention.value / latest.value) <= MAX_RATIO:
        return True
    here = [m for m in history.mentions if m.row["article_id"] == mention.row["article_id"]]
    if any(_differ(m, mention) for m in here):
        return True
    if not mention.is_aim and any(m.is_aim for m in here) and len(history.mentions) == len(here):
        return True  # a figure beside an aim that is set there for the first time is where it starts from
    return _is_other_period(mention, history)


def _is_growth(mention: Mention) -> bool:
    return mention.row["quantity_kind"] == "growth"


def _is_other_period(mention: Mention, history: History) -> bool:
    deadline, wanted = mention.row["deadline"], history.last("deadline")
    if wanted is None or mention.said is None:
        return False
    if mention.is_aim:
        if deadline is not None and deadline != wanted and not mention.has_change:
            return True
        # An aim that is set after the deadline is a new one, unless words tie it to the old one.
        return deadline != wanted and mention.said > wanted.date() and not mention.has_change
    return (mention.said - wanted.date()).days > GRACE_DAYS


def _nearness(mention: Mention, history: History) -> float:
    """Return what decides between aims that fit alike, as those of one series of years: the nearest deadline, 0-0.1."""
    wanted = history.last("deadline")
    day = mention.row["deadline"] or mention.said
    if wanted is None or day is None:
        return 0.0
    day = day.date() if isinstance(day, dt.datetime) else day
    return 0.1 / (1 + abs((wanted.date() - day).days) / 180)


def _differ(one: Mention, other: Mention) -> bool:
    """Say whether two mentions of one article set different aims: both set one, with another value or deadline."""
    if not (one.is_aim and other.is_aim):
        return False
    dates = {m.row["deadline"] for m in (one, other) if m.row["deadline"] is not None}
    return len(dates) > 1 or (one.value != other.value and not (one.has_change or other.has_change))


def _link(mention: Mention, earlier: Mention, history: History, rarity: dict[str, float]) -> Link:
    """Score how well two mentions fit, 0-1: what is measured counts half, the words around and who it is the rest."""
    reasons = []
    shared = mention.subject & earlier.subject
    here, there = mention.subject | mention.clause, earlier.subject | earlier.clause
    subject = max(
        _overlap(mention.subject, earlier.subject, rarity),
        min(1.0, 1.3 * _overlap(here, there, rarity)),
        0.9 * _held(mention.subject, there, rarity),
        0.9 * _held(earlier.subject, here, rarity),
    )
    if not here & there:
        # Paraphrased from end to end: what the sentences share has to do.
        subject = _overlap(mention.sentence, earlier.sentence, rarity)
    if shared or here & there:
        told = sorted(shared or here & there, key=lambda stem: (-rarity.get(stem, 0), stem))[:4]
        words = ", ".join(mention.spelled.get(stem, stem) for stem in told)
        reasons.append(f"{'measures the same' if shared else 'the same words beside it'}: {words}")
    else:
        reasons.append("the sentences share words")
    context = _overlap(mention.context, earlier.context, rarity)
    names = _overlap(mention.names, earlier.names, rarity)
    around = _overlap(mention.article, earlier.article, rarity)
    score = 0.5 * subject + 0.25 * min(1, 2 * context) + 0.1 * min(1, 2 * names) + 0.1 * min(1, 2 * around)
    actors = mention.actors & earlier.actors
    if actors:
        score += 0.08
        reasons.append("same actor or organisation: " + ", ".join(sorted(actors)[:3]))
    elif _are_strangers(mention, earlier):
        score -= 0.2
    if _is_growth(mention) != _is_growth(earlier):
        score -= 0.15
    if mention.country and mention.country == earlier.country:
        score += 0.05
        reasons.append("same country")
    elif mention.publisher and mention.publisher == earlier.publisher:
        score += 0.04
        reasons.append("same publisher")
    if mention.value is not None and mention.value == earlier.value:
        score += 0.12
        reasons.append("same value")
    elif mention.is_aim and earlier.is_aim and subject < MIN_SUBJECT:
        score -= 0.15
    elif len(here & there) == 1:
        score -= 0.1  # one word, such as that of a currency, is little where the value is another
    score += _deadline_score(mention, history, reasons)
    return Link(max(0.0, min(1.0, score)), earlier, tuple(reasons) or ("the words around it",))


def _are_strangers(mention: Mention, earlier: Mention) -> bool:
    """Say whether both name an actor and neither article knows the other's."""
    if not (mention.actors and earlier.actors):
        return False
    known, before = mention.names | mention.article, earlier.names | earlier.article
    return not (mention.actors <= before or earlier.actors <= known)


def _deadline_score(mention: Mention, history: History, reasons: list[str]) -> float:
    deadline, wanted = mention.row["deadline"], history.last("deadline")
    if deadline is None or wanted is None:
        return 0.0
    if deadline == wanted:
        reasons.append(f"same deadline ({deadline.date()})")
        return 0.12 if mention.is_aim else 0.05
    if mention.is_aim:
        reasons.append("words say that it was changed")
    return -0.05


def _held(inner: frozenset[str], outer: frozenset[str], rarity: dict[str, float]) -> float:
    """Return the share of a set's weight that another set holds, 0-1; one word alone is no proof."""
    if len(inner) < 2:
        return 0.0
    whole = math.fsum(rarity.get(stem, 1.0) ** 2 for stem in inner)
    return math.fsum(rarity.get(stem, 1.0) ** 2 for stem in inner & outer) / whole if whole else 0.0


def _overlap(one: frozenset[str], other: frozenset[str], rarity: dict[str, float]) -> float:
    """Return the cosine of two sets of stems weighted by rarity, 0-1 (Salton & Buckley 1988, binary counts)."""
    if not one or not other:
        return 0.0
    shared = math.fsum(rarity.get(stem, 1.0) ** 2 for stem in one & other)
    lengths = [math.sqrt(math.fsum(rarity.get(stem, 1.0) ** 2 for stem in stems)) for stems in (one, other)]
    return shared / (lengths[0] * lengths[1]) if shared else 0.0


# What a mention does, and what became of the aim.


def _event(mention: Mention, history: History) -> str:
    if not history.mentions:
        return "first"
    if not mention.is_aim:
        return _report_event(mention, history)
    deadline, before = mention.row["deadline"], history.last("deadline")
    if deadline is not None and before is not None and deadline != before:
        return "postponed" if deadline > before else "advanced"
    value = next((m.value for m in reversed(history.aims) if m.value is not None), None)
    if mention.value is not None and value is not None and not math.isclose(mention.value, value, rel_tol=1e-6):
        return "raised" if mention.value > value else "lowered"
    strength, firm = mention.row["strength"], history.last("strength")
    if strength is not None and firm is not None and _firmness(strength) != _firmness(firm):
        return "strengthened" if _firmness(strength) > _firmness(firm) else "weakened"
    return "repeated"


def _firmness(strength: str) -> int:
    """Return the level of an aim's words: wished for, planned, binding; "will" and "plan" are news of one another."""
    return (0, 0, 1, 1, 2)[STRENGTHS.index(strength)]


def _report_event(mention: Mention, history: History) -> str:
    if mention.is_restated and mention.value is not None and any(mention.value == m.value for m in history.aims):
        return "repeated"  # "short of the goal of 150": the figure is the aim again, and no report on it
    if mention.says_missed and not _reaches(mention, history):
        return "missed"
    reached = _reaches(mention, history)
    if reached and mention.row["status"] == "achieved":
        return "met"
    deadline = history.last("deadline")
    is_late = deadline is not None and mention.said is not None and mention.said > deadline.date()
    if reached is False and is_late:
        return "missed"
    return "met" if reached and is_late else "reported"


def _reaches(mention: Mention, history: History) -> bool | None:
    """Say whether a reported value fulfils the aim; None where it cannot be told."""
    aim = next((m for m in reversed(history.aims) if m.value is not None), None)
    if aim is None or mention.value is None:
        return True if mention.says_met and aim is None else None
    is_ceiling = aim.row["comparator"] in ("lt", "le") or aim.row["direction"] == "keep_below"
    if is_ceiling:
        return mention.value < aim.value if aim.row["comparator"] == "lt" else mention.value <= aim.value
    is_open = aim.row["direction"] is None and aim.row["comparator"] not in ("gt", "ge") and not mention.says_met
    if is_open and mention.value > MAX_OVERSHOOT * aim.value:
        return None  # inflation of 8 percent does not reach an aim of 3
    if aim.row["comparator"] == "gt" and mention.row["comparator"] not in ("gt", "ge"):
        return mention.value > aim.value
    return mention.value >= aim.value


def _latest_by_place(tables: Tables) -> dict[str, dt.date]:
    latest: dict[str, dt.date] = {}
    for row in _records(tables.articles):
        if row["published"] is not None:
            for place in (row["country"], row["publisher"], ""):
                if place is not None:  # "" stands for articles of which neither is known
                    latest[place] = max(latest.get(place, dt.date.min), row["published"].date())
    return latest


def _outcome(history: History, latest: dict[str, dt.date]) -> tuple[str, str]:
    for mention, event in zip(reversed(history.mentions), reversed(history.events), strict=True):
        if event in ("met", "missed"):
            return event, f"{event} according to {mention.row['target_id']}: “{mention.row['text']}”"
    deadline = history.last("deadline")
    if deadline is None:
        return "open", "no deadline was set"
    places = {place for m in history.mentions for place in (m.country, m.publisher) if place} or {""}
    until = max((latest[place] for place in places if place in latest), default=None)
    if until is not None and (until - deadline.date()).days >= SILENCE_DAYS:
        return "dropped", f"the deadline passed on {deadline.date()}; articles up to {until} say nothing of it"
    return "open", f"due on {deadline.date()}; the articles say nothing of its outcome"


def _history_row(history: History, latest: dict[str, dt.date]) -> tuple:
    first = history.mentions[0].row
    actor = next((m.row["actor"] for m in history.mentions if m.row["actor"]), None)
    said = [m.said for m in history.mentions if m.said is not None]
    reported = [m.row["value"] for m in history.mentions if not m.is_aim and m.row["value"] is not None]
    changes = sum(
        event in ("raised", "lowered", "postponed", "advanced", "strengthened", "weakened") for event in history.events
    )
    articles = {m.row["article_id"] for m in history.mentions}
    return (
        *(first["target_id"], first["subject"], actor, first["unit"], first["text"], first["value"]),
        *(history.last("value"), history.last("comparator"), first["deadline"], history.last("deadline")),
        *(_time(said[0]) if said else None, _time(said[-1]) if said else None, len(history.mentions), len(articles)),
        *(changes, reported[-1] if reported else None, *_outcome(history, latest)),
    )


def _link_rows(history: History) -> Iterable[tuple]:
    identifier = history.mentions[0].row["target_id"]
    for mention, link, event in zip(history.mentions, history.links, history.events, strict=True):
        row = mention.row
        previous = link.previous.row["target_id"] if link.previous is not None else None
        yield (
            *(identifier, row["target_id"], row["article_id"], row["start"], row["end"], row["text"]),
            *(_time(mention.said) if mention.said else None, event, row["value"], row["deadline"], previous),
            *(round(link.score, 3), "; ".join(link.reasons)),
        )


def _time(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day)


def check_dated(tables: Tables) -> None:
    """Refuse a corpus in which no article has a date.

    Raises
    ------
    CommuniqueError
        In one sentence.
    """
    if tables.articles["published"].isna().all() and tables.articles["reference_date"].isna().all():
        raise CommuniqueError(
            "no article has a date; give `published` in the metadata, targets are followed through time."
        )
