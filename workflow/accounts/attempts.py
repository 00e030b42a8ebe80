"""Attempts are counted before they are judged: guesses made at the same time all count.

Six wrong guesses close the door to one login from one address for a while, not to the login
from elsewhere nor to everybody behind a proxy. Higher limits slow guessing one login from many
addresses, and many logins from one; they hold up nobody who has signed in from there before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from sqlalchemy import ColumnElement, delete, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from workflow.accounts.limits import FORGIVEN_AFTER, LIMITS, Limit
from workflow.accounts.policy import TooManyAttempts
from workflow.accounts.security_log import Client, note
from workflow.accounts.sessions import hash_of
from workflow.models import AttemptCount, Person, SignInSession
from workflow.values.accounts import Attempted, SecurityKind
from workflow.values.actor import require_administrator
from workflow.values.errors import NotFound
from workflow.work import Work

ANY: Final = ""
EVERY: Final = "*"
"""How the security log writes ANY."""
UNKNOWN: Final = "?"
"""How the security log writes a login that nobody has, and how its count is named."""

Scope = tuple[str, str]
"""A login and an address, either of them perhaps ANY."""


@dataclass(frozen=True)
class Attempt:
    """One that was counted: where, and where it was the last one for now."""

    what: Attempted
    scopes: tuple[Scope, ...]
    locked: tuple[Scope, ...]


@dataclass(frozen=True)
class LockView:
    """A lock that holds: `login` or `address` "" is any of them."""

    what: Attempted
    login: str
    address: str
    until: datetime
    locks: int

    @property
    def is_known(self) -> bool:
        """Whether somebody has the login."""
        return not self.login.startswith(UNKNOWN)


def count(work: Work, what: Attempted, login: str, client: Client) -> Attempt:
    """Count an attempt, which `succeeded` takes back. Raises TooManyAttempts.

    `login` is a person's, or `unknown` of what was typed.
    """
    scopes = [(login, client.counted_as)]
    if not _has_come_before(work, login, client):
        scopes += [(login, ANY), (ANY, client.counted_as)]
    rows = _locked_rows(work, what, scopes)
    holding = [row.locked_until for row in rows if row.locked_until]
    if (until := max(holding, default=work.real_now)) > work.real_now:
        raise TooManyAttempts(minutes=_minutes(until - work.real_now))
    locked = [(row.login, row.address) for row in rows if _add(work, row)]
    return Attempt(what, tuple(scopes), tuple(locked))


def succeeded(work: Work, attempt: Attempt) -> None:
    """The attempt succeeded: failures of this login from this address are forgotten, this one is no
    longer counted elsewhere."""
    pair, *wider = attempt.scopes
    work.session.execute(delete(AttemptCount).where(_is(attempt.what, pair)))
    for row in _rows(work, attempt.what, wider) if wider else ():
        if (row.login, row.address) in attempt.locked:
            row.locked_until, row.locks = None, row.locks - 1
            row.failures = _limit(row).most - 1
        else:
            row.failures = max(0, row.failures - 1)
        if not (row.failures or row.locks):
            work.session.delete(row)


def forget(work: Work, login: str) -> None:
    """Forget the failures of a login whose password was changed."""
    work.session.execute(delete(AttemptCount).where(AttemptCount.login == login))


def locks(work: Work) -> tuple[LockView, ...]:
    """The locks that hold now, the last to end first. Raises WrongRole."""
    require_administrator(work.actor)
    query = (
        select(AttemptCount)
        .where(AttemptCount.locked_until > work.real_now)
        .order_by(AttemptCount.locked_until.desc(), AttemptCount.login, AttemptCount.address)
    )
    return tuple(
        LockView(Attempted(row.what), row.login, row.address, row.locked_until, row.locks)
        for row in work.session.scalars(query)
        if row.locked_until
    )


def lift(work: Work, what: Attempted, login: str, address: str, client: Client) -> None:
    """Lift a lock and forget its failures. Raises WrongRole, NotFound."""
    actor = require_administrator(work.actor)
    row = work.session.scalar(select(AttemptCount).where(_is(what, (login, address))))
    if row is None:
        raise NotFound(what="lock")
    work.session.delete(row)
    note(work, SecurityKind.LIFTED, actor.login, client, f"{login or EVERY} {address or EVERY}")


def unknown(login: str) -> str:
    """The key under which attempts with an unknown login are counted.

    The text that was typed is kept nowhere: it may have been a password.
    """
    return UNKNOWN + hash_of(login.strip().lower())[:16]


def _has_come_before(work: Work, login: str, client: Client) -> bool:
    """Whether somebody signed in with this login from there, as long as sessions are kept."""
    query = (
        select(SignInSession.address)
        .join(Person, Person.id == SignInSession.person_id)
        .where(Person.login == login)
        .distinct()
    )
    return any(
        Client(address).counted_as == client.counted_as for address in work.session.scalars(query)
    )


def _locked_rows(work: Work, what: Attempted, scopes: Sequence[Scope]) -> Sequence[AttemptCount]:
    """A row for each scope, locked until the transaction ends."""
    rows = _rows(work, what, scopes)
    if missing := set(scopes) - {(row.login, row.address) for row in rows}:
        _begin(work, what, sorted(missing, reverse=True))
        rows = _rows(work, what, scopes)
    return rows


def _rows(work: Work, what: Attempted, scopes: Iterable[Scope]) -> Sequence[AttemptCount]:
    """The rows that there are, locked by everybody in one order: no two wait for each other."""
    query = (
        select(AttemptCount)
        .where(
            AttemptCount.what == what,
            tuple_(AttemptCount.login, AttemptCount.address).in_(list(scopes)),
        )
        .order_by(AttemptCount.login.desc(), AttemptCount.address.desc())
        .with_for_update()
    )
    return work.session.scalars(query).all()


def _begin(work: Work, what: Attempted, scopes: Iterable[Scope]) -> None:
    """Add rows without a failure, unless another transaction has added them meanwhile."""
    on_postgresql = work.session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if on_postgresql else sqlite.insert
    facts = {"what": what, "failures": 0, "begun_at": work.real_now, "locks": 0}
    rows = [{**facts, "login": login, "address": address} for login, address in scopes]
    work.session.execute(insert(AttemptCount).values(rows).on_conflict_do_nothing())


def _limit(row: AttemptCount) -> Limit:
    limits = LIMITS[Attempted(row.what)]
    if row.address == ANY:
        return limits.login
    return limits.address if row.login == ANY else limits.pair


def _add(work: Work, row: AttemptCount) -> bool:
    """Count one more failure; gives whether this locks the scope of the row."""
    limit = _limit(row)
    if work.real_now - row.begun_at > limit.within:
        row.failures, row.begun_at = 0, work.real_now
    if row.locked_until and work.real_now - row.locked_until > FORGIVEN_AFTER:
        row.locks = 0
    row.failures += 1
    if row.failures < limit.most:
        return False
    row.locks += 1
    row.failures, row.begun_at = 0, work.real_now
    row.locked_until = work.real_now + limit.span(row.locks)
    return True


def _is(what: Attempted, scope: Scope) -> ColumnElement[bool]:
    return (
        (AttemptCount.what == what)
        & (AttemptCount.login == scope[0])
        & (AttemptCount.address == scope[1])
    )


def _minutes(left: timedelta) -> int:
    return max(1, ceil(left / timedelta(minutes=1)))
