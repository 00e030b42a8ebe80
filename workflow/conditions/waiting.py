"""Conditions that wait: part of everybody's turn, and what departments are reminded of."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from workflow.conditions.policy import STATE, answered_by, judged_by
from workflow.items import asks
from workflow.items.asks import AskKind, asking
from workflow.models import Condition, ConditionTerms, Evaluation, Item
from workflow.notices import kinds, notify, reminders
from workflow.notices.notify import Recipient
from workflow.values.vocabulary import ConditionState
from workflow.work import Standpoint, Work


def to_answer(of: Standpoint) -> Select[Any]:
    """The conditions that the person is to answer for their department."""
    return _waiting(AskKind.FULFIL, answered_by(of.person))


def to_judge(of: Standpoint) -> Select[Any]:
    """The answered conditions of which the person is to say whether they are met."""
    return _waiting(AskKind.JUDGE, judged_by(of.person))


def _waiting(kind: AskKind, where: ColumnElement[bool]) -> Select[Any]:
    # Whoever is to answer or to judge sees the item: that it is visible is part of either rule.
    return (
        select(*asking(kind, Condition.id, Condition.text))
        .select_from(Condition)
        .join(Evaluation, Evaluation.id == Condition.evaluation_id)
        .join(Item, Item.id == Evaluation.item_id)
        .where(where)
    )


asks.register(to_answer)
asks.register(to_judge)


# ------------------------------------------------ before their day and after it


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
