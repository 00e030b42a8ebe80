"""On the day on which the new cycle of a carried item opens, those who wait for it are told."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from sqlalchemy import and_, select

from workflow.items.context_queries import contexts_of
from workflow.models import Cycle, Item, LedgerEntry
from workflow.notices import kinds, notify
from workflow.notices.notify import Recipient
from workflow.values.clock import JAPAN
from workflow.values.vocabulary import Action
from workflow.work import Work

LATEST: Final = timedelta(days=14)
"""How long after its opening a cycle counts as opened today: it may open in the holidays."""


def tell(work: Work) -> tuple[Recipient, ...]:
    """Tell the department's officers, and those whose turn it is, of each carried item once.

    Where the item has moved on since, or was carried into a cycle that was open already,
    those whose turn it was were told of the move.
    """
    opened = list(_opened(work))
    contexts = contexts_of(work, [item for item, _ in opened])
    due: list[Recipient] = []
    for item, sequence in opened:
        turn = notify.whose_turn(work, contexts[item.id])
        people = notify.officers(work, item.department_id).union(one.person_id for one in turn)
        mark, until = str(sequence), item.due_on
        due += notify.add_notices(work, item, people, kinds.OPENED, mark, work.now, until=until)
    return tuple(due)


def _opened(work: Work) -> Iterator[tuple[Item, int]]:
    """The items whose last move carried them into a cycle that has opened since, and that move."""
    query = (
        select(Item, LedgerEntry.sequence, LedgerEntry.at, Cycle.opens_on)
        .join(Cycle, Cycle.id == Item.cycle_id)
        .join(
            LedgerEntry,
            and_(
                LedgerEntry.item_id == Item.id,
                LedgerEntry.sequence == Item.ledger_length,
                LedgerEntry.action == Action.CARRY_OVER,
            ),
        )
        .where(
            Cycle.closed_at.is_(None),
            Cycle.opens_on <= work.today,
            Cycle.opens_on > work.today - LATEST,
        )
        .order_by(Item.id)
    )
    for item, sequence, at, opens_on in work.session.execute(query):
        if at.astimezone(JAPAN).date() < opens_on:
            yield item, sequence
