"""Two administrators at once: neither waits for the other in a circle, and one of them stays."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.support.office import Office
from workflow import people
from workflow.people import Holding, Particulars
from workflow.values.actor import Actor, Title
from workflow.values.days import Period
from workflow.values.errors import InputRefused
from workflow.values.vocabulary import Role

pytestmark = pytest.mark.postgresql_only

ROUNDS = 5


@pytest.fixture
def both(office: Office) -> tuple[Actor, Actor]:
    """The only two administrators."""
    person_id = office.do("admin", people.add, "hanako", Particulars(Title("秋田 花子", "")))
    office.do("admin", people.give, person_id, Holding(Role.ADMIN, None, Period(None, None)))
    hanako = office.look(None, people.actor, person_id)
    return office.person("admin"), hanako


def at_once(first: Callable[[], object], second: Callable[[], object]) -> list[list[str]]:
    """What is wrong with each of two things that are done at the same moment."""
    start = Barrier(2)

    def run(task: Callable[[], object]) -> list[str]:
        start.wait()
        try:
            task()
        except InputRefused as refused:
            return [one.key for one in refused.problems]
        return []

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(run, (first, second)))


def left_of(office: Office, both: tuple[Actor, Actor]) -> list[Actor]:
    """Those of both who are administrators still."""
    now = [office.look(None, people.actor, one.person_id) for one in both]
    return [one for one in now if one and Role.ADMIN in one.roles]


def test_of_two_who_switch_each_other_off_at_once_one_stays_and_nobody_breaks_off(office, both):
    admin, hanako = both
    for _ in range(ROUNDS):
        told = at_once(
            lambda: office.do(admin, people.switch_off, hanako.person_id),
            lambda: office.do(hanako, people.switch_off, admin.person_id),
        )

        assert told == [[], ["last_administrator"]]
        (left,) = left_of(office, both)
        (gone,) = {one.person_id for one in both} - {left.person_id}
        office.do(left, people.switch_on, gone)


def test_of_two_who_give_their_own_role_up_at_once_one_keeps_it(office, both):
    admin, hanako = both

    def give_up(who: Actor) -> None:
        held = office.look(admin, people.one, who.person_id).grants
        office.do(who, people.end, held[-1].id, None)

    told = at_once(lambda: give_up(admin), lambda: give_up(hanako))

    assert told == [[], ["last_administrator"]]
    assert len(left_of(office, both)) == 1
