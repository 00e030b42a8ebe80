"""The Vega-Lite specification of a chart, and its picture."""

from functools import cache, lru_cache
from importlib import resources
from threading import Thread
from typing import Final

import vl_convert

from workflow.statistics.charts.lengths import bars, grid, spans
from workflow.statistics.charts.shapes import BarChart, Chart, GridChart, SpanChart, Spec
from workflow.values.canonical import canonical_bytes, fingerprint

PACKAGES: Final = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")


def font_folders() -> list[str]:
    """The folders in which the font files lie."""
    return [str(resources.files(package)) for package in PACKAGES]


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

    The first call in a process takes about a second, later ones a tenth of one; the
    pictures that were asked for last are not drawn again.
    """
    return render(canonical_bytes(spec(chart)).decode())


def warm_up() -> Thread:
    """Load the renderer in a thread of its own, so that the first picture does not wait for it."""
    thread = Thread(target=draw, args=(BarChart("", "", ()),), name="jizen-charts", daemon=True)
    thread.start()
    return thread


@lru_cache(maxsize=REMEMBERED)
def render(text: str) -> str:
    """The SVG of a Vega-Lite specification in JSON; the last ones are remembered."""
    _with_fonts()
    return str(vl_convert.vegalite_to_svg(text, allowed_base_urls=[]))


@cache
def _with_fonts() -> None:
    for folder in font_folders():
        vl_convert.register_font_directory(folder)
