"""Whether the whole ledger holds together, and its file for outsiders."""

from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow.ledger import heads
from workflow.ledger.entries import End, Fault, first_break, written
from workflow.ledger.folders import Folder, folders, links, order_written
from workflow.ledger.heads import Head, ends, hashed, head, leaf
from workflow.ledger.standing import Processes
from workflow.ledger.witnesses import contradictions
from workflow.models import Item, LedgerEntry, LedgerHead
from workflow.values.canonical import canonical_line

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)


class Moment(NamedTuple):
    """The state after which a head was the ledger's."""

    item_id: int
    sequence: int
    at: str
    entries_since: int


class Covered(NamedTuple):
    """How many entries a head covers, and how many were written since."""

    entries: int
    entries_since: int


class Timeline:
    """All entries, in 56 bytes each: order them by moment and find the one after which it was so.

    Asked about heads only whose coverage was not kept.

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

    def find(self, head: str, written: Mapping[tuple[int, int], int]) -> Moment | None:
        """The moment from which on `head` was the head; None where it never was.

        `written` has the order in which the entries were written, by item and sequence, where
        the database knows it.
        """
        by_moment = sorted(range(len(self._items)), key=self._moments.__getitem__)
        return self._replay(head, by_moment) or (
            self._replay(head, sorted(by_moment, key=self._place_in(written))) if written else None
        )

    def _place_in(self, written: Mapping[tuple[int, int], int]) -> Callable[[int], int]:
        return lambda entry: written.get((self._items[entry], self._sequences[entry]), 0)

    def _replay(self, head: str, order: Sequence[int]) -> Moment | None:
        wanted, tree = head.lower(), heads.Tree()
        present: list[int] = []
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

    now: Head
    entries: int
    breaks: tuple[Break, ...]
    against: str | None = None
    since: Moment | Covered | None = None

    @property
    def head(self) -> str:
        """The head now."""
        return self.now.root

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
    now = heads.take(session)
    past = _Past(session, against) if against and against != now.root else None
    entries, breaks, processes = 0, [], Processes(session)
    for folder in folders(session):
        entries += len(folder.links)
        if found := _first(folder, processes):
            breaks.append(found)
        if past:
            past.take_up(folder)
    return Audit(now, entries, tuple(breaks), against, past.found(entries) if past else None)


def _first(folder: Folder, processes: Processes) -> Break | None:
    item = folder.item
    end = End(item.ledger_length, item.ledger_head) if item else End(0, "")
    place = first_break(folder.links, end) or min(contradictions(folder, processes), default=None)
    return Break(folder.item_id, *place) if place else None


class _Past:
    """Looks for the entries that an earlier head covers, while the ledger is walked."""

    def __init__(self, session: Session, head: str) -> None:
        self._session, self._head = session, head
        self._lengths = heads.lengths_of(session, head) or {}
        self._coverage = heads.Coverage(self._lengths)
        self._timeline = Timeline()

    def take_up(self, folder: Folder) -> None:
        """Take up the entries of one item."""
        for link in folder.links:
            place = link.body["sequence"]
            self._coverage.add(folder.item_id, place, link.hash)
            self._timeline.add(folder.item_id, place, link.body["at"], link.hash)

    def found(self, entries: int) -> Moment | Covered | None:
        """When the ledger had the head; None where it never had."""
        if self._coverage.root == self._head:
            covered = sum(self._lengths.values())
            return Covered(covered, entries - covered)
        return self._timeline.find(self._head, order_written(self._session))


FORMAT: Final = "jizen-ledger"
VERSION: Final = 2


def export(session: Session) -> Iterator[bytes]:
    """The file's lines, read from the database as they are taken."""
    yield canonical_line(
        {
            "format": FORMAT,
            "version": VERSION,
            "head": head(session),
            "items": _count(session, Item),
            "entries": _count(session, LedgerEntry),
            "heads": _count(session, LedgerHead),
        }
    )
    for link in links(session):
        yield canonical_line({"entry": _printable(link.body), "hash": link.hash})
    for end in ends(session):
        yield canonical_line({"leaf": leaf(*end)})
    for one in heads.kept(session):
        yield canonical_line({"covers": heads.pairs(one.lengths), "head": one.root})


def _printable(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Bytes, which only a spoiled row has, as text: the file shall show them too."""
    if any(isinstance(value, bytes) for value in body.values()):
        return {
            name: repr(value) if isinstance(value, bytes) else value for name, value in body.items()
        }
    return body


def _count(session: Session, table: type[Item | LedgerEntry | LedgerHead]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0
