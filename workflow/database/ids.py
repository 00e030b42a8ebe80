"""Ids that are known before their rows are written, so that other rows can be made of them."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Table, text
from sqlalchemy.orm import Session

from workflow.database.transactions import connection_of

_FROM_SEQUENCE: Final = text(
    "SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :many)"
)


def next_ids(session: Session, table: Table, many: int) -> Sequence[int]:
    """So many ids of a table that nobody else is given, rising; for a transaction that writes."""
    connection = connection_of(session)
    if connection.dialect.name == "postgresql":
        given = {"name": table.name, "many": many}
        return connection.execute(_FROM_SEQUENCE, given).scalars().all()
    # SQLite has one writer at a time, and gives the ids in this way itself.
    last = connection.execute(text(f"SELECT max(id) FROM {table.name}")).scalar() or 0  # noqa: S608
    return range(last + 1, last + 1 + many)
