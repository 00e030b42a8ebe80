"""Charts of bars, spans and cells."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from workflow.statistics.charts.shapes import (
    AI,
    CAPTION_HEIGHT,
    INK,
    LINE,
    SMALL,
    WHITE,
    WIDTH,
    Bar,
    BarChart,
    Cell,
    GridChart,
    SpanChart,
    Spec,
    at,
    layer,
    text,
    whole,
)

NAME_HEIGHT: Final = 20
BAR_HEIGHT: Final = 11
ROW: Final = 40
GROUP: Final = 26


def bars(chart: BarChart) -> Spec:
    """Filled bars, hollow ones below zero and where the chart says so."""
    rows, height = _rows(chart.bars)
    amounts = [bar.value for bar in chart.bars]
    low, high = min([0, *amounts]), max([0, *amounts])
    across = {"domain": [low, high if high > low else low + 1], "nice": False, "zero": True}
    values = [
        _line(top, bar.name, bar.label)
        | {"value": bar.value, "hollow": bar.hollow or bar.value < 0}
        for bar, top in rows
    ]
    headings = _group_headings(rows)
    layers = [*headings, *_named(values), _lengths(values, across), _zero(across, values)]
    return whole(chart.caption, chart.alternative, height, layers)


def spans(chart: SpanChart) -> Spec:
    """A bar up to the usual length, and a thin line with an end on to the long one."""
    across = {"domain": [0, max([1, *(span.long for span in chart.spans)])], "nice": False}
    values = []
    for number, span in enumerate(chart.spans):
        line = _line(CAPTION_HEIGHT + number * ROW, span.name, span.label)
        middle = line["bar"] + BAR_HEIGHT / 2
        lengths = {"middle": middle, "value": span.usual, "long": span.long, "hollow": False}
        values.append(line | lengths)
    height = CAPTION_HEIGHT + ROW * len(chart.spans)
    layers = [*_named(values), _lengths(values, across), *_reach(values, across)]
    return whole(chart.caption, chart.alternative, height, [*layers, _zero(across, values)])


def _line(top: int, name: str, label: str) -> Spec:
    """The places of a bar whose name begins `top` pixels from the top."""
    bar = top + NAME_HEIGHT
    return {
        "top": top,
        "bar": bar,
        "end": bar + BAR_HEIGHT,
        "name": name,
        "label": label,
    }


def _rows(bars: Sequence[Bar]) -> tuple[list[tuple[Bar, int]], int]:
    """Each bar with the pixel at which it begins, below the heading of its group."""
    placed, top = [], CAPTION_HEIGHT
    for group, of_it in groupby(bars, key=lambda bar: bar.group):
        top += GROUP if group else 0
        for bar in of_it:
            placed.append((bar, top))
            top += ROW
    return placed, top


def _group_headings(rows: Sequence[tuple[Bar, int]]) -> list[Spec]:
    values, before = [], ""
    for bar, top in rows:
        if bar.group and bar.group != before:
            values.append({"top": top - GROUP + 6, "name": bar.group})
        before = bar.group
    return [_words(values, "name", 0, weight="bold")] if values else []


def _named(values: Sequence[Spec]) -> list[Spec]:
    return [_words(values, "name", 0), _words(values, "label", WIDTH, align="right")]


def _words(values: Sequence[Spec], field: str, x: int, **look: Any) -> Spec:
    mark = text(look.get("align", "left"), weight=look.get("weight", "normal"))
    return layer(values, mark, {"y": at("top"), "x": {"value": x}, "text": {"field": field}})


def _lengths(values: Sequence[Spec], across: Spec) -> Spec:
    mark = {"type": "rect", "strokeWidth": 1.5, "stroke": AI}
    encoding = {
        "y": at("bar"),
        "y2": {"field": "end"},
        "x": {**at("value"), "scale": across},
        "x2": {"datum": 0},
        "fill": {"condition": {"test": "datum.hollow", "value": WHITE}, "value": AI},
    }
    return layer(values, mark, encoding)


def _reach(values: Sequence[Spec], across: Spec) -> list[Spec]:
    thin = {"type": "rule", "color": INK, "strokeWidth": 2}
    line = {"x": {**at("value"), "scale": across}, "x2": {"field": "long"}}
    end = {"x": {**at("long"), "scale": across}, "y2": {"field": "end"}}
    return [
        layer(values, thin, {"y": at("middle"), **line}),
        layer(values, thin, {"y": at("bar"), **end}),
    ]


def _zero(across: Spec, bars: Sequence[Spec]) -> Spec:
    """A tick at the zero of each bar; a line through all would cross the names."""
    values = [{"zero": 0, "bar": bar["bar"] - 3, "end": bar["end"] + 3} for bar in bars]
    encoding = {"x": {**at("zero"), "scale": across}, "y": at("bar"), "y2": {"field": "end"}}
    return layer(values, {"type": "rule", "color": LINE, "strokeWidth": 1}, encoding)


SHADE: Final = "#b9c6de"
CELL_HEIGHT: Final = 74
ROW_HEADING: Final = 100
COLUMN_HEADING: Final = 24
FIRST: Final = CAPTION_HEIGHT + COLUMN_HEADING
"""Pixels from the top to the first row."""


def grid(chart: GridChart) -> Spec:
    """Rows and columns in the order in which the cells first name them."""
    rows, height = _grid_rows(chart.cells)
    columns = list(dict.fromkeys(cell.column for cell in chart.cells))
    width = (WIDTH - ROW_HEADING) / max(1, len(columns))
    most = max([1, *(cell.value for cell in chart.cells)])
    cells = [
        _cell(cell, rows[cell.group, cell.row], columns.index(cell.column), width)
        | {"share": cell.value / most}
        for cell in chart.cells
    ]
    headings = [
        {"x": ROW_HEADING + (number + 0.5) * width, "y": CAPTION_HEIGHT, "name": name}
        for number, name in enumerate(columns)
    ]
    sides = [
        {"x": 0, "y": top + CELL_HEIGHT / 2 - SMALL / 2, "name": name}
        for (_group, name), top in rows.items()
    ]
    above: dict[str, int] = {}
    for (group, _name), top in rows.items():
        above.setdefault(group, top - GROUP + 6)
    groups = [{"top": top, "name": name} for name, top in above.items() if name]
    named = [_words(groups, "name", 0, weight="bold")] if groups else []
    layers = [*_boxes(cells), _names(headings, "center"), _names(sides, "left"), *named]
    return whole(chart.caption, chart.alternative, height, layers)


def _grid_rows(cells: Sequence[Cell]) -> tuple[dict[tuple[str, str], int], int]:
    """Each row, by group and name, with the pixel at which it begins; and where the last ends."""
    rows: dict[tuple[str, str], int] = {}
    top, group = FIRST, ""
    for cell in cells:
        if (cell.group, cell.row) in rows:
            continue
        top += GROUP if cell.group != group else 0
        group = cell.group
        rows[cell.group, cell.row] = top
        top += CELL_HEIGHT
    return rows, top


def _cell(cell: Cell, top: int, column: int, width: float) -> Spec:
    return {
        "left": ROW_HEADING + column * width,
        "right": ROW_HEADING + (column + 1) * width,
        "center": ROW_HEADING + (column + 0.5) * width,
        "top": top,
        "foot": top + CELL_HEIGHT,
        "label": cell.label,
        "second": cell.second,
    }


def _boxes(cells: Sequence[Spec]) -> list[Spec]:
    """Each cell's shade, its frame and its two words."""
    box = {"x": at("left"), "x2": {"field": "right"}, "y": at("top"), "y2": {"field": "foot"}}
    scale = {"domain": [0, 1], "range": [0, 1]}
    depth = {"field": "share", "type": "quantitative", "legend": None, "scale": scale}
    place = {"x": at("center"), "y": at("top")}
    return [
        layer(cells, {"type": "rect", "color": SHADE}, {**box, "opacity": depth}),
        layer(cells, {"type": "rect", "filled": False, "stroke": LINE}, box),
        layer(cells, text("center", dy=14), {**place, "text": {"field": "label"}}),
        layer(cells, text("center", SMALL, dy=40), {**place, "text": {"field": "second"}}),
    ]


def _names(values: Sequence[Spec], align: str) -> Spec:
    encoding = {"x": at("x"), "y": at("y"), "text": {"field": "name"}}
    return layer(values, text(align, SMALL), encoding)
