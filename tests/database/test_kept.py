"""Statements that are asked again give the same answers, and are looked up no more."""

from datetime import date

import pytest
from sqlalchemy import (
    Column,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    event,
    insert,
    select,
)

from workflow.database import statements
from workflow.database.transactions import Database
from workflow.values.actor import ME

THINGS = Table(
    "things",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", String),
    Column("on", Date),
)
DAY = date(2021, 8, 17)


@pytest.fixture
def connection(database_url):
    database = Database(database_url)
    with database.engine.begin() as made:
        THINGS.create(made)
        made.execute(
            insert(THINGS),
            [{"id": n, "name": f"thing {n}", "on": DAY if n > 2 else None} for n in range(1, 5)],
        )
        yield made
    database.close()


def _three_times(connection, statement, **values):
    answers = [statements.send(connection.execute, statement, values).all() for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    return [row.id for row in answers[2]]


@pytest.mark.both_databases
def test_lists_within_a_kept_statement_and_values_given_to_it_mean_what_they_meant(connection):
    by_id = select(THINGS).order_by(THINGS.c.id)
    some = by_id.where(THINGS.c.id.in_([1, 3, 9]))
    given = by_id.where(THINGS.c.id.in_(bindparam("ids", expanding=True)), THINGS.c.id.in_([2, 3]))

    assert _three_times(connection, some) == [1, 3]
    assert _three_times(connection, some.where(THINGS.c.on.in_([DAY]))) == [3]
    assert _three_times(connection, by_id.where(THINGS.c.name.in_([]))) == []
    assert _three_times(connection, by_id.where(THINGS.c.on.not_in([]))) == [1, 2, 3, 4]
    assert _three_times(connection, given, ids=[1, 2]) == [2]
    assert _three_times(connection, given, ids=[]) == []
    assert _three_times(connection, given, ids=[3, 4]) == [3]
    assert _three_times(connection, by_id.limit(bindparam("most")), most=1) == [1]


def test_statements_that_differ_in_values_alone_are_compiled_together_and_answer_apart(connection):
    own = [
        select(THINGS).where(THINGS.c.id == n, THINGS.c.name.in_([f"thing {n}"])) for n in (1, 2)
    ]
    sent = []

    def note(_connection, _cursor, statement, values, *_rest):
        sent.append((statement, tuple(values.values() if isinstance(values, dict) else values)))

    assert [_three_times(connection, one) for one in own] == [[1], [2]]
    event.listen(connection, "before_cursor_execute", note)
    for _ in range(2):
        assert [_three_times(connection, one) for one in own] == [[1], [2]]

    assert {values for _, values in sent} == {(1, "thing 1"), (2, "thing 2")}
    assert len({statement for statement, _ in sent}) == 1


@pytest.mark.both_databases
def test_codes_stand_in_a_kept_statement_and_any_other_text_is_given_to_it(connection):
    texts = ("in_force", "it's", "--", "a b", "税務", "", "in_force;")
    connection.execute(
        insert(THINGS), [{"id": 10 + n, "name": text} for n, text in enumerate(texts)]
    )
    sent = []

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    for place, text in enumerate(texts):
        for query in (THINGS.c.name == text, THINGS.c.name.in_([text, "nobody"])):
            assert _three_times(connection, select(THINGS).where(query)) == [10 + place]

    assert any("'in_force'" in one for one in sent)
    assert not any(text in one for one in sent for text in ("it's", "--", "a b", "税務", ";"))


def test_a_statement_built_for_all_who_hold_the_same_asks_for_the_one_who_asks(connection):
    own = select(THINGS).where(THINGS.c.id == ME, THINGS.c.id.in_([ME, 7])).order_by(THINGS.c.id)
    statements.keep(own)

    found = [
        statements.send(connection.execute, own, {}, person).all() for person in (1, 2, 1, 5, None)
    ]

    assert [[row.id for row in rows] for rows in found] == [[1], [2], [1], [], []]


def test_rows_as_named_tuples_give_by_name_what_the_rows_give(connection):
    labels = (THINGS.c.id, THINGS.c.name, THINGS.c.on.label("day"), THINGS.c.id.label("_own"))
    rows = connection.execute(select(*labels).order_by(THINGS.c.id)).all()

    plain = statements.plain(rows)

    assert [(one.id, one.name, one.day) for one in plain] == [
        (row.id, row.name, row.day) for row in rows
    ]
    assert [tuple(one) for one in plain] == [tuple(row) for row in rows]
    assert statements.plain([]) == []
