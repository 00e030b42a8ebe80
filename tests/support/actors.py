"""The people of the tests' office as plain values: for rules, which need no database."""

from typing import Final

from tests.support.people import OTHER, OWN, PEOPLE
from workflow.values.actor import Actor, Grant, Title

DEPARTMENTS: Final = {OWN: 1, OTHER: 2, "kikaku": 3}
"""The number of each department, by its code."""


def an_actor(login: str) -> Actor:
    """Somebody of `PEOPLE`; their number is their place in it."""
    grants = frozenset(
        Grant(role, DEPARTMENTS[code] if code else None) for role, code in PEOPLE[login]
    )
    number = list(PEOPLE).index(login) + 1
    return Actor(number, login, Title(login, login.title()), grants)


EVERYBODY: Final = {login: an_actor(login) for login in PEOPLE}
"""login -> the person."""
