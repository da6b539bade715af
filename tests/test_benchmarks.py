"""The benchmarks run, and their articles are the same each time."""

import subprocess
import sys

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))

from make_articles import make_articles
from results import table


def test_invented_articles_are_the_same_for_a_seed_and_of_the_length_of_news(tmp_path):
    for folder, seed in (("one", 7), ("two", 7), ("other", 8)):
        make_articles(tmp_path / folder, 5, seed)
    texts = {
        folder: [p.read_text() for p in sorted((tmp_path / folder).rglob("*")) if p.is_file()]
        for folder in ("one", "two", "other")
    }
    assert texts["one"] == texts["two"]
    assert texts["one"] != texts["other"]
    assert all(3900 < len(text) < 6000 for text in texts["one"][::2])


def test_tables_are_markdown():
    assert table(["a", "b"], [["x", 1]]) == "| a | b |\n|---|--:|\n| x | 1 |"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(["extract.py", "--count", "4", "--rounds", "1"], "floor: read, sentencex alone", id="extract"),
        pytest.param(
            ["kill.py", "--count", "8", "--kills", "1"], "all with the bytes of the undisturbed run", id="kill"
        ),
    ],
)
def test_benchmarks_run(words, expected):
    command = [sys.executable, str(ROOT / "benchmarks" / words[0]), *words[1:]]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert " ".join(expected.split()) in " ".join(done.stdout.split())
