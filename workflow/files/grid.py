"""A file as grids of cells: xlsx, xls, ods and texts (csv, and what is pasted), all the same.

Values are what the file stores, never what a formula would give: a formula cell has the
value that was stored for it, and is named where there is none. A number whose format shows it
in thousands, or with a unit, is what it is shown as. No file is read in this
process: `read_within` does that in another one, which has limits and may be ended.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from io import BytesIO
from typing import TYPE_CHECKING, Final

from workflow.files import archives, cell_packing, marks, sandbox, texts
from workflow.files.cell_packing import NotPacked
from workflow.files.marks import Marks
from workflow.files.workbooks import (
    MOST_CELLS,
    FileRefused,
    Tally,
    WorkbookKind,
    kind_of,
    require_size,
)
from workflow.values.lazy import OnDemand
from workflow.values.text import typed

if TYPE_CHECKING:
    import python_calamine as calamine
else:
    calamine = OnDemand("python_calamine")

Value = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
Row = Sequence[Value]
Merge = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell (row, column) of a merged range, from 0."""

TEXT_TAB: Final = "CSV"
_MOST_TABS: Final = 60


@dataclass(frozen=True)
class Tab:
    """One sheet; `rows` begin at A1. Cells that are no plain values are named from 1.

    `errors` are cells with an error and its word, `unfinished` formulas without a value,
    `empty_results` those that may have none; `broken` are rows of a text whose quote is not
    closed, with their lines; `struck` are cells that are struck through; `columns_in_millions`
    have numbers that are shown in millions of what they are; `indents` are cells of texts that
    are set in, and by how much.
    """

    name: str
    rows: Sequence[Row]
    merges: tuple[Merge, ...] = ()
    unfinished: frozenset[tuple[int, int]] = frozenset()
    is_visible: bool = True
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    empty_results: frozenset[tuple[int, int]] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    broken: Mapping[int, int] = field(default_factory=dict)
    struck: frozenset[tuple[int, int]] = frozenset()
    columns_in_millions: frozenset[int] = frozenset()
    indents: Mapping[tuple[int, int], int] = field(default_factory=dict)

    def value(self, row: int, column: int) -> Value:
        """What is in a cell (from 0); "" where there is nothing."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return ""

    def covered(self, first: int) -> dict[tuple[int, int], tuple[int, int]]:
        """By each cell beneath the first of a merged range that one, for ranges from a row on."""
        return {
            (row, left): (top, left)
            for (top, left), (bottom, _right) in self.merges
            if top >= first
            for row in range(top + 1, min(bottom + 1, len(self.rows)))
        }


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
    return unpacked(packed(content))


def packed(content: bytes, whose: int | None = None) -> bytes:
    """Read a file in a process of its own: its cells, for `unpacked`. Raises FileRefused.

    `whose` is the person who brought it.
    """
    require_size(content)
    try:
        return sandbox.run(read_within, [content], whose=whose)
    except sandbox.Refused as refused:
        raise FileRefused(**refused.data) from refused
    except sandbox.Ended as ended:
        raise FileRefused("ended") from ended
    except sandbox.Busy as busy:
        raise FileRefused("busy") from busy


def unpacked(cells: bytes) -> Grid:
    """The file that `packed` has read. Raises FileRefused for anything else."""
    try:
        head, tables = cell_packing.unpacked(cells)
    except NotPacked as wrong:
        raise FileRefused("outdated") from wrong
    tabs = (Tab(rows=rows, **facts) for facts, rows in tables)
    return Grid(WorkbookKind(head["kind"]), tuple(tabs))


def read_within(content: bytes) -> bytes:
    """Read a file here: for a process with limits only. Raises FileRefused."""
    kind = kind_of(content)
    if kind is WorkbookKind.TEXT:
        tabs: Iterable[Tab] = (_text_tab(content),)
    else:
        if kind is not WorkbookKind.XLS:
            kind, content = archives.open_workbook(content)
        looked = marks.look(content, kind)
        del content
        tabs = _tabs(looked.content, looked.marks)
    return cell_packing.packed({"kind": kind}, ((_facts(tab), _in_lines(tab.rows)) for tab in tabs))


def _in_lines(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows with every line in a cell ended as Excel does, whatever system wrote it."""
    return [
        [
            cell.replace("\r\n", "\n").replace("\r", "\n")
            if isinstance(cell, str) and "\r" in cell
            else cell
            for cell in row
        ]
        for row in rows
    ]


def _facts(tab: Tab) -> dict[str, object]:
    """All of a sheet but its rows."""
    return {one.name: getattr(tab, one.name) for one in fields(tab) if one.name != "rows"}


def _tabs(content: bytes, marked: Mapping[str, Marks]) -> Iterator[Tab]:
    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        yield from _read_tabs(book, marked)
    except FileRefused:
        raise
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as wrong:
        # The reader's own panics are no Exception; all of them mean a broken file.
        raise _refusal(wrong) from wrong


def _refusal(wrong: BaseException) -> FileRefused:
    return FileRefused("encrypted" if "assword" in f"{type(wrong)}{wrong}" else "damaged")


def _read_tabs(book: "calamine.CalamineWorkbook", marked: Mapping[str, Marks]) -> Iterable[Tab]:
    sheets = [one for one in book.sheets_metadata if one.typ is calamine.SheetTypeEnum.WorkSheet]
    if len(sheets) > _MOST_TABS:
        raise FileRefused("too_many_cells", limit=MOST_CELLS)
    tally = Tally()
    for meta in sheets:
        sheet = book.get_sheet_by_name(meta.name)
        tally.add_area(sheet.total_height, sheet.total_width)
        marks_of = marked.get(meta.name, Marks())
        merges = tuple(sheet.merged_cell_ranges or ())
        _require_apart(merges, sheet.total_height)
        rows = sheet.to_python(skip_empty_area=False)
        tally.add_rows(rows)
        _show(rows, marks_of)
        yield Tab(
            meta.name,
            rows,
            merges,
            frozenset(marks_of.unfinished),
            meta.visible is calamine.SheetVisibleEnum.Visible,
            marks_of.errors,
            frozenset(marks_of.empty_results),
            frozenset(marks_of.hidden_rows),
            frozenset(marks_of.hidden_columns),
            struck=frozenset(marks_of.struck),
            columns_in_millions=frozenset(
                at for (_, at), one in marks_of.shown.items() if one.thousands > 1
            ),
            indents=marks_of.indents,
        )


def _show(rows: Sequence[list[Value]], found: Marks) -> None:
    """Put what is shown of a number in its place."""
    for (row, column), shown in found.shown.items():
        if row <= len(rows) and column <= len(rows[row - 1]):
            value = rows[row - 1][column - 1]
            if isinstance(value, int | float) and not isinstance(value, bool):
                rows[row - 1][column - 1] = shown.of(value)


def _require_apart(merges: Sequence[Merge], height: int) -> None:
    """Merged ranges lie beside one another: together they cannot be longer than a sheet."""
    rows = (min(last[0], height) - first[0] for first, last in merges)
    if sum(max(0, count) for count in rows) > MOST_CELLS:
        raise FileRefused("too_many_cells", limit=MOST_CELLS)


def _text_tab(content: bytes) -> Tab:
    cells, broken = texts.table(texts.decoded(content))
    rows = [[typed(cell) if cell[:1] == "'" else cell for cell in row] for row in cells]
    return Tab(TEXT_TAB, rows, broken=broken)
