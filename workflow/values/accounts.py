"""The words of accounts: why a session ends, what a link is for, what the security log tells."""

from enum import StrEnum


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
