"""What every notebook promises before it is run: one question, thin cells, plain parameters, no traces of a run."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest

FOLDER = Path(__file__).parent.parent / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
ARTICLE_PATHS = [path for path in PATHS if path.name[:2].isdigit()]
# A cell is one step; the cell of the parameters is a list.
MAX_LINES = 12

pytestmark = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def cells_of(path: Path) -> list:
    return nbformat.read(path, as_version=4).cells


def code_of(path: Path) -> list:
    return [cell for cell in cells_of(path) if cell.cell_type == "code"]


def parameters_of(path: Path):
    return next(cell for cell in code_of(path) if "parameters" in cell.metadata.get("tags", []))


def test_the_four_questions_are_there(path):
    assert [p.name[:2] for p in ARTICLE_PATHS] == ["01", "02", "03", "04"]
    assert path in PATHS


def test_it_is_valid_and_was_committed_without_traces_of_a_run(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    for cell in code_of(path):
        assert cell.outputs == []
        assert cell.execution_count is None
    assert set(notebook.metadata) <= {"kernelspec", "language_info"}
    assert all(set(cell.metadata) <= {"tags"} for cell in notebook.cells)


def test_cells_have_stable_names(path):
    ids = [cell.id for cell in cells_of(path)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in ids)
    assert not any(re.fullmatch(r"[0-9a-f]{8}", name) for name in ids), "a name made up by the editor"


def test_the_first_cell_is_the_question_and_the_file_is_named_after_it(path):
    first = cells_of(path)[0]
    assert first.cell_type == "markdown"
    heading = first.source.splitlines()[0]
    assert heading.startswith("# ")
    assert heading.endswith("?")
    words = re.findall(r"[a-z]+", heading.lower())
    if path in ARTICLE_PATHS:
        assert words == path.stem[3:].split("-")


def test_one_heading_of_the_first_level_and_no_level_is_skipped(path):
    levels = [
        len(mark)
        for cell in cells_of(path)
        if cell.cell_type == "markdown"
        for mark in re.findall(r"^(#+) ", cell.source, re.M)
    ]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_second_cell_holds_plain_parameters_each_with_a_comment(path):
    cell = cells_of(path)[1]
    assert cell.metadata.get("tags") == ["parameters"]
    tree = ast.parse(cell.source)
    assert tree.body
    lines = cell.source.splitlines()
    for node in tree.body:
        assert isinstance(node, ast.Assign)
        ast.literal_eval(node.value)
        assert "#" in lines[node.end_lineno - 1], f"{lines[node.lineno - 1]!r} has no comment"
    assert sum("parameters" in c.metadata.get("tags", []) for c in cells_of(path)) == 1


def test_every_parameter_is_used(path):
    names = [node.targets[0].id for node in ast.parse(parameters_of(path).source).body]
    rest = "\n".join(cell.source for cell in code_of(path) if "parameters" not in cell.metadata.get("tags", []))
    used = {node.id for node in ast.walk(ast.parse(rest)) if isinstance(node, ast.Name)}
    assert set(names) <= used


def test_the_default_article_is_there(path):
    values = {n.targets[0].id: ast.literal_eval(n.value) for n in ast.parse(parameters_of(path).source).body}
    if path in ARTICLE_PATHS:
        assert (FOLDER / values["article_path"]).is_file()


def test_cells_are_thin(path):
    for cell in code_of(path):
        tree = ast.parse(cell.source)
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.If)
        assert not any(isinstance(node, kinds) for node in ast.walk(tree))
        if "parameters" not in cell.metadata.get("tags", []):
            assert len(cell.source.splitlines()) <= MAX_LINES
        assert not re.search(r"^\s*[!%]", cell.source, re.M), "a command of the shell or of the notebook"
        assert "pip" not in cell.source.split()


def test_nothing_names_a_machine_or_the_network(path):
    for cell in cells_of(path):
        assert not re.search(r"https?://|ftp://", cell.source)
        assert not re.search(r"(?<![\w.])/(?:home|Users|work|tmp|mnt)/|[A-Z]:\\", cell.source)
        assert not re.search(r"\b(?:requests|urllib|socket|httpx|subprocess)\b", cell.source)


def test_words_come_before_each_figure_and_limits_after_it(path):
    cells = cells_of(path)
    for place, cell in enumerate(cells):
        if cell.cell_type == "code" and "display.figure(" in cell.source:
            before = next(c for c in reversed(cells[:place]) if c.cell_type == "markdown")
            assert re.search(r"\bLook\b", before.source), f"nothing says what to look for before {cell.source!r}"
            assert cells[place + 1].cell_type == "markdown"
            assert not cells[place + 1].source.startswith("#"), f"nothing says what {cell.source!r} does not show"


def test_figures_and_tables_have_captions(path):
    for cell in code_of(path):
        for node in ast.walk(ast.parse(cell.source)):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if is_call and node.func.attr in ("figure", "table"):
                caption = ast.literal_eval(node.args[1])
                assert len(caption.split()) >= 3


def test_results_are_computed_and_not_typed(path):
    """Digits in the words are part of a name or an example, never a result."""
    for cell in cells_of(path):
        if cell.cell_type == "markdown":
            words = re.sub(r"by 2030|end of 2030|at 0\.9", "", cell.source)
            assert not re.search(r"\d", words), f"a number in {cell.source!r}"


def test_the_last_cell_is_the_provenance(path):
    last = cells_of(path)[-1]
    assert last.cell_type == "code"
    assert "provenance(" in last.source
