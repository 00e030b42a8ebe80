"""Who may answer a condition and who may judge the answer: people crossed with states."""

from typing import Final

import pytest

from tests.support.actors import DEPARTMENTS, kind, somebody
from tests.support.people import OTHER, OWN, PEOPLE
from workflow.conditions import ConditionClosed, ConditionMet, ConditionNotAnswered, policy
from workflow.conditions.policy import ConditionFacts
from workflow.values.errors import NotSignedIn, OtherDepartment, SeparationOfDuties, WrongRole
from workflow.values.vocabulary import ConditionState, Role

ANSWERERS: Final = {"officer", "colleague", "everything"}
OF_OTHER_DEPARTMENTS: Final = {"neighbour", "planner", "reading-officer"}
JUDGES: Final = {"reviewer", "reviewer2", "evaluator", "evaluator2", "everything"}

TO_ANSWER: Final = {
    ConditionState.OPEN: None,
    ConditionState.ANSWERED: None,
    ConditionState.MET: ConditionMet,
    ConditionState.CLOSED: ConditionClosed,
}
TO_MARK_MET: Final = {
    ConditionState.OPEN: ConditionNotAnswered,
    ConditionState.ANSWERED: None,
    ConditionState.MET: ConditionMet,
    ConditionState.CLOSED: ConditionClosed,
}
TO_SEND_BACK: Final = TO_MARK_MET | {ConditionState.MET: None}


def facts(state: ConditionState, *answered_by: str, department: str = OWN) -> ConditionFacts:
    people = frozenset(somebody(login).person_id for login in answered_by)
    return ConditionFacts(state, DEPARTMENTS[department], people)


@pytest.mark.parametrize("state", ConditionState)
@pytest.mark.parametrize("login", PEOPLE)
def test_only_officers_of_the_lead_department_answer_until_it_is_met(login, state):
    refusal = kind(policy.may_answer(somebody(login), facts(state)))

    if login in ANSWERERS:
        assert refusal is TO_ANSWER[state]
    else:
        assert refusal is (OtherDepartment if login in OF_OTHER_DEPARTMENTS else WrongRole)


@pytest.mark.parametrize("state", ConditionState)
@pytest.mark.parametrize("login", PEOPLE)
@pytest.mark.parametrize(
    ("rule", "answers"),
    [(policy.may_mark_met, TO_MARK_MET), (policy.may_send_back, TO_SEND_BACK)],
)
def test_only_reviewers_and_evaluators_judge_what_is_answered(login, state, rule, answers):
    refusal = kind(rule(somebody(login), facts(state, "officer")))

    assert refusal is (answers[state] if login in JUDGES else WrongRole)


@pytest.mark.parametrize("rule", [policy.may_mark_met, policy.may_send_back])
def test_whoever_ever_answered_does_not_judge(rule):
    answered = facts(ConditionState.ANSWERED, "everything", "officer")

    refusal = rule(somebody("everything"), answered)

    assert kind(refusal) is SeparationOfDuties
    assert refusal.data == {"earlier": "answer"}
    assert rule(somebody("reviewer"), answered) is None


@pytest.mark.parametrize("state", ConditionState)
@pytest.mark.parametrize("rule", [policy.may_answer, policy.may_mark_met, policy.may_send_back])
def test_a_stranger_may_nothing(rule, state):
    assert kind(rule(None, facts(state))) is NotSignedIn


def test_an_officer_of_the_department_that_leads_answers_whichever_it_is():
    assert (
        policy.may_answer(somebody("neighbour"), facts(ConditionState.OPEN, department=OTHER))
        is None
    )


def test_the_turn_is_with_those_who_may_act():
    assert policy.TURNS == {
        ConditionState.OPEN: (Role.OFFICER,),
        ConditionState.ANSWERED: (Role.REVIEWER, Role.EVALUATOR),
        ConditionState.MET: (),
        ConditionState.CLOSED: (),
    }
