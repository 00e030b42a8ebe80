"""Writing a move down: one entry, linked to the one before it by its hash."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from workflow.actor import Actor
from workflow.canonical import fingerprint
from workflow.models import Item, LedgerEntry

BEGINNING: Final = "0" * 64
"""What stands in place of a previous hash in the first entry of an item."""


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


def written(moment: datetime) -> str:
    """A moment as the hashes take it: UTC, with microseconds."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def body(entry: LedgerEntry) -> dict[str, Any]:
    """The words of an entry that its hash is made of, as canonical JSON takes them."""
    return words(entry, written(entry.at), entry.particulars)


def words(entry: Any, at: str, particulars: Any) -> dict[str, Any]:
    """The body of an entry or of a bare row of it, `at` and `particulars` being read already."""
    return {
        "item": entry.item_id,
        "sequence": entry.sequence,
        "at": at,
        "action": entry.action,
        "from": entry.from_state,
        "to": entry.to_state,
        "person": entry.actor_id,
        "actor": entry.actor_login,
        "round": entry.round,
        "note": entry.note,
        "particulars": particulars,
        "content": entry.content_hash,
        "previous": entry.previous_hash,
    }


def entry_hash(entry: LedgerEntry) -> str:
    """The SHA-256 that the entry must carry."""
    return fingerprint(body(entry))
