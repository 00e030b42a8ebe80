"""資料1-6 as a workbook that is ready to print: A4 landscape, header on every page."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import Any, Final

from workflow.documents import progress
from workflow.documents.columns import (
    NAME_HEADING,
    Cell,
    Column,
    first_money,
    sheet_columns,
    sums,
)
from workflow.documents.listing import NOTHING, STAGES, Entry, Group, Listing
from workflow.documents.progress import Step
from workflow.documents.seal import Amended, Amendment, Seal, amended_headings
from workflow.documents.xlsx_book import AMOUNT_FORMAT, PAGES, PLAIN, Book, Page

HEADER_ROW: Final = 3
LINE_POINTS: Final = 15
HIGHEST_ROW: Final = 409
"""Points; Excel takes no more."""

MOST_LINES: Final = (HIGHEST_ROW - 3) // LINE_POINTS
CONTINUED: Final = " 続き"
"""After the number of a row that goes on with the texts of the row before."""

_GRID: Final = {**PLAIN, "border": 1, "border_color": "#808080"}
_SHADED: Final = {"bold": True, "bg_color": "#EDEDED"}
_AMENDED_WIDTHS: Final = (44, 16, 60, 60)


def write(listing: Listing) -> bytes:
    """One sheet: title, header, groups with 小計 where several, 計; amounts are numbers."""
    book = Book(listing.title, listing.office)
    page = book.page(_tab(listing))
    shown = sheet_columns(listing)
    _head(page, listing, shown)
    for block in listing.blocks:
        if listing.has_blocks:
            _across(page, len(shown), block.heading, align="left", **_SHADED)
        for group in block.groups:
            _group(page, group, shown)
        if listing.has_blocks:
            _sum(page, shown, block.sum_name, block.entries)
    if not listing.groups:
        _across(page, len(shown), NOTHING, align="center")
    _sum(page, shown, listing.sum_name, listing.entries)
    _set_up(page, shown, _footer(listing.seal))
    if listing.seal:
        _end(book, page, listing.seal)
    return book.content()


def _tab(listing: Listing) -> str:
    return listing.paper if listing.is_for_finance else STAGES[listing.stage]


def _head(page: Page, listing: Listing, shown: tuple[Column, ...]) -> None:
    page.put(1, 0, listing.title, **{**PLAIN, "font_size": 14, "bold": True})
    number = {**PLAIN, "font_size": 12, "align": "right"}
    page.put(1, len(shown) - 1, listing.paper, **number)
    if listing.counted:
        page.put(2, 0, f"（{listing.counted}）", **PLAIN)
    if listing.as_of:
        page.put(2, len(shown) - 1, listing.as_of, **PLAIN, align="right")
    centred = {"align": "center", "valign": "vcenter", "text_wrap": True}
    for place, column in enumerate(shown):
        page.put(HEADER_ROW, place, column.heading, **_GRID, **_SHADED, **centred)


def _group(page: Page, group: Group, shown: tuple[Column, ...]) -> None:
    widths = [column.width for column in shown]
    for entry in group.entries:
        for cells in rows_of_entry(entry, shown):
            row = page.last + 1
            _put_row(page, row, zip(range(len(shown)), cells, shown, strict=True))
            page.height(row, height(zip(cells, widths, strict=True)))
        progress.say(Step.WRITING, entry.line.no)
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
    page.across(row, places, text, **_GRID, valign="top", **look)
    page.height(row, LINE_POINTS + 3)
    return row


def _put_row(
    page: Page, row: int, cells: Iterable[tuple[int, Cell, Column]], **look: object
) -> None:
    for place, value, column in cells:
        page.put(row, place, value, **_GRID, **_look(column), **look)


def _look(column: Column) -> dict[str, Any]:
    align = {"align": "right" if column.is_number else "left", "valign": "top"}
    if column.is_money:
        return {**align, "shrink": True, "num_format": AMOUNT_FORMAT}
    return {**align, "text_wrap": True}


def rows_of_entry(entry: Entry, shown: Sequence[Column]) -> list[list[Cell]]:
    """Its cells, in as many rows as they take that a workbook can show whole.

    A further row has the number with 続き, the name, and the texts that go on.
    """
    cells = [column.cell(entry) for column in shown]
    first, *others = torn(cells, [column.width for column in shown])
    whole = zip(cells, first, shown, strict=True)
    rows = [[cell if column.returns else piece for cell, piece, column in whole]]
    for further in others:
        further[0] = f"{entry.line.no}{CONTINUED}"
        further[_name_place(shown)] = entry.line.name
        rows.append(further)
    return rows


def torn(cells: Sequence[Cell], widths: Sequence[int]) -> list[list[Cell]]:
    """The cells in as many rows as the texts take that a workbook can show whole."""
    texts = [
        _pieces(cell, width) if isinstance(cell, str) else [cell]
        for cell, width in zip(cells, widths, strict=True)
    ]
    return [list(row) for row in zip_longest(*texts)]


def _name_place(shown: Sequence[Column]) -> int:
    return next(place for place, column in enumerate(shown) if column.heading == NAME_HEADING)


def _pieces(text: str, width: int) -> list[str]:
    """The text in pieces that a row can show, torn between lines where it can be."""
    pieces: list[list[str]] = [[]]
    left = MOST_LINES
    for line in _short_lines(text, width):
        takes = _lines(line, width)
        if takes > left:
            pieces.append([])
            left = MOST_LINES
        pieces[-1].append(line)
        left -= takes
    return ["\n".join(piece) for piece in pieces]


def _short_lines(text: str, width: int) -> Iterable[str]:
    """Its lines; one that fills a row by itself in parts that do not."""
    most = MOST_LINES * width // 2
    for line in text.split("\n"):
        yield from (line[at : at + most] for at in range(0, max(len(line), 1), most))


def height(cells: Iterable[tuple[Cell | Decimal, int]]) -> float:
    """The height of a row in points, of cells and their columns' widths in characters.

    Not every program fits a row to its wrapped text on its own.
    """
    lines = max(
        (_lines(value, width) for value, width in cells if isinstance(value, str)),
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
    page.landscape((1, HEADER_ROW), footer=footer, lead=_name_place(shown) + 1)


def _footer(seal: Seal | None) -> str:
    """The pages' numbers; on a frozen edition the proofs beside them."""
    if seal is None:
        return f"&C{PAGES}"
    # After its size a footer's text begins with no figure: it would be read as part of it.
    # On one line: what is written for a break in a footer is shown as _x000a_ by some programs.
    proofs = "　".join((seal.name, *seal.proofs))
    return f"&L&6 {proofs}&R{PAGES}"


def _end(book: Book, page: Page, seal: Seal) -> None:
    """The remarks under the list, and the changes on a sheet of their own."""
    for row, remark in enumerate(seal.remarks, start=page.last + 2):
        page.put(row, 0, remark, **PLAIN)
    if seal.amendment:
        _amendment(book.page("前の版からの変更"), seal.amendment, _footer(seal))


def _rows_of_change(change: Amended) -> Iterable[tuple[str, str, str, str]]:
    """A change in as many rows as its texts take; each names the item and the column."""
    item, column, *texts = change.printed
    before, after = (
        _pieces(text, width) for text, width in zip(texts, _AMENDED_WIDTHS[2:], strict=True)
    )
    for earlier, later in zip_longest(before, after, fillvalue=""):
        yield item, column, earlier, later


def _amendment(page: Page, amendment: Amendment, footer: str) -> None:
    bold = {"bold": True}
    page.put(1, 0, amendment.heading, **PLAIN, **bold)
    page.put(2, 0, amendment.reason, **PLAIN)
    wrapped = {**_GRID, "valign": "top", "text_wrap": True}
    rows = [amended_headings(amendment)]
    for change in amendment.rows:
        rows += _rows_of_change(change)
    for number, row in enumerate(rows, start=4):
        for place, words in enumerate(row):
            page.put(number, place, words, **wrapped, **(bold if number == 4 else {}))
    for place, digits in enumerate(_AMENDED_WIDTHS):
        page.width(place, digits)
    page.landscape((4, 4), footer=footer)
