"""DX promotion advisors: what they know, what they were asked, what they said."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, Moment


class AdvisorExpertise(Base):
    """What an advisor is asked about: a field, a department's matters, or (neither) everything.

    One that has ended stays, with who ended it and when.
    """

    __tablename__ = "advisor_expertise"
    __table_args__ = (
        CheckConstraint("field IS NULL OR department_id IS NULL", name="one_subject"),
        Index("ix_advisor_expertise_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    field: Mapped[str | None] = mapped_column(String(20))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    begun_at: Mapped[datetime] = mapped_column(Moment)
    begun_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """None where it was set up before anyone could sign in."""
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class AdvisorReach(Base):
    """An advisor who reads every submitted item; without one, only what they are asked about.

    One that has ended stays, with who ended it and when.
    """

    __tablename__ = "advisor_reach"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_by_someone"),
        Index(
            "uq_advisor_reach_live",
            "person_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    begun_at: Mapped[datetime] = mapped_column(Moment)
    begun_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class AdviceRequest(Base):
    """The center asks one advisor about one item, until a day."""

    __tablename__ = "advice_requests"
    __table_args__ = (
        CheckConstraint(
            "answered_at IS NULL OR withdrawn_at IS NULL", name="answered_or_withdrawn"
        ),
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn_by_someone"
        ),
        Index(
            "uq_advice_requests_open",
            "item_id",
            "advisor_id",
            unique=True,
            sqlite_where=text("answered_at IS NULL AND withdrawn_at IS NULL"),
            postgresql_where=text("answered_at IS NULL AND withdrawn_at IS NULL"),
        ),
        Index("ix_advice_requests_item_id", "item_id"),
        Index("ix_advice_requests_advisor_id", "advisor_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    advisor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    question: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[date]
    asked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class Advice(Base):
    """助言. Written once: a trigger refuses every UPDATE and DELETE.

    A later one says which it replaces; a request has one line of them, no branches.
    """

    __tablename__ = "advice"
    __table_args__ = (
        CheckConstraint("text <> ''", name="says_something"),
        Index(
            "uq_advice_first",
            "request_id",
            unique=True,
            sqlite_where=text("replaces_id IS NULL"),
            postgresql_where=text("replaces_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("advice_requests.id"), index=True)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("advice.id"), unique=True)
    text: Mapped[str] = mapped_column(Text)
    content_hash: Mapped[str] = mapped_column(String(64))
    """The sheet as it stood when the advice was given."""
    given_at: Mapped[datetime] = mapped_column(Moment)
