"""What people were told, how they want to be told, and how the telling goes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Integer, Select, String, column, false, func, or_, select, table
from sqlalchemy.orm import Session

from workflow import policy
from workflow.actor import Actor, Title
from workflow.jobs import names
from workflow.jobs.telling import still_stands, wishes
from workflow.models import Item, Mail, Notice, Person, WorkerSeen
from workflow.models.base import may_be_id
from workflow.thread_policy import visible_notices

PAGE: Final = 50
MOST_MAILS: Final = 200

FAILED: Final = ("ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")
"""How DBOS calls jobs that nobody tries again."""


@dataclass(frozen=True)
class NoticeView:
    """One notice; `stands` is false where the item has moved on since.

    `kind` is one of `workflow.jobs.telling` or `workflow.thread_policy`; a summary is about
    no single item.
    """

    id: int
    kind: str
    at: datetime
    read: bool
    stands: bool
    item_id: int | None
    item_name: str
    item_state: str


@dataclass(frozen=True)
class NoticePage:
    """The newest first; `before` asks for the next page, None at the end."""

    notices: tuple[NoticeView, ...]
    before: int | None


@dataclass(frozen=True)
class MailWishes:
    """How a person wants to be told; `digest_minutes` None is what the operator decided."""

    email: str
    by_mail: bool
    reminders: bool
    digest_minutes: int | None


@dataclass(frozen=True)
class MailView:
    """A mail that has not left: `next_attempt_at` None and attempts made means given up."""

    id: int
    person: Title
    email: str
    subject: str
    composed_at: datetime
    attempts: int
    last_error: str
    next_attempt_at: datetime | None


@dataclass(frozen=True)
class WorkerView:
    """A worker and when it last said that it lives."""

    executor_id: str
    seen_at: datetime


@dataclass(frozen=True)
class QueueView:
    """How many jobs of a queue wait, wait for their time, are being done, and failed for good."""

    name: str
    waiting: int
    delayed: int
    started: int
    failed: int


@dataclass(frozen=True)
class Operations:
    """How the telling goes, for those who look after the machine."""

    mails: tuple[MailView, ...]
    count: int
    """Mails that have not left, also beyond those shown."""
    workers: tuple[WorkerView, ...]
    queues: tuple[QueueView, ...]


def page(session: Session, actor: Actor, before: int | None) -> NoticePage:
    """A page of the person's notices, of items that they may see."""
    query = _of(actor).order_by(Notice.id.desc()).limit(PAGE + 1)
    if before is not None:
        query = query.where(Notice.id < before if may_be_id(before) else false())
    rows = session.execute(query).all()
    found = tuple(_view(notice, item) for notice, item in rows[:PAGE])
    return NoticePage(found, found[-1].id if len(rows) > PAGE else None)


def count_unread(session: Session, actor: Actor) -> int:
    """How many notices the person has not read."""
    unread = _of(actor).where(Notice.read_at.is_(None)).subquery()
    return session.scalar(select(func.count()).select_from(unread)) or 0


def mail_wishes(session: Session, actor: Actor) -> MailWishes:
    """How the person wants to be told."""
    person = session.get_one(Person, actor.person_id)
    wish = wishes(session, [person.id])[person.id]
    return MailWishes(person.email, wish.by_mail, wish.reminders, wish.digest_minutes)


def operations(session: Session) -> Operations:
    """Mails that have not left, the oldest first; workers; queues."""
    rows = session.execute(
        select(Mail, Person)
        .join(Person, Person.id == Mail.person_id)
        .where(Mail.sent_at.is_(None))
        .order_by(Mail.composed_at, Mail.id)
        .limit(MOST_MAILS)
    )
    workers = session.scalars(select(WorkerSeen).order_by(WorkerSeen.executor_id))
    return Operations(
        mails=tuple(_mail(mail, person) for mail, person in rows),
        count=session.scalar(select(func.count(Mail.id)).where(Mail.sent_at.is_(None))) or 0,
        workers=tuple(WorkerView(one.executor_id, one.seen_at) for one in workers),
        queues=_queues(session),
    )


def _of(actor: Actor) -> Select[Notice, Item]:
    return (
        select(Notice, Item)
        .outerjoin(Item, Item.id == Notice.item_id)
        .where(
            Notice.person_id == actor.person_id,
            or_(Notice.item_id.is_(None), policy.visible_items(actor)),
            visible_notices(actor),
        )
    )


def _view(notice: Notice, item: Item | None) -> NoticeView:
    return NoticeView(
        id=notice.id,
        kind=notice.kind,
        at=notice.created_at,
        read=notice.read_at is not None,
        stands=still_stands(notice, item),
        item_id=item.id if item else None,
        item_name=item.name if item else "",
        item_state=item.state if item else "",
    )


def _mail(mail: Mail, person: Person) -> MailView:
    return MailView(
        id=mail.id,
        person=Title(person.name_ja, person.name_en),
        email=person.email,
        subject=mail.subject,
        composed_at=mail.composed_at,
        attempts=mail.attempts,
        last_error=mail.last_error,
        next_attempt_at=mail.next_attempt_at,
    )


def _queues(session: Session) -> tuple[QueueView, ...]:
    schema = "dbos" if session.get_bind().dialect.name == "postgresql" else None
    jobs = table(
        "workflow_status", column("queue_name", String), column("status", String), schema=schema
    )
    count = func.count(type_=Integer)
    rows = session.execute(
        select(jobs.c.queue_name, jobs.c.status, count)
        .where(jobs.c.status.in_((*names.LIVE, *FAILED)))
        .group_by(jobs.c.queue_name, jobs.c.status)
    )
    found = {(queue, status): number for queue, status, number in rows}
    return tuple(
        QueueView(
            name=queue,
            waiting=found.get((queue, "ENQUEUED"), 0),
            delayed=found.get((queue, "DELAYED"), 0),
            started=found.get((queue, "PENDING"), 0),
            failed=sum(found.get((queue, status), 0) for status in FAILED),
        )
        for queue in names.QUEUES
    )
