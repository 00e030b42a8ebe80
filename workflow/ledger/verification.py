"""Checking the whole ledger against itself, its witnesses and a printed head."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from workflow.ledger.chain import End, Fault, first_break
from workflow.ledger.folders import Folder, folders
from workflow.ledger.heads import head
from workflow.ledger.timeline import Moment, Timeline
from workflow.ledger.witnesses import contradictions


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
