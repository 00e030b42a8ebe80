"""The styles of an old workbook (.xls): what they make of numbers, and which strike out."""

import struct
from typing import Final

from workflow.files.marks.xlsx_styles import StylesBeingRead

FONT, FORMAT, STYLE = 0x0031, 0x041E, 0x00E0
NUMBER, SMALL_NUMBER, SEVERAL_NUMBERS = 0x0203, 0x027E, 0x00BD
TEXTS: Final = frozenset((0x0204, 0x00D6, 0x00FD))
"""Records of cells that hold a text."""
_STRUCK: Final = 0x08
_NO_FONT: Final = 4
"""The number that no font has: those behind it are counted on."""
_SHORTEST: Final = {FONT: 4, FORMAT: 5, STYLE: 4}


class StyleReader(StylesBeingRead):
    """Takes in the records of a workbook that say how cells look."""

    def __init__(self) -> None:
        super().__init__()
        self._fonts = 0

    def take(self, kind: int, record: bytes) -> None:
        """A font, a format or a style of cells; any other record is passed over."""
        if len(record) < _SHORTEST.get(kind, len(record) + 1):
            return
        if kind == FONT:
            self._fonts += self._fonts == _NO_FONT
            if record[2] & _STRUCK:
                self.strike_out(self._fonts)
            self._fonts += 1
        elif kind == FORMAT:
            self._take_format(record)
        else:
            self.take_style(*struct.unpack_from("<HH", record))

    def _take_format(self, record: bytes) -> None:
        (of, _length, is_wide) = struct.unpack_from("<HHB", record)
        code = record[5:].decode("utf-16-le" if is_wide & 1 else "latin-1", "replace")
        self.take_format(of, code)
