"""Conflicts of interest: who declares them, what they take away, and that nothing is lost."""

from decimal import Decimal

import pytest

from tests.support.units import look
from workflow import evaluation, items
from workflow.evaluation import SheetStatus
from workflow.values import errors

REASON = "前職でこの事業を担当した"


@pytest.fixture
def item_id(panel) -> int:
    panel.sit()
    return panel.office.an_item("reviewed")


def declare(panel, item_id, who, by=None, reason=REASON) -> None:
    person = panel.person(who).person_id
    panel.do(by or who, evaluation.declare_conflict, item_id, person, reason)


def test_a_sheet_already_given_is_kept_marked_and_out_of_the_averages(panel, item_id):
    for login, score in (("evaluator", 5), ("evaluator2", 2), ("evaluator3", 3)):
        panel.submit(login, item_id, panel.card(score))
    assert panel.view("finaliser", item_id).averages.overall.mean == Decimal("3.33")

    declare(panel, item_id, "evaluator")

    seen = panel.view("finaliser", item_id)
    assert seen.averages.overall.mean == Decimal("2.50")
    marked = {one.person.name.ja: (one.status, one.card is None) for one in seen.sheets}
    assert marked["evaluator"] == (SheetStatus.OUT, True)
    assert (seen.submitted, seen.expected) == (2, 2)


def test_the_conflicted_neither_write_nor_take_back_nor_see_even_their_own(panel, item_id):
    panel.submit("evaluator", item_id, panel.card(5))
    declare(panel, item_id, "evaluator")

    for write in (
        lambda: panel.take_back("evaluator", item_id),
        lambda: panel.save("evaluator", item_id, panel.card(1)),
    ):
        with pytest.raises(errors.ConflictOfInterest):
            write()
    seen = panel.view("evaluator", item_id)
    assert (seen.own, seen.sheets, seen.averages) == (None, (), None)


def test_the_secretariat_records_it_of_another(panel, item_id):
    declare(panel, item_id, "evaluator2", "secretariat")

    assert type(panel.view("evaluator2", item_id).score_refusal) is errors.ConflictOfInterest


def test_nobody_else_records_a_conflict_of_another(panel, item_id):
    with pytest.raises(errors.WrongRole):
        declare(panel, item_id, "evaluator2", "finaliser")
    with pytest.raises(errors.NotFound):
        declare(panel, item_id, "evaluator2", "neighbour")


def test_it_needs_its_reason_and_a_person_who_evaluates(panel, item_id):
    for who, by, field in (("evaluator", None, "reason"), ("reviewer", "admin", "person_id")):
        with pytest.raises(errors.InputRefused) as refused:
            declare(panel, item_id, who, by, " " if field == "reason" else REASON)
        assert [one.field for one in refused.value.problems] == [field]


def test_the_reason_is_for_the_person_and_the_secretariat(panel, item_id):
    declare(panel, item_id, "evaluator")

    told = {
        login: panel.view(login, item_id).conflicts[0].reason
        for login in ("evaluator", "evaluator2", "finaliser", "secretariat", "admin")
    }
    assert told == {
        "evaluator": REASON,
        "evaluator2": "",
        "finaliser": "",
        "secretariat": REASON,
        "admin": REASON,
    }


def test_one_that_was_recorded_by_mistake_is_lifted_and_stays_in_the_record(panel, item_id):
    for _ in range(2):
        declare(panel, item_id, "evaluator")
    (conflict,) = panel.view("secretariat", item_id).conflicts

    for login in ("evaluator", "finaliser"):
        with pytest.raises(errors.WrongRole):
            panel.do(login, evaluation.lift_conflict, item_id, conflict.id, "誤り")
    for _ in range(2):
        panel.do("secretariat", evaluation.lift_conflict, item_id, conflict.id, "誤り")

    assert panel.view("evaluator", item_id).score_refusal is None
    (kept,) = panel.view("secretariat", item_id).conflicts
    assert (kept.reason, kept.withdrawn_reason) == (REASON, "誤り")
    declare(panel, item_id, "evaluator")
    assert len(panel.view("secretariat", item_id).conflicts) == 2


def test_an_item_s_conflict_is_not_reached_through_another_item(panel, item_id):
    declare(panel, item_id, "evaluator")
    other = panel.office.an_item("reviewed")

    for conflict_id in (1, 99):
        with pytest.raises(errors.NotFound):
            panel.do("admin", evaluation.lift_conflict, other, conflict_id, "誤り")


def test_the_buttons_say_it_too_and_a_partial_evaluator_s_turn_it_is_not(panel, item_id):
    declare(panel, item_id, "finaliser")
    actor = panel.person("finaliser")

    shown = {
        one.action: type(one.refusal)
        for one in look(panel.engine, actor, items.get, item_id).actions
    }

    assert shown["evaluate"] is errors.ConflictOfInterest
    assert look(panel.engine, actor, items.home).turns == ()
