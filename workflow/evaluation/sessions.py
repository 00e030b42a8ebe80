"""Setting evaluation sessions up, opening and closing them."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow.calendar.sessions import lock_session, require_in_no_other_session, require_may_take
from workflow.evaluation import policy
from workflow.evaluation.panel import cleaned, planned_criteria, require_scorers, seats_of
from workflow.evaluation.scores import SessionPlan
from workflow.models import Cycle, EvaluationSeat, EvaluationSession, SessionEntry, SessionSetUp
from workflow.values.actor import Actor, permitted
from workflow.values.errors import InputRefused, Problem
from workflow.work import Work

SET_UP, OPENED, CLOSED = "set_up", "opened", "closed"


def set_up(work: Work, session_id: int | None, plan: SessionPlan) -> int:
    """Make a session, or give it another plan; gives its id. The same plan again changes nothing.

    The criteria are fixed once it was opened. Raises WrongRole, NotFound, SessionNotOpen
    (it is closed), CycleInOtherSession, InputRefused naming every field that will not do.
    """
    by = permitted(work.actor, policy.may_set_up(work.actor))
    plan = cleaned(work, plan)
    session_id = session_id or _namesake(work.session, plan)
    sitting = lock_session(work, session_id) if session_id else _new(work.session, plan)
    require_may_take(work, sitting.id, plan.cycle_ids)
    found = work.session.get(SessionSetUp, sitting.id)
    if found is None or found.opened_at is None:
        criteria = planned_criteria(work, plan)
    else:
        criteria = found.criteria
        require_scorers(plan)
    _describe(work.session, sitting, plan)
    if found is None:
        found = SessionSetUp(session_id=sitting.id, criteria=criteria)
        work.session.add(found)
    found.criteria = criteria
    _seat(work, sitting.id, plan, by)
    _note(work, sitting.id, by, SET_UP, _told(plan, criteria))
    return sitting.id


def open_session(work: Work, session_id: int) -> None:
    """Open a session: from now on its evaluators score. One that is open stays as it is.

    Raises WrongRole, NotFound, CycleInOtherSession, InputRefused (scorers, criteria).
    """
    by = permitted(work.actor, policy.may_set_up(work.actor))
    sitting, found = _with_set_up(work, session_id)
    if found.opened_at is not None and found.closed_at is None:
        return
    seats = seats_of(work, session_id)
    if not any(seat.scores and seat.active for seat in seats):
        raise InputRefused([Problem("scorers", "required")])
    if not found.criteria:
        raise InputRefused([Problem("criteria", "required")])
    require_in_no_other_session(work, session_id, tuple(cycle.id for cycle in sitting.cycles))
    found.opened_at = found.opened_at or work.now
    found.closed_at = None
    _note(work, session_id, by, OPENED, {})


def close_session(work: Work, session_id: int) -> None:
    """Close a session: nothing is scored any more, what was stays. Raises WrongRole, NotFound."""
    by = permitted(work.actor, policy.may_set_up(work.actor))
    _, found = _with_set_up(work, session_id)
    if found.opened_at is None or found.closed_at is not None:
        return
    found.closed_at = work.now
    _note(work, session_id, by, CLOSED, {})


def _namesake(session: Session, plan: SessionPlan) -> int | None:
    """The session of this title in the year: a plan that comes twice makes one session."""
    return session.scalar(
        select(EvaluationSession.id)
        .where(
            EvaluationSession.fiscal_year == plan.fiscal_year,
            EvaluationSession.title_ja == plan.title.ja,
        )
        .limit(1)
    )


def _new(session: Session, plan: SessionPlan) -> EvaluationSession:
    sitting = EvaluationSession(fiscal_year=plan.fiscal_year, title_ja="", cycles=[])
    session.add(sitting)
    session.flush()
    return sitting


def _with_set_up(work: Work, session_id: int) -> tuple[EvaluationSession, SessionSetUp]:
    sitting = lock_session(work, session_id)
    found = work.session.get(SessionSetUp, session_id)
    if found is None:
        raise InputRefused([Problem("scorers", "required")])
    return sitting, found


def _describe(session: Session, sitting: EvaluationSession, plan: SessionPlan) -> None:
    sitting.fiscal_year = plan.fiscal_year
    sitting.title_ja, sitting.title_en = plan.title
    sitting.begins_on = plan.begins_on
    if {cycle.id for cycle in sitting.cycles} != set(plan.cycle_ids):
        sitting.cycles = list(session.scalars(select(Cycle).where(Cycle.id.in_(plan.cycle_ids))))


def _seat(work: Work, session_id: int, plan: SessionPlan, by: Actor) -> None:
    """Let those leave who sit otherwise than planned, and seat who is missing."""
    wanted = {
        person: (person in plan.scorers, person in plan.finalisers)
        for person in {*plan.scorers, *plan.finalisers}
    }
    live = select(EvaluationSeat).where(
        EvaluationSeat.session_id == session_id, EvaluationSeat.left_at.is_(None)
    )
    for seat in work.session.scalars(live):
        if wanted.get(seat.person_id) == (seat.scores, seat.finalises):
            del wanted[seat.person_id]
            continue
        seat.left_at, seat.left_by = work.now, by.person_id
    work.session.flush()
    for person, (scores, finalises) in sorted(wanted.items()):
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


def _told(plan: SessionPlan, criteria: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "title": list(plan.title),
        "fiscal_year": plan.fiscal_year,
        "begins_on": plan.begins_on.isoformat() if plan.begins_on else None,
        "cycles": sorted(plan.cycle_ids),
        "scorers": sorted(plan.scorers),
        "finalisers": sorted(plan.finalisers),
        "criteria": criteria,
    }


def _note(work: Work, session_id: int, by: Actor, action: str, content: dict[str, Any]) -> None:
    """Write down what was done, unless it repeats what was done last."""
    latest = work.session.scalar(
        select(SessionEntry)
        .where(SessionEntry.session_id == session_id)
        .order_by(SessionEntry.sequence.desc())
        .limit(1)
    )
    if latest and (latest.action, latest.content) == (action, content):
        return
    count = select(func.count()).where(SessionEntry.session_id == session_id)
    work.session.add(
        SessionEntry(
            session_id=session_id,
            sequence=(work.session.scalar(count) or 0) + 1,
            at=work.now,
            by=by.person_id,
            action=action,
            content=content,
        )
    )
