"""The floor: the very rows that the one door wrote, put down again by SQLAlchemy Core.

One transaction a move, the item's row read and locked first, as the door does; but no
permission, no guard, no hash, no unit of work. Nothing that keeps these rows can be quicker.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from workflow.database.transactions import Database
from workflow.models import (
    Evaluation,
    Item,
    ItemRevision,
    LedgerEntry,
    OutboxRow,
    SearchText,
)

Row = dict[str, Any]

ITEMS, LEDGER = Item.__table__, LedgerEntry.__table__
COUNT = sa.text(
    "INSERT INTO item_counters (prefix, last) VALUES (:prefix, 1)"
    " ON CONFLICT (prefix) DO UPDATE SET last = item_counters.last + 1"
)
OWN = {
    "item_revisions": ItemRevision.__table__,
    "evaluations": Evaluation.__table__,
    "search_texts": SearchText.__table__,
}
OUTBOX = OutboxRow.__table__
FOUND_BY = {"submit": "number", "evaluate": "findings"}
"""The kind of text that a move of the walk has found anew."""


class Move(dict[str, Row]):
    """What one move left behind, by table; `items` holds the columns it changed."""

    @property
    def item_id(self) -> int:
        """The item that was moved."""
        return self["ledger_entries"]["item_id"]


class Floor:
    """Puts moves down on a database that stands where the door's stood before them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        tables = {"ledger_entries": LEDGER, "outbox": OUTBOX} | OWN
        self._inserts = {name: sa.insert(table) for name, table in tables.items()}
        self._lock = sa.select(ITEMS).where(ITEMS.c.id == sa.bindparam("key_")).with_for_update()
        self._updates: dict[tuple[str, ...], sa.Update] = {}

    def put_down(self, move: Move) -> None:
        """One move in one transaction."""
        with self._database.engine.begin() as connection:
            self._one(connection, move)

    def put_down_together(self, moves: Sequence[Move]) -> None:
        """Many moves in one transaction."""
        with self._database.engine.begin() as connection:
            for move in moves:
                self._one(connection, move)

    def _one(self, connection: Connection, move: Move) -> None:
        item = connection.execute(self._lock, {"key_": move.item_id}).one()
        key = {"key_": item.id, "was_": item.version}
        connection.execute(self._update(tuple(move["items"])), move["items"] | key)
        for name, row in move.items():
            if name == "item_counters":
                connection.execute(COUNT, row)
            elif name != "items":
                connection.execute(self._inserts[name], row)

    def _update(self, names: tuple[str, ...]) -> sa.Update:
        if names not in self._updates:
            self._updates[names] = (
                sa.update(ITEMS)
                .where(ITEMS.c.id == sa.bindparam("key_"), ITEMS.c.version == sa.bindparam("was_"))
                .values({name: sa.bindparam(name) for name in names})
            )
        return self._updates[names]


def written(database: Database, item_ids: Sequence[int]) -> list[Move]:
    """What the moves on these items left behind, in the order of their ledgers."""
    with database.engine.connect() as connection:
        entries = _rows(connection, LEDGER, LEDGER.c.item_id.in_(item_ids))
        by_table = {
            name: _rows(connection, table, table.c.item_id.in_(item_ids))
            for name, table in OWN.items()
        }
        jobs = {row["job"]: row for row in _rows(connection, OUTBOX, sa.true())}
        items = {row["id"]: row for row in _rows(connection, ITEMS, ITEMS.c.id.in_(item_ids))}
    return [
        _move(entry, items[entry["item_id"]], by_table, jobs)
        for entry in sorted(entries, key=lambda row: (row["sequence"], row["item_id"]))
        if entry["action"] != "create"
    ]


def _move(
    entry: Row,
    item: Row,
    by_table: Mapping[str, Sequence[Row]],
    jobs: Mapping[str, Row],
) -> Move:
    changed = {
        "state": entry["to_state"],
        "due_on": item["created_at"].date(),
        "arrived_at": entry["at"],
        "updated_at": entry["at"],
        "ledger_length": entry["sequence"],
        "ledger_head": entry["entry_hash"],
        "version": entry["sequence"],
    }
    if entry["action"] == "submit":
        changed |= {"round": entry["round"], "submitted_by": entry["actor_id"]}
        changed |= {"number": item["number"]}
    if entry["action"] == "report":
        changed |= {"meeting_id": item["meeting_id"]}
    move = Move(items=changed, ledger_entries=entry)
    if entry["action"] == "submit":
        move["item_counters"] = {"prefix": item["number"].rpartition("-")[0]}
        move["item_revisions"] = _of(by_table["item_revisions"], entry)
    if entry["action"] == "evaluate":
        move["evaluations"] = _of(by_table["evaluations"], entry)
    if kind := FOUND_BY.get(entry["action"]):
        move["search_texts"] = _of(by_table["search_texts"], entry, kind=kind)
    move["outbox"] = jobs[f"announce-{entry['item_id']}-{entry['sequence']}"]
    return move


def _of(rows: Sequence[Row], entry: Row, **values: object) -> Row:
    wanted = {"item_id": entry["item_id"], **values}
    return next(row for row in rows if all(row[name] == value for name, value in wanted.items()))


def _rows(connection: Connection, table: sa.Table, condition: sa.ColumnElement[bool]) -> list[Row]:
    return [dict(row._mapping) for row in connection.execute(sa.select(table).where(condition))]
