"""Orders to move live items in the record, and how each of them stands."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.ledger.entries import written
from workflow.models import ProcessMigration
from workflow.values.changes import ChangeAction, Subject
from workflow.work import Work


def record_order(work: Work, row: ProcessMigration) -> None:
    """Record an order, in the transaction that gives it."""
    after = _fields(row)
    change = ledger.Change(Subject.MIGRATION, str(row.id), ChangeAction.ADD, None, after)
    ledger.record(work, change)


def _fields(row: ProcessMigration) -> dict[str, Any]:
    """What was ordered. How far it is, the ledger of the items says that were moved."""
    return {
        "name": row.name,
        "from_version": row.from_version,
        "to_version": row.to_version,
        "states": dict(row.states),
        "ordered_by": row.ordered_by,
        "ordered_at": written(row.ordered_at),
    }


def _standing(session: Session) -> Iterator[tuple[str, ledger.Fields]]:
    for row in session.scalars(select(ProcessMigration)):
        yield str(row.id), _fields(row)


ledger.stands_as(Subject.MIGRATION, _standing)
