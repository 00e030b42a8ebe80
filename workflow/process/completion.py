"""What a sound process may lack beside: moves that can be taken, items that can be completed."""

from collections.abc import Iterator

from workflow.process.failures import Failure, failure, leading_to
from workflow.process.paths import Paths
from workflow.process.places import Move, Place
from workflow.process.shape import Process


def prove_completion(process: Process) -> tuple[Failure, ...]:
    """Find what a sound `process` lacks beside: every move can be taken, every item completed.

    Asked when a definition is published: an item on an older one goes on as it can.
    """
    paths = Paths(process)
    return (*_dead(process, paths), *_only_given_up(process, paths))


def _dead(process: Process, paths: Paths) -> Iterator[Failure]:
    alive = {(place.state, id(move.transition)) for place in paths for move in paths.moves(place)}
    for transition in process.transitions:
        for source in transition.sources:
            if (source, id(transition)) not in alive:
                yield failure(
                    "dead", paths.trace_to(source), action=transition.action, state=source
                )


def _only_given_up(process: Process, paths: Paths) -> Iterator[Failure]:
    """Find a nearest place from which an item can end only by being given up."""
    goals = {place for place in paths if process.is_final(place.state)}
    completing = ((a, move.to) for a, move in _completing(paths))
    saved = leading_to(completing, goals)
    for place in paths:
        if place not in saved:
            yield failure("given_up", paths.trace(place), state=place.state)
            return


def _completing(paths: Paths) -> Iterator[tuple[Place, Move]]:
    for place in paths:
        for move in paths.moves(place):
            if not move.gives_up:
                yield place, move
