"""One goal with its history and items, how the goals of a year stand, and the matrix."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from workflow import ledger
from workflow.goals import record
from workflow.goals.policy import STEPS, GoalFacts, may, visible_goals
from workflow.goals.queries import every, rows
from workflow.goals.selecting import in_order
from workflow.goals.views import (
    DepartmentOfGoal,
    DepartmentProgress,
    GoalDetail,
    GoalFilter,
    GoalRow,
    PlannedItem,
    Progress,
)
from workflow.items.visibility import live_items
from workflow.models import Cycle, Department, Goal, Item, MatrixEntry
from workflow.models.base import found_row, may_be_id
from workflow.values.actor import Title
from workflow.values.changes import Subject
from workflow.values.errors import NotFound
from workflow.values.promotion import IN_FORCE, Reached
from workflow.values.vocabulary import DxStep
from workflow.work import Work


def one(work: Work, goal_id: int) -> GoalDetail:
    """A goal. Raises NotFound, also where the reader may not see it."""
    visible = (Goal.id == goal_id, visible_goals(work.actor))
    found = rows(work, in_order(*visible)) if may_be_id(goal_id) else ()
    if not found:
        raise NotFound(what="goal")
    (row,) = found
    goal = work.session.get_one(Goal, goal_id)
    carriers = frozenset(one.id for one in row.departments)
    lead = row.departments[0].id if row.departments else 0
    facts = GoalFacts(row.state, lead, carriers, goal.submitted_by)
    serving = (Cycle.fiscal_year == row.fiscal_year, Item.goal_number == row.number)
    later = select(Goal.id).where(Goal.carried_from == goal_id, visible_goals(work.actor))
    earlier = select(Goal.id).where(Goal.id == goal.carried_from, visible_goals(work.actor))
    return GoalDetail(
        row=row,
        refusals={act: may(work.actor, act, facts) for act in STEPS},
        steps=ledger.steps_of(work, Subject.GOAL, record.code(goal)),
        items=_items(work, *serving) if row.state in IN_FORCE else (),
        carried_from=work.session.scalar(earlier) if goal.carried_from else None,
        carried_to=work.session.scalar(later),
    )


def id_of(work: Work, year: int, number: int) -> int:
    """The goal of a year with this number. Raises NotFound."""
    query = select(Goal.id).where(
        Goal.fiscal_year == year, Goal.number == number, visible_goals(work.actor)
    )
    return found_row(work.session, query, number, what="goal")


def _items(work: Work, *conditions: ColumnElement[bool]) -> tuple[PlannedItem, ...]:
    query = (
        select(
            Item.id,
            Item.number,
            Item.name,
            Item.state,
            Item.cycle_id,
            Cycle.title_ja,
            Cycle.title_en,
            Department.name_ja,
            Department.name_en,
        )
        .join(Cycle, Cycle.id == Item.cycle_id)
        .join(Department, Department.id == Item.department_id)
        .where(*conditions, live_items(work.actor))
        .order_by(Cycle.opens_on, Cycle.id, Item.id)
    )
    return tuple(
        PlannedItem(
            id=row.id,
            number=row.number,
            name=row.name,
            state=row.state,
            cycle_id=row.cycle_id,
            cycle=Title(row.title_ja, row.title_en),
            department=Title(row.name_ja, row.name_en),
        )
        for row in work.session.execute(query)
    )


def planned_items(work: Work, year: int) -> tuple[PlannedItem, ...]:
    """The live items of a fiscal year that the reader sees."""
    return _items(work, Cycle.fiscal_year == year)


def progress(work: Work, year: int, on: date, *, teams: bool = False) -> Progress:
    """How the goals in force of a year stood on a day, by lead department in 建制順.

    Those of departments, or of `teams`.
    """
    wanted = GoalFilter(year, teams=teams)
    found = tuple(row for row in every(work, wanted, on) if row.state in IN_FORCE)
    found = tuple(sorted(found, key=lambda row: row.number))
    return Progress(
        year=year,
        on=on,
        rows=found,
        departments=_by_department(work, wanted, found),
        counts=_counts(found),
        without_items=tuple(row for row in found if not row.items),
        items_without=_items(work, Cycle.fiscal_year == year, Item.goal_number.is_(None)),
    )


def _counts(found: Sequence[GoalRow]) -> dict[Reached, int]:
    counted = Counter(one.reached for row in found for one in row.year_end)
    return {reached: counted[reached] for reached in Reached}


def _by_department(
    work: Work, wanted: GoalFilter, found: Sequence[GoalRow]
) -> tuple[DepartmentProgress, ...]:
    led: defaultdict[DepartmentOfGoal, list[GoalRow]] = defaultdict(list)
    ordered = every(work, wanted) if found else ()
    places = {row.id: place for place, row in enumerate(ordered)}
    for row in sorted(found, key=lambda row: places[row.id]):
        if row.departments:
            led[row.departments[0]].append(row)
    return tuple(DepartmentProgress(one, len(of), _counts(of)) for one, of in led.items())


@dataclass(frozen=True)
class MatrixLine:
    """One line of a cell: a goal (`goal_id`), or an item planned for a budget (`item_name`)."""

    department: Title
    title: str
    examples: str
    goal_id: int | None
    item_name: str


@dataclass(frozen=True)
class MatrixCell:
    """A cell of field × step: the paper's lines, and how many goals and items there are now."""

    lines: tuple[MatrixLine, ...]
    goals: int
    items: int


def matrix(work: Work, year: int) -> dict[tuple[str, DxStep], MatrixCell]:
    """The matrix of a year's goals in force by field and step, the cells that hold something.

    The lines that were printed keep their words and order; goals without one follow.
    """
    goals = [one for one in every(work, GoalFilter(year)) if one.state in IN_FORCE]
    lines, printed = _printed(work, year, {one.number: one.id for one in goals})
    counts: Counter[tuple[str, str]] = Counter()
    for goal in goals:
        if goal.field is None or goal.dx_step is None:
            continue
        key = goal.field, goal.dx_step
        counts[key] += 1
        if goal.id not in printed:
            lines[key].append(MatrixLine(goal.departments[0].name, goal.title, "", goal.id, ""))
    items = _items_by_cell(work, year)
    keys = sorted({*lines, *counts, *items})
    return {
        (field, DxStep(step)): MatrixCell(
            tuple(lines[field, step]), counts[field, step], items[field, step]
        )
        for field, step in keys
    }


def _printed(
    work: Work, year: int, goals: dict[int, int]
) -> tuple[defaultdict[tuple[str, str], list[MatrixLine]], set[int]]:
    """The lines of the paper by cell, and the goals that they name."""
    query = (
        select(MatrixEntry, Department.name_ja, Department.name_en)
        .join(Department, Department.id == MatrixEntry.department_id)
        .where(MatrixEntry.fiscal_year == year)
        .order_by(MatrixEntry.position)
    )
    lines: defaultdict[tuple[str, str], list[MatrixLine]] = defaultdict(list)
    named: set[int] = set()
    for entry, ja, en in work.session.execute(query):
        goal_id = goals.get(entry.goal_number or 0)
        if goal_id is None and not entry.item_name:
            continue  # of a goal that is not in force any more
        named.update({goal_id} - {None})  # type: ignore[arg-type]
        lines[entry.field, entry.dx_step].append(
            MatrixLine(Title(ja, en), entry.title, entry.examples, goal_id, entry.item_name)
        )
    return lines, named


def _items_by_cell(work: Work, year: int) -> Counter[tuple[str, str]]:
    query: Any = (
        select(Item.field, Item.dx_step, func.count())
        .join(Cycle, Cycle.id == Item.cycle_id)
        .where(
            Cycle.fiscal_year == year,
            Item.field.is_not(None),
            Item.dx_step.is_not(None),
            live_items(work.actor),
        )
        .group_by(Item.field, Item.dx_step)
    )
    return Counter({(field, step): count for field, step, count in work.session.execute(query)})
