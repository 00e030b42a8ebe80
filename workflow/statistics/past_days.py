"""What an office's own past says about the next days: how many items leave a step in a day.

Days are business days, counted from a first one on, so that a weekend takes no time. Nothing here
is fitted: every answer is a day, a stay or a way on that really happened, drawn from those that are
most like what is asked.

- A step of a team (the center's reviewers) empties by the day: of days on which about as many
  items waited, one is drawn, and as many leave as left then. So a long queue takes long.
- A step that waits for a session is a team's, whose queue begins with the session's first day.
- A step of departments (answering a return) is each item's own: of the stays that lasted at least
  as long as this one has, one is drawn.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Final, NamedTuple

ALIKE: Final = 25
"""Of so many days that are most like the one asked about, one is drawn."""


class Step(StrEnum):
    """How a state is left."""

    TEAM = "team"
    DEPARTMENTS = "departments"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Stay:
    """An item in a state, from one business day to another; `left` None where it is still there."""

    item: int
    state: str
    arrived: int
    left: int | None = None
    to: str = ""
    session: int | None = None
    """The first day of the evaluation session of the item's cycle."""

    def in_turn(self, step: Step) -> int:
        """The day from which on those whose turn it is can take it up."""
        waits = step is Step.SESSION and self.session is not None
        return max(self.arrived, self.session or 0) if waits else self.arrived


class _Day(NamedTuple):
    waiting: int
    left: int


class Past:
    """The days, stays and ways on up to a day, to be drawn from."""

    def __init__(self, stays: Iterable[Stay], steps: Mapping[str, Step], until: int) -> None:
        """Learn from `stays` what was known at the end of the day `until`, and nothing later."""
        self.steps = steps
        self._ways: dict[str, list[str]] = {}
        self._lengths: dict[str, list[int]] = {}
        self._days: dict[str, list[_Day]] = {}
        self._places: dict[str, list[float]] = {}
        self._alike: dict[tuple[str, int], list[int]] = {}
        known = [stay for stay in stays if stay.arrived <= until]
        for state in steps:
            self._learn(state, [stay for stay in known if stay.state == state], until)

    def _learn(self, state: str, stays: Sequence[Stay], until: int) -> None:
        ended = [
            (stay.arrived, stay.left, stay.to)
            for stay in stays
            if stay.left is not None and stay.left <= until
        ]
        self._ways[state] = [to for _, _, to in ended]
        self._lengths[state] = sorted(left - arrived for arrived, left, _ in ended)
        self._places[state] = _places([(arrived, left) for arrived, left, _ in ended])
        waited = [(stay.in_turn(self.steps[state]), stay.left) for stay in stays]
        self._days[state] = _days(waited, until)

    def knows(self, state: str) -> bool:
        """Whether an item ever left `state`."""
        return bool(self._ways.get(state))

    def way_on(self, state: str, chance: Random) -> str:
        """Where an item goes from `state`."""
        return chance.choice(self._ways[state])

    def leaving(self, state: str, waiting: int, chance: Random) -> int:
        """How many of `waiting` items leave a team's step in one day."""
        return min(waiting, chance.choice(self._days_like(state, waiting)))

    def _days_like(self, state: str, waiting: int) -> list[int]:
        """How many left on the days most like one with `waiting` items."""
        found = self._alike.get((state, waiting))
        if found is None:
            days = self._days[state]
            nearest = sorted(abs(day.waiting - waiting) for day in days)
            reach = nearest[min(ALIKE, len(nearest)) - 1]
            found = [day.left for day in days if abs(day.waiting - waiting) <= reach]
            self._alike[state, waiting] = found
        return found

    def place(self, state: str, waiting: int, chance: Random) -> int:
        """Which of `waiting` items leaves first, counted from the one that has waited longest."""
        return min(waiting - 1, int(chance.choice(self._places[state]) * waiting))

    def length(self, state: str, least: int, chance: Random) -> int:
        """How many days an item stays in a step of departments, of at least `least`."""
        lengths = self._lengths[state]
        first = bisect_left(lengths, least)
        return chance.choice(lengths[first:]) if first < len(lengths) else least


def _days(stays: Iterable[tuple[int, int | None]], until: int) -> list[_Day]:
    """Every day on which somebody waited, from arrivals and leavings."""
    came: Counter[int] = Counter()
    left: Counter[int] = Counter()
    for arrived, gone in stays:
        if gone is not None and gone <= until:
            left[gone] += 1
            arrived = min(arrived, gone)
        came[arrived] += 1
    days, waiting = [], 0
    for day in range(min(came, default=until + 1), until + 1):
        waiting += came[day]
        if waiting:
            days.append(_Day(waiting, left[day]))
        waiting -= left[day]
    return days


def _places(stays: Sequence[tuple[int, int]]) -> list[float]:
    """For each leaving: the share of those who waited then that had come earlier, 0 to below 1."""
    arrivals: list[int] = []
    coming = sorted(stays)
    places, seen = [], 0
    for arrived, left in sorted(stays, key=lambda one: (one[1], one[0])):
        while seen < len(coming) and coming[seen][0] <= left:
            insort(arrivals, coming[seen][0])
            seen += 1
        earlier = bisect_left(arrivals, arrived)
        places.append(earlier / len(arrivals))
        del arrivals[earlier]
    return places
