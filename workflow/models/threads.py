"""Questions and answers on an item: what was said, by whom, for whom. Nothing is changed."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, Moment


class Thread(Base):
    """A question on an item, or on one field of its sheet; `internal` is the center's own note.

    Written once: a trigger refuses every UPDATE and DELETE. Whose turn it is, and whether it
    is closed, is read from its posts.
    """

    __tablename__ = "threads"
    __table_args__ = (
        CheckConstraint("side IN ('center', 'department')", name="known_side"),
        CheckConstraint("NOT internal OR side = 'center'", name="internal_is_the_centers"),
        Index("ix_threads_item_id", "item_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    field: Mapped[str | None] = mapped_column(String(40))
    """A field of the sheet by its name; NULL is the whole item."""
    internal: Mapped[bool]
    side: Mapped[str] = mapped_column(String(10))
    """Who asked: the center or the department. That side closes it."""


class ThreadPost(Base):
    """One thing that was said in a thread. A trigger refuses every UPDATE and DELETE."""

    __tablename__ = "thread_posts"
    __table_args__ = (
        CheckConstraint("kind IN ('said', 'corrected', 'closed')", name="known_kind"),
        CheckConstraint("side IN ('center', 'department')", name="known_side"),
        CheckConstraint("kind = 'closed' OR text <> ''", name="says_something"),
        CheckConstraint("(kind = 'corrected') = (corrects IS NOT NULL)", name="corrects_something"),
        CheckConstraint("corrects < sequence", name="corrects_what_was_said"),
        UniqueConstraint("by_id", "key"),
        Index("ix_thread_posts_by_id", "by_id", "thread_id"),
    )

    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    side: Mapped[str] = mapped_column(String(10))
    corrects: Mapped[int | None]
    """The sequence of the post that this one puts right (訂正)."""
    text: Mapped[str] = mapped_column(Text)
    answer_by: Mapped[date | None]
    """The day by which the other side should answer."""
    round: Mapped[int]
    """The revision that was submitted last when it was said; 0 before the first."""
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    key: Mapped[str | None] = mapped_column(String(80))
    """What the form was sent with: a second delivery adds nothing."""
    order_hash: Mapped[str] = mapped_column(String(64))
    """The SHA-256 of what was asked for with the key."""


class ThreadMention(Base):
    """Somebody who was named in a post. A trigger refuses every UPDATE and DELETE."""

    __tablename__ = "thread_mentions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["thread_id", "sequence"], ["thread_posts.thread_id", "thread_posts.sequence"]
        ),
    )

    thread_id: Mapped[int] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
