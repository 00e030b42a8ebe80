"""Other names of departments, by which files name them: 総務, 健福, last year's.

The office's are kept by those who maintain the masters; a person's own were answered once, when
a file was brought. A name that is taken out stays in the table, with who took it out.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from workflow.masters.policy import require_maintainer
from workflow.models import Department, DepartmentName, DepartmentSuccession
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


def other_names(work: Work) -> tuple[OtherName, ...]:
    """The office's other names, as the official order has their departments. Raises WrongRole."""
    require_maintainer(work.actor)
    return _listed(work, None)


def own_names(work: Work) -> tuple[OtherName, ...]:
    """What the person asking has answered before."""
    return _listed(work, work.person.person_id)


def add_other_name(work: Work, department: str, name: str) -> None:
    """Add another name by which files may call a department (a code).

    Raises WrongRole, NotFound, InputRefused.
    """
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
    """Remove one of the office's other names. Raises WrongRole, NotFound."""
    require_maintainer(work.actor)
    _remove(work, name_id, None)


def forget(work: Work, name_id: int) -> None:
    """Ask the person anew what a name means. Raises NotFound for another's."""
    _remove(work, name_id, work.person.person_id)


def follow(work: Work, old_id: int, new_id: int) -> None:
    """Make every other name of a department that ends mean the one that takes over from it."""
    rows = select(DepartmentName).where(
        DepartmentName.removed_at.is_(None), DepartmentName.department_id == old_id
    )
    for one in work.session.scalars(rows.order_by(DepartmentName.id)).all():
        _put(work, one.name, new_id, one.person_id)


def meant(work: Work, among: Collection[int]) -> dict[str, int]:
    """Which of some departments the other names mean that hold for the person asking.

    Their own win. A name that went to who took over still means whoever had it, where that is
    asked among the departments of an earlier year.
    """
    person_id = work.actor.person_id if work.actor else None
    whose = DepartmentName.person_id.is_(None) | (DepartmentName.person_id == person_id)
    rows = work.session.execute(
        select(
            DepartmentName.name_key,
            DepartmentName.person_id,
            DepartmentName.department_id,
            DepartmentName.removed_at,
        )
        .where(whose)
        .order_by(DepartmentName.person_id.is_not(None), DepartmentName.id)
    ).all()
    now = {(row.name_key, row.person_id): row.department_id for row in rows if not row.removed_at}
    pairs = select(DepartmentSuccession.old_id, DepartmentSuccession.new_id)
    took_over = {tuple(pair) for pair in work.session.execute(pairs)} if now else set()
    found: dict[str, int] = {}
    for row in rows:
        holder = now.get((row.name_key, row.person_id))
        holds = not row.removed_at or (row.department_id, holder) in took_over
        if holds and row.department_id in among:
            found[row.name_key] = row.department_id
    return found


def _listed(work: Work, person_id: int | None) -> tuple[OtherName, ...]:
    query = (
        select(DepartmentName, Department.name_ja, Department.name_en)
        .join(Department, Department.id == DepartmentName.department_id)
        .where(
            DepartmentName.removed_at.is_(None),
            DepartmentName.person_id.is_not_distinct_from(person_id),
        )
        .order_by(Department.id, DepartmentName.id)
    )
    return tuple(
        OtherName(row.id, row.name, Title(ja, en)) for row, ja, en in work.session.execute(query)
    )


def _put(work: Work, name: str, department_id: int, person_id: int | None) -> None:
    """One name means one department: what it meant before is taken out."""
    before = _in_use(work, person_id, search_key(name))
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


def _in_use(work: Work, person_id: int | None, key: str) -> list[DepartmentName]:
    query = select(DepartmentName).where(
        DepartmentName.removed_at.is_(None),
        DepartmentName.person_id.is_not_distinct_from(person_id),
        DepartmentName.name_key == key[:200],
    )
    return list(work.session.scalars(query))


def _remove(work: Work, name_id: int, person_id: int | None) -> None:
    row = work.session.get(DepartmentName, name_id)
    if row is None or row.person_id != person_id:
        raise NotFound(what="name")
    if row.removed_at is None:
        row.removed_by, row.removed_at = work.person.person_id, work.now
