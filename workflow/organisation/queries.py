"""The organisation of a fiscal year: departments in 建制順, each with its sections."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from sqlalchemy import and_, bindparam, select

from workflow.models import Department, DepartmentPlace, Section, SectionPlace
from workflow.values.actor import Title
from workflow.values.canonical import fingerprint
from workflow.values.errors import NotFound
from workflow.values.fiscal import fiscal_year
from workflow.work import Work


@dataclass(frozen=True)
class SectionOfYear:
    """A section; `ends_on` is its last day, None as long as nobody ended it."""

    id: int
    name: str
    name_en: str
    ends_on: date | None = None

    def is_there(self, day: date) -> bool:
        """Whether it has not ended by `day`."""
        return self.ends_on is None or self.ends_on >= day


@dataclass(frozen=True)
class DepartmentOfYear:
    """A department with its sections in their order; `ends_on` is its last day."""

    id: int
    code: str
    name: Title
    sections: tuple[SectionOfYear, ...]
    ends_on: date | None = None

    def is_there(self, day: date) -> bool:
        """Whether it has not ended by `day`."""
        return self.ends_on is None or self.ends_on >= day

    def sections_on(self, day: date) -> tuple[SectionOfYear, ...]:
        """The sections that have not ended by `day`."""
        return tuple(one for one in self.sections if one.is_there(day))

    def section(self, name: str) -> SectionOfYear | None:
        """The section of this name."""
        return next((one for one in self.sections if one.name == name), None)


@dataclass(frozen=True)
class Organisation:
    """A fiscal year's departments in their official order (建制順)."""

    fiscal_year: int
    departments: tuple[DepartmentOfYear, ...]

    def department(self, code: str) -> DepartmentOfYear | None:
        """The department with this code."""
        return next((one for one in self.departments if one.code == code), None)

    def on(self, day: date) -> "Organisation":
        """What of it has not ended by `day`."""
        there = tuple(
            DepartmentOfYear(one.id, one.code, one.name, one.sections_on(day), one.ends_on)
            for one in self.departments
            if one.is_there(day)
        )
        return Organisation(self.fiscal_year, there)

    @property
    def fingerprint(self) -> str:
        """The same for two years as long as nothing is renamed, added, ended or moved."""
        return fingerprint(
            [
                [one.code, *one.name, [[part.id, part.name] for part in one.sections]]
                for one in self.departments
            ]
        )


def of(work: Work, fiscal_year: int) -> Organisation:
    """The organisation of a year; without departments where nobody has set it up."""
    key = ("organisation", fiscal_year)
    return work.of_masters(key, lambda: _read(work, fiscal_year))


def years(work: Work) -> tuple[int, ...]:
    """The fiscal years that have departments, the earliest first."""
    query = select(DepartmentPlace.fiscal_year).distinct()
    return tuple(work.session.scalars(query.order_by(DepartmentPlace.fiscal_year)))


_YEAR: Final[Any] = bindparam("year")
_OF_A_YEAR: Final = (
    select(
        Department.id,
        Department.code,
        Department.name_ja,
        Department.name_en,
        Department.ends_on,
        SectionPlace.section_id,
        Section.name,
        Section.name_en.label("section_en"),
        Section.ends_on.label("section_ends_on"),
    )
    .join(DepartmentPlace, DepartmentPlace.department_id == Department.id)
    .outerjoin(Section, Section.department_id == Department.id)
    .outerjoin(
        SectionPlace,
        and_(SectionPlace.section_id == Section.id, SectionPlace.fiscal_year == _YEAR),
    )
    .where(DepartmentPlace.fiscal_year == _YEAR)
    .order_by(DepartmentPlace.position, SectionPlace.position, Section.id)
)


def _read(work: Work, fiscal_year: int) -> Organisation:
    rows = work.ask(_OF_A_YEAR, year=fiscal_year).all()
    found: list[DepartmentOfYear] = []
    for (row_id, code, ja, en, ends_on), lines in groupby(rows, key=lambda row: tuple(row[:5])):
        sections = tuple(
            SectionOfYear(one.section_id, one.name, one.section_en, one.section_ends_on)
            for one in lines
            if one.section_id is not None
        )
        found.append(DepartmentOfYear(row_id, code, Title(ja, en), sections, ends_on))
    return Organisation(fiscal_year, tuple(found))


def today(work: Work) -> Organisation:
    """The organisation as it is today."""
    return of(work, fiscal_year(work.today)).on(work.today)


def section_names(work: Work) -> Mapping[str, str]:
    """The English name of every section that has one, by its own."""
    query = select(Section.name, Section.name_en).where(Section.name_en != "")
    return work.of_masters(
        "section_names", lambda: {row.name: row.name_en for row in work.session.execute(query)}
    )


def department_names(work: Work) -> Mapping[str, str]:
    """The English name of every department that has one, by its own."""
    query = select(Department.name_ja, Department.name_en).where(Department.name_en != "")
    return work.of_masters(
        "department_names",
        lambda: {row.name_ja: row.name_en for row in work.session.execute(query)},
    )


def department_named(work: Work, code: str) -> int:
    """The id of the department with this code. Raises NotFound."""
    found = work.session.scalar(select(Department.id).where(Department.code == code))
    if found is None:
        raise NotFound(what="department", name=code)
    return found
