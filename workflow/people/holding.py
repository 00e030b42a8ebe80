"""Who holds a role on a day, and for whom somebody is the substitute (代理)."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Row, Select, bindparam, exists, select
from sqlalchemy.orm import Session

from workflow.database.transactions import connection_of
from workflow.models import DepartmentSuccession, Person, RoleGrant, Substitute
from workflow.models.base import table_of
from workflow.models.people import in_force
from workflow.values.actor import Actor, Grant, Principal, Title
from workflow.values.vocabulary import AnyRole, Role, role_named
from workflow.work import Work

GRANTS = table_of(RoleGrant)


def holders(day: Any, *roles: AnyRole, departments: Collection[int] | None = None) -> Select[Any]:
    """The ids of the people who hold one of the roles on a day, switched off or not, as a query.

    With `departments`, only where they hold it for one of these by name. `day` is a date or a
    parameter.
    """
    held = select(GRANTS.c.person_id).where(GRANTS.c.role.in_(roles), in_force(GRANTS.c, day))
    return held if departments is None else held.where(GRANTS.c.department_id.in_(departments))


def active_holders(
    work: Work, *roles: AnyRole, departments: Collection[int] | None = None
) -> set[int]:
    """The ids of the people who hold one of the roles today and can sign in."""
    held = holders(work.today, *roles, departments=departments)
    return set(work.session.scalars(select(Person.id).where(Person.active, Person.id.in_(held))))


# -------------------------------------------------- for whom somebody stands in


_SUBSTITUTES, _PEOPLE = table_of(Substitute), table_of(Person)
_SUCCESSIONS = table_of(DepartmentSuccession)

IN_FORCE: Final = (
    (_SUBSTITUTES.c.ended_at.is_(None))
    & (_SUBSTITUTES.c.from_on <= bindparam("today"))
    & (_SUBSTITUTES.c.until_on >= bindparam("today"))
)
"""Substitutions in force on the day `today`; the first and the last day are included."""

PERSON_WITH_ROLE: Final = (
    _PEOPLE.c.id,
    _PEOPLE.c.login,
    _PEOPLE.c.name_ja,
    _PEOPLE.c.name_en,
    GRANTS.c.role,
    GRANTS.c.department_id,
    _SUCCESSIONS.c.old_id,
)
"""What tells of a person and one of their roles; `old_id` is a department that was taken over."""

_LENT: Final = (
    select(
        _SUBSTITUTES.c.substitute_id,
        _SUBSTITUTES.c.role.label("lent_role"),
        _SUBSTITUTES.c.department_id.label("lent_department"),
        *PERSON_WITH_ROLE,
    )
    .join(_PEOPLE, _PEOPLE.c.id == _SUBSTITUTES.c.person_id)
    .join(GRANTS, GRANTS.c.person_id == _PEOPLE.c.id)
    .outerjoin(_SUCCESSIONS, _SUCCESSIONS.c.new_id == _SUBSTITUTES.c.department_id)
    .where(
        _SUBSTITUTES.c.substitute_id.in_(bindparam("people", expanding=True)),
        IN_FORCE,
        in_force(GRANTS.c, bindparam("today")),
        _PEOPLE.c.active,
    )
    .order_by(_PEOPLE.c.login)
)


WHO: Final = (
    *PERSON_WITH_ROLE,
    exists().where(_SUBSTITUTES.c.substitute_id == _PEOPLE.c.id, IN_FORCE).label("stands_in"),
    exists().where(_SUBSTITUTES.c.person_id == _PEOPLE.c.id, IN_FORCE).label("has_substitute"),
)
"""What tells of one who acts on the day `today`: of `PERSON_AND_GRANTS`, a row for each role."""

PERSON_AND_GRANTS: Final = _PEOPLE.outerjoin(
    GRANTS, (GRANTS.c.person_id == _PEOPLE.c.id) & in_force(GRANTS.c, bindparam("today"))
).outerjoin(_SUCCESSIONS, _SUCCESSIONS.c.new_id == GRANTS.c.department_id)


def principals(
    session: Session, people: Collection[int], today: date
) -> dict[int, tuple[Principal, ...]]:
    """For whom each of `people` is the substitute on `today`, by login: one query."""
    if not people:
        return {}
    rows: dict[tuple[int, str], list[Any]] = {}
    for row in connection_of(session).execute(_LENT, {"people": list(people), "today": today}):
        rows.setdefault((row.substitute_id, row.login), []).append(row)
    found: dict[int, tuple[Principal, ...]] = {}
    for (substitute_id, _login), theirs in rows.items():
        if grants := _still_held(theirs):
            found[substitute_id] = (*found.get(substitute_id, ()), _principal(theirs, grants))
    return found


def acting(work: Work, person: Person) -> Actor:
    """The person with their roles of today, and for whom they are the substitute."""
    absent = principals(work.session, [person.id], work.today)
    return person.as_actor(work.today, absent.get(person.id, ()))


def actor_of(work: Work, rows: Sequence[Row[Any]]) -> Actor:
    """The person that rows of `WHO` tell of, with their roles and for whom they stand in."""
    who = rows[0]
    absent = principals(work.session, [who.id], work.today) if who.stands_in else {}
    actor = as_actor(rows, absent.get(who.id, ()))
    return replace(actor, has_substitute=True) if who.has_substitute else actor


def as_actor(rows: Sequence[Row[Any]], absent: tuple[Principal, ...]) -> Actor:
    """The person that rows of `PERSON_WITH_ROLE` tell of, who stands in for those `absent`."""
    who = rows[0]
    held = [(role_named(row.role), row) for row in rows if row.role is not None]
    grants = frozenset(Grant(role, row.department_id) for role, row in held)
    # For a department that took over from others, for those too.
    before = (Grant(role, row.old_id) for role, row in held if row.old_id is not None)
    name = Title(who.name_ja, who.name_en)
    return Actor(who.id, who.login, name, grants.union(before), absent)


def _still_held(rows: list[Any]) -> frozenset[Grant]:
    """The roles given to the substitute that the absent person still holds today.

    For a department that took over from others, for those too.
    """
    return frozenset(
        Grant(role_named(row.lent_role), department_id)
        for row in rows
        if row.role == row.lent_role and row.department_id in (None, row.lent_department)
        for department_id in {row.lent_department, row.old_id or row.lent_department}
    )


def _principal(rows: list[Any], grants: frozenset[Grant]) -> Principal:
    who = rows[0]
    own = frozenset(row.department_id for row in rows if row.role == Role.OFFICER)
    return Principal(who.id, who.login, Title(who.name_ja, who.name_en), grants, own)
