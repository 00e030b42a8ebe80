"""XML of strangers, read by expat in any encoding: no document types, nothing nested too deep."""

from collections.abc import Sequence
from typing import Any, Final
from xml.parsers import expat

from workflow.files.workbooks import FileRefused

DEEPEST: Final = 200


class Parser:
    """Expat without document types, and no deeper than people nest."""

    def __init__(self) -> None:
        self.depth = 0
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = _refuse_doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self.written

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
            self.found.append({key.rpartition("}")[2]: value for key, value in attributes.items()})


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


def _refuse_doctype(*_declared: Any) -> None:
    raise FileRefused("doctype")
