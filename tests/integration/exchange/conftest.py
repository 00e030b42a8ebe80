"""An office for every test."""

from collections.abc import Iterator

import pytest

from tests.support.databases import Databases
from tests.support.office import Office, open_office, prepare


@pytest.fixture
def office(databases: Databases) -> Iterator[Office]:
    """An office of this test alone."""
    url = databases.copy_of(prepare)
    office = open_office(url)
    yield office
    office.engine.close()
    databases.drop(url)
