"""SpiffWorkflow: a BPMN process kept as JSON in a row; each step reads, runs, writes, audits."""

import io
import json
import sqlite3
import sys
from collections.abc import Callable
from itertools import pairwise

from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState
from turns import ACTIONS, COLUMNS, CONTENT, ITEMS, TABLE, Chain, take_turns

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
INSERT = f"INSERT INTO audit VALUES ({','.join('?' * len(COLUMNS))})"


def definition() -> bytes:
    """The walk of the standard process as BPMN."""
    names = ["start", *ACTIONS, "end"]
    nodes = "".join(f'<userTask id="{name}" name="{name}"/>' for name in ACTIONS)
    flows = "".join(
        f'<sequenceFlow id="f{i}" sourceRef="{a}" targetRef="{b}"/>'
        for i, (a, b) in enumerate(pairwise(names))
    )
    return (
        f'<definitions xmlns="{BPMN}" targetNamespace="urn:bench">'
        f'<process id="consultation" isExecutable="true"><startEvent id="start"/>{nodes}'
        f'<endEvent id="end"/>{flows}</process></definitions>'
    ).encode()


parser = BpmnParser()
parser.add_bpmn_xml(etree.parse(io.BytesIO(definition())))
SPEC = parser.get_spec("consultation")
SERIALIZER = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())

database = sqlite3.connect(sys.argv[1], isolation_level=None)
for pragma in ("journal_mode=WAL", "synchronous=FULL"):
    database.execute(f"PRAGMA {pragma}")
database.execute("CREATE TABLE instances (id integer PRIMARY KEY, content text, state text)")
database.execute(TABLE)


def step(item_id: int, action: str, chain: Chain) -> None:
    """One task: the instance read, the task run, the instance and its audit written."""
    database.execute("BEGIN IMMEDIATE")
    row = database.execute("SELECT state FROM instances WHERE id = ?", (item_id,)).fetchone()
    workflow = SERIALIZER.deserialize_json(row[0])
    task = workflow.get_next_task(state=TaskState.READY, manual=True)
    if task.task_spec.bpmn_id != action:
        raise ValueError(action)
    task.run()
    workflow.do_engine_steps()
    state = SERIALIZER.serialize_json(workflow)
    database.execute("UPDATE instances SET state = ? WHERE id = ?", (state, item_id))
    database.execute(INSERT, chain.next(action, action, "", CONTENT))
    database.execute("COMMIT")


def prepare(run: int) -> list[Callable[[], None]]:
    """New instances, and the steps through them."""
    ids = range(run * ITEMS + 1, (run + 1) * ITEMS + 1)
    for item_id in ids:
        workflow = BpmnWorkflow(SPEC)
        workflow.do_engine_steps()
        row = (item_id, json.dumps(CONTENT), SERIALIZER.serialize_json(workflow))
        database.execute("INSERT INTO instances VALUES (?, ?, ?)", row)
    chains = {item_id: Chain(item_id) for item_id in ids}
    return [lambda i=i, a=a: step(i, a, chains[i]) for a in ACTIONS for i in ids]


take_turns(prepare)
