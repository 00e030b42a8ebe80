"""Who may appoint whom as a substitute, for which role and days, and why not."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from workflow.values.actor import Actor, Grant, role_refusal
from workflow.values.errors import Conflict, NotPermitted, Problem, Refusal
from workflow.values.vocabulary import ADMINISTRATORS, AnyRole, OwnRole, Role

"""Who sees everybody's substitutes, and sets and ends them for whoever is away."""

NOT_SUBSTITUTED: Final = frozenset({Role.VIEWER, Role.ADVISOR, Role.ADMIN})
"""Roles that move no items: advice is personal, a viewer only reads, an admin has no deputy."""

LONGEST: Final = 366
"""Days for which one substitute can be set."""


class SelfAppointed(NotPermitted):
    """Admins appoint others for somebody who is away, never themselves."""

    key = "self_appointed"


class SubstituteOverlaps(Conflict):
    """Somebody stands in already, in that role, on one of those days. Data: who (Title)."""

    key = "substitute_overlaps"


@dataclass(frozen=True)
class Appointment:
    """Who shall stand in for whom, in which role and for which department, on which days."""

    person_id: int
    substitute_id: int
    role: AnyRole
    department_id: int | None
    from_on: date
    until_on: date


@dataclass(frozen=True)
class AppointmentFacts:
    """What there is to know of the people and the department that an appointment names."""

    today: date
    grants: frozenset[Grant]
    """What the absent person holds by themselves on the first day."""
    department_exists: bool
    substitute_active: bool


def may_appoint(actor: Actor | None, person_id: int, substitute_id: int) -> Refusal | None:
    """Why `actor` may not appoint a substitute for the person: for oneself, admins for anyone.

    No admin becomes a substitute by their own hand: nobody gives themselves another's part.
    """
    if refusal := may_end(actor, person_id):
        return refusal
    chosen = actor is not None and actor.person_id == substitute_id
    return SelfAppointed() if chosen and substitute_id != person_id else None


def may_end(actor: Actor | None, person_id: int) -> Refusal | None:
    """Why `actor` may not end what was set for the person: that one may, and admins."""
    own = actor is not None and actor.person_id == person_id
    return None if own else role_refusal(actor, ADMINISTRATORS)


def may_see_all(actor: Actor | None) -> Refusal | None:
    """Why `actor` may not see everybody's substitutes."""
    return role_refusal(actor, ADMINISTRATORS)


def problems(asked: Appointment, facts: AppointmentFacts) -> list[Problem]:
    """What is wrong with an appointment, by its fields (role, substitute, from_on, until_on)."""
    length = (asked.until_on - asked.from_on).days + 1
    same = asked.substitute_id == asked.person_id
    found = (
        None if asked.role not in NOT_SUBSTITUTED else Problem("role", "role_not_substituted"),
        None if _is_held(asked, facts) else Problem("role", "role_not_held"),
        None if facts.substitute_active else Problem("substitute", "unknown_person"),
        Problem("substitute", "substitute_is_absent") if same else None,
        Problem("from_on", "day_passed") if asked.from_on < facts.today else None,
        Problem("until_on", "dates_out_of_order") if length < 1 else None,
        Problem("until_on", "day_too_far", {"limit": LONGEST}) if length > LONGEST else None,
    )
    return [problem for problem in found if problem]


def _is_held(asked: Appointment, facts: AppointmentFacts) -> bool:
    """Whether the absent person holds the role there; an officer's is of one department.

    An own role is lent as it is held: for its department, or for the whole office.
    """
    if asked.department_id is None and asked.role is Role.OFFICER:
        return False
    if asked.department_id is not None and not facts.department_exists:
        return False
    if isinstance(asked.role, OwnRole):
        return Grant(asked.role, asked.department_id) in facts.grants
    return any(
        grant.role is asked.role and grant.department_id in (None, asked.department_id)
        for grant in facts.grants
    )
