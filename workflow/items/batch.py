"""Many orders in one transaction: each through the same door, each done or refused on its own.

Orders for one action on as many items are decided together: one query finds where all
the items stand, and what they leave behind is written in bulk. Any other batch, and one
of which the database refused a part, takes its orders one by one, each in a savepoint.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from workflow.database.transactions import refusal_of
from workflow.items import (
    locking,
    move_query,
    orders,
    receipts,
    rewriting_commands,
    transitions,
    visibility,
)
from workflow.items.context import ItemContext
from workflow.items.context_queries import contexts_of
from workflow.items.effects import ChangeSet
from workflow.items.locking import LockedItem
from workflow.items.orders import Order
from workflow.items.receipts import Outcome, Receipt
from workflow.models import Item
from workflow.models.base import may_be_id
from workflow.values.errors import InputRefused, NotFound, Problem, Refusal
from workflow.work import Work

MOST_ORDERS = 500


def perform_all(work: Work, orders: Sequence[Order]) -> tuple[Outcome, ...]:
    """Carry out each order that is not refused; the outcomes, in the orders' order.

    A refused order leaves nothing behind and stops no other. Raises InputRefused for more
    than 500 orders, as these would hold up everybody else.
    """
    if len(orders) > MOST_ORDERS:
        raise InputRefused([Problem("orders", "too_many", {"limit": MOST_ORDERS})])
    items = locking.lock_all(work, {order.item_id for order in orders})
    if _are_alike(orders):
        try:
            with _savepoint(work):
                return _together(work, orders, items)
        except (Refusal, IntegrityError, StaleDataError):
            # Something came up that deciding had not seen: whose it is, each on its own shows.
            pass
    return tuple(_alone(work, order) for order in orders)


def _are_alike(orders: Sequence[Order]) -> bool:
    """Whether no order can stand in the way of another."""
    keys = [order.key for order in orders if order.key]
    return (
        len({order.action for order in orders}) == 1
        and len({order.item_id for order in orders}) == len(orders)
        and len(set(keys)) == len(keys)
    )


def _together(
    work: Work, orders: Sequence[Order], items: Mapping[int, LockedItem]
) -> tuple[Outcome, ...]:
    before = receipts.find_all(work.session, [order.key for order in orders if order.key])
    contexts = contexts_of(work, list(items.values()), for_readers=False)
    rewriting_commands.attach(work.session, items.values(), contexts)
    cleaned = [_cleaned(order) for order in orders]
    found = move_query.find_out_all(work.session, [o for o in cleaned if isinstance(o, Order)])
    outcomes: list[Outcome] = []
    change_set = ChangeSet()
    for order in cleaned:
        decided: transitions.Checked | Outcome
        if isinstance(order, Refusal):
            decided = order
        else:
            decided = _decided(work, order, items, contexts, before, found.get(order.item_id))
        if isinstance(decided, transitions.Checked):
            decided = transitions.apply(work, decided, change_set)
        outcomes.append(decided)
    change_set.write(work.session, work.outbox)
    return tuple(outcomes)


def _cleaned(order: Order) -> Order | Refusal:
    try:
        return orders.cleaned(order)
    except Refusal as refusal:
        return refusal


def _decided(
    work: Work,
    order: Order,
    items: Mapping[int, LockedItem],
    contexts: Mapping[int, ItemContext],
    before: receipts.ReceiptsByKey,
    found: move_query.Found | None,
) -> transitions.Checked | Outcome:
    try:
        item = items.get(order.item_id)
        if item is None:
            return NotFound(what="item")
        if receipt := receipts.known(before, order.key, order.fingerprint):
            return receipt
        return transitions.check(work, order, item, contexts[item.id], found)
    except Refusal as refusal:
        return refusal


def _alone(work: Work, order: Order) -> Outcome:
    try:
        return _in_savepoint(work, order)
    except (IntegrityError, StaleDataError) as broken:
        if not order.key:
            return refusal_of(broken)
    # Perhaps another one had this key at the same time: then its receipt is there now.
    try:
        return _in_savepoint(work, order)
    except (IntegrityError, StaleDataError) as broken:
        return refusal_of(broken)


@contextmanager
def _savepoint(work: Work) -> Iterator[None]:
    with work.session.begin_nested():
        work.session.connection()  # what sets the savepoint
        yield


def _in_savepoint(work: Work, order: Order) -> Receipt | Refusal:
    try:
        with _savepoint(work):
            return transitions.perform(work, order)
    except Refusal as refusal:
        return refusal


def dry_run(work: Work, orders: Sequence[Order]) -> tuple[Refusal | None, ...]:
    """Why each order would be refused now, in the orders' order; None where nothing stands.

    What the one who orders may not see is NotFound. Each order is looked at by itself: that
    one stands in the way of another is not foreseen, nor that a key was given before.
    Raises InputRefused for more than 500 orders.
    """
    if len(orders) > MOST_ORDERS:
        raise InputRefused([Problem("orders", "too_many", {"limit": MOST_ORDERS})])
    visible = {actor: _visible(work, orders, actor) for actor in {o.actor for o in orders}}
    items = {item.id: item for found in visible.values() for item in found.values()}
    contexts = contexts_of(work, list(items.values()), for_readers=False)
    rewriting_commands.attach(work.session, items.values(), contexts)
    return tuple(_would_be(work, one, visible[one.actor], contexts) for one in orders)


def _visible(work: Work, orders: Sequence[Order], actor: object) -> dict[int, LockedItem]:
    """The items of `actor`'s orders that they may see, as they stand, locked by nobody."""
    mine = [order for order in orders if order.actor == actor]
    wanted = {order.item_id for order in mine if may_be_id(order.item_id)}
    query = select(*locking.COLUMNS).where(
        Item.id.in_(wanted), visibility.visible_items(mine[0].actor)
    )
    return {row.id: LockedItem(*row) for row in work.session.execute(query, {"today": work.today})}


def _would_be(
    work: Work, order: Order, items: Mapping[int, LockedItem], contexts: Mapping[int, ItemContext]
) -> Refusal | None:
    item = items.get(order.item_id)
    if item is None:
        return NotFound(what="item")
    try:
        transitions.check(work, orders.cleaned(order), item, contexts[item.id])
    except Refusal as refusal:
        return refusal
    return None
