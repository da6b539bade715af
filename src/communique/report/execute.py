"""Run a notebook on one article: parameters checked first, errors told with notebook, cell and article."""

from __future__ import annotations

import os
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from nbformat import NotebookNode

# A cell of ours takes a second; one that takes this long hangs.
CELL_TIMEOUT_S = 300


class NotebookError(CommuniqueError):
    """A notebook failed; the message names notebook, cell and article."""


def parameters_of(path: Path) -> dict[str, object]:
    """Return the parameters of a notebook with their defaults, as the cell tagged ``parameters`` writes them."""
    import ast

    for cell in read_notebook(path).cells:
        if "parameters" in cell.metadata.get("tags", []):
            found = {}
            for node in ast.parse(cell.source).body:
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                    found[node.targets[0].id] = ast.literal_eval(node.value)
            return found
    return {}


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook file; :class:`NotebookError` where there is none."""
    import nbformat

    try:
        return nbformat.read(path, as_version=4)
    except FileNotFoundError:
        raise NotebookError(f"{path}: there is no such notebook.") from None
    except (nbformat.reader.NotJSONError, nbformat.ValidationError) as error:
        raise NotebookError(f"{path}: is no valid notebook ({str(error).splitlines()[0]}).") from None


def check_parameters(path: Path, given: dict[str, object]) -> None:
    """Refuse parameters that the notebook does not have, or of another type; papermill would let them pass.

    Raises
    ------
    NotebookError
        With the nearest name that the notebook has, or the type that it expects.
    """
    known = parameters_of(path)
    for name, value in given.items():
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "it has " + ", ".join(known) + "."
            raise NotebookError(f"{path.name}: has no parameter {name!r}; {hint}")
        default = known[name]
        if default is not None and value is not None and not isinstance(value, type(default)):
            expected = f"a {type(default).__name__} such as {default!r}"
            raise NotebookError(f"{path.name}: parameter {name} is {value!r}, {expected} is expected.")


def run_notebook(path: Path, parameters: dict[str, object], article: str) -> NotebookNode:
    """Run a notebook from a fresh kernel and return it with its outputs.

    Parameters
    ----------
    path : Path
        The notebook; it runs in its own folder.
    parameters : dict
        Values for its parameters cell; ``None`` leaves the default.
    article : str
        Name of the article, for messages.

    Raises
    ------
    NotebookError
        If a parameter is unknown, or a cell fails, dies or takes too long.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
    from papermill.parameterize import parameterize_notebook

    given = {name: value for name, value in parameters.items() if value is not None}
    check_parameters(path, given)
    template = read_notebook(path)
    for cell in template.cells:
        cell.metadata.setdefault("tags", [])  # papermill looks at every cell's tags
    template.metadata.setdefault("papermill", {})
    notebook = parameterize_notebook(template, given, kernel_name="python3", language="python")
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT_S,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        shutdown_kernel="immediate",
        extra_arguments=["--IPKernelApp.log_level=ERROR"],  # a warning a page about the transport helps no reader
    )
    # Reports come out the same in every session: no colour codes, no user's own start-up files.
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "0",
        "NO_COLOR": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }
    try:
        client.execute(env=environment)
    except CellExecutionError as error:
        raise NotebookError(_where(path, notebook, article, f"{error.ename}: {error.evalue}")) from None
    except CellTimeoutError:
        raise NotebookError(_where(path, notebook, article, f"took longer than {CELL_TIMEOUT_S} s")) from None
    except DeadKernelError:
        raise NotebookError(_where(path, notebook, article, "the kernel died, perhaps for lack of memory")) from None
    notebook.cells = [cell for cell in notebook.cells if "injected-parameters" not in cell.metadata.get("tags", [])]
    return notebook


def _where(path: Path, notebook: NotebookNode, article: str, what: str) -> str:
    """Say which cell failed: the first with an error, else the first that never finished."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    failed = next((i for i, c in enumerate(cells, 1) if any(o.output_type == "error" for o in c.outputs)), None)
    if failed is None:
        failed = next((i for i, c in enumerate(cells, 1) if c.execution_count is None), len(cells))
    first = cells[failed - 1].source.strip().splitlines()[0][:60]
    where = f"{path.name}, code cell {failed} ({first!r}), on article {article}"
    return f"{where}: {what}. Reports that were there are unchanged."
