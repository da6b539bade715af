"""What a statement does: directive, commitment, assessment, justification, prediction or report."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from communique.lexicon import alternation, read_lexicon
from communique.records import Span
from communique.statements.judgement import is_judgement, signs

# A word of the cue ("urged", "pledged") shows the function as clearly as a strong word of the content.
CUE_WEIGHT = 5
# "Will build" and "would rise" are the main verb of their clause.
MODAL_WEIGHT = 3
# An order ("Test the pipes") or a question that is put directly outweighs single words.
FORM_WEIGHT = 4
# Less evidence than this shows nothing but that something is reported.
LEAST_WEIGHT = 2.5
# Facts weigh so much at most, however many words show them: most clauses have some.
MOST_REPORT = 3
# A content with none of these is not searched for them: looking for plain words is far faster than for a pattern.
_MODALS = ("will ", "would ", "shall ", "'ll ", "going to ")
# The main clause stands at the beginning: a word among the first so many characters counts more.
FIRST, FIRST_WEIGHT = 70, 1
# A reason at the very beginning ("because …", "the reason is …") is what the content is about.
AT_ONCE, REASON_FIRST = 14, 2
# Words later in a long statement say less of what it does; only so many characters are looked at.
REACH = 600
# A verdict's verb stands within so many words before it ("is a very good").
VERDICT_WORDS, VERDICT_REACH = 3, 36
# An order of two or three words ("Hold firm") has at most so many characters.
SHORT_ORDER = 28
# Contents of fewer words without any verb ("Not now") are fragments.
LEAST_WORDS = 4
# Of equal evidence the one that is rarer in the words of the others goes first.
_ORDER = ("directive", "commitment", "justification", "prediction", "assessment", "report")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|does|do|did|can|cannot|isn't|aren't|wasn't|don't|didn't|can't|"
    r"it's|that's|we're|they're|i'm|[a-z]{2,}ed)\b"
)
# After these, "be given" and the like is what will or may happen, no call.
_FORESEEN = re.compile(
    r"(?:\bwill|\bwould|'ll|\bcan|\bcould|\bmay|\bmight|\bto)(?: not| also| soon| all| then| now)? $"
)
# Where a sentence ends within a content.
_STOP = re.compile(r"[.!?:] +")
_TO = ("is to", "are to", "was to", "were to")
_MARKS = "“\"‘'„«"
_PRESENT = re.compile(
    r"\b(?:is|are|am|has|have|does|do|can|cannot|isn't|aren't|don't|doesn't|can't|it's|that's|there's|we're|they're|"
    r"you're|i'm|'ve|nobody|never|nothing)\b"
)
_FACTUAL = re.compile(
    r"\d|\b(?:has|have|had) (?:\w+ )?\w+(?:en|un|ade|one|old|ent|elt|ut|ought)\b|"
    r"\b(?:was|were|had|did|didn't|wasn't|last|yesterday|percent|per cent|[a-z]{3,}ed)\b"
)
_WORD = re.compile(r"\w+")
# What follows these gives the reason for what stands before.
_REASON = re.compile(r"\b(?:because|so that|in order to|on the grounds that|given that|owing to)\b")
_MAIN = re.compile(r"\b(?:must|should|will|would|shall|need to|ought|could|may|might)\b")
_PREPOSITION = re.compile(r" (?:for|on|upon|against|with|to|of)$")
_LAST_WORD = re.compile(r"(\w+)[’')\]]*\s*$")


class _Table(NamedTuple):
    """What is read from functions.yaml, compiled."""

    pattern: re.Pattern[str]
    weights: dict[str, tuple[str, int]]
    lemmas: dict[str, str]
    frames: dict[tuple[str, str], str]
    views: frozenset[str]
    binding: re.Pattern[str]
    predicting: re.Pattern[str]
    schedule: frozenset[str]
    agents: frozenset[str]
    verdict: frozenset[str]
    imperative: re.Pattern[str]
    orders: frozenset[str]


@cache
def _table(lexicon: Path | None) -> _Table:
    table = read_lexicon("functions", lexicon)
    weights: dict[str, tuple[str, int]] = {}
    for function, groups in table["words"].items():
        for weight, words in groups.items():
            for word in words:
                if word not in weights or weights[word][1] < int(weight):
                    weights[word] = (function, int(weight))
    lemmas = {lemma: function for function, names in table["cue_lemmas"].items() for lemma in names}
    binding, predicting = _will(table)
    frames = {
        (rule, lemma): function
        for function, rules in table["frame_lemmas"].items()
        for rule, names in rules.items()
        for lemma in names
    }
    return _Table(
        re.compile(r"(?<!\w)(?:" + alternation(weights) + r")(?!\w)"),
        weights,
        lemmas,
        frames,
        frozenset(table["view_lemmas"]),
        binding,
        predicting,
        frozenset(table["schedule_verbs"]),
        _agents(lexicon),
        frozenset(table["verdict_before"]),
        _imperative(table),
        frozenset(table["imperative"]) - frozenset(table["not_alone"]),
    )


def _will(table: dict) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of "will" with a verb that binds, and with one that foresees."""
    outcome = "|".join(word if "(" in word else re.escape(word) for word in table["outcome_verbs"])
    will = (
        r"(?:\b(?:will|would|shall)|'ll|\b(?:is|are|am|was|were) going to)"
        r"(?: also| now| soon| then| not| never| only| all| always| continue to)?"
    )
    endings = "ed|ought|aid|uilt|ut|own|old|ade|eld|iven|aken|ent|ound|done|et|awn|orn|ung|osen|ept|aught|ritten"
    participle = rf"\w+(?:{endings})"
    ready = alternation(table["be_ready"])
    no_doing = rf"be|{outcome}|{alternation(table['said_verbs'])}|by|in|to|of|at|for|the|a|and|or|if|what|an"
    done = rf"be (?:(?:fully|also|soon|now|then|re)[ -]?)?(?:{ready}|(?!(?:{outcome})\w*\b){participle})"
    binding = re.compile(rf"{will} (?:{done}|(?!(?:{no_doing})\b)\w+)\b")
    return binding, re.compile(rf"{will} (?:be (?!(?:{ready}|{participle})\b)|(?:{outcome})\b)")


def _imperative(table: dict) -> re.Pattern[str]:
    """Return the pattern of the beginning of an order."""
    verbs, alone = alternation(table["imperative"]), alternation(table["imperative_alone"])
    objects = (
        "the|a|an|your|our|my|his|her|their|its|it|them|us|me|him|this|these|those|every|all|more|less|up|out|down|"
        "off|away|back|no|both|each|whatever|what|how"
    )
    return re.compile(
        r"[“\"‘'„«\s]*(?:(?:please|so|just|and|but|now|then|first|always|let's|let us)[ ,]+)?"
        r"(?:(?:do not|don't|never) [a-z]+\b|(?:stop|start|keep|try) [a-z]+ing\b|"
        r"(?:come|go|listen|talk|look|think) (?:to|at|of)\b|"
        rf"(?:{verbs})\b(?= (?:{objects})\b)|"
        rf"(?:{alone})\b(?! (?:of|in|on|at|was|were|is|are|has|had|and|or|by|to)\b)(?= [a-z]))"
    )


@cache
def _agents(lexicon: Path | None) -> frozenset[str]:
    """Return the last words of subjects that can bind themselves: pronouns, bodies, offices, groups."""
    titles, cues = read_lexicon("titles", lexicon), read_lexicon("cues", lexicon)
    named = (
        *titles["organisation_words"],
        *titles["roles"],
        *titles["places"],
        *cues["organisations"],
        *cues["groups"],
    )
    return frozenset(named) | {"we", "i", "it", "they", "he", "she", "who", "which", "and", "that", "also", "you"}


def classify(
    text: str,
    folded: str,
    contents: tuple[Span, ...],
    cue: tuple[Span, ...],
    lemma: str | None,
    rule: str,
    lexicon: Path | None,
    source: tuple[Span, ...] = (),
) -> tuple[str | None, tuple[Span, ...], str | None]:
    """Return the function, the words that show it and, where it stays open, the reason.

    The words of the content are weighed against each other; a verb of the cue counts more than any of them.  A clause
    in which nothing directs, binds, foresees, gives a reason or judges reports.  Whether what is left judges or reports
    is told by all its signs together (`communique.statements.judgement`).
    """
    table = _table(lexicon)
    scores: dict[str, float] = {}
    evidence: dict[str, list[Span]] = {}
    frames = table.frames
    function = (
        frames.get((rule, lemma)) or frames.get((_frame(folded, contents, cue), lemma)) or table.lemmas.get(lemma)
    )
    if function:
        scores[function] = CUE_WEIGHT
        evidence[function] = list(cue)
    if rule != "question":  # "asked whether they must": the words are what is asked
        for span in contents:
            _weigh(text, folded, span, table, scores, evidence)
        _weigh_form(folded, contents, rule, table, scores, evidence)
    if "report" in scores:
        scores["report"] = min(scores["report"], MOST_REPORT)
    ranked = sorted(scores, key=lambda name: (-scores[name], _ORDER.index(name)))
    shown = ranked[0] if ranked and scores[ranked[0]] >= LEAST_WEIGHT else None
    if shown and (shown not in ("assessment", "report") or function == shown):
        return shown, tuple(evidence[shown]), None
    if contents and rule != "question":
        seen = signs(folded, contents, cue, source, lemma, rule, scores, shown, lexicon)
        judges = is_judgement(seen, lexicon)
        words = evidence.get("assessment") if judges else evidence.get("report")
        words = words or _finite(folded, contents) or _report_cue(folded, contents, cue, rule)
        if words:
            return ("assessment" if judges else "report"), tuple(words), None
    if shown:
        return shown, tuple(evidence[shown]), None
    if contents and folded[contents[0][0]] in _MARKS and (words := _view(folded, contents)):
        return "assessment", tuple(words), None
    if lemma in table.views and rule != "question":
        return "assessment", tuple(evidence.get("assessment") or cue), None
    if words := evidence.get("report") or _finite(folded, contents) or _report_cue(folded, contents, cue, rule):
        return "report", tuple(words), None
    return None, (), "No word shows what the statement does."


def _frame(folded: str, contents: tuple[Span, ...], cue: tuple[Span, ...]) -> str:
    """Return the frame that a verb has after "and", in a participle or in the passive, by what begins its content."""
    if not contents or not cue:
        return ""
    if any(folded.startswith("to ", at) for at, _ in contents):
        return "infinitive"
    if folded.startswith("that ", contents[0][0]):
        return "that"
    return "prep" if _PREPOSITION.search(folded, cue[-1][0], cue[-1][1]) else ""


def _weigh_will(
    text: str, folded: str, start: int, end: int, table: _Table, scores: dict[str, float],
    evidence: dict[str, list[Span]],
) -> None:  # fmt: skip
    """Tell whether "will" and "would" bind whoever acts, or foresee what happens."""
    if match := table.predicting.search(folded, start, end):
        scores["prediction"] = scores.get("prediction", 0.0) + MODAL_WEIGHT
        evidence.setdefault("prediction", []).append(Span(*match.span()))
    if match := table.binding.search(folded, start, end):
        verb = match[0].rsplit(maxsplit=1)[-1]
        before = _LAST_WORD.search(text, max(start, match.start() - 30), match.start())
        acts = before is None or before[1][0].isupper() or before[1].lower() in table.agents
        planned = acts or verb in table.schedule or " be " in match[0]
        function = "commitment" if planned else "prediction"
        scores[function] = scores.get(function, 0.0) + MODAL_WEIGHT
        evidence.setdefault(function, []).append(Span(*match.span()))


def _weigh(
    text: str, folded: str, span: Span, table: _Table, scores: dict[str, float], evidence: dict[str, list[Span]]
) -> None:
    """Add what the words of one stretch of the content show."""
    start, end = span
    end = min(end, start + REACH)
    weights = table.weights
    if match := _REASON.search(folded, start, end):  # what stands after "because" is not the point
        if match.start() - start < AT_ONCE or not _MAIN.search(folded, start, match.start()):
            weight = weights[" ".join(match[0].split())][1] + REASON_FIRST
        else:
            weight = weights[" ".join(match[0].split())][1]
        scores["justification"] = scores.get("justification", 0.0) + weight
        evidence.setdefault("justification", []).append(Span(*match.span()))
        end = match.start()
    part = folded[start:end]
    if any(word in part for word in _MODALS):
        _weigh_will(text, folded, start, end, table, scores, evidence)
    for match in table.pattern.finditer(folded, start, end):
        word = match[0] if match[0] in weights else " ".join(match[0].split())
        function, weight = weights.get(word, (None, 0))
        if function is None:
            continue
        at = match.start()
        if word == "may" and text[at] == "M" and at > start + 1:
            continue  # the month
        if word in _TO and folded.startswith(" blame", match.end()):
            function = "justification"
        elif word.startswith("be ") and _FORESEEN.search(folded, max(start, at - 14), at):
            continue
        if function == "assessment" and weight == 2:
            before = folded[max(start, at - VERDICT_REACH) : at].replace("’", "'").split()[-VERDICT_WORDS:]
            weight = 3 if not table.verdict.isdisjoint(before) else 1
        elif function == "justification" and at - start < AT_ONCE:
            weight += REASON_FIRST
        repeated = len(evidence.get(function, ()))
        if at - start < FIRST and not repeated:
            weight += FIRST_WEIGHT
        scores[function] = scores.get(function, 0.0) + weight / (1 + repeated)
        evidence.setdefault(function, []).append(Span(*match.span()))


def _weigh_form(
    folded: str, contents: tuple[Span, ...], rule: str, table: _Table, scores: dict[str, float],
    evidence: dict[str, list[Span]],
) -> None:  # fmt: skip
    """Add what an order or a direct question shows by its form."""
    if not contents:
        return
    start, end = contents[0]
    if folded[start] in "“\"‘'„«" or rule in ("label", "colon", "transcript", ""):
        if match := _order(folded, start, end, table):
            scores["directive"] = scores.get("directive", 0.0) + FORM_WEIGHT
            evidence.setdefault("directive", []).append(match)
        last = contents[-1][1]
        tail = folded[max(start, last - 2) : last].rstrip("”\"’' ")
        if tail.endswith("?") or folded[last : last + 1] == "?":
            at = folded.rfind("?", start, last + 1)
            scores["directive"] = scores.get("directive", 0.0) + FORM_WEIGHT
            evidence.setdefault("directive", []).append(Span(at, at + 1) if at < last else Span(last - 1, last))


def _order(folded: str, start: int, end: int, table: _Table) -> Span | None:
    """Return the order that a content, or a later sentence of it, begins with; two or three words may be all of it."""
    if match := table.imperative.match(folded, start, end):
        return Span(start, match.end())
    words = _WORD.findall(folded, start, min(end, start + SHORT_ORDER))
    if end - start <= SHORT_ORDER and 1 < len(words) < LEAST_WORDS and words[0] in table.orders:
        return Span(start, end)
    for stop in _STOP.finditer(folded, start, min(end, start + REACH)):
        if match := table.imperative.match(folded, stop.end(), end):
            return Span(stop.end(), match.end())
    return None


def _finite(folded: str, contents: tuple[Span, ...]) -> list[Span]:
    """Return the first finite verb of the content, as far as its form shows it."""
    for start, end in contents:
        if match := _FINITE.search(folded, start, min(end, start + REACH)):
            return [Span(*match.span())]
    return []


def _view(folded: str, contents: tuple[Span, ...]) -> list[Span]:
    """Return the present-tense verb of a quoted clause without figures or past: quoted are views, facts are retold."""
    found: list[Span] = []
    for start, end in contents:
        end = min(end, start + REACH)
        if _FACTUAL.search(folded, start, end):
            return []
        if match := _PRESENT.search(folded, start, end):
            found.append(Span(*match.span()))
    return found[:1]


def _report_cue(folded: str, contents: tuple[Span, ...], cue: tuple[Span, ...], rule: str) -> list[Span]:
    """Return the cue as what shows a report, unless the content is a fragment."""
    words = sum(1 for start, end in contents for _ in _WORD.finditer(folded, start, min(end, start + 80)))
    return list(cue) if words >= LEAST_WORDS or rule == "question" else []
