"""Who may do what, now, and why not: one function for button, command line and service.

Denied by default: an action that no rule allows is refused, with a reason that a
person can read.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from workflow.items import guards, opinions, refusals
from workflow.items.context import ItemContext, too_early
from workflow.items.guards import GuardContext
from workflow.items.impartiality import IMPARTIAL, barred, finaliser_refusal
from workflow.process.moves import Transition
from workflow.process.shape import Process
from workflow.values import errors
from workflow.values.actor import Actor, Grants, Principal
from workflow.values.errors import Refusal
from workflow.values.vocabulary import Action, AnyRole, Role

EDITABLE_BY: Final = Role.OFFICER
"""Whose turn it must be for the sheet to be open for writing."""


BRINGERS: Final = frozenset({Role.REVIEWER, Role.SECRETARIAT})
"""Who brings in what departments sent, as drafts that those look at and submit themselves."""

PAST_GUARDS: Final = guards.ASKED_BEFOREHAND - {"cycle_open"}
"""Guards asked beforehand that look at what was done with the item."""

NO_GRANT: Final = (errors.WrongRole, errors.OtherDepartment)
"""Refusals for people without a role here."""


@dataclass(frozen=True)
class Decision:
    """Yes, with the transition to take and in whose name besides one's own; or no, and why."""

    transition: Transition | None
    refusal: Refusal | None
    principal: Principal | None = None

    @property
    def allowed(self) -> bool:
        """Whether the answer is yes."""
        return self.refusal is None


def may(actor: Actor | None, context: ItemContext, action: str) -> Decision:
    """Whether `actor` may take `action` now. Asks no guard that needs typed content.

    By what they hold themselves, or else for the first of those they stand in for who could.
    Items are begun in nobody's name but one's own.
    """
    transition = context.process.transition(action, context.state or None, context.facts)
    told = _refusal(actor, context, action, transition)
    if told is None or actor is None or not context.state:
        return Decision(None if told else transition, told)
    for principal in actor.principals:
        refusal = _refusal(actor, context, action, transition, principal)
        if refusal is None:
            return Decision(transition, None, principal)
        told = refusal if isinstance(told, NO_GRANT) else told
    return Decision(None, told)


def may_bring_in(actor: Actor | None, context: ItemContext) -> Refusal | None:
    """Why `actor` may not begin an item as a draft of its department; None when they may.

    Officers begin their own department's. The center begins those of all others for them: it
    may neither write on them any more nor submit them.
    """
    told = may(actor, context, Action.CREATE).refusal
    if actor is None or not isinstance(told, NO_GRANT):
        return told
    if not any(actor.holds(role, context.department_id) for role in BRINGERS):
        return told
    transition = context.process.transition(Action.CREATE, None)
    if transition is None:
        return errors.ActionNotPossible(action=Action.CREATE, state="")
    return _guard_refusal(actor, context, transition, None)


def may_edit(actor: Actor | None, context: ItemContext) -> Refusal | None:
    """Why `actor` may not write on the sheet now; None when they may."""
    if actor is None:
        return errors.NotSignedIn()
    if refusal := _role_refusal(actor.effective_grants, context, frozenset({EDITABLE_BY})):
        return refusal
    state = context.process.states[context.state]
    if EDITABLE_BY not in state.turn or not context.process.is_written_in(context.state):
        return refusals.NotEditable(state=context.state)
    if context.frozen:
        return refusals.ReportFrozen()
    return guards.cycle_open(GuardContext(context, actor.person_id))


def turn_moves(actor: Actor, context: ItemContext) -> frozenset[str]:
    """The actions by which `actor` can move the item on, because it is their turn.

    Empty where it is not: neither a withdrawal nor a carry-over makes a turn.
    """
    return frozenset(_turn_moves(actor, context))


def has_turn(actor: Actor, context: ItemContext) -> bool:
    """Whether it is the turn of `actor`: whether there is a turn move."""
    return any(_turn_moves(actor, context))


def _turn_moves(actor: Actor, context: ItemContext) -> Iterator[str]:
    # While opinions are missing it is the turn of those who are asked, and of nobody else.
    waits = opinions.still_missing(context) is not None
    for action in context.process.turn_actions(context.state):
        decision = may(actor, context, action)
        if decision.transition and (decision.transition.answers or not waits):
            yield action


@cache
def turn_is_plain(process: Process, state: str) -> bool:
    """Whether of an item's past only who acted on it decides whose turn it is in `state`.

    Not how often something was done, in whose name it was submitted, who evaluates it, what its
    sheet says or which opinions were given.
    """
    if process.asked or process.states[state].opinions:
        return False
    moves = [process.transition(action, state) for action in process.turn_actions(state)]
    return not any(
        move.limit is not None or move.action in IMPARTIAL or PAST_GUARDS.intersection(move.guards)
        for move in moves
        if move is not None
    )


def situation(context: ItemContext) -> Hashable:
    """All of an item that `may` looks at; of two that are alike it says the same on one day."""
    process = context.process
    return (
        process.name,
        process.version,
        context.state,
        context.cycle.id,
        context.department_id,
        context.joint_department_ids,
        context.submitted_by,
        context.submitted_for,
        context.report_frozen,
        context.frozen,
        context.conflicted,
        context.finalisers,
        context.evaluated_by,
        context.facts,
        context.opinions,
        tuple(context.doers.get(action) for action in process.separate_actions),
        tuple(context.times.get(action) for action in process.limited_actions),
    )


def _refusal(
    actor: Actor | None,
    context: ItemContext,
    action: str,
    transition: Transition | None,
    principal: Principal | None = None,
) -> Refusal | None:
    """Why `actor` may not take the action, for themselves or as the substitute of `principal`."""
    if actor is None:
        return errors.NotSignedIn()
    if actor.is_system or (transition and transition.automatic):
        return _automatic_refusal(actor, context, transition)
    if refusal := _grant_refusal(principal or actor, context, action, transition):
        return refusal
    if transition is None:
        return errors.ActionNotPossible(action=action, state=context.state)
    return (
        barred(actor, context, action, principal)
        or opinions.answer_refusal(principal or actor, context, transition)
        or _frozen_refusal(context, action)
        or finaliser_refusal(actor, context, action, principal)
        or _limit_refusal(context, transition)
        or _guard_refusal(actor, context, transition, principal)
    )


def _automatic_refusal(
    actor: Actor, context: ItemContext, transition: Transition | None
) -> Refusal | None:
    """Why a move is not made by itself; nobody but the program makes it, and that no other."""
    if transition is None or not transition.automatic:
        return errors.WrongRole(roles=())
    if not actor.is_system:
        return refusals.OnlyBySystem(roles=())
    return (
        too_early(context, transition)
        or _frozen_refusal(context, transition.action)
        or _limit_refusal(context, transition)
        or _guard_refusal(actor, context, transition, None)
    )


def _grant_refusal(
    holding: Grants, context: ItemContext, action: str, transition: Transition | None
) -> Refusal | None:
    """Why the roles held do not allow the action; for an opinion: whether they are asked for it."""
    if transition and transition.answers:
        return opinions.role_refusal(holding, context, transition)
    roles = transition.roles if transition else context.process.takers(action)
    return _role_refusal(holding, context, roles)


def _role_refusal(
    holding: Grants, context: ItemContext, roles: frozenset[AnyRole]
) -> Refusal | None:
    if any(holding.holds(role, context.department_id) for role in roles):
        return None
    if holding.roles & roles:
        return errors.OtherDepartment()
    return errors.WrongRole(roles=tuple(sorted(roles)))


def _frozen_refusal(context: ItemContext, action: str) -> Refusal | None:
    """What stands on a frozen report may be reported, and changes in no other way."""
    return refusals.ReportFrozen() if context.frozen and action != Action.REPORT else None


def _limit_refusal(context: ItemContext, transition: Transition) -> Refusal | None:
    action, limit = transition.action, transition.limit
    if limit is not None and context.times.get(action, 0) >= limit:
        return refusals.LimitReached(action=action, limit=limit)
    return None


def _guard_refusal(
    actor: Actor, context: ItemContext, transition: Transition, principal: Principal | None
) -> Refusal | None:
    names = tuple(name for name in transition.guards if name in guards.ASKED_BEFOREHAND)
    principal_id = principal.person_id if principal else None
    case = GuardContext(context, actor.person_id, principal_id=principal_id)
    return guards.first_refusal(names, case)
