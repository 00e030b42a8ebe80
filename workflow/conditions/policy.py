"""Who may answer a condition, who may judge the answer, and why not. Denied by default."""

from dataclasses import dataclass
from typing import Final

from workflow.values.actor import Actor, role_refusal
from workflow.values.errors import Conflict, OtherDepartment, Refusal, SeparationOfDuties
from workflow.values.vocabulary import ConditionState, Role

JUDGES: Final = frozenset({Role.REVIEWER, Role.EVALUATOR})
"""The center's people who say whether a condition is met."""

TURNS: Final = {
    ConditionState.OPEN: (Role.OFFICER,),
    ConditionState.ANSWERED: (Role.REVIEWER, Role.EVALUATOR),
    ConditionState.MET: (),
    ConditionState.CLOSED: (),
}
"""Whose turn it is in each state."""


class ConditionClosed(Conflict):
    """Its evaluation was taken back, or the item was withdrawn."""

    key = "condition_closed"


class ConditionMet(Conflict):
    """The center has found it met."""

    key = "condition_met"


class ConditionNotAnswered(Conflict):
    """There is no answer to judge."""

    key = "condition_not_answered"


@dataclass(frozen=True)
class ConditionFacts:
    """What the policy is asked with; `answerers` are all who ever answered the condition."""

    state: ConditionState
    department_id: int
    answerers: frozenset[int] = frozenset()


def may_answer(actor: Actor | None, facts: ConditionFacts) -> Refusal | None:
    """Why `actor` may not answer: officers of the lead department do, until it is met."""
    if refusal := role_refusal(actor, {Role.OFFICER}):
        return refusal
    if actor is None or not actor.holds(Role.OFFICER, facts.department_id):
        return OtherDepartment()
    if facts.state is ConditionState.CLOSED:
        return ConditionClosed()
    return ConditionMet() if facts.state is ConditionState.MET else None


def may_mark_met(actor: Actor | None, facts: ConditionFacts) -> Refusal | None:
    """Why `actor` may not find the condition met: the center does, never who answered it."""
    if refusal := _may_judge(actor, facts):
        return refusal
    return ConditionMet() if facts.state is ConditionState.MET else None


def may_send_back(actor: Actor | None, facts: ConditionFacts) -> Refusal | None:
    """Why `actor` may not send the condition back; one found met by mistake can be too."""
    return _may_judge(actor, facts)


def _may_judge(actor: Actor | None, facts: ConditionFacts) -> Refusal | None:
    if refusal := role_refusal(actor, JUDGES):
        return refusal
    if facts.state is ConditionState.CLOSED:
        return ConditionClosed()
    if facts.state is ConditionState.OPEN:
        return ConditionNotAnswered()
    if actor is None or actor.person_id in facts.answerers:
        return SeparationOfDuties(earlier="answer")
    return None
