"""資料1-3 of a fiscal year: rows generated from its calendar, then its undertakings.

An undertaking takes the place of the one that would be generated: the row of the meetings by
its title, the row of the budgets by naming cycles. So Reiwa 3 is the paper, as printed.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workflow import office
from workflow.calendar.queries import years_on_paper
from workflow.calendar.schedule_lines import (
    ScheduleEntry,
    ScheduleLine,
    SessionDay,
    generated,
)
from workflow.items.overview import CycleOverview, cycle_overview
from workflow.items.reference import CycleView, MeetingView, cycles, meetings
from workflow.models import EvaluationSession, Undertaking, UndertakingStep
from workflow.values.errors import NotFound
from workflow.values.office import Office
from workflow.values.promotion import OPEN_STEPS, StepState
from workflow.work import Work


@dataclass(frozen=True)
class Schedule:
    """資料1-3 of one fiscal year with its cycles as they stand now."""

    fiscal_year: int
    lines: tuple[ScheduleLine, ...]
    cycles: tuple[CycleOverview, ...]
    meetings: tuple[MeetingView, ...]
    office: Office = Office()


@dataclass(frozen=True)
class YearLines:
    """The lines of a year's paper: generated ones, then `written`, one for each of `rows`."""

    generated: tuple[ScheduleLine, ...]
    rows: tuple[Undertaking, ...]
    written: tuple[ScheduleLine, ...]
    cycles: tuple[CycleView, ...]
    meetings: tuple[MeetingView, ...]


def schedule_of(work: Work, fiscal_year: int) -> Schedule:
    """資料1-3 of a fiscal year, beside each of its cycles as it stands now.

    Raises NotFound for a year that has neither rows nor a calendar.
    """
    if fiscal_year not in years_on_paper(work):
        raise NotFound(what="year", name=fiscal_year)
    found = lines_of(work, fiscal_year)
    return Schedule(
        fiscal_year=fiscal_year,
        lines=(*found.generated, *found.written),
        cycles=tuple(cycle_overview(work, view.id) for view in found.cycles),
        meetings=found.meetings,
        office=office.office(work),
    )


def lines_of(work: Work, fiscal_year: int) -> YearLines:
    """The numbered lines of a year's paper, with what they were made from."""
    rows = _rows(work.session, fiscal_year)
    steps = _steps(work.session, [row.id for row in rows])
    of_the_year = tuple(view for view in cycles(work) if view.fiscal_year == fiscal_year)
    held = tuple(one for one in meetings(work) if one.fiscal_year == fiscal_year)
    sessions = _session_days(work.session, fiscal_year)
    named = office.office(work)
    made: list[ScheduleLine] = []
    if of_the_year or sessions or held:
        of_meetings, of_budgets = generated(fiscal_year, of_the_year, sessions, held, named)
        if all(row.title != named.meeting for row in rows):
            made.append(of_meetings)
        if not any(step.cycle_ids for found in steps.values() for step in found):
            made.append(of_budgets)
    lines = _numbered([*made, *(_line(row, steps[row.id], work.today) for row in rows)])
    return YearLines(lines[: len(made)], tuple(rows), lines[len(made) :], of_the_year, held)


def is_late(state: str, due_on: date | None, today: date) -> bool:
    """Whether a step should have been done by now."""
    return state in OPEN_STEPS and due_on is not None and due_on < today


def _rows(session: Session, fiscal_year: int) -> list[Undertaking]:
    query = (
        select(Undertaking)
        .where(Undertaking.fiscal_year == fiscal_year, Undertaking.removed_at.is_(None))
        .order_by(Undertaking.position)
    )
    return list(session.scalars(query))


def _steps(session: Session, ids: Sequence[int]) -> defaultdict[int, list[UndertakingStep]]:
    found: defaultdict[int, list[UndertakingStep]] = defaultdict(list)
    query = select(UndertakingStep).where(
        UndertakingStep.undertaking_id.in_(ids), UndertakingStep.removed_at.is_(None)
    )
    order = (UndertakingStep.quarter, UndertakingStep.position, UndertakingStep.id)
    for step in session.scalars(query.order_by(*order)) if ids else ():
        found[step.undertaking_id].append(step)
    return found


def _session_days(session: Session, fiscal_year: int) -> list[SessionDay]:
    query = (
        select(EvaluationSession)
        .where(
            EvaluationSession.fiscal_year == fiscal_year, EvaluationSession.begins_on.is_not(None)
        )
        .options(selectinload(EvaluationSession.cycles))
        .order_by(EvaluationSession.begins_on, EvaluationSession.id)
    )
    return [
        (row.begins_on, tuple(cycle.id for cycle in row.cycles))
        for row in session.scalars(query)
        if row.begins_on and row.cycles
    ]


def _line(row: Undertaking, steps: Sequence[UndertakingStep], today: date) -> ScheduleLine:
    quarters: list[list[ScheduleEntry]] = [[], [], [], []]
    for step in steps:
        quarters[step.quarter - 1].append(
            ScheduleEntry(
                mark=step.mark,
                text=step.text,
                cycle_ids=tuple(step.cycle_ids),
                state=StepState(step.state),
                late=is_late(step.state, step.due_on, today),
            )
        )
    return ScheduleLine(row.number, row.title, row.note, tuple(map(tuple, quarters)), row.id)


def _numbered(lines: Sequence[ScheduleLine]) -> tuple[ScheduleLine, ...]:
    """The lines numbered in their order; parts of a row keep no number."""
    numbers = accumulate(bool(line.number) for line in lines)
    return tuple(
        replace(line, number=str(int(number)) if line.number else "")
        for line, number in zip(lines, numbers, strict=True)
    )
