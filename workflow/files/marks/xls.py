"""The sheets of an old workbook (.xls): errors, formulas, styles and what is hidden, by records."""

import struct
from collections.abc import Iterator
from typing import Final

from workflow.files.cell_names import cell_name
from workflow.files.marks.found import Marks
from workflow.files.marks.ole import Stream, workbook_stream
from workflow.files.marks.styles import Styles, StylesBeingRead
from workflow.files.workbooks import MOST_CELLS, FileRefused

_FONT, _FORMAT, _STYLE = 0x0031, 0x041E, 0x00E0
_NUMBER, _SMALL_NUMBER, _SEVERAL_NUMBERS = 0x0203, 0x027E, 0x00BD
_TEXTS: Final = frozenset((0x0204, 0x00D6, 0x00FD))
"""Records of cells that hold a text."""
_STRUCK: Final = 0x08
_NO_FONT: Final = 4
"""The number that no font has: those after it are counted on."""
_INDENT, _NEW_STYLE = 8, 20
"""Where a style of BIFF8, of so many bytes, says how far its cells are set in."""
_SHORTEST_STYLE: Final = {_FONT: 4, _FORMAT: 5, _STYLE: 4}

_BOF: Final = 0x0809
_BOUND_SHEET: Final = 0x0085
_ROW, _COLUMN_INFO, _FORMULA, _BOOL_ERROR = 0x0208, 0x007D, 0x0006, 0x0205
_END: Final = 0x000A
_NEW: Final = 0x0600
"""The version of BIFF8, whose names are Unicode."""
_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
_UNKNOWN: Final = "#UNKNOWN!"
_NOT_AVAILABLE: Final = 0x2A
_ROW_IS_HIDDEN: Final = 0x20
_IS_ERROR, _IS_EMPTY = 2, 3
_SHORTEST: Final = {_ROW: 16, _COLUMN_INFO: 10, _FORMULA: 14, _BOOL_ERROR: 8}
_CELLS: Final = frozenset(
    {_FORMULA, _BOOL_ERROR, _SEVERAL_NUMBERS, _NUMBER, _SMALL_NUMBER, *_TEXTS}
)
"""Records of cells that hold something: each begins with its row and its column."""


def look(content: bytes) -> tuple[bytes, dict[str, Marks]]:
    """The workbook with every error one that is known, and the marks of its sheets.

    Raises FileRefused.
    """
    stream = workbook_stream(content)
    found: dict[str, Marks] = {}
    unknown: list[int] = []
    styles = _StyleReader()
    for kind, place, length in _records(stream.content, 0):
        styles.take(kind, stream.content[place : place + length])
    for name, place in _sheets(stream.content):
        found[name] = _sheet(stream.content, place, unknown, styles.styles)
    return _repaired(content, stream, unknown), found


def _repaired(content: bytes, stream: Stream, unknown: list[int]) -> bytes:
    if not unknown:
        return content
    changed = bytearray(content)
    for position in unknown:
        changed[stream.place_of(position)] = _NOT_AVAILABLE
    return bytes(changed)


def _records(stream: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record up to the end of a part."""
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        place += 4
        if place + length > len(stream) or kind == _END:
            return
        yield kind, place, length
        place += length


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    version = _NEW
    for kind, place, length in _records(stream, 0):
        if kind == _BOF and length >= 2:
            (version,) = struct.unpack_from("<H", stream, place)
        elif kind == _BOUND_SHEET and length >= 8:
            (begin,) = struct.unpack_from("<I", stream, place)
            yield _name(stream[place + 6 : place + length], version), begin


def _name(written: bytes, version: int) -> str:
    count = written[0]
    if version < _NEW:
        return written[1 : 1 + count].decode("cp932", "replace")
    is_wide = written[1] & 1
    text = written[2 : 2 + count * (2 if is_wide else 1)]
    return text.decode("utf-16-le" if is_wide else "latin-1", "replace")


def _sheet(stream: bytes, begin: int, unknown: list[int], styles: Styles) -> Marks:
    marks = Marks()
    rows = columns = 0
    for kind, place, length in _records(stream, begin):
        if kind in _CELLS and length >= 6:
            row, column = _last_cell(stream, kind, place, length)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if rows * columns > MOST_CELLS:
                raise FileRefused("cell_too_far", cell=cell_name(row + 1, column))
            _take_styles(marks, stream, kind, place, length, styles)
        if kind in _SHORTEST and length >= _SHORTEST[kind]:
            _take(marks, stream, kind, place, unknown)
    return marks


def _last_cell(stream: bytes, kind: int, place: int, length: int) -> tuple[int, int]:
    """Row and column, from 0, of the cell of a record, or of the last of several."""
    row, column = struct.unpack_from("<HH", stream, place)
    if kind == _SEVERAL_NUMBERS:
        (column,) = struct.unpack_from("<H", stream, place + length - 2)
    return row, column


def _take_styles(
    marks: Marks, stream: bytes, kind: int, place: int, length: int, styles: Styles
) -> None:
    """How the cells of a record look, where they hold a number or a text."""
    row, first = struct.unpack_from("<HH", stream, place)
    if kind == _SEVERAL_NUMBERS:
        each = range(place + 4, place + length - 2, 6)
    elif kind in (_NUMBER, _SMALL_NUMBER, _FORMULA) or kind in _TEXTS:
        each = range(place + 4, place + 5)
    else:
        return
    for column, at in enumerate(each, first):
        (style,) = struct.unpack_from("<H", stream, at)
        if style in styles.struck:
            marks.strike((row + 1, column + 1))
        if kind in _TEXTS and style in styles.indents:
            marks.set_in((row + 1, column + 1), styles.indents[style])
        if kind not in _TEXTS and style in styles.shown:
            marks.shown[row + 1, column + 1] = styles.shown[style]


def _take(marks: Marks, stream: bytes, kind: int, place: int, unknown: list[int]) -> None:
    if kind == _ROW:
        row, grbit = struct.unpack_from("<H10xH", stream, place)
        if grbit & _ROW_IS_HIDDEN:
            marks.hidden_rows.add(row + 1)
    elif kind == _COLUMN_INFO:
        first, last, grbit = struct.unpack_from("<HH4xH", stream, place)
        if grbit & 1:
            marks.hidden_columns.update(range(first + 1, min(last, 255) + 2))
    elif kind == _BOOL_ERROR and stream[place + 7]:
        _take_error(marks, stream, place, place + 6, unknown)
    elif kind == _FORMULA and stream[place + 12 : place + 14] == b"\xff\xff":
        _take_result(marks, stream, place, unknown)


def _take_result(marks: Marks, stream: bytes, place: int, unknown: list[int]) -> None:
    kind = stream[place + 6]
    if kind == _IS_ERROR:
        _take_error(marks, stream, place, place + 8, unknown)
    elif kind == _IS_EMPTY:
        row, column = struct.unpack_from("<HH", stream, place)
        marks.empty_results.add((row + 1, column + 1))


def _take_error(marks: Marks, stream: bytes, place: int, code: int, unknown: list[int]) -> None:
    row, column = struct.unpack_from("<HH", stream, place)
    word = _ERRORS.get(stream[code])
    if word is None:
        unknown.append(code)
    marks.error((row + 1, column + 1), word or _UNKNOWN)


class _StyleReader(StylesBeingRead):
    """Takes in the records of a workbook that say how cells look."""

    def __init__(self) -> None:
        super().__init__()
        self._fonts = 0

    def take(self, kind: int, record: bytes) -> None:
        """A font, a format or a style of cells; any other record is passed over."""
        if len(record) < _SHORTEST_STYLE.get(kind, len(record) + 1):
            return
        if kind == _FONT:
            self._fonts += self._fonts == _NO_FONT
            if record[2] & _STRUCK:
                self.strike_out(self._fonts)
            self._fonts += 1
        elif kind == _FORMAT:
            self._take_format(record)
        else:
            self.take_style(*struct.unpack_from("<HH", record))
            self.set_in(record[_INDENT] & 0x0F if len(record) >= _NEW_STYLE else 0)

    def _take_format(self, record: bytes) -> None:
        (of, _length, is_wide) = struct.unpack_from("<HHB", record)
        code = record[5:].decode("utf-16-le" if is_wide & 1 else "latin-1", "replace")
        self.take_format(of, code)
