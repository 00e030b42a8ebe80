"""Other names of departments, by which files name them: 総務, 健福, last year's.

The office's are kept by those who maintain the masters; a person's own were answered once, when
a file was brought. A name that is taken out stays in the table, with who took it out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from workflow.masters.policy import require_maintainer
from workflow.models import Department, DepartmentName
from workflow.organisation import department_named
from workflow.values.actor import Title
from workflow.values.cleaning import clean_words
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.values.text import search_key
from workflow.work import Work

LONGEST = 100


@dataclass(frozen=True)
class OtherName:
    """One other name, and the department that it means."""

    id: int
    name: str
    department: Title
    added_at: datetime


def other_names(work: Work) -> tuple[OtherName, ...]:
    """The office's other names, as the official order has their departments. Raises WrongRole."""
    require_maintainer(work.actor)
    return _listed(work, None)


def own_names(work: Work) -> tuple[OtherName, ...]:
    """What the person asking has answered before."""
    return _listed(work, work.person.person_id)


def add_other_name(work: Work, department: str, name: str) -> None:
    """Let files call a department (a code) so too. Raises WrongRole, NotFound, InputRefused."""
    require_maintainer(work.actor)
    department_id = department_named(work, department)
    if not (clean := clean_words("name", name, LONGEST)):
        raise InputRefused([Problem("name", "name_missing")])
    _put(work, clean, department_id, None)


def remember(work: Work, answered: Mapping[str, int]) -> None:
    """Keep what the person said names mean, so that they are not asked again."""
    for name, department_id in answered.items():
        _put(work, name[:LONGEST], department_id, work.person.person_id)


def remove_other_name(work: Work, name_id: int) -> None:
    """Let files not use one of the office's other names any more. Raises WrongRole, NotFound."""
    require_maintainer(work.actor)
    _remove(work, name_id, None)


def forget(work: Work, name_id: int) -> None:
    """Ask the person anew what a name means. Raises NotFound for another's."""
    _remove(work, name_id, work.person.person_id)


def meant(work: Work) -> dict[str, int]:
    """Departments by the other names that hold for the person asking; their own win."""
    person_id = work.actor.person_id if work.actor else None
    query = (
        select(DepartmentName.name_key, DepartmentName.department_id)
        .where(DepartmentName.removed_at.is_(None))
        .where(DepartmentName.person_id.is_(None) | (DepartmentName.person_id == person_id))
        .order_by(DepartmentName.person_id.is_not(None), DepartmentName.id)
    )
    return {row.name_key: row.department_id for row in work.session.execute(query)}


def _listed(work: Work, person_id: int | None) -> tuple[OtherName, ...]:
    query = (
        select(DepartmentName, Department.name_ja, Department.name_en)
        .join(Department, Department.id == DepartmentName.department_id)
        .where(DepartmentName.removed_at.is_(None), DepartmentName.person_id.is_(person_id))
        .order_by(Department.id, DepartmentName.id)
    )
    return tuple(
        OtherName(row.id, row.name, Title(ja, en), row.added_at)
        for row, ja, en in work.session.execute(query)
    )


def _put(work: Work, name: str, department_id: int, person_id: int | None) -> None:
    """One name means one department: what it meant before is taken out."""
    before = _standing(work, person_id, search_key(name))
    if any(one.department_id == department_id for one in before):
        return
    for one in before:
        one.removed_by, one.removed_at = work.person.person_id, work.now
    work.session.add(
        DepartmentName(
            department_id=department_id,
            name=name,
            name_key=search_key(name)[:200],
            person_id=person_id,
            added_by=work.person.person_id,
            added_at=work.now,
        )
    )


def _standing(work: Work, person_id: int | None, key: str) -> list[DepartmentName]:
    query = select(DepartmentName).where(
        DepartmentName.removed_at.is_(None),
        DepartmentName.person_id.is_(person_id),
        DepartmentName.name_key == key[:200],
    )
    return list(work.session.scalars(query))


def _remove(work: Work, name_id: int, person_id: int | None) -> None:
    row = work.session.get(DepartmentName, name_id)
    if row is None or row.person_id != person_id:
        raise NotFound(what="name")
    if row.removed_at is None:
        row.removed_by, row.removed_at = work.person.person_id, work.now
