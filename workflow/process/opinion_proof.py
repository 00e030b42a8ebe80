"""What is wrong with the opinions that a definition asks for, as far as its tables show it."""

from collections.abc import Iterator

from workflow.process.effect import Effect
from workflow.process.failures import Failure, Step, failure
from workflow.process.moves import State, Transition
from workflow.process.opinion import ASKING, OPINIONS_GIVEN, Opinions
from workflow.process.paths import Paths
from workflow.process.places import Place
from workflow.process.shape import Process
from workflow.values.vocabulary import AnyRole

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
