"""A first look at the XML of a workbook: no document types, no cells beyond measure.

Only sizes and positions are taken here; the values are read afterwards, from the same
bytes, by a reader that would set aside memory for every cell between the outermost ones.
"""

from dataclasses import dataclass
from typing import Final

from workflow.files.workbooks import MOST_CELLS, FileRefused, Tally
from workflow.files.xml_reading import Parser, number, place_of, plain

LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
"""XFD: there is no cell beyond, whatever a file says."""
LONGEST_NUMBER: Final = 10
"""Digits of a shared text's number."""


@dataclass
class Extent:
    """How far a sheet reaches (1-based)."""

    rows: int = 0
    columns: int = 0

    def take_in(self, row: int, column: int) -> None:
        """Take a cell in. Raises FileRefused where the sheet becomes too large."""
        if row > self.rows or column > self.columns:
            self.rows = max(self.rows, row)
            self.columns = max(self.columns, column)
            if self.rows * self.columns > MOST_CELLS:
                raise FileRefused("too_many_cells", limit=MOST_CELLS)


class _SheetParser(Parser):
    """A sheet of an xlsx."""

    def __init__(self, tally: Tally) -> None:
        super().__init__()
        self.extent = Extent()
        self._tally = tally
        self._row = self._column = 0
        self._is_filled = False
        self._type: str | None = None
        self._length = 0
        self._words = ""

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            place = place_of(attributes.get("r"), self._row, self._column + 1)
            self._row, self._column = place
            _require_on_sheet(*place)
            self._is_filled, self._type, self._length = False, attributes.get("t"), 0
        elif name in ("v", "is", "f"):
            self._is_filled = True
            self._words = ""
        elif name == "row":
            self._row = number(attributes.get("r"), self._row + 1)
            self._column = 0
            _require_on_sheet(self._row, 1)

    def ended(self, name: str) -> None:
        if self._is_filled and name == "c":
            self._is_filled = False
            self.extent.take_in(self._row, self._column)
            self._count()

    def written(self, text: str) -> None:
        self._length += len(text)
        if self._type == "s":
            self._words = f"{self._words}{text}"[:LONGEST_NUMBER]

    def _count(self) -> None:
        if self._type == "s" and self._words.strip().isdecimal():
            self._tally.uses[int(self._words)] += 1
            self._length = 0
        self._tally.add_cells(1, self._length)


class _TextsParser(Parser):
    """The lengths of the texts that the sheets of an xlsx share."""

    def __init__(self) -> None:
        super().__init__()
        self.lengths: list[int] = []

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self.lengths.append(0)

    def written(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


class _TableParser(Parser):
    """All tables of an ods; repeated rows and cells count as often as they are repeated."""

    def __init__(self, tally: Tally) -> None:
        super().__init__()
        self._tally = tally
        self._extent = Extent()
        self._row = self._column = 0
        self._rows = self._columns = 1
        self._length = 0

    def started(self, name: str, attributes: dict[str, str]) -> None:
        given = plain(attributes)
        if name == "table":
            self._extent, self._row = Extent(), 0
        elif name == "table-row":
            self._rows = number(given.get("number-rows-repeated"), 1)
            self._row, self._column = self._row + self._rows, 0
        elif name in ("table-cell", "covered-table-cell"):
            self._columns, self._length = number(given.get("number-columns-repeated"), 1), 0
            self._column += self._columns
            if "value-type" in given or "formula" in given:
                self._extent.take_in(self._row, self._column)
                self._tally.add_cells(self._rows * self._columns, 0)

    def ended(self, name: str) -> None:
        if name == "table":
            self._tally.add_area(self._extent.rows, self._extent.columns)
        elif name in ("table-cell", "covered-table-cell"):
            self._tally.add_cells(0, self._rows * self._columns * self._length)

    def written(self, text: str) -> None:
        self._length += len(text)


def look_at_sheet(part: bytes, tally: Tally) -> None:
    """A sheet of an xlsx. Raises FileRefused."""
    parser = _SheetParser(tally)
    parser.read(part)
    tally.add_area(parser.extent.rows, parser.extent.columns)


def lengths_of_texts(part: bytes) -> list[int]:
    """The characters of each shared text of an xlsx. Raises FileRefused."""
    parser = _TextsParser()
    parser.read(part)
    return parser.lengths


def look_at_tables(part: bytes, tally: Tally) -> None:
    """The content of an ods. Raises FileRefused."""
    _TableParser(tally).read(part)


def _require_on_sheet(row: int, column: int) -> None:
    if not (0 < row <= LAST_ROW and column <= LAST_COLUMN):
        raise FileRefused("damaged")
