"""Charts as plain values, the Vega-Lite that says how they look, and their pictures."""

from workflow.statistics.charts.drawing import draw, warm_up
from workflow.statistics.charts.shapes import Bar, BarChart, Cell, Chart, GridChart, Span, SpanChart
from workflow.statistics.charts.vega import key_of, spec

__all__ = [
    "Bar",
    "BarChart",
    "Cell",
    "Chart",
    "GridChart",
    "Span",
    "SpanChart",
    "draw",
    "key_of",
    "spec",
    "warm_up",
]
