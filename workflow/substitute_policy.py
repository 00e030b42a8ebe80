"""Who may set substitutes and end them, and which roles have any: denied by default."""

from typing import Final

from workflow.actor import Actor
from workflow.errors import Refusal
from workflow.role_policy import role_refusal
from workflow.substitute_refused import SelfAppointed
from workflow.vocabulary import Role

SUBSTITUTED: Final = frozenset({Role.OFFICER, Role.REVIEWER, Role.EVALUATOR, Role.SECRETARIAT})
"""The roles that move items. Advice is personal, a viewer does nothing, an admin has no deputy."""


def may_set(actor: Actor | None, person_id: int, substitute_id: int) -> Refusal | None:
    """Whether `actor` may let somebody stand in for the person: for oneself, admins for anyone.

    No admin becomes a substitute by their own hand: nobody gives themselves another's part.
    """
    if refusal := may_end(actor, person_id):
        return refusal
    chosen = actor is not None and actor.person_id == substitute_id
    return SelfAppointed() if chosen and substitute_id != person_id else None


def may_end(actor: Actor | None, person_id: int) -> Refusal | None:
    """Whether `actor` may end what was set for the person: that one, or an admin."""
    own = actor is not None and actor.person_id == person_id
    return None if own else role_refusal(actor, {Role.ADMIN})


def may_see_all(actor: Actor | None) -> Refusal | None:
    """Whether `actor` sees everybody's substitutes."""
    return role_refusal(actor, {Role.ADMIN})
