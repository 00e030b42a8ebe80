"""Everyone who signs in, with roles and departments: for administrators."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workflow.actor import Title
from workflow.errors import NotFound
from workflow.models import Department, Person
from workflow.models.base import may_be_id
from workflow.queries.views.people import GrantView, PersonView
from workflow.vocabulary import Role

_ORDER = {role: place for place, role in enumerate(Role)}


def everyone(session: Session) -> tuple[PersonView, ...]:
    """Everyone, those who may sign in first, by login."""
    query = select(Person).options(selectinload(Person.grants))
    names = _departments(session)
    people = session.scalars(query.order_by(Person.active.desc(), Person.login))
    return tuple(_view(person, names) for person in people)


def one(session: Session, person_id: int) -> PersonView:
    """One of them. Raises NotFound."""
    query = select(Person).where(Person.id == person_id).options(selectinload(Person.grants))
    person = session.scalar(query) if may_be_id(person_id) else None
    if person is None:
        raise NotFound(what="person", name=person_id)
    return _view(person, _departments(session))


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
