"""The calendar of a fiscal year as those who keep it see it, and its log."""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from workflow.actor import Title
from workflow.canonical import fingerprint
from workflow.models import CalendarChange, Cycle, EvaluationSession, Item, Meeting, Person
from workflow.queries import reference
from workflow.queries.views import (
    CalendarBoard,
    ChangeView,
    CycleCard,
    MeetingCard,
    SessionCard,
)
from workflow.services.calendar_log import cycle_facts, meeting_facts, session_facts

RECENT: Final = 30


def years(session: Session, this_year: int) -> tuple[int, ...]:
    """The fiscal years that have a calendar, this one and the next."""
    found = {this_year, this_year + 1}
    for column in (Cycle.fiscal_year, Meeting.fiscal_year, EvaluationSession.fiscal_year):
        found.update(session.scalars(select(column).distinct()))
    return tuple(sorted(found))


def board(session: Session, fiscal_year: int) -> CalendarBoard:
    """Everything of a year that can be changed; the latest changes of all years."""
    return CalendarBoard(
        fiscal_year=fiscal_year,
        cycles=_cycles(session, fiscal_year),
        meetings=_meetings(session, fiscal_year),
        sessions=_sessions(session, fiscal_year),
        changes=changes(session),
    )


def changes(session: Session, subject: str = "", subject_id: str = "") -> tuple[ChangeView, ...]:
    """The latest changes, the newest first: of everything, or of one subject."""
    query = (
        select(CalendarChange, Person.name_ja, Person.name_en)
        .join(Person, Person.id == CalendarChange.actor_id)
        .order_by(CalendarChange.id.desc())
        .limit(RECENT)
    )
    if subject:
        query = query.where(
            CalendarChange.subject == subject, CalendarChange.subject_id == subject_id
        )
    return tuple(
        ChangeView(
            at=row.at,
            who=Title(name_ja, name_en),
            subject=row.subject,
            subject_id=row.subject_id,
            verb=row.verb,
            fields=_differences(row.before, row.after),
        )
        for row, name_ja, name_en in session.execute(query)
    )


def _differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    names: Iterable[str] = dict.fromkeys([*before, *after])
    return {
        name: (before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    }


def _cycles(session: Session, fiscal_year: int) -> tuple[CycleCard, ...]:
    counted = select(Item.cycle_id, func.count()).group_by(Item.cycle_id)
    items = {row[0]: row[1] for row in session.execute(counted)}
    rows = {
        row.id: row
        for row in session.scalars(select(Cycle).where(Cycle.fiscal_year == fiscal_year))
    }
    return tuple(
        CycleCard(view, fingerprint(cycle_facts(rows[view.id])), items.get(view.id, 0))
        for view in reference.cycles(session)
        if view.id in rows
    )


def _meetings(session: Session, fiscal_year: int) -> tuple[MeetingCard, ...]:
    query = select(Meeting).where(Meeting.fiscal_year == fiscal_year)
    rows = {row.id: row for row in session.scalars(query.options(selectinload(Meeting.cycles)))}
    return tuple(
        MeetingCard(
            view,
            fingerprint(meeting_facts(rows[view.id])),
            rows[view.id].report_frozen_at is not None,
        )
        for view in reference.meetings(session)
        if view.id in rows
    )


def _sessions(session: Session, fiscal_year: int) -> tuple[SessionCard, ...]:
    query = (
        select(EvaluationSession)
        .where(EvaluationSession.fiscal_year == fiscal_year)
        .options(selectinload(EvaluationSession.cycles))
        .order_by(EvaluationSession.begins_on, EvaluationSession.id)
    )
    return tuple(
        SessionCard(
            id=row.id,
            fiscal_year=row.fiscal_year,
            title=Title(row.title_ja, row.title_en),
            begins_on=row.begins_on,
            cycle_ids=tuple(sorted(cycle.id for cycle in row.cycles)),
            seen=fingerprint(session_facts(row)),
        )
        for row in session.scalars(query)
    )
