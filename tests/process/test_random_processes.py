"""Random definitions: each is proved, or refuted by a path that really can be gone."""

from collections import Counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from workflow.process import NoSuchMove, machine_for, prove
from workflow.process.diagram import bpmn, mermaid
from workflow.process.drawing import svg
from workflow.process.sentences import FailureKind

NAMES = ["s0", "s1", "s2", "s3"]
ACTIONS = ["a0", "a1", "a2"]
SHOWN_BY_PATH = {
    FailureKind.TRAP_STATE,
    FailureKind.IDLE_TURN,
    FailureKind.NOT_BEFORE,
    FailureKind.NOT_EVENTUALLY,
}


class Item:
    state = None


@st.composite
def definitions(draw):
    """Draw states, moves and rules: often sensible, sometimes with unknown names."""
    turns = st.sampled_from(["officer", "officer", "final", "reviewer", ""])
    states = {"s0": "officer", **{name: draw(turns) for name in NAMES[1:]}}
    sources = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)
    targets = st.sampled_from([*NAMES, *NAMES, "same", "nowhere"])
    extras = st.fixed_dictionaries(
        {"roles": st.sampled_from([["officer", "reviewer"], ["officer"], []])},
        optional={"limit": st.integers(1, 2)},
    )
    move = st.tuples(st.sampled_from(ACTIONS), sources, targets, extras)
    before = st.fixed_dictionaries(
        {
            "always": st.just("before"),
            "action": st.sampled_from([*ACTIONS, "unknown"]),
            "state": st.sampled_from(NAMES),
        }
    )
    rules = st.lists(st.one_of(before, st.just({"always": "eventually"})), max_size=3)
    return states, draw(st.lists(move, min_size=1, max_size=6)), draw(rules)


@st.composite
def mended(draw):
    """Draw definitions with the blunders taken out: most of these are sound."""
    states, moves, rules = draw(definitions())
    live = [name for name, turn in states.items() if turn != "final"]
    taken, kept = set(), [("quit", live, "end")]
    for action, sources, target, more in moves:
        free = [name for name in sources if name in live and (action, name) not in taken]
        taken.update((action, name) for name in free)
        if free:
            known = "end" if target == "nowhere" else target
            kept.append((action, free, known, {**more, "roles": ["officer"]}))
    reached = {"s0"}
    for _ in NAMES:
        reached |= {to for _, froms, to, *_ in kept if reached & {*froms} and to != "same"}
    states = {name: "officer" if name in live else "final" for name in states if name in reached}
    cut = [(a, [n for n in froms if n in reached], to, *more) for a, froms, to, *more in kept]
    return (
        {**states, "end": "final"},
        [move for move in cut if move[1]],
        [rule for rule in rules if rule.get("action", "quit") in {move[0] for move in cut}],
    )


def steps(process, state, counts):
    """The moves open in `state` after the actions counted in `counts`, found without our prover."""
    for action in process.actions_from(state):
        move = process.transition(action, state)
        if move.limit is None or counts[action] < move.limit:
            yield action, move.target_from(state)


def walk(process, trace):
    """Go the path `trace`, asserting that each step is open; give the states passed."""
    states, counts = [None], Counter()
    for action in trace:
        open_now = dict(steps(process, states[-1], counts))
        assert action in open_now
        states.append(open_now[action])
        counts[action] += 1
    return states, counts


def can_end(process, state, counts):
    """Say whether a final state can be reached from here, by trying everything."""
    tried, waiting = set(), [(state, counts)]
    while waiting:
        state, counts = waiting.pop()
        if state not in process.states:
            continue
        if process.is_final(state):
            return True
        key = (state, tuple(min(counts[action], 2) for action in ACTIONS))
        if key not in tried:
            tried.add(key)
            waiting += [
                (to, counts + Counter([done])) for done, to in steps(process, state, counts)
            ]
    return False


def assert_shown(process, failure):
    states, counts = walk(process, failure.trace)
    if failure.kind in SHOWN_BY_PATH:
        assert failure.trace[0] == "create"
        assert states[-1] in process.states
        assert repr(states[-1]) in failure.sentence
    if failure.kind in {FailureKind.TRAP_STATE, FailureKind.NOT_EVENTUALLY}:
        assert not can_end(process, states[-1], counts)
    if failure.kind is FailureKind.NOT_BEFORE:
        assert not any(failure.sentence.endswith(f"without {done!r}.") for done in failure.trace)
    if failure.kind is FailureKind.FINAL_WITH_EXIT and failure.trace:
        assert process.is_final(states[-2])


@settings(deadline=None)
@given(drawn=st.one_of(definitions(), mended()))
def test_every_failure_is_shown_by_a_path_that_can_be_gone(compose, drawn):
    process = compose(*drawn)

    for failure in prove(process):
        assert_shown(process, failure)


@settings(deadline=None)
@given(drawn=mended(), data=st.data())
def test_where_nothing_failed_every_walk_keeps_the_promises(compose, drawn, data):
    process = compose(*drawn)
    assume(not prove(process))
    item, counts, done = Item(), Counter(), []
    for _ in range(data.draw(st.integers(1, 10))):
        options = [action for action, _ in steps(process, item.state, counts)]
        if not options:
            break
        action = data.draw(st.sampled_from(options))
        machine_for(process).fire(item, action)
        done.append(action)
        counts[action] += 1
        for rule in process.rules:
            assert rule.state != item.state or rule.action in done
        assert can_end(process, item.state, counts)
    assert process.is_final(item.state) == (not process.actions_from(item.state))


@settings(deadline=None)
@given(drawn=mended())
def test_what_is_sound_can_be_run_and_drawn(compose, drawn):
    process = compose(*drawn)
    assume(not prove(process))
    item = Item()
    assert machine_for(process).fire(item, "create") == process.initial
    with pytest.raises(NoSuchMove):
        machine_for(process).fire(item, "create")
    for state in process.states:
        assert state in mermaid(process)
        assert state in bpmn(process)
        assert process.states[state].title["ja"] in svg(process)
