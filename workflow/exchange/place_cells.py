"""What stands in cells in ways of its own: 企画部 計 above its items, a letter of it in each cell.

And 〃 税務課 beneath 総務部; names that a format sets in, in place of blanks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from workflow.exchange import group_labels, labels, name_cells, placing
from workflow.exchange.cell_values import is_blank, text_of, with_cell
from workflow.exchange.columns import DEPARTMENT, PLACE
from workflow.exchange.head import Head
from workflow.exchange.names import Names
from workflow.files.grid import Row
from workflow.values.text import search_key

_SUM: Final = re.compile(r"[\s・(（]{0,4}(?:小計|合計|総計|累計|計)(?:[\s(（)）].*)?$")
_PLACES: Final = (DEPARTMENT, PLACE, "section")
_MOST_LETTERS: Final = 12
_LONGEST_RUN: Final = 1_000
"""Rows of letters; nobody writes more of them."""
_SECTION: Final = "section"
_ENDS_OF_SECTIONS: Final = ("課", "室", "署")
_ITEM, _GRAND = "", "grand"
_DITTO: Final = frozenset("〃″〞”仝")


def plain(head: Head, names: Names) -> Head:
    """The head of the same list with all this as others have it: 【企画部】, 企画部, 　改修."""
    rows = _set_in(head)
    kinds = _kinds(rows, head.first, names)
    if kinds:
        rows = [_as_group(row) if kinds.get(at, _ITEM) else row for at, row in enumerate(rows)]
    for column in _PLACES:
        for place in head.places(column)[:1]:
            rows = _with_names(rows, head.first, place, names)
            rows = _with_dittos(rows, head.first, place, names)
    rows = _with_sections(head, rows, names)
    rows = name_cells.with_names_above(head, rows)
    return head if rows is head.tab.rows else replace(head, tab=replace(head.tab, rows=rows))


# ------------------------------------------------------------- cells that are set in


def _set_in(head: Head) -> Sequence[Row]:
    """The rows with blanks before the names that a format sets in further than the others."""
    tab, places = head.tab, head.places("name")[:1]
    if not tab.indents or not places:
        return tab.rows
    (place,) = places
    of_names = {
        at: tab.indents.get((at + 1, place + 1), 0)
        for at in range(head.first, len(tab.rows))
        if isinstance(name := tab.value(at, place), str) and not is_blank(name)
    }
    least = min(of_names.values(), default=0)
    deeper = {at: by - least for at, by in of_names.items() if by > least}
    return (
        [
            with_cell(row, place, "\u3000" * deeper[at] + text_of(row[place]))
            if at in deeper
            else row
            for at, row in enumerate(tab.rows)
        ]
        if deeper
        else tab.rows
    )


# ------------------------------------------------------------- sums above their items


def _kinds(rows: Sequence[Row], first: int, names: Names) -> dict[int, str]:
    """The rows (from 0) that are sums of a department or a section, where all stand above items.

    They do where one is first of all, and no two of a kind follow on each other.
    """
    filled = (at for at in range(first, len(rows)) if any(one != "" for one in rows[at]))
    top = next((at for at in filled if _kind(rows[at], names) != _GRAND), None)
    if top is None or not _kind(rows[top], names):
        return {}
    found, before = dict[int, str](), _ITEM
    for at in (top, *filled):
        kind = _kind(rows[at], names)
        if kind == _GRAND:
            continue
        if kind and (kind == before or (before == _SECTION and kind == DEPARTMENT)):
            return {}
        if kind:
            found[at] = kind
        before = kind
    return {} if before else found


def _kind(row: Row, names: Names) -> str:
    """Whether a row is the sum of a department, of a section, of everything or no sum at all."""
    text = _first_text(row)
    if "計" not in text:
        return _ITEM
    key = search_key(text)
    of = labels.summed(key)
    if of and names.department(of) is not None:
        return DEPARTMENT
    if of and names.holders(of):
        return _SECTION
    if of and group_labels.office_in([f"【{of}】"]):
        return _SECTION if of.endswith(_ENDS_OF_SECTIONS) else DEPARTMENT
    return _GRAND if labels.is_grand_sum(key) else _ITEM


def _first_text(row: Row) -> str:
    first = next((one for one in row if not is_blank(one)), "")
    return first.strip() if isinstance(first, str) and len(first) <= labels.LONGEST else ""


def _as_group(row: Row) -> Row:
    """The row of a sum as the name of a group, with its amounts beside it."""
    at = next(at for at, one in enumerate(row) if not is_blank(one))
    return [*row[:at], f"【{_SUM.sub('', text_of(row[at]).strip())}】", *row[at + 1 :]]


# ------------------------------------------------------------- a letter in each cell


def _with_names(rows: Sequence[Row], first: int, place: int, names: Names) -> Sequence[Row]:
    """The rows with the whole names of places whose letters stand one beneath the other."""
    cells = (row[place] for row in rows[first:] if place < len(row))
    if not _is_letter(next((one for one in cells if one != "" and not is_blank(one)), "")):
        return rows
    changed = list(rows)
    for run in _runs(rows, first, place):
        for start, stop, name in _named(rows, run[:_LONGEST_RUN], place, names):
            for at in range(start, stop + 1):
                changed[at] = with_cell(rows[at], place, name)
    return changed


def _runs(rows: Sequence[Row], first: int, place: int) -> Iterator[list[int]]:
    """The rows of letters that nothing else stands between in their column."""
    run: list[int] = []
    for at in range(first, len(rows)):
        cell = rows[at][place] if place < len(rows[at]) else ""
        if _is_letter(cell):
            run.append(at)
        elif not is_blank(cell):
            yield run
            run = []
    yield run


def _named(
    rows: Sequence[Row], run: Sequence[int], place: int, names: Names
) -> Iterator[tuple[int, int, str]]:
    """The first and the last row of each name in a run of letters, the longest that is one."""
    at = 0
    while at < len(run):
        name, length = "", 1
        for size in range(min(_MOST_LETTERS, len(run) - at), 1, -1):
            name = "".join(text_of(rows[row][place]).strip() for row in run[at : at + size])
            if names.department(name) is not None or names.holders(name):
                yield run[at], run[at + size - 1], name
                length = size
                break
        at += length


# ------------------------------------------------------------- sections above their items


def _with_sections(head: Head, rows: Sequence[Row], names: Names) -> Sequence[Row]:
    """The rows with the section that ■税務課 above them says, where no item says its own.

    Only those of items that say the department of that section.
    """
    places = [place for one in (_SECTION, DEPARTMENT) for place in head.places(one)[:1]]
    if len(places) != len((_SECTION, DEPARTMENT)):
        return rows
    section_at, department_at = places
    beneath = [at for at in range(head.first, len(rows)) if any(one != "" for one in rows[at])]
    alone = {at for at in beneath if sum(not is_blank(one) for one in rows[at]) == 1}
    if not alone or any(_text(rows[at], section_at) for at in beneath if at not in alone):
        return rows
    changed, group = list(rows), ""
    for at in beneath:
        if at not in alone:
            department = names.department(_text(rows[at], department_at))
            if section := _section_said(group, department, names):
                changed[at] = with_cell(rows[at], section_at, section)
        elif not labels.is_remark(search_key(_first_text(rows[at]))):
            group = group_labels.group_of(rows[at])
    return changed


def _section_said(group: str, department: int | None, names: Names) -> str:
    """The section of a department that the name of a group says: 税務課, 総務部税務課."""
    if not group or department is None:
        return ""
    placed = placing.of_both(group, department, names)
    is_its = placed.department_id == department and not placed.unknown
    return names.section_called(department, placed.section) if is_its else ""


def _text(row: Row, place: int) -> str:
    return text_of(row[place]).strip() if place < len(row) else ""


# ------------------------------------------------------------- 〃 before a section


def _with_dittos(rows: Sequence[Row], first: int, place: int, names: Names) -> Sequence[Row]:
    """The rows with the department of the cell above in place of the mark in 〃 税務課."""
    cells = {at: row[place] for at, row in enumerate(rows) if at >= first and place < len(row)}
    if not any(
        isinstance(one, str) and one[:1] in _DITTO and one[1:].strip() for one in cells.values()
    ):
        return rows
    changed, department = list(rows), ""
    for at, cell in cells.items():
        text = text_of(cell).strip()
        if text[:1] in _DITTO:
            if department and (section := text[1:].strip()):
                changed[at] = with_cell(rows[at], place, f"{department} {section}")
        elif text:
            of = placing.of_both(text, None, names).department_id
            department = names.department_title(names.department_codes.get(of or 0, ""))
    return changed


def _is_letter(cell: object) -> bool:
    return isinstance(cell, str) and len(cell.strip()) == 1
