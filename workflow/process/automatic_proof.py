"""What is wrong with automatic moves: without a day to count from, or in a circle by themselves."""

from collections.abc import Iterator, Mapping

from workflow.process.failures import Failure, Step, failure
from workflow.process.paths import Paths
from workflow.process.places import Move, Place
from workflow.process.shape import Process


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
