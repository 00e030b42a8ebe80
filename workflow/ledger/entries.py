"""Writing a move down: one entry, linked to the one before it by its hash."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple, Protocol

from workflow.models import LedgerEntry
from workflow.values.actor import Actor, Principal
from workflow.values.canonical import fingerprint

BEGINNING: Final = "0" * 64
"""What stands in place of a previous hash in the first entry of an item."""

FOR: Final = "for"
"""Where an entry's particulars say in whose name a substitute moved the item."""


class Entry(NamedTuple):
    """An entry about to be written; the names are those of `LedgerEntry`."""

    item_id: int
    sequence: int
    at: datetime
    action: str
    from_state: str
    to_state: str
    actor_id: int
    actor_login: str
    round: int
    note: str
    particulars: dict[str, Any]
    content_hash: str
    previous_hash: str
    entry_hash: str


class HasChain(Protocol):
    """What an item remembers of its chain, and what an entry says of the item."""

    id: Any
    state: Any
    round: Any
    content_hash: Any
    ledger_length: Any
    ledger_head: Any


def append(
    item: HasChain,
    *,
    action: str,
    from_state: str,
    actor: Actor,
    at: datetime,
    note: str,
    particulars: Mapping[str, Any],
) -> Entry:
    """The entry for a move that was just made on `item`; moves the chain's head.

    The caller writes it down, in the same transaction as the item.
    """
    unsigned = Entry(
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
        entry_hash="",
    )
    entry = unsigned._replace(entry_hash=entry_hash(unsigned))
    item.ledger_length = entry.sequence
    item.ledger_head = entry.entry_hash
    return entry


def named(principal: Principal | None) -> dict[str, Any]:
    """What an entry's particulars say of the one in whose name; nothing where there is none."""
    if principal is None:
        return {}
    who = {"person": principal.person_id, "actor": principal.login}
    return {FOR: {**who, "name": principal.name.ja, "name_en": principal.name.en}}


def written(moment: datetime) -> str:
    """A moment as the hashes take it: UTC, with microseconds."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def body(entry: Entry | LedgerEntry) -> dict[str, Any]:
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


def entry_hash(entry: Entry | LedgerEntry) -> str:
    """The SHA-256 that the entry must carry."""
    return fingerprint(body(entry))
