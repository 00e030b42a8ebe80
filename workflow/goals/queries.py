"""Goals as lists read them: a fixed number of queries, whatever the number of goals."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from workflow.goals import notation
from workflow.goals.policy import CONFIRMERS, DRAFTERS, SETTERS, visible_goals, waits_for
from workflow.goals.selecting import in_order, narrowing
from workflow.goals.views import (
    DepartmentOfGoal,
    GoalFilter,
    GoalPage,
    GoalRow,
    IndicatorView,
    ResultView,
)
from workflow.items.visibility import live_items
from workflow.models import (
    CARRIERS_IN_ORDER,
    Cycle,
    Department,
    Goal,
    GoalIndicator,
    GoalResult,
    Item,
    Person,
    goal_departments,
)
from workflow.values.actor import Title
from workflow.values.fiscal import fiscal_year
from workflow.values.listing import page_of
from workflow.values.promotion import Conclusion, GoalState, Horizon
from workflow.values.vocabulary import DxStep
from workflow.work import Standpoint, Work

PAGE: Final = 50
MOST_TURNS: Final = 200
TURN_ROLES: Final = frozenset({*DRAFTERS, *CONFIRMERS, *SETTERS})
"""Nobody else has a goal's turn: their pages ask for none."""


def page(work: Work, wanted: GoalFilter, number: int = 1) -> GoalPage:
    """Page `number` (from 1) of the goals that the reader may see: six queries."""
    conditions = narrowing(work.actor, wanted)
    count = select(func.count()).select_from(Goal).where(*conditions)
    total = work.session.scalar(count) or 0
    number, pages = page_of(total, PAGE, number)
    query = in_order(*conditions).limit(PAGE).offset((number - 1) * PAGE)
    return GoalPage(rows(work, query), number, pages, total)


def every(work: Work, wanted: GoalFilter, until: date | None = None) -> tuple[GoalRow, ...]:
    """All that the pages show one after the other; with `until` only results until that day."""
    return rows(work, in_order(*narrowing(work.actor, wanted)), until)


def years(work: Work) -> frozenset[int]:
    """The fiscal years of which the reader sees goals."""
    query = select(Goal.fiscal_year).where(visible_goals(work.actor)).distinct()
    return frozenset(work.session.scalars(query))


def to_do(work: Work) -> tuple[GoalRow, ...]:
    """The goals whose turn is with the person, the latest year's first, at most 200."""
    if not count_to_do(work):
        return ()
    query = in_order(_waiting(work.standpoint)).order_by(None)
    return rows(work, query.order_by(Goal.fiscal_year.desc(), Goal.number).limit(MOST_TURNS))


def count_to_do(work: Work) -> int:
    """How many goals wait for the person; read once in a reading unit."""
    if not work.person.roles.intersection(TURN_ROLES):
        return 0
    key = ("goals waiting", work.person.person_id)
    return work.once(
        key, lambda: min(int(work.ask(work.statement(_count_to_do)).scalar_one()), MOST_TURNS)
    )


def _count_to_do(of: Standpoint) -> Select[int]:
    return select(func.count()).select_from(Goal).where(_waiting(of))


def _waiting(of: Standpoint) -> ColumnElement[bool]:
    return waits_for(of.person, fiscal_year(of.today))


def rows(work: Work, query: Select[Any], until: date | None = None) -> tuple[GoalRow, ...]:
    """The goals of a query of `in_order`: five queries."""
    lines = work.session.execute(query).all()
    goals = [line.Goal for line in lines]
    ids = [goal.id for goal in goals]
    departments = _departments(work.session, ids)
    indicators = _indicators(work.session, ids, until)
    served = _counts(work, {goal.fiscal_year for goal in goals})
    return tuple(
        _row(
            line,
            tuple(departments[line.Goal.id]),
            indicators[line.Goal.id],
            served.get((line.Goal.fiscal_year, line.Goal.number), 0),
        )
        for line in lines
    )


def _row(
    line: Any,
    departments: tuple[DepartmentOfGoal, ...],
    indicators: Sequence[IndicatorView],
    served: int,
) -> GoalRow:
    goal: Goal = line.Goal
    return GoalRow(
        id=goal.id,
        fiscal_year=goal.fiscal_year,
        number=goal.number,
        departments=departments,
        title=goal.title,
        overview=goal.overview,
        field=goal.field,
        field_title=Title(line.title_ja, line.title_en) if line.title_ja else None,
        dx_step=DxStep(goal.dx_step) if goal.dx_step else None,
        state=GoalState(goal.state),
        revision=goal.revision,
        year_end=tuple(one for one in indicators if one.horizon is Horizon.YEAR_END),
        later=tuple(one for one in indicators if one.horizon is Horizon.LATER),
        items=served,
        conclusion=Conclusion(goal.conclusion) if goal.conclusion else None,
        outcome=goal.outcome,
        team=goal.team,
    )


def _departments(session: Session, ids: Sequence[int]) -> defaultdict[int, list[DepartmentOfGoal]]:
    found: defaultdict[int, list[DepartmentOfGoal]] = defaultdict(list)
    query = (
        select(
            goal_departments.c.goal_id,
            Department.id,
            Department.code,
            Department.name_ja,
            Department.name_en,
        )
        .join(Department, Department.id == goal_departments.c.department_id)
        .where(goal_departments.c.goal_id.in_(ids))
        .order_by(goal_departments.c.goal_id, *CARRIERS_IN_ORDER)
    )
    for goal_id, department_id, code, ja, en in session.execute(query) if ids else ():
        found[goal_id].append(DepartmentOfGoal(department_id, code, Title(ja, en)))
    return found


def _indicators(
    session: Session, ids: Sequence[int], until: date | None
) -> defaultdict[int, list[IndicatorView]]:
    found: defaultdict[int, list[IndicatorView]] = defaultdict(list)
    if not ids:
        return found
    results: defaultdict[int, list[ResultView]] = defaultdict(list)
    said = (
        select(GoalResult, Person.name_ja, Person.name_en)
        .join(GoalIndicator, GoalIndicator.id == GoalResult.indicator_id)
        .join(Person, Person.id == GoalResult.by_id)
        .where(GoalIndicator.goal_id.in_(ids))
        .order_by(GoalResult.measured_on, GoalResult.id)
    )
    if until is not None:
        said = said.where(GoalResult.measured_on <= until)
    for row, ja, en in session.execute(said):
        results[row.indicator_id].append(
            ResultView(row.measured_on, row.value, row.words, row.basis, Title(ja, en), row.at)
        )
    columns = (GoalIndicator.id, GoalIndicator.goal_id, GoalIndicator.horizon, GoalIndicator.text)
    query = select(*columns).where(GoalIndicator.goal_id.in_(ids))
    for number, goal_id, horizon, text in session.execute(
        query.order_by(GoalIndicator.goal_id, GoalIndicator.position)
    ):
        indicator, their = notation.read(text), tuple(results.get(number, ()))
        found[goal_id].append(IndicatorView(number, Horizon(horizon), indicator, their))
    return found


def _counts(work: Work, years: set[int]) -> dict[tuple[int, int], int]:
    """How many live items serve each goal, by year and number."""
    query: Any = (
        select(Cycle.fiscal_year, Item.goal_number, func.count())
        .join(Cycle, Cycle.id == Item.cycle_id)
        .where(
            Cycle.fiscal_year.in_(years),
            Item.goal_number.is_not(None),
            live_items(work.actor),
        )
        .group_by(Cycle.fiscal_year, Item.goal_number)
    )
    if not years:
        return {}
    return {(year, number): count for year, number, count in work.session.execute(query)}
