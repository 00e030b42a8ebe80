"""What each advisor is asked about; what they were asked about before stays on record."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from workflow.advice.policy import may_keep_expertise
from workflow.advice.queries import AdvisorView, Expertise
from workflow.items.visibility import get_visible
from workflow.models import (
    AdviceRequest,
    AdvisorExpertise,
    Department,
    Item,
    Person,
    RoleGrant,
    item_joint_departments,
)
from workflow.models.base import may_be_id
from workflow.values.actor import Title
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.values.text import is_sound
from workflow.values.vocabulary import Field, Role
from workflow.work import Work

Subject = tuple[str | None, int | None]
"""A field, a department's id, or neither: everything."""


def set_expertise(
    work: Work,
    *,
    person_id: int,
    general: bool,
    fields: Iterable[Field],
    departments: Iterable[str],
) -> None:
    """Say what an advisor is asked about: everything, or fields and departments (by code).

    Raises WrongRole, NotFound (no such advisor), InputRefused (departments).
    """
    if refusal := may_keep_expertise(work.actor):
        raise refusal
    put_expertise(
        work,
        person_id=person_id,
        general=general,
        fields=fields,
        departments=departments,
        by=work.actor.person_id if work.actor else None,
        at=work.now,
    )


def put_expertise(
    work: Work,
    *,
    person_id: int,
    general: bool,
    fields: Iterable[Field],
    departments: Iterable[str],
    by: int | None,
    at: datetime,
) -> None:
    """The same for the set-up, where nobody is signed in yet. Raises NotFound, InputRefused."""
    _require_advisor(work.session, person_id)
    wanted: set[Subject] = {(field.value, None) for field in fields}
    wanted |= {(None, _department(work.session, code)) for code in departments}
    if general:
        wanted = {(None, None)}
    current = select(AdvisorExpertise).where(
        AdvisorExpertise.person_id == person_id, AdvisorExpertise.ended_at.is_(None)
    )
    known = {(row.field, row.department_id): row for row in work.session.scalars(current)}
    for subject, row in known.items():
        if subject not in wanted:
            row.ended_at, row.ended_by = at, by
    for field, department_id in sorted(wanted - set(known), key=repr):
        work.session.add(
            AdvisorExpertise(
                person_id=person_id,
                field=field,
                department_id=department_id,
                begun_at=at,
                begun_by=by,
            )
        )


def _require_advisor(session: Session, person_id: int) -> None:
    held = select(RoleGrant.id).where(
        RoleGrant.person_id == person_id, RoleGrant.role == Role.ADVISOR
    )
    # Locked, so that two who decide at once do not both add the same.
    query = select(Person).where(Person.id == person_id).with_for_update(key_share=True)
    if not may_be_id(person_id) or session.scalar(query) is None or session.scalar(held) is None:
        raise NotFound(what="advisor")


def _department(session: Session, code: str) -> int:
    query = select(Department.id).where(Department.code == code)
    found = session.scalar(query) if is_sound(code) else None
    if found is None:
        raise InputRefused([Problem("departments", "unknown_department")])
    return found


def advisors(work: Work) -> tuple[AdvisorView, ...]:
    """Every active advisor, generalists first, with their expertise: two queries."""
    known = _expertise(work.session)
    people = work.session.execute(
        select(Person.id, Person.name_ja, Person.name_en)
        .where(
            Person.active,
            Person.id.in_(select(RoleGrant.person_id).where(RoleGrant.role == Role.ADVISOR)),
        )
        .order_by(Person.id)
    )
    found = [AdvisorView(id_, Title(ja, en), tuple(known[id_])) for id_, ja, en in people]
    return tuple(sorted(found, key=lambda one: not one.general))


def for_item(work: Work, item_id: int) -> tuple[AdvisorView, ...]:
    """Every active advisor as they stand to an item: those who fit first, professionals ahead.

    Raises NotFound where the item is not there for `actor`.
    """
    item = get_visible(work, item_id)
    carrying = departments_of(work, item)
    codes = set(work.session.scalars(select(Department.code).where(Department.id.in_(carrying))))
    asked = set(work.session.scalars(_open_requests(item_id)))
    involved = set(work.session.scalars(officers_of(carrying)))
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


def departments_of(work: Work, item: Item) -> frozenset[int]:
    """The departments that carry an item, the lead one and the joint ones."""
    joint = item_joint_departments
    others = select(joint.c.department_id).where(joint.c.item_id == item.id)
    return frozenset({item.department_id, *work.session.scalars(others)})


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
