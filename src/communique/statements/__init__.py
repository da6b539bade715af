"""Statements: who said what, found by reporting words in frames.

``tokens`` gives words light classes and finds quotations, ``verbs`` knows the reporting verbs, ``sources`` finds noun
phrases, ``frames`` puts them together, ``functions`` tells what a statement does, ``rows`` makes the records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from communique.article import Article
from communique.records import Sentence, Statement
from communique.statements.frames import Found, LineReader
from communique.statements.rows import Builder
from communique.statements.tokens import TRIGGER_MARKS, Line, cue_pattern, trigger_pattern

RULES = {
    "quote-left": 'A quotation, then source and verb: "…," the minister said.',
    "quote-inverted": 'A quotation, then verb and source: "…," said the minister.',
    "quote-right": 'Source and verb, then a quotation: the minister said: "…".',
    "that": "Source, verb and a clause with that, adjuncts and addressees between them left out.",
    "clause": "Source, verb and a clause without that, for verbs trusted so far.",
    "colon": "Source, verb, colon, then the content; or any clause about somebody, a colon and a quotation.",
    "label": "A name and a colon at the beginning of a line, or at the end of a headline: levy to rise: minister.",
    "comma": "Content, comma, source and verb: the levy will rise, the minister said.",
    "inverted": "Content, comma, verb and source: the levy will rise, said the minister.",
    "parenthetical": "Source and verb between commas within the content: the levy, she said, will rise.",
    "according-to": "According to a source, before, within or after the content.",
    "as-said": "As the minister said, before the content.",
    "participle": "A participle that shares the subject of its clause: …, adding that ….",
    "coordinated": "A second verb that shares the subject: … and said that ….",
    "question": "A verb with whether, if, what, how or why.",
    "infinitive": "A verb with to: vowed to …, urged the council to ….",
    "object": "A verb of saying whose content is a noun phrase: announced a levy, called it a mistake.",
    "prep": "A verb with its preposition: called for, warned of, pointed to.",
    "passive": "It was stressed that …; the firm is said to …; the need for … was stressed by the chair.",
    "noun": "A noun of saying with its owner or a verb: his warning that …, a claim by X that …, drew attention to ….",
    "stance": "The minister was adamant that …, made it clear that ….",
    "asked": "When asked by somebody whether …, before the answer.",
    "quoted-paragraph": "A quoted paragraph without a source goes on from the quotation before it.",
    "transcript": "A paragraph after a labelled one, in a text of labels, is still that speaker's.",
    "continued-prose": "Policy prose after an attributed sentence of the same paragraph goes on with its speaker.",
    "narrator": "A sentence of the body without a source is the narrator's.",
}

_MARK = re.compile("[“”«»„\"‘]|(?<!\\w)'")
_TRIGGER_MARK = re.compile(TRIGGER_MARKS)

# A reporting word within so many characters before a colon at the end of a line introduces the next line.
COLON_REACH = 80
# A speaker label ends in a colon within so many characters of the beginning of a line.
LABEL_REACH = 60
# A sentence takes part in so many statements at most.
MOST_IN_SENTENCE = 8
# The first paragraph of an article is its headline when it has so few words and so many sentences follow.
LONGEST_HEADLINE, LEAST_BODY = 26, 5


def find_statements(article: Article, sentences: list[Sentence], lexicon: Path | None = None) -> list[Statement]:
    """Find who says what, and give every other sentence of the body to the narrator.

    Parameters
    ----------
    article : Article
        The article.
    sentences : list of Sentence
        From :func:`communique.segment.segment_sentences`; a paragraph is read as a whole.
    lexicon : Path, optional
        Folder of edited lexicon files.

    Returns
    -------
    list of Statement
        In text order.  ``attribution`` is ``explicit`` for a statement with a cue, ``continued`` for text that goes
        on from the one before, ``none`` for the narrator's.  A statement inside the content of another has ``outer``
        set to its position.  Unresolved pronouns have ``speaker`` None, and ``note`` says so.

    Notes
    -----
    The rules are those of ``RULES``.  What a content includes follows the PolNeAR guidelines (Newell et al. 2018):
    quotation marks and "that" belong to it, the full stop of the sentence, time, place and addressee do not.

    Examples
    --------
    >>> from communique.segment import segment_sentences
    >>> article = Article.from_text("The levy will rise, Ann Lee, head of the agency, said on Monday. It rose in May.")
    >>> for row in find_statements(article, segment_sentences(article)):
    ...     print(row.speaker, row.role_title, row.rule, [article.text[a:b] for a, b in row.content])
    Ann Lee head of the agency comma ['The levy will rise']
    narrator None narrator []
    """
    builder = Builder(article, sentences, lexicon)
    for first, last, line, found in _lines(article, sentences, lexicon):
        builder.add_paragraph(first, last, line, found)
    builder.finish()
    return _in_order(builder.rows)


def _in_order(rows: list[Statement]) -> list[Statement]:
    """Sort by place and renumber ``outer``."""
    order = sorted(range(len(rows)), key=lambda n: (rows[n].start, rows[n].outer is not None, rows[n].end, n))
    place = {old: new for new, old in enumerate(order)}
    return [rows[n] if rows[n].outer is None else rows[n]._replace(outer=place[rows[n].outer]) for n in order]


def _is_headline(line: Line, following: int) -> bool:
    """Say whether the first paragraph is the headline: a short line without a quoted sentence, and a body after it."""
    return following >= LEAST_BODY and line.size <= LONGEST_HEADLINE and (not line.quotes or line.quotes[0][0] > 0)


def _lines(
    article: Article, sentences: list[Sentence], lexicon: Path | None
) -> Iterator[tuple[int, int, Line | None, list[Found]]]:
    """Yield each paragraph: its first and last sentence, and what the frames found where there is any cue."""
    trigger, cue = trigger_pattern(lexicon), cue_pattern(lexicon)
    text, folded = article.text, article.folded
    hit: re.Match[str] | None = None

    def can_hold(sentence: Sentence) -> bool:
        # Marks are found far faster than words; and no word stands before the first one of the paragraph.
        start, end = sentence.start, sentence.end
        if _TRIGGER_MARK.search(folded, start, end) is not None:
            return True
        return hit is not None and hit.start() < end and cue.search(folded, max(start, hit.start()), end) is not None

    index = 0
    while index < len(sentences):
        first = index
        paragraph = sentences[index].paragraph
        while index < len(sentences) and sentences[index].paragraph == paragraph:
            index += 1
        start, end = sentences[first].start, sentences[index - 1].end
        role = sentences[first].role
        is_followed = index < len(sentences) and role == "body" and sentences[index].role == "body"
        if text[end - 1] in ":：" and is_followed and trigger.search(folded, max(start, end - COLON_REACH), end - 1):
            # "The minister said:" and the words on the next line.
            paragraph = sentences[index].paragraph
            while index < len(sentences) and sentences[index].paragraph == paragraph:
                index += 1
            end = sentences[index - 1].end
        # A paragraph without a reporting word can be a label's, or go on with a quotation; else it holds nothing.
        may_hold = ":" in folded[start : start + LABEL_REACH] or _MARK.match(folded, start)
        hit = cue.search(folded, start, end) if role != "boilerplate" else None
        if role == "boilerplate" or not (may_hold or hit):
            yield first, index, None, []
            continue
        read = sentences[first:index]
        labelled = ":" in folded[start : start + LABEL_REACH]
        is_one = read[0].paragraph == read[-1].paragraph
        if len(read) > 1 and not labelled and is_one and (hit is not None or any(map(can_hold, read))):
            # Sentences before the first and after the last trigger hold nothing, unless a quotation runs through.
            while len(read) > 1 and not can_hold(read[0]):
                del read[0]
            if not can_hold(read[-1]):
                mark = _MARK.search(folded, read[0].start, read[-1].end)  # the first: looked for once
                while len(read) > 1 and not can_hold(read[-1]):
                    if mark is not None and mark.end() <= read[-2].end:
                        break
                    del read[-1]
        line = Line(text, folded, read[0].start, read[-1].end, [s.end for s in read], lexicon)
        line.heading = role in ("title", "heading") or (first == 0 and _is_headline(line, len(sentences) - index))
        yield first, index, line, LineReader(line, lexicon).read()
