"""Charts as plain values, the Vega-Lite that says how they look, and their pictures."""

from workflow.documents.charts.drawing import draw, warm_up
from workflow.documents.charts.shapes import (
    Bar,
    BarChart,
    Cell,
    Chart,
    GridChart,
    Span,
    SpanChart,
)
from workflow.documents.charts.vega import key_of, spec

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
