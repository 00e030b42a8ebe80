"""An office in an SQLite file, and `jizen` run on it and on its backup."""

from pathlib import Path

import pytest

from tests.support.databases import Databases
from tests.support.office import Office, open_office
from tests.support.prepared import prepare

KEY = {"JIZEN_SECRET_KEY": "only-for-tests-0123"}


@pytest.fixture
def office(sqlite_databases: Databases):
    """An office in an SQLite file."""
    url = sqlite_databases.copy_of(prepare)
    office = open_office(url)
    yield office
    office.engine.close()
    sqlite_databases.drop(url)


@pytest.fixture
def on(jizen):
    """`on(office, ...)`: run `jizen db` on the office's database."""

    def run(office: Office, *arguments: object):
        address = office.engine.database.address
        return jizen("db", *map(str, arguments), JIZEN_DATABASE_URL=address, **KEY)

    return run


@pytest.fixture
def at(jizen):
    """`at(file, ...)`: run `jizen` on a database file."""

    def run(file: Path, *arguments: object):
        return jizen(*map(str, arguments), JIZEN_DATABASE_URL=f"sqlite:///{file}", **KEY)

    return run


@pytest.fixture
def backup(office, on, tmp_path) -> Path:
    """A backup of an office with an item that was reported."""
    office.an_item("reported")
    file = tmp_path / "backup.db"
    assert on(office, "backup", file).exit_code == 0
    return file
