"""The conditions of an evaluation, one by one, and what was said to each."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, Moment


class Condition(Base):
    """One numbered condition, as it was written. A trigger refuses every UPDATE and DELETE.

    It is closed when its evaluation is undone: that is read there, not repeated here.
    """

    __tablename__ = "conditions"
    __table_args__ = (UniqueConstraint("evaluation_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluations.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)


class ConditionTerms(Base):
    """By when a condition is to be met and by whom, where that was said. Written once."""

    __tablename__ = "condition_terms"
    __table_args__ = (
        CheckConstraint("due_on IS NOT NULL OR who <> ''", name="says_something"),
        Index("ix_condition_terms_due_on", "due_on"),
    )

    condition_id: Mapped[int] = mapped_column(ForeignKey("conditions.id"), primary_key=True)
    due_on: Mapped[date | None]
    who: Mapped[str] = mapped_column(String(100), default="")


class ConditionEntry(Base):
    """An answer or a judgement, in their order; the last one says how the condition stands.

    Written once: a trigger refuses every UPDATE and DELETE.
    """

    __tablename__ = "condition_entries"
    __table_args__ = (
        CheckConstraint("kind IN ('answered', 'met', 'sent_back')", name="known_kind"),
        CheckConstraint("kind = 'met' OR text <> ''", name="answer_or_reason_given"),
    )

    condition_id: Mapped[int] = mapped_column(ForeignKey("conditions.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Moment)


class ConditionFile(Base):
    """A file that an answer came with. Written once."""

    __tablename__ = "condition_files"
    __table_args__ = (
        ForeignKeyConstraint(
            ["condition_id", "sequence"],
            ["condition_entries.condition_id", "condition_entries.sequence"],
        ),
        CheckConstraint("size > 0", name="holds_something"),
        Index("ix_condition_files_condition_id", "condition_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    condition_id: Mapped[int]
    sequence: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(10))
