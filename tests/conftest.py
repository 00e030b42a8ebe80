"""A test runs on SQLite; where the database has a say, on a real PostgreSQL too.

A module or a test says so with the marker `both_databases`. With `--both-databases`
(`make test-all`) every test does that can.
"""

import gc

gc.disable()  # until all is collected: hardly anything of what is imported is given back

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, settings

from tests.support.databases import (
    Databases,
    PostgresDatabases,
    SqliteFiles,
    databases_folder,
    turn_unordered_rows_round,
)
from tests.support.office import Office, open_office
from tests.support.passwords import hash_quickly
from tests.support.prepared import prepare
from tests.support.warm import share_what_is_compiled

pytest_plugins = [
    "tests.support.fixtures.facts",
    "tests.support.fixtures.item_forms",
    "tests.support.fixtures.offices",
    "tests.support.fixtures.sites",
]


PREPARED: Final = pytest.StashKey[Path]()
"""Where what tests copy or share lies: databases, and the code of templates."""


# A busy machine is slow, not wrong.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--both-databases`: as if every test had the marker."""
    parser.addoption(
        "--both-databases", action="store_true", help="run every test on SQLite and on PostgreSQL"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Engines and sites share what they compile, and hash at once; no order comes by chance."""
    given = getattr(config, "workerinput", None)
    config.stash[PREPARED] = Path(given["prepared"]) if given else databases_folder("jizen-")
    share_what_is_compiled(config.stash[PREPARED])
    hash_quickly()
    turn_unordered_rows_round()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """All workers copy the same prepared databases."""
    node.workerinput["prepared"] = str(node.config.stash[PREPARED])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(config.stash[PREPARED])


def pytest_collection_finish() -> None:
    """What was collected stays to the end: no need to look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Say on which kinds of database a test runs that asks for one."""
    if "databases" in metafunc.fixturenames:
        metafunc.parametrize("databases", _kinds(metafunc), indirect=True)


def _kinds(metafunc: pytest.Metafunc) -> list[str]:
    marks = {mark.name for mark in metafunc.definition.iter_markers()}
    if "postgresql_only" in marks:
        return ["postgresql"]
    if "sqlite_only" in marks:
        return ["sqlite"]
    if "both_databases" in marks or metafunc.config.getoption("both_databases"):
        return ["sqlite", "postgresql"]
    return ["sqlite"]


@pytest.fixture(scope="session")
def sqlite_databases(pytestconfig: pytest.Config) -> Iterator[Databases]:
    """SQLite files of this session."""
    folder = databases_folder("jizen-sqlite-")
    yield SqliteFiles(folder, pytestconfig.stash[PREPARED])
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres_databases(pytestconfig: pytest.Config) -> Iterator[Databases]:
    """The databases of a PostgreSQL server that all workers use."""
    databases = PostgresDatabases(shared=pytestconfig.stash[PREPARED])
    yield databases
    databases.close()


@pytest.fixture(scope="session")
def databases(
    request: pytest.FixtureRequest, sqlite_databases: Databases, postgres_databases: Databases
) -> Databases:
    """The kind of database that the test runs on."""
    return sqlite_databases if request.param == "sqlite" else postgres_databases


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """The address of a database without tables, of this test alone."""
    url = databases.empty()
    yield url
    databases.drop(url)


@pytest.fixture
def office(databases: Databases) -> Iterator[Office]:
    """An office of this test alone."""
    url = databases.copy_of(prepare)
    office = open_office(url)
    yield office
    office.engine.close()
    databases.drop(url)
