"""Lists as personnel sections write them: merged cells, sums, and places told in one cell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from workflow.files.headed import HeadedRow, HeadedTable, is_example, is_sum
from workflow.rosters.columns import PLACE
from workflow.values.text import folded

Place = tuple[str, str]
"""The names of a department and of a section of it."""
Called = Mapping[str, tuple[Place, ...]]
"""Sections by their names, and by their departments' names and theirs written together."""

FILLED_DOWN: Final = ("department", "section", PLACE)
"""Columns in which a merged cell speaks for every row that it covers."""


def called(places: Iterable[Place]) -> Called:
    """What sections are called, by all that may be written for them."""
    found: defaultdict[str, tuple[Place, ...]] = defaultdict(tuple)
    for department, section in places:
        for words in (section, department + section):
            found[folded(words)] += ((department, section),)
    return dict(found)


def cells_of(line: HeadedRow, sections: Called) -> dict[str, str]:
    """A row's cells, with a login for who has a number, and a place that one cell tells."""
    cells = dict(line.cells)
    if "login" not in cells:
        cells["login"] = cells["staff_number"]
    place = cells.pop(PLACE, "")
    if place and not (cells.get("department") or cells.get("section")):
        cells["department"], cells["section"] = _one(place, sections) or (place, "")
    elif (section := cells.get("section", "")) and not cells.get("department"):
        found = _one(place + section, sections) or _one(section, sections)
        cells["department"] = found[0] if found else place
    return cells


def people_of(table: HeadedTable) -> Iterator[HeadedRow]:
    """The rows that are people: no examples, no sums."""
    first = min(table.columns, key=table.columns.__getitem__)
    return (row for row in table.rows if not is_example(row.cells[first]) and not _is_sum(row))


def _one(words: str, sections: Called) -> Place | None:
    """The only section that is called so; None where there is none, or more than one."""
    fits = sections.get(folded(words), ())
    return fits[0] if len(fits) == 1 else None


def _is_sum(row: HeadedRow) -> bool:
    named = row.cells.get("login") or row.cells.get("staff_number")
    return not named and any(map(is_sum, row.cells.values()))
