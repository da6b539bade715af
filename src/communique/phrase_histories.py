"""Set phrases through time: first use, how often, who takes them up, which forms are one phrase, and which fall silent.

What is new, spreads or is gone is said of the articles at hand alone: a phrase that is new here can be old elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from communique.lexicon import read_lexicon

if TYPE_CHECKING:
    import pandas as pd

    from communique.tables import Tables

RULES = {
    "variant-form": "Forms that differ in case, article, hyphen, plural or numeral are one phrase.",
    "variant-spelling": "Long forms that differ in a letter or two are one phrase, unless their numbers differ.",
    "variant-translation": "Forms with the same Chinese words behind them are one phrase.",
    "phrase-once": "A quotation that stands once, without number, gloss or capitals, is no set phrase.",
    "phrase-new": "The first use comes after a third of the dated articles.",
    "phrase-spread": "A voice or publisher that is not the first one uses it in a later article.",
    "phrase-gone": "At least five articles and a third of all dated ones come after the last use.",
}

COLUMNS = (
    *("phrase", "variants", "kind", "n_mentions", "n_articles", "first_said", "first_article", "first_by"),
    *("last_said", "n_speakers", "speakers", "n_publishers", "is_new", "has_spread", "is_gone", "gloss"),
)
USE_COLUMNS = ("phrase", "formulation_id", "article_id", "said", "speaker", "publisher")
# A shorter phrase has too few letters for one that differs to be a slip: "two red lines", "two bad lines".
MIN_LETTERS, MIN_ALIKE = 10, 0.92
# Before a third of the articles nothing can be new, and a silence shorter than that is no end.
NEW_SHARE, GONE_SHARE, GONE_ARTICLES = 1 / 3, 1 / 3, 5
_ARTICLE = re.compile(r"^(?:the|a|an)\s+(?=\S)", re.I)
_FILLERS = frozenset(("the", "a", "an", "of", "so", "called", "these", "those", "its", "their", "his", "her", "our"))


@cache
def _numerals(folder: Path | None) -> dict[str, str]:
    """Return number words as digits, from the lexicon of numbers."""
    found: dict[str, str] = {}

    def walk(entry: object) -> None:
        if isinstance(entry, dict):
            for key, value in entry.items():
                if isinstance(value, int) and isinstance(key, str) and 0 <= value <= 99:
                    found.setdefault(key.lower(), str(value))
                walk(value)
        elif isinstance(entry, list):
            for value in entry:
                walk(value)

    walk(read_lexicon("numbers", folder))
    walk(read_lexicon("formulations", folder)["numbers"])  # "twin engines" are two
    return found


def phrase_key(words: str, lexicon: Path | None = None) -> tuple[str, ...]:
    """Return what the variants of a phrase share: its words without articles, hyphens, plurals; numerals as digits.

    Examples
    --------
    >>> phrase_key("The Three Red-Lines") == phrase_key("3 red lines")
    True
    """
    numerals = _numerals(lexicon)
    pieces = re.findall(r"\d+|[^\W\d_]+", words.lower().replace("’s", "").replace("'s", ""))
    return tuple(numerals.get(piece) or _singular(piece) for piece in pieces if piece not in _FILLERS)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def group_variants(phrases: pd.DataFrame, lexicon: Path | None = None) -> dict[str, str]:
    """Return for each form of a phrase the form that stands for it: the most frequent, of equals the first.

    Parameters
    ----------
    phrases : DataFrame
        The table ``formulations``, or its columns ``formulation`` and ``gloss_zh``.
    lexicon : Path, optional
        Folder of edited lexicon files.
    """
    import pandas as pd

    counts = phrases["formulation"].value_counts(sort=False).to_dict()
    chinese = phrases.drop_duplicates("formulation").set_index("formulation")["gloss_zh"].to_dict()
    leaders: dict[object, str] = {}
    group: dict[str, str] = {}
    keys: dict[str, tuple[str, ...]] = {}
    for form in sorted(counts, key=lambda name: (-counts[name], list(counts).index(name))):
        key = phrase_key(form, lexicon) or (form,)
        behind = None if pd.isna(chinese[form]) else chinese[form]
        leader = leaders.get(key) or leaders.get(behind) or _like(key, keys)
        group[form] = leader or form
        leaders.setdefault(key, group[form])
        if behind is not None:
            leaders.setdefault(behind, group[form])
        if leader is None:
            keys[form] = key
    return group


def _like(key: tuple[str, ...], known: dict[str, tuple[str, ...]]) -> str | None:
    words = " ".join(key)
    numbers = [piece for piece in key if piece.isdigit()]
    if len(words) < MIN_LETTERS:
        return None
    for form, other in known.items():
        if [piece for piece in other if piece.isdigit()] == numbers and abs(len(" ".join(other)) - len(words)) <= 2:
            matcher = SequenceMatcher(None, words, " ".join(other), autojunk=False)
            if matcher.quick_ratio() >= MIN_ALIKE and matcher.ratio() >= MIN_ALIKE:
                return form
    return None


def formulation_uses(tables: Tables, lexicon: Path | None = None) -> pd.DataFrame:
    """Return one row a mention with the phrase it is a form of, its day and its voice, oldest first.

    Columns: phrase, formulation_id, article_id, said, speaker, publisher.  Copies of an article (``duplicate_of``) are
    left out: a text that was printed twice was said once.  So are quotations that stand once and have nothing else of
    a set phrase.  ``phrase`` is the form that is written most often.  Undated mentions come last.
    """
    articles = tables.articles[tables.articles["duplicate_of"].isna()]
    about = articles[["article_id", "published", "reference_date", "publisher"]]
    uses = tables.formulations.merge(about, on="article_id", how="inner", validate="many_to_one")
    group = group_variants(uses, lexicon)
    uses = uses.assign(phrase=uses["formulation"].map(group), said=uses["published"].fillna(uses["reference_date"]))
    uses = uses.sort_values(["said", "article_id", "start"], kind="stable", na_position="last", ignore_index=True)
    kept = {phrase for phrase, own in uses.groupby("phrase", sort=False) if _is_set(own)}
    uses = uses[uses["phrase"].isin(kept)].reset_index(drop=True)
    written = {phrase: written_forms(own["text"])[0] for phrase, own in uses.groupby("phrase", sort=False)}
    return uses.assign(phrase=uses["phrase"].map(written).astype("str"))[list(USE_COLUMNS)]


def _is_set(uses: pd.DataFrame) -> bool:
    """Say whether a phrase is more than words that somebody was quoted with once."""
    first = uses.iloc[0]
    is_bare = str(first["kind"]) == "quoted" and first["rule"] == "quoted-phrase" and first["gloss"] != first["gloss"]
    words = str(first["text"]).split()
    is_slogan = len(words) > 1 and all(word[:1].isupper() for word in words if len(word) > 3)
    return len(uses) > 1 or not is_bare or is_slogan


def written_forms(texts: Iterable[str]) -> list[str]:
    """Return the forms in which a phrase is written, most frequent first; capitals alone make no form of its own.

    Examples
    --------
    >>> written_forms(["Two engines", "two engines", "twin engines", "two engines"])
    ['two engines', 'twin engines']
    """
    counts = Counter(_ARTICLE.sub("", " ".join(str(text).split()).strip(" ,.;:")) for text in texts)
    forms: dict[str, str] = {}
    totals: Counter[str] = Counter()
    for form, n in counts.most_common():
        forms.setdefault(form.lower(), form)
        totals[form.lower()] += n
    return [forms[low] for low, _ in totals.most_common()]


def formulation_histories(tables: Tables, lexicon: Path | None = None) -> pd.DataFrame:
    """Return what became of each set phrase in the articles at hand.

    Parameters
    ----------
    tables : Tables
        Of one article or of many.
    lexicon : Path, optional
        Folder of edited lexicon files.

    Returns
    -------
    DataFrame
        One row a phrase, those of most articles first.  ``phrase``: the form written most often; ``variants``: all
        forms as written, parted by semicolons; ``first_said``, ``first_article``, ``first_by``: the first dated use;
        ``speakers``: voices in the order in which they take it up, the narrator as one; ``is_new``, ``has_spread``,
        ``is_gone``: see ``RULES``.  Empty, with all columns, without set phrases.
    """
    import pandas as pd

    uses = formulation_uses(tables, lexicon)
    dated = tables.articles[tables.articles["duplicate_of"].isna()]
    days = dated["published"].fillna(dated["reference_date"]).dropna().sort_values(ignore_index=True)
    forms = tables.formulations.set_index("formulation_id")
    rows = [_history(phrase, rows, forms, days) for phrase, rows in uses.groupby("phrase", sort=False)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.sort_values(
        ["n_articles", "n_mentions", "first_said"], ascending=[False, False, True], kind="stable", ignore_index=True
    )


def _history(phrase: str, uses: pd.DataFrame, forms: pd.DataFrame, days: pd.Series) -> tuple:
    import pandas as pd

    own = forms.loc[uses["formulation_id"]]
    said = uses["said"].dropna()
    first = uses.iloc[0]
    speakers = list(dict.fromkeys(uses["speaker"].dropna()))
    publishers = list(dict.fromkeys(uses["publisher"].dropna()))
    later = uses[uses["article_id"] != first["article_id"]]
    has_spread = _has_other(later["speaker"], first["speaker"]) or _has_other(later["publisher"], first["publisher"])
    n_before, n_after = (int((days < said.min()).sum()), int((days > said.max()).sum())) if len(said) else (0, 0)
    is_gone = n_after >= max(GONE_ARTICLES, GONE_SHARE * len(days)) and len(days) > 0
    return (
        *(phrase, "; ".join(written_forms(own["text"])), str(own["kind"].iloc[0]), len(uses)),
        *(uses["article_id"].nunique(), said.min() if len(said) else pd.NaT, first["article_id"], first["speaker"]),
        *(said.max() if len(said) else pd.NaT, len(speakers), "; ".join(speakers), len(publishers)),
        *(n_before > NEW_SHARE * len(days), has_spread, is_gone, next(iter(own["gloss"].dropna()), None)),
    )


def _has_other(names: pd.Series, first: object) -> bool:
    """Say whether somebody known and other than the first, who is known too, is among the names."""
    import pandas as pd

    return not pd.isna(first) and bool((names.dropna() != first).any())
