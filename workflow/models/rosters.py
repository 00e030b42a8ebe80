"""Lists of people that were brought in: cells are kept until they are carried out or expire."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, Moment


class StagedRoster(Base):
    """A list of people that one administrator brought in; who brought which file stays."""

    __tablename__ = "staged_rosters"
    __table_args__ = (
        CheckConstraint(
            "(committed_at IS NULL) = (added_count IS NULL)", name="committed_is_counted"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    """What was read of the file, see `workflow.files.cell_packing`; never the file itself."""
    content_hash: Mapped[str] = mapped_column(String(64))
    staged_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)
    committed_at: Mapped[datetime | None] = mapped_column(Moment)
    added_count: Mapped[int | None]
    changed_count: Mapped[int | None]
