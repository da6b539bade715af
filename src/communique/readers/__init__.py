"""Reading: files, feeds, tables and archives of any common format become articles.

Only here are articles read.  The text that comes out is normalised once (``article.normalise_text``) and never changed.
"""

from importlib import import_module

# Looked up when first used: who reads one text file need not load the readers of archives, feeds and tables.
_HOMES = {
    "ARTICLE_SUFFIXES": "communique.readers.document",
    "MAX_BYTES": "communique.readers.document",
    "Skipped": "communique.readers.corpus",
    "article_paths": "communique.readers.walk",
    "read_article": "communique.readers.document",
    "read_bytes": "communique.readers.document",
    "read_corpus": "communique.readers.corpus",
}
__all__ = ["ARTICLE_SUFFIXES", "MAX_BYTES", "Skipped", "article_paths", "read_article", "read_bytes", "read_corpus"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'communique.readers' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
