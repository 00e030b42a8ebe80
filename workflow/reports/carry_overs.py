"""Items that were carried over from one meeting's cycles to another's, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import aliased

from workflow.items import visibility
from workflow.items.reference import meeting
from workflow.models import Evaluation, Item, LedgerEntry, Person
from workflow.values.actor import Title
from workflow.values.vocabulary import WITHDRAWN, Action, Fate
from workflow.work import Work


@dataclass(frozen=True)
class CarriedView:
    """An item that was carried over into a meeting's cycles, or out of them."""

    item_id: int
    name: str
    from_cycle: str
    to_cycle: str
    reason: str
    by: Title
    at: datetime


def carried(work: Work, meeting_id: int) -> tuple[tuple[CarriedView, ...], tuple[CarriedView, ...]]:
    """Items carried over into the meeting's cycles, and out of them, with the reasons.

    Of items that the person asking may see. Raises NotFound.
    """
    return carried_between(work, meeting(work, meeting_id).cycle_ids)


def carried_between(
    work: Work, cycle_ids: Sequence[str]
) -> tuple[tuple[CarriedView, ...], tuple[CarriedView, ...]]:
    """Items that came into these cycles from others by a carry-over, and those that left them.

    Of items that the person asking may see; each item by its latest carry-over. Two queries.
    """
    came = [
        one
        for one in _carried(work, Item.cycle_id.in_(cycle_ids))
        if one.from_cycle not in cycle_ids
    ]
    left = [
        one
        for one in _carried(work, Item.cycle_id.not_in(cycle_ids))
        if one.from_cycle in cycle_ids
    ]
    return tuple(came), tuple(left)


@dataclass(frozen=True)
class Became:
    """What became of an item, with the reason that was given, or its verdict of today."""

    fate: Fate
    reason: str = ""
    verdict: str = ""


def fates(work: Work, ids: Iterable[int], cycle_ids: Sequence[str]) -> dict[int, Became]:
    """What became of items that a later list lacks."""
    wanted = list(ids)
    reasons = {}
    actions = (Action.WITHDRAW.value, Action.CARRY_OVER.value)
    entries = work.session.scalars(
        select(LedgerEntry)
        .where(LedgerEntry.item_id.in_(wanted), LedgerEntry.action.in_(actions))
        .order_by(LedgerEntry.item_id, LedgerEntry.sequence)
    )
    for entry in entries:
        reasons[entry.item_id, entry.action] = entry.note
    found: dict[int, Became] = {}
    for item_id, state, cycle_id, verdict in work.session.execute(_as_they_stand(wanted)):
        if state == WITHDRAWN:
            reason = reasons.get((item_id, Action.WITHDRAW.value), "")
            found[item_id] = Became(Fate.WITHDRAWN, reason)
        elif cycle_id not in cycle_ids:
            reason = reasons.get((item_id, Action.CARRY_OVER.value), "")
            found[item_id] = Became(Fate.CARRIED_OVER, reason)
        elif verdict is not None:
            found[item_id] = Became(Fate.EVALUATED_SINCE, verdict=verdict)
        else:
            found[item_id] = Became(Fate.WAITING)
    return found


def _as_they_stand(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """State, cycle and verdict of today; the verdict is None where there is none."""
    live = and_(Evaluation.item_id == Item.id, Evaluation.undone_at.is_(None))
    return (
        select(Item.id, Item.state, Item.cycle_id, Evaluation.verdict_ja)
        .outerjoin(Evaluation, live)
        .where(Item.id.in_(ids))
    )


def _carried(work: Work, where: ColumnElement[bool]) -> Iterable[CarriedView]:
    rows = work.session.execute(
        select(LedgerEntry, Item.name, Item.cycle_id, Person.name_ja, Person.name_en)
        .join(Item, Item.id == LedgerEntry.item_id)
        .join(Person, Person.id == LedgerEntry.actor_id)
        .where(
            LedgerEntry.action == Action.CARRY_OVER.value,
            Item.state != WITHDRAWN,
            where,
            visibility.visible_items(work.actor),
            ~_later_carry_over().exists(),
        )
        .order_by(Item.id)
    )
    for entry, name, cycle_id, ja, en in rows:
        yield CarriedView(
            item_id=entry.item_id,
            name=name,
            from_cycle=str(entry.particulars.get("from_cycle", "")),
            to_cycle=cycle_id,
            reason=entry.note,
            by=Title(ja, en),
            at=entry.at,
        )


def _later_carry_over() -> Select[int]:
    """A carry-over of the same item after the one that is looked at."""
    later = aliased(LedgerEntry)
    return select(later.sequence).where(
        later.item_id == LedgerEntry.item_id,
        later.action == Action.CARRY_OVER.value,
        later.sequence > LedgerEntry.sequence,
    )
