"""All that a leaver has is handed on at once: looked at as a plan, then in force."""

from datetime import timedelta

import pytest

from tests.support.office import NOW, SEPTEMBER
from tests.support.people import OTHER, OWN
from tests.support.substitutes import stand_in
from workflow import evaluation, handlers, ledger, people, substitutes, transfers
from workflow.evaluation import SessionPlan
from workflow.items.asks import AskKind, asked
from workflow.transfers import LACKS_ROLE, NOBODY, PassingKind
from workflow.values.actor import Title
from workflow.values.errors import InputRefused
from workflow.values.vocabulary import Role

pytestmark = pytest.mark.both_databases


def ids(office, *logins):
    return tuple(office.person(login).person_id for login in logins)


def a_session(office, scorers, finalisers):
    people_of = [ids(office, *logins) for logins in (scorers, finalisers)]
    plan = SessionPlan(2021, Title("評価会", ""), None, (SEPTEMBER,), *people_of, ())
    return office.do("secretariat", evaluation.set_up_session, plan)


def leaving(office, login, successor, **more):
    (person_id,) = ids(office, login)
    return office.do("admin", transfers.write_leaving, person_id, None, successor, **more)


def view(office, plan_id):
    return office.look("admin", transfers.plan, plan_id)


def passing(plan, kind):
    return [
        (one.name.ja, one.to.ja if one.to else None, one.obstacle)
        for one in plan.passings
        if one.kind is kind
    ]


def put_in_force(office, plan_id):
    office.do("admin", transfers.take_effect, plan_id, view(office, plan_id).seen)


def test_everything_of_a_leaver_passes_to_one_successor_or_to_several_by_department(office):
    everything, neighbour = ids(office, "everything", "neighbour")
    mine, theirs = (office.an_item("submitted", department=code) for code in (OWN, OTHER))
    for item_id in (mine, theirs):
        office.do("everything", handlers.take, item_id, 0)
    office.do("admin", handlers.set_department, office.departments[OTHER], everything, None)
    session_id = a_session(office, ("everything", "evaluator"), ("everything",))
    stand_in(office, "reviewer2", "everything", Role.REVIEWER)
    plan_id = leaving(office, "everything", "viewer", off=True)
    other = office.departments[OTHER]
    for _twice in range(2):
        office.do("admin", transfers.name_successor, plan_id, everything, other, "neighbour")

    plan = view(office, plan_id)

    names = {one.id: one.name for one in office.look("admin", people.departments)}
    assert plan.problems == ()
    assert {to for _, to, _ in passing(plan, PassingKind.ITEM)} == {"viewer", "neighbour"}
    assert passing(plan, PassingKind.DEPARTMENT) == [(names[other].ja, "neighbour", "")]
    assert passing(plan, PassingKind.SEAT) == [("評価会", "viewer", "")]
    assert passing(plan, PassingKind.SUBSTITUTE) == [("reviewer2", "viewer", "")]
    assert office.look("admin", people.one, everything).active  # nothing is changed yet
    assert office.look("reviewer", handlers.of_item, mine).handler.name.ja == "everything"

    put_in_force(office, plan_id)

    held = office.look("admin", people.one, ids(office, "viewer")[0]).held("now")
    assert {one.role for one in held} == {
        Role.OFFICER, Role.REVIEWER, Role.EVALUATOR, Role.SECRETARIAT, Role.VIEWER,
    }  # fmt: skip
    assert office.person("neighbour").holds(Role.REVIEWER, other)
    assert not office.look("admin", people.one, everything).active
    handled = {one: office.look("reviewer", handlers.of_item, one) for one in (mine, theirs)}
    assert {one: found.handler.name.ja for one, found in handled.items()} == {
        mine: "viewer", theirs: "neighbour",
    }  # fmt: skip
    assert {one.entries[0].note for one in handled.values()} == {"引継ぎ"}
    by_department = office.look("admin", handlers.by_department)
    assert by_department[other].main.id == neighbour
    session = office.look("secretariat", evaluation.session, session_id)
    assert {one.name.ja for one in session.scorers} == {"viewer", "evaluator"}
    assert [one.name.ja for one in session.finalisers] == ["viewer"]
    lent = office.look("reviewer2", substitutes.for_me)
    assert [one.substitute.name.ja for one in lent if one.can_end] == ["viewer"]
    told = [
        one.item_id
        for login in ("viewer", "neighbour")
        for asks in office.look(login, asked).values()
        for one in asks
        if one.kind is AskKind.TAKE_OVER
    ]
    assert {mine, theirs} <= set(told)
    with office.engine.read() as work:
        assert ledger.audit_changes(work.session).is_sound


def test_what_cannot_pass_is_named_and_stays(office):
    item = office.an_item("submitted")
    office.do("reviewer", handlers.take, item, 0)
    a_session(office, ("evaluator",), ())
    line = "ログインID\t旧役割\t新役割\t後任\n"
    typed = "reviewer\t審査担当\t\tviewer\nevaluator\t評価担当\t\t\n"
    lines = transfers.read_lines((line + typed).encode("utf-8-sig"), None).lines
    day = NOW.date()
    plan_id = office.do("admin", transfers.write, None, "異動", day, lines)

    plan = view(office, plan_id)
    put_in_force(office, plan_id)

    assert passing(plan, PassingKind.ITEM)[0][1:] == ("viewer", LACKS_ROLE)
    assert passing(plan, PassingKind.SEAT) == [("評価会", None, NOBODY)]
    assert office.look("reviewer2", handlers.of_item, item).handler.name.ja == "reviewer"
    for said in ("", "nobody", "reviewer2"):
        with pytest.raises(InputRefused) as refused:
            leaving(office, "reviewer2", said)
        assert [one.field for one in refused.value.problems] == ["successor"], said
    with pytest.raises(InputRefused) as refused:
        office.do(
            "admin", transfers.write_leaving, office.person("viewer").person_id,
            day - timedelta(days=1), "reviewer2",
        )  # fmt: skip
    assert [one.field for one in refused.value.problems] == ["takes_effect_on"]
