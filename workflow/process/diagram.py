"""Pictures of a process for other programs: Mermaid and BPMN."""

from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree

from workflow.process import bpmn_picture
from workflow.process.bpmn_picture import TIMER, Flow, Node
from workflow.process.drawing import NO_MARKS, Mark, Marks
from workflow.process.moves import State, Transition
from workflow.process.shape import Process

_MODEL: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_SCHEMA_INSTANCE: Final = "http://www.w3.org/2001/XMLSchema-instance"


def bpmn(process: Process, lang: str = "ja") -> str:
    """Write the sound `process` as BPMN 2.0 with names in `lang` (`ja` or `en`; else KeyError).

    It can be executed: who completes a task where there is a choice sets `action` to the name of
    an action. The text declares UTF-8 and must be stored so.
    """
    flows, nodes = list(_flows(process, lang)), list(_nodes(process))
    root = ElementTree.Element(
        "definitions",
        {
            "xmlns": _MODEL,
            **bpmn_picture.NAMESPACES,
            "id": f"definitions_{process.name}",
            "xmlns:xsi": _SCHEMA_INSTANCE,
            "targetNamespace": f"urn:jizen:process:{process.name}:{process.version}",
        },
    )
    body = ElementTree.SubElement(
        root,
        "process",
        {"id": f"process_{process.name}", "name": process.title[lang], "isExecutable": "true"},
    )
    for node in nodes:
        _node(body, node, _title(process, node, lang), flows)
    for flow in flows:
        _flow(body, flow)
    bpmn_picture.draw(root, f"process_{process.name}", nodes, flows)
    ElementTree.indent(root)
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return declaration + ElementTree.tostring(root, encoding="unicode") + "\n"


def _state_id(state: str) -> str:
    return f"state_{state}"


def _gateway_id(state: str) -> str:
    return f"choice_{state}"


def _timer_id(state: str, action: str) -> str:
    return f"timer_{state}.{action}"


def _taken(process: Process, state: State) -> tuple[str, ...]:
    """The actions that somebody takes from a state."""
    known = {move.action for move in process.automatic}
    return tuple(action for action in process.actions_from(state.name) if action not in known)


def _timed(process: Process, state: State) -> tuple[Transition, ...]:
    """The moves that a timer makes from a state."""
    return tuple(move for move in process.automatic if state.name in move.sources)


def _forks(process: Process, state: State) -> bool:
    return not state.final and len(_taken(process, state)) > 1


def _nodes(process: Process) -> Iterator[Node]:
    """The start beside the state that it leads to, and every state with its gateway."""
    yield Node("start", "startEvent", list(process.states).index(process.creation.target))
    for row, state in enumerate(process.states.values()):
        yield Node(_state_id(state.name), "endEvent" if state.final else "userTask", row)
        if _forks(process, state):
            yield Node(_gateway_id(state.name), "exclusiveGateway", row)
        for place, move in enumerate(_timed(process, state)):
            timer, days = _timer_id(state.name, move.action), _days(process, state, move)
            yield Node(timer, TIMER, row, place, _state_id(state.name), f"P{days}D")


def _days(process: Process, state: State, move: Transition) -> int:
    """Business days in a state before a move is made by itself; of a draft those after its day."""
    clock = process.due_in(state.name) if state.name != process.initial else None
    waits = move.automatic.after_business_days if move.automatic else 0
    return waits + (clock.business_days if clock else 0)


def _title(process: Process, node: Node, lang: str) -> str:
    if node.kind == "startEvent":
        return process.creation.title[lang]
    if node.kind == "exclusiveGateway":
        return ""
    if node.kind == TIMER:
        action = node.identity.rpartition(".")[2]
        return next(move.title[lang] for move in process.automatic if move.action == action)
    return process.states[node.identity.removeprefix(_state_id(""))].title[lang]


def _flows(process: Process, lang: str) -> Iterator[Flow]:
    # A dot, which no name may contain, keeps the parts of an identity apart.
    creation = process.creation
    yield Flow("flow_.create", creation.title[lang], "start", _state_id(creation.target))
    for state in process.states.values():
        source = _state_id(state.name)
        if _forks(process, state):
            source = _gateway_id(state.name)
            yield Flow(f"flow_{state.name}", "", _state_id(state.name), source)
        for move in _timed(process, state):
            timer = _timer_id(state.name, move.action)
            target = _state_id(move.target)
            yield Flow(f"flow_{state.name}.{move.action}", move.title[lang], timer, target)
        for action in _taken(process, state):
            alternatives = process.alternatives(action, state.name)
            for number, transition in enumerate(alternatives):
                # The branches of an action are told apart by their number.
                branch = f".{number}" if len(alternatives) > 1 else ""
                identity = f"flow_{state.name}.{action}{branch}"
                target = _state_id(transition.target_from(state.name))
                yield Flow(identity, transition.label(lang), source, target)


def _flow(body: ElementTree.Element, flow: Flow) -> None:
    named = {"name": flow.name} if flow.name else {}
    ends = {"id": flow.identity, "sourceRef": flow.source, "targetRef": flow.target}
    made = ElementTree.SubElement(body, "sequenceFlow", ends | named)
    if flow.source.startswith(_gateway_id("")):
        formal = {"xsi:type": "tFormalExpression"}
        _state, action, *branch = flow.identity.split(".")
        condition = ElementTree.SubElement(made, "conditionExpression", formal)
        condition.text = " and ".join(
            [f'action == "{action}"', *(f"branch == {number}" for number in branch)]
        )


def _node(body: ElementTree.Element, node: Node, name: str, flows: list[Flow]) -> None:
    """Add one node with the flows that enter and leave it, in the order the schema asks for."""
    named = {"name": name} if name else {"gatewayDirection": "Diverging"}
    if node.kind == TIMER:
        named |= {"attachedToRef": node.on, "cancelActivity": "true"}
    made = ElementTree.SubElement(body, node.kind, {"id": node.identity} | named)
    for flow in flows:
        if flow.target == node.identity:
            ElementTree.SubElement(made, "incoming").text = flow.identity
    for flow in flows:
        if flow.source == node.identity:
            ElementTree.SubElement(made, "outgoing").text = flow.identity
    if node.kind == TIMER:
        timer = ElementTree.SubElement(made, "timerEventDefinition")
        formal = {"xsi:type": "tFormalExpression"}
        ElementTree.SubElement(timer, "timeDuration", formal).text = node.waits


# What Mermaid would read as the end of a label, a comment or another statement.
_ESCAPED: Final = str.maketrans({c: f"#{ord(c)};" for c in '"#;:<>%{}[]()\\'})

_KEYWORDS: Final = frozenset(
    {"as", "class", "default", "direction", "end", "fork", "join", "note", "state", "style"}
)


def mermaid(process: Process, lang: str = "ja", marks: Marks = NO_MARKS) -> str:
    """Write the sound `process` as a Mermaid `stateDiagram-v2` with titles in `lang`.

    Every state and every transition is one line, in file order. `marks` show counts after
    titles, a sign before moves that were walked, and a frame around where an item is. KeyError
    where the titles have no `lang`.
    """
    lines = ["stateDiagram-v2"]
    for state in process.states.values():
        count = f" ({marks.counts[state.name]})" if state.name in marks.counts else ""
        label = _label(state.title[lang] + count)
        lines.append(f'    state "{label}" as {_identity(state.name)}')
    creation = process.creation
    began = _walked(marks, "", creation.action)
    lines.append(
        f"    [*] --> {_identity(creation.target)} : {began}{_label(creation.title[lang])}"
    )
    for transition in process.transitions:
        for source in transition.sources:
            target = _identity(transition.target_from(source))
            label = _walked(marks, source, transition.action) + _label(transition.label(lang))
            lines.append(f"    {_identity(source)} --> {target} : {label}")
    lines.extend(
        f"    {_identity(state.name)} --> [*]" for state in process.states.values() if state.final
    )
    if here := [name for name, mark in marks.states.items() if mark is Mark.HERE]:
        lines.append("    classDef here stroke-width:4px")
        lines.extend(f"    class {_identity(name)} here" for name in here)
    return "\n".join(lines) + "\n"


def _walked(marks: Marks, state: str, action: str) -> str:
    return "● " if marks.moves.get((state, action)) is Mark.WALKED else ""


def _label(title: str) -> str:
    return title.translate(_ESCAPED)


def _identity(name: str) -> str:
    # Names are small letters throughout, so the capital keeps the two apart.
    return f"State_{name}" if name in _KEYWORDS else name
