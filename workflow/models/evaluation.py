"""Evaluations of items, sessions with their seats, score sheets, conflicts of interest."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.models.base import Base, CanonicalJson, Moment, StagedFile
from workflow.models.conditions import Condition


class Evaluation(Base):
    """One finalised evaluation; an undone one stays, with the moment it was undone."""

    __tablename__ = "evaluations"
    __table_args__ = (
        CheckConstraint("findings <> ''", name="findings_given"),
        Index(
            "uq_evaluations_live",
            "item_id",
            unique=True,
            sqlite_where=text("undone_at IS NULL"),
            postgresql_where=text("undone_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), index=True)
    verdict_code: Mapped[str] = mapped_column(ForeignKey("verdicts.code"))
    verdict_ja: Mapped[str] = mapped_column(String(100), default="", server_default="")
    """The verdict's title as it read then: the master may be renamed."""
    verdict_en: Mapped[str] = mapped_column(String(100), default="", server_default="")
    findings: Mapped[str] = mapped_column(Text)
    conditions: Mapped[str] = mapped_column(Text, default="")
    content_hash: Mapped[str] = mapped_column(Text)
    finalised_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    finalised_at: Mapped[datetime] = mapped_column(Moment)
    undone_at: Mapped[datetime | None] = mapped_column(Moment)

    listed: Mapped[list[Condition]] = relationship(order_by=Condition.number, lazy="raise")
    """The conditions one by one, for the follow-up."""


class SessionSetUp(Base):
    """How an evaluation session was set up; a session without one has not been yet.

    `criteria` are the criteria with their weights as they read when the session was set up, in
    order; `scale` the words of the steps from the best down.
    """

    __tablename__ = "session_set_ups"
    __table_args__ = (
        CheckConstraint("closed_at IS NULL OR opened_at IS NOT NULL", name="closed_was_open"),
    )

    session_id: Mapped[int] = mapped_column(ForeignKey("evaluation_sessions.id"), primary_key=True)
    criteria: Mapped[Any] = mapped_column(CanonicalJson)
    scale: Mapped[Any] = mapped_column(CanonicalJson, server_default='["5","4","3","2","1"]')
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own declaration


class SessionEntry(Base):
    """What was done to a session: set up, opened, closed. Written once, by trigger."""

    __tablename__ = "session_entries"

    session_id: Mapped[int] = mapped_column(ForeignKey("evaluation_sessions.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    action: Mapped[str] = mapped_column(String(20))
    content: Mapped[Any] = mapped_column(CanonicalJson)


class EvaluationSeat(Base):
    """A person's place in a session: who scores, who finalises. A place that was left stays."""

    __tablename__ = "evaluation_seats"
    __table_args__ = (
        CheckConstraint("scores OR finalises", name="does_something"),
        CheckConstraint("(left_at IS NULL) = (left_by IS NULL)", name="left_by_someone"),
        Index(
            "uq_evaluation_seats_live",
            "session_id",
            "person_id",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("evaluation_sessions.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    scores: Mapped[bool]
    finalises: Mapped[bool]
    seated_at: Mapped[datetime] = mapped_column(Moment)
    seated_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    left_at: Mapped[datetime | None] = mapped_column(Moment)
    left_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class ScoreSheet(Base):
    """One evaluator's sheet for one item in one session: a draft until it is submitted.

    `content_hash` is the item's content that the submitted scores are about.
    """

    __tablename__ = "score_sheets"
    __table_args__ = (
        UniqueConstraint("session_id", "item_id", "person_id"),
        CheckConstraint(
            "(submitted_at IS NULL) = (content_hash IS NULL)", name="submitted_on_content"
        ),
        CheckConstraint("times >= 0", name="times_count_up"),
        Index("ix_score_sheets_item_id", "item_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("evaluation_sessions.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    content: Mapped[Any] = mapped_column(CanonicalJson)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)
    content_hash: Mapped[str | None] = mapped_column(String(64))
    times: Mapped[int] = mapped_column(default=0)
    """How often it was submitted."""
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own declaration


class ScoreSheetEntry(Base):
    """A submission of a sheet, that it was taken back, or what came after it.

    Written once, by trigger.
    """

    __tablename__ = "score_sheet_entries"

    SUBMITTED: ClassVar[str] = "submitted"
    TAKEN_BACK: ClassVar[str] = "taken_back"
    LOOKED: ClassVar[str] = "looked"
    """Its evaluator said that they look at the others' scores."""
    SECOND: ClassVar[str] = "second"
    """What its evaluator says after that look, beside the sheet that stands."""

    sheet_id: Mapped[int] = mapped_column(ForeignKey("score_sheets.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    action: Mapped[str] = mapped_column(String(20))
    content: Mapped[Any] = mapped_column(CanonicalJson)
    content_hash: Mapped[str] = mapped_column(String(64))


class VerdictDraft(Base):
    """What the finalisers of a session have written of an item's verdict; not decided yet.

    `content_hash` is the item's content that it is about; any of the texts may be empty still.
    """

    __tablename__ = "verdict_drafts"

    session_id: Mapped[int] = mapped_column(ForeignKey("evaluation_sessions.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True)
    verdict_code: Mapped[str] = mapped_column(String(40))
    findings: Mapped[str] = mapped_column(Text)
    conditions: Mapped[str] = mapped_column(Text)
    content_hash: Mapped[str] = mapped_column(String(64))
    updated_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    updated_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own declaration


class StagedScores(StagedFile):
    """A workbook of scores and verdicts that was brought in for a cycle."""

    __tablename__ = "staged_scores"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))


class ConflictOfInterest(Base):
    """A declared conflict of a person with an item; one that was withdrawn stays."""

    __tablename__ = "conflicts_of_interest"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="reason_given"),
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn_by_someone"
        ),
        Index(
            "uq_conflicts_of_interest_live",
            "item_id",
            "person_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(Text)
    declared_at: Mapped[datetime] = mapped_column(Moment)
    declared_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")
