"""Who sets substitutes, for whom and which days; ending them; what is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.support.office import NOW
from tests.support.people import OTHER, OWN
from tests.support.substitutes import FROM, UNTIL, an_appointment, stand_in
from workflow import notices, substitutes
from workflow.models import Person
from workflow.substitutes import SelfAppointed, SubstituteOverlaps, SubstitutionStatus
from workflow.values import errors
from workflow.values.vocabulary import Role

DAY = timedelta(days=1)


def problems(office, asked, by="admin"):
    with pytest.raises(errors.InputRefused) as refused:
        office.do(by, substitutes.appoint, asked)
    return [(one.field, one.key) for one in refused.value.problems]


@pytest.mark.parametrize("by", ["reviewer", "admin"])
def test_the_person_and_an_admin_set_a_substitute_and_both_names_are_kept(office, by):
    asked = an_appointment(office, "reviewer", "viewer", Role.REVIEWER)

    office.do(by, substitutes.appoint, asked)

    (of,) = office.look("reviewer", substitutes.for_me)
    (for_whom,) = office.look("viewer", substitutes.for_others)
    assert of == for_whom
    assert (of.person.name.ja, of.substitute.name.ja, of.set_by.ja) == ("reviewer", "viewer", by)
    assert (of.from_on, of.until_on, of.status) == (FROM, UNTIL, SubstitutionStatus.IN_FORCE)


@pytest.mark.parametrize("by", ["viewer", None])
def test_nobody_else_appoints_a_substitute_for_a_person(office, by):
    asked = an_appointment(office, "reviewer", "viewer", Role.REVIEWER)

    with pytest.raises((errors.WrongRole, errors.NotSignedIn)):
        office.do(by, substitutes.appoint, asked)
    assert office.look("reviewer", substitutes.for_me) == ()


def test_an_admin_does_not_take_somebody_s_part_by_their_own_hand(office):
    asked = an_appointment(office, "reviewer", "admin", Role.REVIEWER)

    with pytest.raises(SelfAppointed):
        office.do("admin", substitutes.appoint, asked)
    assert office.look("admin", substitutes.for_others) == ()
    assert office.do("reviewer", substitutes.appoint, asked)


def test_whoever_left_has_no_substitute_and_is_none(office):
    gone = update(Person).where(Person.login == "viewer").values(active=False)
    for absent, substitute in (("reviewer", "viewer"), ("evaluator", "nothing")):
        stand_in(office, absent, substitute, Role(absent))
    office.set_up(lambda work: work.session.execute(gone))

    asked = an_appointment(office, "reviewer2", "nothing", Role.REVIEWER)
    viewer_id = next(row.substitute.id for row in office.look("reviewer", substitutes.for_me))
    assert problems(office, replace(asked, substitute_id=viewer_id)) == [
        ("substitute", "unknown_person")
    ]
    with pytest.raises(errors.NotFound):
        office.do("admin", substitutes.appoint, replace(asked, person_id=viewer_id))
    leaving = update(Person).where(Person.login == "evaluator").values(active=False)
    office.set_up(lambda work: work.session.execute(leaving))
    office.meet_anew()
    assert office.person("nothing").principals == ()


def test_a_role_that_is_held_elsewhere_has_no_substitute_here(office):
    asked = an_appointment(office, "officer", "nothing", Role.OFFICER, OTHER)

    assert problems(office, asked) == [("role", "role_not_held")]


def test_a_role_one_has_only_as_a_substitute_cannot_be_handed_on(office):
    stand_in(office, "reviewer", "officer", Role.REVIEWER)
    asked = an_appointment(office, "officer", "neighbour", Role.REVIEWER)

    assert problems(office, asked, by="officer") == [("role", "role_not_held")]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"from_on": FROM - DAY}, ("from_on", "day_passed")),
        ({"substitute_id": 999_999}, ("substitute", "unknown_person")),
        ({"substitute_id": 2**40}, ("substitute", "unknown_person")),
        ({"department_id": 999_999}, ("role", "role_not_held")),
        ({"department_id": 2**40}, ("role", "role_not_held")),
        ({"department_id": -1}, ("role", "role_not_held")),
    ],
)
def test_days_and_people_must_make_sense(office, changes, problem):
    asked = an_appointment(office, "reviewer", "viewer", Role.REVIEWER)

    assert problems(office, replace(asked, **changes)) == [problem]


@pytest.mark.parametrize(
    ("department", "days", "taken"),
    [
        (None, (FROM, FROM), True),
        (OWN, (UNTIL, UNTIL + DAY), True),
        (None, (UNTIL + DAY, UNTIL + DAY), False),
    ],
)
def test_a_role_has_one_substitute_a_day(office, department, days, taken):
    stand_in(office, "reviewer", "viewer", Role.REVIEWER)
    asked = an_appointment(office, "reviewer", "nothing", Role.REVIEWER, department, days)

    if taken:
        with pytest.raises(SubstituteOverlaps) as refused:
            office.do("reviewer", substitutes.appoint, asked)
        assert refused.value.data["who"].ja == "viewer"
        return
    assert office.do("reviewer", substitutes.appoint, asked)


def test_the_same_sent_twice_is_one(office):
    asked = an_appointment(office, "reviewer", "viewer", Role.REVIEWER)

    first, second = (office.do("reviewer", substitutes.appoint, asked) for _ in range(2))

    assert first == second
    assert len(office.look("reviewer", substitutes.for_me)) == 1


def test_ending_leaves_room_for_another(office):
    made = stand_in(office, "reviewer", "viewer", Role.REVIEWER)
    office.do("reviewer", substitutes.end, made)

    stand_in(office, "reviewer", "nothing", Role.REVIEWER)

    rows = office.look("reviewer", substitutes.for_me)
    assert {row.substitute.name.ja: row.status for row in rows} == {
        "viewer": SubstitutionStatus.ENDED,
        "nothing": SubstitutionStatus.IN_FORCE,
    }


def test_only_the_person_or_an_admin_ends_it(office):
    made = stand_in(office, "evaluator", "viewer", Role.EVALUATOR)

    with pytest.raises(errors.WrongRole):
        office.do("viewer", substitutes.end, made)
    with pytest.raises(errors.NotFound):
        office.do("admin", substitutes.end, 999_999)


def test_only_an_admin_sees_everybody_s(office):
    stand_in(office, "evaluator", "viewer", Role.EVALUATOR)

    assert len(office.look("admin", substitutes.everybody)) == 1
    with pytest.raises(errors.WrongRole):
        office.look("viewer", substitutes.everybody)


def test_what_is_over_is_not_ended_any_more(office):
    made = stand_in(office, "reviewer", "viewer", Role.REVIEWER)
    office.clock.set(NOW + 10 * DAY)

    office.do("reviewer", substitutes.end, made)

    (row,) = office.look("reviewer", substitutes.for_me)
    assert (row.status, row.ended_at) == (SubstitutionStatus.OVER, None)


def told(office, login):
    found = office.look(login, notices.page, None).notices
    return [(one.kind, one.page, one.until) for one in found]


def test_the_substitute_is_told_and_so_is_the_absent_one_by_whom_it_was_not_set(office):
    mine = an_appointment(office, "reviewer", "viewer", Role.REVIEWER)
    theirs = an_appointment(office, "evaluator", "viewer", Role.EVALUATOR)

    first = office.do("reviewer", substitutes.appoint, mine)
    office.do("reviewer", substitutes.appoint, mine)
    second = office.do("admin", substitutes.appoint, theirs)

    assert told(office, "viewer") == [("stand_in", "substitutes/", UNTIL)] * 2
    assert told(office, "reviewer") == []
    assert told(office, "evaluator") == [("substitute_set", "substitutes/", UNTIL)]

    for one in (first, second, second):
        office.do("admin", substitutes.end, one)

    assert told(office, "viewer")[:2] == [("stand_in_ended", "substitutes/", None)] * 2
    assert len(told(office, "viewer")) == 4
    assert told(office, "reviewer") == [("substitute_ended", "substitutes/", None)]
    assert [kind for kind, *_ in told(office, "evaluator")] == [
        "substitute_ended",
        "substitute_set",
    ]
