"""Frozen editions of the papers that Jizen makes of a year: goals, their progress, 資料1-3."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, Moment


class PaperEdition(Base):
    """One frozen edition (第n版) of a paper of a fiscal year. Written once."""

    __tablename__ = "paper_editions"
    __table_args__ = (
        UniqueConstraint("kind", "fiscal_year", "number"),
        CheckConstraint("number >= 1", name="editions_count_from_one"),
        CheckConstraint("number = 1 OR note <> ''", name="correction_has_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    fiscal_year: Mapped[int]
    number: Mapped[int]
    snapshot_hash: Mapped[str] = mapped_column(ForeignKey("stored_files.sha256"))
    """The SHA-256 of the canonical JSON that every file is made from."""
    ledger_head: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(Text)
    frozen_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    frozen_at: Mapped[datetime] = mapped_column(Moment)


class PaperEditionFile(Base):
    """The SHA-256 of one file of an edition, as it was at freezing; `form` is pdf, xlsx or csv."""

    __tablename__ = "paper_edition_files"

    edition_id: Mapped[int] = mapped_column(ForeignKey("paper_editions.id"), primary_key=True)
    form: Mapped[str] = mapped_column(String(10), primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_files.sha256"))
