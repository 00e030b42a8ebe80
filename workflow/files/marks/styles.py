"""What styles make of numbers, and which strike out: what the kinds of workbooks share.

1,200,000 may be shown as 1,200, as ¥1,200 or 12百万円. A person goes by what a cell shows, so that
is what is read of it.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

LONGEST_FORMAT: Final = 255
"""Characters of a format; no program writes a longer one."""

_TOKEN: Final = re.compile(
    r'"([^"]*)"?|\\(.)|\[\$([^\[\]-]*+)[^\[\]]*+\]|\[[^\[\]]*+\]|[_*].|(.)', re.DOTALL
)
_NUMBER: Final = re.compile(
    r"(?P<before>[^#0?.,%]*)[#0?](?:[#0?,]*[#0?])?(?P<scale>,*)(?:\.[#0?]*)?(?P<more>,*)"
    r"(?P<behind>[^#0?.,]*)"
)
_NOT_PLAIN: Final = re.compile("%|[eE][+-]|/")
_UNIT: Final = re.compile(r"\s*((?:百万|千|万|億)?円)(?:也|\s|-)*")
_YEN: Final = "¥￥\\"
_MINUS: Final = "△▲▽▼"


class Shown(NamedTuple):
    """How a number is shown: divided by so many thousands, with these signs and this unit."""

    thousands: int = 0
    is_yen: bool = False
    unit: str = ""
    is_minus: bool = False

    def of(self, value: int | float) -> int | float | str:
        """What is shown of a number: again a number, or a text where a unit is part of it."""
        shown = Decimal(repr(value)) / 1_000**self.thousands
        if self.is_minus and shown > 0:
            shown = -shown
        if not (self.is_yen or self.unit):
            return int(shown) if shown == shown.to_integral_value() else float(shown)
        digits = f"{abs(shown):f}"
        plain = digits.rstrip("0").rstrip(".") if "." in digits else digits
        return f"{'-' if shown < 0 else ''}{'¥' if self.is_yen else ''}{plain}{self.unit}"


_AS_IT_IS: Final = Shown()


@lru_cache(maxsize=1_024)
def of_format(code: str) -> Shown | None:
    """What a format like #,##0,;△#,##0, makes of a number; None where it shows it as it is."""
    if len(code) > LONGEST_FORMAT:
        return None
    found = _NUMBER.fullmatch(_first_section(code))
    if found is None or _NOT_PLAIN.search(found["before"] + found["behind"]):
        return None
    unit = _UNIT.fullmatch(found["behind"])
    shown = Shown(
        len(found["scale"]) + len(found["more"]),
        any(sign in found["before"] for sign in _YEN),
        unit[1] if unit else "",
        any(sign in found["before"] for sign in _MINUS),
    )
    return None if shown == _AS_IT_IS else shown


def _first_section(code: str) -> str:
    """The part of a format for numbers above zero, without quotes, colours and widths."""
    written = []
    for found in _TOKEN.finditer(code):
        quoted, escaped, currency, plain = found.groups()
        if plain == ";":
            break
        written.append(next((one for one in (quoted, escaped, currency, plain) if one), ""))
    return "".join(written).replace("General", "0")


_MOST_LOOKED_FOR: Final = 100
DEEPEST_INDENT: Final = 15
_OF_YEN: Final = (5, 6, 7, 8, 42, 44)
"""Formats of currency that a file need not write down."""


@dataclass
class Styles:
    """By the number of a cell's style what it makes of a number, and by how much it sets in; and
    those that strike out."""

    shown: dict[int, Shown] = field(default_factory=dict)
    struck: set[int] = field(default_factory=set)
    indents: dict[int, int] = field(default_factory=dict)

    def occur_in(self, part: bytes) -> bool:
        """Whether the part of a sheet may have cells of such a style; ASCII letters only."""
        wanted = self.shown.keys() | self.struck | self.indents.keys()
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
        if shown := of_format(code):
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

    def set_in(self, by: int) -> None:
        """The style that was taken last sets its cells in."""
        if 0 < by <= DEEPEST_INDENT:
            self.styles.indents[self._count - 1] = by
