"""Items locked for a move, as plain values, and written back in one statement.

The one door is the busiest place of all: what it reads and writes are prepared statements
on tables, without a unit of work that would find out again what has changed.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import Connection, bindparam, func, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.base import ExecutableOption

from workflow.database.statements import RowWrite
from workflow.database.transactions import connection_of
from workflow.models import Department, Item, Meeting, meeting_cycles
from workflow.models.base import may_be_id, table_of
from workflow.values.errors import (
    NotFound,
    SomeoneElseActedFirst,
)
from workflow.values.sheet import AS_TYPED, AsTyped, Sheet
from workflow.work import Work

ITEMS: Final = table_of(Item)
_DEPARTMENTS, _MEETINGS = table_of(Department), table_of(Meeting)


@dataclass(slots=True)
class LockedItem:
    """What moves read and change of an item; the names are those of `Item`."""

    id: int
    number: str | None
    cycle_id: str
    department_id: int
    section_id: int | None
    name: str
    process_name: str
    process_version: int
    state: str
    round: int
    released: bool
    submitted_by: int | None
    sealed_from: int | None
    arrived_at: datetime
    due_on: date | None
    meeting_id: int | None
    updated_at: datetime
    version: int
    ledger_length: int
    ledger_head: str
    content_hash: str
    content: Any
    department: str
    """What its department is called: its number begins with it."""
    next_meeting_on: date | None
    """When the headquarters meets next for its cycle, from today on."""
    rewriting: Any = None
    """What its department wrote on it since it was submitted, as a row; None: nothing."""
    as_read: tuple[Any, ...] = ()
    """What `SELDOM_CHANGED` held when it was read."""

    def __post_init__(self) -> None:
        """Remember what is seldom changed, so that it is not written back each time."""
        self.as_read = _seldom_changed(self)

    @property
    def sheet(self) -> Sheet:
        """The content now, as a value."""
        return Sheet.from_json(self.content)

    @property
    def as_typed(self) -> AsTyped:
        """What was typed into fields and cannot be read yet."""
        found: AsTyped = self.content.get(AS_TYPED, {})
        return found


_BESIDE: Final = ("department", "next_meeting_on", "rewriting", "as_read")
"""What is no column of the item's own."""

_DEPARTMENT: Final = (
    select(_DEPARTMENTS.c.name_ja)
    .where(_DEPARTMENTS.c.id == ITEMS.c.department_id)
    .scalar_subquery()
    .label("department")
)
_NEXT_MEETING: Final = (
    select(func.min(_MEETINGS.c.held_on))
    .join(meeting_cycles, meeting_cycles.c.meeting_id == _MEETINGS.c.id)
    .where(
        meeting_cycles.c.cycle_id == ITEMS.c.cycle_id,
        _MEETINGS.c.held_on >= bindparam("today"),
    )
    .correlate(ITEMS)
    .scalar_subquery()
    .label("next_meeting_on")
)
COLUMNS: Final = (
    *(ITEMS.c[name] for name in LockedItem.__dataclass_fields__ if name not in _BESIDE),
    _DEPARTMENT,
    _NEXT_MEETING,
)
"""What a `LockedItem` is made of, in its order; asked with the parameter `today`."""

_WAIT: Final = (
    select(ITEMS.c.id).where(ITEMS.c.id == bindparam("wanted")).with_for_update(key_share=True)
)
_LOCK_ALL: Final = (
    select(*COLUMNS)
    .where(ITEMS.c.id.in_(bindparam("wanted", expanding=True)))
    # In one order, so that two batches never cross.
    .order_by(ITEMS.c.id)
    .with_for_update(of=ITEMS, key_share=True)
)
ALWAYS_CHANGED: Final = (
    "state",
    "arrived_at",
    "due_on",
    "updated_at",
    "ledger_length",
    "ledger_head",
)
SELDOM_CHANGED: Final = (
    "number",
    "cycle_id",
    "round",
    "released",
    "submitted_by",
    "sealed_from",
    "meeting_id",
    "process_name",
    "process_version",
)
_seldom_changed: Final = attrgetter(*SELDOM_CHANGED)


@cache
def _write_back(names: tuple[str, ...]) -> RowWrite:
    return RowWrite(
        update(ITEMS)
        .where(ITEMS.c.id == bindparam("key_"), ITEMS.c.version == bindparam("was_"))
        .values({"version": bindparam("is_")} | {name: bindparam(name) for name in names})
    )


def wait_for(connection: Connection, item_id: int) -> None:
    """Keep the item's row, where there is one, for this transaction alone until its end."""
    connection.execute(_WAIT, {"wanted": item_id})


def lock_all(work: Work, ids: Collection[int]) -> dict[int, LockedItem]:
    """Those of the items that exist, by their ids, each kept for this transaction alone."""
    wanted = [item_id for item_id in ids if may_be_id(item_id)]
    given = {"wanted": wanted, "today": work.today}
    rows = connection_of(work.session).execute(_LOCK_ALL, given)
    return {row.id: LockedItem(*row) for row in rows}


def write_back(session: Session, items: Sequence[LockedItem]) -> None:
    """Write what has changed. Raises SomeoneElseActedFirst where the lock did not hold."""
    changed = {
        name
        for item in items
        for name, was, now in zip(SELDOM_CHANGED, item.as_read, _seldom_changed(item), strict=True)
        if was != now
    }
    names = (*ALWAYS_CHANGED, *(name for name in SELDOM_CHANGED if name in changed))
    rows = [
        {name: getattr(item, name) for name in names}
        | {"key_": item.id, "was_": item.version, "is_": item.version + 1}
        for item in items
    ]
    written = _write_back(names).send(connection_of(session), rows)
    if written.rowcount != len(rows):
        raise SomeoneElseActedFirst()


_LOCK_ROW: Final = (
    select(Item).where(Item.id == bindparam("wanted")).with_for_update(of=Item, key_share=True)
)


def lock_row(session: Session, item_id: int, *loading: ExecutableOption) -> Item:
    """The item, kept for this transaction alone until its end. Raises NotFound."""
    query = _LOCK_ROW.options(*loading) if loading else _LOCK_ROW
    found = session.scalar(query, {"wanted": item_id}) if may_be_id(item_id) else None
    if found is None:
        raise NotFound(what="item")
    return found
