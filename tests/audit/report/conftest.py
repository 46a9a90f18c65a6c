"""A real browser, and reports to open in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from lint.audit.report import write
from tests.audit.report import made

Open = Callable[..., Page]

_SANDBOX = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium as the system has it; the tests that need it are skipped where there is none."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium here: install the package chromium, or name one with CHROMIUM=")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_SANDBOX)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Open]:
    """``visit(path, **options of a browser's context)``: the page; the test fails if it complains or asks for more."""
    complaints: list[str] = []
    contexts = []

    def visit(path: Path, **options: object) -> Page:
        context = chromium.new_context(viewport={"width": 1300, "height": 900}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: (complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: request.url.startswith("file:") or complaints.append(f"request: {request.url}"))
        page.goto(path.as_uri())
        return page

    yield visit
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of forty articles, compared with an earlier audit of them."""
    before = made.archive(tmp_path_factory.mktemp("before") / "audit", 40, seed=2)
    (report, *_) = write(made.archive(tmp_path_factory.mktemp("small") / "audit", 40), before)
    return report


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of ten thousand articles."""
    (report, *_) = write(made.archive(tmp_path_factory.mktemp("large") / "audit", 10_000))
    return report
