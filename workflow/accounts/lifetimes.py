"""How long sessions, links and the security log last; and the removal of what is older."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, not_, or_

from workflow.accounts.limits import FORGIVEN_AFTER
from workflow.models import AccountLink, AttemptCount, SecurityEvent, SignInSession
from workflow.values.accounts import LinkPurpose
from workflow.work import Work


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
