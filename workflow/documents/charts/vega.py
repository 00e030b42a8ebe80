"""A chart as Vega-Lite: every place is given, so that no font decides where things stand.

The name of a bar stands above it and its figure at the right end of the same line: long
names have the whole width, and the picture reads on a phone as on paper.
"""

from collections.abc import Sequence
from functools import singledispatch
from itertools import groupby
from typing import Any, Final

from workflow.canonical import fingerprint
from workflow.documents.charts.shapes import Bar, BarChart, Chart, GridChart, SpanChart

DRAWING: Final = "1"
"""Raised when the same specification is drawn differently: by another vl-convert."""

WIDTH: Final = 440
"""Pixels; a phone's 358 still shows the letters at 12 px."""

INK, INK_SOFT, AI, WASH, LINE = "#1b1f24", "#565d66", "#1f3a6d", "#e8edf6", "#8a867b"
FONT: Final = (
    "BIZ UDPGothic, Noto Sans CJK JP, Noto Sans JP, Hiragino Sans, Yu Gothic UI, sans-serif"
)
TEXT: Final = 15
SMALL: Final = 14
CAPTION_HEIGHT: Final = 26
BAR_HEIGHT: Final = 11
ROW: Final = 40
GROUP: Final = 26
CELL_HEIGHT: Final = 74
ROW_HEADING: Final = 100
COLUMN_HEADING: Final = 24

Spec = dict[str, Any]


def key_of(chart: Chart) -> str:
    """The hash by which the picture of `chart` is known: of everything that is drawn in it."""
    return fingerprint(spec(chart))


@singledispatch
def spec(chart: Chart) -> Spec:
    """The Vega-Lite specification of `chart`, in JSON's plain values."""
    raise TypeError(chart)


@spec.register
def _bars(chart: BarChart) -> Spec:
    rows, height = _rows(chart.bars)
    low = min(0, *(bar.value for bar in chart.bars), 0)
    high = max(0, *(bar.value for bar in chart.bars), 0)
    across = {"domain": [low, high if high > low else low + 1], "nice": False, "zero": True}
    values = [
        {
            "top": top,
            "bar": top + 20,
            "end": top + 20 + BAR_HEIGHT,
            "name": bar.name,
            "value": bar.value,
            "label": bar.label,
            "hollow": bar.hollow or bar.value < 0,
        }
        for bar, top in rows
    ]
    layers = [
        _group_headings(chart.bars, rows),
        _words(values, "top", "name", 0),
        _words(values, "top", "label", WIDTH, align="right"),
        _lengths(values, across),
        _zero(across, values),
    ]
    return _whole(chart, height, [layer for layer in layers if layer])


@spec.register
def _spans(chart: SpanChart) -> Spec:
    longest = max([span.long for span in chart.spans] + [1])
    across = {"domain": [0, longest], "nice": False}
    values = [
        {
            "top": CAPTION_HEIGHT + number * ROW,
            "bar": CAPTION_HEIGHT + number * ROW + 20,
            "end": CAPTION_HEIGHT + number * ROW + 20 + BAR_HEIGHT,
            "middle": CAPTION_HEIGHT + number * ROW + 20 + BAR_HEIGHT / 2,
            "name": span.name,
            "value": span.usual,
            "long": span.long,
            "label": span.label,
            "hollow": False,
        }
        for number, span in enumerate(chart.spans)
    ]
    height = CAPTION_HEIGHT + ROW * len(chart.spans)
    thin = {"type": "rule", "color": INK, "strokeWidth": 2}
    reach = {"x": {**_across("value"), "scale": across}, "x2": {"field": "long"}}
    end = {"x": {**_across("long"), "scale": across}, "y2": {"field": "end"}}
    layers = [
        _words(values, "top", "name", 0),
        _words(values, "top", "label", WIDTH, align="right"),
        _lengths(values, across),
        _layer(values, thin, {"y": _down("middle"), **reach}),
        _layer(values, thin, {"y": _down("bar"), **end}),
        _zero(across, values),
    ]
    return _whole(chart, height, layers)


@spec.register
def _grid(chart: GridChart) -> Spec:
    rows = list(dict.fromkeys(cell.row for cell in chart.cells))
    columns = list(dict.fromkeys(cell.column for cell in chart.cells))
    width = (WIDTH - ROW_HEADING) / max(1, len(columns))
    first = CAPTION_HEIGHT + COLUMN_HEADING
    most = max([cell.value for cell in chart.cells] + [1])
    cells = [
        {
            "left": ROW_HEADING + columns.index(cell.column) * width,
            "right": ROW_HEADING + (columns.index(cell.column) + 1) * width,
            "center": ROW_HEADING + (columns.index(cell.column) + 0.5) * width,
            "top": first + rows.index(cell.row) * CELL_HEIGHT,
            "foot": first + (rows.index(cell.row) + 1) * CELL_HEIGHT,
            "label": cell.label,
            "second": cell.second,
            "share": cell.value / most,
        }
        for cell in chart.cells
    ]
    headings = [
        {"x": ROW_HEADING + (number + 0.5) * width, "y": CAPTION_HEIGHT, "name": name}
        for number, name in enumerate(columns)
    ]
    sides = [
        {"x": 0, "y": first + number * CELL_HEIGHT + CELL_HEIGHT / 2 - SMALL / 2, "name": name}
        for number, name in enumerate(rows)
    ]
    box = {
        "x": _across("left"), "x2": {"field": "right"}, "y": _down("top"), "y2": {"field": "foot"},
    }  # fmt: skip
    depth = {"opacity": {"field": "share", "type": "quantitative", "legend": None,
                         "scale": {"domain": [0, 1], "range": [0, 1]}}}  # fmt: skip
    place = {"x": _across("center"), "y": _down("top")}
    layers = [
        _layer(cells, {"type": "rect", "color": "#b9c6de"}, {**box, **depth}),
        _layer(cells, {"type": "rect", "filled": False, "stroke": LINE}, box),
        _layer(cells, _text("center", dy=14), {**place, "text": {"field": "label"}}),
        _layer(cells, _text("center", SMALL, dy=40), {**place, "text": {"field": "second"}}),
        _layer(headings, _text("center", SMALL), _at_name()),
        _layer(sides, _text("left", SMALL), _at_name()),
    ]
    height = first + CELL_HEIGHT * len(rows)
    return _whole(chart, height, layers)


def _rows(bars: Sequence[Bar]) -> tuple[list[tuple[Bar, int]], int]:
    """Each bar with the pixel at which it begins, below the heading of its group."""
    placed, top = [], CAPTION_HEIGHT
    for group, of_it in groupby(bars, key=lambda bar: bar.group):
        top += GROUP if group else 0
        for bar in of_it:
            placed.append((bar, top))
            top += ROW
    return placed, top


def _group_headings(bars: Sequence[Bar], rows: Sequence[tuple[Bar, int]]) -> Spec:
    values, before = [], ""
    for bar, top in rows:
        if bar.group and bar.group != before:
            values.append({"top": top - GROUP + 6, "name": bar.group})
        before = bar.group
    return _words(values, "top", "name", 0, weight="bold") if values else {}


def _words(values: Sequence[Spec], top: str, text: str, x: int, **look: Any) -> Spec:
    mark = _text(look.get("align", "left"), weight=look.get("weight", "normal"))
    return _layer(values, mark, {"y": _down(top), "x": {"value": x}, "text": {"field": text}})


def _lengths(values: Sequence[Spec], across: Spec) -> Spec:
    mark = {"type": "rect", "strokeWidth": 1.5, "stroke": AI}
    encoding = {
        "y": _down("bar"),
        "y2": {"field": "end"},
        "x": {**_across("value"), "scale": across},
        "x2": {"datum": 0},
        "fill": {"condition": {"test": "datum.hollow", "value": "#ffffff"}, "value": AI},
    }
    return _layer(values, mark, encoding)


def _zero(across: Spec, bars: Sequence[Spec]) -> Spec:
    """A tick at the zero of each bar; a line through all would cross the names."""
    values = [{"zero": 0, "bar": bar["bar"] - 3, "end": bar["end"] + 3} for bar in bars]
    encoding = {
        "x": {**_across("zero"), "scale": across},
        "y": _down("bar"),
        "y2": {"field": "end"},
    }
    return _layer(values, {"type": "rule", "color": LINE, "strokeWidth": 1}, encoding)


def _text(align: str, size: int = TEXT, *, weight: str = "normal", dy: int = 0) -> Spec:
    return {
        "type": "text",
        "align": align,
        "baseline": "top",
        "fontSize": size,
        "fontWeight": weight,
        "color": INK,
        "dy": dy,
    }


def _layer(values: Sequence[Spec], mark: Spec, encoding: Spec) -> Spec:
    return {"data": {"values": list(values)}, "mark": mark | {"aria": False}, "encoding": encoding}


def _down(field: str) -> Spec:
    """A vertical place that is given in pixels from the top."""
    return {"field": field, "type": "quantitative", "axis": None, "scale": None}


def _across(field: str) -> Spec:
    """A place from the left in pixels, unless a scale is given."""
    return {"field": field, "type": "quantitative", "axis": None, "scale": None}


def _at_name() -> Spec:
    return {"x": _across("x"), "y": _down("y"), "text": {"field": "name"}}


def _whole(chart: Chart, height: int, layers: Sequence[Spec]) -> Spec:
    caption = _layer(
        [{"name": chart.caption}],
        _text("left", SMALL) | {"color": INK_SOFT, "limit": WIDTH},
        {"x": {"value": 0}, "y": {"value": 0}, "text": {"field": "name"}},
    )
    return {
        "usermeta": {"drawing": DRAWING},
        "description": chart.alternative,
        "width": WIDTH,
        "height": height,
        "padding": 4,
        "background": "#ffffff",
        "view": {"stroke": None},
        "config": {"font": FONT},
        "layer": [caption, *layers],
    }
