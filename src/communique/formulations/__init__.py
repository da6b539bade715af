"""Set phrases: numbered formulations ("three concentrations"), quoted ones ("a game of chess") and slogans.

A set phrase is recognised by its shape, so that it works for any country: a number word before a noun, in quotation
marks or capitals or before a verb that stands as a noun; or a short stretch in quotation marks that is a piece of a
clause and not somebody's words.  The glossary adds meanings, and phrases that carry no mark.
"""

from __future__ import annotations

from pathlib import Path

from communique.article import Article
from communique.formulations.finder import Finder
from communique.formulations.words import canonical_form, read_words
from communique.records import Formulation, Sentence, Statement

__all__ = ["RULES", "canonical_form", "find_formulations"]

RULES = {
    "numbered-quoted": "A number word and what it counts in quotation marks: “three concentrations”.",
    "numbered-capital": "A number word and a noun in capitals inside a sentence: the Four Comprehensives.",
    "numbered-nominal": "A number word before a verb or adjective that stands as a noun: two unswervinglies.",
    "numbered-plus": "Figures and letters joined by plus signs: 1+N.",
    "numbered-parts": "A plan in so many parts: a five-pronged approach.",
    "numbered-years": "An action or action plan of so many years: the three-year action for roads.",
    "numbered-list": "A number word before what a plan is made of: rests on four pillars, the six key tasks.",
    "numbered-letters": "A number word before an initial in the plural: the three Ps.",
    "numbered-pair": "One of this for one of that: one village, one product.",
    "numbered-zh": "A Chinese number, classifier and noun in quotation marks, or a known nominal: 三个集中.",
    "quoted-phrase": "A short stretch in quotation marks inside a clause that is not somebody's words: “big picture”.",
    "glossary": "A phrase of the glossary without marks.",
    "slogan-capital": "A verb and its words in capitals inside a sentence: Build Back Better.",
    "slogan-year": "A vision or agenda in capitals with its year: Vision 2030, the 2030 Agenda.",
    "slogan-agenda": "An agenda with a name of its own in capitals: the Renewed Hope Agenda.",
}


def find_formulations(
    article: Article, sentences: list[Sentence], statements: list[Statement], lexicon: Path | None = None
) -> list[Formulation]:
    """Find every mention of a set phrase.

    Parameters
    ----------
    article : Article
        The article.
    sentences : list of Sentence
        From ``segment_sentences``; boilerplate holds no formulations, titles and headings do.
    statements : list of Statement
        From ``find_statements``: they tell direct speech from a phrase in quotation marks.
    lexicon : Path, optional
        Folder of edited lexicon files.

    Returns
    -------
    list of Formulation
        In text order, without overlaps; the span leaves the quotation marks out.

    Examples
    --------
    >>> article = Article.from_text("The plan serves the “two capabilities” and builds two new plants.")
    >>> [(r.formulation, r.kind, r.number, r.gloss_confidence) for r in find_formulations(article, [], [])]
    [('two capabilities', 'numbered', 2, 'medium')]
    """
    return Finder(article, sentences, statements, read_words(lexicon)).find()
