"""Figures of cycles and meetings, with their charts."""

from workflow.statistics.charts import (
    Bar,
    BarChart,
    Cell,
    Chart,
    GridChart,
    Span,
    SpanChart,
    draw,
    key_of,
    warm_up,
)
from workflow.statistics.lead_times import Flow, StageTime, TurnDays, flow
from workflow.statistics.sums import Amounts, CycleSum, StepSum, amounts, years

__all__ = [
    "Amounts",
    "Bar",
    "BarChart",
    "Cell",
    "Chart",
    "CycleSum",
    "Flow",
    "GridChart",
    "Span",
    "SpanChart",
    "StageTime",
    "StepSum",
    "TurnDays",
    "amounts",
    "draw",
    "flow",
    "key_of",
    "warm_up",
    "years",
]
