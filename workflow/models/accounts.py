"""Accounts: who is signed in where, one-use links, counted attempts, and the security log.

Their moments are real ones, also where the office works in a training day.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, Moment


class SignInSession(Base):
    """A person signed in with one browser, known by the hash of what its cookie holds."""

    __tablename__ = "sign_in_sessions"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (why_ended IS NULL)", name="ends_for_a_reason"),
        Index("ix_sign_in_sessions_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    device: Mapped[str] = mapped_column(String(300))
    """What the browser calls itself."""
    address: Mapped[str] = mapped_column(String(45))
    begun_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    """Of the last request, to about a minute."""
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    why_ended: Mapped[str | None] = mapped_column(String(20))


class AccountLink(Base):
    """A link by which a person sets their password, once; only hashes of its token are kept.

    `code_hash` is that of a short code for the same, typed with the login; None without one.
    """

    __tablename__ = "account_links"
    __table_args__ = (
        CheckConstraint("used_at IS NULL OR withdrawn_at IS NULL", name="used_or_withdrawn"),
        Index(
            "uq_account_links_live",
            "person_id",
            unique=True,
            sqlite_where=text("used_at IS NULL AND withdrawn_at IS NULL"),
            postgresql_where=text("used_at IS NULL AND withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    code_hash: Mapped[str | None] = mapped_column(String(64))
    purpose: Mapped[str] = mapped_column(String(20))
    made_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    """A newer link took its place, or the password was set in another way."""


class AttemptCount(Base):
    """How often something was tried in vain; "" for the login or the address is: any.

    It is counted before it is judged, so that guesses made at the same time all count.
    """

    __tablename__ = "attempt_counts"

    what: Mapped[str] = mapped_column(String(20), primary_key=True)
    login: Mapped[str] = mapped_column(String(64), primary_key=True)
    address: Mapped[str] = mapped_column(String(45), primary_key=True)
    failures: Mapped[int]
    """Since `begun_at`, or since the last lock."""
    begun_at: Mapped[datetime] = mapped_column(Moment)
    locks: Mapped[int]
    """How often in a row it was locked: each lock holds longer than the one before."""
    locked_until: Mapped[datetime | None] = mapped_column(Moment)


class SecurityEvent(Base):
    """A line of the security log; removed when it is older than the operator wants."""

    __tablename__ = "security_events"
    __table_args__ = (Index("ix_security_events_at", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    kind: Mapped[str] = mapped_column(String(20))
    login: Mapped[str] = mapped_column(String(64))
    """Who did it, or whose account it is about; "" where nobody has the login that was typed."""
    address: Mapped[str] = mapped_column(String(45))
    about: Mapped[str] = mapped_column(String(300))
    """What it was done to: another login, the page that was read or exported."""
