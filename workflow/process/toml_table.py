"""A TOML table read with the place of every mistake, or refused with what is wrong."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from workflow.process.complaints import in_japanese
from workflow.values.actor import Title


class ProcessInvalid(Exception):
    """A process definition is refused; nothing of it is used.

    `problems` holds every complaint, each beginning with where it is: a line of
    the text where TOML itself is broken, else a key path such as
    `transitions[3].from` (counted from 0, in file order), else the kind of the
    soundness failure.
    """

    def __init__(self, problems: Iterable[str], origin: str = "", told: Iterable[str] = ()) -> None:
        """Keep all `problems`; `origin` is the file's name, for the message.

        `told` says them once more in Japanese, in the field's words; where nobody says so,
        as complaints about the form of a definition are said.
        """
        self.problems = tuple(problems)
        self.told = tuple(told) or tuple(map(in_japanese, self.problems))
        self.origin = origin
        super().__init__(self.problems, origin)

    def __str__(self) -> str:
        """One line a problem, each led by the file it was found in; below it what is told."""
        prefix = f"{self.origin}: " if self.origin else ""
        lines = zip(self.problems, self.told, strict=True)
        return "\n".join(f"{prefix}{problem}\n    {told}" for problem, told in lines)


class NoSuchMove(Exception):
    """The process has no such action, or not from this state. Nothing has moved."""

    def __init__(self, process: str, action: str, state: str | None) -> None:
        """Keep what was tried: the `action` of `process`, from `state` (None: not created)."""
        self.process = process
        self.action = action
        self.state = state
        super().__init__(process, action, state)

    def __str__(self) -> str:
        """The three names: for logs and developers, not for users."""
        return f"{self.process} has no move {self.action!r} from {self.state!r}"


NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""States, actions, guards and processes: what may also stand in a column, an address, an XML id."""

MOST_CHARACTERS: Final = 200_000
MOST_DOTS: Final = 100
"""On one line: what a key of many parts costs grows with the square of their number."""
_LARGEST_AMOUNT: Final = 10**12
_WORDS: Final = {str: "a text", int: "a whole number", bool: "true or false", list: "a list"}


def require_readable(text: str) -> None:
    """Raise ValueError where reading `text` could take very long."""
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"longer than {MOST_CHARACTERS} characters")
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > MOST_DOTS:
            raise ValueError(f"more than {MOST_DOTS} dots (at line {number}, column 1)")


class Table:
    """One table of a definition. Reading a key crosses it off; `close` finds those left over.

    A value that is missing or wrong is answered by a harmless one of the right
    type, so that reading goes on; `problems` is shared by all tables of a file.
    """

    def __init__(self, raw: Mapping[str, object], path: str, problems: list[str]) -> None:
        """Read `raw`, which stands at the key path `path` ("" for the whole file)."""
        self._left = dict(raw)
        self._path = path
        self._problems = problems

    def complain(self, key: str, what: str) -> None:
        """Note that something is wrong with `key`."""
        self._problems.append(f"{self._at(key)}: {what}")

    def faulty(self, key: str) -> bool:
        """Say whether a complaint was already noted that begins with the path `key`."""
        return any(problem.startswith(self._at(key)) for problem in self._problems)

    def has(self, key: str) -> bool:
        """Say whether `key` is written and not read yet."""
        return key in self._left

    def text(self, key: str) -> str:
        """Read a text for people: not blank, nothing unprintable (it goes into XML)."""
        value = self._take(key, str)
        if not isinstance(value, str):
            return ""
        if not value.strip():
            self.complain(key, "is blank")
        if any(_unprintable(character) for character in value):
            self.complain(key, "has a control character")
        return value

    def name(self, key: str) -> str:
        """Read a name: small letters, digits and `_`, at most 40."""
        value = self._take(key, str)
        return self._named(key, value) if isinstance(value, str) else ""

    def number(self, key: str, most: int) -> int:
        """Read a whole number from 1 to `most`."""
        value = self._take(key, int)
        if not isinstance(value, int):
            return 1
        if not 1 <= value <= most:
            self.complain(key, f"must be from 1 to {most}, not {_shown(value)}")
        return value

    def whole(self, key: str) -> int | None:
        """Read a whole number, as large as an amount can be."""
        value = self._take(key, int)
        if isinstance(value, int) and abs(value) > _LARGEST_AMOUNT:
            self.complain(key, f"is no amount in 千円: {_shown(value)}")
        return value if isinstance(value, int) else None

    def is_text(self, key: str) -> bool:
        """Say whether `key` is written as a text."""
        return isinstance(self._left.get(key), str)

    def codes(self, key: str) -> tuple[str, ...]:
        """Read a list of different codes, of which there is at least one."""
        found = self.names(key)
        if not found:
            self.complain(key, "names nothing")
        return found

    def flag(self, key: str) -> bool:
        """Read true or false; false where nothing is written."""
        return self.has(key) and self._take(key, bool) is True

    def names(self, key: str) -> tuple[str, ...]:
        """Read a list of different names; it may be empty."""
        found: list[str] = []
        for index, value in enumerate(self._list(key)):
            where = f"{key}[{index}]"
            if not isinstance(value, str):
                self.complain(where, f"must be a name, not {_shown(value)}")
            elif value in found:
                self.complain(where, f"{value!r} is written twice")
            else:
                found.append(self._named(where, value))
        return tuple(found)

    def table(self, key: str) -> "Table":
        """Read a table inside this one."""
        value = self._take(key, dict)
        return Table(value if isinstance(value, dict) else {}, self._at(key), self._problems)

    def tables(self, key: str) -> list["Table"]:
        """Read an array of tables, `[[key]]`."""
        read = []
        for index, value in enumerate(self._list(key)):
            if isinstance(value, dict):
                read.append(Table(value, self._at(f"{key}[{index}]"), self._problems))
            else:
                self.complain(key, f"entry {index} must be a table, not {_shown(value)}")
        return read

    def remaining(self) -> dict[str, "Table"]:
        """Read all that is left as tables by name, such as `[states.draft]`."""
        keys = list(self._left)
        for key in keys:
            self._named(key, key)
        whole = [key for key in keys if isinstance(self._left[key], dict)]
        for key in keys:
            if key not in whole:
                self.complain(key, f"must be a table, not {_shown(self._left.pop(key))}")
        return {key: self.table(key) for key in whole}

    def close(self) -> None:
        """Complain about every key that nobody asked for: it is most likely mistyped."""
        for key in self._left:
            self.complain(key, "unknown key")

    def _at(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def _take(self, key: str, kind: type) -> object:
        if key not in self._left:
            self.complain(key, "missing")
            return None
        value = self._left.pop(key)
        # `true` is an int to Python, but a civil servant who writes it made a mistake.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.complain(key, f"must be {_WORDS.get(kind, 'a table')}, not {_shown(value)}")
            return None
        return value

    def _list(self, key: str) -> list[object]:
        value = self._take(key, list)
        return value if isinstance(value, list) else []

    def _named(self, key: str, value: str) -> str:
        if not NAME.fullmatch(value):
            self.complain(key, f"{value!r} is no name (a-z, then a-z 0-9 _, at most 40 characters)")
        return value


def _unprintable(character: str) -> bool:
    noncharacter = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    return noncharacter or unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}


def _shown(value: object) -> str:
    try:
        written = str(value).lower() if isinstance(value, bool) else repr(value)
    except (RecursionError, ValueError):  # tables in tables, a number of thousands of digits
        return "that"
    return written if len(written) <= 40 else written[:37] + "..."


# -------------------------------------------------------- what a part is called


def title(table: Table) -> MappingProxyType[str, str]:
    """What a part of the definition is called, in both languages."""
    inner = table.table("title")
    words = {language: inner.text(language) for language in Title._fields}
    inner.close()
    return MappingProxyType(words)
