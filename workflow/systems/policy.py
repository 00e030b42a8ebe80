"""Who may do what with a system of the inventory, and why not. Denied by default."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, false, true

from workflow.models import System
from workflow.values.actor import Actor, role_refusal
from workflow.values.errors import Conflict, OtherDepartment, Refusal
from workflow.values.systems import ReviewState, SystemAct
from workflow.values.vocabulary import Role


class SystemNotInState(Conflict):
    """This is not done with a system in its state. Data: act, state."""

    key = "system_not_in_state"


class SystemChanged(Conflict):
    """Somebody changed the system after the page was opened."""

    key = "system_changed"


@dataclass(frozen=True)
class Step:
    """One act: from which states, to which (None: it stays), who; `note`: it needs words."""

    start: frozenset[ReviewState]
    to: ReviewState | None
    roles: tuple[Role, ...]
    note: bool = False


WRITERS: Final = (Role.OFFICER, Role.REVIEWER)
"""Officers write on their department's systems, the center on all."""
ASSESSORS: Final = (Role.REVIEWER,)

ASKING: Final = frozenset({SystemAct.ASK, SystemAct.SEND_BACK, SystemAct.REVIEW})
"""Acts after which the department has a survey to answer, by a day that they may name."""

THERE: Final = frozenset(ReviewState) - {ReviewState.RETIRED}

STEPS: Final[Mapping[SystemAct, Step]] = {
    SystemAct.EDIT: Step(THERE, None, WRITERS),
    SystemAct.ASK: Step(frozenset({ReviewState.SURVEY}), None, ASSESSORS),
    SystemAct.SURVEY: Step(frozenset({ReviewState.SURVEY}), ReviewState.STUDY, WRITERS),
    SystemAct.SEND_BACK: Step(
        frozenset({ReviewState.STUDY}), ReviewState.SURVEY, ASSESSORS, note=True
    ),
    SystemAct.ASSESS: Step(
        frozenset({ReviewState.STUDY, ReviewState.POLICY}), ReviewState.POLICY, ASSESSORS
    ),
    SystemAct.CARRY_OUT: Step(
        frozenset({ReviewState.POLICY}), ReviewState.DONE, WRITERS, note=True
    ),
    SystemAct.REVIEW: Step(
        frozenset({ReviewState.POLICY, ReviewState.DONE}), ReviewState.SURVEY, ASSESSORS
    ),
    SystemAct.RETIRE: Step(THERE, ReviewState.RETIRED, WRITERS, note=True),
}


def may(
    actor: Actor | None, act: SystemAct, state: ReviewState, department_id: int
) -> Refusal | None:
    """Why `actor` may not take the act on a system of a department; None where they may."""
    step = STEPS[act]
    if refusal := role_refusal(actor, step.roles):
        return refusal
    if state not in step.start:
        return SystemNotInState(act=act, state=state)
    return _not_theirs(actor, department_id)


def may_add(actor: Actor | None, department_id: int) -> Refusal | None:
    """Why `actor` may not add a system to a department."""
    return role_refusal(actor, WRITERS) or _not_theirs(actor, department_id)


def _not_theirs(actor: Actor | None, department_id: int) -> Refusal | None:
    if actor and (actor.has(Role.REVIEWER) or actor.holds(Role.OFFICER, department_id)):
        return None
    return OtherDepartment()


def visible_systems(actor: Actor | None) -> ColumnElement[bool]:
    """Which systems `actor` sees, as a condition on `System`.

    The center and the headquarters' readers all of them, officers those of their departments.
    """
    if actor is None:
        return false()
    grants = actor.effective_grants
    if grants.sees_everything or actor.has(Role.VIEWER):
        return true()
    return System.department_id.in_(grants.departments(Role.OFFICER))
