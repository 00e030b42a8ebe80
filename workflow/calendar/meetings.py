"""Headquarters meetings and evaluation sessions are added and changed."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload

from workflow import ledger
from workflow.calendar import record
from workflow.calendar.cycles import cycles_named
from workflow.calendar.drafts import DayNote, MeetingDraft, SessionDraft, require_year
from workflow.calendar.policy import CalendarChanged, MeetingFrozen, require_maintainer
from workflow.calendar.record import ids_of_cycles, meeting_facts, session_facts
from workflow.models import Cycle, EvaluationSession, Item, Meeting, SessionSetUp, session_cycles
from workflow.models.base import found_row
from workflow.values import fiscal
from workflow.values.canonical import fingerprint
from workflow.values.errors import (
    CycleInOtherSession,
    InputRefused,
    NotFound,
    Problem,
    SessionClosed,
)
from workflow.values.vocabulary import Role
from workflow.work import Work


def lock_meeting(work: Work, meeting_id: int) -> Meeting:
    """The meeting with its cycles, locked until the transaction ends. Raises NotFound."""
    query = (
        select(Meeting)
        .where(Meeting.id == meeting_id)
        .options(selectinload(Meeting.cycles))
        .with_for_update(key_share=True)
    )
    return found_row(work.session, query, meeting_id, what="meeting", name=meeting_id)


def add_meeting(work: Work, typed: MeetingDraft) -> tuple[int, tuple[DayNote, ...]]:
    """Add a headquarters meeting; gives its id and what there is to say of its day.

    The same meeting delivered twice is added once. Raises WrongRole, InputRefused.
    """
    require_maintainer(work.actor)
    ledger.lock(work)
    draft, notes = typed.settled()
    year = fiscal.fiscal_year(draft.held_on)
    there = _numbered(work.session, year, draft.number)
    if there is not None:
        if _same_meeting(there, draft):
            return there.id, notes
        raise InputRefused([Problem("number", "meeting_exists", {"name": str(draft.number)})])
    row = Meeting(fiscal_year=year, number=draft.number, held_on=draft.held_on)
    row.cycles = cycles_named(work.session, draft.cycle_ids)
    work.session.add(row)
    record.record_new(work, row)
    record.log(work, row, "added", {}, meeting_facts(row))
    return row.id, notes


def change_meeting(
    work: Work, meeting_id: int, typed: MeetingDraft, seen: str
) -> tuple[DayNote, ...]:
    """Change a meeting; items that wait for its day follow it.

    Raises WrongRole, NotFound, MeetingFrozen, InputRefused, CalendarChanged.
    """
    require_maintainer(work.actor)
    ledger.lock(work)
    row = lock_meeting(work, meeting_id)
    draft, notes = typed.settled()
    if _same_meeting(row, draft):
        return notes
    if row.report_frozen_at is not None:
        raise MeetingFrozen()
    before = meeting_facts(row)
    if seen != fingerprint(before):
        raise CalendarChanged()
    _require_free(work.session, row, draft)
    _require_not_reported(work.session, row, draft)
    with record.recorded(work, row):
        _follow_meeting(work, row, draft)
        row.number, row.held_on = draft.number, draft.held_on
        row.cycles = cycles_named(work.session, draft.cycle_ids)
    record.log(work, row, "changed", before, meeting_facts(row))
    return notes


def _numbered(session: Session, year: int, number: int) -> Meeting | None:
    query = select(Meeting).where(Meeting.fiscal_year == year, Meeting.number == number)
    return session.scalar(query.options(selectinload(Meeting.cycles)))


def _same_meeting(row: Meeting, draft: MeetingDraft) -> bool:
    return (row.number, row.held_on, ids_of_cycles(row)) == (
        draft.number,
        draft.held_on,
        draft.cycle_ids,
    )


def _require_free(session: Session, row: Meeting, draft: MeetingDraft) -> None:
    require_year("held_on", draft.held_on, row.fiscal_year)
    if draft.number != row.number and _numbered(session, row.fiscal_year, draft.number):
        raise InputRefused([Problem("number", "meeting_exists", {"name": str(draft.number)})])


def _require_not_reported(session: Session, row: Meeting, draft: MeetingDraft) -> None:
    """A cycle of which something was reported at this meeting stays with it."""
    gone = set(ids_of_cycles(row)) - set(draft.cycle_ids)
    query = select(Item.cycle_id).where(Item.meeting_id == row.id, Item.cycle_id.in_(gone)).limit(1)
    if gone and (cycle_id := session.scalar(query)):
        raise InputRefused([Problem("cycle_ids", "cycle_reported", {"name": cycle_id})])


def _follow_meeting(work: Work, row: Meeting, draft: MeetingDraft) -> None:
    """Move the due day of items that wait to be reported along with the day of the meeting."""
    states = {
        state.name
        for process in work.published
        for state in process.live_states
        if Role.SECRETARIAT in state.turn
    }
    staying = set(ids_of_cycles(row)) & set(draft.cycle_ids)
    work.session.execute(
        update(Item)
        .where(Item.cycle_id.in_(staying), Item.state.in_(states), Item.due_on == row.held_on)
        .values(due_on=draft.held_on)
    )


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
    ledger.lock(work)
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
    record.record_new(work, row)
    record.log(work, row, "added", {}, session_facts(row))
    return row.id, notes


def change_session(
    work: Work, session_id: int, typed: SessionDraft, seen: str
) -> tuple[DayNote, ...]:
    """Change an evaluation session's name, day or cycles.

    Raises WrongRole, NotFound, InputRefused, CalendarChanged, SessionClosed,
    CycleInOtherSession.
    """
    require_maintainer(work.actor)
    ledger.lock(work)
    row = lock_session(work, session_id)
    draft, notes = typed.settled()
    if _same_session(row, draft):
        return notes
    before = session_facts(row)
    if seen != fingerprint(before):
        raise CalendarChanged()
    require_year("begins_on", draft.begins_on, row.fiscal_year)
    require_may_take(work, row.id, draft.cycle_ids)
    with record.recorded(work, row):
        if draft.title != row.title_ja:
            row.title_ja, row.title_en = draft.title, ""
        row.begins_on = draft.begins_on
        row.cycles = cycles_named(work.session, draft.cycle_ids)
    record.log(work, row, "changed", before, session_facts(row))
    return notes


def require_may_take(work: Work, session_id: int, cycle_ids: tuple[str, ...]) -> None:
    """Refuse another plan for a session that is closed, and to an open one a cycle of another's.

    Raises SessionClosed, CycleInOtherSession.
    """
    found = work.session.get(SessionSetUp, session_id)
    if found is None or found.opened_at is None:
        return
    if found.closed_at is not None:
        raise SessionClosed()
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
