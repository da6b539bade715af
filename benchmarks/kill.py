"""Kill a run over a corpus at random moments, let it resume, and compare with an undisturbed run, byte for byte.

python benchmarks/kill.py --count 10000 --kills 5
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from make_articles import make_articles
from results import machine, write_section


def digests(dataset: Path) -> dict[str, str]:
    """Return the digest of every file of a dataset."""
    return {
        str(path.relative_to(dataset)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(dataset.rglob("*"))
        if path.is_file()
    }


def start(folder: Path, output: Path) -> subprocess.Popen:
    """Start the command on two processes."""
    code = "from communique.cli import main; main()"
    words = ["extract", str(folder), "--output", str(output), "--jobs", "2"]
    return subprocess.Popen([sys.executable, "-c", code, *words], stderr=subprocess.DEVNULL)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=None, help="of the moments; another one each time by default")
    parser.add_argument("--write", action="store_true", help="put the results into RESULTS.md")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        text = report(Path(made), given.count, given.kills, random.Random(given.seed))
    print(text)
    if given.write:
        write_section("kill", text)


def report(made: Path, count: int, kills: int, rng: random.Random) -> str:
    """Return what happened, in Markdown; AssertionError where the datasets differ."""
    make_articles(made / "in", count)
    started = time.perf_counter()
    assert start(made / "in", made / "undisturbed").wait() == 0
    whole = time.perf_counter() - started
    moments = []
    for _ in range(kills):
        process = start(made / "in", made / "killed")
        # Each run gets a share of the time, so that all of them fall into the work.
        time.sleep(rng.uniform(0.2, 1.6) * whole / (kills + 1))
        process.send_signal(signal.SIGKILL)
        process.wait()
        moments.append(len(list((made / "killed/_parts").glob("*.json"))))
    assert start(made / "in", made / "killed").wait() == 0
    total = time.perf_counter() - started - whole
    one, other = digests(made / "undisturbed"), digests(made / "killed")
    assert one == other, sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))[:9]
    n_parts = sum(name.endswith(".json") for name in one) - 1
    told = ", ".join(map(str, moments))
    return (
        f"## Killed and resumed\n\n{count:,} articles in {n_parts:,} parts, two processes: killed {kills} times "
        f"(SIGKILL) when {told} parts were done, then run to the end: {len(one):,} files, all with the bytes of the "
        f"undisturbed run. {total:.0f} s in all against {whole:.0f} s undisturbed. {machine()}."
    )


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(Path(__file__).parents[1] / "src"))
    main()
