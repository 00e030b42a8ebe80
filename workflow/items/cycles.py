"""Cycles and meetings, as everybody reads them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workflow.models import Cycle, Meeting
from workflow.models.base import may_be_id
from workflow.values.actor import Title
from workflow.values.errors import NotFound
from workflow.values.text import is_sound
from workflow.work import Work


@dataclass(frozen=True)
class CycleView:
    """A cycle with its dates; `meetings` are those that take it, in order."""

    id: str
    title: Title
    fiscal_year: int
    budget_year: int
    kind: str
    process_name: str
    opens_on: date
    submission_deadline: date
    review_deadline: date
    is_open: bool
    meetings: tuple["MeetingView", ...] = ()


@dataclass(frozen=True)
class MeetingView:
    """A headquarters meeting and the cycles it takes."""

    id: int
    fiscal_year: int
    number: int
    held_on: date
    cycle_ids: tuple[str, ...] = ()


_WITH_MEETINGS = selectinload(Cycle.meetings).selectinload(Meeting.cycles)


def cycles(work: Work) -> tuple[CycleView, ...]:
    """Every cycle, in the order in which they open."""
    query = select(Cycle).options(_WITH_MEETINGS).order_by(Cycle.opens_on, Cycle.id)
    return tuple(_cycle(row) for row in work.session.scalars(query))


def cycle(work: Work, cycle_id: str) -> CycleView:
    """One cycle. Raises NotFound."""
    query = select(Cycle).where(Cycle.id == cycle_id).options(_WITH_MEETINGS)
    row = work.session.scalar(query) if is_sound(cycle_id) else None
    if row is None:
        raise NotFound(what="cycle", name=cycle_id)
    return _cycle(row)


def meetings(work: Work) -> tuple[MeetingView, ...]:
    """Every headquarters meeting, by date."""
    query = select(Meeting).options(selectinload(Meeting.cycles)).order_by(Meeting.held_on)
    return tuple(_meeting(row) for row in work.session.scalars(query))


def meeting(work: Work, meeting_id: int) -> MeetingView:
    """One headquarters meeting. Raises NotFound."""
    query = select(Meeting).where(Meeting.id == meeting_id).options(selectinload(Meeting.cycles))
    row = work.session.scalar(query) if may_be_id(meeting_id) else None
    if row is None:
        raise NotFound(what="meeting", name=meeting_id)
    return _meeting(row)


def _cycle(row: Cycle) -> CycleView:
    return CycleView(
        id=row.id,
        title=Title(row.title_ja, row.title_en),
        fiscal_year=row.fiscal_year,
        budget_year=row.budget_year,
        kind=row.kind,
        process_name=row.process_name,
        opens_on=row.opens_on,
        submission_deadline=row.submission_deadline,
        review_deadline=row.review_deadline,
        is_open=row.closed_at is None,
        meetings=tuple(_meeting(meeting) for meeting in row.meetings),
    )


def _meeting(row: Meeting) -> MeetingView:
    return MeetingView(
        id=row.id,
        fiscal_year=row.fiscal_year,
        number=row.number,
        held_on=row.held_on,
        cycle_ids=tuple(sorted(cycle.id for cycle in row.cycles)),
    )
