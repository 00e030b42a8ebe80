"""Which systems a list has for its reader, and in which order."""

from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from workflow.items.visibility import live_items
from workflow.models import Cycle, Department, DepartmentPlace, Item, Section, System, SystemCost
from workflow.systems.policy import visible_systems
from workflow.systems.views import SystemFilter
from workflow.values.actor import Actor
from workflow.values.systems import Assessment, ReviewState
from workflow.values.text import search_key

AT_THE_END: Final = 9999


def budget_year(ends: date) -> int:
    """The fiscal year whose budget has to provide for what follows: that of the day after.

    A contract until 31 March 2022 is one for the budget of fiscal 2022.
    """
    return ends.year if (ends.month, ends.day) >= (3, 31) else ends.year - 1


def ends_for(year: int) -> ColumnElement[bool]:
    """Systems whose contract or support ends for a budget year, as a condition on `System`."""
    first, last = date(year, 3, 31), date(year + 1, 3, 30)
    return or_(
        System.contract_until.between(first, last), System.support_until.between(first, last)
    )


def needs_renewal() -> ColumnElement[bool]:
    """Systems that are there and are not to be stopped, as a condition on `System`."""
    stops = and_(System.assessment.is_not(None), System.assessment == Assessment.STOP)
    return and_(System.state != ReviewState.RETIRED, ~stops)


def named_by_item(actor: Actor | None, year: int | None) -> ColumnElement[bool]:
    """Systems that a live item names; with `year` one for that budget or the one before."""
    named = select(Item.id).where(Item.system_id == System.id, live_items(actor))
    if year is not None:
        named = named.join(Cycle, Cycle.id == Item.cycle_id).where(Cycle.budget_year >= year - 1)
    return exists(named)


def narrowing(actor: Actor | None, wanted: SystemFilter) -> list[ColumnElement[bool]]:
    """What the reader may see of what is wanted, as conditions on `System`."""
    chosen = [visible_systems(actor), *_equal(wanted)]
    if wanted.state is None:
        chosen.append(System.state != ReviewState.RETIRED)
    if wanted.network:
        chosen.append(System.networks.contains(wanted.network.value))
    if wanted.standard is not None:
        chosen.append(System.task.is_not(None) if wanted.standard else System.task.is_(None))
    if wanted.ends is not None:
        chosen.append(ends_for(wanted.ends))
    if wanted.linked is not None:
        named = named_by_item(actor, wanted.ends)
        chosen.append(named if wanted.linked else ~named)
    words = search_key(wanted.words).split()
    return chosen + [System.search_text.contains(word, autoescape=True) for word in words]


def _equal(wanted: SystemFilter) -> list[ColumnElement[bool]]:
    code = select(Department.id).where(Department.code == wanted.department)
    columns: list[tuple[Any, Any]] = [
        (System.department_id, wanted.department and code.scalar_subquery()),
        (System.vendor, wanted.vendor),
        (System.form, wanted.form),
        (System.personal_data, wanted.personal_data),
        (System.hosting, wanted.hosting),
        (System.state, wanted.state),
        (System.assessment, wanted.assessment),
    ]
    return [column == value for column, value in columns if value is not None]


def in_order(year: int, *conditions: ColumnElement[bool]) -> Select[Any]:
    """Systems by the place of their department in a fiscal year, with their cost of it."""
    place = and_(
        DepartmentPlace.department_id == System.department_id,
        DepartmentPlace.fiscal_year == year,
    )
    cost = and_(SystemCost.system_id == System.id, SystemCost.fiscal_year == year)
    query: Any = (
        select(
            *columns(),
            Department.code.label("department_code"),
            Department.name_ja.label("department_ja"),
            Department.name_en.label("department_en"),
            Section.name.label("section"),
            SystemCost.kyen.label("cost_kyen"),
        )
        .join(Department, Department.id == System.department_id)
        .outerjoin(Section, Section.id == System.section_id)
        .outerjoin(DepartmentPlace, place)
        .outerjoin(SystemCost, cost)
        .where(*conditions)
        .order_by(
            func.coalesce(DepartmentPlace.position, AT_THE_END), System.department_id, System.id
        )
    )
    found: Select[Any] = query
    return found


def columns() -> list[Any]:
    """What lists read of a system."""
    return [
        System.id,
        System.department_id,
        System.name,
        System.purpose,
        System.vendor,
        System.form,
        System.networks,
        System.personal_data,
        System.users,
        System.hosting,
        System.task,
        System.contract_until,
        System.support_until,
        System.state,
        System.round,
        System.answer_by,
        System.assessment,
        System.act_by,
        System.revision,
    ]
