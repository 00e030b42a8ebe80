"""The tables of an ods: errors, formulas, styles and what is hidden, out of its content."""

from bisect import bisect_right
from io import BytesIO
from typing import Final, NamedTuple
from zipfile import ZipFile

from workflow.files.marks.found import ERROR_WORDS, LONGEST_WORD, Marks, Place
from workflow.files.marks.ods_styles import Styles, StylesReader
from workflow.files.marks.styles import Shown
from workflow.files.xml_reading import Parser, number, plain

_WIDEST: Final = 16_384
_VALUES: Final = ("value", "date-value", "time-value", "boolean-value", "string-value")


def look(content: bytes) -> dict[str, Marks]:
    """The marks of every table by its name. Raises FileRefused."""
    with ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        named, part = (
            archive.read(name) if name in names else b"<none/>"
            for name in ("styles.xml", "content.xml")
        )
    styles = Styles()
    StylesReader(styles).read(named)
    reader = _TablesReader(styles)
    reader.read(part)
    return reader.found


class _Look(NamedTuple):
    """What a style of cells makes of a number, whether it strikes out, how far it sets in."""

    shown: Shown | None
    is_struck: bool
    indent: int


class _TablesReader(Parser):
    """All tables; a repeated row or cell stands for as many."""

    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self.parser.CharacterDataHandler = None
        self._styles = styles
        self._looks: dict[str, _Look] = {}
        self._of_columns: list[str] = []
        self._last_columns: list[int] = []
        self.found: dict[str, Marks] = {}
        self._marks = Marks()
        self._row = self._rows = self._column = self._columns = self._headed = 0
        self._is_hidden = False
        self._cell: dict[str, str] | None = None
        self._text = ""

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """Tables, columns, rows, cells and their texts."""
        given = plain(attributes)
        if not self.found:
            self._styles.started(name, given)
            self.parser.CharacterDataHandler = (
                self._styles.written if self._styles.is_within else None
            )
        if name == "table":
            self.parser.CharacterDataHandler = None
            self._of_columns, self._last_columns = [], []
            self._marks = self.found.setdefault(given.get("name", ""), Marks())
            self._row = self._rows = self._headed = 0
        elif name == "table-column":
            self._take_columns(given)
        elif name == "table-row":
            self._row += self._rows
            self._rows = number(given.get("number-rows-repeated"), 1)
            self._column = self._columns = 0
            self._is_hidden = given.get("visibility") in ("collapse", "filter")
        elif name in ("table-cell", "covered-table-cell"):
            self._column += self._columns
            self._columns = number(given.get("number-columns-repeated"), 1)
            self._cell, self._text = _with_error(attributes, given), ""
        elif name == "p" and self._cell is not None:
            self.parser.CharacterDataHandler = self._take_text

    def ended(self, name: str) -> None:
        """A cell is complete at its end."""
        if not self.found:
            self._styles.ended(name)
        elif name == "p":
            self.parser.CharacterDataHandler = None
        elif name in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._take_cell(self._cell)
            self._cell = None

    def _take_text(self, text: str) -> None:
        if len(self._text) < LONGEST_WORD:
            self._text += text

    def _take_cell(self, cell: dict[str, str]) -> None:
        has_value = bool(self._text) or any(name in cell for name in _VALUES)
        if "formula" not in cell and not has_value:
            return
        if self._is_hidden:
            self._marks.hidden_rows.update(range(self._row + 1, self._row + self._rows + 1))
        word = self._text.strip()
        is_error = "error" in cell or (word in ERROR_WORDS and "formula" in cell)
        for row in range(self._row + 1, self._row + self._rows + 1):
            for column in range(self._column + 1, self._column + self._columns + 1):
                if is_error:
                    self._marks.error((row, column), word or "#N/A")
                elif not has_value:
                    self._marks.without_value((row, column))
                else:
                    self._take_look((row, column), cell)

    def _take_look(self, place: Place, cell: dict[str, str]) -> None:
        look = self._look(cell)
        if look.is_struck:
            self._marks.strike(place)
        if look.indent and "value" not in cell:
            self._marks.set_in(place, look.indent)
        if look.shown and "value" in cell:
            self._marks.shown[place] = look.shown

    def _look(self, cell: dict[str, str]) -> _Look:
        """How a cell looks: by its own style, else by that of its column."""
        style = cell.get("style-name", "")
        at = bisect_right(self._last_columns, self._column)
        if not style and at < len(self._of_columns):
            style = self._of_columns[at]
        if style not in self._looks:
            of = self._styles
            self._looks[style] = _Look(of.shown(style), of.strikes(style), of.indent(style))
        return self._looks[style]

    def _take_columns(self, given: dict[str, str]) -> None:
        count = min(number(given.get("number-columns-repeated"), 1), _WIDEST)
        if given.get("visibility") in ("collapse", "filter"):
            self._marks.hidden_columns.update(range(self._headed + 1, self._headed + count + 1))
        self._headed += count
        self._of_columns.append(given.get("default-cell-style-name", ""))
        self._last_columns.append(self._headed)


def _with_error(attributes: dict[str, str], given: dict[str, str]) -> dict[str, str]:
    """The cell's attributes, with `error` where one of its two types says so."""
    types = [value for name, value in attributes.items() if name.endswith("}value-type")]
    return {**given, "error": "yes"} if "error" in types else given
