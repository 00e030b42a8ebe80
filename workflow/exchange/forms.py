"""Forms with one item on each sheet, labels left of what is filled in or above it, as a list.

So are sheets with an item in each column, beside labels that stand one beneath the other.

The list stands on a sheet of its own that no file has; each of its cells knows where it is from.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final, NamedTuple

from workflow.exchange import headings, heads, understanding, units
from workflow.exchange.cell_values import amount_in, is_blank, is_dash, text_of
from workflow.exchange.columns import DEPARTMENT, PLACE
from workflow.files.cell_names import cell_name
from workflow.files.grid import Grid, Tab, Value
from workflow.values.sheet import SPECS, Kind

TAB: Final = "様式（1枚に1件）"
SEARCHED: Final = 200
"""Rows of a form in which labels are looked for."""
MOST_PLACES: Final = 60
"""Columns of a form."""
_ENOUGH: Final = 3
"""Labels with something beside them, the name among them, that make a form."""
_FEWEST_ACROSS: Final = 2
_FUNDING: Final = ("funding", "funding_lines")
_KINDS: Final = (Kind.LINE, Kind.BLOCK, Kind.MONEY)
_EXAMPLE: Final = re.compile("記入例|記載例|作成例|見本|サンプル")
_WITHIN: Final = re.compile(r"([^:：]{1,20})[:：]\s*(.+)", re.DOTALL)
"""事業名：庁内ネットワーク更新 in one cell."""

Cell = tuple[int, int]
"""Row and column, from 0."""


@dataclass(frozen=True)
class FormsTab(Tab):
    """The list of what forms say; `origins` are the sheet and the cell (from 0) of each cell."""

    origins: Mapping[Cell, tuple[str, Cell]] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    """The sheets that they stand on."""
    labels: tuple[str, ...] = ()
    """The labels that are read."""
    across: tuple[str, ...] = ()
    """The sheets with an item in each column."""

    def where(self, row: int, place: int | None) -> tuple[str, str]:
        """The sheet and the cell (E7) of a row (from 1) and a column (from 0)."""
        tab, cell = self.origins.get((row - 1, place or 0), (self.name, (row - 1, 0)))
        return tab, "1" if place is None else cell_name(cell[0] + 1, cell[1])


class _Entry(NamedTuple):
    """What a form says beside one of its labels."""

    cell: Cell
    value: Value
    unit: str


def with_forms(grid: Grid) -> Grid:
    """The grid with the list of its forms as its last sheet, where it has forms and no list.

    Sheets behind so many cells that no head is looked for in them are not searched.
    """
    tabs = understanding.searched(grid)
    if any(heads.best(tab).is_list for tab in tabs):
        return grid
    shown = [tab for tab in tabs if not _EXAMPLE.search(tab.name)]
    across = [(tab, entries) for tab in shown for entries in _across(tab)]
    if across:
        names = tuple(dict.fromkeys(tab.name for tab, _ in across))
        return replace(grid, tabs=(*grid.tabs, replace(_listed(across), across=names)))
    read = [(tab, _entries(tab)) for tab in shown]
    found = [(tab, entries) for tab, entries in read if entries]
    return replace(grid, tabs=(*grid.tabs, _listed(found))) if found else grid


def _listed(found: Sequence[tuple[Tab, Mapping[str, _Entry]]]) -> FormsTab:
    labels = list(dict.fromkeys(label for _, entries in found for label in entries))
    said = {label: {one[label].unit for _, one in found if label in one} for label in labels}
    head = [_with_unit(label, said[label]) for label in labels]
    rows: list[list[Value]] = [list(head)]
    origins: dict[Cell, tuple[str, Cell]] = {}
    errors: dict[Cell, str] = {}
    unfinished: set[Cell] = set()
    for row, (tab, entries) in enumerate(found, 1):
        rows.append([entries[label].value if label in entries else "" for label in labels])
        origins[row, 0] = (tab.name, (0, 0))
        for place, label in enumerate(labels):
            if label in entries:
                cell = entries[label].cell
                origins[row, place], there = (tab.name, cell), (cell[0] + 1, cell[1] + 1)
                if there in tab.errors:
                    errors[row + 1, place + 1] = tab.errors[there]
                elif there in tab.unfinished | tab.empty_results:
                    unfinished.add((row + 1, place + 1))
    return FormsTab(
        TAB,
        rows,
        errors=errors,
        unfinished=frozenset(unfinished),
        origins=origins,
        forms=tuple(tab.name for tab, _ in found),
        labels=tuple(labels),
    )


def _with_unit(label: str, said: set[str]) -> str:
    """The label with the unit that every form says beside it."""
    unit = next(iter(said)) if len(said) == 1 else ""
    return f"{label}（{unit}）" if unit else label


def _entries(tab: Tab) -> dict[str, _Entry]:
    """What a sheet says beside its labels; nothing where that makes no form of one item."""
    found: dict[str, _Entry] = {}
    columns: dict[str, str] = {}
    unit = units.of_titles(_texts(tab))
    for cell, label, column in _labels(tab):
        entry = _entry(tab, cell, column)
        if column == "name" and entry and "name" in columns.values():
            return {}
        if entry and label not in found:
            own = entry.unit or (units.WORDS[unit] if unit else "")
            found[label] = entry._replace(unit=own if headings.is_money(column) else "")
            columns[label] = column
    is_form = "name" in columns.values() and len(set(columns.values())) >= _ENOUGH
    return found if is_form else {}


def _across(tab: Tab) -> list[dict[str, _Entry]]:
    """What stands beside labels in each column, where two or more are of an item each."""
    labels = list(_labels(tab))
    names = (cell for cell, _, column in labels if column == "name")
    return next((found for name in names if (found := _beside(tab, labels, name))), [])


def _beside(
    tab: Tab, labels: Sequence[tuple[Cell, str, str]], name: Cell
) -> list[dict[str, _Entry]]:
    """What stands beside the label of names, and those above and beneath it."""
    beneath = {cell[0]: (label, column) for cell, label, column in labels if cell[1] == name[1]}
    cells = enumerate(tab.rows[name[0]][:MOST_PLACES])
    places = [at for at, value in cells if at > name[1] and _says(tab, (name[0], at), "name")]
    filled = [
        row
        for row, (_, column) in beneath.items()
        if all(_says(tab, (row, at), column) for at in places)
    ]
    if len(places) < _FEWEST_ACROSS or len(filled) < _ENOUGH:
        return []
    unit = units.of_titles(_texts(tab))
    word = units.WORDS[unit] if unit else ""
    return [
        {
            label: _Entry((row, at), tab.value(row, at), word if headings.is_money(column) else "")
            for row, (label, column) in beneath.items()
        }
        for at in places
    ]


def _texts(tab: Tab) -> Iterator[str]:
    rows = islice(tab.rows, SEARCHED)
    return (value for row in rows for value in row[:MOST_PLACES] if isinstance(value, str))


def _labels(tab: Tab) -> Iterator[tuple[Cell, str, str]]:
    """Every label with its cell and what it is of."""
    for row, values in enumerate(islice(tab.rows, SEARCHED)):
        for place, value in enumerate(values[:MOST_PLACES]):
            label = _label(value)
            column = headings.recognised(label).column if label else None
            if column and _may_stand(column):
                yield (row, place), label, column


def _label(value: Value) -> str:
    if not isinstance(value, str):
        return ""
    found = _WITHIN.fullmatch(value.strip())
    return "".join((found[1] if found else value).split())


def _may_stand(column: str) -> bool:
    if column in (DEPARTMENT, PLACE) or column.startswith(headings.SOURCE):
        return True
    return column in SPECS and SPECS[column].kind in _KINDS


def _entry(tab: Tab, cell: Cell, column: str) -> _Entry | None:
    """What stands in the cell of a label behind it, right of it, or beneath it."""
    row, place = cell
    if within := _WITHIN.fullmatch(text_of(tab.value(row, place)).strip()):
        return _Entry(cell, within[2].strip(), "")
    last_row, last_place = _end_of(tab, cell)
    right = (
        (row, at)
        for at in range(last_place + 1, min(len(tab.rows[row]), MOST_PLACES))
        if _is_filled(tab, (row, at))
    )
    found = (next(right, None), (last_row + 1, place))
    there = next((one for one in found if one and _says(tab, one, column)), None)
    if there is None:
        return None
    behind = text_of(tab.value(there[0], _end_of(tab, there)[1] + 1)).strip()
    return _Entry(there, tab.value(*there), behind if behind in units.WORDS.values() else "")


def _end_of(tab: Tab, cell: Cell) -> Cell:
    """The last cell of the merged range that a cell begins."""
    return next((last for first, last in tab.merges if first == cell), cell)


def _is_filled(tab: Tab, cell: Cell) -> bool:
    there = (cell[0] + 1, cell[1] + 1)
    is_marked = there in tab.errors or there in tab.unfinished or there in tab.empty_results
    return is_marked or not is_blank(tab.value(*cell))


def _says(tab: Tab, cell: Cell, column: str) -> bool:
    """Whether a cell is filled in, and no label itself; where money is asked for, with money."""
    value = tab.value(*cell)
    if not _is_filled(tab, cell):
        return False
    if headings.is_money(column):
        return is_blank(value) or is_dash(value) or amount_in(value) is not None
    of = headings.recognised(text_of(value).strip()).column
    is_source = bool(of and of.startswith(headings.SOURCE)) and column in _FUNDING
    return not of or is_source
