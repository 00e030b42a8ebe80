"""Evaluation sessions as they sit: who scores and finalises, by what, and whether it is open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workflow.evaluation.scores import CriterionText, SessionPlan
from workflow.models import (
    Criterion,
    Cycle,
    EvaluationSeat,
    EvaluationSession,
    Person,
    RoleGrant,
    SessionSetUp,
    session_cycles,
)
from workflow.values.actor import Actor, Title
from workflow.values.cleaning import text_problem
from workflow.values.errors import InputRefused, Problem
from workflow.values.text import TextUnclean, clean_line
from workflow.values.vocabulary import Role
from workflow.work import Work


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


def sitting_of(work: Work, cycle_id: str) -> Sitting | None:
    """The session in which a cycle's items are evaluated: the open one, else the last closed."""
    query = (
        select(EvaluationSession, SessionSetUp)
        .join(SessionSetUp, SessionSetUp.session_id == EvaluationSession.id)
        .join(session_cycles, session_cycles.c.session_id == EvaluationSession.id)
        .where(session_cycles.c.cycle_id == cycle_id, SessionSetUp.opened_at.is_not(None))
        .order_by(SessionSetUp.closed_at.is_not(None), SessionSetUp.closed_at.desc())
        .limit(1)
    )
    row = work.session.execute(query).one_or_none()
    if row is None:
        return None
    sitting, set_up = row
    return Sitting(
        session_id=sitting.id,
        title=Title(sitting.title_ja, sitting.title_en),
        is_open=set_up.closed_at is None,
        criteria=criteria_of(set_up.criteria),
        seats=seats_of(work, sitting.id),
    )


def seats_of(work: Work, session_id: int) -> tuple[Seat, ...]:
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
        for seat, person in work.session.execute(query)
    )


def criteria_of(kept: Sequence[Any]) -> tuple[CriterionText, ...]:
    """The criteria of a session as they read when it was set up."""
    return tuple(CriterionText(one["code"], Title(one["ja"], one["en"])) for one in kept)


LONGEST_TITLE: Final = 100


def cleaned(work: Work, plan: SessionPlan) -> SessionPlan:
    """The plan with its titles trimmed. Raises InputRefused naming every field at once."""
    texts: dict[str, str] = {}
    problems = list(_unknown(work.session, plan))
    for name, text in zip(("title_ja", "title_en"), plan.title, strict=True):
        try:
            texts[name] = clean_line(text, LONGEST_TITLE)
        except TextUnclean as unclean:
            problems.append(text_problem(name, unclean))
    if texts.get("title_ja") == "":
        problems.append(Problem("title_ja", "required"))
    if problems:
        raise InputRefused(problems)
    return replace(plan, title=Title(texts["title_ja"], texts["title_en"]))


def _unknown(session: Session, plan: SessionPlan) -> Iterator[Problem]:
    cycles = set(session.scalars(select(Cycle.id).where(Cycle.id.in_(plan.cycle_ids))))
    if not plan.cycle_ids or cycles != set(plan.cycle_ids):
        yield Problem("cycle_ids", "required")
    evaluators = set(
        session.scalars(
            select(Person.id)
            .join(RoleGrant, RoleGrant.person_id == Person.id)
            .where(Person.active, RoleGrant.role == Role.EVALUATOR)
        )
    )
    for name, people in (("scorers", plan.scorers), ("finalisers", plan.finalisers)):
        if not set(people) <= evaluators:
            yield Problem(name, "unknown_evaluator")


def planned_criteria(work: Work, plan: SessionPlan) -> list[dict[str, str]]:
    """The plan's criteria as they read now, in their order. Raises InputRefused."""
    query = select(Criterion).where(Criterion.active).order_by(Criterion.position, Criterion.code)
    known = {one.code: one for one in work.session.scalars(query)}
    if not set(plan.criteria) <= set(known):
        raise InputRefused([Problem("criteria", "unknown_criterion")])
    return [
        {"code": code, "ja": one.title_ja, "en": one.title_en}
        for code, one in known.items()
        if code in plan.criteria
    ]


def require_scorers(plan: SessionPlan) -> None:
    """Refuse a plan by which nobody would score."""
    if not plan.scorers:
        raise InputRefused([Problem("scorers", "required")])
