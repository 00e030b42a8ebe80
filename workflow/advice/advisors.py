"""The advisors (アドバイザー): what each is asked about, and a year's record of them."""

from collections import defaultdict
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from workflow.items.visibility import get_visible
from workflow.models import (
    AdviceRequest,
    AdvisorExpertise,
    AdvisorReach,
    Department,
    Field,
    Item,
    Person,
    item_joint_departments,
)
from workflow.people.holding import holders
from workflow.values.actor import Title
from workflow.values.canonical import fingerprint
from workflow.values.vocabulary import Role
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
