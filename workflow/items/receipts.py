"""Receipts of moves; the keys by which a second delivery gets the first receipt; listeners."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Row,
    bindparam,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from workflow.database.transactions import connection_of
from workflow.items import opinions
from workflow.ledger import Entry
from workflow.models import Item, LedgerEntry, ReceiptRow
from workflow.models.base import table_of
from workflow.values.errors import InputRefused, KeyReused, Problem, Refusal


@dataclass(frozen=True)
class Receipt:
    """A move that happened: the item, the state it is in now, the ledger's entry.

    `entry_hash` is empty as long as closed opinions could be guessed by it.
    """

    item_id: int
    action: str
    state: str
    at: datetime
    entry_hash: str


Outcome = Receipt | Refusal
"""What becomes of one order of a batch."""


LONGEST_KEY: Final = 80

_ITEMS, _LEDGER, _OLD = table_of(Item), table_of(LedgerEntry), table_of(ReceiptRow)
_WANTED: Final[Any] = bindparam("wanted")
_SOME_WANTED: Final[Any] = bindparam("wanted", expanding=True)


def _receipts(key: Callable[[ColumnElement[Any]], ColumnElement[bool]]) -> CompoundSelect[Any]:
    """Receipts by their keys: entries of the ledger, and what an older version kept beside it."""
    of_both = ("key", "order_hash", "item_id", "action", "entry_hash", "at")
    entries, old = _LEDGER.c[of_both], _OLD.c[of_both]
    state, closed = _LEDGER.c.to_state.label("state"), (_LEDGER.c.sequence, _ITEMS.c.sealed_from)
    return union_all(
        select(*entries, state, *closed)
        .join(_ITEMS, _ITEMS.c.id == _LEDGER.c.item_id)
        .where(key(_LEDGER.c.key)),
        select(*old, _OLD.c.state, literal(0), null()).where(key(_OLD.c.key)),
    )


_BY_KEY: Final = _receipts(lambda key: key == _WANTED)
_BY_KEYS: Final = _receipts(lambda key: key.in_(_SOME_WANTED))

ReceiptsByKey = Mapping[str, Row[Any]]
"""Rows of the receipts that were given before."""


def find(session: Session, key: str | None, order_hash: str) -> Receipt | None:
    """The receipt once given for `key`.

    Raises KeyReused where the key stood for another order, InputRefused where it is
    longer than 80 characters or not printable.
    """
    kept: ReceiptsByKey = {}
    if key and is_key(key):
        row = connection_of(session).execute(_BY_KEY, {"wanted": key}).first()
        kept = {key: row} if row else {}
    return known(kept, key, order_hash)


def find_all(session: Session, keys: Iterable[str]) -> ReceiptsByKey:
    """The receipts once given for any of `keys`, for `known`: one query."""
    wanted = [key for key in keys if is_key(key)]
    rows = connection_of(session).execute(_BY_KEYS, {"wanted": wanted}) if wanted else ()
    return {row.key: row for row in rows}


def known(kept: ReceiptsByKey, key: str | None, order_hash: str) -> Receipt | None:
    """The same as `find`, among receipts that `find_all` has read."""
    if not key:
        return None
    require_key(key)
    row = kept.get(key)
    if row is None:
        return None
    if row.order_hash != order_hash:
        raise KeyReused()
    shown = _shown_hash(row.entry_hash, row.sequence, row.sealed_from)
    return Receipt(row.item_id, row.action, row.state, row.at, shown)


def require_key(key: str) -> None:
    """Raise InputRefused where the text cannot be a key; see `is_key`."""
    if not is_key(key):
        raise InputRefused([Problem("key", "key_unreadable")])


def is_key(key: str) -> bool:
    """Whether the text can be a key: at most 80 characters, all printable."""
    return len(key) <= LONGEST_KEY and key.isprintable()


def receipt_for(entry: Entry, sealed_from: int | None = None) -> Receipt:
    """The receipt for a move of an item; `sealed_from` is what the item says after it."""
    shown = _shown_hash(entry.entry_hash, entry.sequence, sealed_from)
    return Receipt(entry.item_id, entry.action, entry.to_state, entry.at, shown)


def _shown_hash(entry_hash: str, sequence: int, sealed_from: int | None) -> str:
    return "" if opinions.hides_hash(sequence, sealed_from) else entry_hash


Listener = Callable[[str, str], None]
"""Is called with an action and how it ended."""

DONE: Final = "done"
FAILED: Final = "failed"


class Listeners:
    """All listeners of one engine."""

    def __init__(self) -> None:
        """Begin without any."""
        self._listeners: list[Listener] = []

    def add(self, listener: Listener) -> None:
        """Tell `listener` too from now on."""
        self._listeners.append(listener)

    def notify(self, action: str, result: str) -> None:
        """Tell all of one move: `done`, `failed`, or the key of its refusal."""
        for listener in self._listeners:
            listener(action, result)

    def notify_all(self, outcomes: Iterable[tuple[str, Outcome]]) -> None:
        """Tell all of a batch that is in the database now: each action with its outcome."""
        for action, outcome in outcomes:
            self.notify(action, outcome.key if isinstance(outcome, Refusal) else DONE)
