"""How jobs and mails go and how much there is, for those who look after the program."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Integer, Select, func, select
from sqlalchemy.orm import Session

from workflow import outbox
from workflow.jobs.failed import FailedJobs, failed_jobs
from workflow.jobs.queues import jobs_of_dbos, retry_now
from workflow.jobs.worker import Pace, database_time
from workflow.models import LedgerEntry, Mail, OutboxRow, Person, WorkerSeen
from workflow.units import UnitsOfWork
from workflow.values.actor import Actor, Title, require_administrator
from workflow.values.errors import NotFound
from workflow.work import Work

MOST_MAILS: Final = 200


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
    """A worker and when it last said that it lives; `silent` where it should have since."""

    executor_id: str
    seen_at: datetime
    silent: bool


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
    """How mails and jobs go, for administrators."""

    mails: tuple[MailView, ...]
    count: int
    """Mails that have not left, also beyond those shown."""
    workers: tuple[WorkerView, ...]
    queues: tuple[QueueView, ...]
    failed: tuple[FailedJobs, ...]


def operations(work: Work) -> Operations:
    """Mails that have not left, oldest first; workers; queues; what failed. Raises WrongRole."""
    require_administrator(work.actor)
    rows = work.session.execute(
        select(Mail, Person)
        .join(Person, Person.id == Mail.person_id)
        .where(Mail.sent_at.is_(None))
        .order_by(Mail.composed_at, Mail.id)
        .limit(MOST_MAILS)
    )
    workers = work.session.scalars(select(WorkerSeen).order_by(WorkerSeen.executor_id))
    silent_since = database_time(work.session) - Pace().silent_for
    return Operations(
        mails=tuple(_mail(mail, person) for mail, person in rows),
        count=work.session.scalar(select(func.count(Mail.id)).where(Mail.sent_at.is_(None))) or 0,
        workers=tuple(
            WorkerView(one.executor_id, one.seen_at, one.seen_at < silent_since) for one in workers
        ),
        queues=_queues(work.session),
        failed=failed_jobs(work.session),
    )


def try_now(units: UnitsOfWork, actor: Actor, mail_id: int) -> None:
    """Try to send a mail that has not left at once. Raises WrongRole, NotFound.

    Two steps, not one unit: the job is brought forward after the mail's new time is committed.
    """
    with units.write(actor) as work:
        attempt = _next_attempt(work, mail_id)
    if attempt is not None:
        retry_now(units.database.engine, mail_id, attempt)


def _next_attempt(work: Work, mail_id: int) -> int | None:
    """Make a mail due now; gives the attempt's number, None where it has left."""
    require_administrator(work.actor)
    mail = work.session.scalar(select(Mail).where(Mail.id == mail_id).with_for_update())
    if mail is None:
        raise NotFound(what="mail")
    if mail.sent_at:
        return None
    mail.next_attempt_at = work.now
    return mail.attempts + 1


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
    jobs = jobs_of_dbos(session.get_bind().dialect.name)
    count = func.count(type_=Integer)
    rows = session.execute(
        select(jobs.c.queue_name, jobs.c.status, count)
        .where(jobs.c.status.in_((*outbox.LIVE, *outbox.FAILED)))
        .group_by(jobs.c.queue_name, jobs.c.status)
    )
    found = Counter({(queue, status): number for queue, status, number in rows})
    asked_for = select(OutboxRow.workflow, count).group_by(OutboxRow.workflow)
    for workflow, number in session.execute(asked_for):
        found[outbox.QUEUE_OF.get(workflow, outbox.MOVES), "ENQUEUED"] += number
    return tuple(
        QueueView(
            name=queue,
            waiting=found[queue, "ENQUEUED"],
            delayed=found[queue, "DELAYED"],
            started=found[queue, "PENDING"],
            failed=sum(found[queue, status] for status in outbox.FAILED),
        )
        for queue in outbox.QUEUES
    )


@dataclass(frozen=True)
class Figures:
    """`mails_failed` are those of `mails_waiting` that were tried in vain at least once."""

    ledger_entries: int
    jobs_waiting: int
    mails_waiting: int
    mails_failed: int


def figures(work: Work) -> Figures:
    """Count, in one look at the database."""
    jobs = jobs_of_dbos(work.session.get_bind().dialect.name)
    unsent = Mail.sent_at.is_(None)
    return Figures(
        ledger_entries=_count(work.session, select(func.count()).select_from(LedgerEntry)),
        jobs_waiting=_count(work.session, select(func.count(OutboxRow.id)))
        + _count(
            work.session,
            select(func.count()).select_from(jobs).where(jobs.c.status.in_(outbox.LIVE)),
        ),
        mails_waiting=_count(work.session, select(func.count()).select_from(Mail).where(unsent)),
        mails_failed=_count(
            work.session, select(func.count()).select_from(Mail).where(unsent, Mail.attempts > 0)
        ),
    )


def _count(session: Session, counting: Select[int]) -> int:
    return session.scalar(counting) or 0
