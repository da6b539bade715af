"""Who is to do what: actor, action, object, and how firmly, clause by clause.

A frame ("will", "it is necessary to", "requires X to", "a plan to", "has", "is") announces an action; the verb after it
must be one of policy, and whoever stands before it must be able to act.  Verbs coordinated with it are actions of the
same actor and the same strength.
"""

from __future__ import annotations

from pathlib import Path

from communique.article import Article
from communique.commitments.clauses import covering_statement
from communique.commitments.frames import find_triggers
from communique.commitments.lines import Lead, opens_with_verb, read_headline, read_instruction, read_lead
from communique.commitments.sentence import RULES, SentenceParser
from communique.commitments.verbs import action_classes
from communique.records import Commitment, Sentence, Statement

__all__ = ["RULES", "action_classes", "find_commitments"]

# A sentence of so few letters is the number of a point: "12."
MAX_LETTERS_OF_NUMBER = 4


def find_commitments(
    article: Article, sentences: list[Sentence], statements: list[Statement], lexicon: Path | None = None
) -> list[Commitment]:
    """Find what is to be done, is being done or was done, and by whom.

    Parameters
    ----------
    article : Article
        The article.
    sentences : list of Sentence
        From ``segment_sentences``; boilerplate holds no commitments.
    statements : list of Statement
        From ``find_statements``; a commitment gets the position of the innermost statement that covers its verb.
    lexicon : Path, optional
        Folder of edited lexicon files.

    Returns
    -------
    list of Commitment
        In text order.  ``start, end`` run from the verb group to the end of the object.  What is done or under way has
        no strength (None): no word of will stands there.

    Examples
    --------
    >>> from communique.segment import segment_sentences
    >>> article = Article.from_text("The council will build 40 schools and close two depots by 2030.")
    >>> rows = find_commitments(article, segment_sentences(article), [])
    >>> [(r.action, article.text[slice(*r.object)], r.strength) for r in rows]
    [('build', '40 schools', 'will'), ('close', 'two depots', 'will')]
    """
    triggers = find_triggers(article.text, article.folded, lexicon)
    cues = sorted(cue for statement in statements for cue in statement.cue)
    # Where a new clause begins: somebody's words begin there, or a cue ends.
    borders = sorted({cue.end for cue in cues} | {span.start for s in statements for span in s.content})
    found: dict[int, Commitment] = {}
    lead: Lead | None = None
    position = 0
    for sentence in sentences:
        here = []
        while position < len(triggers) and triggers[position].start < sentence.end:
            if triggers[position].start >= sentence.start:
                here.append(triggers[position])
            position += 1
        last_letter = article.text[sentence.end - 1]
        if sentence.role == "boilerplate" or last_letter in "?？":
            continue
        is_line = last_letter not in '.!;。！”"’)'
        rows = []
        if here and (sentence.role == "body" or last_letter == ":"):
            parser = SentenceParser(article, sentence, here, borders, cues, lexicon)
            rows = parser.parse()
            lead = read_lead(parser) if last_letter == ":" else lead
            if lead and last_letter == ":":  # "what schools have to do:"
                rows = [row for row in rows if row.action != "do"]
        if not rows and (is_line or (not here and opens_with_verb(article.folded, sentence, lexicon))):
            parser = SentenceParser(article, sentence, [], borders, cues, lexicon)
            rows = (is_line and not lead and read_headline(parser)) or read_instruction(
                parser, "plan" if is_line else "must", lead
            )
        if not rows and last_letter != ":" and sentence.end - sentence.start > MAX_LETTERS_OF_NUMBER:
            lead = None  # a list ends where a line is no point of it
        for commitment in rows:
            found.setdefault(commitment.verb.end, commitment)
    starts = [statement.start for statement in statements]
    rows = [row._replace(statement=covering_statement(statements, starts, row.verb.start)) for row in found.values()]
    return sorted(rows, key=lambda row: (row.start, row.end, row.verb))
