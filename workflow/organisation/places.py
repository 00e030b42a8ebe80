"""The places of departments and sections in the official order of a year: given, ended, copied."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select, update

from workflow.models import Department, DepartmentPlace, Section, SectionPlace
from workflow.organisation import queries
from workflow.values.actor import require_administrator
from workflow.work import Work


def place_departments(work: Work, fiscal_year: int, ids: Sequence[int]) -> None:
    """Put a year's departments in this order; any others that it has follow after them."""
    mine = DepartmentPlace.fiscal_year == fiscal_year
    there = list(
        work.session.scalars(
            select(DepartmentPlace.department_id).where(mine).order_by(DepartmentPlace.position)
        )
    )
    # Negative for a moment: the database allows no two departments at one place.
    work.session.execute(
        update(DepartmentPlace).where(mine).values(position=-DepartmentPlace.position)
    )
    order = [*ids, *(one for one in there if one not in set(ids))]
    for position, department_id in enumerate(order, 1):
        key = {"fiscal_year": fiscal_year, "department_id": department_id}
        if department_id in there:
            at = mine, DepartmentPlace.department_id == department_id
            work.session.execute(update(DepartmentPlace).where(*at).values(position=position))
        else:
            work.session.add(DepartmentPlace(**key, position=position))
            work.session.flush()


def place_sections(work: Work, fiscal_year: int, ids: Sequence[int]) -> None:
    """Put these sections of a department in this order in a year."""
    for position, section_id in enumerate(ids, 1):
        found = work.session.get(SectionPlace, (fiscal_year, section_id))
        if found is None:
            found = SectionPlace(fiscal_year=fiscal_year, section_id=section_id)
            work.session.add(found)
        found.position = position
    work.session.flush()


def end_department(work: Work, department_id: int, last: date, first: int) -> None:
    """Set a department's `last` day; from the year `first` on it has no place."""
    work.session.get_one(Department, department_id).ends_on = last
    live = select(Section.id).where(
        Section.department_id == department_id, Section.ends_on.is_(None)
    )
    for section_id in work.session.scalars(live).all():
        end_section(work, section_id, last, first)
    work.session.execute(
        delete(DepartmentPlace).where(
            DepartmentPlace.department_id == department_id, DepartmentPlace.fiscal_year >= first
        )
    )


def end_section(work: Work, section_id: int, last: date, first: int) -> None:
    """Set a section's `last` day; from the year `first` on it has no place."""
    work.session.get_one(Section, section_id).ends_on = last
    work.session.execute(
        delete(SectionPlace).where(
            SectionPlace.section_id == section_id, SectionPlace.fiscal_year >= first
        )
    )


def missing_in(work: Work, source: int, target: int) -> tuple[queries.DepartmentOfYear, ...]:
    """The departments of a year that another one lacks, though they are there on its 1 April."""
    known = {one.code for one in queries.of(work, target).departments}
    there = queries.of(work, source).on(date(target, 4, 1))
    return tuple(one for one in there.departments if one.code not in known)


def copy_year(work: Work, source: int, target: int) -> int:
    """Give `target` the departments of `source` that it lacks, with their sections.

    Gives how many; the caller records it. Raises WrongRole.
    """
    require_administrator(work.actor)
    missing = missing_in(work, source, target)
    if missing:
        there = [one.id for one in queries.of(work, target).departments]
        place_departments(work, target, [*there, *(one.id for one in missing)])
    for one in missing:
        place_sections(work, target, [part.id for part in one.sections])
    return len(missing)
