"""Targets in Chinese clauses: the metric stands before its verb, the date at the head of the clause."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from communique.article import Article
from communique.records import Quantity, Span, Target, TimeExpression
from communique.targets.cues import Cues
from communique.timex.reference import Reference

_CLAUSE = re.compile("[^，；。！？\n,;]+")
_DENIED = re.compile("不(?:设|再|会|打算|追求)")
_COMPARED = ("较", "比", "以")
# 较2023年: what it is compared to is no part of the metric.
_COMPARISON = re.compile("(?:较|比|与)(?:\\d|上年|去年|同期|上一|基准|现)[^，；。]{0,10}$")
_MEASURE = re.compile("(?:个|座|家|所|条|项|台|辆|名|套|张|处|片|批|支|户|人次)(?=[\u4e00-\u9fff])")


class _Patterns(NamedTuple):
    """The words of the lexicon as patterns."""

    will: re.Pattern[str]
    past: re.Pattern[str]
    forecast: re.Pattern[str]
    need: re.Pattern[str]
    verbs: re.Pattern[str]
    lead: re.Pattern[str]
    actor: re.Pattern[str]
    up: re.Pattern[str]
    down: re.Pattern[str]
    keep: re.Pattern[str]


@cache
def _patterns(cues: Cues) -> _Patterns:
    words = cues.words["chinese"]

    def any_of(key: str) -> str:
        return "|".join(sorted(map(re.escape, words[key]), key=len, reverse=True))

    return _Patterns(
        *(re.compile(any_of(key)) for key in ("will", "past", "forecast", "need", "metric_verbs")),
        re.compile(f"(?:，|、|{any_of('lead')})*"),
        re.compile(f"([\u4e00-\u9fff]{{0,10}}?(?:{any_of('actor_ends')}))(?={any_of('will')}|{any_of('announces')})"),
        *(re.compile(any_of(key)) for key in ("up", "down", "keep")),
    )


class _Mood(NamedTuple):
    """How the quantities of a clause are meant; it goes on over the commas."""

    status: str = "current"
    strength: str | None = None


def read_chinese(
    article: Article,
    start: int,
    end: int,
    quantities: list[Quantity],
    times: list[TimeExpression],
    reference: Reference,
    cues: Cues,
) -> list[Target]:
    """Return the rows of one Chinese sentence."""
    folded, patterns = article.folded, _patterns(cues)
    rows: list[Target] = []
    mood = _Mood()
    date: TimeExpression | None = None
    actor: Span | None = None
    for clause in _CLAUSE.finditer(folded, start, end):
        a, b = clause.span()
        own_time = next((t for t in times if a <= t.start < b), None)
        if own_time is not None and folded[max(a, own_time.start - 1) : own_time.start] in _COMPARED:
            own_time = None  # 较2023年增长: what it is compared to
        date = own_time or date
        mood = _mood(folded, a, b, own_time, _is_ahead(date, reference), mood, cues)
        is_first = own_time is not None and own_time.start - a < 3 and own_time.end < b
        doer = patterns.actor.search(folded, own_time.end if is_first else a, b)
        actor = Span(*doer.span(1)) if doer else actor
        rows.extend(
            row
            for q in quantities
            if a <= q.start < b and (row := _row(folded, a, q, mood, date, own_time, actor, patterns)) is not None
        )
    return rows


def _is_ahead(date: TimeExpression | None, reference: Reference) -> bool:
    if date is None or date.date is None or date.function == "past":
        return False
    if reference.date is not None:
        return date.date >= reference.date
    return reference.year is None or date.date.year >= reference.year


def _mood(folded: str, a: int, b: int, time: TimeExpression | None, is_ahead: bool, before: _Mood, cues: Cues) -> _Mood:
    """Return how a clause is meant; without a word of its own it goes on with the clause before."""
    patterns, levels = _patterns(cues), cues.words["chinese"]["will"]
    wills = [levels[m[0]] for m in patterns.will.finditer(folded, a, b)]
    # 比上年 compares; only without a word of will does it report.
    is_past = any(
        not (m[0].endswith("上年") and (wills or before.status == "target"))
        for m in patterns.past.finditer(folded, a, b)
    )
    if is_past or (time is not None and time.function == "past"):
        return _Mood("achieved")
    if patterns.need.search(folded, a, b):
        return _Mood("need")
    if patterns.forecast.search(folded, a, b):
        return _Mood("forecast")
    if _DENIED.search(folded, a, b):
        return _Mood("denial")
    if wills and not (before.status == "achieved" and set(wills) == {"will"} and not is_ahead):
        strength = next((s for s in wills if s != "will"), "will")
        if strength == "will" and before.strength in ("strive", "plan"):
            strength = before.strength  # 力争到2025年，装机容量达到: the will goes on over the commas
        return _Mood("requirement" if strength == "must" else "target", strength)
    if time is not None and is_ahead:
        return _Mood("target", "plan")
    return before


def _row(
    folded: str,
    start: int,
    q: Quantity,
    mood: _Mood,
    date: TimeExpression | None,
    own_time: TimeExpression | None,
    actor: Span | None,
    patterns: _Patterns,
) -> Target | None:
    is_target = mood.status in ("target", "requirement")
    if not is_target and q.unit == "count" and (q.value or 0) < 100:
        return None
    verb = None
    for verb in patterns.verbs.finditer(folded, start, q.number.start):
        pass
    words = verb[0] if verb is not None else ""
    time = date if date is not None and date.function != "past" else None
    return Target(
        start=q.start,
        end=q.end,
        commitment=None,
        statement=None,
        actor=actor if is_target else None,
        subject=_subject(folded, start, q, verb, own_time, patterns),
        comparator=q.comparator,
        value=q.value,
        value_high=q.value_high,
        value_from=q.value_from,
        unit=q.unit,
        quantity_kind=_kind(q, words),
        direction=_direction(folded, q, words, patterns) if is_target else None,
        per=q.per,
        baseline=None,
        deadline_words=Span(time.start, time.end) if time else None,
        deadline=time.date if time else None,
        deadline_granularity=time.granularity if time else None,
        deadline_basis=time.basis if time else None,
        period_start=time.period_start if time else None,
        strength=mood.strength if is_target else None,
        status=mood.status,
        condition=None,
        rule="chinese-will" if is_target else "fact",
    )


def _kind(q: Quantity, verb: str) -> str:
    if q.unit == "net_emissions":
        return "level"
    return "growth" if q.unit == "percent" and verb in ("增长", "下降", "降低", "减少", "增加", "压减") else q.kind


def _direction(folded: str, q: Quantity, verb: str, patterns: _Patterns) -> str:
    """Return which way the metric goes: 提高到 up, 下降 down, 控制在 and 以内 kept below."""
    if q.rule == "absolute":
        return "reach"
    if patterns.keep.fullmatch(verb) or (q.comparator in ("lt", "le") and not patterns.down.match(verb)):
        return "keep_below"
    if patterns.down.match(verb):
        return "decrease"
    if patterns.up.match(verb) or patterns.up.match(folded[max(0, q.start - 14) : q.start].lstrip("，、")):
        return "increase"
    return "reach"


def _subject(
    folded: str, start: int, q: Quantity, verb: re.Match[str] | None, time: TimeExpression | None, patterns: _Patterns
) -> Span | None:
    """Return the metric: before its verb (城镇化率提高到), between verb and number (新增床位), or after the number."""
    if q.rule == "absolute":
        return Span(q.start, q.end)
    if time is not None and start <= time.start and time.end <= q.start:
        start = max(start, time.end)
    if verb is not None and q.start - verb.end() >= 2:
        found = _trimmed(folded, verb.end(), q.start, patterns)
        if found is not None:
            return found  # 新增高标准农田30万亩
    found = _trimmed(folded, start, verb.start() if verb is not None else q.start, patterns)
    if found is not None:
        return found
    measure = _MEASURE.match(folded, q.end)
    tail = re.compile("[\u4e00-\u9fff]{2,10}").match(folded, measure.end() if measure else q.end)
    return Span(tail.start(), tail.end()) if tail else None


def _trimmed(folded: str, start: int, end: int, patterns: _Patterns) -> Span | None:
    """Return a phrase without words of will, doers and verbs at its head and comparisons at its tail."""
    doer = patterns.actor.match(folded, start, end)
    start = doer.end(1) if doer else start
    comparison = _COMPARISON.search(folded, start, end)
    end = comparison.start() if comparison else end
    lead = patterns.lead.match(folded, start, end)
    start = lead.end() if lead else start
    among = folded.rfind("等", start, end)
    if among > start and end - among > 3:
        start = among + (3 if folded[among + 1 : among + 3] in ("领域", "行业", "方面") else 1)
    while end > start and folded[end - 1] in "，、：: 为的约在近超要将须应拟":
        end -= 1
    while start < end and folded[start] in "，、：: 的":
        start += 1
    return Span(start, end) if end - start >= 2 else None
