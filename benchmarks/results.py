"""What the benchmarks share: measured child processes, tables in Markdown, sections of RESULTS.md."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"


def child(script: str, *words: object) -> dict:
    """Run ``python script words`` and return the JSON of its last line, with wall and processor seconds and peak MB."""
    before = os.times()
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, script, *map(str, words)], stdout=subprocess.PIPE, text=True, check=True, cwd=HERE.parent
    )
    wall, after = time.perf_counter() - started, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return {"wall": wall, "cpu": cpu} | json.loads(done.stdout.strip().splitlines()[-1])


def peak_mb() -> dict[str, float]:
    """Return the most memory that this process has held, and the most that one of its children has."""
    import resource

    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return {
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale,
        "peak_child_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / scale,
    }


def table(head: list[str], rows: list[list[object]]) -> str:
    """Return a Markdown table; numbers are right-aligned."""
    lines = [f"| {' | '.join(head)} |", "|" + "|".join(["---", *["--:"] * (len(head) - 1)]) + "|"]
    return "\n".join(lines + [f"| {' | '.join(map(str, row))} |" for row in rows])


def machine() -> str:
    """Describe the machine in a line: processors, Python, load."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    return f"{os.cpu_count()} processors, Python {platform.python_version()}, load average {load:.1f} at the end"


def write_section(name: str, text: str) -> None:
    """Put ``text`` into RESULTS.md in the place of the section of this name."""
    head = "# Results\n\nWritten by the scripts of this folder; see README.md. Quote ratios, not seconds.\n"
    old = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else head
    section = f"<!-- {name} -->\n{text.strip()}\n<!-- end of {name} -->\n"
    pattern = re.compile(rf"<!-- {name} -->\n.*?<!-- end of {name} -->\n", re.S)
    new = pattern.sub(lambda _: section, old) if pattern.search(old) else f"{old.rstrip()}\n\n{section}"
    RESULTS.write_text(new, encoding="utf-8")
