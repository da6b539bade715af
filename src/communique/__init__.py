"""communique: policy-news articles as tables of who said what, targets, commitments, set phrases and themes.

>>> import communique as cq
>>> article = cq.Article.from_text("Ama Owusu said that exports will double by 2030.", published="2025-01-01")
>>> cq.extract(article).statements["speaker"].tolist()
['Ama Owusu']
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

__version__ = "0.1.0"

# Looked up when first used: `import communique` stays as fast as an empty module, whatever pandas costs.
_HOMES = {
    "Article": "communique.article",
    "CommuniqueError": "communique.errors",
    "Tables": "communique.tables",
    "explore": "communique.explorer",
    "extract": "communique.extract",
    "read_article": "communique.readers",
    "read_codebook": "communique.themes",
    "read_corpus": "communique.readers",
    "read_dataset": "communique.corpus",
}
__all__ = [
    "Article",
    "CommuniqueError",
    "Tables",
    "__version__",
    "explore",
    "extract",
    "read_article",
    "read_codebook",
    "read_corpus",
    "read_dataset",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'communique' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])


class _Package(ModuleType):
    """Keeps a public function where Python would put the module of the same name: ``cq.extract`` stays callable."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
