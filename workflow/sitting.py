"""Evaluation sessions as they sit: who scores and finalises, by what, and whether it is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workflow.actor import Actor, Title
from workflow.models import (
    EvaluationSeat,
    EvaluationSession,
    Person,
    SessionSetUp,
    session_cycles,
)
from workflow.scoring import CriterionText


@dataclass(frozen=True)
class Seat:
    """A person's place in a session, with what they hold today."""

    actor: Actor
    active: bool
    scores: bool
    finalises: bool


@dataclass(frozen=True)
class Sitting:
    """A session that was opened; `is_open` until it is closed."""

    session_id: int
    title: Title
    is_open: bool
    criteria: tuple[CriterionText, ...]
    seats: tuple[Seat, ...]

    @property
    def scorers(self) -> tuple[Seat, ...]:
        """Those who fill in sheets."""
        return tuple(seat for seat in self.seats if seat.scores)

    @property
    def finalisers(self) -> frozenset[int]:
        """The people who finalise; empty where every evaluator may."""
        return frozenset(
            seat.actor.person_id for seat in self.seats if seat.finalises and seat.active
        )

    def scores(self, person_id: int) -> bool:
        """Whether this person fills in sheets here."""
        return any(seat.actor.person_id == person_id for seat in self.scorers)


def sitting_of(session: Session, cycle_id: str) -> Sitting | None:
    """The session in which a cycle's items are evaluated: the open one, else the last closed."""
    query = (
        select(EvaluationSession, SessionSetUp)
        .join(SessionSetUp, SessionSetUp.session_id == EvaluationSession.id)
        .join(session_cycles, session_cycles.c.session_id == EvaluationSession.id)
        .where(session_cycles.c.cycle_id == cycle_id, SessionSetUp.opened_at.is_not(None))
        .order_by(SessionSetUp.closed_at.is_not(None), SessionSetUp.closed_at.desc())
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    sitting, set_up = row
    return Sitting(
        session_id=sitting.id,
        title=Title(sitting.title_ja, sitting.title_en),
        is_open=set_up.closed_at is None,
        criteria=criteria_of(set_up.criteria),
        seats=seats_of(session, sitting.id),
    )


def seats_of(session: Session, session_id: int) -> tuple[Seat, ...]:
    """Who sits in a session now, by login."""
    query = (
        select(EvaluationSeat, Person)
        .join(Person, Person.id == EvaluationSeat.person_id)
        .where(EvaluationSeat.session_id == session_id, EvaluationSeat.left_at.is_(None))
        .options(selectinload(Person.grants))
        .order_by(Person.login)
    )
    return tuple(
        Seat(person.as_actor(), person.active, seat.scores, seat.finalises)
        for seat, person in session.execute(query)
    )


def criteria_of(kept: Sequence[Any]) -> tuple[CriterionText, ...]:
    """The criteria of a session as they read when it was set up."""
    return tuple(CriterionText(one["code"], Title(one["ja"], one["en"])) for one in kept)
