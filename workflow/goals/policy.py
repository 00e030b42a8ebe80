"""Who may do what with a goal, in which state, and why not. Denied by default."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, and_, false, or_, select

from workflow.models import Goal, goal_departments
from workflow.values.actor import Actor, role_refusal
from workflow.values.errors import Conflict, OtherDepartment, Refusal, SeparationOfDuties
from workflow.values.promotion import IN_FORCE, GoalAct, GoalState
from workflow.values.vocabulary import CENTER_ROLES, Role


class GoalNotInState(Conflict):
    """This is not done with a goal in its state. Data: act, state."""

    key = "goal_not_in_state"


class GoalChanged(Conflict):
    """Somebody changed the goal after the page was opened."""

    key = "goal_changed"


class GoalIncomplete(Refusal):
    """Something is missing that the headquarters' paper prints. Data: fields."""

    key = "goal_incomplete"


@dataclass(frozen=True)
class Step:
    """One act: from which states, to which (None: it stays), who; `note`: it needs a reason."""

    start: frozenset[GoalState]
    to: GoalState | None
    roles: tuple[Role, ...]
    note: bool = False


DRAFTERS: Final = (Role.OFFICER,)
CONFIRMERS: Final = (Role.REVIEWER,)
SETTERS: Final = (Role.SECRETARIAT,)
BRINGERS: Final = (Role.OFFICER, Role.REVIEWER)
"""Who brings goals in by a file: officers their own, the center every department's."""

WRITING: Final = frozenset({GoalState.DRAFT, GoalState.RETURNED})

STEPS: Final[Mapping[GoalAct, Step]] = {
    GoalAct.EDIT: Step(WRITING, None, DRAFTERS),
    GoalAct.SUBMIT: Step(WRITING, GoalState.SUBMITTED, DRAFTERS),
    GoalAct.CONFIRM: Step(frozenset({GoalState.SUBMITTED}), GoalState.CONFIRMED, CONFIRMERS),
    GoalAct.SEND_BACK: Step(
        frozenset({GoalState.SUBMITTED, GoalState.CONFIRMED}),
        GoalState.RETURNED,
        CONFIRMERS,
        note=True,
    ),
    GoalAct.SET: Step(frozenset({GoalState.CONFIRMED}), GoalState.SET, SETTERS),
    GoalAct.REPORT: Step(frozenset({GoalState.SET}), None, DRAFTERS),
    GoalAct.CLOSE: Step(frozenset({GoalState.SET}), GoalState.CLOSED, SETTERS),
    GoalAct.CARRY: Step(IN_FORCE, None, DRAFTERS),
    GoalAct.WITHDRAW: Step(
        WRITING | {GoalState.SUBMITTED, GoalState.CONFIRMED},
        GoalState.WITHDRAWN,
        DRAFTERS,
        note=True,
    ),
}

TURNS: Final[Mapping[GoalState, tuple[Role, ...]]] = {
    GoalState.DRAFT: DRAFTERS,
    GoalState.RETURNED: DRAFTERS,
    GoalState.SUBMITTED: CONFIRMERS,
    GoalState.CONFIRMED: SETTERS,
    GoalState.SET: (),
    GoalState.CLOSED: (),
    GoalState.WITHDRAWN: (),
}
"""Whose turn it is in each state."""


@dataclass(frozen=True)
class GoalFacts:
    """What the rules are asked with; `carriers` are all departments, the lead among them."""

    state: GoalState
    lead_id: int
    carriers: frozenset[int]
    submitted_by: int | None = None


def may(actor: Actor | None, act: GoalAct, facts: GoalFacts) -> Refusal | None:
    """Why `actor` may not take the act; None where they may.

    Of a joint goal the lead department writes; each of them reports results.
    """
    step = STEPS[act]
    if refusal := role_refusal(actor, step.roles):
        return refusal
    if facts.state not in step.start:
        return GoalNotInState(act=act, state=facts.state)
    departments = facts.carriers if act is GoalAct.REPORT else {facts.lead_id}
    if actor is None or (
        step.roles == DRAFTERS and not any(actor.holds(Role.OFFICER, one) for one in departments)
    ):
        return OtherDepartment()
    if act is GoalAct.CONFIRM and actor.person_id == facts.submitted_by:
        return SeparationOfDuties(earlier="submit")
    return None


def may_draft(actor: Actor | None, department_id: int) -> Refusal | None:
    """Why `actor` may not begin a goal for a department."""
    if refusal := role_refusal(actor, DRAFTERS):
        return refusal
    if actor is None or not actor.holds(Role.OFFICER, department_id):
        return OtherDepartment()
    return None


def visible_goals(actor: Actor | None) -> ColumnElement[bool]:
    """Which goals `actor` sees, as a condition on `Goal`.

    What is in force everybody; the center's people what was submitted; officers all of their own.
    """
    if actor is None:
        return false()
    scopes: list[ColumnElement[bool]] = [Goal.state.in_(IN_FORCE)]
    grants = actor.effective_grants
    if grants.roles & CENTER_ROLES:
        scopes.append(Goal.state != GoalState.DRAFT)
    if own := grants.departments(Role.OFFICER):
        scopes.append(carried_by(own))
    return or_(*scopes)


def carried_by(departments: frozenset[int], *, led: bool = False) -> ColumnElement[bool]:
    """Goals that one of the departments carries, or leads, as a condition on `Goal`."""
    carrying = select(goal_departments.c.goal_id).where(
        goal_departments.c.department_id.in_(departments)
    )
    if led:
        carrying = carrying.where(goal_departments.c.position == "0")
    return Goal.id.in_(carrying)


def waits_for(actor: Actor, fiscal_year: int) -> ColumnElement[bool]:
    """The goals whose turn is with `actor`, as a condition on `Goal`.

    A set goal of a year before `fiscal_year` waits for the headquarters to close it.
    """
    scopes: list[ColumnElement[bool]] = [false()]
    if own := actor.departments(Role.OFFICER):
        scopes.append(and_(Goal.state.in_(WRITING), carried_by(own, led=True)))
    if actor.has(Role.REVIEWER):
        scopes.append(
            and_(
                Goal.state == GoalState.SUBMITTED,
                Goal.submitted_by.is_distinct_from(actor.person_id),
            )
        )
    if actor.has(Role.SECRETARIAT):
        over = and_(Goal.state == GoalState.SET, Goal.fiscal_year < fiscal_year)
        scopes.append(or_(Goal.state == GoalState.CONFIRMED, over))
    return or_(*scopes)
