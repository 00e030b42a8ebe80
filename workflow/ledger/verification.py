"""Whether the whole ledger holds together, and its file for outsiders."""

from array import array
from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow.ledger import merkle
from workflow.ledger.entries import End, Fault, first_break, written
from workflow.ledger.folders import Folder, folders, links
from workflow.ledger.merkle import ends, hashed, head, leaf
from workflow.ledger.witnesses import contradictions
from workflow.models import Item, LedgerEntry
from workflow.values.canonical import canonical_bytes

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


@dataclass(frozen=True)
class Break:
    """The first place where an item's history does not hold together."""

    item_id: int
    sequence: int
    what: Fault


@dataclass(frozen=True)
class Audit:
    """What an audit found. `since`: when the ledger had the printed head, if it has grown since."""

    head: str
    entries: int
    breaks: tuple[Break, ...]
    against: str | None = None
    since: Moment | None = None

    @property
    def is_sound(self) -> bool:
        """Whether nothing is broken, and the printed head, if any, is or was the head."""
        return not self.breaks and (self.against in (None, self.head) or self.since is not None)


def audit(session: Session, against: str | None = None) -> Audit:
    """Walk the whole ledger, and see whether it once had the head `against`, printed earlier.

    `breaks` has the first broken entry of every item, by item.
    A head proves that something from before it was changed or removed; which item that is
    can be named only where the chains or their witnesses show it too.
    """
    against = against.strip().lower() if against else None
    now = head(session)
    timeline = Timeline() if against not in (None, now) else None
    entries, breaks = 0, []
    for folder in folders(session):
        entries += len(folder.links)
        if found := _first(folder):
            breaks.append(found)
        if timeline:
            _take_up(timeline, folder)
    since = timeline.find(against) if timeline and against else None
    return Audit(now, entries, tuple(breaks), against, since)


def _first(folder: Folder) -> Break | None:
    item = folder.item
    end = End(item.ledger_length, item.ledger_head) if item else End(0, "")
    place = first_break(folder.links, end) or min(contradictions(folder), default=None)
    return Break(folder.item_id, *place) if place else None


def _take_up(timeline: Timeline, folder: Folder) -> None:
    for link in folder.links:
        timeline.add(folder.item_id, link.body["sequence"], link.body["at"], link.hash)


FORMAT: Final = "jizen-ledger"
VERSION: Final = 1


def export(session: Session) -> Iterator[bytes]:
    """The file's lines, read from the database as they are taken."""
    yield _line(
        {
            "format": FORMAT,
            "version": VERSION,
            "head": head(session),
            "items": _count(session, Item),
            "entries": _count(session, LedgerEntry),
        }
    )
    for link in links(session):
        yield _line({"entry": _printable(link.body), "hash": link.hash})
    for end in ends(session):
        yield _line({"leaf": leaf(*end)})


def _line(value: Any) -> bytes:
    return canonical_bytes(value) + b"\n"


def _printable(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Bytes, which only a spoiled row has, as text: the file shall show them too."""
    if any(isinstance(value, bytes) for value in body.values()):
        return {
            name: repr(value) if isinstance(value, bytes) else value for name, value in body.items()
        }
    return body


def _count(session: Session, table: type[Item | LedgerEntry]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0
