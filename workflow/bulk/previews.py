"""Previews: what one action would do to many items, shown before anything is done.

A preview is rows in the database: what is committed later are these rows and no others.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from sqlalchemy import Select, delete, insert, select

from workflow.bulk import moves as bulk_moves
from workflow.bulk import policy
from workflow.bulk.moves import drafted
from workflow.bulk.policy import VerdictNotDrafted
from workflow.bulk.shown import ItemSnapshot, Preview
from workflow.items import batch, reference, rewriting
from workflow.items.batch import MOST_ORDERS
from workflow.items.list_views import ItemFilter
from workflow.items.lists import list_conditions
from workflow.items.orders import LONGEST_WORDS, NO_INPUT, ActionInput
from workflow.items.queue import narrowing
from workflow.items.reference import CycleView
from workflow.items.rows import PLACE, SECTION_PLACE, joined
from workflow.models import BulkRow, BulkRun, Item
from workflow.models.base import may_be_id
from workflow.staging import beyond_most
from workflow.values.actor import permitted, require_role
from workflow.values.cleaning import clean_words
from workflow.values.clock import SENT_TWICE_WITHIN
from workflow.values.errors import InputRefused, Problem, Refusal
from workflow.values.vocabulary import Action, Role
from workflow.work import Work

HELD_FOR: Final = timedelta(hours=1)
"""How long a preview can be committed."""


MOST_ITEMS: Final = 2_000


def preview(
    work: Work, action: str, wanted: ItemFilter, ids: Collection[int] | None = None
) -> Preview:
    """What `action` would do now to the items `ids` of a cycle; only read, for `stage` to keep.

    Without `ids` to all that match `wanted`, found now: what comes later is not in it.
    Raises NotSignedIn, WrongRole, NotFound (the cycle), InputRefused for more than 2,000
    items or none.
    """
    processes = tuple(work.published)
    permitted(work.actor, policy.order_refusal(processes, work.actor, action))
    cycle = reference.cycle(work, wanted.cycle_id or "")
    _require_few(1 if ids is None else len(set(ids)))
    items = _choose(work, wanted, ids, MOST_ITEMS + 1)
    _require_few(len(items))
    asked = len(items) if ids is None else len(set(ids))
    return _dry_run(work, Preview(cycle.id, action, "", _only_choice(action, cycle), asked, items))


def preview_verdicts(work: Work, cycle_id: str, ids: Collection[int]) -> Preview:
    """What finalising these items would decide now: of each the verdict that is drafted for it.

    Raises NotSignedIn, WrongRole, NotFound, InputRefused as `preview` does.
    """
    require_role(work.actor, {Role.EVALUATOR})
    cycle = reference.cycle(work, cycle_id)
    _require_few(len(set(ids)))
    items = _choose(work, ItemFilter(cycle_id=cycle.id), ids, MOST_ITEMS)
    _require_few(len(items))
    shown = Preview(cycle.id, Action.EVALUATE, "", NO_INPUT, len(set(ids)), items)
    return _dry_run(work, shown)


def _only_choice(action: str, cycle: CycleView) -> ActionInput:
    """The meeting to report to, where there is but one: nobody has to choose it."""
    if action == Action.REPORT and len(cycle.meetings) == 1:
        return ActionInput(meeting_id=cycle.meetings[0].id)
    return NO_INPUT


_OPEN: Final = select(BulkRun.id).where(BulkRun.committed_at.is_(None))


def stage(work: Work, shown: Preview) -> int:
    """Keep a preview for its person; gives its number. Those that have expired go, and the
    oldest of the person's where too many wait.

    The same one within a minute is a second delivery: it is the same run.
    """
    _drop_expired(work)
    work.lock_person()
    same = work.session.scalar(
        select(BulkRun.id)
        .where(
            BulkRun.person_id == work.person.person_id,
            BulkRun.previewed_at >= work.now - SENT_TWICE_WITHIN,
            BulkRun.seal == shown.seal,
            BulkRun.committed_at.is_(None),
        )
        .order_by(BulkRun.id)
        .limit(1)
    )
    if same is not None:
        return same
    _drop_the_oldest(work)
    run = BulkRun(person_id=work.person.person_id, cycle_id=shown.cycle_id, action=shown.action)
    _store(work, run, shown)
    return run.id


def set_input(work: Work, run_id: int, note: str = "", particulars: ActionInput = NO_INPUT) -> None:
    """Preview it anew with a reason and what else the action asks for, its items as they are.

    Raises NotFound, InputRefused, BulkNotReady.
    """
    note = clean_words("note", note, LONGEST_WORDS)
    run = bulk_moves.own_open(work, run_id)
    _replace(work, run, _anew(work, run, note, particulars.asked_by(run.action)))


def leave_out(work: Work, run_id: int, item_ids: Collection[int]) -> None:
    """Preview it anew without `item_ids`, its other items as they are.

    Raises NotFound, InputRefused where no item is left, BulkNotReady.
    """
    run = bulk_moves.own_open(work, run_id)
    given = ActionInput.from_plain(run.particulars)
    _replace(work, run, _anew(work, run, run.note, given, frozenset(item_ids)))


def _require_few(count: int) -> None:
    """Raises InputRefused for more items than one run takes, or none at all."""
    if count > MOST_ITEMS:
        raise InputRefused([Problem("items", "too_many_items", {"limit": MOST_ITEMS})])
    if not count:
        raise InputRefused([Problem("items", "no_items")])


def _choose(
    work: Work, wanted: ItemFilter, ids: Collection[int] | None, limit: int
) -> tuple[ItemSnapshot, ...]:
    """The items of `ids` (None: all that match `wanted`) in the cycle of `wanted`, in 建制順.

    Only what the person may see, at most `limit`. Raises InputRefused for unreadable words.
    """
    said = rewriting.shown(work.actor)
    query = joined(
        select(Item.id, said.content_hash, Item.state, Item.ledger_length, said.amount_kyen),
        work.actor,
    )
    if ids is not None:
        wanted = ItemFilter(cycle_id=wanted.cycle_id)
        query = query.where(Item.id.in_([one for one in ids if may_be_id(one)]))
    query = query.where(*list_conditions(work.person, wanted), *narrowing(work, wanted))
    rows = work.session.execute(query.order_by(PLACE, SECTION_PLACE, Item.id).limit(limit))
    return tuple(ItemSnapshot(*row) for row in rows)


def _dry_run(work: Work, shown: Preview) -> Preview:
    """The preview with the reason why each item would be refused."""
    if shown.action == Action.EVALUATE:
        shown = replace(shown, given=drafted(work, shown.cycle_id), particulars=NO_INPUT)
    orders = [shown.order(one, work.actor) for one in shown.items]
    found: list[Refusal | None] = []
    for start in range(0, len(orders), MOST_ORDERS):
        found += batch.dry_run(work, orders[start : start + MOST_ORDERS])
    if shown.action == Action.EVALUATE:
        # Without a draft there is nothing to decide, whatever else it would be refused for.
        found = [
            refusal if one.item_id in shown.given else VerdictNotDrafted()
            for one, refusal in zip(shown.items, found, strict=True)
        ]
    return replace(shown, foreseen=tuple(found))


def _anew(
    work: Work,
    run: BulkRun,
    note: str,
    particulars: ActionInput,
    without: frozenset[int] = frozenset(),
) -> Preview:
    """The preview of the run's items but those `without`, as they are now."""
    rows: Sequence[int] = work.session.scalars(
        select(BulkRow.item_id).where(BulkRow.run_id == run.id)
    ).all()
    ids = set(rows) - without
    _require_few(len(ids))
    asked = run.asked_count - (len(rows) - len(ids))
    items = _choose(work, ItemFilter(cycle_id=run.cycle_id), ids, MOST_ITEMS)
    return _dry_run(work, Preview(run.cycle_id, run.action, note, particulars, asked, items))


def _replace(work: Work, run: BulkRun, shown: Preview) -> None:
    """Put `shown` in the place of what the open run showed before."""
    if run.seal != shown.seal:
        work.session.execute(delete(BulkRow).where(BulkRow.run_id == run.id))
        _store(work, run, shown)


def _store(work: Work, run: BulkRun, shown: Preview) -> None:
    run.note, run.particulars, run.seal = shown.note, shown.particulars.plain(), shown.seal
    run.asked_count = shown.asked
    run.previewed_at, run.expires_at = work.now, work.now + HELD_FOR
    work.session.add(run)
    work.session.flush()
    work.session.execute(insert(BulkRow), [{**row, "run_id": run.id} for row in shown.rows])


def _drop_expired(work: Work) -> None:
    """Delete previews that nobody committed in time."""
    _drop(work, _OPEN.where(BulkRun.expires_at <= work.now))


def _drop_the_oldest(work: Work) -> None:
    """Make room for one more of the person's: nobody fills a disk with what waits."""
    of_person = _OPEN.where(BulkRun.person_id == work.person.person_id)
    _drop(work, beyond_most(of_person, BulkRun.id))


def _drop(work: Work, query: Select[int]) -> None:
    # One that is being committed at this moment is no preview any more: its rows stay.
    found = work.session.scalars(query.with_for_update(skip_locked=True)).all()
    if found:
        work.session.execute(delete(BulkRow).where(BulkRow.run_id.in_(found)))
        work.session.execute(delete(BulkRun).where(BulkRun.id.in_(found)))
