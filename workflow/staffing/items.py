"""Every live item for which nobody can act today, and why."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, select, true

from workflow.items.context import ItemContext
from workflow.items.context_queries import HasPlace, contexts_of
from workflow.items.opinions import answering_for_departments, departments_asked
from workflow.items.policy import situation
from workflow.models import Department, Item
from workflow.staffing.people import Staff
from workflow.staffing.policy import Why, in_its_cycle, require_administrator, what_stops
from workflow.values.actor import Title
from workflow.values.vocabulary import AnyRole
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
    cycle_id: str
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
        select(*_PLACED, Item.number, Item.name, Item.cycle_id, *names)
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
        cycle_id=line.cycle_id,
        department_id=line.department_id,
        department=Title(line.name_ja, line.name_en),
        state=line.state,
        state_title=Title(state.title["ja"], state.title["en"]),
        roles=state.turn,
        whys=stop.whys,
        people=stop.people,
    )
