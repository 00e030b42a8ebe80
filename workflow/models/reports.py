"""Frozen editions of a meeting's reports, the lifting of a freeze, and the meeting's agenda.

All of it is written once: triggers refuse every UPDATE and DELETE.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, CanonicalJson, Edition, Moment, checks_of_editions


class StoredFile(Base):
    """Bytes that were handed out, found by their SHA-256."""

    __tablename__ = "stored_files"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ReportEdition(Edition, Base):
    """One frozen edition (第n版) of one stage of a meeting's report."""

    __tablename__ = "report_editions"
    __table_args__ = (
        UniqueConstraint("meeting_id", "stage", "number"),
        *checks_of_editions(),
        CheckConstraint("stage IN ('planned', 'evaluated')", name="stage_known"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    stage: Mapped[str] = mapped_column(String(20))


class ReportFile(Base):
    """The SHA-256 of one file of an edition, as it was at freezing; `form` is pdf, xlsx or csv."""

    __tablename__ = "report_files"

    edition_id: Mapped[int] = mapped_column(ForeignKey("report_editions.id"), primary_key=True)
    form: Mapped[str] = mapped_column(String(10), primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_files.sha256"), index=True)


class ReportItem(Base):
    """An item that an edition holds, with the end of its history at that moment."""

    __tablename__ = "report_items"

    edition_id: Mapped[int] = mapped_column(ForeignKey("report_editions.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True, index=True)
    ledger_head: Mapped[str] = mapped_column(String(64))


class ReportLift(Base):
    """The freeze of an edition was lifted, so that it could be corrected: by whom, and why."""

    __tablename__ = "report_lifts"
    __table_args__ = (CheckConstraint("reason <> ''", name="reason_given"),)

    edition_id: Mapped[int] = mapped_column(ForeignKey("report_editions.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    lifted_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    lifted_at: Mapped[datetime] = mapped_column(Moment)


class Agenda(Base):
    """A version of a meeting's agenda; the newest one holds.

    `entries`: a list of {group, number, title, kind} in their order.
    """

    __tablename__ = "agendas"
    __table_args__ = (CheckConstraint("version >= 1", name="versions_count_from_one"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    entries: Mapped[Any] = mapped_column(CanonicalJson)
    saved_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """None for the one that came with the reference data."""
    saved_at: Mapped[datetime] = mapped_column(Moment)
