"""Takes the help's pictures anew, from the demonstration: `python -m tests.help.pictures`.

Beside them it keeps a fingerprint of what each page said, by which a test tells that a picture
is of another page than there is now.
"""

import json
import re
import tempfile
import threading
from html import unescape
from pathlib import Path
from typing import Final

from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, sync_playwright
from waitress.server import create_server

import webapp.layout
from tests.browser.conftest import CHROMIUM, SWITCHES
from tests.support.demonstration import NOW, PASSWORD, prepare
from tests.support.fixtures.sites import submit
from webapp.app.settings import Settings
from webapp.app.wiring import create_app
from workflow.engine import Engine
from workflow.values.canonical import fingerprint
from workflow.values.clock import SettableClock

FOLDER: Final = Path(webapp.layout.__file__).parent / "static" / "help"
KEPT: Final = Path(__file__).parent / "pictures.json"
PICTURES: Final = {
    "officer-home": ("soumu", "/"),
    "reviewer-queue": ("reviewer", "/items/?queue=mine"),
    "evaluator-queue": ("evaluator", "/evaluation/"),
    "headquarters": ("viewer", "/headquarters/"),
    "people": ("admin", "/people/"),
    "schedule": ("secretariat", "/plans/schedule"),
}
"""Who looks at which page."""

SIZE: Final = {"width": 1000, "height": 640}
_MAIN: Final = re.compile(r"<main.*?>(.*)</main>", re.DOTALL)


def said(browser: FlaskClient, path: str) -> str:
    """A fingerprint of the words on a page."""
    found = _MAIN.search(browser.get(path, follow_redirects=True).text)
    assert found is not None, path
    words = unescape(re.sub(r"<[^>]+>", " ", found[1])).split()
    return fingerprint(words)


def take(browser: Browser, address: str, name: str) -> None:
    """One picture, of the top of the page."""
    login, path = PICTURES[name]
    context = browser.new_context(base_url=address, locale="ja-JP", viewport=SIZE)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("ログインID").fill(login)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="サインイン").click()
    page.goto(path, wait_until="networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


def main() -> None:
    """Take them all."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/demonstration.db"
        prepare(url)
        engine = Engine(url, SettableClock(NOW))
        app = create_app(engine, Settings(secret_key="for the pictures only", today=NOW.date()))
        server = create_server(app, host="127.0.0.1", port=0)
        threading.Thread(target=server.run, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
            for name in PICTURES:
                take(browser, f"http://127.0.0.1:{server.effective_port}", name)
        kept = {
            name: said(_signed_in(app, login), path) for name, (login, path) in PICTURES.items()
        }
        KEPT.write_text(json.dumps(kept, indent=2) + "\n")
        server.close()
        engine.close()


def _signed_in(app: Flask, login: str) -> FlaskClient:
    browser = app.test_client()
    submit(browser, "/auth/sign-in", {"login": login, "password": PASSWORD})
    return browser


if __name__ == "__main__":
    main()
