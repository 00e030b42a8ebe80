"""Sessions of whoever is signed in: begun, read with every request, ended on the server."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from sqlalchemy import ColumnElement, bindparam, select, update

from workflow.accounts.limits import SEEN_EVERY, Rules
from workflow.accounts.security_log import Client, note
from workflow.models import Person, SignInSession
from workflow.models.base import may_be_id, table_of
from workflow.people.holding import PERSON_AND_GRANTS, WHO, actor_of
from workflow.values.accounts import SecurityKind, SessionEnd
from workflow.values.actor import Actor, require_administrator
from workflow.values.errors import NotFound
from workflow.work import Work

TOKEN_BYTES: Final = 32


@dataclass(frozen=True)
class Visit:
    """A person signed in, by which session, and when it was last seen."""

    actor: Actor
    session_id: int
    seen_at: datetime

    def is_to_be_noted(self, now: datetime) -> bool:
        """Whether it is time to write down that the session is in use."""
        return now - self.seen_at >= SEEN_EVERY


@dataclass(frozen=True)
class SessionView:
    """A session that is under way."""

    id: int
    device: str
    address: str
    begun_at: datetime
    seen_at: datetime


def new_token() -> str:
    """What nobody guesses, to be kept by one person alone."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> str:
    """What is kept of a token: SHA-256, in hexadecimal digits."""
    return sha256(token.encode(errors="surrogatepass")).hexdigest()


def begin(work: Work, actor: Actor, client: Client) -> str:
    """Begin a session; gives the token by which its browser is known, which is kept nowhere."""
    token = new_token()
    work.session.add(
        SignInSession(
            token_hash=hash_of(token),
            person_id=actor.person_id,
            device="".join(filter(str.isprintable, client.device))[:300],
            address=client.address[:45],
            begun_at=work.real_now,
            seen_at=work.real_now,
        )
    )
    note(work, SecurityKind.SIGNED_IN, actor.login, client)
    return token


def visit_of(work: Work, token: str, rules: Rules) -> Visit | None:
    """Who has this token, with their roles of today; None where the session is over.

    Read with every request, in the statement that reads the person.
    """
    rows = work.ask(
        _VISIT,
        token=hash_of(token),
        begun_after=work.real_now - rules.longest,
        seen_after=work.real_now - rules.idle,
        today=work.today,
    ).all()
    return Visit(actor_of(work, rows), rows[0].session_id, rows[0].seen_at) if rows else None


_SESSIONS, _PEOPLE = table_of(SignInSession), table_of(Person)
_VISIT: Final = (
    select(*WHO, _SESSIONS.c.id.label("session_id"), _SESSIONS.c.seen_at)
    .select_from(PERSON_AND_GRANTS)
    .join(_SESSIONS, _SESSIONS.c.person_id == _PEOPLE.c.id)
    .where(
        _SESSIONS.c.token_hash == bindparam("token"),
        _PEOPLE.c.active,
        _SESSIONS.c.ended_at.is_(None),
        _SESSIONS.c.begun_at > bindparam("begun_after"),
        _SESSIONS.c.seen_at > bindparam("seen_after"),
    )
)


def seen(work: Work, session_id: int) -> None:
    """Write down that a session is in use."""
    work.session.execute(
        update(SignInSession)
        .where(SignInSession.id == session_id, SignInSession.ended_at.is_(None))
        .values(seen_at=work.real_now)
    )


def sign_out(work: Work, session_id: int, client: Client) -> None:
    """End a session from its own browser: what its cookie holds opens nothing any more."""
    if _end(work, SessionEnd.SIGNED_OUT, SignInSession.id == session_id):
        note(work, SecurityKind.SIGNED_OUT, work.person.login, client)


def mine(work: Work, rules: Rules) -> tuple[SessionView, ...]:
    """One's own sessions that are under way, the one used last first."""
    return _under_way(work, work.person.person_id, rules)


def of_person(work: Work, person_id: int, rules: Rules) -> tuple[SessionView, ...]:
    """Somebody's sessions that are under way. Raises WrongRole."""
    require_administrator(work.actor)
    return _under_way(work, person_id, rules)


def revoke(work: Work, session_id: int, client: Client) -> None:
    """End one of one's own sessions; for administrators anybody's. Raises NotFound."""
    session = work.session.get(SignInSession, session_id) if may_be_id(session_id) else None
    if session is None:
        raise NotFound(what="session")
    if session.person_id != work.person.person_id:
        require_administrator(work.actor)
    if _end(work, SessionEnd.REVOKED, SignInSession.id == session_id):
        _note_revoked(work, session.person_id, client)


def revoke_others(work: Work, session_id: int, client: Client) -> int:
    """End all of one's own sessions but this one; gives how many."""
    own = SignInSession.person_id == work.person.person_id
    ended = _end(work, SessionEnd.REVOKED, own & (SignInSession.id != session_id))
    if ended:
        _note_revoked(work, work.person.person_id, client)
    return ended


def revoke_all(work: Work, person_id: int, client: Client) -> int:
    """Sign somebody out everywhere; gives from how many devices. Raises WrongRole."""
    require_administrator(work.actor)
    if ended := end_all(work, person_id, SessionEnd.REVOKED):
        _note_revoked(work, person_id, client)
    return ended


def end_all(work: Work, person_id: int, why: SessionEnd, but: int | None = None) -> int:
    """End the sessions of a person, all or all `but` one; gives how many."""
    condition = SignInSession.person_id == person_id
    if but is not None:
        condition &= SignInSession.id != but
    return _end(work, why, condition)


def _end(work: Work, why: SessionEnd, which: ColumnElement[bool]) -> int:
    ended = work.session.execute(
        update(SignInSession)
        .where(which, SignInSession.ended_at.is_(None))
        .values(ended_at=work.real_now, why_ended=why)
        .returning(SignInSession.id)
    )
    return len(ended.all())


def _note_revoked(work: Work, person_id: int, client: Client) -> None:
    login = work.session.scalar(select(Person.login).where(Person.id == person_id)) or ""
    note(work, SecurityKind.REVOKED, work.person.login, client, login)


def _living(work: Work, rules: Rules) -> tuple[ColumnElement[bool], ...]:
    return (
        SignInSession.ended_at.is_(None),
        SignInSession.begun_at > work.real_now - rules.longest,
        SignInSession.seen_at > work.real_now - rules.idle,
    )


def _under_way(work: Work, person_id: int, rules: Rules) -> tuple[SessionView, ...]:
    query = (
        select(SignInSession)
        .where(SignInSession.person_id == person_id, *_living(work, rules))
        .order_by(SignInSession.seen_at.desc(), SignInSession.id.desc())
    )
    return tuple(
        SessionView(row.id, row.device, row.address, row.begun_at, row.seen_at)
        for row in work.session.scalars(query)
    )
