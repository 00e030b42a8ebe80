"""A year is given the departments and sections of another year that it lacks."""

from datetime import date

from workflow.organisation import queries
from workflow.organisation.changing import APRIL
from workflow.organisation.places import place_departments, place_sections
from workflow.values.actor import require_administrator
from workflow.work import Work


def missing_in(work: Work, source: int, target: int) -> tuple[queries.DepartmentOfYear, ...]:
    """The departments of a year that another one lacks, though they are there on its 1 April."""
    known = {one.code for one in queries.of(work, target).departments}
    there = queries.of(work, source).on(date(target, APRIL, 1))
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
