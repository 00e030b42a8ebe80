"""The advisors (アドバイザー): what each is asked about, and a year's record of them."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from workflow.advice.queries import AdviceView, asked_between
from workflow.items.visibility import get_visible
from workflow.models import (
    AdviceRequest,
    AdvisorExpertise,
    AdvisorReach,
    Department,
    Field,
    Item,
    Person,
    RoleGrant,
    item_joint_departments,
)
from workflow.models.people import period_of
from workflow.people.holding import holders
from workflow.values.actor import Actor, Title, require_role
from workflow.values.canonical import fingerprint
from workflow.values.clock import JAPAN
from workflow.values.days import Period
from workflow.values.vocabulary import CENTER_ROLES, Role
from workflow.work import Work


@dataclass(frozen=True)
class Expertise:
    """One thing an advisor is asked about: a field, a department, or (neither) everything."""

    field: str | None = None
    department_code: str | None = None
    department: Title | None = None
    field_title: Title | None = None

    @property
    def general(self) -> bool:
        """Whether it is everything."""
        return self.field is None and self.department_code is None


@dataclass(frozen=True)
class AdvisorView:
    """An advisor; the last three are about one item and False where none is meant."""

    person_id: int
    name: Title
    expertise: tuple[Expertise, ...]
    limited: bool = True
    """Whether they read only what they are asked about, and not every submitted item."""
    fits: bool = False
    """Whether the expertise covers the item."""
    asked: bool = False
    """Whether a request waits for an answer."""
    involved: bool = False
    """Whether they are an officer of a department that carries the item, and so not asked."""

    @property
    def seen(self) -> str:
        """What a form carries of an advisor: another one once anything of it was changed."""
        known = [[one.general, one.field, one.department_code] for one in self.expertise]
        return fingerprint([known, self.limited])

    @property
    def general(self) -> bool:
        """Whether this is a generalist."""
        return any(one.general for one in self.expertise)

    @property
    def proposed(self) -> bool:
        """Whether the request should go to this advisor unless the center says otherwise."""
        return self.fits and not self.asked and not self.involved


def advisors(work: Work) -> tuple[AdvisorView, ...]:
    """Every active advisor, generalists first, with their expertise: three queries."""
    known = expertise_of(work.session, AdvisorExpertise.ended_at.is_(None))
    people = work.session.execute(
        select(Person.id, Person.name_ja, Person.name_en)
        .where(
            Person.active,
            Person.id.in_(holders(work.today, Role.ADVISOR)),
        )
        .order_by(Person.id)
    )
    free = set(
        work.session.scalars(select(AdvisorReach.person_id).where(AdvisorReach.ended_at.is_(None)))
    )
    found = [
        AdvisorView(id_, Title(ja, en), tuple(known[id_]), id_ not in free)
        for id_, ja, en in people
    ]
    return tuple(sorted(found, key=lambda one: not one.general))


def for_item(work: Work, item_id: int) -> tuple[AdvisorView, ...]:
    """Every active advisor, for one item: those who fit first, of these the generalists last.

    Raises NotFound (item).
    """
    item = get_visible(work, item_id)
    carrying = _departments_of(work, item)
    codes = set(work.session.scalars(select(Department.code).where(Department.id.in_(carrying))))
    asked = set(work.session.scalars(_open_requests(item_id)))
    officers = holders(work.today, Role.OFFICER, departments=carrying)
    involved = set(work.session.scalars(officers))
    found = [
        replace(
            one,
            fits=any(_covers(knows, item.field, codes) for knows in one.expertise),
            asked=one.person_id in asked,
            involved=one.person_id in involved,
        )
        for one in advisors(work)
    ]
    return tuple(sorted(found, key=lambda one: (not one.fits, one.general)))


def _departments_of(work: Work, item: Item) -> frozenset[int]:
    """The departments that carry an item, the lead one and the joint ones."""
    joint = item_joint_departments
    others = select(joint.c.department_id).where(joint.c.item_id == item.id)
    return frozenset({item.department_id, *work.session.scalars(others)})


def _open_requests(item_id: int) -> Select[int]:
    return select(AdviceRequest.advisor_id).where(
        AdviceRequest.item_id == item_id,
        AdviceRequest.answered_at.is_(None),
        AdviceRequest.withdrawn_at.is_(None),
    )


def expertise_of(
    session: Session, *conditions: ColumnElement[bool]
) -> defaultdict[int, list[Expertise]]:
    """What advisors are asked about, by person, where the conditions hold: one query."""
    query = (
        select(
            AdvisorExpertise,
            Department.code,
            Department.name_ja,
            Department.name_en,
            Field.title_ja,
            Field.title_en,
        )
        .outerjoin(Department, Department.id == AdvisorExpertise.department_id)
        .outerjoin(Field, Field.code == AdvisorExpertise.field)
        .where(*conditions)
        .order_by(AdvisorExpertise.id)
    )
    found: defaultdict[int, list[Expertise]] = defaultdict(list)
    for row, code, ja, en, field_ja, field_en in session.execute(query):
        department = Title(ja, en) if code else None
        field = Title(field_ja, field_en) if field_ja else None
        found[row.person_id].append(Expertise(row.field, code, department, field))
    return found


def _covers(knows: Expertise, field: str | None, departments: set[str]) -> bool:
    if knows.general:
        return True
    if knows.field:
        return knows.field == field
    return knows.department_code in departments


# ------------------------------------------------------ a year's record of them


READERS_OF_RECORD: Final = CENTER_ROLES | {Role.ADVISOR}
"""The center reads the record of every advisor, an advisor their own."""


@dataclass(frozen=True)
class AdvisorYear:
    """One advisor in one fiscal year; `asked` as far as the reader may read it, the first first."""

    person_id: int
    name: Title
    terms: tuple[Period, ...]
    """The days on which the role was held, as far as they touch the year, whole."""
    expertise: tuple[Expertise, ...]
    asked: tuple[AdviceView, ...]

    @property
    def answered(self) -> int:
        """Requests that have an answer."""
        return sum(one.latest is not None for one in self.asked)


def year_record(work: Work, fiscal_year: int) -> tuple[AdvisorYear, ...]:
    """Who was an advisor in a year, with all that they were asked then: four queries.

    Raises NotSignedIn, WrongRole.
    """
    by = require_role(work.actor, READERS_OF_RECORD)
    first, after = date(fiscal_year, 4, 1), date(fiscal_year + 1, 4, 1)
    since, until = (datetime(day.year, 4, 1, tzinfo=JAPAN) for day in (first, after))
    terms, names = _terms(work, by, Period(first, date(fiscal_year + 1, 3, 31)))
    asked: defaultdict[int, list[AdviceView]] = defaultdict(list)
    for one in asked_between(work, since, until):
        if one.advisor_id in names:
            asked[one.advisor_id].append(one)
    known = expertise_of(
        work.session,
        AdvisorExpertise.begun_at < until,
        or_(AdvisorExpertise.ended_at.is_(None), AdvisorExpertise.ended_at >= since),
    )
    return tuple(
        AdvisorYear(
            id_, name, tuple(terms[id_]), tuple(dict.fromkeys(known[id_])), tuple(asked[id_])
        )
        for id_, name in names.items()
    )


def _terms(
    work: Work, by: Actor, year: Period
) -> tuple[defaultdict[int, list[Period]], dict[int, Title]]:
    """By person the periods of the role that touch the year, and their names, in order."""
    query = (
        select(
            RoleGrant.person_id,
            RoleGrant.from_on,
            RoleGrant.until_on,
            RoleGrant.ended_on,
            Person.name_ja,
            Person.name_en,
        )
        .join(Person, Person.id == RoleGrant.person_id)
        .where(RoleGrant.role == Role.ADVISOR)
        .order_by(RoleGrant.person_id, RoleGrant.from_on, RoleGrant.id)
    )
    if not by.roles & CENTER_ROLES:
        query = query.where(RoleGrant.person_id == by.person_id)
    terms: defaultdict[int, list[Period]] = defaultdict(list)
    names: dict[int, Title] = {}
    for row in work.session.execute(query):
        period = period_of(row)
        if not period.is_empty and period.overlaps(year):
            terms[row.person_id].append(period)
            names[row.person_id] = Title(row.name_ja, row.name_en)
    return terms, names
