"""The ledger: entries of items and of what administrators changed; receipts; opinions asked for."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, CanonicalJson, Moment


class LedgerEntry(Base):
    """One move of one item. Written once: a trigger refuses every UPDATE and DELETE.

    `key` and `order_hash` make it the receipt of its delivery too; no hash is made of them.
    """

    __tablename__ = "ledger_entries"
    __table_args__ = (
        Index("ix_ledger_entries_action_actor", "item_id", "action", "actor_id"),
        Index(
            "uq_ledger_entries_key",
            "key",
            unique=True,
            sqlite_where=text("key IS NOT NULL"),
            postgresql_where=text("key IS NOT NULL"),
        ),
    )

    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    action: Mapped[str] = mapped_column(String(20))
    from_state: Mapped[str] = mapped_column(String(40))
    to_state: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    actor_login: Mapped[str] = mapped_column(String(64))
    round: Mapped[int]
    note: Mapped[str] = mapped_column(Text, default="")
    particulars: Mapped[Any] = mapped_column(CanonicalJson)
    content_hash: Mapped[str] = mapped_column(String(64))
    previous_hash: Mapped[str] = mapped_column(String(64))
    entry_hash: Mapped[str] = mapped_column(String(64))
    key: Mapped[str | None] = mapped_column(String(80))
    """The idempotency key of the order: a second delivery is answered with this entry."""
    order_hash: Mapped[str | None] = mapped_column(String(64))
    """What was ordered and by whom: a key is good for one order only."""


class LedgerHead(Base):
    """A head that left the program, with what it covers: how many entries each item had.

    Written once, like the entries.
    """

    __tablename__ = "ledger_heads"

    head: Mapped[str] = mapped_column(String(64), primary_key=True)
    lengths: Mapped[Any] = mapped_column(CanonicalJson)


class ReceiptRow(Base):
    """The answer to an idempotency key that an older version kept beside the ledger.

    Only those are left that do not tell what their entries tell. None is written any more.
    """

    __tablename__ = "receipts"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    order_hash: Mapped[str] = mapped_column(String(64))
    """What was ordered and by whom: a key is good for one order only."""
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    action: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(40))
    entry_hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Moment)


# -------------------------------------------------- what administrators changed


class OfficeChange(Base):
    """One change of people, organisation, masters or set-up. A trigger refuses UPDATE and DELETE.

    `before` and `after` hold the fields of the subject; None where it was not there.
    """

    __tablename__ = "office_changes"
    __table_args__ = (Index("ix_office_changes_subject", "subject", "code"),)

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    actor_login: Mapped[str] = mapped_column(String(64))
    """Empty where the program itself did it: set-up, seeds, a plan on its day."""
    subject: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(100))
    action: Mapped[str] = mapped_column(String(20))
    before: Mapped[Any] = mapped_column(CanonicalJson, nullable=True)
    after: Mapped[Any] = mapped_column(CanonicalJson, nullable=True)
    note: Mapped[str] = mapped_column(Text, default="")
    previous_hash: Mapped[str] = mapped_column(String(64))
    entry_hash: Mapped[str] = mapped_column(String(64))


class OfficeChangesEnd(Base):
    """How long the chain of changes is and what it ends with: one row, locked to add to it."""

    __tablename__ = "office_changes_end"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    length: Mapped[int]
    head: Mapped[str] = mapped_column(String(64))


class OpinionRequest(Base):
    """A department that was asked when an item came to a state; written with that entry.

    A trigger refuses UPDATE and DELETE.
    """

    __tablename__ = "opinion_requests"
    __table_args__ = (
        ForeignKeyConstraint(
            ["item_id", "sequence"], ["ledger_entries.item_id", "ledger_entries.sequence"]
        ),
        Index("ix_opinion_requests_department_id", "department_id"),
    )

    item_id: Mapped[int] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    """The entry with which the item came to the state."""
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), primary_key=True)
