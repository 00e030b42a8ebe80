"""Closed opinions: what somebody answered is theirs alone until all are in or the item goes on.

While they are closed, `Item.sealed_from` is the first entry that can be such an answer. The ledger
itself has everything from the beginning: who reads it is asked here.
"""

from typing import Any, Final

from workflow.items import opinions
from workflow.items.context import ItemContext
from workflow.items.locking import LockedItem
from workflow.process.moves import Transition
from workflow.process.shape import Process
from workflow.values.actor import Actor, Title

TITLE: Final = Title("意見（全員の意見がそろうまで非公開）", "Opinion (closed until all are in)")


def seal(item: LockedItem, context: ItemContext, transition: Transition, party: str | None) -> None:
    """Close the opinions of a state that an item comes to, or open them as they are complete.

    `item` has moved and its entry is still to come; `party` is as whom an opinion was given.
    """
    if item.state != context.state:
        item.sealed_from = on_arrival(item, context.process)
    elif transition.answers and opinions.all_are_in(context, besides=party):
        item.sealed_from = None


def on_arrival(item: LockedItem, process: Process) -> int | None:
    """From which entry on opinions are closed in the state that an item has come to."""
    asked = process.states[item.state].opinions
    return item.ledger_length + 2 if asked and asked.closed else None


def is_sealed(actor: Actor | None, entry: Any) -> bool:
    """Whether an entry is an opinion that `actor` may not read yet: somebody else gave it.

    `entry` is a row of the columns of the ledger with its item's `sealed_from`.
    """
    if not opinions.is_closed(entry, entry.sealed_from):
        return False
    return actor is None or actor.person_id != entry.actor_id
