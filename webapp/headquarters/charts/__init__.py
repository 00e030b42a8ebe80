"""The figures of a cycle, one function each: a chart, its words, and the table beside it."""

from collections.abc import Callable, Mapping
from typing import Final

from webapp.headquarters.asking import Asked, Figure
from webapp.headquarters.charts.amounts import departments, fields, funding, verdicts
from webapp.headquarters.charts.compared import steps, years
from webapp.headquarters.charts.flow import lead_times, turns

FIGURES: Final[Mapping[str, Callable[[Asked], Figure]]] = {
    "departments": departments,
    "fields": fields,
    "funding": funding,
    "verdicts": verdicts,
    "steps": steps,
    "years": years,
    "lead-times": lead_times,
    "turns": turns,
}

__all__ = ["FIGURES"]
