"""Who was quicker: told to whoever comes too late for a step that was there a moment ago."""

from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workflow import policy
from workflow.actor import Title
from workflow.errors import ActionNotPossible, Refusal, SomeoneElseActedFirst
from workflow.models import LedgerEntry, Person
from workflow.models.base import table_of
from workflow.order import Order
from workflow.process.shape import Transition
from workflow.services.in_hand import ItemInHand
from workflow.situation import Situation

_LEDGER, _PEOPLE = table_of(LedgerEntry), table_of(Person)
_LATEST: Final = (
    select(
        _LEDGER.c.actor_id,
        _LEDGER.c.action,
        _LEDGER.c.from_state,
        _LEDGER.c.at,
        _PEOPLE.c.name_ja,
        _PEOPLE.c.name_en,
    )
    .join(_PEOPLE, _PEOPLE.c.id == _LEDGER.c.actor_id)
    .where(
        _LEDGER.c.item_id == bindparam("item"),
        _LEDGER.c.sequence == bindparam("length"),
    )
)


def require(session: Session, order: Order, item: ItemInHand, situation: Situation) -> Transition:
    """Give the transition to take, as `policy.require` does.

    Raises the policy's refusal; where it is the latest move, another person's, that left no
    room for the order, SomeoneElseActedFirst with `who` (Title), `when` and `action`.
    """
    try:
        return policy.require(order.actor, situation, order.action)
    except ActionNotPossible:
        if quicker := _quicker(session, order, item, situation):
            raise quicker from None
        raise


def _quicker(
    session: Session, order: Order, item: ItemInHand, situation: Situation
) -> Refusal | None:
    where = {"item": item.id, "length": item.ledger_length}
    latest = session.connection().execute(_LATEST, where).one_or_none()
    if latest is None or order.actor is None or latest.actor_id == order.actor.person_id:
        return None
    if not latest.from_state or not situation.process.transition(order.action, latest.from_state):
        return None
    return SomeoneElseActedFirst(
        reason="named",
        who=Title(latest.name_ja, latest.name_en),
        when=latest.at,
        action=latest.action,
    )
