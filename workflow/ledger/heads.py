"""The ledger's head: one hash over the ends of all items' chains.

Leaves stand in the order of the items' numbers; each is the canonical JSON of the
item, the length of its chain and the hash of its last entry.
"""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.ledger import merkle
from workflow.models import Item
from workflow.values.canonical import canonical_bytes

CHUNK = 2000
"""Rows fetched at a time wherever the whole ledger is read."""


def leaf(item_id: int, length: int, head_hash: str) -> dict[str, int | str]:
    """What an item adds to the head."""
    return {"head": head_hash, "item": item_id, "length": length}


def hashed(item_id: int, length: int, head_hash: str) -> bytes:
    """The leaf's hash in the tree."""
    return merkle.leaf_hash(canonical_bytes(leaf(item_id, length, head_hash)))


def ends(session: Session) -> Iterator[tuple[int, int, str]]:
    """Item, length and head of every chain, as the items remember them, by item."""
    query = select(Item.id, Item.ledger_length, Item.ledger_head).order_by(Item.id)
    for row in session.execute(query.execution_options(yield_per=CHUNK)):
        yield row.id, row.ledger_length, row.ledger_head


def head(session: Session) -> str:
    """The Merkle root over all items: print it, and nothing can be cut off unseen."""
    return merkle.root(hashed(*end) for end in ends(session)).hex()
