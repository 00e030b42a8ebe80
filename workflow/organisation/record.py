"""How each department and section stands, as the record of changes has it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.models import Department, DepartmentPlace, Section, SectionPlace
from workflow.models.base import may_be_id
from workflow.values.changes import ChangeAction, Subject
from workflow.work import Work

Fields = dict[str, Any]


def departments(session: Session, only: str | None = None) -> Iterator[tuple[str, Fields]]:
    """Every department by its code, with its place in each year; or `only` one."""
    query = select(
        DepartmentPlace.department_id, DepartmentPlace.fiscal_year, DepartmentPlace.position
    ).join(Department, Department.id == DepartmentPlace.department_id)
    rows = select(Department).order_by(Department.id)
    if only is not None:
        query = query.where(Department.code == only)
        rows = rows.where(Department.code == only)
    places = _places(session, query)
    for row in session.scalars(rows):
        yield (
            row.code,
            {
                "name": row.name_ja,
                "name_en": row.name_en,
                "ends_on": row.ends_on.isoformat() if row.ends_on else None,
                "places": places[row.id],
            },
        )


def sections(session: Session, only: str | None = None) -> Iterator[tuple[str, Fields]]:
    """Every section by its department's code and its own number; or those of `only` one."""
    query = (
        select(SectionPlace.section_id, SectionPlace.fiscal_year, SectionPlace.position)
        .join(Section, Section.id == SectionPlace.section_id)
        .join(Department, Department.id == Section.department_id)
    )
    rows = select(Section, Department.code).join(Department).order_by(Section.id)
    if only is not None:
        query = query.where(Department.code == only)
        rows = rows.where(Department.code == only)
    places = _places(session, query)
    for row, code in session.execute(rows):
        yield (
            f"{code}/{row.id}",
            {
                "name": row.name,
                "name_en": row.name_en,
                "ends_on": row.ends_on.isoformat() if row.ends_on else None,
                "places": places[row.id],
            },
        )


def lock(work: Work) -> None:
    """Keep everybody else from changing the organisation until this transaction is over.

    What is read of it from here on is what is changed: of two who looked at the same organisation
    the second finds what the first made of it.
    """
    rows = select(Department.id).order_by(Department.id)
    work.session.execute(rows.with_for_update(key_share=True))
    ledger.lock(work)  # an office may have no department yet


def has_department(work: Work, department_id: int | None, day: date) -> bool:
    """Whether one is named that there is, and that has not ended before a day."""
    if department_id is None or not may_be_id(department_id):
        return False
    row = work.session.get(Department, department_id)
    return row is not None and (row.ends_on is None or row.ends_on >= day)


def keep(work: Work, department_ids: Iterable[int] | None = None) -> None:
    """Keep departments, or all, with their sections as they are until this transaction is over.

    For what rests on their being there, as a role does; several may keep the same. As they stand is
    read anew. It comes before people are locked, in the order of a reorganisation.
    """
    rows = select(Department).order_by(Department.id)
    if department_ids is not None:
        rows = rows.where(Department.id.in_(filter(may_be_id, department_ids)))
    latest = rows.with_for_update(read=True).execution_options(populate_existing=True)
    work.session.execute(latest)


@contextmanager
def recorded(work: Work, note: str = "", only: str | None = None) -> Iterator[None]:
    """Record what the block changes of departments and sections.

    Where only one department and its sections change, `only` is its code.
    """
    lock(work)
    before = _all(work.session, only)
    yield
    work.session.flush()
    work.session.expire_all()
    after = _all(work.session, only)
    ledger.record(
        work,
        *(
            ledger.Change(subject, code, _action(old, new), old, new, note)
            for subject, code in dict.fromkeys([*before, *after])
            if (old := before.get((subject, code))) != (new := after.get((subject, code)))
        ),
    )


def _action(old: Fields | None, new: Fields | None) -> ChangeAction:
    if old is None:
        return ChangeAction.ADD
    ended = new is not None and new["ends_on"] is not None and old["ends_on"] is None
    return ChangeAction.END if ended or new is None else ChangeAction.CHANGE


def _all(session: Session, only: str | None) -> dict[tuple[Subject, str], Fields]:
    found = {(Subject.DEPARTMENT, code): fields for code, fields in departments(session, only)}
    return found | {(Subject.SECTION, code): fields for code, fields in sections(session, only)}


def _places(session: Session, query: Any) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row_id, year, position in sorted(map(tuple, session.execute(query))):
        found[row_id].append(f"{year}: {position}")
    return found


ledger.stands_as(Subject.DEPARTMENT, departments)
ledger.stands_as(Subject.SECTION, sections)
