"""Many articles to a Parquet dataset, and back: in parts, resumable, on one core, several or a cluster.

The same pure function is mapped over all articles; what is here is the bookkeeping: which file belongs to which part,
which parts are done, and what becomes of an article that cannot be read.
"""

from communique.corpus.dataset import SKIPPED_COLUMNS, read_dataset
from communique.corpus.run import Summary, extract_corpus, is_corpus

__all__ = ["SKIPPED_COLUMNS", "Summary", "extract_corpus", "is_corpus", "read_dataset"]
