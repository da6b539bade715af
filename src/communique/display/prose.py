"""Sentences that answer a question, every number in them computed from the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.display.html import Html, attribute, escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from communique.tables import Tables


# Articles whose language is looked at; a corpus of a language shows in the first of them.
MOST_CHECKED = 200


def _paragraph(*sentences: str) -> Html:
    """Return sentences, finished HTML each, as a paragraph; empty ones are left out."""
    return Html(f'<p class="cq-answer">{" ".join(sentence for sentence in sentences if sentence)}</p>')


def _link(row: object, words: object) -> str:
    return f'<a href="#text-{attribute(row)}">{escape(str(words))}</a>'


def _missing(value: object) -> bool:
    import pandas as pd

    return value is None or bool(pd.isna(value))


def say_voices(tables: Tables) -> Html:
    """Say who speaks, how much, and how much of it is quoted; names lead to the first place."""
    from communique.charts.style import NO_SPEAKER, NOBODY, count, listed, speaker_names
    from communique.charts.voices import words_by_speaker

    statements = tables.statements[tables.statements["outer_id"].isna()]
    if statements.empty:
        return _paragraph("The text has no statements: nobody is heard, not even a narrator.")
    counts = words_by_speaker(statements)
    named = counts[~counts.index.isin(NOBODY)]
    total = int(counts["words"].sum())
    if named.empty and NO_SPEAKER in counts.index:
        return _paragraph("No voice has a name: what is quoted or paraphrased names no source.")
    if named.empty:
        return _paragraph(f"Nobody is quoted or paraphrased: all {total:,} words are the narrator’s.")
    first = statements.assign(voice=speaker_names(statements["speaker"])).drop_duplicates("voice").set_index("voice")
    voices = [
        _link(row.statement_id, voice) + (f" ({escape(who)})" if (who := office_of(row)) else "")
        for voice, row in zip(first.index, first.itertuples(), strict=True)
        if voice not in NOBODY
    ]
    quoted, mixed = int(named["direct"].sum()), int(named["mixed"].sum())
    top = named.iloc[0]
    continued = int(named["continued"].sum())
    alone = "The one voice beside the narrator is " if len(named) == 1 else f"{len(named)} voices are heard: "
    return _paragraph(
        f"{alone}{listed(voices)}.",
        f"{'It has' if len(named) == 1 else 'They have'} {int(named['words'].sum()):,} of {total:,} words"
        + (f"; {escape(str(named.index[0]))} has most, {int(top['words']):,}." if len(named) > 1 else "."),
        f"{_of(quoted, 'word stands', 'words stand')} in direct quotation"
        + (f" and {mixed:,} in sentences that quote in part" if mixed else "")
        + "; the rest is given in the writer’s own words.",
        f"{count(continued, 'statement goes', 'statements go')} on without a new word of saying." if continued else "",
        _unsure(statements),
    )


def _of(number: int, one: str, many: str) -> str:
    from communique.charts.style import count

    return f"No {one}" if number == 0 else count(number, one, many)


def office_of(row: object) -> str:
    """Return title and organisation of a voice; what its name says already is not said again.

    Examples
    --------
    >>> from types import SimpleNamespace as Row
    >>> office_of(Row(speaker="Ana Ruiz", role_title="Director", organisation="Port Authority"))
    'Director, Port Authority'
    >>> office_of(Row(speaker="Whitehall source", role_title="Whitehall source", organisation=None))
    ''
    """
    said = [_folded(row.speaker)]
    parts = []
    for part in (row.role_title, row.organisation):
        words = _folded(part)
        if words and not any(words in before for before in said):
            parts.append(" ".join(str(part).split()))
            said.append(words)
    return ", ".join(parts)


def _folded(words: object) -> str:
    low = "" if _missing(words) else " ".join(str(words).lower().split())
    for article in ("the ", "a ", "an "):
        low = low.removeprefix(article)
    return f" {low} " if low else ""


def _unsure(statements: object) -> str:
    from communique.charts.style import count

    cued = statements[statements["attribution"] != "none"]
    low = int((cued["confidence"] < 0.7).sum())
    return f"{count(low, 'attribution is', 'attributions are')} unsure (confidence below 0.7)." if low else ""


def say_aims(tables: Tables) -> Html:
    """Say what is to be done, how much of it is measurable and what is dated."""
    from communique.charts.aims import aim_words, aims_of, deadline_words
    from communique.charts.style import NARRATOR, count, listed

    aims, commitments = aims_of(tables.targets), tables.commitments
    others = tables.targets[~tables.targets["is_target"]]
    sentences = []
    if aims.empty:
        sentences.append("No measurable target was found.")
    else:
        dated = int(aims["deadline"].notna().sum())
        how = {0: "none of them dated", len(aims): "all dated"}.get(dated, f"{dated} of them dated")
        how = how if len(aims) > 1 else "with a date" if dated else "without a date"
        lines = [
            _link(t.target_id, aim_words(t))
            + f", {escape(deadline_words(t))}, said by {escape(NARRATOR if _missing(t.speaker) else str(t.speaker))}"
            for t in aims.head(3).itertuples()
        ]
        more = f", and {len(aims) - 3} more" if len(aims) > 3 else ""
        sentences.append(
            f"{count(len(aims), 'measurable target is', 'measurable targets are')} set, {how}: "
            + "; ".join(lines)
            + f"{more}."
        )
    if commitments.empty:
        sentences.append("Nothing else is said to be done.")
    else:
        sentences.append(_say_commitments(commitments, set(aims["commitment_id"].dropna())))
    if len(others):
        kinds = others["status"].astype(str).value_counts()
        listing = listed([f"{escape(status)} ({n})" for status, n in kinds.items()], 5)
        sentences.append(f"{count(len(others), 'other quantity is', 'other quantities are')} no target: {listing}.")
    return _paragraph(*sentences)


def _say_commitments(commitments: pd.DataFrame, measurable: set[str]) -> str:
    from communique.charts.aims import FIRM
    from communique.charts.style import count, listed

    n, bare = len(commitments), int((~commitments["commitment_id"].isin(measurable)).sum())
    firm = int(commitments["strength"].isin(FIRM).sum())
    done = int((commitments["status"] == "done").sum())
    carry = {0: "", n: "none carries a measurable target" if n > 1 else "it carries no measurable target"}
    parts = [
        carry.get(bare, count(bare, "carries no measurable target", "carry no measurable target")),
        ("all are" if firm == n > 1 else count(firm, "is", "are")) + " worded firmly (will, must)" if firm else "",
        count(done, "reports what is done already", "report what is done already") if done else "",
    ]
    said = listed([part for part in parts if part])
    return f"{count(n, 'commitment is', 'commitments are')} made in all" + (f": {said}." if said else ".")


def say_phrases(tables: Tables) -> Html:
    """Say which set phrases there are, how often they stand, and how many the glossary explains."""
    from communique.charts.phrases import phrases_of
    from communique.charts.style import count, listed, times

    mentions = tables.formulations
    if mentions.empty:
        return _paragraph("No set phrase was found, neither a numbered one nor one in quotation marks.")
    phrases = phrases_of(mentions)
    first = mentions.drop_duplicates("formulation").set_index("formulation")["formulation_id"]
    names = [
        "“"
        + _link(first[p.formulation], p.formulation)
        + "”"
        + (f" ({times(int(p.mentions))})" if p.mentions > 1 else "")
        for p in phrases.head(8).itertuples()
    ]
    if len(phrases) > len(names):
        names.append(count(len(phrases) - len(names), "other"))
    glossed, sure = int(phrases["gloss"].notna().sum()), phrases["sure"].value_counts()
    levels = listed([f"{int(sure[level])} {level}" for level in ("high", "medium", "unverified") if level in sure])
    return _paragraph(
        f"{count(len(phrases), 'set phrase carries', 'set phrases carry')} the message, in "
        f"{count(len(mentions), 'mention')}: {listed(names)}.",
        f"The glossary explains {glossed} of {len(phrases)}" + (f" (how sure: {levels})." if levels else "."),
    )


def say_themes(tables: Tables, *, codebook: object = None) -> Html:
    """Say how much of the text the codebook covers and which themes lead."""
    from communique.charts.style import count, listed
    from communique.charts.themes import coverage, theme_names

    covered, n = coverage(tables)
    if not n:
        return _paragraph("The text has no sentences, so it has no themes.")
    if not covered:
        return _paragraph(f"None of {count(n, 'sentence')} has a term of the codebook; it was written for other texts.")
    counts = tables.themes["theme"].value_counts()
    names = theme_names(codebook, list(tables.themes["theme"]))
    ranked = sorted(names, key=lambda theme: -counts[theme])
    top = [f"{escape(names[t][0])} ({count(int(counts[t]), 'sentence')})" for t in ranked]
    mixed = int((tables.themes.groupby("sentence_id")["theme"].size() > 1).sum())
    return _paragraph(
        f"{covered} of {n} sentences and headings have a theme of the codebook; {mixed} of them have more than one.",
        f"By sentences: {listed(top, 4)}.",
        f"{count(n - covered, 'sentence is', 'sentences are')} about none of the themes and listed below."
        if n > covered
        else "No sentence is left without a theme.",
    )


def say_support(tables: Tables) -> Html:
    """Say honestly what so much text can support, and what is therefore not claimed."""
    from communique.charts.style import count
    from communique.themes import explore

    n, n_articles = int((tables.sentences["role"] != "boilerplate").sum()), len(tables.articles)
    if n_articles > 1:
        lead = f"{count(n_articles, 'article')} with {count(n, 'sentence')}"
    else:
        lead = f"One article with {count(n, 'sentence')} and headings"
    tested = n_articles >= explore.ARTICLES_FOR_P
    return _paragraph(
        f"{lead} can be counted, not tested: a count of 3 is 3 places in this text and no sign of a habit."
        if not tested
        else f"{lead}: counts first, tests with them.",
        "No significance is claimed below, and no topics are computed from the words alone: on so few sentences they "
        "would come out as well from shuffled words."
        if n < 1000 or n_articles < 50
        else "",
    )


def say_counts(tables: Tables) -> Html:
    """Say how much text was read, and whether it is in a language that the rules are not written for."""
    from communique.charts.style import count
    from communique.readers.language import foreign_language, language_words

    if tables.articles.empty:
        return _paragraph("No article was read.")
    article = tables.articles.iloc[0]
    title = article["article_id"] if _missing(article["title"]) else article["title"]
    lead = f"“{title}”" if len(tables.articles) == 1 else count(len(tables.articles), "article")
    words, sentences = int(tables.articles["n_words"].sum()), int(tables.articles["n_sentences"].sum())
    basis = article["reference_basis"]
    year = article["reference_year"]
    when = "" if _missing(year) or len(tables.articles) > 1 else f"“This year” is {year}"
    when += "" if not when else "." if _missing(basis) else f" ({escape(str(basis))})."
    units = count(sentences, "sentence or heading", "sentences and headings")
    foreign = [found for text in tables.articles["text"].head(MOST_CHECKED) if (found := foreign_language(str(text)))]
    which = "The text" if len(tables.articles) == 1 else count(len(foreign), "article")
    return _paragraph(
        f"Read: {escape(str(lead))}, {count(words, 'word')} in {units}.",
        when,
        f"{which} {language_words(foreign[0])}" if foreign else "",
    )


def repaired_sentences(tables: Tables) -> Html:
    """Say how many false breaks inside sentences were mended."""
    from communique.charts.style import count

    n = int(tables.sentences["repaired"].sum())
    if not n:
        return _paragraph("No sentence had a false break inside it.")
    return _paragraph(
        f"{count(n, 'sentence')} had a false full stop or break inside; only the boundary was mended, no word."
    )


__all__: Iterable[str] = [
    "office_of",
    "repaired_sentences",
    "say_aims",
    "say_counts",
    "say_phrases",
    "say_support",
    "say_themes",
    "say_voices",
]
