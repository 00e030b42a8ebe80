"""Where the bands of a forecast lie in a picture of so many days, in its own units."""

from datetime import date
from typing import Final, NamedTuple

from workflow.statistics import Days, Forecast

WIDTH: Final = 200
"""Units from the first day drawn to the last."""


class Place(NamedTuple):
    """A band: where it begins, how long it is, and where its middle is."""

    start: float
    length: float
    middle: float


class BandPicture:
    """All bands of a forecast, on the same days."""

    def __init__(self, forecast: Forecast) -> None:
        """Let the picture reach over every band, and the meeting."""
        whens = [one.when for one in forecast.items if one.when]
        days = [day for when in whens for day in (when.early, when.late)]
        days += [forecast.meeting_on] if forecast.meeting_on and whens else []
        self._first = min(days, default=date.min)
        self._days = max((max(days, default=date.min) - self._first).days, 1)
        self.meeting = self._at(forecast.meeting_on) if forecast.meeting_on and whens else None

    def place(self, when: Days) -> Place:
        """Where a band is drawn; one of a single day is still seen."""
        start = self._at(when.early)
        return Place(start, max(self._at(when.late) - start, 2), self._at(when.middle))

    def _at(self, day: date) -> float:
        return round((day - self._first).days * WIDTH / self._days, 1)
