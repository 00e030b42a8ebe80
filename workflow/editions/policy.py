"""Who freezes papers, who reads frozen editions, and when there is nothing to freeze."""

from typing import Final

from workflow.values.actor import Actor, permitted, role_refusal
from workflow.values.errors import Conflict, Refusal
from workflow.values.vocabulary import CENTER_ROLES, READER_ROLES, Role

FREEZERS: Final = frozenset({Role.SECRETARIAT})

READERS: Final = CENTER_ROLES | READER_ROLES
"""Who reads frozen editions, which have every department's items."""


class NothingChanged(Conflict):
    """A new edition would say what the last one says. Data: edition."""

    key = "nothing_changed"


def may_freeze(actor: Actor | None) -> Refusal | None:
    """Why `actor` may not freeze a paper; None when they may."""
    return role_refusal(actor, FREEZERS)


def require_freeze(actor: Actor | None) -> Actor:
    """Give back `actor` where they may freeze, or raise the reason why not."""
    return permitted(actor, may_freeze(actor))


def may_read(actor: Actor | None, *, limited: bool = False) -> Refusal | None:
    """Why `actor` may not read frozen editions; None when they may.

    An advisor who is `limited` to what they are asked about does not.
    """
    return role_refusal(actor, READERS - {Role.ADVISOR} if limited else READERS)
