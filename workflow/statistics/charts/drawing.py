"""The Vega-Lite specification of a chart, and its picture."""

from functools import lru_cache
from typing import Final

from workflow.statistics.charts.lengths import bars, grid, spans
from workflow.statistics.charts.renderer import Renderer
from workflow.statistics.charts.shapes import BarChart, Chart, GridChart, SpanChart, Spec
from workflow.values.canonical import canonical_bytes, fingerprint

REMEMBERED: Final = 500
"""How many pictures a process remembers: about 10 kB each, the figures of some sixty readers."""


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


def draw(chart: Chart) -> str:
    """The SVG of `chart`; the same chart gives the same picture.

    The first one after a while takes a second or two, later ones a tenth of one; the pictures
    that were asked for last are not drawn again. Raises ChartNotDrawn.
    """
    return render(canonical_bytes(spec(chart)).decode())


_RENDERER: Final = Renderer()


@lru_cache(maxsize=REMEMBERED)
def render(text: str) -> str:
    """The SVG of a Vega-Lite specification in JSON; the last ones are remembered."""
    return _RENDERER.svg(text)
