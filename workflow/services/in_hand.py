"""Items in hand: locked for a move, as plain values, and written back in one statement.

The one door is the busiest place of all: what it reads and writes are prepared statements
on tables, without a unit of work that would find out again what has changed.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from workflow.errors import NotFound, SomeoneElseActedFirst
from workflow.models import Item
from workflow.models.base import may_be_id, table_of
from workflow.sheet import Sheet

_ITEMS = table_of(Item)


@dataclass(slots=True)
class ItemInHand:
    """What moves read and change of an item; the names are those of `Item`."""

    id: int
    cycle_id: str
    department_id: int
    section_id: int | None
    name: str
    process_name: str
    process_version: int
    state: str
    round: int
    submitted_by: int | None
    arrived_at: datetime
    due_on: date | None
    meeting_id: int | None
    updated_at: datetime
    version: int
    ledger_length: int
    ledger_head: str
    content_hash: str
    content: Any

    @property
    def sheet(self) -> Sheet:
        """The content now, as a value."""
        return Sheet.from_json(self.content)


COLUMNS: Final = tuple(_ITEMS.c[name] for name in ItemInHand.__dataclass_fields__)
_LOCK: Final = (
    select(*COLUMNS)
    .where(_ITEMS.c.id == bindparam("wanted"))
    .with_for_update(of=_ITEMS, key_share=True)
)
_LOCK_ALL: Final = (
    select(*COLUMNS)
    .where(_ITEMS.c.id.in_(bindparam("wanted", expanding=True)))
    # In one order, so that two batches never cross.
    .order_by(_ITEMS.c.id)
    .with_for_update(of=_ITEMS, key_share=True)
)
_CHANGED: Final = (
    "cycle_id",
    "state",
    "round",
    "submitted_by",
    "arrived_at",
    "due_on",
    "meeting_id",
    "updated_at",
    "ledger_length",
    "ledger_head",
)
_WRITE_BACK: Final = (
    update(_ITEMS)
    .where(_ITEMS.c.id == bindparam("key_"), _ITEMS.c.version == bindparam("was_"))
    .values({"version": bindparam("is_")} | {name: bindparam(name) for name in _CHANGED})
)


def take(session: Session, item_id: int) -> ItemInHand:
    """The item, kept for this transaction alone until its end. Raises NotFound."""
    if may_be_id(item_id):
        row = session.connection().execute(_LOCK, {"wanted": item_id}).one_or_none()
        if row is not None:
            return ItemInHand(*row)
    raise NotFound(what="item")


def take_all(session: Session, ids: Collection[int]) -> dict[int, ItemInHand]:
    """Those of the items that exist, by their ids, kept like one."""
    wanted = [item_id for item_id in ids if may_be_id(item_id)]
    rows = session.connection().execute(_LOCK_ALL, {"wanted": wanted})
    return {row.id: ItemInHand(*row) for row in rows}


def write_back(session: Session, items: Sequence[ItemInHand]) -> None:
    """Write what has changed. Raises SomeoneElseActedFirst where the lock did not hold."""
    rows = [
        {name: getattr(item, name) for name in _CHANGED}
        | {"key_": item.id, "was_": item.version, "is_": item.version + 1}
        for item in items
    ]
    written = session.connection().execute(_WRITE_BACK, rows if len(rows) > 1 else rows[0])
    if written.rowcount != len(rows):
        raise SomeoneElseActedFirst()
