"""What every mapped class shares: names for constraints, moments, canonical JSON."""

import json
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import DateTime, Dialect, MetaData, Table, Text
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from workflow.values.canonical import canonical_bytes

ONLY: Final = "only"
"""In the `info` of an index: the one database that has it."""

LARGEST_ID: Final = 2**31 - 1
"""The greatest number that any row's id can have, on either database."""


def may_be_id(number: int) -> bool:
    """Whether a row could have this id at all: a database asked for a greater one fails."""
    return 0 < number <= LARGEST_ID


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC, the same on SQLite and PostgreSQL."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into UTC; a naive one is a mistake of ours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware moment in UTC."""
        return None if value is None else value.replace(tzinfo=value.tzinfo or UTC)


class CanonicalJson(TypeDecorator[Any]):
    """A value kept as canonical JSON text, so that the stored bytes can be hashed again."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write the value down canonically."""
        return None if value is None else canonical_bytes(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Read the value back."""
        return None if value is None else json.loads(value)


class Base(DeclarativeBase):
    """The registry of all tables; every constraint gets a predictable name."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def table_of(kind: type[Base]) -> Table:
    """The table of a mapped class, for statements that are prepared once."""
    table = kind.__table__
    assert isinstance(table, Table)  # noqa: S101 - we map classes to nothing else
    return table
