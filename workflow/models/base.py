"""What mapped classes share: names, moments, canonical JSON, locks; plans and staged files."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Final, TypeVar

import orjson
from sqlalchemy import (
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    LargeBinary,
    MetaData,
    Select,
    String,
    Table,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from workflow.values.canonical import canonical_bytes
from workflow.values.errors import NotFound

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
        return _in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware moment in UTC."""
        return None if value is None else value.replace(tzinfo=value.tzinfo or UTC)

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """Write down for SQLite what SQLAlchemy would: rows of one unit of work have one moment."""
        write = super().bind_processor(dialect)
        return _text_of if dialect.name == "sqlite" else write

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """Read the text that SQLite keeps in one step: the usual two take nine times as long."""
        read = super().result_processor(dialect, coltype)
        return _moment_of if dialect.name == "sqlite" else read


def _in_utc(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(UTC)


@lru_cache(maxsize=256)
def _text_of(moment: datetime | None) -> str | None:
    kept = _in_utc(moment)
    return None if kept is None else kept.replace(tzinfo=None).isoformat(" ", "microseconds")


def _moment_of(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")


class CanonicalJson(TypeDecorator[Any]):
    """A value kept as canonical JSON text, so that the stored bytes can be hashed again."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write the value down canonically."""
        return None if value is None else canonical_bytes(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Read the value back."""
        return None if value is None else orjson.loads(value)


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


# --------------------------------------------------------- rows that are locked


R = TypeVar("R")


def found_row(session: Session, query: Select[R], number: int, **what: Any) -> R:
    """The row with this number that `query` finds. Raises NotFound, which says `what`."""
    row = session.scalar(query) if may_be_id(number) else None
    if row is None:
        raise NotFound(**what)
    return row


def locked_row(session: Session, query: Select[R], number: int, what: str, **how: Any) -> R:
    """The row with this number that `query` finds, as it is now, changed by nobody else meanwhile.

    `how` is that of `with_for_update`. Raises NotFound (what).
    """
    latest = query.with_for_update(**how).execution_options(populate_existing=True)
    return found_row(session, latest, number, what=what)


# ---------------------------------------------------------- what every plan has


class Plan:
    """Lines of what changes, and the day on which it holds.

    `basis` is the fingerprint of what was looked at when it was decided.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(100))
    takes_effect_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(20))
    lines: Mapped[Any] = mapped_column(CanonicalJson)
    basis: Mapped[str] = mapped_column(String(64), default="")
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    done_at: Mapped[datetime | None] = mapped_column(Moment)


def checks_of_plans(*decided: str) -> tuple[CheckConstraint, ...]:
    """The conditions on plans; in the states `decided` somebody has decided them."""
    states = ", ".join(f"'{one}'" for one in decided)
    return (
        CheckConstraint(
            "state IN ('draft', 'decided', 'overtaken', 'done', 'cancelled')", name="state_is_known"
        ),
        CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="done_at_a_moment"),
        CheckConstraint(
            f"state NOT IN ({states}) OR decided_by IS NOT NULL", name="decided_by_someone"
        ),
    )


# -------------------------------------- what every file has that was brought in


class StagedFile(Base):
    """A file's cells until they are carried out or expire; who brought which file stays."""

    __abstract__ = True

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[Any, ...]:
        """A constraint belongs to one table: each is given its own."""
        counted = "(committed_at IS NULL) = (added_count IS NULL)"
        return (CheckConstraint(counted, name="committed_is_counted"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    """What was read of the file, see `workflow.files.cell_packing`; never the file itself."""
    content_hash: Mapped[str] = mapped_column(String(64))
    staged_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)
    committed_at: Mapped[datetime | None] = mapped_column(Moment)
    added_count: Mapped[int | None]
    changed_count: Mapped[int | None]


# ------------------------------------------------- what every frozen edition has


class Edition:
    """A frozen paper: the snapshot that its files are made from, by whom, and why again."""

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    snapshot_hash: Mapped[str] = mapped_column(ForeignKey("stored_files.sha256"))
    """The SHA-256 of the canonical JSON that everything else is rebuilt from."""
    ledger_head: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(Text)
    frozen_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    frozen_at: Mapped[datetime] = mapped_column(Moment)


def checks_of_editions() -> tuple[CheckConstraint, ...]:
    """The conditions on editions: a correction has a reason."""
    return (
        CheckConstraint("number >= 1", name="editions_count_from_one"),
        CheckConstraint("number = 1 OR note <> ''", name="correction_has_reason"),
    )
