"""The office itself: one row that says what it is called, and the pictures it has had."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, CanonicalJson, Moment


class OfficeProfile(Base):
    """What the office is called; `content` is an `Office` as plain values.

    What it said before stands in the record of changes.
    """

    __tablename__ = "office_profile"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("version > 0", name="version_counts_up"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]
    content: Mapped[Any] = mapped_column(CanonicalJson)


class OfficeLogo(Base):
    """A picture of the office as it is sent out; earlier ones stay for the record."""

    __tablename__ = "office_logos"
    __table_args__ = (
        CheckConstraint("media_type IN ('image/png', 'image/svg+xml')", name="media_type_known"),
    )

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(20))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    added_at: Mapped[datetime] = mapped_column(Moment)
