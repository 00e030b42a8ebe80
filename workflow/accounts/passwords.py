"""Signing in with a password, and setting one."""

from collections.abc import Sequence
from typing import NamedTuple

from workflow.accounts import attempts, codes, links, sessions
from workflow.accounts.attempts import EVERY, UNKNOWN, Attempt
from workflow.accounts.limits import Rules
from workflow.accounts.policy import CodeRefused, LinkEnded
from workflow.accounts.security_log import SHELL, Client, note
from workflow.models import Person
from workflow.people.commands import actor, with_login
from workflow.units import UnitsOfWork
from workflow.values.accounts import (
    Attempted,
    SecurityKind,
    SessionEnd,
    hashed,
    password_matches,
    require_length,
)
from workflow.values.actor import Actor, require_administrator
from workflow.values.errors import InputRefused, NotFound, Problem, SignInRefused
from workflow.work import Work


def sign_in(units: UnitsOfWork, login: str, password: str, client: Client) -> tuple[Actor, str]:
    """Begin a session of the person to whom login and password belong; gives its token too.

    The attempt is counted first, in a unit of its own, and judged outside of any: nobody waits
    for a password to be checked. One that was replaced meanwhile opens nothing any more. Raises
    SignInRefused (never why), TooManyAttempts.
    """
    proof = _proven(units, login, [password], client)
    with units.write() as work:
        if _locked(work, proof).password_hash != proof.kept:
            raise SignInRefused()
        who = _acting(work, proof.person_id)
        attempts.succeeded(work, proof.attempt)
        return who, sessions.begin(work, who, client)


def change_password(
    units: UnitsOfWork, who: Actor, old: str, new: str, session_id: int, client: Client
) -> None:
    """Give oneself another password, where one knows the old one; ends one's other sessions.

    Sent twice it is done once: whoever types as new what is the password by now knows it.
    Raises InputRefused (old, password), TooManyAttempts.
    """
    kept = hashed(new)
    if old == new:
        raise InputRefused([Problem("password", "password_as_before")])
    try:
        proof = _proven(units, who.login, [old, new], client)
    except SignInRefused as wrong:
        raise InputRefused([Problem("old", "old_password_wrong")]) from wrong
    with units.write(who) as work:
        person = _locked(work, proof)
        is_done = password_matches(person.password_hash, new)
        if not is_done and person.password_hash != proof.kept:  # somebody else's by now
            raise InputRefused([Problem("old", "old_password_wrong")])
        attempts.succeeded(work, proof.attempt)
        if not is_done:
            keep(work, person, kept, client, but=session_id)


def redeem(work: Work, token: str, password: str, client: Client) -> tuple[Actor, str]:
    """Set a password by a one-use link, and begin a session; gives whose, and its token.

    Raises LinkEnded, InputRefused (password).
    """
    person = links.use(work, token)
    note(work, SecurityKind.LINK_USED, person.login, client)
    keep(work, person, hashed(password), client)
    who = _acting(work, person.id)
    return who, sessions.begin(work, who, client)


def set_password(work: Work, login: str, password: str) -> None:
    """Give a person a password from the shell. A link is better: nobody else knows what it sets.

    Raises WrongRole, NotFound, InputRefused.
    """
    require_administrator(work.actor)
    person = with_login(work.session, login)
    if person is None:
        raise NotFound(what="person", name=login)
    keep(work, person, hashed(password), SHELL)


def keep(work: Work, person: Person, kept: str, client: Client, but: int | None = None) -> None:
    """Keep a new password by its hash: sessions with the old one, links and locks are over."""
    person.password_hash = kept
    sessions.end_all(work, person.id, SessionEnd.PASSWORD, but)
    links.withdraw(work, [person.id])
    attempts.forget(work, person.login)
    note(work, SecurityKind.PASSWORD_CHANGED, person.login, client)


class _Proof(NamedTuple):
    """Who somebody is by the password that was kept, and the attempt that was counted."""

    person_id: int
    kept: str | None
    attempt: Attempt


def _proven(units: UnitsOfWork, login: str, typed: Sequence[str], client: Client) -> _Proof:
    """Who this is by one of the passwords typed. Raises SignInRefused, TooManyAttempts."""
    person, attempt = _counted(units, login, client)
    known = person.password_hash if person and person.active else None
    if any(password_matches(known, one) for one in typed) and person:
        return _Proof(person.id, known, attempt)
    _note_failed(units, person, attempt, client)
    raise SignInRefused()


def _locked(work: Work, proof: _Proof) -> Person:
    """The person as they are now: nobody gives them another password before this unit is over."""
    return work.session.get_one(Person, proof.person_id, with_for_update={"key_share": True})


def _counted(units: UnitsOfWork, login: str, client: Client) -> tuple[Person | None, Attempt]:
    """Whose login this is, and the attempt, counted before it is judged. Raises TooManyAttempts."""
    with units.read() as work:
        person = with_login(work.session, login)
    with units.write() as work:
        counted_as = person.login if person else attempts.unknown(login)
        return person, attempts.count(work, Attempted.SIGN_IN, counted_as, client)


def _acting(work: Work, person_id: int) -> Actor:
    """The person, as they act now. Raises SignInRefused where they may not sign in any more."""
    found = actor(work, person_id)
    if found is None:  # Switched off this moment.
        raise SignInRefused()
    return found


def _note_failed(
    units: UnitsOfWork, person: Person | None, attempt: Attempt, client: Client
) -> None:
    """Tell the security log of an attempt in vain, and of the locks that it closed."""
    login = person.login if person else ""
    with units.write() as work:
        note(work, SecurityKind.FAILED, login, client)
        for counted_as, address in attempt.locked:
            whose = (login or UNKNOWN) if counted_as else EVERY
            note(work, SecurityKind.LOCKED, login, client, f"{whose} {address or EVERY}")


# ----------------------------------------------------- the first one, by a code


def start(
    units: UnitsOfWork, login: str, code: str, password: str, rules: Rules, client: Client
) -> tuple[Actor, str]:
    """Set a password by the code of one's slip, and begin a session; gives whose, and its token.

    A wrong code counts like a wrong password, in the same locks, before it is judged; of two who
    use a code at once one wins. Raises CodeRefused (never why), TooManyAttempts, InputRefused
    (password), for which nothing is counted.
    """
    require_length(password)
    person, attempt = _counted(units, login, client)
    person_id = person.id if person else links.NOBODY
    password_hash = hashed(password)
    kept = codes.kept(code, person_id, rules.code_key)
    try:
        with units.write() as work:
            used = links.use_code(work, person_id, kept)
            attempts.succeeded(work, attempt)
            note(work, SecurityKind.CODE_USED, used.login, client)
            keep(work, used, password_hash, client)
            who = _acting(work, used.id)
            return who, sessions.begin(work, who, client)
    except LinkEnded as ended:
        _note_failed(units, person, attempt, client)
        raise CodeRefused() from ended
