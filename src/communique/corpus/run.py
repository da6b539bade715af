"""A run: plan the parts, leave out those that are done, work on the others, mark duplicates, add up."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from communique.corpus.dataset import (
    PARTS,
    WORK,
    DatasetLock,
    is_disk_error,
    manifest_path,
    mark_part,
    part_names,
    read_manifest,
    remove_part,
    table_path,
    write_json,
)
from communique.corpus.engines import run_in_pool, run_on_dask
from communique.corpus.plan import PART_SIZE, Part, plan_parts, settings_key, unit_digest, unit_stamp
from communique.corpus.work import EXTRACTOR, TIME_LIMIT, Job, Report, _plain
from communique.errors import OutputError, ReadError
from communique.readers.document import printable
from communique.readers.walk import DATASET_MARK, find_units, kind_of
from communique.schema import SCHEMA_VERSION


@dataclass
class Summary:
    """What a run has done; ``str()`` of it is one paragraph whose totals add up.

    Attributes
    ----------
    n_articles, n_skipped, n_duplicates : int
        Articles in the tables, rows of ``skipped``, and articles marked as duplicates, of the whole dataset.
    n_foreign : int
        Articles in languages that the rules are not written for.
    n_parts, n_parts_kept, n_parts_removed : int
        Parts of the dataset, those that were done already, and those of files that are gone.
    n_articles_new, n_characters_new : int
        Articles and characters that this run has worked on.
    seconds : float
        Time of the run.
    step_seconds : dict
        Processor seconds of all workers by step: ``read``, ``extract``, ``compare`` (signatures), ``write``; of this
        process: ``plan``, ``duplicates``.
    output : Path
        The dataset.
    """

    output: Path
    n_articles: int = 0
    n_skipped: int = 0
    n_duplicates: int = 0
    n_foreign: int = 0
    n_parts: int = 0
    n_parts_kept: int = 0
    n_parts_removed: int = 0
    n_articles_new: int = 0
    n_characters_new: int = 0
    seconds: float = 0.0
    step_seconds: dict[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        found = self.n_articles + self.n_skipped
        articles = f"{self.n_articles:,} article{'s' * (self.n_articles != 1)}"
        lines = [f"{found:,} found: {articles} in {self.output}, {self.n_skipped:,} skipped"]
        if self.n_skipped:
            lines[0] += f" (why: the table {self.output / 'skipped'})"
        lines[0] += f"; {self.n_duplicates:,} of the articles marked as duplicates."
        if self.n_foreign:
            one = self.n_foreign == 1
            which = "article is" if one else "articles are"
            lines.append(f"{self.n_foreign:,} {which} in another language than English or Chinese (column `language`);")
            lines[-1] += " little will be found in " + ("it." if one else "them.")
        parts = f"{self.n_parts:,} part{'s' * (self.n_parts != 1)}, {self.n_parts_kept:,} of them done before"
        if self.n_parts_removed:
            parts += f", {self.n_parts_removed:,} removed"
        is_rate = self.seconds and self.n_articles_new >= self.seconds  # "0 a second" says nothing
        rate = f", {self.n_articles_new / self.seconds:,.0f} a second" if is_rate else ""
        read = f"{self.n_articles_new:,} article{'s' * (self.n_articles_new != 1)}"
        lines.append(f"{parts}; {read} read in {self.seconds:,.1f} s{rate}.")
        return " ".join(lines)

    def add(self, report: Report) -> None:
        """Count a part that this run has worked on."""
        self.n_articles += report.n_articles
        self.n_skipped += report.n_skipped
        self.n_articles_new += report.n_articles
        self.n_characters_new += report.n_characters
        for step, seconds in report.seconds.items():
            self.step_seconds[step] = self.step_seconds.get(step, 0.0) + seconds


def is_corpus(path: str | os.PathLike) -> bool:
    """Whether a path is one of many articles: a folder, archive, feed or table."""
    path = Path(path)
    return path.is_dir() or (path.is_file() and kind_of(path.name) in ("feed", "records", "archive"))


def extract_corpus(
    path: str | os.PathLike,
    output: str | os.PathLike,
    *,
    force: bool = False,
    jobs: int = 1,
    scheduler: str | None = None,
    part_size: int = PART_SIZE,
    time_limit: float = TIME_LIMIT,
    codebook: str | os.PathLike | None = None,
    lexicon: str | os.PathLike | None = None,
    encoding: str | None = None,
    _extractor: str = EXTRACTOR,
) -> Summary:
    """Extract the articles of a folder, archive, feed or table to a partitioned Parquet dataset.

    A run that was stopped, however it was, is taken up by the same call: parts that are done stay, and the dataset ends
    with the same bytes.  A file that is added, changed or removed has only its part done again.  What cannot be read
    is a row of the table ``skipped``.

    Parameters
    ----------
    path : path
        What to read; see :func:`communique.read_corpus`.
    output : path
        Folder of the dataset; made where it is missing.
    force : bool, default False
        Begin anew, also where another corpus was extracted to ``output``.
    jobs : int, default 1
        Processes on this machine.
    scheduler : str, optional
        Address of a Dask scheduler, as ``tcp://host:8786``, whose workers see ``path`` and ``output``.
    part_size : int, default 250
        Articles a part, about.
    time_limit : float, default 60
        Seconds that one article may take.
    codebook, lexicon : path, optional
        As for :func:`communique.extract`.
    encoding : str, optional
        Character encoding of all text files; found out for each by default.

    Returns
    -------
    Summary

    Raises
    ------
    CommuniqueError
        If there is nothing to read, the output cannot be written or is another's, another run is writing to it, the
        disk is full or the scheduler is gone.  Parts that are done are kept in all cases.
    """
    started, spent = time.perf_counter(), time.process_time()
    source, dataset = Path(path), Path(output)
    root, units = find_units(source)
    if not any(unit.kind != "refused" for unit in units):
        raise ReadError(f"{source}: holds no article; name a folder with articles, or an archive, feed or table.")
    codebook, lexicon = (Path(p).resolve() if p is not None else None for p in (codebook, lexicon))
    _check_knowledge(codebook, lexicon, _extractor)
    key = settings_key(codebook, lexicon, encoding, part_size, _extractor)
    _prepare(dataset, source, force=force)
    summary = Summary(dataset)
    with DatasetLock(dataset):
        try:
            _begin(dataset, source)
            parts = list(plan_parts(root, units, part_size, encoding, dataset.resolve() / WORK))
            common = Job(
                root.resolve(), dataset.resolve(), parts[0], key, time_limit, encoding, codebook, lexicon, _extractor
            )
            todo = list(_left_to_do(common, parts, summary))
            summary.step_seconds["plan"] = time.process_time() - spent
            weight = sum(job.part.weight for job in todo)
            reports = run_on_dask(todo, scheduler) if scheduler else run_in_pool(todo, min(jobs, max(1, len(todo))))
            for report in _with_progress(reports if todo else (), weight, summary):
                summary.add(report)
            spent = time.process_time()
            summary.n_duplicates = _mark_duplicates(dataset, [part.name for part in parts])
            summary.n_foreign = _count_foreign(dataset, [part.name for part in parts])
            summary.step_seconds["duplicates"] = time.process_time() - spent
            _end(dataset, source, summary)
        except OSError as error:
            raise _cannot_write(dataset, error) from None
        except OutputError as error:
            if "No space" in str(error) or "part" in str(error):
                raise OutputError(
                    f"{error} Finished parts are kept: make room and give the same command again."
                ) from None
            raise
        finally:
            shutil.rmtree(dataset / WORK, ignore_errors=True)
    summary.seconds = time.perf_counter() - started
    return summary


def _cannot_write(dataset: Path, error: OSError) -> OutputError:
    told = error.strerror or str(error)
    what = "make room" if is_disk_error(error) else "check its permissions"
    return OutputError(
        f"{dataset}: cannot be written ({told}); finished parts are kept: {what} and give the same command."
    )


def _check_knowledge(codebook: Path | None, lexicon: Path | None, extractor: str) -> None:
    """Fail before the work begins, in one sentence, where the codebook or the lexicon is at fault."""
    if lexicon is not None and not lexicon.is_dir():
        raise ReadError(f"{lexicon}: is no folder; --lexicon names a folder of edited lexicon files.")
    if extractor == EXTRACTOR:
        from communique.themes import read_codebook

        read_codebook(codebook)


def _prepare(dataset: Path, source: Path, *, force: bool) -> None:
    """Make the folder; refuse one that holds other things."""
    try:
        dataset.mkdir(parents=True, exist_ok=True)
        names = {entry.name for entry in os.scandir(dataset)}
    except OSError as error:
        raise OutputError(f"{dataset}: cannot be written ({error.strerror}); choose another --output.") from None
    if names and DATASET_MARK not in names and names - {PARTS, WORK, "_lock"}:
        raise OutputError(f"{dataset}: holds other files; give an empty folder or a dataset as --output.")
    if source.is_dir() and dataset.resolve() == source.resolve():
        raise OutputError(f"{dataset}: is the folder of the articles; give another --output.")
    if DATASET_MARK in names and not force:
        known = _read_mark(dataset)
        if known.get("source") not in (None, printable(source.resolve().name)):
            held = f"{dataset}: holds the articles of {known['source']!r}"
            raise OutputError(f"{held}; give another --output, or --force to begin anew.")
        if known.get("schema_version") not in (None, SCHEMA_VERSION):
            raise OutputError(
                f"{dataset}: was written under version {known['schema_version']} of the tables, this communique writes "
                f"version {SCHEMA_VERSION}; give another --output, or --force to begin anew."
            )
    if force and DATASET_MARK in names:
        with DatasetLock(dataset):
            for part in part_names(dataset):
                remove_part(dataset, part)


def _read_mark(dataset: Path) -> dict:
    import json

    try:
        content = json.loads((dataset / DATASET_MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _begin(dataset: Path, source: Path) -> None:
    """Clear what a stopped run has left, and mark the folder as a dataset that is being written."""
    shutil.rmtree(dataset / WORK, ignore_errors=True)
    (dataset / WORK).mkdir()
    (dataset / PARTS).mkdir(exist_ok=True)
    mark = {"schema_version": SCHEMA_VERSION, "source": printable(source.resolve().name), "is_complete": False}
    write_json(dataset / DATASET_MARK, mark, dataset / WORK / "mark.json")


def _end(dataset: Path, source: Path, summary: Summary) -> None:
    mark = {"schema_version": SCHEMA_VERSION, "source": printable(source.resolve().name), "is_complete": True}
    mark |= {"n_articles": summary.n_articles, "n_skipped": summary.n_skipped, "n_duplicates": summary.n_duplicates}
    write_json(dataset / DATASET_MARK, mark | {"n_parts": summary.n_parts}, dataset / WORK / "mark.json")


def _left_to_do(common: Job, parts: Iterable[Part], summary: Summary) -> Iterator[Job]:
    """Yield the jobs that are not done; count the others; remove parts that the corpus has no longer."""
    names = set()
    for part in parts:
        names.add(part.name)
        job = common._replace(part=part)
        summary.n_parts += 1
        manifest = read_manifest(common.dataset, part.name)
        if manifest is not None and _is_done(job, manifest):
            summary.n_parts_kept += 1
            summary.n_articles += manifest["n_articles"]
            summary.n_skipped += manifest["n_skipped"]
        else:
            yield job
    for name in part_names(common.dataset):
        if name not in names:
            remove_part(common.dataset, name)
            summary.n_parts_removed += 1


def _is_done(job: Job, manifest: dict) -> bool:
    """Whether a part was made of the same files, in their present state, with the same code and settings."""
    if manifest.get("key") != job.key or (manifest["n_stopped"] and manifest["time_limit"] != job.time_limit):
        return False
    known = manifest["units"]
    if len(known) != len(job.part.units):
        return False
    changed = []
    for unit, (path, kind, article_id, stretch, reason, digest, stamp) in zip(job.part.units, known, strict=True):
        if (unit.path, unit.kind, unit.article_id, _plain(unit.stretch), unit.reason) != (
            path,
            kind,
            article_id,
            stretch,
            reason,
        ):
            return False
        now = unit_stamp(job.root, unit)
        if (unit.digest or now != stamp or -1 in now[:1]) and unit_digest(job.root, unit) != digest:
            return False
        changed.append(now)
    if changed != [unit[6] for unit in known]:
        # The files were touched only: remember their new times, so that they need not be read again.
        renewed = [[*unit[:6], now] for unit, now in zip(known, changed, strict=True)]
        target = manifest_path(job.dataset, job.part.name)
        write_json(target, manifest | {"units": renewed}, job.dataset / WORK / "renewed.json")
    return True


def _with_progress(reports: Iterable[Report], weight: int, summary: Summary) -> Iterator[Report]:
    """Show a bar with rate and remaining time on standard error, on a terminal only."""
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # its thread would stand in the way of forking workers
    with tqdm(total=weight, unit=" articles", file=sys.stderr, disable=not sys.stderr.isatty(), leave=False) as bar:
        for report in reports:
            bar.update(report.n_articles + report.n_skipped)
            if summary.n_skipped:
                bar.set_postfix_str(f"{summary.n_skipped:,} skipped", refresh=False)
            yield report


def _count_foreign(dataset: Path, parts: list[str]) -> int:
    """Count the articles whose language the rules are not written for, one column read at a time."""
    import pyarrow.parquet as pq

    counts: Counter[str | None] = Counter()
    for part in parts:
        file = table_path(dataset, "articles", part)
        if file.exists():
            counts.update(pq.read_table(file, columns=["language"])["language"].to_pylist())
    return sum(n for tag, n in counts.items() if tag and tag.split("-")[0].lower() not in ("en", "zh"))


def _mark_duplicates(dataset: Path, parts: list[str]) -> int:
    from communique.corpus.duplicates import Signatures, find_duplicates

    parts = sorted(parts)
    signatures = Signatures(
        [manifest_path(dataset, part).with_suffix(".npy") for part in parts],
        [table_path(dataset, "articles", part) for part in parts],
    )
    marks: dict[int, dict[int, tuple[str, float]]] = {}
    for article, (earlier, similarity) in find_duplicates(signatures).items():
        part, row = signatures.place(article)
        marks.setdefault(part, {})[row] = (signatures.id(earlier), similarity)
    return sum(mark_part(dataset, part, marks.get(index, {})) for index, part in enumerate(parts))
