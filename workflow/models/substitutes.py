"""Who acts for whom, when, in which role; what was done so; what the absent one says to it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, Moment


class Substitute(Base):
    """One person stands in for another in one role, from a day until a day, both included.

    Triggers refuse DELETE, and every UPDATE but the one that ends it.
    """

    __tablename__ = "substitutes"
    __table_args__ = (
        CheckConstraint("until_on >= from_on", name="days_in_order"),
        CheckConstraint("person_id <> substitute_id", name="somebody_else"),
        CheckConstraint("role NOT IN ('viewer', 'advisor', 'admin')", name="role_that_acts"),
        CheckConstraint(
            "role <> 'officer' OR department_id IS NOT NULL", name="officer_has_department"
        ),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_by_someone"),
        Index("ix_substitutes_person", "person_id", "until_on"),
        Index("ix_substitutes_substitute", "substitute_id", "until_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    """The one who is absent."""
    substitute_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    role: Mapped[str] = mapped_column(String(20))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    from_on: Mapped[date]
    until_on: Mapped[date]
    set_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    set_at: Mapped[datetime] = mapped_column(Moment)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class ActFor(Base):
    """A move that was made in the name of another person. Written once, with its entry.

    The entry's particulars say the same, under its hash; this row is how it is found.
    """

    __tablename__ = "acts_for"
    __table_args__ = (
        ForeignKeyConstraint(
            ["item_id", "sequence"], ["ledger_entries.item_id", "ledger_entries.sequence"]
        ),
        Index("ix_acts_for_person", "person_id", "item_id", "sequence"),
    )

    item_id: Mapped[int] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    """In whose name."""


class Acknowledgement(Base):
    """後閲: the absent person has taken note of a move made in their name. Written once."""

    __tablename__ = "acknowledgements"
    __table_args__ = (
        ForeignKeyConstraint(["item_id", "sequence"], ["acts_for.item_id", "acts_for.sequence"]),
    )

    item_id: Mapped[int] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    acknowledged_at: Mapped[datetime] = mapped_column(Moment)
