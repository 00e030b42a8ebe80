"""People as administrators see them: who they are, what they hold, held and will hold."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, selectinload

from workflow.models import Department, DepartmentPlace, Person, Section
from workflow.models.base import found_row, table_of
from workflow.models.people import period_of
from workflow.people import record
from workflow.values.actor import Title, require_administrator
from workflow.values.days import Period
from workflow.values.errors import NotFound
from workflow.values.fiscal import fiscal_year
from workflow.values.place import Place
from workflow.values.vocabulary import AnyRole, role_named, role_place
from workflow.work import Work


class Holds(StrEnum):
    """Whether a role is held on a day, will be or was."""

    NOW = "now"
    LATER = "later"
    EARLIER = "earlier"


@dataclass(frozen=True)
class GrantView:
    """A role, the department it is held for (None: all of them), and its days.

    `ended_on` is the day on which it was taken back at once.
    """

    id: int
    role: AnyRole
    department_id: int | None
    department: Title | None
    period: Period
    ended_on: date | None
    holds: Holds


@dataclass(frozen=True)
class Workplace:
    """A department, and the section of it where somebody works; None for who has no section."""

    place: Place
    department: Title
    section: Title | None = None

    @property
    def names(self) -> tuple[Title, ...]:
        """What both are called, the department first."""
        return (self.department, self.section) if self.section else (self.department,)


@dataclass(frozen=True)
class DepartmentChoice:
    """A department for which somebody can hold a role."""

    id: int
    code: str
    name: Title


@dataclass(frozen=True)
class PersonView:
    """Somebody with every role they hold, held and will hold, the latest first.

    `seen` is what a form carries of them: another one as soon as anything of them changed.
    """

    id: int
    login: str
    name: Title
    kana: str
    staff_number: str
    email: str
    workplace: Workplace | None
    active: bool
    grants: tuple[GrantView, ...]
    seen: str

    def held(self, when: str) -> tuple[GrantView, ...]:
        """The roles that they hold, will hold or held: a word of `Holds`."""
        return tuple(one for one in self.grants if one.holds == when)


@dataclass(frozen=True)
class PersonName:
    """A person by id and name."""

    id: int
    name: Title


def one(work: Work, person_id: int) -> PersonView:
    """One person. Raises WrongRole, NotFound."""
    require_administrator(work.actor)
    query = select(Person).where(Person.id == person_id).options(selectinload(Person.grants))
    person = found_row(work.session, query, person_id, what="person", name=person_id)
    names = department_names(work)
    grants = [grant_view(row, names, work.today) for row in person.grants]
    return PersonView(
        id=person.id,
        login=person.login,
        name=Title(person.name_ja, person.name_en),
        kana=person.kana,
        staff_number=person.staff_number or "",
        email=person.email,
        workplace=_workplace(work.session, person.place, names),
        active=person.active,
        grants=tuple(sorted(grants, key=_latest)),
        seen=record.seen(record.fields(person, record.codes(work.session))),
    )


def id_of(work: Work, login: str) -> int:
    """The id of the person with this login, active or not. Raises WrongRole, NotFound."""
    require_administrator(work.actor)
    found = work.session.scalar(select(Person.id).where(Person.login == login.strip().lower()))
    if found is None:
        raise NotFound(what="person", name=login)
    return found


def workplaces(work: Work) -> tuple[Workplace, ...]:
    """Every department that has not ended, each followed by its sections that have not."""
    query = select(Section).where(_has_not_ended(work.today))
    parts: dict[int, list[Section]] = {}
    for row in work.session.scalars(query.order_by(Section.position, Section.id)):
        parts.setdefault(row.department_id, []).append(row)
    found: list[Workplace] = []
    for one in departments(work, there_on=work.today):
        found.append(Workplace(Place(one.id), one.name))
        found += (
            Workplace(Place(one.id, row.id), one.name, Title(row.name, row.name_en))
            for row in parts.get(one.id, ())
        )
    return tuple(found)


def recorded_places(work: Work) -> dict[str, tuple[Title, ...]]:
    """By their codes in the record what departments are called, and sections with theirs."""
    names, known = department_names(work), record.codes(work.session)
    found: dict[str, tuple[Title, ...]] = {
        code: (names[one],) for one, code in known.departments.items()
    }
    for row in work.session.scalars(select(Section)):
        found[known.sections[row.id]] = (names[row.department_id], Title(row.name, row.name_en))
    return found


def own_section(work: Work, department_id: int) -> str:
    """The name of the department's section in which the actor works; "" where none is known."""
    if work.actor is None:
        return ""
    given = {"person": work.actor.person_id, "department": department_id, "day": work.today}
    return work.ask(_OWN_SECTION, **given).scalar() or ""


def departments(work: Work, *, there_on: date | None = None) -> tuple[DepartmentChoice, ...]:
    """Every department, or those that have not ended by a day, in the official order then.

    Those without a place in it, which ended before, come last.
    """
    year = fiscal_year(there_on or work.today)
    return tuple(
        DepartmentChoice(row.id, row.code, Title(row.name_ja, row.name_en))
        for row in work.of_masters(("departments", year), lambda: work.ask(_in_order(year)).all())
        if there_on is None or row.ends_on is None or row.ends_on >= there_on
    )


def _in_order(year: int) -> Select[Any]:
    """Every department in the order of the year, or of the last one before that has an order."""
    known = select(func.max(DepartmentPlace.fiscal_year)).where(DepartmentPlace.fiscal_year <= year)
    place = and_(
        DepartmentPlace.department_id == Department.id,
        DepartmentPlace.fiscal_year == known.scalar_subquery(),
    )
    return (
        select(table_of(Department))
        .outerjoin(DepartmentPlace, place)
        .order_by(DepartmentPlace.position.is_(None), DepartmentPlace.position, Department.id)
    )


def _has_not_ended(day: Any) -> ColumnElement[bool]:
    return or_(Section.ends_on.is_(None), Section.ends_on >= day)


_OWN_SECTION: Final = (
    select(Section.name)
    .join(Person, Person.section_id == Section.id)
    .where(
        Person.id == bindparam("person"),
        Section.department_id == bindparam("department"),
        _has_not_ended(bindparam("day")),
    )
)


def department_names(work: Work) -> dict[int, Title]:
    """What each department is called."""
    return {one.id: one.name for one in departments(work)}


def grant_view(row: Any, names: dict[int, Title], today: date) -> GrantView:
    """A role as it is shown on a day."""
    period = period_of(row)
    holds = Holds.EARLIER if period.is_over(today) else Holds.LATER
    return GrantView(
        id=row.id,
        role=role_named(row.role),
        department_id=row.department_id,
        department=names[row.department_id] if row.department_id else None,
        period=period,
        ended_on=row.ended_on,
        holds=Holds.NOW if period.covers(today) else holds,
    )


def _latest(grant: GrantView) -> tuple[Any, ...]:
    first = grant.period.from_on or date.min
    return -first.toordinal(), role_place(grant.role), grant.id


def _workplace(session: Session, place: Place | None, names: dict[int, Title]) -> Workplace | None:
    if place is None:
        return None
    row = session.get(Section, place.section_id) if place.section_id else None
    section = Title(row.name, row.name_en) if row else None
    return Workplace(place, names[place.department_id], section)
