"""Runs of moves as their person sees them: previews, reports, and what may be ordered."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from workflow.bulk import moves, policy
from workflow.items import policy as items_policy
from workflow.items import visibility
from workflow.items.context_queries import contexts_of
from workflow.items.list_views import Total
from workflow.items.lists import add_up
from workflow.items.orders import ActionInput
from workflow.items.views import TAKING_BACK
from workflow.models import ActFor, BulkRow, BulkRun, Department, Item, Person
from workflow.models.base import LARGEST_ID, may_be_id
from workflow.process.moves import NoteRule
from workflow.values.actor import Actor, Title
from workflow.values.errors import Refusal
from workflow.work import Work

ROWS_A_PAGE: Final = 100
RUNS_A_PAGE: Final = 30


@dataclass(frozen=True)
class BulkRunView:
    """A run as a whole: how many items and 千円 are of each kind.

    `refused` were so in the preview, and are not tried; `going` are the others. Of these
    `done` moved, `failed` were refused after all, and the rest waits.
    """

    id: int
    cycle_id: str
    action: str
    note: str
    particulars: ActionInput
    asked: int
    seal: str
    previewed_at: datetime
    expires_at: datetime
    committed_at: datetime | None
    finished_at: datetime | None
    total: Total
    going: Total
    refused: Total
    done: Total
    failed: Total

    @property
    def takes_back(self) -> bool:
        """Whether it undoes what was done: its button is red."""
        return self.action in TAKING_BACK

    @property
    def tried(self) -> int:
        """How many rows have their outcome."""
        return self.done.count + self.failed.count

    @property
    def not_visible(self) -> int:
        """How many of the chosen items the person may not see (any more)."""
        return self.asked - self.total.count


@dataclass(frozen=True)
class BulkRowView:
    """One item of a run; without a name and department where it is not visible any more.

    `state` is that of the preview. `refusal` is why it would be, or was, refused; `done` where
    it moved, with its `sequence` in the item's ledger. `principal` is the absent person, if
    any, in whose name it would be moved now, or was.
    """

    place: int
    item_id: int
    name: str | None
    department: Title | None
    amount_kyen: int | None
    state: str
    refusal: Refusal | None
    done: bool
    sequence: int | None
    principal: Title | None
    particulars: ActionInput | None
    """What this item alone is given; None where all are given the same."""


@dataclass(frozen=True)
class BulkPage:
    """A run with some of its rows; `reasons` counts the refused rows of the whole run."""

    run: BulkRunView
    note: NoteRule
    rows: tuple[BulkRowView, ...]
    reasons: tuple[tuple[Refusal, int], ...]
    next_place: int | None


@dataclass(frozen=True)
class BulkRuns:
    """A person's runs, the newest first; `next_id` where there are earlier ones."""

    runs: tuple[BulkRunView, ...]
    next_id: int | None


def page(work: Work, run_id: int, after: int = 0) -> BulkPage:
    """One's own run with the hundred rows after place `after`.

    Raises NotFound for another person's, BulkNotReady for a preview that has expired.
    """
    run = moves.own(work, run_id)
    if run.committed_at is None:
        moves.require_open(work, run)
    found = work.session.execute(_rows(run.id, work.person, min(max(after, 0), LARGEST_ID))).all()
    rows = found[:ROWS_A_PAGE]
    going = [row.item_id for row in rows if not (row.foreseen or row.outcome)]
    names = _principals(work, run.action, going)
    return BulkPage(
        run=_views(work.session, [run])[0],
        note=policy.note_rule(tuple(work.published), run.action),
        rows=tuple(_row(row, names.get(row.item_id)) for row in rows),
        reasons=_reasons(work.session, run.id),
        next_place=rows[-1].place if len(found) > ROWS_A_PAGE else None,
    )


def runs(work: Work, before: int | None = None) -> BulkRuns:
    """A person's runs and open previews, the newest first, those before number `before`."""
    query = select(BulkRun).where(
        BulkRun.person_id == work.person.person_id,
        or_(BulkRun.committed_at.is_not(None), BulkRun.expires_at > work.now),
    )
    if before is not None and may_be_id(before):
        query = query.where(BulkRun.id < before)
    found = list(work.session.scalars(query.order_by(BulkRun.id.desc()).limit(RUNS_A_PAGE + 1)))
    some = found[:RUNS_A_PAGE]
    return BulkRuns(_views(work.session, some), some[-1].id if len(found) > RUNS_A_PAGE else None)


def _rows(run_id: int, actor: Actor, after: int) -> Select[*tuple[Any, ...]]:
    visible = and_(Item.id == BulkRow.item_id, visibility.visible_items(actor))
    done_for = and_(ActFor.item_id == BulkRow.item_id, ActFor.sequence == BulkRow.sequence)
    return (
        select(
            BulkRow.place, BulkRow.item_id, BulkRow.amount_kyen, BulkRow.state,
            BulkRow.foreseen, BulkRow.outcome, BulkRow.sequence, BulkRow.refusal,
            BulkRow.particulars,
            Item.name, Department.name_ja, Department.name_en,
            Person.name_ja.label("absent_ja"), Person.name_en.label("absent_en"),
        )
        .select_from(BulkRow)
        .outerjoin(ActFor, done_for)
        .outerjoin(Person, Person.id == ActFor.person_id)
        .outerjoin(Item, visible)
        .outerjoin(Department, Department.id == Item.department_id)
        .where(BulkRow.run_id == run_id, BulkRow.place > after)
        .order_by(BulkRow.place)
        .limit(ROWS_A_PAGE + 1)
    )  # fmt: skip


def _principals(work: Work, action: str, item_ids: Collection[int]) -> dict[int, Title]:
    """For each of these items that the person would move in an absent one's name, that name."""
    if not work.person.principals:
        return {}
    items = work.session.scalars(select(Item).where(Item.id.in_(item_ids))).all()
    found = contexts_of(work, items, mover=work.person)
    named = {
        key: items_policy.may(work.person, one, action).principal for key, one in found.items()
    }
    return {key: who.name for key, who in named.items() if who}


def _row(row: Row[Any], principal: Title | None) -> BulkRowView:
    refused = row.foreseen or row.refusal
    was = Title(row.absent_ja, row.absent_en) if row.absent_ja else None
    return BulkRowView(
        place=row.place,
        item_id=row.item_id,
        name=row.name,
        department=Title(row.name_ja, row.name_en) if row.name_ja else None,
        amount_kyen=row.amount_kyen,
        state=row.state,
        refusal=policy.from_json(refused) if refused else None,
        done=row.outcome == "done",
        sequence=row.sequence,
        principal=was or principal,
        particulars=ActionInput.from_plain(row.particulars) if row.particulars else None,
    )


def _reasons(session: Session, run_id: int) -> tuple[tuple[Refusal, int], ...]:
    """How many rows are refused for each reason, the most frequent first."""
    reason = func.coalesce(BulkRow.foreseen, BulkRow.refusal)
    query = select(reason, func.count()).where(BulkRow.run_id == run_id, reason.is_not(None))
    counted = session.execute(query.group_by(reason).order_by(func.count().desc(), reason))
    return tuple((policy.from_json(stored), count) for stored, count in counted)


def _views(session: Session, found: Sequence[BulkRun]) -> tuple[BulkRunView, ...]:
    totals = _totals(session, [run.id for run in found])
    return tuple(_view(run, totals.get(run.id, {})) for run in found)


def _totals(session: Session, ids: Iterable[int]) -> dict[int, dict[str, Total]]:
    kind = case(
        (BulkRow.foreseen.is_not(None), "foreseen"),
        else_=func.coalesce(BulkRow.outcome, "waiting"),
    )
    query = select(
        BulkRow.run_id, kind, func.count(), func.coalesce(func.sum(BulkRow.amount_kyen), 0)
    ).where(BulkRow.run_id.in_(list(ids)))
    totals: dict[int, dict[str, Total]] = {}
    for run_id, name, count, kyen in session.execute(query.group_by(BulkRow.run_id, kind)):
        totals.setdefault(run_id, {})[name] = Total(count, int(kyen))
    return totals


def _view(run: BulkRun, of: Mapping[str, Total]) -> BulkRunView:
    done, failed = of.get("done", Total()), of.get("refused", Total())
    refused, waiting = of.get("foreseen", Total()), of.get("waiting", Total())
    going = add_up([done, failed, waiting])
    return BulkRunView(
        id=run.id,
        cycle_id=run.cycle_id,
        action=run.action,
        note=run.note,
        particulars=ActionInput.from_plain(run.particulars),
        asked=run.asked_count,
        seal=run.seal,
        previewed_at=run.previewed_at,
        expires_at=run.expires_at,
        committed_at=run.committed_at,
        finished_at=run.finished_at,
        total=add_up([going, refused]),
        going=going,
        refused=refused,
        done=done,
        failed=failed,
    )
