"""The notices that a day gives rise to: deadlines, all that is under way, cycles that open."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from sqlalchemy import and_, not_, select

from workflow.items import due_days
from workflow.items.context_queries import contexts_of
from workflow.items.visibility import stopped, visible_items
from workflow.models import Cycle, Item, LedgerEntry
from workflow.notices import kinds, notify
from workflow.notices.kinds import REMINDER, SUMMARY
from workflow.notices.notify import Recipient, add_notices, whose_turn
from workflow.people.holding import active_holders
from workflow.values.actor import Actor
from workflow.values.business_days import business_days_between, is_business_day
from workflow.values.clock import JAPAN
from workflow.values.vocabulary import Action, Role
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


def remind_each(
    work: Work, kind: str, waited_for: Iterable[tuple[int, date, int]]
) -> tuple[Recipient, ...]:
    """Remind people of things that they have until a day; `waited_for`: thing, day and person."""
    people: defaultdict[tuple[int, date], set[int]] = defaultdict(set)
    for thing, day, person_id in waited_for:
        people[thing, day].add(person_id)
    due: list[Recipient] = []
    for (thing, day), theirs in people.items():
        if is_day_to_remind(work.today, day):
            due += add_notices(work, None, theirs, kind, marked(work, thing), work.now, until=day)
    return tuple(dict.fromkeys(due))


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
    reviewers = active_holders(work, Role.REVIEWER)
    return add_notices(work, None, reviewers, SUMMARY, today.isoformat(), work.now)


def live_items(work: Work, reader: Actor | None = None) -> list[Item]:
    """The items that wait for somebody until a day, the earliest first; those `reader` may see.

    Where nobody can act any more, as the cycle is closed, nobody is waited for.
    """
    waiting = select(Item).where(Item.due_on.is_not(None), not_(stopped(work.published)))
    if reader is not None:
        waiting = waiting.where(visible_items(reader))
    return list(work.session.scalars(waiting.order_by(Item.due_on, Item.id)))


def _is_near(work: Work, item: Item, today: date) -> bool:
    """Whether something happens by itself soon, or after today."""
    days = (business_days_between(today, one.last_day) for one in due_days.foreseen(work, item))
    return any(left in BEFORE_IT_HAPPENS for left in days)


def _left(item: Item, today: date) -> int | None:
    return business_days_between(today, item.due_on) if item.due_on else None


# ------------------------------------------------------------------- new cycles


LATEST: Final = timedelta(days=14)
"""How long after its opening a cycle counts as opened today: it may open in the holidays."""


def tell_of_openings(work: Work) -> tuple[Recipient, ...]:
    """Tell the department's officers, and those whose turn it is, of each carried item once.

    Where the item has moved on since, or was carried into a cycle that was open already,
    those whose turn it was were told of the move.
    """
    opened = list(_opened(work))
    contexts = contexts_of(work, [item for item, _ in opened])
    due: list[Recipient] = []
    for item, sequence in opened:
        turn = notify.whose_turn(work, contexts[item.id])
        people = notify.officers(work, item.department_id).union(one.person_id for one in turn)
        mark, until = str(sequence), item.due_on
        due += notify.add_notices(work, item, people, kinds.OPENED, mark, work.now, until=until)
    return tuple(due)


def _opened(work: Work) -> Iterator[tuple[Item, int]]:
    """The items whose last move carried them into a cycle that has opened since, and that move."""
    query = (
        select(Item, LedgerEntry.sequence, LedgerEntry.at, Cycle.opens_on)
        .join(Cycle, Cycle.id == Item.cycle_id)
        .join(
            LedgerEntry,
            and_(
                LedgerEntry.item_id == Item.id,
                LedgerEntry.sequence == Item.ledger_length,
                LedgerEntry.action == Action.CARRY_OVER,
            ),
        )
        .where(
            Cycle.closed_at.is_(None),
            Cycle.opens_on <= work.today,
            Cycle.opens_on > work.today - LATEST,
        )
        .order_by(Item.id)
    )
    for item, sequence, at, opens_on in work.session.execute(query):
        if at.astimezone(JAPAN).date() < opens_on:
            yield item, sequence
