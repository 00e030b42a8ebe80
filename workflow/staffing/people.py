"""Everybody who could act today, by what they hold or stand in for: a fixed number of queries."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select

from workflow.models import Person, Substitute
from workflow.models.base import table_of
from workflow.people.delegations import (
    IN_FORCE,
    PERSON_AND_GRANTS,
    PERSON_WITH_ROLE,
    as_actor,
    principals,
)
from workflow.process import Process
from workflow.values.actor import Actor, Grant
from workflow.values.vocabulary import AnyRole, role_place
from workflow.work import Work

_PEOPLE, _LENT = table_of(Person), table_of(Substitute)

_ACTIVE = (
    select(*PERSON_WITH_ROLE)
    .select_from(PERSON_AND_GRANTS)
    .where(_PEOPLE.c.active)
    .order_by(_PEOPLE.c.login)
)


class Staff:
    """The active people of today, found by role and department."""

    def __init__(self, work: Work) -> None:
        """Read them all."""
        self._known: dict[tuple[tuple[AnyRole, ...], int], tuple[Actor, ...]] = {}
        self._by: defaultdict[Grant, list[Actor]] = defaultdict(list)
        for actor in _everybody(work):
            for grant in actor.effective_grants.grants:
                self._by[grant].append(actor)

    def holding(self, roles: tuple[AnyRole, ...], department_id: int) -> tuple[Actor, ...]:
        """Who holds one of the roles for a department, or stands in for somebody who does."""
        asked = (roles, department_id)
        if asked not in self._known:
            self._known[asked] = self._holding(roles, department_id)
        return self._known[asked]

    def _holding(self, roles: tuple[AnyRole, ...], department_id: int) -> tuple[Actor, ...]:
        found = {
            actor.person_id: actor
            for role in roles
            for place in (department_id, None)
            for actor in self._by.get(Grant(role, place), ())
        }
        return tuple(found.values())


def roles_held(work: Work) -> list[frozenset[AnyRole]]:
    """The roles of each active person who holds some today, wherever they are held."""
    return [actor.roles for actor in _everybody(work) if actor.roles]


def _everybody(work: Work) -> list[Actor]:
    rows: dict[int, list[Any]] = {}
    for row in work.session.connection().execute(_ACTIVE, {"today": work.today}):
        rows.setdefault(row.id, []).append(row)
    standing_in = select(_LENT.c.substitute_id).where(IN_FORCE).distinct()
    substitutes = work.session.connection().execute(standing_in, {"today": work.today})
    absent = principals(work.session, [one for (one,) in substitutes], work.today)
    return [as_actor(theirs, absent.get(person_id, ())) for person_id, theirs in rows.items()]


def roles_without_people(work: Work, process: Process) -> tuple[AnyRole, ...]:
    """The roles whose turn it is somewhere in a process and that no active person holds today."""
    held = {grant.role for actor in _everybody(work) for grant in actor.effective_grants.grants}
    turns = {role for state in process.states.values() for role in state.turn}
    return tuple(sorted(turns - held, key=role_place))
