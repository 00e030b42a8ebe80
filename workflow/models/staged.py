"""What every file has that was brought in and waits for a look at what it would do."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from workflow.models.base import Base, Moment


class StagedFile(Base):
    """A file's cells until they are carried out or expire; who brought which file stays."""

    __abstract__ = True

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[Any, ...]:
        """A constraint belongs to one table: each is given its own."""
        counted = "(committed_at IS NULL) = (added_count IS NULL)"
        return (CheckConstraint(counted, name="committed_is_counted"),)

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
