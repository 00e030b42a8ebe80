"""Moves of many items at once: what was shown, what was ordered, what became of each."""

from datetime import datetime
from typing import Any

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

from workflow.models.base import Base, CanonicalJson, Moment


class BulkRun(Base):
    """One action on many items of a cycle, as one person was shown it and then ordered it.

    Until it is committed it is a preview, which expires; afterwards it stays as a report.
    """

    __tablename__ = "bulk_runs"
    __table_args__ = (
        CheckConstraint(
            "finished_at IS NULL OR committed_at IS NOT NULL", name="finished_was_committed"
        ),
        CheckConstraint("asked_count > 0", name="asks_for_something"),
        Index("ix_bulk_runs_person_previewed", "person_id", "previewed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))
    action: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text, default="")
    particulars: Mapped[Any] = mapped_column(CanonicalJson)
    asked_count: Mapped[int]
    """How many items were chosen; those out of sight are no rows."""
    seal: Mapped[str] = mapped_column(String(64))
    """The hash of the whole preview: what is committed is what was looked at."""
    previewed_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)
    committed_at: Mapped[datetime | None] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)


class BulkRow(Base):
    """One item of a run: how it stood in the preview, what was foreseen, what happened."""

    __tablename__ = "bulk_rows"
    __table_args__ = (
        UniqueConstraint("run_id", "item_id"),
        CheckConstraint(
            "(outcome IS NULL AND sequence IS NULL AND refusal IS NULL)"
            " OR (outcome = 'done' AND sequence IS NOT NULL AND refusal IS NULL)"
            " OR (outcome = 'refused' AND sequence IS NULL AND refusal IS NOT NULL)",
            name="outcome_is_told",
        ),
        # What is foreseen as refused is never tried.
        CheckConstraint("foreseen IS NULL OR outcome IS NULL", name="refused_is_not_tried"),
        ForeignKeyConstraint(
            ["item_id", "sequence"], ["ledger_entries.item_id", "ledger_entries.sequence"]
        ),
    )

    run_id: Mapped[int] = mapped_column(ForeignKey("bulk_runs.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    """From 1, in the order of the preview."""
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    seen: Mapped[str] = mapped_column(String(64))
    """The content hash in the preview."""
    state: Mapped[str] = mapped_column(String(40))
    moves: Mapped[int]
    """How many entries the item's ledger had: another move, even back again, is another one."""
    amount_kyen: Mapped[int | None] = mapped_column(BigInteger)
    particulars: Mapped[Any | None] = mapped_column(CanonicalJson)
    """What this item is given; None where every item is given what the run says."""
    foreseen: Mapped[Any | None] = mapped_column(CanonicalJson)
    """Why it would be refused; None where nothing stood against it."""
    outcome: Mapped[str | None] = mapped_column(String(10))
    sequence: Mapped[int | None]
    """The entry of the item's ledger that was made."""
    refusal: Mapped[Any | None] = mapped_column(CanonicalJson)
