"""A seeded site for each test: the demonstration data, walked once, copied for every test."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.databases import Databases
from tests.support.demonstration import NOW, PASSWORD, prepare
from tests.support.warm import warm_engine, warm_site
from webapp.app.settings import Settings
from webapp.app.wiring import create_app
from workflow.engine import Engine
from workflow.values.clock import SettableClock

SignIn = Callable[[str], FlaskClient]


def _seeded(databases: Databases) -> Iterator[Engine]:
    url = databases.copy_of(prepare)
    engine = Engine(url, SettableClock(NOW))
    warm_engine(engine.database.engine)
    yield engine
    engine.close()
    databases.drop(url)


def _usual_settings() -> Settings:
    return Settings(secret_key="a key for the tests only", today=NOW.date())


@pytest.fixture
def engine(databases: Databases) -> Iterator[Engine]:
    """An engine on this test's own copy of the seeded data, on 17 August of Reiwa 3."""
    yield from _seeded(databases)


@pytest.fixture(scope="module")
def shared_engine(databases: Databases) -> Iterator[Engine]:
    """The same for a whole module, for tests that only read or are refused."""
    yield from _seeded(databases)


@pytest.fixture
def settings() -> Settings:
    """Settings as an operator would have them, with a known key."""
    return _usual_settings()


@pytest.fixture
def app(engine: Engine, settings: Settings) -> Flask:
    """The application, with every check on: tokens are asked for as in production."""
    app = create_app(engine, settings)
    warm_site(app)
    return app


@pytest.fixture(scope="module")
def shared_app(shared_engine: Engine) -> Flask:
    """The application of a whole module, for tests that only read or are refused."""
    app = create_app(shared_engine, _usual_settings())
    warm_site(app)
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor who is not signed in."""
    return app.test_client()


@pytest.fixture
def shared_client(shared_app: Flask) -> FlaskClient:
    """A visitor of the module's application; the cookies are this test's own."""
    return shared_app.test_client()


@pytest.fixture
def sign_in_as(app: Flask) -> SignIn:
    """A browser of its own for each call, in which the person with this login is signed in."""
    return _door(app)


@pytest.fixture
def shared_sign_in_as(shared_app: Flask) -> SignIn:
    """The same in the module's application."""
    return _door(shared_app)


def _door(app: Flask) -> SignIn:
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
