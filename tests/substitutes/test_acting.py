"""What a substitute may do, for whom and when; and that both names are in the record."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from tests.items.test_query_counts import counting
from tests.support.ledger import ledger_breaks
from tests.support.office import NOW
from tests.support.people import OTHER, OWN
from tests.support.substitutes import TODAY, stand_in
from tests.support.units import do, look
from workflow import items, substitutes
from workflow.items import refusals
from workflow.models import RoleGrant
from workflow.values import errors
from workflow.values.vocabulary import Role

DAY = timedelta(days=1)

# absent, substitute, role, department, the state in which the role acts, what it does
LENT = [
    ("officer", "neighbour", Role.OFFICER, OWN, "draft", "submit"),
    ("reviewer", "viewer", Role.REVIEWER, None, "submitted", "receive"),
    ("reviewer", "viewer", Role.REVIEWER, OWN, "under_review", "approve"),
    ("evaluator", "secretariat", Role.EVALUATOR, None, "reviewed", "evaluate"),
    ("secretariat", "nothing", Role.SECRETARIAT, None, "evaluated", "report"),
]


@pytest.mark.parametrize("lent", LENT, ids=lambda lent: f"{lent[1]} for {lent[0]}")
def test_a_substitute_acts_from_the_first_day_to_the_last_and_on_no_other(office, lent):
    absent, substitute, role, department, state, action = lent
    days = TODAY + DAY, TODAY + 3 * DAY
    item_id = office.an_item(state)
    stand_in(office, absent, substitute, role, department, days)

    outcomes = []
    for ahead in (0, 1, 3, 4):
        office.clock.set(NOW + ahead * DAY)
        office.meet_anew()
        found = next(
            one
            for one in look(office.engine, office.person(absent), items.get, item_id).actions
            if one.action == action
        )
        assert found.allowed
        try:
            shown = look(office.engine, office.person(substitute), items.get, item_id).actions
        except errors.NotFound:
            outcomes.append(False)
            continue
        outcomes.append(next(one for one in shown if one.action == action).allowed)

    assert outcomes == [False, True, True, False]


@pytest.mark.parametrize("lent", LENT, ids=lambda lent: f"{lent[1]} for {lent[0]}")
def test_the_record_has_both_names_and_proves_them(office, lent):
    absent, substitute, role, department, state, action = lent
    item_id = office.an_item(state)
    stand_in(office, absent, substitute, role, department)

    office.act(item_id, action, substitute)

    entry = office.entries(item_id)[-1]
    move = look(office.engine, office.person("reviewer2"), items.get, item_id).moves[-1]
    principal = office.person(absent)
    assert entry.actor_login == substitute
    assert entry.particulars["for"] == {
        "person": principal.person_id,
        "actor": absent,
        "name": absent,
        "name_en": absent.title(),
    }
    assert move.doer.ja == f"{substitute}（{absent} 代理）"
    assert move.doer.en == f"{substitute.title()} (for {absent.title()})"
    assert ledger_breaks(office.engine) == ()


def test_a_substitute_is_one_in_the_role_and_the_department_only(shared_office):
    office = shared_office
    stand_in(office, "officer", "neighbour", Role.OFFICER)
    stand_in(office, "reviewer", "nothing", Role.REVIEWER, OTHER)
    mine, other = office.an_item("submitted"), office.an_item("submitted", department="kikaku")

    with pytest.raises(errors.WrongRole):
        office.act(mine, "receive", "neighbour")
    with pytest.raises(errors.OtherDepartment):
        office.act(mine, "receive", "nothing")
    with pytest.raises(errors.OtherDepartment):
        office.act(other, "withdraw", "neighbour")
    with pytest.raises(errors.NotFound):
        look(office.engine, office.person("neighbour"), items.get, other)


def test_own_rights_go_before_those_of_an_absent_person(office):
    stand_in(office, "officer", "colleague", Role.OFFICER)
    item_id = office.an_item("draft")

    office.act(item_id, "submit", "colleague")

    assert "for" not in office.entries(item_id)[-1].particulars
    assert office.look("officer", substitutes.done_for_me).rows == ()


def test_of_two_absent_people_it_is_done_for_the_first_by_login(office):
    for absent in ("officer", "colleague"):
        stand_in(office, absent, "neighbour", Role.OFFICER)
    item_id = office.an_item("draft")

    office.act(item_id, "submit", "neighbour")

    assert office.entries(item_id)[-1].particulars["for"]["actor"] == "colleague"


def test_a_substitute_s_substitute_inherits_nothing(office):
    stand_in(office, "reviewer", "officer", Role.REVIEWER)
    stand_in(office, "officer", "neighbour", Role.OFFICER)
    item_id = office.an_item("submitted", department="kikaku")

    with pytest.raises(errors.WrongRole):
        office.act(item_id, "receive", "neighbour")
    assert office.act(item_id, "receive", "officer").state == "under_review"


def test_what_the_absent_person_loses_the_substitute_loses(office):
    stand_in(office, "reviewer", "viewer", Role.REVIEWER)
    item_id = office.an_item("submitted")
    lost = delete(RoleGrant).where(RoleGrant.person_id == office.person("reviewer").person_id)
    office.set_up(lambda work: work.session.execute(lost))
    office.meet_anew()

    with pytest.raises(errors.WrongRole):
        office.act(item_id, "receive", "viewer")


def test_ending_takes_effect_at_once_and_is_kept(office):
    made = stand_in(office, "reviewer", "viewer", Role.REVIEWER)
    item_id = office.an_item("submitted")

    office.do("reviewer", substitutes.end, made)
    office.do("admin", substitutes.end, made)
    office.meet_anew()

    (kept,) = office.look("reviewer", substitutes.for_me)
    assert (kept.ended_by.ja, kept.ended_at) == ("reviewer", NOW)
    with pytest.raises(errors.WrongRole):
        office.act(item_id, "receive", "viewer")


def test_an_absent_officer_s_draft_can_be_written_on_and_submitted(office):
    item_id = office.an_item("draft")
    row = office.row(item_id)
    stand_in(office, "officer", "neighbour", Role.OFFICER)
    sheet = office.a_sheet(name=row.name, summary="代理で直した。")

    do(
        office.engine,
        office.person("neighbour"),
        items.save,
        item_id=item_id,
        sheet=sheet,
        seen=row.content_hash,
    )
    office.act(item_id, "submit", "neighbour")

    detail = look(office.engine, office.person("officer"), items.get, item_id)
    assert detail.sheet.summary == "代理で直した。"
    assert detail.revisions[0].by.ja == "neighbour（officer 代理）"


def test_nobody_begins_an_item_in_another_s_name(office):
    stand_in(office, "officer", "neighbour", Role.OFFICER)

    with pytest.raises(errors.OtherDepartment):
        office.a_draft(by="neighbour")


@pytest.mark.parametrize("who", ["officer", "neighbour"])
def test_both_may_pull_back_what_the_one_submitted_for_the_other(office, who):
    stand_in(office, "officer", "neighbour", Role.OFFICER)
    item_id = office.an_item("draft")
    office.act(item_id, "submit", "neighbour")

    with pytest.raises(refusals.NotTheSubmitter):
        office.act(item_id, "pull_back", "colleague")
    assert office.act(item_id, "pull_back", who).state == "draft"


def test_the_inbox_has_both_and_says_whose(office):
    stand_in(office, "reviewer", "officer", Role.REVIEWER)
    own = office.an_item("draft")
    lent = office.an_item("submitted", department="kikaku")

    turns = look(office.engine, office.person("officer"), items.home, None).turns

    whose = {turn.row.id: [name.ja for name in turn.principals] for turn in turns}
    assert whose == {own: [], lent: ["reviewer"]}


@pytest.mark.both_databases
def test_a_move_asks_nothing_more_and_writes_one_row_more_where_it_is_for_another(office):
    stand_in(office, "reviewer", "viewer", Role.REVIEWER)
    own, lent = office.an_item("submitted"), office.an_item("submitted")
    office.person("reviewer"), office.person("viewer")  # read before, as a request does

    with counting(office) as of_own:
        office.act(own, "receive", "reviewer")
    with counting(office) as of_lent:
        office.act(lent, "receive", "viewer")

    assert not any("FROM substitutes" in one for one in of_own + of_lent)
    assert len(of_lent) == len(of_own) + 1
