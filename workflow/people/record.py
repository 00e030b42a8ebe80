"""How each person stands with all they hold, as the record of changes has it."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload

from workflow import ledger
from workflow.database.transactions import connection_of
from workflow.models import (
    AccountLink,
    CalendarFeed,
    Department,
    Person,
    RoleGrant,
    Section,
    SignInSession,
)
from workflow.models.base import table_of
from workflow.values.accounts import SessionEnd
from workflow.values.canonical import fingerprint
from workflow.values.changes import ChangeAction, Subject
from workflow.work import Work

Fields = dict[str, Any]


class Codes(NamedTuple):
    """The codes under which the record has departments and sections, by their ids."""

    departments: dict[int, str]
    sections: dict[int, str]


def codes(session: Session) -> Codes:
    """The codes of every department and section there is."""
    departments = {
        row.id: row.code for row in session.execute(select(Department.id, Department.code))
    }
    rows = session.execute(select(Section.id, Section.department_id))
    return Codes(
        departments, {row.id: f"{departments[row.department_id]}/{row.id}" for row in rows}
    )


def fields(person: Person, known: Codes) -> Fields:
    """A person with every role, as plain values; the login is the code they stand under."""
    return {
        "name": person.name_ja,
        "name_en": person.name_en,
        "kana": person.kana,
        "staff_number": person.staff_number,
        "section": _place(person, known),
        "email": person.email,
        "active": person.active,
        "roles": [_role(one, known) for one in person.grants],
    }


def _place(person: Person, known: Codes) -> str | None:
    """`soumu/12`: the department's code and the section's number; `soumu` without a section."""
    if person.section_id is not None:
        return known.sections[person.section_id]
    return known.departments[person.department_id] if person.department_id else None


def _role(grant: RoleGrant, known: Codes) -> str:
    """`officer soumu 2022-04-01..2023-03-31`; * for all departments, what is open left out."""
    department = known.departments[grant.department_id] if grant.department_id else "*"
    days = f"{grant.from_on or ''}..{grant.until_on or ''}"
    ended = f" ended {grant.ended_on}" if grant.ended_on else ""
    return f"{grant.role} {department} {days}{ended}"


def seen(recorded: Fields) -> str:
    """What a form carries of the person it shows: another one once anything of them changed."""
    return fingerprint(recorded)


@contextmanager
def recorded(
    work: Work, people: Iterable[Person], action: ChangeAction, known: Codes | None = None
) -> Iterator[None]:
    """Record what the block changes of people who were there, their grants loaded.

    Whoever is switched off is signed out for good: nothing of it lives again with them.
    """
    known = known or codes(work.session)
    before = [(person, fields(person, known)) for person in people]
    yield
    work.session.flush()
    _sign_out(work, [one.id for one, was in before if was["active"] and not one.active])
    ledger.record(
        work,
        *(
            ledger.Change(
                Subject.PERSON, person.login, action, fields_before, fields(person, known)
            )
            for person, fields_before in before
        ),
    )


def _sign_out(work: Work, gone: Collection[int]) -> None:
    """End the sessions of people, the links that wait for them and the addresses of calendars."""
    if not gone:
        return
    sessions, links, feeds = map(table_of, (SignInSession, AccountLink, CalendarFeed))
    connection = connection_of(work.session)
    connection.execute(
        update(sessions)
        .where(sessions.c.person_id.in_(gone), sessions.c.ended_at.is_(None))
        .values(ended_at=work.real_now, why_ended=SessionEnd.SWITCHED_OFF)
    )
    waiting = links.c.used_at.is_(None), links.c.withdrawn_at.is_(None)
    connection.execute(
        update(links)
        .where(links.c.person_id.in_(gone), *waiting)
        .values(withdrawn_at=work.real_now)
    )
    connection.execute(
        update(feeds)
        .where(feeds.c.person_id.in_(gone), feeds.c.revoked_at.is_(None))
        .values(revoked_at=work.now)
    )


def record_new(work: Work, people: Iterable[Person], known: Codes | None = None) -> None:
    """Record people who were added in this unit of work, their grants loaded."""
    work.session.flush()
    known = known or codes(work.session)
    changes = (
        ledger.Change(Subject.PERSON, one.login, ChangeAction.ADD, None, fields(one, known))
        for one in people
    )
    ledger.record(work, *changes)


def _current(session: Session) -> Iterator[tuple[str, Fields]]:
    known = codes(session)
    query = select(Person).options(selectinload(Person.grants)).order_by(Person.id)
    for person in session.scalars(query):
        yield person.login, fields(person, known)


ledger.stands_as(Subject.PERSON, _current)
