"""Cycles, evaluation sessions, headquarters meetings and the rows of 資料1-3."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, String, Table, UniqueConstraint
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
    opens_on: Mapped[date]
    submission_deadline: Mapped[date]
    review_deadline: Mapped[date]
    closed_at: Mapped[datetime | None] = mapped_column(Moment)

    meetings: Mapped[list["Meeting"]] = relationship(
        secondary=meeting_cycles, back_populates="cycles", lazy="raise", order_by="Meeting.held_on"
    )


class EvaluationSession(Base):
    """A sitting of the center in which the items of one or more cycles are evaluated."""

    __tablename__ = "evaluation_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    fiscal_year: Mapped[int]
    title_ja: Mapped[str] = mapped_column(String(100))
    title_en: Mapped[str] = mapped_column(String(100), default="")
    begins_on: Mapped[date | None]

    cycles: Mapped[list[Cycle]] = relationship(secondary=session_cycles, lazy="raise")


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
        secondary=meeting_cycles, back_populates="meetings", lazy="raise"
    )


class ScheduleRow(Base):
    """A row of 資料1-3; `quarters` holds four lists of entries with their ○/● marks."""

    __tablename__ = "schedule_rows"
    __table_args__ = (UniqueConstraint("fiscal_year", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fiscal_year: Mapped[int]
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(String(400), default="")
    quarters: Mapped[Any] = mapped_column(CanonicalJson)
