"""What time it is, in Japan: an object to be handed in, so that seeds and tests set their own.

The offset is fixed at +09:00 and asks no time zone database (some machines have none): Japan has
had no summer time since 1951, before anything this program dates.
"""

from abc import ABC, abstractmethod
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

JAPAN: Final = timezone(timedelta(hours=9), "JST")

OFFICE_OPENS: Final = time(9, 0)
SENT_TWICE_WITHIN: Final = timedelta(minutes=1)
"""Long enough for a double click and a retry; whoever sends a form again later means it."""


def midnight(day: date) -> datetime:
    """When a day begins in Japan."""
    return datetime.combine(day, time(), JAPAN)


class Clock(ABC):
    """Tells the time in Japan."""

    @abstractmethod
    def now(self) -> datetime:
        """The present moment: aware, at +09:00."""

    def today(self) -> date:
        """The present date in Japan."""
        return self.now().date()

    @staticmethod
    def starting_on(day: date, at: time = OFFICE_OPENS) -> "TrainingClock":
        """A clock that shows `day` at `at` now and runs on from there (JIZEN_TODAY)."""
        return TrainingClock(datetime.combine(day, at, JAPAN), SystemClock())


class SystemClock(Clock):
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(JAPAN)


class TrainingClock(Clock):
    """Runs at the pace of another clock, from a moment of one's choice: for demonstration data."""

    def __init__(self, start: datetime, pace: Clock) -> None:
        self._pace = pace
        self._ahead = _in_japan(start) - pace.now()

    def now(self) -> datetime:
        return self._pace.now() + self._ahead


class SettableClock(Clock):
    """Stands still until it is set or advanced: for replaying the seeds, and for tests."""

    def __init__(self, start: datetime) -> None:
        self._now = _in_japan(start)

    def now(self) -> datetime:
        return self._now

    def set(self, moment: datetime) -> None:
        """Show `moment`, which must be aware (ValueError otherwise); it may lie in the past."""
        self._now = _in_japan(moment)

    def advance(self, duration: timedelta) -> None:
        """Let `duration` pass; a negative one turns the clock back."""
        self._now += duration


def _in_japan(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone")
    return moment.astimezone(JAPAN)
