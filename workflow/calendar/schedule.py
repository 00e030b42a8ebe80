"""資料1-3 of a fiscal year: rows generated from its calendar, then its undertakings.

An undertaking takes the place of the one that would be generated: the row of the meetings by
its title, the row of the budgets by naming cycles. So Reiwa 3 is the paper, as printed.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workflow import office
from workflow.calendar.queries import years_on_paper
from workflow.items.overview import CycleOverview, cycle_overview
from workflow.items.reference import CycleView, MeetingView, cycles, meetings
from workflow.models import EvaluationSession, Undertaking, UndertakingStep
from workflow.values import fiscal
from workflow.values.errors import NotFound
from workflow.values.fiscal import CycleId
from workflow.values.office import Office
from workflow.values.promotion import OPEN_STEPS, StepState
from workflow.work import Work


@dataclass(frozen=True)
class ScheduleEntry:
    """One thing in a quarter: `mark` is ○ (headquarters), ● (other work) or □ (a document)."""

    mark: str
    text: str
    cycle_ids: tuple[str, ...] = ()
    day: date | None = None
    """Where the row was generated from the calendar; undertakings print no days."""
    state: StepState | None = None
    late: bool = False


@dataclass(frozen=True)
class ScheduleLine:
    """One row of 資料1-3, with its four quarters; `number` is "" for a part of the row above."""

    number: str
    title: str
    note: str
    quarters: tuple[tuple[ScheduleEntry, ...], ...]
    undertaking_id: int | None = None

    @property
    def remark(self) -> str:
        """The note as the paper has it: one line in parentheses, several as they are."""
        bare = not self.note or "\n" in self.note or self.note[0] in "(（"
        return self.note if bare else f"({self.note})"


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


NUMBERED: Final = "#"
"""What the number of a row says: that it has one. Which, its place among the others says."""

BUDGETS: Final = "デジタル化関連予算"

SessionDay = tuple[date, tuple[str, ...]]
"""The day of an evaluation session, and its cycles."""


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


def generated(
    fiscal_year: int,
    of_the_year: Iterable[CycleView],
    sessions: Iterable[SessionDay],
    of_headquarters: Sequence[MeetingView],
    named: Office,
) -> tuple[ScheduleLine, ScheduleLine]:
    """The rows of the meetings and of the budgets, generated from a year's calendar."""
    held = [
        ScheduleEntry(
            "○", f"第{one.number}回{named.headquarters_short.ja}会議開催", day=one.held_on
        )
        for one in of_headquarters
    ]
    steps = _budget_steps(fiscal_year, of_the_year, sessions, of_headquarters, named)
    return (
        ScheduleLine(NUMBERED, named.meeting, "", _by_quarter(held)),
        ScheduleLine(NUMBERED, BUDGETS, f"{named.center.ja}の事前協議", _by_quarter(steps)),
    )


def _budget_steps(
    fiscal_year: int,
    of_the_year: Iterable[CycleView],
    sessions: Iterable[SessionDay],
    of_headquarters: Iterable[MeetingView],
    named: Office,
) -> list[ScheduleEntry]:
    """What is done about each budget: submitted, evaluated, reported to the headquarters."""
    submitted = [
        ScheduleEntry(
            "●",
            f"{budget_names([view.id], fiscal_year)} 事前協議提出",
            (view.id,),
            view.submission_deadline,
        )
        for view in of_the_year
    ]
    evaluated = [
        ScheduleEntry("●", f"{budget_names(ids, fiscal_year)} 評価", day=day)
        for day, ids in sessions
    ]
    reported = [
        ScheduleEntry(
            "○",
            f"{budget_names(one.cycle_ids, fiscal_year)} {named.headquarters_short.ja}報告",
            day=one.held_on,
        )
        for one in of_headquarters
        if one.cycle_ids
    ]
    return [*submitted, *evaluated, *reported]


def budget_names(cycle_ids: Iterable[str], fiscal_year: int) -> str:
    """12月補正、令和4年度当初予算: a year is said where it is another one than the paper's."""
    names = []
    for cycle in sorted(
        (CycleId.parse(one) for one in cycle_ids), key=lambda one: (one.budget_year, str(one))
    ):
        year = "" if cycle.budget_year == fiscal_year else fiscal.era_year(cycle.budget_year)
        names.append(f"{year}{cycle.name()}{'予算' if cycle.kind == 'initial' else ''}")
    return "、".join(names)


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


def _by_quarter(entries: Iterable[ScheduleEntry]) -> tuple[tuple[ScheduleEntry, ...], ...]:
    quarters: list[list[ScheduleEntry]] = [[], [], [], []]
    for entry in sorted(entries, key=lambda one: one.day or date.min):
        quarters[fiscal.quarter(entry.day or date.min) - 1].append(entry)
    return tuple(tuple(quarter) for quarter in quarters)


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
