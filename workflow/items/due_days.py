"""By which day the next one should act; and the moves that are made once a day has passed."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workflow.items import guards, visibility
from workflow.items.context import CycleFacts, Foreseen, foreseen_moves
from workflow.items.guards import GuardContext
from workflow.items.locking import LockedItem
from workflow.items.orders import Order
from workflow.models import Item, Meeting, meeting_cycles
from workflow.process.moves import Due, Transition
from workflow.process.shape import Process
from workflow.values.actor import Actor
from workflow.values.business_days import add_business_days
from workflow.values.vocabulary import Role
from workflow.work import Work

_NEXT_MEETING: Final = (
    select(Meeting.held_on)
    .join(meeting_cycles, meeting_cycles.c.meeting_id == Meeting.id)
    .where(meeting_cycles.c.cycle_id == bindparam("cycle"), Meeting.held_on >= bindparam("begins"))
    .order_by(Meeting.held_on)
    .limit(1)
)


def due_after(
    work: Work, item: LockedItem, case: GuardContext, transition: Transition
) -> date | None:
    """The day by which the next one should act; drafts are due at the cycle's deadline.

    `item` has moved, `case` is how it stood before. An item carried over to a later cycle
    follows that one's days.
    """
    context = case.context
    if context.process.is_final(item.state):
        return None
    if transition.stays and case.next_cycle is None:
        return item.due_on
    if case.next_cycle:
        return _in_later_cycle(work, item, context.process, case.next_cycle)
    if item.state == context.process.initial:
        return context.cycle.submission_deadline
    if transition.due:
        return _counted(work.today, transition.due, context.cycle)
    return item.next_meeting_on


def due_on_arrival(
    work: Work, item: LockedItem, process: Process, cycle: CycleFacts
) -> date | None:
    """The day for an item that came to its state by no move: its clock begins today."""
    if item.state == process.initial:
        return cycle.submission_deadline
    clock = process.due_in(item.state)
    return _counted(work.today, clock, cycle) if clock else item.next_meeting_on


def _in_later_cycle(
    work: Work, item: LockedItem, process: Process, cycle: CycleFacts
) -> date | None:
    """The clock of the item's state, started anew today or when the cycle opens.

    What waits for the department is due with what else it submits to that cycle.
    """
    begins = max(work.today, cycle.opens_on)
    clock = process.due_in(item.state)
    counted = _counted(begins, clock, cycle) if clock else None
    if Role.OFFICER in process.states[item.state].turn:
        return max(cycle.submission_deadline, counted or begins)
    return counted or _next_meeting(work.session, item, begins)


def _counted(begins: date, clock: Due, cycle: CycleFacts) -> date:
    return add_business_days(begins, clock.days(initial_budget=cycle.kind == guards.INITIAL_BUDGET))


def _next_meeting(session: Session, item: LockedItem, begins: date) -> date | None:
    return session.scalar(_NEXT_MEETING, {"cycle": item.cycle_id, "begins": begins})


# --------------------------------------------------------- whose day has passed


AT_ONCE: Final = 500
"""Moves made in one go; the rest waits for the next."""


def due_moves(work: Work, system: Actor) -> tuple[Order, ...]:
    """The orders of `system` for every automatic move whose day has passed, the oldest first.

    A guard may still refuse one of them.
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
    return foreseen_moves(process, item.state, item.due_on)


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
        for move, day in foreseen_moves(process, state, due_on):
            if work.today > day:
                key = f"by-itself-{item_id}-{length}-{move.action}"
                order = Order(item_id, move.action, system, key=key, last_move=length)
                yield (day, item_id), order
