"""人事異動: plans with a day, what each loses and gets, what has nobody, what is handed over."""

from datetime import date, timedelta

import pytest

from tests.support.office import NOW
from tests.support.people import OTHER, OWN
from tests.support.substitutes import stand_in
from workflow import ledger, people, transfers
from workflow.items.asks import AskKind, asked
from workflow.people import Particulars
from workflow.transfers import (
    OrphanKind,
    PlanState,
    TransferOutdated,
    TransferTooEarly,
)
from workflow.values.actor import Title
from workflow.values.errors import ChangedMeanwhile, InputRefused, WrongRole
from workflow.values.vocabulary import Role

DAY = (NOW + timedelta(days=9)).date()
HEAD = "ログインID\t旧役割\t旧対象部局\t新役割\t新対象部局\t新所属部局\t新課室\t後任\t利用"


def lines(*typed):
    return transfers.read_lines("\n".join([HEAD, *typed]).encode("utf-8-sig"), None).lines


def planned(office, *typed, day=DAY):
    """The id of a plan with these lines."""
    return office.do("admin", transfers.write, None, "4月1日付け異動", day, lines(*typed))


def view(office, plan_id):
    return office.look("admin", transfers.plan, plan_id)


def on_the_day(office, day=DAY):
    office.clock.set(NOW.replace(month=day.month, day=day.day))
    office.meet_anew()


def roles(office, login):
    with office.engine.read() as work:
        return people.actor_named(work, login).grants


def handed_to(office, login):
    """The items that the person's own page says were handed over to them."""
    every = office.look(login, asked).values()
    return [one for asks in every for one in asks if one.kind is AskKind.TAKE_OVER]


def test_a_plan_says_what_each_loses_and_gets_and_what_would_have_nobody(office):
    item = office.an_item("returned", department="kikaku")
    stand_in(office, "planner", "viewer", Role.OFFICER, "kikaku")
    plan_id = planned(
        office,
        "planner\t各課担当\tkikaku\t各課担当\tsoumu\t\t\t\t",
        "reviewer\tすべて\t\t\t\t\t\t\t停止",
        "viewer\t閲覧者\t\t審査担当・事務局\t\tsoumu\t税務課\t\t",
        day=(NOW + timedelta(days=1)).date(),
    )

    shown = view(office, plan_id)

    with office.engine.read() as work:
        assert ledger.audit_changes(work.session).is_sound
    assert shown.problems == ()
    planner, reviewer, viewer = shown.moves
    assert [(one.role, one.department) for one in planner.loses] == [(Role.OFFICER, "kikaku")]
    assert [(one.role, one.department) for one in planner.gets] == [(Role.OFFICER, OWN)]
    assert [one.role for one in viewer.gets] == [Role.REVIEWER, Role.SECRETARIAT]
    assert (reviewer.off, reviewer.loses[0].follower.ja) == (True, "viewer")
    assert viewer.place == f"{OWN} 税務課"
    kinds = {one.kind: one for one in shown.orphans}
    assert (kinds[OrphanKind.ITEM].item_id, kinds[OrphanKind.ITEM].leaver) == (item, "planner")
    assert kinds[OrphanKind.SUBSTITUTE].leaver == "planner"


def test_it_takes_effect_by_itself_on_its_day_and_hands_over(office):
    item = office.an_item("under_review")
    own = office.an_item("draft")
    plan_id = planned(
        office,
        "officer\t各課担当\tsoumu\t各課担当\tkensetsu\t\t\tcolleague\t",
        "reviewer\t審査担当\t\t\t\t\t\treviewer2\t停止",
        "viewer\t\t\t審査担当、閲覧\tsoumu\tkensetsu\t\t\t",
    )
    office.do("admin", transfers.decide, plan_id, view(office, plan_id).seen)
    with pytest.raises(TransferTooEarly):
        office.do("admin", transfers.take_effect, plan_id, view(office, plan_id).seen)
    assert office.look(None, transfers.due) == ()

    on_the_day(office)
    (due,) = office.look(None, transfers.due)
    for _twice in range(2):
        office.do(None, transfers.take_effect_by_itself, due)

    assert view(office, plan_id).state is PlanState.DONE
    (grant,) = roles(office, "officer")
    assert grant == (Role.OFFICER, office.departments[OTHER])
    (before,) = [
        one
        for one in office.look("admin", people.one, office.person("officer").person_id).grants
        if one.department.ja == OWN
    ]
    assert before.period.until_on == DAY - timedelta(days=1)
    head = office.look("admin", people.one, office.person("viewer").person_id).workplace
    text = "ログインID\t旧役割\t新役割\t新所属部局\nviewer\t\t\tkensetsu\nofficer\t\t\tkensetsu"
    typed = transfers.read_lines(text.encode(), None).lines
    plain = office.do("admin", transfers.write, None, "課室の列がない一覧", DAY, typed)
    assert [one.place for one in view(office, plain).moves] == ["", "kensetsu"]
    assert (head.department.ja, head.section) == ("kensetsu", None)
    assert {one for one in roles(office, "viewer") if one.department_id} == {
        (role, office.departments[OWN]) for role in (Role.REVIEWER, Role.VIEWER)
    }
    off = office.look("admin", people.listed, people.PeopleFilter(active=False))
    assert [one.login for one in off.rows] == ["reviewer"]

    taken = handed_to(office, "colleague")
    assert {one.item_id for one in taken} == {own, item}
    assert {one.item_id for one in handed_to(office, "reviewer2")} == {item}
    assert taken[0].by.ja == "officer"
    handed = office.look("colleague", transfers.handover, taken[0].ref)
    assert (handed.by.ja, handed.role) == ("officer", Role.OFFICER)
    with pytest.raises(transfers.NotTheSuccessor):
        office.look("reviewer2", transfers.handover, handed.id)
    office.do("colleague", transfers.take_over, handed.id)
    assert handed_to(office, "colleague") == []
    told = view(office, plan_id).handed_over
    assert [(one.by.ja, one.to.ja, {item for item, _ in one.items}) for one in told] == [
        ("officer", "colleague", {own, item}),
        ("reviewer", "reviewer2", {item}),
    ]
    assert [one.taken_at is None for one in told] == [False, True]
    with office.engine.read() as work:
        assert ledger.audit_changes(work.session).is_sound


def test_a_plan_that_something_overtook_does_nothing_and_is_asked_for_again(office):
    plan_id = planned(office, "officer\t各課担当\tsoumu\t\t\t\t\tcolleague\t")
    seen = view(office, plan_id).seen
    office.do("admin", transfers.decide, plan_id, seen)
    officer = office.person("officer").person_id
    office.do("admin", people.change, officer, Particulars(Title("改姓", "")))

    on_the_day(office)
    with pytest.raises(TransferOutdated):
        office.do(None, transfers.take_effect_by_itself, plan_id)
    office.do(None, transfers.ask_again, plan_id)

    again = view(office, plan_id)
    assert (again.state, len(roles(office, "officer"))) == (PlanState.OUTDATED, 1)
    office.do("admin", transfers.take_effect, plan_id, again.seen)
    assert roles(office, "officer") == frozenset()


def test_what_cannot_be_is_said_by_row_and_cell(office):
    plan_id = planned(
        office,
        "nobody\t各課担当\tsoumu\t\t\t\t\t\t",
        "officer\t審査担当\t\t支配者\t\t\t\t\t",
        "neighbour\t各課担当\tkensetsu\t各課担当\t\t\t\tneighbour\t",
        "reviewer\t\t\t審査担当\t\t\t\t\t",
        "viewer\t\t\t\t\t\t\t\t",
        "admin\tすべて\t\t\t\t\t\t\t",
        "neighbour\t\t\t審査担当、支配者\t\t\t\t\t",
        "officer\t各課担当、閲覧者\tsoumu\t\t\t\t\t\t",
    )

    found = [(one.row, one.column, one.key) for one in view(office, plan_id).problems]

    assert set(found) == {
        (2, "login", "transfer_person_unknown"),
        (3, "old_role", "transfer_role_not_held"),
        (3, "new_role", "roster_role_unknown"),
        (4, "new_department", "officer_needs_department"),
        (4, "successor", "transfer_person_unknown"),
        (5, "new_role", "role_held_already"),
        (6, "old_role", "transfer_says_nothing"),
        (8, "new_role", "roster_role_unknown"),
        (9, "old_role", "transfer_role_not_held"),
        (3, "old_role", "last_administrator"),
    }
    with pytest.raises(InputRefused):
        office.do("admin", transfers.decide, plan_id, view(office, plan_id).seen)
    for who in ("secretariat", "officer"):
        with pytest.raises(WrongRole):
            office.look(who, transfers.plans)
    with pytest.raises(InputRefused) as refused:
        office.do("admin", transfers.write, None, " ", date(2021, 1, 1), None)
    assert [(one.field, one.key) for one in refused.value.problems] == [
        ("title", "required"), ("takes_effect_on", "day_passed"), ("lines", "transfer_no_head"),
    ]  # fmt: skip
    office.do("admin", transfers.cancel, plan_id)
    assert view(office, plan_id).state is PlanState.CANCELLED


def test_a_plan_that_somebody_wrote_anew_meanwhile_is_not_written_over(office):
    plan_id = planned(office, "officer\t各課担当\tsoumu\t\t\t\t\t\t")
    seen = view(office, plan_id).written
    others = lines("viewer\t閲覧者\t\t\t\t\t\t\t")
    office.do("admin", transfers.write, plan_id, "別の題", DAY, others, seen)
    mine = lines("reviewer\t審査担当\t\t\t\t\t\t\t")

    with pytest.raises(ChangedMeanwhile):
        office.do("admin", transfers.write, plan_id, "私の題", DAY, mine, seen)
    office.do("admin", transfers.write, plan_id, "別の題", DAY, others, seen)

    assert view(office, plan_id).title == "別の題"
