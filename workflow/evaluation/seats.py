"""The places of a session: given and taken by the secretariat, never by oneself."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from workflow.evaluation import policy
from workflow.evaluation.panel import SessionPlan
from workflow.models import EvaluationSeat, ScoreSheet, SessionSetUp
from workflow.values.actor import Actor
from workflow.values.errors import InputRefused, Problem
from workflow.work import Work

Part = tuple[bool, bool]
"""Whether somebody scores, and whether they finalise."""


@dataclass(frozen=True)
class Reseating:
    """Who leaves their place, and who is given which; `changed` are both."""

    leaving: tuple[EvaluationSeat, ...]
    given: Mapping[int, Part]

    @property
    def changed(self) -> frozenset[int]:
        """Everybody whose place is another one afterwards."""
        return frozenset({*self.given, *(seat.person_id for seat in self.leaving)})


def reseating(work: Work, session_id: int, plan: SessionPlan) -> Reseating:
    """What changes when the session's places become those of the plan."""
    wanted = {
        person: (person in plan.scorers, person in plan.finalisers)
        for person in {*plan.scorers, *plan.finalisers}
    }
    live = select(EvaluationSeat).where(
        EvaluationSeat.session_id == session_id, EvaluationSeat.left_at.is_(None)
    )
    leaving = []
    for seat in work.session.scalars(live):
        if wanted.get(seat.person_id) == (seat.scores, seat.finalises):
            del wanted[seat.person_id]
        else:
            leaving.append(seat)
    return Reseating(tuple(leaving), wanted)


def followed(work: Work, seat: EvaluationSeat, successor_id: int) -> Reseating:
    """What changes when a successor takes a place, besides one that they may have already."""
    own = work.session.scalar(
        select(EvaluationSeat).where(
            EvaluationSeat.session_id == seat.session_id,
            EvaluationSeat.person_id == successor_id,
            EvaluationSeat.left_at.is_(None),
        )
    )
    both = (seat,) if own is None else (seat, own)
    part = (any(one.scores for one in both), any(one.finalises for one in both))
    if own is not None and part == (own.scores, own.finalises):
        return Reseating((seat,), {})
    return Reseating(both, {successor_id: part})


def require_reseating(
    work: Work, by: Actor, change: Reseating, set_up: SessionSetUp | None, reason: str
) -> None:
    """Refuse a change of places by somebody whom it is about, or in an open session without reason.

    Nobody is made a scorer who could read the others' scores there as a finaliser. Raises
    OwnSeat, InputRefused (reason, scorers).
    """
    if refusal := policy.seats_refusal(by, change.changed):
        raise refusal
    if not change.changed or set_up is None or set_up.opened_at is None:
        return
    if not reason:
        raise InputRefused([Problem("reason", "seats_need_a_reason")])
    scoring = [person for person, (scores, _) in change.given.items() if scores]
    if _has_seen_scores(work, set_up, scoring):
        raise InputRefused([Problem("scorers", "has_seen_scores")])


def _has_seen_scores(work: Work, set_up: SessionSetUp, people: list[int]) -> bool:
    """Whether one of them finalised without scoring since the opening, with sheets to read."""
    finalised = select(EvaluationSeat.id).where(
        EvaluationSeat.session_id == set_up.session_id,
        EvaluationSeat.person_id.in_(people),
        EvaluationSeat.finalises,
        EvaluationSeat.scores.is_(False),
        (EvaluationSeat.left_at.is_(None)) | (EvaluationSeat.left_at >= set_up.opened_at),
    )
    submitted = select(ScoreSheet.id).where(
        ScoreSheet.session_id == set_up.session_id, ScoreSheet.times > 0
    )
    return all(work.session.scalar(one.limit(1)) is not None for one in (finalised, submitted))


def reseat(work: Work, session_id: int, change: Reseating, by: Actor) -> None:
    """Take people off the panel whose place is not as planned, and add those who are missing."""
    for seat in change.leaving:
        seat.left_at, seat.left_by = work.now, by.person_id
    work.session.flush()
    for person, (scores, finalises) in sorted(change.given.items()):
        work.session.add(
            EvaluationSeat(
                session_id=session_id,
                person_id=person,
                scores=scores,
                finalises=finalises,
                seated_at=work.now,
                seated_by=by.person_id,
            )
        )
