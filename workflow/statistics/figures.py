"""How much there is and how much waits: what an operator's screen shows."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Select, column, func, select, table
from sqlalchemy.orm import Session

from workflow.models import LedgerEntry, Mail
from workflow.work import Work

UNFINISHED: Final = ("ENQUEUED", "DELAYED", "PENDING")
"""What DBOS calls a job that waits, waits for its hour, or is being worked at."""


@dataclass(frozen=True)
class Figures:
    """`mails_failed` are those of `mails_waiting` that were tried in vain at least once."""

    ledger_entries: int
    jobs_waiting: int
    mails_waiting: int
    mails_failed: int


def figures(work: Work) -> Figures:
    """Count, in one look at the database."""
    schema = "dbos" if work.session.get_bind().dialect.name == "postgresql" else None
    jobs = table("workflow_status", column("status"), schema=schema)
    unsent = Mail.sent_at.is_(None)
    return Figures(
        ledger_entries=_count(work.session, select(func.count()).select_from(LedgerEntry)),
        jobs_waiting=_count(
            work.session,
            select(func.count()).select_from(jobs).where(jobs.c.status.in_(UNFINISHED)),
        ),
        mails_waiting=_count(work.session, select(func.count()).select_from(Mail).where(unsent)),
        mails_failed=_count(
            work.session, select(func.count()).select_from(Mail).where(unsent, Mail.attempts > 0)
        ),
    )


def _count(session: Session, counting: Select[int]) -> int:
    return session.scalar(counting) or 0
