"""The command `jizen` as a script uses it, on a database of its own."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from migrations import upgrade
from seeds import replay
from webapp.cli import cli
from workflow.clock import JAPAN, SettableClock
from workflow.engine import Engine

Jizen = Callable[..., Result]


@pytest.fixture(scope="session")
def seeded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the reference data and the demonstration."""
    path = tmp_path_factory.mktemp("seeded") / "jizen.db"
    engine = Engine(f"sqlite:///{path}", SettableClock(datetime(2021, 4, 1, tzinfo=JAPAN)))
    upgrade(engine.database.engine)
    replay.reference(engine)
    replay.demonstration(engine, "a-long-password")
    engine.close()
    return path


@pytest.fixture
def jizen(seeded_file: Path, tmp_path: Path) -> Jizen:
    """Run `jizen` with arguments on a copy of the seeded database."""
    copy = tmp_path / "jizen.db"
    shutil.copyfile(seeded_file, copy)
    settings = {
        "JIZEN_DATABASE_URL": f"sqlite:///{copy}",
        "JIZEN_SECRET_KEY": "only-for-tests-0123",
    }

    def run(*arguments: str, **extra: str) -> Result:
        return CliRunner().invoke(cli, list(arguments), env={**settings, **extra})

    return run
