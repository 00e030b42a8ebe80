"""One action on many items: shown first, then ordered exactly as it was shown, then reported.

A preview is rows in the database: what is committed are these rows and no others. Each goes
through the one door under the item's lock, and one that is not as it was shown is left alone.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from workflow.bulk import errors, moves
from workflow.bulk.errors import BulkNotReady
from workflow.bulk.moves import Progress
from workflow.bulk.queries import Standing
from workflow.items.orders import Particulars
from workflow.models import BulkRow, BulkRun, Person
from workflow.models.base import may_be_id
from workflow.values.canonical import fingerprint
from workflow.values.errors import InputRefused, NotFound, Problem, Refusal
from workflow.work import Work

HELD_FOR: Final = timedelta(hours=1)
"""How long a preview can be committed."""

SENT_TWICE_WITHIN: Final = timedelta(minutes=1)
"""The same preview asked for within this time is a second delivery of one form."""

MOST_ITEMS: Final = 2_000
AT_ONCE: Final = 50
"""So many items are moved while the person waits; more are a job's."""


@dataclass(frozen=True)
class Preview:
    """What is asked, of which items as they stand, and what stands against each."""

    cycle_id: str
    action: str
    note: str
    particulars: Particulars
    asked: int
    items: tuple[Standing, ...]
    foreseen: tuple[Refusal | None, ...]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """A row for each item, in order, without the number of its run."""
        return [
            {
                "place": place,
                "item_id": one.item_id,
                "seen": one.content_hash,
                "state": one.state,
                "moves": one.moves,
                "amount_kyen": one.amount_kyen,
                "foreseen": errors.written(refusal) if refusal else None,
            }
            for place, (one, refusal) in enumerate(
                zip(self.items, self.foreseen, strict=True), start=1
            )
        ]

    @property
    def seal(self) -> str:
        """The hash of everything that is shown."""
        asked = {"cycle": self.cycle_id, "action": self.action, "note": self.note}
        return fingerprint(
            {**asked, "particulars": asdict(self.particulars), "asked": self.asked,
             "rows": self.rows}
        )  # fmt: skip


def require_few(count: int) -> None:
    """Raises InputRefused for more items than one run takes, or none at all."""
    if count > MOST_ITEMS:
        raise InputRefused([Problem("items", "too_many_items", {"limit": MOST_ITEMS})])
    if not count:
        raise InputRefused([Problem("items", "no_items")])


def stage(work: Work, preview: Preview) -> BulkRun:
    """Keep a preview for a person; those that have expired go.

    The same one within a minute is a second delivery: it is the same run.
    """
    _drop_expired(work)
    # Two deliveries at once wait for each other on the person's row.
    work.session.scalar(
        select(Person.id).where(Person.id == work.person.person_id).with_for_update()
    )
    seal = preview.seal
    same = work.session.scalar(
        select(BulkRun)
        .where(
            BulkRun.person_id == work.person.person_id,
            BulkRun.previewed_at >= work.now - SENT_TWICE_WITHIN,
            BulkRun.seal == seal,
            BulkRun.committed_at.is_(None),
        )
        .order_by(BulkRun.id)
        .limit(1)
    )
    if same:
        return same
    run = BulkRun(
        person_id=work.person.person_id,
        cycle_id=preview.cycle_id,
        action=preview.action,
        note=preview.note,
        particulars=asdict(preview.particulars),
        asked_count=preview.asked,
        seal=seal,
        previewed_at=work.now,
        expires_at=work.now + HELD_FOR,
    )
    work.session.add(run)
    work.session.flush()
    _keep_rows(work.session, run, preview)
    return run


def show_anew(work: Work, run: BulkRun, preview: Preview) -> None:
    """Replace a preview: with other words, fewer items, or its items as they stand now."""
    require_open(run, work.now)
    if run.seal == preview.seal:
        return
    work.session.execute(delete(BulkRow).where(BulkRow.run_id == run.id))
    run.note, run.particulars, run.seal = preview.note, asdict(preview.particulars), preview.seal
    run.asked_count = preview.asked
    run.previewed_at, run.expires_at = work.now, work.now + HELD_FOR
    _keep_rows(work.session, run, preview)


def own(work: Work, run_id: int, *, locked: bool = False) -> BulkRun:
    """A person's own run. Raises NotFound for another's, and where there is none."""
    query = select(BulkRun).where(BulkRun.id == run_id, BulkRun.person_id == work.person.person_id)
    if locked:
        query = query.with_for_update()
    found = work.session.scalar(query) if may_be_id(run_id) else None
    if found is None:
        raise NotFound(what="bulk_run")
    return found


def require_open(run: BulkRun, at: datetime) -> None:
    """Raises BulkNotReady where a preview was committed or has expired."""
    if run.committed_at is not None:
        raise BulkNotReady(reason="committed")
    if run.expires_at <= at:
        raise BulkNotReady(reason="expired")


def commit(work: Work, run: BulkRun, seal: str) -> Progress:
    """Order what the preview sealed by `seal` shows: few items at once, many by a job.

    `run` is locked. A second delivery orders nothing more. Raises BulkNotReady.
    """
    if run.committed_at is not None and run.seal == seal:
        return Progress()
    require_open(run, work.now)
    if run.seal != seal:
        raise BulkNotReady(reason="moved_on")
    count = len(moves.waiting(work, run, MOST_ITEMS))
    if not count:
        raise BulkNotReady(reason="nothing")
    run.committed_at = work.now
    if count > AT_ONCE:
        work.session.flush()
        work.outbox.run_bulk(work.session, run.id)
        return Progress(more=True)
    return moves.advance(work, run)


def _keep_rows(session: Session, run: BulkRun, preview: Preview) -> None:
    rows = [{**row, "run_id": run.id} for row in preview.rows]
    if rows:
        session.execute(insert(BulkRow), rows)


def _drop_expired(work: Work) -> None:
    """Let go of previews that nobody committed in time: nothing came of them."""
    query = select(BulkRun.id).where(BulkRun.expires_at <= work.now, BulkRun.committed_at.is_(None))
    # One that is being committed at this moment is no preview any more: its rows stay.
    expired = work.session.scalars(query.with_for_update(skip_locked=True)).all()
    if expired:
        work.session.execute(delete(BulkRow).where(BulkRow.run_id.in_(expired)))
        work.session.execute(delete(BulkRun).where(BulkRun.id.in_(expired)))
