"""Plans as administrators see them: what each changes, whom it touches, what is wrong with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from workflow.items.under_way import UnderWay, collisions, under_way
from workflow.models import ReorganisationPlan
from workflow.organisation import Organisation
from workflow.plans import OPEN, PlanState, fingerprint_of
from workflow.plans import find as find_plan
from workflow.reorganisation import roles
from workflow.reorganisation.mapping import WHOLE, Line, Outcome, Source, lines_of, resolve
from workflow.reorganisation.places import base, basis, known_places, sources_of
from workflow.reorganisation.roles import PeopleTouched, RoleTouched
from workflow.values.actor import require_administrator
from workflow.values.canonical import fingerprint
from workflow.values.errors import Problem
from workflow.values.place import Place
from workflow.work import Work


@dataclass(frozen=True)
class PlanRow:
    """A plan in the list of them."""

    id: int
    title: str
    takes_effect_on: date
    state: PlanState


@dataclass(frozen=True)
class MoveView:
    """One line of before and after, in names; `items` under way go along."""

    before: str
    after: str
    """Empty where it is abolished, or where its line does not say."""
    unclear: bool
    items: tuple[UnderWay, ...]


@dataclass(frozen=True)
class PlanView:
    """A plan with what it would do today; `seen` goes with the decision."""

    row: PlanRow
    lines: tuple[Line, ...]
    moves: tuple[MoveView, ...]
    people: PeopleTouched
    names: dict[int, str]
    """The departments as they are called now, by id."""
    successors: dict[int, tuple[str, ...]]
    """What the departments that end go over into, in names."""
    places: dict[Place, str]
    """The department, by name, to which each place goes."""
    unclear: frozenset[int]
    """The departments of which a line does not say where something goes, by id."""
    problems: tuple[Problem, ...]
    seen: str
    written: str
    """What goes with the form by which it is written anew."""
    done: dict[str, Any]

    def goes(self, one: RoleTouched) -> tuple[str, ...]:
        """The departments for which somebody holds a role afterwards, in names."""
        after = self.successors[one.department_id]
        own = self.places.get(one.place) if one.place else None
        return (own,) if own in after else after

    @property
    def items(self) -> int:
        """How many items under way go along."""
        return sum(len(one.items) for one in self.moves)


def plans(work: Work) -> tuple[PlanRow, ...]:
    """Every plan, those to come first. Raises WrongRole."""
    require_administrator(work.actor)
    rows = work.session.scalars(
        select(ReorganisationPlan).order_by(
            ReorganisationPlan.takes_effect_on.desc(), ReorganisationPlan.id.desc()
        )
    )
    found = [_row(work, row) for row in rows]
    return tuple(sorted(found, key=lambda one: one.state not in OPEN))


def plan(work: Work, plan_id: int) -> PlanView:
    """One plan with everything it touches. Raises WrongRole, NotFound."""
    require_administrator(work.actor)
    row = find_plan(work, ReorganisationPlan, plan_id)
    lines = lines_of(row.lines)
    there = base(work, row.takes_effect_on)
    outcome = resolve(there, lines) if row.state in OPEN else Outcome()
    ids = {one.code: one.id for one in there.departments}
    live = under_way(work, {ids[source.department] for source in outcome.moves})
    return PlanView(
        row=_row(work, row),
        lines=lines,
        moves=tuple(_moves(there, outcome, live)),
        people=roles.touched(work, [ids[code] for code in outcome.ends]),
        names={one.id: one.name.ja for one in there.departments},
        successors={
            ids[code]: tuple(_name(there, outcome, one) for one in outcome.successors(code))
            for code in outcome.ends
        },
        places={
            place: _name(there, outcome, target.department)
            for place, source in sources_of(there).items()
            if (target := outcome.moves.get(source))
        },
        unclear=frozenset(ids[one.department] for one in outcome.unclear),
        problems=(
            *outcome.problems,
            *_met(work, row, there, outcome),
            *left_behind(work, there, outcome, live),
        ),
        seen=fingerprint([row.lines, row.takes_effect_on.isoformat(), basis(there, outcome)]),
        written=fingerprint_of(row),
        done=row.done or {},
    )


def _met(
    work: Work, row: ReorganisationPlan, there: Organisation, outcome: Outcome
) -> Iterator[Problem]:
    """Another plan that is decided for the same department and day: one would undo the other."""
    mine = {source.department for source in outcome.moves}
    others = work.session.scalars(
        select(ReorganisationPlan)
        .where(
            ReorganisationPlan.state == PlanState.DECIDED,
            ReorganisationPlan.takes_effect_on == row.takes_effect_on,
            ReorganisationPlan.id != row.id,
        )
        .order_by(ReorganisationPlan.id)
    )
    for other in others:
        theirs = {one.department for one in resolve(there, lines_of(other.lines)).moves}
        names = [one.name.ja for one in there.departments if one.code in mine & theirs]
        if names:
            yield Problem("lines", "plan_met", {"name": other.title, "names": "、".join(names)})


def left_behind(
    work: Work, there: Organisation, outcome: Outcome, live: Sequence[UnderWay]
) -> Iterator[Problem]:
    """Items under way and people who would be nowhere, or two items of a name in one section."""
    if outcome.problems:
        return
    sources = sources_of(there)
    for source, target in outcome.moves.items():
        if target is not None:
            continue
        if left := [one.name for one in live if sources.get(one.place) == source]:
            key = "plan_items_left" if source.section else "plan_items_without_section"
            yield _left(there, source, key, left)
        if source.section == WHOLE and (heads := _heads(work, there, source)):
            yield _left(there, source, "plan_people_without_section", heads)
    known = known_places(there, outcome)
    for name in dict.fromkeys(collisions(work, live, known)):
        yield Problem("lines", "plan_same_names", {"name": name})


def _left(there: Organisation, source: Source, key: str, left: Sequence[str]) -> Problem:
    names = {"place": _place(there, source), "names": "、".join(left[:5])}
    return Problem("lines", key, {**names, "count": len(left)})


def _heads(work: Work, there: Organisation, source: Source) -> Sequence[str]:
    """Who works in a department and in no section of it, by name."""
    department = there.department(source.department)
    return roles.without_section(work, department.id) if department else ()


def _moves(there: Organisation, outcome: Outcome, live: Sequence[UnderWay]) -> Iterator[MoveView]:
    sources = sources_of(there)
    for source, target in outcome.moves.items():
        items = tuple(one for one in live if sources.get(one.place) == source)
        if (
            source.section == WHOLE
            and not items
            and any(one.department == source.department and one.section for one in outcome.moves)
        ):
            continue  # the department's sections say it all
        after = (
            " ".join(filter(None, (_name(there, outcome, target[0]), target[1]))) if target else ""
        )
        yield MoveView(_place(there, source), after, source in outcome.unclear, items)


def _place(there: Organisation, source: Source) -> str:
    department = there.department(source.department)
    return " ".join(filter(None, (department.name.ja if department else "", source.section)))


def _name(there: Organisation, outcome: Outcome, code: str) -> str:
    known = there.department(code)
    return known.name.ja if known else outcome.begins.get(code, code)


def _row(work: Work, row: ReorganisationPlan) -> PlanRow:
    return PlanRow(row.id, row.title, row.takes_effect_on, _state(work, row))


def _state(work: Work, row: ReorganisationPlan) -> PlanState:
    """Where it stands: outdated from the moment on that what it changes is another."""
    state = PlanState(row.state)
    if state is PlanState.DECIDED and row.basis != basis_of(work, row):
        return PlanState.OUTDATED
    return state


def basis_of(work: Work, row: ReorganisationPlan) -> str:
    """The fingerprint of what a plan is about, as it is now."""
    there = base(work, row.takes_effect_on)
    return basis(there, resolve(there, lines_of(row.lines)))
