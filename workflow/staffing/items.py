"""Every live item for which nobody can act today, and why; and everybody who could."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, select, true

from workflow.database.transactions import connection_of
from workflow.items.context import ItemContext
from workflow.items.context_queries import HasPlace, contexts_of
from workflow.items.opinions import answering_for_departments, departments_asked
from workflow.items.policy import situation
from workflow.models import Department, Item, Person, Substitute
from workflow.models.base import table_of
from workflow.people.holding import (
    IN_FORCE,
    PERSON_AND_GRANTS,
    PERSON_WITH_ROLE,
    as_actor,
    principals,
)
from workflow.process import Process
from workflow.staffing.policy import Why, in_its_cycle, what_stops
from workflow.values.actor import Actor, Grant, Title, require_administrator
from workflow.values.vocabulary import AnyRole, role_place
from workflow.work import Work

_PLACED: Final = [getattr(Item, name) for name in HasPlace.__annotations__]
CHUNK: Final = 10_000
"""Items whose past is asked for at once: a statement takes only so many numbers."""


@dataclass(frozen=True)
class Unattended:
    """A live item for which nobody can act.

    `roles` are those whose turn it is; `people` hold one of them for its department and are kept
    from acting by `whys`.
    """

    id: int
    number: str | None
    name: str
    department_id: int
    department: Title
    state: str
    state_title: Title
    roles: tuple[AnyRole, ...]
    whys: tuple[Why, ...]
    people: tuple[Title, ...]

    @property
    def situation(self) -> Hashable:
        """What items have in common that lack the same."""
        return (self.department_id, self.state, self.roles, self.whys, self.people)


@dataclass(frozen=True)
class Stop:
    """What keeps people from items that stand alike."""

    whys: tuple[Why, ...]
    people: tuple[Title, ...]


def unattended(work: Work) -> tuple[Unattended, ...]:
    """Every live item for which nobody can act today, by department and state.

    Items of a cycle that has yet to open are looked at as on its first day. Raises WrongRole.
    """
    require_administrator(work.actor)
    return found(work)


def found(work: Work, scope: ColumnElement[bool] | None = None) -> tuple[Unattended, ...]:
    """The same for whoever asks, of the items in `scope`: a condition on `Item`."""
    lines = work.session.execute(_live(work, true() if scope is None else scope)).all()
    stops = Stops(work)
    return tuple(
        _unattended(work, line, stop)
        for start in range(0, len(lines), CHUNK)
        for line, stop in _stopped(work, lines[start : start + CHUNK], stops)
    )


def _stopped(work: Work, lines: Any, stops: "Stops") -> Iterator[tuple[Any, Stop]]:
    contexts = contexts_of(work, lines, for_readers=False)
    for line in lines:
        if (stop := stops.of(contexts[line.id])).whys:
            yield line, stop


class Stops:
    """What stops each kind of item: those that stand alike are asked about once."""

    def __init__(self, work: Work) -> None:
        """Read who could act today."""
        self._staff = Staff(work)
        self._known: dict[Hashable, Stop] = {}

    def of(self, context: ItemContext) -> Stop:
        """What stops an item of a cycle that has opened, or on the first day of one to come."""
        alike = situation(context)
        if alike not in self._known:
            self._known[alike] = self._asked(in_its_cycle(context))
        return self._known[alike]

    def _asked(self, context: ItemContext) -> Stop:
        turn = context.process.states[context.state].turn
        people = self._staff.holding(turn, context.department_id)
        roles = answering_for_departments(context.process, context.state)
        for one in departments_asked(context):
            people += self._staff.holding(roles, one.id)
        whys = what_stops(context, people)
        return Stop(whys, tuple(one.name for one in people) if whys else ())


def _live(work: Work, scope: ColumnElement[bool]) -> Any:
    live = sorted({state.name for one in work.published for state in one.live_states})
    names = (Department.name_ja, Department.name_en)
    return (
        select(*_PLACED, Item.number, Item.name, *names)
        .join(Department, Department.id == Item.department_id)
        .where(Item.state.in_(live), scope)
        .order_by(Item.department_id, Item.state, Item.id)
    )


def _unattended(work: Work, line: Any, stop: Stop) -> Unattended:
    state = work.process(line.process_name, line.process_version).states[line.state]
    return Unattended(
        id=line.id,
        number=line.number,
        name=line.name,
        department_id=line.department_id,
        department=Title(line.name_ja, line.name_en),
        state=line.state,
        state_title=Title.of(state.title),
        roles=state.turn,
        whys=stop.whys,
        people=stop.people,
    )


# ------------------------------------------------------ everybody who could act


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
    for row in connection_of(work.session).execute(_ACTIVE, {"today": work.today}):
        rows.setdefault(row.id, []).append(row)
    standing_in = select(_LENT.c.substitute_id).where(IN_FORCE).distinct()
    substitutes = connection_of(work.session).execute(standing_in, {"today": work.today})
    absent = principals(work.session, [one for (one,) in substitutes], work.today)
    return [as_actor(theirs, absent.get(person_id, ())) for person_id, theirs in rows.items()]


def roles_without_people(work: Work, process: Process) -> tuple[AnyRole, ...]:
    """The roles whose turn it is somewhere in a process and that no active person holds today."""
    held = {grant.role for actor in _everybody(work) for grant in actor.effective_grants.grants}
    turns = {role for state in process.states.values() for role in state.turn}
    return tuple(sorted(turns - held, key=role_place))
