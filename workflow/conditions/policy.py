"""Who may answer a condition, who may judge the answer, and why not. Denied by default."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, and_, case, false, or_, select

from workflow.models import Condition, ConditionEntry, Evaluation, Item
from workflow.values.actor import Actor, role_refusal
from workflow.values.errors import Conflict, OtherDepartment, Refusal, SeparationOfDuties
from workflow.values.vocabulary import WITHDRAWN, ConditionAct, ConditionState, Role

ANSWERERS: Final = (Role.OFFICER,)
"""Who answers, for the lead department of the item."""

JUDGES: Final = (Role.REVIEWER, Role.EVALUATOR)
"""The center's people who say whether a condition is met."""

TURNS: Final = {
    ConditionState.OPEN: ANSWERERS,
    ConditionState.ANSWERED: JUDGES,
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
    """What the rules are asked with; `answered_by` are all who ever answered the condition."""

    state: ConditionState
    department_id: int
    answered_by: frozenset[int] = frozenset()


def may_answer(actor: Actor | None, facts: ConditionFacts) -> Refusal | None:
    """Why `actor` may not answer: officers of the lead department do, until it is met."""
    if refusal := role_refusal(actor, ANSWERERS):
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
    if actor is None or actor.person_id in facts.answered_by:
        return SeparationOfDuties(earlier="answer")
    return None


_latest_act = (
    select(ConditionEntry.kind)
    .where(ConditionEntry.condition_id == Condition.id)
    .order_by(ConditionEntry.sequence.desc())
    .limit(1)
    .correlate(Condition)
    .scalar_subquery()
)
STATE: Final = case(
    (or_(Evaluation.undone_at.is_not(None), Item.state == WITHDRAWN), ConditionState.CLOSED),
    (_latest_act == ConditionAct.ANSWERED, ConditionState.ANSWERED),
    (_latest_act == ConditionAct.MET, ConditionState.MET),
    else_=ConditionState.OPEN,
).label("state")
"""The ConditionState, in a query that joins `Condition` to its `Evaluation` and `Item`."""


def answered_by(actor: Actor) -> ColumnElement[bool]:
    """The same rule as a condition on queries: what `actor` is to answer."""
    own = actor.departments(Role.OFFICER)
    # No index helps with a sum: the conditions are gone through, not every item of a department.
    return and_((Item.department_id + 0).in_(own), STATE == ConditionState.OPEN)


def judged_by(actor: Actor) -> ColumnElement[bool]:
    """The same for what `actor` is to judge."""
    if not actor.roles.intersection(JUDGES):
        return false()
    return and_(STATE == ConditionState.ANSWERED, ~_has_answered(actor))


def _has_answered(actor: Actor) -> ColumnElement[bool]:
    return (
        select(ConditionEntry.sequence)
        .where(
            ConditionEntry.condition_id == Condition.id,
            ConditionEntry.by_id == actor.person_id,
            ConditionEntry.kind == ConditionAct.ANSWERED,
        )
        .correlate(Condition)
        .exists()
    )
