"""What is wrong with a change of people and their roles. Administrators alone change them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from workflow.values.days import Period, first_day_without
from workflow.values.errors import Conflict, Problem
from workflow.values.office import OfficeRole
from workflow.values.vocabulary import AnyRole, OwnRole, Role

OwnRoles = Mapping[OwnRole, OfficeRole]


class PersonChanged(Conflict):
    """Somebody changed the person after they were looked at."""

    key = "person_changed"


class Holding(NamedTuple):
    """A role, for one department or (None) for all of them, and the days on which it is held."""

    role: AnyRole
    department_id: int | None
    period: Period

    def is_same(self, other: "Holding") -> bool:
        """Whether it is the same role for the same department, whatever its days."""
        return self[:2] == other[:2]


def role_problems(
    asked: Holding, held: Sequence[Holding], today: date, own: OwnRoles
) -> Iterator[Problem]:
    """What is wrong with giving a role to somebody who holds, held and will hold others.

    `own` are the roles that the office defined. By field: role, department, until_on.
    """
    yield from place_problems(asked, own)
    if not asked.period.is_empty and asked.period.is_over(today):
        yield Problem("until_on", "day_passed")
    else:
        yield from days_problems(asked, held)


def is_of_departments(role: AnyRole, own: OwnRoles) -> bool:
    """Whether a role is held for a department by name."""
    if isinstance(role, OwnRole):
        return role in own and own[role].is_of_departments
    return role is Role.OFFICER


def place_problems(asked: Holding, own: OwnRoles) -> Iterator[Problem]:
    """What is wrong with the role itself, or with its being for a department or for all."""
    if asked.role is Role.OFFICER and asked.department_id is None:
        yield Problem("department", "officer_needs_department")
    if asked.role is Role.ADMIN and asked.department_id is not None:
        yield Problem("department", "admin_is_for_all")
    if not isinstance(asked.role, OwnRole):
        return
    defined = own.get(asked.role)
    if defined is None or not defined.active:
        yield Problem("role", "unknown_role")
    elif defined.is_of_departments and asked.department_id is None:
        yield Problem("department", "role_needs_department")
    elif not defined.is_of_departments and asked.department_id is not None:
        yield Problem("department", "role_is_for_all")


def end_problems(
    held: Holding, others: Sequence[Holding], last_day: date | None, today: date
) -> Iterator[Problem]:
    """What is wrong with a role's ending after `last_day`, or (None) at once; for until_on.

    `others` are all other roles of the person.
    """
    if held.period.is_over(today):
        yield Problem("until_on", "role_is_over")
    elif last_day is not None and last_day < today:
        yield Problem("until_on", "day_passed")
    elif last_day is not None:
        yield from days_problems(
            held._replace(period=Period(held.period.from_on, last_day)), others
        )


def days_problems(wanted: Holding, others: Sequence[Holding]) -> Iterator[Problem]:
    """What is wrong with the days on which a role is to be held."""
    if wanted.period.is_empty:
        yield Problem("until_on", "role_ends_before_it_begins")
    for one in others:
        if wanted.is_same(one) and wanted.period.overlaps(one.period):
            yield Problem("until_on", "role_held_already")
            return


@dataclass(frozen=True)
class Administration:
    """On which days active people hold the role of an administrator, before a change and after."""

    before: Sequence[Period]
    after: Sequence[Period]

    def problem(self, field: str, today: date) -> Problem | None:
        """Why the change may not be: sooner than before it nobody would administer the office."""
        without = first_day_without(self.after, today)
        earlier = first_day_without(self.before, today)
        if without is None or (earlier is not None and earlier <= without):
            return None
        return Problem(field, "last_administrator", {"day": without})
