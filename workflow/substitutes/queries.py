"""What is read of substitutes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, and_, desc, func, or_, select, true
from sqlalchemy.orm import Session, aliased, selectinload

from workflow.items import visibility
from workflow.items.detail import told
from workflow.items.views import Move
from workflow.models import (
    Acknowledgement,
    ActFor,
    Department,
    Item,
    LedgerEntry,
    Person,
    RoleGrant,
    Substitute,
)
from workflow.people.queries import PersonName
from workflow.substitutes.policy import SUBSTITUTED
from workflow.values.actor import Title
from workflow.values.vocabulary import Role
from workflow.work import Work


class Standing(StrEnum):
    """Where a substitution stands on a day."""

    COMING = "coming"
    IN_FORCE = "in_force"
    OVER = "over"
    ENDED = "ended"


@dataclass(frozen=True)
class SubstituteView:
    """One person standing in for another; `department` is None for all of them."""

    id: int
    person: PersonName
    substitute: PersonName
    role: Role
    department: Title | None
    from_on: date
    until_on: date
    set_by: Title
    set_at: datetime
    ended_at: datetime | None
    ended_by: Title | None
    standing: Standing

    @property
    def can_end(self) -> bool:
        """Whether there is anything left to end."""
        return self.standing in (Standing.COMING, Standing.IN_FORCE)


@dataclass(frozen=True)
class DoneForMe:
    """A move made in one's name, with its item; `acknowledged_at` is the moment of 後閲."""

    item_id: int
    item_name: str
    section: str
    move: Move
    acknowledged_at: datetime | None


@dataclass(frozen=True)
class DonePage:
    """What was done in one's name, what waits for 後閲 first; `more` where there is further."""

    rows: tuple[DoneForMe, ...]
    waiting: int
    more: bool


@dataclass(frozen=True)
class GrantChoice:
    """A role that somebody could have a substitute in."""

    role: Role
    department_id: int | None
    department: Title | None


@dataclass(frozen=True)
class Candidate:
    """An active person, and what of theirs a substitute could be set for."""

    id: int
    login: str
    name: Title
    grants: tuple[GrantChoice, ...]
    departments: tuple[Title, ...]
    """Where they are officers: to tell people of one name apart."""


MOST: Final = 200
"""Rows of a page: of the latest substitutions, or of what was done in one's name."""

_ROLES: Final = {role: place for place, role in enumerate(Role)}

_DONE: Final = and_(ActFor.item_id == LedgerEntry.item_id, ActFor.sequence == LedgerEntry.sequence)
_SEEN: Final = and_(
    Acknowledgement.item_id == ActFor.item_id, Acknowledgement.sequence == ActFor.sequence
)


def of(work: Work) -> tuple[SubstituteView, ...]:
    """Those who stand in for `actor`, and stood, the latest days first."""
    return _views(work, Substitute.person_id == work.person.person_id)


def by(work: Work) -> tuple[SubstituteView, ...]:
    """For whom `actor` stands in, and stood, the latest days first."""
    return _views(work, Substitute.substitute_id == work.person.person_id)


def everybody(work: Work) -> tuple[SubstituteView, ...]:
    """Everybody's, the latest days first, at most 200."""
    return _views(work, true())


def _views(work: Work, which: ColumnElement[bool]) -> tuple[SubstituteView, ...]:
    query = (
        select(Substitute)
        .where(which)
        .order_by(desc(Substitute.until_on), desc(Substitute.from_on), desc(Substitute.id))
        .limit(MOST)
    )
    rows = work.session.scalars(query).all()
    ids = {row.id for row in rows}
    names = _names(work.session, ids)
    departments = _departments(work.session) if rows else {}
    return tuple(_view(row, names, departments, work.today) for row in rows)


def _names(session: Session, ids: set[int]) -> dict[int, Title]:
    """Whoever has to do with one of these substitutions."""
    if not ids:
        return {}
    columns = (Substitute.person_id, Substitute.substitute_id, Substitute.set_by)
    among = or_(*(Person.id == column for column in (*columns, Substitute.ended_by)))
    query = select(Person.id, Person.name_ja, Person.name_en).distinct()
    query = query.join(Substitute, among).where(Substitute.id.in_(ids))
    return {row.id: Title(row.name_ja, row.name_en) for row in session.execute(query)}


def _departments(session: Session) -> dict[int, Title]:
    return {row.id: Title(row.name_ja, row.name_en) for row in session.scalars(select(Department))}


def _view(
    row: Substitute, names: dict[int, Title], departments: dict[int, Title], today: date
) -> SubstituteView:
    return SubstituteView(
        id=row.id,
        person=PersonName(row.person_id, names[row.person_id]),
        substitute=PersonName(row.substitute_id, names[row.substitute_id]),
        role=Role(row.role),
        department=departments[row.department_id] if row.department_id else None,
        from_on=row.from_on,
        until_on=row.until_on,
        set_by=names[row.set_by],
        set_at=row.set_at,
        ended_at=row.ended_at,
        ended_by=names[row.ended_by] if row.ended_by else None,
        standing=_standing(row, today),
    )


def _standing(row: Substitute, today: date) -> Standing:
    if row.ended_at is not None:
        return Standing.ENDED
    if row.until_on < today:
        return Standing.OVER
    return Standing.COMING if row.from_on > today else Standing.IN_FORCE


def candidates(work: Work) -> tuple[Candidate, ...]:
    """Every active person by login, with what of theirs a substitute could be set for."""
    departments = _departments(work.session)
    query = select(Person).where(Person.active).options(selectinload(Person.grants))
    return tuple(
        _candidate(person, departments)
        for person in work.session.scalars(query.order_by(Person.login))
    )


def _candidate(person: Person, departments: dict[int, Title]) -> Candidate:
    grants = [
        GrantChoice(
            Role(grant.role),
            grant.department_id,
            departments[grant.department_id] if grant.department_id else None,
        )
        for grant in sorted(person.grants, key=_place)
    ]
    return Candidate(
        id=person.id,
        login=person.login,
        name=Title(person.name_ja, person.name_en),
        grants=tuple(grant for grant in grants if grant.role in SUBSTITUTED),
        departments=tuple(grant.department for grant in grants if grant.department),
    )


def _place(grant: RoleGrant) -> tuple[int, int]:
    return _ROLES[Role(grant.role)], grant.department_id or 0


def done_for(work: Work) -> DonePage:
    """What was done in the name of `actor`: what waits for 後閲 first, the latest first.

    Their own items only, as everywhere: what they may not see any more is left out.
    """
    doer = aliased(Person)
    mine = ActFor.person_id == work.person.person_id, visibility.visible_items(work.person)
    query = (
        select(LedgerEntry, Item, doer.name_ja, doer.name_en, Acknowledgement.acknowledged_at)
        .join(ActFor, _DONE)
        .join(Item, Item.id == ActFor.item_id)
        .join(doer, doer.id == LedgerEntry.actor_id)
        .outerjoin(Acknowledgement, _SEEN)
        .where(*mine)
        .order_by(
            Acknowledgement.acknowledged_at.is_not(None),
            desc(LedgerEntry.at),
            desc(LedgerEntry.item_id),
            desc(LedgerEntry.sequence),
        )
        .limit(MOST + 1)
    )
    rows = work.session.execute(query).all()
    shown = tuple(
        DoneForMe(
            item_id=item.id,
            item_name=item.name,
            section=item.sheet.section,
            move=told(
                entry,
                Title(ja, en),
                work.process(item.process_name, item.process_version),
            ),
            acknowledged_at=at,
        )
        for entry, item, ja, en, at in rows[:MOST]
    )
    return DonePage(shown, count_waiting(work), len(rows) > MOST)


def count_waiting(work: Work) -> int:
    """How many moves in the name of `actor` wait for their 後閲."""
    query = (
        select(func.count())
        .select_from(ActFor)
        .join(Item, Item.id == ActFor.item_id)
        .outerjoin(Acknowledgement, _SEEN)
        .where(
            ActFor.person_id == work.person.person_id,
            Acknowledgement.item_id.is_(None),
            visibility.visible_items(work.person),
        )
    )
    return work.session.scalar(query) or 0
