"""The rows that are read of a file: of one sheet, or of several with the same columns.

Where there is no column of departments and the name or the title of each sheet says one, that
stands in a column of its own, behind the last.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from workflow.exchange import (
    bracket_cells,
    detail_rows,
    heads,
    item_rows,
    name_cells,
    other_lists,
    place_cells,
    refining,
    sections_apart,
    unit_cells,
)
from workflow.exchange.cell_values import is_blank
from workflow.exchange.columns import DEPARTMENT, PLACE
from workflow.exchange.detail_rows import DETAILS, SUM, Details
from workflow.exchange.forms import FormsTab
from workflow.exchange.head import Head
from workflow.exchange.item_rows import Blocks
from workflow.exchange.joining import Builder, List, Part
from workflow.exchange.names import NO_NAMES, Names
from workflow.exchange.titles import department_said, group_said
from workflow.exchange.understanding import Understanding, head_of, tabs_of_items
from workflow.files.cell_names import cell_name
from workflow.files.grid import Grid, Row, Tab
from workflow.files.workbooks import FileRefused

_PLACES: Final = frozenset((DEPARTMENT, PLACE, "section"))
_NEEDED: Final = frozenset(("name", "amount_kyen"))
"""Columns without which a list is another one."""
SHEETS, TABLES, BESIDE, TITLE = "sheets", "tables", "beside", "sheet_department"
ALL, ONE, FROM_TITLE = "all", "one", "title"


@dataclass(frozen=True)
class Reading:
    """The rows that are read, and how. `parts` are the sheets they come from."""

    tab: Tab
    how: Understanding
    parts: tuple[Part, ...]
    added: int | None = None
    """The column that was added for departments or sections, which is in no sheet."""
    others: tuple[tuple[str, int], ...] = ()
    """Sheets, and their rows (from 1) from which on another table stands that is not read."""
    blocks: Blocks | None = None
    """What stood in the rows of items with several, once it was said which is read."""
    details: Details | None = None
    """The rows of items that were added up, as was said."""
    sections_of: tuple[int, ...] = ()
    """Rows (from 1) whose names had their sections behind them."""

    @property
    def rows(self) -> int:
        """How many rows there are beneath the head, without the empty ones at the end."""
        last = len(self.tab.rows)
        while last > self.how.first and all(is_blank(one) for one in self.tab.rows[last - 1]):
            last -= 1
        return max(0, last - self.how.first)

    def where(self, row: int, place: int | None) -> tuple[str, str]:
        """The sheet and the cell (E7) of a row (from 1) and a column (from 0)."""
        if isinstance(self.tab, FormsTab):
            return self.tab.where(row, None if place == self.added else place)
        part = next(part for part in reversed(self.parts) if row - 1 >= part.start)
        there = row - part.start + part.first
        if place is None or place == self.added:
            return part.tab, str(there)
        return part.tab, cell_name(there, part.places.get(place, place))


def reading(grid: Grid, how: Understanding, names: Names) -> Reading:
    """The rows to read, as was answered so far. Raises FileRefused where there is no sheet."""
    tab = grid.tab(how.tab)
    if tab is None:
        raise FileRefused("no_sheet")
    read = _lists(grid, tab, how, names)
    titled = has_title_departments(how) and how.answers.get(TITLE) == FROM_TITLE
    if len(read) == 1 and not titled:
        whole = replace(tab, rows=read[0].rows)
        found = Reading(whole, how, (Part(0, tab.name, 0),), others=_others(read))
    else:
        found = _joined(read, how, names, titled)
    found = _with_sections(found, names)
    found = replace(found, how=refining.without_funding_of_others(found.tab, found.how))
    whole = unit_cells.with_units(bracket_cells.without_others(found.tab, found.how), found.how)
    is_answered = item_rows.ITEM_ROWS in how.answers
    if is_answered and (blocks := item_rows.blocks(whole, found.how)):
        return replace(found, tab=item_rows.as_answered(whole, found.how, blocks), blocks=blocks)
    if how.answers.get(DETAILS) == SUM and (parts := detail_rows.details(whole, found.how)):
        return replace(found, tab=detail_rows.summed(whole, found.how, parts), details=parts)
    return replace(found, tab=whole)


def _with_sections(found: Reading, names: Names) -> Reading:
    """The same with the sections that stand where names do, where no column has them."""
    apart = sections_apart.told_apart(found.tab, found.how, names) if found.added is None else None
    if apart is None:
        return found
    return replace(found, tab=apart.tab, how=apart.how, added=apart.added, sections_of=apart.named)


def _lists(grid: Grid, tab: Tab, how: Understanding, names: Names) -> list[List]:
    """The lists that are read; the first without its rows where one beside it was chosen."""
    found = _heads(grid, tab, how, names)
    read = [List(head, other_lists.end_of(head)) for head in found]
    if how.answers.get(BESIDE, ONE) not in (ONE, ALL):
        first = heads.side_by_side(head_of(tab, how))[0]
        if read[0].head.said != first.said:
            return [List(first, first.first), *read]
    return read


def _heads(grid: Grid, tab: Tab, how: Understanding, names: Names) -> list[Head]:
    """The head of the sheet, and those of the other sheets that are read with it."""
    others = same_lists(grid, how, names) if how.answers.get(SHEETS) == ALL else ()
    found = [head_of(tab, how), *others]
    if how.answers.get(TABLES) == ALL:
        found = [one for head in found for one in (head, *beneath(head))]
    answer = how.answers.get(BESIDE, ONE)
    lists = (
        dict(zip(words_of_lists(head), heads.side_by_side(head), strict=True)) for head in found
    )
    return [
        place_cells.plain(one, names)
        for of_head in lists
        for word, one in of_head.items()
        if answer in (ALL, word) or (answer not in of_head and word == ONE)
    ]


def words_of_lists(head: Head) -> list[str]:
    """The answers that only one of the lists side by side is read."""
    return [ONE, *(f"list{at}" for at in range(2, len(head.blocks) + 1))]


def beneath(head: Head) -> Iterator[Head]:
    """The heads of other tables beneath a list that have the same columns, perhaps elsewhere.

    They may lack some that say no amount; their places may stand in a line above them.
    """
    one = head
    while (end := other_lists.end_of(one)) < len(head.tab.rows):
        one = replace(heads.at(head.tab, end, head.words), is_beneath=True)
        if not _goes_with(one, head):
            return
        yield one


def same_lists(grid: Grid, how: Understanding, names: Names = NO_NAMES) -> tuple[Head, ...]:
    """The heads of the other sheets that hold a list with the same columns."""
    tab = grid.tab(how.tab)
    if tab is None or isinstance(tab, FormsTab):
        return ()
    head = head_of(tab, how)
    if not head.is_list:
        return ()
    others = (one for one in tabs_of_items(grid) if one.name != how.tab)
    found = (heads.best(one, how.words) for one in others)
    return tuple(one for one in found if _may_join(one, head, names))


def has_title_departments(how: Understanding) -> bool:
    """Whether departments can only be told by titles: no column says them."""
    return not {DEPARTMENT, PLACE} & set(how.columns.values())


def _goes_with(one: Head, first: Head) -> bool:
    """Whether a list has the columns of the first, or lacks some that say no name and no amount."""
    lacks = first.columns - one.columns
    return one.is_list and one.columns <= first.columns and not lacks & _NEEDED


def _may_join(one: Head, first: Head, names: Names) -> bool:
    """The same of a list on another sheet, which says its place if it has no column of it."""
    if not _goes_with(one, first):
        return False
    return not (first.columns - one.columns) & _PLACES or bool(department_said(one.tab, one, names))


def _joined(read: list[List], how: Understanding, names: Names, titled: bool) -> Reading:
    first = read[0].head.tab
    width = max((len(row) for row in first.rows), default=0)
    builder = Builder(read[0].head, how, width, titled)
    for one in read:
        builder.add(one, names, whole=one is read[0])
    columns = {**how.columns, width: DEPARTMENT} if titled else how.columns
    return Reading(
        builder.tab(first), replace(how, columns=columns), tuple(builder.parts),
        width if titled else None, _others(read),
    )  # fmt: skip


def _others(read: Sequence[List]) -> tuple[tuple[str, int], ...]:
    """The sheets with another table beneath the list, and the row (from 1) where it begins."""
    begun = {(one.head.tab.name, one.head.row) for one in read}
    tabs = ((one.head.tab, one.end) for one in read if one.end > one.head.first)
    return tuple(
        (tab.name, end + 1)
        for tab, end in tabs
        if end < len(tab.rows) and (tab.name, end) not in begun
    )


def title_departments(grid: Grid, how: Understanding, names: Names) -> list[tuple[str, str]]:
    """Each sheet that would be read, with the department that it says."""
    tab = grid.tab(how.tab)
    if tab is None or not has_title_departments(how):
        return []
    found = []
    for head in _heads(grid, tab, how, names):
        if said := department_said(head.tab, head, names):
            found.append((head.tab.name, said))
        rows, places = name_cells.told_apart(head, names)
        groups = filter(None, _groups(rows, head.first, names, said))
        found += [(f"【{one}】", one) for one in dict.fromkeys((*groups, *places.values()))]
    return found


def _groups(rows: Sequence[Row], first: int, names: Names, said: str) -> Iterator[str]:
    """What the rows beneath a head say of the places of those beneath them."""
    for at in range(first, len(rows)):
        group = group_said(rows, at, names, said)
        said = group or said
        yield group
