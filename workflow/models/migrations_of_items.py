"""Live items that go on by another version of their process: what was ordered, how far it is."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, CanonicalJson, Moment


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
