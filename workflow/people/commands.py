"""People: adding them, their addresses, and reading one as an actor; the program as somebody."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from sqlalchemy import Executable, bindparam, select
from sqlalchemy.orm import Session, joinedload

from workflow.models import Person, RoleGrant
from workflow.models.base import may_be_id, table_of
from workflow.organisation.queries import department_named
from workflow.people import record
from workflow.people.holding import GRANTS, PERSON_AND_GRANTS, WHO, actor_of
from workflow.people.particulars import Particulars, is_email, put
from workflow.values.accounts import hashed
from workflow.values.actor import SYSTEM_KIND, Actor, Title, require_administrator
from workflow.values.changes import ChangeAction
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.values.place import Place
from workflow.values.vocabulary import AnyRole
from workflow.work import Work

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")


def add_person(
    work: Work,
    *,
    login: str,
    name: Title,
    grants: Iterable[tuple[AnyRole, str | None]],
    password: str | None,
    place: Place | None = None,
) -> int:
    """Set a person up with roles, each for a department code or (None) for all; gives the id.

    `place` is where they work, None where nobody says.

    Raises InputRefused (login, password), NotFound (department).
    """
    person = Person(login=_login(login), active=True)
    put(person, Particulars(name, place=place))
    person.password_hash = hashed(password) if password else None
    person.grants = [
        RoleGrant(role=role, department_id=department_named(work, code) if code else None)
        for role, code in grants
    ]
    work.session.add(person)
    record.record_new(work, [person])
    return person.id


def set_email(work: Work, login: str, email: str) -> None:
    """Give a person the address their mails go to; "" for none.

    Raises WrongRole, NotFound, InputRefused.
    """
    person = _administered(work, login)
    if email and not is_email(email):
        raise InputRefused([Problem("email", "email_unreadable")])
    with record.recorded(work, [person], ChangeAction.CHANGE):
        person.email = email


def actor(work: Work, person_id: int) -> Actor | None:
    """The person with their roles of today; None where they may not sign in any more."""
    return _acting(work, _ACTING_BY_ID, person_id) if may_be_id(person_id) else None


def actor_named(work: Work, login: str) -> Actor:
    """The active person with this login. Raises NotFound."""
    folded = _folded(login)
    found = _acting(work, _ACTING_BY_LOGIN, folded) if folded else None
    if found is None:
        raise NotFound(what="person", name=login)
    return found


_PEOPLE = table_of(Person)
_ACTING: Final = select(*WHO).select_from(PERSON_AND_GRANTS).where(_PEOPLE.c.active)
_ACTING_BY_ID: Final = _ACTING.where(_PEOPLE.c.id == bindparam("who"))
_ACTING_BY_LOGIN: Final = _ACTING.where(_PEOPLE.c.login == bindparam("who"))
_HELD: Final = _ACTING.with_only_columns(_PEOPLE.c.id, GRANTS.c.role).where(
    GRANTS.c.role.is_not(None)
)


def _acting(work: Work, asked: Executable, who: int | str) -> Actor | None:
    rows = work.ask(asked, who=who, today=work.today).all()
    return actor_of(work, rows) if rows else None


def of_the_most_usual_kind(work: Work) -> Actor | None:
    """Somebody who holds those roles today that most people hold; None where nobody has any."""
    held: dict[int, set[str]] = {}
    for person_id, role in work.ask(_HELD, today=work.today):
        held.setdefault(person_id, set()).add(role)
    if not held:
        return None
    [(usual, _number)] = Counter(map(frozenset, held.values())).most_common(1)
    return actor(work, min(one for one, roles in held.items() if roles == usual))


def is_known(work: Work, login: str) -> bool:
    """Whether somebody has this login, active or not."""
    return work.session.scalar(select(Person.id).where(Person.login == login)) is not None


def _administered(work: Work, login: str) -> Person:
    require_administrator(work.actor)
    person = _find(work.session, login)
    if person is None:
        raise NotFound(what="person", name=login)
    return person


def with_login(session: Session, login: str) -> Person | None:
    """Who has this login, in whatever letters it was typed; None for what can be no login."""
    folded = _folded(login)
    return _find(session, folded) if folded else None


def _find(session: Session, login: str) -> Person | None:
    query = select(Person).where(Person.login == login).options(joinedload(Person.grants))
    return session.scalars(query).unique().one_or_none()


def _folded(login: str) -> str:
    """A login as it is kept, in whatever letters it was typed; empty for what can be none."""
    folded = login.strip().lower()
    return folded if _LOGIN.fullmatch(folded) else ""


def _login(login: str) -> str:
    if not (folded := _folded(login)):
        raise InputRefused([Problem("login", "login_unreadable")])
    return folded


# ------------------------------------------------------ the program as somebody


LOGIN: Final = "(system)"
"""No person can have it: logins begin with a letter or a figure."""

NAME: Final = Title("システム", "System")


def known_system(work: Work) -> Actor | None:
    """The program as an actor; None where it has never acted."""
    found = work.session.scalar(select(Person.id).where(Person.kind == SYSTEM_KIND))
    return Actor(found, LOGIN, NAME, frozenset(), is_system=True) if found else None


def system(work: Work) -> Actor:
    """The same; it is added to the people, and recorded, where it never acted."""
    if (found := known_system(work)) is not None:
        return found
    person = Person(
        login=LOGIN, name_ja=NAME.ja, name_en=NAME.en, active=False, kind=SYSTEM_KIND, grants=[]
    )
    work.session.add(person)
    record.record_new(work, [person])
    return Actor(person.id, LOGIN, NAME, frozenset(), is_system=True)
