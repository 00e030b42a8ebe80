"""What administrators changed: a chain of entries of its own beside the items' ledger."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, CanonicalJson, Moment


class OfficeChange(Base):
    """One change of people, organisation, masters or set-up. A trigger refuses UPDATE and DELETE.

    `before` and `after` hold the fields of the subject; None where it was not there.
    """

    __tablename__ = "office_changes"
    __table_args__ = (Index("ix_office_changes_subject", "subject", "code"),)

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    actor_login: Mapped[str] = mapped_column(String(64))
    """Empty where the program itself did it: set-up, seeds, a plan on its day."""
    subject: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(100))
    action: Mapped[str] = mapped_column(String(20))
    before: Mapped[Any] = mapped_column(CanonicalJson, nullable=True)
    after: Mapped[Any] = mapped_column(CanonicalJson, nullable=True)
    note: Mapped[str] = mapped_column(Text, default="")
    previous_hash: Mapped[str] = mapped_column(String(64))
    entry_hash: Mapped[str] = mapped_column(String(64))


class OfficeChangesEnd(Base):
    """How long the chain of changes is and what it ends with: one row, locked to add to it."""

    __tablename__ = "office_changes_end"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    length: Mapped[int]
    head: Mapped[str] = mapped_column(String(64))
