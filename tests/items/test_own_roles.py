"""Roles that the office defines: a division head of a department, the finance division of all."""

import pytest

from tests.support.ledger import ledger_breaks
from tests.support.office import NOTE
from tests.support.processes import DIVISION_HEAD, FINANCE, with_own_roles
from tests.support.substitutes import TODAY, stand_in
from workflow import items, people, staffing
from workflow.items import visibility
from workflow.items.context_queries import contexts_of
from workflow.items.list_views import ItemFilter
from workflow.notices import announcing
from workflow.values.actor import Title
from workflow.values.errors import NotFound, OtherDepartment, SeparationOfDuties, WrongRole
from workflow.values.vocabulary import OwnRole, Role

HEAD, MONEY = OwnRole(DIVISION_HEAD), OwnRole(FINANCE)
HOLDERS = {
    "head": [(HEAD, "soumu")],
    "other-head": [(HEAD, "kensetsu")],
    "money": [(MONEY, None)],
    "officer-head": [(Role.OFFICER, "soumu"), (HEAD, "soumu")],
}


@pytest.fixture
def office(office):
    office.engine.publish(with_own_roles(), "ninth", with_roles=True)
    with office.engine.write() as work:
        for login, grants in HOLDERS.items():
            name = Title(login, login)
            people.add_person(work, login=login, name=name, grants=grants, password=None)
    return office


def sees(office, login):
    rows = office.look(login, items.page, ItemFilter(cycle_id="2021-09"), limit=50).rows
    return {row.id for row in rows}


def turns(office, *logins):
    return [[one.row.id for one in office.look(login, items.turns)] for login in logins]


def walk(office, item_id, *steps):
    for action, who in steps:
        office.act(item_id, action, who)


SUBMITTED = (("submit", "officer"),)
RECEIVED = (*SUBMITTED, ("endorse", "head"), ("receive", "reviewer"))


def test_an_item_waits_for_the_division_head_and_then_for_the_finance_division(office):
    item_id = office.an_item("draft")
    assert [sees(office, login) for login in ("head", "money", "viewer")] == [set()] * 3

    office.act(item_id, "submit", "officer")
    assert turns(office, "head", "other-head", "money") == [[item_id], [], []]
    assert [sees(office, one) for one in ("other-head", "money", "viewer")] == [set()] * 3
    for action, who, why in (
        ("endorse", "other-head", OtherDepartment),
        ("endorse", "officer", WrongRole),
        ("withdraw", "head", WrongRole),
        ("endorse", "money", WrongRole),
    ):
        with pytest.raises(why):
            office.act(item_id, action, who)
    with office.engine.write() as work:
        told = {one.person_id for one in announcing.announce(work, item_id, 2)}
    assert told == {office.person(one).person_id for one in ("head", "officer-head")}
    assert office.look("admin", staffing.unattended) == ()

    walk(office, item_id, *RECEIVED[1:])
    assert sees(office, "money") == sees(office, "viewer") == {item_id}
    assert turns(office, "money", "head") == [[], []]
    office.act(item_id, "send_to_finance", "reviewer")
    assert turns(office, "money", "reviewer") == [[item_id], []]
    assert office.act(item_id, "agree", "money").state == "under_review"
    assert ledger_breaks(office.engine) == ()


def test_what_the_center_has_not_received_is_read_in_its_department_alone(office):
    declined, returned = office.an_item("draft"), office.an_item("draft")
    walk(office, declined, *SUBMITTED, ("decline", "head"))
    walk(office, returned, *RECEIVED, ("send_back", "reviewer"))

    item = office.look("head", items.get, declined)
    assert (item.row.state, item.sent_back.note) == ("returned", NOTE)
    assert sees(office, "head") == {declined, returned}
    assert sees(office, "viewer") == sees(office, "money") == {returned}
    with pytest.raises(NotFound):
        office.look("viewer", items.get, declined)
    walk(office, returned, *SUBMITTED)
    assert sees(office, "viewer") == set()
    walk(office, returned, ("withdraw", "officer"))
    assert sees(office, "viewer") == set()


def test_the_query_and_the_policy_agree_on_what_own_roles_see(office):
    joint = office.a_sheet(name="共同", joint_departments=("kensetsu",))
    made = [office.an_item("draft"), *(office.an_item("draft", joint) for _ in range(1))]
    made += [office.an_item("draft") for _ in range(3)]
    for item_id, steps in zip(made[1:], (SUBMITTED, RECEIVED, RECEIVED, SUBMITTED), strict=True):
        walk(office, item_id, *steps)
    walk(office, made[3], ("send_to_finance", "reviewer"))
    walk(office, made[4], ("withdraw", "officer"))

    seen = {}
    for login in ("head", "other-head", "money", "viewer", "officer-head"):
        with office.engine.read() as work:
            found = contexts_of(work, [office.row(one) for one in made])
        actor = office.person(login)
        seen[login] = {one for one, context in found.items() if visibility.may_see(actor, context)}
        assert seen[login] == sees(office, login), login
    assert seen == {
        "head": set(made[1:]),
        "other-head": {made[1]},
        "money": {made[2], made[3]},
        "viewer": {made[2], made[3]},
        "officer-head": set(made),
    }


def test_duties_are_separated_and_a_substitute_acts_for_a_division_head(office):
    item_id = office.an_item("draft", by="officer-head")
    office.act(item_id, "submit", "officer-head")
    with pytest.raises(SeparationOfDuties):
        office.act(item_id, "endorse", "officer-head")
    assert turns(office, "officer-head", "head") == [[], [item_id]]

    stand_in(office, "head", "nothing", HEAD, "soumu", (TODAY, TODAY))
    office.meet_anew()
    assert (sees(office, "nothing"), turns(office, "nothing")) == ({item_id}, [[item_id]])
    office.act(item_id, "endorse", "nothing")
