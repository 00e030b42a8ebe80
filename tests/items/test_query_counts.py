"""The number of queries does not grow with the number of items."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from tests.support.bulk import performed
from tests.support.office import SEPTEMBER, Office
from tests.support.units import look
from workflow import calendar, documents, items
from workflow.items.list_views import ItemFilter
from workflow.items.orders import Order

pytestmark = pytest.mark.both_databases

PATHS_TAKEN = ("draft", "submitted", "under_review", "returned", "reviewed", "evaluated")

Read = Callable[[Office, int], object]

READS: dict[str, Read] = {
    "items": lambda o, _: look(o.engine, o.person("admin"), items.page, ItemFilter(), limit=200),
    "a page of items": lambda o, _: look(
        o.engine, o.person("officer"), items.page, ItemFilter(), limit=5
    ),
    "item": lambda o, item_id: look(o.engine, o.person("reviewer"), items.get, item_id),
    "an officer's inbox": lambda o, _: look(o.engine, o.person("officer"), items.home, SEPTEMBER),
    "a reviewer's inbox": lambda o, _: look(o.engine, o.person("reviewer"), items.home, SEPTEMBER),
    "count_turns": lambda o, _: look(o.engine, o.person("everything"), items.count_turns),
    "overview": lambda o, _: look(o.engine, o.person("viewer"), items.cycle_overview, SEPTEMBER),
    "report": lambda o, _: o.look("viewer", documents.report, ItemFilter(cycle_id=SEPTEMBER)),
    "schedule": lambda o, _: o.look("secretariat", calendar.schedule_of, 2021),
}


@contextmanager
def counting(office: Office) -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        sent.append(statement)

    engine = office.engine.database.engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def fill(office: Office, times: int) -> int:
    for _ in range(times):
        for state in PATHS_TAKEN:
            joint = office.a_sheet(joint_departments=("kikaku",))
            item_id = office.an_item(state, joint)
    return item_id


def statements(office: Office, item_id: int) -> dict[str, int]:
    counts = {}
    for name, read in READS.items():
        read(office, item_id)  # the processes are read once in the life of an engine
        with counting(office) as sent:
            read(office, item_id)
        counts[name] = len(sent)
    return counts


def test_six_items_and_sixty_take_the_same_number_of_queries(office):
    item_id = fill(office, 1)
    with_six = statements(office, item_id)
    fill(office, 9)

    assert statements(office, item_id) == with_six


@pytest.mark.parametrize(("name", "most"), [("items", 3), ("item", 15), ("overview", 8)])
def test_a_read_takes_few_queries(shared_office, name, most):
    item_id = fill(shared_office, 1)
    READS[name](shared_office, item_id)

    with counting(shared_office) as sent:
        READS[name](shared_office, item_id)

    statements_proper = [s for s in sent if not s.startswith(("BEGIN", "PRAGMA"))]
    assert len(statements_proper) <= most, statements_proper


MOVES = {
    # the question; state, number, revision, entry, what it is found by, what is to be announced
    "submit": ("draft", "officer", 7),
    "receive": ("submitted", "reviewer", 4),
    "approve": ("under_review", "reviewer", 4),
    # the evaluation and its words besides
    "evaluate": ("reviewed", "evaluator", 6),
    "report": ("evaluated", "secretariat", 4),
}


def test_a_move_is_one_question_and_a_statement_for_each_kind_of_row_it_leaves(shared_office):
    office, counted = shared_office, {}
    # PostgreSQL is asked for the lock first.
    lock = office.engine.database.engine.dialect.name == "postgresql"
    for action, (state, login, _) in MOVES.items():
        item_id = office.an_item(state)
        row, actor = office.row(item_id), office.person(login)
        given = office.particulars(row.cycle_id, action, {})
        with counting(office) as sent:
            office.engine.perform(
                item_id, action, actor, row.content_hash, key=f"{action} once", particulars=given
            )
        counted[action] = len([one for one in sent if not one.startswith("BEGIN")]) - lock

    assert counted == {action: number for action, (_, _, number) in MOVES.items()}


def test_a_batch_of_five_sends_no_more_than_a_batch_of_two(shared_office):
    office, counted = shared_office, []
    for size in (2, 2, 5):  # once for what is read once in the life of an engine
        orders = [
            Order(office.a_draft().item_id, "submit", office.person("officer")) for _ in range(size)
        ]
        with counting(office) as sent:
            performed(office, orders)
        counted.append(len(sent))

    assert counted[1] == counted[2]
