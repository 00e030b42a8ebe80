"""A first look at the XML of a workbook: no document types, no cells beyond measure.

Only sizes and positions are taken here; the values are read afterwards, from the same
bytes, by a reader that would set aside memory for every cell between the outermost ones.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from workflow.files.tally import MOST_CELLS, Tally
from workflow.files.workbooks import FileRefused
from workflow.files.xml_reading import Parser

LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
"""XFD: there is no cell beyond, whatever a file says."""
LONGEST_NUMBER: Final = 10
"""Digits of a shared text's number."""

_PLACE: Final = re.compile("([A-Z]{1,3})([0-9]{1,7})")


@dataclass
class Extent:
    """How far a sheet reaches (1-based), and which cells hold a formula without a value."""

    rows: int = 0
    columns: int = 0
    unfinished: list[tuple[int, int]] = field(default_factory=list)

    def take_in(self, row: int, column: int) -> None:
        """Take a cell in. Raises FileRefused where the sheet becomes too large."""
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
        self._inside: set[str] = set()
        self._type: str | None = None
        self._length = 0
        self._words = ""

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._row = _number(attributes.get("r"), self._row + 1)
            self._column = 0
            _require_on_sheet(self._row, 1)
        elif name == "c":
            self._row, self._column = _place(attributes.get("r"), self._row, self._column + 1)
            self._inside, self._type, self._length = set(), attributes.get("t"), 0
        elif name in ("v", "is", "f"):
            self._inside.add(name)
            self._words = ""

    def ended(self, name: str) -> None:
        if name != "c" or not self._inside:
            return
        self.extent.take_in(self._row, self._column)
        self._count()
        if self._inside == {"f"}:
            self.extent.unfinished.append((self._row, self._column))

    def written(self, text: str) -> None:
        self._length += len(text)
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
        given = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        if name == "table":
            self._extent, self._row = Extent(), 0
        elif name == "table-row":
            self._rows = _number(given.get("number-rows-repeated"), 1)
            self._row, self._column = self._row + self._rows, 0
        elif name in ("table-cell", "covered-table-cell"):
            self._columns, self._length = _number(given.get("number-columns-repeated"), 1), 0
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


def look_at_sheet(part: bytes, tally: Tally) -> Extent:
    """A sheet of an xlsx. Raises FileRefused."""
    parser = _SheetParser(tally)
    parser.read(part)
    tally.add_area(parser.extent.rows, parser.extent.columns)
    return parser.extent


def lengths_of_texts(part: bytes) -> list[int]:
    """The characters of each shared text of an xlsx. Raises FileRefused."""
    parser = _TextsParser()
    parser.read(part)
    return parser.lengths


def look_at_tables(part: bytes, tally: Tally) -> None:
    """The content of an ods. Raises FileRefused."""
    _TableParser(tally).read(part)


def _number(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdecimal() and len(text) <= 7):
        raise FileRefused("damaged")
    return int(text)


def _place(text: str | None, row: int, column: int) -> tuple[int, int]:
    if text is None:
        return row, column
    found = _PLACE.fullmatch(text)
    if found is None:
        raise FileRefused("damaged")
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    _require_on_sheet(int(found[2]), number)
    return int(found[2]), number


def _require_on_sheet(row: int, column: int) -> None:
    if not (0 < row <= LAST_ROW and column <= LAST_COLUMN):
        raise FileRefused("damaged")
