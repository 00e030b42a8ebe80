"""The BPMN shows every state and every transition, and its drawing joins what belongs together."""

from collections import Counter
from itertools import combinations, pairwise

from tests.process.test_diagram import BPMN, branching, moves, parsed
from workflow.process.diagram import bpmn

DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
BOUNDS = "{http://www.omg.org/spec/DD/20100524/DC}Bounds"
POINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"


def test_bpmn_has_the_right_node_for_every_state(process, lang):
    body = parsed(bpmn(process, lang)).find(f"{BPMN}process")
    named = {e.get("id"): e.get("name") for e in body if e.tag != f"{BPMN}sequenceFlow"}

    for state in process.states.values():
        kind = "endEvent" if state.final else "userTask"
        node = body.find(f"{BPMN}{kind}[@id='state_{state.name}']")
        assert node.get("name") == state.title[lang]
    assert len(body.findall(f"{BPMN}startEvent")) == 1
    besides = [e for kind in ("exclusiveGateway", "boundaryEvent") for e in body.iter(BPMN + kind)]
    assert len(named) == 1 + len(process.states) + len(besides)
    timers = Counter(e.get("attachedToRef") for e in body.iter(f"{BPMN}boundaryEvent"))
    assert timers == Counter(f"state_{s}" for move in process.automatic for s in move.sources)


def test_bpmn_follows_every_move(process, lang):
    body = parsed(bpmn(process, lang)).find(f"{BPMN}process")
    flows = [
        (flow.get("sourceRef"), flow.get("name"), flow.get("targetRef"))
        for flow in body.iter(f"{BPMN}sequenceFlow")
    ]
    before_gateway = {target: source for source, _, target in flows if target.startswith("choice_")}
    at_border = {e.get("id"): e.get("attachedToRef") for e in body.iter(f"{BPMN}boundaryEvent")}

    drawn = Counter(
        ((before_gateway | at_border).get(source, source), name, target)
        for source, name, target in flows
        if target not in before_gateway
    )
    assert drawn == Counter(
        (
            f"state_{source}" if source else "start",
            branching(t, lang),
            f"state_{t.target_from(source)}",
        )
        for source, t in moves(process)
    )


def test_bpmn_nodes_and_flows_agree(process, lang):
    body = parsed(bpmn(process, lang)).find(f"{BPMN}process")
    flows = body.findall(f"{BPMN}sequenceFlow")
    nodes = [node for node in body if node not in flows]
    identities = [element.get("id") for element in body.iter() if element.get("id")]

    assert len(identities) == len(set(identities))
    for node in nodes:
        incoming = [e.text for e in node.findall(f"{BPMN}incoming")]
        outgoing = [e.text for e in node.findall(f"{BPMN}outgoing")]
        assert incoming == [f.get("id") for f in flows if f.get("targetRef") == node.get("id")]
        assert outgoing == [f.get("id") for f in flows if f.get("sourceRef") == node.get("id")]
        assert (len(outgoing) > 1) == (node.tag == f"{BPMN}exclusiveGateway")
        assert [e.tag for e in node] == sorted(e.tag for e in node)  # incoming, then outgoing


def test_awkward_names_do_not_collide_in_bpmn(tricky):
    root = parsed(bpmn(tricky, "ja"))
    identities = [element.get("id") for element in root.iter() if element.get("id")]

    assert len(identities) == len(set(identities))


# ------------------------------------------------------------------ the drawing


def drawn(root, kind):
    """The drawn parts of a kind, by the element that each one draws."""
    return {one.get("bpmnElement"): one for one in root.iter(f"{DI}{kind}")}


def corners(shape):
    """Left, top, right and bottom of a shape."""
    x, y, width, height = (int(shape.find(BOUNDS).get(n)) for n in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def test_every_node_and_flow_of_the_bpmn_is_drawn(process, lang):
    root = parsed(bpmn(process, lang))
    body = root.find(f"{BPMN}process")

    assert [one.get("bpmnElement") for one in root.iter(f"{DI}BPMNPlane")] == [body.get("id")]
    flows = {one.get("id") for one in body.iter(f"{BPMN}sequenceFlow")}
    assert drawn(root, "BPMNEdge").keys() == flows
    assert drawn(root, "BPMNShape").keys() == {one.get("id") for one in body} - flows
    assert len({one.get("id") for one in root.iter() if one.get("id")}) == sum(
        1 for one in root.iter() if one.get("id")
    )


def test_no_two_shapes_of_the_bpmn_overlap_and_each_flow_joins_its_two(process):
    root = parsed(bpmn(process))
    shapes = {name: corners(one) for name, one in drawn(root, "BPMNShape").items()}
    borders = {e.get("id"): e.get("attachedToRef") for e in root.iter(f"{BPMN}boundaryEvent")}

    for timer, state in borders.items():
        assert shapes[timer][1] < shapes[state][3] < shapes[timer][3], "it sits on the border"
    for one, other in combinations([shapes[name] for name in shapes.keys() - borders.keys()], 2):
        assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
    for flow in root.iter(f"{BPMN}sequenceFlow"):
        edge = drawn(root, "BPMNEdge")[flow.get("id")]
        way = [(int(one.get("x")), int(one.get("y"))) for one in edge.iter(POINT)]
        for end, name in ((way[0], flow.get("sourceRef")), (way[-1], flow.get("targetRef"))):
            left, top, right, bottom = shapes[name]
            assert left <= end[0] <= right
            assert top <= end[1] <= bottom
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(way)), "it runs square"
