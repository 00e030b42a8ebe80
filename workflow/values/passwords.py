"""Passwords: how long they are, and the hashes that are kept of them."""

from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from workflow.values.errors import InputRefused, Problem

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


def matches(kept: str | None, password: str) -> bool:
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
