"""One-use links by which a person sets their password, so that nobody else knows it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select, update

from workflow.accounts import attempts, codes
from workflow.accounts.codes import Invitation, new_invitation
from workflow.accounts.limits import Rules, ends_at, usable
from workflow.accounts.policy import LinkEnded, LinkMadeSince, MayNotSignIn
from workflow.accounts.security_log import SHELL, Client, note
from workflow.accounts.sessions import hash_of
from workflow.models import AccountLink, Person
from workflow.models.base import may_be_id
from workflow.people.commands import with_login
from workflow.values.accounts import Attempted, LinkPurpose, SecurityKind
from workflow.values.actor import Title, require_administrator
from workflow.values.errors import NotFound
from workflow.work import Work

PAGE: Final = "auth/links/"
"""Where a link leads, within the site."""

NOBODY: Final = 0
MAILED_EVERY: Final = timedelta(minutes=5)
"""A person who says again and again that they forgot is not mailed each time."""


@dataclass(frozen=True)
class LinkView:
    """A link that can be used: whose it is, and until when."""

    login: str
    name: Title
    ends_at: datetime


@dataclass(frozen=True)
class AccountView:
    """How a person's account stands, for administrators."""

    person_id: int
    login: str
    name: Title
    email: str
    active: bool
    has_password: bool
    link_ends_at: datetime | None
    """Until when a link can be used that was made for them; None where there is none."""
    newest_link: int
    """The link that was made last, used or not; 0 where none ever was."""


def address_of(site: str, token: str) -> str:
    """The whole address of a link, to be printed or mailed."""
    return f"{site.rstrip('/')}/{PAGE}{token}"


def invite(
    work: Work,
    person_id: int,
    rules: Rules | None = None,
    client: Client = SHELL,
    seen: int | None = None,
) -> Invitation:
    """Make a link for somebody; gives its token and its code, which are kept nowhere.

    An earlier link ends.

    `seen` is the newest link of the person that the form knew (0: none): sent twice, it makes one.
    Raises WrongRole, NotFound, MayNotSignIn, LinkMadeSince.
    """
    administrator = require_administrator(work.actor)
    person = _person(work, person_id)
    if not person.active:
        raise MayNotSignIn()
    made = new_invitation()
    make(work, person.id, LinkPurpose.INVITATION, made, rules or Rules(), seen)
    note(work, SecurityKind.LINK_MADE, administrator.login, client, person.login)
    return made


def mail_invitation(
    work: Work, person_id: int, rules: Rules, client: Client, seen: int | None = None
) -> None:
    """Make a link and have it mailed, so that nobody else sees it.

    Raises as `invite`, and NotFound where there is no address.
    """
    invite(work, person_id, rules, client, seen)
    if not _person(work, person_id).email:
        raise NotFound(what="email")
    work.outbox.mail_link(work.session, person_id, LinkPurpose.INVITATION)


def forgotten(work: Work, login: str, client: Client) -> None:
    """Somebody says that they have forgotten their password: a job mails a link, if it can.

    It takes the same for a login that nobody has. Raises TooManyAttempts.
    """
    person = with_login(work.session, login)
    known = person.login if person else ""
    attempts.count(work, Attempted.FORGOTTEN, known or attempts.unknown(login), client)
    work.outbox.mail_link(work.session, person.id if person else NOBODY, LinkPurpose.FORGOTTEN)
    note(work, SecurityKind.LINK_ASKED, known, client)


def link(work: Work, token: str) -> LinkView:
    """The link with this token, where it can be used. Raises LinkEnded."""
    query = (
        select(AccountLink.ends_at, Person)
        .join(Person, Person.id == AccountLink.person_id)
        .where(AccountLink.token_hash == hash_of(token), *usable(work), Person.active)
    )
    row = work.session.execute(query).one_or_none()
    if row is None:
        raise LinkEnded()
    ends_at, person = row
    return LinkView(person.login, Title(person.name_ja, person.name_en), ends_at)


def use(work: Work, token: str) -> Person:
    """Use a link up; of two who do so at once one wins. Raises LinkEnded."""
    return _use(work, AccountLink.token_hash == hash_of(token))


def use_code(work: Work, person_id: int, code_hash: str) -> Person:
    """The same by the code of somebody's link, as it is kept. Raises LinkEnded."""
    return _use(work, AccountLink.person_id == person_id, AccountLink.code_hash == code_hash)


def _use(work: Work, *which: ColumnElement[bool]) -> Person:
    person_id = work.session.scalar(
        update(AccountLink)
        .where(*which, *usable(work))
        .values(used_at=work.real_now)
        .returning(AccountLink.person_id)
    )
    person = work.session.get(Person, person_id) if person_id else None
    if person is None or not person.active:
        raise LinkEnded()
    return person


def make(
    work: Work,
    person_id: int,
    purpose: LinkPurpose,
    invitation: Invitation,
    rules: Rules,
    seen: int | None = None,
) -> AccountLink:
    """Put down a link; an earlier one of the person ends. Raises LinkMadeSince."""
    # The person's row is the lock: of two made at once the later one is the one that holds.
    work.session.execute(
        select(Person.id).where(Person.id == person_id).with_for_update(key_share=True)
    )
    if seen is not None and _newest(work, person_id) != seen:
        raise LinkMadeSince()
    withdraw(work, [person_id])
    made = AccountLink(**row_of(work, person_id, purpose, invitation, rules))
    work.session.add(made)
    work.session.flush()
    return made


def row_of(
    work: Work, person_id: int, purpose: LinkPurpose, invitation: Invitation, rules: Rules
) -> dict[str, Any]:
    """What is kept of a link that is made now."""
    token, code = invitation
    return {
        "token_hash": hash_of(token),
        "code_hash": codes.kept(code, person_id, rules.code_key) if code else None,
        "person_id": person_id,
        "purpose": purpose,
        "made_at": work.real_now,
        "ends_at": ends_at(work, purpose, rules),
    }


def withdraw(work: Work, person_ids: Collection[int]) -> None:
    """End the links of these people that were not used, where there are some."""
    work.session.execute(
        update(AccountLink)
        .where(
            AccountLink.person_id.in_(person_ids),
            AccountLink.used_at.is_(None),
            AccountLink.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=work.real_now)
    )


def account(work: Work, person_id: int) -> AccountView:
    """How somebody's account stands. Raises WrongRole, NotFound."""
    require_administrator(work.actor)
    person = _person(work, person_id)
    query = select(AccountLink.ends_at).where(AccountLink.person_id == person.id, *usable(work))
    return AccountView(
        person_id=person.id,
        login=person.login,
        name=Title(person.name_ja, person.name_en),
        email=person.email,
        active=person.active,
        has_password=person.password_hash is not None,
        link_ends_at=work.session.scalar(query),
        newest_link=_newest(work, person.id),
    )


def account_named(work: Work, login: str) -> AccountView:
    """The same for the person with this login. Raises WrongRole, NotFound."""
    require_administrator(work.actor)
    person = with_login(work.session, login)
    if person is None:
        raise NotFound(what="person", name=login)
    return account(work, person.id)


def _newest(work: Work, person_id: int) -> int:
    query = select(func.max(AccountLink.id)).where(AccountLink.person_id == person_id)
    return work.session.scalar(query) or 0


def _person(work: Work, person_id: int) -> Person:
    person = work.session.get(Person, person_id) if may_be_id(person_id) else None
    if person is None:
        raise NotFound(what="person", name=person_id)
    return person
