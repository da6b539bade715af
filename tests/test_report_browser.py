"""The pages in a real browser: no request, no accessibility fault, no broken link, nothing wider than a phone."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT
from playwright.sync_api import sync_playwright

pytestmark = pytest.mark.browser
PAGES = [
    "index.html",
    *sorted(p.stem + ".html" for p in (ROOT / "notebooks").glob("0*.ipynb")),
    "codebook.html",
    "method.html",
]
# Chromium calls home by itself unless told not to; only what a page asks for is of interest.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser(chromium):
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser, report_folder):
    """Open a page of the report and note every request and every error of a script."""
    contexts = []

    def call(name, width=1280):
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.requested, page.errors = [], []
        page.on("request", lambda request: page.requested.append(request.url))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.goto((report_folder / name).as_uri())
        page.wait_for_timeout(300)
        return page

    yield call
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing(open_page, report_folder, name):
    page = open_page(name)
    own = (report_folder / name).as_uri()
    assert [url for url in page.requested if url != own and not url.startswith(("data:", "blob:"))] == []
    assert page.errors == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_accessibility_fault(open_page, name):
    page = open_page(name)
    for state in ("folded", "unfolded"):
        if state == "unfolded":
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found = Axe().run(page).response["violations"]
        told = [f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:160]}" for v in found]
        assert told == [], state


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_phone(open_page, name):
    page = open_page(name, width=390)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(open_page, report_folder, name):
    page = open_page(name)
    for href in page.eval_on_selector_all("a[href]", "links => links.map(a => a.getAttribute('href'))"):
        if href.startswith(("http:", "https:", "mailto:")):
            continue
        file, _, anchor = href.partition("#")
        target = report_folder / (file or name)
        assert target.exists(), href
        if anchor:
            assert f'id="{anchor}"' in Path(target).read_text(encoding="utf-8"), href
