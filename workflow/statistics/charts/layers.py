"""The parts of a picture: every place is given, so that no font decides where things are."""

from collections.abc import Sequence
from typing import Any, Final

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
