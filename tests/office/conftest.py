"""An office right after `jizen init`: its names and an administrator, nothing else."""

from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient

from tests.support.city import CITY, NOW
from tests.support.demonstration import PASSWORD
from tests.support.fixtures.sites import submit
from tests.support.new_office import new_office
from tests.support.sites import site_of
from webapp.app.settings import Settings
from workflow import people
from workflow.engine import Engine
from workflow.values.actor import Title
from workflow.values.clock import SettableClock
from workflow.values.vocabulary import Role


def _begun(url: str) -> None:
    with new_office(url, NOW, CITY) as work:
        grants = [(Role.ADMIN, None)]
        people.add_person(
            work, login="kanri", name=Title("管理 一郎", ""), grants=grants, password=PASSWORD
        )


@pytest.fixture
def new_office_as(sqlite_databases) -> Iterator[Callable[[str], FlaskClient]]:
    """Somebody signed in at the new office."""
    url = sqlite_databases.copy_of(_begun)
    engine = Engine(url, SettableClock(NOW))
    app = site_of(engine, Settings(secret_key="a key for the tests only", today=NOW.date()))

    def sign_in(login: str) -> FlaskClient:
        browser = app.test_client()
        answer = submit(browser, "/auth/sign-in", {"login": login, "password": PASSWORD})
        assert answer.status_code == 302
        return browser

    yield sign_in
    engine.close()
    sqlite_databases.drop(url)
