"""Looking ahead: what stands against orders, by the one door's own checks, without a move."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import policy
from workflow.errors import InputRefused, NotFound, Problem, Refusal
from workflow.models import Item
from workflow.models.base import may_be_id
from workflow.order import Order
from workflow.process_library import ProcessLibrary
from workflow.services import deciding, in_hand
from workflow.services.batches import MOST_ORDERS
from workflow.services.in_hand import ItemInHand
from workflow.situation import Situation
from workflow.standing import situations


def foresee(
    session: Session, library: ProcessLibrary, orders: Sequence[Order], today: date
) -> tuple[Refusal | None, ...]:
    """Why each order would be refused now, in the orders' order; None where nothing stands.

    What the one who orders may not see is NotFound. Each order is looked at by itself: that
    one stands in the way of another is not foreseen, nor that a key was given before.
    Raises InputRefused for more than 500 orders.
    """
    if len(orders) > MOST_ORDERS:
        raise InputRefused([Problem("orders", "too_many", {"limit": MOST_ORDERS})])
    visible = {actor: _visible(session, orders, actor) for actor in {o.actor for o in orders}}
    items = {item.id: item for found in visible.values() for item in found.values()}
    standing = situations(session, list(items.values()), library, today, for_readers=False)
    return tuple(_foreseen(session, one, visible[one.actor], standing) for one in orders)


def _visible(session: Session, orders: Sequence[Order], actor: object) -> dict[int, ItemInHand]:
    """The items of `actor`'s orders that they may see, as they stand, locked by nobody."""
    mine = [order for order in orders if order.actor == actor]
    wanted = {order.item_id for order in mine if may_be_id(order.item_id)}
    query = select(*in_hand.COLUMNS).where(Item.id.in_(wanted), policy.visible_items(mine[0].actor))
    return {row.id: ItemInHand(*row) for row in session.execute(query)}


def _foreseen(
    session: Session,
    order: Order,
    items: Mapping[int, ItemInHand],
    standing: Mapping[int, Situation],
) -> Refusal | None:
    item = items.get(order.item_id)
    if item is None:
        return NotFound(what="item")
    try:
        deciding.decide(session, deciding.cleaned(order), item, standing[item.id])
    except Refusal as refusal:
        return refusal
    return None
