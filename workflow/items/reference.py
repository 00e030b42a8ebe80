"""Cycles and meetings, as everybody reads them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import select

from workflow.items.context import CycleFacts
from workflow.models import Cycle, Meeting, meeting_cycles
from workflow.models.base import table_of
from workflow.process import tracks
from workflow.process.tracks import Track
from workflow.values.actor import Title
from workflow.values.errors import NotFound
from workflow.work import Work


class Intake(StrEnum):
    """How a cycle stands to what departments bring; late is still taken."""

    AHEAD = "ahead"
    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"


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
    tracks: tuple[Track, ...] = ()
    """By which other processes sheets go: the first rule that takes one."""

    def intake(self, day: date) -> Intake:
        """Whether items can be begun on `day`: the guard `cycle_open`, and the deadline."""
        if not self.is_open:
            return Intake.CLOSED
        if day < self.opens_on:
            return Intake.AHEAD
        return Intake.LATE if day > self.submission_deadline else Intake.OPEN

    def takes_items(self, day: date) -> bool:
        """Whether items can be begun on `day`, in time or late."""
        return self.intake(day) in (Intake.OPEN, Intake.LATE)

    def is_under_way(self, day: date) -> bool:
        """Whether it has begun, and its review or a meeting that takes it is not over."""
        ends = max([self.review_deadline, *(one.held_on for one in self.meetings)])
        return self.is_open and self.opens_on <= day <= ends


@dataclass(frozen=True)
class MeetingView:
    """A headquarters meeting and the cycles it takes."""

    id: int
    fiscal_year: int
    number: int
    held_on: date
    cycle_ids: tuple[str, ...] = ()


def cycles(work: Work) -> tuple[CycleView, ...]:
    """Every cycle, in the order in which they open."""
    return work.of_masters("cycles", lambda: _cycles(work))


def cycle(work: Work, cycle_id: str) -> CycleView:
    """One cycle. Raises NotFound."""
    for one in cycles(work):
        if one.id == cycle_id:
            return one
    raise NotFound(what="cycle", name=cycle_id)


def meetings(work: Work) -> tuple[MeetingView, ...]:
    """Every headquarters meeting, by date."""
    return work.of_masters("meetings", lambda: _meetings(work))


def meeting(work: Work, meeting_id: int) -> MeetingView:
    """One headquarters meeting. Raises NotFound."""
    for one in meetings(work):
        if one.id == meeting_id:
            return one
    raise NotFound(what="meeting", name=meeting_id)


_CYCLES: Final = (
    select(
        *table_of(Cycle).c,
        Meeting.id.label("meeting_id"),
        Meeting.fiscal_year.label("meeting_year"),
        Meeting.number,
        Meeting.held_on,
    )
    .outerjoin(meeting_cycles, meeting_cycles.c.cycle_id == Cycle.id)
    .outerjoin(Meeting, Meeting.id == meeting_cycles.c.meeting_id)
    .order_by(Cycle.opens_on, Cycle.id, Meeting.held_on, Meeting.id)
)


def _cycles(work: Work) -> tuple[CycleView, ...]:
    rows = work.ask(_CYCLES).all()
    taken: dict[int, list[str]] = {}
    for row in rows:
        taken.setdefault(row.meeting_id, []).append(row.id)
    held: dict[str, list[MeetingView]] = {row.id: [] for row in rows}
    for row in rows:
        if row.meeting_id is not None:
            view = MeetingView(
                row.meeting_id,
                row.meeting_year,
                row.number,
                row.held_on,
                tuple(sorted(taken[row.meeting_id])),
            )
            held[row.id].append(view)
    return tuple(_view(row, held[row.id]) for row in {row.id: row for row in rows}.values())


def _view(row: Any, meetings: Iterable[MeetingView]) -> CycleView:
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
        meetings=tuple(meetings),
        tracks=tracks.read(row.tracks),
    )


_MEETINGS: Final = (
    select(
        Meeting.id,
        Meeting.fiscal_year,
        Meeting.number,
        Meeting.held_on,
        meeting_cycles.c.cycle_id,
    )
    .outerjoin(meeting_cycles, meeting_cycles.c.meeting_id == Meeting.id)
    .order_by(Meeting.held_on, Meeting.id, meeting_cycles.c.cycle_id)
)


def _meetings(work: Work) -> tuple[MeetingView, ...]:
    found: dict[int, MeetingView] = {}
    for meeting_id, year, number, held_on, cycle_id in work.ask(_MEETINGS).all():
        before = found.get(meeting_id) or MeetingView(meeting_id, year, number, held_on)
        also = () if cycle_id is None else (cycle_id,)
        found[meeting_id] = replace(before, cycle_ids=(*before.cycle_ids, *also))
    return tuple(found.values())


# ----------------------------------------------------------- what decides a move


def cycle_facts(cycle: Any) -> CycleFacts:
    """What matters for a move of a cycle, given as a `Cycle` or as a row of its columns."""
    return CycleFacts(
        id=cycle.id,
        kind=cycle.kind,
        opens_on=cycle.opens_on,
        closed=cycle.closed_at is not None,
        submission_deadline=cycle.submission_deadline,
        review_deadline=cycle.review_deadline,
        process_name=cycle.process_name,
        tracks=tracks.read(cycle.tracks),
    )


def facts_of_cycle(shown: CycleView) -> CycleFacts:
    """What matters for a move of a cycle, given as pages show it."""
    return CycleFacts(
        id=shown.id,
        kind=shown.kind,
        opens_on=shown.opens_on,
        closed=not shown.is_open,
        submission_deadline=shown.submission_deadline,
        review_deadline=shown.review_deadline,
        process_name=shown.process_name,
        tracks=shown.tracks,
    )
