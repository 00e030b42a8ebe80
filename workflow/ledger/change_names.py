"""What the record refers to by number, login or code, as it is called now."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import func, literal, select

from workflow.models import (
    Body,
    BodyMeeting,
    BodyMember,
    Department,
    Field,
    Goal,
    Item,
    Meeting,
    Person,
    ProposalGroup,
    System,
    UndertakingDocument,
)
from workflow.models.base import may_be_id
from workflow.values.actor import Title
from workflow.values.fiscal import era_year
from workflow.work import Work


class Referred(StrEnum):
    """What a field of the record may refer to, by its number where nothing else is said."""

    PERSON = "person"
    LOGIN = "login"
    DEPARTMENT = "department"
    DEPARTMENT_CODE = "department_code"
    FIELD_CODE = "field_code"
    BODY = "body"
    MEMBER = "member"
    MEETING = "meeting"
    BODY_MEETING = "body_meeting"
    ITEM = "item"
    GOAL = "goal"
    SYSTEM = "system"
    PROPOSAL_GROUP = "proposal_group"
    DOCUMENT = "document"


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
