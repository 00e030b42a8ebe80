"""A real Chromium in front of the real site, seeded as `make run` seeds it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.support.databases import Databases
from tests.support.demonstration import NOW, PASSWORD, prepare
from tests.support.windows import PATIENCE, a_window, on_a_port
from workflow.engine import Engine
from workflow.values.clock import SettableClock

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")

expect.set_options(timeout=PATIENCE)

SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


@dataclass(frozen=True)
class Site:
    """A running site, and the engine behind it."""

    address: str
    engine: Engine


SignIn = Callable[[str], Page]


@pytest.fixture
def site(sqlite_databases: Databases) -> Iterator[Site]:
    """The seeded site on a port of its own, on 17 August of Reiwa 3."""
    url = sqlite_databases.copy_of(prepare)
    engine = Engine(url, SettableClock(NOW))
    with on_a_port(engine) as address:
        yield Site(address, engine)
    engine.close()
    sqlite_databases.drop(url)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium, once a file: while it is driven an event loop runs in this thread,
    beside which no worker of jobs would start, should its tests come next.
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
def sign_in(browser: Browser, site: Site, complaints: list[str]) -> Iterator[SignIn]:
    """A window of its own for each person, who types login and password."""
    pages = []

    def enter(login: str) -> Page:
        page = a_window(browser, site.address, complaints)
        pages.append(page)
        page.goto("/")
        page.get_by_label("ログインID").fill(login)
        page.get_by_label("パスワード").fill(PASSWORD)
        page.get_by_role("button", name="サインイン").click()
        expect(page.get_by_role("navigation").first).to_be_visible()
        return page

    yield enter
    for page in pages:
        page.context.close()
