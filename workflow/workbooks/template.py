"""The workbook to fill in: 資料1-6 and what reviewers ask besides, with lists and hints.

An exported list is the same workbook with its items in it; a hidden column and a hidden
sheet say what each row was, so that it can be merged when it comes back.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from workflow.paper_words import ENTRIES
from workflow.sheet import CORE_FIELDS, SPECS, Kind, Sheet
from workflow.workbooks import columns, stamps, values
from workflow.workbooks.columns import DEPARTMENT, ITEM, NUMBER, ORDER
from workflow.workbooks.grid import Value
from workflow.workbooks.names import Names
from workflow.workbooks.words import YES

TAB: Final = "様式"
HEADER_ROW: Final = 3
EMPTY_ROWS: Final = 300
"""Rows beneath the last item that have lists, hints and formats."""
AMOUNT_FORMAT: Final = "#,##0;△#,##0"
DAY_FORMAT: Final = "yyyy/m/d"

_FONT: Final = "Yu Gothic"
_THIN: Final = Side(style="thin", color="8A867B")
_GRID: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CORE: Final = PatternFill("solid", fgColor="D9E1EE")
_OPTIONAL: Final = PatternFill("solid", fgColor="EDEDED")
_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_WIDTHS: Final = {
    NUMBER: 5, DEPARTMENT: 17, "section": 19, "field": 7, "category": 17, "name": 32,
    "amount_kyen": 12, "funding": 19, "summary": 58,
}  # fmt: skip
_WIDTH_OF: Final = {Kind.MONEY: 14, Kind.COUNT: 10, Kind.DATE: 13, Kind.BLOCK: 36}


@dataclass(frozen=True)
class ListedItem:
    """One item of an exported list, as it is now."""

    item_id: int
    revision: int
    department: str
    sheet: Sheet

    @property
    def content_hash(self) -> str:
        """What the item's content hashes to."""
        return self.sheet.content_hash

    @property
    def content(self) -> Mapping[str, Any]:
        """The content as plain values."""
        return self.sheet.to_json()


@dataclass(frozen=True)
class Template:
    """What is written: for which cycle, with which names, for whose departments."""

    cycle_id: str
    title: str
    names: Names
    departments: Sequence[str]
    items: Sequence[ListedItem] = field(default=())


def write(template: Template) -> bytes:
    """The workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet: Worksheet = book.create_sheet(TAB)
    _head(sheet, template)
    for place, item in enumerate(template.items):
        _fill(sheet, HEADER_ROW + 1 + place, place + 1, item, template.names)
    last = HEADER_ROW + len(template.items) + EMPTY_ROWS
    _lists(sheet, book.create_sheet(stamps.LISTS_TAB), template, last)
    _formats(sheet, len(template.items), last)
    _stamp(book.create_sheet(stamps.STAMP_TAB), template)
    _set_up(sheet)
    book.properties.creator = "Jizen"
    book.properties.title = template.title
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Worksheet, template: Template) -> None:
    sheet.cell(1, 1, template.title).font = Font(_FONT, 14, bold=True)
    sheet.cell(2, 1, "金額の単位は千円です。計の行は読み飛ばします。").font = Font(_FONT, 10)
    for place, name in enumerate(ORDER, start=1):
        cell = sheet.cell(HEADER_ROW, place, columns.heading(name))
        cell.font = Font(_FONT, 10, bold=True)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        is_core = name in CORE_FIELDS or name == DEPARTMENT
        cell.border, cell.fill = _GRID, _CORE if is_core else _OPTIONAL


def _fill(sheet: Worksheet, row: int, number: int, item: ListedItem, names: Names) -> None:
    beside: dict[str, Value] = {NUMBER: number, DEPARTMENT: item.department, ITEM: item.item_id}
    for place, name in enumerate(ORDER, start=1):
        if name in beside:
            _put(sheet, row, place, beside[name])
        else:
            _put(sheet, row, place, values.written(name, getattr(item.sheet, name), names))


def _put(sheet: Worksheet, row: int, place: int, value: Value) -> None:
    if value == "":
        return
    cell = sheet.cell(row, place)
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = _ESCAPE.sub("_x005F_", value)
    cell.data_type = "s"
    # What looks like a formula stays a text when the cell is edited.
    cell.quotePrefix = value[:1] in "=+-@"


def _lists(sheet: Worksheet, hidden: Worksheet, template: Template, last: int) -> None:
    """Drop-downs, each fed by a column of a hidden sheet; hints for the rest."""
    hidden.sheet_state = "hidden"
    for place, name in enumerate(ORDER, start=1):
        entries = _entries(name, template)
        validation = _validation(name, entries, hidden, place) if name != ITEM else None
        if validation is not None:
            letter = get_column_letter(place)
            validation.add(f"{letter}{HEADER_ROW + 1}:{letter}{last}")
            sheet.add_data_validation(validation)


def _validation(
    name: str, entries: Sequence[str], hidden: Worksheet, place: int
) -> DataValidation | None:
    hint = columns.HINTS.get(columns.kind(name), "")
    if columns.kind(name) is Kind.SEVERAL:
        return _hinted(DataValidation(), columns.SEVERAL_HINT, name)
    if not entries:
        return _hinted(DataValidation(), hint, name) if hint else None
    for row, entry in enumerate(entries, start=1):
        _put(hidden, row, place, entry)
    letter = get_column_letter(place)
    source = f"{quote_sheetname(hidden.title)}!${letter}$1:${letter}${len(entries)}"
    # A warning only: what is typed otherwise is named when the file comes in.
    listed = DataValidation(
        type="list", formula1=source, allow_blank=True, showErrorMessage=True, errorStyle="warning"
    )
    return _hinted(listed, hint or columns.HINTS[Kind.CHOICE], name)


def _hinted(validation: DataValidation, hint: str, name: str) -> DataValidation:
    validation.showInputMessage = True
    validation.promptTitle = columns.heading(name)[:32]
    validation.prompt = hint
    return validation


def _entries(name: str, template: Template) -> Sequence[str]:
    masters = template.names.masters
    if name == DEPARTMENT:
        return template.departments
    if name == "section":
        own = [one for one in masters.departments if one.name.ja in template.departments]
        return [section for one in own for section in one.sections]
    if name == "category":
        return [one.title.ja for one in masters.categories]
    if name == "goal_number":
        return [str(goal.number) for goal in masters.goals]
    if name == "amount_confirmed":
        return [YES]
    choices = SPECS[name].choices if name in SPECS else None
    return list(ENTRIES[choices].values()) if choices else []


def _formats(sheet: Worksheet, items: int, last: int) -> None:
    """Every cell that is written on, and the formats of whole columns for those that are not."""
    for place, name in enumerate(ORDER, start=1):
        kind = columns.kind(name)
        number_format = {Kind.MONEY: AMOUNT_FORMAT, Kind.DATE: DAY_FORMAT}.get(kind, "General")
        is_number = kind in (Kind.MONEY, Kind.COUNT)
        for row in range(HEADER_ROW + 1, min(HEADER_ROW + items + 30, last) + 1):
            cell = sheet.cell(row, place)
            cell.number_format = number_format
            cell.font, cell.border = Font(_FONT, 10), _GRID
            cell.alignment = Alignment(
                horizontal="right" if is_number else "left", vertical="top", wrap_text=True
            )


def _stamp(hidden: Worksheet, template: Template) -> None:
    hidden.sheet_state = "veryHidden"
    rows = [[stamps.MARK, str(stamps.VERSION)], ["cycle", template.cycle_id]]
    rows += [stamps.stamp_of(item) for item in template.items]
    for row, cells in enumerate(rows, start=1):
        for place, text in enumerate(cells, start=1):
            _put(hidden, row, place, text)


def _set_up(sheet: Worksheet) -> None:
    for place, name in enumerate(ORDER, start=1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = _WIDTHS.get(name) or _WIDTH_OF.get(columns.kind(name), 20)
        dimension.hidden = name == ITEM
    sheet.row_dimensions[HEADER_ROW].height = 32
    sheet.freeze_panes = f"{get_column_letter(ORDER.index('amount_kyen') + 1)}{HEADER_ROW + 1}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_area = f"A1:I{max(sheet.max_row, HEADER_ROW + 1)}"
