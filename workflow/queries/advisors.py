"""The advisors, what they know, and which of them an item should go to."""

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from workflow.actor import Actor, Title
from workflow.models import (
    AdviceRequest,
    AdvisorExpertise,
    Department,
    Item,
    Person,
    RoleGrant,
    item_joint_departments,
)
from workflow.queries.in_sight import item_in_sight
from workflow.queries.views.advice import AdvisorView, Expertise
from workflow.vocabulary import Field, Role


def advisors(session: Session) -> tuple[AdvisorView, ...]:
    """Every active advisor, generalists first, with their expertise: two queries."""
    known = _expertise(session)
    people = session.execute(
        select(Person.id, Person.name_ja, Person.name_en)
        .where(
            Person.active,
            Person.id.in_(select(RoleGrant.person_id).where(RoleGrant.role == Role.ADVISOR)),
        )
        .order_by(Person.id)
    )
    found = [AdvisorView(id_, Title(ja, en), tuple(known[id_])) for id_, ja, en in people]
    return tuple(sorted(found, key=lambda one: not one.general))


def for_item(session: Session, item_id: int, actor: Actor | None) -> tuple[AdvisorView, ...]:
    """Every active advisor as they stand to an item: those who fit first, professionals ahead.

    Raises NotFound where the item is not there for `actor`.
    """
    item = item_in_sight(session, item_id, actor)
    carrying = departments_of(session, item)
    codes = set(session.scalars(select(Department.code).where(Department.id.in_(carrying))))
    asked = set(session.scalars(_open_requests(item_id)))
    involved = set(session.scalars(officers_of(carrying)))
    found = [
        replace(
            one,
            fits=any(_covers(knows, item.field, codes) for knows in one.expertise),
            asked=one.person_id in asked,
            involved=one.person_id in involved,
        )
        for one in advisors(session)
    ]
    return tuple(sorted(found, key=lambda one: (not one.fits, one.general)))


def departments_of(session: Session, item: Item) -> frozenset[int]:
    """The departments that carry an item, the lead one and the joint ones."""
    joint = item_joint_departments
    others = select(joint.c.department_id).where(joint.c.item_id == item.id)
    return frozenset({item.department_id, *session.scalars(others)})


def officers_of(departments: frozenset[int]) -> Select[int]:
    """The ids of the people who are officers of one of these departments, as a query."""
    return select(RoleGrant.person_id).where(
        RoleGrant.role == Role.OFFICER, RoleGrant.department_id.in_(departments)
    )


def _open_requests(item_id: int) -> Select[int]:
    return select(AdviceRequest.advisor_id).where(
        AdviceRequest.item_id == item_id,
        AdviceRequest.answered_at.is_(None),
        AdviceRequest.withdrawn_at.is_(None),
    )


def _expertise(session: Session) -> defaultdict[int, list[Expertise]]:
    query = (
        select(AdvisorExpertise, Department.code, Department.name_ja, Department.name_en)
        .outerjoin(Department, Department.id == AdvisorExpertise.department_id)
        .where(AdvisorExpertise.ended_at.is_(None))
        .order_by(AdvisorExpertise.id)
    )
    found: defaultdict[int, list[Expertise]] = defaultdict(list)
    for row, code, ja, en in session.execute(query):
        field = Field(row.field) if row.field else None
        department = Title(ja, en) if code else None
        found[row.person_id].append(Expertise(field, code, department))
    return found


def _covers(knows: Expertise, field: str | None, departments: set[str]) -> bool:
    if knows.general:
        return True
    if knows.field:
        return knows.field == field
    return knows.department_code in departments
