"""Another engine executes the BPMN: it is valid, every task is reached, and it comes to its end."""

from collections import deque
from io import BytesIO

import pytest
from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnValidator
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine, TaskDataEnvironment
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from workflow.process import bpmn, bundled, load_sound

LATER = {"P13D": "P13D"}
"""The days that timers of shipped definitions wait: the other engine asks what each name is."""


@pytest.fixture(scope="module")
def validator():
    return BpmnValidator()


def ways_to_an_end(process):
    """For every live state the actions of a short way that passes it and comes to an end.

    Somebody takes each: the timers of what happens by itself do not fire while it is tried.
    """
    ways, waiting = {process.creation.target: ()}, deque([process.creation.target])
    by_itself = {move.action for move in process.automatic}
    while waiting:
        state = waiting.popleft()
        for action in process.actions_from(state):
            if action in by_itself:
                continue
            for branch, move in enumerate(process.alternatives(action, state)):
                after = move.target_from(state)
                if after not in ways:
                    ways[after] = (*ways[state], (action, branch))
                    waiting.append(after)
    return [way for state, way in ways.items() if process.is_final(state)], ways


def executed(spec, actions):
    """Let the other engine take the actions; gives where it stopped, and if it ended."""
    workflow = BpmnWorkflow(spec, script_engine=PythonScriptEngine(TaskDataEnvironment(LATER)))
    workflow.do_engine_steps()
    stopped_at = []
    for action, branch in actions:
        task = workflow.get_next_task(state=TaskState.READY, manual=True)
        stopped_at.append(task.task_spec.bpmn_id)
        task.data.update(action=action, branch=branch)
        task.run()
        workflow.do_engine_steps()
    waiting = workflow.get_next_task(state=TaskState.READY, manual=True)
    return [*stopped_at, *([waiting.task_spec.bpmn_id] if waiting else [])], workflow.completed


@pytest.mark.parametrize("name", sorted(bundled()))
def test_the_bpmn_is_valid_and_runs_through_every_task_to_each_end(name, validator):
    process = load_sound(bundled()[name])
    parser = BpmnParser(validator=validator)
    parser.add_bpmn_xml(etree.parse(BytesIO(bpmn(process, "en").encode())))
    spec = parser.get_spec(f"process_{name}")
    to_ends, ways = ways_to_an_end(process)

    reached = set()
    for way in ways.values():
        reached |= set(executed(spec, way)[0])

    assert reached == {f"state_{state.name}" for state in process.live_states}
    assert all(executed(spec, way)[1] for way in to_ends)
    for move in process.transitions:
        if move.action in process.returns:
            there_and_back = (*ways[move.sources[0]], (move.action, 0), ("submit", 0))
            assert f"state_{move.target}" in executed(spec, there_and_back)[0]
