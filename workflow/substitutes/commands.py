"""Setting substitutes and ending them, of which both sides are told."""

from dataclasses import asdict, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session, selectinload

from workflow import organisation
from workflow.models import Person, Substitute
from workflow.models.base import may_be_id
from workflow.notices import kinds, notify
from workflow.substitutes.policy import (
    Appointment,
    AppointmentFacts,
    SubstituteOverlaps,
    may_appoint,
    may_end,
    problems,
)
from workflow.values.actor import Title, permitted
from workflow.values.errors import InputRefused, NotFound, Problem, Refusal
from workflow.values.vocabulary import role_named
from workflow.work import Work

STANDS_IN: Final = "stand_in"
STANDS_IN_NO_MORE: Final = "stand_in_ended"
HAS_SUBSTITUTE: Final = "substitute_set"
HAS_NO_SUBSTITUTE: Final = "substitute_ended"

_KINDS: Final = (STANDS_IN, STANDS_IN_NO_MORE, HAS_SUBSTITUTE, HAS_NO_SUBSTITUTE)

kinds.register(frozenset(_KINDS), lambda _actor: true())
kinds.register_pages(dict.fromkeys(_KINDS, ("substitutes/", "substitutes/")))


def tell_of_new(work: Work, row: Substitute) -> None:
    """Notify both of a substitution, with its last day; never whoever set it."""
    _notify(work, row, row.substitute_id, STANDS_IN)
    _notify(work, row, row.person_id, HAS_SUBSTITUTE)


def tell_of_end(work: Work, row: Substitute) -> None:
    """Notify both that it was ended before its last day; never whoever ended it."""
    _notify(work, row, row.substitute_id, STANDS_IN_NO_MORE)
    _notify(work, row, row.person_id, HAS_NO_SUBSTITUTE)


def _notify(work: Work, row: Substitute, person_id: int, kind: str) -> None:
    by, is_new = work.person.person_id, kind in (STANDS_IN, HAS_SUBSTITUTE)
    if person_id != by:
        until = row.until_on if is_new else None
        notify.add_notices(work, None, {person_id}, kind, str(row.id), work.now, by=by, until=until)


def appoint(work: Work, asked: Appointment) -> int:
    """Appoint a substitute for a person, from a day until a day; gives the row's id.

    The same once more is the one that is there. One role of one person has one substitute
    a day. Raises WrongRole, SelfAppointed, NotFound (person), InputRefused (role,
    substitute, from_on, until_on), SubstituteOverlaps.
    """
    by = permitted(work.actor, may_appoint(work.actor, asked.person_id, asked.substitute_id))
    if asked.department_id is not None:
        organisation.keep(work, [asked.department_id])
    person = _locked(work.session, asked.person_id)
    if found := problems(asked, _facts(work, person, asked)):
        raise InputRefused(found)
    for other in work.session.scalars(select(Substitute).where(_overlapping(asked))):
        if _appointment(other) == asked:
            return other.id
        substitute = work.session.get_one(Person, other.substitute_id)
        raise SubstituteOverlaps(who=Title(substitute.name_ja, substitute.name_en))
    row = Substitute(**_columns(asked), set_by=by.person_id, set_at=work.now)
    work.session.add(row)
    work.session.flush()
    tell_of_new(work, row)
    return row.id


def follow_refusal(work: Work, row: Substitute, successor_id: int) -> Refusal | None:
    """Why a successor may not stand in where the leaver does; None where they may."""
    if successor_id == row.person_id:
        return InputRefused([Problem("substitute", "substitute_is_absent")])
    return may_appoint(work.actor, row.person_id, successor_id)


def follow(work: Work, row: Substitute, successor_id: int) -> None:
    """Appoint a successor as substitute for the days that are left; the past stays the leaver's.

    Whether they may is asked by `follow_refusal` before.
    """
    row.ended_at, row.ended_by = work.now, work.person.person_id
    work.session.flush()
    from_on = max(row.from_on, work.today)
    asked = replace(_appointment(row), substitute_id=successor_id, from_on=from_on)
    new = Substitute(**_columns(asked), set_by=work.person.person_id, set_at=work.now)
    work.session.add(new)
    work.session.flush()
    tell_of_new(work, new)


def end(work: Work, substitute_id: int) -> None:
    """End it from now on; what was ended or is over stays as it is. Raises WrongRole, NotFound."""
    row = work.session.get(Substitute, substitute_id, with_for_update=True)
    if row is None:
        raise NotFound(what="substitute")
    by = permitted(work.actor, may_end(work.actor, row.person_id))
    if row.ended_at is None and row.until_on >= work.today:
        row.ended_at, row.ended_by = work.now, by.person_id
        tell_of_end(work, row)


def _locked(session: Session, person_id: int) -> Person:
    """The absent person, locked for this transaction, so that days cannot cross unseen."""
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


def _facts(work: Work, person: Person, asked: Appointment) -> AppointmentFacts:
    first = max(work.today, asked.from_on)
    known = may_be_id(asked.substitute_id)
    substitute = work.session.get(Person, asked.substitute_id) if known else None
    return AppointmentFacts(
        today=work.today,
        grants=person.grants_on(asked.from_on),
        department_exists=organisation.has_department(work, asked.department_id, first),
        substitute_active=substitute is not None and substitute.active,
    )


def _overlapping(asked: Appointment) -> ColumnElement[bool]:
    """What holds of the same person's role on one of the days, for the same department or all."""
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
    return {**asdict(asked), "role": str(asked.role)}


def _appointment(row: Substitute) -> Appointment:
    return Appointment(
        row.person_id,
        row.substitute_id,
        role_named(row.role),
        row.department_id,
        row.from_on,
        row.until_on,
    )
