"""Idempotency: the first answer to a key is the answer to every later delivery."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from workflow.items.orders import Receipt
from workflow.ledger import Entry
from workflow.models import ReceiptRow
from workflow.values.errors import InputRefused, KeyReused, Problem

LONGEST_KEY: Final = 80

_RECEIPTS = ReceiptRow.__table__
_BY_KEY: Final = select(_RECEIPTS).where(_RECEIPTS.c.key == bindparam("wanted"))
_BY_KEYS: Final = select(_RECEIPTS).where(_RECEIPTS.c.key.in_(bindparam("wanted", expanding=True)))

Given = Mapping[str, Row[Any]]
"""Rows of receipts by their keys."""


def find(session: Session, key: str | None, order_hash: str) -> Receipt | None:
    """The receipt once given for `key`.

    Raises KeyReused where the key stood for another order, InputRefused where it
    is no key at all (longer than 80 characters).
    """
    kept: Given = {}
    if key and _is_key(key):
        row = session.connection().execute(_BY_KEY, {"wanted": key}).one_or_none()
        kept = {key: row} if row else {}
    return among(kept, key, order_hash)


def given(session: Session, keys: Iterable[str]) -> Given:
    """The receipts once given for any of `keys`, by key: one query."""
    wanted = [key for key in keys if _is_key(key)]
    rows = session.connection().execute(_BY_KEYS, {"wanted": wanted}) if wanted else ()
    return {row.key: row for row in rows}


def among(kept: Given, key: str | None, order_hash: str) -> Receipt | None:
    """The same as `find`, of receipts that were asked for before."""
    if not key:
        return None
    require_key(key)
    row = kept.get(key)
    if row is None:
        return None
    if row.order_hash != order_hash:
        raise KeyReused()
    return Receipt(row.item_id, row.action, row.state, row.at, row.entry_hash)


def require_key(key: str) -> None:
    """Raise InputRefused where it is no key: longer than 80 characters, or not printable."""
    if not _is_key(key):
        raise InputRefused([Problem("key", "key_unreadable")])


def _is_key(key: str) -> bool:
    return len(key) <= LONGEST_KEY and key.isprintable()


def receipt_for(entry: Entry) -> Receipt:
    """The receipt for a move."""
    return Receipt(entry.item_id, entry.action, entry.to_state, entry.at, entry.entry_hash)


def row_of(receipt: Receipt, key: str, order_hash: str) -> dict[str, Any]:
    """What is kept of a receipt, so that a second delivery of `key` is given it again."""
    return {**asdict(receipt), "key": key, "order_hash": order_hash}
