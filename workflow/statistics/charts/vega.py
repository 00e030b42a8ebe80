"""A chart as Vega-Lite, and the key by which its picture is known."""

from workflow.statistics.charts.grid import grid
from workflow.statistics.charts.layers import Spec
from workflow.statistics.charts.lengths import bars, spans
from workflow.statistics.charts.shapes import BarChart, Chart, GridChart, SpanChart
from workflow.values.canonical import fingerprint


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
