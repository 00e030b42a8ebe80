"""Heads over all histories: the Merkle tree below, and those printed, with what they cover."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from workflow.models import Item, LedgerHead
from workflow.values.canonical import canonical_bytes

Lengths = Mapping[int, int]
"""How many entries each item had."""


class Head(NamedTuple):
    """A head, and what it covers."""

    root: str
    lengths: Lengths


def take(session: Session) -> Head:
    """The head now, with what it covers: one look at the items."""
    lengths: dict[int, int] = {}

    def leaves() -> Iterator[bytes]:
        for item_id, length, last in ends(session):
            lengths[item_id] = length
            yield hashed(item_id, length, last)

    return Head(root(leaves()).hex(), lengths)


def keep(session: Session, head: Head) -> None:
    """Keep what a head covers, once: for every head that leaves the program."""
    if session.get(LedgerHead, head.root) is not None:
        return
    try:
        with session.begin_nested():
            session.add(LedgerHead(head=head.root, lengths=_packed(head.lengths)))
    except IntegrityError:
        # Somebody else kept it at the same time.
        return


def lengths_of(session: Session, head: str) -> Lengths | None:
    """What a head covers; None where that was not kept, or cannot be read."""
    stored = session.scalar(select(LedgerHead.lengths).where(LedgerHead.head == head))
    return None if stored is None else _unpacked(stored)


def kept(session: Session) -> Iterator[Head]:
    """Every head with what it covers, by its hash."""
    for one in session.execute(
        select(LedgerHead.head, LedgerHead.lengths).order_by(LedgerHead.head)
    ):
        lengths = _unpacked(one.lengths)
        if lengths is not None:
            yield Head(one.head, lengths)


class Coverage:
    """Finds the entries that a head covers among all of them."""

    def __init__(self, lengths: Lengths) -> None:
        """Look for the entries at the ends of these lengths."""
        self._lengths = lengths
        self._leaves = {
            item_id: hashed(item_id, 0, "") for item_id, length in lengths.items() if not length
        }

    def add(self, item_id: int, sequence: Any, entry_hash: str) -> None:
        """Take up one entry; those that are no end are passed over."""
        if self._lengths.get(item_id) == sequence and isinstance(entry_hash, str):
            self._leaves[item_id] = hashed(item_id, sequence, entry_hash)

    @property
    def root(self) -> str | None:
        """The root over the entries; None where one is missing."""
        if self._leaves.keys() != self._lengths.keys():
            return None
        return root(self._leaves[item_id] for item_id in sorted(self._leaves)).hex()


def _packed(lengths: Lengths) -> list[list[int]]:
    """Runs of items that follow each other: the first one's number, then their lengths."""
    runs: list[list[int]] = []
    for item_id, length in sorted(lengths.items()):
        if not runs or runs[-1][0] + len(runs[-1]) - 1 != item_id:
            runs.append([item_id])
        runs[-1].append(length)
    return runs


def _unpacked(runs: Any) -> Lengths | None:
    try:
        return {first + place: length for first, *run in runs for place, length in enumerate(run)}
    except (TypeError, ValueError):
        return None


def pairs(lengths: Lengths) -> list[list[int]]:
    """Item and length of each, by item: as the file for outsiders has them."""
    return [[item_id, length] for item_id, length in sorted(lengths.items())]


# --------------------------------------------------------------------- the tree


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
