"""The tables of many articles, wherever they are: a dataset, or a folder of articles that is read and extracted now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from communique.tables import Tables

# A folder of more articles is extracted once and kept: `communique extract FOLDER --output DATASET`.
MOST_IN_MEMORY = 5000


def is_dataset(path: str | Path) -> bool:
    """Say whether a folder was written by ``communique extract FOLDER --output DATASET``."""
    return (Path(path) / "articles").is_dir()


def read_chronicle(
    path: str | Path,
    *,
    codebook: str | Path | None = None,
    lexicon: str | Path | None = None,
    encoding: str | None = None,
) -> Tables:
    """Return the tables of a dataset, or of a folder of articles.

    Parameters
    ----------
    path : path
        A dataset, or a folder of articles.
    codebook : path, optional
        Codebook of themes for a folder; a dataset keeps the themes that it was written with.
    lexicon : path, optional
        Folder of edited lexicon files, for a folder.
    encoding : str, optional
        Character encoding of the articles of a folder.

    Raises
    ------
    CommuniqueError
        If there is nothing to read, or a folder holds so many articles that it should become a dataset first.
    """
    from communique.extract import extract
    from communique.readers import article_paths, read_article

    if is_dataset(path):
        from communique.corpus import read_dataset

        return read_dataset(path)
    paths = article_paths([Path(path)])
    if len(paths) > MOST_IN_MEMORY:
        raise CommuniqueError(
            f"{path}: holds {len(paths):,} articles; run `communique extract {path} --output dataset` first and use "
            "the dataset."
        )
    return extract([read_article(file, encoding=encoding) for file in paths], codebook=codebook, lexicon=lexicon)


def tables_by_article(tables: Tables) -> Iterator[Tables]:
    """Yield the tables of each article, in the order of ``articles``; one pass over every frame."""
    from communique.tables import Tables

    frames = tables.frames()
    rows = {name: frame.groupby("article_id", sort=False).indices for name, frame in frames.items()}
    for article_id in tables.articles["article_id"]:
        yield Tables(
            **{
                name: frame.iloc[rows[name].get(article_id, [])].reset_index(drop=True)
                for name, frame in frames.items()
            }
        )
