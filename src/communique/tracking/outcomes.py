"""What a mention does to its aim, and what became of the aim."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from communique.schema import STRENGTHS
from communique.tracking.evidence import reaches
from communique.tracking.histories import RESET, History
from communique.tracking.mentions import Mention, records

if TYPE_CHECKING:
    from communique.tables import Tables

# A deadline this far back, with later articles that do not mention the aim, makes it dropped.
SILENCE_DAYS = 180
# Words such as "less than the 1.2 million wanted" say that an aim is missed from this time before its deadline on.
NEAR_DAYS = 120
# A figure beyond the aim more than this before the deadline fulfils it only where words say so.
EARLY_DAYS = 365


def event_of(mention: Mention, history: History, has_report: bool = False) -> str:
    """Return what a mention does to the aim; ``has_report`` where its article has another figure that reports on it."""
    if not history.mentions:
        return "first"
    if mention.says_fulfilled and mention.value == history.value:
        return "met"
    if not mention.sets(history):
        return _report_event(mention, history, has_report)
    deadline, before = mention.deadline, history.deadline
    if deadline is not None and before is not None and deadline != before:
        return "postponed" if deadline > before else "advanced"
    value = history.value
    if mention.value is not None and value is not None and not math.isclose(mention.value, value, rel_tol=1e-6):
        return "raised" if mention.value > value else "lowered"
    strength, firm = mention.row["strength"], history.last("strength")
    if strength is not None and firm is not None and _firmness(strength) != _firmness(firm):
        return "strengthened" if _firmness(strength) > _firmness(firm) else "weakened"
    return "repeated"


def _firmness(strength: str) -> int:
    """Return the level of an aim's words: wished for, planned, binding; "will" and "plan" are news of one another."""
    return (0, 0, 1, 1, 2)[STRENGTHS.index(strength)]


def _report_event(mention: Mention, history: History, has_report: bool) -> str:
    if _is_the_aim_again(mention, history, has_report):
        return "repeated"  # "short of the goal of 150": the figure is the aim again, and no report on it
    if mention.row["status"] == "baseline":
        return "reported"  # "up from 31 percent" is where it came from, no verdict
    aim = next((m for m in reversed(history.aims) if m.value is not None), history.aims[-1])
    reached = reaches(mention, aim)
    ahead = _days_ahead(mention, history)
    if not reached and (mention.says_missed or (mention.says_short and ahead is not None and ahead < NEAR_DAYS)):
        return "missed"
    is_early = ahead is not None and ahead > EARLY_DAYS and not (mention.says_met or mention.says_fulfilled)
    is_done = mention.is_aim or mention.row["status"] in ("achieved", "current")
    if reached and is_done and not is_early:
        return "met"
    is_late = ahead is not None and (ahead < 0 or _closes_period(mention, history, ahead))
    if reached is False and is_late:
        return "missed"
    return "met" if reached and is_late else "reported"


def _days_ahead(mention: Mention, history: History) -> int | None:
    """Return the days from the article to the deadline, negative after it."""
    if history.deadline is None or mention.said is None:
        return None
    return (history.deadline - mention.said).days


def _closes_period(mention: Mention, history: History, ahead: int) -> bool:
    """Say whether a report is on the whole period of the aim, as that of a harvest is before the year ends."""
    return mention.deadline == history.deadline and ahead < NEAR_DAYS and mention.row["status"] == "achieved"


def _is_the_aim_again(mention: Mention, history: History, has_report: bool) -> bool:
    if mention.value is None or mention.value not in history.known_values:
        return False
    is_ahead = mention.deadline is not None and mention.said is not None and mention.deadline > mention.said
    ahead = _days_ahead(mention, history)
    if mention.row["status"] in ("achieved", "current") and not has_report:
        # "180 have been closed" after the day, or with words of success, is no promise said again.
        is_ahead = is_ahead and not (mention.says_met or (ahead is not None and ahead < 0))
        if mention.says_met and mention.row["status"] == "achieved":
            return is_ahead
    statuses = ("forecast", "historic", "baseline", "restated", "denial", "expired")
    return has_report or mention.is_restated or is_ahead or mention.row["status"] in statuses


def latest_by_place(tables: Tables) -> dict[str, dt.date]:
    """Return the day of the latest article of each country and publisher."""
    latest: dict[str, dt.date] = {}
    for row in records(tables.articles):
        if row["published"] is not None:
            for place in (row["country"], row["publisher"], ""):
                if place is not None:  # "" stands for articles of which neither is known
                    latest[place] = max(latest.get(place, dt.date.min), row["published"].date())
    return latest


def _is_alive_after(mention: Mention, last: Mention, history: History) -> bool:
    """Say whether a later article sets the aim again before its day has come: a word on its fate was too early."""
    if not last.is_aim or last.article_id == mention.article_id or last.said is None:
        return False
    return history.deadline is not None and last.said < history.deadline


def outcome_of(history: History, latest: dict[str, dt.date]) -> tuple[str, str]:
    """Return met, missed, dropped or open, and the reason in a sentence."""
    last = history.mentions[-1]
    for mention, event in zip(reversed(history.mentions), reversed(history.events), strict=True):
        if event in ("met", "missed") and _is_alive_after(mention, last, history):
            break
        if event in ("met", "missed"):
            return event, f"{event} according to {mention.row['target_id']}: “{mention.row['text']}”"
        if mention.says_dropped and event == "repeated":
            return "dropped", f"given up according to {mention.row['target_id']}: “{mention.row['text']}”"
        if event in RESET:
            break
    deadline = history.deadline
    if deadline is None:
        return "open", "no deadline was set"
    places = {place for m in history.mentions for place in (m.country, m.publisher) if place} or {""}
    until = max((latest[place] for place in places if place in latest), default=None)
    if until is not None and (until - deadline).days >= SILENCE_DAYS:
        return "dropped", f"the deadline passed on {_day(deadline)}; articles up to {_day(until)} say nothing of it"
    return "open", f"due on {_day(deadline)}; the articles say nothing of its outcome"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%b} {day.year}"
