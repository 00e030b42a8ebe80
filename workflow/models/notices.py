"""What people are told: notices on the screen, and the mails that carry them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, Moment


class Mail(Base):
    """One mail that is due; `message_id` is the same however often it is tried."""

    __tablename__ = "mails"
    __table_args__ = (
        CheckConstraint("attempts >= 0", name="attempts_count_up"),
        Index(
            "ix_mails_waiting",
            "composed_at",
            sqlite_where=text("sent_at IS NULL"),
            postgresql_where=text("sent_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    composed_at: Mapped[datetime] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime | None] = mapped_column(Moment)
    last_error: Mapped[str] = mapped_column(String(300), default="")
    link_id: Mapped[int | None] = mapped_column(ForeignKey("account_links.id"))
    """The one-use link whose token is made, and filled in, when the mail leaves."""


class Notice(Base):
    """Something a person should know, mostly of an item; told once, whoever repeats the job."""

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("person_id", "item_id", "kind", "mark"),
        Index(
            "ix_notices_unmailed",
            "person_id",
            sqlite_where=text("mail_id IS NULL AND by_mail"),
            postgresql_where=text("mail_id IS NULL AND by_mail"),
        ),
        Index(
            "uq_notices_without_item",
            "person_id",
            "kind",
            "mark",
            unique=True,
            sqlite_where=text("item_id IS NULL"),
            postgresql_where=text("item_id IS NULL"),
        ),
        Index("ix_notices_person_id_id", "person_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"))
    kind: Mapped[str] = mapped_column(String(20))
    mark: Mapped[str] = mapped_column(String(20))
    """What makes it this notice and no other: the ledger's sequence, or the day."""
    sequence: Mapped[int]
    """The item's latest ledger entry when it was told; a later one makes it void. 0: no item."""
    created_at: Mapped[datetime] = mapped_column(Moment)
    read_at: Mapped[datetime | None] = mapped_column(Moment)
    by_mail: Mapped[bool] = mapped_column(default=True)
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mails.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """Who did what it tells of, where that is no move of the item."""
    until_on: Mapped[date | None]
    """The day of what it asks for, where that is not the item's own."""


class MailPreference(Base):
    """How a person wants to be told; without a row the defaults hold."""

    __tablename__ = "mail_preferences"
    __table_args__ = (
        CheckConstraint("digest_minutes BETWEEN 0 AND 1440", name="within_a_day"),
        CheckConstraint("language IN ('ja', 'en')", name="language_is_spoken"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    by_mail: Mapped[bool] = mapped_column(default=True)
    reminders: Mapped[bool] = mapped_column(default=True)
    digest_minutes: Mapped[int] = mapped_column(default=30)
    language: Mapped[str | None] = mapped_column(String(2))
    """Of mails, and of pages from sign-in on; None where the person has not said."""
