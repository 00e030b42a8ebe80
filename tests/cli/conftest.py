"""The command `jizen` as a script uses it, on a database of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import make_url

from tests.support.databases import Databases
from tests.support.demonstration import prepare
from webapp.cli.main import cli

Jizen = Callable[..., Result]


@pytest.fixture
def seeded_url(sqlite_databases: Databases) -> Iterator[str]:
    """The address of a database with the reference data and the demonstration."""
    url = sqlite_databases.copy_of(prepare)
    yield url
    sqlite_databases.drop(url)


@pytest.fixture
def seeded_file(seeded_url: str) -> Path:
    """The file of that database."""
    return Path(str(make_url(seeded_url).database))


@pytest.fixture
def jizen(seeded_url: str) -> Jizen:
    """Run `jizen` with arguments on a seeded database of this test alone."""
    settings = {
        "JIZEN_DATABASE_URL": seeded_url,
        "JIZEN_SECRET_KEY": "only-for-tests-0123",
    }

    def run(*arguments: str, **extra: str) -> Result:
        return CliRunner().invoke(cli, list(arguments), env={**settings, **extra})

    return run
