"""Cycles, evaluation sessions, meetings, and who changed them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.models.base import Base, CanonicalJson, Moment

session_cycles = Table(
    "session_cycles",
    Base.metadata,
    Column("session_id", ForeignKey("evaluation_sessions.id"), primary_key=True),
    Column("cycle_id", ForeignKey("cycles.id"), primary_key=True),
)

meeting_cycles = Table(
    "meeting_cycles",
    Base.metadata,
    Column("meeting_id", ForeignKey("meetings.id"), primary_key=True),
    Column("cycle_id", ForeignKey("cycles.id"), primary_key=True),
)


class Cycle(Base):
    """One budget for which departments are consulted; `id` is like 2021-09."""

    __tablename__ = "cycles"
    __table_args__ = (
        CheckConstraint("opens_on <= submission_deadline", name="opens_before_deadline"),
        CheckConstraint("submission_deadline <= review_deadline", name="deadlines_in_order"),
    )

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    fiscal_year: Mapped[int]
    """年度 in which the consultation takes place."""
    budget_year: Mapped[int]
    """予算年度: the year of the work; for an initial budget one later."""
    kind: Mapped[str] = mapped_column(String(20))
    title_ja: Mapped[str] = mapped_column(String(100))
    title_en: Mapped[str] = mapped_column(String(100), default="")
    process_name: Mapped[str] = mapped_column(String(60))
    """What its items go by, but for sheets that a rule of `tracks` takes."""
    tracks: Mapped[Any] = mapped_column(CanonicalJson, default=list, server_default="[]")
    """Rules over the sheet, in their order, each with its process: see `process.tracks`."""
    opens_on: Mapped[date]
    submission_deadline: Mapped[date]
    review_deadline: Mapped[date]
    closed_at: Mapped[datetime | None] = mapped_column(Moment)

    meetings: Mapped[list["Meeting"]] = relationship(
        secondary=meeting_cycles,
        back_populates="cycles",
        lazy="raise",
        order_by="Meeting.held_on, Meeting.id",
    )


class EvaluationSession(Base):
    """A sitting of the center in which the items of one or more cycles are evaluated."""

    __tablename__ = "evaluation_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    fiscal_year: Mapped[int]
    title_ja: Mapped[str] = mapped_column(String(100))
    title_en: Mapped[str] = mapped_column(String(100), default="")
    begins_on: Mapped[date | None]

    cycles: Mapped[list[Cycle]] = relationship(
        secondary=session_cycles, lazy="raise", order_by=Cycle.id
    )


class Meeting(Base):
    """A meeting of the DX strategy headquarters (本部会議)."""

    __tablename__ = "meetings"
    __table_args__ = (UniqueConstraint("fiscal_year", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fiscal_year: Mapped[int]
    number: Mapped[int]
    held_on: Mapped[date]
    report_frozen_at: Mapped[datetime | None] = mapped_column(Moment)

    cycles: Mapped[list[Cycle]] = relationship(
        secondary=meeting_cycles, back_populates="meetings", lazy="raise", order_by=Cycle.id
    )


class CalendarChange(Base):
    """One change of the calendar: who changed what, when, from what to what. Append-only."""

    __tablename__ = "calendar_changes"
    __table_args__ = (Index("ix_calendar_changes_subject", "subject", "subject_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    subject: Mapped[str] = mapped_column(String(20))
    """cycle, meeting or session; of years ago schedule_row, which is an undertaking now."""
    subject_id: Mapped[str] = mapped_column(String(20))
    verb: Mapped[str] = mapped_column(String(20))
    before: Mapped[Any] = mapped_column(CanonicalJson)
    """What it was, by field; nothing for what is new."""
    after: Mapped[Any] = mapped_column(CanonicalJson)


class CalendarFeed(Base):
    """The secret address of a person's calendar; of the secret only its SHA-256 is here."""

    __tablename__ = "calendar_feeds"
    __table_args__ = (
        CheckConstraint("length(token_hash) = 64", name="token_is_hashed"),
        Index(
            "uq_calendar_feeds_live",
            "person_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
