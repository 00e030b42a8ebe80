"""Who may change the editable masters and read their history."""

from workflow.values.actor import Actor, permitted, role_refusal
from workflow.values.errors import Conflict, Refusal
from workflow.values.vocabulary import MAINTAINERS


class LastMasterEntry(Conflict):
    """The last entry in use cannot be retired: forms would have nothing to choose from."""

    key = "last_master_entry"


def may_maintain(actor: Actor | None) -> Refusal | None:
    """Why `actor` may not change the masters or read their history; None where they may."""
    return role_refusal(actor, MAINTAINERS)


def require_maintainer(actor: Actor | None) -> Actor:
    """The actor, who may change the masters; raises the reason why not."""
    return permitted(actor, may_maintain(actor))
