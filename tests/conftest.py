"""Fixtures of all tests: no network, figures closed, the article of the research, a Chromium where there is one."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import pytest

import communique as cq

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "data" / "raw" / "soe-core-competitiveness.txt"

_connect = socket.socket.connect


def _connect_here_only(self, address):
    host = address[0] if isinstance(address, tuple) else None
    if host is not None and host not in ("127.0.0.1", "::1", "localhost"):
        raise RuntimeError(f"a test tried to reach {host}: communique works without any network")
    return _connect(self, address)


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Let sockets reach this machine only (kernels and the Dask scheduler live there)."""
    monkeypatch.setattr(socket.socket, "connect", _connect_here_only)


@pytest.fixture(autouse=True)
def close_figures():
    """Close every figure that a test drew."""
    yield
    import sys

    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


@pytest.fixture(scope="session")
def article():
    return cq.read_article(ARTICLE)


@pytest.fixture(scope="session")
def tables(article):
    return cq.extract(article)


@pytest.fixture(scope="session")
def chromium():
    """Path of a Chromium; the tests that need one are skipped by name where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    message = (
        "no Chromium found: install it (Debian: apt-get install chromium) to run the tests of the reports in a browser"
    )
    if os.environ.get("COMMUNIQUE_REQUIRE_BROWSER"):
        pytest.fail(message)
    return pytest.skip(message)


@pytest.fixture(scope="session")
def report_folder(tmp_path_factory):
    """The report of the article of the research, written once for all tests that look at it."""
    from communique.report import write_reports

    folder = tmp_path_factory.mktemp("report") / "reports"
    write_reports([ARTICLE], folder)
    return folder
