"""The editable masters as those who change them see them: order, use and earlier versions."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.masters.policy import require_maintainer
from workflow.models import (
    Category,
    Criterion,
    Evaluation,
    Field,
    FundingKind,
    Item,
    ItemFunding,
    MasterVersion,
    Person,
    SessionSetUp,
    Verdict,
)
from workflow.values.actor import Title
from workflow.values.changes import Subject
from workflow.values.errors import NotFound
from workflow.values.text import is_sound
from workflow.values.vocabulary import Master
from workflow.work import Work


@dataclass(frozen=True)
class EntryCard:
    """One entry of a master; `usage` counts the items, evaluations or sessions that carry it."""

    master: Master
    code: str
    title: Title
    needs_conditions: bool
    position: int
    active: bool
    version: int
    usage: int


@dataclass(frozen=True)
class EntryVersion:
    """An entry as it read from a moment on; what was set up has neither person nor moment."""

    number: int
    title: Title
    needs_conditions: bool
    position: int
    active: bool
    by: Title | None
    at: datetime | None


@dataclass(frozen=True)
class EntryHistory:
    """An entry with all its versions, the latest first."""

    entry: EntryCard
    versions: tuple[EntryVersion, ...]


TABLES: Final[Mapping[Master, Any]] = {
    Master.FIELD: Field,
    Master.CATEGORY: Category,
    Master.CRITERION: Criterion,
    Master.VERDICT: Verdict,
    Master.FUNDING: FundingKind,
}


_CARRIED_BY: Final[Mapping[Master, Any]] = {
    Master.FIELD: Item.field,
    Master.CATEGORY: Item.category_code,
    Master.VERDICT: Evaluation.verdict_code,
    Master.FUNDING: ItemFunding.source,
}


def entries(work: Work, master: Master) -> tuple[EntryCard, ...]:
    """Every entry of a master, retired ones too, in order: three queries. Raises WrongRole."""
    require_maintainer(work.actor)
    table = TABLES[master]
    used = _usage(work.session, master)
    counted = select(MasterVersion.code, func.max(MasterVersion.version)).where(
        MasterVersion.master == master
    )
    versions = {
        row[0]: row[1] for row in work.session.execute(counted.group_by(MasterVersion.code))
    }
    return tuple(
        EntryCard(
            master=master,
            code=row.code,
            title=Title(row.title_ja, row.title_en),
            needs_conditions=needs_conditions(row),
            position=row.position,
            active=row.active,
            version=versions.get(row.code, 1),
            usage=used[row.code],
        )
        for row in work.session.scalars(select(table).order_by(table.position, table.code))
    )


def history(work: Work, master: Master, code: str) -> EntryHistory:
    """One entry with all its versions. Raises WrongRole, NotFound."""
    found = {one.code: one for one in entries(work, master)}
    entry = found.get(code) if is_sound(code) else None
    if entry is None:
        raise NotFound(what="master", name=code)
    query = (
        select(MasterVersion, Person.name_ja, Person.name_en)
        .outerjoin(Person, Person.id == MasterVersion.changed_by)
        .where(MasterVersion.master == master, MasterVersion.code == code)
        .order_by(MasterVersion.version.desc())
    )
    versions = tuple(
        EntryVersion(
            number=row.version,
            title=Title(row.title_ja, row.title_en),
            needs_conditions=row.needs_conditions,
            position=row.position,
            active=row.active,
            by=Title(ja, en) if ja else None,
            at=row.changed_at,
        )
        for row, ja, en in work.session.execute(query)
    )
    return EntryHistory(entry, versions or (_as_set_up(entry),))


def recorded(master: Master, row: Any) -> tuple[str, ledger.Fields]:
    """Under which code the record of changes has an entry of a master, and its fields."""
    return f"{master.value}/{row.code}", {
        "title_ja": row.title_ja,
        "title_en": row.title_en,
        "position": row.position,
        "needs_conditions": needs_conditions(row),
        "active": row.active,
    }


def _current(session: Session) -> Iterator[tuple[str, ledger.Fields]]:
    for master, table in TABLES.items():
        for row in session.scalars(select(table)):
            yield recorded(master, row)


ledger.stands_as(Subject.MASTER, _current)


def needs_conditions(row: Any) -> bool:
    """Whether the entry is a verdict that is void without conditions."""
    return isinstance(row, Verdict) and row.needs_conditions


def _as_set_up(entry: EntryCard) -> EntryVersion:
    return EntryVersion(
        1, entry.title, entry.needs_conditions, entry.position, entry.active, None, None
    )


def _usage(session: Session, master: Master) -> Counter[str]:
    if master is Master.CRITERION:
        chosen = session.scalars(select(SessionSetUp.criteria))
        return Counter(one["code"] for criteria in chosen for one in criteria)
    column: Any = _CARRIED_BY[master]
    query = select(column, func.count()).where(column.is_not(None)).group_by(column)
    return Counter({str(row[0]): row[1] for row in session.execute(query)})
