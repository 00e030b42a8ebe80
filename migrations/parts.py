"""What tables are made of, under the names that the models give it.

Migrations that were released call these functions, so what they make never changes.
"""

import sqlalchemy as sa
from alembic import op

MOMENT = sa.DateTime(timezone=True)


def primary_key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    """The primary key of a table."""
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def unique(table: str, *columns: str) -> sa.UniqueConstraint:
    """Columns that no two rows have in common."""
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def reference(table: str, column: str, target: str, key: str = "id") -> sa.ForeignKeyConstraint:
    """A foreign key from a column to the key of another table."""
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.{key}"], name=name)


def shared_reference(table: str, target: str, *columns: str) -> sa.ForeignKeyConstraint:
    """A foreign key of several columns, which have the same names in the other table."""
    name = op.f(f"fk_{table}_{'_'.join(columns)}")
    return sa.ForeignKeyConstraint(columns, [f"{target}.{one}" for one in columns], name=name)


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    """A condition that every row of a table meets."""
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def index_where(
    name: str, table: str, columns: list[str], condition: str, *, unique: bool = False
) -> None:
    """Index the rows for which a condition holds."""
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=unique, sqlite_where=where, postgresql_where=where)


def unique_where(name: str, table: str, columns: list[str], condition: str) -> None:
    """Let the columns be unique among the rows for which a condition holds."""
    index_where(name, table, columns, condition, unique=True)
