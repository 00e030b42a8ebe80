"""What a department writes of a goal: made clean, and put in its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import delete, insert, select

from workflow import items, organisation
from workflow.goals import notation
from workflow.models import CARRIERS_IN_ORDER, Field, Goal, GoalIndicator, goal_departments
from workflow.values.cleaning import Checking
from workflow.values.errors import Problem
from workflow.values.promotion import Horizon
from workflow.values.vocabulary import DxStep
from workflow.work import Work

LONGEST_TITLE: Final = 300
LONGEST_TEAM: Final = 100
LONGEST_OVERVIEW: Final = 2000
LONGEST_INDICATOR: Final = 400
MOST_INDICATORS: Final = 20
"""Of each horizon."""
MOST_DEPARTMENTS: Final = 100


@dataclass(frozen=True)
class GoalDraft:
    """What is written of a goal; `departments` are codes, the lead first, the others in any order.

    Indicators are lines as `notation` reads them.
    """

    departments: tuple[str, ...]
    title: str
    overview: str = ""
    field: str | None = None
    dx_step: DxStep | None = None
    year_end: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    team: str = ""
    """The team (班) of the lead department that sets it for itself; "" for a department's goal."""


def cleaned(work: Work, year: int, draft: GoalDraft) -> GoalDraft:
    """The draft with clean texts, its joint departments in 建制順.

    Raises InputRefused naming every bad field.
    """
    check = Checking()
    given = replace(
        draft,
        departments=_ordered(work, year, draft.departments),
        title=check.line("title", draft.title, LONGEST_TITLE),
        team=check.line("team", draft.team, LONGEST_TEAM),
        overview=check.block("overview", draft.overview, LONGEST_OVERVIEW),
        year_end=_lines([check.line("year_end", one, LONGEST_INDICATOR) for one in draft.year_end]),
        later=_lines([check.line("later", one, LONGEST_INDICATOR) for one in draft.later]),
    )
    check.problems += list(_lacking(work, given, check.problems))
    check.done()
    return given


def _lacking(work: Work, given: GoalDraft, found: Sequence[Problem]) -> Iterator[Problem]:
    """What is wrong with clean texts, besides what was found already."""
    if not given.title and not any(one.field == "title" for one in found):
        yield Problem("title", "required")
    if not given.departments:
        yield Problem("department", "unknown_department")
    if len(given.departments) > MOST_DEPARTMENTS:
        yield Problem("joint", "too_many", {"limit": MOST_DEPARTMENTS})
    if given.field and work.session.get(Field, given.field) is None:
        yield Problem("field", "unknown_field")
    for name in ("year_end", "later"):
        if len(getattr(given, name)) > MOST_INDICATORS:
            yield Problem(name, "too_many", {"limit": MOST_INDICATORS})


def _lines(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in lines if one))


def _ordered(work: Work, year: int, codes: Sequence[str]) -> tuple[str, ...]:
    """The lead, then the others in 建制順; empty where one is not there in the year."""
    there = [one.code for one in organisation.of(work, year).departments]
    if not codes or not set(codes) <= set(there):
        return ()
    lead, *others = codes
    return (lead, *(code for code in there if code in others and code != lead))


def write(work: Work, goal: Goal, draft: GoalDraft) -> None:
    """Put a clean draft down as what the goal says; its row is there already."""
    goal.title, goal.overview = draft.title, draft.overview
    goal.field, goal.dx_step, goal.team = draft.field, draft.dx_step, draft.team
    work.session.flush()
    put_departments(
        work, goal, [organisation.department_named(work, one) for one in draft.departments]
    )
    work.session.execute(delete(GoalIndicator).where(GoalIndicator.goal_id == goal.id))
    put_indicators(work, goal, {Horizon.YEAR_END: draft.year_end, Horizon.LATER: draft.later})


def carriers(work: Work, goal_id: int) -> Sequence[int]:
    """The departments that carry a goal by id, the lead first."""
    query = select(goal_departments.c.department_id).where(goal_departments.c.goal_id == goal_id)
    return work.session.scalars(query.order_by(*CARRIERS_IN_ORDER)).all()


def put_departments(work: Work, goal: Goal, ids: Sequence[int]) -> None:
    """Set the departments that carry the goal, the first as its lead."""
    mine = goal_departments.c.goal_id == goal.id
    work.session.execute(delete(goal_departments).where(mine))
    rows = [
        {"goal_id": goal.id, "department_id": one, "position": str(place)}
        for place, one in enumerate(ids)
    ]
    if rows:
        work.session.execute(insert(goal_departments), rows)


def put_indicators(work: Work, goal: Goal, lines: dict[Horizon, Sequence[str]]) -> None:
    """Add the indicators of each horizon to a goal that has none."""
    rows = []
    for horizon, texts in lines.items():
        for position, one in enumerate(map(notation.read, texts), 1):
            rows.append(
                {
                    "goal_id": goal.id,
                    "horizon": horizon.value,
                    "position": position,
                    "text": one.text,
                    "kind": one.kind.value,
                    "target": one.target,
                    "unit": one.unit,
                }
            )
    if rows:
        work.session.execute(insert(GoalIndicator), rows)


def written(work: Work, goal_id: int) -> GoalDraft:
    """What a goal says, as it could be written again."""
    goal = work.session.get_one(Goal, goal_id)
    codes = {one.id: one.code for one in items.departments(work, goal.fiscal_year)}
    lines: dict[str, list[str]] = {horizon.value: [] for horizon in Horizon}
    query = select(GoalIndicator.horizon, GoalIndicator.text).where(
        GoalIndicator.goal_id == goal_id
    )
    for horizon, text in work.session.execute(query.order_by(GoalIndicator.position)):
        lines[horizon].append(text)
    return GoalDraft(
        departments=tuple(codes[one] for one in carriers(work, goal_id) if one in codes),
        title=goal.title,
        overview=goal.overview,
        field=goal.field,
        dx_step=DxStep(goal.dx_step) if goal.dx_step else None,
        year_end=tuple(lines[Horizon.YEAR_END]),
        later=tuple(lines[Horizon.LATER]),
        team=goal.team,
    )
