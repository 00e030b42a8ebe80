"""A first look at the XML of a workbook: no document types, no cells beyond measure.

Only sizes and positions are taken here; the values are read afterwards, from the same
bytes, by a reader that would set aside memory for every cell between the outermost ones.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers import expat

from workflow.files.workbooks import FileRefused

MOST_CELLS: Final = 2_000_000
"""Between the first and the outermost cell of a sheet that holds something."""
DEEPEST: Final = 200

_PLACE: Final = re.compile("([A-Z]{1,3})([0-9]{1,7})")


@dataclass
class Extent:
    """How far a sheet reaches (1-based), and which cells hold a formula without a value."""

    rows: int = 0
    columns: int = 0
    unfinished: list[tuple[int, int]] = field(default_factory=list)

    def effective_grants(self, row: int, column: int) -> None:
        """Take a cell in. Raises FileRefused where the sheet becomes too large."""
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column)
        if self.rows * self.columns > MOST_CELLS:
            raise FileRefused("too_many_cells", limit=MOST_CELLS)


class _Parser:
    """Expat without document types, and no deeper than people nest."""

    def __init__(self) -> None:
        self.depth = 0
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = _refuse_doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def read(self, part: bytes) -> None:
        """Parse one part. Raises FileRefused."""
        try:
            self._parser.Parse(part, True)
        except expat.ExpatError as wrong:
            raise FileRefused("damaged") from wrong
        except (UnicodeError, LookupError, ValueError) as wrong:
            raise FileRefused("damaged") from wrong

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FileRefused("damaged")
        self.started(name.rpartition("}")[2], attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.ended(name.rpartition("}")[2])

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def ended(self, name: str) -> None:
        """An element ends."""


class _SheetParser(_Parser):
    """A sheet of an xlsx."""

    def __init__(self) -> None:
        super().__init__()
        self.extent = Extent()
        self._row = self._column = 0
        self._inside: set[str] = set()

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._row = _number(attributes.get("r"), self._row + 1)
            self._column = 0
        elif name == "c":
            self._row, self._column = _place(attributes.get("r"), self._row, self._column + 1)
            self._inside = set()
        elif name in ("v", "is", "f"):
            self._inside.add(name)

    def ended(self, name: str) -> None:
        if name != "c" or not self._inside:
            return
        self.extent.effective_grants(self._row, self._column)
        if self._inside == {"f"}:
            self.extent.unfinished.append((self._row, self._column))


class _TableParser(_Parser):
    """All tables of an ods; repeated rows and cells count as often as they are repeated."""

    def __init__(self) -> None:
        super().__init__()
        self._extent = Extent()
        self._row = self._column = 0
        self._rows = 1

    def started(self, name: str, attributes: dict[str, str]) -> None:
        given = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        if name == "table":
            self._extent, self._row = Extent(), 0
        elif name == "table-row":
            self._rows = _number(given.get("number-rows-repeated"), 1)
            self._row, self._column = self._row + self._rows, 0
        elif name in ("table-cell", "covered-table-cell"):
            self._column += _number(given.get("number-columns-repeated"), 1)
            if "value-type" in given or "formula" in given:
                self._extent.effective_grants(self._row, self._column)


class _Collector(_Parser):
    """The attributes of every element with one name."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self._wanted = wanted

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._wanted:
            self.found.append({key.rpartition("}")[2]: value for key, value in attributes.items()})


def attributes_of(part: bytes, element: str) -> list[dict[str, str]]:
    """The attributes of every such element, without their namespaces. Raises FileRefused."""
    parser = _Collector(element)
    parser.read(part)
    return parser.found


def look_at_sheet(part: bytes) -> Extent:
    """A sheet of an xlsx. Raises FileRefused."""
    parser = _SheetParser()
    parser.read(part)
    return parser.extent


def look_at_tables(part: bytes) -> None:
    """The content of an ods. Raises FileRefused."""
    _TableParser().read(part)


def _refuse_doctype(*_declared: Any) -> None:
    raise FileRefused("doctype")


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
    return int(found[2]), number
