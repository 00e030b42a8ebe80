"""The proof of a definition: its wording, and what holds for every path through it."""

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from workflow.process.definition import load
from workflow.process.paths import Paths, too_many_places
from workflow.process.shape import Always, Process, Rule, Transition
from workflow.process.toml_table import Failure, FailureKind, ProcessInvalid


def check_wording(process: Process, paths: Paths) -> Iterator[Failure]:
    """Find what is contradictory or unknown in the tables themselves.

    `paths` only serves to show how an item would come there.
    """
    yield from _unknown_states(process, paths)
    yield from _unknown_in_rules(process)
    yield from _duplicates(process, paths)
    yield from _without_roles(process, paths)
    yield from _final_with_exit(process, paths)


def _unknown_states(process: Process, paths: Paths) -> Iterator[Failure]:
    kind = FailureKind.UNKNOWN_STATE
    if process.initial not in process.states:
        yield Failure(kind, f"The initial state {process.initial!r} is not defined.", ("create",))
    for transition in process.transitions:
        for source in transition.sources:
            if source not in process.states:
                yield Failure(kind, f"{transition.action!r} starts from {source!r}: no such state.")
        lost = not transition.stays and transition.target not in process.states
        if lost and not transition.creates:
            sentence = f"{transition.action!r} leads to {transition.target!r}: no such state."
            yield Failure(kind, sentence, paths.trace_through(transition))


def _unknown_in_rules(process: Process) -> Iterator[Failure]:
    for rule in process.rules:
        named = (rule.action,) if rule.always is Always.BEFORE else rule.actions
        for action in named:
            if action not in process.actions:
                sentence = f"A rule names the action {action!r}: there is none."
                yield Failure(FailureKind.UNKNOWN_ACTION, sentence)
        if rule.always is Always.BEFORE and rule.state not in process.states:
            sentence = f"A rule names the state {rule.state!r}: there is none."
            yield Failure(FailureKind.UNKNOWN_STATE, sentence)


def _duplicates(process: Process, paths: Paths) -> Iterator[Failure]:
    for transition in process.transitions:
        for source in transition.sources:
            first = process.transition(transition.action, source)
            if first is not None and first is not transition:
                sentence = f"{transition.action!r} from {source!r} is defined twice."
                trace = paths.trace_of(transition.action, source)
                yield Failure(FailureKind.DUPLICATE_MOVE, sentence, trace)


def _without_roles(process: Process, paths: Paths) -> Iterator[Failure]:
    for transition in process.transitions:
        if not transition.roles:
            sentence = f"Nobody may take {transition.action!r}: it has no roles."
            yield Failure(FailureKind.NO_ROLE, sentence, paths.trace_through(transition))


def _final_with_exit(process: Process, paths: Paths) -> Iterator[Failure]:
    for state in process.states.values():
        exits = process.actions_from(state.name) if state.final else ()
        for action in exits:
            sentence = f"{state.name!r} is final, yet {action!r} starts from it."
            trace = paths.trace_of(action, state.name)
            yield Failure(FailureKind.FINAL_WITH_EXIT, sentence, trace)


Node = TypeVar("Node", bound=Hashable)


def check_paths(process: Process, paths: Paths) -> Iterator[Failure]:
    """Find the states and paths of `process` that do not keep what is promised.

    `paths` must be complete and begin in a known state.
    """
    yield from _unreachable(process, paths)
    yield from _traps(process, paths)
    yield from _idle_turns(process, paths)
    for rule in process.rules:
        if rule.always is Always.BEFORE and rule.action in process.actions:
            yield from _not_before(process, rule)
        if rule.always is Always.EVENTUALLY:
            yield from _not_eventually(process, paths)


def leaving(process: Process, state: str) -> Iterator[Transition]:
    """Give the transitions that lead out of `state`, not back into it."""
    for action in process.actions_from(state):
        transition = process.transition(action, state)
        if transition is not None and transition.target_from(state) != state:
            yield transition


def _unreachable(process: Process, paths: Paths) -> Iterator[Failure]:
    for name in process.states:
        if name not in paths.states:
            sentence = f"No path leads to {name!r}."
            yield Failure(FailureKind.UNREACHABLE_STATE, sentence)


def _traps(process: Process, paths: Paths) -> Iterator[Failure]:
    edges = {(name, t.target) for name in process.states for t in leaving(process, name)}
    saved = _leading_to(edges, {name for name, state in process.states.items() if state.final})
    for name in process.states:
        if name in paths.states and name not in saved:
            sentence = f"From {name!r} no final state can be reached."
            yield Failure(FailureKind.TRAP_STATE, sentence, paths.trace_to(name))


def _idle_turns(process: Process, paths: Paths) -> Iterator[Failure]:
    for state in process.live_states:
        able = {role for transition in leaving(process, state.name) for role in transition.roles}
        idle = [role for role in state.turn if role not in able]
        sentences = [
            f"It is the {role}'s turn in {state.name!r}, who cannot move on." for role in idle
        ]
        if not state.turn:
            sentences = [f"In {state.name!r} it is nobody's turn."]
        if state.name in paths.states:
            for sentence in sentences:
                yield Failure(FailureKind.IDLE_TURN, sentence, paths.trace_to(state.name))


def _not_before(process: Process, rule: Rule) -> Iterator[Failure]:
    watching = Paths(process, watched=rule.action)
    for place in watching:
        if place.state == rule.state and not place.seen:
            sentence = f"{rule.state!r} can be reached without {rule.action!r}."
            yield Failure(FailureKind.NOT_BEFORE, sentence, watching.trace(place))
            return
    if not watching.complete:
        yield too_many_places()


def _not_eventually(process: Process, paths: Paths) -> Iterator[Failure]:
    edges = {(place, paths.after(place, move)) for place in paths for _, move in paths.moves(place)}
    saved = _leading_to(edges, {place for place in paths if process.is_final(place.state)})
    for place in paths:
        if place not in saved:
            sentence = f"In {place.state!r} an item may have no way left to a final state."
            yield Failure(FailureKind.NOT_EVENTUALLY, sentence, paths.trace(place))
            return


def _leading_to(edges: Iterable[tuple[Node, Node]], goals: Iterable[Node]) -> set[Node]:
    """Give all nodes from which some goal can be reached, the goals among them."""
    before: dict[Node, list[Node]] = {}
    for source, target in edges:
        before.setdefault(target, []).append(source)
    found = set(goals)
    waiting = list(found)
    while waiting:
        for source in before.get(waiting.pop(), ()):
            if source not in found:
                found.add(source)
                waiting.append(source)
    return found


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
