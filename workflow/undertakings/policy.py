"""Who may do what with an undertaking (取組), and why not. Denied by default.

Everybody signed in reads them. The words on 資料1-3 are the secretariat's, the work behind them
the center's too; whoever is responsible for a step reports on it.
"""

from collections.abc import Collection
from typing import Final

from workflow.values.actor import Actor, permitted, role_refusal
from workflow.values.errors import Conflict, NotPermitted, NotSignedIn, Refusal
from workflow.values.vocabulary import MAINTAINERS, Role

WRITERS: Final = MAINTAINERS | {Role.REVIEWER}
"""Who plans steps, adds documents, comments and pilots, and answers them."""


class UndertakingChanged(Conflict):
    """Somebody changed this part of the undertaking after it was looked at."""

    key = "undertaking_changed"


class NotResponsible(NotPermitted):
    """Only whoever is responsible for a step, and the center, reports on it."""

    key = "not_responsible"


def may_word(actor: Actor | None) -> Refusal | None:
    """Why `actor` may not change the rows of 資料1-3."""
    return role_refusal(actor, MAINTAINERS)


def may_write(actor: Actor | None) -> Refusal | None:
    """Why `actor` may not plan steps, nor add and answer anything."""
    return role_refusal(actor, WRITERS)


def may_report(actor: Actor | None, responsible: Collection[int]) -> Refusal | None:
    """Why `actor` may not report on a step of these people."""
    if actor is None:
        return NotSignedIn()
    if actor.person_id in responsible or may_write(actor) is None:
        return None
    return NotResponsible()


def require_wording(actor: Actor | None) -> Actor:
    """The actor, who may change the rows. Raises NotSignedIn, WrongRole."""
    return permitted(actor, may_word(actor))


def require_writer(actor: Actor | None) -> Actor:
    """The actor, who may write. Raises NotSignedIn, WrongRole."""
    return permitted(actor, may_write(actor))


def require_reader(actor: Actor | None) -> Actor:
    """Anybody signed in. Raises NotSignedIn."""
    return permitted(actor, None)
