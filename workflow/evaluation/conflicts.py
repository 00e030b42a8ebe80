"""Conflicts of interest that are declared; the own department's needs no declaration."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import aliased

from workflow.evaluation import policy
from workflow.items.visibility import lock_visible
from workflow.models import ConflictOfInterest, Person
from workflow.models.base import may_be_id
from workflow.people.holding import holders
from workflow.people.queries import PersonName
from workflow.values.actor import Actor, Title, permitted
from workflow.values.cleaning import clean_words
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.values.vocabulary import Role
from workflow.work import Work

LONGEST_REASON: Final = 1000


@dataclass(frozen=True)
class ConflictView:
    """A declared conflict; the reason is "" for all but the person and the secretariat."""

    id: int
    person: PersonName
    reason: str
    declared_at: datetime
    declared_by: Title
    withdrawn_at: datetime | None
    withdrawn_reason: str


def declare_conflict(work: Work, item_id: int, person_id: int, reason: str) -> None:
    """Say that a person has a conflict of interest with an item; said twice it is one.

    Evaluators say it of themselves, the secretariat of anyone. Raises NotFound, WrongRole,
    InputRefused (reason, person_id).
    """
    # Locked, so that no evaluation is finalised meanwhile by the one it is about.
    item = lock_visible(work, item_id)
    by = permitted(work.actor, policy.may_declare(work.actor, person_id))
    if not _is_evaluator(work, person_id):
        raise InputRefused([Problem("person_id", "unknown_evaluator")])
    words = _given(reason)
    live = select(ConflictOfInterest.id).where(
        ConflictOfInterest.item_id == item.id,
        ConflictOfInterest.person_id == person_id,
        ConflictOfInterest.withdrawn_at.is_(None),
    )
    if work.session.scalar(live) is not None:
        return
    work.session.add(
        ConflictOfInterest(
            item_id=item.id,
            person_id=person_id,
            reason=words,
            declared_at=work.now,
            declared_by=by.person_id,
            withdrawn_reason="",
        )
    )


def lift_conflict(work: Work, item_id: int, conflict_id: int, reason: str) -> None:
    """Record, with a reason, that a declared conflict is no more; it stays in the record.

    Raises NotFound, WrongRole, InputRefused (reason).
    """
    # Locked, so that no evaluation is finalised meanwhile by the one it is about.
    item = lock_visible(work, item_id)
    by = permitted(work.actor, policy.may_lift(work.actor))
    found = work.session.get(ConflictOfInterest, conflict_id)
    if found is None or found.item_id != item.id:
        raise NotFound(what="conflict")
    words = _given(reason)
    if found.withdrawn_at is None:
        found.withdrawn_at, found.withdrawn_by = work.now, by.person_id
        found.withdrawn_reason = words


def conflicts_of(work: Work, item_id: int, reader: Actor) -> tuple[ConflictView, ...]:
    """Every conflict that was declared about an item, with the reasons that `reader` may see."""
    concerned, declarer = aliased(Person), aliased(Person)
    rows = work.session.execute(
        select(ConflictOfInterest, concerned, declarer)
        .join(concerned, concerned.id == ConflictOfInterest.person_id)
        .join(declarer, declarer.id == ConflictOfInterest.declared_by)
        .where(ConflictOfInterest.item_id == item_id)
        .order_by(ConflictOfInterest.id)
    )
    sees_all = policy.may_lift(reader) is None
    return tuple(
        ConflictView(
            id=one.id,
            person=PersonName(person.id, Title(person.name_ja, person.name_en)),
            reason=one.reason if sees_all or person.id == reader.person_id else "",
            declared_at=one.declared_at,
            declared_by=Title(by.name_ja, by.name_en),
            withdrawn_at=one.withdrawn_at,
            withdrawn_reason=one.withdrawn_reason if sees_all else "",
        )
        for one, person, by in rows
    )


def _is_evaluator(work: Work, person_id: int) -> bool:
    held = holders(work.today, Role.EVALUATOR)
    query = select(Person.id).where(Person.id == person_id, Person.id.in_(held))
    return may_be_id(person_id) and work.session.scalar(query) is not None


def _given(reason: str) -> str:
    words = clean_words("reason", reason, LONGEST_REASON)
    if not words:
        raise InputRefused([Problem("reason", "required")])
    return words
