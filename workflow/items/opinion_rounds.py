"""A round of opinions (合議): whom it asks, and what stays closed until all are in."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Boolean, Integer, String, and_, bindparam, exists, insert, or_, select
from sqlalchemy.orm import Session

from workflow.database.transactions import connection_of
from workflow.items import opinions
from workflow.items.context import ItemContext
from workflow.items.locking import LockedItem
from workflow.ledger import FOR
from workflow.models import Department, Item, LedgerEntry, OpinionRequest, item_joint_departments
from workflow.models.base import table_of
from workflow.process.effect import Opinions
from workflow.process.moves import Transition
from workflow.process.shape import Process
from workflow.textindex import index
from workflow.values.actor import Actor, Title
from workflow.work import Work

_DEPARTMENTS, _JOINT = table_of(Department), item_joint_departments
_ITEM: Final[Any] = bindparam("item", type_=Integer)
_ASK: Final = insert(table_of(OpinionRequest)).from_select(
    ["item_id", "sequence", "department_id"],
    select(
        bindparam("item", type_=Integer), bindparam("at", type_=Integer), _DEPARTMENTS.c.id
    ).where(
        or_(
            _DEPARTMENTS.c.code.in_(bindparam("codes", type_=String, expanding=True)),
            and_(
                bindparam("joint", type_=Boolean),
                exists().where(
                    _JOINT.c.item_id == _ITEM,
                    _JOINT.c.department_id == _DEPARTMENTS.c.id,
                ),
            ),
        )
    ),
)


class Asked(NamedTuple):
    """An item that came, with an entry, to a state that asks departments."""

    item_id: int
    sequence: int
    opinions: Opinions


def asked_on_arrival(
    process: Process, item_id: int, sequence: int, from_state: str, to_state: str
) -> list[Asked]:
    """What has to be written where an item has come to a state; nothing where none is asked."""
    opinions = process.states[to_state].opinions
    if from_state == to_state or opinions is None or not opinions.asks_departments:
        return []
    return [Asked(item_id, sequence, opinions)]


def write_requests(session: Session, asked: Asked) -> None:
    """Write down which departments are asked: those that are named, and the item's joint ones.

    From now on they find the item by the search too: the texts are there already.
    """
    given = {
        "item": asked.item_id,
        "at": asked.sequence,
        "codes": asked.opinions.departments,
        "joint": asked.opinions.joint,
    }
    connection_of(session).execute(_ASK, given)
    if asked.opinions.departments:
        index.mark(session, asked.item_id)


# -------------------------------------------------------------- closed opinions


SEALED_TITLE: Final = Title(
    "意見（全員の意見がそろうまで非公開）", "Opinion (closed until all are in)"
)


def seal(
    item: LockedItem, context: ItemContext, transition: Transition, party: str | None
) -> Sequence[int]:
    """Close the opinions of a state that an item comes to, or open them once they are complete.

    `item` has moved and its entry is still to come; `party` is as whom an opinion was given.
    Gives the numbers of the entries that were closed and are open now.
    """
    if item.state != context.state:
        return come_to(item, context.process)
    if transition.answers and opinions.all_are_in(context, besides=party):
        return _close_from(item, None)
    return ()


def come_to(item: LockedItem, process: Process) -> Sequence[int]:
    """Open what was closed in the state that an item has left, and close opinions in its new one.

    The entry of its move is still to be written, so opinions begin with the next one but one.
    Gives the numbers of the entries that are open now.
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


def count_closed(work: Work) -> int:
    """How many opinions of the whole ledger are closed."""
    beside = select(LedgerEntry.particulars).join(Item, Item.id == LedgerEntry.item_id)
    since = work.session.scalars(beside.where(LedgerEntry.sequence >= Item.sealed_from))
    return sum(opinions.OPINION_OF in told for told in since)


def said_of_closed(particulars: Mapping[str, Any]) -> dict[str, Any]:
    """What may be shown of a closed opinion: as whom it was given, and in whose name."""
    return {name: particulars[name] for name in (opinions.OPINION_OF, FOR) if name in particulars}
