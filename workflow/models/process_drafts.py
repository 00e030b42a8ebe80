"""Definitions of processes that administrators are writing."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, Moment


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
