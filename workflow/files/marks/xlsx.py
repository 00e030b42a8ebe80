"""The sheets of an xlsx: cell types, formulas, styles and what is hidden, out of their own XML."""

from collections.abc import Mapping
from io import BytesIO
from typing import Final, NamedTuple
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from workflow.files.marks.found import OLD_ERRORS, Marks, Place
from workflow.files.marks.styles import Styles, StylesBeingRead
from workflow.files.xml_reading import Parser, number, parts_of_sheets, place_of

_WIDEST: Final = 16_384
_LONGEST_TEXT: Final = 200
"""Characters that are kept of what a cell holds."""
_KNOWN: Final = b"#N/A"
_OF_INTEREST: Final = (b"hidden", b"<f", b":f", b'"e"', b"'e'")
"""In a part of ASCII letters: without any of these a sheet has no marks."""
_TRUE: Final = ("1", "true")
_FALSE: Final = ("0", "false")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


class _Unknown(NamedTuple):
    """An error that the reader of values does not know, and where its element begins."""

    element: int
    word: str


def look(content: bytes) -> tuple[bytes, dict[str, Marks]]:
    """The workbook with every error one that is known, and the marks of its sheets.

    Raises FileRefused.
    """
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    found: dict[str, Marks] = {}
    repaired: dict[str, bytes] = {}
    names = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    sheets = parts_of_sheets(*(parts.get(name, b"<none/>") for name in names))
    styles = _styles_of(parts.get("xl/styles.xml", b"<none/>"))
    for sheet, name in sheets.items():
        part = parts.get(name, b"")
        if not _may_have_marks(part, styles):
            continue
        reader = _SheetReader(styles)
        reader.read(part)
        found[sheet] = reader.marks
        if reader.unknown:
            repaired[name] = _repaired(part, reader.unknown)
    return (_packed({**parts, **repaired}) if repaired else content), found


def _may_have_marks(part: bytes, styles: Styles) -> bool:
    if part.startswith(_UTF_16) or any(word in part for word in _OF_INTEREST):
        return True
    return styles.occur_in(part)


def _repaired(part: bytes, unknown: list[_Unknown]) -> bytes:
    """The part with known errors in place of the unknown ones; what is written oddly stays."""
    pieces, done = [], 0
    for one in unknown:
        written, start = one.word.encode(), part.find(b">", one.element) + 1
        if part[start : start + len(written)] == written:
            pieces += [part[done:start], _KNOWN]
            done = start + len(written)
    return b"".join([*pieces, part[done:]])


def _packed(parts: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(ZipInfo(name), part)
    return out.getvalue()


class _SheetReader(Parser):
    """One sheet."""

    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self.parser.CharacterDataHandler = None
        self.marks = Marks()
        self._styles = styles
        self.unknown: list[_Unknown] = []
        self._row = self._column = 0
        self._is_hidden = self._has_formula = self._has_value = self._is_written = False
        self._type = self._text = ""
        self._element = self._style = 0

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """Rows, columns, cells, and what is in them."""
        if name == "row":
            self._row = number(attributes.get("r"), self._row + 1)
            self._column = 0
            self._is_hidden = attributes.get("hidden") in _TRUE
        elif name == "col":
            self._take_columns(attributes)
        elif name == "c":
            place = place_of(attributes.get("r"), self._row, self._column + 1)
            self._row, self._column = place
            self._type = attributes.get("t", "n")
            self._style = number(attributes.get("s"), 0)
            self._has_formula = self._has_value = self._is_written = False
        elif name == "f":
            self._has_formula = True
        elif name in ("v", "is"):
            self._text, self._element = "", self.parser.CurrentByteIndex
            self._has_value, self._is_written = name == "is", True
            self.parser.CharacterDataHandler = self._take_text

    def ended(self, name: str) -> None:
        """A cell is complete at its end."""
        if name in ("v", "is"):
            self.parser.CharacterDataHandler = None
            self._has_value = self._has_value or bool(self._text.strip())
            if self._type == "e" and self._text.strip():
                self._take_error()
        elif name == "c":
            self._take_cell()

    def _take_text(self, text: str) -> None:
        if len(self._text) < _LONGEST_TEXT:
            self._text += text

    def _take_error(self) -> None:
        word = self._text.strip()
        self.marks.error((self._row, self._column), word)
        if word not in OLD_ERRORS:
            self.unknown.append(_Unknown(self._element, self._text))

    def _take_cell(self) -> None:
        # A result may be an empty text: then its place is there, with nothing in it.
        has_result = self._has_value or (self._type == "str" and self._is_written)
        if self._has_formula and not has_result:
            self.marks.without_value((self._row, self._column))
        if self._is_hidden and (self._has_value or self._has_formula):
            self.marks.hidden_rows.add(self._row)
        if has_result:
            self._take_style((self._row, self._column))

    def _take_style(self, place: Place) -> None:
        if self._style in self._styles.struck:
            self.marks.strike(place)
        if self._type != "n" and (by := self._styles.indents.get(self._style)):
            self.marks.set_in(place, by)
        if self._type == "n" and (shown := self._styles.shown.get(self._style)):
            self.marks.shown[place] = shown

    def _take_columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _TRUE:
            first, last = (number(attributes.get(name), 1) for name in ("min", "max"))
            self.marks.hidden_columns.update(range(first, min(last, _WIDEST) + 1))


def _styles_of(part: bytes) -> Styles:
    """The styles of a workbook, from their part. Raises FileRefused."""
    reader = _StylesReader()
    reader.read(part)
    return reader.found.styles


class _StylesReader(Parser):
    """The part of a workbook that holds its styles."""

    def __init__(self) -> None:
        super().__init__()
        self.found = StylesBeingRead()
        self._fonts = 0
        self._within = ""

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """A group, a format, a font, what a font does, a style of cells."""
        if name in ("fonts", "cellXfs"):
            self._within = name
        elif name == "numFmt":
            code = attributes.get("formatCode", "")
            self.found.take_format(number(attributes.get("numFmtId"), 0), code)
        elif name == "font" and self._within == "fonts":
            self._fonts += 1
        elif name == "strike" and self._within == "fonts":
            if attributes.get("val") not in _FALSE:
                self.found.strike_out(self._fonts - 1)
        elif name == "xf" and self._within == "cellXfs":
            font, of = (number(attributes.get(one), 0) for one in ("fontId", "numFmtId"))
            self.found.take_style(font, of)
        elif name == "alignment" and self._within == "cellXfs":
            self.found.set_in(number(attributes.get("indent"), 0))

    def ended(self, name: str) -> None:
        """Fonts of conditions and styles that have a name are no cell's."""
        if name == self._within:
            self._within = ""
