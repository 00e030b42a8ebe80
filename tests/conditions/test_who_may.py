"""Who answers a condition, who judges the answer, and that nobody else does."""

import pytest

from tests.support.conditions import CANNOT_SEE, answer, conditional, first_of, first_turn, judge
from tests.support.people import PEOPLE
from workflow import conditions
from workflow.values.errors import NotFound, OtherDepartment, SeparationOfDuties, WrongRole
from workflow.values.vocabulary import Role

MAY_ANSWER = {"officer", "colleague", "everything"}
MAY_JUDGE = {"reviewer", "reviewer2", "evaluator", "evaluator2", "everything"}


@pytest.mark.parametrize(
    ("login", "refusal"),
    [("officer", None), ("neighbour", NotFound), ("reading-officer", OtherDepartment)],
)
def test_the_lead_department_answers_and_nobody_else(office, login, refusal):
    condition = first_of(office, conditional(office))

    if refusal is None:
        office.do(login, conditions.answer, condition.id, "示しました。", 0)
        assert first_turn(office, condition.id) == (Role.REVIEWER, Role.EVALUATOR)
        return
    with pytest.raises(refusal):
        office.do(login, conditions.answer, condition.id, "示しました。", 0)
    assert first_turn(office, condition.id) == (Role.OFFICER,)


@pytest.mark.parametrize("act", ["met", "sent_back"])
@pytest.mark.parametrize(
    ("login", "refusal"), [("evaluator", None), ("nothing", NotFound), ("secretariat", WrongRole)]
)
def test_reviewers_and_evaluators_judge_and_nobody_else(office, login, refusal, act):
    condition = first_of(office, conditional(office))
    answer(office, condition.id)

    if refusal is None:
        judge(office, condition.id, act, by=login)
        assert first_turn(office, condition.id) == (() if act == "met" else (Role.OFFICER,))
        return
    with pytest.raises(refusal):
        judge(office, condition.id, act, by=login)
    assert first_turn(office, condition.id) == (Role.REVIEWER, Role.EVALUATOR)


def test_nobody_answers_or_judges_without_signing_in(office):
    condition = first_of(office, conditional(office))

    with pytest.raises(NotFound):
        office.do(None, conditions.answer, condition.id, "示しました。", 0)


def test_whoever_answered_does_not_judge(office):
    condition = first_of(office, conditional(office))
    answer(office, condition.id, by="everything")

    for act in ("met", "sent_back"):
        with pytest.raises(SeparationOfDuties):
            judge(office, condition.id, act, by="everything")


def test_a_joint_department_reads_and_does_not_answer(office):
    sheet = office.a_sheet(joint_departments=("kikaku",))
    condition = first_of(office, conditional(office, sheet=sheet))

    assert office.look("planner", conditions.one, condition.id).text
    with pytest.raises(OtherDepartment):
        answer(office, condition.id, by="planner")


def test_what_the_buttons_offer_is_what_the_service_allows(office):
    condition = first_of(office, conditional(office))
    answer(office, condition.id)

    for login in set(PEOPLE) - CANNOT_SEE:
        view = office.look(login, conditions.one, condition.id)
        assert (view.met_refusal is None) == (login in MAY_JUDGE)
        assert (view.send_back_refusal is None) == (login in MAY_JUDGE)
        assert (view.answer_refusal is None) == (login in MAY_ANSWER)


@pytest.mark.both_databases
@pytest.mark.parametrize("wanted", [0, -1, 99_999])
def test_a_condition_that_is_not_there_is_not_found(office, wanted):
    with pytest.raises(NotFound):
        office.look("reviewer", conditions.one, wanted)
    with pytest.raises(NotFound):
        office.do("officer", conditions.answer, wanted, "回答", 0)


def test_the_conditions_of_an_item_that_is_not_there_are_not_found(office):
    theirs = conditional(office, department="kensetsu")

    for item_id in (99_999, theirs):
        with pytest.raises(NotFound):
            office.look("officer", conditions.of, item_id)
