"""Lists as personnel sections write them: merged cells, sums, and places told in one cell."""

from collections.abc import Iterator
from typing import Final

from workflow.files.headed import HeadedRow, HeadedTable, is_example, is_sum
from workflow.rosters.columns import PLACE
from workflow.values.place import Called, only_one

FILLED_DOWN: Final = ("department", "section", PLACE)
"""Columns in which a merged cell speaks for every row that it covers."""


def cells_of(line: HeadedRow, sections: Called) -> dict[str, str]:
    """A row's cells, with a login for who has a number, and a place that one cell tells."""
    cells = dict(line.cells)
    if "login" not in cells:
        cells["login"] = cells["staff_number"]
    place = cells.pop(PLACE, "")
    if place and not (cells.get("department") or cells.get("section")):
        cells["department"], cells["section"] = only_one(place, sections) or (place, "")
    elif (section := cells.get("section", "")) and not cells.get("department"):
        found = only_one(place + section, sections) or only_one(section, sections)
        cells["department"] = found[0] if found else place
    return cells


def people_of(table: HeadedTable) -> Iterator[HeadedRow]:
    """The rows that are people: no examples, no sums."""
    first = min(table.columns, key=table.columns.__getitem__)
    return (row for row in table.rows if not is_example(row.cells[first]) and not _is_sum(row))


def _is_sum(row: HeadedRow) -> bool:
    named = row.cells.get("login") or row.cells.get("staff_number")
    return not named and any(map(is_sum, row.cells.values()))
