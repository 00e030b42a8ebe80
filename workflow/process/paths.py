"""Every way an item can go: the product of a process with its limits and one watched action.

A place is more than a state: where an action has a limit, it matters how often it was
done, and a `before` rule asks whether one action was done at all. Places are explored
breadth first and in file order, so the trace to each is a shortest one, always the same.
"""

from collections import deque
from collections.abc import Iterator
from typing import Final, NamedTuple

from workflow.process.shape import Process, Transition
from workflow.process.toml_table import Failure, FailureKind

MOST_PLACES: Final = 100_000
"""Limits multiply; a process with more places than this is not explored to the end."""


class Place(NamedTuple):
    """A state, how often each limited action was done, and whether the watched one was."""

    state: str
    counts: tuple[int, ...]
    seen: bool


class Paths:
    """All places of a process that can be reached from its creation, each with its trace.

    `complete` is False where there were more than MOST_PLACES; nothing follows then
    from a place not being there.
    """

    def __init__(self, process: Process, watched: str = "") -> None:
        """Explore `process`; `watched` is an action's name, or "" to watch none."""
        self._process = process
        self._watched = watched
        self._limits = _highest_limits(process)
        self._index = {action: index for index, action in enumerate(self._limits)}
        self._reached_by: dict[Place, tuple[Place | None, str]] = {}
        self._state_first_at: dict[str, Place] = {}
        self.complete = self._explore()

    def __iter__(self) -> Iterator[Place]:
        """Give every place, nearest first."""
        return iter(self._reached_by)

    @property
    def states(self) -> frozenset[str]:
        """The states that can be reached at all."""
        return frozenset(self._state_first_at)

    def moves(self, place: Place) -> Iterator[tuple[str, Transition]]:
        """Give the actions that are open in `place`, its limits counted."""
        for action in self._process.actions_from(place.state):
            transition = self._process.transition(action, place.state)
            if transition is not None and self._within_limit(transition, place):
                yield action, transition

    def after(self, place: Place, transition: Transition) -> Place:
        """Give the place where `transition`, taken in `place`, arrives."""
        counts = place.counts
        if transition.action in self._limits:
            index = self._index[transition.action]
            # Beyond the highest limit one more makes no difference: places stay finite.
            done = min(counts[index] + 1, self._limits[transition.action])
            counts = (*counts[:index], done, *counts[index + 1 :])
        seen = place.seen or transition.action == self._watched
        return Place(transition.target_from(place.state), counts, seen)

    def trace(self, place: Place) -> tuple[str, ...]:
        """List the actions of a shortest way from nothing to `place`."""
        actions: list[str] = []
        step: Place | None = place
        while step is not None:
            step, action = self._reached_by[step]
            actions.append(action)
        return tuple(reversed(actions))

    def trace_to(self, state: str) -> tuple[str, ...]:
        """List the actions of a shortest way to `state`; empty where there is none."""
        place = self._state_first_at.get(state)
        return self.trace(place) if place else ()

    def trace_of(self, action: str, state: str) -> tuple[str, ...]:
        """List the actions of a shortest way that ends with `action` in `state`; empty if none."""
        for place in self:
            if place.state == state and any(action == open_ for open_, _ in self.moves(place)):
                return (*self.trace(place), action)
        return ()

    def trace_through(self, transition: Transition) -> tuple[str, ...]:
        """List the actions of a shortest way that ends with `transition`; empty if none."""
        if transition.creates:
            return (transition.action,)
        traces = [self.trace_of(transition.action, source) for source in transition.sources]
        return min(filter(None, traces), key=len, default=())

    def _explore(self) -> bool:
        creation = self._process.creation
        born = self.after(Place("", (0,) * len(self._limits), seen=False), creation)
        if born.state not in self._process.states:
            return True
        self._arrive(born, None, creation.action)
        waiting = deque([born])
        while waiting:
            place = waiting.popleft()
            for action, transition in self.moves(place):
                target = self.after(place, transition)
                if target.state in self._process.states and target not in self._reached_by:
                    self._arrive(target, place, action)
                    waiting.append(target)
            if len(self._reached_by) > MOST_PLACES:
                return False
        return True

    def _arrive(self, place: Place, before: Place | None, action: str) -> None:
        self._reached_by[place] = (before, action)
        self._state_first_at.setdefault(place.state, place)

    def _within_limit(self, transition: Transition, place: Place) -> bool:
        if transition.limit is None:
            return True
        return place.counts[self._index[transition.action]] < transition.limit


def too_many_places() -> Failure:
    """Say that a process could not be explored to the end, and so is not proved."""
    sentence = f"The limits multiply to more than {MOST_PLACES} cases: use fewer or lower ones."
    return Failure(FailureKind.TOO_MANY_PLACES, sentence)


def _highest_limits(process: Process) -> dict[str, int]:
    limits: dict[str, int] = {}
    for transition in process.transitions:
        if transition.limit is not None:
            limits[transition.action] = max(limits.get(transition.action, 0), transition.limit)
    return limits
