"""Who reviews what (担当割): by department, and by item where somebody took it or was given it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, Moment


class DepartmentHandler(Base):
    """The main reviewer (主担当) or the deputy (副担当) of a department.

    Triggers refuse DELETE, and every UPDATE but the one that ends it.
    """

    __tablename__ = "department_handlers"
    __table_args__ = (
        CheckConstraint("part IN ('main', 'deputy')", name="part_is_known"),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_by_someone"),
        Index(
            "uq_department_handlers_live",
            "department_id",
            "part",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    part: Mapped[str] = mapped_column(String(10))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    set_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    set_at: Mapped[datetime] = mapped_column(Moment)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class ItemHandler(Base):
    """Somebody took an item, or handed it on. Written once; the last one counts."""

    __tablename__ = "item_handlers"

    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    """1, 2, 3 of the item."""
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    note: Mapped[str] = mapped_column(Text, default="")
