"""When what waits will be done: the office's own past days, played again and again.

The band is where eight of ten plays end. Before it is shown it is held against the past: the same
forecast is made as of earlier days, knowing nothing of what came after, and the band is widened or
narrowed so that it would have held eight of ten of those outcomes.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from random import Random
from statistics import median
from typing import Final

from workflow.statistics.past_days import Past, Stay, Step
from workflow.values.lazy import cached_property

FEWEST_FINISHED: Final = 30
"""With fewer finished items there is too little history to say anything."""

_LONGEST: Final = 260
"""Business days: a play that is not over after a year is cut off."""

EIGHT_OF_TEN: Final = 0.8
"""The share of outcomes that the band should hold."""

_BAND: Final = (0.1, 0.9)
_BANDS: Final = tuple((share / 100, 1 - share / 100) for share in range(1, 46))
_CHECKED_PLAYS: Final = 60


@dataclass(frozen=True)
class Band:
    """The business day on which something is done, counted as the past's days are."""

    early: int
    middle: int
    late: int


@dataclass(frozen=True)
class Outcomes:
    """On which day each item was done, play by play."""

    items: Mapping[int, Sequence[int]]

    @cached_property
    def last(self) -> Sequence[int]:
        """The day on which the last of them was done, play by play."""
        return [max(days) for days in zip(*self.items.values(), strict=True)]

    def done_by(self, day: int) -> Sequence[int]:
        """How many were done on `day` at the latest, play by play."""
        plays = zip(*self.items.values(), strict=True)
        return [sum(one <= day for one in days) for days in plays]


@dataclass(frozen=True)
class Backtest:
    """The forecast held against what really happened, on earlier days."""

    outcomes: int
    error: float
    """The median distance of the middle from what happened, in business days."""
    shares: tuple[float, float]
    """The shares of plays between which eight of ten outcomes lay: between them is the band."""


UNTESTED: Final = Backtest(0, 0.0, _BAND)
"""There were no outcomes to compare with: the band stays as it is."""


def play(past: Past, waiting: Iterable[Stay], today: int, plays: int) -> Outcomes:
    """Play the days after `today` until every one of `waiting` has left the last step.

    The same question has the same answer: chance begins with the same seed every time.
    """
    chance = Random(today)  # noqa: S311 - no secret hangs on it
    held = sorted((stay for stay in waiting if past.knows(stay.state)), key=attrgetter("arrived"))
    found: defaultdict[int, list[int]] = defaultdict(list)
    for _ in range(plays):
        for item, day in _Play(past, today, chance).over(held).items():
            found[item].append(day)
    return Outcomes(found)


def band(days: Sequence[int], shares: tuple[float, float] = _BAND) -> Band:
    """Where the plays end between `shares` of them."""
    ends = sorted(days)
    early, middle, late = (
        ends[min(len(ends) - 1, int(share * len(ends)))] for share in (shares[0], 0.5, shares[1])
    )
    return Band(early, middle, late)


def chance_by(days: Sequence[int], day: int) -> float:
    """The share of plays that end on `day` at the latest, 0 to 1."""
    return sum(one <= day for one in days) / len(days)


def backtest(stays: Sequence[Stay], steps: Mapping[str, Step], days: Collection[int]) -> Backtest:
    """Forecast as of each of `days` and compare with what happened; ends not yet known don't count.

    Without outcomes it is `UNTESTED`.
    """
    ends = finished(stays, steps)
    seen: list[tuple[Sequence[int], int]] = []
    for day in days:
        if len(finished(stays, steps, day)) < FEWEST_FINISHED:
            continue
        there = [stay for stay in at(stays, day) if stay.item in ends and stay.state in steps]
        found = play(Past(stays, steps, day), there, day, _CHECKED_PLAYS).items
        seen += [(outcomes, ends[item]) for item, outcomes in found.items()]
    if not seen:
        return UNTESTED
    shares = min(_BANDS, key=lambda shares: abs(_held(seen, shares) - EIGHT_OF_TEN))
    error = median(abs(real - band(outcomes).middle) for outcomes, real in seen)
    return Backtest(len(seen), float(error), shares)


def _held(seen: Sequence[tuple[Sequence[int], int]], shares: tuple[float, float]) -> float:
    """The share of outcomes inside their bands."""
    bands = ((band(outcomes, shares), real) for outcomes, real in seen)
    return sum(one.early <= real <= one.late for one, real in bands) / len(seen)


def finished(
    stays: Iterable[Stay], steps: Mapping[str, Step], until: int | None = None
) -> dict[int, int]:
    """The items that have left all `steps`, with the day on which they did."""
    ends: dict[int, int] = {}
    for stay in stays:
        if stay.state in steps and stay.left is not None and stay.to not in steps:
            ends[stay.item] = stay.left
    return {item: day for item, day in ends.items() if until is None or day <= until}


def at(stays: Iterable[Stay], day: int) -> list[Stay]:
    """Where the items were at the end of `day`, as it was known then."""
    return [
        Stay(stay.item, stay.state, stay.arrived, session=stay.session)
        for stay in stays
        if stay.arrived <= day and (stay.left is None or stay.left > day)
    ]


class _Play:
    """One play of the days after `today`."""

    def __init__(self, past: Past, today: int, chance: Random) -> None:
        self._past, self._today, self._chance = past, today, chance
        self._queues: dict[str, list[Stay]] = {state: [] for state in past.steps}
        self._due: defaultdict[int, list[Stay]] = defaultdict(list)
        self._ends: dict[int, int] = {}

    def over(self, held: Sequence[Stay]) -> dict[int, int]:
        """The day on which each of `held` left the last step."""
        for stay in held:
            self._put(stay, self._today)
        for day in range(self._today + 1, self._today + _LONGEST):
            if len(self._ends) == len(held):
                break
            self._one_day(day)
        return {stay.item: self._ends.get(stay.item, self._today + _LONGEST) for stay in held}

    def _one_day(self, day: int) -> None:
        """Who leaves a step on `day`, step by step: what moves on may leave the next one too."""
        due = self._due.pop(day, ())
        for state, queue in self._queues.items():
            here = [stay for stay in due if stay.state == state]
            if self._past.steps[state] is Step.DEPARTMENTS:
                leaving = here
            else:
                queue += here
                leaving = self._called(state, queue)
            for stay in leaving:
                self._move(stay, day)

    def _called(self, state: str, queue: list[Stay]) -> list[Stay]:
        """Whom the team takes up today."""
        count = self._past.leaving(state, len(queue), self._chance) if queue else 0
        return [queue.pop(self._past.place(state, len(queue), self._chance)) for _ in range(count)]

    def _move(self, stay: Stay, day: int) -> None:
        state = self._past.way_on(stay.state, self._chance)
        if self._past.knows(state):
            self._put(Stay(stay.item, state, day, session=stay.session), day)
        else:
            self._ends[stay.item] = day

    def _put(self, stay: Stay, today: int) -> None:
        """Let `stay` wait in the queue from when it is its turn, or for its own day."""
        step = self._past.steps[stay.state]
        if step is Step.DEPARTMENTS:
            least = today + 1 - stay.arrived
            day = stay.arrived + self._past.length(stay.state, least, self._chance)
            self._due[day].append(stay)
        elif stay.in_turn(step) > today:
            self._due[stay.in_turn(step)].append(stay)
        else:
            self._queues[stay.state].append(stay)
