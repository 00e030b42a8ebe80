"""The center's queue: what its list is narrowed to, so that it can be emptied."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, false, func, not_, or_, select

from workflow.items import inbox, lists, visibility
from workflow.items.list_views import ItemFilter, ItemPage, handled_by
from workflow.models import Item
from workflow.process.shape import Process
from workflow.values.listing import Queue
from workflow.values.vocabulary import Action
from workflow.work import Standpoint, Work

Rule = Callable[[Standpoint], ColumnElement[bool]]
"""Which items belong to a queue, as a condition on `Item`."""


def page(
    work: Work, wanted: ItemFilter, *, after: str | None = None, limit: int | None = None
) -> ItemPage:
    """One page of what the person may see of what is `wanted`; see `lists.page`."""
    return lists.page(work, wanted, after=after, limit=limit, also=narrowing(work, wanted))


def narrowing(work: Work, wanted: ItemFilter) -> list[ColumnElement[bool]]:
    """What of a filter depends on who asks, as conditions on `Item`."""
    found = [condition(work, wanted.queue)] if wanted.queue else []
    if wanted.handler_id is not None:
        of_center = work.actor is not None and work.actor.effective_grants.sees_everything
        found.append(handled_by(wanted.handler_id) if of_center else false())
    return found


def register(queue: Queue, rule: Rule) -> None:
    """Register the rule by which items belong to a queue."""
    _RULES[queue] = rule


def condition(work: Work, queue: Queue) -> ColumnElement[bool]:
    """Which items belong to a queue for the one who asks, as a condition on `Item`."""
    if queue is Queue.MINE:
        return Item.id.in_(inbox.waiting_items(work))
    return _rule(work.standpoint, queue)


def _rule(of: Standpoint, queue: Queue) -> ColumnElement[bool]:
    return _RULES[queue](of) if queue in _RULES else false()


def counts(work: Work, cycle_id: str) -> Mapping[Queue, int]:
    """How many items of a cycle each queue has for the one who asks: one statement."""
    row = work.ask(work.statement(_counts, cycle_id)).one()
    mine = sum(cycle == cycle_id for cycle in inbox.waiting_items(work).values())
    return {
        queue: mine if queue is Queue.MINE else int(getattr(row, queue.value)) for queue in Queue
    }


def _counts(of: Standpoint, cycle_id: str) -> Select[Any]:
    sums = [
        func.coalesce(func.sum(case((_rule(of, queue), 1), else_=0)), 0).label(queue.value)
        for queue in Queue
    ]
    return select(*sums).where(visibility.visible_items(of.actor), Item.cycle_id == cycle_id)


def where_possible(of: Standpoint, action: Action) -> ColumnElement[bool]:
    """Items from whose state `action` starts, by their own process, as a condition."""
    places = (
        visibility.in_states(process, process.states_before(action)) for process in of.published
    )
    return or_(false(), *places)


def overdue(published: Iterable[Process], today: date) -> ColumnElement[bool]:
    """Items whose day has passed, while somebody can still act on them."""
    return and_(Item.due_on < today, not_(visibility.stopped(published)))


def _unreceived(of: Standpoint) -> ColumnElement[bool]:
    return where_possible(of, Action.RECEIVE)


def _under_review(of: Standpoint) -> ColumnElement[bool]:
    return where_possible(of, Action.APPROVE)


def _resubmitted(of: Standpoint) -> ColumnElement[bool]:
    return and_(Item.round > 1, or_(_unreceived(of), _under_review(of)))


def _overdue(of: Standpoint) -> ColumnElement[bool]:
    return overdue(of.published, of.today)


_RULES: Final[dict[Queue, Rule]] = {
    Queue.UNRECEIVED: _unreceived,
    Queue.UNDER_REVIEW: _under_review,
    Queue.RESUBMITTED: _resubmitted,
    Queue.OVERDUE: _overdue,
}
