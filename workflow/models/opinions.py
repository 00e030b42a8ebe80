"""The departments that were asked for their opinion on an item (合議)."""

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base


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
