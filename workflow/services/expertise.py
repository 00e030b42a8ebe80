"""What each advisor is asked about; what they were asked about before stays on record."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.actor import Actor
from workflow.advice_policy import may_keep_expertise
from workflow.errors import InputRefused, NotFound, Problem
from workflow.models import AdvisorExpertise, Department, Person, RoleGrant
from workflow.models.base import may_be_id
from workflow.text import is_sound
from workflow.vocabulary import Field, Role

Subject = tuple[str | None, int | None]
"""A field, a department's id, or neither: everything."""


def set_expertise(
    session: Session,
    *,
    person_id: int,
    general: bool,
    fields: Iterable[Field],
    departments: Iterable[str],
    actor: Actor | None,
    at: datetime,
) -> None:
    """Say what an advisor is asked about: everything, or fields and departments (by code).

    Raises WrongRole, NotFound (no such advisor), InputRefused (departments).
    """
    if refusal := may_keep_expertise(actor):
        raise refusal
    put_expertise(
        session,
        person_id=person_id,
        general=general,
        fields=fields,
        departments=departments,
        by=actor.person_id if actor else None,
        at=at,
    )


def put_expertise(
    session: Session,
    *,
    person_id: int,
    general: bool,
    fields: Iterable[Field],
    departments: Iterable[str],
    by: int | None,
    at: datetime,
) -> None:
    """The same for the set-up, where nobody is signed in yet. Raises NotFound, InputRefused."""
    _require_advisor(session, person_id)
    wanted: set[Subject] = {(field.value, None) for field in fields}
    wanted |= {(None, _department(session, code)) for code in departments}
    if general:
        wanted = {(None, None)}
    current = select(AdvisorExpertise).where(
        AdvisorExpertise.person_id == person_id, AdvisorExpertise.ended_at.is_(None)
    )
    known = {(row.field, row.department_id): row for row in session.scalars(current)}
    for subject, row in known.items():
        if subject not in wanted:
            row.ended_at, row.ended_by = at, by
    for field, department_id in sorted(wanted - set(known), key=repr):
        session.add(
            AdvisorExpertise(
                person_id=person_id,
                field=field,
                department_id=department_id,
                begun_at=at,
                begun_by=by,
            )
        )


def _require_advisor(session: Session, person_id: int) -> None:
    held = select(RoleGrant.id).where(
        RoleGrant.person_id == person_id, RoleGrant.role == Role.ADVISOR
    )
    # Locked, so that two who decide at once do not both add the same.
    query = select(Person).where(Person.id == person_id).with_for_update(key_share=True)
    if not may_be_id(person_id) or session.scalar(query) is None or session.scalar(held) is None:
        raise NotFound(what="advisor")


def _department(session: Session, code: str) -> int:
    query = select(Department.id).where(Department.code == code)
    found = session.scalar(query) if is_sound(code) else None
    if found is None:
        raise InputRefused([Problem("departments", "unknown_department")])
    return found
