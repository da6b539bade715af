"""Many articles to a Parquet dataset, and back: in parts, resumable, on one core, several or a cluster.

The same pure function is mapped over all articles; what is here is the bookkeeping: which file belongs to which part,
which parts are done, and what becomes of an article that cannot be read.

The tables of a dataset are folders of Parquet files, which other tools read as they are.  In Python:

    cq.read_dataset("dataset", tables=["targets"], published=("2023-01-01", None)).targets

in DuckDB:

    select publisher, count(*) as n
    from 'dataset/targets/*.parquet' join 'dataset/articles/*.parquet' using (article_id)
    where is_target and duplicate_of is null and published >= '2023-01-01'
    group by publisher order by n desc

and in Polars:

    import polars as pl
    targets = pl.scan_parquet("dataset/targets/*.parquet").filter(pl.col("is_target"))
    articles = pl.scan_parquet("dataset/articles/*.parquet").select("article_id", "publisher", "published")
    targets.join(articles, on="article_id").group_by("publisher").len().collect()
"""

from communique.corpus.dataset import SKIPPED_COLUMNS, read_dataset, read_skipped
from communique.corpus.run import Summary, extract_corpus, is_corpus

__all__ = ["SKIPPED_COLUMNS", "Summary", "extract_corpus", "is_corpus", "read_dataset", "read_skipped"]
