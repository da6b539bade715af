"""The grammar of time expressions: one pattern for all of them, and what may stand before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from communique.lexicon import alternation, read_lexicon
from communique.lexicon.gate import Gated

_EDGE = (
    r"(?:the\s+)?(?P<edge>end|close|closing|beginning|start|middle|turn|first\s+half|second\s+half|latter\s+half|early\s+part|latter\s+part|conclusion|final\s+year|last\s+year|expiry|early|mid|late|"
    r"end-of|end-year|back\s+half)(?:\s+of\s+|\s?-\s?|\s+)(?:the\s+)?"
)


class Grammar(NamedTuple):
    """Patterns and tables, compiled from a lexicon folder."""

    trigger: Gated
    chinese: re.Pattern[str]
    months: dict[str, int]
    seasons: dict[str, int]
    ordinals: dict[str, int]
    numerals: dict[str, int]
    holidays: dict[str, list]
    plans: dict
    plan_default: str
    before: re.Pattern[str]
    prepositions: dict[str, str]


def _before(prepositions: Iterable[str]) -> re.Pattern[str]:
    """Return what stands before a date: its preposition, and which part of the period is meant."""
    return re.compile(
        rf"(?<![\w-])(?:(?P<prep>{alternation(prepositions)})\s+)(?:{_EDGE})?(?:the\s+|its\s+|his\s+|her\s+|their\s+|our\s+|a\s+|calendar\s+(?:year\s+)?|(?:the\s+)?years?\s+(?:of\s+)?|(?:the\s+)?period\s+(?:of\s+)?|around\s+|about\s+)*$"
        rf"|(?<![\w-]){_EDGE.replace('edge', 'edge2')}(?:the\s+|its\s+|calendar\s+)*$"
    )


@cache
def read_grammar(lexicon: Path | None = None) -> Grammar:
    """Return the compiled grammar of a lexicon folder."""
    words = read_lexicon("time", lexicon)
    months = {str(k): int(v) for k, v in words["months"].items()}
    numerals = {str(k): int(v) for k, v in words["numerals"].items()}
    # A full stop belongs to an abbreviation alone: elsewhere it ends the sentence.
    whole = [name for name in months if len(name) > 4 or name in ("june", "july", "may")]
    month = rf"(?:(?:{alternation(whole)})(?!\w)|(?:{alternation(set(months) - set(whole))})(?:\.|(?!\w)))"
    number = rf"(?:\d{{1,3}}|{alternation(numerals)})"
    ordinal = rf"(?:{alternation(map(str, words['ordinals']))})"
    season = rf"(?:{alternation(map(str, words['seasons']))})"
    holiday = rf"(?:{alternation(map(str, words['holidays']))})"
    year = r"(?:1[5-9]|20|21)\d\d(?!\d)"
    fiscal = r"(?:fiscal|financial|budget|budgetary|marketing|crop|tax|school|academic|model)"
    fiscal_year = (
        rf"(?:(?:the\s+)?(?:{fiscal})(?:[\s-]year)?\s+|fy\s?'?|fye\s?)(?:{year}|(?<=[fy\s'])\d\d(?!\d))(?:\s?[-–/]\s?\d{{2,4}}(?!\d))?"
        rf"|{year}\s?[-–/]\s?\d{{2}}(?!\d)"
    )
    yearish = rf"(?:{fiscal_year}|(?:calendar\s+year\s+)?{year}|(?:the\s+)?(?:this|next|current|coming|following|same|last|previous)\s+(?:{fiscal}\s+)?year|the\s+(?:{fiscal}\s+)?year)"
    unit = r"(?:years?|months?|weeks?|days?|decades?|quarters?)"
    parts = {
        "iso": r"\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)",
        "day": rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+(?:the\s+)?)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{month}(?:,?\s+(?:{yearish}))?|{month}\s+\d{{1,2}}(?:st|nd|rd|th)?(?![\d%.,]*\d|%|\s?percent)(?:,?\s+{year}|\s+(?:of\s+)?(?:this|next)\s+year)?)",
        "month": rf"(?:(?:next|this|last|this\s+coming|the\s+coming)\s+)?{month}(?:,?\s+(?:of\s+)?(?:{yearish})|\s?'\d\d(?!\d))?",
        "quarter": rf"(?:fiscal\s+)?(?:{ordinal}[\s-]quarter|q[1-4](?!\w)|[1-4]q(?=\s?\d{{2}}))(?:\s+(?:of\s+)?(?:{yearish})|\s?'?\d{{2}}(?!\d))?|{year}\s?q[1-4](?!\w)"
        rf"|{month}(?:\s?[-–]\s?|\s+to\s+){month}\s+(?:quarter|period)(?:\s+(?:of\s+)?(?:{yearish}))?|(?:march|june|september|december)\s+quarter(?:\s+(?:of\s+)?(?:{yearish}))?|the\s+(?:second|third|fourth)(?=\s*(?:[.,;]|$))",
        "months": rf"(?:the\s+)?(?:first|last|final|opening|closing)\s+{number}\s+months\s+of\s+(?:{yearish})",
        "holiday": rf"(?:this\s+|next\s+)?{holiday}(?!\w)(?:,?\s+{year}|,?\s+\(?(?:\d{{1,2}}\s+{month}|{month}\s+\d{{1,2}},?)\s+{year}|\s+(?:this|next)\s+year)?",
        "half": rf"(?:(?:first|second|latter)[\s-](?:half|semester)\s+of\s+(?:{yearish})|[12]h\s?(?:{year}|'?\d\d(?!\d))|(?:fiscal\s+)?h[12](?:\s+of)?\s+(?:{yearish})|{year}\s?h[12](?!\w)|(?:the\s+)?(?:first|second|latter)\s+(?:half|semester)(?!\w|\s+of|-)|h[12](?![\w-]))",
        "season": rf"(?:(?:next|this|the)\s+)?{season}(?:\s+(?:marketing\s+)?season)?(?:\s+of)?\s+(?:{yearish})|(?:the\s+)?{year}(?:\s?[-–/]\s?\d{{2}})?\s+{season}(?!\w)|(?:(?:next|this|the|the\s+coming|coming|the\s+following)\s+)?{season}(?!\w)",
        "plan": r"1[0-9]th\s+plan(?:\s+period)?(?!\s*\w)(?!-)|1[0-9]th\s+plan(?:\s+period)?(?=\s+(?:the|a|an|will|it|is|and|all|every|each|its)\b)|(?:\d{1,2}(?:st|nd|rd|th)|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth)\s+(?:five[\s-]year\s+(?:development\s+)?plan|fyp|malaysia\s+plan|national\s+development\s+plan)(?:\s+(?:period|years))?(?:\s*\(\s?\d{4}\s?[-–]\s?\d{2,4}\s?\))?",
        "fy": rf"fye?\s?'?\d{{2,4}}(?:\s?[-–/]\s?\d{{2,4}})?(?!\d)|{fiscal}(?:[\s-]year)?\s+(?:(?:ending|ended|to)\s+(?:in\s+|on\s+)?(?:\d{{1,2}}\s+)?(?:{month}\s+)?(?:\d{{1,2}},?\s+)?)?{year}(?:\s?[-–/]\s?\d{{2,4}}(?!\d))?"
        rf"|(?:the\s+)?(?:{fiscal}\s+)?(?:year|12\s+months|twelve\s+months)\s+(?:ending|ended|to)\s+(?:in\s+|on\s+)?(?:\d{{1,2}}\s+)?{month}\s+(?:\d{{1,2}},?\s+)?{year}"
        rf"|(?:{fiscal}[\s-]years?|fy)\s?{year}\s?(?:-|–|to|through|and)\s?(?:fy\s?)?{year}|{year}\s?[-–/]\s?{year}\s+{fiscal}\s+year"
        rf"|{year}\s?[-–/]\s?\d{{2}}(?!\d)(?:\s+(?:{fiscal}\s+)?(?:year|season)(?!\w))?|{year}(?:\s?[-–/]\s?\d{{2,4}})?\s+(?:{fiscal})\s+year|(?:this|the\s+current|current|next|coming|last|previous|the\s+coming|the\s+next|the\s+previous|ongoing|the\s+ongoing|the)\s+(?:{fiscal})[\s-]year(?!\s+(?:{year}|ending|ended|to\s|of\s+{year}))"
        rf"|(?:the\s+)?(?:this|current|next|coming|last|previous|ongoing)\s+fiscal(?=\s*(?:[,.;:)]|$|(?:and|but|to|from|with|by|for|on|at|against|as|while|which|through|under|after)\b))",
        "range": rf"(?:the\s+)?(?:{number}\s+years|decade)\s+(?:to|until|through|up\s+to|ending(?:\s+in)?|from|starting(?:\s+in)?|beginning(?:\s+in)?)\s+(?:the\s+end\s+of\s+)?{year}(?!\s?[-–/])|between\s+{year}\s+and\s+{year}|{year}\s?(?:-|–|—|to|through|until|/)\s?{year}",
        "decade": r"(?:(?:early|mid|late)[\s-]+)?(?:the\s+)?\d{3}0s(?!\w)|(?:this\s+|the\s+|the\s+current\s+|next\s+|current\s+)?decade'?s?[\s-]end(?!\w)|mid-decade|(?:this|the|the\s+current|next|current)\s+decade(?!\w|\s+(?:that|which|ended|before|after|since)\b)",
        "century": r"mid-?century|(?:the\s+)?century's\s+end(?!\w)|(?:middle\s+of\s+|end\s+of\s+)?(?:the|this)\s+century(?!\w)",
        "relative": rf"(?:(?:the\s+)?(?:next|coming|following|past|last|previous|subsequent|first)\s+(?:{number}(?:\s+(?:to|or)\s+{number}|\s?[-–]\s?{number})?[\s-](?:calendar\s+)?{unit}(?:\s+(?:period|horizon))?|(?:few\s+|several\s+|couple\s+of\s+){unit}|years|decade)(?!\w)|half\s+a\s+decade(?!\w)|{number}(?:\s+(?:to|or)\s+{number}|\s?[-–]\s?{number})?[\s-](?:more\s+)?(?:calendar\s+|working\s+)?{unit}(?!\w)(?:\s+(?:period|horizon|span|term|mandate|plan|programme|program|cycle|window|timeframe|time\s+frame|strategy|roadmap)(?!\w))?(?:'?\s+(?:time|from\s+now|ago|earlier|later|hence|after\s+that|thereafter))?)",
        "thisyear": rf"this\s+time\s+next\s+year|this\s+year\s+and\s+next(?:\s+year)?(?!\w)|full[\s-]year(?=\s+(?:\w+\s+)?(?:outlook|guidance|targets?|goals?|plan|ambitions?|expectations|objectives?)\b)|(?:this|next|last|the\s+coming|the\s+current|current|the\s+previous|previous)\s+(?:calendar\s+)?year(?:'s)?(?:\s+end)?(?!\w)|the\s+year\s+after\s+next|(?:the\s+)?following\s+year(?!\w)|(?:the\s+)?year\s+after(?!\s+(?:next|the|that|its|it|a|an|{year}))(?!\w)|(?:the\s+)?year(?:'s)?(?:[\s-]end|\s+close|end)(?:\s+{year})?|the\s+(?:whole\s+|full\s+)?year(?!\w)(?!\s+(?:to|after|before|{year}))|end-year|(?:the\s+)?end\s+of\s+year",
        "week": r"(?:this|next|last|current|coming|the\s+current|the\s+coming|the\s+next)\s+(?:month|quarter|week)(?!\w)|(?:the\s+|this\s+|next\s+)?(?:month|quarter)'?s?[\s-]end(?!\w)|the\s+(?:month|quarter)(?!\w)|tomorrow|today|tonight|yesterday|(?:next\s+|this\s+|last\s+)?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
        "anaphora": r"by\s+then(?!\w)|by\s+which\s+(?:time|date|point|year)(?!\w)|by\s+(?:that|the\s+same)\s+(?:date|time|year|point|deadline)|(?:in\s+)?(?:the\s+same|that)\s+year(?!\w)|(?:in|over|within|during|by)\s+(?:the\s+same|that)\s+(?:period|time\s?frame|quarter|month|half|fiscal\s+year|deadline)(?!\w)|(?:in|by)\s+the\s+(?:latter|second\s+of\s+those)\s+(?:year|date|month|quarter)(?!\w)",
        "term": r"(?:the\s+|its\s+|his\s+|her\s+|their\s+|this\s+)?(?:end\s+of\s+)?(?:the\s+|its\s+|his\s+|her\s+|their\s+|this\s+|my\s+|our\s+)(?:current\s+|present\s+|second\s+|first\s+)?(?:term(?:\s+(?:of|in)\s+office)?|mandate|parliament|legislature|tenure|administration|legislative\s+(?:term|period)|presidency)(?!\w)(?:\s+in\s+(?:1[5-9]|20|21)\d\d(?!\d))?|(?:the\s+)?next\s+(?:general\s+)?election(?!\w)|(?:this|the\s+current|the\s+coming|the\s+next|next|the\s+ongoing)\s+(?:(?:sugar|crop|crushing|harvest|planting|growing|fishing|heating|farming|cotton|wheat|rice)\s+)?season(?!\w)|by\s+the\s+time\s+of\s+(?:the\s+)?\w+",
        "year": rf"(?:(?:early|mid|late|end)[\s-]+)?{year}",
    }
    prepositions = {str(word): function for function, group in words["prepositions"].items() for word in group}
    order = [
        "iso",
        "half",
        "months",
        "quarter",
        "holiday",
        "day",
        "season",
        "range",
        "plan",
        "fy",
        "relative",
        "thisyear",
        "decade",
        "century",
        "month",
        "week",
        "anaphora",
        "term",
        "year",
    ]
    trigger = "|".join(f"(?P<{name}>{parts[name]})" for name in order)
    n = "[一二三四五六七八九十两0-9]"
    chinese = (
        r"(?P<zday>(?P<zy>\d{4}|今|明)年(?P<zm>\d{1,2})月(?:(?P<zd>\d{1,2})日|(?:底|末)?)?)(?P<zb1>之?前|以前)?"
        r"|(?P<zyear>(?P<zyy>\d{4})年|(?P<zrel>今年|明年|本年度?|当年|年内|年底|年末|全年|后年|去年|上半年|下半年))(?P<zhalf>上半年|下半年|第?[一二三四]季度)?年?(?:底|末)?(?:内)?(?P<zb2>之?前|以前)?"
        r"|(?P<zcentury>(?:本|21|二十一)世纪(?P<zcpart>中叶|末))"
        rf"|[“\"]?(?P<zplan>十[一二三四五六七]五)[”\"]?(?:时期|期间|规划期)?末?|(?P<zspan>(?:未来|今后|接下来)?(?P<zn>{n}{{1,2}})(?P<zu>年|个月)(?:内|之内|左右)?)(?P<zb3>)"
    )
    return Grammar(
        Gated(rf"(?<![\w$€£₹.])(?:{trigger})"),
        re.compile(chinese),
        months,
        {str(k): int(v) for k, v in words["seasons"].items()},
        {str(k): int(v) for k, v in words["ordinals"].items()},
        numerals,
        {str(k): v for k, v in words["holidays"].items()},
        words["plan_periods"],
        words["plan_default"],
        _before(prepositions),
        prepositions,
    )
