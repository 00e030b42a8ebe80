"""What is wrong with the opinions that a definition asks for, as far as its tables show it."""

from collections.abc import Iterator

from workflow.process.effect import Effect
from workflow.process.failures import Failure, Step, failure
from workflow.process.opinion import ASKING, OPINIONS_GIVEN
from workflow.process.paths import Paths
from workflow.process.shape import Process, State, Transition

_BACK = frozenset({Effect.RETURN, Effect.GIVE_UP})
"""What may cut the asking short: it goes back, or ends."""


def check_opinions(process: Process, paths: Paths) -> Iterator[Failure]:
    """Find answers and guards where nobody is asked, those asked in vain, and ways around."""
    for state in process.states.values():
        moves = process.moves_from(state.name)
        for move in moves:
            steps = (*paths.trace_to(state.name), Step(move.action))
            yield from _of_move(state, move, steps if len(steps) > 1 else ())
        answering = {role for move in moves if move.answers for role in move.roles}
        for role in state.opinions.of if state.opinions else ():
            if role not in answering:
                yield failure(
                    "cannot_answer", paths.trace_to(state.name), role=role, state=state.name
                )


def _of_move(state: State, move: Transition, steps: tuple[Step, ...]) -> Iterator[Failure]:
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
        for role in sorted(move.roles - frozenset(state.opinions.of)):
            yield failure("not_asked", steps, role=role, **about)
    elif not move.stays and move.effect not in _BACK and OPINIONS_GIVEN not in move.guards:
        yield failure("opinions_left", steps, **about)
