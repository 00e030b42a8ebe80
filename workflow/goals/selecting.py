"""Which goals and items a list has for its reader, and in which order."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, select

from workflow.goals.policy import visible_goals
from workflow.goals.views import GoalFilter
from workflow.items.visibility import live_items
from workflow.models import Cycle, Department, DepartmentPlace, Field, Goal, Item, goal_departments
from workflow.values.actor import Actor
from workflow.values.promotion import GoalState

AT_THE_END: Final = 9999

PLACE: Final = func.coalesce(DepartmentPlace.position, AT_THE_END)


def narrowing(actor: Actor | None, wanted: GoalFilter) -> list[ColumnElement[bool]]:
    """What the reader may see of what is wanted, as conditions on `Goal`.

    Without a state what was withdrawn is left out.
    """
    of_its_kind = (Goal.team != "") if wanted.teams else (Goal.team == "")
    chosen = [visible_goals(actor), Goal.fiscal_year == wanted.year, of_its_kind]
    if wanted.state:
        chosen.append(Goal.state == wanted.state)
    else:
        chosen.append(Goal.state != GoalState.WITHDRAWN)
    if wanted.department:
        chosen.append(Goal.id.in_(_carried_by(wanted.department)))
    if wanted.field:
        chosen.append(Goal.field == wanted.field)
    if wanted.dx_step:
        chosen.append(Goal.dx_step == wanted.dx_step)
    if wanted.words:
        in_title = func.coalesce(Goal.title, "").contains(wanted.words, autoescape=True)
        chosen.append(in_title | Goal.overview.contains(wanted.words, autoescape=True))
    if wanted.linked is not None:
        served = _served(actor, wanted.year)
        chosen.append(Goal.number.in_(served) if wanted.linked else Goal.number.not_in(served))
    return chosen


def _carried_by(department: str) -> Select[Any]:
    """The ids of the goals that a department, by its code, carries alone or with others."""
    return (
        select(goal_departments.c.goal_id)
        .join(Department, Department.id == goal_departments.c.department_id)
        .where(Department.code == department)
    )


def _served(actor: Actor | None, year: int) -> Select[Any]:
    """The numbers of a year's goals that live items serve, of those the reader may see."""
    return (
        select(Item.goal_number)
        .join(Cycle, Cycle.id == Item.cycle_id)
        .where(
            Cycle.fiscal_year == year,
            Item.goal_number.is_not(None),
            live_items(actor),
        )
    )


def in_order(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Goals by the place of their lead department, then by number."""
    lead = and_(goal_departments.c.goal_id == Goal.id, goal_departments.c.position == "0")
    there = and_(
        DepartmentPlace.department_id == goal_departments.c.department_id,
        DepartmentPlace.fiscal_year == Goal.fiscal_year,
    )
    query: Any = (
        select(Goal, Field.title_ja, Field.title_en)
        .outerjoin(Field, Field.code == Goal.field)
        .outerjoin(goal_departments, lead)
        .outerjoin(DepartmentPlace, there)
        .where(*conditions)
        .order_by(PLACE, Goal.number, Goal.id)
    )
    found: Select[Any] = query
    return found
