"""The automatic moves whose day has passed, made one by one through the one door.

Whoever comes second with the same move finds its receipt: the key says where the item stood.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sqlalchemy import select

from workflow.items import automatic, visibility
from workflow.items.automatic import Foreseen
from workflow.items.orders import Order
from workflow.models import Item
from workflow.process.shape import Process
from workflow.values.actor import Actor
from workflow.work import Work

AT_ONCE: Final = 500
"""Moves made in one go; the rest waits for the next."""


def due(work: Work, system: Actor) -> tuple[Order, ...]:
    """The orders of `system` for every automatic move whose day has passed, the oldest first.

    A guard may still stand against one of them.
    """
    found = [
        one
        for process in work.published
        if process.automatic
        for one in _orders(work, process, system)
    ]
    return tuple(order for _, order in sorted(found, key=lambda one: one[0]))[:AT_ONCE]


def foreseen(work: Work, item: Item) -> tuple[Foreseen, ...]:
    """What happens to an item by itself unless it moves on, the earliest first."""
    process = work.process(item.process_name, item.process_version)
    return automatic.foreseen(process, item.state, item.due_on) if process.automatic else ()


def _orders(
    work: Work, process: Process, system: Actor
) -> Iterator[tuple[tuple[date, int], Order]]:
    states = {source for move in process.automatic for source in move.sources}
    rows = work.session.execute(
        select(Item.id, Item.state, Item.due_on, Item.ledger_length).where(
            visibility.in_states(process, states), Item.due_on < work.today
        )
    )
    for item_id, state, due_on, length in rows:
        for move, day in automatic.foreseen(process, state, due_on):
            if work.today > day:
                key = f"by-itself-{item_id}-{length}-{move.action}"
                order = Order(item_id, move.action, system, key=key, last_move=length)
                yield (day, item_id), order
