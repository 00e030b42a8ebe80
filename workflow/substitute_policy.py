"""Who may set substitutes and end them, and which roles have any: denied by default."""

from typing import Final

from workflow.actor import Actor
from workflow.errors import Refusal
from workflow.role_policy import role_refusal
from workflow.vocabulary import Role

SUBSTITUTED: Final = frozenset({Role.OFFICER, Role.REVIEWER, Role.EVALUATOR, Role.SECRETARIAT})
"""The roles that move items. Advice is personal, a viewer does nothing, an admin has no deputy."""


def may_set(actor: Actor | None, person_id: int) -> Refusal | None:
    """Whether `actor` may let somebody stand in for the person: for oneself, admins for anyone."""
    own = actor is not None and actor.person_id == person_id
    return None if own else role_refusal(actor, {Role.ADMIN})


def may_end(actor: Actor | None, person_id: int) -> Refusal | None:
    """Whether `actor` may end what was set for the person: who may set it may end it."""
    return may_set(actor, person_id)


def may_see_all(actor: Actor | None) -> Refusal | None:
    """Whether `actor` sees everybody's substitutes."""
    return role_refusal(actor, {Role.ADMIN})
