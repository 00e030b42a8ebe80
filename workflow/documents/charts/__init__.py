"""Charts as plain values, and the Vega-Lite that draws them."""

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
    "key_of",
    "spec",
]
