"""What a preview shows is done: few items at once, many by a job, a hundred at a time."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from workflow import evaluation
from workflow.bulk import policy
from workflow.bulk.policy import BulkNotReady
from workflow.items import batch
from workflow.items.orders import ActionInput, Order
from workflow.items.receipts import Outcome
from workflow.models import BulkRow, BulkRun, Item
from workflow.models.base import table_of
from workflow.people import commands
from workflow.values.actor import Actor
from workflow.values.errors import NotFound, Refusal
from workflow.values.vocabulary import Action
from workflow.work import Work

AT_ONCE: Final = 50
"""So many items are moved while the person waits; more are a job's."""

CHUNK: Final = 100
"""Items moved in one transaction: others wait for it."""

_ROWS: Final = table_of(BulkRow)


class Progress(NamedTuple):
    """Whether some items still wait, and each action that was tried with its outcome.

    Listeners are told of the outcomes once the unit of work is committed.
    """

    more: bool = False
    outcomes: tuple[tuple[str, Outcome], ...] = ()


def own(work: Work, run_id: int, *, locked: bool = False) -> BulkRun:
    """A person's own run. Raises NotFound for another's, and where there is none."""
    query = select(BulkRun).where(BulkRun.id == run_id, BulkRun.person_id == work.person.person_id)
    found = work.session.scalar(query.with_for_update() if locked else query)
    if found is None:
        raise NotFound(what="bulk_run")
    return found


def own_open(work: Work, run_id: int) -> BulkRun:
    """A person's own preview, locked. Raises NotFound, BulkNotReady."""
    run = own(work, run_id, locked=True)
    require_open(work, run)
    return run


def require_open(work: Work, run: BulkRun) -> None:
    """Raises BulkNotReady where a preview was committed or has expired."""
    if refusal := policy.open_refusal(run.committed_at, run.expires_at, work.now):
        raise refusal


def commit(work: Work, run_id: int, seal: str) -> Progress:
    """Do what the preview sealed by `seal` shows: few items at once, many by a job.

    A second delivery does nothing more. Raises NotFound, BulkNotReady.
    """
    run = own(work, run_id, locked=True)
    if run.committed_at is not None and run.seal == seal:
        return Progress()
    require_open(work, run)
    if run.seal != seal:
        raise BulkNotReady(reason="moved_on")
    if verdicts_have_changed(work, run):
        raise BulkNotReady(reason="verdicts")
    count = len(_waiting(work, run, AT_ONCE + 1))
    if not count:
        raise BulkNotReady(reason="nothing")
    run.committed_at = work.now
    if count > AT_ONCE:
        work.session.flush()
        work.outbox.run_bulk(work.session, run.id)
        return Progress(more=True)
    return _advance(work, run)


def advance(work: Work, run_id: int) -> Progress:
    """Go on with one's own committed run by a hundred items, where its job does not.

    Raises NotFound.
    """
    return _advance(work, own(work, run_id, locked=True))


def advance_by_job(work: Work, run_id: int) -> Progress:
    """The same by the run's job, in the name of who ordered it; nothing if there is no such run."""
    run = work.session.get(BulkRun, run_id, with_for_update=True)
    return _advance(work, run) if run else Progress()


def _advance(work: Work, run: BulkRun) -> Progress:
    """Try the next hundred items of a committed run.

    `run` is locked, so that two never go on with it together, and a row has its outcome in
    the transaction of its move: after a kill, the next call goes on after the last one.
    """
    if run.committed_at is None or run.finished_at is not None:
        return Progress()
    rows = _waiting(work, run, CHUNK + 1)
    outcomes = _perform(work, run, rows[:CHUNK])
    _record(work.session, run, rows[:CHUNK], outcomes)
    more = len(rows) > CHUNK
    if not more:
        run.finished_at = work.now
    return Progress(more, tuple((run.action, outcome) for outcome in outcomes.values()))


def _waiting(work: Work, run: BulkRun, limit: int) -> Sequence[Any]:
    """Rows that nothing was foreseen against and that have no outcome yet, in order."""
    return work.session.execute(
        select(_ROWS)
        .where(_ROWS.c.run_id == run.id, _ROWS.c.foreseen.is_(None), _ROWS.c.outcome.is_(None))
        .order_by(_ROWS.c.place)
        .limit(limit)
    ).all()


def _perform(work: Work, run: BulkRun, rows: Sequence[Any]) -> dict[int, Outcome]:
    """The outcome of each row, by its place."""
    actor = commands.actor(work, run.person_id)
    done = batch.perform_all(work, [_order(run, row, actor) for row in rows])
    return {row.place: outcome for row, outcome in zip(rows, done, strict=True)}


def _order(run: BulkRun, row: Any, actor: Actor | None) -> Order:
    return Order(
        row.item_id,
        run.action,
        actor,
        row.seen,
        run.note,
        f"bulk-{run.id}-{row.place}",
        ActionInput.from_plain(run.particulars if row.particulars is None else row.particulars),
        row.moves,
    )


def _record(
    session: Session, run: BulkRun, rows: Sequence[Any], outcomes: Mapping[int, Outcome]
) -> None:
    """Write down what became of each row."""
    ids = [row.item_id for row in rows]
    query = select(Item.id, Item.ledger_length).where(Item.id.in_(ids))
    sequences = dict(session.execute(query).all())
    for row in rows:
        outcome = outcomes[row.place]
        values: dict[str, Any] = (
            {"outcome": "refused", "refusal": policy.to_json(outcome)}
            if isinstance(outcome, Refusal)
            else {"outcome": "done", "sequence": sequences[row.item_id]}
        )
        session.execute(
            update(BulkRow)
            .where(BulkRow.run_id == run.id, BulkRow.place == row.place)
            .values(values),
            execution_options={"synchronize_session": False},
        )


# ---------------------------------------------------------- the verdict of each


class GivenEach(NamedTuple):
    """What one item is given, and the content that it is about."""

    particulars: ActionInput
    seen: str


def drafted(work: Work, cycle_id: str) -> dict[int, GivenEach]:
    """The verdicts with findings that the person has drafted, or may read, by item."""
    return {
        one.row.id: GivenEach(
            ActionInput(one.draft.said.verdict, one.draft.said.findings, one.draft.said.conditions),
            one.draft.content_hash,
        )
        for one in evaluation.summary(work, cycle_id).rows
        if one.draft and one.draft.said.is_complete
    }


def verdicts_have_changed(work: Work, run: BulkRun) -> bool:
    """Whether one of the verdicts that a preview shows was written anew since."""
    if run.action != Action.EVALUATE:
        return False
    now = drafted(work, run.cycle_id)
    shown = select(BulkRow.item_id, BulkRow.particulars).where(
        BulkRow.run_id == run.id, BulkRow.foreseen.is_(None)
    )
    return any(
        item_id in now and now[item_id].particulars.plain() != particulars
        for item_id, particulars in work.session.execute(shown)
    )
