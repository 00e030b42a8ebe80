"""People as administrators see them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workflow.models import Department, Person
from workflow.people.policy import require_administrator
from workflow.values.actor import Title
from workflow.values.errors import NotFound
from workflow.values.vocabulary import Role
from workflow.work import Work


@dataclass(frozen=True)
class GrantView:
    """A role, and the department it is held for (None: all of them)."""

    role: Role
    department: Title | None


@dataclass(frozen=True)
class PersonView:
    """Somebody who signs in, with their roles."""

    id: int
    login: str
    name: Title
    email: str
    active: bool
    grants: tuple[GrantView, ...]


@dataclass(frozen=True)
class PersonName:
    """A person by id and name."""

    id: int
    name: Title


_ORDER = {role: place for place, role in enumerate(Role)}


def everyone(work: Work) -> tuple[PersonView, ...]:
    """Everyone, those who may sign in first, by login. Raises WrongRole."""
    require_administrator(work.actor)
    query = select(Person).options(selectinload(Person.grants))
    names = _departments(work.session)
    people = work.session.scalars(query.order_by(Person.active.desc(), Person.login))
    return tuple(_view(person, names) for person in people)


def one(work: Work, person_id: int) -> PersonView:
    """One of them. Raises WrongRole, NotFound."""
    require_administrator(work.actor)
    query = select(Person).where(Person.id == person_id).options(selectinload(Person.grants))
    person = work.session.scalar(query)
    if person is None:
        raise NotFound(what="person", name=person_id)
    return _view(person, _departments(work.session))


def _departments(session: Session) -> dict[int, Title]:
    return {row.id: Title(row.name_ja, row.name_en) for row in session.scalars(select(Department))}


def _view(person: Person, names: dict[int, Title]) -> PersonView:
    grants = sorted(person.grants, key=lambda g: (_ORDER[Role(g.role)], g.department_id or 0))
    return PersonView(
        id=person.id,
        login=person.login,
        name=Title(person.name_ja, person.name_en),
        email=person.email,
        active=person.active,
        grants=tuple(
            GrantView(Role(g.role), names[g.department_id] if g.department_id else None)
            for g in grants
        ),
    )
