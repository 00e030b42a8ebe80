"""What is meant by a row of a list of the personnel section: where and who."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from workflow.models import Person
from workflow.rosters.reading import Places
from workflow.transfers.lines import Line
from workflow.transfers.list_words import FROM_COLUMNS, TO_COLUMNS, bare
from workflow.values.lazy import cached_property
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
        """The section, as it is written, that the text names and the known department has not."""
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
    """Finds departments and sections in what rows say: 総務部人事課主幹, in one cell or several."""

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
    """The section that is written and not known, without the job title after it."""
    begins = rest[:_LONGEST_UNIT]
    return begins[: max(begins.rfind(letter) for letter in _UNITS) + 1]


# ----------------------------------------------------------------- who is meant


_NOTES: Final = re.compile(r"[(\[〔【《<].*")
_FIGURES: Final = "0123456789.)、"
"""Before a name, as a running number, and after it, as that of a note."""
_MARKS: Final = "○◎●※*☆★△▲◇◆□■・〇"


@dataclass(frozen=True)
class Meant:
    """Who a row means: one person, some of whom one may be meant, or nobody."""

    person: Person | None = None
    maybe: tuple[Person, ...] = ()


class Recogniser:
    """Finds people by what rows say of them: by login, by number, by full name."""

    def __init__(self, people: Iterable[Person]) -> None:
        """`people` are all there are."""
        self._by_login = {one.login: one for one in people}
        self._by_number = {folded(one.staff_number): one for one in people if one.staff_number}
        self._by_figures: defaultdict[str, list[Person]] = defaultdict(list)
        for number, one in self._by_number.items():
            self._by_figures[number.lstrip("0")].append(one)
        self._by_name: defaultdict[str, list[Person]] = defaultdict(list)
        for one in people:
            if one.active:
                self._by_name[folded(one.name_ja)].append(one)

    def by_code(self, said: str) -> Person | None:
        """Who has this login or staff number."""
        return self._by_login.get(said.lower()) or self._numbered(said)

    def named(self, line: Line) -> Person | None:
        """Who has the login of a line, else its number, else alone its name."""
        login, number = line.said("login").lower(), line.said("staff_number")
        if login or number:
            return self._by_login.get(login) if login else self._numbered(number)
        found = self.called(line)
        return found[0] if len(found) == 1 else None

    def called(self, line: Line) -> list[Person]:
        """Everybody with the name of a line, and with no other number than it says."""
        number = line.said("staff_number")
        names = (self._by_name.get(key, ()) for key in keys_of(line.said("name")))
        found = next((one for one in names if one), ())
        return [one for one in found if not number or not one.staff_number]

    def meant(self, line: Line, works: Where, *, is_new: bool) -> Meant:
        """Who a listed row means that says that they work there; `is_new`: they are taken on.

        A name alone means nobody for certain where two have it, where whoever has it works
        elsewhere, or where the list says that they come from outside.
        """
        login, number = line.said("login").lower(), line.said("staff_number")
        sure = self._by_login.get(login) if login else self._numbered(number)
        if sure or login:
            return Meant(sure)
        found = self.called(line)
        if len(found) == 1 and not is_new and _may_work(found[0], works):
            return Meant(found[0])
        return Meant(None, tuple(found))

    def _numbered(self, said: str) -> Person | None:
        """Who has a number, perhaps without the noughts before it, which cells of figures lose."""
        key = folded(said)
        alike = self._by_figures.get(key, []) if key else []
        return self._by_number.get(key) or (alike[0] if len(alike) == 1 else None)


def keys_of(name: str) -> Iterator[str]:
    """A name folded: as it is, then without furigana beneath, notes after and marks around it."""
    yield folded(name)
    first = name.strip().splitlines()[0] if name.strip() else ""
    yield (plain := folded(first).strip(_FIGURES).strip(_MARKS))
    yield _NOTES.sub("", plain).strip(_MARKS)


def _may_work(person: Person, works: Where) -> bool:
    """Whether nothing that is known of somebody says that they work elsewhere."""
    if works.is_outside or works.is_unknown:
        return False
    known = {person.department_id, *(one.department_id for one in person.grants)} - {None}
    return works.place is None or not known or works.place.department_id in known
