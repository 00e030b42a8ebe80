"""Who keeps the editable masters. Denied by default."""

from typing import Final

from workflow.values.actor import Actor, permitted, role_refusal
from workflow.values.errors import Conflict
from workflow.values.vocabulary import Role

KEEPERS: Final = frozenset({Role.SECRETARIAT, Role.ADMIN})


class LastMasterEntry(Conflict):
    """The last entry in use cannot be retired: forms would have nothing to choose from."""

    key = "last_master_entry"


def require_keeper(actor: Actor | None) -> Actor:
    """The person, who may look at the masters' history and change them, or raise why not."""
    return permitted(actor, role_refusal(actor, KEEPERS))
