"""XML read by expat, element by element, without document types and no deeper than people nest."""

import re
from typing import Any, Final
from xml.parsers import expat

from workflow.files.workbooks import FileRefused

DEEPEST: Final = 200
LONGEST_TEXT: Final = 200
"""Characters that are kept of an element's text."""

_PLACE: Final = re.compile("([A-Z]{1,3})([0-9]{1,7})")


class Reader:
    """Calls `started`, `text` and `ended` for each element, by its name without a namespace."""

    def __init__(self) -> None:
        self.depth = 0
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse_doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def read(self, part: bytes) -> None:
        """Parse one part. Raises FileRefused."""
        try:
            self.parser.Parse(part, True)
        except (expat.ExpatError, UnicodeError, LookupError, ValueError) as wrong:
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


class Attributes(Reader):
    """The attributes, without their namespaces, of every element with one name."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self._wanted = wanted

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """Keep those of the wanted elements."""
        if name == self._wanted:
            self.found.append(plain(attributes))


def attributes_of(part: bytes, element: str) -> list[dict[str, str]]:
    """The attributes of every such element. Raises FileRefused."""
    reader = Attributes(element)
    reader.read(part)
    return reader.found


def plain(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes by their names without namespaces."""
    return {key.rpartition("}")[2]: value for key, value in attributes.items()}


def number(text: str | None, otherwise: int) -> int:
    """A count as XML writes it. Raises FileRefused."""
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdecimal() and len(text) <= 7):
        raise FileRefused("damaged")
    return int(text)


def place_of(text: str | None, row: int, column: int) -> tuple[int, int]:
    """B7 as row and column from 1; the given ones where nothing is written."""
    if text is None:
        return row, column
    found = _PLACE.fullmatch(text)
    if found is None:
        raise FileRefused("damaged")
    place = 0
    for letter in found[1]:
        place = place * 26 + ord(letter) - 64
    return int(found[2]), place


def is_true(text: str | None) -> bool:
    """Whether an attribute says yes."""
    return text in ("1", "true")


def _refuse_doctype(*_declared: Any) -> None:
    raise FileRefused("doctype")
