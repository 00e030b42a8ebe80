"""A ledger with many ways in it; attacks on it are undone, so one does for all."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.support.databases import Databases
from tests.support.office import Office, open_office
from tests.support.prepared import prepare
from tests.support.tampering import fill


def _prepare(url: str) -> None:
    prepare(url)
    office = open_office(url)
    fill(office)
    office.engine.close()


def _filled(databases: Databases) -> Iterator[Office]:
    url = databases.copy_of(_prepare)
    office = open_office(url)
    office.clock.advance(timedelta(hours=2))  # the last move lies behind
    yield office
    office.engine.close()
    databases.drop(url)


@pytest.fixture(scope="module")
def filled(databases: Databases) -> Iterator[Office]:
    """An office with nine items that went every way; tests leave it as it is."""
    yield from _filled(databases)


@pytest.fixture(scope="module")
def sqlite_filled(sqlite_databases: Databases) -> Iterator[Office]:
    """The same, on SQLite only."""
    yield from _filled(sqlite_databases)
