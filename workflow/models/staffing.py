"""What the office's administrators were told of live items that nobody can act on."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base


class StaffingFinding(Base):
    """An item or a session that lacked people, from the day it was found until it did no more."""

    __tablename__ = "staffing_findings"
    __table_args__ = (
        CheckConstraint("gone_on >= found_on", name="days_in_order"),
        Index(
            "uq_staffing_findings_open",
            "subject",
            unique=True,
            sqlite_where=text("gone_on IS NULL"),
            postgresql_where=text("gone_on IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(40))
    """`item/12` or `session/3`."""
    found_on: Mapped[date]
    gone_on: Mapped[date | None]
