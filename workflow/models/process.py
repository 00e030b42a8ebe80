"""Definitions: published versions, drafts of new ones, and live items that change to another."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, CanonicalJson, Moment


class ProcessVersion(Base):
    """A published definition. Items finish on the version they started on."""

    __tablename__ = "process_versions"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(Text)
    source_hash: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime] = mapped_column(Moment)


class ProcessWithdrawal(Base):
    """A published version that new items do not begin on any more: no item ever stood on it."""

    __tablename__ = "process_withdrawals"
    __table_args__ = (
        ForeignKeyConstraint(
            ["name", "version"], ["process_versions.name", "process_versions.version"]
        ),
    )

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    withdrawn_at: Mapped[datetime] = mapped_column(Moment)


class ProcessDraft(Base):
    """A definition that is being written: its TOML text, however unfinished or wrong it is.

    Withdrawn, it is kept and can be taken up again.
    """

    __tablename__ = "process_drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(Text)
    source_hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 (hex) of the text in UTF-8, as published versions have it."""
    origin: Mapped[str] = mapped_column(String(200))
    """What it was begun from: a version (standard 2), the name of a file; empty for nothing."""
    begun_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    begun_at: Mapped[datetime] = mapped_column(Moment)
    changed_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)


# ------------------------------------------ items that go on by another version


class ProcessMigration(Base):
    """One checked plan. `states` says for each state of the old version which it is in the new.

    Items are looked at by their ids: `reached` is the last one that was. `moved` counts those that
    went on by the new version; the others stay where they are.
    """

    __tablename__ = "process_migrations"
    __table_args__ = (
        ForeignKeyConstraint(
            ["name", "to_version"], ["process_versions.name", "process_versions.version"]
        ),
        CheckConstraint("from_version <> to_version", name="another_version"),
        Index(
            "uq_process_migrations_running",
            "name",
            "from_version",
            unique=True,
            sqlite_where=text("finished_at IS NULL"),
            postgresql_where=text("finished_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    from_version: Mapped[int]
    to_version: Mapped[int]
    states: Mapped[Any] = mapped_column(CanonicalJson)
    ordered_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    ordered_at: Mapped[datetime] = mapped_column(Moment)
    reached: Mapped[int] = mapped_column(default=0)
    moved: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
