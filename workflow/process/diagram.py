"""Pictures of a process for other programs: Mermaid and BPMN."""

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


# What Mermaid would read as the end of a label, a comment or another statement.
_ESCAPED: Final = str.maketrans({c: f"#{ord(c)};" for c in '"#;:<>%{}[]()\\'})

_KEYWORDS: Final = frozenset(
    {"as", "class", "default", "direction", "end", "fork", "join", "note", "state", "style"}
)


def mermaid(process: Process, lang: str = "ja") -> str:
    """Write the sound `process` as a Mermaid `stateDiagram-v2` with titles in `lang`.

    Every state and every transition is one line, in file order. KeyError where the
    titles have no `lang`.
    """
    lines = ["stateDiagram-v2"]
    for state in process.states.values():
        lines.append(f'    state "{_label(state.title[lang])}" as {_identity(state.name)}')
    creation = process.creation
    lines.append(f"    [*] --> {_identity(creation.target)} : {_label(creation.title[lang])}")
    for transition in process.transitions:
        for source in transition.sources:
            target = _identity(transition.target_from(source))
            label = _label(transition.title[lang])
            lines.append(f"    {_identity(source)} --> {target} : {label}")
    lines.extend(
        f"    {_identity(state.name)} --> [*]" for state in process.states.values() if state.final
    )
    return "\n".join(lines) + "\n"


def _label(title: str) -> str:
    return title.translate(_ESCAPED)


def _identity(name: str) -> str:
    # Names are small letters throughout, so the capital keeps the two apart.
    return f"State_{name}" if name in _KEYWORDS else name
