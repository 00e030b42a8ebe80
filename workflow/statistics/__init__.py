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
)
from workflow.statistics.forecast import Days, Forecast, forecast
from workflow.statistics.lead_times import Flow, ProcessSum, StageTime, by_process, flow
from workflow.statistics.plays import FEWEST_FINISHED
from workflow.statistics.sums import Amounts, CycleSum, StepSum, amounts, years

__all__ = [
    "FEWEST_FINISHED",
    "Amounts",
    "Bar",
    "BarChart",
    "Cell",
    "Chart",
    "CycleSum",
    "Days",
    "Flow",
    "Forecast",
    "GridChart",
    "ProcessSum",
    "Span",
    "SpanChart",
    "StageTime",
    "StepSum",
    "amounts",
    "by_process",
    "draw",
    "flow",
    "forecast",
    "key_of",
    "years",
]
