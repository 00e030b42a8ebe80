"""Rows that are written by a statement made ready once are those that SQLAlchemy reads again."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, Date, Integer, MetaData, String, Table, bindparam, insert, update
from sqlalchemy.exc import IntegrityError

from workflow.database.statements import RowWrite
from workflow.database.transactions import Database, connection_of
from workflow.models.base import CanonicalJson, Moment

NOTES = Table(
    "notes",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("said", String(40), nullable=False),
    Column("told", CanonicalJson),
    Column("due_on", Date),
    Column("at", Moment),
)
PUT = RowWrite(insert(NOTES))
CHANGE = RowWrite(
    update(NOTES)
    .where(NOTES.c.id == bindparam("key_"), NOTES.c.said == bindparam("was_"))
    .values(said=bindparam("said"), due_on=bindparam("due_on"))
)


def note(number, **said):
    given = {
        "said": "100% :it",
        "told": {"金額": 1},
        "due_on": date(2021, 8, 31),
        "at": datetime(2021, 8, 17, 9, 30, 0, 5, UTC),
    }
    return {"id": number, **given, **said}


@pytest.fixture
def session(database_url):
    database = Database(database_url)
    with database.writing() as session:
        NOTES.create(connection_of(session))
        yield session
    database.close()


def standing(session):
    rows = connection_of(session).execute(NOTES.select().order_by(NOTES.c.id))
    return [dict(row._mapping) for row in rows]


@pytest.mark.both_databases
@pytest.mark.parametrize("many", [1, 3])
def test_what_is_written_is_what_stands(session, many):
    rows = [note(number, told=None if number == 2 else [number]) for number in range(1, many + 1)]

    PUT.send(connection_of(session), rows)

    assert standing(session) == rows


@pytest.mark.both_databases
@pytest.mark.parametrize("many", [1, 3])
def test_rows_that_are_no_more_as_they_were_are_not_counted(session, many):
    PUT.send(connection_of(session), [note(number) for number in range(1, many + 1)])
    changes = [
        {"key_": number, "was_": "100% :it", "said": "new", "due_on": None}
        for number in range(1, many + 1)
    ]

    assert CHANGE.send(connection_of(session), changes).rowcount == many
    assert [(row["said"], row["due_on"]) for row in standing(session)] == [("new", None)] * many
    assert CHANGE.send(connection_of(session), changes).rowcount == 0


@pytest.mark.both_databases
def test_rows_may_name_fewer_columns_than_others_before(session):
    PUT.send(connection_of(session), [note(1)])
    PUT.send(connection_of(session), [{"id": 2, "said": "short"}])

    assert standing(session)[1] == note(2, said="short", told=None, due_on=None, at=None)


@pytest.mark.both_databases
def test_what_the_database_refuses_is_said_as_sqlalchemy_says_it(session):
    with pytest.raises(IntegrityError), connection_of(session).begin_nested():
        PUT.send(connection_of(session), [note(1, said=None)])

    assert standing(session) == []


def test_a_default_of_the_program_is_not_left_out_in_silence(session):
    table = Table(
        "counts",
        MetaData(),
        Column("id", Integer, primary_key=True),
        Column("n", Integer, default=1),
    )

    with pytest.raises(ValueError, match="default"):
        RowWrite(insert(table)).send(connection_of(session), [{"id": 1}])


@pytest.mark.sqlite_only
def test_moments_are_kept_as_the_same_text_whatever_their_zone(session):
    japan = timezone(timedelta(hours=9))
    at = [
        datetime(2021, 8, 17, 9, 30, tzinfo=UTC),
        datetime(2021, 8, 17, 18, 30, tzinfo=japan),
        None,
    ]

    PUT.send(connection_of(session), [note(place, at=one) for place, one in enumerate(at)])
    kept = (
        connection_of(session).exec_driver_sql("SELECT at FROM notes ORDER BY id").scalars().all()
    )

    assert kept == ["2021-08-17 09:30:00.000000", "2021-08-17 09:30:00.000000", None]
    with pytest.raises(ValueError, match="time zone"):
        PUT.send(connection_of(session), [note(9, at=datetime(2021, 8, 17, 9, 30))])  # noqa: DTZ001
