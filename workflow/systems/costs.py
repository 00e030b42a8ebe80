"""What systems cost by department and by vendor, over the last five fiscal years."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import and_, func, select

from workflow.models import Department, DepartmentPlace, System, SystemCost
from workflow.systems.headings import years
from workflow.systems.policy import visible_systems
from workflow.systems.selecting import AT_THE_END
from workflow.values.actor import Title
from workflow.values.fiscal import fiscal_year
from workflow.values.systems import ReviewState
from workflow.work import Work

VENDORS: Final = 20
"""Vendors that are named; what the others cost is one line."""


@dataclass(frozen=True)
class CostLine:
    """A department or a vendor: how many systems, and 千円 by fiscal year.

    `name` is None for systems whose vendor nobody wrote, and for all vendors beyond the first
    twenty, whose `code` is empty.
    """

    code: str
    name: Title | None
    systems: int
    kyen: dict[int, int]


@dataclass(frozen=True)
class Costs:
    """The costs that the reader may see, of systems that are there."""

    years: tuple[int, ...]
    departments: tuple[CostLine, ...]
    vendors: tuple[CostLine, ...]
    others: CostLine | None
    """All vendors beyond the first twenty."""
    total: CostLine


def costs(work: Work) -> Costs:
    """The sums of the last five fiscal years, by the costs of the present one: four queries."""
    until = fiscal_year(work.today)
    departments = _sums(work, until, System.department_id)
    names = _departments(work, until)
    vendors = _sums(work, until, System.vendor)
    lines = [CostLine(vendor, _named(vendor), *said) for vendor, said in vendors.items()]
    lines.sort(key=lambda line: (-line.kyen[until], -line.systems, line.code))
    beyond = lines[VENDORS:]
    return Costs(
        tuple(years(until)),
        tuple(
            CostLine(code, title, *departments[one])
            for one, code, title in names
            if one in departments
        ),
        tuple(lines[:VENDORS]),
        _together(beyond, until) if beyond else None,
        _together(lines, until),
    )


def _sums(work: Work, until: int, by: Any) -> dict[Any, tuple[int, dict[int, int]]]:
    """How many systems, and their costs, by a column: two queries."""
    there = (visible_systems(work.actor), System.state != ReviewState.RETIRED)
    counts = select(by, func.count()).where(*there).group_by(by)
    empty = dict.fromkeys(years(until), 0)
    found: dict[Any, tuple[int, dict[int, int]]] = {
        key: (count, dict(empty)) for key, count in work.session.execute(counts)
    }
    query = (
        select(by, SystemCost.fiscal_year, func.sum(SystemCost.kyen))
        .join(SystemCost, SystemCost.system_id == System.id)
        .where(*there, SystemCost.fiscal_year.in_(years(until)))
        .group_by(by, SystemCost.fiscal_year)
    )
    for key, year, kyen in work.session.execute(query):
        found[key][1][year] = int(kyen)
    return found


def _departments(work: Work, year: int) -> list[tuple[int, str, Title]]:
    place = and_(
        DepartmentPlace.department_id == Department.id, DepartmentPlace.fiscal_year == year
    )
    query = (
        select(Department.id, Department.code, Department.name_ja, Department.name_en)
        .outerjoin(DepartmentPlace, place)
        .order_by(func.coalesce(DepartmentPlace.position, AT_THE_END), Department.id)
    )
    return [(one.id, one.code, Title(one.name_ja, one.name_en)) for one in
            work.session.execute(query)]  # fmt: skip


def _named(vendor: str) -> Title | None:
    return Title(vendor, "") if vendor else None


def _together(lines: Iterable[CostLine], until: int) -> CostLine:
    kyen = dict.fromkeys(years(until), 0)
    count = 0
    for line in lines:
        count += line.systems
        for year, amount in line.kyen.items():
            kyen[year] += amount
    return CostLine("", None, count, kyen)
