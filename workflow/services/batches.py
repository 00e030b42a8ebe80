"""Many orders in one transaction: each through the same door, each done or refused on its own.

Orders for one action on as many items are decided together: one query finds where all
the items stand, and what they leave behind is written in bulk. Any other batch, and one
of which the database refused a part, takes its orders one by one, each in a savepoint.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from workflow.errors import InputRefused, NotFound, Problem, Refusal
from workflow.order import Order, Outcome, Receipt
from workflow.outbox import Outbox
from workflow.process_library import ProcessLibrary
from workflow.services import deciding, in_hand, receipts
from workflow.services.in_hand import ItemInHand
from workflow.services.traces import Traces
from workflow.situation import Situation
from workflow.standing import situations
from workflow.unit_of_work import refusal_of

MOST_ORDERS = 500


def perform_all(
    session: Session,
    library: ProcessLibrary,
    outbox: Outbox,
    orders: Sequence[Order],
    at: datetime,
) -> tuple[Outcome, ...]:
    """Carry out each order that nothing stands against; the outcomes, in the orders' order.

    A refused order leaves nothing behind and stops no other. Raises InputRefused for more
    than 500 orders, as these would hold up everybody else.
    """
    if len(orders) > MOST_ORDERS:
        raise InputRefused([Problem("orders", "too_many", {"limit": MOST_ORDERS})])
    items = in_hand.take_all(session, {order.item_id for order in orders})
    if _are_alike(orders):
        try:
            with session.begin_nested():
                return _together(session, library, outbox, orders, items, at)
        except (Refusal, IntegrityError, StaleDataError):
            # Something came up that deciding had not seen: whose it is, each on its own shows.
            pass
    return tuple(_alone(session, library, outbox, order, at) for order in orders)


def _are_alike(orders: Sequence[Order]) -> bool:
    """Whether no order can stand in the way of another."""
    keys = [order.key for order in orders if order.key]
    return (
        len({order.action for order in orders}) == 1
        and len({order.item_id for order in orders}) == len(orders)
        and len(set(keys)) == len(keys)
    )


def _together(
    session: Session,
    library: ProcessLibrary,
    outbox: Outbox,
    orders: Sequence[Order],
    items: Mapping[int, ItemInHand],
    at: datetime,
) -> tuple[Outcome, ...]:
    given = receipts.given(session, [order.key for order in orders if order.key])
    standing = situations(session, list(items.values()), library, at.date(), for_readers=False)
    outcomes: list[Outcome] = []
    traces = Traces()
    for order in orders:
        decided = _decided(session, order, items, standing, given)
        if isinstance(decided, deciding.Decided):
            decided = deciding.carry_out(session, decided, at, traces)
        outcomes.append(decided)
    traces.write(session, outbox)
    return tuple(outcomes)


def _decided(
    session: Session,
    order: Order,
    items: Mapping[int, ItemInHand],
    standing: Mapping[int, Situation],
    given: receipts.Given,
) -> deciding.Decided | Outcome:
    try:
        order = deciding.cleaned(order)
        item = items.get(order.item_id)
        if item is None:
            return NotFound(what="item")
        if receipt := receipts.among(given, order.key, order.fingerprint):
            return receipt
        return deciding.decide(session, order, item, standing[item.id])
    except Refusal as refusal:
        return refusal


def _alone(
    session: Session, library: ProcessLibrary, outbox: Outbox, order: Order, at: datetime
) -> Outcome:
    try:
        return _in_savepoint(session, library, outbox, order, at)
    except (IntegrityError, StaleDataError) as broken:
        if not order.key:
            return refusal_of(broken)
    # Perhaps another one had this key at the same time: then its receipt is there now.
    try:
        return _in_savepoint(session, library, outbox, order, at)
    except (IntegrityError, StaleDataError) as broken:
        return refusal_of(broken)


def _in_savepoint(
    session: Session, library: ProcessLibrary, outbox: Outbox, order: Order, at: datetime
) -> Receipt | Refusal:
    try:
        with session.begin_nested():
            return deciding.perform(session, library, outbox, order, at)
    except Refusal as refusal:
        return refusal
