"""What pages choose from and refer to: cycles, meetings, masters, goals."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workflow.actor import Title
from workflow.errors import NotFound
from workflow.models import (
    Category,
    Criterion,
    Cycle,
    Department,
    DepartmentPlace,
    Goal,
    MatrixEntry,
    Meeting,
    Section,
    Verdict,
    goal_departments,
)
from workflow.models.base import may_be_id
from workflow.queries.views import (
    CycleView,
    DepartmentView,
    GoalView,
    MasterEntry,
    Masters,
    MatrixCell,
    MeetingView,
)
from workflow.text import is_sound
from workflow.vocabulary import DxStep, Field, Master

_WITH_MEETINGS = selectinload(Cycle.meetings).selectinload(Meeting.cycles)


def cycles(session: Session) -> tuple[CycleView, ...]:
    """Every cycle, in the order in which they open."""
    query = select(Cycle).options(_WITH_MEETINGS).order_by(Cycle.opens_on, Cycle.id)
    return tuple(_cycle(row) for row in session.scalars(query))


def cycle(session: Session, cycle_id: str) -> CycleView:
    """One cycle. Raises NotFound."""
    query = select(Cycle).where(Cycle.id == cycle_id).options(_WITH_MEETINGS)
    row = session.scalar(query) if is_sound(cycle_id) else None
    if row is None:
        raise NotFound(what="cycle", name=cycle_id)
    return _cycle(row)


def meetings(session: Session) -> tuple[MeetingView, ...]:
    """Every headquarters meeting, by date."""
    query = select(Meeting).options(selectinload(Meeting.cycles)).order_by(Meeting.held_on)
    return tuple(_meeting(row) for row in session.scalars(query))


def meeting(session: Session, meeting_id: int) -> MeetingView:
    """One headquarters meeting. Raises NotFound."""
    query = select(Meeting).where(Meeting.id == meeting_id).options(selectinload(Meeting.cycles))
    row = session.scalar(query) if may_be_id(meeting_id) else None
    if row is None:
        raise NotFound(what="meeting", name=meeting_id)
    return _meeting(row)


def masters(session: Session, fiscal_year: int) -> Masters:
    """What the forms choose from in a fiscal year: seven queries."""
    categories, criteria, verdicts = (
        session.scalars(select(table).order_by(table.position, table.code)).all()
        for table in (Category, Criterion, Verdict)
    )
    return Masters(
        departments=departments(session, fiscal_year),
        categories=_in_use(categories),
        verdicts=_in_use(verdicts),
        goals=goals(session, fiscal_year),
        criteria=_in_use(criteria),
        names={
            Master.CATEGORY: _names(categories),
            Master.CRITERION: _names(criteria),
            Master.VERDICT: _names(verdicts),
        },
    )


def _in_use(rows: Iterable[Any]) -> tuple[MasterEntry, ...]:
    return tuple(
        MasterEntry(
            row.code, Title(row.title_ja, row.title_en), getattr(row, "needs_conditions", False)
        )
        for row in rows
        if row.active
    )


def _names(rows: Iterable[Any]) -> dict[str, Title]:
    return {row.code: Title(row.title_ja, row.title_en) for row in rows}


def departments(session: Session, fiscal_year: int) -> tuple[DepartmentView, ...]:
    """The departments of a year in 建制順, with their sections."""
    sections: defaultdict[int, list[str]] = defaultdict(list)
    for row in session.scalars(select(Section).order_by(Section.position)):
        sections[row.department_id].append(row.name)
    query = (
        select(Department)
        .join(DepartmentPlace, DepartmentPlace.department_id == Department.id)
        .where(DepartmentPlace.fiscal_year == fiscal_year)
        .order_by(DepartmentPlace.position)
    )
    return tuple(
        DepartmentView(row.id, row.code, Title(row.name_ja, row.name_en), tuple(sections[row.id]))
        for row in session.scalars(query)
    )


def goals(session: Session, fiscal_year: int) -> tuple[GoalView, ...]:
    """The DX goals of a year, by number: two queries."""
    carriers: defaultdict[int, list[Title]] = defaultdict(list)
    rows = session.execute(
        select(goal_departments.c.goal_id, Department.name_ja, Department.name_en)
        .join(Department, Department.id == goal_departments.c.department_id)
        .order_by(goal_departments.c.goal_id, goal_departments.c.position)
    )
    for goal_id, name_ja, name_en in rows:
        carriers[goal_id].append(Title(name_ja, name_en))
    query = select(Goal).where(Goal.fiscal_year == fiscal_year).order_by(Goal.number)
    return tuple(
        GoalView(
            id=goal.id,
            fiscal_year=goal.fiscal_year,
            number=goal.number,
            departments=tuple(carriers[goal.id]),
            title=goal.title,
            overview=goal.overview,
            indicators_this_year=tuple(goal.indicators_this_year),
            indicators_later=tuple(goal.indicators_later),
        )
        for goal in session.scalars(query)
    )


def goal_matrix(session: Session, fiscal_year: int) -> tuple[MatrixCell, ...]:
    """The matrix field × step of a year, in the paper's order."""
    query = (
        select(MatrixEntry, Department.name_ja, Department.name_en)
        .join(Department, Department.id == MatrixEntry.department_id)
        .where(MatrixEntry.fiscal_year == fiscal_year)
        .order_by(MatrixEntry.position)
    )
    return tuple(
        MatrixCell(
            field=Field(entry.field),
            dx_step=DxStep(entry.dx_step),
            department=Title(name_ja, name_en),
            title=entry.title,
            examples=entry.examples,
            goal_number=entry.goal_number,
            item_name=entry.item_name,
        )
        for entry, name_ja, name_en in session.execute(query)
    )


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
