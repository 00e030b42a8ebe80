"""Who administers people and the program itself. Denied by default."""

from typing import Final

from workflow.values.actor import Actor, permitted, role_refusal
from workflow.values.vocabulary import Role

ADMINISTRATORS: Final = frozenset({Role.ADMIN})


def require_administrator(actor: Actor | None) -> Actor:
    """The person, where they are an administrator. Raises NotSignedIn, WrongRole."""
    return permitted(actor, role_refusal(actor, ADMINISTRATORS))
