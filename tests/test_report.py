"""Reports: what is written, what is refused, what the committed pages hold."""

import re
import shutil

import nbformat
import pytest
from conftest import ARTICLE, ROOT

from communique.errors import CommuniqueError, OutputError
from communique.report import NOTEBOOKS, write_reports
from communique.report.execute import NotebookError, check_parameters, run_notebook
from communique.report.pages import PageError, check_page, finish_page

MAX_PAGE_BYTES = 600_000


@pytest.fixture
def small_notebooks(tmp_path):
    """A folder with one small notebook, for what needs no chart."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    cells = [
        nbformat.v4.new_markdown_cell("# Is it so?", id="title"),
        nbformat.v4.new_code_cell(
            'article_path = "x.txt"  # path\nlimit = 1  # count\ntitle = None  # words',
            metadata={"tags": ["parameters"]},
            id="parameters",
        ),
        nbformat.v4.new_code_cell("print(limit)", id="body"),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "01-is-it-so.ipynb")
    return folder


def broken(folder, source):
    path = next(folder.glob("*.ipynb"))
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].source = source
    nbformat.write(notebook, path)


def test_pages_and_tables_are_written(report_folder):
    names = {path.name for path in report_folder.iterdir()}
    assert {"index.html", "codebook.html", "method.html", "tables"} <= names
    assert len([name for name in names if re.match(r"0\d-", name)]) == len(list(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb")))
    assert {"targets.csv", "targets.parquet"} <= {path.name for path in (report_folder / "tables").iterdir()}


def test_pages_stay_small(report_folder):
    sizes = {path.name: path.stat().st_size for path in report_folder.glob("*.html")}
    assert {name: size for name, size in sizes.items() if size > MAX_PAGE_BYTES} == {}


def test_pages_name_no_machine(report_folder):
    for path in report_folder.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert str(ROOT) not in text, path.name
        assert "/home/" not in text, path.name


def test_the_committed_report_is_what_is_written_now(report_folder):
    committed = ROOT / "reports"
    for path in sorted(report_folder.rglob("*")):
        if path.is_file():
            other = committed / path.relative_to(report_folder)
            assert other.is_file(), f"{other.name}: run `make report` and commit reports/"
            assert path.read_bytes() == other.read_bytes(), f"{other.name}: run `make report` and commit reports/"


def test_a_report_that_is_there_is_kept_unless_forced(tmp_path, small_notebooks):
    output = tmp_path / "out"
    write_reports([ARTICLE], output, notebooks=small_notebooks)
    before = (output / "index.html").read_bytes()
    with pytest.raises(OutputError, match="holds a report already"):
        write_reports([ARTICLE], output, notebooks=small_notebooks)
    broken(small_notebooks, "1 / 0")
    with pytest.raises(
        NotebookError, match=r"01-is-it-so\.ipynb, code cell \d \('1 / 0'\), on article soe.*ZeroDivision"
    ):
        write_reports([ARTICLE], output, force=True, notebooks=small_notebooks)
    assert (output / "index.html").read_bytes() == before
    assert not list(output.glob(".communique-*"))


def test_a_dead_kernel_is_told(small_notebooks):
    broken(small_notebooks, "import os; os._exit(3)")
    with pytest.raises(NotebookError, match="the kernel died"):
        run_notebook(next(small_notebooks.glob("*.ipynb")), {}, "a")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param({"articl_path": "y"}, r"no parameter 'articl_path'; did you mean 'article_path'\?", id="unknown"),
        pytest.param({"limit": "three"}, r"parameter limit is 'three', a int such as 1 is expected", id="type"),
    ],
)
def test_parameters_are_checked_before_the_run(small_notebooks, given, message):
    with pytest.raises(NotebookError, match=message):
        check_parameters(next(small_notebooks.glob("*.ipynb")), given)


def test_several_articles_have_a_list(tmp_path, small_notebooks):
    folder = tmp_path / "articles"
    folder.mkdir()
    shutil.copy(ARTICLE, folder / "one.txt")
    (folder / "two.txt").write_text("<b>Plan</b> & more\n\nThe ministry will build 40 schools by 2027.")
    pages = write_reports([folder], tmp_path / "out", notebooks=small_notebooks)
    listed = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert pages[0].name == "index.html"
    assert 'href="two/index.html"' in listed
    assert "&lt;b&gt;Plan&lt;/b&gt;" in listed


HOSTILE = """<script>alert(1)</script> & "plans" <img src=x onerror=alert(2)>

The <b>ministry</b> said "it will <script>alert(3)</script> build 40 schools by 2027" on Monday.
"""


def test_markup_of_an_article_never_lives(tmp_path):
    path = tmp_path / "hostile.txt"
    path.write_text(HOSTILE)
    write_reports([path], tmp_path / "out", metadata={"title": "<script>alert(0)</script>"})
    for page in (tmp_path / "out").glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"<script[^>]*>\s*alert|<img[^>]+onerror|<b>ministry", text), page.name


def test_an_article_without_words_is_refused_and_a_folder_of_none_too(tmp_path):
    (tmp_path / "a.txt").write_text("12 34")
    with pytest.raises(CommuniqueError, match="holds no words"):
        write_reports([tmp_path / "a.txt"], tmp_path / "out")
    (tmp_path / "empty").mkdir()
    with pytest.raises(CommuniqueError, match="holds no article"):
        write_reports([tmp_path / "empty"], tmp_path / "out")


PAGE = '<!DOCTYPE html><html lang="en"><body><main><h1>A</h1>{}</main></body></html>'


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        pytest.param('<script src="https://cdn.example/x.js"></script>', "<script> loads", id="script"),
        pytest.param('<img src="data:image/png;base64,x">', "image without alternative text", id="alt"),
        pytest.param("<h3>b</h3>", "heading of level 3 after level 1", id="order"),
        pytest.param("<h1>b</h1>", "2 headings of the first level", id="two-h1"),
        pytest.param('<p id="x"></p><p id="x"></p>', "identifier 'x' twice", id="ids"),
    ],
)
def test_a_page_that_breaks_a_promise_is_refused(inside, message):
    assert check_page(PAGE.format("<h2>b</h2>"), "p.html")
    with pytest.raises(PageError, match=message):
        check_page(PAGE.format(inside), "p.html")


def test_code_of_cells_that_show_nothing_is_folded_with_the_next():
    def cell(kind, code, shown=""):
        inside = f"<details class='code'><summary>Show code</summary><div class='highlight'>{code}</div></details>"
        return f"<div class='cell'><div class='jp-Cell {kind}'>{inside}{shown}</div></div>"

    quiet = "jp-mod-noOutputs"
    cells = [
        cell(quiet, "one"),
        cell(quiet, "two"),
        cell("", "three", "<p>out</p>"),
        "<p>text</p>",
        cell(quiet, "four"),
    ]
    page = finish_page(f"<html><body><main><h1>x</h1>{''.join(cells)}</main></body></html>", [], "x")
    assert page.count("Show code") == 2
    assert re.findall(r"one|two|three|out|text|four", page) == ["one", "two", "three", "out", "text", "four"]
