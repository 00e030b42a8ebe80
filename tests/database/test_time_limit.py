"""No statement keeps a database busy for longer than it may."""

import sqlite3
from itertools import count
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from workflow.database import timeouts
from workflow.database.transactions import Database
from workflow.values.errors import TookTooLong

ENDLESS = {
    "sqlite": (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    ),
    "postgresql": "SELECT pg_sleep(600)",
}


@pytest.fixture
def limited(database_url):
    """A database that is given a fifth of a second."""
    database = Database(database_url, 0.2)
    yield database
    database.close()


def half_of_it(database):
    with database.writing() as session:
        session.execute(text("INSERT INTO kept VALUES ('half')"))
        session.execute(text(ENDLESS[database.url.get_backend_name()])).all()


@pytest.mark.both_databases
@pytest.mark.parametrize("way", ["reading", "writing"])
def test_a_statement_that_takes_too_long_is_ended_and_the_next_one_is_not(limited, way):
    endless = text(ENDLESS[limited.url.get_backend_name()])

    with pytest.raises(TookTooLong), getattr(limited, way)() as session:
        session.execute(endless).all()

    assert limited.is_alive()


@pytest.mark.both_databases
def test_what_was_written_before_it_is_taken_back(limited):
    with limited.writing() as session:
        session.execute(text("CREATE TABLE kept (word TEXT)"))
    with pytest.raises(TookTooLong):
        half_of_it(limited)

    with limited.reading() as session:
        assert session.execute(text("SELECT word FROM kept")).all() == []


def test_time_that_passes_between_two_rows_is_not_the_databases(monkeypatch):
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr(timeouts.time, "monotonic", lambda: clock.now)
    watch = timeouts._Watch(seconds=2)

    clock.now = 100.0
    assert not watch.is_over(), "somebody looked at a row for a hundred seconds"
    for _ in range(20):
        clock.now += 0.1
        over = watch.is_over()
    assert over, "two seconds of work are two seconds"


@pytest.mark.sqlite_only
def test_each_of_several_statements_of_one_cursor_has_its_own_time(limited, monkeypatch):
    moments = count()
    monkeypatch.setattr(timeouts.time, "monotonic", lambda: 0.06 * next(moments))
    counting = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
        " SELECT count(*) FROM n"
    )
    with limited.engine.connect() as connection:
        cursor = connection.connection.cursor()
        found = [cursor.execute(counting, (9_000,)).fetchone() for _ in range(5)]

        with pytest.raises(sqlite3.OperationalError, match="interrupted"):
            cursor.execute(counting, (90_000,)).fetchone()
        cursor.close()

    assert found == [(9_000,)] * 5
    assert next(moments) > 15, "the clock was looked at"
