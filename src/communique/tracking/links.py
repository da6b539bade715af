"""Which aim a mention is of: candidates by unit and words, and a score of what speaks for and against."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from communique.tracking.mentions import AHEAD_DAYS, OWNER_SENTENCE, Mention

# A mention joins a history from this score on; set on invented articles so that links are right before they are many.
MIN_SCORE = 0.5
# Two aims with another value or deadline are one aim only where what they measure is worded nearly alike.
MIN_SUBJECT = 0.5
# Most reports on an aim come within this time of its deadline; after it, a figure is about something else.
GRACE_DAYS = 550
# An aim due within this time is one of a series: that of the next year is another aim.
SERIES_DAYS = 460
# A report of more than this many times its aim measures something else, ...
MAX_EXCESS = 5
# ... and so does one of less than that part of it; a share starts from higher than a count does.
MAX_RATIO, MAX_PERCENT_RATIO = 25, 10
# An aim is not raised or lowered more than this.
MAX_CHANGE = 5
# A value beyond an aim fulfils it within this factor only, where no words say so.
MAX_OVERSHOOT = 1.5
# A mention is compared with the first and the latest mentions of an aim, so that a long history costs no more.
MOST_COMPARED = 8
# A mention is compared with this many aims, those that share the rarest words with it.
MOST_CANDIDATES = 30
# A word leads to this many aims, those set last: so the cost of a mention does not grow with the corpus.
MOST_OF_ONE_WORD = 200
# Stands for every country, where an article has none.
ANYWHERE = "*"
# Values up to this are said of many things.
MOST_COMMON_VALUE = 20
# A report on a period that ends this long after an aim was due is about the next one.
LATER_DAYS = 200
# Two figures of one article that differ by no more than this part are one, once rounded.
SAME_FIGURE = 0.05
# A mention that does not say what it measures is of the aim that was spoken of this near.
NEAR_CHARACTERS = 300
# What a word of the subject counts where the other mention has it beside its sentence, or elsewhere in its article.
KNOWN_AROUND, KNOWN_ARTICLE = 0.7, 0.4
#: Events that set an aim anew: what was said of its fate before counts no longer.
RESET = ("raised", "lowered", "postponed", "advanced")
#: Columns of targets of which a history keeps the last known value.
LASTING = ("value", "comparator", "deadline", "strength")
#: What each piece of evidence weighs; their sum is the score; as a confidence it is cut to 0-1.
WEIGHTS = {
    **{"subject": 0.4, "around": 0.2, "names": 0.05, "article": 0.05, "known": 0.25},
    **{"owner": 0.2, "strangers": -0.65, "country": 0.05, "publisher": 0.04},
    **{
        "value": 0.12,
        "setting": 0.15,
        "restated": 0.08,
        "other value": -0.3,
        "old value": 0.25,
        "aim beside": 0.2,
        "beside": 0.2,
    },
    **{"deadline": 0.12, "period": 0.08, "other deadline": -0.05, "closed": -0.2},
    **{
        "growth": -0.15,
        "one word": -0.1,
        "only one": 0.1,
        "rare value": 0.15,
        "no date": -0.25,
        "nothing shared": -0.1,
        "too far": -0.12,
    },
}


TRACE = None


class Link(NamedTuple):
    """How a mention fits a history."""

    score: float
    previous: Mention | None
    reasons: tuple[str, ...]


FIRST = Link(1.0, None, ("first mention",))


@dataclass(eq=False)
class History:
    """The mentions of one aim, oldest first, and what the latest setting of it says.

    What is asked of it for every candidate is kept as mentions are added, so that a long history costs no more.
    """

    mentions: list[Mention] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    #: Mentions that set the aim, and their values.
    aims: list[Mention] = field(default_factory=list)
    known_values: set[float | None] = field(default_factory=set)
    #: The day on which the aim was said to be met or missed.
    closed: dt.date | None = None
    _last: dict[str, object] = field(default_factory=dict)
    _latest: list[Mention] = field(default_factory=list)

    def add(self, mention: Mention, link: Link, event: str) -> None:
        """Append a mention."""
        self.mentions.append(mention)
        self.links.append(link)
        self.events.append(event)
        if event in ("met", "missed"):
            self.closed = mention.said
        elif event in RESET:
            self.closed = None
        if self._latest and self._latest[-1].article_id != mention.article_id:
            self._latest.clear()
        self._latest.append(mention)
        if mention.is_aim or not self.aims:
            self.aims.append(mention)
            self.known_values.add(mention.value)
            self._last.update({name: mention.row[name] for name in LASTING if mention.row[name] is not None})
            if mention.value is not None:
                self._last["known value"] = mention.value

    def last(self, name: str) -> object:
        """Return the last known value of a column of ``LASTING`` among the settings of the aim."""
        return self._last.get(name)

    def of_article(self, article_id: str) -> list[Mention]:
        """Return the mentions of an article, the latest one that has any; none of an earlier one."""
        return self._latest if self._latest and self._latest[0].article_id == article_id else []

    @property
    def deadline(self) -> dt.date | None:
        """Return the deadline as last set."""
        found = self.last("deadline")
        return None if found is None else found.date()

    @property
    def value(self) -> float | None:
        """Return the value as last set, in the first unit of its family."""
        return self._last.get("known value")


class Index:
    """Histories by unit, country and word, so that a mention is compared with few of them."""

    def __init__(self, rarity: dict[str, float]) -> None:
        self.rarity = rarity
        self._known: dict[tuple, dict[int, History]] = {}

    def add(self, mention: Mention, history: History) -> None:
        """Note by which words and value a history is found; the latest one found comes last."""
        countries = {mention.country, ANYWHERE}
        for key in _keys(mention, mention.subject | mention.clause | mention.sentence):
            for country in countries:
                known = self._known.setdefault((mention.unit, country, key), {})
                known.pop(id(history), None)
                known[id(history)] = history

    def find(self, mention: Mention) -> list[History]:
        """Return the histories that share the rarest words with a mention, at most ``MOST_CANDIDATES``."""
        votes: dict[int, float] = {}
        found: dict[int, History] = {}
        countries = (ANYWHERE,) if mention.country is None else (mention.country, None)
        for key in _keys(mention, sorted(mention.subject | mention.around)):
            weight = self.rarity.get(key, 1.0)
            for country in countries:
                known = self._known.get((mention.unit, country, key), {})
                for name, history in islice(reversed(known.items()), MOST_OF_ONE_WORD):
                    found[name] = history
                    votes[name] = votes.get(name, 0.0) + weight
        order = {name: history.mentions[0].order for name, history in found.items()}
        best = sorted(found, key=lambda name: (-votes[name], order[name]))[:MOST_CANDIDATES]
        return [found[name] for name in sorted(best, key=order.__getitem__)]


def _keys(mention: Mention, stems: Iterable[str]) -> Iterator[str | float]:
    yield from stems
    if mention.value is not None:
        yield mention.value


def link_article(mentions: Sequence[Mention], index: Index) -> Iterator[tuple[Mention, History | None, Link]]:
    """Yield each mention of one article with its history: a known one, or None for a mention that begins or has none.

    The best fits come first, so that of two figures the one that fits better takes the aim (the greedy assignment of
    record linkage); two values of one article are not both reports on one aim.
    """
    fits = []
    for number, mention in enumerate(mentions):
        histories = [history for history in index.find(mention) if not is_apart(mention, history)]
        several = [(history, _fit(mention, history, index.rarity)) for history in histories]
        several = _with_rare_value(mention, _with_only_one(mention, several))
        for place, (history, link) in enumerate(several):
            if link.score >= MIN_SCORE:
                fits.append((-(link.score + _nearness(mention, history)), number, place, history, link))
    taken: dict[int, tuple[History, Link]] = {}
    for _, number, _, history, link in sorted(fits, key=lambda fit: fit[:3]):
        others = [mentions[n] for n, (known, _) in taken.items() if known is history]
        if number not in taken and not any(_clash(mentions[number], other, history) for other in others):
            taken[number] = (history, link)
    for number, (history, link) in _beside_another(mentions, taken, index).items():
        others = [mentions[n] for n, (known, _) in taken.items() if known is history]
        if not any(_clash(mentions[number], other, history) for other in others):
            taken[number] = (history, link)
    for number in _next_aims(mentions, taken):
        del taken[number]
    for number, mention in enumerate(mentions):
        yield (mention, *taken.get(number, (None, FIRST)))


def _beside_another(
    mentions: Sequence[Mention], taken: dict[int, tuple[History, Link]], index: Index
) -> dict[int, tuple[History, Link]]:
    """Return the aims of mentions that do not say what they measure, near another mention of the same aim and unit."""
    found = {}
    for number, mention in enumerate(mentions):
        if number in taken or not mention.is_vague:
            continue
        near = [
            history
            for n, (history, _) in taken.items()
            if abs(mentions[n].row["start"] - mention.row["start"]) <= NEAR_CHARACTERS
            and not is_apart(mention, history)
        ]
        fits = [(_fit(mention, history, index.rarity), history) for history in near]
        fits = [(link, history) for link, history in fits if link.score + WEIGHTS["beside"] >= MIN_SCORE]
        if fits:
            link, history = max(fits, key=lambda fit: fit[0].score)
            reasons = (*link.reasons, "beside another mention of this aim")
            found[number] = (history, link._replace(score=link.score + WEIGHTS["beside"], reasons=reasons))
    return found


def _next_aims(mentions: Sequence[Mention], taken: dict[int, tuple[History, Link]]) -> list[int]:
    """Return the aims with a new deadline which an article sets after it said that the old ones were met."""
    over = [history for number, (history, _) in taken.items() if _is_fulfilled(mentions[number], history)]
    return [
        number
        for number, (history, _) in taken.items()
        if mentions[number].is_aim
        and not _is_fulfilled(mentions[number], history)
        and any(history is known for known in over)
        and mentions[number].deadline not in (None, history.deadline)
    ]


def _is_fulfilled(mention: Mention, history: History) -> bool:
    if mention.says_fulfilled and mention.value == history.value:
        return True
    return not mention.is_aim and not mention.is_ahead and reaches(mention, history.aims[-1]) is True


def link_inside(mention: Mention, histories: Sequence[History], index: Index) -> tuple[History | None, Link]:
    """Return the aim that was set earlier in the same article and that a mention says again."""
    fits = [(_fit(mention, history, index.rarity), history) for history in histories if not is_apart(mention, history)]
    fits = [fit for fit in fits if fit[0].score >= MIN_SCORE]
    if not fits:
        return None, FIRST
    link, history = max(fits, key=lambda fit: fit[0].score)
    return history, link


def _with_only_one(mention: Mention, fits: list[tuple[History, Link]]) -> list[tuple[History, Link]]:
    """Raise the score of the only aim of this unit and place that shares what is measured."""
    near = [fit for fit in fits if _shares_topic(mention, fit[0]) and not are_strangers(mention, fit[0].aims[-1])]
    if len(near) != 1:
        return fits
    history, link = near[0]
    better = link._replace(
        score=link.score + WEIGHTS["only one"],
        reasons=(*link.reasons, "the only aim of this unit and subject"),
    )
    return [(known, better if known is history else other) for known, other in fits]


def _with_rare_value(mention: Mention, fits: list[tuple[History, Link]]) -> list[tuple[History, Link]]:
    """Raise the score of the only aim that has this very value; percentages are too common to tell."""
    if mention.row["unit"] == "percent" or mention.value is None or abs(mention.value) <= MOST_COMMON_VALUE:
        return fits
    same = [history for history, _ in fits if mention.value in history.known_values]
    if len(same) != 1:
        return fits
    return [
        (
            history,
            link._replace(
                score=link.score + WEIGHTS["rare value"],
                reasons=(*link.reasons, "the only aim with this value"),
            )
            if history is same[0]
            else link,
        )
        for history, link in fits
    ]


def _shares_topic(mention: Mention, history: History) -> bool:
    here = mention.subject | mention.clause
    return any((here & earlier.subject) or (mention.subject & earlier.clause) for earlier in history.aims[-2:])


def is_apart(mention: Mention, history: History) -> bool:
    """Say whether a mention cannot be of this aim, whatever the words are."""
    latest = history.aims[-1]
    if mention.unit != latest.unit:
        return True
    if mention.country and latest.country and mention.country != latest.country:
        return True
    if (
        mention.is_aim
        and _is_near(mention)
        and all(_is_near(m) and are_strangers(mention, m) for m in _compared(history))
    ):
        return True  # two companies that promise the same in the same words
    value = history.value
    if mention.value and value:
        first = MAX_PERCENT_RATIO if mention.row["unit"] == "percent" else MAX_RATIO
        least, most = (1 / MAX_CHANGE, MAX_CHANGE) if mention.is_aim else (1 / first, MAX_EXCESS)
        if not least <= abs(mention.value / value) <= most:
            return True
    here = history.of_article(mention.article_id)
    if any(_clash(mention, other, history) for other in here):
        return True
    if not mention.is_aim and any(m.is_aim for m in here) and len(history.mentions) == len(here):
        return True  # a figure beside an aim that is set there for the first time is where it starts from
    return _is_other_period(mention, history)


def _clash(one: Mention, other: Mention, history: History) -> bool:
    """Say whether two mentions of one article cannot both be of one aim."""
    if one.sets(history) and other.sets(history) and one.is_aim and other.is_aim:
        dates = {m.deadline for m in (one, other) if m.deadline is not None}
        return len(dates) > 1 or (one.value != other.value and not (one.has_change or other.has_change))
    if one.sets(history) or other.sets(history):
        return False
    known = history.known_values
    if one.value is None or other.value is None:
        return False
    # "A quarter of the harvest, 26 percent": two words for one figure.
    is_same = math.isclose(one.value, other.value, rel_tol=SAME_FIGURE)
    return not is_same and one.value not in known and other.value not in known


def _is_other_period(mention: Mention, history: History) -> bool:
    wanted = history.deadline
    if wanted is None or mention.said is None:
        return False
    if not mention.is_aim:
        period = mention.deadline
        if period is not None and (period - mention.said).days <= AHEAD_DAYS and (period - wanted).days > LATER_DAYS:
            return True
        closed, is_the_aim = history.closed, mention.value == history.value
        is_over = mention.said > wanted and not is_the_aim
        if closed is not None and is_over and (mention.said - closed).days > LATER_DAYS:
            return True
        begun = history.mentions[0].said
        if period is not None and begun is not None and (begun - period).days > AHEAD_DAYS:
            return True  # what was counted before the aim was set is no report on it
        return (mention.said - wanted).days > GRACE_DAYS
    if mention.says_fulfilled and mention.value == history.value:
        return False
    if mention.deadline is not None and mention.deadline != wanted and history.closed is not None:
        return True  # what was met or missed already is not set again: this is the next aim
    if mention.deadline is None or mention.deadline == wanted or mention.has_change:
        # An aim that is set after the deadline is a new one, unless words tie it to the old one.
        is_back = mention.has_change or (
            mention.value == history.value and (mention.says_fulfilled or mention.says_missed)
        )
        return mention.deadline != wanted and mention.said > wanted and not is_back
    first = history.aims[0]
    is_series = first.said is not None and (wanted - first.said).days <= SERIES_DAYS
    return is_series or mention.said > wanted or mention.value != history.value


def _nearness(mention: Mention, history: History) -> float:
    """Return what decides between aims that fit alike, as those of one series of years: the nearest deadline, 0-0.1."""
    wanted, day = history.deadline, mention.deadline or mention.said
    if wanted is None or day is None:
        return 0.0
    return 0.1 / (1 + abs((wanted - day).days) / 180)


def _fit(mention: Mention, history: History, rarity: dict[str, float]) -> Link:
    fits = (_link(mention, earlier, history, rarity) for earlier in _compared(history))
    return max(fits, key=lambda link: link.score)


def _compared(history: History) -> list[Mention]:
    """Return the first and the latest settings of an aim; reports are left out, a chain of them would drift away."""
    aims = history.aims
    return aims if len(aims) <= 2 + MOST_COMPARED else [*aims[:2], *aims[-MOST_COMPARED:]]


def _link(mention: Mention, earlier: Mention, history: History, rarity: dict[str, float]) -> Link:
    """Score how well two mentions fit: what is measured counts half, the words around and who it is the rest."""
    subject, reasons = _subject_score(mention, earlier, rarity)
    evidence = {
        "subject": subject,
        "around": min(1.0, 1.5 * weighted_overlap(mention.weights, earlier.weights, rarity)),
        "names": min(1.0, 2 * overlap(mention.names, earlier.names, rarity)),
        "article": min(1.0, 2 * overlap(mention.article, earlier.article, rarity)),
        "known": max(_known(_core(mention), earlier, rarity), _known(_core(earlier), mention, rarity)),
        "growth": float(_is_other_kind(mention, earlier)),
        "too far": float(_is_too_far(mention, history)),
    }
    evidence |= _owner_evidence(mention, earlier, rarity, reasons)
    evidence |= _value_evidence(mention, earlier, history, subject, reasons)
    evidence |= _deadline_evidence(mention, history, reasons)
    if TRACE:
        TRACE(mention, earlier, evidence)
    score = math.fsum(WEIGHTS[name] * value for name, value in evidence.items())
    return Link(score, earlier, tuple(reasons))


def _subject_score(mention: Mention, earlier: Mention, rarity: dict[str, float]) -> tuple[float, list[str]]:
    shared = mention.subject & earlier.subject
    here, there = mention.subject | mention.clause, earlier.subject | earlier.clause
    subject = max(
        overlap(mention.subject, earlier.subject, rarity),
        min(1.0, 1.3 * overlap(here, there, rarity)),
        0.9 * _held(mention.subject, there, rarity),
        0.9 * _held(earlier.subject, here, rarity),
    )
    if not here & there:
        # Paraphrased from end to end: what the sentences share has to do.
        subject = overlap(mention.sentence, earlier.sentence, rarity)
    told = sorted(shared or here & there, key=lambda one: (-rarity.get(one, 0), one))[:4]
    if not told:
        return subject, ["the sentences share words"]
    words = ", ".join(mention.spelled.get(one, one) for one in told)
    return subject, [f"{'measures the same' if shared else 'the same words beside it'}: {words}"]


def _owner_evidence(mention: Mention, earlier: Mention, rarity: dict[str, float], reasons: list[str]) -> dict:
    found = {}
    same = mention.owners.keys() & earlier.owners.keys()
    if same:
        # A name that few articles know says more than that of the country, and one beside the figure more than another.
        most = max(rarity.values(), default=1.0)
        near = {name: mention.owners[name] * earlier.owners[name] for name in same}
        found["owner"] = max(near[name] * rarity.get(name, 1.0) for name in same) / most
        reasons.append("same actor or organisation: " + ", ".join(sorted(same)[:3]))
    elif are_strangers(mention, earlier):
        found["strangers"] = _strangeness(mention, earlier)
    if mention.country and mention.country == earlier.country:
        found["country"] = 1.0
        reasons.append("same country")
    elif mention.publisher and mention.publisher == earlier.publisher:
        found["publisher"] = 1.0
        reasons.append("same publisher")
    return found


def _strangeness(mention: Mention, earlier: Mention) -> float:
    """Return how much it says that two mentions name nobody in common: much of two aims, little of a report."""
    if mention.is_aim and earlier.is_aim:
        return 1.0 if _is_near(mention) and _is_near(earlier) else 0.5
    return 0.4 if mention.actors and earlier.actors else 0.2


def _is_near(mention: Mention) -> bool:
    return max(mention.owners.values(), default=0.0) >= OWNER_SENTENCE


def are_strangers(mention: Mention, earlier: Mention) -> bool:
    """Say whether both name somebody, and neither article knows whom the other names."""
    here, there = mention.owners.keys(), earlier.owners.keys()
    return bool(here and there) and not (here & earlier.names) and not (there & mention.names)


def _value_evidence(mention: Mention, earlier: Mention, history: History, subject: float, reasons: list[str]) -> dict:
    if mention.value is not None and mention.value == earlier.value:
        reasons.append("same value")
        is_set = mention.is_vague and mention.deadline is not None and mention.deadline == history.deadline
        return {"value": 1.0, "setting": float(is_set), "restated": float(mention.is_restated and not mention.is_aim)}
    if mention.has_change and mention.is_aim and (history.aims[-1].unit, history.value) in mention.beside:
        reasons.append("the earlier value stands beside it")
        return {"old value": 1.0}
    if not mention.is_aim and (earlier.unit, earlier.value) in mention.beside:
        reasons.append("the value aimed at stands beside it")
        return {"aim beside": 1.0}
    if mention.is_aim and earlier.is_aim and subject < MIN_SUBJECT:
        return {"other value": 1.0}
    if mention.is_aim and mention.deadline is None:
        return {"no date": 1.0}
    here, there = mention.subject | mention.clause, earlier.subject | earlier.clause
    # One word, such as that of a currency, is little where the value is another.
    return {"one word": float(len(here & there) == 1 and subject < MIN_SUBJECT)}


def _deadline_evidence(mention: Mention, history: History, reasons: list[str]) -> dict:
    deadline, wanted, closed = mention.deadline, history.deadline, history.closed
    is_over = closed is not None and mention.said is not None and mention.said > max(closed, wanted or closed)
    if is_over and not mention.is_aim:
        return {"closed": 1.0}
    if deadline is None or wanted is None:
        return {}
    if deadline == wanted:
        reasons.append(f"same deadline ({deadline})")
        return {"deadline": 1.0} if mention.is_aim else {"period": 1.0}
    if mention.is_aim:
        reasons.append(
            "words say that it was changed" if mention.has_change else "the same value, put off or brought on"
        )
    return {"other deadline": 1.0}


def reaches(mention: Mention, aim: Mention) -> bool | None:
    """Say whether a reported value fulfils an aim; None where it cannot be told."""
    if aim.value is None or mention.value is None:
        return None
    comparator = aim.row["comparator"]
    if comparator in ("lt", "le") or aim.row["direction"] == "keep_below" or aim.is_down_to:
        return mention.value < aim.value if comparator == "lt" else mention.value <= aim.value
    if not mention.says_met and mention.value > MAX_OVERSHOOT * aim.value:
        return None  # inflation of 8 percent does not reach an aim of 3
    if comparator == "gt" and mention.row["comparator"] not in ("gt", "ge"):
        return mention.value > aim.value
    return mention.value >= aim.value


def _is_other_kind(mention: Mention, earlier: Mention) -> bool:
    """Say whether one is a change and the other a level; an aim to raise or cut may be reported on as either."""
    kinds = {m.row["quantity_kind"] == "growth" for m in (mention, earlier)}
    return len(kinds) == 2 and earlier.row["direction"] not in ("increase", "decrease")


def _is_too_far(mention: Mention, history: History) -> bool:
    """Say whether a count or sum lies far beyond what was aimed at: progress seldom does."""
    if mention.is_aim or not mention.value or not history.value:
        return False
    return mention.value > 2 * history.value


def _held(inner: frozenset[str], outer: frozenset[str], rarity: dict[str, float]) -> float:
    """Return the share of a set's weight that another set holds, 0-1; one word alone is no proof."""
    if len(inner) < 2:
        return 0.0
    whole = math.fsum(rarity.get(one, 1.0) ** 2 for one in inner)
    return math.fsum(rarity.get(one, 1.0) ** 2 for one in inner & outer) / whole if whole else 0.0


def _core(mention: Mention) -> frozenset[str]:
    return mention.subject or (frozenset() if mention.is_vague else mention.clause)


def _known(inner: frozenset[str], other: Mention, rarity: dict[str, float]) -> float:
    """Return the share of the weight of what is measured that another mention knows, 0-1; less from farther off."""

    def place(one: str) -> float:
        if one in other.sentence or one in other.subject:
            return 1.0
        return KNOWN_AROUND if one in other.around else KNOWN_ARTICLE if one in other.article else 0.0

    whole = math.fsum(rarity.get(one, 1.0) ** 2 for one in inner)
    return math.fsum(place(one) * rarity.get(one, 1.0) ** 2 for one in inner) / whole if whole else 0.0


def overlap(one: frozenset[str], other: frozenset[str], rarity: dict[str, float]) -> float:
    """Return the cosine of two sets of stems weighted by rarity, 0-1 (Salton & Buckley 1988, binary counts)."""
    both = one & other
    if not both:
        return 0.0
    shared = math.fsum(rarity.get(stem, 1.0) ** 2 for stem in both)
    lengths = [math.sqrt(math.fsum(rarity.get(stem, 1.0) ** 2 for stem in stems)) for stems in (one, other)]
    return shared / (lengths[0] * lengths[1])


def weighted_overlap(one: dict[str, float], other: dict[str, float], rarity: dict[str, float]) -> float:
    """Return the cosine of two sets of stems weighted by place and rarity, 0-1."""
    both = one.keys() & other.keys()
    if not both:
        return 0.0
    shared = math.fsum(one[stem] * other[stem] * rarity.get(stem, 1.0) ** 2 for stem in both)
    lengths = [math.sqrt(math.fsum((w * rarity.get(stem, 1.0)) ** 2 for stem, w in ws.items())) for ws in (one, other)]
    return shared / (lengths[0] * lengths[1])
