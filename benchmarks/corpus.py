"""What a corpus costs: articles a second, memory, share of each step, engines, resuming, and a model for millions.

    python benchmarks/corpus.py                                # 100, 1,000 and 10,000 invented articles
    python benchmarks/corpus.py --sizes 100,1000 --write       # a smaller run; results go to RESULTS.md

Each run is a process of its own with workers of its own.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from make_articles import make_articles
from results import child, machine, peak_mb, table, write_section

STEPS = {
    "plan": "find and plan",
    "read": "read",
    "extract": "extract",
    "compare": "signatures",
    "write": "write Parquet",
    "duplicates": "find duplicates",
}


def run(folder: Path, output: Path, engine: str) -> dict:
    """Extract a folder with an engine (``pool:2``, ``dask:2``, ``serial``) and return what it took."""
    from communique.corpus import extract_corpus

    kind, _, number = engine.partition(":")
    started = time.perf_counter()
    if kind == "serial":
        return _serial(folder, output) | peak_mb()
    if kind == "dask":
        from distributed import LocalCluster

        with LocalCluster(n_workers=int(number), threads_per_worker=1, dashboard_address=None) as cluster:
            started = time.perf_counter()
            summary = extract_corpus(folder, output, scheduler=cluster.scheduler_address)
            wall = time.perf_counter() - started
    else:
        summary = extract_corpus(folder, output, jobs=int(number))
        wall = time.perf_counter() - started
    found = {"seconds": wall, "steps": summary.step_seconds, "n": summary.n_articles, "new": summary.n_articles_new}
    return found | {"characters": summary.n_characters_new} | peak_mb()


def _serial(folder: Path, output: Path) -> dict:
    """Work on all parts in this process: the processor time that a parallel run is held against."""
    from communique.corpus.plan import plan_parts
    from communique.corpus.run import _mark_duplicates
    from communique.corpus.work import Job, write_part
    from communique.readers.walk import find_units

    started = time.perf_counter()
    root, units = find_units(folder)
    (output / "_parts").mkdir(parents=True)
    parts = list(plan_parts(root, units, 250, None, output))
    for part in parts:
        write_part(Job(root, output, part, ""))
    (output / "_work").mkdir(exist_ok=True)
    _mark_duplicates(output, [part.name for part in parts])
    return {"seconds": time.perf_counter() - started}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--sizes", default="100,1000,10000")
    parser.add_argument("--write", action="store_true", help="put the results into RESULTS.md")
    parser.add_argument("--run", nargs=3, metavar=("FOLDER", "OUTPUT", "ENGINE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        folder, output, engine = given.run
        print(json.dumps(run(Path(folder), Path(output), engine)))
        return
    with tempfile.TemporaryDirectory() as made:
        text = report(Path(made), [int(size) for size in given.sizes.split(",")])
    print(text)
    if given.write:
        write_section("corpus", text)


def report(made: Path, sizes: list[int]) -> str:
    """Return the results in Markdown."""
    folders = {size: made / str(size) for size in sizes}
    n_bytes = {size: make_articles(folder, size) for size, folder in folders.items()}

    def go(size: int, engine: str, output: str = "out", fresh: bool = True) -> dict:
        if fresh:
            shutil.rmtree(made / output, ignore_errors=True)
        return child(__file__, "--run", folders[size], made / output, engine)

    by_size = {size: go(size, "pool:2") for size in sizes}
    disk = sum(path.stat().st_size for path in (made / "out").rglob("*.parquet"))
    last, middle = sizes[-1], 1000 if 1000 in folders else sizes[-1]
    again = go(last, "pool:2", fresh=False)
    # The same corpus, engine after engine, twice over; the least of each.
    names = ("serial", "pool:1", "pool:2", "dask:2")
    rounds = [{name: go(middle, name, "engines") for name in names} for _ in range(2)]
    engines = {name: {key: min(r[name][key] for r in rounds) for key in ("seconds", "cpu")} for name in rounds[0]}
    fresh = by_size[last]
    return "\n\n".join(
        [
            "## A corpus",
            f"Invented articles of {n_bytes[last] / last / 1000:.1f} kB; parts of 250; two processes. {machine()}.",
            _sizes_table(by_size, n_bytes),
            _steps_table(by_size),
            f"Engines, {middle:,} articles, the least of two rounds; processor time is that of the whole process tree.",
            _engines_table(engines),
            f"Resuming: the same command on the finished dataset of {last:,} articles took {again['seconds']:.2f} s, "
            f"{again['seconds'] / fresh['seconds']:.1%} of a fresh run ({fresh['seconds']:.1f} s), and worked on "
            f"{again['new']:,} articles.",
            _model(fresh, n_bytes[last] / last, disk / last),
        ]
    )


def _sizes_table(by_size: dict[int, dict], n_bytes: dict[int, int]) -> str:
    rows = []
    for size, found in by_size.items():
        core_seconds = sum(found["steps"].values())
        rows.append(
            [
                f"{size:,}",
                f"{found['seconds']:.1f}",
                f"{size / found['seconds']:,.0f}",
                f"{n_bytes[size] / 1e6 / found['seconds']:.2f}",
                f"{n_bytes[size] / 1e6 / core_seconds:.2f}",
                f"{found['peak_mb']:.0f}",
                f"{found['peak_child_mb']:.0f}",
            ]
        )
    head = ["articles", "wall s", "articles/s", "MB/s", "MB/s a core", "peak MB of the parent", "of a worker"]
    return table(head, rows)


def _steps_table(by_size: dict[int, dict]) -> str:
    rows = []
    for step, words in STEPS.items():
        shares = [found["steps"].get(step, 0) / sum(found["steps"].values()) for found in by_size.values()]
        rows.append([words, *(f"{share:.1%}" for share in shares)])
    return "Share of each step:\n\n" + table(["step", *(f"{size:,} articles" for size in by_size)], rows)


def _engines_table(engines: dict[str, dict]) -> str:
    one, serial = engines["pool:1"]["seconds"], engines["serial"]["cpu"]
    words = {
        "serial": "in this process",
        "pool:1": "one worker",
        "pool:2": "two workers",
        "dask:2": "Dask, two workers",
    }
    rows = []
    for name, found in engines.items():
        # The helpers of Dask's workers are ended with them, and their time is counted nowhere.
        cpu = "not measured" if name.startswith("dask") else f"{found['cpu'] / serial:.2f}"
        rows.append([words[name], f"{found['seconds']:.2f}", f"{one / found['seconds']:.2f}", cpu])
    return table(["engine", "wall s", "times one worker", "processor time, x in this process"], rows)


def _model(found: dict, n_bytes: float, disk: float) -> str:
    """Return the paper model: linear in articles, from the measured constants."""
    each = sum(found["steps"].values()) / found["n"]
    rows = []
    for size in (1e6, 1e9):
        hours = each * size / 3600
        rows.append(
            [
                f"{size:,.0f}",
                f"{hours:,.1f}",
                f"{hours / 2:,.1f} h on 2 cores" if size < 1e8 else f"{hours / 64:,.0f} h on 64 cores",
                f"{hours * 1.2:,.1f}",
                f"{n_bytes * size / 1e9:,.0f}",
                f"{disk * size / 1e9:,.0f}",
                f"{size / (2_500 if size < 1e8 else 50_000):,.0f}",
            ]
        )
    head = ["articles", "core-hours", "wall", "core-hours on Dask (x 1.2)", "text in, GB", "dataset, GB", "parts"]
    notes = (
        f"Measured: {1000 * each:.2f} ms of one core and {disk / 1000:.2f} kB of Parquet an article. The model "
        "is linear in articles: no network, no skew, no failed workers. Beyond a million, pack the articles (Parquet, "
        "JSON Lines): as files each takes an inode, and the names alone take the parent some 500 MB a million."
    )
    return "On paper:\n\n" + table(head, rows) + "\n\n" + notes


if __name__ == "__main__":
    main()
