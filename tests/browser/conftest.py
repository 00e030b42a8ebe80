"""A real Chromium in front of the real site, seeded as `make run` seeds it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.support.databases import Databases
from tests.support.demonstration import NOW, prepare
from tests.support.windows import PATIENCE, Site, a_window_of, on_a_port
from workflow.engine import Engine
from workflow.values.clock import SettableClock

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")

expect.set_options(timeout=PATIENCE)

SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--js-flags=--single-threaded",  # Cores are taken: threads beside would only wait for them.
]  # fmt: skip
DESK = {"width": 1280, "height": 720}

Window = Callable[[str], Page]


@contextmanager
def seeded(databases: Databases) -> Iterator[Site]:
    """The seeded site on a port of its own, on 17 August of Reiwa 3."""
    url = databases.copy_of(prepare)
    engine = Engine(url, SettableClock(NOW))
    with on_a_port(engine) as site:
        yield site
    engine.close()
    databases.drop(url)


@pytest.fixture
def site(sqlite_databases: Databases) -> Iterator[Site]:
    """A site of this test alone."""
    with seeded(sqlite_databases) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, until the last test: meanwhile an event loop runs in this thread, beside
    which nothing of jobs is called. Tests of jobs that come next call it in threads of their own.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser complains of in its console: nothing, in the end."""
    said: list[str] = []
    yield said
    assert said == []


@pytest.fixture
def sign_in(browser: Browser, site: Site, complaints: list[str]) -> Iterator[Window]:
    """`sign_in(login)`: a window of its own for each person, with no page open yet."""
    pages = []

    def enter(login: str) -> Page:
        pages.append(a_window_of(browser, site, login, complaints))
        return pages[-1]

    yield enter
    for page in pages:
        page.context.close()


@pytest.fixture(scope="session")
def kept_windows(browser: Browser, sqlite_databases: Databases) -> Iterator[Window]:
    """Windows at a site that nobody writes to, one a person; they note complaints in `said`."""
    pages: dict[str, Page] = {}
    with seeded(sqlite_databases) as site:

        def window(login: str) -> Page:
            if login not in pages:
                pages[login] = a_window_of(browser, site, login, window.said)
            return pages[login]

        window.said = []
        yield window
        for page in pages.values():
            page.context.close()


@pytest.fixture
def read_as(kept_windows: Window) -> Iterator[Window]:
    """`read_as(login)`: a window that others have read in, for tests that change nothing, not
    even what a session keeps."""

    def window(login: str) -> Page:
        page = kept_windows(login)
        page.set_viewport_size(DESK)
        return page

    yield window
    assert kept_windows.said == []
