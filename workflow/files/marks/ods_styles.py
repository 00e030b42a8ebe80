"""The styles of an ods: which of them show a number otherwise than it is, and which strike out."""

from typing import Final

from workflow.files.marks import number_formats
from workflow.files.marks.number_formats import Shown
from workflow.files.xml_reading import Parser, plain

_FORMATS: Final = ("number-style", "currency-style")
_FACTORS: Final = {"1000": 1, "1000000": 2, "1000000000": 3}
_ABOVE_ZERO: Final = ("value()>=0", "value()>0")


class OdsStyles:
    """Takes in the elements of styles as they come; asked for when the sheets begin."""

    def __init__(self) -> None:
        self._formats: dict[str, str] = {}
        self._above_zero: dict[str, str] = {}
        self._of_styles: dict[str, tuple[str, str, bool | None]] = {}
        self._format = self._style = self._parent = self._of_numbers = ""
        self._is_struck: bool | None = None

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
            self._style, self._is_struck = given.get("name", ""), None
            self._parent = given.get("parent-style-name", "")
            self._of_numbers = given.get("data-style-name", "")
        elif name == "text-properties" and self._style:
            line = given.get("text-line-through-style", given.get("text-line-through-type"))
            self._is_struck = None if line is None else line != "none"

    def written(self, text: str) -> None:
        """A text that a format puts beside its number."""
        if self._format and len(self._formats[self._format]) < number_formats.LONGEST:
            self._formats[self._format] += f'"{text}"'

    def ended(self, name: str) -> None:
        """A format or a style is complete."""
        if name in _FORMATS:
            self._format = ""
        elif name == "style" and self._style:
            self._of_styles[self._style] = (self._parent, self._of_numbers, self._is_struck)
            self._style = ""

    @property
    def is_within(self) -> bool:
        """Whether the texts that come are of a format."""
        return bool(self._format)

    def shown(self, style: str) -> Shown | None:
        """What a style of cells makes of a number."""
        for _parent, of, _struck in self._with_parents(style):
            if of:
                return number_formats.of_code(self._formats.get(self._above_zero.get(of, of), ""))
        return None

    def strikes(self, style: str) -> bool:
        """Whether a style of cells strikes their text out."""
        said = (struck for _parent, _of, struck in self._with_parents(style))
        return next((one for one in said if one is not None), False)

    def _with_parents(self, style: str) -> list[tuple[str, str, bool | None]]:
        found: list[tuple[str, str, bool | None]] = []
        while style in self._of_styles and len(found) < len(self._of_styles):
            found.append(self._of_styles[style])
            style = found[-1][0]
        return found


class StylesReader(Parser):
    """The part of an ods that holds the styles that have names."""

    def __init__(self, styles: OdsStyles) -> None:
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
