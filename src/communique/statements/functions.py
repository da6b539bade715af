"""What a statement does: directive, commitment, assessment, justification, prediction or report."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from communique.lexicon import alternation, read_lexicon
from communique.records import Span

# A word of the cue ("urged", "pledged") shows the function as clearly as a strong word of the content.
CUE_WEIGHT = 5
# "Will build" and "would rise" are the main verb of their clause.
MODAL_WEIGHT = 3
# Less evidence than this, or a lead smaller than this, leaves the function open.
LEAST_WEIGHT = 3
LEAST_LEAD = 2
# A content with none of these is not searched for them: looking for plain words is far faster than for a pattern.
_MODALS = ("will ", "would ", "shall ", "'ll ", "going to ")
# The main clause stands at the beginning: a word among the first so many characters counts more.
FIRST, FIRST_WEIGHT = 70, 1
# Words later in a long statement say less of what it does; only so many characters are looked at.
REACH = 600


@cache
def _words(lexicon: Path | None) -> tuple[re.Pattern[str], dict[str, tuple[str, int]], dict[str, str], dict, tuple]:
    table = read_lexicon("functions", lexicon)
    weights: dict[str, tuple[str, int]] = {}
    for function, groups in table["words"].items():
        for weight, words in groups.items():
            for word in words:
                if word not in weights or weights[word][1] < int(weight):
                    weights[word] = (function, int(weight))
    lemmas = {lemma: function for function, names in table["cue_lemmas"].items() for lemma in names}
    outcome = "|".join(re.escape(word) for word in table["outcome_verbs"])
    will = (
        r"(?:\b(?:will|would|shall)|'ll|\b(?:is|are|am|was|were) going to)"
        r"(?: also| now| soon| then| not| never| continue to)?"
    )
    participle = r"\w+(?:ed|ought|aid|uilt|ut|own|old|ade|eld|iven|aken)"
    binding = re.compile(rf"{will} (?:be (?!(?:{outcome})\w*\b){participle}|(?!(?:{outcome})\b)\w+)\b")
    predicting = re.compile(rf"{will} (?:{outcome})\b")
    frames = {
        (rule, lemma): function
        for function, rules in table["frame_lemmas"].items()
        for rule, names in rules.items()
        for lemma in names
    }
    pattern = re.compile(r"(?<!\w)(?:" + alternation(weights) + r")(?!\w)")
    return pattern, weights, lemmas, frames, (("commitment", binding), ("prediction", predicting))


def classify(
    folded: str, contents: tuple[Span, ...], cue: tuple[Span, ...], lemma: str | None, rule: str, lexicon: Path | None
) -> tuple[str | None, tuple[Span, ...], str | None]:
    """Return the function, the words that show it and, where it stays open, the reason."""
    pattern, weights, lemmas, frames, modal = _words(lexicon)
    scores: dict[str, float] = {}
    evidence: dict[str, list[Span]] = {}
    if lemma in lemmas or (rule, lemma) in frames:
        function = frames.get((rule, lemma)) or lemmas[lemma]
        scores[function] = CUE_WEIGHT
        evidence[function] = list(cue)
    for start, end in contents:
        part = folded[start : min(end, start + REACH)]
        for function, shape in modal if any(word in part for word in _MODALS) else ():
            if match := shape.search(folded, start, min(end, start + REACH)):
                scores[function] = scores.get(function, 0.0) + MODAL_WEIGHT
                evidence.setdefault(function, []).append(Span(*match.span()))
        for match in pattern.finditer(folded, start, min(end, start + REACH)):
            word = match[0] if match[0] in weights else " ".join(match[0].split())
            function, weight = weights.get(word, (None, 0))
            if function is None:
                continue
            repeated = len(evidence.get(function, ()))
            if match.start() - start < FIRST and not repeated:
                weight += FIRST_WEIGHT
            scores[function] = scores.get(function, 0.0) + weight / (1 + repeated)
            evidence.setdefault(function, []).append(Span(*match.span()))
    if not scores:
        return None, (), "No word shows what the statement does."
    ranked = sorted(scores, key=lambda name: -scores[name])
    lead = scores[ranked[0]] - (scores[ranked[1]] if len(ranked) > 1 else 0)
    if scores[ranked[0]] < LEAST_WEIGHT or lead < LEAST_LEAD:
        return None, (), "Its words fit more than one function." if len(ranked) > 1 else "Its words show it weakly."
    return ranked[0], tuple(evidence[ranked[0]]), None
