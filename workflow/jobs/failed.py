"""Jobs that failed for good, for administrators: what, when, why, how often tried."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, Final

from dbos._serialization import DBOSDefaultSerializer, deserialize_value
from sqlalchemy import BigInteger, String, TableClause, column, func, select, table
from sqlalchemy.orm import Session

from workflow import outbox
from workflow.jobs.failures import Cause, Reason, reason_of
from workflow.jobs.queues import schema_of_dbos

LATEST: Final = 100
"""Of each kind of job the latest are looked at: an outage fails thousands for one reason."""


@dataclass(frozen=True)
class FailedJobs:
    """Jobs of one kind that failed for one reason between `first` and `last`."""

    workflow: str
    reason: Reason
    count: int
    first: datetime
    last: datetime
    tries: int
    """How often the one of them was tried that was tried most often."""


@dataclass(frozen=True)
class _Failed:
    workflow: str
    reason: Reason
    at: datetime
    tries: int

    @property
    def kind(self) -> tuple[str, Reason]:
        """What is told in one line."""
        return self.workflow, self.reason


def failed_jobs(session: Session) -> tuple[FailedJobs, ...]:
    """Jobs that failed for good by kind and reason, what failed last first."""
    found = sorted(map(_read, _latest(session)), key=lambda one: one.kind)
    lines = (_line(list(alike)) for _kind, alike in groupby(found, lambda one: one.kind))
    return tuple(sorted(lines, key=lambda line: line.last, reverse=True))


def _latest(session: Session) -> Iterable[Any]:
    jobs, ends = _tables(session)
    at = func.coalesce(jobs.c.completed_at, jobs.c.updated_at).label("at")
    place = func.row_number().over(partition_by=jobs.c.name, order_by=at.desc()).label("place")
    failed = (
        select(jobs, ends.c.error, at, place)
        .outerjoin(ends, ends.c.workflow_uuid == jobs.c.workflow_uuid)
        .where(jobs.c.status.in_(outbox.FAILED))
        .subquery()
    )
    return session.execute(select(failed).where(failed.c.place <= LATEST))


def _tables(session: Session) -> tuple[TableClause, TableClause]:
    """Where DBOS keeps jobs, and what they ended with, as far as it is read here."""
    schema = schema_of_dbos(session.get_bind().dialect.name)
    texts = ("workflow_uuid", "name", "status", "serialization")
    numbers = ("updated_at", "completed_at", "recovery_attempts")
    jobs = table(
        "workflow_status",
        *(column(name, String) for name in texts),
        *(column(name, BigInteger) for name in numbers),
        schema=schema,
    )
    ends = (column("workflow_uuid", String), column("error", String))
    return jobs, table("workflow_output", *ends, schema=schema)


def _read(row: Any) -> _Failed:
    at = datetime.fromtimestamp(row.at / 1000, UTC)
    if row.status != outbox.ERROR:
        return _Failed(row.name, Reason(Cause.STOPPED), at, row.recovery_attempts or 1)
    tries = row.workflow_uuid.rpartition(outbox.AGAIN)[2]
    return _Failed(row.name, _reason(row), at, int(tries) if tries.isdecimal() else 1)


def _reason(row: Any) -> Reason:
    """What was written down; of an error that cannot be read again only that there was one."""
    with suppress(Exception):
        return reason_of(deserialize_value(row.error, row.serialization, DBOSDefaultSerializer))
    return Reason(Cause.PROGRAM)


def _line(alike: list[_Failed]) -> FailedJobs:
    moments = [one.at for one in alike]
    return FailedJobs(
        workflow=alike[0].workflow,
        reason=alike[0].reason,
        count=len(alike),
        first=min(moments),
        last=max(moments),
        tries=max(one.tries for one in alike),
    )
