"""The proof of a definition: its wording, and what holds for every path through it."""

from collections.abc import Iterable, Iterator

from workflow.process.branches import described
from workflow.process.definition import load
from workflow.process.failures import Failure, Step, failure, leading_to, titles_of
from workflow.process.moves import Always, Rule, Transition
from workflow.process.moves_proof import check_automatic, check_circles, check_opinions
from workflow.process.paths import Paths, too_many_places
from workflow.process.shape import Process
from workflow.process.toml_table import ProcessInvalid


def check_wording(process: Process, paths: Paths) -> Iterator[Failure]:
    """Find what is contradictory or unknown in the tables themselves.

    `paths` only serves to show how an item would come there.
    """
    yield from _unknown_states(process, paths)
    yield from _unknown_in_rules(process)
    yield from _duplicates(process, paths)
    yield from _without_roles(process, paths)
    yield from _final_with_exit(process, paths)
    yield from _branches(process, paths)
    yield from check_opinions(process, paths)
    yield from check_automatic(process, paths)


def _unknown_states(process: Process, paths: Paths) -> Iterator[Failure]:
    if process.initial not in process.states:
        yield failure("initial", [Step("create")], state=process.initial)
    for transition in process.transitions:
        action = transition.action
        for source in transition.sources:
            if source not in process.states:
                yield failure("source", action=action, state=source)
        lost = not transition.stays and transition.target not in process.states
        if lost and not transition.creates:
            steps = paths.trace_through(transition)
            yield failure("target", steps, action=action, state=transition.target)


def _unknown_in_rules(process: Process) -> Iterator[Failure]:
    for rule in process.rules:
        named = rule.actions or ((rule.action,) if rule.action else ())
        for action in named:
            if action not in process.actions:
                yield failure("rule_action", action=action)
        if rule.state and rule.state not in process.states:
            yield failure("rule_state", state=rule.state)


def _duplicates(process: Process, paths: Paths) -> Iterator[Failure]:
    for transition in process.transitions:
        for source in transition.sources:
            known = process.alternatives(transition.action, source)
            if not any(one is transition for one in known):
                steps = paths.trace_of(transition.action, source)
                yield failure("twice", steps, action=transition.action, state=source)


def _without_roles(process: Process, paths: Paths) -> Iterator[Failure]:
    for transition in process.transitions:
        if not transition.roles and not transition.automatic:
            yield failure("no_role", paths.trace_through(transition), action=transition.action)


def _final_with_exit(process: Process, paths: Paths) -> Iterator[Failure]:
    for state in process.states.values():
        exits = process.actions_from(state.name) if state.final else ()
        for action in exits:
            steps = paths.trace_of(action, state.name)
            yield failure("exit", steps, state=state.name, action=action)


def _branches(process: Process, paths: Paths) -> Iterator[Failure]:
    """Find the sheets with which an action goes nowhere, or two ways: the first of each."""
    for state in ("", *process.states):
        for action in process.actions_from(state):
            ways = process.alternatives(action, state)
            if ways[0].when is None:
                continue
            found: dict[str, int] = {}
            for case, facts in enumerate(process.cases):
                holding = sum(bool(way.when and way.when.holds(facts)) for way in ways)
                rest = sum(bool(way.when and way.when.otherwise) for way in ways)
                if key := _branching(holding, rest):
                    found.setdefault(key, case)
            for key, case in found.items():
                said = described(process.cases[case], process.asked)
                steps = paths.trace_in(action, state, case)
                yield failure(key, steps, action=action, state=state, case=said)


def _branching(holding: int, rest: int) -> str:
    """What is wrong where so many branches take a sheet, and so many take all others."""
    if holding > 1 or rest > 1:
        return "overlap"
    return "" if holding or rest else "gap"


def check_paths(process: Process, paths: Paths) -> Iterator[Failure]:
    """Find the states and paths of `process` that do not keep what is promised.

    `paths` must be complete and begin in a known state.
    """
    yield from _unreachable(process, paths)
    yield from _traps(process, paths)
    yield from _idle_turns(process, paths)
    yield from check_circles(paths)
    for rule in process.rules:
        if rule.action and rule.action not in process.actions:
            continue
        if rule.always in (Always.BEFORE, Always.NEVER):
            yield from _watched(process, rule)
        if rule.always is Always.AT_MOST:
            yield from _too_often(process, rule)
        if rule.always is Always.EVENTUALLY:
            yield from _not_eventually(process, paths)


def leaving(process: Process, state: str) -> Iterator[Transition]:
    """Give the transitions that lead out of `state`, not back into it."""
    for transition in process.moves_from(state):
        if transition.target_from(state) != state:
            yield transition


def _unreachable(process: Process, paths: Paths) -> Iterator[Failure]:
    for name in process.states:
        if name not in paths.states:
            yield failure("unreachable", state=name)


def _traps(process: Process, paths: Paths) -> Iterator[Failure]:
    edges = {(name, t.target) for name in process.states for t in leaving(process, name)}
    saved = leading_to(edges, {name for name, state in process.states.items() if state.final})
    for name in process.states:
        if name in paths.states and name not in saved:
            yield failure("trap", paths.trace_to(name), state=name)


def _idle_turns(process: Process, paths: Paths) -> Iterator[Failure]:
    for state in process.live_states:
        if state.name not in paths.states:
            continue
        able = {role for transition in leaving(process, state.name) for role in transition.roles}
        steps = paths.trace_to(state.name)
        # Whose opinion is asked goes on as well only where it is nobody else's turn.
        waiting = [role for role in state.turn if role not in state.asked]
        idle = [role for role in waiting or state.asked if role not in able]
        if waiting or not able.intersection(state.asked):
            for role in idle:
                yield failure("idle", steps, role=role, state=state.name)
        if not state.turn:
            yield failure("nobody", steps, state=state.name)


def _watched(process: Process, rule: Rule) -> Iterator[Failure]:
    """before: not reached unless it was done; never: not reached once it was done."""
    watching = Paths(process, watched=rule.action)
    key, wrong = ("not_before", False) if rule.always is Always.BEFORE else ("never", True)
    for place in watching:
        if place.state == rule.state and place.seen is wrong:
            yield failure(key, watching.trace(place), state=rule.state, action=rule.action)
            return
    if not watching.complete:
        yield too_many_places()


def _too_often(process: Process, rule: Rule) -> Iterator[Failure]:
    counting = Paths(process, counted={rule.action: rule.times + 1})
    for place in counting:
        if counting.times(place, rule.action) > rule.times:
            steps = counting.trace(place)
            yield failure("too_often", steps, action=rule.action, times=str(rule.times))
            return
    if not counting.complete:
        yield too_many_places()


def _not_eventually(process: Process, paths: Paths) -> Iterator[Failure]:
    edges = ((place, move.to) for place in paths for move in paths.moves(place))
    saved = leading_to(edges, {place for place in paths if process.is_final(place.state)})
    for place in paths:
        if place not in saved:
            yield failure("not_eventually", paths.trace(place), state=place.state)
            return


def load_sound(text: str, origin: str = "") -> Process:
    """Read the TOML `text` of a definition and prove it.

    Raises ProcessInvalid where it is ill-formed, or else where it is unsound, with
    every failure's sentence and path. `origin` is the file's name for the message.
    """
    process = load(text, origin)
    require(process, prove(process), origin)
    return process


def require(process: Process, failures: Iterable[Failure], origin: str) -> None:
    """Raise ProcessInvalid with all of `failures`, in English and in the field's words."""
    found = tuple(dict.fromkeys(failures))
    if found:
        titles = titles_of(process)
        told = [one.told(titles, "ja") for one in found]
        raise ProcessInvalid([str(one) for one in found], origin, told)


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
