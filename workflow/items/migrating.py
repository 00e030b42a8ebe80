"""Live items go on by another version of their process, with an entry: the door for many.

Nobody moves them: the order of a checked plan is carried out. What a plan may do is asked by
`workflow.versions`; here a lock is held, the item is written, and the ledger tells of it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow import ledger
from workflow.items import opinion_rounds
from workflow.items.context import CycleFacts
from workflow.items.due_days import due_on_arrival
from workflow.items.effects import write_rows
from workflow.items.locking import LockedItem, lock_all, write_back
from workflow.items.opinion_rounds import asked_on_arrival
from workflow.models import LedgerEntry
from workflow.process.shape import Process
from workflow.values.vocabulary import MIGRATED
from workflow.work import Work


@dataclass(frozen=True)
class Migration:
    """Where a locked item goes on: in `state` of `process`, another version of its own."""

    item: LockedItem
    process: Process
    state: str
    cycle: CycleFacts


def locked(work: Work, ids: Collection[int]) -> Sequence[LockedItem]:
    """The items, kept for this transaction alone until its end, by their ids."""
    return tuple(lock_all(work, ids).values())


def migrate(
    work: Work, migrations: Sequence[Migration], particulars: Mapping[str, Any]
) -> tuple[ledger.Entry, ...]:
    """Move items to another version, each with an entry that holds `particulars` too.

    Who has to act in another state than before is told. Raises SomeoneElseActedFirst where a
    lock did not hold.
    """
    if not migrations:
        return ()
    entries = [_entry(work, one, particulars) for one in migrations]
    write_back(work.session, [one.item for one in migrations])
    write_rows(work.session, LedgerEntry, [entry._asdict() for entry in entries])
    for one, entry in zip(migrations, entries, strict=True):
        arrival = entry.item_id, entry.sequence, entry.from_state, entry.to_state
        for asked in asked_on_arrival(one.process, *arrival):
            opinion_rounds.write_requests(work.session, asked)
    arrived = [entry for entry in entries if entry.from_state != entry.to_state]
    if arrived:
        work.outbox.after(work.session, arrived)
    work.session.expire_all()
    return tuple(entries)


def _entry(work: Work, one: Migration, particulars: Mapping[str, Any]) -> ledger.Entry:
    item, from_state, from_version = one.item, one.item.state, one.item.process_version
    item.process_version, item.state, item.updated_at = one.process.version, one.state, work.now
    item.released = item.released or not one.process.is_within_department(one.state)
    if one.state != from_state:
        opened = opinion_rounds.come_to(item, one.process)
        work.outbox.opened(work.session, [(item.id, sequence) for sequence in opened])
        item.arrived_at, item.due_on = work.now, _due(work, one)
    return ledger.append(
        item,
        action=MIGRATED,
        from_state=from_state,
        actor=work.person,
        at=work.now,
        note="",
        particulars={
            **particulars,
            "process": one.process.name,
            "from_version": from_version,
            "to_version": one.process.version,
        },
    )


def _due(work: Work, one: Migration) -> date | None:
    return due_on_arrival(work, one.item, one.process, one.cycle)
