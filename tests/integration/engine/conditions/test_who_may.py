"""Who answers a condition, who judges the answer, and that nobody else does."""

import pytest

from tests.support.conditions import CANNOT_SEE, answer, conditional, first_of, first_turn, judge
from tests.support.people import PEOPLE
from workflow.values.errors import (
    NotFound,
    NotPermitted,
    OtherDepartment,
    SeparationOfDuties,
    WrongRole,
)
from workflow.values.vocabulary import Role

MAY_ANSWER = {"officer", "colleague", "everything"}
MAY_JUDGE = {"reviewer", "reviewer2", "evaluator", "evaluator2", "everything"}


@pytest.mark.parametrize("login", PEOPLE)
def test_only_officers_of_the_lead_department_answer(office, login):
    condition = first_of(office, conditional(office))
    seen = 0

    if login in MAY_ANSWER:
        office.engine.conditions.answer(condition.id, office.person(login), "示しました。", seen)
        assert first_turn(office, condition.id) == (Role.REVIEWER, Role.EVALUATOR)
        return
    with pytest.raises(NotFound if login in CANNOT_SEE else NotPermitted):
        office.engine.conditions.answer(condition.id, office.person(login), "示しました。", seen)
    assert first_turn(office, condition.id) == (Role.OFFICER,)


@pytest.mark.parametrize("kind", ["met", "sent_back"])
@pytest.mark.parametrize("login", PEOPLE)
def test_only_reviewers_and_evaluators_judge(office, login, kind):
    condition = first_of(office, conditional(office))
    answer(office, condition.id)

    if login in MAY_JUDGE:
        judge(office, condition.id, kind, by=login)
        expected = () if kind == "met" else (Role.OFFICER,)
        assert first_turn(office, condition.id) == expected
        return
    with pytest.raises(NotFound if login in CANNOT_SEE else WrongRole):
        judge(office, condition.id, kind, by=login)
    assert first_turn(office, condition.id) == (Role.REVIEWER, Role.EVALUATOR)


def test_nobody_answers_or_judges_without_signing_in(office):
    condition = first_of(office, conditional(office))

    with pytest.raises(NotFound):
        office.engine.conditions.answer(condition.id, None, "示しました。", 0)


def test_whoever_answered_does_not_judge(office):
    condition = first_of(office, conditional(office))
    answer(office, condition.id, by="everything")

    for kind in ("met", "sent_back"):
        with pytest.raises(SeparationOfDuties):
            judge(office, condition.id, kind, by="everything")


def test_a_joint_department_reads_and_does_not_answer(office):
    sheet = office.a_sheet(joint_departments=("kikaku",))
    condition = first_of(office, conditional(office, sheet=sheet))

    assert office.engine.conditions.one(condition.id, office.person("planner")).text
    with pytest.raises(OtherDepartment):
        answer(office, condition.id, by="planner")


def test_what_the_buttons_offer_is_what_the_service_allows(office):
    condition = first_of(office, conditional(office))
    answer(office, condition.id)

    for login in set(PEOPLE) - CANNOT_SEE:
        view = office.engine.conditions.one(condition.id, office.person(login))
        assert (view.met_refusal is None) == (login in MAY_JUDGE)
        assert (view.send_back_refusal is None) == (login in MAY_JUDGE)
        assert (view.answer_refusal is None) == (login in MAY_ANSWER)


@pytest.mark.both_databases
@pytest.mark.parametrize("wanted", [0, -1, 99_999, 2**40])
def test_a_condition_that_is_not_there_is_not_found(office, wanted):
    with pytest.raises(NotFound):
        office.engine.conditions.one(wanted, office.person("reviewer"))
    with pytest.raises(NotFound):
        office.engine.conditions.answer(wanted, office.person("officer"), "回答", 0)
