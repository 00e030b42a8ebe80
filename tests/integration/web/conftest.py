"""A seeded site for each test: the demonstration data, walked once, copied for every test."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.databases import Databases
from tests.support.demonstration import NOW, PASSWORD, prepare
from webapp.settings import Settings
from webapp.wiring import create_app
from workflow.clock import SettableClock
from workflow.engine import Engine

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def engine(databases: Databases) -> Iterator[Engine]:
    """An engine on this test's own copy of the seeded data, on 17 August of Reiwa 3."""
    url = databases.copy_of(prepare)
    engine = Engine(url, SettableClock(NOW))
    yield engine
    engine.close()
    databases.drop(url)


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
