"""Ways into the text: words in context, what stands together, what is typical of whom, phrases, actions by object.

All functions take the tables of an extraction and return a new DataFrame; none of them changes its input.  Counts come
first everywhere.  What the amount of text does not support is left missing, with the reason in ``note``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import erfc, inf, log, log2, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from communique.article import fold
from communique.errors import CommuniqueError
from communique.themes.codebook import Codebook, read_codebook
from communique.themes.match import Matcher
from communique.themes.terms import content_words, masked, merge_plurals, npmi_of, placed_terms, typed_table

if TYPE_CHECKING:
    import pandas as pd

    from communique.tables import Tables

# From this many articles on the log-odds of a word get a z value; below, one talkative article decides it.
ARTICLES_FOR_Z = 10
# From this many on there is a corrected p value; within an article words are not independent draws.
ARTICLES_FOR_P = 100
# A word needs this many occurrences for a z value: below, the prior speaks and not the text.
COUNT_FOR_Z = 5
# Weight of the informative prior, in words: about an article's worth; more where the corpus is large.
PRIOR_WORDS, PRIOR_WORDS_CORPUS = 100, 500
# Joint sentences that make a pair: in one article two; in more, three.
MIN_TOGETHER, MIN_TOGETHER_CORPUS = 2, 3

RULES = {
    "concordance": "Every place where the word stands, with the words before and after it.",
    "theme-cooccurrence": "Two themes stand together where one sentence has evidence of both; the coefficient is the "
    "share of the sentences with either that have both.",
    "term-cooccurrence": "Two terms stand together where one sentence has both; npmi compares that with chance.",
    "keyness": "A word is typical of a group where its share of the group's words exceeds its share of the rest; "
    "counts come first, z values from 10 articles on, corrected p values from 100 on.",
    "phrases": "A run of words without function words is a phrase where it comes twice, is not only part of a longer "
    "one (C-value) and holds together at its weakest joint (NPMI of at least 0.3).",
    "action-objects": "Verbs of commitments, by the head word of what is to be done to.",
}

_OBJECT_ENDS = re.compile(
    r"[,;:.()“”\"]|\b(?:of|for|in|on|at|to|with|by|from|into|through|under|between|among|across|that|which|who|as|"
    r"while|so|and|or|within|over|towards?)\b"
)


def _unnamed(text: str, book: Codebook) -> str:
    """Return a text without the names inside which no term counts."""
    hits = book.name_matcher.find(fold(text))[0] if book.never_inside else []
    return masked(text, [(hit.start, hit.end) for hit in hits])


def unnamed_sentences(tables: Tables, sentences: pd.DataFrame, book: Codebook) -> list[str]:
    """Return the sentences' texts without such names and without the sources of statements."""
    sources: dict[str, list[tuple[int, int]]] = defaultdict(list)
    spans = tables.spans[tables.spans["part"] == "source"]
    for article_id, start, end in zip(spans["article_id"], spans["start"], spans["end"], strict=True):
        sources[article_id].append((int(start), int(end)))
    texts = []
    columns = (sentences[name] for name in ("article_id", "start", "end", "text"))
    for article_id, start, end, text in zip(*columns, strict=True):
        inside = [(max(a, start) - start, min(b, end) - start) for a, b in sources[article_id] if a < end and start < b]
        texts.append(_unnamed(masked(text, inside), book))
    return texts


def _scored_sentences(tables: Tables) -> pd.DataFrame:
    return tables.sentences[tables.sentences["role"] != "boilerplate"]


# -- words in context -------------------------------------------------------------------------------------------------

_CONCORDANCE = {
    "article_id": "str", "sentence_id": "str", "speaker": "str", "left": "str", "start": "Int64", "end": "Int64",
    "text": "str", "right": "str",
}  # fmt: skip


def concordance(
    tables: Tables, word: str | Sequence[str], *, width: int = 60, inflections: bool = True
) -> pd.DataFrame:
    """Find a word or phrase with its context (key word in context).

    Parameters
    ----------
    tables : Tables
        The tables of an extraction.
    word : str or list of str
        A word, a phrase or several; ``*`` at the end of a word is a wildcard.
    width : int, default 60
        Characters of context on each side, cut at whole words.
    inflections : bool, default True
        Whether a plain word also finds its plural and verb forms.

    Returns
    -------
    DataFrame
        One row a place, in text order: article_id, sentence_id, speaker, left, start, end, text, right.  ``text`` is
        as written; white space in ``left`` and ``right`` is evened out.

    Raises
    ------
    CommuniqueError
        If a word is empty.
    """
    words = [word] if isinstance(word, str) else list(word)
    if not words or any(not any(letter.isalnum() for letter in each) for each in words):
        raise CommuniqueError("concordance: the word to look for is empty; give a word or a phrase, as 'reform*'.")
    matcher = Matcher(((each, 0) for each in words), inflections=inflections)
    texts = dict(zip(tables.articles["article_id"], tables.articles["text"], strict=True))
    rows = []
    for article_id, sentences in tables.sentences.groupby("article_id", sort=False):
        text = texts[article_id]
        units = list(zip(sentences["start"], sentences["end"], strict=True))
        names = zip(sentences["sentence_id"], sentences["speaker"], strict=True)
        for (sentence_id, speaker), hits in zip(names, matcher.find(fold(text), units), strict=True):
            for hit in hits:
                left, right = _context(text, hit.start, hit.end, width)
                rows.append(
                    (article_id, sentence_id, speaker, left, hit.start, hit.end, text[hit.start : hit.end], right)
                )
    return typed_table(_CONCORDANCE, rows)


def _context(text: str, start: int, end: int, width: int) -> tuple[str, str]:
    left, right = text[max(0, start - width) : start], text[end : end + width]
    if start > width and not text[start - width - 1].isspace():
        left = left.partition(" ")[2] or left
    if end + width < len(text) and not text[end + width].isspace():
        right = right.rpartition(" ")[0] or right
    return " ".join(left.split()), " ".join(right.split())


# -- what stands together ---------------------------------------------------------------------------------------------

_THEME_PAIRS = {
    "theme_a": "str", "theme_b": "str", "n_together": "Int64", "n_a": "Int64", "n_b": "Int64",
    "coefficient": "Float64", "sentence_ids": "str",
}  # fmt: skip


def theme_cooccurrence(tables: Tables, *, min_together: int = 1) -> pd.DataFrame:
    """Count the sentences that have evidence of two themes.

    Parameters
    ----------
    tables : Tables
        The tables of an extraction.
    min_together : int, default 1
        Leave out pairs with fewer joint sentences.

    Returns
    -------
    DataFrame
        One row a pair, most joint sentences first: theme_a, theme_b, n_together, n_a, n_b (sentences),
        coefficient = n_together / (n_a + n_b - n_together), from 0 to 1, and the joint sentences' identifiers
        (``sentence_ids``, parted by ``; ``).  Rows of method ``inferred`` do not count.

    Notes
    -----
    The coefficient is that of ATLAS.ti, which is Jaccard's.  Long sentences make everything stand together: read the
    sentences.
    """
    themes = tables.themes[tables.themes["method"] == "codebook"]
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    single: Counter[str] = Counter(themes["theme"])
    for sentence_id, group in themes.groupby("sentence_id", sort=False)["theme"]:
        for pair in combinations(sorted(group), 2):
            together[pair].append(sentence_id)
    rows = []
    for (a, b), ids in together.items():
        if len(ids) >= min_together:
            first, second = sorted((a, b), key=lambda theme: (-single[theme], theme))
            share = len(ids) / (single[a] + single[b] - len(ids))
            rows.append((first, second, len(ids), single[first], single[second], share, "; ".join(ids)))
    rows.sort(key=lambda row: (-row[2], -row[5], row[0], row[1]))
    return typed_table(_THEME_PAIRS, rows)


_TERM_PAIRS = {
    "term_a": "str", "term_b": "str", "n_together": "Int64", "n_a": "Int64", "n_b": "Int64", "npmi": "Float64",
    "sentence_ids": "str",
}  # fmt: skip


def term_cooccurrence(
    tables: Tables,
    *,
    min_together: int | None = None,
    max_terms: int = 30,
    window: int | None = None,
    codebook: Codebook | Path | str | None = None,
) -> pd.DataFrame:
    """Count the sentences in which two terms stand together.

    Parameters
    ----------
    tables : Tables
        The tables of an extraction.
    min_together : int, optional
        Leave out pairs with fewer joint sentences; 2 in one article and 3 in more, if left out.
    max_terms : int, default 30
        Look at this many terms, those in most sentences.
    window : int, optional
        Count a pair only where its terms stand within so many words (12 is usual); the whole sentence if left out.
    codebook : Codebook or path, optional
        Its ``never_inside`` names are no terms; the shipped codebook if left out.

    Returns
    -------
    DataFrame
        One row a pair, most joint sentences first: term_a, term_b, n_together, n_a, n_b (sentences), npmi (-1 to 1;
        1 where one never stands without the other), sentence_ids.  Terms are phrases (:func:`phrases`) and content
        words; a plural counts as its singular.  Names that mask and the sources of statements are left out.
    """
    if min_together is None:
        min_together = MIN_TOGETHER if len(tables.articles) <= 1 else MIN_TOGETHER_CORPUS
    sentences = _scored_sentences(tables)
    placed = placed_terms(unnamed_sentences(tables, sentences, read_codebook(codebook)))
    counts = Counter(term for terms in placed for term in {term for term, _ in terms})
    ranked = sorted((term for term, n in counts.items() if n >= min_together), key=lambda term: (-counts[term], term))
    kept = set(ranked[:max_terms])
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for sentence_id, terms in zip(sentences["sentence_id"], placed, strict=True):
        for pair in _pairs([(term, at) for term, at in terms if term in kept], window):
            together[pair].append(sentence_id)
    rows = []
    for (a, b), ids in together.items():
        if len(ids) >= min_together:
            first, second = sorted((a, b), key=lambda term: (-counts[term], term))
            score = npmi_of(len(ids), counts[a], counts[b], len(placed))
            rows.append((first, second, len(ids), counts[first], counts[second], score, "; ".join(ids)))
    rows.sort(key=lambda row: (-row[2], -row[5], row[0], row[1]))
    return typed_table(_TERM_PAIRS, rows)


def _pairs(terms: list[tuple[str, int]], window: int | None) -> set[tuple[str, str]]:
    return {
        (min(a, b), max(a, b))
        for (a, at), (b, other) in combinations(terms, 2)
        if a != b and (window is None or abs(at - other) < window)
    }


# -- what is typical of whom ------------------------------------------------------------------------------------------

_KEYNESS = {
    "group": "str", "word": "str", "n_group": "Int64", "n_rest": "Int64", "words_group": "Int64", "words_rest": "Int64",
    "n_articles": "Int64", "log_ratio": "Float64", "g2": "Float64", "log_odds": "Float64", "z": "Float64",
    "p_adjusted": "Float64", "note": "str",
}  # fmt: skip


def keyness(
    tables: Tables,
    by: str = "speaker",
    *,
    min_count: int = 2,
    top: int | None = None,
    codebook: Codebook | Path | str | None = None,
) -> pd.DataFrame:
    """Compare the words of each speaker, or article, with those of all others.

    Parameters
    ----------
    tables : Tables
        The tables of an extraction.
    by : {"speaker", "article"}
        What makes a group.  A speaker's words are the contents of the speaker's statements.
    min_count : int, default 2
        Leave out words with fewer occurrences in all.
    top : int, optional
        Keep so many words a group.
    codebook : Codebook or path, optional
        Words inside its ``never_inside`` names do not count; the shipped codebook if left out.

    Returns
    -------
    DataFrame
        One row a group and word that the group uses more than the rest: n_group, n_rest (occurrences), words_group,
        words_rest (all content words), n_articles (articles with the word), log_ratio (binary logarithm of the ratio of
        shares, a count of 0 taken as 0.5), g2 (log-likelihood), log_odds (with an informative prior), z, p_adjusted
        and note.  Groups come in the order of the text; in a group the most frequent words come first below 10
        articles, those with the highest z from there on.

        ``z`` is missing below 10 articles and for words with fewer than 5 occurrences, ``p_adjusted`` below 100
        articles: the words of one speech are no independent draws, and ``note`` says so.

    Raises
    ------
    CommuniqueError
        If ``by`` is neither.

    Notes
    -----
    G2 after Dunning (1993), Rayson and Garside (2000); p corrected after Benjamini and Hochberg (1995) over all words
    of a group; log ratio after Hardie (2014); log-odds with an informative Dirichlet prior of 100 words (500 from 100
    articles on), spread as the words of all groups, after Monroe, Colaresi and Quinn (2008).
    """
    if by not in ("speaker", "article"):
        raise CommuniqueError(f"keyness: by={by!r} is not known; give 'speaker' or 'article'.")
    n_articles = len(tables.articles)
    words_of, articles_of = _group_words(tables, by, read_codebook(codebook))
    total: Counter[str] = Counter()
    for counts in words_of.values():
        total.update(counts)
    n_total = total.total()
    prior = PRIOR_WORDS if n_articles < ARTICLES_FOR_P else PRIOR_WORDS_CORPUS
    note = _keyness_note(n_articles, by)
    rows: list[tuple] = []
    for group, counts in words_of.items():
        n_words = counts.total()
        if not n_words or n_words == n_total:
            continue
        found = [
            _keyness_row(group, word, n, total[word], n_words, n_total, prior, len(articles_of[word]), note, n_articles)
            for word, n in counts.items()
            if total[word] >= min_count and n * (n_total - n_words) > (total[word] - n) * n_words
        ]
        if n_articles >= ARTICLES_FOR_P:
            found = _corrected(found, len(counts))
        by_z = n_articles >= ARTICLES_FOR_Z
        found.sort(key=lambda row: (-(row[10] or -inf) if by_z else 0, -row[2], -row[7], row[1]))
        rows.extend(found[:top])
    return typed_table(_KEYNESS, rows)


def _keyness_note(n_articles: int, by: str) -> str | None:
    if n_articles < ARTICLES_FOR_Z:
        return f"Counts only: below {ARTICLES_FOR_Z} articles nothing can be said beyond this text."
    if n_articles < ARTICLES_FOR_P:
        return f"Descriptive: below {ARTICLES_FOR_P} articles no p value, words of one {by} are not independent."
    return None


def _group_words(tables: Tables, by: str, book: Codebook) -> tuple[dict[str, Counter[str]], dict[str, set[str]]]:
    """Return the counts of content words of each group, and the articles that have each word."""
    pieces = list(_pieces(tables, by))
    cut = [content_words(_unnamed(text, book)) for _, _, text in pieces]
    merged = merge_plurals(word for words in cut for word in words)
    words_of: dict[str, Counter[str]] = {}
    articles_of: dict[str, set[str]] = defaultdict(set)
    for (group, article_id, _), words in zip(pieces, cut, strict=True):
        words = [merged[word] for word in words]
        words_of.setdefault(group, Counter()).update(words)
        for word in words:
            articles_of[word].add(article_id)
    return words_of, articles_of


def _pieces(tables: Tables, by: str) -> Iterator[tuple[str, str, str]]:
    """Give each stretch of text with its group and article."""
    if by == "article":
        sentences = _scored_sentences(tables)
        yield from zip(sentences["article_id"], sentences["article_id"], sentences["text"], strict=True)
        return
    import pandas as pd

    statements = tables.statements
    contents = tables.spans[tables.spans["part"] == "content"]
    texts = contents.groupby("statement_id", sort=False)["text"].agg(" … ".join).to_dict()
    columns = (statements[name] for name in ("statement_id", "article_id", "speaker", "text"))
    for statement_id, article_id, speaker, text in zip(*columns, strict=True):
        if not pd.isna(speaker):
            yield speaker, article_id, texts.get(statement_id, text if speaker == "narrator" else "")


def _keyness_row(group, word, n, n_all, n_words, n_total, prior, articles, note, n_articles) -> tuple:
    n_rest, words_rest = n_all - n, n_total - n_words
    log_ratio = log2((n / n_words) / ((n_rest or 0.5) / words_rest))
    expected, expected_rest = n_words * n_all / n_total, words_rest * n_all / n_total
    g2 = 2 * (n * log(n / expected) + (n_rest * log(n_rest / expected_rest) if n_rest else 0.0))
    alpha = prior * n_all / n_total
    odds = log((n + alpha) / (n_words + prior - n - alpha)) if n_words + prior > n + alpha else inf
    odds_rest = log((n_rest + alpha) / (words_rest + prior - n_rest - alpha))
    delta = odds - odds_rest
    has_z = n_articles >= ARTICLES_FOR_Z and n_all >= COUNT_FOR_Z
    z = delta / sqrt(1 / (n + alpha) + 1 / (n_rest + alpha)) if has_z else None
    return (group, word, n, n_rest, n_words, words_rest, articles, log_ratio, g2, delta, z, None, note)


def _corrected(rows: list[tuple], n_tests: int) -> list[tuple]:
    """Add p values of G2 (chi-squared, one degree of freedom), corrected for all words tested in the group."""
    order = sorted(range(len(rows)), key=lambda at: -rows[at][8])
    adjusted = [1.0] * len(rows)
    smallest = 1.0
    for rank in range(len(order), 0, -1):
        at = order[rank - 1]
        p = erfc(sqrt(max(rows[at][8], 0.0) / 2))
        smallest = min(smallest, p * n_tests / rank)
        adjusted[at] = smallest
    return [(*row[:11], p, row[12]) for row, p in zip(rows, adjusted, strict=True)]


# -- actions by object ------------------------------------------------------------------------------------------------

_ACTIONS = {
    "action": "str", "object_head": "str", "n": "Int64", "n_articles": "Int64", "strength": "str", "objects": "str",
    "commitment_ids": "str",
}  # fmt: skip


def action_objects(tables: Tables, *, min_count: int = 1) -> pd.DataFrame:
    """Count what is to be done to what.

    Parameters
    ----------
    tables : Tables
        The tables of an extraction.
    min_count : int, default 1
        Leave out pairs with fewer commitments.

    Returns
    -------
    DataFrame
        One row an action (base form of the verb) and head word of its object, most frequent first: action,
        object_head, n (commitments), n_articles, strength (the strongest of them), objects (as worded, parted by
        ``; ``), commitment_ids.  Where an object lists items, each item is an object.  Commitments without an object
        are left out.
    """
    from communique.schema import STRENGTHS

    commitments = tables.commitments[tables.commitments["object"].notna()]
    parts = tables.parts[tables.parts["part"] == "item"]
    items = parts.groupby("owner_id", sort=False)["text"].agg(list).to_dict()
    found: dict[tuple[str, str], list[tuple[str, str, object, str]]] = defaultdict(list)
    columns = (commitments[name] for name in ("commitment_id", "article_id", "action", "object", "strength"))
    for commitment_id, article_id, action, words, strength in zip(*columns, strict=True):
        heads: dict[str, str] = {}
        for item in items.get(commitment_id) or [words]:
            head = object_head(item)
            if head:
                heads.setdefault(head, " ".join(item.split()))
        for head, item in heads.items():
            found[action, head].append((commitment_id, article_id, strength, item))
    merged = merge_plurals(head for _, head in found)
    joined: dict[tuple[str, str], list] = defaultdict(list)
    for (action, head), rows in found.items():
        joined[action, merged[head]].extend(rows)
    table = []
    for (action, head), rows in joined.items():
        ids = dict.fromkeys(row[0] for row in rows)
        if len(ids) >= min_count:
            known = [row[2] for row in rows if row[2] in STRENGTHS]
            strongest = max(known, key=STRENGTHS.index) if known else None
            worded = "; ".join(dict.fromkeys(row[3] for row in rows))
            table.append((action, head, len(ids), len({row[1] for row in rows}), strongest, worded, "; ".join(ids)))
    table.sort(key=lambda row: (-row[2], row[0], row[1]))
    return typed_table(_ACTIONS, table)


def object_head(words: str) -> str | None:
    """Return the head word of an object: the last word before its first preposition or comma.

    Examples
    --------
    >>> object_head("the reform of state-owned enterprises"), object_head("core functions"), object_head("it")
    ('reform', 'functions', None)
    """
    folded = fold(words)
    match = next((match for match in _OBJECT_ENDS.finditer(folded) if content_words(folded[: match.start()])), None)
    found = content_words(folded[: match.start()] if match else folded)
    return found[-1] if found else None
