"""Who was quicker: the transition that an order takes, or the move that left no room for it."""

from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workflow.database.transactions import connection_of
from workflow.items import opinions, policy
from workflow.items.context import ItemContext
from workflow.items.locking import LockedItem
from workflow.items.orders import Order
from workflow.models import LedgerEntry, Person
from workflow.models.base import table_of
from workflow.process.moves import Transition
from workflow.values.actor import Principal, Title
from workflow.values.errors import (
    ActionNotPossible,
    NotPermitted,
    NotSignedIn,
    Refusal,
    SomeoneElseActedFirst,
)
from workflow.values.vocabulary import CLOSED_OPINION

_LEDGER, _PEOPLE = table_of(LedgerEntry), table_of(Person)
_LATEST: Final = (
    select(
        _LEDGER.c.sequence,
        _LEDGER.c.actor_id,
        _LEDGER.c.action,
        _LEDGER.c.from_state,
        _LEDGER.c.at,
        _LEDGER.c.particulars,
        _PEOPLE.c.name_ja,
        _PEOPLE.c.name_en,
    )
    .join(_PEOPLE, _PEOPLE.c.id == _LEDGER.c.actor_id)
    .where(
        _LEDGER.c.item_id == bindparam("item"),
        _LEDGER.c.sequence == bindparam("length"),
    )
)


def require_transition(
    session: Session, order: Order, item: LockedItem, context: ItemContext
) -> tuple[Transition, Principal | None]:
    """Give the transition to take and in whose name.

    Raises the policy's refusal. Whoever may take the action is told by SomeoneElseActedFirst,
    with `who` (Title), `when` and `action`, which move came after `order.last_move`; for an
    order that does not name one, which move of another person left no room for it.
    """
    decision = policy.may(order.actor, context, order.action)
    if isinstance(decision.refusal, NotSignedIn | NotPermitted):
        raise decision.refusal
    if quicker := _quicker(session, order, item, context, decision.refusal):
        raise quicker
    if decision.refusal:
        raise decision.refusal
    assert decision.transition is not None  # noqa: S101 - what `may` promises
    return decision.transition, decision.principal


def _quicker(
    session: Session,
    order: Order,
    item: LockedItem,
    context: ItemContext,
    refusal: Refusal | None,
) -> Refusal | None:
    """What tells of the latest move, where the person cannot have known of it."""
    if order.last_move == item.ledger_length:
        return None
    if order.last_move is None and not isinstance(refusal, ActionNotPossible):
        return None
    where = {"item": item.id, "length": item.ledger_length}
    latest = connection_of(session).execute(_LATEST, where).one_or_none()
    if latest is None or order.actor is None:
        return None
    own = latest.actor_id == order.actor.person_id
    if order.last_move is None and (own or not _had_room(order, context, latest.from_state)):
        return None
    is_sealed = not own and opinions.is_closed(latest, item.sealed_from)
    return SomeoneElseActedFirst(
        reason="yours" if own else "named",
        who=Title(latest.name_ja, latest.name_en),
        when=latest.at,
        action=CLOSED_OPINION if is_sealed else latest.action,
    )


def _had_room(order: Order, context: ItemContext, from_state: str) -> bool:
    """Whether the order was possible before the latest move, which started from `from_state`."""
    return bool(from_state and context.process.transition(order.action, from_state))
