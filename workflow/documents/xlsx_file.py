"""資料1-6 as a workbook that is ready to print: A4 landscape, header on every page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from datetime import datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from workflow.documents.listing import NOTHING, STAGES, Entry, Group, Listing
from workflow.documents.printed import Column, columns, first_money, sums
from workflow.documents.seal import Amendment, Seal, amended_headings
from workflow.text import neutralised

SheetCell = Cell | MergedCell

AMOUNT_FORMAT: Final = "#,##0;△#,##0"
HEADER_ROW: Final = 3
LINE_POINTS: Final = 15
HIGHEST_ROW: Final = 409
"""Points; Excel takes no more."""

_FONT: Final = "Yu Gothic"
_THIN: Final = Side(style="thin", color="808080")
_GRID: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_SHADE: Final = PatternFill("solid", fgColor="EDEDED")
_STAMP: Final = (1980, 1, 1, 0, 0, 0)
"""Two files of the same list are the same bytes: no moment of writing is in them."""
_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Where a workbook would take what follows for the number of a character (ECMA-376, ST_Xstring)."""
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def write(listing: Listing) -> bytes:
    """One sheet: title, header, groups with 小計 where several, 計; amounts are numbers."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet: Worksheet = book.create_sheet(_tab(listing))
    shown = columns(listing)
    _head(sheet, listing, shown)
    for group in listing.groups:
        _group(sheet, group, shown)
    if not listing.groups:
        _across(sheet, _append(sheet, shown, [NOTHING]), len(shown), "center")
    _sum(sheet, shown, "計", listing.entries)
    _set_up(sheet, shown)
    if listing.seal:
        _end(book, sheet, listing.seal)
    book.properties.creator = "Jizen"
    book.properties.title = listing.title
    book.properties.created = datetime(*_STAMP)  # noqa: DTZ001 (the format has no zone)
    out = BytesIO()
    book.save(out)
    return _without_moments(out.getvalue())


def _tab(listing: Listing) -> str:
    return listing.paper if listing.is_for_finance else STAGES[listing.stage]


def _head(sheet: Worksheet, listing: Listing, shown: tuple[Column, ...]) -> None:
    sheet.cell(1, 1, neutralised(listing.title)).font = Font(_FONT, 14, bold=True)
    number = sheet.cell(1, len(shown), listing.paper)
    number.font = Font(_FONT, 12)
    number.alignment = Alignment(horizontal="right")
    for place, column in enumerate(shown, start=1):
        cell = sheet.cell(HEADER_ROW, place, column.heading)
        cell.font = Font(_FONT, 10, bold=True)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border, cell.fill = _GRID, _SHADE


def _group(sheet: Worksheet, group: Group, shown: tuple[Column, ...]) -> None:
    for entry in group.entries:
        _append(sheet, shown, [column.cell(entry) for column in shown])
    if len(group.entries) > 1:
        _sum(sheet, shown, f"{group.department} 小計", group.entries)


def _sum(sheet: Worksheet, shown: tuple[Column, ...], label: str, entries: Sequence[Entry]) -> None:
    place = first_money(shown)
    cells = _append(sheet, shown, [label, *sums(shown, entries)[1:]])
    _across(sheet, cells, place, "right")
    for cell in cells:
        cell.font, cell.fill = Font(_FONT, 10, bold=True), _SHADE


def _across(sheet: Worksheet, cells: list[SheetCell], columns: int, horizontal: str) -> None:
    """Let the first cell of the last row reach over `columns`; the row is one line high."""
    row = sheet.max_row
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    sheet.row_dimensions[row].height = LINE_POINTS + 3
    cells[0].alignment = Alignment(horizontal=horizontal, vertical="top")


def _append(
    sheet: Worksheet, shown: tuple[Column, ...], values: Iterable[str | int | None]
) -> list[SheetCell]:
    row = max(sheet.max_row, HEADER_ROW) + 1
    given = [*values]
    cells = []
    for place, column in enumerate(shown, start=1):
        value = given[place - 1] if place <= len(given) else None
        cell = sheet.cell(row, place)
        if isinstance(value, str):
            _put_text(cell, value)
        else:
            cell.value = value
        _style(cell, column)
        cells.append(cell)
    sheet.row_dimensions[row].height = height(zip(given, shown, strict=False))
    return cells


def height(cells: Iterable[tuple[str | int | None, Column]]) -> float:
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


def _put_text(cell: SheetCell, typed: str) -> None:
    """Write a text that stays one: no formula, no #N/A, no _x202E_ that is read as a character."""
    cell.value = _ESCAPE.sub("_x005F_", neutralised(typed))
    cell.data_type = "s"


def _style(cell: SheetCell, column: Column) -> None:
    horizontal = "right" if column.is_number else "left"
    cell.alignment = Alignment(
        horizontal=horizontal,
        vertical="top",
        wrap_text=not column.is_money,
        shrink_to_fit=column.is_money,
    )
    cell.font, cell.border = Font(_FONT, 10), _GRID
    if column.is_money:
        cell.number_format = AMOUNT_FORMAT


def _set_up(sheet: Worksheet, shown: tuple[Column, ...]) -> None:
    for place, column in enumerate(shown, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.print_title_rows = f"1:{HEADER_ROW}"
    sheet.row_dimensions[1].height = 24
    sheet.row_dimensions[HEADER_ROW].height = 2 * LINE_POINTS + 3
    _landscape(sheet)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("&P / &N"))


def _landscape(sheet: Worksheet) -> None:
    """A4 on its side, every column on one page, as many pages as the rows take."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _end(book: Workbook, sheet: Worksheet, seal: Seal) -> None:
    """The remarks under the list, the changes on a sheet of their own, the proofs on each page."""
    for place, remark in enumerate(seal.remarks, start=sheet.max_row + 2):
        _put_text(sheet.cell(place, 1), remark)
        sheet.cell(place, 1).font = Font(_FONT, 10)
    if seal.amendment:
        _amendment(book.create_sheet("前の版からの変更"), seal.amendment)
    for page in book.worksheets:
        # After its size a footer's text begins with no figure: it would be read as part of it.
        page.oddFooter = HeaderFooterItem(
            left=_HeaderFooterPart("\n".join((seal.name, *seal.proofs)), size=6),
            right=_HeaderFooterPart("&P / &N"),
        )


def _amendment(sheet: Worksheet, amendment: Amendment) -> None:
    rows = [
        (amendment.heading,),
        (amendment.reason,),
        (),
        amended_headings(amendment),
        *(astuple(row) for row in amendment.rows),
    ]
    for number, row in enumerate(rows, start=1):
        for place, words in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            _put_text(cell, words)
            cell.font = Font(_FONT, 10, bold=number in (1, 4))
            if number >= 4:
                cell.border = _GRID
                cell.alignment = Alignment(vertical="top", wrap_text=True)
    for letter, width in zip("ABCD", (44, 16, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.print_title_rows = "4:4"
    _landscape(sheet)


def _without_moments(workbook: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(workbook)) as given, ZipFile(out, "w", ZIP_DEFLATED) as kept:
        for name in given.namelist():
            content = given.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            info = ZipInfo(name, _STAMP)
            info.compress_type = ZIP_DEFLATED
            kept.writestr(info, content)
    return out.getvalue()
