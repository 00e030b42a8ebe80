"""How a sheet is understood: where its head is, what each column is, which rows are none."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from workflow.exchange import columns as exchange_columns
from workflow.exchange.cell_values import is_blank, text_of
from workflow.exchange.columns import DEPARTMENT, ITEM, NUMBER
from workflow.exchange.stamps import STAMP_TAB
from workflow.files.grid import Grid, Tab, Value
from workflow.values.errors import NotFound
from workflow.values.text import search_key

SEARCHED: Final = 40
"""Rows at the top in which the head is looked for."""
MOST_SEARCHED: Final = 40_000
"""Cells in which a head is looked for, over all sheets."""
MOST_COLUMNS: Final = 200
MOST_ROWS: Final = 20_000

_SUM: Final = re.compile("(?:.*[ ・])?(?:小計|合計|総計|総合計|累計|計)(?:[ (].*)?", re.DOTALL)
_SUM_ALONE: Final = frozenset(("小計", "合計", "総計", "総合計", "累計", "計"))
LONGEST_SUM: Final = 40
"""Characters of a label like 観光文化スポーツ部 小計."""
_CONTINUED: Final = re.compile(r"[0-9]+ ?続き")
"""The number of a row that only goes on with the texts of the row before."""
_REMARK: Final = re.compile(r"[※*]|\(?注|【[^【】]*】$")
_NOTHING: Final = search_key("該当する案件はありません。")


@dataclass(frozen=True)
class Understanding:
    """Which sheet is read; its head begins at row `head` (from 0) and is `depth` rows high."""

    tab: str
    head: int
    depth: int
    columns: Mapping[int, str]
    other_units: tuple[int, ...] = ()

    @property
    def first(self) -> int:
        """The first row (from 0) beneath the head."""
        return self.head + self.depth

    def place_of(self, column: str) -> int | None:
        """Where a column is (from 0); None where the sheet has none such."""
        return next((place for place, name in self.columns.items() if name == column), None)

    def to_json(self) -> dict[str, Any]:
        """Plain values to store."""
        return {
            "tab": self.tab,
            "head": self.head,
            "depth": self.depth,
            "columns": {str(place): name for place, name in self.columns.items()},
            "other_units": list(self.other_units),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Understanding":
        """Read back what `to_json` gave."""
        places = {int(place): name for place, name in stored["columns"].items()}
        return cls(
            stored["tab"], stored["head"], stored["depth"], places, tuple(stored["other_units"])
        )


@dataclass(frozen=True)
class Line:
    """One row that holds an item, by columns; `row` counts from 1, as the sheet shows it."""

    row: int
    values: Mapping[str, Value]
    merged: frozenset[str] = frozenset()
    """Columns whose cell is part of a merged one that begins in a row above."""


def cell_name(row: int, place: int) -> str:
    """E7: the row from 1, the column from 0."""
    name: str = xl_rowcol_to_cell(row - 1, place)
    return name


def shown_tabs(grid: Grid) -> tuple[Tab, ...]:
    """The sheets that a person sees; where none is visible, all."""
    visible = tuple(tab for tab in grid.tabs if tab.is_visible and tab.name != STAMP_TAB)
    return visible or grid.tabs


def guess(grid: Grid) -> Understanding:
    """The sheet and the head that are recognised best; without any, the first row.

    Sheets behind so many cells are not searched: a person may still choose them.
    """
    guesses, cells = [], 0
    for tab in shown_tabs(grid):
        if cells < MOST_SEARCHED:
            guesses.append(_best_head(tab))
            cells += sum(min(len(row), MOST_COLUMNS) for row in tab.rows[:SEARCHED])
    return max(guesses, key=_quality, default=Understanding("", 0, 1, {}))


def at_head(tab: Tab, head: int) -> Understanding:
    """A sheet understood with its head at this row (from 0)."""
    depth = max((last[0] - head + 1 for first, last in tab.merges if first[0] == head), default=1)
    depth = min(depth, 4)
    found: dict[int, str] = {}
    units = []
    width = max((len(tab.rows[row]) for row in _head_rows(tab, head, depth)), default=0)
    for place in range(min(width, MOST_COLUMNS)):
        heading = exchange_columns.recognised(headline(tab, head, depth, place))
        if heading.column and heading.column not in found.values():
            found[place] = heading.column
            if heading.is_other_unit:
                units.append(place)
    return Understanding(tab.name, head, depth, found, tuple(units))


def corrected(grid: Grid, before: Understanding, tab: str, head_row: int) -> Understanding:
    """A file understood with this sheet and this head (from 1); `before` where both are the same.

    Raises NotFound for a sheet that is not shown.
    """
    found = grid.tab(tab)
    if found is None or found not in shown_tabs(grid):
        raise NotFound(what="sheet")
    head = min(max(head_row, 1), max(len(found.rows), 1)) - 1
    if tab == before.tab and head == before.head:
        return before
    return at_head(found, head)


def with_columns(how: Understanding, columns: Mapping[int, str]) -> Understanding:
    """The same sheet and head with what a person says of its columns; each column counts once."""
    known = {
        place: name
        for place, name in columns.items()
        if name in exchange_columns.ORDER and 0 <= place < MOST_COLUMNS
    }
    once = {name: place for place, name in sorted(known.items(), reverse=True)}
    places = {place: name for name, place in once.items()}
    units = tuple(place for place in how.other_units if places.get(place) == how.columns.get(place))
    return Understanding(how.tab, how.head, how.depth, dict(sorted(places.items())), units)


def headline(tab: Tab, head: int, depth: int, place: int) -> str:
    """What stands above a column, over all rows of the head."""
    words = [text_of(tab.value(row, place)).strip() for row in _head_rows(tab, head, depth)]
    return "\n".join(dict.fromkeys(word for word in words if word))


def lines(tab: Tab, how: Understanding, start: int, stop: int) -> Iterator[Line]:
    """The rows from `start` up to `stop` (from 0) that hold items; sums and remarks do not."""
    above = _merged_from_above(tab, how)
    for row in range(max(start, how.first), min(stop, len(tab.rows))):
        values, merged = {}, set()
        for place, name in how.columns.items():
            value = tab.value(row, place)
            if (row, place) in above:
                value = tab.value(*above[row, place])
                merged.add(name)
            values[name] = value
        own = [value for name, value in values.items() if name not in merged]
        if not is_no_item(tab, how, row, values, own):
            yield Line(row + 1, values, frozenset(merged))


def is_no_item(
    tab: Tab, how: Understanding, row: int, values: Mapping[str, Value], own: list[Value]
) -> bool:
    """Whether a row is empty, a sum, a remark, the head or the row before once more."""
    if all(is_blank(value) for value in own):
        filled = [value for value in tab.rows[row] if not is_blank(value)]
        return not filled or _is_remark(filled) or _is_sum(tab, row, values)
    return (
        _is_sum(tab, row, values)
        or _goes_on(values)
        or _is_remark([value for value in tab.rows[row] if not is_blank(value)])
        or _repeats_head(values)
    )


def _is_sum(tab: Tab, row: int, values: Mapping[str, Value]) -> bool:
    name = text_of(values.get("name", "")).strip()
    if name and search_key(name[:LONGEST_SUM]).replace(" ", "") not in _SUM_ALONE:
        return False
    short = (text for text in tab.rows[row] if isinstance(text, str) and len(text) < LONGEST_SUM)
    texts = (search_key(text) for text in short)
    return any(_SUM.fullmatch(text) or _SUM.fullmatch(text.replace(" ", "")) for text in texts)


def _goes_on(values: Mapping[str, Value]) -> bool:
    number = values.get(NUMBER, "")
    return isinstance(number, str) and bool(_CONTINUED.fullmatch(search_key(number)))


def _is_remark(filled: list[Value]) -> bool:
    if len(filled) != 1 or not isinstance(filled[0], str):
        return False
    key = search_key(filled[0])
    return bool(_REMARK.match(key)) or key == _NOTHING


def _repeats_head(values: Mapping[str, Value]) -> bool:
    filled = {name: value for name, value in values.items() if not is_blank(value)}
    return len(filled) > 1 and all(
        exchange_columns.recognised(text_of(value)).column == name for name, value in filled.items()
    )


def _merged_from_above(tab: Tab, how: Understanding) -> dict[tuple[int, int], tuple[int, int]]:
    return {
        (row, first[1]): first
        for first, last in tab.merges
        if first[0] >= how.first
        for row in range(first[0] + 1, min(last[0], len(tab.rows)) + 1)
    }


def _best_head(tab: Tab) -> Understanding:
    heads = (at_head(tab, row) for row in range(min(SEARCHED, len(tab.rows))))
    return max(heads, key=_quality, default=Understanding(tab.name, 0, 1, {}))


def _quality(how: Understanding) -> tuple[bool, int, int]:
    """By name column, then by how much is recognised; the first of equals wins."""
    named = [name for name in how.columns.values() if name not in (NUMBER, ITEM)]
    return "name" in named and len(named) > 1, len(named), DEPARTMENT in named


def _head_rows(tab: Tab, head: int, depth: int) -> range:
    return range(head, min(head + depth, len(tab.rows)))
