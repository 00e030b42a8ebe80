"""Adding people, changing what is known of them, switching them off and on: administrators."""

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from workflow.models import Person, Section
from workflow.models.base import may_be_id
from workflow.people import record
from workflow.people.administration import administration
from workflow.people.particulars import (
    Particulars,
    PersonFacts,
    cleaned,
    is_login,
    person_problems,
    put,
)
from workflow.people.policy import PersonChanged, require_administrator
from workflow.values.changes import ChangeAction
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.work import Work


def add(work: Work, login: str, typed: Particulars) -> int:
    """Add somebody who holds no role yet and has no password; gives their id.

    Raises WrongRole, InputRefused (login, name, name_en, kana, staff_number, email, section).
    """
    require_administrator(work.actor)
    folded = login.strip().lower()
    clean, problems = cleaned(typed)
    if not is_login(folded):
        problems.append(Problem("login", "login_unreadable"))
    problems += person_problems(clean, _facts(work, folded, clean))
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
    person = get(work, person_id, seen)
    clean, problems = cleaned(typed)
    problems += person_problems(clean, _facts(work, "", clean, besides=person.id))
    if problems:
        raise InputRefused(problems)
    with record.recorded(work, [person], ChangeAction.CHANGE):
        put(person, clean)


def switch_off(work: Work, person_id: int, seen: str | None = None) -> None:
    """Let a person sign in, act and be asked no more, from now on; what they did stays.

    Raises WrongRole, NotFound, PersonChanged, InputRefused (active): the last administrator.
    """
    person = get(work, person_id, seen)
    if not person.active:
        return
    with record.recorded(work, [person], ChangeAction.SWITCH_OFF), administration(work, "active"):
        person.active = False


def switch_on(work: Work, person_id: int, seen: str | None = None) -> None:
    """Let a person sign in again, with the roles that they hold. Raises as `switch_off`."""
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
    person = work.session.scalar(query) if may_be_id(person_id) else None
    if person is None:
        raise NotFound(what="person", name=person_id)
    known = record.codes(work.session)
    if seen is not None and seen != record.seen(record.fields(person, known)):
        raise PersonChanged()
    return person


def _facts(work: Work, login: str, clean: Particulars, besides: int = 0) -> PersonFacts:
    """What others have already of what was typed; the person themselves is left out."""
    number, section = clean.staff_number, clean.section_id
    alike = or_(Person.login == login, Person.staff_number == number)
    others = select(Person.login, Person.staff_number).where(alike, Person.id != besides)
    rows = work.session.execute(others).all()
    return PersonFacts(
        login_taken=any(row.login == login for row in rows),
        number_taken=bool(number) and any(row.staff_number == number for row in rows),
        section_exists=section is None
        or (may_be_id(section) and work.session.get(Section, section) is not None),
    )
