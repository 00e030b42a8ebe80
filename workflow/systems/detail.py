"""One system: what the inventory says of it, what it is joined to, and what happened to it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, literal, or_, select
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
from workflow.systems.deciding import Decision, decided
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


def draft_of(work: Work, system_id: int) -> SystemDraft:
    """What a system's form shows. Raises NotFound."""
    query = select(System).where(System.id == system_id, visible_systems(work.actor))
    system = work.session.scalar(query) if may_be_id(system_id) else None
    if system is None:
        raise NotFound(what="system")
    return writing.written(work, [system])[system_id]


def written_rows(work: Work, wanted: SystemFilter) -> list[tuple[SystemRow, SystemDraft, Decision]]:
    """What a filter leaves, each with all that is written and decided of it: seven queries.

    The system that takes over is named behind its number.
    """
    found = every(work, wanted)
    known = work.session.scalars(select(System).where(*narrowing(work.actor, wanted))).all()
    drafts = writing.written(work, known)
    targets = {one.merges_into_id for one in known} - {None}
    named = select(System.id, System.name).where(System.id.in_(targets))
    names = {one.id: one.name for one in work.session.execute(named)} if targets else {}
    decisions = {one.id: _named(decided(one), names) for one in known}
    return [(row, drafts[row.id], decisions[row.id]) for row in found]


def _named(decision: Decision, names: Mapping[int, str]) -> Decision:
    into = decision.into
    return replace(decision, merges_into=f"{into} {names[into]}") if into else decision


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
    """Systems at the other end of something, whether the reader may see them or only knows."""
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
        select(Item.id, Item.name, Item.state, Item.cycle_id, Cycle.title_ja, Cycle.title_en)
        .join(Cycle, Cycle.id == Item.cycle_id)
        .where(Item.system_id == system_id, live_items(work.actor))
        .order_by(Cycle.opens_on, Cycle.id, Item.id)
    )
    return tuple(
        RenewingItem(one.id, one.name, one.state, one.cycle_id, Title(one.title_ja, one.title_en))
        for one in work.session.execute(query)
    )
