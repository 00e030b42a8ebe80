"""XML of strangers, read by expat in any encoding: no document types, nothing nested too deep."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final
from xml.parsers import expat

from workflow.files.workbooks import FileRefused

DEEPEST: Final = 200

NAMES: Final = 512
"""Names of elements and attributes that stay known."""
LONGEST_ROW: Final = 7
"""Digits of a row's number."""

_LETTERS: Final = re.compile("[A-Z]{1,3}")
_DIGITS: Final = "0123456789"


class Parser:
    """Expat without document types, and no deeper than people nest."""

    def __init__(self) -> None:
        self.depth = 0
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse_doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.written

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
        self.started(_LOCAL[name], attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.ended(_LOCAL[name])

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def ended(self, name: str) -> None:
        """An element ends."""

    def written(self, text: str) -> None:
        """A text, or a piece of one."""


class _Collector(Parser):
    """The attributes of every element with one name."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self._wanted = wanted

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._wanted:
            self.found.append(plain(attributes))


class _Mentions(Parser):
    """Whether any of some words stands in an attribute, or is an element."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self.found = False
        self._words = words

    def started(self, name: str, attributes: dict[str, str]) -> None:
        said = (name, *attributes.values())
        self.found = self.found or any(word in one for word in self._words for one in said)


def mentions(part: bytes, words: Sequence[str]) -> bool:
    """Whether a word is the name of an element or stands in an attribute. Raises FileRefused."""
    parser = _Mentions(words)
    parser.read(part)
    return parser.found


def attributes_of(part: bytes, element: str) -> list[dict[str, str]]:
    """The attributes of every such element, without their namespaces. Raises FileRefused."""
    parser = _Collector(element)
    parser.read(part)
    return parser.found


def plain(attributes: Mapping[str, str]) -> dict[str, str]:
    """Attributes by their names without namespaces."""
    return {_LOCAL[key]: value for key, value in attributes.items()}


class _WithoutNamespaces(dict[str, str]):
    """Names without their namespaces; a sheet repeats a few of them for every cell."""

    def __missing__(self, name: str) -> str:
        if len(self) >= NAMES:
            self.clear()
        local = self[name] = name.rpartition("}")[2]
        return local


_LOCAL: Final = _WithoutNamespaces()


def number(text: str | None, otherwise: int) -> int:
    """A count as XML writes it. Raises FileRefused."""
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdecimal() and len(text) <= 7):
        raise FileRefused("damaged")
    return int(text)


def place_of(text: str | None, row: int, column: int) -> tuple[int, int]:
    """B7 as row and column from 1; the given ones where nothing is written. Raises FileRefused."""
    if text is None:
        return row, column
    letters = text.rstrip(_DIGITS)
    digits = text[len(letters) :]
    if not 0 < len(digits) <= LONGEST_ROW:
        raise FileRefused("damaged")
    return int(digits), _column(letters)


@lru_cache(maxsize=512)
def _column(letters: str) -> int:
    if not _LETTERS.fullmatch(letters):
        raise FileRefused("damaged")
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place


def parts_of_sheets(book: bytes, links: bytes) -> dict[str, str]:
    """The part of each sheet of an xlsx by its name; what points nowhere is the reader's to refuse.

    `book` is the workbook's part, `links` that of its relationships. Raises FileRefused.
    """
    targets = {
        link.get("Id", ""): _path(link.get("Target", ""))
        for link in attributes_of(links, "Relationship")
    }
    return {
        sheet.get("name", ""): targets.get(sheet.get("id", ""), "")
        for sheet in attributes_of(book, "sheet")
    }


def _path(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _refuse_doctype(*_declared: Any) -> None:
    raise FileRefused("doctype")
