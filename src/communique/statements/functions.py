"""What a statement does: directive, commitment, assessment, justification, prediction or report."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from communique.lexicon import alternation, read_lexicon
from communique.records import Span

# A word of the cue ("urged", "pledged") shows the function as clearly as a strong word of the content.
CUE_WEIGHT = 3
# Less evidence than this, or a lead smaller than this, leaves the function open.
LEAST_WEIGHT = 2
LEAST_LEAD = 1
# Words later in a long statement say less of what it does; only so many characters are looked at.
REACH = 1200


@cache
def _words(lexicon: Path | None) -> tuple[re.Pattern[str], dict[str, tuple[str, int]], dict[str, str]]:
    table = read_lexicon("functions", lexicon)
    weights: dict[str, tuple[str, int]] = {}
    for function, groups in table["words"].items():
        for weight, words in groups.items():
            for word in words:
                if word not in weights or weights[word][1] < int(weight):
                    weights[word] = (function, int(weight))
    lemmas = {lemma: function for function, names in table["cue_lemmas"].items() for lemma in names}
    pattern = re.compile(r"(?<!\w)(?:" + alternation(weights) + r")(?!\w)")
    return pattern, weights, lemmas


def classify(
    folded: str, contents: tuple[Span, ...], cue: tuple[Span, ...], lemma: str | None, lexicon: Path | None
) -> tuple[str | None, tuple[Span, ...], str | None]:
    """Return the function, the words that show it and, where it stays open, the reason."""
    pattern, weights, lemmas = _words(lexicon)
    scores: dict[str, float] = {}
    evidence: dict[str, list[Span]] = {}
    if lemma in lemmas:
        function = lemmas[lemma]
        scores[function] = CUE_WEIGHT
        evidence[function] = list(cue)
    for start, end in contents:
        for match in pattern.finditer(folded, start, min(end, start + REACH)):
            word = match[0] if match[0] in weights else " ".join(match[0].split())
            function, weight = weights.get(word, (None, 0))
            if function is None:
                continue
            repeated = len(evidence.get(function, ()))
            scores[function] = scores.get(function, 0.0) + weight / (1 + repeated)
            evidence.setdefault(function, []).append(Span(*match.span()))
    if not scores:
        return None, (), "No word shows what the statement does."
    ranked = sorted(scores, key=lambda name: -scores[name])
    lead = scores[ranked[0]] - (scores[ranked[1]] if len(ranked) > 1 else 0)
    if scores[ranked[0]] < LEAST_WEIGHT or lead < LEAST_LEAD:
        return None, (), "Its words fit more than one function." if len(ranked) > 1 else "Its words show it weakly."
    return ranked[0], tuple(evidence[ranked[0]]), None
