"""The work on one part: its files in, its rows out to Parquet.  Every engine runs this same function.

An article that takes longer than its limit is given up by an alarm.  One that ends the process (memory, a fault in a
library) is found by doing the part once more with a helper process for the risky steps, see :func:`write_part`.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from communique.article import Article
from communique.corpus.dataset import Extracted, PartWriter, is_disk_error
from communique.corpus.plan import Part, spool_of, unit_digest, unit_stamp
from communique.errors import LexiconError, OutputError
from communique.readers.corpus import Document, Skipped, articles_of, reason_of, unit_documents

#: Seconds that one article may take; it usually takes some thousandths of one.
TIME_LIMIT = 60.0
# Seconds of processor time over the limit after which the system ends a worker that does not hear the alarm.
GRACE = 2
# Seconds that a helper process may take to start on a busy machine.
HELPER_START = 60
#: Where the function comes from that turns an article into rows; another name is for tests.
EXTRACTOR = "communique.extract:extract_rows"
# Rows and records refer to nothing that refers back to them, so that the search for cycles finds next to nothing; this
# seldom it costs nothing either (a twentieth of the time else).
SELDOM = (50_000, 20, 100)


class Job(NamedTuple):
    """All that a worker needs for a part; it can be sent to another process or machine.

    ``care`` is 0 for the plain way, 1 for a helper process that may die, 2 for giving the part up.
    """

    root: Path
    dataset: Path
    part: Part
    key: str
    time_limit: float = TIME_LIMIT
    encoding: str | None = None
    codebook: Path | None = None
    lexicon: Path | None = None
    extractor: str = EXTRACTOR
    care: int = 0


class Report(NamedTuple):
    """What became of a part: counts, and the processor seconds of each step."""

    part: str
    n_articles: int
    n_skipped: int
    n_characters: int
    seconds: dict[str, float]


class TimeUp(BaseException):
    """An article has taken longer than its limit.

    It is no ``Exception``, so that no handler in a library takes it for an error of its own.
    """


def write_part(job: Job) -> Report:
    """Turn the files of a part into its Parquet files and return the counts.

    Raises
    ------
    OutputError
        If the disk is full or cannot be written; nothing of the part is left then.
    """
    seconds = dict.fromkeys(("read", "extract", "compare", "write"), 0.0)
    stamps = {unit: unit_stamp(job.root, unit) for unit in job.part.units}
    digests = {unit: unit_digest(job.root, unit) for unit in job.part.units}
    n_stopped = 0
    if job.care == 0:
        _extractor(job.extractor, job.codebook)  # a fault of the installation is none of the articles
    try:
        with PartWriter(job.dataset, job.part.name) as writer, _risky_steps(job) as steps, _few_collections():
            for item in _items(job, steps, seconds):
                started = time.process_time()
                if isinstance(item, Skipped):
                    article_id, stopped = None, False
                    if isinstance(item, _SkippedArticle):
                        article_id, stopped = item.article_id, item.is_stopped
                    writer.skip(item.source, article_id, item.step, item.reason)
                    n_stopped += stopped
                else:
                    writer.add(item)
                seconds["write"] += time.process_time() - started
            started = time.process_time()
            manifest = writer.finish(
                {
                    "part": job.part.name,
                    "key": job.key,
                    "units": [
                        [u.path, u.kind, u.article_id, _plain(u.stretch), u.reason, digests[u], stamps[u]]
                        for u in job.part.units
                    ],
                    "n_stopped": n_stopped,
                    "time_limit": job.time_limit,
                }
            )
            seconds["write"] += time.process_time() - started
    except OSError as error:
        told = os.strerror(error.errno) if error.errno else str(error)
        raise OutputError(f"{job.dataset}: part {job.part.name} cannot be written ({told}).") from None
    counts = (manifest[name] for name in ("n_articles", "n_skipped", "n_characters"))
    return Report(job.part.name, *counts, seconds)


def _plain(stretch: tuple) -> list:
    return [sorted(value) if isinstance(value, frozenset) else value for value in stretch]


class _SkippedArticle(Skipped):
    """A skipped row that knows its article, and whether it was stopped for time or with its process."""

    article_id: str | None = None
    is_stopped: bool = False


def _skip(document: Document, step: str, reason: str, article_id: str | None = None, stopped: bool = False) -> Skipped:
    row = _SkippedArticle(document.source, step, reason)
    row.article_id, row.is_stopped = article_id or document.article_id, stopped
    return row


def _items(job: Job, steps: Callable, seconds: dict[str, float]) -> Iterator[Skipped | Extracted]:
    for unit in job.part.units:
        spool = spool_of(job.dataset / "_work", unit) if unit.stretch else None
        documents = unit_documents(job.root, unit, job.encoding, spool=spool)
        while True:
            started = time.process_time()
            document = next(documents, None)
            seconds["read"] += time.process_time() - started
            if document is None:
                break
            if isinstance(document, Skipped):
                yield document
            else:
                yield from steps(document, seconds)


@contextmanager
def _risky_steps(job: Job) -> Iterator[Callable]:
    """Give the function that parses a document and extracts its articles: here, or in a helper process."""
    if job.care == 0:
        with _backstop():
            yield lambda document, seconds: document_results(document, job, seconds)
    elif job.care == 1:
        from communique.corpus.helper import Helper, HelperLost

        with Helper() as helper:

            def steps(document: Document, seconds: dict[str, float]) -> list:
                # Reading, extracting and a start; a feed has many articles, each with a limit of its own.
                limit = None if document.kind == "feed" else 2 * job.time_limit + HELPER_START
                try:
                    results, spent = helper.call(
                        "communique.corpus.work:results_and_seconds", document, job, limit=limit
                    )
                except HelperLost as lost:
                    return [_skip(document, "extract", lost.reason, stopped=True)]
                for name, value in spent.items():
                    seconds[name] += value
                return results

            yield steps
    else:
        reason = "the worker of its part was stopped again and again; extract it by itself to see why."
        yield lambda document, seconds: [_skip(document, "extract", reason, stopped=True)]


def results_and_seconds(document: Document, job: Job) -> tuple[list, dict[str, float]]:
    """Return the results of a document all at once; what the helper process runs."""
    seconds = dict.fromkeys(("read", "extract", "compare", "write"), 0.0)
    with _backstop():
        return list(document_results(document, job, seconds)), seconds


def document_results(document: Document, job: Job, seconds: dict[str, float]) -> Iterator[Skipped | Extracted]:
    """Yield the rows of the article (the articles of a feed) in a document, or why there are none."""
    from communique.corpus.duplicates import signature

    clock = time.process_time
    started = clock()
    try:
        with _alarm(job.time_limit):
            found = list(articles_of(document, job.encoding))
    except TimeUp:
        yield _skip(document, "read", _too_long(job), stopped=True)
        return
    finally:
        seconds["read"] += clock() - started
    for article in found:
        if isinstance(article, Skipped):
            yield article
            continue
        started = clock()
        try:
            with _alarm(job.time_limit):
                rows = _extract_rows(article, job)
        except TimeUp:
            yield _skip(document, "extract", _too_long(job), article.article_id, stopped=True)
            continue
        except LexiconError:
            raise
        except Exception as error:
            if is_disk_error(error):
                raise
            yield _skip(document, "extract", reason_of(error), article.article_id)
            continue
        finally:
            seconds["extract"] += clock() - started
        started = clock()
        column = signature(article)
        seconds["compare"] += clock() - started
        yield Extracted(rows, column, len(article.text), document.source, article.article_id)


def _too_long(job: Job) -> str:
    return f"took longer than {job.time_limit:g} s; raise --time-limit to give it more."


def _extract_rows(article: Article, job: Job) -> dict[str, list[tuple]]:
    function, codebook = _extractor(job.extractor, job.codebook)
    return function(article, codebook=codebook, lexicon=job.lexicon)


@lru_cache(maxsize=4)
def _extractor(name: str, codebook: Path | None) -> tuple[Callable, object]:
    module, function = name.split(":")
    found = getattr(import_module(module), function)
    if name != EXTRACTOR:
        return found, None
    from communique.themes import read_codebook

    return found, read_codebook(codebook)


@contextmanager
def _few_collections() -> Iterator[None]:
    """Let Python look for cycles of garbage seldom."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def _alarm(limit: float) -> Iterator[None]:
    """Raise :class:`TimeUp` in this thread after ``limit`` seconds, and each second from then on.

    The repetition is for code that catches everything.  Alarms reach the main thread only; the engines see to it that
    parts are worked on there.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, _time_up)
    signal.setitimer(signal.ITIMER_REAL, limit, 1.0)
    signal.setitimer(signal.ITIMER_PROF, limit + GRACE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGALRM, before)


def _time_up(number: int, frame: object) -> None:
    raise TimeUp


@contextmanager
def _backstop() -> Iterator[None]:
    """Let the system end this process when the timer of ``_alarm`` runs out: for C code that hears no alarm."""
    is_main = threading.current_thread() is threading.main_thread() and hasattr(signal, "SIGPROF")
    before = signal.signal(signal.SIGPROF, signal.SIG_DFL) if is_main else None
    try:
        yield
    finally:
        if is_main:
            signal.signal(signal.SIGPROF, before)


def die_with_parent() -> None:
    """Let a worker end when the process that started it has: begun in every worker."""
    parent = os.getppid()
    try:
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG, Linux only
    except (AttributeError, OSError):
        pass

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="parent-watch").start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
