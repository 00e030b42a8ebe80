"""Idempotency: the first answer to a key is the answer to every later delivery."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from workflow.errors import InputRefused, KeyReused, Problem
from workflow.models import Item, LedgerEntry, ReceiptRow
from workflow.order import Receipt

LONGEST_KEY: Final = 80

_RECEIPTS = ReceiptRow.__table__
_BY_KEY: Final = select(_RECEIPTS).where(_RECEIPTS.c.key.in_(bindparam("wanted", expanding=True)))

Given = Mapping[str, Row[Any]]
"""Rows of receipts by their keys."""


def find(session: Session, key: str | None, order_hash: str) -> Receipt | None:
    """The receipt once given for `key`.

    Raises KeyReused where the key stood for another order, InputRefused where it
    is no key at all (longer than 80 characters).
    """
    return among(given(session, [key]), key, order_hash) if key else None


def given(session: Session, keys: Iterable[str]) -> Given:
    """The receipts once given for any of `keys`, by key: one query."""
    wanted = [key for key in keys if _is_key(key)]
    rows = session.connection().execute(_BY_KEY, {"wanted": wanted}) if wanted else ()
    return {row.key: row for row in rows}


def among(kept: Given, key: str | None, order_hash: str) -> Receipt | None:
    """The same as `find`, of receipts that were asked for before."""
    if not key:
        return None
    if not _is_key(key):
        raise InputRefused([Problem("key", "key_unreadable")])
    row = kept.get(key)
    if row is None:
        return None
    if row.order_hash != order_hash:
        raise KeyReused()
    return Receipt(row.item_id, row.action, row.state, row.at, row.entry_hash)


def _is_key(key: str) -> bool:
    return len(key) <= LONGEST_KEY and key.isprintable()


def keep(
    session: Session, key: str | None, order_hash: str, item: Item, entry: LedgerEntry
) -> Receipt:
    """Give the receipt for a move, and keep it where a key came with the order."""
    receipt = Receipt(item.id, entry.action, entry.to_state, entry.at, entry.entry_hash)
    if key:
        session.add(
            ReceiptRow(
                key=key,
                order_hash=order_hash,
                item_id=item.id,
                action=entry.action,
                state=entry.to_state,
                entry_hash=entry.entry_hash,
                at=entry.at,
            )
        )
    return receipt
