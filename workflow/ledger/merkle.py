"""Merkle trees, and the head over all histories."""

import hashlib
from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.models import Item
from workflow.values.canonical import canonical_bytes


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of a leaf's bytes."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def pair_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbouring nodes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(hashes: Iterable[bytes]) -> bytes:
    """The root over leaf hashes in their order; keeps one hash for each level only."""
    peaks: list[tuple[int, bytes]] = []
    for node in hashes:
        size = 1
        while peaks and peaks[-1][0] == size:
            node = pair_hash(peaks.pop()[1], node)
            size *= 2
        peaks.append((size, node))
    if not peaks:
        return hashlib.sha256(b"").digest()
    top = peaks.pop()[1]
    while peaks:
        top = pair_hash(peaks.pop()[1], top)
    return top


class Tree:
    """A tree whose leaves are added and replaced, and whose root is always known."""

    def __init__(self) -> None:
        """Begin without leaves."""
        self._levels: list[list[bytes]] = [[]]

    @property
    def root(self) -> bytes:
        """The root over the leaves as they are now."""
        return self._levels[-1][0] if self._levels[0] else hashlib.sha256(b"").digest()

    def replace(self, index: int, node: bytes) -> None:
        """Put another leaf hash at `index`, from 0; costs one hash a level."""
        self._levels[0][index] = node
        self._climb(index)

    def insert(self, index: int, node: bytes) -> None:
        """Put a new leaf hash at `index`; quick at the end, elsewhere all is hashed anew."""
        self._levels[0].insert(index, node)
        for moved in range(index, len(self._levels[0])):
            self._climb(moved)

    def _climb(self, index: int) -> None:
        depth = 0
        while len(self._levels[depth]) > 1:
            below, index = self._levels[depth], index // 2
            pair = below[2 * index : 2 * index + 2]
            depth += 1
            if depth == len(self._levels):
                self._levels.append([])
            self._levels[depth][index : index + 1] = [pair_hash(*pair) if pair[1:] else pair[0]]


CHUNK = 2000
"""Rows fetched at a time wherever the whole ledger is read."""


def leaf(item_id: int, length: int, head_hash: str) -> dict[str, int | str]:
    """What an item adds to the head."""
    return {"head": head_hash, "item": item_id, "length": length}


def hashed(item_id: int, length: int, head_hash: str) -> bytes:
    """The leaf's hash in the tree."""
    return leaf_hash(canonical_bytes(leaf(item_id, length, head_hash)))


def ends(session: Session) -> Iterator[tuple[int, int, str]]:
    """Item, length and head of every chain, as the items remember them, by item."""
    query = select(Item.id, Item.ledger_length, Item.ledger_head).order_by(Item.id)
    for row in session.execute(query.execution_options(yield_per=CHUNK)):
        yield row.id, row.ledger_length, row.ledger_head


def head(session: Session) -> str:
    """The Merkle root over all items: print it, and nothing can be cut off unseen."""
    return root(hashed(*end) for end in ends(session)).hex()
