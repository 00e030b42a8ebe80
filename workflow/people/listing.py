"""The list of people: found by words, narrowed by filters, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select

from workflow.models import Department, Person, Section
from workflow.models.people import in_force
from workflow.people.holding import GRANTS
from workflow.people.queries import GrantView, department_names, grant_view
from workflow.values.actor import SYSTEM_KIND, Title, require_administrator
from workflow.values.listing import page_of
from workflow.values.text import search_key
from workflow.values.vocabulary import AnyRole, role_named, role_place
from workflow.work import Work, built

A_PAGE: Final = 50
"""People on one page."""

_COLUMNS: Final[tuple[Any, ...]] = (
    Person.id,
    Person.login,
    Person.name_ja,
    Person.name_en,
    Person.kana,
    Person.staff_number,
    Person.active,
    Section.name.label("section_ja"),
    Section.name_en.label("section_en"),
    Department.name_ja.label("department_ja"),
    Department.name_en.label("department_en"),
)


@dataclass(frozen=True)
class PeopleFilter:
    """Whom to list: `words` stand in login, number or names, or in those of where they work, in any
    language; roles are those held on `on`.

    `on` is today where nothing is said; `active` None is both.
    """

    words: str = ""
    role: AnyRole | None = None
    department_id: int | None = None
    active: bool | None = None
    on: date | None = None


@dataclass(frozen=True)
class PersonRow:
    """Somebody in the list, with the roles of the day."""

    id: int
    login: str
    name: Title
    kana: str
    staff_number: str
    department: Title | None
    section: Title | None
    active: bool
    grants: tuple[GrantView, ...]


@dataclass(frozen=True)
class PeoplePage:
    """A page of the list; `total` are all whom the filters leave, `first` counts from 1."""

    rows: tuple[PersonRow, ...]
    total: int
    number: int
    first: int

    @property
    def is_last(self) -> bool:
        """Whether nobody follows."""
        return self.first + len(self.rows) > self.total


def listed(work: Work, wanted: PeopleFilter, number: int = 1) -> PeoplePage:
    """A page of people, those who may sign in first, by login: four statements.

    A number beyond the last page gives the last. Raises WrongRole.
    """
    require_administrator(work.actor)
    day = wanted.on or work.today
    words = _sought(work, wanted.words)
    total = int(work.ask(built(_total, wanted, words, day)).scalar_one())
    number, _last = page_of(total, A_PAGE, number)
    rows = built(_rows, wanted, words, day)
    found = work.ask(rows, limit=A_PAGE, offset=(number - 1) * A_PAGE).all()
    held = _held(work, [row.id for row in found], day)
    shown = tuple(_row(row, held.get(row.id, ())) for row in found)
    return PeoplePage(shown, total, number, (number - 1) * A_PAGE + 1)


class _Word(NamedTuple):
    """A word that is sought, and the departments and sections in whose names it stands."""

    text: str
    departments: tuple[int, ...]
    sections: tuple[int, ...]

    @property
    def finds(self) -> ColumnElement[bool]:
        """Whom it finds."""
        return or_(
            Person.search_text.contains(self.text, autoescape=True),
            Person.department_id.in_(self.departments),
            Person.section_id.in_(self.sections),
        )


def _sought(work: Work, typed: str) -> tuple[_Word, ...]:
    words = search_key(typed).split()
    if not words:
        return ()
    kinds = (
        select(Department.id, Department.name_ja, Department.name_en),
        select(Section.id, Section.name, Section.name_en),
    )
    called = [
        [(one, search_key(f"{ja}\n{en}")) for one, ja, en in work.session.execute(rows)]
        for rows in kinds
    ]
    return tuple(
        _Word(word, *(tuple(one for one, names in kind if word in names) for kind in called))
        for word in words
    )


def _chosen(wanted: PeopleFilter, words: Sequence[_Word], day: date) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = [Person.kind != SYSTEM_KIND]
    chosen += [word.finds for word in words]
    if wanted.active is not None:
        chosen.append(Person.active == wanted.active)
    held = select(GRANTS.c.person_id).where(in_force(GRANTS.c, day))
    if wanted.role:
        held = held.where(GRANTS.c.role == wanted.role)
    if wanted.department_id:
        for_it = held.where(GRANTS.c.department_id == wanted.department_id)
        by_role = Person.id.in_(for_it)
        works_there = Person.department_id == wanted.department_id
        chosen.append(by_role if wanted.role else or_(by_role, works_there))
    elif wanted.role or wanted.on:
        chosen.append(Person.id.in_(held))
    return chosen


def _total(wanted: PeopleFilter, words: Sequence[_Word], day: date) -> Select[Any]:
    return select(func.count()).select_from(Person).where(*_chosen(wanted, words, day))


def _rows(wanted: PeopleFilter, words: Sequence[_Word], day: date) -> Select[Any]:
    return (
        select(*_COLUMNS)
        .outerjoin(Section, Section.id == Person.section_id)
        .outerjoin(Department, Department.id == Person.department_id)
        .where(*_chosen(wanted, words, day))
        .order_by(Person.active.desc(), Person.login)
        .limit(bindparam("limit"))
        .offset(bindparam("offset"))
    )


_HELD: Final = select(GRANTS).where(
    GRANTS.c.person_id.in_(bindparam("people", expanding=True)),
    in_force(GRANTS.c, bindparam("day")),
)


def _held(work: Work, people: list[int], day: date) -> dict[int, tuple[GrantView, ...]]:
    """The roles of these people on the day, in the order of roles."""
    names = department_names(work)
    found: dict[int, tuple[GrantView, ...]] = {}
    rows = work.ask(_HELD, people=people, day=day).all()
    for row in sorted(rows, key=lambda row: (role_place(role_named(row.role)), row.id)):
        view = grant_view(row, names, day)
        found[row.person_id] = (*found.get(row.person_id, ()), view)
    return found


def _row(row: Any, grants: tuple[GrantView, ...]) -> PersonRow:
    return PersonRow(
        id=row.id,
        login=row.login,
        name=Title(row.name_ja, row.name_en),
        kana=row.kana,
        staff_number=row.staff_number or "",
        department=Title(row.department_ja, row.department_en) if row.department_ja else None,
        section=Title(row.section_ja, row.section_en or "") if row.section_ja else None,
        active=row.active,
        grants=grants,
    )
