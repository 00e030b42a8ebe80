"""Who says who reviews what. Denied by default."""

from typing import Final

from workflow.items.context import ItemContext
from workflow.values.actor import Actor, permitted, role_refusal
from workflow.values.errors import ActionNotPossible, Conflict, Refusal
from workflow.values.vocabulary import MAINTAINERS, Role

KEEPERS: Final = MAINTAINERS | {Role.REVIEWER}
"""Those who share the work out: the reviewers themselves, the secretariat, administrators."""


class HandlerChanged(Conflict):
    """Somebody took the item, or handed it on, after it was looked at."""

    key = "handler_changed"


def may_keep(actor: Actor | None) -> Refusal | None:
    """Why `actor` may not see and say who reviews what; None when they may."""
    return role_refusal(actor, KEEPERS)


def require_keeper(actor: Actor | None) -> Actor:
    """The person, where they may say who reviews what. Raises NotSignedIn, WrongRole."""
    return permitted(actor, may_keep(actor))


def may_hand_on(actor: Actor | None, context: ItemContext) -> Refusal | None:
    """Why `actor` may not hand this item on to a reviewer; None when they may."""
    if refusal := may_keep(actor):
        return refusal
    if context.process.is_final(context.state):
        return ActionNotPossible(action="hand_on", state=context.state)
    return None


def may_take(actor: Actor | None, context: ItemContext) -> Refusal | None:
    """Why `actor` may not take this item; None when they may."""
    if refusal := may_hand_on(actor, context):
        return refusal
    holds = actor is not None and actor.holds(Role.REVIEWER, context.department_id)
    return None if holds else role_refusal(actor, {Role.REVIEWER})
