"""The words of accounts, and passwords: how long they are, and the hashes that are kept of them."""

from enum import StrEnum
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from workflow.values.errors import InputRefused, Problem


class SessionEnd(StrEnum):
    """Why a session was ended before its time."""

    SIGNED_OUT = "signed_out"
    REVOKED = "revoked"
    """By its owner from another device, or by an administrator."""
    PASSWORD = "password"  # noqa: S105 - a word
    """There is a new password since."""
    SWITCHED_OFF = "switched_off"
    """The person may not sign in any more."""


class LinkPurpose(StrEnum):
    """What a one-use link is for; both set a password."""

    INVITATION = "invitation"
    """Made by an administrator, for somebody who has no password or has lost it."""
    FORGOTTEN = "forgotten"
    """Mailed to somebody who said that they have forgotten it."""


class Attempted(StrEnum):
    """What is counted so that nobody does it without end."""

    SIGN_IN = "sign_in"
    FORGOTTEN = "forgotten"


class SecurityKind(StrEnum):
    """What the security log tells."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    FAILED = "failed"
    LOCKED = "locked"
    LIFTED = "lifted"
    LINK_MADE = "link_made"
    LINK_ASKED = "link_asked"
    LINK_MAILED = "link_mailed"
    LINK_USED = "link_used"
    CODE_USED = "code_used"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a word
    REVOKED = "revoked"
    EXPORTED = "exported"
    PAPER_READ = "paper_read"


# -------------------------------------------------------------------- passwords


SHORTEST_PASSWORD: Final = 12
LONGEST_PASSWORD: Final = 200

_hasher = PasswordHasher()


def require_length(password: str) -> None:
    """Refuse a password that is too short or too long. Raises InputRefused (password)."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise InputRefused([Problem("password", "password_length", {"limit": SHORTEST_PASSWORD})])


def hashed(password: str) -> str:
    """What is kept of a password. Raises InputRefused for one that is too short or too long."""
    require_length(password)
    return _hasher.hash(_bytes(password))


def password_matches(kept: str | None, password: str) -> bool:
    """Whether `kept` was made of the password; without one the answer takes just as long."""
    nobody = _nobody()  # asked for by everyone: the first answer of a process tells nothing either
    try:
        _hasher.verify(kept or nobody, _bytes(password[:LONGEST_PASSWORD]))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


@cache
def _nobody() -> str:
    """The hash that is checked where there is no such login."""
    return _hasher.hash("nobody signs in with this")


def _bytes(password: str) -> bytes:
    return password.encode(errors="surrogatepass")  # what a keyboard sends is not always text
