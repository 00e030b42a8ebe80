"""資料1-6 as a workbook that is ready to print: A4 landscape, header on every page."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import Any, Final

from workflow.documents.columns import Cell, Column, columns, first_money, sums
from workflow.documents.listing import NOTHING, STAGES, Entry, Group, Listing
from workflow.documents.seal import Amendment, Seal, amended_headings
from workflow.documents.xlsx_book import AMOUNT_FORMAT, PLAIN, Book, Page
from workflow.values.text import neutralised

HEADER_ROW: Final = 3
LINE_POINTS: Final = 15
HIGHEST_ROW: Final = 409
"""Points; Excel takes no more."""

_GRID: Final = {**PLAIN, "border": 1, "border_color": "#808080"}
_SHADED: Final = {"bold": True, "bg_color": "#EDEDED"}
_PAGES: Final = "&P / &N"


def write(listing: Listing) -> bytes:
    """One sheet: title, header, groups with 小計 where several, 計; amounts are numbers."""
    book = Book(listing.title)
    page = book.page(_tab(listing))
    shown = columns(listing)
    _head(page, listing, shown)
    for group in listing.groups:
        _group(page, group, shown)
    if not listing.groups:
        _across(page, len(shown), NOTHING, align="center")
    _sum(page, shown, "計", listing.entries)
    _set_up(page, shown, _footer(listing.seal))
    if listing.seal:
        _end(book, page, listing.seal)
    return book.content()


def _tab(listing: Listing) -> str:
    return listing.paper if listing.is_for_finance else STAGES[listing.stage]


def _head(page: Page, listing: Listing, shown: tuple[Column, ...]) -> None:
    page.put(1, 0, neutralised(listing.title), **{**PLAIN, "font_size": 14, "bold": True})
    number = {**PLAIN, "font_size": 12, "align": "right"}
    page.put(1, len(shown) - 1, listing.paper, **number)
    centred = {"align": "center", "valign": "vcenter", "text_wrap": True}
    for place, column in enumerate(shown):
        page.put(HEADER_ROW, place, column.heading, **_GRID, **_SHADED, **centred)


def _group(page: Page, group: Group, shown: tuple[Column, ...]) -> None:
    for entry in group.entries:
        cells = [column.cell(entry) for column in shown]
        row = page.last + 1
        _put_row(page, row, zip(range(len(shown)), cells, shown, strict=True))
        page.height(row, height(zip(cells, shown, strict=True)))
    if len(group.entries) > 1:
        _sum(page, shown, f"{group.department} 小計", group.entries)


def _sum(page: Page, shown: tuple[Column, ...], label: str, entries: Sequence[Entry]) -> None:
    begin = first_money(shown)
    row = _across(page, begin, label, align="right", **_SHADED)
    cells = [*zip(range(len(shown)), sums(shown, entries), shown, strict=True)]
    _put_row(page, row, cells[begin:], **_SHADED)


def _across(page: Page, places: int, text: str, **look: Any) -> int:
    """Begin a row with a text that reaches over `places` columns; the row is one line high."""
    row = page.last + 1
    page.across(row, places, neutralised(text), **_GRID, valign="top", **look)
    page.height(row, LINE_POINTS + 3)
    return row


def _put_row(
    page: Page, row: int, cells: Iterable[tuple[int, Cell, Column]], **look: object
) -> None:
    for place, value, column in cells:
        typed = neutralised(value) if isinstance(value, str) else value
        page.put(row, place, typed, **_GRID, **_look(column), **look)


def _look(column: Column) -> dict[str, Any]:
    align = {"align": "right" if column.is_number else "left", "valign": "top"}
    if column.is_money:
        return {**align, "shrink": True, "num_format": AMOUNT_FORMAT}
    return {**align, "text_wrap": True}


def height(cells: Iterable[tuple[Cell, Column]]) -> float:
    """The height of a row in points: not every program fits it to the wrapped text on its own."""
    lines = max(
        (_lines(value, column.width) for value, column in cells if isinstance(value, str)),
        default=1,
    )
    return min(lines * LINE_POINTS + 3, HIGHEST_ROW)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes; letters beyond Latin are as wide as two digits."""
    return sum(
        max(1, -(-(2 * len(line) - len(line.encode("latin-1", "ignore"))) // width))
        for line in text.split("\n")
    )


def _set_up(page: Page, shown: tuple[Column, ...], footer: str) -> None:
    for place, column in enumerate(shown):
        page.width(place, column.width)
    page.height(1, 24)
    page.height(HEADER_ROW, 2 * LINE_POINTS + 3)
    page.sheet.freeze_panes(HEADER_ROW, 0)
    page.landscape((1, HEADER_ROW), side=0.5, footer=footer)


def _footer(seal: Seal | None) -> str:
    """The pages' numbers; on a frozen edition the proofs beside them."""
    if seal is None:
        return f"&C{_PAGES}"
    # After its size a footer's text begins with no figure: it would be read as part of it.
    proofs = "\n".join((seal.name, *seal.proofs))
    return f"&L&6 {proofs}&R{_PAGES}"


def _end(book: Book, page: Page, seal: Seal) -> None:
    """The remarks under the list, and the changes on a sheet of their own."""
    for row, remark in enumerate(seal.remarks, start=page.last + 2):
        page.put(row, 0, neutralised(remark), **PLAIN)
    if seal.amendment:
        _amendment(book.page("前の版からの変更"), seal.amendment, _footer(seal))


def _amendment(page: Page, amendment: Amendment, footer: str) -> None:
    bold = {"bold": True}
    page.put(1, 0, neutralised(amendment.heading), **PLAIN, **bold)
    page.put(2, 0, neutralised(amendment.reason), **PLAIN)
    wrapped = {**_GRID, "valign": "top", "text_wrap": True}
    rows = (amended_headings(amendment), *(astuple(row) for row in amendment.rows))
    for number, row in enumerate(rows, start=4):
        for place, words in enumerate(row):
            page.put(number, place, neutralised(words), **wrapped, **(bold if number == 4 else {}))
    for place, digits in enumerate((44, 16, 60, 60)):
        page.width(place, digits)
    page.landscape((4, 4), footer=footer)
