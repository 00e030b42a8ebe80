"""Whether the people there are can bring every item to its end: duties are separated."""

from collections import Counter, deque
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from workflow.process.failures import Failure, Step, failure
from workflow.process.graph import leading_to, steps_to
from workflow.process.paths import MOST_PLACES, Paths, too_many_places
from workflow.process.places import Move, Place
from workflow.process.shape import Process
from workflow.process.soundness import require
from workflow.values.vocabulary import AnyRole

ALIKE: Final = 3
"""So many people who hold the same roles are told apart; more of them would only help."""


class Person(NamedTuple):
    """Somebody by the roles held, and what was done that keeps them from something else."""

    roles: frozenset[AnyRole]
    done: frozenset[str] = frozenset()


Crew = tuple[Person, ...]
"""All people, in one order: two who are alike may be exchanged."""


class _Standing(NamedTuple):
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
    reached: dict[_Standing, tuple[_Standing | None, Step]] = {
        _Standing(place, crew): (None, paths.trace(place)[0]) for place in paths.born
    }
    completing: list[tuple[_Standing, _Standing]] = []
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


def require_people(
    process: Process, people: Collection[frozenset[AnyRole]], origin: str = ""
) -> None:
    """Raise ProcessInvalid where `people` may come to no end with an item."""
    require(process, deadlock(process, people), origin)


def _crew(people: Collection[frozenset[AnyRole]]) -> Crew:
    found = []
    for roles, count in Counter(people).items():
        found += [Person(roles)] * min(count, ALIKE)
    return _in_order(found)


def _in_order(crew: Collection[Person]) -> Crew:
    return tuple(sorted(crew, key=lambda one: (sorted(one.roles), sorted(one.done))))


def _onward(process: Process, paths: Paths, at: _Standing) -> Iterator[tuple[Move, _Standing]]:
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
            yield move, _Standing(move.to, _in_order([*others, Person(person.roles, done)]))


def _barred(process: Process, person: Person, action: str) -> bool:
    return any(frozenset({action, one}) in process.separate_pairs() for one in person.done)


def _matters(process: Process, person: Person, action: str) -> bool:
    """Whether having done it keeps the person from something that their roles would allow."""
    pairs = (pair for pair in process.separate_pairs() if action in pair)
    return any(process.takers(one) & person.roles for pair in pairs for one in pair - {action})
