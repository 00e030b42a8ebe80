"""Where a transfer list says that somebody works: 総務部人事課主幹 in one cell, or in several."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from workflow.rosters.reading import Places
from workflow.transfers.lines import Line
from workflow.transfers.list_words import FROM_COLUMNS, TO_COLUMNS, bare
from workflow.values.cached import cached_property
from workflow.values.place import Place, only_one
from workflow.values.text import folded, search_key

OUTSIDE: Final = "対象外の所属"
"""Answered, or written in a list, for a place that takes no part: nobody holds a role there."""

_LEADS: Final = ("知事部局", "市長部局", "町長部局", "村長部局")
_BETWEEN: Final = re.compile(r"[・/,、\-()]")
_UNITS: Final = "課室所局班署館院校園"
_LONGEST_UNIT: Final = 20
_SHORTEST: Final = 2

T = TypeVar("T")


@dataclass(frozen=True)
class Where:
    """A place that a row names. `place` is None for what is not known, and for what is outside."""

    words: str
    """As it is written, without the job title where that has a cell of its own."""
    place: Place | None = None
    rest: str = ""
    """What was written after it and is no section that is known, folded."""
    is_outside: bool = False

    @property
    def is_unknown(self) -> bool:
        """Whether it names something that is no department here."""
        return bool(self.words) and self.place is None and not self.is_outside

    @property
    def unknown_section(self) -> str:
        """The section of a known department that it names and that is none, as it is written."""
        if self.place is None or self.place.section_id is not None or not _unit(self.rest):
            return ""
        return self.words.replace("\u3000", " ").split()[-1]

    def is_same(self, other: "Where") -> bool:
        """Whether both are one section, or one department where neither names a section."""
        if self.words and folded(self.words) == folded(other.words):
            return True
        if self.place is None or self.place != other.place:
            return False
        return self.place.section_id is not None or _unit(self.rest) == _unit(other.rest)


class PlaceReader:
    """Finds departments and sections in what rows say."""

    def __init__(self, places: Places) -> None:
        """`places` are all there are."""
        self._places = places

    def new(self, line: Line) -> Where:
        """Where a row says that somebody comes to."""
        return self._read(line, TO_COLUMNS)

    def old(self, line: Line) -> Where:
        """Where it says that they come from."""
        return self._read(line, FROM_COLUMNS)

    def name(self, place: Place | None) -> str:
        """What the department of a place is called."""
        return self._places.department_names.get(place.department_id, "") if place else ""

    def _read(self, line: Line, columns: Sequence[str]) -> Where:
        *cells, title = (line.said(one) for one in columns)
        words = " ".join(filter(None, cells))
        heading = self._department(line.said("heading")) if columns is TO_COLUMNS else None
        if words.startswith(OUTSIDE):
            return Where(words, is_outside=True)
        if words:
            return self._found(words, heading) or Where(words)
        found = self._found(title, heading) if title else None
        return found or Where("")

    def _found(self, words: str, heading: int | None) -> Where | None:
        key = self._without_office(folded(words))
        plain = _BETWEEN.sub("", key)
        for text in dict.fromkeys((key, plain)):
            if names := only_one(text, self._places.called):
                return Where(words, self._place(*names))
            if department := self._department(text):
                return Where(words, Place(department, None))
        if leading := self._leading(plain, self._departments):
            called, department_id = leading
            return self._within(words, department_id, plain[len(called) :])
        if heading is not None:
            return self._within(words, heading, plain)
        if section := self._leading(plain, self._sections):
            return Where(words, self._place(*section[1]))
        return None

    def _within(self, words: str, department_id: int, rest: str) -> Where:
        """A place of a department, by what is written after that."""
        of_it = {
            folded(name): at
            for at, (owner, name) in self._places.section_names.items()
            if owner == department_id
        }
        found = self._leading(rest, of_it)
        return Where(words, Place(department_id, found[1] if found else None), rest)

    def _department(self, said: str) -> int | None:
        key = bare(said)
        return self._departments.get(key) or self._places.departments.get(key) if key else None

    def _place(self, department: str, section: str) -> Place:
        department_id = self._places.departments[search_key(department)]
        return Place(department_id, self._section_ids.get((department_id, folded(section))))

    def _without_office(self, key: str) -> str:
        leads = (folded(self._places.office.name.ja), *_LEADS)
        lead = next((one for one in leads if one and key.startswith(one)), "")
        return key[len(lead) :] or key

    @cached_property
    def _departments(self) -> dict[str, int]:
        """Departments by all their names; no text begins with a code."""
        every = {folded(name): at for name, at in self._places.departments.items()}
        return {name: at for name, at in every.items() if not name.isascii()}

    @cached_property
    def _sections(self) -> dict[str, tuple[str, str]]:
        """Sections of which only one is called so."""
        called = self._places.called
        return {words: next(iter(names)) for words, names in called.items() if len(names) == 1}

    @cached_property
    def _section_ids(self) -> dict[tuple[int, str], int]:
        named = self._places.section_names
        return {(owner, folded(name)): at for at, (owner, name) in named.items()}

    @staticmethod
    def _leading(text: str, known: Mapping[str, T]) -> tuple[str, T] | None:
        """The longest name with which a text begins."""
        for end in range(len(text), _SHORTEST - 1, -1):
            if text[:end] in known:
                return text[:end], known[text[:end]]
        return None


def _unit(rest: str) -> str:
    """The section that is written and not known, without the job title behind it."""
    begins = rest[:_LONGEST_UNIT]
    return begins[: max(begins.rfind(letter) for letter in _UNITS) + 1]
