"""Which aim a mention is of: what keeps it apart, and the best assignment within one article."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from communique.tracking.evidence import WEIGHTS, are_strangers, compared, fit, is_near, reaches
from communique.tracking.histories import FIRST, History, Index, Link
from communique.tracking.mentions import AHEAD_DAYS, OWNER_BEFORE, Mention

# A mention joins a history from this score on; set on invented articles so that links are right before they are many.
MIN_SCORE = 0.5
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
# Values up to this are said of many things.
MOST_COMMON_VALUE = 20
# A report on a period that ends this long after an aim was due is about the next one.
LATER_DAYS = 200
# Two figures of one article that differ by no more than this part are one, once rounded.
SAME_FIGURE = 0.05
# An aim that fits better than all others by this much or more stands alone.
MOST_MARGIN = 0.5
# A mention that does not say what it measures is of the aim that was spoken of this near.
NEAR_CHARACTERS = 300


def link_article(mentions: Sequence[Mention], index: Index) -> Iterator[tuple[Mention, History | None, Link]]:
    """Yield each mention of one article with its history: a known one, or None for a mention that begins or has none.

    The best fits come first, so that of two figures the one that fits better takes the aim (the greedy assignment of
    record linkage); two values of one article are not both reports on one aim.
    """
    fits = []
    for number, mention in enumerate(mentions):
        histories = [history for history in index.find(mention) if not is_apart(mention, history)]
        several = [(history, fit(mention, history, index.rarity)) for history in histories]
        several = _with_rare_value(mention, _with_only_one(mention, several))
        several = _against_rivals(_of_another_owner(mention, several))
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
        several = {id(history): (history, fit(mention, history, index.rarity)) for history in near}
        fits = [(link, history) for history, link in _against_rivals(list(several.values()))]
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
    fits = [(fit(mention, history, index.rarity), history) for history in histories if not is_apart(mention, history)]
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


def _of_another_owner(mention: Mention, fits: list[tuple[History, Link]]) -> list[tuple[History, Link]]:
    """Lower the score of aims of others, where the figure stands beside the name of one who has an aim of this unit."""
    here = _near_names(mention)
    there = [frozenset().union(*(_near_names(m) for m in compared(history))) for history, _ in fits]
    if not any(here & names for names in there):
        return fits
    reduced = []
    for (history, link), names in zip(fits, there, strict=True):
        is_another = bool(names) and not here & names
        reduced.append((history, link._replace(score=link.score + WEIGHTS["another"]) if is_another else link))
    return reduced


def _near_names(mention: Mention) -> frozenset[str]:
    """Return the names nearest to a mention: of its actor, of its sentence, or of the one before."""
    nearest = max(mention.owners.values(), default=0.0)
    if nearest < OWNER_BEFORE:
        return frozenset()
    return frozenset(name for name, weight in mention.owners.items() if weight == nearest)


def _against_rivals(fits: list[tuple[History, Link]]) -> list[tuple[History, Link]]:
    """Raise the score of an aim that fits better than all others, and lower that of the others, by the distance."""
    scores = sorted((link.score for _, link in fits), reverse=True)
    found = []
    for history, link in fits:
        rivals = scores[1:] if link.score == scores[0] else scores
        margin = max(-MOST_MARGIN, min(MOST_MARGIN, link.score - rivals[0])) if rivals else MOST_MARGIN
        found.append((history, link._replace(score=link.score + WEIGHTS["margin"] * margin)))
    return found


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
    if mention.is_aim and is_near(mention) and all(is_near(m) and are_strangers(mention, m) for m in compared(history)):
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
    if not mention.is_aim and any(m.may_set for m in here) and len(history.mentions) == len(here):
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
            mention.value == history.value and (mention.says_fulfilled or mention.says_missed or mention.is_restated)
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
