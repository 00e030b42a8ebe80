"""Who is meant by a row of a list of the personnel section: by login, by number, by full name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from workflow.models import Person
from workflow.transfers.lines import Line
from workflow.transfers.places_said import Where
from workflow.values.text import folded

_NOTES: Final = re.compile(r"[(\[〔【《<].*")
_FIGURES: Final = "0123456789.)、"
"""Before a name, as a running number, and behind it, as that of a note."""
_MARKS: Final = "○◎●※*☆★△▲◇◆□■・〇"


@dataclass(frozen=True)
class Meant:
    """Who a row means: one person, some of whom one may be meant, or nobody."""

    person: Person | None = None
    maybe: tuple[Person, ...] = ()


class Recogniser:
    """Finds people by what rows say of them."""

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
    """A name folded: as it is, then without furigana beneath, notes behind and marks around it."""
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
