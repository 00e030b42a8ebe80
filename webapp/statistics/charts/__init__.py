"""The figures of a cycle, one function each: a chart, its words, and the table beside it."""

from collections.abc import Callable, Mapping
from typing import Final

from webapp.statistics.charts.amounts import departments, fields, funding, verdicts
from webapp.statistics.charts.compared import steps, years
from webapp.statistics.charts.flow import lead_times, turns
from webapp.statistics.figures import Figure, FigureData

__all__ = ["FIGURES"]


FIGURES: Final[Mapping[str, Callable[[FigureData], Figure]]] = {
    "departments": departments,
    "fields": fields,
    "funding": funding,
    "verdicts": verdicts,
    "steps": steps,
    "years": years,
    "lead-times": lead_times,
    "turns": turns,
}
