"""Every test that keeps something does so twice: in an SQLite file and in a real PostgreSQL."""

from collections.abc import Iterator

import pytest

from tests.support.databases import Databases, PostgresDatabases, SqliteFiles
from tests.support.office import Office, open_office, prepare


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """SQLite files of this session."""
    return SqliteFiles(tmp_path_factory.mktemp("databases"))


@pytest.fixture(scope="session")
def postgres_databases() -> Iterator[Databases]:
    """The databases of this session's own PostgreSQL server."""
    databases = PostgresDatabases()
    yield databases
    databases.close()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def databases(
    request: pytest.FixtureRequest, sqlite_databases: Databases, postgres_databases: Databases
) -> Databases:
    """Both kinds of database, one after the other."""
    return sqlite_databases if request.param == "sqlite" else postgres_databases


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """The address of a database without tables, of this test alone."""
    url = databases.empty()
    yield url
    databases.drop(url)


@pytest.fixture
def office(databases: Databases) -> Iterator[Office]:
    """An office of this test alone, on each kind of database."""
    url = databases.copy_of(prepare)
    office = open_office(url)
    yield office
    office.engine.close()
    databases.drop(url)
