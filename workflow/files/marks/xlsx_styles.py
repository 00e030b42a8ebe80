"""The styles of an xlsx: which of them show a number otherwise than it is, and which strike out."""

from dataclasses import dataclass, field
from typing import Final

from workflow.files.marks import number_formats
from workflow.files.marks.number_formats import Shown
from workflow.files.xml_reading import Parser, number

_FALSE: Final = ("0", "false")
_MOST_LOOKED_FOR: Final = 100
_OF_YEN: Final = (5, 6, 7, 8, 42, 44)
"""Formats of currency that a file need not write down."""


@dataclass
class Styles:
    """By the number of a cell's style what it makes of a number; and those that strike out."""

    shown: dict[int, Shown] = field(default_factory=dict)
    struck: set[int] = field(default_factory=set)

    def occur_in(self, part: bytes) -> bool:
        """Whether the part of a sheet may have cells of such a style; ASCII letters only."""
        wanted = self.shown.keys() | self.struck
        if len(wanted) > _MOST_LOOKED_FOR:
            return True
        return any(b's="%d"' % one in part or b"s='%d'" % one in part for one in wanted)


class StylesBeingRead:
    """Formats and fonts, which come before the styles of cells that name them by their numbers."""

    def __init__(self) -> None:
        self.styles = Styles()
        self._formats = {one: Shown(is_yen=True) for one in _OF_YEN}
        self._struck_fonts: set[int] = set()
        self._count = 0

    def take_format(self, of: int, code: str) -> None:
        """A format, which may be another than usually has this number."""
        self._formats.pop(of, None)
        if shown := number_formats.of_code(code):
            self._formats[of] = shown

    def strike_out(self, font: int) -> None:
        """A font strikes its text out."""
        self._struck_fonts.add(font)

    def take_style(self, font: int, of: int) -> None:
        """The next style of cells, by its font and its format."""
        if shown := self._formats.get(of):
            self.styles.shown[self._count] = shown
        if font in self._struck_fonts:
            self.styles.struck.add(self._count)
        self._count += 1


def read(part: bytes) -> Styles:
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

    def ended(self, name: str) -> None:
        """Fonts of conditions and styles that have a name are no cell's."""
        if name == self._within:
            self._within = ""
