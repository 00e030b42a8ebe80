"""A site on a port of its own in this process, and windows of Chromium that look at it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, ConsoleMessage, Page
from waitress.server import create_server

from webapp.app.settings import Settings
from webapp.app.wiring import create_app
from workflow.engine import Engine

PATIENCE: Final = 60_000
"""Milliseconds: two cores may have a database server and other tests on them."""


@contextmanager
def on_a_port(engine: Engine) -> Iterator[str]:
    """The address at which the engine's site answers, on the day of the engine's clock."""
    with engine.read() as work:
        today = work.today
    app = create_app(engine, Settings(secret_key="a key for the tests only", today=today))
    server = create_server(app, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        thread.join(timeout=20)


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
