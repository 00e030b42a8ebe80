"""The record of the office's changes as administrators read it, with what it refers to by name."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Text, func, literal, or_, select, type_coerce
from sqlalchemy.orm import Session

from workflow.models import (
    Body,
    BodyMeeting,
    BodyMember,
    Department,
    Field,
    Goal,
    Item,
    Meeting,
    OfficeChange,
    Person,
    ProposalGroup,
    System,
    UndertakingDocument,
)
from workflow.models.base import may_be_id
from workflow.values.actor import Title, require_administrator
from workflow.values.changes import ChangeAction, Referred, Subject
from workflow.values.clock import midnight
from workflow.values.fiscal import era_year
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


# ------------------------------------------------------------ what it refers to


_NO_ENGLISH: Final = literal("")
_BY_TEXT: Final = frozenset({Referred.LOGIN, Referred.DEPARTMENT_CODE, Referred.FIELD_CODE})
_HEADQUARTERS: Final = (Meeting.fiscal_year, Meeting.number)
_YEAR: Final = func.coalesce(Meeting.fiscal_year, BodyMeeting.fiscal_year)
_NUMBER: Final = func.coalesce(Meeting.number, BodyMeeting.number)
_MEMBERS: Final = (
    func.coalesce(Person.name_ja, BodyMember.name),
    func.coalesce(Person.name_en, _NO_ENGLISH),
)

_NAMES: Final[Mapping[Referred, tuple[Any, Any]]] = {
    Referred.PERSON: (select(Person.name_ja, Person.name_en), Person.id),
    Referred.LOGIN: (select(Person.name_ja, Person.name_en), Person.login),
    Referred.DEPARTMENT: (select(Department.name_ja, Department.name_en), Department.id),
    Referred.DEPARTMENT_CODE: (select(Department.name_ja, Department.name_en), Department.code),
    Referred.FIELD_CODE: (select(Field.title_ja, Field.title_en), Field.code),
    Referred.BODY: (select(Body.name, _NO_ENGLISH), Body.id),
    Referred.MEMBER: (select(*_MEMBERS).outerjoin_from(BodyMember, Person), BodyMember.id),
    Referred.ITEM: (select(Item.name, _NO_ENGLISH), Item.id),
    Referred.GOAL: (select(Goal.title, _NO_ENGLISH), Goal.id),
    Referred.SYSTEM: (select(System.name, _NO_ENGLISH), System.id),
    Referred.PROPOSAL_GROUP: (select(ProposalGroup.title, _NO_ENGLISH), ProposalGroup.id),
    Referred.DOCUMENT: (
        select(UndertakingDocument.title, _NO_ENGLISH),
        UndertakingDocument.id,
    ),
}
_MEETINGS: Final[Mapping[Referred, tuple[Any, Any]]] = {
    Referred.MEETING: (select(literal(""), *_HEADQUARTERS), Meeting.id),
    Referred.BODY_MEETING: (
        select(Body.name, _YEAR, _NUMBER).join_from(BodyMeeting, Body).outerjoin(Meeting),
        BodyMeeting.id,
    ),
}
"""Body, fiscal year and number."""


def name_of(work: Work, kind: Referred, key: int | str) -> Title | None:
    """What is called so by its number, login or code; None where there is no such thing any more.

    It is asked once for a reading unit.
    """
    is_key = isinstance(key, str) if kind in _BY_TEXT else isinstance(key, int) and may_be_id(key)
    if not is_key:
        return None
    return work.once((kind, key), lambda: _asked(work, kind, key))


def _asked(work: Work, kind: Referred, key: int | str) -> Title | None:
    query, column = _NAMES.get(kind) or _MEETINGS[kind]
    row = work.session.execute(query.where(column == key)).one_or_none()
    if row is None:
        return None
    if kind in _NAMES:
        return Title(*row)
    body, year, number = row
    return Title(
        f"{body} {era_year(year)}第{number}回".strip(),
        f"{body} {era_year(year, 'en')}, no. {number}".strip(),
    )
