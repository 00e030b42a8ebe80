"""Constraints that many tables have, with their names."""

import sqlalchemy as sa
from alembic import op


def reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    """A foreign key from a column to the id of another table."""
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def unique_where(name: str, table: str, columns: list[str], condition: str) -> None:
    """Let the columns be unique among the rows for which the condition holds."""
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=True, sqlite_where=where, postgresql_where=where)
