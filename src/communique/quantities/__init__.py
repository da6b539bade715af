"""Numbers with what they measure: values, units, ranges, rates and comparators, each with its place in the text.

Years, dates, ordinals, names (G20, 5G, the 14th plan, No. 1 document, "1+N"), list and article numbers, clock times and
numbered slogans are not quantities.  Whether anybody is to reach a quantity is decided in ``targets``.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from pathlib import Path

from communique.article import Article
from communique.quantities.grammar import Grammar, read_grammar
from communique.records import Quantity, Sentence, Span

RULES = {
    "number-unit": "A number with percent, a currency or a unit after or before it.",
    "number-count": "A number with a noun that it counts; names, years, ordinals and clock times are left out.",
    "number-range": "Two numbers joined by a dash, to, or between ... and, in one unit.",
    "number-change": "From one number to another: the second is the value, the first where it starts.",
    "fraction": "A fraction in words (two-thirds, a quarter of, one in five, nine out of ten), as percent.",
    "multiplier": "Halve, double, triple, -fold, twice, three times: a ratio.",
    "absolute": "Net zero, carbon neutrality, peak, universal, zero cases: an end state without a figure.",
    "ending": "Eliminate, end, phase out, -free: an end state without a figure, used only where somebody is to reach it by a date.",
    "every": "All or every with a plural noun: 100 percent, used only where somebody is to reach it.",
    "none": "No or none with a noun: zero, used only where somebody is to reach it by a date.",
    "duration": "A number of days, months or years.",
    "chinese-number": "A figure or numeral with Chinese scale and unit (万, 亿, 成, 百分之).",
}

# Longer runs of digits are identifiers, and floats lose them; no policy counts past 10**15 without a scale word.
MAX_DIGITS = 15
# A value at or above this is a slip of the keyboard, not a quantity of the world.
MAX_VALUE = 1e19
# How far left of a number its comparator can begin ("not be allowed to exceed ").
COMPARATOR_WINDOW = 42
_NAME_RUN = re.compile(r"(?<![.!?] )(?<!^)[A-Z]\w+ (?:for |by |of )?$")
# A count in words up to this is a name where quotation marks or an abstract noun follow ("two capabilities").
MAX_SLOGAN = 20
# Up to this the measures, goals or articles of a plan are counted as its list.
MAX_LISTED = 300
# From here on, thousands parted by a comma are no number of a building, page or route.
MIN_GROUPED = 1000


def find_quantities(article: Article, sentences: Sequence[Sentence], lexicon: Path | None = None) -> list[Quantity]:
    """Find the quantities of an article.

    Parameters
    ----------
    article : Article
        The article.
    sentences : sequence of Sentence
        Its sentences; no quantity crosses the border of one.
    lexicon : Path, optional
        Folder of edited lexicon files.

    Returns
    -------
    list of Quantity
        In text order, without overlaps.  Numerals that name or date something give no row.

    Examples
    --------
    >>> article = Article.from_text("Output must exceed 3.5 million tonnes, up from 2 to 3 percent.")
    >>> [(q.value, q.unit, q.comparator) for q in find_quantities(article, [Sentence(0, 62, 0, "body")])]
    [(3500000.0, 't', 'gt'), (3.0, 'percent', 'eq')]
    """
    grammar = read_grammar(lexicon)
    found: list[Quantity] = []
    done = 0
    starts = [s.start for s in sentences]
    for match in grammar.trigger.finditer(article.folded):
        if match.start() < done:
            continue
        index = bisect.bisect_right(starts, match.start()) - 1
        if index < 0 or match.start() >= sentences[index].end:
            continue
        sentence = sentences[index]
        if sentence.role == "boilerplate":
            continue
        reader = _Reader(article, grammar, max(sentence.start, done), sentence.end, sentence.start)
        quantity, after = reader.read(match)
        done = max(done, after)
        if quantity is not None:
            found.append(quantity)
    return found


_AFTER_FROM = re.compile(r"\bfrom\s+(?:the\s+)?(?:current(?:ly)?\s+|present\s+|today's\s+|an?\s+estimated\s+)?$")
_TO = re.compile(r"\s+(?:in\s+\d{4}\s+)?to\s+")
_JOIN = re.compile(r"\s?(?:-|–|—|~|～|至|到|—)\s?|\s+(?:to|or)\s+")
_AND = re.compile(r"\s+and\s+")
_BETWEEN = re.compile(r"\bbetween\s+$")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_MONTH_BEFORE = re.compile(rf"\b{_MONTH}\.?\s+$")
_MONTH_AFTER = re.compile(
    rf"(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}}|\s+to\s+\d{{1,2}})?\s*(?:of\s+)?{_MONTH}\b\.?(?![a-z])"
)
_DATE = re.compile(r"\d{1,4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,4}日?(?![\d.])|\d{1,2}月\s?(?:\d{1,2}日?)?|\d{4}年")
_YEAR = re.compile(r"(?:1[89]|2[01])\d\d(?:\s?[-–/]\s?\d{2,4})?(?!\d)")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\b|hrs\b|o'clock)|\d{1,2}:\d{2}")
# Groups of digits after a leading 0: a telephone number (thousands parted by spaces never begin with 0).
# What may stand between a number and its unit.
_ADJECTIVE = re.compile(
    r"\s+(?:more|new|additional|extra|further|net|gross|added|usable|irrigated|restored|planted|burnt|forested|wooded|paved|drained|marine|annual|whole|full|installed|solar|offshore|onshore|renewable|green|clean|recycled|cultivated|protected|degraded"
    r"|arable|dry|other|newly\s+\w+ed)(?:\s+(?:and\s+)?(?:more|new|additional|extra|further|solar|offshore|onshore|irrigated|restored|renewable))?(?=\s)"
)
_OF_SEVERAL = re.compile(
    r"\s+of\s+(?:the\s+|its\s+|their\s+)?(?:\d|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
)
_AS_MANY = re.compile(r"\s+as\s+(?:many|much|large|big|high|long|often)\b")
_PHONE = re.compile(r"0\d{1,4}(?:[ -]\d{2,6}){2,}(?!\d)")
_PLUS_NAME = re.compile(r"\s?[+×x]\s?(?:n|x|\d+)\b")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|(?:st|nd|rd|th)-")
_LIST_MARK = re.compile(r"(?:\d{1,3}|[ivx]+)[.)]\s+|\(\d{1,3}\)\s+")
_NUMBERED_BEFORE = re.compile(
    r"\b(?:target|goal|measure|action|task|commitment|aim|objective|priority|point|step|item|output|activity)\s+$"
)
_LIST_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\s+[A-Z][a-z]")
_RANKED_BEFORE = re.compile(r"\b(?:top|place|rank|ranked|ranking|position|the\s+world's|world's)\s+$")
_RANKED_AFTER = re.compile(
    r"\s+(?:most|least|leading|top|(?!west|forest|harvest|interest|request|invest|protest|contest|guest|honest|modest|rest\b|test\b|arrest)[a-z]{3,}est)\b"
)
# What follows tells how often a thing is done, and by how much nothing.
_OFTEN = re.compile(
    r"\s+(?:an?|per|each|every)\s+(?:day|week|month|year|night|season|game|term|hour|decade)|\s+(?:before|since|during|daily|weekly|already)\b|\s+on\s+[a-z]"
)
_TWICE = re.compile(
    r"\s+(?:as|the|that|this|those|these|its|their|his|her|our|what|today|today's|current|present|last|previous|more|higher|larger|greater|bigger|pre-)"
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_AGE = re.compile(r"\s?-?\s?(?:years?|year)[\s-](?:old|olds|of age)\b")
_AGED = re.compile(
    r"\b(?:aged|ages?|age of|under-|over-|the over|the under|under|over|aged over|aged under|at|turns?|turned)\s+$"
    r"|(?:under|over)-$"
)
_DISTANCE = re.compile(
    r"(?:\s+|-)(?:(?:to\s+the\s+)?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?\b|(?:away|offshore|inland|outside|downstream|upstream|apart|radius|buffer|wide|high|tall|deep|below\s+ground|long|off\s+(?:the|its)|along|between|in\s+(?:length|height|depth|diameter|width)|deep|thick)\b|from\s+(?!\d|20))"
)
_DISTANCE_BEFORE = re.compile(
    r"\b(?:within|every|each|a\s+distance\s+of|located|lies|situated|radius\s+of|live|living|run|runs|running|stretch\w*|extend|extends|extending|span\w*|travel\w*|walk\w*|drive|lie|moved?|fly|flies|some)\s+(?:for\s+)?(?:some\s+|about\s+|around\s+)?$"
)
_LENGTHS = frozenset(("km", "m", "nmi", "mi", "ft", "cm", "mm"))
_AGE_BEFORE = re.compile(
    r"\b(?:aged|ages|age\s+of|ages\s+of|the\s+ages\s+of|age|turning|turned|turn|older\s+than|younger\s+than|aged\s+between|aged\s+from|aged\s+over|aged\s+under)\s+(?:between\s+|from\s+)?$|(?:under|over)-$"
)
_AGE_AFTER = re.compile(
    r"\s+(?:and|or)\s+(?:over|older|younger|under)\b|(?:-|\s)?(?:year|years)(?:-|\s)(?:old|olds)\b|\s+years\s+of\s+age|\s+to\s+\d{1,2}-year"
)
_PERSONS_BEFORE = re.compile(
    r"\b(?:children|people|women|men|girls|boys|adults|residents|workers|those|persons|citizens|pupils|students|youths?|mothers|everyone|anyone|pensioners|drivers|employees|babies|infants|patients|teenagers|adolescents|youngsters|smokers)\s+(?:aged|of|from|between)?\s*$"
)
_NOT_EVERY = frozenset(
    "day year time stakeholders parties sides aspects levels kinds sorts along but forms types manifestations shapes respects possible relevant other others other's sectors walks effort efforts necessary available means concerned way options circumstances society world sorts right rights matter thing necessary appropriate hands cadres comrades delegations eyes countries states ethnic".split()
)
_TO_BEFORE = re.compile(r"\b(?:to|from|by|than|below|least|most|reach|under)\s+$")
_TITLE_BEFORE = re.compile(
    r"(?:Project|Mission|Operation|Programme|Program|Campaign|Plan|Initiative|Expo|Package|Target|Area|Station|Formula|Studio|Division"
    r"|Channel|Series|Corridor|Satellite|Boeing|Airbus|Apollo|Berth|Exit|Camp|School|Hospital|Factory|Plant|Reactor|Unit|Mine|Fund|Club)\s$"
)
_NAME_BEFORE = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+ $|(?<![\w ])[A-Z][a-z]{3,} $")
_VOTES_BEFORE = re.compile(r"\bvotes?\s+(?:to|against)\s+$")
_PARTICLE_BEFORE = re.compile(
    r"\b(?:scal|ramp|stepp?|rais|bring|brought|driv|push|lift|build|built|mov|tak|go|went|com|add|catch|liv|bump|mov|speed)(?:e|es|ed|ing|s)?\s+$"
)
_QUOTE_OPEN = re.compile(r"[“\"‘'«]\s?$")
_QUOTE_CLOSE = re.compile(r"[\w-]*(?:[\s,]+[\w-]+){0,4}?[,.]?\s?[”\"’'»]")


class _Reader:
    """Reads one quantity round a trigger, inside ``[low, high)``."""

    def __init__(self, article: Article, grammar: Grammar, low: int, high: int, begin: int) -> None:
        self.text, self.folded, self.country = article.text, article.folded, article.country
        self.article = article
        self.g, self.low, self.high, self.begin = grammar, low, high, begin

    def read(self, match: re.Match[str]) -> tuple[Quantity | None, int]:
        kind = match.lastgroup
        start, end = match.span()
        if kind in ("absolute", "absolute_han"):
            return self._absolute(start, end)
        if kind == "none":
            return self._none(start, end)
        if kind == "alone":
            return self._alone(start, end)
        if match["ending"]:
            return self.g.endings.read(match, self.folded, self.low, self.high), end
        if kind == "milestone":
            return self._milestone(start, end)
        if kind == "multiplier":
            return self._multiplier(start, end)
        if kind == "times":
            return self._times(match)
        if kind == "fraction":
            return self._fraction(match)
        if kind == "every":
            return self._every(start, end)
        if kind == "han":
            return self._chinese(match)
        return self._number(start, end, is_word=kind == "words")

    # -- numbers ------------------------------------------------------------------------------------------------

    def _number(self, start: int, end: int, *, is_word: bool) -> tuple[Quantity | None, int]:
        folded = self.folded
        prefix, prefix_start = self._currency_before(start)
        if is_word and self.g.bare_scale.fullmatch(folded, start, end):
            return None, end  # "cases per lakh", "the thousand": a scale without a number
        if prefix is None and _VOTES_BEFORE.search(folded, max(self.begin, start - 12), start):
            return None, end
        if prefix is None and folded[max(self.low, start - 4) : start] == "per ":
            return None, end  # "70 per 100,000 live births": the base of a rate
        if not is_word:
            skip = self._not_a_quantity(start, end, prefix is not None)
            if skip:
                return None, skip
        first = self._measure(start, end, is_word=is_word, prefix=prefix)
        if first is None:
            return None, end
        value, unit, scale, number_end, stop, per = first
        rule, value_high, value_from = "number-unit", None, None
        begin = prefix_start
        before = folded[max(self.low, begin - 40) : begin]
        between = _BETWEEN.search(before)
        second = self._second(begin, stop, unit, prefix, between=between is not None)
        if second is not None:
            v2, u2, s2, n2_start, n2_end, stop2, per2, joiner = second
            first_value = value
            if scale == 1 and s2 != 1 and (unit in (None, "count", u2)) and value < v2:
                first_value = value * s2  # "5 to 6 million" scales both
            if joiner == "change":
                value_from, value, rule = first_value, v2, "number-change"
                begin, start, number_end = n2_start, n2_start, n2_end
            elif first_value < v2:
                value, value_high, rule = first_value, v2, "number-range"
                if joiner == "between":
                    begin = begin - len(before) + between.start()
                number_end = n2_end
            else:
                second = None
            if second is not None:
                unit, stop, per = u2 or unit, stop2, per2 or per
        if not (value < MAX_VALUE and (value_high is None or value_high < MAX_VALUE)):
            return None, stop
        noun = None
        if unit is None:
            unit = "count"
            if rule == "number-unit":
                rule = "number-count"
            if not self._is_counted(start, stop, is_word=is_word, value=value, single=second is None):
                return None, stop
            noun = self._noun(stop)
        comparator, begin, stop = self._compare(begin, stop, value_high)
        if unit in self.g.durations:
            rule = "duration"
        if unit in _LENGTHS and (folded[number_end : number_end + 1] == "-" or self._is_distance(begin, stop)):
            return None, stop
        if unit == "count" and value < 110 and self._is_age(begin, stop):
            return None, stop
        if per is None:
            per, _ = self._rate(stop)
        kind = "level"
        if value_high is not None:
            comparator = "range"
        if unit == "count":
            kind = "count"
        elif unit in self.g.currency_codes:
            kind = "money"
        elif unit == "percent":
            kind = "share"
        elif unit in ("percentage_point", "basis_point"):
            kind = "growth"
        return (
            Quantity(
                begin,
                stop,
                Span(start, number_end),
                noun,
                value,
                value_high,
                value_from,
                unit,
                comparator,
                kind,
                per,
                rule,
            ),
            stop,
        )

    def _not_a_quantity(self, start: int, end: int, has_currency: bool) -> int:
        """Return where to go on if the figure is a year, a date, an ordinal or part of a name; else 0."""
        text, folded = self.text, self.folded
        if has_currency:
            return 0
        previous = text[start - 1] if start > self.low else " "
        two = text[start - 2] if start - 1 > self.low else " "
        if previous == "_" or (previous.isalpha() and not _is_han(previous)):
            return end
        if previous in "-–/:." and (two.isalnum() or (previous == "-" and two in "+")) and not _is_han(two):
            return end
        if previous == "+" and two.isdigit():
            return end
        date = _DATE.match(folded, start, self.high)
        if date and (folded[date.end() - 1] in "年月日" or _is_date(date[0])):
            return date.end()
        clock = _CLOCK.match(folded, start, self.high) or _PHONE.match(folded, start, self.high)
        if clock:
            return clock.end()
        if _PLUS_NAME.match(folded, end, self.high):
            return end + 2
        if _ORDINAL.match(folded, end, self.high):
            return end
        digits = end - start
        if digits <= 2:
            month = _MONTH_AFTER.match(folded, end, self.high)
            if month:
                return month.end()
            before = folded[max(self.low, start - 11) : start]
            if _MONTH_BEFORE.search(before) and not self.g.unit_after.match(folded, end, self.high):
                return end
        year = _YEAR.match(folded, start, self.high)
        if year and (digits == 4 or year.end() > end):
            after = self.g.unit_after.match(folded, year.end(), self.high)
            if not after and not self.g.symbol_after.match(text, year.end(), self.high):
                stops = year.end() if year.end() > end or not self._is_round_count(start, end) else 0
                if stops:
                    return stops
        if (
            _NUMBERED_BEFORE.search(folded, max(self.low, start - 16), start)
            and folded[end : end + 1] in ":.–-)"
            and not folded[end + 1 : end + 2].isdigit()
        ):
            return end
        if previous == "(" and folded[end : end + 1] == ")":
            return end + 1
        if start == self.low or previous == "\n":
            mark = _LIST_MARK.match(folded, start, self.high)
            if mark:
                return mark.end()
            if _LIST_NUMBER.match(text, start, self.high):
                return end
        if _RANKED_BEFORE.search(folded, max(self.low, start - 20), start) or _RANKED_AFTER.match(
            folded, end, self.high
        ):
            return end
        return 0

    def _is_round_count(self, start: int, end: int) -> bool:
        """Say whether 2000 (2100) is a count: no preposition of time before it, a plural noun after it."""
        if self.text[start:end] not in ("2000", "2100"):
            return False
        before = self.folded[max(self.low, start - 12) : start].split()
        word = _WORD.match(self.folded, end + 1, self.high)
        if before and before[-1] in ("in", "by", "since", "from", "of", "to", "until", "before", "after", "year"):
            return False
        return bool(word and word[0].endswith("s"))

    def _currency_before(self, start: int) -> tuple[str | None, int]:
        if start <= self.low:
            return None, start
        previous = self.text[start - 1]
        if previous.isdigit() or (previous == " " and start - 2 >= self.low and self.text[start - 2].isdigit()):
            return None, start
        window = max(self.low, start - 6)
        match = self.g.currency_before.search(self.text, window, start)
        if match is None:
            return None, start
        shared = self.g.shared_symbols.get(match[1])
        if shared is not None:
            return self.g.shared_currency(shared, self.country, self.article), match.start(1)
        return self.g.currency_symbols[match[1]], match.start(1)

    def _measure(
        self, start: int, end: int, *, is_word: bool, prefix: str | None
    ) -> tuple[float, str | None, float, int, int, str | None] | None:
        """Read figure, scale and unit: value, unit, scale, end of number, end of all, rate."""
        g, folded, text, high = self.g, self.folded, self.text, self.high
        value = g.value_of_words(folded[start:end]) if is_word else _value_of_digits(folded[start:end])
        if value is None:
            return None
        stop, scale = end, 1.0
        match = g.scale_after.match(folded, stop, high)
        if match:
            scale = g.scales[" ".join(match[1].split())]
            stop = match.end()
            again = (
                None if folded.startswith(("千瓦", "千米", "千克"), stop) else g.scale_after.match(folded, stop, high)
            )  # "lakh crore", "hundred million", "thousand billion"
            if again and again[1] not in ("k", "m"):
                scale *= g.scales[" ".join(again[1].split())]
                stop = again.end()
        else:
            match = g.scale_letters.match(folded, stop, high)
            if match and (prefix or match[1] not in g.money_scales or self._m_is_million(stop, match)):
                scale = g.scales[match[1]]
                stop = match.end()
        number_end = stop
        value *= scale
        unit, per = prefix, None
        if prefix is None:
            match = g.symbol_after.match(text, stop, high)
            if match:
                unit, factor, per = g.symbols[match[1]]
                value, stop = value * factor, match.end()
                scale *= factor
            else:
                match = g.unit_after.match(folded, stop, high)
                if match:
                    name = " ".join(match[1].replace("-", " ").split())
                    unit = g.unit_names.get(name) or g.unit_names[" ".join(match[1].split())]
                    if unit.startswith("shared:"):
                        unit = g.shared_currency(unit[7:], self.country, self.article)
                    stop = match.end()
            if unit is None and (match := _ADJECTIVE.match(folded, stop, high)):
                named = g.unit_after.match(folded, match.end(), high)
                symbol = g.symbol_after.match(text, match.end(), high)
                name = g.unit_names.get(" ".join(named[1].split())) if named else None
                if symbol and len(symbol[1]) > 1:
                    unit, factor, per = g.symbols[symbol[1]]
                    value, scale, stop = value * factor, scale * factor, symbol.end()
                elif name and name not in g.durations and not name.startswith("shared:"):
                    unit, stop = name, named.end()  # "2,000 more hectares", "500 new megawatts"
            if unit is None and is_word and scale == 1 and folded[stop : stop + 1] == "-":
                return None  # "three-step", "two-way"
            if unit is None and folded[stop : stop + 1] == "-" and _WORD.match(folded, stop + 1, high):
                nxt = _WORD.match(folded, stop + 1, high)[0].split("-")[0]
                if nxt not in ("plus", "odd", "strong") and (value < 20 or nxt in g.unmeasured):
                    return None
            if unit is None and stop < high and text[stop].isalpha() and not _is_han(text[stop]):
                return None  # 5G, 2nm, 3D
        if unit in g.durations and (_AGE.match(folded, number_end, high) or self._hyphen_compound(number_end, stop)):
            return None
        if not value < MAX_VALUE:
            return None
        return value, unit, scale, number_end, stop, per

    def _hyphen_compound(self, number_end: int, stop: int) -> bool:
        """Say whether the unit is part of an adjective: "a 10-year plan", "12-month"."""
        return self.folded[number_end : number_end + 1] == "-"

    def _m_is_million(self, stop: int, match: re.Match[str]) -> bool:
        """Say whether "m" after a bare figure is million: attached, and a noun follows ("3m homes")."""
        if match[1] != "m" or match.start(1) != stop:
            return False
        if self.g.unit_after.match(self.folded, match.end(), self.high):
            return True  # "10m tonnes"
        word = _WORD.match(self.folded, match.end() + 1, self.high)
        return bool(word and word[0].endswith(("s", "people")) and word[0] not in ("tonnes", "tons", "wide", "across"))

    def _second(
        self, begin: int, stop: int, unit: str | None, prefix: str | None, *, between: bool
    ) -> tuple[float, str | None, float, int, int, int, str | None, str] | None:
        """Read the second number of a range or change, if there is one."""
        g, folded = self.g, self.folded
        compared = g.comparator_before.search(folded, max(self.low, begin - COMPARATOR_WINDOW), begin)
        lead = compared.start(1) if compared else begin
        before = folded[max(self.low, lead - 30) : lead]
        joiner = None
        match = _AND.match(folded, stop, self.high) if between else None
        if match:
            joiner = "between"
        elif _AFTER_FROM.search(before) and (match := _TO.match(folded, stop, self.high)):
            joiner = "change"
        else:
            match = _JOIN.match(folded, stop, self.high)
            if match:
                joiner = "range"
        if match is None or joiner is None:
            return None
        at = match.end()
        if joiner == "change":
            compared = g.comparator_forward.match(folded, at, self.high)
            at = compared.end() if compared else at
        symbol = g.currency_forward.match(self.text, at, self.high)
        code = g.currency_symbols[symbol[1]] if symbol else None
        number_start = at
        at = symbol.end() if symbol else at
        digits = g.digits.match(folded, at, self.high)
        words = None if digits else g.words.match(folded, at, self.high)
        number = digits or words
        if number is None:
            return None
        if digits and code is None and self._not_a_quantity(at, digits.end(), True):
            return None
        measured = self._measure(
            at, number.end(), is_word=digits is None, prefix=code or (prefix if code is None else None)
        )
        if measured is None:
            return None
        v2, u2, s2, n2_end, stop2, per2 = measured
        if unit is not None and u2 is None and prefix is None and joiner != "change":
            return None
        if unit is not None and u2 is not None and unit != u2:
            return None
        if prefix is None and code is not None:
            return None
        if " or " in match[0] and (digits is None or v2 is None):
            return None
        return v2, u2, s2, number_start, n2_end, stop2, per2, joiner

    # -- what is counted ----------------------------------------------------------------------------------------

    def _is_counted(self, start: int, stop: int, *, is_word: bool, value: float, single: bool) -> bool:
        """Say whether a number without unit is a count and not a name, an ordinal, an age or a slogan."""
        g, folded = self.g, self.folded
        before = folded[max(self.begin, start - 24) : start]
        if g.name_before.search(before) and (value < MIN_GROUPED or "," not in folded[start:stop]):
            return False  # "building 12", but not "building 250,000 homes"
        if not is_word and value < 3000 and _TITLE_BEFORE.search(self.text, max(self.begin, start - 14), start):
            return False  # "Mission 300"
        if not is_word and self._is_of_a_name(start, stop, before):
            return False
        if value <= MAX_SLOGAN and _QUOTE_OPEN.search(before) and _QUOTE_CLOSE.match(folded, stop, self.high):
            return False
        if _RANKED_BEFORE.search(before) or _RANKED_AFTER.match(folded, stop, self.high):
            return False
        if (
            not is_word
            and single
            and self._noun(stop) is None
            and _NAME_BEFORE.search(self.text, max(self.begin, start - 24), start)
        ):
            return False  # "Studio 54 will be rebuilt"
        if (
            self.text[start:stop].istitle()
            and " " in self.text[start:stop]
            and self.text[stop : stop + 2].strip().isupper()
        ):
            return False  # "the 300 Million Trees Campaign"
        if "." in folded[start:stop] and re.search(r"\b(?:target|goal|indicator)\s+$", before):
            return False  # "target 16.9"
        if value < 110 and before.endswith(", ") and folded[stop : stop + 1] == ",":
            return False  # "the minister, 54, said"
        if _AGED.search(before) and value < 110 and not self._noun(stop) and not folded.startswith(" per ", stop):
            return False
        word = _WORD.match(folded, stop + 1, self.high) if folded[stop : stop + 1] in (" ", "-", "\n") else None
        following = word[0] if word else ""
        if following in g.not_counted:
            return False
        if value <= MAX_LISTED and self._is_listed(stop):
            return False
        if following == "of" and _OF_SEVERAL.match(folded, stop, self.high):
            return True  # "two of its five plants"
        if is_word and value <= MAX_SLOGAN:
            if following in g.unmeasured or following.endswith("-pronged"):
                return False
            if not following or following in g.noun_stops:
                return single is False or bool(_TO_BEFORE.search(before))
            # "Three Rural Issues": capitals make a name.
            if self.text[start].isupper() and start > self.low + 1 and word and self.text[word.start()].isupper():
                return False
            if value == 1:
                return False
        return not (value <= MAX_SLOGAN and following in g.unmeasured)

    def _is_of_a_name(self, start: int, stop: int, before: str) -> bool:
        """Say whether a figure is a part of an undertaking's name: the 100 Smart Cities Mission, Fit for 55 package."""
        match = self.g.named_after.match(self.text, stop, self.high)
        if match is None:
            return False
        is_quoted = _QUOTE_OPEN.search(before) is not None
        words = match[0].split()
        if len(words) == 1:  # nothing between: what stands before must be a name ("Fit for 55 package")
            return is_quoted or _NAME_RUN.search(self.text, max(self.begin, start - 24), start) is not None
        return is_quoted or not any(mark in match[0] for mark in '”"’')

    def _is_listed(self, stop: int) -> bool:
        """Say whether the number counts what a plan or paper names: 12 flagship measures, 169 targets."""
        noun = self._noun(stop)
        return noun is not None and not self.g.abstract.isdisjoint(self.folded[noun.start : noun.end].split())

    def _noun(self, stop: int) -> Span | None:
        """Return the noun phrase that follows directly, up to the first function word."""
        folded, at = self.folded, stop
        first = last = None
        for _ in range(5):
            if folded[at : at + 1] != " " and not (first is None and folded[at : at + 1] == "-"):
                break
            word = _WORD.match(folded, at + 1, self.high)
            if word is None or word[0] in self.g.noun_stops:
                break
            first = word.start() if first is None else first
            last = at = word.end()
        return Span(first, last) if first is not None and last is not None else None

    def _is_distance(self, begin: int, stop: int) -> bool:
        """Say whether a length is a distance between places: 40 km north of, within 5 km of, every 50 km."""
        if self.folded.startswith("within", begin):
            return True
        before = self.folded[max(self.low, begin - 26) : begin]
        return bool(_DISTANCE.match(self.folded, stop, self.high) or _DISTANCE_BEFORE.search(before))

    def _is_age(self, begin: int, stop: int) -> bool:
        """Say whether a bare number is an age: women aged 25 to 64, children under 5, 65 and over."""
        before = self.folded[max(self.low, begin - 34) : begin]
        words = self.folded[begin:stop]
        if re.search(r"\bage\b(?!\s+(?:group|groups))[^.;,]{0,24}$", before) and value_is_age(words):
            return True
        if _AGE_BEFORE.search(before) or _AGE_AFTER.match(self.folded, stop, self.high):
            return True
        return bool(
            _PERSONS_BEFORE.search(before)
            and (words[0].isalpha() or re.search(r"(?:aged|of|from|between)\s+$", before))
            and self._noun(stop) is None
        )

    # -- comparators and rates ----------------------------------------------------------------------------------

    def _compare(self, begin: int, stop: int, value_high: float | None) -> tuple[str, int, int]:
        """Return the comparator and the span widened by its words."""
        g, folded = self.g, self.folded
        comparator = "eq"
        window = max(self.low, begin - COMPARATOR_WINDOW)
        match = g.comparator_before.search(folded, window, begin)
        if match is None and begin - 4 >= self.low and folded[begin - 4 : begin] in ("the ", "its "):
            match = g.comparator_before.search(folded, window, begin - 4)
        if match:
            words = " ".join(match[1].split())
            if words == "up to" and _PARTICLE_BEFORE.search(
                folded, max(self.begin, match.start(1) - 14), match.start(1)
            ):
                match = None  # "scaled up to": the verb's own particle
        if match:
            words = " ".join(match[1].split())
            comparator = g.comparators[words]
            begin = match.start(1)
            # "to nearly 40", "by up to 40", "about at least": the outer one wins only where the inner approximates
            outer = g.comparator_before.search(folded, max(self.low, begin - COMPARATOR_WINDOW), begin)
            if outer and comparator == "approx":
                comparator = g.comparators[" ".join(outer[1].split())]
                begin = outer.start(1)
        after = g.comparator_after.match(folded, stop, self.high)
        if after:
            comparator = g.comparators_after[" ".join(after[1].split())]
            stop = after.end()
        return comparator, begin, stop

    def _rate(self, stop: int) -> tuple[str | None, int]:
        match = self.g.rate.match(self.folded, stop, self.high)
        if not match:
            return None, stop
        word = match["period"] or match["period2"] or match["adverb"]
        return self.g.periods.get(word) or self.g.adverbs.get(word) or word, match.end()

    # -- words that are quantities ------------------------------------------------------------------------------

    def _absolute(self, start: int, end: int) -> tuple[Quantity | None, int]:
        words = " ".join(self.folded[start:end].split())
        unit, value, kind = self.g.absolutes[words]
        return Quantity(start, end, Span(start, end), None, value, None, None, unit, "eq", kind, None, "absolute"), end

    def _none(self, start: int, end: int) -> tuple[Quantity | None, int]:
        """Read "no village", "none of the plants": zero of a thing, used only where somebody is to reach it."""
        noun = self._noun(end)
        if noun is None:
            return None, end
        return Quantity(start, end, Span(start, end), noun, 0.0, None, None, "count", "eq", "count", None, "none"), end

    def _alone(self, start: int, end: int) -> tuple[Quantity | None, int]:
        """Read everyone, nobody, electricity for all: a whole or none of it that needs no noun."""
        is_none = " ".join(self.folded[start:end].split()) in self.g.none_alone
        value, unit, kind, rule = (0.0, "count", "count", "none") if is_none else (100.0, "percent", "share", "every")
        return Quantity(start, end, Span(start, end), None, value, None, None, unit, "eq", kind, None, rule), end

    def _milestone(self, start: int, end: int) -> tuple[Quantity | None, int]:
        """Read a peak that is dated or names what peaks: emissions peaking before 2030."""
        span = Span(start, end)
        return Quantity(start, end, span, None, None, None, None, "milestone", "eq", "milestone", None, "absolute"), end

    def _multiplier(self, start: int, end: int) -> tuple[Quantity | None, int]:
        word = self.folded[start:end]
        following = _WORD.match(self.folded, end + 1, self.high)
        if self.folded[end : end + 1] == "-" or (following and following[0] in self.g.not_multiplied):
            return None, end
        comparator, begin, stop = self._compare(start, end, None)
        value = self.g.multipliers[word]
        span = Span(start, end)
        return Quantity(
            begin, stop, span, None, value, None, None, "ratio", comparator, "ratio", None, "multiplier"
        ), stop

    def _times(self, match: re.Match[str]) -> tuple[Quantity | None, int]:
        start, end = match.span()
        is_often = _OFTEN.match(self.folded, end) if match[0].endswith("times") else not _TWICE.match(self.folded, end)
        if is_often and (match["twice"] or match[0].endswith("times")):
            return None, end  # "voted twice", "three times a week": how often
        if match["twice"]:
            value: float | None = 2.0 if match["twice"] == "twice" else 3.0
        else:
            word = match["times_number"] or match["factor"]
            value = _value_of_digits(word) if word[0].isdigit() else self.g.value_of_words(word)
        if value is None:
            return None, end
        comparator, begin, stop = self._compare(start, end, None)
        return (
            Quantity(
                begin, stop, Span(start, end), None, value, None, None, "ratio", comparator, "ratio", None, "multiplier"
            ),
            stop,
        )

    def _fraction(self, match: re.Match[str]) -> tuple[Quantity | None, int]:
        start, end = match.span()
        g, folded = self.g, self.folded
        if match["in_n"]:
            top, bottom = g.small(match["in_n"]), g.small(match["in_d"])
        else:
            top = g.small(match["top"]) if match["top"] else 1.0
            bottom = float(g.fraction_words[match["bottom"]])
        if not top or not bottom or top > bottom:
            return None, end
        # "a third plant", "the first half of 2026", "half-year": no fractions
        before = folded[max(self.low, start - 16) : start]
        if match["bottom"]:
            after = folded[end : end + 12]
            if after.startswith("-") or re.match(
                r"\s*of\s+(?:the\s+|this\s+|next\s+|last\s+)?(?:year|\d{4}|fy|fiscal)", after
            ):
                return None, end
            of = _AS_MANY.match(folded, end, self.high) or re.match(
                r"\s+(?:of|the|its|their|all|our|new|less|more|fewer|lower|higher|smaller|as\s+much)\b",
                folded[end : end + 9],
            )
            led = re.search(
                r"\b(?:by|to|in|than|least|over|nearly|about|around|almost|from|up to|above|below|under|roughly|some|at|reach|exceed|approximately)\s+$",
                before,
            )
            if re.search(r"\b(?:first|second|latter|other|h|per|each|every|last|previous)\s+$", before):
                return None, end
            if not match["top"] and before.endswith("the ") and _OF_SEVERAL.match(folded, end, self.high):
                return None, end  # "the third of seven chapters"
            if not of and not led and not (top > 1):
                return None, end
            if match["bottom"].startswith("quarter") and re.match(
                r"\s+(?:century|of\s+a\s+century|earlier|later|ago|million|billion)", folded[end : end + 18]
            ):
                return None, end
            if match["bottom"] == "half" and re.match(
                r"\s+(?:a\s+)?(?:century|decade|year|day|hour|an hour|dozen)", folded[end : end + 10]
            ):
                return None, end
            if match["bottom"] == "half" and _AS_MANY.match(folded, end, self.high):
                return Quantity(
                    start, end, Span(start, end), None, 0.5, None, None, "ratio", "eq", "ratio", None, "multiplier"
                ), end
        comparator, begin, stop = self._compare(start, end, None)
        per, _ = self._rate(stop)
        value = round(100.0 * top / bottom, 2)
        return (
            Quantity(
                begin, stop, Span(start, end), None, value, None, None, "percent", comparator, "share", per, "fraction"
            ),
            stop,
        )

    def _every(self, start: int, end: int) -> tuple[Quantity | None, int]:
        noun = self._noun(end)
        if noun is None:
            return None, end
        words = self.folded[noun.start : noun.end].split()
        if words[0] in ("second", "third", "fourth", "fifth", "tenth", "other") and self.folded[start:end] == "every":
            value = {"second": 50.0, "other": 50.0, "third": 33.33, "fourth": 25.0, "fifth": 20.0, "tenth": 10.0}[
                words[0]
            ]
            if len(words) < 2 or words[1] in self.g.duration_words:
                return None, end
            span = Span(start, noun.start + len(words[0]))
            thing = Span(span.end + 1, noun.end)
            return Quantity(
                start, span.end, span, thing, value, None, None, "percent", "eq", "share", None, "fraction"
            ), span.end
        if words[0] in self.g.duration_words or words[-1] in _NOT_EVERY:
            return None, end
        if words[0] in self.g.digit_words or words[0] in _NOT_EVERY or words[0].endswith(("one", "thing", "where")):
            return None, end
        return Quantity(
            start, end, Span(start, end), noun, 100.0, None, None, "percent", "eq", "share", None, "every"
        ), end

    # -- Chinese ------------------------------------------------------------------------------------------------

    def _chinese(self, match: re.Match[str]) -> tuple[Quantity | None, int]:
        start, end = match.span()
        g, folded = self.g, self.folded
        if match["fold"]:
            value, unit, kind = {"翻一番": 2.0, "翻番": 2.0, "翻两番": 4.0}.get(match["fold"], 0.5), "ratio", "ratio"
        elif match["parts"]:
            value, unit, kind = g.chinese_value(match["parts_top"]), "percent", "share"
            bottom = g.chinese_value(match["parts_bottom"])
            value = round(100 * value / bottom, 2) if value is not None and bottom else None
        elif match["tenths"]:
            value, unit, kind = g.chinese_value(match["tenths"]), "percent", "share"
            value = value * 10 if value is not None else None
        elif match["han_half"]:
            value, unit, kind = 50.0, "percent", "share"
        elif match["bei"]:
            number = match["bei"]
            value = _value_of_digits(number) if number[0].isdigit() else g.chinese_value(number)
            # 增长两倍 is growth by two times: three times as much; 增长到三倍 and 是三倍 are not.
            before = folded[max(self.low, start - 4) : start]
            if value is not None and re.search(r"(?:增长|增加|提高|提升|扩大)(?:约|近|超过|了)?$", before):
                value += 1
            unit, kind = "ratio", "ratio"
        else:
            value = g.chinese_value(match["han_number"])
            scale = match["han_scale"]
            value = value * g.scales[scale] if value is not None and scale else value
            unit = g.unit_names.get(match["han_unit"] or "", "count")
            kind = (
                "money"
                if unit in g.currency_codes
                else "share"
                if unit == "percent"
                else "level"
                if unit != "count"
                else "count"
            )
            if unit == "count" and not scale:
                return None, end  # 三个集中, 两个能力: set phrases count with a bare numeral
        if value is None or not value < MAX_VALUE:
            return None, end
        comparator, begin, stop = self._compare(start, end, None)
        return (
            Quantity(
                begin, stop, Span(start, end), None, value, None, None, unit, comparator, kind, None, "chinese-number"
            ),
            stop,
        )


def value_is_age(words: str) -> bool:
    """Say whether a number is one that people reach in years."""
    figure = re.search(r"\d+", words)
    return figure is None or 5 <= int(figure[0]) <= 110


def _is_han(letter: str) -> bool:
    return "\u4e00" <= letter <= "\u9fff"


def _is_date(words: str) -> bool:
    """Say whether figures with separators are a date: 2026-12-31, 31.12.2026, not 1.2.3 or 10-20-3000000."""
    parts = [int(p) for p in re.findall(r"\d+", words)]
    if len(parts) != 3:
        return False
    return (
        any(1 <= p <= 31 for p in parts[:2])
        and (parts[0] >= 1800 or 1 <= parts[0] <= 31)
        and len(set(re.findall(r"\D", words))) == 1  # "6-6.5 percent" is a range
    )


def _value_of_digits(words: str) -> float | None:
    """Return the value of figures with separators, or None where they are no number.

    Thousands are parted by commas (1,000,000), by the Indian system (1,00,000) or by spaces (10 000); a comma before
    one or two last digits is a decimal comma.
    """
    digits = words.replace(" ", "")
    if sum(letter.isdigit() for letter in digits) > MAX_DIGITS:
        return None
    if "," in digits:
        whole, _, decimals = digits.partition(".")
        groups = whole.split(",")
        if len(groups[-1]) == 3 and all(2 <= len(g) <= 3 for g in groups[1:]) and 1 <= len(groups[0]) <= 3:
            digits = "".join(groups) + ("." + decimals if decimals else "")
        elif len(groups) == 2 and 1 <= len(groups[1]) <= 2 and not decimals:
            digits = groups[0] + "." + groups[1]
        else:
            return None
    if digits.count(".") > 1:
        parts = digits.split(".")
        if all(len(p) == 3 for p in parts[1:]):
            digits = "".join(parts)  # 1.000.000
        else:
            return None
    try:
        value = float(digits)
    except ValueError:
        return None
    return value
