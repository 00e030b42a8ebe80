"""A chart as Vega-Lite, and the key by which its picture is known."""

from workflow.canonical import fingerprint
from workflow.documents.charts.grid import grid
from workflow.documents.charts.layers import Spec
from workflow.documents.charts.lengths import bars, spans
from workflow.documents.charts.shapes import BarChart, Chart, GridChart, SpanChart


def key_of(chart: Chart) -> str:
    """The hash by which the picture of `chart` is known: of everything that is drawn in it."""
    return fingerprint(spec(chart))


def spec(chart: Chart) -> Spec:
    """The Vega-Lite specification of `chart`, in JSON's plain values."""
    match chart:
        case BarChart():
            return bars(chart)
        case SpanChart():
            return spans(chart)
        case GridChart():
            return grid(chart)
