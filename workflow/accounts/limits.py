"""How long sessions, links, locks and the security log last, and how many attempts may fail before.

What is older than the operator wants is removed here too.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, not_, or_

from workflow.models import AccountLink, AttemptCount, SecurityEvent, SignInSession
from workflow.values.accounts import Attempted, LinkPurpose
from workflow.work import Work


@dataclass(frozen=True)
class Limit:
    """So many failures `within` a time lock for `first`; each further lock lasts twice as long."""

    most: int
    within: timedelta
    first: timedelta
    longest: timedelta

    def span(self, locks: int) -> timedelta:
        """How long the lock with this number (from 1) holds."""
        doubled: timedelta = self.first * 2 ** min(locks - 1, 20)
        return min(doubled, self.longest)


@dataclass(frozen=True)
class Limits:
    """Limits for one login from one address, for one login from any, for one address with any."""

    pair: Limit
    login: Limit
    address: Limit


_MINUTES, _HOURS, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

LIMITS: Final = {
    Attempted.SIGN_IN: Limits(
        pair=Limit(6, 15 * _MINUTES, 5 * _MINUTES, 2 * _HOURS),
        login=Limit(30, _DAY, 15 * _MINUTES, 4 * _HOURS),
        address=Limit(300, _HOURS, 10 * _MINUTES, _HOURS),
    ),
    Attempted.FORGOTTEN: Limits(
        pair=Limit(5, _HOURS, 15 * _MINUTES, 4 * _HOURS),
        login=Limit(10, _DAY, _HOURS, 4 * _HOURS),
        address=Limit(100, _HOURS, 10 * _MINUTES, _HOURS),
    ),
}
"""The limits of a login and of an address hold up nobody who has signed in with both before."""

FORGIVEN_AFTER: Final = _DAY
"""After so long without a failure the next lock is a first one again."""


@dataclass(frozen=True)
class Rules:
    """What the operator decides about accounts."""

    idle: timedelta = timedelta(hours=2)
    """A session ends when nothing was asked for so long."""
    longest: timedelta = timedelta(hours=12)
    """And so long after it was begun, whatever is asked."""
    invitation: timedelta = timedelta(days=14)
    """How long a link made by an administrator can be used."""
    log_kept: timedelta = timedelta(days=365)
    """How long the security log and sessions that are over are kept."""

    code_key: bytes = field(default=b"", repr=False)
    """The key of the HMACs of short codes; the database does not hold it."""

    def link_lasts(self, purpose: str) -> timedelta:
        """How long a link for `purpose` can be used."""
        return self.invitation if purpose == LinkPurpose.INVITATION else FORGOTTEN_LINK


FORGOTTEN_LINK: Final = timedelta(minutes=30)

SEEN_EVERY: Final = timedelta(minutes=1)
"""How precisely it is known when a session was last used: a page need not write every time."""


# ------------------------------------------------------------- how long links last


def ends_at(work: Work, purpose: str, rules: Rules) -> datetime:
    """Until when a link that is made or mailed now can be used.

    An administrator's ends by the office's moment, as it stands on the slip and on pages also of a
    training day; half an hour for whoever forgot is one of the real clock, which all processes
    share.
    """
    begins = work.now if purpose == LinkPurpose.INVITATION else work.real_now
    return begins + rules.link_lasts(purpose)


def usable(work: Work) -> tuple[ColumnElement[bool], ...]:
    """Whether a link can be used now, as conditions; see `ends_at`."""
    is_invitation = AccountLink.purpose == LinkPurpose.INVITATION
    return (
        AccountLink.used_at.is_(None),
        AccountLink.withdrawn_at.is_(None),
        or_(
            and_(is_invitation, AccountLink.ends_at > work.now),
            and_(not_(is_invitation), AccountLink.ends_at > work.real_now),
        ),
    )


# ----------------------------------------------------- what goes when it is old


def tidy(work: Work, rules: Rules) -> None:
    """Remove what is older than the operator wants, and counts that matter no more."""
    before = work.real_now - rules.log_kept
    counted = work.real_now - FORGIVEN_AFTER
    for old in (
        delete(SecurityEvent).where(SecurityEvent.at < before),
        delete(SignInSession).where(
            SignInSession.begun_at < min(before, work.real_now - rules.longest)
        ),
        delete(AttemptCount).where(
            AttemptCount.begun_at < counted,
            or_(AttemptCount.locked_until.is_(None), AttemptCount.locked_until < counted),
        ),
    ):
        work.session.execute(old)
