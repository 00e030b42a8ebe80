"""Checks of what a definition says, table by table: names, duplicates, roles, ends."""

from collections.abc import Iterator

from workflow.process.errors import Failure, FailureKind
from workflow.process.paths import Paths
from workflow.process.shape import Always, Process


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
