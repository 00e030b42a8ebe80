"""Cells that repeat one above them: parts of a merged one, and 〃."""

from collections.abc import Mapping
from typing import Final

from workflow.exchange.cell_values import is_blank
from workflow.exchange.columns import DEPARTMENT, NUMBER, PLACE
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Tab, Value

FILLED_DOWN: Final = frozenset((DEPARTMENT, PLACE, "section", "field", "category", NUMBER))
"""Columns in which a merged cell, or 〃, speaks for every row that it covers."""

_DITTO: Final = frozenset(("〃", "″", "〞", "仝", "々", "同", "同上"))

_LONGEST: Final = 6
"""Characters of a cell that only repeats, with the spaces about them."""

Cell = tuple[int, int]
"""Row and column, from 0."""


def above(tab: Tab, how: Understanding) -> Mapping[Cell, Cell]:
    """By each cell that repeats another one that other one."""
    return {**_dittos(tab, how), **_merged(tab, how)}


def _merged(tab: Tab, how: Understanding) -> dict[Cell, Cell]:
    return {
        (row, first[1]): first
        for first, last in tab.merges
        if first[0] >= how.first
        for row in range(first[0] + 1, min(last[0], len(tab.rows)) + 1)
    }


def _dittos(tab: Tab, how: Understanding) -> dict[Cell, Cell]:
    """Cells with 〃 or 同上, and the cell above that they repeat."""
    found: dict[Cell, Cell] = {}
    for place in (place for place, name in how.columns.items() if name in FILLED_DOWN):
        for row in range(how.first, len(tab.rows)):
            if _is_ditto(tab.value(row, place)):
                above = _above(tab, found, (row, place), how.first)
                if above is not None:
                    found[row, place] = above
    return found


def _is_ditto(value: Value) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST and value.strip() in _DITTO


def _above(tab: Tab, found: Mapping[Cell, Cell], cell: Cell, first: int) -> Cell | None:
    """What the cell that repeats something repeats: the next one above it that is not empty."""
    place = cell[1]
    for row in range(cell[0] - 1, first - 1, -1):
        value = tab.value(row, place)
        if _is_ditto(value):
            return found.get((row, place))
        if not is_blank(value):
            return row, place
    return None
