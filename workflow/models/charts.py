"""Charts that were asked for, and the pictures drawn of them: a cache, no record."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, CanonicalJson


class DrawnChart(Base):
    """One picture, known by the hash of everything that is drawn in it.

    Other figures make another hash: a picture can be missing, but never be out of date.
    """

    __tablename__ = "drawn_charts"
    __table_args__ = (CheckConstraint("svg <> ''", name="svg_drawn_or_missing"),)

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    spec: Mapped[Any] = mapped_column(CanonicalJson)
    svg: Mapped[str | None] = mapped_column(Text)
    """None until the job has drawn it."""
    asked_on: Mapped[date]
    """The day of the last job for it: one that came to nothing is asked for again another day."""
    used_on: Mapped[date] = mapped_column(index=True)
    """The last day on which a page showed it; what nobody looks at is let go."""
