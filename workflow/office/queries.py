"""The office as it is called now, and its picture."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Row, Text, cast, null, select, type_coerce, union_all
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.models import FundingKind as FundingKindRow
from workflow.models import OfficeLogo, OfficeProfile
from workflow.models.base import CanonicalJson, table_of
from workflow.values.actor import Title
from workflow.values.changes import Subject
from workflow.values.errors import NotFound
from workflow.values.office import FundingKind, Office
from workflow.work import Work

THE_OFFICE: Final = "office"
"""What the record of changes calls the one office there is."""

CONTENT: Final = select(OfficeProfile.content)
"""What is kept of the office, as a statement: others may ask it along with their own."""

_KINDS: Final = table_of(FundingKindRow)
_WITH_FUNDING: Final = union_all(
    select(
        OfficeProfile.content,
        *(cast(null(), column.type).label(column.name) for column in _KINDS.c),
    ),
    select(type_coerce(cast(null(), Text), CanonicalJson).label("content"), _KINDS),
).order_by("position", "code")
"""The office and its kinds of funding, by one statement."""

_KEPT: Final = select(OfficeProfile.version, OfficeProfile.content)


@dataclass(frozen=True)
class Profile:
    """The office with the number of its version: 0 before it is set up."""

    version: int
    office: Office


@dataclass(frozen=True)
class Logo:
    """The office's picture as it is sent out."""

    media_type: str
    content: bytes


def office(work: Work) -> Office:
    """The office as it is set up; the usual words before."""
    return work.of_masters(THE_OFFICE, lambda: _office(work.ask(_WITH_FUNDING).all()))


def _office(rows: Sequence[Row[Any]]) -> Office:
    content = next((row.content for row in rows if row.code is None), None)
    kinds = [
        FundingKind(row.code, Title(row.title_ja, row.title_en), bool(row.active))
        for row in rows
        if row.code is not None
    ]
    return replace(understood(content), funding=tuple(kinds))


def profile(work: Work) -> Profile:
    """The office with its version, for those who change it."""
    found = work.session.execute(_KEPT).one_or_none()
    return (
        Profile(found.version, Office.from_json(found.content)) if found else Profile(0, Office())
    )


def logo(work: Work, sha256: str) -> Logo:
    """The picture that the office shows, by its SHA-256. Raises NotFound."""
    row = work.session.get(OfficeLogo, sha256) if sha256 == office(work).logo else None
    if row is None:
        raise NotFound(what="logo")
    return Logo(row.media_type, row.content)


def stand(session: Session) -> Iterator[tuple[str, dict[str, Any]]]:
    """How the office stands now, as the record of changes has it."""
    if (content := session.scalar(CONTENT)) is not None:
        yield THE_OFFICE, recorded(content)


def recorded(content: Mapping[str, Any]) -> dict[str, Any]:
    """What the record has of the office: all but what it adds, which are subjects themselves."""
    return {name: value for name, value in content.items() if name not in ("own", "roles")}


def stand_own(session: Session) -> Iterator[tuple[str, dict[str, Any]]]:
    """How each field that the office added stands now, as the record of changes has it."""
    content = session.scalar(CONTENT) or {}
    for position, field in enumerate(content.get("own", ()), 1):
        yield field["name"], recorded_own(field, position)


def recorded_own(field: Mapping[str, Any], position: int) -> dict[str, Any]:
    """What the record has of a field: its names one by one; what it is called in content is the
    code under which it stands there."""
    named = {
        f"{name}_{language}": text
        for name in ("title", "help")
        for language, text in zip(Title._fields, field[name], strict=True)
    }
    rest = {name: value for name, value in field.items() if name not in ("name", "title", "help")}
    return {**named, **rest, "position": position}


def stand_roles(session: Session) -> Iterator[tuple[str, dict[str, Any]]]:
    """How each role that the office defined stands now, as the record of changes has it."""
    content = session.scalar(CONTENT) or {}
    for position, role in enumerate(content.get("roles", ()), 1):
        yield role["name"], recorded_role(role, position)


def recorded_role(role: Mapping[str, Any], position: int) -> dict[str, Any]:
    """What the record has of an own role; its key is the code under which it stands there."""
    ja, en = role["title"]
    return {
        "title_ja": ja,
        "title_en": en,
        "scope": role["scope"],
        "active": role["active"],
        "position": position,
    }


ledger.stands_as(Subject.OFFICE, stand)
ledger.stands_as(Subject.OWN_FIELD, stand_own)
ledger.stands_as(Subject.OWN_ROLE, stand_roles)


def understood(content: Any) -> Office:
    """The office that `CONTENT` told of; the usual words where it has none yet."""
    return Office() if content is None else Office.from_json(content)
