"""Tables as files: written as xlsx or csv, and read back through the sandboxed reader."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from workflow.documents import FORMS, Document, table_document
from workflow.documents.xlsx_book import PLAIN, Book
from workflow.files import grid
from workflow.files.grid import Row, Tab
from workflow.files.headed import is_example
from workflow.files.workbooks import FileRefused
from workflow.values.text import search_key, typed

HEAD_WITHIN: Final = 10
"""In how many rows the head is looked for."""
MOST_ROWS: Final = 3000
_HEAD: Final = {**PLAIN, "bold": True, "bg_color": "#E8E6DF", "border": 1}
_CELL: Final = {**PLAIN, "border": 1, "text_wrap": True, "valign": "top"}


class Line(NamedTuple):
    """A row of a file that says something: its place as the sheet shows it, and its texts."""

    row: int
    cells: Mapping[str, str]


def write(
    name: str, form: str, headings: Mapping[str, int], rows: Sequence[Row], note: str = ""
) -> Document:
    """A table as `form` (xlsx or csv); headings come with their widths in digits.

    A note is written over the headings of a workbook that has no rows yet.
    """
    if form != "xlsx":
        return table_document(name, list(headings), [[str(one) for one in row] for row in rows])
    book = Book(name)
    page = book.page(name[:31])
    head = 2 if note and not rows else 1
    if head > 1:
        page.put(1, 0, note)
    for place, (heading, width) in enumerate(headings.items()):
        page.width(place, width)
        page.put(head, place, heading, **_HEAD)
    for number, row in enumerate(rows, head + 1):
        for place, value in enumerate(row):
            page.put(number, place, value, **_CELL)
    page.sheet.freeze_panes(head, 0)
    page.landscape((1, head))
    return Document(f"{name}.xlsx", FORMS["xlsx"].media_type, book.content())


def read(content: bytes, whose: int, needed: Sequence[str]) -> list[Line]:
    """The rows of the first sheet that has all the `needed` headings, blank ones left out.

    Raises FileRefused: no such sheet (head_missing), too many rows, or not readable at all.
    """
    found = grid.unpacked(grid.packed(content, whose))
    for tab in found.tabs:
        if tab.is_visible and (head := _head(tab, needed)):
            return list(_lines(tab, *head))
    raise FileRefused("head_missing", names="、".join(needed))


def _head(tab: Tab, needed: Sequence[str]) -> tuple[int, dict[str, int]] | None:
    for number, row in enumerate(tab.rows[:HEAD_WITHIN]):
        places = {search_key(_text(cell)): place for place, cell in enumerate(row)}
        if all(search_key(one) in places for one in needed):
            return number, places
    return None


def _lines(tab: Tab, head: int, places: Mapping[str, int]) -> Iterator[Line]:
    if len(tab.rows) > MOST_ROWS:
        raise FileRefused("too_many_rows", limit=MOST_ROWS)
    for number in range(head + 1, len(tab.rows)):
        cells = {key: _text(tab.value(number, place)) for key, place in places.items() if key}
        if any(cells.values()) and not is_example(_text(tab.value(number, min(places.values())))):
            yield Line(number + 1, cells)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return typed(str(cell)).strip()
