"""Automatic moves in a definition: their form, who is not needed for them, and their timers."""

from io import BytesIO

import pytest
from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnValidator
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine, TaskDataEnvironment
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from tests.support.nets import followed, read_net
from tests.support.processes import lapsing
from workflow.process import ProcessInvalid, bpmn, bundled, load_publishable, mermaid, pnml, svg
from workflow.process.complaints import in_japanese
from workflow.process.fitness import deadlock
from workflow.values.vocabulary import Role

AUTOMATIC = "automatic = { after_business_days = 5 }"


def test_a_sound_definition_may_ask_for_a_move_that_nobody_makes():
    process = load_publishable(lapsing())

    (move,) = process.automatic
    assert (move.action, move.roles, move.note.value) == ("lapse", frozenset(), "none")
    assert move.automatic.after_business_days == 5
    assert "lapse" not in process.turn_actions("returned")
    assert all("回答なしによる取下げ（自動）" in draw(process) for draw in (mermaid, svg))
    assert not load_publishable(bundled()["standard"]).automatic


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ('roles = ["officer"]', "roles: an automatic move has none"),
        ('when = "otherwise"', "when: an automatic move has none"),
        ('guards = ["by_submitter"]', "guards: 'by_submitter' asks about a person"),
        ('guards = ["form_complete"]', "guards: 'form_complete' asks about a person"),
        ('note = "required"', "note: an automatic move gives no reason"),
        ('effect = "judge"', "effect: judge is somebody's decision"),
        ('effect = "agree"', "effect: agree is somebody's decision"),
    ],
)
def test_what_only_somebody_can_do_is_refused_of_an_automatic_move(written, complaint):
    text = lapsing().replace('effect = "give_up"\n', "") if "effect" in written else lapsing()

    with pytest.raises(ProcessInvalid) as refused:
        load_publishable(text.replace(AUTOMATIC, f"{AUTOMATIC}\n{written}"))

    (problem,) = refused.value.problems
    assert complaint in problem
    assert in_japanese(problem) != problem


@pytest.mark.parametrize("days", ["0", "367", '"five"', "true"])
def test_a_number_of_days_that_cannot_be_is_refused(days):
    text = lapsing().replace("after_business_days = 5", f"after_business_days = {days}")

    with pytest.raises(ProcessInvalid, match=r"automatic\.after_business_days"):
        load_publishable(text)


def test_an_evaluation_is_never_made_by_itself():
    text = lapsing().replace('action = "lapse"', 'action = "evaluate"')
    text = text.replace('effect = "give_up"\n', "")

    with pytest.raises(ProcessInvalid, match="evaluate is somebody's decision"):
        load_publishable(text)


def test_nobody_is_needed_for_what_happens_by_itself(compose):
    states = {"draft": "officer", "submitted": "reviewer", "done": "final"}
    moves = [
        ("submit", ["draft"], "submitted", {"due": {"business_days": 3}}),
        ("approve", ["submitted"], "done", {"roles": ["reviewer"]}),
    ]
    by_itself = {"roles": [], "automatic": {"after_business_days": 5}}
    rules = [{"always": "separate", "actions": ["submit", "approve"]}]
    one_person = [frozenset({Role.OFFICER, Role.REVIEWER})]

    stuck = deadlock(compose(states, moves, rules), one_person)
    moves.append(("let_pass", ["submitted"], "done", by_itself))

    assert [one.key for one in stuck] == ["deadlock"]
    assert deadlock(compose(states, moves, rules), one_person) == ()


def test_the_timer_stands_in_bpmn_and_another_engine_lets_it_fire():
    process = load_publishable(lapsing())
    parser = BpmnParser(validator=BpmnValidator())
    parser.add_bpmn_xml(etree.parse(BytesIO(bpmn(process, "en").encode())))
    spec = parser.get_spec(f"process_{process.name}")
    # Three business days until the answer is due, five more; the other engine asks what P8D is.
    engine = PythonScriptEngine(TaskDataEnvironment({"P8D": "PT0S"}))
    workflow = BpmnWorkflow(spec, script_engine=engine)
    workflow.do_engine_steps()
    for action in ("submit", "receive", "send_back"):
        task = workflow.get_next_task(state=TaskState.READY, manual=True)
        task.data.update(action=action)
        task.run()
        workflow.do_engine_steps()

    workflow.refresh_timers()
    workflow.do_engine_steps()

    assert workflow.completed
    ended = [task.task_spec.bpmn_id for task in workflow.get_tasks(state=TaskState.COMPLETED)]
    assert "state_withdrawn" in ended


def test_the_net_allows_what_happens_by_itself():
    net = read_net(pnml(load_publishable(lapsing())))
    history = ("create", "submit", "receive", "send_back", "lapse")

    assert followed(net, history) == (len(history), True)
