"""A site on a port of its own in this process, and windows of Chromium that look at it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page
from waitress.server import create_server

from tests.support.listening import stop
from tests.support.signed_in import signed_in
from webapp.app.settings import Settings
from webapp.app.wiring import create_app
from workflow.engine import Engine

PATIENCE: Final = 60_000
"""Milliseconds: two cores may have a database server and other tests on them."""


AN_HOUR: Final = 3600
"""Seconds for which a window need not ask again for a style sheet or a script."""


class Site(NamedTuple):
    """A running site, and what is behind it."""

    address: str
    engine: Engine
    app: Flask


@contextmanager
def on_a_port(engine: Engine) -> Iterator[Site]:
    """The engine's site, which answers at an address, on the day of the engine's clock."""
    with engine.read() as work:
        today = work.today
    app = create_app(engine, Settings(secret_key="a key for the tests only", today=today))
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = AN_HOUR
    server = create_server(app, map={}, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.effective_port}", engine, app)
    finally:
        stop(server, thread)


def a_window(browser: Browser, address: str, complaints: list[str]) -> Page:
    """A window with cookies of its own; what its console complains of goes to `complaints`."""

    def complain(message: ConsoleMessage) -> None:
        refused = message.text.startswith("Failed to load resource: the server responded with")
        if message.type in ("error", "warning") and not refused:
            complaints.append(message.text)

    context = browser.new_context(base_url=address, locale="ja-JP")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.on("console", complain)
    return page


def a_window_of(browser: Browser, site: Site, login: str, complaints: list[str]) -> Page:
    """A window in which somebody is signed in, and no page is open yet."""
    page = a_window(browser, site.address, complaints)
    cookie = signed_in(site.app, login).get_cookie(site.app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.address}])
    return page
