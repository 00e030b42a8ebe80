"""Heads that were printed, each kept with what it covers: so it is proved without any clock.

A head is the root over the last entries of all items. Kept beside it is how many entries each
item had: the same root over exactly these entries proves that they still stand. Heads from
before this was kept are looked for in the order of the entries' moments.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from workflow.ledger.merkle import ends, hashed, root
from workflow.models import LedgerHead

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
