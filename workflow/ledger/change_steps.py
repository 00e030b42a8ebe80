"""What the record of changes has of a subject, as the pages of its feature show it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from workflow.models import OfficeChange, Person
from workflow.values.actor import Title
from workflow.values.changes import ChangeAction, Subject
from workflow.work import Work


@dataclass(frozen=True)
class ChangeStep:
    """One entry of the record about a subject, with the reason where there was one."""

    action: ChangeAction
    at: datetime
    by: Title | None
    note: str


def steps_of(work: Work, subject: Subject, code: str) -> tuple[ChangeStep, ...]:
    """What the record has of a subject that the reader may see, the latest first."""
    which = (OfficeChange.subject == subject, OfficeChange.code == code)
    return tuple(
        ChangeStep(ChangeAction(row.action), row.at, by, row.note)
        for row, by in latest_first(work, *which)
    )


def latest_first(
    work: Work, *which: ColumnElement[bool], limit: int | None = None
) -> Iterator[tuple[OfficeChange, Title | None]]:
    """The entries of which the conditions hold, each with the name of whoever made it."""
    query = (
        select(OfficeChange, Person.name_ja, Person.name_en)
        .outerjoin(Person, Person.id == OfficeChange.actor_id)
        .where(*which)
        .order_by(OfficeChange.sequence.desc())
        .limit(limit)
    )
    for row, ja, en in work.session.execute(query):
        yield row, Title(ja, en or "") if ja else None


def last_changed(work: Work, subject: Subject, codes: Collection[str]) -> dict[str, datetime]:
    """By code when each of some subjects was changed last, of those that the record has."""
    query: Any = (
        select(OfficeChange.code, func.max(OfficeChange.at))
        .where(OfficeChange.subject == subject, OfficeChange.code.in_(codes))
        .group_by(OfficeChange.code)
    )
    return dict(work.session.execute(query).all()) if codes else {}
