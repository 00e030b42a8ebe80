"""What happens by itself on a day: plans that take effect, and automatic moves."""

from contextlib import suppress
from typing import Final

from workflow import items, people, reorganisation, staffing, transfers
from workflow.items.orders import Order
from workflow.items.receipts import DONE, Listeners
from workflow.units import UnitsOfWork
from workflow.values.errors import Refusal, SomeoneElseActedFirst, WaitedInACircle

PLANS: Final = (
    (transfers.due, transfers.take_effect_by_itself, transfers.ask_again),
    (reorganisation.due, reorganisation.take_effect_by_itself, reorganisation.ask_again),
)
"""Plans that take effect by themselves: which are due, how, and what if they cannot be.

Transfers come first: a list written before the day calls departments as they are until then, and
a reorganisation takes along whoever works there.
"""


def put_plans_in_force(units: UnitsOfWork) -> None:
    """Put the plans in force whose day has come; what cannot be waits to be looked at.

    What only met somebody else's change is tried again with the next sweep.
    """
    for due, take_effect, ask_again in PLANS:
        with units.read() as work:
            waiting = due(work)
        for plan_id in waiting:
            try:
                with units.write() as work:
                    take_effect(work, plan_id)
                    staffing.tell(work)  # whoever has no mail yet is mailed by the next sweep
            except WaitedInACircle:
                continue
            except Refusal:
                with units.write() as work:
                    ask_again(work, plan_id)


def move(units: UnitsOfWork, listeners: Listeners) -> None:
    """Make the automatic moves whose day has passed.

    One transaction each, so that what a guard refuses, or somebody else was quicker with,
    keeps no other; it is tried again as long as its day is over.
    """
    for order in _due(units):
        try:
            with units.write(order.actor) as work:
                items.perform(work, order)
            listeners.notify(order.action, DONE)
        except Refusal as refusal:
            listeners.notify(order.action, refusal.key)


def _due(units: UnitsOfWork) -> tuple[Order, ...]:
    """The moves to make; the program is added to the people before it makes its first."""
    with units.read() as work:
        if not any(process.automatic for process in work.published):
            return ()
        known = people.known_system(work)
        if known is not None:
            return items.due_moves(work, known)
    with suppress(SomeoneElseActedFirst), units.write() as work:
        people.system(work)
    with units.read() as work:
        known = people.known_system(work)
        return items.due_moves(work, known) if known else ()
