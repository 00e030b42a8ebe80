"""Conditions: listed with the evaluation, answered by the department, judged by the center."""

import pytest
from sqlalchemy import func, select

from tests.support.conditions import answer, conditional, evaluate, first_of, first_turn, judge
from workflow import conditions
from workflow.models import Condition, ConditionEntry
from workflow.values.errors import Refusal
from workflow.values.vocabulary import ConditionState, Role


def test_an_evaluation_with_conditions_lists_them_one_by_one(office):
    item_id = conditional(office)

    listed = office.look("officer", conditions.of, item_id)

    assert [(one.number, one.text) for one in listed] == [
        (1, "積算の根拠を示すこと。"),
        (2, "契約前に再協議すること。"),
    ]
    assert {one.state for one in listed} == {ConditionState.OPEN}
    assert {one.turn for one in listed} == {(Role.OFFICER,)}


def test_an_evaluation_without_conditions_lists_nothing(office):
    item_id = office.an_item("evaluated")

    assert office.look("officer", conditions.of, item_id) == ()


def test_a_refused_evaluation_lists_nothing(office):
    item_id = office.an_item("reviewed")
    with pytest.raises(Refusal):
        office.act(item_id, "evaluate", "evaluator", verdict="conditional", conditions=" ")

    with office.engine.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Condition)) == 0


def test_a_condition_goes_back_and_forth_until_it_is_met(office):
    condition = first_of(office, conditional(office))
    answer(office, condition.id)
    judge(office, condition.id, "sent_back")
    answer(office, condition.id, words="単価の出典を付けました。")
    judge(office, condition.id, "met", by="evaluator")

    now = office.look("officer", conditions.one, condition.id)

    assert [step.kind for step in now.steps] == ["answered", "sent_back", "answered", "met"]
    assert [step.by.ja for step in now.steps] == ["officer", "reviewer", "officer", "evaluator"]
    assert now.state is ConditionState.MET
    assert now.turn == ()
    assert now.answer is not None
    assert now.answer.text == "単価の出典を付けました。"


def test_whose_turn_it_is_follows_the_last_entry(office):
    condition = first_of(office, conditional(office))
    turns = [first_turn(office, condition.id)]
    for kind in ("answered", "sent_back"):
        answer(office, condition.id) if kind == "answered" else judge(office, condition.id, kind)
        turns.append(first_turn(office, condition.id))

    assert turns == [(Role.OFFICER,), (Role.REVIEWER, Role.EVALUATOR), (Role.OFFICER,)]
    assert office.look("officer", conditions.one, condition.id).sent_back


def test_what_was_found_met_by_mistake_is_sent_back_with_a_reason(office):
    condition = first_of(office, conditional(office))
    answer(office, condition.id)
    judge(office, condition.id, "met")

    judge(office, condition.id, "sent_back", by="reviewer2")

    assert first_turn(office, condition.id) == (Role.OFFICER,)


def test_taking_the_evaluation_back_closes_its_list_and_a_new_one_begins(office):
    item_id = conditional(office)
    old = first_of(office, item_id)
    answer(office, old.id)
    office.act(item_id, "reopen", "evaluator")

    closed = office.look("reviewer", conditions.one, old.id)
    assert (closed.state, closed.turn, closed.undone) == (ConditionState.CLOSED, (), True)
    with pytest.raises(conditions.ConditionClosed):
        judge(office, old.id, "met")
    with pytest.raises(conditions.ConditionClosed):
        answer(office, old.id, words="もう一度")

    evaluate(office, item_id, "・新しい条件")
    states = [one.state for one in office.look("officer", conditions.of, item_id)]
    assert states == [ConditionState.OPEN, ConditionState.CLOSED, ConditionState.CLOSED]


def test_a_withdrawn_item_owes_nothing(office):
    item_id = conditional(office)
    condition = first_of(office, item_id)
    office.act(item_id, "withdraw", "officer")

    assert first_of(office, item_id).state is ConditionState.CLOSED
    with pytest.raises(conditions.ConditionClosed):
        answer(office, condition.id)


def test_the_follow_up_goes_on_after_the_report(office):
    item_id = conditional(office)
    office.act(item_id, "report", "secretariat")
    condition = first_of(office, item_id)

    answer(office, condition.id)
    judge(office, condition.id, "met")

    assert first_of(office, item_id).state is ConditionState.MET


def test_other_moves_write_no_condition(office):
    office.an_item("reported")

    with office.engine.database.reading() as session:
        for table in (Condition, ConditionEntry):
            assert session.scalar(select(func.count()).select_from(table)) == 0
