"""Who keeps the editable masters. Denied by default."""

from typing import Final

from workflow.actor import Actor
from workflow.errors import Conflict, NotSignedIn, Refusal, WrongRole
from workflow.vocabulary import Role

KEEPERS: Final = frozenset({Role.SECRETARIAT, Role.ADMIN})


class LastMasterEntry(Conflict):
    """The last entry in use cannot be retired: forms would have nothing to choose from."""

    key = "last_master_entry"


def may_keep_masters(actor: Actor | None) -> Refusal | None:
    """Why `actor` may not look at the masters' history and change them; None where they may."""
    if actor is None:
        return NotSignedIn()
    return None if actor.roles & KEEPERS else WrongRole(roles=tuple(sorted(KEEPERS)))


def require_keeper(actor: Actor | None) -> Actor:
    """The person who may keep the masters, or raise the reason why not."""
    if refusal := may_keep_masters(actor):
        raise refusal
    if actor is None:
        raise NotSignedIn()
    return actor
