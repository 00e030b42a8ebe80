"""A dry run of a plan: item by item, whether it could go on, and if not, why not."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.items.context import ItemContext
from workflow.items.context_queries import HasPlace, contexts_of
from workflow.models import Department, Evaluation, Item
from workflow.process.library import ProcessLibrary
from workflow.process.shape import Process
from workflow.staffing import Stops, Why
from workflow.values.actor import Title, require_administrator
from workflow.versions.objections import Against, Objection, objections
from workflow.versions.plans import Plan
from workflow.work import Work

CHUNK: Final = 2_000
_PLACED: Final = [getattr(Item, name) for name in HasPlace.__annotations__]


@dataclass(frozen=True)
class Stranded:
    """A live item that could not go on, and every reason why."""

    id: int
    number: str | None
    name: str
    department: Title
    state: str
    objections: tuple[Objection, ...]
    whys: tuple[Why, ...] = ()
    """Why nobody could act, where that is the reason."""


class Passage(NamedTuple):
    """A state and what it becomes: how many live items, and how many of them could not go on."""

    state: str
    becomes: str
    items: int
    stranded: int


@dataclass(frozen=True)
class Rehearsal:
    """What a plan would do: how many items come from which state, and those that it strands."""

    plan: Plan
    counts: Mapping[str, int]
    """Live items of the old version by their state, in the order of its states."""
    stranded: tuple[Stranded, ...]

    @property
    def total(self) -> int:
        """All live items of the old version."""
        return sum(self.counts.values())

    @property
    def passages(self) -> tuple[Passage, ...]:
        """How many items come from which state into which, in the order of the old states."""
        stranded = Counter(one.state for one in self.stranded)
        return tuple(
            Passage(state, self.plan.states[state], count, stranded[state])
            for state, count in self.counts.items()
        )

    @property
    def is_sound(self) -> bool:
        """Whether none is stranded."""
        return not self.stranded


class _Trial(ProcessLibrary):
    """The library as it would be with a version that may not be published yet."""

    def __init__(self, library: ProcessLibrary, trial: Process) -> None:
        super().__init__()
        self._library, self._trial = library, trial

    def get(self, session: Session, name: str, version: int) -> Process:
        """The trial's own version is the trial."""
        if (name, version) == (self._trial.name, self._trial.version):
            return self._trial
        return self._library.get(session, name, version)


class Judge:
    """Asks of items whether they could go on by a plan; those that stand alike are asked once."""

    def __init__(self, work: Work, plan: Plan) -> None:
        """`plan` may lead to a version that is not published."""
        loaded: dict[Any, Any] | None = None if work.loaded is None else {}
        self._work = replace(work, processes=_Trial(work.processes, plan.new), loaded=loaded)
        self._plan = plan
        self._stops = Stops(self._work)

    def objections(
        self, items: Sequence[HasPlace]
    ) -> Iterator[tuple[int, ItemContext, tuple[Objection, ...], tuple[Why, ...]]]:
        """Each item's id, its context now, the objections to it, and why nobody could act."""
        now = contexts_of(self._work, items, for_readers=False)
        then = contexts_of(self._work, [_Then(one, self._plan) for one in items], for_readers=False)
        evaluated = _evaluated(self._work.session, [one.id for one in items])
        for item in items:
            state = self._plan.states[item.state]
            found = objections(now[item.id], self._plan.new, state, evaluated=item.id in evaluated)
            whys = self._whys(now[item.id], then[item.id])
            nobody = (Objection(Against.NOBODY),) if whys else ()
            yield item.id, now[item.id], (*found, *nobody), whys

    def _whys(self, now: ItemContext, then: ItemContext) -> tuple[Why, ...]:
        """Why nobody could act: not where nobody can today either."""
        found = self._stops.of(then).whys
        return () if found and self._stops.of(now).whys else found


class _Then:
    """An item as it would stand."""

    def __init__(self, item: HasPlace, plan: Plan) -> None:
        self.id, self.department_id = item.id, item.department_id
        self.cycle_id = item.cycle_id
        self.round, self.released = item.round, item.released
        self.submitted_by = item.submitted_by
        self.process_name, self.process_version = plan.new.name, plan.new.version
        self.state, self.due_on = plan.states[item.state], item.due_on


def rehearse(work: Work, plan: Plan) -> Rehearsal:
    """See of every live item of the old version whether it could go on; changes nothing.

    Raises WrongRole: for administrators.
    """
    require_administrator(work.actor)
    names = (Department.name_ja, Department.name_en)
    rows = work.session.execute(
        select(*_PLACED, Item.number, Item.name, *names)
        .join(Department, Department.id == Item.department_id)
        .where(*standing_on(plan))
        .order_by(Item.id)
    ).all()
    judge = Judge(work, plan)
    stranded = [
        one
        for start in range(0, len(rows), CHUNK)
        for one in _stranded(judge, rows[start : start + CHUNK])
    ]
    counts = dict.fromkeys(plan.states, 0)
    for row in rows:
        counts[row.state] += 1
    return Rehearsal(plan, counts, tuple(stranded))


def standing_on(plan: Plan) -> tuple[Any, ...]:
    """The conditions on `Item` of the live items of the old version."""
    return (
        Item.process_name == plan.old.name,
        Item.process_version == plan.old.version,
        Item.state.in_(list(plan.states)),
    )


def _stranded(judge: Judge, rows: Sequence[Any]) -> Iterable[Stranded]:
    by_id = {row.id: row for row in rows}
    for item_id, _, found, whys in judge.objections(rows):
        if found:
            row = by_id[item_id]
            place = Title(row.name_ja, row.name_en)
            yield Stranded(row.id, row.number, row.name, place, row.state, found, whys)


def _evaluated(session: Session, ids: Sequence[int]) -> frozenset[int]:
    """The items of which an evaluation stands."""
    query = select(Evaluation.item_id).where(
        Evaluation.item_id.in_(ids), Evaluation.undone_at.is_(None)
    )
    return frozenset(session.scalars(query))
