"""Everybody who could act today, by what they hold or stand in for: a fixed number of queries."""

from collections import defaultdict
from typing import Any

from sqlalchemy import bindparam, select

from workflow.models import DepartmentSuccession, Person, Substitute
from workflow.models.base import table_of
from workflow.models.people import in_force
from workflow.people.delegations import IN_FORCE, principals
from workflow.people.holding import GRANTS
from workflow.process import Process
from workflow.values.actor import Actor, Grant, Title
from workflow.values.vocabulary import Role
from workflow.work import Work

_PEOPLE, _SUCCESSIONS, _LENT = (table_of(one) for one in (Person, DepartmentSuccession, Substitute))

_ACTIVE = (
    select(
        _PEOPLE.c.id,
        _PEOPLE.c.login,
        _PEOPLE.c.name_ja,
        _PEOPLE.c.name_en,
        GRANTS.c.role,
        GRANTS.c.department_id,
        _SUCCESSIONS.c.old_id,
    )
    .outerjoin(
        GRANTS, (GRANTS.c.person_id == _PEOPLE.c.id) & in_force(GRANTS.c, bindparam("today"))
    )
    .outerjoin(_SUCCESSIONS, _SUCCESSIONS.c.new_id == GRANTS.c.department_id)
    .where(_PEOPLE.c.active)
    .order_by(_PEOPLE.c.login)
)


class Staff:
    """The active people of today, found by role and department."""

    def __init__(self, work: Work) -> None:
        """Read them all."""
        self._known: dict[tuple[tuple[Role, ...], int], tuple[Actor, ...]] = {}
        self._by: defaultdict[Grant, list[Actor]] = defaultdict(list)
        for actor in _everybody(work):
            for grant in actor.effective_grants.grants:
                self._by[grant].append(actor)

    def holding(self, roles: tuple[Role, ...], department_id: int) -> tuple[Actor, ...]:
        """Who holds one of the roles for a department, or stands in for somebody who does."""
        asked = (roles, department_id)
        if asked not in self._known:
            self._known[asked] = self._holding(roles, department_id)
        return self._known[asked]

    def _holding(self, roles: tuple[Role, ...], department_id: int) -> tuple[Actor, ...]:
        found = {
            actor.person_id: actor
            for role in roles
            for place in (department_id, None)
            for actor in self._by.get(Grant(role, place), ())
        }
        return tuple(found.values())


def roles_held(work: Work) -> list[frozenset[Role]]:
    """The roles of each active person who holds some today, wherever they are held."""
    return [actor.roles for actor in _everybody(work) if actor.roles]


def _everybody(work: Work) -> list[Actor]:
    rows: dict[int, list[Any]] = {}
    for row in work.session.connection().execute(_ACTIVE, {"today": work.today}):
        rows.setdefault(row.id, []).append(row)
    standing_in = select(_LENT.c.substitute_id).where(IN_FORCE).distinct()
    substitutes = work.session.connection().execute(standing_in, {"today": work.today})
    absent = principals(work.session, [one for (one,) in substitutes], work.today)
    return [
        Actor(
            person_id,
            theirs[0].login,
            Title(theirs[0].name_ja, theirs[0].name_en),
            frozenset(
                Grant(Role(row.role), place)
                for row in theirs
                if row.role
                for place in {row.department_id, row.old_id or row.department_id}
            ),
            absent.get(person_id, ()),
        )
        for person_id, theirs in rows.items()
    ]


def roles_without_people(work: Work, process: Process) -> tuple[Role, ...]:
    """The roles whose turn it is somewhere in a process and that no active person holds today."""
    held = {grant.role for actor in _everybody(work) for grant in actor.effective_grants.grants}
    turns = {role for state in process.states.values() for role in state.turn}
    return tuple(role for role in Role if role in turns - held)
