"""Engines: where parts are worked on.  Each maps the same function over the parts and hands back its reports."""

from __future__ import annotations

import multiprocessing
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress

from communique.corpus.work import Job, Report, die_with_parent, write_part
from communique.errors import CommuniqueError, OutputError

# Parts handed out ahead for each worker: enough to keep it busy, few enough to lose little when it ends.
AHEAD = 2
# How often a part is tried before it is given up: plainly, with a helper process, and once more for bad luck.
MAX_TRIES = 3
# Seconds to wait for the scheduler at the start, and for one that has gone quiet.
SCHEDULER_WAIT = 15
POLL = 0.05


def _next_try(job: Job, tries: dict[str, int]) -> Job:
    tries[job.part.name] = tries.get(job.part.name, 0) + 1
    return job._replace(care=2 if tries[job.part.name] >= MAX_TRIES else 1)


def run_in_pool(jobs: Iterable[Job], n_workers: int) -> Iterator[Report]:
    """Work on parts in processes of this machine; a worker that ends has its parts done again with care.

    Parameters
    ----------
    jobs : iterable of Job
        Taken as they are needed.
    n_workers : int
        Processes; with one there is still a process of its own, so that no article can end the run.
    """
    todo, tries = iter(jobs), {}
    again: list[Job] = []
    running: dict[object, Job] = {}
    pool = _new_pool(n_workers)
    try:
        while True:
            while len(running) < n_workers * AHEAD:
                job = again.pop() if again else next(todo, None)
                if job is None:
                    break
                try:
                    running[pool.submit(write_part, job)] = job
                except BrokenProcessPool:
                    again.append(job)
                    break
            if not running and not again:
                return
            done = wait(running, return_when=FIRST_COMPLETED).done if running else ()
            is_broken = not running
            for future in done:
                job = running.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    is_broken = True
                    again.append(_next_try(job, tries))
            if is_broken:
                for future, job in list(running.items()):
                    with suppress(BrokenProcessPool):
                        yield future.result()
                        continue
                    again.append(_next_try(job, tries))
                running.clear()
                pool.shutdown(wait=True)
                pool = _new_pool(n_workers)
    finally:
        for future in running:
            future.cancel()
        _stop(pool)


def _new_pool(n_workers: int) -> ProcessPoolExecutor:
    # A fork has all modules loaded already; beside other threads it could inherit a lock that nobody opens again.
    is_alone = threading.active_count() == 1 and sys.platform == "linux"
    context = multiprocessing.get_context("fork" if is_alone else "spawn")
    return ProcessPoolExecutor(n_workers, mp_context=context, initializer=die_with_parent)


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the workers at once: what they were at is done again by the next run."""
    workers = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        if worker.is_alive():
            worker.terminate()
    for worker in workers:
        worker.join(5)


def run_on_dask(jobs: Iterable[Job], scheduler: str) -> Iterator[Report]:
    """Work on parts on a Dask cluster whose workers see the same folders.

    Raises
    ------
    CommuniqueError
        If distributed is not installed, or the scheduler cannot be reached or is gone.
    """
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        raise CommuniqueError(
            "--scheduler needs distributed; install it with: pip install 'communique[cluster]'"
        ) from None
    gone = CommuniqueError(
        f"the scheduler at {scheduler} is gone; finished parts are kept: start it and give the same command again."
    )
    try:
        client = Client(scheduler, timeout=SCHEDULER_WAIT, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        told = f"the scheduler at {scheduler} cannot be reached ({type(error).__name__})"
        raise CommuniqueError(f"{told}; start it, or leave --scheduler out.") from None
    todo, tries = iter(jobs), {}
    running: dict[object, Job] = {}
    again: list[Job] = []
    try:
        while True:
            n_workers = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
            while len(running) < n_workers * AHEAD:
                job = again.pop() if again else next(todo, None)
                if job is None:
                    break
                running[client.submit(write_part_beside, job, pure=False)] = job
            if not running:
                return
            for future in _wait_for_some(client, list(running), gone):
                job = running.pop(future)
                try:
                    yield future.result(timeout=SCHEDULER_WAIT)
                except KilledWorker:
                    again.append(_next_try(job, tries))
    except OutputError:
        raise
    except Exception as error:
        # A client that has lost its scheduler fails in several ways, by what it was doing.
        if client.status != "running" or type(error).__name__ in (
            "CancelledError",
            "FutureCancelledError",
            "TimeoutError",
        ):
            raise gone from None
        raise
    finally:
        with suppress(Exception):
            client.close(timeout=2)


def _wait_for_some(client: object, futures: list, gone: CommuniqueError) -> list:
    """Return the futures that are done; look after the connection while waiting."""
    quiet_since = None
    while True:
        if done := [future for future in futures if future.done()]:
            return done
        time.sleep(POLL)
        if client.status == "running":
            quiet_since = None
            continue
        quiet_since = quiet_since or time.monotonic()
        if client.status == "closed" or time.monotonic() - quiet_since > SCHEDULER_WAIT:
            raise gone


_beside = threading.local()


def write_part_beside(job: Job) -> Report:
    """Do :func:`write_part` in a helper process of this worker.

    Dask runs tasks in threads, where no alarm is heard; the helper has a main thread, and may die without taking the
    worker with it.
    """
    from communique.corpus.helper import Helper, HelperLost

    if not hasattr(_beside, "helper"):
        _beside.helper = Helper()
    for care in (job.care, 1, 2):
        try:
            return _beside.helper.call("communique.corpus.work:write_part", job._replace(care=care))
        except HelperLost:
            continue
    raise OutputError(f"{job.dataset}: part {job.part.name} could not be worked on; its worker ended three times.")
