"""What stands next to a number: what it is compared to, where it starts, whom a rule covers, the level of an instrument."""

from __future__ import annotations

import re

from communique.records import Quantity
from communique.targets.cues import WILLED
from communique.targets.goals import TARGET_NOUN_AFTER
from communique.targets.sight import Reading, Sight

_COMPARED = frozenset(("than", "compared with", "compared to", "up from", "down from", "rather than", "instead of"))
_FROM = re.compile(
    r"(?<!aw)(?<![\w-])(?:up\s+from|down\s+from|from|compared\s+(?:with|to)|against|versus|vs\.?|as\s+against|rather\s+than|instead\s+of|than|in\s+place\s+of)\s+(?:(?:(?:19|20)\d\d(?:'s)?|the|a|an|its|their|only|just|today's|current|currently|present|last\s+year's|level|estimated|previous|earlier|some|about|around|roughly|nearly|almost|less\s+than|more\s+than|below|above|levels?\s+of|average\s+of|baseline\s+of|figure\s+of|rate\s+of|under|over|recorded|actual|mere|record)\s+)*$"
)
_ALWAYS_THRESHOLD = re.compile(
    r"(?<![\w-])(?:earning|employing|emitting|weighing|applies\s+to|apply\s+to|exempts?|exempted|eligible|qualify|incomes?\s+(?:of|below|above|under|over)|turnover\s+(?:of|above|over|below|exceeding)|(?:population|populations)\s+(?:of|over|above)|valued\s+at|contracts\s+(?:above|over|worth)|(?:firms|companies|businesses|employers|households|families|farms|farmers|plants|projects|facilities|operators|banks|buildings|vehicles|sites|towns|cities|villages|employers|enterprises|factories|installations|schools|landlords|ships|vessels|platforms|lenders|borrowers|users|taxpayers|individuals|residents|those|contracts|loans|importers|issuers|manufacturers|data\s+centres|data\s+centers)\s+(?:with|having|earning|employing|above|over|below|under|of|larger\s+than|exceeding|that\s+employ|that\s+earn|that\s+emit|that\s+use|emitting|using|that\s+have|holding|owning|whose\s+(?:[\w-]+\s+){1,4}(?:exceeds?|is\s+(?:above|below|under|over)))|whose\s+(?:[\w-]+\s+){1,4}(?:exceeds?|tops?|is))\s+(?:(?:a|an|the|annual|total|net|installed|turnover|revenues?|incomes?|assets|sales|balance|capacity|population|populations|area|floor|space|energy|use|consumption|emissions|capital|output|of|value|household|monthly|yearly|taxable|staff|workforce|size)\s+)*$"
)
_NOW_BEFORE = re.compile(
    r"\b(?:now|currently|presently|today|at\s+present|still)\s+(?:stands?\s+)?(?:at\s+|about\s+|around\s+|only\s+|just\s+)*$"
)
_COMPARED_BEFORE = re.compile(
    r"\bas\s+\w+\s+as\s+$|\b(?:equivalent|equal|comparable)\s+to\b[^,;]{0,80}$|(?:against|compared\s+(?:with|to)|relative\s+to|versus)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){1,4}of\s+$"
)
_COMPARED_AFTER = re.compile(
    r"\s+(?:more|less|higher|lower|up|down|above|below|fewer|better|worse|bigger|smaller)\s+than\s+(?!in\s+(?:19|20)\d\d)"
    r"|\s+(?:over|above|below|under|up\s+on|down\s+on)\s+(?:last|the\s+previous|the\s+preceding|a\s+year\s+(?:ago|earlier))\b"
)
_NOW_AFTER = re.compile(r"\s+(?:now|today|at\s+present|currently|last\s+year|in\s+(?:19|20)\d\d)\s*,")
_WHOLE_BEFORE = re.compile(
    r"\b(?:workforce|staff|population|payroll|membership|fleet|headcount)\s+of\s+(?:about\s+|around\s+|some\s+|nearly\s+)?$"
)
_SURVEY_AFTER = re.compile(
    r"\s+of\s+(?:[\w,-]+\s+){1,5}?(?:said|say|favou?red|favou?r|backed|supported|opposed|believed?|thought|think|felt|approved?|disapproved?)\b"
)
_MARGIN_BEFORE = re.compile(
    r"(?:\b(?:with\s+a\s+margin|error\s+margin|tolerance)\s+of\s+|\bplus\s+or\s+minus\s+|\bgive\s+or\s+take\s+|±\s?|\+/-\s?)$"
)
_CHANGE_ASIDE = re.compile(
    r",\s+an?\s+(?:[\w-]+\s+)?(?:increase|rise|decrease|drop|reduction|cut|gain|jump|growth|decline|saving)\s+of\s+(?:about\s+|around\s+|some\s+)?$"
)
# "an annual growth of at least 7 percent in corporate research": a metric of its own, no aside on the one before
_METRIC_OF_CHANGE = re.compile(
    r"\s+in\s+(?!\d|the\s+(?:first|second|third|last|next|past|same|year)|all\b|total\b|real\b)[a-z]"
)
_CHANGE_FROM = re.compile(
    r"\s+(?:reduction|cut|increase|rise|drop|fall|decline|improvement|gain)\s+(?:from|on|over|compared)\b"
)
_PROMISED_AFTER = re.compile(
    r"\s+(?:[\w-]+\s+){0,1}?(?:promised|pledged|allowed|recorded|registered|seen|reached|achieved|reported|posted|agreed)\b"
)
_BASELINE_BEFORE = re.compile(
    r"\b(?:baseline|base\s+year|base\s+level|reference\s+level|starting\s+point)(?:\s+value)?(?:\s+(?:of|in\s+\d{4}|was|is|at|figure|year|\d{4}))*[\s(:,]+$"
)
_OF_SIZE = re.compile(r"\b(?:with|of|having|employing|serving|over|above)\s+$")
_MEMBERS = re.compile(
    r"\b(?:employees|staff|workers|people|inhabitants|residents|beds|passengers|seats|customers|members|pupils|students|users|tenants|homes|households|shareholders|vehicles)\b"
)


# Nouns of what was said or held before: "three times the earlier pledge of 20 billion".
_FORMER_NOUN = re.compile(
    r"\b(?:the|an?|its|their|this|last|that)\s+(?:[\w'-]+\s+)?(?:earlier|previous|former|prior|old|current|present|existing|original"
    r"|initial|last|year's|today's|\d{4})\s+(?:[\w-]+\s+){0,2}?(?:of\s+)?$"
)
# "well above the 5 billion", "double the 6 million": the article points to a number that is known.
_DEFINITE = re.compile(
    r"\b(?:above|over|below|under|beyond|than|double|triple|twice|times|half|exceeding|topping|surpassing)\s+(?:the|its|their)\s+"
    r"(?:(?:about|around|some|roughly|nearly|almost|mere|current|present|previous|earlier)\s+)*$"
)
_GOES_ON = re.compile(r"(?:\s+(?!will\b|must\b|would\b|is\b|are\b|to\b|and\s+to\b)[\w'’-]+){0,7}\s*")
_WORTH = re.compile(
    r"\b(plan|scheme|programme|program|project|package|mission|fund|facility|initiative|tunnel|bridge|railway|line|plant|port|airport"
    r"|loan|deal|line of credit|grant)s?,?\s+(?:is\s+|now\s+)?(?:worth|valued\s+at|costing|priced\s+at)\s+(?:(?:about|around|some|nearly|more\s+than|up\s+to|over|an\s+estimated|a\s+total\s+of)\s+)*$"
)
_FOR_A_SCHEME = re.compile(
    r"\s+for\s+(?:an?|the|its|their|this)\s+(?:[\w-]+\s+){0,3}?(?:plan|scheme|programme|program|project|fund|package|mission|initiative)\b"
)
_PAID = re.compile(
    r"\b(?:pay|pays|paid|paying|get|gets|receive|receives|charge|charges|charged|earn|earns|cost|costs|entitled|claim|owe|fined|billed|borrow|lend)\b"
    r"(?:\s+(?!for\b|to\b|in\b)[\w'’-]+){0,6}\s+$"
)
_BUY_AT = re.compile(r"\bat\s+(?:(?:about|around|some)\s+)?$")
_EACH = re.compile(
    r"(?:\s+[\w-]+)?\s+(?:per|for\s+(?:each|every)|an?|each|every)\s+(?:hour|day|week|month|head|person|child|pupil|student|family|household"
    r"|quintal|tonne|ton|kilo|kilogram|litre|liter|barrel|car|vehicle|can|bottle|night|ticket|trip|ride|share|unit|plate|kwh|mwh|hectare|acre|cow|patient|visit)\b"
)
# Money of one person or one thing; a target of policy is counted in millions.
SMALL_MONEY = 1e5
_INCOME = re.compile(
    r"\b(?:incomes?|gdp|output|spending|expenditure|productivity|savings?|earnings|costs?|turnover|per\s+capita|cost\s+of|invest\w*|revenues?)\b"
)
_WANTERS = re.compile(
    r"\s+(?:of\s+(?:the\s+)?(?:(?!(?:are|is|will|to|must|should|have|has|had|by|a|an|the|its|their)\b)[\w,'’-]+\s+){1,4}?)?(?:want|wants|hope|hopes|plan|plans|expect|intend|believe|favour|favor|back|support|oppose|would\s+(?:vote|back|like|pay|accept))\s"
)
_NAMED = re.compile(r"(?:\b(?:the|an?|its|their|his|her|our|every|new|first|last|of)\s+)[A-Z][\w-]*[a-z]\s$")


_AT_ONCE = re.compile(r"\s*(?:(?:now|currently|at\s+present|still|about|around|some|only|just|at|already)\s+)*")


_NAMED_AIMS = frozenset(("goal-noun", "is-the-goal", "list"))
# Currencies of which one person is paid thousands.
_WEAK = frozenset(
    "JPY KRW IDR VND INR PKR LKR BDT NGN KES UGX TZS RWF IRR IQD COP CLP PYG ARS HUF KZT UZS MMK KHR LAK XOF XAF MWK ZMW".split()
)
_RATE = re.compile(
    r"\b(?:(?:policy|key|repo|funds|cash|base|bank|lending|deposit|discount|refinancing|prime|overnight|benchmark|interest|swap|reserve|mortgage|coupon|call|rediscount"
    r"|tax|duty|vat|contribution|excise|royalty|toll|tariff|customs|withholding)\s+rates?|reserve\s+(?:requirement\s+)?ratio|borrowing\s+costs|coupon|(?<!and )interest(?!\s+in\b|\s+and\b)"
    r"|rebates?|discounts?|surcharges?|mark-?up|down\s+payment|co-?payment|(?:raise|cut|hold|keep|lift|lower|hike|leave|increase|reduce|raising|cutting|holding|keeping|raises|cuts|lowers)\s+(?:its\s+|their\s+)?rates?)\b"
)
_RATE_AFTER = re.compile(
    r"\s+(?:[a-z-]+\s+)?(?:(?:interest|policy|repo|tax|duty|lending|coupon)\s+rates?|rate\s+(?:cut|hike|rise|increase)|interest|rebate|discount|surcharge|down\s+payment)\b"
)
_OTHER_METRIC = re.compile(
    r"\b(?:inflation|growth|unemployment|jobless|deficit|debt|share|emissions|employment|ratio|participation|prices|to\s+gdp|output|demand)\b"
)
_TO_VERB = re.compile(r"\b(?:to|and|that|which)\s+([a-z]+)\b")
_BETWEEN_NOUNS = re.compile(r"\b(?:of|in|on|from|to|and|by)\b")
_BASE_OF = re.compile(
    r"\s+(?:base|revenue|revenues|receipts|income|collection|to-gdp|burden|share|growth|inflation|take|yields?|payers?)\b"
)


_BELONG = re.compile(
    r"\b(?:members?|states|countries|nations|governments|branches|districts|provinces|counties|regions|municipalities|subsidiaries|inhabitants|employees|staff|signatories|parties|ministries)(?![\w-])"
)


_AGE_NEAR = re.compile(r"\b(?:age|aged|ages)\b(?!\s+of\s+(?:the|plastic|information))")


_ENOUGH_FOR = re.compile(
    r"\b(?:enough|sufficient)\s+(?:\w+\s+)?for\s+(?:(?:about|around|some|up\s+to|nearly|another)\s+)*$"
)


_DIMENSION = re.compile(
    r"\b(?:with|has|have|having)\s+an?\s+(?:[\w-]+\s+)?(?:span|height|length|width|depth|diameter|radius|altitude|draught|wingspan|surface|perimeter)\s+of\s+$"
)


# Of the words of a group one is in every match of the pattern that they stand for.
_WORDS_OF_WORTH = ("worth", "valued", "costing", "priced")
_WORDS_OF_FROM = ("from", "than", "against", "compared", "versus", "vs", "instead", "place")
_WORDS_OF_TIMES = ("times", "fold", "over", "above", "than", "double", "twice", "against", "from")
_WORDS_OF_LIKENESS = ("equivalent", "equal", "comparable")
_WORDS_OF_NOW = ("now", "current", "present", "today", "still")
_OF_ABOUT = frozenset(("of", "about", "around", "some", "nearly"))
_TIMES = re.compile(r"\b(?:times|fold|over|above|than|double|twice|against|from)\b")


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return any(map(text.__contains__, words))


_PART_OF = re.compile(r"\s+(?:out\s+)?of\s+(?:(?:its|the|their|our|his|her|all|some|about)\s+)*")
_DO_SO = re.compile(
    r"(?:\s+of\s+(?:them|these|those))?\s+(?:already\s+|now\s+)?(?:do|does|did|don't|do\s+not|did\s+not)\s*(?:[.,;]|so\b|$)"
)
# "double the present five", "triple what it was"
_FORMER_SIZE = re.compile(
    r"\s+(?:what|that)\b|\s+(?:the|its|their|this|last)\s+(?:present|current|existing|previous|former|old|earlier|original|year|rate|level|size|figure|average|amount|usual|normal|national|world|eu|global|\d)"
)
_LEVY_MULTIPLIED = re.compile(
    r"\b(?:tax|duty|duties|tariffs?|levy|levies|excise|vat|toll|tolls|interest|tax\s+rate|the\s+rate)\s+(?:rates?\s+)?(?:will|would|is|are|to|must|shall)\s+(?:be\s+)?(?:halved|doubled|tripled|double|triple|halve)"
    r"|\b(?:halv|doubl|tripl)(?:e|es|ed|ing)\s+(?:the\s+|its\s+)?(?:[\w-]+\s+){0,2}?(?:tax|duty|duties|tariffs?|levy|levies|excise|vat|tolls?|interest\s+rate)s?\b(?!\s+(?:evasion|revenue|take|receipts|base|collection|gap|income))"
)
# "ahead of the 30 percent aim", "short of the 90-million-tonne goal"
_AHEAD_OF = re.compile(r"\b(?:ahead|short|in\s+excess|shy)\s+of\s+(?:the|its|their)\s+$")
# "a ship of 400 metres"
_THING_OF = re.compile(r"\b(?:an?|any|the)\s+(?:[a-z]+\s+)?[a-z]+\s+of\s+(?:up\s+to\s+|over\s+|about\s+)?$")
# "operators that miss the deadline will have to pay 5 percent of turnover"
_PAYS_FOR = re.compile(
    r"\b(?:miss|misses|breach|breaches|fail|fails|violate|violates|break|breaks|flout|flouts|ignore|ignores|default|defaults|overrun|exceed\s+(?:the|their)|fall\s+short)\b[^.;]{0,70}\b(?:pay|forfeit|lose|owe|face|be\s+charged)\s+(?:[\w-]+\s+){0,5}$"
)
# "from 2027 no more than 10 percent may be landfilled": the year is when the rule begins
_FROM_YEAR = re.compile(r"\b(?:with\s+effect\s+)?from\s+(?:19|20)\d\d,?\s+$")
# "hotels with more than 50 rooms to generate"
_COVERED_BEFORE = re.compile(r"\b[a-z]{3,}s\s+(?:with|having|employing|serving|over|above|of)\s+$")
_TO_DO_AFTER = re.compile(r"(?:\s+(?!to\b)[\w-]+){0,4}\s+to\s+[a-z]+\b")
_LEVY = re.compile(r"\b(?:vat|tax|duty|duties|tariffs?|excise|levy|levies|interest)\b")
# "... tax will be cut, and the rate will be 5 percent"
_THE_RATE = re.compile(r"\b(?:the|a)\s$")
# "fare evasion", "toll roads", "tax receipts": the instrument only describes another metric
_COMPOUND = re.compile(
    r"\s(?:evasion|avoidance|collection|receipts?|revenues?|take|intake|base|roads?|arrears|gap|compliance|fraud|returns?|payers?|filings?|income|ratio|burden|yield|evaders|dodging|dodgers|proceeds|holidays?|officers?|offices?|orders?|free|exempt\w*)\b"
)


class Beside(Sight):
    """Reads a number by its neighbours, whatever verb governs the clause."""

    def _beside(self, q: Quantity, index: int, before: str, has_deadline: bool) -> Reading | None:
        """Read what the words next to the number say of it: from, than, now, margin of, with ... employees."""
        folded, chunk = self.folded, self.chunks[index]
        # Most patterns need a word that is seldom there: to look for it first is far faster than to search for them.
        last = (before.split() or [""])[-1]
        if self._is_survey(q):
            return Reading("survey", None, None, "survey", index)
        if self._is_paid(q, before):
            return Reading("instrument", None, None, "instrument", index)
        if (_holds(before, _WORDS_OF_WORTH) and _WORTH.search(before)) or (
            self._is_money(q) and _FOR_A_SCHEME.match(folded, q.end) and re.search(r"\baside\s+(?:\w+\s+)?$", before)
        ):
            return Reading("instrument", None, None, "size", index)
        if (
            q.unit == "count"
            and q.comparator == "eq"
            and _NAMED.search(self.text[max(self.start, q.start - 30) : q.start])
        ):
            return Reading("current", None, None, "name", index)
        if (
            q.value_from is None
            and q.rule != "every"  # "removed from every school"
            and _holds(before, _WORDS_OF_FROM)
            and _FROM.search(before)
            and not _FROM_YEAR.search(before)
            and not folded.startswith("from 0", q.start)
        ):
            return Reading(
                "baseline" if "from" in before[-40:] or "baseline" in before else "comparison",
                None,
                None,
                "from",
                index,
            )
        if (
            (
                _DEFINITE.search(folded, max(self.start, q.start - 30), q.number.start)
                and not TARGET_NOUN_AFTER.match(folded, q.end)
            )
            or (last in ("the", "its", "their") and _AHEAD_OF.search(before))
            or (_holds(before, _WORDS_OF_TIMES) and _TIMES.search(before) and _FORMER_NOUN.search(before))
        ):
            return Reading("comparison", None, None, "compared", index)
        if ((last in ("as", "of") or _holds(before, _WORDS_OF_LIKENESS)) and _COMPARED_BEFORE.search(before)) or (
            before.rstrip().endswith(",") and _COMPARED_AFTER.match(folded, q.end)
        ):
            return Reading("comparison", None, None, "compared", index)
        if (
            q.rule == "multiplier"
            and before.rstrip().endswith(",")
            and not self._is_listed_verb(q, index)
            and re.match(
                r"\s+(?:the|its|their|what|that|today's|last\s+(?:year|month|quarter|season)'s|(?:19|20)\d\d's|current|present)\b",
                folded[q.end : q.end + 18].replace("’", "'"),
            )
        ):
            return Reading("comparison", None, None, "compared", index)  # ", roughly double the share of today"
        if self.aside is not None and _GOES_ON.fullmatch(folded, self.aside.end, q.start):
            # "three times the inflow of $33 billion", "against 7 percent last year and an average of 6 percent"
            return Reading("comparison", None, None, "compared", index)
        if (
            last.endswith((",", "with"))
            and re.search(r",\s+$|\bwith\s+$", before)
            and _NOW_AFTER.match(folded, q.noun.end if q.noun else q.end)
        ):
            return Reading("current", None, None, "fact", index)
        if q.unit == "count" and (
            (last in _OF_ABOUT and _WHOLE_BEFORE.search(before))
            or (
                last == "by"
                and re.search(r"(?:ed|paid|held|run|built|made|given)\s+by\s+$", before)
                and q.noun is not None
                and _MEMBERS.search(folded, q.noun.start, q.noun.end)
            )
        ):
            return Reading("current", None, None, "definite", index)
        if q.unit == "percent" and _DO_SO.match(folded, q.end):
            return Reading("current", None, None, "fact", index)  # "nine out of ten do"
        if q.unit == "percent" and _SURVEY_AFTER.match(folded, q.end):
            return Reading("survey", None, None, "survey", index)
        if (last in ("of", "minus", "take") or last.endswith(("±", "-"))) and _MARGIN_BEFORE.search(before):
            return Reading("comparison", None, None, "compared", index)
        if (last in _OF_ABOUT and _CHANGE_ASIDE.search(before) and not _METRIC_OF_CHANGE.match(folded, q.end)) or (
            (last in ("a", "an", "about", "roughly") or last.endswith(","))
            and re.search(r",\s+(?:an?|about|roughly)\s+$|,\s+$", before)
            and _CHANGE_FROM.match(folded, q.end)
        ):
            return Reading("restated", None, None, "restated", index)
        if (
            not has_deadline
            and last.endswith("the")
            and re.search(r"\bthe\s+$", before)
            and _PROMISED_AFTER.match(folded, q.end)
        ):
            return Reading("historic", None, None, "past-time", index)
        if (
            q.unit != "percent"
            and last in ("the", "its", "their", "our", "these", "those")
            and re.search(r"(?:^|[,;]\s)of\s+(?:the|its|their|our|these|those)\s+$", folded[self.start : q.start])
        ):
            return Reading("current", None, None, "definite", index)
        if (
            q.unit == "count"
            and q.noun is None
            and (q.value or 0) <= 110
            and _AGE_NEAR.search(folded, max(self.start, q.start - 60), min(self.end, q.end + 24))
        ):
            return Reading("current", None, None, "age", index)
        if q.unit == "count" and any(
            other.end <= q.start and _PART_OF.fullmatch(folded, other.end, q.start) for other in self.quantities
        ):
            return Reading("current", None, None, "definite", index)  # "1,200 of its 1,950 stores"
        if q.unit == "count" and q.comparator == "eq" and q.noun is not None and self._is_membership(q):
            return Reading("current", None, None, "definite", index)
        if _holds(before, ("enough", "sufficient")) and _ENOUGH_FOR.search(before):
            return Reading("impact", None, None, "would", index)
        if (
            chunk.opener == ";"
            and re.search(r"\bthe\s+first\s+$", before)
            and not any(c.kind in WILLED for c in chunk.cues)
        ):
            return Reading("achieved", None, None, "fact", index)
        if chunk.opener == "whose" and not [c for c in chunk.cues if c.end <= q.start and c.kind in WILLED | {"would"}]:
            return Reading(
                "threshold", None, None, "threshold", index
            )  # "families whose savings do not exceed 60,000 yuan"
        if q.unit in ("m", "ft", "cm") and _THING_OF.search(before):
            return Reading("current", None, None, "attributive", index)
        if q.unit in ("km", "m", "mi", "ft", "mm", "cm", "ha", "km2") and _DIMENSION.search(before):
            return Reading("current", None, None, "attributive", index)
        if self._is_apposition(q, index):
            return Reading("current", None, None, "apposition", index)
        if (
            q.unit == "count"
            and last == "the"
            and re.search(r"(?<!each )(?<!all )(?<!every one )\b(?:of|from|among|than)\s+the\s+$", before)
            and not TARGET_NOUN_AFTER.match(folded, q.end)
        ):
            return Reading("current", None, None, "definite", index)
        if q.rule == "none":
            return None
        if q.comparator == "eq" and last.endswith("no") and re.search(r"\bno\s+$", before):
            return Reading("denial", None, None, "denied", index)
        if _holds(before, _WORDS_OF_NOW) and _NOW_BEFORE.search(before):
            return Reading("current", None, None, "fact", index)
        if _holds(before, ("base", "reference", "starting")) and _BASELINE_BEFORE.search(before):
            return Reading("baseline", None, None, "from", index)
        if (
            q.unit == "count"
            and q.comparator != "eq"
            and _OF_SIZE.search(before)
            and q.noun is not None
            and _MEMBERS.search(folded, q.noun.start, q.noun.end)
        ):
            return Reading("threshold", None, None, "threshold", index)
        if (
            chunk.opener in _COMPARED
            and q.value_from is None
            and not [c for c in chunk.cues if c.end <= q.start and c.kind in WILLED]
            and not self._is_past_comparison(q, chunk.start)
        ):
            return Reading(
                "comparison" if chunk.opener not in ("up from", "down from") else "baseline",
                None,
                None,
                "compared",
                index,
            )
        return None

    def _is_past_comparison(self, q: Quantity, start: int) -> bool:
        """Say whether the comparison is over before the number: "obliges shops larger than 400 m2 to give 20 percent"."""
        earlier = [other for other in self.quantities if start <= other.start < q.start]
        return bool(earlier) and self._has_own_verb(earlier[-1].end, q.start)

    def _is_listed_verb(self, q: Quantity, index: int) -> bool:
        """Say whether a multiplier is the next verb of a list: "will cut waste, double recycling and plant trees"."""
        if self.folded[q.start : q.end] not in ("double", "triple", "treble", "quadruple", "halve", "quintuple"):
            return False
        if _FORMER_SIZE.match(self.folded, q.end):
            return False
        return any(c.kind in WILLED for chunk in self.chunks[: index + 1] for c in chunk.cues if c.end <= q.start)

    def _override(self, q: Quantity, reading: Reading, before: str) -> Reading:
        """Set aside instruments, penalties, thresholds and restatements."""
        folded = self.folded
        willed = reading.status in ("target", "requirement", "proposed")
        if not willed:
            return reading
        clause_start = max(self.start, self.chunks[reading.chunk].start - 80)
        if self.cues.penalties.search(folded, clause_start, min(self.end, q.end + 30)) and (
            self._is_money(q) or q.unit in ("percent", "ratio")
        ):
            near = folded[max(self.start, q.start - 60) : min(self.end, q.end + 30)]
            if self.cues.penalties.search(near):
                return reading._replace(status="penalty", rule="penalty")
        if (self._is_money(q) or q.unit == "percent") and _PAYS_FOR.search(folded, self.start, q.start):
            return reading._replace(status="penalty", rule="penalty")
        if (
            q.unit == "count"
            and q.comparator in ("gt", "ge", "lt", "le")
            and reading.status == "requirement"
            and _COVERED_BEFORE.search(before)
            and _TO_DO_AFTER.match(folded, q.end)
        ):
            return reading._replace(status="threshold", rule="threshold")
        if _ALWAYS_THRESHOLD.search(before) and reading.rule not in ("goal-noun",):
            return reading._replace(status="threshold", rule="threshold")
        if self._instrument(q, reading):
            return reading._replace(status="instrument", rule="instrument")
        return reading

    def _instrument(self, q: Quantity, reading: Reading) -> bool:
        """Say whether the number is the level of a tariff, tax, rate, fee or price."""
        is_money = self._is_money(q)
        if is_money and (q.value or 0) >= SMALL_MONEY * (100 if q.unit in _WEAK else 10):
            return False
        # "VAT on heat pumps will drop to zero"
        is_nil = q.unit == "count" and q.value == 0 and _LEVY.search(self.folded, self.start, q.start) is not None
        if q.unit not in ("percent", "percentage_point", "basis_point") and not is_money and not is_nil:
            return q.unit == "ratio" and self._multiplies_levy(q)
        folded = self.folded
        begin = self.chunks[reading.chunk].start
        low = max(self.start, begin - 40 if reading.is_subject else begin)
        if not is_money and self._is_rate(q, low):
            return True
        if reading.rule in _NAMED_AIMS:
            return False
        found = None
        for match in self.cues.instruments.finditer(folded, low, q.start):
            if not _COMPOUND.match(folded, match.end()):
                found = match
        if found is None:
            after = self.cues.instruments.search(folded, q.end, min(self.end, q.end + 28))
            return bool(after and after[0] != "rate" and not _BETWEEN_NOUNS.search(folded[q.end : after.start()]))
        if found[0] == "rate" and _THE_RATE.search(folded, max(self.start, found.start() - 4), found.start()):
            return self.cues.instruments.search(folded, self.start, max(self.start, found.start() - 4)) is not None
        if found[0] == "rate" or self._has_own_verb(found.end(), q.start):
            return False
        return not _BASE_OF.match(folded, found.end())

    def _multiplies_levy(self, q: Quantity) -> bool:
        """Say whether a tax, duty or rate is halved or doubled."""
        around = self.folded[max(self.start, q.start - 40) : min(self.end, q.end + 30)]
        return _LEVY_MULTIPLIED.search(around) is not None

    def _is_rate(self, q: Quantity, low: int) -> bool:
        """Say whether the number is the level of a policy rate, or by how much it moves."""
        folded = self.folded
        found = None
        for match in _RATE.finditer(folded, max(self.start, min(low, q.start - 80)), q.start):
            found = match
        if found is None:
            return _RATE_AFTER.match(folded, q.end) is not None
        between = folded[found.end() : q.start]
        return len(between) < 80 and not _OTHER_METRIC.search(between) and not self._has_own_verb(found.end(), q.start)

    def _has_own_verb(self, start: int, end: int) -> bool:
        """Say whether another verb stands between a noun and the number: "raise taxes to bring the deficit to 3 percent"."""
        return any(self.cues.verb_kinds.get(m[1], 0) & 1 for m in _TO_VERB.finditer(self.folded, start, end))

    def _is_apposition(self, q: Quantity, index: int) -> bool:
        """Say whether the number tells, between commas or in brackets, where the metric stands that is to change.

        "The network, 820 kilometres at the end of last year, will exceed 1,000": no verb of its own, and another
        quantity of the same unit follows under a verb of will.
        """
        chunk, folded = self.chunks[index], self.folded
        if chunk.cues or index == 0 or index + 1 >= len(self.chunks) or chunk.opener not in (",", "("):
            return False
        if not _AT_ONCE.fullmatch(folded, chunk.start, q.start):
            return False
        later = [c for c in self.chunks[index + 1 :] if c.start < q.end + 120]
        verb = next((c for k in later for c in k.cues), None)
        if verb is None or verb.kind not in ("will", "must", "would") or folded[chunk.end : verb.start].strip(" ,)"):
            return False
        return any(o.start > verb.end and o.unit == q.unit for o in self.quantities)

    def _is_membership(self, q: Quantity) -> bool:
        """Say whether the number tells how many belong to something: its 40 members, the 27 member states."""
        if not re.search(
            r"\b(?:its|their|our|the|all|all\s+its)\s+$", self.folded[max(self.start, q.start - 10) : q.start]
        ):
            return False
        return _BELONG.search(self.folded, q.noun.start, q.noun.end) is not None

    def _is_money(self, q: Quantity) -> bool:
        return len(q.unit) == 3 and q.unit.isupper()

    def _is_survey(self, q: Quantity) -> bool:
        """Say whether the quantity is of people who were asked, or the share of those who want something."""
        if q.unit not in ("percent", "count"):
            return self.is_asked and self.is_survey
        if q.unit == "percent" and (self.is_survey or _WANTERS.match(self.folded, q.end)):
            return True
        return self.is_asked

    def _is_paid(self, q: Quantity, before: str) -> bool:
        """Say whether money is what one person or thing costs or gets: 12 euros a day, 2,425 rupees per quintal."""
        if not self._is_money(q) or (q.value or 0) >= SMALL_MONEY or q.comparator in ("ge", "le", "lt"):
            return False
        if _INCOME.search(before) or TARGET_NOUN_AFTER.match(self.folded, q.end):
            return False
        return bool(_PAID.search(before) or _EACH.match(self.folded, q.end) and _BUY_AT.search(before))
