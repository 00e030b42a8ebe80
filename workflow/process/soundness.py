"""Proofs about a process before anyone depends on it, each failure with a counterexample.

The whole space of places (see `paths.py`) is explored: an answer of no failures is a
proof, within what a definition says. Guards are taken as questions that can be answered
with yes, and roles as held by somebody; `someone_can_act` asks about real people.
"""

from collections.abc import Mapping, Set

from workflow.process.definition import load
from workflow.process.failure import Failure, FailureKind
from workflow.process.invalid import ProcessInvalid
from workflow.process.paths import Paths, too_many_places
from workflow.process.promises import check_paths, leaving
from workflow.process.shape import Process
from workflow.process.wording import check_wording
from workflow.vocabulary import Role

__all__ = ["Failure", "FailureKind", "load_sound", "prove", "someone_can_act"]


def load_sound(text: str, origin: str = "") -> Process:
    """Read the TOML `text` of a definition and prove it.

    Raises ProcessInvalid where it is ill-formed, or else where it is unsound, with
    every failure's sentence and path. `origin` is the file's name for the message.
    """
    process = load(text, origin)
    failures = prove(process)
    if failures:
        raise ProcessInvalid([str(failure) for failure in failures], origin)
    return process


def prove(process: Process) -> tuple[Failure, ...]:
    """Find everything that does not hold in `process`; nothing found means it is sound."""
    paths = Paths(process)
    failures = list(check_wording(process, paths))
    if not paths.complete:
        failures.append(too_many_places())
    # Without a known beginning everything else would be reported as unreachable, to no use.
    elif process.initial in process.states:
        failures.extend(check_paths(process, paths))
    return tuple(dict.fromkeys(failures))


def someone_can_act(
    process: Process,
    state: str,
    doers: Mapping[str, Set[int]],
    people: Mapping[Role, Set[int]],
) -> bool:
    """Say whether anyone whose turn it is in `state` can move the item on, now.

    `doers` holds the ids of those who did each action for this item, `people` the ids
    of those who hold each role (for the item's department, where the role is so scoped).
    Who did one half of a separated pair does not count for the other. An action that
    keeps the state does not count: it leaves the item as stuck as it was. False for a
    final state. KeyError where there is no such state.
    """
    turn = set(process.states[state].turn)
    return any(
        people.get(role, frozenset()) - _barred(process, transition.action, doers)
        for transition in leaving(process, state)
        for role in transition.roles & turn
    )


def _barred(process: Process, action: str, doers: Mapping[str, Set[int]]) -> set[int]:
    others = {
        other for pair in process.separate_pairs() if action in pair for other in pair - {action}
    }
    return {person for other in others for person in doers.get(other, frozenset())}
