"""Two transactions wait for each other: one goes on, the other does what it was to do again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from sqlalchemy import select

from tests.support.office import Office
from workflow.models import Person
from workflow.values.errors import WaitedInACircle
from workflow.work import Work

pytestmark = pytest.mark.postgresql_only

LOGINS = ("officer", "reviewer")
PATIENCE = 30


def crossing(met: Barrier, order: tuple[str, ...]) -> Callable[[Work], str]:
    """Mark two people, one after the other; the first time not before the other has one too."""

    def mark(work: Work) -> str:
        for login in order:
            query = select(Person).where(Person.login == login).with_for_update()
            person = work.session.scalars(query).one()
            person.kana += order[0][0]
            work.session.flush()
            if login == order[0]:
                with suppress(BrokenBarrierError):  # the second time nobody waits any more
                    met.wait(PATIENCE)
                    met.abort()
        return order[0]

    return mark


def marks(office: Office) -> list[str]:
    with office.engine.database.reading() as session:
        found = session.scalars(select(Person.kana).where(Person.login.in_(LOGINS)))
        return ["".join(sorted(one)) for one in found]


def crossed(task: Callable[[Callable[[Work], str]], str]) -> list[object]:
    """What two give who cross each other, or why not."""
    met = Barrier(2)

    def run(order: tuple[str, ...]) -> object:
        try:
            return task(crossing(met, order))
        except WaitedInACircle as refusal:
            return type(refusal)

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, (LOGINS, LOGINS[::-1])))


def test_a_form_that_waited_in_a_circle_is_carried_out_a_second_time(office):
    done = crossed(lambda verb: office.engine.write_once(None, None, verb))

    assert done == ["officer", "reviewer"]
    assert marks(office) == ["or", "or"]


def test_what_cannot_be_done_again_by_itself_is_told_and_leaves_nothing_behind(office):
    def once(verb: Callable[[Work], str]) -> str:
        with office.engine.write() as work:
            return verb(work)

    done = crossed(once)

    assert sorted(map(str, done)) in (
        sorted(map(str, (one, WaitedInACircle))) for one in ("officer", "reviewer")
    )
    (kept,) = {one for one in done if isinstance(one, str)}
    assert marks(office) == [kept[0], kept[0]]
