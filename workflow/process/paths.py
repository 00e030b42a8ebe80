"""Every way an item can go: the product of a process with all else that matters for a move.

A place is more than a state: where an action has a limit, it matters how often it was done,
a rule asks whether one action was done at all, and branches ask what the sheet says. Places are
explored breadth first and in file order, so the trace to each is a shortest one, always the same.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from workflow.process.branches import MOST_CASES, described
from workflow.process.effect import Effect
from workflow.process.failures import Failure, Step, failure
from workflow.process.graph import steps_to
from workflow.process.moves import Transition
from workflow.process.opinion import ASKING, NO_OBJECTION, OPINIONS_GIVEN
from workflow.process.shape import Process
from workflow.process.size import MOST_MOVES
from workflow.process.words import party_title
from workflow.values.vocabulary import OwnRole, Role

MOST_PLACES: Final = 100_000
"""Limits multiply; a process with more places than this is not explored to the end."""


class Place(NamedTuple):
    """A state, how often each counted action was done, and whether the watched one was.

    `case` is the number of the case that the submitted sheet falls in, None before the first
    submission and where nothing branches. `answered` are those who gave the opinion that the
    state asks for, `objected` whether one of them objects.
    """

    state: str
    counts: tuple[int, ...]
    seen: bool
    case: int | None = None
    answered: frozenset[str] = frozenset()
    objected: bool = False


class Move(NamedTuple):
    """One way on from a place: by which action, in which case from then on, and to where."""

    transition: Transition
    step: Step
    to: Place

    @property
    def gives_up(self) -> bool:
        """Whether the item ends unfinished by it."""
        return self.transition.effect is Effect.GIVE_UP


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
        ways = self.process.alternatives(action, place.state)
        freezes = any(way.effect is Effect.FREEZE for way in ways)
        if not self._cases or (place.case is None and not freezes and ways[0].when is None):
            found: list[tuple[Transition | None, int | None]] = [(ways[0], place.case)]
        elif freezes:
            found = [(self._way(action, place, case), case) for case in self._all()]
        elif place.case is None:
            chosen = dict.fromkeys(id(self._way(action, place, case)) for case in self._all())
            found = [(way, None) for way in ways if id(way) in chosen]
        else:
            found = [(self._way(action, place, place.case), place.case)]
        for transition, case in found:
            if transition is None or not self._within_limit(transition, place):
                continue
            if transition.answers:
                yield from self._answers(transition, place)
            elif self._opinions_allow(transition, place):
                said = self._cases[case] if freezes and case is not None else None
                said = said or self._silence(transition, place)
                yield Move(transition, Step(action, said), self.after(place, transition, case))

    def _answers(self, transition: Transition, place: Place) -> Iterator[Move]:
        """One move for each who is asked, may answer so, and has not answered."""
        opinions = self.process.states[place.state].opinions
        for party in opinions.parties if opinions else ():
            if not self._may_answer(party, transition) or party in place.answered:
                continue
            to = self.after(place, transition, place.case)._replace(
                answered=place.answered | {party},
                objected=place.objected or transition.effect is Effect.OBJECT,
            )
            said = party, party_title(self.process, party)["ja"]
            yield Move(transition, Step(transition.action, said), to)

    def _may_answer(self, party: str, transition: Transition) -> bool:
        """Whether one who is asked is asked by this move: a role, or whoever is of a department."""
        if party in transition.roles:
            return True
        if isinstance(party, Role | OwnRole):
            return False
        return any(self.process.is_of_department(role) for role in transition.roles)

    def _opinions_allow(self, transition: Transition, place: Place) -> bool:
        opinions = self.process.states[place.state].opinions
        if opinions is None:
            return not ASKING.intersection(transition.guards)
        if NO_OBJECTION in transition.guards and place.objected:
            return False
        asked = OPINIONS_GIVEN in transition.guards and opinions.silence is None
        return not asked or opinions.may_be_complete(place.answered)

    def _silence(self, transition: Transition, place: Place) -> tuple[str, str] | None:
        """That days pass without an answer, where a move waits for that."""
        opinions = self.process.states[place.state].opinions
        if opinions is None or OPINIONS_GIVEN not in transition.guards:
            return None
        if opinions.may_be_complete(place.answered):
            return None
        days = opinions.silence
        return f"after {days} business days without an answer", f"{days}開庁日、回答なし"

    def _way(self, action: str, place: Place, case: int) -> Transition | None:
        return self.process.transition(action, place.state, self.process.cases[case])

    def _all(self) -> range:
        return range(len(self._cases))

    def after(self, place: Place, transition: Transition, case: int | None = None) -> Place:
        """Give the place where `transition`, taken in `place`, arrives."""
        counts = place.counts
        if transition.action in self._most:
            index = self._index[transition.action]
            # Beyond what is asked one more makes no difference: places stay finite.
            done = min(counts[index] + 1, self._most[transition.action])
            counts = (*counts[:index], done, *counts[index + 1 :])
        seen = place.seen or transition.action == self._watched
        target = transition.target_from(place.state)
        if target == place.state:  # however it is written: nobody arrives, and answers stay
            return Place(target, counts, seen, case, place.answered, place.objected)
        return Place(target, counts, seen, case)

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
        creation = self.process.creation
        born = self.after(Place("", (0,) * len(self._most), seen=False), creation)
        if born.state not in self.process.states:
            return True
        self._arrive(born, None, Step(creation.action))
        waiting = deque([born])
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
