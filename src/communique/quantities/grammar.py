"""The patterns of quantities, compiled once from the lexicon."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from communique.article import Article
from communique.lexicon import alternation, read_lexicon
from communique.lexicon.gate import Gated
from communique.quantities.endings import Endings

_HAN_NUMERAL = "零〇一二两三四五六七八九十百千"


@cache
def read_grammar(lexicon: Path | None = None) -> Grammar:
    """Return the compiled grammar of a lexicon folder."""
    return Grammar(read_lexicon("units", lexicon), read_lexicon("numbers", lexicon))


def _plural(name: str) -> list[str]:
    if name.endswith(("s", "feet", "%")) or not name.isascii():
        return [name]
    head, _, tail = name.partition(" ")
    if tail.startswith(("per ", "of ", "a ")):
        return [name, f"{head}s {tail}"] if not head.endswith("s") else [name]
    if name.endswith("y") and name[-2] not in "aeiou":
        return [name, name[:-1] + "ies"]
    return [name, name + "s"]


class Grammar:
    """Compiled patterns and tables; see the attributes where they are set."""

    def __init__(self, units: dict, numbers: dict) -> None:
        self._read_scales(numbers)
        self._read_units(units)
        self._read_comparators(numbers)
        self._read_words(units, numbers)
        self._compile_trigger(numbers)

    # -- tables -------------------------------------------------------------------------------------------------

    def _read_scales(self, numbers: dict) -> None:
        self.scales: dict[str, float] = {}
        for table in ("scale_words", "scale_letters", "money_scales", "chinese_scales"):
            self.scales.update({str(k): float(v) for k, v in numbers[table].items()})
        self.money_scales = frozenset(str(k) for k in numbers["money_scales"])
        words = [str(w) for w in numbers["scale_words"] if w != "dozen"]
        han = sorted(numbers["chinese_scales"], key=len, reverse=True)
        self.scale_after = re.compile(rf"[\s-]?((?:{alternation(words)})(?![a-z])|(?:{'|'.join(han)}))")
        letters = [*map(str, numbers["scale_letters"]), *map(str, numbers["money_scales"])]
        self.scale_letters = re.compile(rf"\s?({alternation(letters)})(?![\w/²³])")
        self.digit_words = {str(k): float(v) for k, v in numbers["digits"].items()}
        self.scale_words = {str(k): float(v) for k, v in numbers["scale_words"].items()}
        self.fraction_words = {str(k): v for k, v in numbers["fraction_words"].items()}
        self.multipliers = {str(k): float(v) for k, v in numbers["multipliers"].items()}
        self.not_multiplied = frozenset(map(str, numbers["not_multiplied"]))
        self.unmeasured = frozenset(map(str, numbers["unmeasured"]))
        self.abstract = frozenset(map(str, numbers["abstract"]))
        self.not_counted = frozenset(map(str, numbers["not_counted"]))
        ends = "|".join(map(re.escape, numbers["undertakings"]))
        # "100 Smart Cities Mission", “1,000 Villages” project, "Fit for 55 package"
        self.named_after = re.compile(
            rf"\s(?:(?:[A-Z][\w’'-]*\s){{1,4}}|[\w’' -]{{1,40}}[”\"’]\s|)(?i:{ends})(?![\w-])"
        )
        self.chinese_digits = {str(k): float(v) for k, v in numbers["chinese_digits"].items()}

    def _read_units(self, units: dict) -> None:
        self.unit_names: dict[str, str] = {}
        self.symbols: dict[str, tuple[str, float, str | None]] = {}
        self.currency_symbols: dict[str, str] = {}
        self.shared = units["shared_names"]
        self.shared_symbols: dict[str, str] = units["shared_symbols"]
        for unit in ("percent", "percentage_point", "basis_point"):
            for name in units[unit]:
                for form in _plural(name) if name not in ("pc", "pp", "bp") else [name]:
                    self.unit_names[form] = unit
        for code, row in units["currencies"].items():
            for name in row["names"]:
                for form in _plural(name):
                    self.unit_names[form] = code
            for symbol in row["symbols"]:
                self.currency_symbols[symbol] = code
            for name in row.get("after", ()):
                self.unit_names[name] = code
        self.currency_codes = frozenset(units["currencies"])
        for name in self.shared:
            for form in _plural(name):
                self.unit_names[form] = f"shared:{name}"
        for unit, row in units["units"].items():
            for name in row["names"]:
                for form in _plural(name):
                    self.unit_names[form] = unit
            for symbol in row["symbols"]:
                self.symbols[symbol] = (unit, 1.0, None)
            for name in row.get("after", ()):
                self.unit_names[name] = unit
        for name, row in units["scaled_units"].items():
            for form in {name, name.upper()}:
                self.symbols[form] = (row["unit"], float(row["scale"]), row.get("per"))
        self.durations = frozenset(units["durations"].values())
        self.duration_words = frozenset(form for name in units["durations"] for form in (name, name + "s"))
        for name, unit in units["durations"].items():
            for form in _plural(name):
                self.unit_names.setdefault(form, unit)
        self.unit_names.update({"天": "day", "个月": "month", "小时": "hour", "分钟": "minute"})
        for name in list(self.unit_names):
            if " " in name and "-" in name:
                self.unit_names[name.replace("-", " ")] = self.unit_names[name]
            elif "-" in name:
                self.unit_names.setdefault(name.replace("-", " "), self.unit_names[name])
        latin = [n for n in self.unit_names if n.isascii() and n[-1].isalpha()]
        other = sorted((n for n in self.unit_names if n not in set(latin)), key=len, reverse=True)
        self.unit_after = re.compile(
            rf"[\s-]?((?:{alternation(latin)})(?![a-z]|-[a-z])|(?:{'|'.join(map(re.escape, other))}))"
        )
        symbols = sorted(self.symbols, key=len, reverse=True)
        self.symbol_after = re.compile(rf"[\s-]?({'|'.join(map(re.escape, symbols))})(?![\w³²])")
        money = sorted((s for s in self.currency_symbols), key=len, reverse=True)
        joined = "|".join(map(re.escape, money))
        self.currency_before = re.compile(rf"(?<![A-Za-z])({joined})\s?$")
        self.currency_forward = re.compile(rf"({joined})\s?")
        self.periods = {str(k): v for k, v in units["periods"].items()}
        self.adverbs = {str(k): v for k, v in units["adverbs"].items()}
        period = alternation(self.periods)
        adverb = alternation(self.adverbs)
        self.rate = re.compile(
            rf"\s?/\s?(?P<period>{period})\b|(?:\s(?!per\b|each\b|every\b)[a-z][\w-]*){{0,3}}?\s(?:per|an?|each|every)\s"
            rf"(?P<period2>{period})\b(?!-)|(?:\s[a-z][\w-]*){{0,2}}?\s(?P<adverb>{adverb})(?!\w)"
        )

    def _read_comparators(self, numbers: dict) -> None:
        self.comparators: dict[str, str] = {}
        for code, words in numbers["comparators_before"].items():
            for word in words:
                self.comparators[str(word)] = code
        self.comparators.update(numbers["symbols_before"])
        latin = [w for w in self.comparators if w[0].isascii() and w[0].isalpha()]
        other = sorted((w for w in self.comparators if w not in set(latin)), key=len, reverse=True)
        self.comparator_before = re.compile(
            rf"((?<![\w-])(?:{alternation(latin)})(?=\s+$|\s+(?:a|the|an\s+additional|an\s+extra|additional|another)\s+$)"
            rf"|(?:{'|'.join(map(re.escape, other))})(?=\s?$))"
        )
        self.comparator_forward = re.compile(rf"(?:{alternation(latin)})\s+|(?:{'|'.join(map(re.escape, other))})\s?")
        self.comparators_after: dict[str, str] = {}
        for code, words in numbers["comparators_after"].items():
            for word in words:
                self.comparators_after[str(word)] = code
        ends = [w for w in self.comparators_after if w[0].isalpha() and w.isascii()]
        attached = sorted((w for w in self.comparators_after if w not in set(ends)), key=len, reverse=True)
        self.comparator_after = re.compile(
            rf"[\s]?((?<=\s)(?:{alternation(ends)})(?!\w|\s+or\s+minus|\s+than\b)|(?:{'|'.join(map(re.escape, attached))})(?![a-z0-9]))"
        )

    def _read_words(self, units: dict, numbers: dict) -> None:
        names = alternation(map(str, numbers["names_before"]))
        self.name_before = re.compile(rf"(?<!\w)(?:{names})\s?#?\s?(?:\d+\s?(?:,|and|to|or|&|-|–)\s?)*$")
        self.noun_stops = _NOUN_STOPS

    def _compile_trigger(self, numbers: dict) -> None:
        scales = alternation(w for w in self.scale_words if " " not in w)
        small = alternation(w for w in self.digit_words if self.digit_words[w] <= 20)
        token = rf"(?:{alternation([*self.digit_words, *(w for w in self.scale_words if ' ' not in w)])})"
        words = rf"(?:(?:half\s+an?|an?|several|a\s+few)\s+(?:{scales})|{token}(?:\s+and\s+a\s+half)?)(?:(?:\s|-|\s+and\s+){token})*"
        digits = r"\d+(?:[.,]\d+)*(?:\s\d{3}(?!\d))*"
        fraction_words = alternation(self.fraction_words)
        tens = alternation(w for w in self.digit_words if self.digit_words[w] > 20)
        counted = r"(?:\s+(?!in\b|of\b|out\b|to\b|by\b|and\b|or\b)[a-z][\w'’-]*){0,2}"
        fraction = (
            rf"(?P<in_n>{small}|{tens}|\d{{1,2}})(?:\s+(?:in|out\s+of|(?:in|of)\s+(?:every|each))\s+(?:every\s+|each\s+)?|{counted}\s+(?:out\s+of|(?:in|of)\s+(?:every|each))\s+(?:every\s+|each\s+)?|{counted}\s+in\s+(?=(?:ten|five|10|100|twenty|20|three|four)(?:[,.;:)]|\s+(?:by|in|from|to|will|must|before|within|can|is|are|has|have|should|shall|would|now|already|at|on|with)\b)))(?P<in_d>{small}|hundred|\d{{1,3}})(?!\w|[.,]\d|\s+(?:million|percent|per))"
            rf"|(?:(?P<top>an?|{small})[\s-])?(?P<bottom>{fraction_words})(?!\w|\s+an?\s+(?:{scales})(?!\w))"
        )
        absolute: dict[str, tuple[str, float | None, str]] = {}
        for row in numbers["absolutes"].values():
            kind = {"percent": "share", "count": "count"}.get(row["unit"], "milestone")
            for word in row["words"]:
                absolute[str(word)] = (row["unit"], row["value"] if row["value"] is None else float(row["value"]), kind)
        self.absolutes = absolute
        unlike = alternation(map(str, numbers["not_none"]))
        every = alternation(map(str, numbers["every_words"]))
        none = alternation(map(str, numbers["none_words"]))
        self.none_alone = frozenset(map(str, numbers["none_alone"]))
        alone = alternation([*map(str, numbers["every_alone"]), *self.none_alone])
        n = f"[{_HAN_NUMERAL}]"
        han = (
            rf"(?P<parts>(?P<parts_bottom>{n}{{1,4}})分之(?P<parts_top>{n}{{1,5}}))|(?P<tenths>{n}{{1,2}})成(?=以上|左右|的|以|、|，|。|$|多)"
            rf"|(?P<fold>翻一番|翻两番|翻番|减半)|(?P<han_half>一半)|(?P<bei>\d+(?:\.\d+)?|{n}{{1,3}})倍"
            rf"|(?P<han_number>{n}{{1,9}})(?P<han_scale>万亿|亿|万)?(?P<han_unit>{'|'.join(map(re.escape, sorted((u for u in self.unit_names if not u.isascii()), key=len, reverse=True)))})?"
        )
        self.endings = Endings(numbers)
        self.bare_scale = re.compile(rf"(?:{scales})(?:\s(?:{scales}))*")
        self.digits = re.compile(digits)
        self.words = re.compile(words + r"(?![a-z])")
        multipliers = alternation(self.multipliers)
        times = (
            rf"(?P<twice>twice|thrice)|(?P<times_number>\d+(?:\.\d+)?|{small}|{tens})(?:\s+times|-?fold|x(?=\s(?:by|in|from|its|the|over|as|more|current|today|\d{{4}})))"
            rf"|(?:a\s+factor\s+of|multipl(?:y|ied|ying)\s+by)\s+(?P<factor>\d+(?:\.\d+)?|{small})"
        )
        self.trigger = Gated(
            rf"(?<![a-z\d])(?:(?P<times>(?:{times})(?![a-z]))|(?P<fraction>{fraction})|(?P<absolute>(?:{alternation(w for w in absolute if w.isascii())})(?![a-z]))"
            rf"|(?P<milestone>peak(?:s|ing|ed)?(?=\s+(?:by|before|around|no\s+later|not\s+later|within|in\s+(?:20|the\s+)|its\s+(?:carbon|emission|coal|greenhouse|co2)|(?:its\s+|their\s+|the\s+)?(?:carbon|emissions|coal|greenhouse|co2)\b)))"
            rf"|(?P<words>{words}(?![a-z]))|(?P<multiplier>(?:{multipliers})(?![a-z]))|(?P<alone>(?:{alone})(?!\s+(?:of|else|in\s+the\s+room))(?![\w-])|(?<=for )all(?=\s*(?:[,.;:)]|$|by\b|in\s+20|before\s|within\s)))|(?P<every>(?:{every})(?=\s+[a-z]))|{self.endings.trigger}|(?P<none>(?:no(?!\s+(?:{unlike})(?![a-z]))|{none})(?=\s+[a-z])))"
            rf"|(?P<absolute_han>{'|'.join(w for w in absolute if not w.isascii())})|(?P<han>{han})|(?P<figures>{digits})"
        )

    # -- values -------------------------------------------------------------------------------------------------

    def small(self, word: str) -> float | None:
        """Return the value of a small number in figures or words; "a" is one."""
        if word in ("a", "an"):
            return 1.0
        return float(word) if word.isdigit() else 100.0 if word == "hundred" else self.digit_words.get(word)

    def value_of_words(self, words: str) -> float | None:
        """Return the value of a number in words, such as "two and a half million"; None where it is none."""
        total, current, half = 0.0, 0.0, False
        tokens = words.replace("-", " ").split()
        if tokens[:2] in (["half", "a"], ["half", "an"]):
            tokens, half = tokens[2:], True
        elif tokens[0] in ("several", "few") or tokens[:2] == ["a", "few"]:
            return None
        for position, token in enumerate(tokens):
            if token in ("and", "a", "an"):
                if token != "and" and position == 0:
                    current = 1.0
                continue
            if token == "half":
                current += 0.5
            elif token in self.digit_words:
                value = self.digit_words[token]
                if current % 10 and value < 10 and current < 100:
                    return None  # "two three": a list, not a number
                current += value
            elif token in self.scale_words:
                scale = self.scale_words[token]
                if token in ("hundred", "dozen"):
                    current = (current or 1.0) * scale
                else:
                    total += (current or 1.0) * scale
                    current = 0.0
        value = total + current
        return value / 2 if half else value

    def chinese_value(self, words: str | None) -> float | None:
        """Return the value of a Chinese numeral below ten thousand."""
        if not words:
            return None
        total, digit = 0.0, 0.0
        for letter in words:
            if letter in self.chinese_digits:
                digit = digit * 10 + self.chinese_digits[letter] if digit else self.chinese_digits[letter]
            else:
                total += (digit or 1.0) * {"十": 10, "百": 100, "千": 1000}[letter]
                digit = 0.0
        return total + digit

    def shared_currency(self, name: str, country: str | None, article: Article) -> str:
        """Return the currency that a shared name means in the article's country."""
        from communique.timex.calendar import country_of

        table = self.shared[name]
        return table.get(country or country_of(article) or "", table["default"])


# Words that end the noun phrase after a number.
_NOUN_STOPS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "within",
        "without",
        "before",
        "after",
        "until",
        "till",
        "since",
        "during",
        "through",
        "across",
        "over",
        "under",
        "above",
        "below",
        "into",
        "onto",
        "upon",
        "about",
        "against",
        "between",
        "among",
        "amid",
        "towards",
        "toward",
        "per",
        "as",
        "than",
        "that",
        "which",
        "who",
        "whom",
        "whose",
        "where",
        "when",
        "while",
        "if",
        "because",
        "although",
        "though",
        "and",
        "or",
        "but",
        "nor",
        "so",
        "yet",
        "not",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "am",
        "has",
        "have",
        "had",
        "having",
        "do",
        "does",
        "did",
        "will",
        "would",
        "shall",
        "should",
        "must",
        "can",
        "could",
        "may",
        "might",
        "it",
        "its",
        "they",
        "their",
        "this",
        "these",
        "those",
        "he",
        "she",
        "his",
        "her",
        "we",
        "our",
        "you",
        "your",
        "i",
        "said",
        "says",
        "say",
        "told",
        "according",
        "respectively",
        "annually",
        "yearly",
        "monthly",
        "daily",
        "each",
        "every",
        "all",
        "both",
        "either",
        "neither",
        "more",
        "less",
        "fewer",
        "higher",
        "lower",
        "up",
        "down",
        "off",
        "out",
        "only",
        "also",
        "by-election",
        "next",
        "last",
        "this",
        "then",
        "now",
        "today",
        "there",
        "here",
        "built",
        "made",
        "completed",
        "connected",
        "created",
        "installed",
        "planned",
        "set",
        "due",
        "up-to",
    ]
)
