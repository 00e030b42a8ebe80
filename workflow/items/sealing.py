"""Closed opinions: what somebody answered is theirs alone until all are in or the item goes on.

While they are closed, `Item.sealed_from` is the first entry that can be such an answer. The ledger
itself has everything from the beginning: who reads it is asked here.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select

from workflow.items import opinions
from workflow.items.context import ItemContext
from workflow.items.locking import LockedItem
from workflow.ledger import FOR
from workflow.models import Item, LedgerEntry
from workflow.process.moves import Transition
from workflow.process.shape import Process
from workflow.values.actor import Actor, Title
from workflow.work import Work

TITLE: Final = Title("意見（全員の意見がそろうまで非公開）", "Opinion (closed until all are in)")


def seal(
    item: LockedItem, context: ItemContext, transition: Transition, party: str | None
) -> Sequence[int]:
    """Close the opinions of a state that an item comes to, or open them as they are complete.

    `item` has moved and its entry is still to come; `party` is as whom an opinion was given.
    Gives the numbers of the entries that were closed and are open now.
    """
    if item.state != context.state:
        return come_to(item, context.process)
    if transition.answers and opinions.all_are_in(context, besides=party):
        return _close_from(item, None)
    return ()


def come_to(item: LockedItem, process: Process) -> Sequence[int]:
    """Open what was closed in the state that an item has left; close from its next entry but one.

    Its entry is still to come. Gives the numbers of the entries that are open now.
    """
    asked = process.states[item.state].opinions
    return _close_from(item, item.ledger_length + 2 if asked and asked.closed else None)


def _close_from(item: LockedItem, sequence: int | None) -> Sequence[int]:
    before, item.sealed_from = item.sealed_from, sequence
    return () if before is None else range(before, item.ledger_length + 1)


def is_sealed(actor: Actor | None, entry: Any) -> bool:
    """Whether an entry is an opinion that `actor` may not read yet: somebody else gave it.

    `entry` is a row of the columns of the ledger with its item's `sealed_from`.
    """
    if not opinions.is_closed(entry, entry.sealed_from):
        return False
    return actor is None or actor.person_id != entry.actor_id


def hides_hash(sequence: int, sealed_from: int | None) -> bool:
    """Whether an entry's hash is made of closed opinions, which could be guessed by it."""
    return sealed_from is not None and sequence >= sealed_from


def count_closed(work: Work) -> int:
    """How many opinions are closed in all of the ledger."""
    beside = select(LedgerEntry.particulars).join(Item, Item.id == LedgerEntry.item_id)
    since = work.session.scalars(beside.where(LedgerEntry.sequence >= Item.sealed_from))
    return sum(opinions.OPINION_OF in told for told in since)


def said_of_closed(particulars: Mapping[str, Any]) -> dict[str, Any]:
    """What is told of a closed opinion: as whom it was given, and in whose name."""
    return {name: particulars[name] for name in (opinions.OPINION_OF, FOR) if name in particulars}
