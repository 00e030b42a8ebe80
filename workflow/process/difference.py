"""What a version changes of the one before: as data, and as a process that can be drawn.

In the drawing both versions are one: what is new, gone or changed carries a sign before its
title (+ − ±) beside the colour and pattern of its line.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from workflow.process.drawing import Mark, Marks
from workflow.process.moves import Rule, State, Transition
from workflow.process.shape import Process

Place = tuple[str, str, int]
"""Where a move starts ("" for the creation), its action, and which of its branches it is."""

SIGNS: Final[Mapping[Mark, str]] = {Mark.ADDED: "+", Mark.REMOVED: "−", Mark.CHANGED: "±"}
_OF_STATES: Final = tuple(one.name for one in fields(State) if one.name != "name")
_OF_MOVES: Final = tuple(
    one.name for one in fields(Transition) if one.name not in {"action", "sources", "stays"}
)


class Part(StrEnum):
    """What a difference is about."""

    STATE = "state"
    MOVE = "move"
    RULE = "rule"


@dataclass(frozen=True)
class PartChange:
    """One state, move (`name` is its action, `state` where it starts) or rule that differs."""

    part: Part
    mark: Mark
    name: str = ""
    state: str = ""
    before: State | Transition | Rule | None = None
    after: State | Transition | Rule | None = None

    @property
    def fields(self) -> tuple[tuple[str, Any, Any], ...]:
        """The fields that changed, each before and after; none for what is new or gone."""
        if self.before is None or self.after is None:
            return ()
        names = _OF_STATES if self.part is Part.STATE else _OF_MOVES
        return tuple(
            (name, getattr(self.before, name), getattr(self.after, name))
            for name in names
            if _value(self.before, name) != _value(self.after, name)
        )


@dataclass(frozen=True)
class Difference:
    """All that differs, and how it is drawn: both versions as one process, with marks.

    `drawn` has titles with signs, `both` without.
    """

    changes: tuple[PartChange, ...]
    drawn: Process
    both: Process
    marks: Marks


def difference(before: Process, after: Process) -> Difference:
    """What `after` changes of `before`."""
    states, moves = tuple(_states(before, after)), dict(_moves(before, after))
    marked = {one.name: one.mark for one in states}
    moved = {place: one.mark for place, one in moves.items()}
    changes = (*states, *moves.values(), *_rules(before, after))
    drawn, both = _joined(before, after, marked, moved), _joined(before, after, {}, {})
    return Difference(changes, drawn, both, Marks(marked, _together(moved, after)))


def _joined(
    before: Process,
    after: Process,
    marked: Mapping[str, Mark],
    moved: Mapping[Place, Mark],
) -> Process:
    """Both versions as one, with a sign before the titles of what is marked."""
    return replace(
        after,
        states=MappingProxyType(dict(_drawn_states(before, after, marked))),
        transitions=tuple(_drawn_moves(before, after, moved)),
    )


def _value(one: Any, name: str) -> Any:
    value = getattr(one, name)
    return dict(value) if name == "title" else value


def _states(before: Process, after: Process) -> Iterator[PartChange]:
    for name in dict.fromkeys([*after.states, *before.states]):
        old, new = before.states.get(name), after.states.get(name)
        if mark := _mark(old, new, _OF_STATES):
            yield PartChange(Part.STATE, mark, name, "", old, new)


def _moves(before: Process, after: Process) -> Iterator[tuple[Place, PartChange]]:
    old, new = _by_place(before), _by_place(after)
    for place in dict.fromkeys([*new, *old]):
        if mark := _mark(old.get(place), new.get(place), _OF_MOVES):
            state, action, _ = place
            change = PartChange(Part.MOVE, mark, action, state, old.get(place), new.get(place))
            yield place, change


def _rules(before: Process, after: Process) -> Iterator[PartChange]:
    for rule in after.rules:
        if rule not in before.rules:
            yield PartChange(Part.RULE, Mark.ADDED, after=rule)
    for rule in before.rules:
        if rule not in after.rules:
            yield PartChange(Part.RULE, Mark.REMOVED, before=rule)


def _mark(old: Any, new: Any, names: Iterable[str]) -> Mark | None:
    if old is None or new is None:
        return Mark.ADDED if old is None else Mark.REMOVED
    differs = any(_value(old, name) != _value(new, name) for name in names)
    return Mark.CHANGED if differs else None


def _by_place(process: Process) -> dict[Place, Transition]:
    """Every transition by its place; branches are counted in file order."""
    found: dict[Place, Transition] = {}
    branches: Counter[tuple[str, str]] = Counter()
    for move in process.transitions:
        for source in ("",) if move.creates else move.sources:
            found[source, move.action, branches[source, move.action]] = move
            branches[source, move.action] += 1
    return found


def _together(marks: Mapping[Place, Mark], after: Process) -> dict[tuple[str, str], Mark]:
    """The mark of an action in a state: of all its branches, or that something of it changed."""
    found: dict[tuple[str, str], Mark] = {}
    places = _by_place(after)
    for (state, action, _), mark in marks.items():
        kept = [place for place in places if place[:2] == (state, action)]
        is_marked_alike = all(marks.get(place) is mark for place in kept)
        found[state, action] = mark if is_marked_alike else Mark.CHANGED
    return found


def _drawn_states(
    before: Process, after: Process, marked: Mapping[str, Mark]
) -> Iterator[tuple[str, State]]:
    for name in dict.fromkeys([*after.states, *before.states]):
        state = after.states.get(name) or before.states[name]
        yield name, replace(state, title=_signed(state.title, marked.get(name)))


def _drawn_moves(
    before: Process, after: Process, moved: Mapping[Place, Mark]
) -> Iterator[Transition]:
    old, new = _by_place(before), _by_place(after)
    for place in dict.fromkeys([*new, *old]):
        move = new.get(place) or old[place]
        title = _signed(move.title, moved.get(place))
        yield replace(move, title=title, sources=(place[0],) if place[0] else ())


def _signed(title: Mapping[str, str], mark: Mark | None) -> Mapping[str, str]:
    return {lang: f"{SIGNS[mark]} {words}" for lang, words in title.items()} if mark else title
