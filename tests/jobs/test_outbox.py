"""From the outbox into the queues: once, whoever asks, races or dies."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy import event, func, select

from tests.support.killing import jobs
from workflow import outbox
from workflow.jobs import operations
from workflow.jobs.queues import Dispatcher
from workflow.models import OutboxRow

pytestmark = pytest.mark.both_databases


@contextmanager
def a_dispatcher(office) -> Iterator[Dispatcher]:
    """One whose hand is led: it has no thread, and begins no job."""
    dispatcher = Dispatcher(office.engine.database, lambda: False, 0.05, 0.05)
    yield dispatcher
    dispatcher.stop()


def rows(office) -> int:
    with office.engine.database.reading() as session:
        return session.scalar(select(func.count(OutboxRow.id)))


def enqueued(office) -> int:
    """Jobs in their queue, without those in the outbox."""
    found = jobs(office.engine.database.engine)
    return found[outbox.ANNOUNCE, "ENQUEUED"] - rows(office)


def test_rows_become_jobs_once_though_two_dispatch_at_the_same_time(office):
    for _ in range(2):
        office.an_item("reported")
    asked = rows(office)
    assert asked == 10
    assert [one.waiting for one in office.look("admin", operations).queues if one.waiting] == [10]

    with a_dispatcher(office) as one, a_dispatcher(office) as other, ThreadPoolExecutor(2) as pool:
        done = list(pool.map(Dispatcher.dispatch, (one, other)))

    assert sum(done) == asked
    assert (rows(office), enqueued(office)) == (0, asked)


def test_what_a_newer_version_asks_for_waits_for_it_and_holds_up_nothing(office):
    with office.engine.database.writing() as session:
        session.add(OutboxRow(workflow="of_tomorrow", job="of-tomorrow-1", arguments=[1]))
    office.an_item("submitted")

    with a_dispatcher(office) as dispatcher:
        assert dispatcher.dispatch() == 1

    assert rows(office) == 1
    (waiting,) = [one for one in office.look("admin", operations).queues if one.waiting]
    assert waiting.waiting == 2


def test_a_batch_that_breaks_off_leaves_its_rows_and_no_job(office):
    office.an_item("submitted")
    engine = office.engine.database.engine

    def die(_connection, _cursor, statement, *_rest):
        if "workflow_input" in statement:
            raise ConnectionError

    with a_dispatcher(office) as dispatcher:
        event.listen(engine, "before_cursor_execute", die)
        with suppress(ConnectionError):
            dispatcher.dispatch()
        event.remove(engine, "before_cursor_execute", die)
        assert (rows(office), enqueued(office)) == (1, 0)

        assert dispatcher.dispatch() == 1
    assert (rows(office), enqueued(office)) == (0, 1)


def test_who_asks_for_the_same_job_twice_gets_it_once(office):
    item_id = office.an_item("submitted")
    last = office.entries(item_id)[-1]
    with office.engine.write() as work:
        work.outbox.after(work.session, [last])
    assert rows(office) == 2

    with a_dispatcher(office) as dispatcher:
        dispatcher.dispatch()

    assert (rows(office), enqueued(office)) == (0, 1)
