"""What somebody types into a form before they send it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, CanonicalJson, Moment


class UnsentForm(Base):
    """A form of one person as it was typed so far; nobody else ever reads it.

    `fields` are pairs of name and value; none, once the form was sent or given up at `kept_at`.
    """

    __tablename__ = "unsent_forms"
    __table_args__ = (
        UniqueConstraint("person_id", "place"),
        Index("ix_unsent_forms_kept_at", "kept_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    place: Mapped[str] = mapped_column(String(300))
    """The address to which the form will be sent."""
    fields: Mapped[Any | None] = mapped_column(CanonicalJson)
    kept_at: Mapped[datetime] = mapped_column(Moment)
