"""The first entries of many items at once: each the same as one written alone."""

from collections.abc import Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any, Final, NamedTuple

from sqlalchemy import bindparam, insert, update
from sqlalchemy.orm import Session

from workflow.actor import Actor
from workflow.canonical import fingerprint
from workflow.ledger.entries import BEGINNING, words, written
from workflow.models import Item, LedgerEntry

_ITEMS: Final[Any] = Item.__table__
_ENTRIES: Final[Any] = LedgerEntry.__table__
_CHAINED: Final = (
    update(Item)
    .where(_ITEMS.c.id == bindparam("item"))
    .values(ledger_length=1, ledger_head=bindparam("head"))
)


class Begun(NamedTuple):
    """An item that was just created."""

    item_id: int
    content_hash: str


def begin(
    session: Session,
    begun: Sequence[Begun],
    *,
    action: str,
    state: str,
    actor: Actor,
    at: datetime,
    particulars: dict[str, Any],
) -> list[str]:
    """Write the first entry of each item, and the heads of their chains: two statements.

    Gives the entries' hashes, in order.
    """
    moment = written(at)
    rows: list[dict[str, Any]] = []
    for one in begun:
        row: dict[str, Any] = {
            "item_id": one.item_id,
            "sequence": 1,
            "at": at,
            "action": action,
            "from_state": "",
            "to_state": state,
            "actor_id": actor.person_id,
            "actor_login": actor.login,
            "round": 0,
            "note": "",
            "particulars": particulars,
            "content_hash": one.content_hash,
            "previous_hash": BEGINNING,
        }
        row["entry_hash"] = fingerprint(words(SimpleNamespace(**row), moment, particulars))
        rows.append(row)
    connection = session.connection()
    connection.execute(insert(_ENTRIES), rows)
    heads = [{"item": row["item_id"], "head": row["entry_hash"]} for row in rows]
    connection.execute(_CHAINED, heads)
    return [row["entry_hash"] for row in rows]
