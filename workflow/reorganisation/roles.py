"""Roles and absences held for a department that ends go on for those that take over from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import selectinload

from workflow.models import AdvisorExpertise, CalendarFeed, Person, RoleGrant, Substitute
from workflow.models.people import in_force
from workflow.people import Holding, record
from workflow.people.administration import granted, put_end
from workflow.people.particulars import work_at
from workflow.values.actor import Grant, Title
from workflow.values.changes import ChangeAction
from workflow.values.days import Period
from workflow.values.place import Place
from workflow.values.vocabulary import AnyRole, role_named
from workflow.work import Work

DAY: Final = timedelta(days=1)

Successors = Mapping[int, Sequence[int]]
"""The departments that take over from each one that ends."""

Places = Mapping[Place, Place]
"""Where each section goes, and whatever of a department belongs to none."""


@dataclass(frozen=True)
class RoleTouched:
    """A role held for a department that ends, and where its holder works, if that is known."""

    person_id: int
    name: Title
    role: AnyRole
    department_id: int
    place: Place | None


@dataclass(frozen=True)
class PeopleTouched:
    """Whom a reorganisation touches: their roles, absences and feeds."""

    roles: tuple[RoleTouched, ...]
    substitutes: int
    feeds: int


def touched(work: Work, departments: Sequence[int]) -> PeopleTouched:
    """Whom it touches that these departments end."""
    roles = _roles_touched(work, departments)
    holding = {one.person_id for one in roles}
    feeds = work.session.scalars(
        select(CalendarFeed.id).where(
            CalendarFeed.person_id.in_(holding), CalendarFeed.revoked_at.is_(None)
        )
    ).all()
    return PeopleTouched(roles, len(_substitutes(work, departments, work.today)), len(feeds))


def _roles_touched(work: Work, departments: Sequence[int]) -> tuple[RoleTouched, ...]:
    """The roles for these departments that are in force today."""
    rows = work.session.execute(
        select(
            Person.id,
            Person.name_ja,
            Person.name_en,
            Person.department_id,
            Person.section_id,
            RoleGrant.role,
            RoleGrant.department_id.label("for_department"),
        )
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(
            RoleGrant.department_id.in_(departments), Person.active, in_force(RoleGrant, work.today)
        )
        .order_by(RoleGrant.department_id, Person.login, RoleGrant.role)
    )
    return tuple(
        RoleTouched(
            row.id,
            Title(row.name_ja, row.name_en),
            role_named(row.role),
            row.for_department,
            Place(row.department_id, row.section_id) if row.department_id else None,
        )
        for row in rows
    )


def without_section(work: Work, department_id: int) -> Sequence[str]:
    """The names of those who work in a department and in no section of it, by login."""
    heads = select(Person.name_ja).where(
        Person.department_id == department_id, Person.section_id.is_(None), Person.active
    )
    return work.session.scalars(heads.order_by(Person.login)).all()


def follow(work: Work, successors: Successors, places: Places, day: date) -> int:
    """Let people, their roles and absences, and advisors' subjects follow from `day` on.

    Whoever works in a section, or in a department alone, goes where that goes; the roles of others
    go to all that take over. Gives how many roles went along.
    """
    _substitutes_follow(work, successors, day)
    _advisors_follow(work, successors)
    return _people_follow(work, successors, places, day)


def _people_follow(work: Work, successors: Successors, places: Places, day: date) -> int:
    held = select(RoleGrant.person_id).where(RoleGrant.department_id.in_(successors))
    people = work.session.scalars(
        select(Person)
        .where(or_(Person.id.in_(held), _works_at(places)))
        .options(selectinload(Person.grants))
        .order_by(Person.id)
        .with_for_update(of=Person, key_share=True)
    ).all()
    count = 0
    with record.recorded(work, people, ChangeAction.CHANGE):
        for person in people:
            own = places.get(person.place) if person.place else None
            count += _grants_follow(work, person, successors, own, day)
            if own:
                work_at(person, own)
    return count


def _works_at(places: Iterable[Place]) -> ColumnElement[bool]:
    sections = [one.section_id for one in places if one.section_id is not None]
    departments = [one.department_id for one in places if one.section_id is None]
    alone = and_(Person.section_id.is_(None), Person.department_id.in_(departments))
    return or_(Person.section_id.in_(sections), alone)


def _grants_follow(
    work: Work, person: Person, successors: Successors, own: Place | None, day: date
) -> int:
    """End each role held for an ended department the day before, and begin it for those after.

    `own` is where the person works from then on, where that is another place.
    """
    ended = [
        one
        for one in person.grants
        if one.department_id in successors and not one.period.is_over(day)
    ]
    for row in ended:
        after = successors[row.department_id or 0]
        period = Period(max(day, row.from_on or day), row.period.until_on)
        put_end(row, None if row.from_on and row.from_on >= day else day - DAY, work.today)
        for department_id in (own.department_id,) if own and own.department_id in after else after:
            if not _holds(person, role_named(row.role), department_id, period):
                asked = Holding(role_named(row.role), department_id, period)
                person.grants.append(granted(asked))
    return len(ended)


def _holds(person: Person, role: AnyRole, department_id: int, period: Period) -> bool:
    """Whether somebody holds a role on all days of a period already."""
    return any(
        one.grant == Grant(role, department_id)
        and one.period.covers(period.from_on or date.min)
        and one.period.covers(period.until_on or date.max)
        for one in person.grants
    )


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
    known = select(AdvisorExpertise).where(
        AdvisorExpertise.department_id.in_(successors), AdvisorExpertise.ended_at.is_(None)
    )
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
