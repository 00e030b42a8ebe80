"""A hash that is made at once: thousands of tests sign in, or fail to."""

from typing import Final

from argon2 import PasswordHasher

from workflow.values import accounts

AT_FULL_COST: Final = accounts._hasher
"""What the program hashes with."""

QUICK: Final = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""What a hash took to make is what it takes to check."""


def hash_quickly() -> None:
    """Let this process hash passwords at hardly any cost; AT_FULL_COST may be put back."""
    accounts._hasher = QUICK
