"""A file as grids of cells: xlsx, xls, ods and texts (csv, and what is pasted), all the same.

Values are what the file stores, never what a formula would give: a formula cell has the
value that was stored for it, and is named where there is none.
"""

import csv
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import Final

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from workflow.files import archives
from workflow.files.workbooks import FileRefused, WorkbookKind, kind_of
from workflow.files.xml_parts import MOST_CELLS, Extent

Value = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
Row = Sequence[Value]
Merge = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell (row, column) of a merged range, from 0."""

TEXT_TAB: Final = "CSV"
_ENCODINGS: Final = ("utf-8-sig", "cp932")
_DELIMITERS: Final = ",\t;"
_MOST_TABS: Final = 60


@dataclass(frozen=True)
class Tab:
    """One sheet; `rows` begin at A1, `unfinished` are formulas without a value (from 1)."""

    name: str
    rows: Sequence[Row]
    merges: tuple[Merge, ...] = ()
    unfinished: frozenset[tuple[int, int]] = frozenset()
    is_visible: bool = True

    def value(self, row: int, column: int) -> Value:
        """What is in a cell (from 0); "" where there is nothing."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return ""


@dataclass(frozen=True)
class Grid:
    """Every sheet of a file."""

    kind: WorkbookKind
    tabs: tuple[Tab, ...] = field(default=())

    def tab(self, name: str) -> Tab | None:
        """The sheet with this name."""
        return next((tab for tab in self.tabs if tab.name == name), None)


def read(content: bytes) -> Grid:
    """Read a file. Raises FileRefused."""
    kind = kind_of(content)
    if kind is WorkbookKind.TEXT:
        return Grid(kind, (_text_tab(content),))
    if kind is WorkbookKind.XLS:
        return Grid(kind, tuple(_tabs(content, {})))
    kind, harmless, extents = archives.open_workbook(content)
    return Grid(kind, tuple(_tabs(harmless, extents)))


def _tabs(content: bytes, extents: Mapping[str, Extent]) -> list[Tab]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return list(_read_tabs(book, extents))
    except FileRefused:
        raise
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as wrong:
        # The reader's own panics are no Exception; all of them mean a broken file.
        raise _refusal(wrong) from wrong


def _refusal(wrong: BaseException) -> FileRefused:
    return FileRefused("encrypted" if "assword" in f"{type(wrong)}{wrong}" else "damaged")


def _read_tabs(book: CalamineWorkbook, extents: Mapping[str, Extent]) -> Iterable[Tab]:
    sheets = [one for one in book.sheets_metadata if one.typ is SheetTypeEnum.WorkSheet]
    if len(sheets) > _MOST_TABS:
        raise FileRefused("too_many_cells", limit=MOST_CELLS)
    for meta in sheets:
        sheet = book.get_sheet_by_name(meta.name)
        if sheet.total_height * sheet.total_width > MOST_CELLS:
            raise FileRefused("too_many_cells", limit=MOST_CELLS)
        extent = extents.get(meta.name, Extent())
        merges = tuple(sheet.merged_cell_ranges or ())
        _require_apart(merges, sheet.total_height)
        yield Tab(
            meta.name,
            sheet.to_python(skip_empty_area=False),
            merges,
            frozenset(extent.unfinished),
            meta.visible is SheetVisibleEnum.Visible,
        )


def _require_apart(merges: Sequence[Merge], height: int) -> None:
    """Merged ranges lie beside one another: together they cannot be longer than a sheet."""
    rows = (min(last[0], height) - first[0] for first, last in merges)
    if sum(max(0, count) for count in rows) > MOST_CELLS:
        raise FileRefused("too_many_cells", limit=MOST_CELLS)


def _text_tab(content: bytes) -> Tab:
    text = _decoded(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as wrong:
        raise FileRefused("damaged") from wrong
    if len(rows) * max(map(len, rows), default=0) > MOST_CELLS:
        raise FileRefused("too_many_cells", limit=MOST_CELLS)
    return Tab(TEXT_TAB, rows)


def _decoded(content: bytes) -> str:
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else _ENCODINGS
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused("encoding")
