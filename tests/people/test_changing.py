"""Adding and changing people, giving them roles from a day until a day, and ending them."""

from datetime import date, timedelta

import pytest

from tests.support.office import NOW
from tests.support.people import OTHER, OWN
from workflow import ledger, people
from workflow.people import Holding, Holds, Particulars, PersonChanged
from workflow.values.actor import Title
from workflow.values.days import Period
from workflow.values.errors import InputRefused
from workflow.values.place import Place
from workflow.values.vocabulary import Role

TODAY = NOW.date()
APRIL = date(2022, 4, 1)
DAY = timedelta(days=1)
HANAKO = Particulars(
    Title("秋田 花子", "Hanako Akita"), "アキタ ハナコ", "A-1234", "hanako@example.jp"
)


@pytest.fixture
def hanako(office) -> int:
    return office.do("admin", people.add, "Hanako", HANAKO)


def problems(office, verb, *args):
    with pytest.raises(InputRefused) as refused:
        office.do("admin", verb, *args)
    return [(one.field, one.key) for one in refused.value.problems]


def roles(office, person_id):
    actor = office.look(None, people.actor, person_id)
    return actor and actor.roles


def held(office, role, from_on=None, until_on=None, department=None):
    return Holding(role, office.departments[department] if department else None,
                   Period(from_on, until_on))  # fmt: skip


def test_a_person_is_added_changed_switched_off_and_on_and_all_of_it_is_recorded(office, hanako):
    office.do("admin", people.change, hanako, Particulars(Title("秋田 はな", "")))
    office.do("admin", people.switch_off, hanako)
    assert roles(office, hanako) is None
    office.do("admin", people.switch_on, hanako)

    found = office.look("admin", people.one, hanako)
    assert (found.login, found.name.ja, found.staff_number) == ("hanako", "秋田 はな", "")
    assert roles(office, hanako) == frozenset()
    recorded = office.look("admin", ledger.changes, ledger.ChangeFilter(code="hanako"))
    assert [one.action for one in recorded] == ["switch_on", "switch_off", "change", "add"]
    assert ("name", "秋田 花子", "秋田 はな") in recorded[2].fields
    at_the_head = Particulars(Title("秋田 はな", ""), place=Place(office.departments[OWN]))
    office.do("admin", people.change, hanako, at_the_head)
    (recorded, *_) = office.look("admin", ledger.changes, ledger.ChangeFilter(code="hanako"))
    assert recorded.fields == (("section", None, OWN),)
    there = people.PeopleFilter(words="hanako", department_id=office.departments[OWN])
    (row,) = office.look("admin", people.listed, there).rows
    assert (row.department.ja, row.section) == (OWN, None)
    with office.engine.read() as work:
        assert ledger.audit_changes(work.session).breaks == ()


def test_a_role_given_for_a_later_day_begins_and_ends_by_itself(office, hanako):
    until = APRIL + 30 * DAY
    office.do("admin", people.give, hanako, held(office, Role.OFFICER, APRIL, until, OWN))

    for day, expected in ((APRIL - DAY, set()), (APRIL, {Role.OFFICER}),
                          (until, {Role.OFFICER}), (until + DAY, set())):  # fmt: skip
        office.clock.set(NOW.replace(year=day.year, month=day.month, day=day.day))
        assert roles(office, hanako) == expected
    (kept,) = office.look("admin", people.one, hanako).grants
    assert (kept.holds, kept.period) == (Holds.EARLIER, Period(APRIL, until))


def test_a_role_ends_at_once_or_after_a_day_and_stays_among_what_was_held(office, hanako):
    now = office.do("admin", people.give, hanako, held(office, Role.REVIEWER))
    later = office.do("admin", people.give, hanako, held(office, Role.VIEWER))

    office.do("admin", people.end, now, None)
    office.do("admin", people.end, later, TODAY)

    assert roles(office, hanako) == {Role.VIEWER}
    office.clock.advance(DAY)
    assert roles(office, hanako) == frozenset()
    view = office.look("admin", people.one, hanako)
    assert [one.role for one in view.held(Holds.EARLIER)] == [Role.REVIEWER, Role.VIEWER]
    office.do("admin", people.give, hanako, held(office, Role.REVIEWER))
    assert roles(office, hanako) == {Role.REVIEWER}


def test_what_cannot_be_is_refused_beside_its_field(office, hanako):
    office.do("admin", people.give, hanako, held(office, Role.REVIEWER, None, APRIL))
    other = Particulars(
        Title("別人", ""), staff_number="A-1234", email="no address", place=Place(1, 99)
    )

    assert problems(office, people.add, "HANAKO", other) == [
        ("email", "email_unreadable"), ("login", "login_taken"),
        ("staff_number", "staff_number_taken"), ("section", "unknown_section_of_person"),
    ]  # fmt: skip
    assert problems(office, people.add, "a b", Particulars(Title(" ", ""))) == [
        ("name", "required"), ("login", "login_unreadable"),
    ]  # fmt: skip
    for asked, expected in (
        (held(office, Role.VIEWER, APRIL, APRIL - DAY), ("until_on", "role_ends_before_it_begins")),
        (held(office, Role.VIEWER, None, TODAY - DAY), ("until_on", "day_passed")),
        (held(office, Role.REVIEWER, APRIL), ("until_on", "role_held_already")),
        (held(office, Role.OFFICER), ("department", "officer_needs_department")),
        (held(office, Role.ADMIN, department=OTHER), ("department", "admin_is_for_all")),
        (Holding(Role.VIEWER, 999, Period()), ("department", "unknown_department")),
    ):
        assert problems(office, people.give, hanako, asked) == [expected]
    (grant,) = office.look("admin", people.one, hanako).grants
    assert problems(office, people.end, grant.id, TODAY - DAY) == [("until_on", "day_passed")]
    assert roles(office, hanako) == {Role.REVIEWER}


def test_what_another_changed_meanwhile_is_not_overwritten(office, hanako):
    seen = office.look("admin", people.one, hanako).seen
    office.do("admin", people.give, hanako, held(office, Role.VIEWER))

    with pytest.raises(PersonChanged):
        office.do("admin", people.switch_off, hanako, seen)
    assert roles(office, hanako) == {Role.VIEWER}


def test_the_office_is_never_without_an_administrator_not_even_in_a_year(office, hanako):
    admin = office.person("admin").person_id
    (grant,) = office.look("admin", people.one, admin).grants
    last = ("last_administrator",)

    assert problems(office, people.switch_off, admin) == [("active", *last)]
    assert problems(office, people.end, grant.id, None) == [("until_on", *last)]
    assert problems(office, people.end, grant.id, APRIL) == [("until_on", *last)]
    office.do("admin", people.give, hanako, held(office, Role.ADMIN, APRIL))
    assert problems(office, people.end, grant.id, APRIL - 2 * DAY) == [("until_on", *last)]
    office.do("admin", people.end, grant.id, APRIL - DAY)

    (following,) = office.look("admin", people.one, hanako).grants
    assert problems(office, people.switch_off, hanako) == [("active", *last)]
    assert problems(office, people.end, following.id, APRIL + DAY) == [("until_on", *last)]


def test_people_are_found_by_name_reading_login_and_number_and_narrowed(office, hanako):
    office.do("admin", people.give, hanako, held(office, Role.OFFICER, APRIL, None, OTHER))

    def found(**wanted):
        page = office.look("admin", people.listed, people.PeopleFilter(**wanted))
        return [row.login for row in page.rows]

    for words in ("花子", "あきた", "ｱｷﾀ ハナコ", "a-12", "HANAKO"):
        assert found(words=words) == ["hanako"]
    assert found(words="%") == []
    assert found(role=Role.ADMIN) == ["admin"]
    other = office.departments[OTHER]
    assert found(department_id=other, role=Role.OFFICER) == ["neighbour", "reading-officer"]
    assert "hanako" in found(department_id=other, on=APRIL)
    assert found(active=False) == []
