"""People as those who look after the program see them."""

from dataclasses import dataclass

from workflow.actor import Title
from workflow.vocabulary import Role


@dataclass(frozen=True)
class GrantView:
    """A role, and the department it is held for (None: all of them)."""

    role: Role
    department: Title | None


@dataclass(frozen=True)
class PersonView:
    """Somebody who signs in, with what they hold."""

    id: int
    login: str
    name: Title
    email: str
    active: bool
    grants: tuple[GrantView, ...]
