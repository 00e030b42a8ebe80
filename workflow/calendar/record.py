"""Every change of the calendar: a line of its own log, and an entry of the office's record.

The log is what those who keep the calendar read; the record is chained, and an audit compares it
with how cycles, meetings and sessions stand.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workflow import ledger
from workflow.models import (
    CalendarChange,
    Cycle,
    EvaluationSeat,
    EvaluationSession,
    Meeting,
    Person,
    SessionSetUp,
)
from workflow.values.changes import ChangeAction, Subject
from workflow.work import Work

Facts = dict[str, Any]
Kept = Cycle | Meeting | EvaluationSession

SUBJECTS: Final = {
    Cycle: Subject.CYCLE,
    Meeting: Subject.MEETING,
    EvaluationSession: Subject.SESSION,
}


def ids_of_cycles(row: Meeting | EvaluationSession) -> tuple[str, ...]:
    """The ids of a meeting's or session's loaded cycles, in order."""
    return tuple(sorted(cycle.id for cycle in row.cycles))


# ------------------------------------------------------------------ as the log has it


def log(work: Work, subject: Kept, verb: str, before: Facts, after: Facts) -> None:
    """Write down what was done to `subject`: `verb`, and all of it before and after."""
    work.session.add(
        CalendarChange(
            at=work.now,
            actor_id=work.person.person_id,
            subject=SUBJECTS[type(subject)].value,
            subject_id=str(subject.id),
            verb=verb,
            before=before,
            after=after,
        )
    )


def cycle_facts(row: Cycle) -> Facts:
    """A cycle as the log has it."""
    return {
        "fiscal_year": row.fiscal_year,
        "budget_year": row.budget_year,
        "kind": row.kind,
        "process_name": row.process_name,
        "tracks": row.tracks,
        "opens_on": row.opens_on.isoformat(),
        "submission_deadline": row.submission_deadline.isoformat(),
        "review_deadline": row.review_deadline.isoformat(),
        "closed": row.closed_at is not None,
    }


def meeting_facts(row: Meeting) -> Facts:
    """A meeting with its loaded cycles as the log has it."""
    return {
        "number": row.number,
        "held_on": row.held_on.isoformat(),
        "cycle_ids": list(ids_of_cycles(row)),
    }


def session_facts(row: EvaluationSession) -> Facts:
    """An evaluation session with its loaded cycles as the log has it."""
    return {
        "title": row.title_ja,
        "begins_on": row.begins_on.isoformat() if row.begins_on else None,
        "cycle_ids": list(ids_of_cycles(row)),
    }


# --------------------------------------------------------------- as the record has it


@contextmanager
def recorded(work: Work, row: Kept, *, is_new: bool = False) -> Iterator[None]:
    """Record what the block makes of a cycle, a meeting or a session, its cycles loaded."""
    before = None if is_new else _fields(work.session, row)
    yield
    work.session.flush()
    subject, action = SUBJECTS[type(row)], ChangeAction.ADD if is_new else ChangeAction.CHANGE
    after = _fields(work.session, row)
    ledger.record(work, ledger.Change(subject, str(row.id), action, before, after))


def record_new(work: Work, row: Kept) -> None:
    """Record a cycle, a meeting or a session that was added in this unit of work."""
    with recorded(work, row, is_new=True):
        pass


def _fields(session: Session, row: Kept) -> Facts:
    if isinstance(row, Cycle):
        return _cycle_fields(row)
    if isinstance(row, Meeting):
        return _meeting_fields(row)
    set_up = session.get(SessionSetUp, row.id)
    return _session_fields(row, set_up, _seats(session, row.id).get(row.id, ()))


def _cycle_fields(row: Cycle) -> Facts:
    """Its rules are a subject of their own: see `record_tracks`."""
    facts = cycle_facts(row)
    del facts["tracks"]
    return {"title": row.title_ja, "title_en": row.title_en} | facts


def _meeting_fields(row: Meeting) -> Facts:
    return {"fiscal_year": row.fiscal_year} | meeting_facts(row)


Seat = tuple[str, bool, bool]
"""A login, whether its person scores, and whether they finalise."""


def _session_fields(
    row: EvaluationSession, set_up: SessionSetUp | None, seats: Sequence[Seat]
) -> Facts:
    about = session_facts(row)
    return {
        "fiscal_year": row.fiscal_year,
        "title": about["title"],
        "title_en": row.title_en,
        "begins_on": about["begins_on"],
        "cycle_ids": about["cycle_ids"],
        "scorers": [login for login, scores, _ in seats if scores],
        "finalisers": [login for login, _, finalises in seats if finalises],
        "criteria": set_up.criteria if set_up else [],
        "scale": set_up.scale if set_up else [],
        "opened": set_up is not None and set_up.opened_at is not None,
        "closed": set_up is not None and set_up.closed_at is not None,
    }


def _seats(session: Session, *session_ids: int) -> dict[int, list[Seat]]:
    """Who sits in each session, or in every one, by login."""
    query = (
        select(EvaluationSeat, Person.login)
        .join(Person, Person.id == EvaluationSeat.person_id)
        .where(EvaluationSeat.left_at.is_(None))
        .order_by(Person.login)
    )
    if session_ids:
        query = query.where(EvaluationSeat.session_id.in_(session_ids))
    found: dict[int, list[Seat]] = {}
    for seat, login in session.execute(query):
        found.setdefault(seat.session_id, []).append((login, seat.scores, seat.finalises))
    return found


def _cycles(session: Session) -> Iterator[tuple[str, Facts]]:
    for row in session.scalars(select(Cycle).order_by(Cycle.id)):
        yield row.id, _cycle_fields(row)


def _meetings(session: Session) -> Iterator[tuple[str, Facts]]:
    query = select(Meeting).options(selectinload(Meeting.cycles)).order_by(Meeting.id)
    for row in session.scalars(query):
        yield str(row.id), _meeting_fields(row)


def _sessions(session: Session) -> Iterator[tuple[str, Facts]]:
    seats = _seats(session)
    set_ups = {one.session_id: one for one in session.scalars(select(SessionSetUp))}
    query = select(EvaluationSession).options(selectinload(EvaluationSession.cycles))
    for row in session.scalars(query.order_by(EvaluationSession.id)):
        yield str(row.id), _session_fields(row, set_ups.get(row.id), seats.get(row.id, ()))


ledger.stands_as(Subject.CYCLE, _cycles)
ledger.stands_as(Subject.MEETING, _meetings)
ledger.stands_as(Subject.SESSION, _sessions)


# ------------------------------------------------------------- the rules of a cycle


def record_tracks(work: Work, row: Cycle, before: Sequence[Mapping[str, Any]] = ()) -> None:
    """Add to the record how the rules of a cycle stand now, and stood `before`."""
    action = ChangeAction.CHANGE
    if not before or not row.tracks:
        action = ChangeAction.END if before else ChangeAction.ADD
    fields = (_tracks_fields(before), _tracks_fields(row.tracks))
    ledger.record(work, ledger.Change(Subject.TRACKS, row.id, action, *fields))


def _tracks_fields(stored: Sequence[Mapping[str, Any]]) -> Facts | None:
    return {"tracks": list(stored)} if stored else None


def _tracks(session: Session) -> Iterator[tuple[str, Facts]]:
    for row in session.scalars(select(Cycle).order_by(Cycle.id)):
        if row.tracks:
            yield row.id, {"tracks": row.tracks}


ledger.stands_as(Subject.TRACKS, _tracks)
