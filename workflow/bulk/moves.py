"""The moves of a bulk run: a hundred at a time, each as it was shown, or left alone."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from workflow.bulk import errors
from workflow.bulk.errors import ChangedSincePreview
from workflow.items import batch, locking
from workflow.items.locking import ItemInHand
from workflow.items.orders import Order, Outcome, Particulars
from workflow.models import BulkRow, BulkRun, Item
from workflow.models.base import table_of
from workflow.people import commands
from workflow.values.actor import Actor
from workflow.values.errors import Refusal
from workflow.work import Work

CHUNK: Final = 100
"""Items moved in one transaction: others wait for it."""

_ROWS: Final = table_of(BulkRow)
_CHANGED: Final[Outcome] = ChangedSincePreview()


class Progress(NamedTuple):
    """Whether some items still wait, and each action that was tried with how it ended."""

    more: bool = False
    outcomes: tuple[tuple[str, Outcome], ...] = ()


def waiting(work: Work, run: BulkRun, limit: int) -> Sequence[Any]:
    """Rows that nothing was foreseen against and that have no outcome yet, in order."""
    return work.session.execute(
        select(_ROWS)
        .where(_ROWS.c.run_id == run.id, _ROWS.c.foreseen.is_(None), _ROWS.c.outcome.is_(None))
        .order_by(_ROWS.c.place)
        .limit(limit)
    ).all()


def advance(work: Work, run: BulkRun) -> Progress:
    """Take the next hundred items of a committed run in hand.

    `run` is locked, so that two never go on with it together, and a row has its outcome in
    the transaction of its move: after a kill, the next call goes on behind the last one.
    """
    if run.committed_at is None or run.finished_at is not None:
        return Progress()
    rows = waiting(work, run, CHUNK + 1)
    some = rows[:CHUNK]
    items = locking.take_all(work.session, [row.item_id for row in some])
    actor = commands.actor(work, run.person_id)
    ready = [row for row in some if _is_as_shown(row, items.get(row.item_id))]
    orders = [_order(run, row, actor) for row in ready]
    outcomes = batch.perform_all(work, orders) if orders else ()
    happened = dict.fromkeys((row.place for row in some), _CHANGED)
    happened |= {row.place: told for row, told in zip(ready, outcomes, strict=True)}
    _record(work.session, run, some, happened)
    more = len(rows) > CHUNK
    if not more:
        run.finished_at = work.now
    return Progress(more, tuple((run.action, told) for told in happened.values()))


def _order(run: BulkRun, row: Any, actor: Actor | None) -> Order:
    return Order(
        row.item_id,
        run.action,
        actor,
        row.seen,
        run.note,
        f"bulk-{run.id}-{row.place}",
        Particulars(**run.particulars),
    )


def _is_as_shown(row: Any, item: ItemInHand | None) -> bool:
    return item is not None and (item.content_hash, item.state, item.ledger_length) == (
        row.seen,
        row.state,
        row.moves,
    )


def _record(
    session: Session, run: BulkRun, rows: Sequence[Any], happened: dict[int, Outcome]
) -> None:
    """Write down what became of each row."""
    ids = [row.item_id for row in rows]
    query = select(Item.id, Item.ledger_length).where(Item.id.in_(ids))
    places = dict(session.execute(query).all())
    for row in rows:
        told = happened[row.place]
        values: dict[str, Any] = (
            {"outcome": "refused", "refusal": errors.written(told)}
            if isinstance(told, Refusal)
            else {"outcome": "done", "sequence": places[row.item_id]}
        )
        session.execute(
            update(BulkRow)
            .where(BulkRow.run_id == run.id, BulkRow.place == row.place)
            .values(values),
            execution_options={"synchronize_session": False},
        )
