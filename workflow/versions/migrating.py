"""Carrying a plan out: ordered after a rehearsal that strands nobody, then batch by batch.

How far it is stands in the database, written in the transaction of each batch: after a crash
the next one goes on after the last that was committed, and each item is moved once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import func, select

from workflow.items import migrating
from workflow.items.locking import LockedItem
from workflow.items.migrating import Migration
from workflow.models import Item, Person, ProcessMigration, ProcessWithdrawal
from workflow.people import commands
from workflow.process.shape import Process
from workflow.values.actor import Title, require_administrator
from workflow.values.errors import NotFound, Refusal
from workflow.versions.objections import Objection
from workflow.versions.plans import Plan, plan_for, record_order
from workflow.versions.rehearsal import Judge, rehearse, standing_on
from workflow.work import Work

BATCH: Final = 200
"""Items moved in one transaction: others wait for it."""


class MigrationRunning(Refusal):
    """Items of this version are being moved by another plan."""

    key = "process_migration_running"


class ItemsStranded(Refusal):
    """The plan strands items: the rehearsal says which, and why."""

    key = "process_migration_strands"


class PlanMovedOn(Refusal):
    """Items moved since the rehearsal that was looked at."""

    key = "process_migration_moved_on"


class Progress(NamedTuple):
    """Whether items still have to be looked at, how many were moved, and what was left, why."""

    more: bool
    moved: int = 0
    left: tuple[tuple[int, tuple[Objection, ...]], ...] = ()


@dataclass(frozen=True)
class Running:
    """An order to move live items, and how far it is."""

    id: int
    name: str
    from_version: int
    to_version: int
    by: Title
    ordered_at: datetime
    finished_at: datetime | None
    moved: int
    left: int
    """Live items that are still on the old version."""


def order(work: Work, plan: Plan) -> int:
    """Write down that items are to be moved; the new version is published. Gives the order's id.

    The same plan again, where it is not at its end, is the same order. Raises WrongRole,
    MigrationRunning, ItemsStranded, NotFound (a new version that was withdrawn).
    """
    require_administrator(work.actor)
    if _is_withdrawn(work, plan.new):
        raise NotFound(what="process", name=f"{plan.new.name} {plan.new.version}")
    if (running := _same_order(work, plan)) is not None:
        return running
    found = rehearse(work, plan)
    if not found.is_sound:
        raise ItemsStranded(count=len(found.stranded), of=found.total)
    row = ProcessMigration(
        name=plan.old.name,
        from_version=plan.old.version,
        to_version=plan.new.version,
        states=dict(plan.states),
        ordered_by=work.person.person_id,
        ordered_at=work.now,
        reached=0,
        moved=0,
    )
    work.session.add(row)
    work.session.flush()
    record_order(work, row)
    return row.id


def _same_order(work: Work, plan: Plan) -> int | None:
    """The same order where it is not at its end. Raises MigrationRunning for another one."""
    running = work.session.scalar(
        select(ProcessMigration)
        .where(
            ProcessMigration.name == plan.old.name,
            ProcessMigration.from_version == plan.old.version,
            ProcessMigration.finished_at.is_(None),
        )
        .with_for_update()
    )
    if running and (running.to_version, running.states) != (plan.new.version, dict(plan.states)):
        raise MigrationRunning(name=plan.old.name, version=plan.old.version)
    return running.id if running else None


def order_seen(work: Work, plan: Plan, seen: int) -> int:
    """The same from a page, which showed `seen` live items; a job carries it out.

    Raises PlanMovedOn too, where it is another number by now.
    """
    require_administrator(work.actor)
    count = work.session.scalar(select(func.count(Item.id)).where(*standing_on(plan)))
    if count != seen:
        raise PlanMovedOn(count=count)
    if (running := _same_order(work, plan)) is not None:
        return running
    migration_id = order(work, plan)
    work.outbox.migrate(work.session, migration_id)
    return migration_id


def advance(work: Work, migration_id: int, batch: int = BATCH) -> Progress:
    """Look at the next items, and move those that can go on. Raises NotFound.

    The row is locked, so that two never go on with it together.
    """
    row = work.session.get(ProcessMigration, migration_id, with_for_update=True)
    if row is None:
        raise NotFound(what="migration")
    if row.finished_at is not None:
        return Progress(more=False, moved=row.moved)
    plan = _plan(work, row)
    if _is_withdrawn(work, plan.new):  # since it was ordered: no item comes to stand on it
        row.finished_at = work.now
        return Progress(more=False, moved=row.moved)
    ids = work.session.scalars(
        select(Item.id)
        .where(*standing_on(plan), Item.id > row.reached)
        .order_by(Item.id)
        .limit(batch)
    ).all()
    as_ordered = work.as_(commands.actor(work, row.ordered_by) or work.person)
    progress = _move(as_ordered, plan, migrating.locked(work, ids), row.id)
    row = work.session.get_one(ProcessMigration, migration_id)
    row.moved += progress.moved
    row.reached = ids[-1] if ids else row.reached
    if len(ids) < batch:
        row.finished_at = work.now
    return progress._replace(more=len(ids) == batch)


def advance_by_job(work: Work, migration_id: int) -> bool:
    """The same by the order's job; gives whether items still have to be looked at."""
    return advance(work, migration_id).more


def _move(work: Work, plan: Plan, items: Sequence[LockedItem], migration_id: int) -> Progress:
    # Somebody may have moved one between the look and the lock.
    there = [one for one in items if _stands_on(plan, one)]
    by_id = {one.id: one for one in there}
    going: list[Migration] = []
    left = []
    for item_id, context, objections, _ in Judge(work, plan).objections(there):
        if objections:
            left.append((item_id, objections))
            continue
        state = plan.states[by_id[item_id].state]
        going.append(Migration(by_id[item_id], plan.new, state, context.cycle))
    entries = migrating.migrate(work, going, {"migration": migration_id})
    return Progress(more=True, moved=len(entries), left=tuple(left))


def _is_withdrawn(work: Work, process: Process) -> bool:
    return work.session.get(ProcessWithdrawal, (process.name, process.version)) is not None


def _stands_on(plan: Plan, item: LockedItem) -> bool:
    return (item.process_name, item.process_version) == (plan.old.name, plan.old.version) and (
        item.state in plan.states
    )


def _plan(work: Work, row: ProcessMigration) -> Plan:
    old = work.process(row.name, row.from_version)
    return plan_for(old, work.process(row.name, row.to_version), row.states)


def migrations(work: Work, name: str) -> tuple[Running, ...]:
    """All orders to move items of a process, the newest first; for administrators.

    Raises WrongRole.
    """
    require_administrator(work.actor)
    rows = work.session.execute(
        select(ProcessMigration, Person.name_ja, Person.name_en)
        .join(Person, Person.id == ProcessMigration.ordered_by)
        .where(ProcessMigration.name == name)
        .order_by(ProcessMigration.id.desc())
    ).all()
    return tuple(_running(work, row, Title(ja, en)) for row, ja, en in rows)


def _running(work: Work, row: Any, by: Title) -> Running:
    count = select(func.count(Item.id)).where(*standing_on(_plan(work, row)))
    return Running(
        id=row.id,
        name=row.name,
        from_version=row.from_version,
        to_version=row.to_version,
        by=by,
        ordered_at=row.ordered_at,
        finished_at=row.finished_at,
        moved=row.moved,
        left=work.session.scalar(count) or 0,
    )
