"""Whether the program and the people there can carry a definition out."""

from collections import Counter, deque
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from workflow.process.completion import prove_completion
from workflow.process.definition import load
from workflow.process.effect import GUARD_OF
from workflow.process.failures import Failure, Step, failure, leading_to, steps_to
from workflow.process.paths import MOST_PLACES, Paths, too_many_places
from workflow.process.places import Move, Place
from workflow.process.shape import Process
from workflow.process.soundness import prove, require
from workflow.values.vocabulary import Action, AnyRole

FIRST: Final = "draft"
"""The state that the program begins an item in."""

UNSUBMITTED: Final = frozenset({FIRST, "withdrawn"})
"""Where an item can stand that was never submitted: the database takes no other."""

REPORTED: Final = "reported"
"""The state that has a meeting, which nothing but `report` asks for."""


def load_publishable(text: str, origin: str = "") -> Process:
    """Read a definition, prove it, and see that the program can carry it out.

    Raises ProcessInvalid with every complaint.
    """
    process = load(text, origin)
    require(process, shortcomings(process), origin)
    return process


def shortcomings(process: Process) -> tuple[Failure, ...]:
    """Everything that keeps `process` from being published: what is unsound comes first."""
    found = prove(process) or (*_failures(process), *prove_completion(process))
    return tuple(dict.fromkeys(found))


def _failures(process: Process) -> Iterator[Failure]:
    paths = Paths(process, watched=Action.SUBMIT)
    yield from _unfit_effects(process, paths)
    yield from _unfit_states(process, paths)


def _unfit_effects(process: Process, paths: Paths) -> Iterator[Failure]:
    for transition in process.transitions:
        effect = transition.effect
        guard = GUARD_OF.get(effect) if effect else None
        if guard is not None and guard not in transition.guards:
            steps = paths.trace_through(transition)
            yield failure("guard", steps, action=transition.action, guard=guard)


def _unfit_states(process: Process, paths: Paths) -> Iterator[Failure]:
    if process.initial != FIRST:
        yield failure("first", paths.trace_to(process.initial), state=FIRST)
    for place in paths:
        if not place.seen and place.state not in UNSUBMITTED | {process.initial}:
            steps = paths.trace(place)
            yield failure("unsubmitted", steps, state=place.state, action=Action.SUBMIT.value)
    for role in process.own_roles:
        if role in process.states[FIRST].turn if FIRST in process.states else ():
            yield failure("unseen", paths.trace_to(FIRST), role=role, state=FIRST)
    for transition in process.transitions:
        if transition.target == REPORTED and transition.action != Action.REPORT:
            steps = paths.trace_through(transition)
            yield failure("meeting", steps, action=Action.REPORT.value, state=REPORTED)


# ---------------------------------------------------------- by the people there


ALIKE: Final = 3
"""So many people who hold the same roles are told apart; more of them would only help."""


class Person(NamedTuple):
    """Somebody by the roles held, and what was done that keeps them from something else."""

    roles: frozenset[AnyRole]
    done: frozenset[str] = frozenset()


Crew = tuple[Person, ...]
"""All people, in one order: two who are alike may be exchanged."""


class _Node(NamedTuple):
    place: Place
    crew: Crew


def deadlock(process: Process, people: Collection[frozenset[AnyRole]]) -> tuple[Failure, ...]:
    """Find a shortest way to where `people`, each by the roles held, come to no end any more.

    To give the item up is no way on. Nothing is found where `process` could not be completed
    with all the people in the world: that is another failure. Departments are not looked at:
    whoever holds a role holds it for the item.
    """
    paths = Paths(process)
    crew = _crew(people)
    reached: dict[_Node, tuple[_Node | None, Step]] = {
        _Node(place, crew): (None, paths.trace(place)[0]) for place in paths.born
    }
    completing: list[tuple[_Node, _Node]] = []
    waiting = deque(reached)
    while waiting:
        at = waiting.popleft()
        for move, to in _onward(process, paths, at):
            if to not in reached:
                reached[to] = at, move.step
                waiting.append(to)
            if not move.gives_up:
                completing.append((at, to))
        if len(reached) > MOST_PLACES:
            return (too_many_places(),)
    saved = leading_to(completing, [at for at in reached if process.is_final(at.place.state)])
    for at in reached:
        if at not in saved:
            return (failure("deadlock", steps_to(at, reached), state=at.place.state),)
    return ()


def require_people(process: Process, people: Collection[frozenset[AnyRole]], origin: str) -> None:
    """Raise ProcessInvalid where `people` may come to no end with an item."""
    require(process, deadlock(process, people), origin)


def _crew(people: Collection[frozenset[AnyRole]]) -> Crew:
    found = []
    for roles, count in Counter(people).items():
        found += [Person(roles)] * min(count, ALIKE)
    return _in_order(found)


def _in_order(crew: Collection[Person]) -> Crew:
    return tuple(sorted(crew, key=lambda one: (sorted(one.roles), sorted(one.done))))


def _onward(process: Process, paths: Paths, at: _Node) -> Iterator[tuple[Move, _Node]]:
    """Each move that somebody may make, by each person who would stand differently then."""
    for move in paths.moves(at.place):
        action = move.transition.action
        if move.transition.automatic:
            yield move, at._replace(place=move.to)
            continue
        for person in dict.fromkeys(at.crew):
            if not person.roles & move.transition.roles or _barred(process, person, action):
                continue
            done = person.done | ({action} if _matters(process, person, action) else set())
            others = list(at.crew)
            others.remove(person)
            yield move, _Node(move.to, _in_order([*others, Person(person.roles, done)]))


def _barred(process: Process, person: Person, action: str) -> bool:
    return any(frozenset({action, one}) in process.separate_pairs() for one in person.done)


def _matters(process: Process, person: Person, action: str) -> bool:
    """Whether having done it keeps the person from something that their roles would allow."""
    pairs = (pair for pair in process.separate_pairs() if action in pair)
    return any(process.takers(one) & person.roles for pair in pairs for one in pair - {action})
