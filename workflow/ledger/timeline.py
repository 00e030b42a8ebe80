"""Was a printed head ever the ledger's head? The history of heads, replayed.

A ledger grows on after its head is printed. So the entries are applied again in the
order of their moments, and after each one the root is compared with the printed one.
"""

from array import array
from bisect import bisect_left, insort
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from workflow.ledger import merkle
from workflow.ledger.entries import written
from workflow.ledger.heads import hashed

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)


class Moment(NamedTuple):
    """The state after which a head was the ledger's."""

    item_id: int
    sequence: int
    at: str
    entries_since: int


class Timeline:
    """All entries, in 56 bytes each: order them by moment and find the one after which it was so.

    Within an item, entries keep their sequence even where a clock was turned back.
    """

    def __init__(self) -> None:
        """Begin without entries."""
        self._items = array("q")
        self._sequences = array("q")
        self._moments = array("q")
        self._hashes = bytearray()

    def add(self, item_id: int, sequence: int, at: str, entry_hash: str) -> None:
        """Take up the next entry, by item and sequence; one that cannot be read is left out."""
        try:
            micros = _micros(at)
            digest = bytes.fromhex(entry_hash).ljust(32)[:32]
        except (TypeError, ValueError):
            return
        if self._items and self._items[-1] == item_id:
            micros = max(micros, self._moments[-1])
        self._items.append(item_id)
        self._sequences.append(sequence)
        self._moments.append(micros)
        self._hashes += digest

    def find(self, head: str) -> Moment | None:
        """The moment from which on `head` was the head; None where it never was."""
        wanted, tree = head.lower(), merkle.Tree()
        present: list[int] = []
        order = sorted(range(len(self._items)), key=self._moments.__getitem__)
        for count, entry in enumerate(order, 1):
            item_id = self._items[entry]
            digest = self._hashes[32 * entry : 32 * entry + 32]
            node = hashed(item_id, self._sequences[entry], digest.hex())
            index = bisect_left(present, item_id)
            if index < len(present) and present[index] == item_id:
                tree.replace(index, node)
            else:
                insort(present, item_id)
                tree.insert(index, node)
            if tree.root.hex() == wanted:
                return self._moment(entry, len(order) - count)
        return None

    def _moment(self, entry: int, since: int) -> Moment:
        at = EPOCH + self._moments[entry] * MICROSECOND
        return Moment(self._items[entry], self._sequences[entry], written(at), since)


def _micros(at: str) -> int:
    return (datetime.fromisoformat(at) - EPOCH) // MICROSECOND
