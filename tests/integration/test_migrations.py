"""Migrations: from nothing, with data in the tables, back to nothing, and again."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import Column, Engine, Table, insert, inspect, select, text
from sqlalchemy.exc import DatabaseError

import migrations
from tests.support.office import open_office, prepare
from workflow.clock import JAPAN
from workflow.models import Base
from workflow.unit_of_work import Database

pytestmark = pytest.mark.both_databases

FIRST = "0001"


@pytest.fixture
def empty(database_url: str) -> Iterator[Engine]:
    """A database without tables."""
    database = Database(database_url)
    yield database.engine
    database.close()


def tables(engine: Engine) -> set[str]:
    """The tables of the models that are there; the durable jobs keep tables of their own."""
    return set(inspect(engine).get_table_names()) & set(Base.metadata.tables)


def test_from_nothing_to_what_the_models_say(empty):
    assert not migrations.is_current(empty)

    migrations.upgrade(empty)

    assert migrations.is_current(empty)
    assert migrations.differences(empty) == []
    assert tables(empty) == set(Base.metadata.tables)


def test_back_to_nothing_and_up_again(empty):
    migrations.upgrade(empty)
    migrations.downgrade(empty, "base")
    assert tables(empty) == set()

    migrations.upgrade(empty)
    assert migrations.differences(empty) == []


def test_upgrading_twice_changes_nothing(empty):
    migrations.upgrade(empty)
    migrations.upgrade(empty)

    assert migrations.is_current(empty)


def test_a_database_without_a_table_is_told_apart_from_the_models(empty):
    migrations.upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text("DROP TABLE receipts"))

    assert any("receipts" in difference for difference in migrations.differences(empty))


def test_data_survives_the_way_down_to_the_first_migration_and_up_again(databases):
    url = databases.copy_of(prepare)
    office = open_office(url)
    for state in ("draft", "returned", "evaluated", "reported", "withdrawn"):
        office.an_item(state)
    engine = office.engine.database.engine
    before = rows(engine), office.engine.ledger_head()

    migrations.downgrade(engine, FIRST)
    migrations.upgrade(engine)

    assert (rows(engine), office.engine.ledger_head()) == before
    assert migrations.differences(engine) == []
    assert office.engine.verify_ledger() == ()
    with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
        connection.execute(text("DELETE FROM ledger_entries"))
    office.engine.close()
    databases.drop(url)


def rows(engine: Engine) -> dict[str, list[tuple]]:
    with engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(*told(table)))), key=repr)
            for table in Base.metadata.sorted_tables
        }


def told(table: Table) -> list[Column]:
    """All columns; what is derived anew has other numbers each time."""
    return [one for one in table.c if (table.name, one.name) != ("search_texts", "id")]


def test_data_written_under_the_first_migration_is_there_under_the_last(empty):
    migrations.upgrade(empty, FIRST)
    published = datetime(2021, 4, 1, tzinfo=JAPAN)
    with empty.begin() as connection:
        connection.execute(
            insert(Base.metadata.tables["process_versions"]).values(
                name="old", version=1, source="", source_hash="", published_at=published
            )
        )

    migrations.upgrade(empty)

    assert [row[0] for row in rows(empty)["process_versions"]] == ["old"]
