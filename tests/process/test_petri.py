"""The Petri net of a process: its PNML keeps to the standard's grammar, and the net is sound."""

from collections import Counter
from xml.etree import ElementTree

from tests.support.nets import followed, read_net
from workflow.process import pnml

PNML = "{http://www.pnml.org/version-2009/grammar/pnml}"


def test_the_file_keeps_to_the_grammar_of_place_transition_nets(process):
    root = ElementTree.fromstring(pnml(process))  # noqa: S314 (our own output, made a line before)
    (whole,) = root
    (page,) = whole.findall(f"{PNML}page")
    nodes = {one.get("id"): one.tag for one in page if one.tag != f"{PNML}arc"}
    identities = [one.get("id") for one in root.iter() if one.get("id")]

    assert root.tag == f"{PNML}pnml"
    assert (whole.tag, whole.get("type").rpartition("/")[2]) == (f"{PNML}net", "ptnet")
    assert whole.find(f"{PNML}name/{PNML}text").text == process.title["ja"]
    assert len(identities) == len(set(identities))
    assert set(nodes.values()) == {f"{PNML}place", f"{PNML}transition"}
    for arc in page.findall(f"{PNML}arc"):
        ends = nodes[arc.get("source")], nodes[arc.get("target")]
        assert set(ends) == set(nodes.values()), "an arc joins a place and a transition"
    assert [one.get("id") for one in page if one.find(f"{PNML}initialMarking") is not None] == [
        "start"
    ]


def test_the_net_has_a_transition_for_every_move_and_one_behind_every_end(process):
    net = read_net(pnml(process))

    moves = [t.action for t in process.transitions for _ in t.sources or (None,)]
    ends = [state.name for state in process.states.values() if state.final]
    assert Counter(one.action for one in net.transitions) == Counter([*moves, *[""] * len(ends)])
    assert len(net.places) == len(process.states) + 2


def test_every_marking_leads_to_the_end_and_no_transition_is_dead(process):
    net = read_net(pnml(process))
    reached, fired, waiting = {net.initial}, set(), [net.initial]
    while waiting:
        marking = waiting.pop()
        for one, after in net.enabled(marking):
            fired.add(one.identity)
            if after not in reached:
                reached.add(after)
                waiting.append(after)
    before = {after: set() for after in reached}
    for marking in reached:
        for _, after in net.enabled(marking):
            before[after].add(marking)
    completing, waiting = {net.final}, [net.final]
    while waiting:
        found = before[waiting.pop()] - completing
        completing |= found
        waiting += found

    assert completing == reached, "an option to complete, properly: nothing is left behind"
    assert fired == {one.identity for one in net.transitions}


def test_a_history_that_skips_a_step_does_not_fit(process):
    net = read_net(pnml(process))

    assert followed(net, ["create", "submit", "withdraw"]) == (3, True)
    assert followed(net, ["create", "submit"]) == (2, False)
    assert followed(net, ["create", "approve"]) == (1, False)
