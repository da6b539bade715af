"""Measure the report of one article beside the bare start and stop of the same number of kernels.

python benchmarks/report.py [--write]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from results import machine, table, write_section

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "data" / "raw" / "soe-core-competitiveness.txt"
ROUNDS = 3


def start_and_stop(n_kernels: int) -> float:
    """Return the wall seconds that kernels take to start, answer once and stop, one after the other."""
    from jupyter_client.manager import start_new_kernel

    started = time.perf_counter()
    for _ in range(n_kernels):
        manager, client = start_new_kernel(kernel_name="python3")
        client.execute_interactive("1", silent=True)
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return time.perf_counter() - started


def report() -> tuple[float, dict[str, int]]:
    """Return the wall seconds of the report and the bytes of its pages."""
    from communique.report import write_reports

    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        pages = write_reports([ARTICLE], Path(folder) / "out")
        return time.perf_counter() - started, {page.name: page.stat().st_size for page in pages}


def main() -> None:
    """Print the table, and write it where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the table into RESULTS.md")
    asked = parser.parse_args()
    n_notebooks = len(list((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb")))
    bare, full, sizes = [], [], {}
    for _ in range(ROUNDS):
        bare.append(start_and_stop(n_notebooks))
        seconds, sizes = report()
        full.append(seconds)
    unit = min(bare) / n_notebooks
    rows = [
        [f"bare start and stop of {n_notebooks} kernels", f"{min(bare):.1f}", "1.0"],
        [f"report: {n_notebooks} notebooks, {len(sizes)} pages", f"{min(full):.1f}", f"{min(full) / min(bare):.1f}"],
    ]
    text = "## The report of one article\n\n" + table(["", "wall s", "x bare"], rows)
    text += f"\n\nOne bare kernel: {unit:.2f} s. Pages, in kB: "
    text += ", ".join(f"{name} {size / 1000:.0f}" for name, size in sizes.items())
    text += f".\n\nLeast of {ROUNDS} rounds; {machine()}."
    print(text)
    if asked.write:
        write_section("report", text)


if __name__ == "__main__":
    main()
