"""What lacks people since yesterday, and since a change: administrators are told of what is new."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from sqlalchemy import func, select, update

from workflow.items.visibility import visible_items
from workflow.models import StaffingFinding
from workflow.notices import kinds, notify
from workflow.people.holding import active_holders
from workflow.staffing import items, sessions
from workflow.staffing.items import Unattended, found
from workflow.values.vocabulary import ADMINISTRATORS
from workflow.work import Work


def tell(work: Work) -> tuple[notify.Recipient, ...]:
    """Keep what lacks people now, and tell the administrators where it is more; gives whom to mail.

    It may run as often as one likes.
    """
    now = {f"item/{one.id}" for one in items.found(work)}
    now |= {f"session/{one.id}" for one in sessions.found(work)}
    known = set(since(work))
    work.session.execute(
        update(StaffingFinding)
        .where(StaffingFinding.gone_on.is_(None), StaffingFinding.subject.in_(known - now))
        .values(gone_on=work.today)
    )
    new = sorted(now - known)
    work.session.add_all(StaffingFinding(subject=one, found_on=work.today) for one in new)
    if not new:
        return ()
    of_today = select(func.count()).where(StaffingFinding.found_on == work.today)
    mark = f"{work.today.isoformat()}.{work.session.scalar(of_today)}"
    people = active_holders(work, *ADMINISTRATORS)
    return notify.add_notices(work, None, people, kinds.UNATTENDED, mark, work.now)


def since(work: Work) -> Mapping[str, date]:
    """Since which morning each thing is known to lack people: `item/12`, `session/3`."""
    query = select(StaffingFinding).where(StaffingFinding.gone_on.is_(None))
    return {one.subject: one.found_on for one in work.session.scalars(query)}


# --------------------------------------------------------- what a change leaves


T = TypeVar("T")


@dataclass(frozen=True)
class Left(Generic[T]):
    """What a verb gave, and the items that it left with nobody: of those the person may see."""

    done: T
    items: tuple[Unattended, ...]


def watched(work: Work, verb: Callable[[Work], T]) -> Left[T]:
    """Carry `verb` out, and tell of what it changed for live items. Raises what it raises."""
    before = lacking(work)
    done = verb(work)
    return Left(done, left_since(work, before))


def lacking(work: Work) -> frozenset[int]:
    """The live items with nobody, of those the person may see; asked before a change."""
    return frozenset(one.id for one in found(work, visible_items(work.actor)))


def left_since(work: Work, before: Collection[int]) -> tuple[Unattended, ...]:
    """Those that have nobody now and are not among `before`; asked after the change."""
    work.session.flush()
    now = found(work, visible_items(work.actor))
    return tuple(one for one in now if one.id not in before)
