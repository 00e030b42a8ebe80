"""後閲: what was done in one's name, and taking note of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, and_, desc, func, insert, select
from sqlalchemy.orm import aliased

from workflow.database.transactions import connection_of
from workflow.items import asks, visibility
from workflow.items.asks import AskKind, asking
from workflow.items.history import to_move
from workflow.items.views import Move
from workflow.models import Acknowledgement, ActFor, Item, LedgerEntry, Person
from workflow.models.base import table_of
from workflow.substitutes.queries import MOST_ROWS
from workflow.values.actor import Title
from workflow.work import Standpoint, Work

Act = tuple[int, int]
"""A move: the item and the place in its history."""

_ACTS, _ACKNOWLEDGED = table_of(ActFor), table_of(Acknowledgement)

_DONE: Final = and_(ActFor.item_id == LedgerEntry.item_id, ActFor.sequence == LedgerEntry.sequence)
_SEEN: Final = and_(
    Acknowledgement.item_id == ActFor.item_id, Acknowledgement.sequence == ActFor.sequence
)


@dataclass(frozen=True)
class DoneForMe:
    """A move made in one's name, with its item; `acknowledged_at` is the moment of 後閲."""

    item_id: int
    item_name: str
    section: str
    move: Move
    acknowledged_at: datetime | None


@dataclass(frozen=True)
class DonePage:
    """What was done in one's name, what waits for 後閲 first; `more` where there is further."""

    rows: tuple[DoneForMe, ...]
    waiting: int
    more: bool


def done_for_me(work: Work) -> DonePage:
    """What was done in the name of the person: what waits for 後閲 first, the latest first.

    Items that they may not see any more are left out, as everywhere.
    """
    doer = aliased(Person)
    query = (
        select(LedgerEntry, Item, doer.name_ja, doer.name_en, Acknowledgement.acknowledged_at)
        .join(ActFor, _DONE)
        .join(Item, Item.id == ActFor.item_id)
        .join(doer, doer.id == LedgerEntry.actor_id)
        .outerjoin(Acknowledgement, _SEEN)
        .where(ActFor.person_id == work.person.person_id, visibility.visible_items(work.person))
        .order_by(
            Acknowledgement.acknowledged_at.is_not(None),
            desc(LedgerEntry.at),
            desc(LedgerEntry.item_id),
            desc(LedgerEntry.sequence),
        )
        .limit(MOST_ROWS + 1)
    )
    rows = work.session.execute(query).all()
    shown = tuple(
        _done(work, entry, item, Title(ja, en), at) for entry, item, ja, en, at in rows[:MOST_ROWS]
    )
    return DonePage(shown, count_waiting(work), len(rows) > MOST_ROWS)


def _done(
    work: Work, entry: LedgerEntry, item: Item, doer: Title, acknowledged_at: datetime | None
) -> DoneForMe:
    process = work.process(item.process_name, item.process_version)
    return DoneForMe(
        item_id=item.id,
        item_name=item.name,
        section=item.sheet.section,
        move=to_move(work, entry, doer, process),
        acknowledged_at=acknowledged_at,
    )


def to_acknowledge(of: Standpoint) -> Select[Any]:
    """The moves in the name of the person that wait for their 後閲, with who made them."""
    return (
        select(
            *asking(
                AskKind.ACKNOWLEDGE,
                ActFor.sequence,
                LedgerEntry.note,
                (Person.name_ja, Person.name_en),
            )
        )
        .select_from(ActFor)
        .join(LedgerEntry, _DONE)
        .join(Person, Person.id == LedgerEntry.actor_id)
        .join(Item, Item.id == ActFor.item_id)
        .outerjoin(Acknowledgement, _SEEN)
        .where(
            ActFor.person_id == of.person.person_id,
            Acknowledgement.item_id.is_(None),
            visibility.visible_items(of.person),
        )
    )


def count_waiting(work: Work) -> int:
    """How many moves in the name of the person wait for their 後閲."""
    return int(work.ask(work.statement(_count_waiting)).scalar_one())


def _count_waiting(of: Standpoint) -> Select[Any]:
    return select(func.count()).select_from(to_acknowledge(of).subquery())


def acknowledge(work: Work, acts: Collection[Act] | None = None) -> int:
    """後閲 of moves made in the name of the person: these, or all; gives how many were new.

    Moves made in another's name, or in nobody's, are left out: there is nothing to
    acknowledge about them.
    """
    work.lock_person()  # two deliveries at once would both find the same moves open
    found = connection_of(work.session).execute(_open_acts(work.person.person_id))
    waiting = {(row.item_id, row.sequence) for row in found}
    chosen = waiting if acts is None else waiting & set(acts)
    rows = [
        {"item_id": item_id, "sequence": sequence, "acknowledged_at": work.now}
        for item_id, sequence in sorted(chosen)
    ]
    if rows:
        connection_of(work.session).execute(insert(_ACKNOWLEDGED), rows)
    return len(rows)


def _open_acts(person_id: int) -> Any:
    """The moves in the name of a person that they have not acknowledged yet, as a query."""
    acknowledged = (_ACKNOWLEDGED.c.item_id == _ACTS.c.item_id) & (
        _ACKNOWLEDGED.c.sequence == _ACTS.c.sequence
    )
    return (
        select(_ACTS.c.item_id, _ACTS.c.sequence)
        .outerjoin(_ACKNOWLEDGED, acknowledged)
        .where(_ACTS.c.person_id == person_id, _ACKNOWLEDGED.c.item_id.is_(None))
    )


asks.register(to_acknowledge)
