"""What is wrong with automatic moves and with opinions, as far as tables show it."""

from collections.abc import Iterator, Mapping

from workflow.process.effect import ASKING, OPINIONS_GIVEN, Effect, Opinions
from workflow.process.failures import Failure, Step, failure
from workflow.process.moves import State, Transition
from workflow.process.paths import Paths
from workflow.process.places import Move, Place
from workflow.process.shape import Process
from workflow.values.vocabulary import AnyRole


def check_automatic(process: Process, paths: Paths) -> Iterator[Failure]:
    """Find automatic moves from states without a due day, circles, and actions of both kinds."""
    for move in process.automatic:
        if any(one.action == move.action and not one.automatic for one in process.transitions):
            yield failure("automatic_mixed", paths.trace_through(move), action=move.action)
        for source in move.sources:
            steps = (*paths.trace_to(source), Step(move.action))
            about = {"action": move.action, "state": source}
            if move.target == source:
                yield failure("automatic_stays", steps if len(steps) > 1 else (), **about)
            elif _without_due(process, source):
                yield failure("automatic_without_due", paths.trace_to(source), **about)


def _without_due(process: Process, state: str) -> bool:
    """Whether an item can come to a state without a day; a draft has that of its cycle."""
    arriving = (
        one for one in process.transitions if one.target == state and set(one.sources) - {state}
    )
    return state != process.initial and any(one.due is None for one in arriving)


def check_circles(paths: Paths) -> Iterator[Failure]:
    """Find a nearest place from which automatic moves lead on and on, without anybody."""
    onward: dict[Place, list[Move]] = {}
    for place in paths if paths.process.automatic else ():
        onward[place] = [one for one in paths.moves(place) if one.transition.automatic]
    ending = _ending(onward)
    for place in onward:
        if place not in ending:
            steps = (*paths.trace(place), *(one.step for one in _round(place, onward, ending)))
            yield failure("automatic_circle", steps, state=place.state)
            return


def _ending(onward: Mapping[Place, list[Move]]) -> set[Place]:
    """The places from which automatic moves always come to an end."""
    before: dict[Place, list[Place]] = {}
    for place, moves in onward.items():
        for move in moves:
            before.setdefault(move.to, []).append(place)
    left = {place: len(moves) for place, moves in onward.items()}
    waiting = [place for place, count in left.items() if not count]
    found = set(waiting)
    while waiting:
        for place in before.get(waiting.pop(), ()):
            left[place] -= 1
            if not left[place]:
                found.add(place)
                waiting.append(place)
    return found


def _round(place: Place, onward: Mapping[Place, list[Move]], ending: set[Place]) -> list[Move]:
    """Automatic moves from a place that come back to where they have been."""
    walked: list[Move] = []
    been = {place}
    while True:
        move = next(one for one in onward[place] if one.to not in ending)
        walked.append(move)
        place = move.to
        if place in been:
            return walked
        been.add(place)


# --------------------------------------------------------------------- opinions


_BACK = frozenset({Effect.RETURN, Effect.GIVE_UP})
"""What may cut the asking short: it goes back, or ends."""


def check_opinions(process: Process, paths: Paths) -> Iterator[Failure]:
    """Find answers and guards where nobody is asked, those asked in vain, and ways around."""
    for state in process.states.values():
        moves = process.moves_from(state.name)
        for move in moves:
            steps = (*paths.trace_to(state.name), Step(move.action))
            yield from _of_move(process, state, move, steps if len(steps) > 1 else ())
        answering = {role for move in moves if move.answers for role in move.roles}
        for role in state.asked:
            if role not in answering:
                yield failure(
                    "cannot_answer", paths.trace_to(state.name), role=role, state=state.name
                )
        asks = state.opinions is not None and state.opinions.asks_departments
        if asks and not any(map(process.is_of_department, answering)):
            asked = (one for one in paths if one.state == state.name and _asks_one(state, one))
            steps = next(map(paths.trace, asked), ())
            yield failure("departments_silent", steps, state=state.name)


def _asks_one(state: State, place: Place) -> bool:
    """Whether some department is asked: the item may have no joint ones."""
    return state.opinions is not None and len(state.opinions.parties(place.asked)) > len(
        state.asked
    )


def _of_move(
    process: Process, state: State, move: Transition, steps: tuple[Step, ...]
) -> Iterator[Failure]:
    about = {"action": move.action, "state": state.name}
    if state.opinions is None:
        if move.answers:
            yield failure("answer_elsewhere", steps, **about)
        elif ASKING.intersection(move.guards):
            yield failure("guard_elsewhere", steps, **about)
        return
    if move.answers:
        if not move.stays:
            yield failure("answer_moves", steps, **about)
        for role in _unasked(process, state.opinions, move):
            yield failure("not_asked", steps, role=role, **about)
    elif not move.stays and move.effect not in _BACK and OPINIONS_GIVEN not in move.guards:
        yield failure("opinions_left", steps, **about)


def _unasked(process: Process, opinions: Opinions, move: Transition) -> list[AnyRole]:
    """The roles that could give an opinion and are not asked, for a department neither."""
    return sorted(
        role
        for role in move.roles - frozenset(opinions.of)
        if not (opinions.asks_departments and process.is_of_department(role))
    )
