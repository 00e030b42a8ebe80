"""A grid: cells by row and column, the darker the more they hold."""

from collections.abc import Sequence
from typing import Final

from workflow.statistics.charts.layers import (
    CAPTION_HEIGHT,
    LINE,
    SMALL,
    WIDTH,
    Spec,
    at,
    layer,
    text,
    whole,
)
from workflow.statistics.charts.shapes import Cell, GridChart

SHADE: Final = "#b9c6de"
CELL_HEIGHT: Final = 74
ROW_HEADING: Final = 100
COLUMN_HEADING: Final = 24
FIRST: Final = CAPTION_HEIGHT + COLUMN_HEADING
"""Pixels from the top to the first row."""


def grid(chart: GridChart) -> Spec:
    """Rows and columns in the order in which the cells first name them."""
    rows = list(dict.fromkeys(cell.row for cell in chart.cells))
    columns = list(dict.fromkeys(cell.column for cell in chart.cells))
    width = (WIDTH - ROW_HEADING) / max(1, len(columns))
    most = max([1, *(cell.value for cell in chart.cells)])
    cells = [
        _cell(cell, rows.index(cell.row), columns.index(cell.column), width)
        | {"share": cell.value / most}
        for cell in chart.cells
    ]
    headings = [
        {"x": ROW_HEADING + (number + 0.5) * width, "y": CAPTION_HEIGHT, "name": name}
        for number, name in enumerate(columns)
    ]
    sides = [
        {"x": 0, "y": FIRST + number * CELL_HEIGHT + CELL_HEIGHT / 2 - SMALL / 2, "name": name}
        for number, name in enumerate(rows)
    ]
    layers = [*_boxes(cells), _names(headings, "center"), _names(sides, "left")]
    return whole(chart.caption, chart.alternative, FIRST + CELL_HEIGHT * len(rows), layers)


def _cell(cell: Cell, row: int, column: int, width: float) -> Spec:
    return {
        "left": ROW_HEADING + column * width,
        "right": ROW_HEADING + (column + 1) * width,
        "center": ROW_HEADING + (column + 0.5) * width,
        "top": FIRST + row * CELL_HEIGHT,
        "foot": FIRST + (row + 1) * CELL_HEIGHT,
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
