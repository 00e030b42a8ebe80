"""The secret address of a person's calendar: made, shown once, revoked."""

import hashlib
import secrets
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.actor import Actor
from workflow.models import CalendarFeed, Person

TOKEN_BYTES: Final = 32
"""256 bits: nobody finds one by trying."""


def token_hash(token: str) -> str:
    """What is kept of a token: its SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def create(session: Session, actor: Actor, seen: int, at: datetime) -> str | None:
    """Make a new address, which revokes the one before; gives its secret, this once only.

    `seen` is the id of the address that the person was shown as theirs, 0 for none:
    where another one has been made since (a double click), nothing changes: None.
    """
    there = _live(session, actor)
    if (there.id if there else 0) != seen:
        return None
    if there:
        there.revoked_at = at
        session.flush()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(
        CalendarFeed(person_id=actor.person_id, token_hash=token_hash(token), created_at=at)
    )
    return token


def revoke(session: Session, actor: Actor, at: datetime) -> None:
    """Revoke the person's address; harmless where there is none."""
    if there := _live(session, actor):
        there.revoked_at = at


def _live(session: Session, actor: Actor) -> CalendarFeed | None:
    # The person's row is the lock: of two at once the second sees what the first made.
    lock = select(Person.id).where(Person.id == actor.person_id).with_for_update(key_share=True)
    session.execute(lock)
    query = select(CalendarFeed).where(
        CalendarFeed.person_id == actor.person_id, CalendarFeed.revoked_at.is_(None)
    )
    return session.scalar(query)
