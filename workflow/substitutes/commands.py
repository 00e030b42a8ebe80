"""Setting substitutes and ending them, and 後閲 of what they did."""

from collections.abc import Collection
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import ColumnElement, insert, or_, select
from sqlalchemy.orm import Session, selectinload

from workflow.models import Acknowledgement, ActFor, Department, Person, Substitute
from workflow.models.base import may_be_id, table_of
from workflow.substitutes.policy import (
    SUBSTITUTED,
    Act,
    Appointment,
    SubstituteOverlaps,
    may_end,
    may_set,
)
from workflow.values.actor import Title, permitted
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.values.vocabulary import Role
from workflow.work import Work

LONGEST: Final = 366
"""Days for which one substitute can be set."""

_ACTS, _SEEN = table_of(ActFor), table_of(Acknowledgement)


def appoint(work: Work, asked: Appointment) -> int:
    """Let one person stand in for another; gives the row's id.

    The same once more is the one that is there. One role of one person has one substitute
    a day. Raises WrongRole, NotFound (person), InputRefused (role, substitute, from_on,
    until_on), SubstituteOverlaps.
    """
    who = permitted(work.actor, may_set(work.actor, asked.person_id, asked.substitute_id))
    person = _absent(work.session, asked.person_id)
    if problems := _problems(work, person, asked):
        raise InputRefused(problems)
    for other in work.session.scalars(select(Substitute).where(_overlapping(asked))):
        if _says(other) == asked:
            return other.id
        substitute = work.session.get_one(Person, other.substitute_id)
        raise SubstituteOverlaps(who=Title(substitute.name_ja, substitute.name_en))
    row = Substitute(**_columns(asked), set_by=who.person_id, set_at=work.now)
    work.session.add(row)
    work.session.flush()
    return row.id


def end(work: Work, substitute_id: int) -> None:
    """End it from now on; what was ended or is over stays as it is. Raises WrongRole, NotFound."""
    known = may_be_id(substitute_id)
    row = work.session.get(Substitute, substitute_id, with_for_update=True) if known else None
    if row is None:
        raise NotFound(what="substitute")
    who = permitted(work.actor, may_end(work.actor, row.person_id))
    if row.ended_at is None and row.until_on >= work.now.date():
        row.ended_at, row.ended_by = work.now, who.person_id


def acknowledge(work: Work, acts: Collection[Act] | None) -> int:
    """Take note of moves that were made in the name of `actor`: these, or (None) all of them.

    Gives how many were not taken note of before. Moves made in another's name, or in
    nobody's, are left out: there is nothing to acknowledge about them.
    """
    # Two deliveries at once would both find the same moves open.
    work.session.execute(
        select(Person.id).where(Person.id == work.person.person_id).with_for_update(key_share=True)
    )
    found = work.session.connection().execute(still_open(work.person.person_id))
    waiting = {(row.item_id, row.sequence) for row in found}
    chosen = waiting if acts is None else waiting & set(acts)
    rows = [
        {"item_id": item_id, "sequence": sequence, "acknowledged_at": work.now}
        for item_id, sequence in sorted(chosen)
    ]
    if rows:
        work.session.connection().execute(insert(_SEEN), rows)
    return len(rows)


def still_open(person_id: int) -> Any:
    """The moves in the name of a person of which they took no note yet, as a query."""
    seen = (_SEEN.c.item_id == _ACTS.c.item_id) & (_SEEN.c.sequence == _ACTS.c.sequence)
    return (
        select(_ACTS.c.item_id, _ACTS.c.sequence)
        .outerjoin(_SEEN, seen)
        .where(_ACTS.c.person_id == person_id, _SEEN.c.item_id.is_(None))
    )


def _absent(session: Session, person_id: int) -> Person:
    """The one to be substituted, kept for this transaction, so that days cannot cross unseen."""
    query = (
        select(Person)
        .where(Person.id == person_id)
        .options(selectinload(Person.grants))
        .with_for_update(of=Person, key_share=True)
    )
    person = session.scalar(query) if may_be_id(person_id) else None
    if person is None or not person.active:
        raise NotFound(what="person", name=person_id)
    return person


def _problems(work: Work, person: Person, asked: Appointment) -> list[Problem]:
    known = may_be_id(asked.substitute_id)
    substitute = work.session.get(Person, asked.substitute_id) if known else None
    held = any(
        grant.role == asked.role and grant.department_id in (None, asked.department_id)
        for grant in person.grants
    )
    if asked.department_id is not None:
        held = held and _is_department(work.session, asked.department_id)
    unheld = not held or (asked.role is Role.OFFICER and asked.department_id is None)
    length = (asked.until_on - asked.from_on).days + 1
    found = (
        Problem("role", "role_not_substituted") if asked.role not in SUBSTITUTED else None,
        Problem("role", "role_not_held") if unheld else None,
        None if substitute and substitute.active else Problem("substitute", "unknown_person"),
        Problem("substitute", "substitute_is_absent") if substitute is person else None,
        Problem("from_on", "day_passed") if asked.from_on < work.today else None,
        Problem("until_on", "dates_out_of_order") if length < 1 else None,
        Problem("until_on", "day_too_far", {"limit": LONGEST}) if length > LONGEST else None,
    )
    return [problem for problem in found if problem]


def _is_department(session: Session, department_id: int) -> bool:
    return may_be_id(department_id) and session.get(Department, department_id) is not None


def _overlapping(asked: Appointment) -> ColumnElement[bool]:
    """What stands of the same person's role on one of the days, for the same department or all."""
    same = Substitute.department_id == asked.department_id
    scope = or_(same, Substitute.department_id.is_(None))
    return (
        (Substitute.person_id == asked.person_id)
        & (Substitute.role == asked.role)
        & Substitute.ended_at.is_(None)
        & (Substitute.from_on <= asked.until_on)
        & (Substitute.until_on >= asked.from_on)
        & (scope if asked.department_id else Substitute.id.is_not(None))
    )


def _columns(asked: Appointment) -> dict[str, Any]:
    return {**asdict(asked), "role": asked.role.value}


def _says(row: Substitute) -> Appointment:
    return Appointment(
        row.person_id,
        row.substitute_id,
        Role(row.role),
        row.department_id,
        row.from_on,
        row.until_on,
    )
