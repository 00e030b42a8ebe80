"""A chart as the answer to a request: drawn now, kept by the browser as long as it is the same."""

from datetime import date
from typing import Final, NamedTuple

from flask import request
from werkzeug.wrappers import Response

from workflow import statistics
from workflow.statistics import Chart, Days, Forecast
from workflow.values import NotFound


def chart_answer(chart: Chart, name: str, key: str) -> Response:
    """The picture of a chart, which the browser may keep.

    Raises NotFound where `key` is another's: of figures that have changed, or that this
    person may not see.
    """
    if statistics.key_of(chart) != key:
        raise NotFound(what="chart", name=name)
    answer = Response(statistics.draw(chart), mimetype="image/svg+xml")
    answer.set_etag(key)
    # Kept, but asked for each time: whoever uses the browser next may see other figures.
    answer.cache_control.private = True
    answer.cache_control.no_cache = True
    answer.make_conditional(request)
    return answer


# ---------------------------------------------------------- bands of a forecast


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
        """Scale the picture over every band, and the meeting."""
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
