"""Who appoints a substitute and ends it, and which role, people and days make sense."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from tests.support.actors import DEPARTMENTS, kind, somebody
from tests.support.people import OTHER, OWN, PEOPLE
from workflow.substitutes import Appointment, SelfAppointed, policy
from workflow.substitutes.policy import AppointmentFacts
from workflow.values.errors import NotSignedIn, WrongRole
from workflow.values.vocabulary import Role

TODAY: Final = date(2021, 8, 2)
DAY: Final = timedelta(days=1)
REVIEWER, VIEWER = somebody("reviewer").person_id, somebody("viewer").person_id


def asked(absent: str = "reviewer", **changes) -> Appointment:
    usual = Appointment(
        person_id=somebody(absent).person_id,
        substitute_id=somebody("nothing").person_id,
        role=Role.REVIEWER,
        department_id=None,
        from_on=TODAY,
        until_on=TODAY + 4 * DAY,
    )
    return replace(usual, **changes)


def facts(absent: str = "reviewer", **changes) -> AppointmentFacts:
    usual = AppointmentFacts(
        today=TODAY,
        grants=somebody(absent).grants,
        department_exists=True,
        substitute_active=True,
    )
    return replace(usual, **changes)


def wrong(appointment: Appointment, known: AppointmentFacts) -> list[tuple[str, str]]:
    return [(one.field, one.key) for one in policy.problems(appointment, known)]


@pytest.mark.parametrize("login", PEOPLE)
def test_one_appoints_for_oneself_and_an_admin_for_anyone(login):
    refusal = policy.may_appoint(somebody(login), REVIEWER, VIEWER)

    assert kind(refusal) is (None if login in ("reviewer", "admin") else WrongRole)


@pytest.mark.parametrize("login", PEOPLE)
def test_one_ends_one_s_own_and_an_admin_anybody_s(login):
    refusal = policy.may_end(somebody(login), REVIEWER)

    assert kind(refusal) is (None if login in ("reviewer", "admin") else WrongRole)


@pytest.mark.parametrize("login", PEOPLE)
def test_only_admins_see_everybody_s(login):
    assert kind(policy.may_see_all(somebody(login))) is (None if login == "admin" else WrongRole)


def test_a_stranger_may_nothing():
    for refusal in (
        policy.may_appoint(None, REVIEWER, VIEWER),
        policy.may_end(None, REVIEWER),
        policy.may_see_all(None),
    ):
        assert kind(refusal) is NotSignedIn


def test_no_admin_becomes_a_substitute_by_their_own_hand():
    admin = somebody("admin")

    assert kind(policy.may_appoint(admin, REVIEWER, admin.person_id)) is SelfAppointed
    assert policy.may_appoint(somebody("reviewer"), REVIEWER, admin.person_id) is None


@pytest.mark.parametrize(
    ("absent", "role", "department", "key"),
    [
        ("reviewer", Role.REVIEWER, None, None),
        ("reviewer", Role.REVIEWER, OWN, None),
        ("evaluator", Role.EVALUATOR, None, None),
        ("secretariat", Role.SECRETARIAT, None, None),
        ("officer", Role.OFFICER, OWN, None),
        ("officer", Role.OFFICER, OTHER, "role_not_held"),
        ("officer", Role.OFFICER, None, "role_not_held"),
        ("officer", Role.REVIEWER, None, "role_not_held"),
        ("nothing", Role.SECRETARIAT, None, "role_not_held"),
        ("admin", Role.ADMIN, None, "role_not_substituted"),
        ("viewer", Role.VIEWER, None, "role_not_substituted"),
        ("advisor", Role.ADVISOR, None, "role_not_substituted"),
    ],
)
def test_only_a_role_that_acts_and_is_held_has_a_substitute(absent, role, department, key):
    department_id = DEPARTMENTS[department] if department else None
    appointment = asked(absent, role=role, department_id=department_id, substitute_id=99)

    assert wrong(appointment, facts(absent)) == ([("role", key)] if key else [])


def test_a_department_that_is_not_there_has_no_role():
    appointment = asked(department_id=99)

    assert wrong(appointment, facts(department_exists=False)) == [("role", "role_not_held")]


@pytest.mark.parametrize(
    ("days", "problem"),
    [
        ((TODAY, TODAY), None),
        ((TODAY, TODAY + 365 * DAY), None),
        ((TODAY, TODAY + 366 * DAY), ("until_on", "day_too_far")),
        ((TODAY - DAY, TODAY), ("from_on", "day_passed")),
        ((TODAY + DAY, TODAY), ("until_on", "dates_out_of_order")),
    ],
)
def test_days_lie_ahead_in_order_and_within_a_year(days, problem):
    appointment = asked(from_on=days[0], until_on=days[1])

    assert wrong(appointment, facts()) == ([problem] if problem else [])


def test_the_substitute_is_another_person_who_still_signs_in():
    assert wrong(asked(), facts(substitute_active=False)) == [("substitute", "unknown_person")]
    assert wrong(asked(substitute_id=REVIEWER), facts()) == [("substitute", "substitute_is_absent")]


def test_every_problem_is_named_at_once():
    appointment = asked(role=Role.ADMIN, from_on=TODAY - DAY, until_on=TODAY - 2 * DAY)

    assert [key for _field, key in wrong(appointment, facts(substitute_active=False))] == [
        "role_not_substituted",
        "role_not_held",
        "unknown_person",
        "day_passed",
        "dates_out_of_order",
    ]
