"""What moves leave behind: written together, one statement a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Insert, insert
from sqlalchemy.orm import Session

from workflow.database.outbox import Outbox
from workflow.items import locking
from workflow.items.locking import ItemInHand
from workflow.ledger import Entry
from workflow.models import ActFor, Base, ItemRevision, LedgerEntry, ReceiptRow
from workflow.models.base import table_of
from workflow.textindex import index
from workflow.textindex.index import Copy
from workflow.values.vocabulary import SearchKind

Row = Mapping[str, Any]

_INSERT: Final[Mapping[type[Base], Insert]] = {
    kind: insert(table_of(kind)) for kind in (ItemRevision, LedgerEntry, ActFor, ReceiptRow)
}


@dataclass
class Traces:
    """The items that moved, and the rows that tell of it."""

    items: list[ItemInHand] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    acts_for: list[Row] = field(default_factory=list)
    revisions: list[Row] = field(default_factory=list)
    receipts: list[Row] = field(default_factory=list)
    texts: list[Copy] = field(default_factory=list)

    def write(self, session: Session, outbox: Outbox) -> None:
        """Write all of it in the caller's transaction, and leave word of the entries."""
        if not self.entries:
            return
        locking.write_back(session, self.items)
        write_rows(session, ItemRevision, self.revisions)
        write_rows(session, LedgerEntry, [entry._asdict() for entry in self.entries])
        write_rows(session, ActFor, self.acts_for)
        write_rows(session, ReceiptRow, self.receipts)
        index.put(session, [*self.texts, *self._reasons()])
        outbox.after(session, self.entries)

    def _reasons(self) -> Iterator[Copy]:
        for entry in self.entries:
            if entry.note:
                yield Copy(entry.item_id, SearchKind.REASON, entry.sequence, entry.note)


def write_rows(session: Session, kind: type[Base], rows: Sequence[Row]) -> None:
    """Insert rows of one kind by one statement."""
    if rows:
        # A list of one would take the way of many, which costs more.
        session.connection().execute(_INSERT[kind], rows if len(rows) > 1 else rows[0])
