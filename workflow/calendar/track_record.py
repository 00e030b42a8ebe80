"""How the rules of cycles stand, as the record of changes has them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.models import Cycle
from workflow.values.changes import ChangeAction, Subject
from workflow.work import Work


def record_tracks(work: Work, row: Cycle, before: Sequence[Mapping[str, Any]] = ()) -> None:
    """Add to the record of changes how the rules of a cycle stand now, and stood `before`."""
    action = ChangeAction.CHANGE
    if not before or not row.tracks:
        action = ChangeAction.END if before else ChangeAction.ADD
    fields = (_fields(before), _fields(row.tracks))
    ledger.record(work, ledger.Change(Subject.TRACKS, row.id, action, *fields))


def _fields(stored: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    return {"tracks": list(stored)} if stored else None


def _standing(session: Session) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in session.scalars(select(Cycle).order_by(Cycle.id)):
        if row.tracks:
            yield row.id, {"tracks": row.tracks}


ledger.stands_as(Subject.TRACKS, _standing)
