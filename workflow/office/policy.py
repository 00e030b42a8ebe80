"""Who may change what the office is called."""

from workflow.values.actor import Actor, permitted, role_refusal
from workflow.values.errors import Conflict, Refusal
from workflow.values.vocabulary import Role


class OfficeThere(Conflict):
    """The office was set up before: it is changed on its page, not set up again."""

    key = "office_there"


class OfficeChanged(Conflict):
    """Somebody else changed the office since the page was opened."""

    key = "office_changed"


def may_change(actor: Actor | None) -> Refusal | None:
    """Why `actor` may not change the office; None where they may."""
    return role_refusal(actor, frozenset({Role.ADMIN}))


def require_administrator(actor: Actor | None) -> Actor:
    """The actor, who may change the office; raises the reason why not."""
    return permitted(actor, may_change(actor))
