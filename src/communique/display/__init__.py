"""What a notebook shows: charts with caption and alternative text, tables with links, the article with its rows marked.

Everything returned is finished HTML (:class:`Html`): a notebook shows it, a report takes it in, and nothing in it asks
another place for anything.
"""

from communique.display.article import KINDS, marked_article
from communique.display.corpus import (
    articles_table,
    corpus_provenance,
    histories_table,
    links_table,
    phrase_histories_table,
    say_corpus,
    say_histories,
    say_phrase_histories,
)
from communique.display.figures import figure, svg_of
from communique.display.html import Html
from communique.display.prose import (
    repaired_sentences,
    say_aims,
    say_counts,
    say_phrases,
    say_support,
    say_themes,
    say_voices,
)
from communique.display.tables import plain_table, table
from communique.display.views import (
    commitments_table,
    glossary_table,
    mentions_table,
    phrases_table,
    provenance,
    quantities_table,
    statements_table,
    targets_table,
    themes_table,
    uncovered_table,
    undated,
)

__all__ = [
    "KINDS",
    "Html",
    "articles_table",
    "commitments_table",
    "corpus_provenance",
    "figure",
    "glossary_table",
    "histories_table",
    "links_table",
    "marked_article",
    "mentions_table",
    "phrase_histories_table",
    "phrases_table",
    "plain_table",
    "provenance",
    "quantities_table",
    "repaired_sentences",
    "say_aims",
    "say_corpus",
    "say_counts",
    "say_histories",
    "say_phrase_histories",
    "say_phrases",
    "say_support",
    "say_themes",
    "say_voices",
    "statements_table",
    "svg_of",
    "table",
    "targets_table",
    "themes_table",
    "uncovered_table",
    "undated",
]
