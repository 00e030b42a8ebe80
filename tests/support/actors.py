"""The office's people as plain values, for tests of rules that need no database."""

from typing import Final

from tests.support.people import OTHER, OWN, PEOPLE
from workflow.values.actor import Actor, Grant, Title

DEPARTMENTS: Final = {OWN: 1, OTHER: 2, "kikaku": 3}
"""code -> id."""

_IDS: Final = {login: number for number, login in enumerate(PEOPLE, 1)}


def somebody(login: str) -> Actor:
    """One of `people.PEOPLE` with what they hold, numbered in the order of that table."""
    grants = frozenset(
        Grant(role, DEPARTMENTS[code] if code else None) for role, code in PEOPLE[login]
    )
    return Actor(_IDS[login], login, Title(login, login.title()), grants)


def kind(refusal: Exception | None) -> type[Exception] | None:
    """The class of a refusal, None for none: what a table of answers holds."""
    return type(refusal) if refusal else None


EVERYBODY: Final = {login: somebody(login) for login in PEOPLE}
"""login -> the person."""
