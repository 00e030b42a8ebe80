"""What administrators do with people and their roles."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from workflow import organisation
from workflow.models import Person, RoleGrant, Section
from workflow.models.base import found_row, may_be_id
from workflow.office import office
from workflow.people import record
from workflow.people.locking import administration, lock_administrators
from workflow.people.particulars import (
    Particulars,
    PersonFacts,
    cleaned,
    is_login,
    person_problems,
    put,
)
from workflow.people.policy import Holding, PersonChanged, end_problems, role_problems
from workflow.values.actor import require_administrator
from workflow.values.changes import ChangeAction
from workflow.values.days import Period
from workflow.values.errors import InputRefused, Problem
from workflow.values.place import Place
from workflow.values.vocabulary import role_named
from workflow.work import Work

# ----------------------------------------------------------------------- people


def add(work: Work, login: str, typed: Particulars) -> int:
    """Add somebody who holds no role yet and has no password; gives their id.

    Raises WrongRole, InputRefused (login, name, name_en, kana, staff_number, email, section).
    """
    require_administrator(work.actor)
    _keep_place(work, typed)
    folded = login.strip().lower()
    clean, problems = cleaned(typed)
    if not is_login(folded):
        problems.append(Problem("login", "login_unreadable"))
    problems += person_problems(_facts(work, folded, clean))
    if problems:
        raise InputRefused(problems)
    person = Person(login=folded, active=True, grants=[])
    put(person, clean)
    work.session.add(person)
    record.record_new(work, [person])
    return person.id


def change(work: Work, person_id: int, typed: Particulars, seen: str | None = None) -> None:
    """Change what is known of a person. `seen` is what the form showed of them.

    Raises WrongRole, NotFound, PersonChanged, InputRefused (as `add`).
    """
    _keep_place(work, typed)
    person = get(work, person_id, seen)
    clean, problems = cleaned(typed)
    problems += person_problems(_facts(work, "", clean, besides=person))
    if problems:
        raise InputRefused(problems)
    with record.recorded(work, [person], ChangeAction.CHANGE):
        put(person, clean)


def switch_off(work: Work, person_id: int, seen: str | None = None) -> None:
    """Switch a person off: they no longer sign in, act or are asked; what they did stays.

    Raises WrongRole, NotFound, PersonChanged, InputRefused (active): the last administrator.
    """
    require_administrator(work.actor)
    lock_administrators(work)
    person = get(work, person_id, seen)
    if not person.active:
        return
    with record.recorded(work, [person], ChangeAction.SWITCH_OFF), administration(work, "active"):
        person.active = False


def switch_on(work: Work, person_id: int, seen: str | None = None) -> None:
    """Switch a person on again, with the roles that they hold. Raises as `switch_off`."""
    person = get(work, person_id, seen)
    with record.recorded(work, [person], ChangeAction.SWITCH_ON):
        person.active = True


def get(work: Work, person_id: int, seen: str | None = None) -> Person:
    """A person to be changed, locked, with what they hold.

    Raises WrongRole, NotFound, PersonChanged where they are not as `seen` any more.
    """
    require_administrator(work.actor)
    query = (
        select(Person)
        .where(Person.id == person_id)
        .options(selectinload(Person.grants))
        .with_for_update(of=Person, key_share=True)
    )
    person = found_row(work.session, query, person_id, what="person", name=person_id)
    known = record.codes(work.session)
    if seen is not None and seen != record.seen(record.fields(person, known)):
        raise PersonChanged()
    return person


def _keep_place(work: Work, typed: Particulars) -> None:
    """Keep the department where somebody is to work, before people are locked."""
    if typed.place is not None:
        organisation.keep(work, [typed.place.department_id])


def _facts(
    work: Work, login: str, clean: Particulars, besides: Person | None = None
) -> PersonFacts:
    """What others have already of what was typed; the person themselves is left out."""
    number = clean.staff_number
    alike = or_(Person.login == login, Person.staff_number == number)
    others = select(Person.login, Person.staff_number).where(alike)
    if besides is not None:
        others = others.where(Person.id != besides.id)
    stays = besides is not None and clean.place == besides.place
    rows = work.session.execute(others).all()
    return PersonFacts(
        login_taken=any(row.login == login for row in rows),
        number_taken=bool(number) and any(row.staff_number == number for row in rows),
        place_exists=clean.place is None or stays or _is_place(work, clean.place),
    )


def _is_place(work: Work, place: Place) -> bool:
    """Whether there is the department today, and the section in it."""
    if not organisation.has_department(work, place.department_id, work.today):
        return False
    if place.section_id is None:
        return True
    section = work.session.get(Section, place.section_id) if may_be_id(place.section_id) else None
    return (
        section is not None
        and section.department_id == place.department_id
        and (section.ends_on is None or section.ends_on >= work.today)
    )


# ------------------------------------------------------------------ their roles


def give(work: Work, person_id: int, asked: Holding, seen: str | None = None) -> int:
    """Give a person a role on the days of its period, where it says no first one from today on.

    Gives the grant's id.
    Raises WrongRole, NotFound, PersonChanged, InputRefused (role, department, until_on).
    """
    if asked.department_id is not None:
        organisation.keep(work, [asked.department_id])
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
    """End a role after `last_day`, or (None) at once. It stays among what was held.

    Raises WrongRole, NotFound, PersonChanged, InputRefused (until_on).
    """
    require_administrator(work.actor)
    whose = select(RoleGrant.person_id).where(RoleGrant.id == grant_id)
    person_id = found_row(work.session, whose, grant_id, what="role", name=grant_id)
    lock_administrators(work)
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
    """The same role, from today on where no first day is given."""
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
    first = max(work.today, asked.period.from_on or work.today)
    return asked.department_id is None or organisation.has_department(
        work, asked.department_id, first
    )
