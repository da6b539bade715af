"""The command line: ``communique extract | report | show | track | codebook | coding``.

Results go to standard output or ``--output``, progress and notes to standard error.  Exit status 0: done; 1: done, but
some articles were skipped or a check failed; 2: bad input or wrong use, told in one sentence.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from communique.tables import Tables

FORMATS = ("parquet", "csv", "json")


class _Commands(click.Group):
    """A group that tells every error of ours in one sentence, without a traceback unless ``--debug`` is given."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.list_commands(ctx), n=1)
            if near:
                error.message += f" Did you mean {near[0]!r}?"
            raise

    def main(self, *args: object, **kwargs: object) -> object:
        debug = "--debug" in sys.argv
        try:
            return super().main(*args, **kwargs)
        except CommuniqueError as error:
            if debug:
                raise
            click.echo(f"communique: {error}", err=True)
            sys.exit(2)
        except KeyboardInterrupt:
            click.echo("communique: stopped; nothing half-written was left.", err=True)
            sys.exit(130)
        except BrokenPipeError:
            sys.exit(0)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="communique")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def main(debug: bool) -> None:
    """Turn policy-news articles into tables: who said what, targets, commitments, set phrases and themes.

    Exit status: 0, done; 1, done, but some articles were skipped or a check failed; 2, bad input or wrong use.

    \b
    Example:
      communique show data/raw/soe-core-competitiveness.txt
    """


def _metadata_options(command: Callable) -> Callable:
    """Add the options that give an article's metadata on the command line."""
    options = [
        click.option("--title", help="Title of the article."),
        click.option("--publisher", help="Publisher of the article."),
        click.option("--url", help="Address of the page."),
        click.option("--published", metavar="DAY", help="Day of publication, as 2024-01-31."),
        click.option("--reference-year", metavar="YEAR", help="The year that “this year” means in the text."),
        click.option(
            "--country", metavar="CODE", help="Country that it is about, as CN; decides whose fiscal year is meant."
        ),
        click.option("--language", metavar="TAG", help="Language of the text, as en."),
        click.option(
            "--encoding",
            help="Character encoding of the file, as gb18030; by default UTF-8, what the file declares or a guess.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _knowledge_options(command: Callable) -> Callable:
    """Add the options that put a researcher's own knowledge in the place of the shipped one."""
    codebook = click.option(
        "--codebook", metavar="FILE", type=click.Path(path_type=Path), help="Codebook of themes to use."
    )
    lexicon = click.option(
        "--lexicon",
        metavar="FOLDER",
        type=click.Path(path_type=Path),
        callback=_lexicon_folder,
        help="Folder of edited lexicon files.",
    )
    return codebook(lexicon(command))


def _lexicon_folder(context: click.Context, option: click.Parameter, folder: Path | None) -> Path | None:
    """Refuse a folder that is not there or holds no lexicon: the shipped files would be used without a word."""
    from communique.lexicon import SHIPPED

    if folder is None:
        return None
    if not folder.is_dir():
        raise CommuniqueError(f"{folder}: is no folder; --lexicon names a folder of edited lexicon files.")
    known = {path.name for path in SHIPPED.glob("*.yaml")}
    if not known.intersection(path.name for path in folder.iterdir()):
        raise CommuniqueError(
            f"{folder}: holds no file of the lexicon, such as cues.yaml; copy those to edit from {SHIPPED}."
        )
    return folder


def _one_article(paths: tuple[Path, ...], given: dict[str, object]) -> dict[str, object]:
    """Return the metadata given; refuse to give several articles one title."""
    named = {name: value for name, value in given.items() if value is not None}
    if named and len(paths) > 1:
        options = ", ".join("--" + name.replace("_", "-") for name in named)
        raise CommuniqueError(
            f"{options}: holds for one article, {len(paths)} were named; write it into a .yaml file beside each."
        )
    return named


@main.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--output", "-o", type=click.Path(path_type=Path), required=True, help="Folder to write to.")
@click.option("--format", "formats", type=click.Choice(FORMATS), multiple=True, default=("parquet",), show_default=True)
@click.option("--force", is_flag=True, help="Replace what is there already.")
@click.option("--jobs", "-j", type=click.IntRange(1), default=1, show_default=True, help="Processes, for a folder.")
@click.option("--scheduler", metavar="ADDRESS", help="Dask scheduler to use for a folder, as tcp://host:8786.")
@click.option("--part-size", type=click.IntRange(1), help="Articles a part, for a folder.")
@click.option("--time-limit", type=click.FloatRange(min=0.1), help="Seconds that one article may take, for a folder.")
@_metadata_options
@_knowledge_options
def extract(
    paths: tuple[Path, ...],
    output: Path,
    formats: tuple[str, ...],
    force: bool,
    jobs: int,
    scheduler: str | None,
    part_size: int | None,
    time_limit: float | None,
    codebook: Path | None,
    lexicon: Path | None,
    encoding: str | None,
    **metadata: str | None,
) -> None:
    """Write the tables of articles to a folder.

    PATH... are articles; their tables are written together, one file a table.  If PATH is one folder (or an archive,
    feed or table of articles), a partitioned Parquet dataset is written part by part: a run that was stopped is taken
    up where it ended when the same command is given again.  The exit status is 1 where articles were skipped; the
    table skipped of the dataset says which and why.  Folders that communique itself has written are left out.

    \b
    Example:
      communique extract data/raw/soe-core-competitiveness.txt --output tables --format csv
    """
    from communique.corpus import extract_corpus, is_corpus

    if len(paths) == 1 and is_corpus(paths[0]):
        options = {"jobs": jobs, "scheduler": scheduler, "codebook": codebook, "lexicon": lexicon, "encoding": encoding}
        options |= {
            name: value for name, value in (("part_size", part_size), ("time_limit", time_limit)) if value is not None
        }
        if formats != ("parquet",):
            raise CommuniqueError(
                "--format: a dataset of a folder is Parquet; read it with communique.read_dataset to convert it."
            )
        summary = extract_corpus(paths[0], output, force=force, **options)
        click.echo(str(summary), err=True)
        sys.exit(1 if summary.n_skipped else 0)
    tables = _extract(paths, codebook, lexicon, encoding, _one_article(paths, metadata))
    written = []
    for name in dict.fromkeys(formats):
        written += getattr(tables, f"to_{name}")(output, force=force)
    click.echo(f"{tables!r}\n{len(written)} files written to {output}", err=True)


def _extract(
    paths: tuple[Path, ...], codebook: Path | None, lexicon: Path | None, encoding: str | None, metadata: dict
) -> object:
    from communique import extract as extract_tables
    from communique import read_article
    from communique.readers.language import language_note

    articles = [read_article(path, encoding=encoding, **metadata) for path in paths]
    for article in articles:
        _note(language_note(article))
    return extract_tables(articles, codebook=codebook, lexicon=lexicon)


def _note(words: str) -> None:
    """Tell the user what is worth knowing and no error, on standard error."""
    if words:
        click.echo(f"note: {words}", err=True)


@main.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--output", "-o", type=click.Path(path_type=Path), default=Path("reports"), show_default=True)
@click.option("--force", is_flag=True, help="Replace a report that is there already.")
@_metadata_options
@_knowledge_options
def report(
    paths: tuple[Path, ...],
    output: Path,
    force: bool,
    codebook: Path | None,
    lexicon: Path | None,
    encoding: str | None,
    **metadata: str | None,
) -> None:
    """Run the notebooks on articles and write self-contained HTML pages.

    PATH... are articles, folders of articles, or a dataset written by `communique extract`.

    \b
    Example:
      communique report data/raw/soe-core-competitiveness.txt --output my-report
    """
    from communique.report import write_reports

    named = _one_article(paths, metadata)
    given = {"codebook": codebook, "lexicon": lexicon, "encoding": encoding, "metadata": named}
    pages = write_reports(list(paths), output, force=force, tell=_note, **given)
    for page in pages:
        click.echo(page)
    click.echo(f"{len(pages)} pages written to {output}; begin with {output / 'index.html'}", err=True)


@main.command()
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@click.option("--table", "names", multiple=True, metavar="NAME", help="Table to show; may be given several times.")
@click.option("--json", "as_json", is_flag=True, help="Print the tables as JSON.")
@_metadata_options
@_knowledge_options
def show(
    path: Path,
    names: tuple[str, ...],
    as_json: bool,
    codebook: Path | None,
    lexicon: Path | None,
    encoding: str | None,
    **metadata: str | None,
) -> None:
    """Print an article's tables in the terminal.

    \b
    Example:
      communique show data/raw/soe-core-competitiveness.txt --table targets
    """
    from communique.schema import TABLES
    from communique.terminal import print_tables, tables_json

    for name in names:
        if name not in TABLES:
            from difflib import get_close_matches

            near = get_close_matches(name, TABLES, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "known are " + ", ".join(TABLES) + "."
            raise CommuniqueError(f"--table: there is no table {name!r}; {hint}")
    tables = _extract((path,), codebook, lexicon, encoding, _one_article((path,), metadata))
    if as_json:
        click.echo(tables_json(tables, names))
    else:
        click.echo(print_tables(tables, names))


@main.command()
@click.argument("dataset", type=click.Path(path_type=Path))
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="Folder to write target_histories and target_links to."
)
@click.option("--format", "formats", type=click.Choice(FORMATS), multiple=True, default=("parquet",), show_default=True)
@click.option("--force", is_flag=True, help="Replace what is there already.")
def track(dataset: Path, output: Path | None, formats: tuple[str, ...], force: bool) -> None:
    """Follow targets through a dataset: repeated, changed, reported on, met, missed or dropped.

    \b
    Example:
      communique track dataset --output histories --format csv
    """
    from communique.terminal import print_frame
    from communique.tracking import track_dataset, write_histories

    histories, links = track_dataset(dataset)
    if output is None:
        click.echo(print_frame("target_histories", histories))
        return
    for path in write_histories(histories, links, output, formats=formats, force=force):
        click.echo(path)


@main.group()
def codebook() -> None:
    """Check a codebook of themes."""


@codebook.command("check")
@click.argument("file", type=click.Path(path_type=Path))
def codebook_check(file: Path) -> None:
    """Say whether a codebook can be used, and what in it deserves a look.

    \b
    Example:
      communique codebook check src/communique/lexicon/codebook.yaml
    """
    from communique.themes import check_codebook, read_codebook

    book = read_codebook(file)
    for note in check_codebook(file):
        click.echo(f"note: {note}")
    click.echo(f"{file}: {len(book.themes)} themes, can be used.")


@main.group()
def themes() -> None:
    """Learn from a corpus what the codebook leaves open."""


def _tables_of(paths: tuple[Path, ...], codebook: Path | None) -> Tables:
    """Return the tables of a dataset, or of articles and folders of articles."""
    from communique.readers import article_paths

    if len(paths) == 1 and (paths[0] / "articles").is_dir():
        from communique.corpus import read_dataset

        return read_dataset(paths[0])
    return _extract(tuple(article_paths(paths)), codebook, None, None, {})


@themes.command("spread")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--output", "-o", type=click.Path(path_type=Path), required=True, help="Folder to write the tables to.")
@click.option("--format", "formats", type=click.Choice(FORMATS), multiple=True, default=("parquet",), show_default=True)
@click.option("--force", is_flag=True, help="Replace what is there already.")
@click.option("--codebook", metavar="FILE", type=click.Path(path_type=Path), help="Codebook of themes to use.")
def themes_spread(
    paths: tuple[Path, ...], output: Path, formats: tuple[str, ...], force: bool, codebook: Path | None
) -> None:
    """Give themes to sentences that the codebook leaves empty, marked as inferred; from 200 sentences on.

    PATH... are articles, folders of articles, or a dataset written by `communique extract`.

    \b
    Example:
      communique themes spread dataset --output spread
    """
    from communique.themes import read_codebook, spread_themes

    spread = spread_themes(_tables_of(paths, codebook), read_codebook(codebook))
    if spread.reason:
        raise CommuniqueError(f"themes spread: {spread.reason}")
    for name in dict.fromkeys(formats):
        getattr(spread.tables, f"to_{name}")(output, force=force)
    for note in spread.notes:
        click.echo(f"note: {note}", err=True)
    click.echo(f"{spread.n_filled:,} sentences got an inferred theme; tables written to {output}.")


@themes.command("propose")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the subsamples.")
@click.option("--codebook", metavar="FILE", type=click.Path(path_type=Path), help="Codebook to compare with.")
def themes_propose(paths: tuple[Path, ...], seed: int, codebook: Path | None) -> None:
    """Propose themes that the codebook lacks; from 50 articles and 1,000 sentences on.

    PATH... are articles, folders of articles, or a dataset written by `communique extract`.

    \b
    Example:
      communique themes propose dataset
    """
    from communique.themes import propose_themes, read_codebook

    found = propose_themes(_tables_of(paths, codebook), read_codebook(codebook), seed=seed)
    if found.reason:
        raise CommuniqueError(f"themes propose: {found.reason}")
    for proposal in found.proposals:
        near = f"nearest: {proposal.nearest}" if proposal.nearest else "near no theme"
        kind = "new" if proposal.is_new else "known"
        click.echo(f"# {kind} theme in {proposal.n_articles:,} articles, stability {proposal.stability:.2f}; {near}")
        for sentence in proposal.sentences:
            click.echo(f"#   {sentence}")
        click.echo(proposal.snippet)


@main.group()
def coding() -> None:
    """Compare the tables with a person's coding, and apply corrections."""


KINDS = ("themes", "statements", "targets")


@coding.command("export")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--output", "-o", type=click.Path(path_type=Path), required=True, help="CSV file for the coder.")
@click.option("--kind", type=click.Choice(KINDS), default="themes", show_default=True, help="What to code.")
@click.option("--force", is_flag=True, help="Replace a sheet that is there already.")
@_metadata_options
@_knowledge_options
def coding_export(
    path: Path,
    output: Path,
    kind: str,
    force: bool,
    codebook: Path | None,
    lexicon: Path | None,
    encoding: str | None,
    **metadata: str | None,
) -> None:
    """Write a sheet for a human coder.

    \b
    Example:
      communique coding export data/raw/soe-core-competitiveness.txt --output sheet.csv
    """
    from communique.agreement import write_coding_sheet
    from communique.themes import read_codebook

    tables = _extract((path,), codebook, lexicon, encoding, _one_article((path,), metadata))
    click.echo(write_coding_sheet(tables, output, kind=kind, codebook=read_codebook(codebook), force=force))


@coding.command("compare")
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("sheet", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(KINDS), default="themes", show_default=True, help="What was coded.")
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as JSON.")
@_metadata_options
@_knowledge_options
def coding_compare(
    path: Path,
    sheet: Path,
    kind: str,
    as_json: bool,
    codebook: Path | None,
    lexicon: Path | None,
    encoding: str | None,
    **metadata: str | None,
) -> None:
    """Compare a coder's sheet with the tables: agreement, confusion, and every disagreement with its evidence.

    \b
    Example:
      communique coding compare data/raw/soe-core-competitiveness.txt sheet.csv
    """
    from communique.agreement import compare_coding
    from communique.themes import read_codebook

    tables = _extract((path,), codebook, lexicon, encoding, _one_article((path,), metadata))
    agreement = compare_coding(tables, sheet, kind=kind, codebook=read_codebook(codebook))
    click.echo(agreement.to_json() if as_json else str(agreement))


@coding.command("apply")
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("corrections", type=click.Path(path_type=Path))
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), required=True, help="Folder to write the corrected tables to."
)
@click.option("--format", "formats", type=click.Choice(FORMATS), multiple=True, default=("csv",), show_default=True)
@click.option("--force", is_flag=True, help="Replace what is there already.")
@_metadata_options
@_knowledge_options
def coding_apply(
    path: Path,
    corrections: Path,
    output: Path,
    formats: tuple[str, ...],
    force: bool,
    codebook: Path | None,
    lexicon: Path | None,
    encoding: str | None,
    **metadata: str | None,
) -> None:
    """Apply a person's corrections to the tables of a new run.

    \b
    Example:
      communique coding apply data/raw/soe-core-competitiveness.txt corrections.csv --output corrected
    """
    from communique.agreement import apply_corrections

    tables = apply_corrections(
        _extract((path,), codebook, lexicon, encoding, _one_article((path,), metadata)), corrections
    )
    for name in dict.fromkeys(formats):
        for written in getattr(tables, f"to_{name}")(output, force=force):
            click.echo(written)
