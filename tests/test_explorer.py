"""The explorer: the choice as a function, and the controls in a real JupyterLab in headless Chromium."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import nbformat
import pytest
from conftest import ARTICLE

import communique as cq
from communique.errors import CommuniqueError
from communique.explorer import KINDS, select_rows


def counts(tables):
    return {kind: len(getattr(tables, kind)) for kind in KINDS}


def test_no_condition_keeps_every_row(tables):
    assert counts(select_rows(tables)) == counts(tables)


@pytest.mark.parametrize(
    ("condition", "check"),
    [
        pytest.param({"speaker": "Zhang Yuzhuo"}, lambda kind, row: row.speaker == "Zhang Yuzhuo", id="speaker"),
        pytest.param({"word": "REFORM"}, lambda kind, row: "reform" in row.text.lower(), id="word"),
        pytest.param({"kind": "targets"}, lambda kind, row: kind == "targets", id="kind"),
        pytest.param({"strength": "strive"}, lambda kind, row: row.strength == "strive", id="strength"),
        pytest.param(
            {"confidence": 0.9}, lambda kind, row: kind != "statements" or row.confidence >= 0.9, id="confidence"
        ),
    ],
)
def test_each_condition_keeps_the_rows_that_fit(tables, condition, check):
    chosen = select_rows(tables, **condition)
    kept = [(kind, row) for kind in KINDS for row in getattr(chosen, kind).itertuples()]
    assert 0 < len(kept) < sum(counts(tables).values())
    assert all(check(kind, row) for kind, row in kept)


def test_a_theme_keeps_rows_of_its_sentences(tables):
    theme = tables.themes["theme"].iloc[0]
    chosen = select_rows(tables, theme=theme)
    spans = list(zip(chosen.themes["start"], chosen.themes["end"], strict=True))
    assert set(chosen.themes["theme"]) == {theme}
    for kind in KINDS:
        for row in getattr(chosen, kind).itertuples():
            assert any(row.start < end and start < row.end for start, end in spans)


def test_bad_choices_are_told(tables):
    with pytest.raises(CommuniqueError, match="kind: 'target' is none of statements"):
        select_rows(tables, kind="target")
    with pytest.raises(CommuniqueError, match="no article to explore"):
        cq.explore([])


def test_controls_change_the_selection_and_pages_keep_a_static_view(article):
    explorer = cq.explore(article)
    everything = len(explorer.selection.statements)
    explorer.controls["speaker"].value = "Mei Junqi"
    assert 0 < len(explorer.selection.statements) < everything
    bundle = explorer._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "Mei Junqi" in bundle["text/html"]


def test_a_corpus_has_a_menu_of_articles(article):
    other = cq.Article.from_text("The minister said that taxes will fall by 3 percent by 2027.", article_id="b")
    explorer = cq.explore([article, other])
    explorer.controls["article_id"].value = "b"
    assert set(explorer.selection.statements["article_id"]) == {"b"}


@pytest.fixture
def lab(tmp_path):
    """A JupyterLab with one notebook that opens the explorer; gives the address of that notebook."""
    shutil.copy(ARTICLE, tmp_path / "article.txt")
    source = 'import communique as cq\n\ncq.explore(cq.read_article("article.txt"))'
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, id="explore")])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, tmp_path / "explore.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path / "home"
    home.mkdir()
    environment = {**os.environ, "HOME": str(home), "JUPYTER_CONFIG_DIR": str(home), "JUPYTER_DATA_DIR": str(home)}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--ip=127.0.0.1", "--allow-root"]
    command += ["--IdentityProvider.token=", "--ServerApp.password=", f"--ServerApp.root_dir={tmp_path}"]
    command += ["--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    with (tmp_path / "lab.log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=tmp_path)
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=1).read()
                break
            except OSError:
                time.sleep(0.5)
        else:
            pytest.fail((tmp_path / "lab.log").read_text()[-2000:])
        yield f"http://127.0.0.1:{port}/lab/tree/explore.ipynb?reset"
    finally:
        server.terminate()
        server.wait(20)


@pytest.mark.browser
@pytest.mark.slow
def test_in_jupyterlab_a_choice_changes_the_text(chromium, lab):
    from playwright.sync_api import TimeoutError as PlaywrightTimeout
    from playwright.sync_api import expect, sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.goto(lab)
        page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=90_000)
        page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]', timeout=90_000)
        shown = page.locator(".explorer-counts")
        for _ in range(10):  # keys pressed before the kernel has answered for the first time are lost
            dialog = page.locator(".jp-Dialog button.jp-mod-accept")
            if dialog.count():
                dialog.first.click()
            page.locator(".jp-CodeCell .cm-content").first.click()
            page.keyboard.press("Control+Enter")
            try:
                shown.wait_for(timeout=15_000)
                break
            except PlaywrightTimeout:
                continue
        before = shown.inner_text()
        speaker = page.locator(".widget-dropdown", has_text="Speaker").locator("select")
        speaker.select_option(value="Zhang Yuzhuo (1)")
        expect(shown).not_to_have_text(before, timeout=30_000)
        assert re.search(r"^1 statements", shown.inner_text())
        browser.close()
