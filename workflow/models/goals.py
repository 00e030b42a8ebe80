"""DX goals (DX推進目標): what departments set themselves for a year, and how far they came."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, Moment, StagedFile

goal_departments = Table(
    "goal_departments",
    Base.metadata,
    Column("goal_id", ForeignKey("goals.id"), primary_key=True),
    Column("department_id", ForeignKey("departments.id"), primary_key=True),
    Column("position", String(2), nullable=False),
    Index("ix_goal_departments_department_id", "department_id"),
)
"""Who carries a goal; position "0" is the lead department."""

CARRIERS_IN_ORDER: Final = (
    func.length(goal_departments.c.position),
    goal_departments.c.position,
)
"""The lead, then the others: positions are texts, and "10" is after "9"."""


class Goal(Base):
    """A DX goal a department has set for itself in a fiscal year."""

    __tablename__ = "goals"
    __table_args__ = (
        UniqueConstraint("fiscal_year", "number"),
        CheckConstraint(
            "state IN ('draft', 'submitted', 'returned', 'confirmed', 'set', 'closed',"
            " 'withdrawn')",
            name="state_is_known",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fiscal_year: Mapped[int]
    number: Mapped[int]
    team: Mapped[str] = mapped_column(String(100), default="")
    """The team (班) of a department that set it for itself; "" for a goal of departments."""
    title: Mapped[str] = mapped_column(String(300))
    overview: Mapped[str] = mapped_column(Text)
    field: Mapped[str | None] = mapped_column(ForeignKey("fields.code"))
    """None where the paper names none."""
    dx_step: Mapped[str | None] = mapped_column(String(2))
    state: Mapped[str] = mapped_column(String(20), default="set")
    revision: Mapped[int] = mapped_column(default=0)
    """How many changes the record has of it: what a form about it has seen."""
    submitted_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    carried_from: Mapped[int | None] = mapped_column(ForeignKey("goals.id"))
    """The goal of the year before that it goes on with."""
    conclusion: Mapped[str | None] = mapped_column(String(20))
    outcome: Mapped[str] = mapped_column(Text, default="")
    """What it came to, in words, once it is closed."""


class GoalIndicator(Base):
    """What shows the success of a goal, in the words that were typed, and as they were read."""

    __tablename__ = "goal_indicators"
    __table_args__ = (
        UniqueConstraint("goal_id", "horizon", "position"),
        CheckConstraint("horizon IN ('year_end', 'later')", name="horizon_is_known"),
        CheckConstraint(
            "kind IN ('number', 'share', 'yes_no', 'state')",
            name="kind_is_known",
        ),
        CheckConstraint(
            "(kind IN ('number', 'share')) = (target IS NOT NULL)", name="counted_has_target"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    goal_id: Mapped[int] = mapped_column(ForeignKey("goals.id"))
    horizon: Mapped[str] = mapped_column(String(10))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(String(400))
    kind: Mapped[str] = mapped_column(String(10))
    target: Mapped[int | None]
    unit: Mapped[str] = mapped_column(String(20), default="")


class GoalResult(Base):
    """A result of an indicator on a day. Written once: a later one stands beside it.

    `value` is the number or the percentage; for yes/no and states of work 1 is reached, 0 not yet.
    """

    __tablename__ = "goal_results"
    __table_args__ = (
        Index("ix_goal_results_indicator_id_measured_on", "indicator_id", "measured_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("goal_indicators.id"))
    measured_on: Mapped[date] = mapped_column(Date)
    value: Mapped[int]
    words: Mapped[str] = mapped_column(Text, default="")
    basis: Mapped[str] = mapped_column(Text)
    """What it rests on (根拠)."""
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Moment)


class MatrixEntry(Base):
    """One printed entry of the matrix field × step: a goal, or an item planned for a budget."""

    __tablename__ = "matrix_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    fiscal_year: Mapped[int]
    field: Mapped[str] = mapped_column(String(20))
    dx_step: Mapped[str] = mapped_column(String(2))
    position: Mapped[int]
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    title: Mapped[str] = mapped_column(String(300))
    examples: Mapped[str] = mapped_column(String(300), default="")
    goal_number: Mapped[int | None]
    item_name: Mapped[str] = mapped_column(String(200), default="")


class StagedGoals(StagedFile):
    """A workbook of goals of a fiscal year that somebody brought in."""

    __tablename__ = "staged_goals"

    fiscal_year: Mapped[int]
