"""How far the office is set up: what it has of everything that it needs before it can work."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, literal, or_, select, union_all

from workflow.models import (
    Category,
    Criterion,
    Cycle,
    Department,
    DepartmentPlace,
    Field,
    FundingKind,
    Meeting,
    OfficeProfile,
    Person,
    RoleGrant,
    Section,
    Verdict,
)
from workflow.models.people import in_force
from workflow.values.actor import Title, require_administrator
from workflow.values.fiscal import fiscal_year
from workflow.values.vocabulary import Role
from workflow.work import Work

NEEDED_ROLES: Final = (Role.OFFICER, Role.REVIEWER, Role.EVALUATOR, Role.SECRETARIAT)
"""Without them no item gets from its draft to the report."""

NEEDED: Final = (
    "office", "departments", "sections", "fields", "categories", "criteria", "verdicts",
    *NEEDED_ROLES, "cycles", "meetings",
)  # fmt: skip


@dataclass(frozen=True)
class Progress:
    """How many there are of each thing: departments, cycles, people of a role and so on."""

    fiscal_year: int
    counts: Mapping[str, int]

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be there and is not, in the order in which it is best set up."""
        return tuple(name for name in NEEDED if not self.counts.get(name))


def progress(work: Work) -> Progress:
    """What the office has in this fiscal year: one statement. Raises WrongRole."""
    require_administrator(work.actor)
    year = fiscal_year(work.today)
    return work.once("progress", lambda: Progress(year, _counts(work, year)))


def departments_without_officers(work: Work) -> tuple[Title, ...]:
    """This year's departments for which nobody can draft, in the official order.

    Raises WrongRole.
    """
    require_administrator(work.actor)
    held = (
        select(RoleGrant.department_id)
        .join(Person, Person.id == RoleGrant.person_id)
        .where(Person.active, in_force(RoleGrant, work.today), RoleGrant.role == Role.OFFICER)
        .where(RoleGrant.department_id.is_not(None))
    )
    rows = work.session.execute(
        select(Department.name_ja, Department.name_en)
        .join(DepartmentPlace, DepartmentPlace.department_id == Department.id)
        .where(DepartmentPlace.fiscal_year == fiscal_year(work.today), Department.id.not_in(held))
        .where(or_(Department.ends_on.is_(None), Department.ends_on >= work.today))
        .order_by(DepartmentPlace.position)
    )
    return tuple(Title(row.name_ja, row.name_en) for row in rows)


def _counts(work: Work, year: int) -> dict[str, int]:
    today = work.today
    parts = [
        _count("office", OfficeProfile),
        _count("departments", DepartmentPlace, DepartmentPlace.fiscal_year == year),
        _count("sections", Section),
        _count("cycles", Cycle, Cycle.fiscal_year >= year),
        _count("meetings", Meeting, Meeting.fiscal_year >= year),
        *(_count(name, table, table.active) for name, table in _MASTERS.items()),
    ]
    by_role = (
        select(RoleGrant.role, func.count(RoleGrant.person_id.distinct()))
        .join(Person, Person.id == RoleGrant.person_id)
        .where(Person.active, in_force(RoleGrant, today))
        .group_by(RoleGrant.role)
    )
    rows = work.session.execute(union_all(*parts, by_role)).all()
    return {str(row[0]): int(row[1]) for row in rows}


_MASTERS: Final[Mapping[str, Any]] = {
    "fields": Field,
    "categories": Category,
    "criteria": Criterion,
    "verdicts": Verdict,
    "funding": FundingKind,
}


def _count(name: str, table: Any, *where: ColumnElement[bool]) -> Select[str, int]:
    return select(literal(name), func.count()).select_from(table).where(*where)
