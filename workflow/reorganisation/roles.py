"""Roles and absences held for a department that ends go on for those that take over from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from workflow.models import AdvisorExpertise, CalendarFeed, Person, RoleGrant, Substitute
from workflow.values.actor import Title
from workflow.values.vocabulary import Role
from workflow.work import Work

Successors = Mapping[int, Sequence[int]]
"""The departments that take over from each one that ends."""


@dataclass(frozen=True)
class RoleTouched:
    """A role that somebody holds for a department that ends."""

    person_id: int
    name: Title
    role: Role
    department_id: int


@dataclass(frozen=True)
class PeopleTouched:
    """Whom a reorganisation touches: their roles, absences and feeds."""

    roles: tuple[RoleTouched, ...]
    substitutes: int
    feeds: int


def touched(work: Work, departments: Sequence[int]) -> PeopleTouched:
    """Whom it touches that these departments end."""
    rows = work.session.execute(
        select(Person.id, Person.name_ja, Person.name_en, RoleGrant.role, RoleGrant.department_id)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(RoleGrant.department_id.in_(departments), Person.active)
        .order_by(RoleGrant.department_id, Person.login, RoleGrant.role)
    )
    roles = tuple(
        RoleTouched(row.id, Title(row.name_ja, row.name_en), Role(row.role), row.department_id)
        for row in rows
    )
    holding = {one.person_id for one in roles}
    feeds = work.session.scalars(
        select(CalendarFeed.id).where(
            CalendarFeed.person_id.in_(holding), CalendarFeed.revoked_at.is_(None)
        )
    ).all()
    return PeopleTouched(roles, len(_substitutes(work, departments, work.today)), len(feeds))


def follow(work: Work, successors: Successors, day: date) -> int:
    """Let roles, absences and advisors' subjects follow from `day` on; gives how many roles."""
    _substitutes_follow(work, successors, day)
    _advisors_follow(work, successors)
    return _grants_follow(work, successors)


def _grants_follow(work: Work, successors: Successors) -> int:
    """End each role held for an ended department, and begin it for those that take over."""
    grants = work.session.scalars(
        select(RoleGrant).where(RoleGrant.department_id.in_(successors)).order_by(RoleGrant.id)
    ).unique()
    held = {
        (person, role, department)
        for person, role, department in work.session.execute(
            select(RoleGrant.person_id, RoleGrant.role, RoleGrant.department_id)
        )
    }
    ended = grants.all()
    for grant in ended:
        for department_id in successors[grant.department_id or 0]:
            key = (grant.person_id, grant.role, department_id)
            if key not in held:
                held.add(key)
                work.session.add(
                    RoleGrant(
                        person_id=grant.person_id, role=grant.role, department_id=department_id
                    )
                )
        work.session.delete(grant)
    work.session.flush()
    return len(ended)


def _substitutes(work: Work, departments: Sequence[int], day: date) -> Sequence[Substitute]:
    return work.session.scalars(
        select(Substitute)
        .where(
            Substitute.department_id.in_(departments),
            Substitute.ended_at.is_(None),
            Substitute.until_on >= day,
        )
        .order_by(Substitute.id)
    ).all()


def _substitutes_follow(work: Work, successors: Successors, day: date) -> None:
    for row in _substitutes(work, list(successors), day):
        row.ended_at, row.ended_by = work.now, work.person.person_id
        for department_id in successors[row.department_id or 0]:
            work.session.add(
                Substitute(
                    person_id=row.person_id,
                    substitute_id=row.substitute_id,
                    role=row.role,
                    department_id=department_id,
                    from_on=max(day, row.from_on),
                    until_on=row.until_on,
                    set_by=row.set_by,
                    set_at=work.now,
                )
            )
    work.session.flush()


def _advisors_follow(work: Work, successors: Successors) -> None:
    """An advisor of a department's matters is one of those that take over, too."""
    live = or_(AdvisorExpertise.ended_at.is_(None))
    known = select(AdvisorExpertise).where(AdvisorExpertise.department_id.in_(successors), live)
    for row in work.session.scalars(known.order_by(AdvisorExpertise.id)).all():
        row.ended_at, row.ended_by = work.now, work.person.person_id
        for department_id in successors[row.department_id or 0]:
            work.session.add(
                AdvisorExpertise(
                    person_id=row.person_id,
                    department_id=department_id,
                    begun_at=work.now,
                    begun_by=work.person.person_id,
                )
            )
    work.session.flush()
