"""A first organisation, by seeds; a year's, taken from the last; what others ask by name."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select

from workflow.models import Department, DepartmentPlace, Section, SectionPlace
from workflow.organisation import years
from workflow.organisation.changing import APRIL
from workflow.organisation.record import recorded
from workflow.organisation.years import place_departments, place_sections
from workflow.values.actor import Title, require_administrator
from workflow.values.cleaning import clean_words
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.work import Work


def add_department(work: Work, fiscal_year: int, code: str, name: Title) -> int:
    """Put a department at the end of the official order of a year; gives its id.

    A department that exists (by code) is given its place in the new year, with its sections.
    """
    with recorded(work, only=code):
        row = work.session.scalar(select(Department).where(Department.code == code))
        if row is None:
            row = Department(code=code, name_ja=_named(name.ja), name_en=name.en)
            work.session.add(row)
            work.session.flush()
        if work.session.get(DepartmentPlace, (fiscal_year, row.id)) is None:
            _place_department(work, fiscal_year, row.id)
    return row.id


def _place_department(work: Work, fiscal_year: int, department_id: int) -> None:
    last = work.session.scalar(
        select(func.max(DepartmentPlace.position)).where(DepartmentPlace.fiscal_year == fiscal_year)
    )
    place = {"fiscal_year": fiscal_year, "department_id": department_id}
    work.session.add(DepartmentPlace(**place, position=(last or 0) + 1))
    live = select(Section).where(Section.department_id == department_id, Section.ends_on.is_(None))
    for section in work.session.scalars(live):
        _place_section(work, fiscal_year, section)


def add_section(work: Work, department_code: str, name: str, name_en: str = "") -> int:
    """Put a section at the end of its department's order; gives its id. Raises NotFound.

    It is there in every year in which its department is. One that is there already is given
    the English name, where it has none yet.
    """
    department_id = department_named(work, department_code)
    with recorded(work, only=department_code):
        there = select(Section).where(Section.department_id == department_id, Section.name == name)
        row = work.session.scalar(there)
        if row is None:
            row = _new_section(work, department_id, _named(name))
        row.name_en = row.name_en or name_en
    return row.id


def _new_section(work: Work, department_id: int, name: str) -> Section:
    last = work.session.scalar(
        select(func.max(Section.position)).where(Section.department_id == department_id)
    )
    row = Section(department_id=department_id, name=name, name_en="", position=(last or 0) + 1)
    work.session.add(row)
    work.session.flush()
    years = select(DepartmentPlace.fiscal_year).where(
        DepartmentPlace.department_id == department_id
    )
    for fiscal_year in work.session.scalars(years):
        _place_section(work, fiscal_year, row)
    return row


def _place_section(work: Work, fiscal_year: int, section: Section) -> None:
    place = {"fiscal_year": fiscal_year, "section_id": section.id}
    work.session.add(SectionPlace(**place, position=section.position))


def section_names(work: Work) -> Mapping[str, str]:
    """The English name of every section that has one, by its own."""
    query = select(Section.name, Section.name_en).where(Section.name_en != "")
    return work.of_masters(
        "section_names", lambda: {row.name: row.name_en for row in work.session.execute(query)}
    )


def department_named(work: Work, code: str) -> int:
    """The id of the department with this code. Raises NotFound."""
    found = work.session.scalar(select(Department.id).where(Department.code == code))
    if found is None:
        raise NotFound(what="department", name=code)
    return found


def _named(name: str) -> str:
    if not (clean := clean_words("name", name, 100)):
        raise InputRefused([Problem("name", "name_missing")])
    return clean


# --------------------------------------------------- taken from the year before


def missing_in(work: Work, source: int, target: int) -> tuple[years.DepartmentOfYear, ...]:
    """The departments of a year that another one lacks, though they are there on its 1 April."""
    known = {one.code for one in years.of(work, target).departments}
    there = years.of(work, source).on(date(target, APRIL, 1))
    return tuple(one for one in there.departments if one.code not in known)


def copy_year(work: Work, source: int, target: int) -> int:
    """Give `target` the departments of `source` that it lacks, with their sections.

    Gives how many; the caller records it. Raises WrongRole.
    """
    require_administrator(work.actor)
    missing = missing_in(work, source, target)
    if missing:
        there = [one.id for one in years.of(work, target).departments]
        place_departments(work, target, [*there, *(one.id for one in missing)])
    for one in missing:
        place_sections(work, target, [part.id for part in one.sections])
    return len(missing)
