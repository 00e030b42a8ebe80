"""Idempotency: the first answer to a key is the answer to every later delivery."""

from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workflow.errors import InputRefused, KeyReused, Problem
from workflow.models import Item, LedgerEntry, ReceiptRow
from workflow.order import Receipt

LONGEST_KEY: Final = 80

_RECEIPTS = ReceiptRow.__table__
_BY_KEY: Final = select(_RECEIPTS).where(_RECEIPTS.c.key == bindparam("wanted"))


def find(session: Session, key: str | None, order_hash: str) -> Receipt | None:
    """The receipt once given for `key`.

    Raises KeyReused where the key stood for another order, InputRefused where it
    is no key at all (longer than 80 characters).
    """
    if not key:
        return None
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise InputRefused([Problem("key", "key_unreadable")])
    row = session.connection().execute(_BY_KEY, {"wanted": key}).first()
    if row is None:
        return None
    if row.order_hash != order_hash:
        raise KeyReused()
    return Receipt(row.item_id, row.action, row.state, row.at, row.entry_hash)


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
