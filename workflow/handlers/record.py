"""The reviewers of each department as they stand, for the record of changes."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.models import Department, DepartmentHandler, Person
from workflow.values.changes import Subject

Fields = dict[str, str | None]

MAIN: Final = "main"
DEPUTY: Final = "deputy"


def standing(session: Session, department_id: int | None = None) -> Iterator[tuple[str, Fields]]:
    """The logins of main reviewer and deputy of each department that has one, by its code."""
    query = (
        select(Department.code, DepartmentHandler.part, Person.login)
        .join(DepartmentHandler, DepartmentHandler.department_id == Department.id)
        .join(Person, Person.id == DepartmentHandler.person_id)
        .where(DepartmentHandler.ended_at.is_(None))
        .order_by(Department.id)
    )
    if department_id is not None:
        query = query.where(Department.id == department_id)
    found: dict[str, Fields] = {}
    for code, part, login in session.execute(query):
        found.setdefault(code, {MAIN: None, DEPUTY: None})[part] = login
    yield from found.items()


ledger.stands_as(Subject.HANDLERS, standing)
