"""One site for all readers' tests, Chromium, and pages that note what must not happen."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.support.browser_pages import DESKTOP, Watched, open_context
from tests.support.browser_site import LiveSite, served_copy, site_template

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_OPTIONS = """--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync""".split()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a finished site; parallel test processes share one."""
    own = tmp_path_factory.getbasetemp()
    return site_template(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture(scope="session")
def site(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A site that tests only read."""
    with served_copy(template, tmp_path_factory.mktemp("site") / "var") as site:
        yield site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium. For one module only: while it runs, Django takes this thread for an asynchronous one."""
    path = next(found for name in CHROMIUM_NAMES if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def context_of(browser: Browser, site: LiveSite) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a browser context in a mode; all of them are closed after the test."""
    made: list[BrowserContext] = []

    def make(mode: str | None = "light", width: int = DESKTOP, **options: object) -> BrowserContext:
        made.append(open_context(browser, site.origin, mode, width, **options))
        return made[-1]

    yield make
    for context in made:
        context.close()


@pytest.fixture
def open_page(context_of: Callable[..., BrowserContext], site: LiveSite) -> Callable[..., Watched]:
    """Opens a public path in a mode and width."""

    def open_it(path: str, mode: str | None = "light", width: int = DESKTOP, **options: object) -> Watched:
        return Watched(context_of(mode, width, **options).new_page(), site.origin).open(path)

    return open_it
