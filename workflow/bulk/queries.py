"""Which items an order for many means, and runs as their person sees them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from workflow.bulk import errors
from workflow.bulk.views import BulkAction, BulkPage, BulkRowView, BulkRuns, BulkRunView
from workflow.items import policy, visibility
from workflow.items.contexts import situations
from workflow.items.lists import add_up, list_conditions
from workflow.items.orders import Particulars
from workflow.items.rows import PLACE, SECTION_PLACE, joined
from workflow.items.views import ItemFilter, Total
from workflow.models import ActFor, BulkRow, BulkRun, Department, Item, Person
from workflow.models.base import LARGEST_ID, may_be_id
from workflow.process.shape import NoteRule
from workflow.values.actor import Actor, Title
from workflow.values.errors import Refusal
from workflow.values.vocabulary import Action
from workflow.work import Work

NOT_IN_BULK: Final = frozenset({Action.CREATE, Action.EVALUATE})
"""What begins no move of an item that is there, and what needs findings for each item."""

ROWS_A_PAGE: Final = 100
RUNS_A_PAGE: Final = 30


class Standing(NamedTuple):
    """An item as it stands when it is chosen."""

    item_id: int
    content_hash: str
    state: str
    moves: int
    amount_kyen: int | None


def offered(work: Work) -> tuple[BulkAction, ...]:
    """The actions that `actor` may order for many items, in the processes' order."""
    if work.actor is None:
        return ()
    processes = tuple(work.published)
    names = dict.fromkeys(action for process in processes for action in process.actions)
    return tuple(
        BulkAction(name, note_rule(work, name))
        for name in names
        if name not in NOT_IN_BULK
        and any(process.takers(name) & work.actor.reach.roles for process in processes)
    )


def note_rule(work: Work, action: str) -> NoteRule:
    """The strictest that any published process says of a reason for `action`."""
    rules = {
        transition.note
        for process in work.published
        for transition in process.transitions
        if transition.action == action
    }
    return next((rule for rule in NoteRule if rule in rules), NoteRule.NONE)


def chosen(
    work: Work, wanted: ItemFilter, ids: Collection[int] | None, limit: int
) -> tuple[Standing, ...]:
    """The items of `ids` (None: all that match `wanted`) in the cycle of `wanted`, in 建制順.

    Only what `actor` may see, at most `limit`. Raises InputRefused for unreadable words.
    """
    query = joined(
        select(Item.id, Item.content_hash, Item.state, Item.ledger_length, Item.amount_kyen)
    )
    if ids is not None:
        wanted = ItemFilter(cycle_id=wanted.cycle_id)
        query = query.where(Item.id.in_([one for one in ids if may_be_id(one)]))
    query = query.where(*list_conditions(work.person, wanted))
    rows = work.session.execute(query.order_by(PLACE, SECTION_PLACE, Item.id).limit(limit))
    return tuple(Standing(*row) for row in rows)


def item_ids(work: Work, run_id: int) -> Sequence[int]:
    """The items of a run."""
    return work.session.scalars(select(BulkRow.item_id).where(BulkRow.run_id == run_id)).all()


def page(work: Work, run: BulkRun, after: int) -> BulkPage:
    """A run with its rows behind place `after`, a hundred of them."""
    found = work.session.execute(_rows(run.id, work.person, min(max(after, 0), LARGEST_ID))).all()
    rows = found[:ROWS_A_PAGE]
    going = [row.item_id for row in rows if not (row.foreseen or row.outcome)]
    names = _principals(work, run.action, going)
    return BulkPage(
        run=_views(work.session, [run])[0],
        note=note_rule(work, run.action),
        rows=tuple(_row(row, names.get(row.item_id)) for row in rows),
        reasons=_reasons(work.session, run.id),
        next_place=rows[-1].place if len(found) > ROWS_A_PAGE else None,
    )


def runs(work: Work, before: int | None) -> BulkRuns:
    """The person's runs and the previews that still hold, older ones than number `before`."""
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
    in_sight = and_(Item.id == BulkRow.item_id, visibility.visible_items(actor))
    done_for = and_(ActFor.item_id == BulkRow.item_id, ActFor.sequence == BulkRow.sequence)
    return (
        select(
            BulkRow.place, BulkRow.item_id, BulkRow.amount_kyen, BulkRow.state,
            BulkRow.foreseen, BulkRow.outcome, BulkRow.sequence, BulkRow.refusal,
            Item.name, Department.name_ja, Department.name_en,
            Person.name_ja.label("absent_ja"), Person.name_en.label("absent_en"),
        )
        .select_from(BulkRow)
        .outerjoin(ActFor, done_for)
        .outerjoin(Person, Person.id == ActFor.person_id)
        .outerjoin(Item, in_sight)
        .outerjoin(Department, Department.id == Item.department_id)
        .where(BulkRow.run_id == run_id, BulkRow.place > after)
        .order_by(BulkRow.place)
        .limit(ROWS_A_PAGE + 1)
    )  # fmt: skip


def _principals(work: Work, action: str, item_ids: Collection[int]) -> dict[int, Title]:
    """In whose name besides their own `actor` would move these items now."""
    if not work.person.principals:
        return {}
    items = work.session.scalars(select(Item).where(Item.id.in_(item_ids))).all()
    found = situations(work, items, for_readers=False)
    named = {key: policy.may(work.person, one, action).principal for key, one in found.items()}
    return {key: who.name for key, who in named.items() if who}


def _row(row: Row[Any], principal: Title | None) -> BulkRowView:
    kept = row.foreseen or row.refusal
    was = Title(row.absent_ja, row.absent_en) if row.absent_ja else None
    return BulkRowView(
        place=row.place,
        item_id=row.item_id,
        name=row.name,
        department=Title(row.name_ja, row.name_en) if row.name_ja else None,
        amount_kyen=row.amount_kyen,
        state=row.state,
        refusal=errors.read(kept) if kept else None,
        done=row.outcome == "done",
        sequence=row.sequence,
        principal=was or principal,
    )


def _reasons(session: Session, run_id: int) -> tuple[tuple[Refusal, int], ...]:
    """How many rows are refused for each reason, the most frequent first."""
    told = func.coalesce(BulkRow.foreseen, BulkRow.refusal)
    query = select(told, func.count()).where(BulkRow.run_id == run_id, told.is_not(None))
    counted = session.execute(query.group_by(told).order_by(func.count().desc(), told))
    return tuple((errors.read(kept), count) for kept, count in counted)


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
        particulars=Particulars(**run.particulars),
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
