"""Every way an item can go: the product of a process with all else that matters for a move.

A place is more than a state: where an action has a limit, it matters how often it was done,
a rule asks whether one action was done at all, and branches ask what the sheet says. Places are
explored breadth first and in file order, so the trace to each is a shortest one, always the same.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final

from workflow.process import places
from workflow.process.branches import MOST_CASES, described
from workflow.process.effect import Effect
from workflow.process.failures import Failure, Step, failure, steps_to
from workflow.process.moves import Transition
from workflow.process.places import Move, Place, Told
from workflow.process.shape import Process

MOST_PLACES: Final = 100_000
"""Limits multiply; a process with more places than this is not explored to the end."""
MOST_MOVES: Final = 100_000
"""Looked at in one exploration of a process."""


class Paths:
    """All places of a process that can be reached from its creation, each with its trace.

    `complete` is False where there were more than MOST_PLACES; nothing follows then
    from a place not being there.
    """

    def __init__(
        self, process: Process, watched: str = "", counted: Mapping[str, int] | None = None
    ) -> None:
        """Explore `process`; `watched` is an action's name, or "" to watch none.

        Besides actions with a limit, those `counted` are counted, each so far.
        """
        self.process = process
        self._watched = watched
        self._most = _most(process, counted or {})
        self._index = {action: index for index, action in enumerate(self._most)}
        self._reached_by: dict[Place, tuple[Place | None, Step]] = {}
        self._state_first_at: dict[str, Place] = {}
        self._cases = tuple(described(facts, process.asked) for facts in process.cases)
        self._numbers = range(places.most_joint(process, self._most) + 1)
        self.born: tuple[Place, ...] = ()
        self.complete = len(self._cases) <= MOST_CASES and self._explore()

    def __iter__(self) -> Iterator[Place]:
        """Give every place, nearest first."""
        return iter(self._reached_by)

    @property
    def states(self) -> frozenset[str]:
        """The states that can be reached at all."""
        return frozenset(self._state_first_at)

    def times(self, place: Place, action: str) -> int:
        """How often a counted `action` was done on the way to `place`, as far as it is counted."""
        return place.counts[self._index[action]]

    def moves(self, place: Place) -> Iterator[Move]:
        """Give the ways on from `place`, its limits counted."""
        for action in self.process.actions_from(place.state):
            yield from self._by(action, place)

    def _by(self, action: str, place: Place) -> Iterator[Move]:
        """Each case that is possible: of the sheet as it stands, or of what is submitted."""
        for transition, filed in self._ways(action, place):
            if transition is None or not self._within_limit(transition, place):
                continue
            if transition.answers:
                yield from self._answers(transition, place)
            elif places.allow(self.process, place, transition):
                said = places.silence(self.process, place, transition)
                if transition.effect is Effect.FREEZE:
                    said = self._filed(filed) or said
                for to, told in self._after(filed, transition):
                    yield Move(transition, Step(action, said or told), to)

    def _ways(self, action: str, place: Place) -> Iterator[tuple[Transition | None, Place]]:
        """What an action can do in a place, with the sheet that is submitted from then on."""
        ways = self.process.alternatives(action, place.state)
        if any(way.effect is Effect.FREEZE for way in ways):
            joint = self._numbers if len(self._numbers) > 1 else (None,)
            for case, number in product(self._all() or (None,), joint):
                filed = place._replace(case=case, joint=number)
                yield self._way(action, place, case), filed
        elif self._cases and place.case is None and ways[0].when is not None:
            chosen = dict.fromkeys(id(self._way(action, place, case)) for case in self._all())
            yield from ((way, place) for way in ways if id(way) in chosen)
        else:
            yield self._way(action, place, place.case), place

    def _filed(self, place: Place) -> Told | None:
        """What is submitted, as far as the process tells sheets apart."""
        said = [] if place.case is None else [self._cases[place.case]]
        said += [] if place.joint is None else [places.joint_told(place.joint)]
        return (", ".join(en for en, _ in said), "・".join(ja for _, ja in said)) if said else None

    def _answers(self, transition: Transition, place: Place) -> Iterator[Move]:
        """One move for each who is asked, may answer so, and has not answered."""
        for party in places.still_asked(self.process, place, transition):
            heard = place._replace(
                answered=place.answered | {party},
                objected=place.objected or transition.effect is Effect.OBJECT,
            )
            step = Step(transition.action, places.told(self.process, party))
            for to, _ in self._after(heard, transition):
                yield Move(transition, step, to)

    def _way(self, action: str, place: Place, case: int | None) -> Transition | None:
        facts = None if case is None else self.process.cases[case]
        return self.process.transition(action, place.state, facts)

    def _all(self) -> range:
        return range(len(self._cases))

    def _after(self, place: Place, transition: Transition) -> Iterator[tuple[Place, Told | None]]:
        """Where `transition`, taken in `place`, arrives: whoever carries the item is asked there.

        How many those are is told where nothing was submitted that says so.
        """
        counts = place.counts
        if transition.action in self._most:
            index = self._index[transition.action]
            # Beyond what is asked one more makes no difference: places stay finite.
            done = min(counts[index] + 1, self._most[transition.action])
            counts = (*counts[:index], done, *counts[index + 1 :])
        seen = place.seen or transition.action == self._watched
        target = transition.target_from(place.state)
        if target == place.state:  # however it is written: nobody arrives, and answers stay
            yield place._replace(counts=counts, seen=seen), None
            return
        state = self.process.states.get(target)
        asks = state is not None and places.asks_joint(state)
        if not asks or place.joint is not None:
            asked = place.joint or 0 if asks else 0
            yield Place(target, counts, seen, place.case, place.joint, asked), None
            return
        for number in self._numbers:
            told = places.joint_told(number)
            yield Place(target, counts, seen, place.case, None, number), told

    def trace(self, place: Place) -> tuple[Step, ...]:
        """List the steps of a shortest way from nothing to `place`."""
        return steps_to(place, self._reached_by)

    def trace_to(self, state: str) -> tuple[Step, ...]:
        """List the steps of a shortest way to `state`; empty where there is none."""
        place = self._state_first_at.get(state)
        return self.trace(place) if place else ()

    def trace_of(self, action: str, state: str) -> tuple[Step, ...]:
        """List the steps of a shortest way that ends with `action` in `state`; empty if none."""
        for place in self:
            for move in self.moves(place) if place.state == state else ():
                if move.transition.action == action:
                    return (*self.trace(place), move.step)
        return ()

    def trace_in(self, action: str, state: str, case: int) -> tuple[Step, ...]:
        """List the steps of a shortest way to `state` and on by `action` in one case.

        Whether the action leads anywhere then is not asked. Empty where there is none.
        """
        ways = self.process.alternatives(action, state)
        free = any(way.effect is Effect.FREEZE for way in ways)
        for place in self:
            if place.state == state and (free or place.case in (None, case)):
                told = self._cases[case] if free or place.case is None else None
                return (*self.trace(place), Step(action, told))
        return ()

    def trace_through(self, transition: Transition) -> tuple[Step, ...]:
        """List the steps of a shortest way that ends with `transition`; empty if none."""
        if transition.creates:
            return (Step(transition.action),)
        for place in self:
            for move in self.moves(place) if place.state in transition.sources else ():
                if move.transition is transition:
                    return (*self.trace(place), move.step)
        return ()

    def _explore(self) -> bool:
        creation, nowhere = self.process.creation, Place("", (0,) * len(self._most), seen=False)
        if creation.target not in self.process.states:
            return True
        for born, told in self._after(nowhere, creation):
            self._arrive(born, None, Step(creation.action, told))
        self.born = tuple(self._reached_by)
        waiting = deque(self.born)
        looked = 0
        while waiting:
            place = waiting.popleft()
            for move in self.moves(place):
                looked += 1
                if move.to.state in self.process.states and move.to not in self._reached_by:
                    self._arrive(move.to, place, move.step)
                    waiting.append(move.to)
            if len(self._reached_by) > MOST_PLACES or looked > MOST_MOVES:
                return False
        return True

    def _arrive(self, place: Place, before: Place | None, step: Step) -> None:
        self._reached_by[place] = (before, step)
        self._state_first_at.setdefault(place.state, place)

    def _within_limit(self, transition: Transition, place: Place) -> bool:
        if transition.limit is None:
            return True
        return place.counts[self._index[transition.action]] < transition.limit


def too_many_places() -> Failure:
    """Say that a process could not be explored to the end, and so is not proved."""
    return failure("too_many", most=str(MOST_PLACES))


def _most(process: Process, counted: Mapping[str, int]) -> dict[str, int]:
    """How far each action is counted."""
    limits = process.limits
    names = dict.fromkeys([*counted, *limits])
    return {name: max(counted.get(name, 0), limits.get(name, 0)) for name in names}
