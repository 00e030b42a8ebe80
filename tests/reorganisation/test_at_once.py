"""A department ends while somebody is given a role for it, or put in a place of it."""

from collections.abc import Callable
from datetime import datetime
from types import ModuleType

import pytest
from sqlalchemy import select

from tests.support.april import DAY, the_day_comes, written
from tests.support.meanwhile import acting_before
from tests.support.office import Office
from tests.support.rosters import brought, problems
from workflow import advice, ledger, people, reorganisation, rosters, substitutes
from workflow.models import AdvisorExpertise, Department, Person, RoleGrant, Substitute
from workflow.models.people import in_force
from workflow.people import Holding, Particulars, administration
from workflow.reorganisation import PlanState, roles
from workflow.substitutes import Appointment
from workflow.values.actor import Title
from workflow.values.clock import JAPAN
from workflow.values.days import Period
from workflow.values.errors import Conflict, InputRefused
from workflow.values.place import Place
from workflow.values.vocabulary import Role

pytestmark = pytest.mark.both_databases


LATE = (
    "hanako,秋田 花子,,,soumu,,,,,,,",
    "taro,秋田 太郎,,,soumu,税務課,,,,,,",
    "jiro,秋田 次郎,,,,,,,各課担当,soumu,,",
)
"""Rows of a list that was written before the day."""


@pytest.fixture
def april(office: Office) -> Office:
    """An office whose plan for 1 April is decided, on that morning."""
    plan_id = written(office)
    seen = office.look("admin", reorganisation.plan, plan_id).seen
    office.do("admin", reorganisation.decide, plan_id, seen)
    office.clock.set(datetime(DAY.year, DAY.month, DAY.day, 6, tzinfo=JAPAN))
    office.meet_anew()
    return office


def give(office: Office) -> object:
    viewer, soumu = office.person("viewer").person_id, office.departments["soumu"]
    asked = Holding(Role.OFFICER, soumu, Period(DAY, None))
    return office.do("admin", people.give, viewer, asked)


def change(office: Office) -> object:
    viewer, soumu = office.person("viewer").person_id, office.departments["soumu"]
    typed = Particulars(Title("閲覧 花子", ""), place=Place(soumu, None))
    return office.do("admin", people.change, viewer, typed)


def add(office: Office) -> object:
    soumu = office.departments["soumu"]
    typed = Particulars(Title("秋田 花子", ""), place=Place(soumu, None))
    return office.do("admin", people.add, "hanako", typed)


def appoint(office: Office) -> object:
    officer, viewer = (office.person(one).person_id for one in ("officer", "viewer"))
    soumu = office.departments["soumu"]
    asked = Appointment(officer, viewer, Role.OFFICER, soumu, DAY, DAY)
    return office.do("admin", substitutes.appoint, asked)


def advise(office: Office) -> object:
    advisor = office.person("advisor").person_id
    return office.do("secretariat", advice.set_expertise, advisor, departments=["soumu"])


def told(task: Callable[[], object], answers: list[str]) -> Callable[[], None]:
    """The task, which notes whether it was done or refused."""

    def run() -> None:
        try:
            task()
        except (InputRefused, Conflict):
            answers.append("refused")
        else:
            answers.append("done")

    return run


def left_at_ended(office: Office) -> list[object]:
    """What still is for departments that have ended: roles, absences, advisors, who works there."""
    ended = select(Department.id).where(Department.ends_on < DAY)
    with office.engine.read() as work:
        assert ledger.audit_changes(work.session).is_sound
        held = RoleGrant.department_id.in_(ended), in_force(RoleGrant, DAY)
        standing_in = Substitute.department_id.in_(ended), Substitute.ended_at.is_(None)
        advised = AdvisorExpertise.department_id.in_(ended), AdvisorExpertise.ended_at.is_(None)
        return [
            *work.session.scalars(select(AdvisorExpertise.id).where(*advised)),
            *work.session.scalars(select(RoleGrant.id).where(*held)),
            *work.session.scalars(select(Substitute.id).where(*standing_in)),
            *work.session.scalars(select(Person.login).where(Person.department_id.in_(ended))),
        ]


@pytest.mark.parametrize("task", [give, change, add, appoint, advise])
def test_whoever_comes_while_a_department_ends_waits_and_is_refused(april, task):
    answers: list[str] = []

    with acting_before(roles, "follow", told(lambda: task(april), answers)) as waited:
        the_day_comes(april)

    (plan,) = april.look("admin", reorganisation.plans)
    assert plan.state == PlanState.DONE
    assert (waited, answers) == ([True], ["refused"])
    assert left_at_ended(april) == []


def test_a_list_that_is_carried_out_while_a_department_ends_waits_and_is_refused(april):
    lines = brought(april, "hanako,秋田 花子,,,soumu,,,,,,,")
    assert lines.problems == ()
    answers: list[str] = []

    def carry_out() -> None:
        april.do("admin", rosters.commit, lines.id, lines.seen)

    with acting_before(roles, "follow", told(carry_out, answers)) as waited:
        the_day_comes(april)

    assert (waited, answers) == ([True], ["refused"])
    assert left_at_ended(april) == []
    late = brought(april, *LATE)
    assert problems(late) == [
        (2, "department", "roster_place_ended"),
        (3, "section", "roster_place_ended"),
        (4, "role_department", "roster_place_ended"),
    ]


@pytest.mark.parametrize(
    ("task", "module", "name"),
    [(give, administration, "role_problems"), (change, administration, "cleaned")],
)
def test_a_reorganisation_waits_for_whoever_came_before_it_and_takes_them_along(
    april, task: Callable[[Office], object], module: ModuleType, name: str
):
    with acting_before(module, name, lambda: the_day_comes(april)) as waited:
        task(april)
    the_day_comes(april)

    assert waited[0]
    assert left_at_ended(april) == []
