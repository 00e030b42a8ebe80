"""Undertakings (取組), the rows of 資料1-3: their steps, documents, comments and pilots."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, CanonicalJson, Moment, StagedFile

step_people = Table(
    "undertaking_step_people",
    Base.metadata,
    Column("step_id", ForeignKey("undertaking_steps.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Index("ix_undertaking_step_people_person_id", "person_id"),
)
"""Who is responsible for a step."""

undertaking_items = Table(
    "undertaking_items",
    Base.metadata,
    Column("undertaking_id", ForeignKey("undertakings.id"), primary_key=True),
    Column("item_id", ForeignKey("items.id"), primary_key=True),
    Index("ix_undertaking_items_item_id", "item_id"),
)
"""The items that are part of an undertaking."""


class Undertaking(Base):
    """A row of 資料1-3. Without a number it is a part of the numbered row above it."""

    __tablename__ = "undertakings"
    __table_args__ = (UniqueConstraint("fiscal_year", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fiscal_year: Mapped[int]
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(String(400), default="")
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    """Taken off the paper, kept in the table; its position is then the negative of its id."""


class UndertakingStep(Base):
    """One entry of a row in a quarter, with its sign, and the work that it stands for."""

    __tablename__ = "undertaking_steps"
    __table_args__ = (
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter_of_a_year"),
        CheckConstraint("mark IN ('○', '●', '□')", name="mark_is_known"),
        CheckConstraint(
            "state IN ('planned', 'under_way', 'done', 'dropped')", name="state_is_known"
        ),
        CheckConstraint("(state = 'done') = (done_on IS NOT NULL)", name="done_on_a_day"),
        CheckConstraint("begins_on <= due_on", name="days_in_order"),
        Index("ix_undertaking_steps_undertaking_id", "undertaking_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    undertaking_id: Mapped[int] = mapped_column(ForeignKey("undertakings.id"))
    quarter: Mapped[int]
    """1 is April to June."""
    position: Mapped[int]
    mark: Mapped[str] = mapped_column(String(1))
    text: Mapped[str] = mapped_column(String(100))
    cycle_ids: Mapped[Any] = mapped_column(CanonicalJson)
    """The budget cycles that it is about."""
    state: Mapped[str] = mapped_column(String(10), default="planned")
    begins_on: Mapped[date | None]
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    said: Mapped[str] = mapped_column(Text, default="")
    """What was reported last; what was before is in the record."""
    removed_at: Mapped[datetime | None] = mapped_column(Moment)


class UndertakingDocument(Base):
    """One version of a document at a stage, with its public comment where it has one."""

    __tablename__ = "undertaking_documents"
    __table_args__ = (
        UniqueConstraint("undertaking_id", "title", "stage", "version"),
        CheckConstraint(
            "stage IN ('outline', 'draft', 'proposal', 'adopted')", name="stage_is_known"
        ),
        CheckConstraint(
            "(comment_from IS NULL) = (comment_until IS NULL) AND comment_from <= comment_until",
            name="comment_days_in_order",
        ),
        CheckConstraint("(file_name IS NULL) = (sha256 IS NULL)", name="file_is_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    undertaking_id: Mapped[int] = mapped_column(ForeignKey("undertakings.id"))
    title: Mapped[str] = mapped_column(String(200))
    stage: Mapped[str] = mapped_column(String(10))
    version: Mapped[int]
    """1, 2, 3 of the stage."""
    dated_on: Mapped[date]
    outline: Mapped[str] = mapped_column(Text, default="")
    """What it says, or what changed since the version before."""
    comment_from: Mapped[date | None]
    comment_until: Mapped[date | None]
    file_name: Mapped[str | None] = mapped_column(String(120))
    sha256: Mapped[str | None] = mapped_column(String(64))
    size: Mapped[int | None] = mapped_column(BigInteger)
    kind: Mapped[str | None] = mapped_column(String(10))
    added_by: Mapped[int] = mapped_column(ForeignKey("people.id"))


class UndertakingComment(Base):
    """What was said of a document, or (without one) a recommendation; and what became of it."""

    __tablename__ = "undertaking_comments"
    __table_args__ = (
        CheckConstraint(
            "outcome IN ('taken_up', 'partly', 'there_already', 'noted', 'declined')",
            name="outcome_is_known",
        ),
        CheckConstraint("(outcome IS NULL) = (answer = '')", name="answered_in_words"),
        Index("ix_undertaking_comments_undertaking_id", "undertaking_id"),
        Index("ix_undertaking_comments_document_id", "document_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    undertaking_id: Mapped[int] = mapped_column(ForeignKey("undertakings.id"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("undertaking_documents.id"))
    said_by: Mapped[str] = mapped_column(String(200))
    received_on: Mapped[date]
    text: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str | None] = mapped_column(String(20))
    answer: Mapped[str] = mapped_column(Text, default="")


class UndertakingPilot(Base):
    """A pilot project (実証プロジェクト) of an undertaking: its theme, and what it came to."""

    __tablename__ = "undertaking_pilots"
    __table_args__ = (
        CheckConstraint("conclusion IN ('reached', 'partly', 'missed')", name="result_is_known"),
        CheckConstraint("(conclusion IS NULL) = (outcome = '')", name="result_in_words"),
        CheckConstraint("begins_on <= ends_on", name="days_in_order"),
        Index("ix_undertaking_pilots_undertaking_id", "undertaking_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    undertaking_id: Mapped[int] = mapped_column(ForeignKey("undertakings.id"))
    theme: Mapped[str] = mapped_column(String(200))
    partner: Mapped[str] = mapped_column(String(200), default="")
    begins_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    conclusion: Mapped[str | None] = mapped_column(String(20))
    outcome: Mapped[str] = mapped_column(Text, default="")


class StagedSteps(StagedFile):
    """A workbook of the steps of a fiscal year's undertakings that somebody brought in."""

    __tablename__ = "staged_steps"

    fiscal_year: Mapped[int]
