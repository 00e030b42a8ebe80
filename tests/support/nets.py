"""Petri nets read from PNML and played by their tokens alone, knowing nothing of processes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from xml.etree import ElementTree

PNML = "{http://www.pnml.org/version-2009/grammar/pnml}"
Marking = frozenset[tuple[str, int]]
"""Places with the number of their tokens; those without any are left out."""


class Fired(NamedTuple):
    """A transition: its label ("" where it leaves no trace), what it takes and what it puts."""

    identity: str
    action: str
    takes: Counter[str]
    puts: Counter[str]


@dataclass(frozen=True)
class ReadNet:
    """A net as its file says it; the final marking is one token in the one sink."""

    places: tuple[str, ...]
    transitions: tuple[Fired, ...]
    initial: Marking

    @cached_property
    def final(self) -> Marking:
        """One token in the place that nothing takes from."""
        (sink,) = set(self.places) - {place for one in self.transitions for place in one.takes}
        return frozenset({(sink, 1)})

    def enabled(self, marking: Marking) -> Iterator[tuple[Fired, Marking]]:
        """Each transition that can fire, with the marking after it."""
        there = Counter(dict(marking))
        for one in self.transitions:
            if all(there[place] >= count for place, count in one.takes.items()):
                after = Counter(there)
                after.subtract(one.takes)
                after.update(one.puts)
                yield one, frozenset((place, n) for place, n in after.items() if n)


def read_net(text: str) -> ReadNet:
    """The net of a file with one page."""
    root = ElementTree.fromstring(text)  # noqa: S314 (our own output)
    page = root.find(f"{PNML}net/{PNML}page")
    assert page is not None
    arcs = [(one.get("source", ""), one.get("target", "")) for one in page.iter(f"{PNML}arc")]
    places = {one.get("id", ""): one for one in page.iter(f"{PNML}place")}
    marked = {
        name: int(one.findtext(f"{PNML}initialMarking/{PNML}text", "0"))
        for name, one in places.items()
    }
    transitions = tuple(_fired(one, arcs) for one in page.iter(f"{PNML}transition"))
    initial = frozenset((name, count) for name, count in marked.items() if count)
    return ReadNet(tuple(places), transitions, initial)


def _fired(one: ElementTree.Element, arcs: list[tuple[str, str]]) -> Fired:
    identity = one.get("id", "")
    unseen = one.find(f"{PNML}toolspecific") is not None
    label = "" if unseen else one.findtext(f"{PNML}name/{PNML}text", "")
    takes = Counter(source for source, target in arcs if target == identity)
    return Fired(identity, label, takes, Counter(t for s, t in arcs if s == identity))


def followed(net: ReadNet, actions: Iterable[str]) -> tuple[int, bool]:
    """How many of `actions` the net can follow, and whether it may be at its end after the last."""
    markings, count = {net.initial}, 0
    for action in actions:
        after = {
            found for one in markings for fired, found in net.enabled(one) if fired.action == action
        }
        if not after:
            return count, False
        markings, count = after, count + 1
    ended = {
        found for one in markings for fired, found in net.enabled(one) if not fired.action
    } | markings
    return count, net.final in ended
