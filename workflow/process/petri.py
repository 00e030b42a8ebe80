"""A process as a Petri net, in PNML (ISO/IEC 15909-2): to be judged, and to replay histories on.

A place for every state, one before the beginning and one after every end; a transition for
every action in every state in which it can be taken. A transition is called as the action is in
event logs. How often an action may be taken is left out: the net allows at least what the
process allows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from workflow.process.shape import Process

START: Final = "start"
END: Final = "end"
"""The one place that is marked at the end. Places of states have a dot: none is called so."""

_NAMESPACE: Final = "http://www.pnml.org/version-2009/grammar/pnml"
_PLACES_AND_TRANSITIONS: Final = "http://www.pnml.org/version-2009/grammar/ptnet"
_ROW: Final = 80
_COLUMN: Final = 160


@dataclass(frozen=True)
class NetTransition:
    """One action from one state; `action` is "" where nothing is done: an end is an end."""

    identity: str
    action: str
    source: str
    target: str


@dataclass(frozen=True)
class Net:
    """A net with one token: in `places[0]` before anything happened, in `places[-1]` at the end."""

    places: tuple[str, ...]
    transitions: tuple[NetTransition, ...]


def net(process: Process) -> Net:
    """The sound `process` as a net; its places are called `start`, `end` and `state.<name>`."""
    places = (START, *(_place(state) for state in process.states), END)
    return Net(places, tuple(_transitions(process)))


def pnml(process: Process, lang: str = "ja") -> str:
    """Write the net of the sound `process`; places are called in `lang` (else KeyError).

    The text declares UTF-8 and must be stored so.
    """
    drawn = net(process)
    root = Element("pnml", {"xmlns": _NAMESPACE})
    identity = f"{process.name}.{process.version}"
    whole = SubElement(root, "net", {"id": f"net.{identity}", "type": _PLACES_AND_TRANSITIONS})
    _named(whole, process.title[lang])
    page = SubElement(whole, "page", {"id": f"page.{identity}"})
    titles = {_place(name): state.title[lang] for name, state in process.states.items()}
    for row, place in enumerate(drawn.places):
        node = SubElement(page, "place", {"id": place})
        _named(node, titles.get(place, place))
        _at(node, _COLUMN, row)
        if place == START:
            SubElement(SubElement(node, "initialMarking"), "text").text = "1"
    for row, one in enumerate(drawn.transitions):
        _transition(page, one, row)
    indent(root)
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return declaration + tostring(root, encoding="unicode") + "\n"


def _place(state: str) -> str:
    return f"state.{state}"


def _transitions(process: Process) -> Iterator[NetTransition]:
    creation = process.creation
    yield NetTransition("move..create", creation.action, START, _place(creation.target))
    for state in process.states.values():
        for action in process.actions_from(state.name):
            for number, move in enumerate(process.alternatives(action, state.name)):
                target = _place(move.target_from(state.name))
                branch = f".{number}" if move.when else ""
                identity = f"move.{state.name}.{action}{branch}"
                yield NetTransition(identity, action, _place(state.name), target)
        if state.final:
            yield NetTransition(f"ended.{state.name}", "", _place(state.name), END)


def _transition(page: Element, one: NetTransition, row: int) -> None:
    node = SubElement(page, "transition", {"id": one.identity})
    _named(node, one.action or one.identity)
    _at(node, 2 * _COLUMN, row)
    if not one.action:
        # How ProM and those who follow it mark what leaves no trace in a log.
        unseen = {"tool": "ProM", "version": "6.4", "activity": "$invisible$"}
        SubElement(node, "toolspecific", unseen)
    for source, target in ((one.source, one.identity), (one.identity, one.target)):
        ends = {"id": f"arc.{source}.{target}", "source": source, "target": target}
        SubElement(page, "arc", ends)


def _named(parent: Element, text: str) -> None:
    SubElement(SubElement(parent, "name"), "text").text = text


def _at(node: Element, x: int, row: int) -> None:
    place = {"x": str(x), "y": str(_ROW * (row + 1))}
    SubElement(SubElement(node, "graphics"), "position", place)
