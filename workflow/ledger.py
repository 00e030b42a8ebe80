"""The history: appended to by every move, changed by nothing, provable by hashes.

Each entry is hashed over its own words and the hash of the one before it, so that
a changed, removed or swapped row breaks the chain at that row. The item keeps the
length and the head of its chain: a tail that was cut off shows there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow.actor import Actor
from workflow.canonical import fingerprint
from workflow.models import Item, ItemRevision, LedgerEntry

BEGINNING: Final = "0" * 64
"""What stands in place of a previous hash in the first entry of an item."""


@dataclass(frozen=True)
class Break:
    """The first place where an item's history does not hold together."""

    item_id: int
    sequence: int
    what: str


def append(
    session: Session,
    item: Item,
    *,
    action: str,
    from_state: str,
    actor: Actor,
    at: datetime,
    note: str,
    particulars: Mapping[str, Any],
) -> LedgerEntry:
    """Write down a move that was just made on `item`, and move the chain's head."""
    entry = LedgerEntry(
        item_id=item.id,
        sequence=item.ledger_length + 1,
        at=at,
        action=action,
        from_state=from_state,
        to_state=item.state,
        actor_id=actor.person_id,
        actor_login=actor.login,
        round=item.round,
        note=note,
        particulars=dict(particulars),
        content_hash=item.content_hash,
        previous_hash=item.ledger_head or BEGINNING,
    )
    entry.entry_hash = entry_hash(entry)
    item.ledger_length = entry.sequence
    item.ledger_head = entry.entry_hash
    session.add(entry)
    return entry


def body(entry: LedgerEntry) -> dict[str, Any]:
    """The words of an entry that its hash is made of, as canonical JSON takes them."""
    return {
        "item": entry.item_id,
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "action": entry.action,
        "from": entry.from_state,
        "to": entry.to_state,
        "actor": entry.actor_login,
        "person": entry.actor_id,
        "round": entry.round,
        "note": entry.note,
        "particulars": entry.particulars,
        "content": entry.content_hash,
        "previous": entry.previous_hash,
    }


def entry_hash(entry: LedgerEntry) -> str:
    """The SHA-256 that the entry must carry."""
    return fingerprint(body(entry))


def head(session: Session) -> str:
    """One hash over the heads of all items: print it, and nothing can be cut off unseen."""
    rows = session.execute(select(Item.id, Item.ledger_length, Item.ledger_head).order_by(Item.id))
    return fingerprint([list(row) for row in rows])


def verify(session: Session) -> Iterator[Break]:
    """Walk the whole ledger; give the first break of every item that has one."""
    items = session.execute(
        select(Item.id, Item.state, Item.ledger_length, Item.ledger_head).order_by(Item.id)
    )
    known = {row.id: row for row in items}
    broken: set[int] = set()
    last: LedgerEntry | None = None
    entries = session.scalars(
        select(LedgerEntry)
        .order_by(LedgerEntry.item_id, LedgerEntry.sequence)
        .execution_options(yield_per=1000)
    )
    ends: dict[int, LedgerEntry] = {}
    for entry in entries:
        previous = last if last and last.item_id == entry.item_id else None
        last = entry
        ends[entry.item_id] = entry
        if entry.item_id not in broken and (found := _break(entry, previous)):
            broken.add(entry.item_id)
            yield found
    yield from _cut_tails(known, ends, broken)
    yield from _changed_revisions(session)


def _break(entry: LedgerEntry, previous: LedgerEntry | None) -> Break | None:
    expected = (
        (previous.sequence + 1, previous.entry_hash, previous.to_state)
        if previous
        else (1, BEGINNING, "")
    )
    if entry.sequence != expected[0]:
        return Break(entry.item_id, expected[0], "missing")
    if entry.previous_hash != expected[1]:
        return Break(entry.item_id, entry.sequence, "not linked to the one before")
    if entry.entry_hash != entry_hash(entry):
        return Break(entry.item_id, entry.sequence, "changed")
    if entry.from_state != expected[2]:
        return Break(entry.item_id, entry.sequence, "does not begin where the last one ended")
    return None


def _cut_tails(
    known: Mapping[int, Any], ends: Mapping[int, LedgerEntry], broken: set[int]
) -> Iterator[Break]:
    for item_id, item in known.items():
        end = ends.get(item_id)
        length = end.sequence if end else 0
        if item_id in broken:
            continue
        if length < item.ledger_length:
            yield Break(item_id, length + 1, "cut off")
        elif length > item.ledger_length:
            yield Break(item_id, item.ledger_length + 1, "appended outside the one door")
        elif end is None or end.entry_hash != item.ledger_head:
            yield Break(item_id, length, "replaced")
        elif end.to_state != item.state:
            yield Break(item_id, length, "the item stands elsewhere than its last move")
    for item_id in ends.keys() - known.keys() - broken:
        yield Break(item_id, 1, "the item is gone")


def _changed_revisions(session: Session) -> Iterator[Break]:
    submitted = {
        (row.item_id, row.round): row
        for row in session.execute(
            select(
                LedgerEntry.item_id,
                LedgerEntry.round,
                func.max(LedgerEntry.sequence).label("sequence"),
                func.max(LedgerEntry.content_hash).label("content_hash"),
            )
            .where(LedgerEntry.action == "submit")
            .group_by(LedgerEntry.item_id, LedgerEntry.round)
        )
    }
    for revision in session.scalars(select(ItemRevision).order_by(ItemRevision.item_id)):
        move = submitted.pop((revision.item_id, revision.number), None)
        hashes = {revision.content_hash, fingerprint(revision.content)}
        if move is None or hashes != {move.content_hash}:
            yield Break(revision.item_id, move.sequence if move else 0, "revision changed")
    for (item_id, number), move in submitted.items():
        yield Break(item_id, move.sequence, f"revision {number} missing")
