"""An office for every test: people, cycles, and an engine on a database of its own."""

from collections.abc import Iterator

import pytest

from tests.support.databases import Databases
from tests.support.office import Office, open_office, prepare
from tests.support.stocked import prepare_every_state
from workflow.bulk import moves
from workflow.engine import Engine


@pytest.fixture(scope="module")
def shared_office(databases: Databases) -> Iterator[Office]:
    """An office that a module's tests share: for those that read, or expect refusals."""
    url = databases.copy_of(prepare)
    office = open_office(url)
    yield office
    office.engine.close()
    databases.drop(url)


@pytest.fixture
def stocked_office(databases: Databases) -> Iterator[Office]:
    """An office of this test alone in which an item stands in every state (`item_in`)."""
    url = databases.copy_of(prepare_every_state)
    office = open_office(url)
    yield office
    office.engine.close()
    databases.drop(url)


@pytest.fixture
def engine(office: Office) -> Engine:
    """The office's engine."""
    return office.engine


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of moves of many items: three are many already, and two are made at a time."""
    monkeypatch.setattr(moves, "AT_ONCE", 2)
    monkeypatch.setattr(moves, "CHUNK", 2)
