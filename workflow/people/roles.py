"""Giving people roles, from a day and until a day, and ending them: administrators."""

from datetime import date

from sqlalchemy import select

from workflow.models import Department, RoleGrant
from workflow.models.base import may_be_id
from workflow.office import office
from workflow.people import record
from workflow.people.administration import administration
from workflow.people.policy import Holding, end_problems, require_administrator, role_problems
from workflow.people.staff import get
from workflow.values.changes import ChangeAction
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.values.period import Period
from workflow.values.vocabulary import role_named
from workflow.work import Work


def give(work: Work, person_id: int, asked: Holding, seen: str | None = None) -> int:
    """Give a person a role on the days of its period, where it says no first one from today on.

    Gives the grant's id.
    Raises WrongRole, NotFound, PersonChanged, InputRefused (role, department, until_on).
    """
    person, asked = get(work, person_id, seen), begun(asked, work.today)
    held, own = [holding(one) for one in person.grants], office(work).own_roles
    problems = list(role_problems(asked, held, work.today, own))
    if not _is_there(work, asked):
        problems.append(Problem("department", "unknown_department"))
    if problems:
        raise InputRefused(problems)
    row = granted(asked)
    with record.recorded(work, [person], ChangeAction.CHANGE):
        person.grants.append(row)
    return row.id


def end(work: Work, grant_id: int, last_day: date | None, seen: str | None = None) -> None:
    """Let a role end after `last_day`, or (None) at once. It stays among what was held.

    Raises WrongRole, NotFound, PersonChanged, InputRefused (until_on).
    """
    require_administrator(work.actor)
    whose = select(RoleGrant.person_id).where(RoleGrant.id == grant_id)
    person_id = work.session.scalar(whose) if may_be_id(grant_id) else None
    if person_id is None:
        raise NotFound(what="role", name=grant_id)
    person = get(work, person_id, seen)
    row = next(one for one in person.grants if one.id == grant_id)
    others = [holding(one) for one in person.grants if one is not row]
    if problems := list(end_problems(holding(row), others, last_day, work.today)):
        raise InputRefused(problems)
    with record.recorded(work, [person], ChangeAction.END), administration(work, "until_on"):
        put_end(row, last_day, work.today)


def holding(row: RoleGrant) -> Holding:
    """A grant as rules are asked with it."""
    return Holding(role_named(row.role), row.department_id, row.period)


def begun(asked: Holding, today: date) -> Holding:
    """The same, from today on where no first day is said."""
    from_on, until_on = asked.period
    return asked._replace(period=Period(from_on or min(today, until_on or today), until_on))


def granted(asked: Holding) -> RoleGrant:
    """The row for a role that is given."""
    return RoleGrant(
        role=asked.role,
        department_id=asked.department_id,
        from_on=asked.period.from_on,
        until_on=asked.period.until_on,
    )


def put_end(row: RoleGrant, last_day: date | None, today: date) -> None:
    """End a grant after a day, or (None) today at once."""
    if last_day is None:
        row.ended_on = today
    else:
        row.until_on = last_day


def _is_there(work: Work, asked: Holding) -> bool:
    """Whether there is a department on the first day for which the role is given."""
    if asked.department_id is None:
        return True
    known = may_be_id(asked.department_id)
    row = work.session.get(Department, asked.department_id) if known else None
    first = max(work.today, asked.period.from_on or work.today)
    return row is not None and (row.ends_on is None or row.ends_on >= first)
