"""Pictures of charts: Vega-Lite to SVG, without a browser and without the network."""

from functools import cache, lru_cache
from threading import Thread
from typing import Final

import vl_convert

from workflow.statistics.charts.shapes import BarChart, Chart
from workflow.statistics.charts.vega import spec
from workflow.values.canonical import canonical_bytes
from workflow.values.fonts import font_folders

KEPT: Final = 500
"""How many pictures a process keeps: about 10 kB each, the figures of some sixty readers."""


def draw(chart: Chart) -> str:
    """The SVG of `chart`; the same chart gives the same picture.

    The first call in a process takes about a second, later ones a tenth of one; the
    pictures that were asked for last are not drawn again.
    """
    return render(canonical_bytes(spec(chart)).decode())


def warm_up() -> Thread:
    """Load the renderer in a thread of its own, so that the first picture does not wait for it."""
    thread = Thread(target=draw, args=(BarChart("", "", ()),), name="jizen-charts", daemon=True)
    thread.start()
    return thread


@lru_cache(maxsize=KEPT)
def render(text: str) -> str:
    """The SVG of a Vega-Lite specification in JSON; the last ones are kept."""
    _with_fonts()
    return str(vl_convert.vegalite_to_svg(text, allowed_base_urls=[]))


@cache
def _with_fonts() -> None:
    for folder in font_folders():
        vl_convert.register_font_directory(folder)
