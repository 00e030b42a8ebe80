"""Triggers that are taken away, changed or added are found: models know nothing of them."""

import pytest
from sqlalchemy import Engine, text

import migrations
from tests.support.databases import Databases, with_tables
from workflow.database.transactions import Database

pytestmark = pytest.mark.both_databases

TAKEN_AWAY = {
    "sqlite": ("DROP TRIGGER ledger_entries_refuse_update",),
    "postgresql": ("DROP TRIGGER ledger_entries_refuse_change ON ledger_entries",),
}
CHANGED = {
    "sqlite": (
        "DROP TRIGGER ledger_entries_refuse_update",
        "CREATE TRIGGER ledger_entries_refuse_update BEFORE UPDATE ON ledger_entries"
        " BEGIN SELECT 1; END",
    ),
    "postgresql": ("ALTER TABLE ledger_entries DISABLE TRIGGER ledger_entries_refuse_change",),
}
ADDED = {
    "sqlite": (
        "CREATE TRIGGER helpful AFTER INSERT ON ledger_entries"
        " BEGIN UPDATE people SET password_hash = 'known'; END",
    ),
    "postgresql": (
        "CREATE FUNCTION helpful() RETURNS trigger LANGUAGE plpgsql AS"
        " $$BEGIN UPDATE people SET password_hash = 'known'; RETURN NULL; END$$",
        "CREATE TRIGGER helpful AFTER INSERT ON ledger_entries EXECUTE FUNCTION helpful()",
    ),
}
REFUSE = {"sqlite": "ledger_entries_refuse_update", "postgresql": "ledger_entries_refuse_change"}


@pytest.fixture
def engine(databases: Databases):
    """A database that was just migrated."""
    url = databases.copy_of(with_tables)
    database = Database(url)
    yield database.engine
    database.close()
    databases.drop(url)


def told(engine: Engine, statements: dict[str, tuple[str, ...]]) -> list[str]:
    with engine.begin() as connection:
        for statement in statements[engine.dialect.name]:
            connection.execute(text(statement))
    return migrations.differences(engine)


def test_a_new_database_guards_its_rows_as_it_is_written_down(engine):
    assert migrations.differences(engine) == []


def test_a_trigger_that_was_taken_away_is_named(engine):
    assert told(engine, TAKEN_AWAY) == [f"trigger {REFUSE[engine.dialect.name]}: missing"]


def test_a_trigger_that_refuses_nothing_any_more_is_named(engine):
    named = REFUSE[engine.dialect.name]

    assert told(engine, CHANGED) == [f"trigger {named}: changed or switched off"]


def test_a_trigger_that_somebody_added_is_named(engine):
    assert told(engine, ADDED) == ["trigger helpful: made by somebody else"]
