"""How fast one article is extracted, beside two floors measured in the same run.

    python benchmarks/extract.py                 # 300 invented articles
    python benchmarks/extract.py FOLDER --write  # .txt files of one's own; results go to RESULTS.md

The floors are what no program can go below: to read and decode each file and split it into words, and to find its
sentences with sentencex alone.  Each measure is a process of its own; rounds are interleaved and the least counts.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from make_articles import make_articles
from results import child, machine, peak_mb, table, write_section

MEASURES = {
    "split": "floor: read, decode, split into words",
    "sentencex": "floor: read, sentencex alone",
    "read": "read the articles with their metadata",
    "rows": "… and extract their rows",
    "tables": "… to checked tables (`cq.extract`)",
    "part": "… to Parquet (a part of a corpus)",
}
IMPORTS = {
    "nothing": "pass",
    "import communique": "import communique",
    "… and `read_article`": "from communique import read_article",
    "… and `extract`": "from communique import extract",
    "… and pandas": "from communique import extract; import pandas",
}


def measure(name: str, folder: Path) -> dict[str, float]:
    """Do one measure over all articles of a folder and return the processor seconds, without imports."""
    paths = sorted(folder.rglob("*.txt"))
    work = _work(name, paths, folder)
    for path in paths[:3]:  # compile patterns, fill caches
        work(path)
    started = time.process_time()
    for path in paths:
        work(path)
    if name in ("tables", "part"):
        work(None)
    return {"seconds": time.process_time() - started} | peak_mb()


def _work(name: str, paths: list[Path], folder: Path) -> object:
    if name == "split":
        return lambda path: path.read_bytes().decode("utf-8").split()
    if name == "sentencex":
        import sentencex

        return lambda path: list(sentencex.segment("en", path.read_bytes().decode("utf-8")))
    import communique as cq

    if name == "read":
        return cq.read_article
    if name in ("rows", "tables"):
        from communique.extract import extract_rows
        from communique.themes import read_codebook

        book = read_codebook(None)
        if name == "rows":
            return lambda path: extract_rows(cq.read_article(path), codebook=book)
        cq.extract(cq.read_article(paths[0]))
        return lambda path: cq.extract(map(cq.read_article, paths)) if path is None else None
    return _part_writer(folder)


def _part_writer(folder: Path) -> object:
    from communique.corpus.plan import plan_parts
    from communique.corpus.work import Job, write_part
    from communique.readers.walk import find_units

    root, units = find_units(folder)
    dataset = Path(tempfile.mkdtemp())
    parts = list(plan_parts(root, units, 250, None, dataset))
    warm = Job(root, dataset, parts[0]._replace(name="warm", units=parts[0].units[:3]), "")
    write_part(warm)
    return lambda path: [write_part(warm._replace(part=part)) for part in parts] if path is None else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="put the results into RESULTS.md")
    parser.add_argument("--measure", choices=MEASURES, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure, given.folder)))
        return
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made)
        if given.folder is None:
            make_articles(folder, given.count)
        text = report(folder, given.rounds)
    print(text)
    if given.write:
        write_section("extract", text)


def report(folder: Path, rounds: int) -> str:
    """Return the results in Markdown."""
    paths = sorted(folder.rglob("*.txt"))
    n_bytes = sum(path.stat().st_size for path in paths)
    runs = [{name: child(__file__, folder, "--measure", name) for name in MEASURES} for _ in range(rounds)]
    best = {name: min((run[name] for run in runs), key=lambda found: found["seconds"]) for name in MEASURES}
    floor, sentences = best["split"]["seconds"], best["sentencex"]["seconds"]
    rows = []
    for name, words in MEASURES.items():
        seconds = best[name]["seconds"]
        spread = max(run[name]["seconds"] for run in runs) / seconds
        rows.append(
            [
                words,
                f"{len(paths) / seconds:,.0f}",
                f"{n_bytes / 1e6 / seconds:.2f}",
                f"{1000 * seconds / len(paths):.2f}",
                f"{seconds / floor:.1f}",
                f"{seconds / sentences:.1f}",
                f"{best[name]['peak_mb']:.0f}",
                f"{spread:.2f}",
            ]
        )
    head = ["measure", "articles/s", "MB/s", "ms/article", "x split", "x sentencex", "peak MB", "spread"]
    return "\n\n".join(
        [
            "## One core: extract beside its floors",
            f"{len(paths):,} articles, {n_bytes / 1e6:.2f} MB of text; processor seconds, the least of {rounds} "
            f"interleaved rounds; spread = most over least. {machine()}.",
            table(head, rows),
            "Import, in fresh processes (wall seconds, the least of 5):",
            table(["import", "ms", "over nothing"], import_times()),
        ]
    )


def import_times() -> list[list[object]]:
    """Return the time that each import takes in a fresh process."""
    import subprocess

    found = {}
    for _ in range(5):
        for name, code in IMPORTS.items():
            started = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)
            found[name] = min(found.get(name, 9e9), time.perf_counter() - started)
    return [[name, f"{1000 * s:.0f}", f"{1000 * (s - found['nothing']):.0f}"] for name, s in found.items()]


if __name__ == "__main__":
    main()
