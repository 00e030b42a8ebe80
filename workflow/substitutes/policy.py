"""Who may appoint whom as a substitute, and the refusals of it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from workflow.values.actor import Actor, role_refusal
from workflow.values.errors import Conflict, NotPermitted, Refusal
from workflow.values.vocabulary import Role

Act = tuple[int, int]
"""A move: the item and the place in its history."""


@dataclass(frozen=True)
class Appointment:
    """Who shall stand in for whom, in which role and for which department, on which days."""

    person_id: int
    substitute_id: int
    role: Role
    department_id: int | None
    from_on: date
    until_on: date


class SelfAppointed(NotPermitted):
    """Admins appoint others for somebody who is away, never themselves."""

    key = "self_appointed"


class SubstituteOverlaps(Conflict):
    """Somebody stands in already, in that role, on one of those days. Data: who (Title)."""

    key = "substitute_overlaps"


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
