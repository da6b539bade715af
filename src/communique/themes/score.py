"""Score the sentences of an article against a codebook, with the evidence for every score."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from communique.article import Article
from communique.records import Sentence, Span, Statement, ThemeScore
from communique.themes.codebook import Codebook, Term
from communique.themes.match import Hit, touches

# A primary theme needs one term that says it by itself (weight 3, once: 3 ln 2 = 2.08) or two that speak for it ...
PRIMARY_SCORE = 2.0
# ... and must lead the next theme by a fifth, or the sentence is mixed.
PRIMARY_LEAD = 1.2

RULES = {
    "codebook": "A sentence scores for a theme by the codebook's terms in it, each worth its weight times ln(1 + times "
    "found); the longest match wins, and names, speakers' titles and boilerplate do not count.",
    "inferred": "A sentence without a term of the codebook takes the theme whose clear sentences it shares most words "
    "with (naive Bayes, learnt from the codebook's own clear sentences); only from 200 sentences on.",
    "coded": "A person's coding, applied to the tables; it stands in place of what the program found.",
}


def score_themes(
    article: Article, sentences: Sequence[Sentence], statements: Sequence[Statement], codebook: Codebook
) -> list[ThemeScore]:
    """Score every sentence and heading of an article for every theme that it has evidence of.

    Parameters
    ----------
    article : Article
        The article.
    sentences : sequence of Sentence
        Its sentences in text order; those with role ``boilerplate`` are not scored.
    statements : sequence of Statement
        Its statements; words inside their sources (names, titles, offices) are no evidence.
    codebook : Codebook
        Themes and terms.

    Returns
    -------
    list of ThemeScore
        By sentence, then in the order of the codebook; only scores above 0.  ``score`` is the sum over the theme's
        terms of weight x ln(1 + n); ``share`` is the score over the sum of all themes' scores in the sentence;
        ``is_primary`` marks the best theme where its score is at least 2 and 1.2 times the second.  ``evidence`` holds
        each span once, with the codebook's term and its weight.

    Notes
    -----
    The logarithm of the term's frequency follows Salton and Buckley (1988); longest match across the whole codebook
    follows the dictionary look-up of quanteda.
    """
    scored = [at for at, sentence in enumerate(sentences) if sentence.role != "boilerplate"]
    if not scored:
        return []
    units = [(sentences[at].start, sentences[at].end) for at in scored]
    sources = _merged(span for statement in statements for span in statement.source)
    rows: list[ThemeScore] = []
    for at, hits in zip(scored, codebook.matcher.find(article.folded, units), strict=True):
        if hits and sources:
            hits = [hit for hit in hits if not touches(sources, hit.start, hit.end)]
        if hits:
            rows.extend(_score_sentence(at, hits, codebook))
    return rows


def _merged(spans) -> list[Span]:
    """Return the spans in text order, overlapping ones joined."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _score_sentence(at: int, hits: list[Hit], codebook: Codebook) -> list[ThemeScore]:
    entries = codebook.entries
    found: dict[int, dict[int, int]] = {}  # theme -> entry -> count
    evidence: dict[int, list[tuple[Span, str, float]]] = {}
    for start, end, numbers in hits:
        span = Span(start, end)
        for number in numbers if len(numbers) == 1 else _one_a_theme(numbers, entries):
            theme, term = entries[number]
            if theme not in found:
                found[theme], evidence[theme] = {}, []
            counts = found[theme]
            counts[number] = counts.get(number, 0) + 1
            evidence[theme].append((span, term.term, term.weight))
    scores = {theme: weigh(counts, entries) for theme, counts in sorted(found.items())}
    total = sum(scores.values())
    primary = primary_theme(scores)
    ids = codebook.ids
    return [
        ThemeScore(at, ids[theme], score, score / total, theme == primary, "codebook", tuple(evidence[theme]))
        for theme, score in scores.items()
    ]


def _one_a_theme(numbers: Sequence[int], entries: Sequence[tuple[int, Term]]) -> list[int]:
    """Return the first entry of each theme: a span counts once a theme."""
    first: dict[int, int] = {}
    for number in numbers:
        first.setdefault(entries[number][0], number)
    return list(first.values())


def weigh(counts: dict[int, int], entries: Sequence[tuple[int, Term]]) -> float:
    """Return the sum over terms of weight x ln(1 + count)."""
    return sum(entries[number][1].weight * log(1 + count) for number, count in counts.items())


def primary_theme(scores: dict) -> object | None:
    """Return the theme that leads clearly, or None where the sentence is mixed or says too little.

    Examples
    --------
    >>> primary_theme({"risk": 3.0, "innovation": 2.4}), primary_theme({"risk": 2.9, "innovation": 2.6})
    ('risk', None)
    """
    best, second = 0.0, 0.0
    leader = None
    for theme, score in scores.items():
        if score > best:
            best, second, leader = score, best, theme
        elif score > second:
            second = score
    return leader if best >= PRIMARY_SCORE and best >= PRIMARY_LEAD * second else None
