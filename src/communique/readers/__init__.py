"""Reading: files, feeds, tables and archives of any common format become articles.

Only here are articles read.  The text that comes out is normalised once (``article.normalise_text``) and never changed.
"""

from communique.readers.corpus import Skipped, article_paths, read_corpus
from communique.readers.document import ARTICLE_SUFFIXES, MAX_BYTES, read_article, read_bytes

__all__ = ["ARTICLE_SUFFIXES", "MAX_BYTES", "Skipped", "article_paths", "read_article", "read_bytes", "read_corpus"]
