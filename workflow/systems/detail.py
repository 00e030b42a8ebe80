"""One system: what the inventory says of it, what it is joined to, and what happened to it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from workflow import ledger
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
from workflow.systems.queries import every, rows
from workflow.systems.selecting import in_order, live_items, narrowing
from workflow.systems.views import (
    Neighbour,
    RenewingItem,
    SystemDetail,
    SystemFilter,
    SystemRow,
)
from workflow.systems.writing import SystemDraft
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
        items=_items(work, system_id),
    )


def draft_of(work: Work, system_id: int) -> SystemDraft:
    """What a system's form shows. Raises NotFound."""
    query = select(System).where(System.id == system_id, visible_systems(work.actor))
    system = work.session.scalar(query) if may_be_id(system_id) else None
    if system is None:
        raise NotFound(what="system")
    return writing.written(work, [system])[system_id]


def written_rows(work: Work, wanted: SystemFilter) -> list[tuple[SystemRow, SystemDraft]]:
    """What a filter leaves, each with all that is written of it: six queries."""
    found = every(work, wanted)
    known = select(System).where(*narrowing(work.actor, wanted))
    drafts = writing.written(work, work.session.scalars(known).all())
    return [(row, drafts[row.id]) for row in found]


def _beside(
    work: Work,
    system_id: int,
    here: InstrumentedAttribute[int],
    there: InstrumentedAttribute[int],
) -> tuple[Neighbour, ...]:
    readable: Any = visible_systems(work.actor).label("readable")
    query = (
        select(
            System.id,
            System.name,
            SystemInterface.data,
            Department.name_ja,
            Department.name_en,
            readable,
        )
        .join(System, System.id == there)
        .join(Department, Department.id == System.department_id)
        .where(here == system_id)
        .order_by(SystemInterface.source_id, SystemInterface.position)
    )
    return tuple(
        Neighbour(line.id, line.name, Title(line.name_ja, line.name_en), line.data, line.readable)
        for line in work.session.execute(query)
    )


def _items(work: Work, system_id: int) -> tuple[RenewingItem, ...]:
    query = (
        select(Item.id, Item.name, Item.state, Item.cycle_id, Cycle.title_ja, Cycle.title_en)
        .join(Cycle, Cycle.id == Item.cycle_id)
        .where(Item.system_id == system_id, live_items(work.actor))
        .order_by(Cycle.opens_on, Cycle.id, Item.id)
    )
    return tuple(
        RenewingItem(one.id, one.name, one.state, one.cycle_id, Title(one.title_ja, one.title_en))
        for one in work.session.execute(query)
    )
