"""Targets in Chinese clauses: the metric stands before its verb, the date at the head of the clause."""

from __future__ import annotations

import re

from communique.article import Article
from communique.records import Quantity, Span, Target, TimeExpression
from communique.targets.cues import Cues
from communique.timex.reference import Reference

_CLAUSE = re.compile("[^，；。！？\n,;]+")


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
    words = cues.words["chinese"]
    folded = article.folded
    will = re.compile("|".join(sorted(map(re.escape, words["will"]), key=len, reverse=True)))
    past = re.compile("|".join(map(re.escape, words["past"])))
    forecast = re.compile("|".join(map(re.escape, words["forecast"])))
    need = re.compile("|".join(map(re.escape, words["need"])))
    verbs = re.compile("|".join(sorted(map(re.escape, words["metric_verbs"]), key=len, reverse=True)))
    rows: list[Target] = []
    mood: tuple[str, str | None] | None = None
    date: TimeExpression | None = None
    clauses = [(m.start(), m.end()) for m in _CLAUSE.finditer(folded, start, end)]
    for a, b in clauses:
        own_time = next((t for t in times if a <= t.start < b), None)
        if own_time is not None and folded[max(a, own_time.start - 1) : own_time.start] in ("较", "比", "以"):
            own_time = None  # 较2023年增长: what it is compared to
        if own_time is not None:
            date = own_time
        wills = [words["will"][m[0]] for m in will.finditer(folded, a, b)]
        ahead = (
            date is not None
            and date.date is not None
            and date.function != "past"
            and (
                (reference.date is None and (reference.year is None or date.date.year >= reference.year))
                or (reference.date is not None and date.date >= reference.date)
            )
        )
        if past.search(folded, a, b) or (own_time is not None and own_time.function == "past"):
            mood = ("achieved", None)
        elif need.search(folded, a, b):
            mood = ("need", None)
        elif forecast.search(folded, a, b):
            mood = ("forecast", None)
        elif "不" in folded[a:b] and re.search("不(?:设|再|会|打算|追求)", folded[a:b]):
            mood = ("denial", None)
        elif wills and not (mood and mood[0] == "achieved" and set(wills) == {"will"} and not ahead):
            strength = next((s for s in wills if s != "will"), "will")
            if strength == "will" and mood is not None and mood[1] in ("strive", "plan"):
                strength = mood[1]  # 力争到2025年，装机容量达到: the will goes on over the commas
            mood = ("requirement" if strength == "must" else "target", strength)
        elif own_time is not None and ahead:
            mood = ("target", "plan")
        for q in (q for q in quantities if a <= q.start < b):
            status, strength = mood or ("current", None)
            verb = None
            for verb in verbs.finditer(folded, a, q.number.start):
                pass
            subject = _subject(folded, a, verb.start() if verb else q.start, q, date)
            if verb is not None and q.start - verb.end() >= 2:
                subject = Span(verb.end(), q.start)  # 新增高标准农田30万亩
            is_target = status in ("target", "requirement")
            if not is_target and q.unit == "count" and (q.value or 0) < 100:
                continue
            down = verb is not None and verb[0][0] in "降下减压"
            time = date if date is not None and date.function != "past" else None
            rows.append(
                Target(
                    *(
                        q.start,
                        q.end,
                        None,
                        None,
                        None,
                        subject,
                        q.comparator,
                        q.value,
                        q.value_high,
                        q.value_from,
                        q.unit,
                    ),
                    *("growth" if q.unit == "percent" and verb and verb[0] in ("增长", "下降", "降低") else q.kind,),
                    *("decrease" if down else "increase" if verb and verb[0][0] in "增提扩" else "reach")
                    if False
                    else ("decrease" if down else "reach",),
                    *(q.per, None, Span(time.start, time.end) if time else None, time.date if time else None),
                    *(
                        time.granularity if time else None,
                        time.basis if time else None,
                        time.period_start if time else None,
                    ),
                    *(strength if is_target else None, status, None, "chinese-will" if is_target else "fact", None),
                )
            )
    return rows


def _subject(folded: str, start: int, end: int, q: Quantity, date: TimeExpression | None) -> Span | None:
    if date is not None and start <= date.start < end:
        start = max(start, date.end)
    match = re.compile(
        r"(?:，|、|力争|争取|确保|计划|目标|预期|将|要|必须|全省|全市|全国|我国|使|把|推动|到|实现)*"
    ).match(folded, start, end)
    start = match.end() if match else start
    span = folded[start:end].strip("，、：: 为的约在")
    if span:
        offset = folded.find(span, start)
        return Span(offset, offset + len(span))
    tail = re.compile("[\u4e00-\u9fff]{2,8}").match(folded, q.end)
    return Span(tail.start(), tail.end()) if tail else None
