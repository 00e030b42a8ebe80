"""Where the parts of a BPMN process stand: its diagram part, without which editors refuse it.

A state a row, its gateway right of it. A flow leaves on the right, runs in a lane of its own and
comes in from above.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, SubElement

NAMESPACES: Final = {
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
}
TIMER: Final = "boundaryEvent"
"""A timer at the border of a state."""

SIZES: Final = {
    "startEvent": (36, 36),
    "endEvent": (36, 36),
    "userTask": (140, 80),
    "exclusiveGateway": (50, 50),
    TIMER: (36, 36),
}
"""What editors draw each kind of node with."""

_ROW: Final = 160
_COLUMNS: Final = {"startEvent": 90, "userTask": 240, "endEvent": 240, "exclusiveGateway": 390}
"""The middles of the columns."""
_FIRST_TIMER: Final = 200
_TIMERS: Final = 44
"""From one timer of a state to the next."""
_LANES_BEGIN: Final = 450
_LANE: Final = 16
_ABOVE: Final = 10

Point = tuple[int, int]


class Node(NamedTuple):
    """A node, and the row that it stands in.

    A timer is at the border of the node `on`, where it is number `place`, and `waits` so long.
    """

    identity: str
    kind: str
    row: int
    place: int = 0
    on: str = ""
    waits: str = ""


class Flow(NamedTuple):
    """A flow from one node to another."""

    identity: str
    name: str
    source: str
    target: str


class _Bounds(NamedTuple):
    x: int
    y: int
    width: int
    height: int

    @property
    def left(self) -> Point:
        return self.x, self.y + self.height // 2

    @property
    def right(self) -> Point:
        return self.x + self.width, self.y + self.height // 2

    @property
    def top(self) -> Point:
        return self.x + self.width // 2, self.y


def draw(root: Element, process_id: str, nodes: Sequence[Node], flows: Sequence[Flow]) -> None:
    """Add the diagram of `process_id` to the definitions."""
    diagram = SubElement(root, "bpmndi:BPMNDiagram", {"id": f"diagram_{process_id}"})
    plane = SubElement(
        diagram, "bpmndi:BPMNPlane", {"id": f"plane_{process_id}", "bpmnElement": process_id}
    )
    bounds = {node.identity: _bounds(node) for node in nodes}
    for node in nodes:
        _shape(plane, node, bounds[node.identity])
    for flow, way in zip(flows, _ways(flows, bounds), strict=True):
        _edge(plane, flow, way)


def _bounds(node: Node) -> _Bounds:
    width, height = SIZES[node.kind]
    column = _COLUMNS[node.kind] if node.kind != TIMER else _FIRST_TIMER + node.place * _TIMERS
    middle = column, _ROW // 2 + node.row * _ROW
    if node.kind == TIMER:  # half of it below the border
        middle = column, middle[1] + SIZES["userTask"][1] // 2
    return _Bounds(middle[0] - width // 2, middle[1] - height // 2, width, height)


def _ways(flows: Iterable[Flow], bounds: Mapping[str, _Bounds]) -> Iterator[tuple[Point, ...]]:
    """The corners of each flow: straight to a neighbour, else by a lane."""
    lane = 0
    for flow in flows:
        source, target = bounds[flow.source], bounds[flow.target]
        if source.right[0] < target.left[0] and source.right[1] == target.left[1]:
            yield source.right, target.left
            continue
        at, over = _LANES_BEGIN + lane * _LANE, target.top[1] - _ABOVE - lane % 3 * _ABOVE
        lane += 1
        right, top = source.right, target.top
        yield right, (at, right[1]), (at, over), (top[0], over), top


def _shape(plane: Element, node: Node, bounds: _Bounds) -> None:
    named = {"id": f"{node.identity}_shape", "bpmnElement": node.identity}
    if node.kind == "exclusiveGateway":
        named["isMarkerVisible"] = "true"
    shape = SubElement(plane, "bpmndi:BPMNShape", named)
    SubElement(shape, "dc:Bounds", {n: str(value) for n, value in bounds._asdict().items()})


def _edge(plane: Element, flow: Flow, way: Iterable[Point]) -> None:
    named = {"id": f"{flow.identity}_edge", "bpmnElement": flow.identity}
    edge = SubElement(plane, "bpmndi:BPMNEdge", named)
    for x, y in way:
        SubElement(edge, "di:waypoint", {"x": str(x), "y": str(y)})
