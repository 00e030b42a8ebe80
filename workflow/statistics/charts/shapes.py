"""What a chart is made of: its bars, spans and cells, and the layers that all of them share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True)
class Bar:
    """One bar under its name; `group` is a heading that stands above the first of its bars."""

    name: str
    value: int
    label: str
    group: str = ""
    hollow: bool = False
    """Drawn as an outline: what is set apart from the others (an earlier year, no verdict yet)."""


@dataclass(frozen=True)
class BarChart:
    """Bars in the order given, all from the same zero; below it they are hollow.

    `caption` says what is drawn and in which unit; `alternative` is the text for those who
    do not see the picture.
    """

    caption: str
    alternative: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Span:
    """A usual and a long time: a bar up to `usual`, a line on to `long`."""

    name: str
    usual: float
    long: float
    label: str


@dataclass(frozen=True)
class SpanChart:
    """Spans in the order given, from the same zero."""

    caption: str
    alternative: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a grid: its `value` is how dark it is, its labels the words in it.

    `group` is a heading that stands above the first of its rows.
    """

    row: str
    column: str
    value: int
    label: str
    second: str = ""
    group: str = ""


@dataclass(frozen=True)
class GridChart:
    """Cells by row and column, in the order in which rows and columns first come."""

    caption: str
    alternative: str
    cells: tuple[Cell, ...]


Chart = BarChart | SpanChart | GridChart


DRAWING: Final = "1"
"""Raised when the same specification is drawn differently: by another vl-convert."""

WIDTH: Final = 440
"""Pixels; a phone's 358 still shows the letters at 12 px."""

INK, INK_SOFT, AI, LINE, WHITE = "#1b1f24", "#565d66", "#1f3a6d", "#8a867b", "#ffffff"
FONT: Final = (
    "BIZ UDPGothic, Noto Sans CJK JP, Noto Sans JP, Hiragino Sans, Yu Gothic UI, sans-serif"
)
TEXT: Final = 15
SMALL: Final = 14
CAPTION_HEIGHT: Final = 26

Spec = dict[str, Any]


def text(align: str, size: int = TEXT, *, weight: str = "normal", dy: int = 0) -> Spec:
    """The mark of a word."""
    return {
        "type": "text",
        "align": align,
        "baseline": "top",
        "fontSize": size,
        "fontWeight": weight,
        "color": INK,
        "dy": dy,
    }


def layer(values: Sequence[Spec], mark: Spec, encoding: Spec) -> Spec:
    """One kind of mark, drawn once for each of `values`."""
    return {"data": {"values": list(values)}, "mark": mark | {"aria": False}, "encoding": encoding}


def at(field: str) -> Spec:
    """A place that `field` gives in pixels, from the left or the top."""
    return {"field": field, "type": "quantitative", "axis": None, "scale": None}


def whole(caption: str, alternative: str, height: int, layers: Sequence[Spec]) -> Spec:
    """The picture: its caption above `layers`, and the text for those who do not see it."""
    above = layer(
        [{"name": caption}],
        text("left", SMALL) | {"color": INK_SOFT, "limit": WIDTH},
        {"x": {"value": 0}, "y": {"value": 0}, "text": {"field": "name"}},
    )
    return {
        "usermeta": {"drawing": DRAWING},
        "description": alternative,
        "width": WIDTH,
        "height": height,
        "padding": 4,
        "background": WHITE,
        "view": {"stroke": None},
        "config": {"font": FONT},
        "layer": [above, *layers],
    }
