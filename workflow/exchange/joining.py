"""Several lists as one sheet, whose columns are put in the order of the first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from workflow.exchange import name_cells, refining
from workflow.exchange.cell_values import is_blank, with_cell
from workflow.exchange.columns import DEPARTMENT, PLACE
from workflow.exchange.head import Head, is_again
from workflow.exchange.names import Names
from workflow.exchange.titles import department_said, group_said
from workflow.exchange.understanding import Understanding
from workflow.exchange.units import Unit
from workflow.files.grid import Row, Tab

_NOWHERE: Final = -1
"""The place of a column that a sheet does not have."""


class Part(NamedTuple):
    """Rows of one sheet within those that are read: where they begin in both, from 0."""

    start: int
    tab: str
    first: int
    unit: Unit | None = None
    """In which its head says that amounts are counted; None where it says nothing."""
    places: Mapping[int, int] = {}
    """Where its columns stand in the sheet, as far as they stand elsewhere than they are read."""


class List(NamedTuple):
    """A list that is read, and the row (from 0) at which it ends."""

    head: Head
    end: int

    @property
    def rows(self) -> Sequence[Row]:
        """The rows of its sheet up to there."""
        return self.head.tab.rows[: self.end]


@dataclass
class Builder:
    """One sheet out of several, whose columns are put in the first one's order."""

    first: Head
    how: Understanding
    width: int
    titled: bool
    rows: list[Row] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    marks: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)

    def add(self, one: List, names: Names, *, whole: bool) -> None:
        """Append a sheet: from its top, or from beneath its head."""
        head, tab = one.head, one.head.tab
        first = 0 if whole else head.first
        start = len(self.rows)
        places = self._places(head, whole=whole)
        self.parts.append(Part(start, tab.name, first, refining.unit_of(head), places))
        place = self.width if self.titled else self._place_lacking(head, whole=whole)
        is_apart = place is not None
        said = department_said(tab, head, names) if is_apart else ""
        rows, named = name_cells.told_apart(head, names) if is_apart else (tab.rows, {})
        for at, row in enumerate(rows[first : one.end], first):
            group = group_said(rows, at, names, said) if is_apart else ""
            said = group or said
            is_none = bool(group) or (at > head.first and is_again(head, at))
            self.rows.append(self._row(row, places, place, "" if is_none else named.get(at, said)))
        here_by_there = {there: here for here, there in places.items()}
        self._take_marks(tab, here_by_there, range(first, one.end), start - first)

    def tab(self, first: Tab) -> Tab:
        """What was appended, as one sheet."""
        return replace(
            first,
            rows=self.rows,
            merges=tuple(self.merges),
            errors=self.marks.get("errors", {}),
            unfinished=frozenset(self.marks.get("unfinished", ())),
            empty_results=frozenset(self.marks.get("empty_results", ())),
            struck=frozenset(self.marks.get("struck", ())),
            hidden_rows=frozenset(self.hidden),
        )

    def _places(self, head: Head, *, whole: bool) -> Mapping[int, int]:
        """Where each column that is read stands in this sheet."""
        if whole:
            return {place: place for place in range(self.width)}
        return {place: self._place(head, place, name) for place, name in self.how.columns.items()}

    def _place(self, head: Head, place: int, column: str) -> int:
        """Where a column of the first list stands in another: under the same heading or year."""
        label, of = self.first.label(place), self.first.said.get(place)
        same = (at for at in head.said if label and head.label(at) == label)
        found = head.places(column)
        of_year = (at for at in found if of and of.year and head.said[at].year == of.year)
        return next(iter((*same, *of_year, *found)), _NOWHERE)

    def _place_lacking(self, head: Head, *, whole: bool) -> int | None:
        """The column of places that this list does not have, and the first one has."""
        if whole or {DEPARTMENT, PLACE} & head.columns:
            return None
        found = (self.how.place_of(one) for one in (DEPARTMENT, PLACE, "section"))
        place = next((at for at in found if at is not None), None)
        return None if place is None or self.how.columns[place] in head.columns else place

    def _row(self, row: Row, places: Mapping[int, int], added: int | None, said: str) -> Row:
        """A row in the order of the first list, with the place that is said of it."""
        cells = [
            row[there] if 0 <= (there := places.get(place, _NOWHERE)) < len(row) else ""
            for place in range(self.width)
        ]
        if self.titled:
            cells.append("")
        is_empty = all(is_blank(cell) for cell in cells)
        return cells if added is None or is_empty else with_cell(cells, added, said)

    def _take_marks(
        self, tab: Tab, here_by_there: Mapping[int, int], rows: range, shift: int
    ) -> None:
        """What is marked in these rows (from 0) of a sheet, where they stand now."""
        for name in ("errors", "unfinished", "empty_results", "struck"):
            kept = self.marks.setdefault(name, {})
            for (row, column), word in _words(getattr(tab, name)):
                if column - 1 in here_by_there and row - 1 in rows:
                    kept[row + shift, here_by_there[column - 1] + 1] = word
        for (top, left), (bottom, right) in tab.merges:
            if left in here_by_there and top in rows:
                here = here_by_there[left]
                self.merges.append(((top + shift, here), (bottom + shift, here + right - left)))
        self.hidden.update(row + shift for row in tab.hidden_rows if row - 1 in rows)


def _words(marked: object) -> Iterator[tuple[tuple[int, int], str]]:
    if isinstance(marked, Mapping):
        yield from marked.items()
    elif isinstance(marked, frozenset):
        yield from ((place, "") for place in marked)
