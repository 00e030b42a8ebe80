"""The reminders that a day gives rise to: of deadlines, and the summary of all that is under way.

Every function may run twice: a notice that is there already is not written again.
"""

from datetime import date
from typing import Final

from sqlalchemy import select

from workflow.items import automatic_moves
from workflow.items.context_queries import contexts_of
from workflow.items.visibility import visible_items
from workflow.models import Item, Person
from workflow.notices.kinds import REMINDER, SUMMARY
from workflow.notices.notify import Recipient, add_notices, whose_turn
from workflow.people.holding import holders
from workflow.values.actor import Actor
from workflow.values.fiscal import business_days_between, is_business_day
from workflow.values.vocabulary import Role
from workflow.work import Work

REMIND_ON: Final = (2, 0, -1, -3, -5)
"""Business days left (negative: late) on which those whose turn it is are reminded."""

BEFORE_IT_HAPPENS: Final = (2, 0)
"""Business days left before something happens by itself on which those are reminded too."""


def is_day_to_remind(today: date, due_on: date) -> bool:
    """Whether today is a day to remind of what is to be done until `due_on`."""
    return is_business_day(today) and business_days_between(today, due_on) in REMIND_ON


def marked(work: Work, thing: int) -> str:
    """The mark of today's reminder of a thing by its id: a day has one of each."""
    return f"{thing}.{work.today.isoformat()}"


def remind(work: Work) -> tuple[Recipient, ...]:
    """Remind of deadlines, before and after, on business days; one reminder a day and item."""
    today = work.now.date()
    if not is_business_day(today):
        return ()
    due: list[Recipient] = []
    items = [
        item
        for item in live_items(work)
        if _left(item, today) in REMIND_ON or _is_near(work, item, today)
    ]
    contexts = contexts_of(work, items)
    for item in items:
        people = {actor.person_id for actor in whose_turn(work, contexts[item.id])}
        due += add_notices(work, item, people, REMINDER, today.isoformat(), work.now)
    return tuple(dict.fromkeys(due))


def summarise(work: Work) -> tuple[Recipient, ...]:
    """Notify the center's reviewers of all that is under way, once a business day."""
    today = work.now.date()
    if not is_business_day(today) or not live_items(work):
        return ()
    held = holders(today, Role.REVIEWER)
    reviewers = work.session.scalars(select(Person.id).where(Person.active, Person.id.in_(held)))
    return add_notices(work, None, set(reviewers), SUMMARY, today.isoformat(), work.now)


def live_items(work: Work, reader: Actor | None = None) -> list[Item]:
    """The items that wait for somebody until a day, the earliest first; those `reader` may see."""
    waiting = select(Item).where(Item.due_on.is_not(None))
    if reader is not None:
        waiting = waiting.where(visible_items(reader))
    return list(work.session.scalars(waiting.order_by(Item.due_on, Item.id)))


def _is_near(work: Work, item: Item, today: date) -> bool:
    """Whether something happens by itself soon, or after today."""
    days = (
        business_days_between(today, one.last_day) for one in automatic_moves.foreseen(work, item)
    )
    return any(left in BEFORE_IT_HAPPENS for left in days)


def _left(item: Item, today: date) -> int | None:
    return business_days_between(today, item.due_on) if item.due_on else None
