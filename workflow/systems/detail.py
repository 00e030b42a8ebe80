"""One system with its interfaces, mergers, items and history, as its page shows it."""

from typing import Any

from sqlalchemy import Select, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from workflow import ledger
from workflow.items.visibility import live_items
from workflow.models import (
    Cycle,
    Department,
    Item,
    System,
    SystemInterface,
)
from workflow.models.base import may_be_id
from workflow.systems import writing
from workflow.systems.policy import STEPS, may, visible_systems
from workflow.systems.queries import rows
from workflow.systems.selecting import in_order
from workflow.systems.views import (
    Neighbour,
    RenewingItem,
    SystemDetail,
)
from workflow.values.actor import Title
from workflow.values.changes import Subject
from workflow.values.errors import NotFound
from workflow.values.fiscal import fiscal_year
from workflow.work import Work


def one(work: Work, system_id: int) -> SystemDetail:
    """A system. Raises NotFound, also where the reader may not see it."""
    visible = (System.id == system_id, visible_systems(work.actor))
    year = fiscal_year(work.today)
    query = in_order(year, *visible)
    found = rows(work.session.execute(query)) if may_be_id(system_id) else ()
    if not found:
        raise NotFound(what="system")
    (row,) = found
    system = work.session.get_one(System, system_id)
    merges_into, merged = _merging(work, system_id)
    return SystemDetail(
        row=row,
        holds=system.holds,
        contract_from=system.contract_from,
        reasons=system.reasons,
        costs=writing.costs_of(work, [system_id]).get(system_id, {}),
        refusals={act: may(work.actor, act, row.state, row.department_id) for act in STEPS},
        steps=ledger.steps_of(work, Subject.SYSTEM, str(system_id)),
        hands_on=_beside(work, system_id, SystemInterface.source_id, SystemInterface.target_id),
        receives=_beside(work, system_id, SystemInterface.target_id, SystemInterface.source_id),
        merges_into=merges_into,
        merged=merged,
        items=_items(work, system_id),
    )


def _beside(
    work: Work,
    system_id: int,
    here: InstrumentedAttribute[int],
    there: InstrumentedAttribute[int],
) -> tuple[Neighbour, ...]:
    query = (
        _neighbours(work, SystemInterface.data)
        .join(SystemInterface, System.id == there)
        .where(here == system_id)
        .order_by(SystemInterface.source_id, SystemInterface.position)
    )
    return tuple(map(_neighbour, work.session.execute(query)))


def _merging(work: Work, system_id: int) -> tuple[Neighbour | None, tuple[Neighbour, ...]]:
    """The system that takes over from this one, and those from which it takes over: one query."""
    into = work.session.get_one(System, system_id).merges_into_id
    either = or_(System.id == into, System.merges_into_id == system_id)
    query = _neighbours(work, literal("")).where(either).order_by(System.id)
    found = [_neighbour(line) for line in work.session.execute(query)]
    there = next((one for one in found if one.id == into), None)
    return there, tuple(one for one in found if one.id != into)


def _neighbours(work: Work, data: Any) -> Select[Any]:
    """The systems at the other end, with whether the reader may open their pages."""
    readable: Any = visible_systems(work.actor).label("readable")
    columns = (System.id, System.name, Department.name_ja, Department.name_en, readable)
    return (
        select(*columns, data.label("data"))
        .select_from(System)
        .join(Department, Department.id == System.department_id)
    )


def _neighbour(line: Any) -> Neighbour:
    department = Title(line.name_ja, line.name_en)
    return Neighbour(line.id, line.name, department, line.data, line.readable)


def _items(work: Work, system_id: int) -> tuple[RenewingItem, ...]:
    query = (
        select(Item.id, Item.name, Item.state, Cycle.title_ja, Cycle.title_en)
        .join(Cycle, Cycle.id == Item.cycle_id)
        .where(Item.system_id == system_id, live_items(work.actor))
        .order_by(Cycle.opens_on, Cycle.id, Item.id)
    )
    return tuple(
        RenewingItem(one.id, one.name, one.state, Title(one.title_ja, one.title_en))
        for one in work.session.execute(query)
    )
