"""Entries of the ledger, each chained to the one before, and where a chain breaks."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, NamedTuple, Protocol

from workflow.models import LedgerEntry
from workflow.values.actor import Actor, Principal
from workflow.values.canonical import fingerprint


class Fault(StrEnum):
    """What is wrong at a place of an item's history; the values are for people."""

    CHANGED = "changed"
    MISSING = "missing"
    INSERTED = "does not belong there: put in, or written past the one door"
    OUT_OF_PLACE = "another entry stands in its place"
    UNLINKED = "not linked to the one before"
    DISCONTINUED = "does not begin where the last one ended"
    END = "is not the end that the item remembers"
    ITEM = "the item does not stand where its last move left it"
    CONTENT = "the item's content changed without a move"
    LISTED = "lists and sums have the item otherwise than its content says"
    PROCESS = "the process that the item goes by has no such move"
    RELEASED = "the item is shown to others than its moves let see it"
    FILES = "its files are not those that were submitted"
    SCORES = "scores of the panel are not what their history says"
    REVISION = "the submitted revision is changed or missing"
    EVALUATION = "the evaluation is changed or missing"
    ACT_FOR = "the note of whom it was done for is changed or missing"
    RECEIPT = "differs from the receipt that was given for it"
    SUBJECT = "what it speaks of does not stand as it says"
    UNRECORDED = "stands, and nothing was recorded of it"


class Link(NamedTuple):
    """An entry as it is read back: the words its hash is made of, and the hash it carries."""

    body: Mapping[str, Any]
    hash: str

    def is_whole(self, sequence: int | None = None) -> bool:
        """Whether it carries the hash of its words, at another place if `sequence` is given."""
        moved = {} if sequence is None else {"sequence": sequence}
        try:
            return fingerprint({**self.body, **moved}) == self.hash
        except (TypeError, ValueError):  # bytes, or text that is none: never ours
            return False


class End(NamedTuple):
    """What an item remembers of its chain."""

    length: int
    head: str


def first_break(links: Sequence[Link], end: End) -> tuple[int, Fault] | None:
    """The first place that is broken, and how; None where the chain is whole up to its end.

    Whether the last entry's hash is the one remembered is not asked here.
    """
    before = BEGINNING
    state = ""
    for place, link in enumerate(links, 1):
        sequence = link.body["sequence"]
        if not isinstance(sequence, int):
            return place, Fault.INSERTED
        if place > end.length or sequence < place:
            own = _own_place(links, place, end)
            return own if own and own < sequence else sequence, Fault.INSERTED
        if sequence > place:
            return place, Fault.MISSING
        if not link.is_whole() or link.body["previous"] != before:
            return _diagnosis(links, place, end)
        if link.body["from"] != state:
            return place, Fault.DISCONTINUED
        before, state = link.hash, link.body["to"]
    return (len(links) + 1, Fault.MISSING) if len(links) < end.length else None


def _diagnosis(links: Sequence[Link], place: int, end: End) -> tuple[int, Fault]:
    link = links[place - 1]
    if link.is_whole():
        after = links[place].body["previous"] if place < len(links) else end.head
        if after == link.hash and place > 1:
            return place - 1, Fault.CHANGED
        return place, Fault.UNLINKED
    own = _own_place(links, place, end)
    if own is None:
        return place, Fault.CHANGED
    return (own, Fault.INSERTED) if own < place else (place, Fault.OUT_OF_PLACE)


def _own_place(links: Sequence[Link], place: int, end: End) -> int | None:
    """The sequence with which the entry at `place` was hashed, if that is all that changed."""
    places = range(1, max(end.length, len(links)) + 1)
    return next((own for own in places if links[place - 1].is_whole(own)), None)


BEGINNING: Final = "0" * 64
"""What stands in place of a previous hash in the first entry of an item."""

FOR: Final = "for"
"""Where an entry's particulars say in whose name a substitute moved the item."""

TRACK: Final = "track"
"""Where those of a first submission say by which process the item goes, and by which rule."""


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
    key: str | None = None
    order_hash: str | None = None


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
    key: str | None = None,
    order_hash: str | None = None,
) -> Entry:
    """The entry for a move that was just made on `item`; moves the chain's head.

    The caller writes it down, in the same transaction as the item. With `key` it is the receipt
    of the order whose hash is `order_hash`.
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
        key=key,
        order_hash=order_hash,
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


@lru_cache(maxsize=256)
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
