"""Reading everything that bears on an item's history, one item at a time.

These tables are read side by side in the order of the items, so that only one item is
in memory, however long the ledger is. Columns are read as bare as the database holds
them: a row that somebody spoiled must be reported, not stop the reading.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Select, Text, select, text, type_coerce
from sqlalchemy.engine import Row
from sqlalchemy.orm import InstrumentedAttribute, Session

from workflow.ledger.entries import Link, words, written
from workflow.ledger.heads import CHUNK
from workflow.models import (
    ActFor,
    Attachment,
    Evaluation,
    Item,
    ItemRevision,
    LedgerEntry,
    ReceiptRow,
    ScoreSheet,
    ScoreSheetEntry,
)
from workflow.models.item_funding import ItemFunding
from workflow.values.canonical import canonical_bytes


def bare(column: InstrumentedAttribute[Any]) -> Any:
    """The column as it is stored, without conversion to Python's types."""
    return type_coerce(column, Text).label(column.key)


_OF_ENTRIES: Final = select(
    LedgerEntry.item_id,
    LedgerEntry.sequence,
    bare(LedgerEntry.at),
    LedgerEntry.action,
    LedgerEntry.from_state,
    LedgerEntry.to_state,
    LedgerEntry.actor_id,
    LedgerEntry.actor_login,
    LedgerEntry.round,
    LedgerEntry.note,
    bare(LedgerEntry.particulars),
    LedgerEntry.content_hash,
    LedgerEntry.previous_hash,
    LedgerEntry.entry_hash,
).order_by(LedgerEntry.item_id, LedgerEntry.sequence)

_QUERIES: Final[dict[str, Select[Any]]] = {
    "item": select(
        Item.id,
        Item.cycle_id,
        Item.department_id,
        Item.process_name,
        Item.process_version,
        Item.state,
        Item.round,
        Item.released,
        bare(Item.arrived_at),
        bare(Item.updated_at),
        Item.meeting_id,
        Item.created_by,
        Item.submitted_by,
        Item.ledger_length,
        Item.ledger_head,
        bare(Item.content),
        Item.content_hash,
        Item.name,
        Item.field,
        Item.category_code,
        Item.amount_kyen,
        Item.dx_step,
        Item.goal_number,
        Item.system_id,
    ).order_by(Item.id),
    "funding": select(
        ItemFunding.item_id, ItemFunding.source, bare(ItemFunding.label), ItemFunding.amount_kyen
    ).order_by(ItemFunding.item_id, ItemFunding.position),
    "revision": select(
        ItemRevision.item_id,
        ItemRevision.number,
        bare(ItemRevision.content),
        ItemRevision.content_hash,
        ItemRevision.submitted_by,
        bare(ItemRevision.submitted_at),
    ).order_by(ItemRevision.item_id, ItemRevision.number),
    "evaluation": select(
        Evaluation.item_id,
        Evaluation.verdict_code,
        Evaluation.findings,
        Evaluation.conditions,
        Evaluation.content_hash,
        Evaluation.finalised_by,
        bare(Evaluation.finalised_at),
        bare(Evaluation.undone_at),
    ).order_by(Evaluation.item_id, Evaluation.finalised_at, Evaluation.id),
    "file": select(
        Attachment.item_id,
        Attachment.name,
        bare(Attachment.sha256),
        Attachment.first_revision,
        Attachment.last_revision,
    ).order_by(Attachment.item_id, Attachment.id),
    "sheet": select(
        ScoreSheet.item_id,
        ScoreSheet.id,
        bare(ScoreSheet.content),
        bare(ScoreSheet.submitted_at),
        ScoreSheet.content_hash,
        ScoreSheet.times,
    ).order_by(ScoreSheet.item_id, ScoreSheet.id),
    "sheet_entry": select(
        ScoreSheet.item_id,
        ScoreSheetEntry.sheet_id,
        bare(ScoreSheetEntry.at),
        ScoreSheetEntry.action,
        bare(ScoreSheetEntry.content),
        ScoreSheetEntry.content_hash,
    )
    .join(ScoreSheet, ScoreSheet.id == ScoreSheetEntry.sheet_id)
    .order_by(ScoreSheet.item_id, ScoreSheetEntry.sheet_id, ScoreSheetEntry.sequence),
    "act_for": select(ActFor.item_id, ActFor.sequence, bare(ActFor.person_id)).order_by(
        ActFor.item_id, ActFor.sequence
    ),
    "receipt": select(
        ReceiptRow.item_id,
        ReceiptRow.action,
        ReceiptRow.state,
        ReceiptRow.entry_hash,
        bare(ReceiptRow.at),
    ).order_by(ReceiptRow.item_id, ReceiptRow.at),
}


class Folder:
    """What the tables say of one item; `item` is None where it is not among the items."""

    def __init__(self, item_id: int, papers: dict[str, list[Any]]) -> None:
        """File the rows under their tables' names."""
        self.item_id = item_id
        self.item: Row[Any] | None = next(iter(papers["item"]), None)
        self.funding: list[Row[Any]] = papers["funding"]
        self.links: list[Link] = papers["entry"]
        self.revisions: list[Row[Any]] = papers["revision"]
        self.evaluations: list[Row[Any]] = papers["evaluation"]
        self.files: list[Row[Any]] = papers["file"]
        self.sheets: list[Row[Any]] = papers["sheet"]
        self.sheet_entries: list[Row[Any]] = papers["sheet_entry"]
        self.acts_for: list[Row[Any]] = papers["act_for"]
        self.receipts: list[Row[Any]] = papers["receipt"]


def folders(session: Session) -> Iterator[Folder]:
    """Every item's folder, by item number."""
    streams = [_stream(session, kind, query) for kind, query in _QUERIES.items()]
    entries = ((link.body["item"], "entry", link) for link in links(session))
    together = merge(*streams, entries, key=itemgetter(0))
    for item_id, papers in groupby(together, key=itemgetter(0)):
        filed: defaultdict[str, list[Any]] = defaultdict(list)
        for _, kind, paper in papers:
            filed[kind].append(paper)
        yield Folder(item_id, filed)


def links(session: Session) -> Iterator[Link]:
    """Every entry of the ledger, by item and sequence."""
    for row in session.execute(_OF_ENTRIES.execution_options(yield_per=CHUNK)):
        yield Link(words(row, moment(row.at), read_back(row.particulars)), row.entry_hash)


def order_written(session: Session) -> dict[tuple[int, int], int]:
    """The place in which each entry was written, by item and sequence.

    SQLite, which has one writer at a time, knows it; PostgreSQL does not: there it is empty.
    """
    if session.get_bind().dialect.name != "sqlite":
        return {}
    query = select(LedgerEntry.item_id, LedgerEntry.sequence).order_by(text("rowid"))
    return {(row.item_id, row.sequence): place for place, row in enumerate(session.execute(query))}


def moment(stored: Any) -> str:
    """A moment as the hashes take it; what cannot be read as one stays as it is stored."""
    if isinstance(stored, datetime):
        return written(stored)
    try:
        return written(datetime.fromisoformat(stored).replace(tzinfo=UTC))
    except (TypeError, ValueError):
        return str(stored)


def read_back(stored: Any) -> Any:
    """The value that the text is the JSON of; the text itself where it is not canonical JSON."""
    try:
        read = json.loads(stored)
        return read if canonical_bytes(read) == stored.encode() else stored
    except (TypeError, ValueError):
        return str(stored)


def _stream(session: Session, kind: str, query: Select[Any]) -> Iterator[tuple[int, str, Row[Any]]]:
    for row in session.execute(query.execution_options(yield_per=CHUNK)):
        yield row[0], kind, row
