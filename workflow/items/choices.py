"""What forms choose from in a fiscal year: departments, masters, goals."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from sqlalchemy import select

from workflow.models import (
    Category,
    Criterion,
    Department,
    DepartmentPlace,
    Goal,
    MatrixEntry,
    Section,
    Verdict,
    goal_departments,
)
from workflow.values.actor import Title
from workflow.values.vocabulary import DxStep, Field, Master
from workflow.work import Work


@dataclass(frozen=True)
class DepartmentView:
    """A department in its place, with its sections in order."""

    id: int
    code: str
    name: Title
    sections: tuple[str, ...]


@dataclass(frozen=True)
class MasterEntry:
    """One entry of an editable master."""

    code: str
    title: Title
    needs_conditions: bool = False


@dataclass(frozen=True)
class GoalView:
    """A DX goal with the departments that carry it, lead first."""

    id: int
    fiscal_year: int
    number: int
    departments: tuple[Title, ...]
    title: str
    overview: str
    indicators_this_year: tuple[str, ...]
    indicators_later: tuple[str, ...]


@dataclass(frozen=True)
class MatrixCell:
    """One entry of the matrix field × step."""

    field: Field
    dx_step: DxStep
    department: Title
    title: str
    examples: str
    goal_number: int | None
    item_name: str


@dataclass(frozen=True)
class Masters:
    """What the forms choose from, for one fiscal year."""

    departments: tuple[DepartmentView, ...]
    categories: tuple[MasterEntry, ...]
    verdicts: tuple[MasterEntry, ...]
    goals: tuple[GoalView, ...]
    criteria: tuple[MasterEntry, ...] = ()
    names: Mapping[Master, Mapping[str, Title]] = dataclass_field(default_factory=dict)
    """The titles of all entries by code, retired ones too: for what carries them."""


def masters(work: Work, fiscal_year: int) -> Masters:
    """What the forms choose from in a fiscal year: seven queries."""
    categories, criteria, verdicts = (
        work.session.scalars(select(table).order_by(table.position, table.code)).all()
        for table in (Category, Criterion, Verdict)
    )
    return Masters(
        departments=departments(work, fiscal_year),
        categories=_in_use(categories),
        verdicts=_in_use(verdicts),
        goals=goals(work, fiscal_year),
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


def departments(work: Work, fiscal_year: int) -> tuple[DepartmentView, ...]:
    """The departments of a year in 建制順, with their sections."""
    sections: defaultdict[int, list[str]] = defaultdict(list)
    for row in work.session.scalars(select(Section).order_by(Section.position)):
        sections[row.department_id].append(row.name)
    query = (
        select(Department)
        .join(DepartmentPlace, DepartmentPlace.department_id == Department.id)
        .where(DepartmentPlace.fiscal_year == fiscal_year)
        .order_by(DepartmentPlace.position)
    )
    return tuple(
        DepartmentView(row.id, row.code, Title(row.name_ja, row.name_en), tuple(sections[row.id]))
        for row in work.session.scalars(query)
    )


def goals(work: Work, fiscal_year: int) -> tuple[GoalView, ...]:
    """The DX goals of a year, by number: two queries."""
    carriers: defaultdict[int, list[Title]] = defaultdict(list)
    rows = work.session.execute(
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
        for goal in work.session.scalars(query)
    )


def goal_matrix(work: Work, fiscal_year: int) -> tuple[MatrixCell, ...]:
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
        for entry, name_ja, name_en in work.session.execute(query)
    )
