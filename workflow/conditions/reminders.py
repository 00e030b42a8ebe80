"""Departments are reminded of conditions before their day and after it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select

from workflow.conditions.policy import STATE
from workflow.models import Condition, ConditionTerms, Evaluation, Item
from workflow.notices import kinds, notify, reminders
from workflow.notices.notify import Recipient
from workflow.values.vocabulary import ConditionState
from workflow.work import Work


def remind(work: Work) -> tuple[Recipient, ...]:
    """Remind the officers of each condition that is not answered; one reminder a day."""
    due: list[Recipient] = []
    for item, condition_id, day in _waited_for(work):
        if reminders.is_day_to_remind(work.today, day):
            officers = notify.officers(work, item.department_id)
            mark, kind = reminders.marked(work, condition_id), kinds.CONDITION_DUE
            due += notify.add_notices(work, item, officers, kind, mark, work.now, until=day)
    return tuple(dict.fromkeys(due))


def _waited_for(work: Work) -> Iterator[tuple[Item, int, date]]:
    """The open conditions that have a day, with their items, the earliest first."""
    query: Any = (
        select(Item, Condition.id, ConditionTerms.due_on)
        .select_from(Condition)
        .join(Evaluation, Evaluation.id == Condition.evaluation_id)
        .join(Item, Item.id == Evaluation.item_id)
        .join(ConditionTerms, ConditionTerms.condition_id == Condition.id)
        .where(ConditionTerms.due_on.is_not(None), STATE == ConditionState.OPEN)
        .order_by(ConditionTerms.due_on, Condition.id)
    )
    yield from work.session.execute(query)
