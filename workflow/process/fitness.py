"""Whether the program can carry out a definition: its beginning, its report, its effects.

Asked when a definition is checked and published, not when a published one is read: items that
stand on it must still be shown.
"""

from collections.abc import Iterator
from typing import Final

from workflow.process.paths import Paths
from workflow.process.shape import GUARD_OF, Process
from workflow.process.soundness import load_sound
from workflow.process.toml_table import Failure, FailureKind, ProcessInvalid
from workflow.values.vocabulary import Action

FIRST: Final = "draft"
"""The state that the program begins an item in."""

UNSUBMITTED: Final = frozenset({FIRST, "withdrawn"})
"""Where an item can stand that was never submitted: the database takes no other."""

REPORTED: Final = "reported"
"""The state that has a meeting, which nothing but `report` asks for."""


def load_publishable(text: str, origin: str = "") -> Process:
    """Read a definition, prove it, and see that the program knows what it names.

    Raises ProcessInvalid with every complaint.
    """
    process = load_sound(text, origin)
    if failures := tuple(dict.fromkeys(_failures(process))):
        raise ProcessInvalid([str(failure) for failure in failures], origin)
    return process


def _failures(process: Process) -> Iterator[Failure]:
    paths = Paths(process, watched=Action.SUBMIT)
    yield from _unfit_effects(process, paths)
    yield from _unfit_states(process, paths)


def _unfit_effects(process: Process, paths: Paths) -> Iterator[Failure]:
    for transition in process.transitions:
        effect = transition.effect
        guard = GUARD_OF.get(effect) if effect else None
        if guard is not None and guard not in transition.guards:
            sentence = f"{transition.action!r} needs the guard {guard!r}: its effect rests on it."
            trace = paths.trace_through(transition)
            yield Failure(FailureKind.UNFIT_EFFECT, sentence, trace)


def _unfit_states(process: Process, paths: Paths) -> Iterator[Failure]:
    kind = FailureKind.UNFIT_STATE
    if process.initial != FIRST:
        sentence = f"An item begins in {FIRST!r}; the program knows no other first state."
        yield Failure(kind, sentence, paths.trace_to(process.initial))
    for place in paths:
        if not place.seen and place.state not in UNSUBMITTED | {process.initial}:
            sentence = f"{place.state!r} can be reached without {Action.SUBMIT.value!r}."
            yield Failure(kind, sentence, paths.trace(place))
    for transition in process.transitions:
        if transition.target == REPORTED and transition.action != Action.REPORT:
            sentence = f"Only {Action.REPORT.value!r} leads to {REPORTED!r}: it names the meeting."
            yield Failure(kind, sentence, paths.trace_through(transition))
