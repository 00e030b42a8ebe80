"""A seeded site for each test: the demonstration data, walked once, copied for every test."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import migrations
from seeds import replay
from webapp.settings import Settings
from webapp.wiring import create_app
from workflow.clock import JAPAN, SettableClock
from workflow.engine import Engine

PASSWORD = "correct horse battery"
NOW = datetime(2021, 8, 17, 9, 0, tzinfo=JAPAN)
"""The day after the last step of the demonstration walks."""

SignIn = Callable[[str], FlaskClient]


@pytest.fixture(scope="session")
def seeded_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the six items of 資料1-6 in their different states."""
    path = tmp_path_factory.mktemp("seeded") / "jizen.db"
    engine = Engine(f"sqlite:///{path}", SettableClock(NOW))
    migrations.upgrade(engine.database.engine)
    replay.reference(engine)
    replay.demonstration(engine, PASSWORD)
    engine.close()
    return path


@pytest.fixture
def engine(seeded_database: Path, tmp_path: Path) -> Iterator[Engine]:
    """An engine on this test's own copy of the seeded data, on 17 August of Reiwa 3."""
    copy = tmp_path / "jizen.db"
    shutil.copy(seeded_database, copy)
    engine = Engine(f"sqlite:///{copy}", SettableClock(NOW))
    yield engine
    engine.close()


@pytest.fixture
def settings() -> Settings:
    """Settings as an operator would have them, with a known key."""
    return Settings(secret_key="a key for the tests only", today=NOW.date())


@pytest.fixture
def app(engine: Engine, settings: Settings) -> Flask:
    """The application, with every check on: tokens are asked for as in production."""
    return create_app(engine, settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor who is not signed in."""
    return app.test_client()


@pytest.fixture
def sign_in_as(app: Flask) -> SignIn:
    """A browser of its own for each call, in which the person with this login is signed in."""

    def sign_in(login: str) -> FlaskClient:
        browser = app.test_client()
        answer = submit(browser, "/auth/sign-in", {"login": login, "password": PASSWORD})
        assert answer.status_code == 302, answer.text
        return browser

    return sign_in


def token(page: TestResponse) -> str:
    """The form token on a page."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert found, "no form on the page"
    return found[1]


def submit(
    browser: FlaskClient, path: str, data: dict[str, object], page: str | None = None
) -> TestResponse:
    """Open `page` (else `path`), then send `data` to `path` with the page's form token."""
    form = browser.get(page or path)
    return browser.post(path, data={"csrf_token": token(form), **data})


@pytest.fixture(name="submit")
def submit_fixture() -> Callable[..., TestResponse]:
    """`submit(browser, path, data, page=None)`: send a form the way a browser does."""
    return submit
