"""The record of the office's changes as administrators read it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Text, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from workflow.models import OfficeChange, Person
from workflow.values.actor import Title, require_administrator
from workflow.values.changes import ChangeAction, Subject
from workflow.values.clock import midnight
from workflow.work import Work

CHANGES_SHOWN: Final = 100

_TEXTS: Final = (
    OfficeChange.code,
    OfficeChange.note,
    type_coerce(OfficeChange.before, Text),
    type_coerce(OfficeChange.after, Text),
)


@dataclass(frozen=True)
class ChangeFilter:
    """Which changes are wanted: `words` stand in them, `until` is the last day, "" is anybody.

    `code` is that of one subject.
    """

    subject: Subject | None = None
    code: str = ""
    words: str = ""
    login: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class ChangeView:
    """One change: who, when, and each field that differs as (name, before, after)."""

    sequence: int
    at: datetime
    login: str
    by: Title | None
    subject: Subject
    code: str
    action: ChangeAction
    fields: tuple[tuple[str, Any, Any], ...]
    note: str


def changes(
    work: Work, wanted: ChangeFilter, before: int | None = None, limit: int | None = CHANGES_SHOWN
) -> tuple[ChangeView, ...]:
    """The changes, the newest first; `before` is the sequence that the page before ended with.

    Raises NotSignedIn, WrongRole: the record is for administrators.
    """
    require_administrator(work.actor)
    found = latest_first(work, *_conditions(wanted, before), limit=limit)
    return tuple(_view(row, by) for row, by in found)


def changed_by(session: Session) -> tuple[str, ...]:
    """The logins of those who changed something."""
    query = select(OfficeChange.actor_login).where(OfficeChange.actor_login != "").distinct()
    return tuple(session.scalars(query.order_by(OfficeChange.actor_login)))


def _conditions(wanted: ChangeFilter, before: int | None) -> list[ColumnElement[bool]]:
    found = []
    if wanted.subject:
        found.append(OfficeChange.subject == wanted.subject)
    if wanted.code:
        found.append(OfficeChange.code == wanted.code)
    if wanted.words:
        found.append(or_(*(column.contains(wanted.words, autoescape=True) for column in _TEXTS)))
    if wanted.login:
        found.append(OfficeChange.actor_login == wanted.login)
    if wanted.since:
        found.append(OfficeChange.at >= midnight(wanted.since))
    if wanted.until:
        found.append(OfficeChange.at < midnight(wanted.until + timedelta(days=1)))
    if before is not None:
        found.append(OfficeChange.sequence < before)
    return found


def _view(row: OfficeChange, by: Title | None) -> ChangeView:
    before, after = row.before or {}, row.after or {}
    return ChangeView(
        sequence=row.sequence,
        at=row.at,
        login=row.actor_login,
        by=by,
        subject=Subject(row.subject),
        code=row.code,
        action=ChangeAction(row.action),
        fields=tuple(
            (name, before.get(name), after.get(name))
            for name in dict.fromkeys([*before, *after])
            if before.get(name) != after.get(name)
        ),
        note=row.note,
    )


# --------------------------------------------------------------- of one subject


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
