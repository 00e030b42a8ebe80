"""Offices that exist in a simulation only, with reviewers, evaluators and departments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import mean
from typing import Final

import simpy

from workflow.statistics.past_days import Past, Stay, Step
from workflow.statistics.plays import at, backtest, band, finished, play

STEPS: Final = {
    "submitted": Step.TEAM,
    "under_review": Step.TEAM,
    "returned": Step.DEPARTMENTS,
    "reviewed": Step.SESSION,
}
FIRST_DEADLINE: Final = 40
BETWEEN: Final = 48
"""Business days from one cycle's submission deadline to the next."""

BURNT_IN: Final = 4
"""So many cycles are only history."""


class SimulatedOffice:
    """`stays` of `cycles` budgets, by the business day; `sessions` or evaluation whenever."""

    def __init__(self, seed: int, cycles: int = 12, *, sessions: bool = True) -> None:
        """Run it to the end."""
        self._chance = Random(seed)  # noqa: S311 - no secret hangs on it
        self._env = simpy.Environment()
        self._reviewers = simpy.PriorityResource(self._env, self._chance.choice([2, 3, 4]))
        self._evaluators = simpy.Resource(self._env, 2)
        self._review_days = self._chance.uniform(0.3, 0.9)
        self._answer_days = self._chance.uniform(1.5, 4)
        self._returned = self._chance.uniform(0.1, 0.35)
        self.stays: list[Stay] = []
        self.deadlines = [FIRST_DEADLINE + BETWEEN * number for number in range(cycles)]
        for deadline in self.deadlines:
            session = deadline + self._chance.choice([10, 12, 15]) if sessions else None
            for _ in range(self._chance.randint(25, 70)):
                begin = deadline - min(20, self._chance.expovariate(1 / 4)) + 0.3
                self._env.process(self._item(begin, session))
        self._items = 0
        self._env.run()

    def _item(self, begin: float, session: int | None) -> Iterator[simpy.Event]:
        yield self._env.timeout(begin)
        self._items += 1
        item, chance = self._items, self._chance
        state, arrived = "submitted", self._env.now
        while state in STEPS:
            if state == "submitted":
                yield from self._worked_on(self._reviewers, chance.expovariate(12), priority=0)
                following = "under_review"
            elif state == "under_review":
                days = chance.lognormvariate(0, 0.6) * self._review_days
                yield from self._worked_on(self._reviewers, days, priority=1)
                following = "returned" if chance.random() < self._returned else "reviewed"
            elif state == "returned":
                yield self._env.timeout(chance.lognormvariate(0, 0.5) * self._answer_days)
                following = "submitted"
            else:
                yield self._env.timeout(max(0, (session or 0) - self._env.now))
                yield from self._worked_on(self._evaluators, chance.uniform(0.05, 0.5))
                following = "evaluated"
            now = self._env.now
            self.stays.append(Stay(item, state, int(arrived), int(now), following, session))
            state, arrived = following, now

    def _worked_on(
        self, people: simpy.Resource, days: float, **wanted: int
    ) -> Iterator[simpy.Event]:
        with people.request(**wanted) as turn:
            yield turn
            yield self._env.timeout(days)

    def known_on(self, day: int) -> list[Stay]:
        """What was known at the end of `day`."""
        ended = [stay for stay in self.stays if stay.left is not None and stay.left <= day]
        return ended + at(self.stays, day)


@dataclass
class Score:
    """How the forecast and a constant guess did on the same items."""

    inside: list[bool] = field(default_factory=list)
    error: list[float] = field(default_factory=list)
    constant_error: list[float] = field(default_factory=list)
    cycles: int = 0

    def __str__(self) -> str:
        """The figures, a line."""
        return (
            f"{self.cycles} cycles, {len(self.inside)} outcomes: {mean(self.inside):.1%} in the"
            f" band of 80 %; {mean(self.error):.2f} business days off, the constant guess"
            f" {mean(self.constant_error):.2f}"
        )


def forecast_cycles(office: SimulatedOffice, score: Score, after: int = 3) -> None:
    """Forecast each cycle `after` business days after its deadline, knowing only what was known."""
    ends = finished(office.stays, STEPS)
    for number in range(BURNT_IN, len(office.deadlines)):
        day = office.deadlines[number] + after
        past = office.deadlines[max(1, number - 4) : number]
        known = office.known_on(day)
        checked = backtest(known, STEPS, [one + later for one in past for later in (3, 10)])
        found = play(Past(known, STEPS, day), at(office.stays, day), day, 100)
        guess = _mean_days(office.stays, ends, [one + after for one in past])
        score.cycles += 1
        for item, days in found.items.items():
            said, real = band(days, checked.shares), ends[item]
            score.inside.append(said.early <= real <= said.late)
            score.error.append(abs(real - said.middle))
            score.constant_error.append(abs(real - day - guess))


def _mean_days(stays: Sequence[Stay], ends: dict[int, int], days: Sequence[int]) -> float:
    """The mean of what items still needed on the same days of the cycles before."""
    return mean(ends[stay.item] - day for day in days for stay in at(stays, day))
