"""Charts as plain values, the Vega-Lite that says how they look, and their pictures."""

from workflow.statistics.charts.drawing import draw, key_of, spec
from workflow.statistics.charts.shapes import Bar, BarChart, Cell, Chart, GridChart, Span, SpanChart

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
]
