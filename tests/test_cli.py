"""The command line: examples in the help work, errors are one sentence with exit status 2."""

import json
import re
import shlex

import pandas as pd
import pytest
from click.testing import CliRunner
from conftest import ARTICLE, ROOT

from communique.cli import main


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run a command in an empty folder that has a copy of data/raw and of the codebook."""
    for name in (ARTICLE.name, ARTICLE.with_suffix(".yaml").name):
        copy = tmp_path / "data" / "raw" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((ARTICLE.parent / name).read_bytes())
    book = tmp_path / "src/communique/lexicon/codebook.yaml"
    book.parent.mkdir(parents=True)
    book.write_bytes((ROOT / "src/communique/lexicon/codebook.yaml").read_bytes())
    monkeypatch.chdir(tmp_path)

    def call(*words):
        result = CliRunner().invoke(main, [str(word) for word in words])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


def commands(group=main, path=()):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


def example_of(words):
    shown = CliRunner().invoke(main, [*words, "--help"]).output
    return re.search(r"^Example:\ncommunique (.+)$", re.sub(r"(?m)^ +", "", shown), re.M)[1]


# What needs a corpus or a kernel is run in test_corpus.py, test_tracking.py and test_report.py.
ELSEWHERE = {("report",), ("track",), ("themes", "spread"), ("themes", "propose")}


@pytest.mark.parametrize("words", [w for w in commands() if w not in ELSEWHERE], ids=" ".join)
def test_the_example_in_the_help_runs(run, words):
    if words == ("coding", "compare"):
        assert run(*shlex.split(example_of(("coding", "export")))).exit_code == 0
    if words == ("coding", "apply"):  # a sheet as exported holds no correction, and can be applied
        assert run("coding", "export", ARTICLE, "--output", "corrections.csv").exit_code == 0
    result = run(*shlex.split(example_of(words)))
    assert result.exit_code == 0, result.output


def test_extract_writes_every_table_in_every_format(run, tmp_path):
    assert run("extract", ARTICLE, "--output", "out", "--format", "csv", "--format", "json").exit_code == 0
    assert pd.read_csv("out/targets.csv")["value"].tolist()
    assert json.loads((tmp_path / "out/articles.json").read_text())[0]["article_id"] == ARTICLE.stem


def test_metadata_on_the_command_line_wins(run):
    result = run("show", ARTICLE, "--published", "2031-05-01", "--table", "articles", "--json")
    assert json.loads(result.output)["articles"][0]["published"].startswith("2031-05-01")


def test_output_is_the_same_twice(run, tmp_path):
    for folder in ("one", "two"):
        assert run("extract", ARTICLE, "--output", folder).exit_code == 0
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(("show", "nowhere.txt"), "nowhere.txt: there is no such file", id="missing"),
        pytest.param(("show", "data"), "is a folder, a file is expected", id="folder"),
        pytest.param(("show", ARTICLE, "--table", "target"), "did you mean 'targets'?", id="table"),
        pytest.param(("show", ARTICLE, "--table", "zzz"), "theme_evidence.", id="table-unlike-any"),
        pytest.param(("show", ARTICLE, "--lexicon", "none"), "none: is no folder; --lexicon names", id="lexicon"),
        pytest.param(("show", ARTICLE, "--lexicon", "data"), "data: holds no file of the lexicon", id="lexicon-other"),
        pytest.param(("extract", ARTICLE, "-o", "x", "--lexicon", "none"), "none: is no folder", id="lexicon-extract"),
        pytest.param(("report", ARTICLE, "--lexicon", "none"), "none: is no folder", id="lexicon-report"),
        pytest.param(("report", ARTICLE, "--output", "data"), "data: holds other files and no report", id="report-in"),
        pytest.param(("show", ARTICLE, "--published", "soon"), "published is 'soon'; write the day as", id="date"),
        pytest.param(("show", ARTICLE, "--codebook", "none.yaml"), "none.yaml", id="codebook"),
        pytest.param(("show", ARTICLE, "--encoding", "klingon"), "unknown encoding 'klingon'", id="encoding"),
        pytest.param(("themes", "spread", ARTICLE, "--output", "x"), "themes spread: ", id="too-few-sentences"),
        pytest.param(("themes", "propose", ARTICLE), "themes propose: ", id="too-few-articles"),
        pytest.param(("report", "nowhere.txt"), "nowhere.txt: there is no such file", id="report-missing"),
        pytest.param(
            ("extract", ARTICLE, ARTICLE, "--output", "x", "--title", "T"), "--title: holds for one article", id="two"
        ),
        pytest.param(("extract", ARTICLE, ARTICLE, "--output", "x"), "two articles have this identifier", id="twice"),
        pytest.param(("extract", ARTICLE, "--output", "/dev/null/x"), "cannot be written", id="unwritable"),
    ],
)
def test_bad_input_is_one_sentence_and_status_2(run, words, message):
    result = run(*words)
    assert result.exit_code == 2
    assert message in result.output
    assert "Traceback" not in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_output_that_exists_is_kept_unless_forced(run, tmp_path):
    assert run("extract", ARTICLE, "--output", "out").exit_code == 0
    before = (tmp_path / "out/targets.parquet").stat().st_mtime_ns
    result = run("extract", ARTICLE, "--output", "out")
    assert (result.exit_code, "is there already" in result.output) == (2, True)
    assert (tmp_path / "out/targets.parquet").stat().st_mtime_ns == before
    assert run("extract", ARTICLE, "--output", "out", "--force").exit_code == 0


def test_unknown_command_suggests_the_nearest(run):
    assert "Did you mean 'extract'?" in run("extrct", ARTICLE).output


GERMAN = (
    "Die Regierung will die Zahl der neuen Wohnungen bis 2030 auf 400.000 im Jahr erhöhen, sagte die Ministerin. " * 3
)


def test_another_language_is_told_in_one_line(run, tmp_path):
    (tmp_path / "plan.txt").write_text(GERMAN)
    result = run("show", "plan.txt", "--table", "targets")
    assert result.exit_code == 0
    note = "note: plan.txt: looks like German; the rules are written for English, so little will be found."
    assert note in result.output.splitlines()
    assert "note:" not in run("show", ARTICLE, "--table", "targets").output


def test_the_help_names_the_exit_status(run):
    assert "1, done, but some articles were skipped" in " ".join(run("--help").output.split())
