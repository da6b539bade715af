"""Aims and their mentions, and the index by which a mention finds the aims that it may be of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from communique.tracking.mentions import Mention

# A mention is compared with this many aims, those that share the rarest words with it.
MOST_CANDIDATES = 30
# A word leads to this many aims, those set last: so the cost of a mention does not grow with the corpus.
MOST_OF_ONE_WORD = 200
# Stands for every country, where an article has none.
ANYWHERE = "*"
# Marks a name among the keys: the word "water" does not lead to what a company of that name promised.
NAME = "@"
#: Events that set an aim anew: what was said of its fate before counts no longer.
RESET = ("raised", "lowered", "postponed", "advanced")
#: Columns of targets of which a history keeps the last known value.
LASTING = ("value", "comparator", "deadline", "strength")


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

    @property
    def is_sure(self) -> bool:
        """Say whether a mention is an aim by its words, or a later article comes back to what was to be."""
        return any(m.is_aim for m in self.aims) or self.mentions[0].article_id != self.mentions[-1].article_id

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
        for key in _keys(mention, {*mention.subject, *mention.clause, *mention.sentence, *_names(mention)}):
            for country in countries:
                known = self._known.setdefault((mention.unit, country, key), {})
                known.pop(id(history), None)
                known[id(history)] = history

    def find(self, mention: Mention) -> list[History]:
        """Return the histories that share the rarest words with a mention, at most ``MOST_CANDIDATES``."""
        votes: dict[int, float] = {}
        found: dict[int, History] = {}
        countries = (ANYWHERE,) if mention.country is None else (mention.country, None)
        for key in _keys(mention, sorted({*mention.subject, *mention.around, *_names(mention)})):
            weight = self.rarity.get(key.lstrip(NAME) if isinstance(key, str) else key, 1.0)
            for country in countries:
                known = self._known.get((mention.unit, country, key), {})
                for name, history in islice(reversed(known.items()), MOST_OF_ONE_WORD):
                    found[name] = history
                    votes[name] = votes.get(name, 0.0) + weight
        order = {name: history.mentions[0].order for name, history in found.items()}
        best = sorted(found, key=lambda name: (-votes[name], order[name]))[:MOST_CANDIDATES]
        return [found[name] for name in sorted(best, key=order.__getitem__)]


def _names(mention: Mention) -> Iterator[str]:
    """Yield the names of whom a mention is about, marked: aims told in quite other words are found by them."""
    for name in mention.owners:
        yield NAME + name


def _keys(mention: Mention, stems: Iterable[str]) -> Iterator[str | float]:
    yield from stems
    if mention.value is not None:
        yield mention.value
