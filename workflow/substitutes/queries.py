"""Substitutions as pages show them, and whom one could be set for."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, and_, desc, or_, select, true
from sqlalchemy.orm import Session, selectinload

from workflow.models import Department, Person, Substitute
from workflow.people.queries import PersonName
from workflow.substitutes.policy import NOT_SUBSTITUTED, may_see_all
from workflow.values.actor import Grant, Title, permitted
from workflow.values.vocabulary import AnyRole, role_named, role_place
from workflow.work import Work


class SubstitutionStatus(StrEnum):
    """Whether a substitution is still to come, in force or over on a day."""

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
    role: AnyRole
    department: Title | None
    from_on: date
    until_on: date
    set_by: Title
    set_at: datetime
    ended_at: datetime | None
    ended_by: Title | None
    status: SubstitutionStatus

    @property
    def can_end(self) -> bool:
        """Whether there is anything left to end."""
        return self.status in (SubstitutionStatus.COMING, SubstitutionStatus.IN_FORCE)


@dataclass(frozen=True)
class GrantChoice:
    """A role that somebody could have a substitute in."""

    role: AnyRole
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


MOST_ROWS: Final = 200
"""Rows of a page: of the latest substitutions, or of what was done in one's name."""


def for_me(work: Work) -> tuple[SubstituteView, ...]:
    """Those who stand in for the person, and stood, the latest days first, at most 200."""
    return _views(work, Substitute.person_id == work.person.person_id)


def in_my_place(work: Work) -> tuple[SubstituteView, ...]:
    """Those who stand in for the person today, the latest last day first."""
    if not work.person.has_substitute:
        return ()
    mine = Substitute.person_id == work.person.person_id
    today = and_(Substitute.from_on <= work.today, Substitute.until_on >= work.today)
    return _views(work, and_(mine, today, Substitute.ended_at.is_(None)))


def for_others(work: Work) -> tuple[SubstituteView, ...]:
    """For whom the person stands in, and stood, the latest days first, at most 200."""
    return _views(work, Substitute.substitute_id == work.person.person_id)


def everybody(work: Work) -> tuple[SubstituteView, ...]:
    """Everybody's, the latest days first, at most 200. Raises WrongRole."""
    permitted(work.actor, may_see_all(work.actor))
    return _views(work, true())


def _views(work: Work, which: ColumnElement[bool]) -> tuple[SubstituteView, ...]:
    query = (
        select(Substitute)
        .where(which)
        .order_by(desc(Substitute.until_on), desc(Substitute.from_on), desc(Substitute.id))
        .limit(MOST_ROWS)
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
        role=role_named(row.role),
        department=departments[row.department_id] if row.department_id else None,
        from_on=row.from_on,
        until_on=row.until_on,
        set_by=names[row.set_by],
        set_at=row.set_at,
        ended_at=row.ended_at,
        ended_by=names[row.ended_by] if row.ended_by else None,
        status=_status(row, today),
    )


def _status(row: Substitute, today: date) -> SubstitutionStatus:
    if row.ended_at is not None:
        return SubstitutionStatus.ENDED
    if row.until_on < today:
        return SubstitutionStatus.OVER
    return SubstitutionStatus.COMING if row.from_on > today else SubstitutionStatus.IN_FORCE


def candidates(work: Work) -> tuple[Candidate, ...]:
    """Every active person by login, with what of theirs a substitute could be set for.

    That is what they hold today, and what they will hold.
    """
    departments = _departments(work.session)
    query = select(Person).where(Person.active).options(selectinload(Person.grants))
    return tuple(
        _candidate(person, departments, work.today)
        for person in work.session.scalars(query.order_by(Person.login))
    )


def _candidate(person: Person, departments: dict[int, Title], today: date) -> Candidate:
    held = {one.grant for one in person.grants if not one.period.is_over(today)}
    grants = [
        GrantChoice(role, department, departments[department] if department else None)
        for role, department in sorted(held, key=_place)
    ]
    return Candidate(
        id=person.id,
        login=person.login,
        name=Title(person.name_ja, person.name_en),
        grants=tuple(grant for grant in grants if grant.role not in NOT_SUBSTITUTED),
        departments=tuple(grant.department for grant in grants if grant.department),
    )


def _place(grant: Grant) -> tuple[tuple[int, str], int]:
    return role_place(grant.role), grant.department_id or 0
