"""Words and phrases: what of a text is about something."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import log, log2
from typing import TYPE_CHECKING

from communique.article import fold
from communique.lexicon import read_lexicon
from communique.themes.words import split_tokens

if TYPE_CHECKING:
    import pandas as pd

# A phrase must hold together at its weakest joint: normalised pointwise mutual information from -1 to 1.
PHRASE_NPMI = 0.3
PHRASE_WORDS = 5

_PHRASES = {"phrase": "str", "n": "Int64", "n_texts": "Int64", "c_value": "Float64", "npmi": "Float64"}


@cache
def stop_words(domain: bool = True) -> frozenset[str]:
    """Return the words that say nothing about the subject (``lexicon/stopwords.yaml``)."""
    content = read_lexicon("stopwords")
    words = [str(word) for key in ("function", "zh", *(["domain"] if domain else [])) for word in content[key]]
    return frozenset(words)


def content_words(text: str) -> list[str]:
    """Return the words of a text in lower case without function words, numbers and single letters.

    Examples
    --------
    >>> content_words("The 3 pilots will test low-carbon services.")
    ['pilots', 'test', 'low-carbon', 'services']
    """
    stop = stop_words()
    return [word for word in compound_words(text) if is_content(word, stop)]


def compound_words(text: str) -> list[str]:
    """Return all tokens in lower case, words with a hyphen as one; a dash between words is a token too.

    Examples
    --------
    >>> compound_words("State-owned firms - and banks.")
    ['state-owned', 'firms', '–', 'and', 'banks', '.']
    """
    parts = split_tokens(fold(text))
    words = parts[1:2]
    for at in range(3, len(parts), 2):
        separator, word = parts[at - 1], parts[at]
        if not separator or separator.isspace() or not words[-1][-1].isalnum() or not word[0].isalnum():
            words.append(word)
        elif separator.strip() == separator and len(separator) == 1:
            words[-1] += "-" + word
        else:
            words += ["–", word]
    return words


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text of the same length in which some stretches are no words.

    Examples
    --------
    >>> masked("The Tax Office said", [(4, 14)])
    'The |          said'
    """
    for start, end in spans:
        text = text[:start] + "|" + " " * (end - start - 1) + text[end:]
    return text


def is_content(word: str, stop: frozenset[str]) -> bool:
    """Say whether a word is about something: no function word, number or single Latin letter."""
    return word not in stop and not word[:1].isdigit() and (len(word) > 1 or word > "\u3400") and word[:1].isalpha()


def joined(words: Sequence[str]) -> str:
    """Return words as one term: with spaces, but Chinese characters without.

    Examples
    --------
    >>> joined(["core", "function"]), joined(["改", "革"])
    ('core function', '改革')
    """
    return ("" if all(word > "\u3400" for word in words) else " ").join(words)


def merge_plurals(words: Iterable[str]) -> dict[str, str]:
    """Return for each word the form to count it under: a plural joins its singular where the text has both."""
    seen = set(words)
    merged = {}
    for word in seen:
        singulars = [word[:-1]] if word.endswith("s") and not word.endswith("ss") else []
        if word.endswith("ies"):
            singulars = [word[:-3] + "y"]
        elif word.endswith(("xes", "ches", "shes", "sses")):
            singulars.append(word[:-2])
        merged[word] = next((single for single in singulars if single in seen and len(single) > 2), word)
    return merged


def typed_table(columns: dict[str, str], rows: Iterable[Sequence]) -> pd.DataFrame:
    """Make a frame with the columns' types, also where there are no rows."""
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(columns)).astype(columns)


def phrases(texts: Iterable[str], *, min_count: int = 2, min_npmi: float = PHRASE_NPMI) -> pd.DataFrame:
    """Find the phrases of some texts, so that "strategic emerging industries" is one term.

    Parameters
    ----------
    texts : iterable of str
        Sentences or articles.
    min_count : int, default 2
        Leave out what comes less often.
    min_npmi : float, default 0.3
        Least cohesion at the weakest joint, from -1 to 1.

    Returns
    -------
    DataFrame
        One row a phrase of two to five words, highest c_value first: phrase (in lower case, its most frequent form), n,
        n_texts, c_value, npmi.  Singular and plural count as one.

    Notes
    -----
    Candidates are runs of words without function words and punctuation.  C-value after Frantzi, Ananiadou and Mima
    (2000): log2 of the length times the frequency, less the mean frequency of the longer candidates that hold the
    phrase.  NPMI after Bouma (2009).
    """
    found = count_phrases(list(texts), min_count=min_count, min_npmi=min_npmi)
    rows = [(form, n, n_texts, c_value, npmi) for form, n, n_texts, c_value, npmi in found.values()]
    rows.sort(key=lambda row: (-row[3], -row[1], row[0]))
    return typed_table(_PHRASES, rows)


def count_phrases(
    texts: list[str], *, min_count: int = 2, min_npmi: float = PHRASE_NPMI
) -> dict[tuple[str, ...], tuple[str, int, int, float, float]]:
    """Return the phrases by their merged words: most frequent form, count, texts, C-value, NPMI."""
    cut = [list(_runs(text)) for text in texts]
    merged = merge_plurals(word for runs in cut for run in runs for word in run)
    counts: Counter[tuple[str, ...]] = Counter()
    n_texts: Counter[tuple[str, ...]] = Counter()
    forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for runs in cut:
        in_text = set()
        for run in runs:
            words = [merged[word] for word in run]
            for length in range(1, PHRASE_WORDS + 1):
                for at in range(len(words) - length + 1):
                    gram = tuple(words[at : at + length])
                    counts[gram] += 1
                    in_text.add(gram)
                    if length > 1:
                        forms[gram][joined(run[at : at + length])] += 1
        n_texts.update(in_text)
    n_words = sum(n for gram, n in counts.items() if len(gram) == 1)
    candidates = {gram: n for gram, n in counts.items() if len(gram) > 1 and n >= min_count}
    nested = _holders(candidates)
    found = {}
    for gram, n in candidates.items():
        holders = nested.get(gram, ())
        c_value = log2(len(gram)) * (n - (sum(holders) / len(holders) if holders else 0))
        joint = min(npmi_of(n, counts[gram[:at]], counts[gram[at:]], n_words) for at in range(1, len(gram)))
        if c_value > 0 and joint >= min_npmi:
            form = min(forms[gram], key=lambda form: (-forms[gram][form], form))
            found[gram] = (form, n, n_texts[gram], c_value, joint)
    return found


def _holders(candidates: dict[tuple[str, ...], int]) -> dict[tuple[str, ...], list[int]]:
    """Return for each candidate the frequencies of the longer candidates that hold it."""
    nested: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for gram, n in candidates.items():
        parts = {gram[at : at + size] for size in range(2, len(gram)) for at in range(len(gram) - size + 1)}
        for part in parts:
            nested[part].append(n)
    return nested


def _runs(text: str) -> Iterator[list[str]]:
    """Give the runs of words between function words, punctuation, numbers and dashes."""
    stop = stop_words(domain=False)
    run: list[str] = []
    for word in compound_words(text):
        if word not in stop and word[:1].isalpha():
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def placed_terms(texts: list[str]) -> list[list[tuple[str, int]]]:
    """Return for each text its terms with their place in words: phrases where there are any, else content words."""
    stop = stop_words()
    tokens = [compound_words(text) for text in texts]
    merged = merge_plurals(word for words in tokens for word in words)
    found = count_phrases(texts)
    named = {phrase: row[0] for phrase, row in found.items()}
    placed = []
    for words in tokens:
        words = [merged[word] for word in words]
        terms, at = [], 0
        while at < len(words):
            for length in range(min(PHRASE_WORDS, len(words) - at), 1, -1):
                phrase = tuple(words[at : at + length])
                if phrase in named:
                    terms.append((named[phrase], at))
                    at += length
                    break
            else:
                if is_content(words[at], stop):
                    terms.append((words[at], at))
                at += 1
        placed.append(terms)
    return placed


def npmi_of(n_ab: float, n_a: float, n_b: float, n: float) -> float:
    """Return normalised pointwise mutual information (Bouma 2009); 1 where both are everywhere."""
    if n_ab >= n:
        return 1.0
    return log(n_ab * n / (n_a * n_b)) / -log(n_ab / n)
