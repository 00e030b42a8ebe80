"""The calendar as those who change it see it, and its log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, selectinload

from workflow.calendar.policy import require_maintainer
from workflow.calendar.record import cycle_facts, ids_of_cycles, meeting_facts, session_facts
from workflow.items import visibility
from workflow.items.reference import CycleView, MeetingView, cycle, cycles, meeting, meetings
from workflow.models import (
    CalendarChange,
    Cycle,
    EvaluationSession,
    Item,
    Meeting,
    Person,
    Undertaking,
)
from workflow.values.actor import Title
from workflow.values.canonical import fingerprint
from workflow.values.errors import NotFound
from workflow.values.fiscal import fiscal_year as fiscal_year_of
from workflow.work import Work


@dataclass(frozen=True)
class CycleCard:
    """A cycle to change; `seen` is the fingerprint of what is shown."""

    view: CycleView
    seen: str
    items: int
    """How many items it has, withdrawn ones included."""


@dataclass(frozen=True)
class MeetingCard:
    """A meeting to change, unless its report is frozen."""

    view: MeetingView
    seen: str
    frozen: bool


@dataclass(frozen=True)
class SessionCard:
    """An evaluation session to change."""

    id: int
    fiscal_year: int
    title: Title
    begins_on: date | None
    cycle_ids: tuple[str, ...]
    seen: str


@dataclass(frozen=True)
class ChangeView:
    """One change of the calendar: the fields that differ, each as (before, after)."""

    at: datetime
    who: Title
    subject: str
    subject_id: str
    verb: str
    fields: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True)
class CalendarBoard:
    """A fiscal year's calendar: everything that can be changed, and its latest changes."""

    fiscal_year: int
    cycles: tuple[CycleCard, ...]
    meetings: tuple[MeetingCard, ...]
    sessions: tuple[SessionCard, ...]
    changes: tuple[ChangeView, ...]


RECENT: Final = 30


def years(work: Work) -> tuple[int, ...]:
    """The fiscal years whose calendar can be changed: those that have one, this one, the next."""
    this_year = fiscal_year_of(work.today)
    return tuple(sorted({*years_on_paper(work), this_year, this_year + 1}))


def years_on_paper(work: Work) -> tuple[int, ...]:
    """The fiscal years that have a 資料1-3: something in their calendar, or a row of their own."""
    there = select(Cycle.fiscal_year).union(
        select(Meeting.fiscal_year),
        select(EvaluationSession.fiscal_year),
        select(Undertaking.fiscal_year).where(Undertaking.removed_at.is_(None)),
    )
    return tuple(sorted(set(work.session.scalars(there))))


def board(work: Work, fiscal_year: int) -> CalendarBoard:
    """A year's calendar, and the latest changes of all years. Raises WrongRole."""
    require_maintainer(work.actor)
    return CalendarBoard(
        fiscal_year=fiscal_year,
        cycles=cycle_cards(work, fiscal_year),
        meetings=meeting_cards(work, fiscal_year),
        sessions=session_cards(work, fiscal_year),
        changes=changes(work),
    )


def cycle_card(work: Work, cycle_id: str) -> CycleCard:
    """One cycle to change. Raises WrongRole, NotFound."""
    require_maintainer(work.actor)
    year = cycle(work, cycle_id).fiscal_year
    return next(card for card in cycle_cards(work, year) if card.view.id == cycle_id)


def under_way(work: Work, cycle_id: str) -> int:
    """How many items of a cycle have not come to an end: what closing it would stop."""
    query = select(func.count()).where(
        Item.cycle_id == cycle_id, visibility.under_way(work.published)
    )
    return work.session.scalar(query) or 0


def meeting_card(work: Work, meeting_id: int) -> MeetingCard:
    """One headquarters meeting to change. Raises WrongRole, NotFound."""
    require_maintainer(work.actor)
    year = meeting(work, meeting_id).fiscal_year
    return next(card for card in meeting_cards(work, year) if card.view.id == meeting_id)


def session_card(work: Work, session_id: int) -> SessionCard:
    """One evaluation session to change. Raises WrongRole, NotFound."""
    require_maintainer(work.actor)
    found = _sessions(work.session, EvaluationSession.id == session_id)
    if not found:
        raise NotFound(what="session", name=session_id)
    return found[0]


def changes(work: Work, subject: str = "", subject_id: str = "") -> tuple[ChangeView, ...]:
    """The latest changes, the newest first: of everything, or of one subject.

    `subject` is cycle, meeting, session or schedule_row. Raises WrongRole.
    """
    require_maintainer(work.actor)
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
        for row, name_ja, name_en in work.session.execute(query)
    )


def _differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    names: Iterable[str] = dict.fromkeys([*before, *after])
    return {
        name: (before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    }


def cycle_cards(work: Work, fiscal_year: int) -> tuple[CycleCard, ...]:
    """The cycles of a year."""
    query = select(Cycle).where(Cycle.fiscal_year == fiscal_year)
    rows = {row.id: row for row in work.session.scalars(query)}
    counted = select(Item.cycle_id, func.count()).where(Item.cycle_id.in_(rows))
    items = {row[0]: row[1] for row in work.session.execute(counted.group_by(Item.cycle_id))}
    return tuple(
        CycleCard(view, fingerprint(cycle_facts(rows[view.id])), items.get(view.id, 0))
        for view in cycles(work)
        if view.id in rows
    )


def meeting_cards(work: Work, fiscal_year: int) -> tuple[MeetingCard, ...]:
    """The headquarters meetings of a year."""
    query = select(Meeting).where(Meeting.fiscal_year == fiscal_year)
    rows = {
        row.id: row for row in work.session.scalars(query.options(selectinload(Meeting.cycles)))
    }
    return tuple(
        MeetingCard(
            view,
            fingerprint(meeting_facts(rows[view.id])),
            rows[view.id].report_frozen_at is not None,
        )
        for view in meetings(work)
        if view.id in rows
    )


def session_cards(work: Work, fiscal_year: int) -> tuple[SessionCard, ...]:
    """The evaluation sessions of a year."""
    return _sessions(work.session, EvaluationSession.fiscal_year == fiscal_year)


def _sessions(session: Session, wanted: ColumnElement[bool]) -> tuple[SessionCard, ...]:
    query = (
        select(EvaluationSession)
        .where(wanted)
        .options(selectinload(EvaluationSession.cycles))
        .order_by(EvaluationSession.begins_on, EvaluationSession.id)
    )
    return tuple(
        SessionCard(
            id=row.id,
            fiscal_year=row.fiscal_year,
            title=Title(row.title_ja, row.title_en),
            begins_on=row.begins_on,
            cycle_ids=ids_of_cycles(row),
            seen=fingerprint(session_facts(row)),
        )
        for row in session.scalars(query)
    )
