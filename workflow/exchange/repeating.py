"""Cells that repeat one above them: parts of a merged one, and 〃."""

from typing import Final

from workflow.exchange.cell_values import is_blank
from workflow.exchange.columns import DEPARTMENT, NUMBER, PLACE
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Row, Tab, Value
from workflow.files.headed import DITTO

FILLED_DOWN: Final = frozenset((DEPARTMENT, PLACE, "section", "field", "category", NUMBER))
"""Columns in which a merged cell, or 〃, speaks for every row that it covers."""


_LONGEST: Final = 6
"""Characters of a cell that only repeats, with the spaces about them."""

_ENDS: Final = frozenset((*(one[-1] for one in DITTO), *" \t\r\n\u3000\u00a0"))
"""With what a text ends that may only repeat."""

Cell = tuple[int, int]
"""Row and column, from 0."""


class Repeating:
    """Which cells of a list repeat another one above them."""

    def __init__(self, tab: Tab, how: Understanding) -> None:
        self._tab, self._first = tab, how.first
        self._filled_down = {place for place, name in how.columns.items() if name in FILLED_DOWN}
        self._merged = tab.covered(how.first)
        self._columns = self._filled_down | {place for _, place in self._merged}
        self._columns &= how.columns.keys()
        self._found: dict[Cell, Cell | None] = {}

    def of_row(self, row: int, cells: Row) -> dict[int, Cell]:
        """By their columns the cells of a row (from 0) that repeat one above, with which."""
        found = {}
        for place in self._columns:
            if (row, place) in self._merged:
                found[place] = self._merged[row, place]
            elif place < len(cells) and place in self._filled_down:
                value = cells[place]
                # Most end otherwise, and need no closer look.
                may_be = isinstance(value, str) and value[-1:] in _ENDS and is_ditto(value)
                if may_be and (above := self._above(row, place)):
                    found[place] = above
        return found

    def _above(self, row: int, place: int) -> Cell | None:
        cell = (row, place)
        if cell not in self._found:
            self._found[cell] = self._next_above(row, place)
        return self._found[cell]

    def _next_above(self, row: int, place: int) -> Cell | None:
        """The next cell above one with 〃 that is not empty, or what that repeats in turn."""
        for at in range(row - 1, self._first - 1, -1):
            if (at, place) in self._found:
                return self._found[at, place]
            value = self._tab.value(at, place)
            if not is_blank(value) and not is_ditto(value):
                return at, place
        return None


def is_ditto(value: Value) -> bool:
    """Whether a cell holds 〃, 同上 or the like and nothing else."""
    return isinstance(value, str) and len(value) <= _LONGEST and value.strip() in DITTO
