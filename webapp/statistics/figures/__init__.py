"""The figures of a cycle, one function each: a chart, its words, and the table beside it."""

from collections.abc import Callable, Mapping
from typing import Final

from webapp.statistics.figure_parts import Figure, FigureData
from webapp.statistics.figures.amounts import departments, fields, funding, verdicts
from webapp.statistics.figures.compared import steps, years
from webapp.statistics.figures.flow import lead_times, processes, turns

__all__ = ["FIGURES", "PROCESSES"]


PROCESSES: Final = "processes"
"""Drawn only where items go by several."""

FIGURES: Final[Mapping[str, Callable[[FigureData], Figure]]] = {
    "departments": departments,
    "fields": fields,
    "funding": funding,
    "verdicts": verdicts,
    "steps": steps,
    "years": years,
    "lead-times": lead_times,
    "turns": turns,
    PROCESSES: processes,
}
