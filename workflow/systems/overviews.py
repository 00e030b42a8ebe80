"""The inventory as a whole: costs by department and vendor, and what ends, by its budget."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, and_, func, or_, select

from workflow.items.visibility import live_items
from workflow.models import Cycle, Department, DepartmentPlace, Item, System, SystemCost
from workflow.systems.columns import years
from workflow.systems.policy import WRITERS, visible_systems
from workflow.systems.queries import every, rows
from workflow.systems.selecting import (
    AT_THE_END,
    budget_year,
    ends_for,
    in_order,
    named_by_item,
    needs_renewal,
)
from workflow.systems.views import SystemFilter, SystemRow
from workflow.values.actor import Title
from workflow.values.fiscal import fiscal_year
from workflow.values.systems import Assessment, ReviewState
from workflow.work import Standpoint, Work

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


# -------------------------------------------------------------------- what ends


YEARS_AHEAD: Final = 6
SHOWN: Final = 5
"""Systems that a home page names; the others it counts."""


@dataclass(frozen=True)
class EndingYear:
    """How many systems end for a budget year, and how many of them no live item names."""

    year: int
    systems: int
    without_item: int


@dataclass(frozen=True)
class EndingSystem:
    """A system that ends for a budget year: the first day on which something of it does."""

    row: SystemRow
    on: date
    is_contract: bool
    """Whether the contract ends on that day; else it is the support."""


@dataclass(frozen=True)
class Ending:
    """The systems that end for a budget year and that no item names yet, the earliest first."""

    year: int
    years: tuple[EndingYear, ...]
    systems: tuple[EndingSystem, ...]


@dataclass(frozen=True)
class WaitingSystems:
    """The first of those that a home page shows, and how many there are."""

    year: int
    rows: tuple[SystemRow, ...]
    total: int


def ending(work: Work, year: int) -> Ending:
    """What ends for a budget year without an item, and the figures of the years to come.

    What is to be stopped needs nothing that follows, and is left out: two queries.
    """
    wanted = every(work, SystemFilter(ends=year, linked=False))
    found = [_ends(row, year) for row in wanted if row.assessment is not Assessment.STOP]
    return Ending(year, _years(work), tuple(sorted(found, key=lambda one: one.on)))


def waiting(work: Work, year: int) -> WaitingSystems:
    """What the home page of those who write on systems says of a budget year: one query."""
    if not work.person.roles.intersection(WRITERS):
        return WaitingSystems(year, (), 0)
    lines = work.ask(work.statement(_waiting, year)).all()
    return WaitingSystems(year, rows(lines), lines[0].total if lines else 0)


def _waiting(of: Standpoint, year: int) -> Select[Any]:
    missing = (
        visible_systems(of.actor),
        needs_renewal(),
        ends_for(year),
        ~named_by_item(of.actor, year),
    )
    total = func.count().over().label("total")
    return in_order(fiscal_year(of.today), *missing).add_columns(total).limit(SHOWN)


def _ends(row: SystemRow, year: int) -> EndingSystem:
    days = [
        (day, contract)
        for day, contract in ((row.contract_until, True), (row.support_until, False))
        if day is not None and budget_year(day) == year
    ]
    on, is_contract = min(days, key=lambda one: (one[0], not one[1]))
    return EndingSystem(row, on, is_contract)


def _years(work: Work) -> tuple[EndingYear, ...]:
    first = fiscal_year(work.today)
    years = range(first, first + YEARS_AHEAD)
    named = (
        select(func.max(Cycle.budget_year))
        .join(Item, Item.cycle_id == Cycle.id)
        .where(Item.system_id == System.id, live_items(work.actor))
        .scalar_subquery()
    )
    query = select(System.contract_until, System.support_until, named).where(
        visible_systems(work.actor), needs_renewal(), or_(*map(ends_for, years))
    )
    ends: Counter[int] = Counter()
    without: Counter[int] = Counter()
    for contract, support, named_for in work.session.execute(query):
        for year in {budget_year(day) for day in (contract, support) if day is not None}:
            ends[year] += 1
            without[year] += named_for is None or named_for < year - 1
    return tuple(EndingYear(year, ends[year], without[year]) for year in years)
