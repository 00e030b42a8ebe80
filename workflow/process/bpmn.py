"""A process as BPMN 2.0 XML, for the modelling tools of others.

The semantic part only; tools lay it out themselves. A live state is a user task (what
is waited for is a person), a final state an end event, and where several actions
leave one state an exclusive gateway stands between them.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree import ElementTree

from workflow.process.shape import Process, State

_MODEL: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"


class _Flow(NamedTuple):
    identity: str
    name: str
    source: str
    target: str


def bpmn(process: Process, lang: str = "ja") -> str:
    """Write the sound `process` as BPMN 2.0 with names in `lang` (`ja` or `en`; else KeyError).

    The text declares UTF-8 and must be stored so.
    """
    flows = list(_flows(process, lang))
    root = ElementTree.Element(
        "definitions",
        {
            "xmlns": _MODEL,
            "id": f"definitions_{process.name}",
            "targetNamespace": f"urn:jizen:process:{process.name}:{process.version}",
        },
    )
    body = ElementTree.SubElement(
        root,
        "process",
        {"id": f"process_{process.name}", "name": process.title[lang], "isExecutable": "false"},
    )
    _node(body, "startEvent", "start", process.creation.title[lang], flows)
    for state in process.states.values():
        kind = "endEvent" if state.final else "userTask"
        _node(body, kind, _state_id(state.name), state.title[lang], flows)
        if _forks(process, state):
            _node(body, "exclusiveGateway", _gateway_id(state.name), "", flows)
    for flow in flows:
        named = {"name": flow.name} if flow.name else {}
        ends = {"id": flow.identity, "sourceRef": flow.source, "targetRef": flow.target}
        ElementTree.SubElement(body, "sequenceFlow", ends | named)
    ElementTree.indent(root)
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return declaration + ElementTree.tostring(root, encoding="unicode") + "\n"


def _state_id(state: str) -> str:
    return f"state_{state}"


def _gateway_id(state: str) -> str:
    return f"choice_{state}"


def _forks(process: Process, state: State) -> bool:
    return not state.final and len(process.actions_from(state.name)) > 1


def _flows(process: Process, lang: str) -> Iterator[_Flow]:
    # A dot, which no name may contain, keeps the parts of an identity apart.
    creation = process.creation
    yield _Flow("flow_.create", creation.title[lang], "start", _state_id(creation.target))
    for state in process.states.values():
        source = _state_id(state.name)
        if _forks(process, state):
            source = _gateway_id(state.name)
            yield _Flow(f"flow_{state.name}", "", _state_id(state.name), source)
        for action in process.actions_from(state.name):
            transition = process.transition(action, state.name)
            if transition is not None:
                identity = f"flow_{state.name}.{action}"
                target = _state_id(transition.target_from(state.name))
                yield _Flow(identity, transition.title[lang], source, target)


def _node(
    body: ElementTree.Element, kind: str, identity: str, name: str, flows: list[_Flow]
) -> None:
    """Add one node with the flows that enter and leave it, in the order the schema asks for."""
    named = {"name": name} if name else {"gatewayDirection": "Diverging"}
    node = ElementTree.SubElement(body, kind, {"id": identity} | named)
    for flow in flows:
        if flow.target == identity:
            ElementTree.SubElement(node, "incoming").text = flow.identity
    for flow in flows:
        if flow.source == identity:
            ElementTree.SubElement(node, "outgoing").text = flow.identity
