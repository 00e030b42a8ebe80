"""The organisation: departments in 建制順, year by year, and their sections."""

from collections.abc import Mapping

from sqlalchemy import func, select

from workflow.models import Department, DepartmentPlace, Section
from workflow.values.actor import Title
from workflow.values.cleaning import clean_words
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.work import Work


def add_department(work: Work, fiscal_year: int, code: str, name: Title) -> int:
    """Put a department at the end of the official order of a year; gives its id.

    A department that exists (by code) is given its place in the new year.
    """
    row = work.session.scalar(select(Department).where(Department.code == code))
    if row is None:
        row = Department(code=code, name_ja=_named(name.ja), name_en=name.en)
        work.session.add(row)
        work.session.flush()
    if work.session.get(DepartmentPlace, (fiscal_year, row.id)) is None:
        last = work.session.scalar(
            select(func.max(DepartmentPlace.position)).where(
                DepartmentPlace.fiscal_year == fiscal_year
            )
        )
        work.session.add(
            DepartmentPlace(fiscal_year=fiscal_year, department_id=row.id, position=(last or 0) + 1)
        )
        work.session.flush()
    return row.id


def add_section(work: Work, department_code: str, name: str, name_en: str = "") -> int:
    """Put a section at the end of its department's order; gives its id. Raises NotFound.

    One that is there already is given the English name, where it has none yet.
    """
    department_id = department_named(work, department_code)
    there = select(Section).where(Section.department_id == department_id, Section.name == name)
    if (known := work.session.scalar(there)) is not None:
        known.name_en = known.name_en or name_en
        return known.id
    last = work.session.scalar(
        select(func.max(Section.position)).where(Section.department_id == department_id)
    )
    row = Section(
        department_id=department_id,
        name=_named(name),
        name_en=name_en,
        position=(last or 0) + 1,
    )
    work.session.add(row)
    work.session.flush()
    return row.id


def section_names(work: Work) -> Mapping[str, str]:
    """The English name of every section that has one, by its own."""
    query = select(Section.name, Section.name_en).where(Section.name_en != "")
    return work.once(
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
