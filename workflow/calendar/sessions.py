"""The secretariat adds and changes evaluation sessions, as far as the calendar knows them."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workflow.calendar.cycles import cycles_named, ids_of_cycles, record, session_facts
from workflow.calendar.drafts import DayNote, SessionDraft, require_year
from workflow.calendar.policy import CalendarChanged, require_maintainer
from workflow.models import Cycle, EvaluationSession, SessionSetUp, session_cycles
from workflow.values import fiscal
from workflow.values.canonical import fingerprint
from workflow.values.errors import CycleInOtherSession, NotFound, SessionNotOpen
from workflow.work import Work


def lock_session(work: Work, session_id: int) -> EvaluationSession:
    """The session with its cycles, locked until the transaction ends. Raises NotFound."""
    query = (
        select(EvaluationSession)
        .where(EvaluationSession.id == session_id)
        .options(selectinload(EvaluationSession.cycles))
        .with_for_update(key_share=True)
    )
    found = work.session.scalar(query)
    if found is None:
        raise NotFound(what="session", name=session_id)
    return found


def add_session(work: Work, typed: SessionDraft) -> tuple[int, tuple[DayNote, ...]]:
    """Add an evaluation session; one that is there word for word is not added twice.

    Gives its id and what there is to say of its day. Raises WrongRole, InputRefused.
    """
    require_maintainer(work.actor)
    draft, notes = typed.settled()
    year = fiscal.fiscal_year(draft.begins_on)
    query = select(EvaluationSession).where(EvaluationSession.fiscal_year == year)
    for there in work.session.scalars(query.options(selectinload(EvaluationSession.cycles))):
        if _same_session(there, draft):
            return there.id, notes
    row = EvaluationSession(
        fiscal_year=year, title_ja=draft.title, title_en="", begins_on=draft.begins_on
    )
    row.cycles = cycles_named(work.session, draft.cycle_ids)
    work.session.add(row)
    work.session.flush()
    record(work, row, "added", {}, session_facts(row))
    return row.id, notes


def change_session(
    work: Work, session_id: int, typed: SessionDraft, seen: str
) -> tuple[DayNote, ...]:
    """Change an evaluation session's name, day or cycles.

    Raises WrongRole, NotFound, InputRefused, CalendarChanged, SessionNotOpen (it is closed),
    CycleInOtherSession.
    """
    require_maintainer(work.actor)
    row = lock_session(work, session_id)
    draft, notes = typed.settled()
    if _same_session(row, draft):
        return notes
    before = session_facts(row)
    if seen != fingerprint(before):
        raise CalendarChanged()
    require_year("begins_on", draft.begins_on, row.fiscal_year)
    require_may_take(work, row.id, draft.cycle_ids)
    if draft.title != row.title_ja:
        row.title_ja, row.title_en = draft.title, ""
    row.begins_on = draft.begins_on
    row.cycles = cycles_named(work.session, draft.cycle_ids)
    record(work, row, "changed", before, session_facts(row))
    return notes


def require_may_take(work: Work, session_id: int, cycle_ids: tuple[str, ...]) -> None:
    """Refuse another plan for a session that is closed, and to an open one a cycle of another's.

    Raises SessionNotOpen, CycleInOtherSession.
    """
    found = work.session.get(SessionSetUp, session_id)
    if found is None or found.opened_at is None:
        return
    if found.closed_at is not None:
        raise SessionNotOpen()
    require_in_no_other_session(work, session_id, cycle_ids)


def require_in_no_other_session(work: Work, session_id: int, cycle_ids: tuple[str, ...]) -> None:
    """Refuse a cycle of another open session; the cycles stay locked until the transaction ends."""
    lock = select(Cycle.id).where(Cycle.id.in_(cycle_ids)).order_by(Cycle.id)
    work.session.execute(lock.with_for_update(key_share=True))
    taken = (
        select(session_cycles.c.cycle_id)
        .join(SessionSetUp, SessionSetUp.session_id == session_cycles.c.session_id)
        .where(
            session_cycles.c.cycle_id.in_(cycle_ids),
            session_cycles.c.session_id != session_id,
            SessionSetUp.opened_at.is_not(None),
            SessionSetUp.closed_at.is_(None),
        )
        .limit(1)
    )
    if cycle := work.session.scalar(taken):
        raise CycleInOtherSession(cycle=cycle)


def _same_session(row: EvaluationSession, draft: SessionDraft) -> bool:
    here = (row.title_ja, row.begins_on, ids_of_cycles(row))
    return here == (draft.title, draft.begins_on, draft.cycle_ids)
