"""Migrations: from nothing, with data in the tables, back to nothing, and again."""

from collections.abc import Iterator

import pytest
from sqlalchemy import CheckConstraint, Connection, Engine, Table, inspect, text
from sqlalchemy.exc import DatabaseError

import migrations
from tests.support.databases import Databases, Prepare
from tests.support.prepared import prepare
from tests.support.rows import fill, rows, tables
from workflow.database.transactions import Database
from workflow.models import Base

pytestmark = pytest.mark.both_databases

BEFORE_UNDERTAKINGS = "0043"
"""The migration after which entries of 資料1-3 are steps of undertakings."""

QUARTERS = (
    '[[],[{"cycle_ids":["2021-09"],"mark":"●","text":"9月補正評価"},'
    '{"cycle_ids":[],"mark":"○","text":"本部報告"}],[],'
    '[{"cycle_ids":[],"mark":"□","text":"案"}]]'
)
SCHEDULE_ROWS = (
    "INSERT INTO schedule_rows (id, fiscal_year, position, number, title, note, quarters,"
    " removed_at) VALUES (7, 2021, 1, '1', '予算', '注', :quarters, NULL),"
    " (9, 2021, -9, '#', '外した取組', '', '[[],[],[],[]]', '2021-04-01 00:00:00.000000')"
)
STEPS = (
    "SELECT undertaking_id, quarter, position, mark, text, cycle_ids, state"
    " FROM undertaking_steps ORDER BY quarter, position"
)
SOMEBODY_OF_A_SECTION = (
    "INSERT INTO departments (id, code, name_ja, name_en) VALUES (3, 'soumu', '総務部', '')",
    "INSERT INTO sections (id, department_id, name, position) VALUES (12, 3, '税務課', 1)",
    "INSERT INTO people (id, login, name_ja, name_en, active, section_id)"
    " VALUES (5, 'of', '甲', '', TRUE, 12), (6, 'none', '乙', '', TRUE, NULL)",
)
PLACES = "SELECT department_id, section_id FROM people ORDER BY id"
ANOTHER_UNDERTAKING = (
    "INSERT INTO undertakings (fiscal_year, position, number, title, note)"
    " VALUES (2021, 2, '#', '次', '') RETURNING id"
)

DERIVED = {"goal_texts", "search_texts", "undertaking_texts"}
"""Made anew from the others where a migration brings something to find."""

APPEND_ONLY = {
    "acknowledgements", "acts_for", "advice", "agendas", "attachments", "calendar_changes",
    "condition_entries", "condition_files", "condition_terms", "conditions", "department_handlers",
    "goal_results",
    "item_handlers", "item_revisions",
    "ledger_entries", "ledger_heads", "master_versions", "meeting_papers", "office_changes",
    "opinion_requests", "paper_edition_files", "paper_editions", "process_withdrawals",
    "proposal_answers", "proposal_groups",
    "report_editions",
    "report_files", "report_items", "report_lifts", "score_sheet_entries", "session_entries",
    "stored_files", "substitutes", "task_reports", "thread_mentions", "thread_posts", "threads",
}  # fmt: skip
"""The tables whose rows the database itself refuses to change or remove."""


@pytest.fixture
def empty(database_url: str) -> Iterator[Engine]:
    """A database without tables."""
    database = Database(database_url)
    yield database.engine
    database.close()


@pytest.fixture
def migrated(databases: Databases) -> Iterator[Engine]:
    """A database as migrations from nothing leave it, with a small office in it."""
    yield from copied(databases, prepare)


@pytest.fixture
def filled(databases: Databases) -> Iterator[Engine]:
    """The same with nothing but a row in every table."""
    yield from copied(databases, with_rows)


def copied(databases: Databases, prepare: Prepare) -> Iterator[Engine]:
    url = databases.copy_of(prepare)
    database = Database(url)
    yield database.engine
    database.close()
    databases.drop(url)


def with_rows(url: str) -> None:
    """Migrate an empty database, and put a row into every table."""
    database = Database(url)
    migrations.upgrade(database.engine)
    with database.engine.begin() as connection:
        fill(connection, set(Base.metadata.tables))
    database.close()


def test_from_nothing_to_what_the_models_say(empty):
    assert not migrations.is_current(empty)

    migrations.upgrade(empty)

    assert migrations.is_current(empty)
    assert migrations.differences(empty) == []
    assert tables(empty) == set(Base.metadata.tables)


def test_back_to_nothing_and_up_again_with_every_word_of_the_schedule(empty):
    migrations.upgrade(empty, BEFORE_UNDERTAKINGS)
    with empty.begin() as connection:
        connection.execute(text(SCHEDULE_ROWS), {"quarters": QUARTERS})
        for statement in SOMEBODY_OF_A_SECTION:
            connection.execute(text(statement))
        written = schedule_rows(connection)
    migrations.upgrade(empty)
    with empty.begin() as connection:
        assert connection.execute(text(STEPS)).all() == [
            (7, 2, 1, "●", "9月補正評価", '["2021-09"]', "planned"),
            (7, 2, 2, "○", "本部報告", "[]", "planned"),
            (7, 4, 1, "□", "案", "[]", "planned"),
        ]
        assert connection.execute(text(PLACES)).all() == [(3, 12), (None, None)]
        added = text(ANOTHER_UNDERTAKING)
        assert connection.scalar(added) == 10, "the next one comes after the last there is"
        connection.execute(text("DELETE FROM undertakings WHERE id = 10"))
    migrations.downgrade(empty, BEFORE_UNDERTAKINGS)
    with empty.begin() as connection:
        assert schedule_rows(connection) == written
    migrations.downgrade(empty, "base")
    assert tables(empty) == set()

    migrations.upgrade(empty)
    assert migrations.differences(empty) == []


def schedule_rows(connection: Connection) -> list[tuple]:
    found = connection.execute(text("SELECT * FROM schedule_rows ORDER BY id"))
    return [tuple(map(str, row)) for row in found]


def test_the_conditions_on_rows_are_those_of_the_models(migrated):
    assert {name: checks_in(migrated, name) for name in Base.metadata.tables} == {
        name: checks_of(table) for name, table in Base.metadata.tables.items()
    }


def checks_in(engine: Engine, table: str) -> set[str | None]:
    return {one["name"] for one in inspect(engine).get_check_constraints(table)}


def checks_of(table: Table) -> set[str]:
    return {str(one.name) for one in table.constraints if isinstance(one, CheckConstraint)}


def test_step_by_step_up_and_down_again_with_a_row_in_every_table(empty):
    seen = []
    while not migrations.is_current(empty):
        migrations.upgrade(empty, "+1")
        with empty.begin() as connection:
            fill(connection, tables(connection))
        seen.append(rows(empty))
        assert all(seen[-1].values())
    assert set(seen[-1]) == set(Base.metadata.tables)

    while seen:
        entered = tables(empty) - DERIVED
        now = rows(empty)
        assert {name: now[name] for name in entered} == {name: seen[-1][name] for name in entered}
        assert set(seen.pop()) == tables(empty)
        migrations.downgrade(empty, "-1")
    assert tables(empty) == set()


@pytest.mark.parametrize("words", ["DELETE FROM {table}", "UPDATE {table} SET {key} = {key}"])
def test_the_database_refuses_to_change_history_and_nothing_else(filled, words):
    assert {
        name
        for name, table in Base.metadata.tables.items()
        if is_refused(filled, words.format(table=name, key=next(iter(table.primary_key)).name))
    } == APPEND_ONLY


def is_refused(engine: Engine, order: str) -> bool:
    """Whether a trigger refuses it; whatever was done is undone."""
    with engine.connect() as connection:
        try:
            connection.execute(text(order))
        except DatabaseError as error:
            return "append-only" in str(error)
    return False


def test_upgrading_twice_changes_nothing(migrated):
    migrations.upgrade(migrated)

    assert migrations.is_current(migrated)


def test_a_database_without_a_table_is_told_apart_from_the_models(migrated):
    with migrated.begin() as connection:
        connection.execute(text("DROP TABLE receipts"))

    assert any("receipts" in difference for difference in migrations.differences(migrated))
