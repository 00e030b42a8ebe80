"""What the cells of a column say of it, where its heading says more than they hold."""

from dataclasses import replace
from typing import Final

from workflow.exchange import cell_values
from workflow.exchange.cell_values import CellUnreadable, is_blank
from workflow.exchange.names import NO_NAMES, Names
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Tab, Value
from workflow.values.sheet import SPECS, Kind

LOOKED_AT: Final = 300
"""Rows beneath the head."""
_ENOUGH: Final = 3
"""Cells that have to agree before a column is taken for something else."""
_OF_LISTS: Final = (Kind.CHOICE, Kind.SEVERAL, Kind.COUNT, Kind.FLAG)


def refined(tab: Tab, how: Understanding, names: Names = NO_NAMES) -> Understanding:
    """The same without columns of lists none of whose entries is known (区分: ソフト, ハード),
    and with 財源内訳 as 財源 where nothing in it is an amount."""
    columns = dict(how.columns)
    for place, column in how.columns.items():
        filled = _filled(tab, how, place)
        if _is_of_list(column) and len(filled) >= _ENOUGH:
            if not _any_readable(column, filled, names):
                del columns[place]
        elif column == "funding_lines" and "funding" not in columns.values() and filled:
            has_amounts = _any_readable(column, filled, names) or _all_whole(filled, names)
            columns[place] = column if has_amounts else "funding"
    return replace(how, columns=columns)


def _is_of_list(column: str) -> bool:
    spec = SPECS.get(column)
    return (
        spec is not None
        and column not in ("field", "joint_departments")
        and (spec.kind in _OF_LISTS)
    )


def _all_whole(cells: list[Value], names: Names) -> bool:
    return all(cell_values.whole_source(cell, names) for cell in cells)


def _any_readable(column: str, cells: list[Value], names: Names) -> bool:
    return any(_is_readable(column, cell, names) for cell in cells)


def _is_readable(column: str, cell: Value, names: Names) -> bool:
    try:
        cell_values.read(column, cell, names)
    except CellUnreadable:
        return False
    return True


def _filled(tab: Tab, how: Understanding, place: int) -> list[Value]:
    rows = tab.rows[how.first : how.first + LOOKED_AT]
    return [row[place] for row in rows if place < len(row) and not is_blank(row[place])]
