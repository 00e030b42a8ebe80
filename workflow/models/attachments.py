"""Files of items: added, hidden from later revisions, never replaced and never deleted."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, Moment


class Attachment(Base):
    """A file of an item, from one revision on, up to the last before it was taken off.

    It belongs to revision n where first_revision <= n, and n <= last_revision where that is
    set. Triggers refuse DELETE, and every UPDATE but the one that takes it off.
    """

    __tablename__ = "attachments"
    __table_args__ = (
        CheckConstraint(
            "(removed_at IS NULL) = (last_revision IS NULL)"
            " AND (removed_at IS NULL) = (removed_by IS NULL)",
            name="removed_by_someone",
        ),
        CheckConstraint("size > 0 AND first_revision > 0", name="holds_something"),
        CheckConstraint("last_revision >= first_revision - 1", name="revisions_in_order"),
        Index(
            "uq_attachments_item_file",
            "item_id",
            "sha256",
            "name",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
        Index("ix_attachments_item", "item_id", "id"),
        Index("ix_attachments_person_added", "added_by", "added_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    name: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(10))
    added_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime] = mapped_column(Moment)
    first_revision: Mapped[int]
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    last_revision: Mapped[int | None]
