"""Days from one until another, both included; an end that is not said lies open."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple


class Period(NamedTuple):
    """From a day until a day, both included. None: since ever, or without an end."""

    from_on: date | None = None
    until_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it ends before it begins: there is no day in it."""
        return (self.from_on or date.min) > (self.until_on or date.max)

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return (self.from_on or date.min) <= day <= (self.until_on or date.max)

    def is_over(self, day: date) -> bool:
        """Whether it has no day left on or after `day`."""
        return self.is_empty or (self.until_on or date.max) < day

    def overlaps(self, other: "Period") -> bool:
        """Whether there is a day that lies in both."""
        first = max(self.from_on or date.min, other.from_on or date.min)
        last = min(self.until_on or date.max, other.until_on or date.max)
        return first <= last


def first_day_without(periods: Iterable[Period], today: date) -> date | None:
    """The first day from `today` on that lies in none of the periods; None where each does."""
    day = today
    for one in sorted(periods, key=lambda one: one.from_on or date.min):
        if one.is_empty or not (one.from_on or date.min) <= day:
            continue
        if one.until_on is None:
            return None
        day = max(day, one.until_on + timedelta(days=1))
    return day
