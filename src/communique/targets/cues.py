"""The cues of will and of report, compiled once from the lexicon, and the chunks that they govern."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from communique.commitments.verbs import BASE, ING, PARTICIPLE, PAST, THIRD, forms_of, inflect
from communique.lexicon import alternation, read_lexicon


class Cue(NamedTuple):
    """A word or phrase that says how a quantity is meant.

    ``kind`` is one of ``will``, ``must`` (an order), ``goal`` and ``binding`` (nouns), ``past``, ``present``,
    ``forecast``, ``need``, ``impact``, ``hypothetical``, ``denial``, ``propose``, ``demand``, ``would``.
    """

    start: int
    end: int
    kind: str
    strength: str | None
    words: str


class Chunk(NamedTuple):
    """A stretch between two borders of clauses; ``opener`` is the border at its start."""

    start: int
    end: int
    opener: str
    cues: tuple[Cue, ...]


# Kinds that make a quantity a target, when nothing else speaks against it.
WILLED = frozenset({"will", "must", "goal", "binding", "propose"})
STRENGTHS = ("encourage", "strive", "plan", "will", "must")

_BORDERS = (
    "and", "but", "while", "whereas", "although", "though", "which", "that", "who", "whose", "where", "when", "because",
    "as", "since", "after", "if", "unless", "provided", "with", "than", "or", "then", "plus", "before", "once", "following", "without",
    "compared with", "compared to", "up from", "down from", "so that", "even if", "even though", "as well as", "rather than", "instead of",
)  # fmt: skip
# What a phrase is read as that holds a cue and is none: "ground floor", "asked whether".
_IDLE = ("idle", None)
_PUNCTUATION = re.compile(r"[;()\[\]“”\"|]|[,:](?!\d)|\s[-–—]\s|—")


@cache
def read_cues(lexicon: Path | None = None) -> Cues:
    """Return the compiled cues of a lexicon folder."""
    return Cues(lexicon)


def _words(pattern: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternation(map(str, pattern))})(?![\w-])")


_OBJECT = r"(?:the|an?|its|their|his|her|our|my|this|these|those|him|them|us|me|it|more\s+than|about|nearly|some|only|just|up\s+to|[$£€]?\d[\d,.]*)"


def _telling_pattern(lexicon: Path | None) -> re.Pattern[str]:
    """Return the pattern of what only a verb in the past or a pronoun beside one can be: took, killed the, call him."""
    past, both = {"was", "were", "did", "became", "came"}, set()
    for forms in read_lexicon("inflections", lexicon).get("irregular", {}).values():
        if len(forms) > 1 and not forms[0].endswith("s"):
            past.add(forms[0])
        else:
            both.update(forms)
    return re.compile(
        rf"(?<![\w-])(?:(?:{alternation(past)})(?![\w-])"
        rf"|(?<!\bbe\s)(?<!\bis\s)(?<!\bare\s)(?:{alternation(both)})\s+(?:[a-z]+ly\s+)?{_OBJECT}(?![\w-])"
        rf"|(?:he|she|they|we|who|i)\s+(?!to\b|all\b|who\b)[a-z]+|[a-z]+\s+(?:him|themselves|us|me)(?![\w-]))"
    )


def _happened_pattern(lexicon: Path | None) -> re.Pattern[str]:
    """Return the pattern of a verb in the past with its object, or one that is nothing else: opened 320, took, rose by."""
    past, both = {"was", "were", "did", "became", "came"}, set()
    for forms in read_lexicon("inflections", lexicon).get("irregular", {}).values():
        if not forms[0].endswith("s"):
            (past.add if len(forms) > 1 else both.add)(forms[0])
    return re.compile(
        rf"(?<![\w-])(?:(?:{alternation(past)})(?![\w-])|(?<!\bbe\s)(?<!\bis\s)(?<!\bare\s)(?:[a-z]{{2,}}ed|{alternation(both)})"
        rf"\s+(?:[a-z]+ly\s+)?(?:to\s+|by\s+)?{_OBJECT}(?![\w-]))"
    )


def _aside_pattern(lexicon: Path | None) -> re.Pattern[str]:
    """Return the pattern of a relative clause in the past that a number ends: (the attack) that killed, which he sold for."""
    past = {"was", "were", "had", "did"}
    for forms in read_lexicon("inflections", lexicon).get("irregular", {}).values():
        past.update(form for form in forms if not form.endswith("s"))
    return re.compile(
        r"(?<![\w-])(?:that|which|who|where|when|after|as)\s+(?:(?!will\b|would\b|to\b|must\b|should\b|by\b)[\w'’.-]+\s+){0,4}?"
        r"(?<!\bof\s)(?<!\bthe\s)(?<!\ba\s)(?<!\ban\s)(?<!\bin\s)(?<!\bfor\s)(?<!\bwith\s)(?<!\band\s)(?<!\bits\s)"
        rf"(?:[a-z]{{2,}}ed|{alternation(past)})\s+(?:(?!will\b|would\b|to\b|must\b|should\b|and\b|by\b)[\w'’$£€.-]+\s+){{0,6}}[$£€]?$"
    )


class Cues:
    """Compiled patterns; see the attributes where they are set."""

    def __init__(self, lexicon: Path | None) -> None:
        words = read_lexicon("targets", lexicon)
        self.words = words
        self.entries: dict[str, tuple[str, str | None]] = {}
        self.verb_kinds: dict[str, int] = {}
        self._read_reports(words)
        self._read_wills(words, lexicon)
        self._read_verbs(words, lexicon)
        self.entries.update(dict.fromkeys(map(str, words["idle_phrases"]), _IDLE))
        borders = dict.fromkeys(_BORDERS, ("border", None))
        self.pattern = re.compile(
            rf"(?<![\w-])(?:{alternation([*self.entries, *borders])})(?![\w-])|'ll(?!\w)|{_PUNCTUATION.pattern}"
        )
        self._read_classes(words, lexicon)

    def _read_reports(self, words: dict) -> None:
        for kind, key in (
            *(("past", "past_words"), ("present", "present_words"), ("forecast", "forecast_words")),
            *(("need", "need_words"), ("impact", "impact_words"), ("hypothetical", "hypothetical_words")),
        ):
            self._add(words[key], kind, None)
        self._add(["would"], "would", "will")
        # Forms that are participles too can end a phrase ("power generated from wind").
        for word in words["past_words"]:
            if word.endswith("ed") or word in _PARTICIPLES:
                self.entries[word] = ("did", None)
        self._add(words["proposals"]["words"], "propose", "plan")
        self._add(words["denial_phrases"], "denial", None)

    def _read_wills(self, words: dict, lexicon: Path | None) -> None:
        for strength, phrases in words["will_words"].items():
            self._add(phrases, "must" if strength == "must" else "will", strength)
        for key, kind in (("goal_nouns", "goal"), ("binding_nouns", "binding")):
            for noun in words[key]:
                plural = noun if noun.endswith("s") else noun[:-1] + "ies" if noun.endswith("ty") else noun + "s"
                self._add([noun, plural], kind, "must" if kind == "binding" else None)
        for strength, phrases in words["modals"].items():
            self._add(phrases, "must" if strength == "must" else "will", strength)
        for strength, phrases in words["will_verbs"].items():
            for phrase in phrases:
                self._add(forms_of(phrase, lexicon), "must" if strength == "must" else "will", strength)
        for phrase in words["proposals"]["verbs"]:
            self._add(forms_of(phrase, lexicon), "propose", "plan")
        for phrase in words["demand_verbs"]:
            self._add(forms_of(phrase, lexicon), "demand", "encourage")
        for verb in words["denials"]:
            self._add(forms_of(verb, lexicon), "denial", None)
        for verb in (
            "told",
            "ordered",
            "asked",
            "directed",
            "instructed",
            "required",
            "mandated",
            "obliged",
            "tasked",
            "expected by law",
        ):
            for aux in ("has been", "have been", "had been", "is", "are", "was", "were", "be", "been", "being"):
                self.entries[f"{aux} {verb} to"] = ("must", "must")
        for words_ in ("would have to", "would need to", "would be required to", "would be obliged to"):
            self.entries[words_] = ("would", "must")
        for word in ("target", "targets", "targeting", "targeted"):
            self.entries[word] = ("goal", "plan" if word.endswith(("ed", "ing")) else None)
        for word in ("will not exceed", "must not exceed", "shall not exceed", "should not exceed"):
            self.entries.setdefault(word, ("must", "must"))

    def _add(self, phrases: Iterable[str], kind: str, strength: str | None) -> None:
        for phrase in phrases:
            self.entries[str(phrase)] = (kind, strength)

    def _read_verbs(self, words: dict, lexicon: Path | None) -> None:
        lemmas = {
            verb.split()[0]
            for key in ("increase_verbs", "decrease_verbs", "keep_verbs", "head_verbs", "verdicts", "drifting_verbs")
            for verb in words[key]
        }
        actions = read_lexicon("actions", lexicon).get("classes", {})
        lemmas.update(verb.split()[0] for verbs in actions.values() for verb in verbs)
        lemmas.discard("be")
        for lemma in lemmas:
            for form, kinds in inflect(lemma, lexicon).items():
                self.verb_kinds[form] = self.verb_kinds.get(form, 0) | kinds
                if kinds & PAST and not kinds & BASE:
                    self.entries.setdefault(form, ("did", None))
        self.lemmas: dict[str, str] = {}
        for key in ("increase_verbs", "decrease_verbs", "keep_verbs"):
            for phrase in words[key]:
                for form in forms_of(phrase, lexicon):
                    self.lemmas[form] = key[:-6]
        self.direction = _words(self.lemmas)
        self.verdict = _words(form for verb in words["verdicts"] for form in forms_of(verb, lexicon))

    def _read_classes(self, words: dict, lexicon: Path | None) -> None:
        self.outsiders = _words(words["outsiders"])
        self.forecasters = _words(words["forecasters"])
        self.authorities = _words(words["authorities"])
        self.instruments = _words(words["instruments"])
        self.unit_prices = _words(words["unit_prices"])
        self.penalties = _words(words["penalties"])
        self.thresholds = _words(words["threshold_words"])
        self.survey = _words(words["survey_words"])
        self.proposal_nouns = _words(words["proposals"]["nouns"])
        self.former = frozenset(words["former"])
        self.unsteered = _words(words["unsteered"])
        self.drifting = frozenset(f for v in words["drifting_verbs"] for f in forms_of(v, lexicon))
        self.happened = _happened_pattern(lexicon)
        self.told_aside = _aside_pattern(lexicon)
        self.tells = _telling_pattern(lexicon)
        self.promised = tuple((verb, strength) for strength, verbs in words["promised_verbs"].items() for verb in verbs)
        self.limit_verbs = frozenset(f for v in words["limit_verbs"] for f in forms_of(v, lexicon))
        self.limit_nouns = frozenset(n + s for n in words["limit_nouns"] for s in ("", "s"))
        self.documents = _words(words["documents"])
        self.events = frozenset(f for v in words["events"] for f in forms_of(v, lexicon))
        self.plan_words = re.compile(
            r"\b(?:plan|plans|programme|program|strategy|agreement|said|pledged|announced|promised|agreed|target|targets|goal|scheme|roadmap|deal|will)\b"
        )
        self.things = frozenset(words["things"])
        self.facilities = _words(words["facilities"])
        self.effects = frozenset(words["effects"])
        self.causes = _words(words["causes"])
        self.steered = frozenset(words["steered"])
        self.benefits = frozenset(words["benefits"])
        self.occasions = _words([*words["occasions"], *(f"{word}s" for word in words["occasions"])])
        #: What befalls people by itself, after "will".
        self.plights = re.compile(rf"\s+(?:\w+ly\s+)?(?:{alternation(words['plights'])})(?![\w-])")
        #: Verbs that make, open or close what a number after them counts.
        self.makers = frozenset(f for v in words["maker_verbs"] for f in forms_of(v, lexicon))
        self.goal_adjectives = frozenset(words["goal_adjectives"])
        self.decisions = frozenset(f for v in words["decision_verbs"] for f in forms_of(v, lexicon))
        self.floor_nouns = frozenset(n + s for n in words["floor_nouns"] for s in ("", "s"))
        self.headings = re.compile(_words(w for w in words["heading_words"] if w.isascii()).pattern + "|目标|任务")
        self.not_headings = _words(words["heading_not"])
        self.head_verbs = frozenset(words["head_verbs"])
        self.determiners = frozenset(words["determiners"])
        self.hollow = frozenset(words["hollow"])

    def find(self, folded: str, start: int, end: int, skipped: Sequence[tuple[int, int]] = ()) -> list[Chunk]:
        """Cut a stretch into chunks with their cues; the words of ``skipped`` stretches (quantities) are none."""
        skips = iter(skipped)
        skip = next(skips, None)
        chunks: list[Chunk] = []
        cues: list[Cue] = []
        opener, begin, entries = "", start, self.entries
        for match in self.pattern.finditer(folded, start, end):
            at, after = match.span()
            while skip is not None and skip[1] <= at:
                skip = next(skips, None)
            if skip is not None and skip[0] <= at < skip[1]:
                continue
            words = match[0]
            if words not in entries:
                words = " ".join(words.split()) or words.strip()
            if words == "may" and (
                any(letter.isdigit() for letter in folded[max(start, at - 2) : at] + folded[after : after + 2])
                or _MONTH_BEFORE.search(folded, max(start, at - 9), at)
            ):
                continue  # "on 3 May", "May 2024": the month
            entry = entries.get(words)
            if entry is _IDLE:
                continue
            if entry is None and words in _TIME_BORDERS and _DATE_FOLLOWS.match(folded, after):
                continue
            if entry is None:
                chunks.append(Chunk(begin, at, opener, tuple(cues)))
                cues, opener, begin = [], words.strip(), after
                continue
            kind, strength = entry
            cue = self._sift(folded, at, after, kind, strength, words, begin)
            if cue is not None and cue.kind == "did" and any(c.kind in _FINITE for c in cues):
                cue = None  # "will use funds raised from bonds": a clause has one finite verb
            if cue is not None:
                cues.append(cue)
            if cue is not None and cue.kind == "hypothetical" and words in ("if", "unless", "even if"):
                chunks.append(Chunk(begin, at, opener, tuple(cues[:-1])))
                cues, opener, begin = [cue], "if", at
        chunks.append(Chunk(begin, end, opener, tuple(cues)))
        return chunks

    def _sift(
        self, folded: str, start: int, end: int, kind: str, strength: str | None, words: str, low: int
    ) -> Cue | None:
        """Return the cue, or None where the word is no cue in its place."""
        if kind == "did" and words not in self.verb_kinds:
            kind = "past"
        if kind == "did":
            if not folded[low:start].strip() and not _OBJECT_FOLLOWS.match(folded, end):
                return None  # "will be raised to 40 percent and extended to ...": it goes on with the verb before it
            before = folded[max(low, start - 24) : start].split()
            last = before[-1] if before else ""
            if last in _BEFORE_PARTICIPLE or (
                last.endswith("ly") and len(before) > 1 and before[-2] in _BEFORE_PARTICIPLE
            ):
                return None
            if self.verb_kinds.get(folded[start:end], 0) & PARTICIPLE and _NOUN_FOLLOWS.match(folded, end) is None:
                return Cue(start, end, "did", None, words)
            return None
        if words in ("would take", "it would take") and _TAKES_ON.match(folded, end):
            return Cue(start, end, "would", "will", words)
        if words in ("order", "orders") and _AN_ORDER.search(folded, max(low, start - 14), start):
            return None  # "won an order for six ferries"
        if words == "cost" and not _AMOUNT_FOLLOWS.match(folded, end):
            return None
        if words in ("was", "were") and _WHAT_BEFORE.search(folded, max(low, start - 40), start):
            return None  # "three times what it was in 2022"
        if kind == "past" and words in _RECORDED and _ATTRIBUTE_BEFORE.search(folded, max(low, start - 14), start):
            return None
        if kind == "past":
            before = folded[max(0, start - 24) : start].split()
            last = before[-1].strip(",") if before else ""
            if words in _BASE_OR_PAST and (
                last in _BEFORE_BASE or (last.endswith("ly") and len(before) > 1 and before[-2] in _BEFORE_BASE)
            ):
                return None
            if last in ("be", "been", "being", "to", "fully", "newly") and words not in ("have", "has"):
                return None
            if last == "to" or (words.startswith("have") and (last in _BEFORE_BASE or last.endswith("ly"))):
                return None
        elif kind == "present":
            before = folded[max(0, start - 16) : start].split()
            if (
                before
                and (
                    before[-1] in _BEFORE_BASE
                    or before[-1] in ("the", "a", "an", "its", "their", "of", "and", "new", "land", "water", "energy")
                )
                and words not in ("is", "are", "currently", "today", "now")
            ):
                return None
        elif kind == "denial" and words in _FALLING:
            # "a 25 percent drop in errors" falls; "drop the target" denies.
            if _FALLS.match(folded, end) or _A_BEFORE.search(folded, max(low, start - 14), start):
                return (
                    Cue(start, end, "did", None, words)
                    if words.endswith("ed") and not _A_BEFORE.search(folded, max(low, start - 14), start)
                    else None
                )
        elif words in _PARTICIPIAL and _ATTRIBUTE_BEFORE.search(folded, max(low, start - 14), start):
            return None
        elif kind == "goal" and words in ("aim", "aims") and folded[end : end + 3] == " to":
            return Cue(start, end + 3, "will", "strive", words)
        elif kind == "denial" and words in _REMOVALS and not _AIM_FOLLOWS.match(folded, end):
            return None  # "withdraw 25 percent less water", "scrap 40 ships": what is done, and no denial
        elif kind == "denial" and strength is None and folded[max(0, start - 4) : start] == " to ":
            return Cue(start, end, kind, strength, words)
        elif (
            kind == "demand"
            and words in ("appeal", "demand", "press")
            and _THE_BEFORE.search(folded, max(low, start - 24), start)
        ):
            return None  # "the appeal seeks $4 billion"
        elif kind == "binding" and words in _VERBS_TOO and _BEFORE_PLAIN.search(folded, max(low, start - 16), start):
            return None  # "the amendment would cap rents": the verb
        elif kind == "demand" and words.endswith("s") and _NOUN_BEFORE.search(folded, max(low, start - 12), start):
            return None  # "the backlog of appeals"
        elif words in ("outlay of", "allocation of", "provision of", "envelope of") and _HAS_BEFORE.search(
            folded, max(low, start - 30), start
        ):
            return Cue(start, end, "present", None, words)
        elif kind == "demand":
            following = folded[end : end + 6]
            if (
                words in ("press", "demand", "demands", "asks", "want", "wants", "argue")
                and words in ("press", "demand", "demands")
                and not following.startswith((" that", " a ", " an "))
            ):
                return None
        return Cue(start, end, kind, strength, words)


_BEFORE_BASE = frozenset(
    [
        "to",
        "will",
        "would",
        "shall",
        "should",
        "must",
        "can",
        "could",
        "may",
        "might",
        "cannot",
        "not",
        "and",
        "or",
        "also",
        "further",
        "'ll",
        "help",
        "let",
    ]
)
_BEFORE_PARTICIPLE = frozenset(
    [
        "be",
        "been",
        "being",
        "to",
        "get",
        "gets",
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "our",
        "of",
        "more",
        "new",
        "newly",
        "fully",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "as",
        "with",
        "by",
        "in",
        "for",
        "from",
        "all",
    ]
)
# What follows a finite verb or a participle that ends its phrase; a noun after it makes it an adjective.
_NOUN_FOLLOWS = re.compile(
    r"\s+(?!the\b|a\b|an\b|its\b|their\b|to\b|by\b|in\b|at\b|from\b|on\b|over\b|about\b|around\b|more\b|some\b|nearly\b|almost\b|only\b|just\b|up\b|down\b|under\b|for\b|since\b|with\b|during\b|after\b|before\b|this\b|last\b|every\b|another\b|less\b|fewer\b|roughly\b|into\b|out\b|off\b|as\b|than\b|below\b|above\b|through\b|across\b|within\b|until\b|all\b|half\b|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b)[a-z]"
)
_FINITE = frozenset(("will", "must", "would", "past", "present", "forecast", "impact", "need", "propose", "did"))
_PARTICIPLES = frozenset("sold lost spent held built made brought won seen".split())
_TIME_BORDERS = frozenset(("after", "before", "since", "following", "as", "once"))
_DATE_FOLLOWS = re.compile(
    r"\s+(?:\d|the\s+end|end\b|early|mid|late|jan|feb|mar|apr|may\b|june|july|aug|sep|oct|nov|dec|of\b|early\s+as|part\b|the\s+start|then\b|this\s+year|next\s+year)"
)
_VERBS_TOO = frozenset(("cap", "limit", "mandate"))
_BEFORE_PLAIN = re.compile(r"\b(?:would|will|to|must|shall|should|could|may|can|not|also)\s+$")
_THE_BEFORE = re.compile(r"\b(?:the|an?|this|its|their|'s)\s+(?:[\w-]+\s+)?$")
_WHAT_BEFORE = re.compile(r"\bwhat\s+(?:it|they|that|(?:[\w-]+\s+){0,3}?[\w-]+)\s+$")
_NOUN_BEFORE = re.compile(r"\b(?:of|the|and|new|public|their|its|all|many)\s+$")
_HAS_BEFORE = re.compile(r"\b(?:has|have|had|with|having)\s+(?:an?\s+)?(?:[\w-]+\s+){0,2}$")
_OBJECT_FOLLOWS = re.compile(r"\s+(?:an?|the|its|their|more|some|about)\s")
# Verbs that take a thing away as well as an aim.
_REMOVALS = frozenset(
    form
    for verb in (
        "withdraw",
        "scrap",
        "cancel",
        "abolish",
        "axe",
        "discard",
        "ditch",
        "drop",
        "abandon",
        "resist",
        "oppose",
    )
    for form in (verb, verb + "s", verb + "ing", verb.rstrip("e") + "ing", verb + "ping", verb + "ning")
)
_AIM_FOLLOWS = re.compile(
    r"[^.;,]{0,60}?\b(?:targets?|goals?|plans?|pledges?|promises?|commitments?|ambitions?|aims?|objectives?|quotas?|caps?|ceilings?|limits?|mandates?"
    r"|proposals?|bills?|rules?|laws?|requirements?|schemes?|idea|deadline|projects?|programmes?|programs?|orders?|measures?|reforms?|decrees?|it|them)\b"
)
_MONTH_BEFORE = re.compile(
    r"\b(?:from|in|by|until|till|since|of|last|next|this|to|before|after|early|late|mid|through|during|late-|mid-)\s*$"
)
_TAKES_ON = re.compile(r"\s+(?:on|over|up|in|part|steps)\b")
_AN_ORDER = re.compile(r"\b(?:an?|the|its|their|new|won|firm|big|has|have|had|of|\w+'s)\s+$")
_FALLING = frozenset("drop drops dropped decline declines declined top axe".split())
_FALLS = re.compile(r"\s+(?:in|of|by|to|from|below|under|sharply|slightly|steadily)\b")
_A_BEFORE = re.compile(r"(?:\b(?:an?|the|percent|per\s+cent|further|sharp|\w+al)|%)\s+$")
_RECORDED = frozenset("recorded registered posted reported logged".split())
_PARTICIPIAL = frozenset(
    "planned scheduled budgeted required agreed committed mandatory pledged promised proposed earmarked allocated".split()
)
_ATTRIBUTE_BEFORE = re.compile(r"\b(?:the|its|their|a|an|originally|initially|previously|as)\s+$")
_AMOUNT_FOLLOWS = re.compile(r"\s+(?:[$€£₹\d]|about\b|around\b|nearly\b|more\b|some\b|an?\b|over\b)")
_BASE_OR_PAST = frozenset(
    ["cut", "hit", "set", "put", "spread", "cost", "shed", "come", "ran", "have", "did", "halved"]
)
__all__ = ["BASE", "ING", "PARTICIPLE", "PAST", "STRENGTHS", "THIRD", "WILLED", "Chunk", "Cue", "Cues", "read_cues"]
