"""An office on SQLite alone, for what no database has a say in."""

from collections.abc import Iterator

import pytest

from tests.support.databases import Databases
from tests.support.office import Office, open_office, prepare


@pytest.fixture
def sqlite_office(sqlite_databases: Databases) -> Iterator[Office]:
    """An office of this test alone."""
    url = sqlite_databases.copy_of(prepare)
    office = open_office(url)
    yield office
    office.engine.close()
    sqlite_databases.drop(url)
