"""Systems whose contract or support ends, by the budget that has to provide for what follows."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, func, or_, select

from workflow.models import Cycle, Item, System
from workflow.systems.policy import WRITERS, visible_systems
from workflow.systems.queries import every, rows
from workflow.systems.selecting import (
    budget_year,
    ends_for,
    in_order,
    live_items,
    named_by_item,
    needs_renewal,
)
from workflow.systems.views import SystemFilter, SystemRow
from workflow.values.fiscal import fiscal_year
from workflow.values.systems import Assessment
from workflow.work import Standpoint, Work

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
