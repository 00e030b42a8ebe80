"""A first organisation, set up by seeds: departments and sections, one after the other."""

from sqlalchemy import func, select

from workflow.models import Department, DepartmentPlace, Section, SectionPlace
from workflow.organisation.queries import department_named
from workflow.organisation.record import recorded
from workflow.values.actor import Title
from workflow.values.cleaning import clean_words
from workflow.values.errors import InputRefused, Problem
from workflow.work import Work


def add_department(work: Work, fiscal_year: int, code: str, name: Title) -> int:
    """Put a department at the end of the official order of a year; gives its id.

    A department that exists (by code) is given its place in the new year, with its sections.
    """
    with recorded(work, only=code):
        row = work.session.scalar(select(Department).where(Department.code == code))
        if row is None:
            row = Department(code=code, name_ja=_clean_name(name.ja), name_en=name.en)
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
            row = _new_section(work, department_id, _clean_name(name))
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


def _clean_name(name: str) -> str:
    if not (clean := clean_words("name", name, 100)):
        raise InputRefused([Problem("name", "name_missing")])
    return clean
