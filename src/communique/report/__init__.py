"""Reports: notebooks run on articles, written as self-contained HTML pages with the tables beside them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from communique.article import Article
from communique.errors import CommuniqueError, OutputError
from communique.report.execute import run_notebook
from communique.report.generated import articles_page, codebook_page, glance_page, method_page, summary_of
from communique.report.pages import Link, check_page, export_notebook, title_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from communique.tables import Tables

NOTEBOOKS = Path(__file__).resolve().parents[3] / "notebooks"
#: Notebooks over one article begin with a figure; those over a corpus with ``corpus-``.
ARTICLE_NOTEBOOKS = "[0-9][0-9]-*.ipynb"
CORPUS_NOTEBOOKS = "corpus-*.ipynb"
# From here on articles are a corpus: two pages on all of them, and one page without a kernel for each.  Four notebooks
# an article take a minute for three articles; what a single article's notebooks add is made by reporting on it alone.
MIN_CORPUS = 10


def write_reports(
    paths: Sequence[Path],
    output: Path,
    *,
    force: bool = False,
    codebook: Path | None = None,
    lexicon: Path | None = None,
    encoding: str | None = None,
    metadata: dict[str, object] | None = None,
    notebooks: Path = NOTEBOOKS,
    tell: Callable[[str], None] | None = None,
) -> list[Path]:
    """Write the report of one article or of several.

    Parameters
    ----------
    paths : sequence of Path
        Articles, folders of articles, or a dataset that ``communique extract`` has written.
    output : Path
        Folder to write to.  One article's pages stand in it; several have a folder each and a list in ``index.html``.
        A dataset, or a folder of ten articles or more, also has the pages of a corpus, and a page at a glance for each
        article.
    force : bool, default False
        Whether a report that is there is replaced.
    codebook : Path, optional
        Codebook of themes to use.
    lexicon : Path, optional
        Folder of edited lexicon files.
    encoding : str, optional
        Character encoding of the articles.
    metadata : dict, optional
        Metadata of the one article.
    notebooks : Path, optional
        Folder of the notebooks.
    tell : callable, optional
        Is given what is worth knowing and no error, a sentence each.

    Returns
    -------
    list of Path
        The pages written, ``index.html`` first.

    Raises
    ------
    CommuniqueError
        In one sentence; a report that was there stays whole.
    """
    from communique.readers import article_paths, read_article
    from communique.readers.language import language_note

    output = Path(output)
    if (output / "index.html").exists() and not force:
        raise OutputError(f"{output}: holds a report already; give another --output, or --force to replace it.")
    _refuse_other_files(output)
    corpus = _corpus_of(paths)
    if corpus is not None:
        if metadata:
            named = ", ".join(metadata)
            raise CommuniqueError(
                f"{named}: holds for one article, {corpus} holds many; write a .yaml file beside each."
            )
        return _write_corpus_report(corpus, output, codebook, lexicon, encoding, Path(notebooks))
    sources = article_paths(paths)
    articles = [read_article(path, encoding=encoding, **(metadata or {})) for path in sources]
    for article in articles if tell is not None else ():
        tell(language_note(article))
    templates = sorted(Path(notebooks).glob(ARTICLE_NOTEBOOKS))
    if not templates:
        raise CommuniqueError(f"{notebooks}: holds no notebooks; run from a clone of the repository.")
    parent = _writable(output)
    with tempfile.TemporaryDirectory(prefix=".communique-", dir=parent) as folder:
        beside = Path(folder)
        pages = _write_all(
            *(list(zip(sources, articles, strict=True)), beside, templates),
            **{"codebook": codebook, "lexicon": lexicon, "metadata": metadata or {}, "encoding": encoding},
        )
        _move_into_place(beside, output)
    return [output / page for page in pages]


def _corpus_of(paths: Sequence[Path]) -> Path | None:
    """Return the one path if it is a dataset or a folder with the articles of a corpus."""
    from communique.chronicle import is_dataset
    from communique.readers import article_paths

    if len(paths) != 1 or not Path(paths[0]).is_dir():
        return None
    path = Path(paths[0])
    return path if is_dataset(path) or len(article_paths([path])) >= MIN_CORPUS else None


def _refuse_other_files(output: Path) -> None:
    """Refuse a folder that holds other things than a report: its pages would stand among them."""
    from communique.readers.walk import REPORT_PAGES

    if not output.is_dir():
        return
    names = {path.name for path in output.iterdir() if not path.name.startswith(".")}
    if names and not names & REPORT_PAGES:
        raise OutputError(f"{output}: holds other files and no report; give a new or empty folder as --output.")


def _write_corpus_report(
    corpus: Path, output: Path, codebook: Path | None, lexicon: Path | None, encoding: str | None, notebooks: Path
) -> list[Path]:
    from communique.chronicle import read_chronicle

    templates = sorted(notebooks.glob(CORPUS_NOTEBOOKS))
    if not templates:
        raise CommuniqueError(f"{notebooks}: holds no notebooks of a corpus; run from a clone of the repository.")
    parent = _writable(output)
    tables = read_chronicle(corpus, codebook=codebook, lexicon=lexicon, encoding=encoding)
    if tables.articles.empty:
        raise CommuniqueError(f"{corpus}: holds no articles, so there is nothing to report.")
    with tempfile.TemporaryDirectory(prefix=".communique-", dir=parent) as folder:
        beside = Path(folder)
        pages = _write_corpus_pages(tables, beside, templates, _corpus_parameters(corpus, codebook, lexicon, encoding))
        _move_into_place(beside, output)
    return [output / page for page in pages]


def _corpus_parameters(
    corpus: Path, codebook: Path | None, lexicon: Path | None, encoding: str | None
) -> dict[str, object]:
    given = {"corpus_path": _from_notebooks(corpus), "encoding": encoding}
    given["codebook"] = _from_notebooks(codebook) if codebook else None
    given["lexicon"] = _from_notebooks(lexicon) if lexicon else None
    return {name: value for name, value in given.items() if value is not None}


def _write_corpus_pages(
    tables: Tables, folder: Path, notebooks: list[Path], parameters: dict[str, object]
) -> list[Path]:
    """Write the list of articles, the corpus notebooks, a page at a glance for each article, and the tables."""
    import sys

    from tqdm import tqdm

    from communique.chronicle import tables_by_article
    from communique.report.execute import parameters_of, read_notebook

    own = [Link(f"{path.stem}.html", title_of(read_notebook(path))) for path in notebooks]
    shared = _navigation([], None)
    shared = [shared[0], *own, *shared[1:]]
    above = [Link(f"../{link.href}", link.label) for link in shared]
    pages, summaries = [Path("index.html")], []
    n = len(tables.articles)
    with tqdm(total=n + len(notebooks), unit="page", desc="report", disable=not sys.stderr.isatty()) as progress:
        for notebook in notebooks:
            given = dict(parameters)
            if "article_pages" in parameters_of(notebook):
                given["article_pages"] = "{article_id}/index.html"
            executed = run_notebook(notebook, given, f"the corpus {Path(str(parameters['corpus_path'])).name}")
            name = f"{notebook.stem}.html"
            _write_page(folder / name, export_notebook(executed, shared, name))
            pages.append(Path(name))
            progress.update()
        for one in tables_by_article(tables):
            article_id = one.articles["article_id"].iloc[0]
            (folder / article_id).mkdir()
            here = [above[0], Link("index.html", "At a glance"), *above[1:]]
            _write_page(folder / article_id / "index.html", glance_page(one, here, downloads="../tables"))
            summaries.append(summary_of(one, f"{quote(article_id)}/index.html"))
            pages.append(Path(article_id) / "index.html")
            progress.update()
    tables.to_csv(folder / "tables")
    tables.to_parquet(folder / "tables")
    _write_tracked(tables, folder / "tables")
    _write_page(folder / "index.html", articles_page(summaries, shared, is_corpus=True))
    _write_page(folder / "codebook.html", codebook_page(shared, is_corpus=True))
    _write_page(folder / "method.html", method_page(shared, is_corpus=True))
    return [*pages, Path("codebook.html"), Path("method.html")]


def _write_tracked(tables: Tables, folder: Path) -> None:
    from communique.tracking import track_targets, write_histories

    write_histories(*track_targets(tables), folder, formats=("csv", "parquet"), force=True)


def _writable(output: Path) -> Path:
    try:
        output.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=output):
            pass
    except OSError as error:
        raise OutputError(
            f"{output}: cannot be written ({error.strerror}); choose another folder with --output."
        ) from None
    return output


def _move_into_place(beside: Path, output: Path) -> None:
    """Move every finished file over the old one; each appears whole or not at all."""
    for path in sorted(beside.rglob("*")):
        if path.is_file():
            target = output / path.relative_to(beside)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.chmod(0o644)
            path.replace(target)


def _write_all(
    articles: list[tuple[Path, Article]],
    folder: Path,
    notebooks: list[Path],
    *,
    codebook: Path | None,
    lexicon: Path | None,
    metadata: dict[str, object],
    encoding: str | None,
) -> list[Path]:
    import sys

    from tqdm import tqdm

    from communique.extract import extract

    is_single = len(articles) == 1
    shared = _navigation(notebooks, "" if is_single else None)
    pages: list[Path] = []
    summaries = []
    progress = tqdm(total=len(articles) * len(notebooks), unit="page", desc="report", disable=not sys.stderr.isatty())
    with progress:
        for path, article in articles:
            home = folder if is_single else folder / article.article_id
            home.mkdir(parents=True, exist_ok=True)
            tables = extract(article, codebook=codebook, lexicon=lexicon)
            navigation = shared if is_single else _navigation(notebooks, "../")
            _write_page(home / "index.html", glance_page(tables, navigation))
            pages.append((home / "index.html").relative_to(folder))
            parameters = _parameters(path, codebook, lexicon, metadata, encoding)
            for notebook in notebooks:
                executed = run_notebook(notebook, parameters, article.source or article.article_id)
                name = f"{notebook.stem}.html"
                _write_page(home / name, export_notebook(executed, navigation, name))
                pages.append((home / name).relative_to(folder))
                progress.update()
            tables.to_csv(home / "tables")
            tables.to_parquet(home / "tables")
            if not is_single:
                summaries.append(summary_of(tables, f"{article.article_id}/index.html"))
    if not is_single:
        _write_page(folder / "index.html", articles_page(summaries, shared))
        pages.insert(0, Path("index.html"))
    _write_page(folder / "codebook.html", codebook_page(shared))
    _write_page(folder / "method.html", method_page(shared))
    return [*pages, Path("codebook.html"), Path("method.html")]


def _write_page(path: Path, html: str) -> None:
    path.write_text(check_page(html, path.name), encoding="utf-8")


def _navigation(notebooks: list[Path], up: str | None) -> list[Link]:
    """Return the links of a page; ``up`` leads to the shared pages, None stands for the list of articles."""
    if up is None:
        return [Link("index.html", "All articles"), Link("codebook.html", "Codebook"), Link("method.html", "Method")]
    from communique.report.execute import read_notebook

    links = [Link("index.html", "At a glance")]
    links += [Link(f"{path.stem}.html", title_of(read_notebook(path))) for path in notebooks]
    links += [Link(f"{up}codebook.html", "Codebook"), Link(f"{up}method.html", "Method")]
    return [Link("../index.html", "All articles"), *links] if up else links


def _parameters(
    path: Path, codebook: Path | None, lexicon: Path | None, metadata: dict[str, object], encoding: str | None
) -> dict[str, object]:
    """Return the notebooks' parameters: paths as the notebooks' folder sees them, so that reports name no machine."""
    given = {"article_path": _from_notebooks(path), **metadata, "encoding": encoding}
    given["codebook"] = _from_notebooks(codebook) if codebook else None
    given["lexicon"] = _from_notebooks(lexicon) if lexicon else None
    return {name: value for name, value in given.items() if value is not None}


def _from_notebooks(path: Path) -> str:
    resolved = Path(path).resolve()
    root = NOTEBOOKS.parent
    return f"../{resolved.relative_to(root).as_posix()}" if resolved.is_relative_to(root) else str(resolved)
