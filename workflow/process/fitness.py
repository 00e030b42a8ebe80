"""Whether the program can carry out a definition: its beginning, its report, its effects.

Asked when a definition is checked and published, not when a published one is read: items that
stand on it must still be shown.
"""

from collections.abc import Iterator
from typing import Final

from workflow.process.definition import load
from workflow.process.effect import GUARD_OF
from workflow.process.failures import Failure, failure
from workflow.process.paths import Paths
from workflow.process.shape import Process
from workflow.process.soundness import prove, prove_completion, require
from workflow.values.vocabulary import Action

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
