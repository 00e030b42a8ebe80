"""Cycles and meetings, as everybody reads them."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from workflow.models import Cycle, Meeting, meeting_cycles
from workflow.values.actor import Title
from workflow.values.errors import NotFound
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


def cycles(work: Work) -> tuple[CycleView, ...]:
    """Every cycle, in the order in which they open."""
    return work.once("cycles", lambda: _cycles(work))


def cycle(work: Work, cycle_id: str) -> CycleView:
    """One cycle. Raises NotFound."""
    for one in cycles(work):
        if one.id == cycle_id:
            return one
    raise NotFound(what="cycle", name=cycle_id)


def meetings(work: Work) -> tuple[MeetingView, ...]:
    """Every headquarters meeting, by date."""
    return work.once("meetings", lambda: _meetings(work))


def meeting(work: Work, meeting_id: int) -> MeetingView:
    """One headquarters meeting. Raises NotFound."""
    for one in meetings(work):
        if one.id == meeting_id:
            return one
    raise NotFound(what="meeting", name=meeting_id)


def _cycles(work: Work) -> tuple[CycleView, ...]:
    rows = work.session.execute(
        select(Cycle, Meeting.id, Meeting.fiscal_year, Meeting.number, Meeting.held_on)
        .outerjoin(meeting_cycles, meeting_cycles.c.cycle_id == Cycle.id)
        .outerjoin(Meeting, Meeting.id == meeting_cycles.c.meeting_id)
        .order_by(Cycle.opens_on, Cycle.id, Meeting.held_on, Meeting.id)
    ).all()
    taken: dict[int, list[str]] = {}
    for cycle, meeting_id, _year, _number, _held_on in rows:
        taken.setdefault(meeting_id, []).append(cycle.id)
    found: dict[str, CycleView] = {}
    for cycle, meeting_id, year, number, held_on in rows:
        view = found.get(cycle.id) or _view(cycle)
        held = MeetingView(meeting_id, year, number, held_on, tuple(sorted(taken[meeting_id])))
        also = () if meeting_id is None else (held,)
        found[cycle.id] = replace(view, meetings=(*view.meetings, *also))
    return tuple(found.values())


def _view(row: Cycle) -> CycleView:
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
    )


def _meetings(work: Work) -> tuple[MeetingView, ...]:
    taken = meeting_cycles.c.cycle_id
    rows = work.session.execute(
        select(Meeting.id, Meeting.fiscal_year, Meeting.number, Meeting.held_on, taken)
        .outerjoin(meeting_cycles, meeting_cycles.c.meeting_id == Meeting.id)
        .order_by(Meeting.held_on, Meeting.id, taken)
    )
    found: dict[int, MeetingView] = {}
    for meeting_id, year, number, held_on, cycle_id in rows:
        before = found.get(meeting_id) or MeetingView(meeting_id, year, number, held_on)
        also = () if cycle_id is None else (cycle_id,)
        found[meeting_id] = replace(before, cycle_ids=(*before.cycle_ids, *also))
    return tuple(found.values())
