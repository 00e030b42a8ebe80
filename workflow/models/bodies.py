"""Bodies (本部, 幹事会, 委員会, WG), their members, meetings, papers, minutes and tasks."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, CanonicalJson, Moment

meeting_task_items = Table(
    "meeting_task_items",
    Base.metadata,
    Column("task_id", ForeignKey("meeting_tasks.id"), primary_key=True),
    Column("item_id", ForeignKey("items.id"), primary_key=True),
    Index("ix_meeting_task_items_item_id", "item_id"),
)
"""The items that a task is about."""


class Body(Base):
    """A body that meets: the headquarters, its board, a committee, a working group."""

    __tablename__ = "bodies"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('headquarters', 'board', 'committee', 'working_group')", name="kind_is_known"
        ),
        UniqueConstraint("name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(100))
    ended_on: Mapped[date | None]
    """From this day on it meets no more."""
    revision: Mapped[int] = mapped_column(default=0)
    """How many changes the record has of it."""


class BodyMember(Base):
    """A member from one day to another (included): a person, or somebody from outside by name."""

    __tablename__ = "body_members"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) = (name <> '')", name="person_or_name"),
        CheckConstraint("until_on >= from_on", name="days_in_order"),
        Index("ix_body_members_body_id", "body_id"),
        Index("ix_body_members_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str] = mapped_column(String(100), default="")
    """Of somebody from outside."""
    position: Mapped[str] = mapped_column(String(100), default="")
    """職・役割: 本部長, 座長, 企画振興部長."""
    from_on: Mapped[date]
    until_on: Mapped[date | None]


class BodyMeeting(Base):
    """A meeting of a body; a headquarters meeting has its year, number and day in the calendar.

    `topics` is a list of texts, `papers` one of {group, number, title, kind}, both in their order;
    the papers of a headquarters meeting are its `Agenda`.
    """

    __tablename__ = "body_meetings"
    __table_args__ = (
        UniqueConstraint("body_id", "fiscal_year", "number"),
        UniqueConstraint("headquarters_id"),
        CheckConstraint("state IN ('planned', 'held', 'closed')", name="state_is_known"),
        CheckConstraint(
            "(headquarters_id IS NULL) = (held_on IS NOT NULL)"
            " AND (headquarters_id IS NULL) = (number IS NOT NULL)"
            " AND (headquarters_id IS NULL) = (fiscal_year IS NOT NULL)",
            name="calendar_or_own_day",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    headquarters_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    fiscal_year: Mapped[int | None]
    number: Mapped[int | None]
    held_on: Mapped[date | None]
    hours: Mapped[str] = mapped_column(String(40), default="")
    """13:30～15:00, as it is printed."""
    place: Mapped[str] = mapped_column(String(100), default="")
    topics: Mapped[Any] = mapped_column(CanonicalJson)
    papers: Mapped[Any] = mapped_column(CanonicalJson)
    state: Mapped[str] = mapped_column(String(10), default="planned")
    minutes: Mapped[str] = mapped_column(Text, default="")
    decisions: Mapped[Any] = mapped_column(CanonicalJson)
    """Texts in their order."""
    revision: Mapped[int] = mapped_column(default=0)


class MeetingPaper(Base):
    """What lies under a paper's number: a file, or a frozen edition of one of Jizen's own papers.

    It is taken off, never deleted: the newest that is not holds.
    """

    __tablename__ = "meeting_papers"
    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN sha256 IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN edition_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN report_edition_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="is_one_thing",
        ),
        CheckConstraint("(removed_at IS NULL) = (removed_by IS NULL)", name="removed_by_someone"),
        Index("ix_meeting_papers_meeting_id", "meeting_id"),
        Index("ix_meeting_papers_added", "added_by", "added_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("body_meetings.id"))
    group_number: Mapped[int]
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(120), default="")
    sha256: Mapped[str | None] = mapped_column(String(64))
    size: Mapped[int | None] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(10), default="")
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("paper_editions.id"))
    report_edition_id: Mapped[int | None] = mapped_column(ForeignKey("report_editions.id"))
    added_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime] = mapped_column(Moment)
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    removed_at: Mapped[datetime | None] = mapped_column(Moment)


class MeetingAttendance(Base):
    """Whether a member came to a meeting, or who came in their place."""

    __tablename__ = "meeting_attendance"
    __table_args__ = (
        CheckConstraint("state IN ('present', 'absent', 'proxy')", name="state_is_known"),
        CheckConstraint("(state = 'proxy') = (proxy <> '')", name="proxy_has_name"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("body_meetings.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("body_members.id"), primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    proxy: Mapped[str] = mapped_column(String(100), default="")


class MeetingTask(Base):
    """What somebody is to do by a day: decided at a meeting, followed up at the next ones."""

    __tablename__ = "meeting_tasks"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'done', 'dropped')", name="state_is_known"),
        CheckConstraint("(state = 'open') = (settled_on IS NULL)", name="settled_on_a_day"),
        CheckConstraint("(person_id IS NULL) = (who <> '')", name="person_or_name"),
        Index("ix_meeting_tasks_meeting_id", "meeting_id"),
        Index("ix_meeting_tasks_person_id", "person_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("body_meetings.id"))
    text: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    who: Mapped[str] = mapped_column(String(100), default="")
    """Of somebody without an account, or a section."""
    due_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(10), default="open")
    settled_on: Mapped[date | None]
    revision: Mapped[int] = mapped_column(default=0)


class TaskReport(Base):
    """What somebody said became of a task, and as what it stood then. Written once.

    `meeting_id` is the later meeting at which it was followed up.
    """

    __tablename__ = "task_reports"

    task_id: Mapped[int] = mapped_column(ForeignKey("meeting_tasks.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    """1, 2, 3 of the task."""
    state: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("body_meetings.id"))
