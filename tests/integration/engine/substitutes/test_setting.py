"""Who sets substitutes, for whom and which days; ending them; what is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.support.office import NOW
from tests.support.people import OTHER, OWN
from tests.support.substitutes import FROM, UNTIL, an_appointment, stand_in
from workflow.models import Person
from workflow.substitutes.policy import SelfAppointed, SubstituteOverlaps
from workflow.substitutes.queries import Standing
from workflow.values import errors
from workflow.values.vocabulary import Role

DAY = timedelta(days=1)


def problems(office, asked, by="admin"):
    with pytest.raises(errors.InputRefused) as refused:
        office.engine.substitutes.appoint(asked, office.person(by))
    return [(one.field, one.key) for one in refused.value.problems]


@pytest.mark.parametrize("by", ["reviewer", "admin"])
def test_the_person_and_an_admin_set_a_substitute_and_both_names_are_kept(office, by):
    asked = an_appointment(office, "reviewer", "viewer", Role.REVIEWER)

    office.engine.substitutes.appoint(asked, office.person(by))

    (of,) = office.engine.substitutes.of(office.person("reviewer"))
    (for_whom,) = office.engine.substitutes.by(office.person("viewer"))
    assert of == for_whom
    assert (of.person.name.ja, of.substitute.name.ja, of.set_by.ja) == ("reviewer", "viewer", by)
    assert (of.from_on, of.until_on, of.standing) == (FROM, UNTIL, Standing.IN_FORCE)


@pytest.mark.parametrize("by", ["viewer", "reviewer2", "secretariat", None])
def test_nobody_else_does(office, by):
    asked = an_appointment(office, "reviewer", "viewer", Role.REVIEWER)
    actor = office.person(by) if by else None

    with pytest.raises((errors.WrongRole, errors.NotSignedIn)):
        office.engine.substitutes.appoint(asked, actor)
    assert office.engine.substitutes.of(office.person("reviewer")) == ()


def test_an_admin_does_not_take_somebody_s_part_by_their_own_hand(office):
    asked = an_appointment(office, "reviewer", "admin", Role.REVIEWER)

    with pytest.raises(SelfAppointed):
        office.engine.substitutes.appoint(asked, office.person("admin"))
    assert office.engine.substitutes.by(office.person("admin")) == ()
    assert office.engine.substitutes.appoint(asked, office.person("reviewer"))


def test_whoever_left_has_no_substitute_and_is_none(office):
    gone = update(Person).where(Person.login == "viewer").values(active=False)
    for absent, substitute in (("reviewer", "viewer"), ("evaluator", "nothing")):
        stand_in(office, absent, substitute, Role(absent))
    office.set_up(lambda work: work.session.execute(gone))

    asked = an_appointment(office, "reviewer2", "nothing", Role.REVIEWER)
    viewer_id = next(
        row.substitute.id for row in office.engine.substitutes.of(office.person("reviewer"))
    )
    assert problems(office, replace(asked, substitute_id=viewer_id)) == [
        ("substitute", "unknown_person")
    ]
    with pytest.raises(errors.NotFound):
        office.engine.substitutes.appoint(
            replace(asked, person_id=viewer_id), office.person("admin")
        )
    leaving = update(Person).where(Person.login == "evaluator").values(active=False)
    office.set_up(lambda work: work.session.execute(leaving))
    office.meet_anew()
    assert office.person("nothing").principals == ()


@pytest.mark.parametrize(
    ("absent", "role", "department", "key"),
    [
        ("officer", Role.REVIEWER, None, "role_not_held"),
        ("officer", Role.OFFICER, OTHER, "role_not_held"),
        ("admin", Role.ADMIN, None, "role_not_substituted"),
        ("viewer", Role.VIEWER, None, "role_not_substituted"),
        ("advisor", Role.ADVISOR, None, "role_not_substituted"),
    ],
)
def test_only_a_role_that_acts_and_is_held_has_a_substitute(office, absent, role, department, key):
    asked = an_appointment(office, absent, "nothing", role, department)

    assert problems(office, asked) == [("role", key)]


def test_a_role_one_has_only_as_a_substitute_cannot_be_handed_on(office):
    stand_in(office, "reviewer", "officer", Role.REVIEWER)
    asked = an_appointment(office, "officer", "neighbour", Role.REVIEWER)

    assert problems(office, asked, by="officer") == [("role", "role_not_held")]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"from_on": FROM - DAY}, ("from_on", "day_passed")),
        ({"until_on": FROM - DAY}, ("until_on", "dates_out_of_order")),
        ({"until_on": FROM + 366 * DAY}, ("until_on", "day_too_far")),
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


def test_nobody_stands_in_for_themselves(office):
    asked = an_appointment(office, "reviewer", "reviewer", Role.REVIEWER)

    assert problems(office, asked) == [("substitute", "substitute_is_absent")]


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
    desk, reviewer = office.engine.substitutes, office.person("reviewer")

    if taken:
        with pytest.raises(SubstituteOverlaps) as refused:
            desk.appoint(asked, reviewer)
        assert refused.value.data["who"].ja == "viewer"
        return
    assert desk.appoint(asked, reviewer)


def test_the_same_sent_twice_is_one(office):
    asked = an_appointment(office, "reviewer", "viewer", Role.REVIEWER)
    desk, reviewer = office.engine.substitutes, office.person("reviewer")

    assert desk.appoint(asked, reviewer) == desk.appoint(asked, reviewer)
    assert len(desk.of(reviewer)) == 1


def test_ending_leaves_room_for_another(office):
    made = stand_in(office, "reviewer", "viewer", Role.REVIEWER)
    office.engine.substitutes.end(made, office.person("reviewer"))

    stand_in(office, "reviewer", "nothing", Role.REVIEWER)

    rows = office.engine.substitutes.of(office.person("reviewer"))
    assert {row.substitute.name.ja: row.standing for row in rows} == {
        "viewer": Standing.ENDED,
        "nothing": Standing.IN_FORCE,
    }


def test_only_the_person_or_an_admin_ends_it(office):
    made = stand_in(office, "evaluator", "viewer", Role.EVALUATOR)

    with pytest.raises(errors.WrongRole):
        office.engine.substitutes.end(made, office.person("viewer"))
    with pytest.raises(errors.NotFound):
        office.engine.substitutes.end(999_999, office.person("admin"))


def test_what_is_over_is_not_ended_any_more(office):
    made = stand_in(office, "reviewer", "viewer", Role.REVIEWER)
    office.clock.set(NOW + 10 * DAY)

    office.engine.substitutes.end(made, office.person("reviewer"))

    (row,) = office.engine.substitutes.of(office.person("reviewer"))
    assert (row.standing, row.ended_at) == (Standing.OVER, None)
