"""Sections that stand where names do, beside a column of departments.

In brackets behind or before each name, 改修（税務課）, above it in its cell, or in a row of their
own above the items: （税務課）.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from workflow.exchange import group_labels, name_cells, placing, understanding
from workflow.exchange.cell_values import is_blank, text_of, with_cell
from workflow.exchange.columns import DEPARTMENT, PLACE
from workflow.exchange.forms import FormsTab
from workflow.exchange.names import Names
from workflow.exchange.repeating import is_ditto
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Row, Tab

SECTION: Final = "section"
_SAYS_SECTIONS: Final = re.compile("[課室]")
"""In the heading of names that have sections behind them: 事業名（担当課）."""


class Apart(NamedTuple):
    """A sheet with a column of sections behind its last.

    `named` are the rows (from 1) whose names had one behind them.
    """

    tab: Tab
    how: Understanding
    added: int
    named: tuple[int, ...]


class _Found(NamedTuple):
    """By rows (from 0) the names without sections, the section of each item, the rows of none."""

    names: Mapping[int, str]
    sections: Mapping[int, str]
    headings: frozenset[int]


def told_apart(tab: Tab, how: Understanding, names: Names) -> Apart | None:
    """The sheet with such sections in a column of their own; None where it has none."""
    places = [at for at, column in how.columns.items() if column in (DEPARTMENT, PLACE)]
    name = how.place_of("name")
    is_other = isinstance(tab, FormsTab) or SECTION in how.columns.values()
    if len(places) != 1 or name is None or is_other:
        return None
    found = _found(tab, how, _Places(tab, how, places[0], names), name)
    if not found.sections:
        return None
    width = max(len(row) for row in tab.rows)
    rows = [_row(row, at, found, name, places[0], width) for at, row in enumerate(tab.rows)]
    columns = {**how.columns, width: SECTION}
    named = tuple(at + 1 for at in found.names)
    return Apart(replace(tab, rows=rows), replace(how, columns=columns), width, named)


def _row(row: Row, at: int, found: _Found, name: int, place: int, width: int) -> Row:
    if at in found.headings:
        return [value if one == place else "" for one, value in enumerate(row)]
    if at in found.names:
        row = with_cell(row, name, found.names[at])
    return with_cell(row, width, found.sections[at]) if at in found.sections else row


def _found(tab: Tab, how: Understanding, places: "_Places", name: int) -> _Found:
    behind, above = dict[int, tuple[str, str]](), dict[int, str]()
    headings, named, section = set[int](), 0, ""
    for at in range(how.first, len(tab.rows)):
        section = section if places.goes_to(at) else ""
        text = tab.value(at, name)
        if not isinstance(text, str) or is_blank(text):
            continue
        if heading := places.heading(at, name):
            headings.add(at)
            section = heading
        elif not name_cells.is_none(text):
            named += 1
            both = ((one, places.section(place)) for one, place in name_cells.split(text))
            if found := next((one for one in both if one[1]), None):
                behind[at] = found
            if section and not places.has_section:
                above[at] = section
    label = understanding.head_of(tab, how).label(name)
    if 2 * len(behind) < named and not _SAYS_SECTIONS.search(label):
        behind = {}
    sections = {**above, **{at: both[1] for at, both in behind.items()}}
    return _Found({at: both[0] for at, both in behind.items()}, sections, frozenset(headings))


class _Places:
    """Follows the departments of a sheet from row to row."""

    def __init__(self, tab: Tab, how: Understanding, place: int, names: Names) -> None:
        self._tab, self._place, self._names = tab, place, names
        self._covered = tab.covered(how.first) if tab.merges else {}
        self._department: int | None = None
        self.has_section = False
        """Whether the cell of the department says a section too."""

    def goes_to(self, row: int) -> bool:
        """Go to a row (from 0); gives whether it is of the same department as the one before."""
        before = self._department
        cell = self._tab.value(*self._covered.get((row, self._place), (row, self._place)))
        if not is_blank(cell) and not is_ditto(cell):
            placed = placing.of_both(text_of(cell).strip(), None, self._names)
            self._department, self.has_section = placed.department_id, bool(placed.section)
        return self._department == before

    def section(self, typed: str) -> str:
        """The section of this department that a text names; "" for none."""
        if self._department is None or self.has_section:
            return ""
        placed = placing.of_both(typed.strip(), self._department, self._names)
        is_its = placed.department_id == self._department and not placed.unknown
        return self._names.section_called(self._department, placed.section) if is_its else ""

    def heading(self, row: int, name: int) -> str:
        """The section that a row says for those beneath it, beside its department: （税務課）."""
        others = [value for at, value in enumerate(self._tab.rows[row]) if at != self._place]
        filled = [value for value in others if not is_blank(value)]
        if len(filled) != 1:
            return ""
        text = text_of(self._tab.value(row, name))
        alone = name_cells.alone(text)
        return self.section(alone or group_labels.group_of([text]))
