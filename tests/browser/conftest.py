"""A real Chromium in front of the real site, seeded as `make run` seeds it."""

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from waitress.server import create_server

from tests.support.databases import Databases
from tests.support.demonstration import NOW, PASSWORD, prepare
from webapp.app.settings import Settings
from webapp.app.wiring import create_app
from workflow.engine import Engine
from workflow.values.clock import SettableClock

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
PATIENCE = 60_000
"""Milliseconds: two cores may have a database server and other tests on them."""

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
    app = create_app(engine, Settings(secret_key="a key for the tests only", today=NOW.date()))
    server = create_server(app, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.effective_port}", engine)
    server.close()
    thread.join(timeout=20)
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
    contexts = []

    def complain(message: ConsoleMessage) -> None:
        refused = message.text.startswith("Failed to load resource: the server responded with")
        if message.type in ("error", "warning") and not refused:
            complaints.append(message.text)

    def enter(login: str) -> Page:
        context = browser.new_context(base_url=site.address, locale="ja-JP")
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", complain)
        page.goto("/")
        page.get_by_label("ログインID").fill(login)
        page.get_by_label("パスワード").fill(PASSWORD)
        page.get_by_role("button", name="サインイン").click()
        expect(page.get_by_role("navigation").first).to_be_visible()
        return page

    yield enter
    for context in contexts:
        context.close()
