"""How many failed attempts there may be, and how long a lock lasts after them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from workflow.values.accounts import Attempted


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
