"""Evaluation sessions are set up, opened and closed; what was done stays in their history."""

from typing import Any, Final

from sqlalchemy import func, select

from workflow import ledger
from workflow.calendar import record
from workflow.calendar.meetings import lock_session, require_in_no_other_session, require_may_take
from workflow.calendar.policy import CalendarChanged
from workflow.evaluation import policy, session_queries
from workflow.evaluation.panel import (
    SessionPlan,
    cleaned,
    members_of,
    planned_criteria,
    require_scorers,
)
from workflow.evaluation.seats import followed, require_reseating, reseat, reseating
from workflow.models import Cycle, EvaluationSeat, EvaluationSession, SessionEntry, SessionSetUp
from workflow.values.actor import Actor, Title, permitted
from workflow.values.cleaning import clean_words
from workflow.values.errors import InputRefused, Problem, Refusal
from workflow.work import Work

SET_UP: Final = "set_up"
OPENED: Final = "opened"
CLOSED: Final = "closed"
LONGEST_REASON: Final = 1000
"""Characters in the reason for which a place in an open session is changed."""


def set_up_session(
    work: Work,
    plan: SessionPlan,
    session_id: int | None = None,
    reason: str = "",
    seen: str | None = None,
) -> int:
    """Make a session, or give it another plan; gives its id. The same plan again changes nothing.

    `seen` is what the form showed of it. Places, criteria, weights and scale are fixed once it was
    opened; a place is changed then for a `reason`, which the history keeps.
    Raises WrongRole, OwnSeat, NotFound, SessionClosed, CalendarChanged, CycleInOtherSession,
    InputRefused naming every field that will not do.
    """
    by = permitted(work.actor, policy.may_set_up(work.actor))
    ledger.lock(work)
    plan, reason = cleaned(work, plan), clean_words("reason", reason, LONGEST_REASON)
    session_id = session_id or _of_this_title(work, plan)
    is_new = session_id is None
    row = lock_session(work, session_id) if session_id else _new(work, plan)
    if seen is not None and session_queries.session(work, row.id).seen != seen:
        raise CalendarChanged()
    require_may_take(work, row.id, plan.cycle_ids)
    set_up = work.session.get(SessionSetUp, row.id)
    if set_up is None or set_up.opened_at is None:
        criteria, scale = planned_criteria(work, plan), list(plan.scale)
    else:
        criteria, scale = set_up.criteria, set_up.scale
        require_scorers(plan)
    change = reseating(work, row.id, plan)
    require_reseating(work, by, change, set_up, reason)
    with record.recorded(work, row, is_new=is_new):
        _describe(work, row, plan)
        if set_up is None:
            set_up = SessionSetUp(session_id=row.id, criteria=criteria, scale=scale)
            work.session.add(set_up)
        set_up.criteria, set_up.scale = criteria, scale
        reseat(work, row.id, change, by)
    told = {"reason": reason} if reason and change.changed else {}
    _record(work, row.id, by, SET_UP, _as_json(plan, set_up) | told)
    return row.id


def seat_refusal(work: Work, seat: EvaluationSeat, successor_id: int) -> Refusal | None:
    """Why a successor may not follow in a leaver's place in a session; None where they may."""
    set_up = work.session.get(SessionSetUp, seat.session_id)
    try:
        change = followed(work, seat, successor_id)
        require_reseating(work, work.person, change, set_up, "following")
    except Refusal as refusal:
        return refusal
    return None


def follow_in_seat(work: Work, seat: EvaluationSeat, successor_id: int, reason: str) -> None:
    """Give a successor the leaver's place in a session, with an entry in its history.

    What was scored stays. Whether they may is asked by `seat_refusal` before.
    """
    ledger.lock(work)
    row, set_up = _with_set_up(work, seat.session_id)
    with record.recorded(work, row):
        reseat(work, row.id, followed(work, seat, successor_id), work.person)
    told = _as_json(_plan_of(work, row), set_up) | {"reason": reason}
    _record(work, row.id, work.person, SET_UP, told)


def _plan_of(work: Work, row: EvaluationSession) -> SessionPlan:
    """How a session is now; its criteria and its scale are read where they are fixed."""
    members = members_of(work, [row.id])[row.id]
    return SessionPlan(
        fiscal_year=row.fiscal_year,
        title=Title(row.title_ja, row.title_en),
        begins_on=row.begins_on,
        cycle_ids=tuple(cycle.id for cycle in row.cycles),
        scorers=tuple(one.actor.person_id for one in members if one.scores),
        finalisers=tuple(one.actor.person_id for one in members if one.finalises),
        criteria=(),
    )


def open_session(work: Work, session_id: int) -> None:
    """Open a session: from now on its panel scores. One that is open stays as it is.

    Raises WrongRole, NotFound, CycleInOtherSession, InputRefused (scorers, criteria).
    """
    by = permitted(work.actor, policy.may_set_up(work.actor))
    ledger.lock(work)
    row, set_up = _with_set_up(work, session_id)
    if set_up.opened_at is not None and set_up.closed_at is None:
        return
    members = members_of(work, [session_id])[session_id]
    if not any(member.scores and member.active for member in members):
        raise InputRefused([Problem("scorers", "required")])
    if not set_up.criteria:
        raise InputRefused([Problem("criteria", "required")])
    require_in_no_other_session(work, session_id, tuple(cycle.id for cycle in row.cycles))
    with record.recorded(work, row):
        set_up.opened_at = set_up.opened_at or work.now
        set_up.closed_at = None
    _record(work, session_id, by, OPENED, {})


def close_session(work: Work, session_id: int) -> None:
    """Close a session: nothing is scored any more, what was stays. Raises WrongRole, NotFound."""
    by = permitted(work.actor, policy.may_set_up(work.actor))
    ledger.lock(work)
    row, set_up = _with_set_up(work, session_id)
    if set_up.opened_at is None or set_up.closed_at is not None:
        return
    with record.recorded(work, row):
        set_up.closed_at = work.now
    _record(work, session_id, by, CLOSED, {})


def _of_this_title(work: Work, plan: SessionPlan) -> int | None:
    """The session of this title in the year: a plan that comes twice makes one session."""
    return work.session.scalar(
        select(EvaluationSession.id)
        .where(
            EvaluationSession.fiscal_year == plan.fiscal_year,
            EvaluationSession.title_ja == plan.title.ja,
        )
        .limit(1)
    )


def _new(work: Work, plan: SessionPlan) -> EvaluationSession:
    row = EvaluationSession(fiscal_year=plan.fiscal_year, title_ja="", cycles=[])
    work.session.add(row)
    work.session.flush()
    return row


def _with_set_up(work: Work, session_id: int) -> tuple[EvaluationSession, SessionSetUp]:
    row = lock_session(work, session_id)
    set_up = work.session.get(SessionSetUp, session_id)
    if set_up is None:
        raise InputRefused([Problem("scorers", "required")])
    return row, set_up


def _describe(work: Work, row: EvaluationSession, plan: SessionPlan) -> None:
    row.fiscal_year = plan.fiscal_year
    row.title_ja, row.title_en = plan.title
    row.begins_on = plan.begins_on
    if {cycle.id for cycle in row.cycles} != set(plan.cycle_ids):
        cycles = select(Cycle).where(Cycle.id.in_(plan.cycle_ids))
        row.cycles = list(work.session.scalars(cycles))


def _as_json(plan: SessionPlan, set_up: SessionSetUp) -> dict[str, Any]:
    """The plan as the history keeps it, with what is scored by."""
    return {
        "title": list(plan.title),
        "fiscal_year": plan.fiscal_year,
        "begins_on": plan.begins_on.isoformat() if plan.begins_on else None,
        "cycles": sorted(plan.cycle_ids),
        "scorers": sorted(plan.scorers),
        "finalisers": sorted(plan.finalisers),
        "criteria": set_up.criteria,
        "scale": set_up.scale,
    }


def _record(work: Work, session_id: int, by: Actor, action: str, content: dict[str, Any]) -> None:
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
