"""The styles of an ods: what its formats make of numbers, what they strike out and set in."""

import re
from typing import Final, NamedTuple

from workflow.files.marks.styles import DEEPEST_INDENT, LONGEST_FORMAT, Shown, of_format
from workflow.files.xml_reading import Parser, plain

_FORMATS: Final = ("number-style", "currency-style")
_FACTORS: Final = {"1000": 1, "1000000": 2, "1000000000": 3}
_ABOVE_ZERO: Final = ("value()>=0", "value()>0")
_LENGTH: Final = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,6})?)(cm|mm|in|pt)")
_POINTS: Final = {"cm": 28.35, "mm": 2.835, "in": 72.0, "pt": 1.0}
_STEP: Final = 10
"""Points by which one step of Excel sets a text in."""


class _Style(NamedTuple):
    """What a style of cells says itself; None where it says nothing."""

    parent: str
    of_numbers: str
    is_struck: bool | None
    indent: int | None


class Styles:
    """Takes in the elements of styles as they come; asked for when the sheets begin."""

    def __init__(self) -> None:
        self._formats: dict[str, str] = {}
        self._above_zero: dict[str, str] = {}
        self._of_styles: dict[str, _Style] = {}
        self._format = self._style = self._parent = self._of_numbers = ""
        self._is_struck: bool | None = None
        self._indent: int | None = None

    def started(self, name: str, given: dict[str, str]) -> None:
        """A format and its parts, a style of cells and its text."""
        if name in _FORMATS:
            self._format = given.get("name", "")
            self._formats[self._format] = ""
        elif name == "number" and self._format:
            scale = "," * _FACTORS.get(given.get("display-factor", ""), 0)
            self._formats[self._format] += f"0{scale}"
        elif name == "map" and self._format and given.get("condition") in _ABOVE_ZERO:
            self._above_zero[self._format] = given.get("apply-style-name", "")
        elif name == "style" and given.get("family") == "table-cell":
            self._style, self._is_struck, self._indent = given.get("name", ""), None, None
            self._parent = given.get("parent-style-name", "")
            self._of_numbers = given.get("data-style-name", "")
        elif name == "text-properties" and self._style:
            line = given.get("text-line-through-style", given.get("text-line-through-type"))
            self._is_struck = None if line is None else line != "none"
        elif name == "paragraph-properties" and self._style:
            self._indent = _levels(given.get("margin-left", ""))

    def written(self, text: str) -> None:
        """A text that a format puts beside its number."""
        if self._format and len(self._formats[self._format]) < LONGEST_FORMAT:
            self._formats[self._format] += f'"{text}"'

    def ended(self, name: str) -> None:
        """A format or a style is complete."""
        if name in _FORMATS:
            self._format = ""
        elif name == "style" and self._style:
            said = _Style(self._parent, self._of_numbers, self._is_struck, self._indent)
            self._of_styles[self._style] = said
            self._style = ""

    @property
    def is_within(self) -> bool:
        """Whether the texts that come are of a format."""
        return bool(self._format)

    def shown(self, style: str) -> Shown | None:
        """What a style of cells makes of a number."""
        for one in self._with_parents(style):
            if of := one.of_numbers:
                return of_format(self._formats.get(self._above_zero.get(of, of), ""))
        return None

    def strikes(self, style: str) -> bool:
        """Whether a style of cells strikes their text out."""
        said = (one.is_struck for one in self._with_parents(style))
        return next((one for one in said if one is not None), False)

    def indent(self, style: str) -> int:
        """How far a style of cells sets their text in."""
        said = (one.indent for one in self._with_parents(style))
        return next((one for one in said if one is not None), 0)

    def _with_parents(self, style: str) -> list[_Style]:
        found: list[_Style] = []
        while style in self._of_styles and len(found) < len(self._of_styles):
            found.append(self._of_styles[style])
            style = found[-1].parent
        return found


def _levels(margin: str) -> int | None:
    """How many steps of Excel a margin is, as 0.706cm is two; None for one that says no length."""
    found = _LENGTH.fullmatch(margin)
    if found is None:
        return None
    return min(round(float(found[1]) * _POINTS[found[2]] / _STEP), DEEPEST_INDENT)


class StylesReader(Parser):
    """The part of an ods that holds the styles that have names."""

    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self._styles = styles

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """Every element."""
        self._styles.started(name, plain(attributes))

    def written(self, text: str) -> None:
        """Every text."""
        self._styles.written(text)

    def ended(self, name: str) -> None:
        """Every element."""
        self._styles.ended(name)
