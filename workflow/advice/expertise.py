"""What advisors are asked about, and whether they read more than that: said by the center."""

from collections.abc import Iterable

from sqlalchemy import or_, select

from workflow import organisation
from workflow.advice.advisors import advisors
from workflow.advice.policy import may_set_expertise
from workflow.items import choices
from workflow.models import AdvisorExpertise, AdvisorReach, Department, Person
from workflow.people.holding import GRANTS, holders
from workflow.values.actor import permitted
from workflow.values.errors import ChangedMeanwhile, InputRefused, NotFound, Problem
from workflow.values.text import is_sound
from workflow.values.vocabulary import Role
from workflow.work import Work

Subject = tuple[str | None, int | None]
"""What an advisor is asked about: a field, a department's id, or neither: everything."""


def set_expertise(
    work: Work,
    person_id: int,
    *,
    general: bool = False,
    fields: Iterable[str] = (),
    departments: Iterable[str] = (),
    seen: str | None = None,
) -> None:
    """Say what an advisor is asked about: everything, or fields and departments (by code).

    What they were asked about before stays on record; `seen` is what the form showed of them.
    Raises WrongRole, NotFound (no such advisor), ChangedMeanwhile, InputRefused (departments).
    """
    permitted(work.actor, may_set_expertise(work.actor))
    organisation.keep(work)
    _require_advisor(work, person_id)
    if seen is not None:
        now = {one.person_id: one.seen for one in advisors(work)}
        if seen != now.get(person_id):
            raise ChangedMeanwhile()
    put_expertise(work, person_id, general=general, fields=fields, departments=departments)


def put_expertise(
    work: Work,
    person_id: int,
    *,
    general: bool = False,
    fields: Iterable[str] = (),
    departments: Iterable[str] = (),
) -> None:
    """The same for the set-up, where nobody is signed in yet. Raises NotFound, InputRefused."""
    _require_advisor(work, person_id)
    wanted: set[Subject] = {(field, None) for field in _known_fields(work, fields)}
    wanted |= {(None, _department(work, code)) for code in departments}
    if general:
        wanted = {(None, None)}
    by = work.actor.person_id if work.actor else None
    current = select(AdvisorExpertise).where(
        AdvisorExpertise.person_id == person_id, AdvisorExpertise.ended_at.is_(None)
    )
    known = {(row.field, row.department_id): row for row in work.session.scalars(current)}
    for subject, row in known.items():
        if subject not in wanted:
            row.ended_at, row.ended_by = work.now, by
    work.session.add_all(
        AdvisorExpertise(
            person_id=person_id,
            field=field,
            department_id=department_id,
            begun_at=work.now,
            begun_by=by,
        )
        for field, department_id in sorted(wanted - set(known), key=repr)
    )


def _known_fields(work: Work, given: Iterable[str]) -> set[str]:
    """The codes of fields. Raises InputRefused (fields) for one that there is not."""
    wanted = set(given)
    if unknown := wanted - {one.code for one in choices.fields(work)}:
        raise InputRefused([Problem("fields", "field_not_in_use", {"code": min(unknown)})])
    return wanted


def limit(work: Work, person_id: int, *, limited: bool) -> None:
    """Say whether an advisor reads only what they are asked about, which is so unless said.

    Raises WrongRole, NotFound (advisor).
    """
    by = permitted(work.actor, may_set_expertise(work.actor))
    _require_advisor(work, person_id)
    live = select(AdvisorReach).where(
        AdvisorReach.person_id == person_id, AdvisorReach.ended_at.is_(None)
    )
    reach = work.session.scalar(live)
    if reach is not None and limited:
        reach.ended_at, reach.ended_by = work.now, by.person_id
    elif reach is None and not limited:
        work.session.add(
            AdvisorReach(person_id=person_id, begun_at=work.now, begun_by=by.person_id)
        )


def _require_advisor(work: Work, person_id: int) -> None:
    # Locked, so that two who decide at once do not both add the same.
    query = select(Person).where(Person.id == person_id).with_for_update(key_share=True)
    held = holders(work.today, Role.ADVISOR).where(GRANTS.c.person_id == person_id)
    if work.session.scalar(query) is None or work.session.scalar(held.limit(1)) is None:
        raise NotFound(what="advisor")


def _department(work: Work, code: str) -> int:
    is_there = or_(Department.ends_on.is_(None), Department.ends_on >= work.today)
    query = select(Department.id).where(Department.code == code, is_there)
    found = work.session.scalar(query) if is_sound(code) else None
    if found is None:
        raise InputRefused([Problem("departments", "unknown_department")])
    return found
