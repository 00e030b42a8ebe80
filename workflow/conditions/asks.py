"""The conditions that wait for a person: part of everybody's turn."""

from typing import Any

from sqlalchemy import ColumnElement, Select, select

from workflow.conditions.policy import answered_by, judged_by
from workflow.items import asks
from workflow.items.asks import AskKind, asking
from workflow.models import Condition, Evaluation, Item
from workflow.work import Standpoint


def to_answer(of: Standpoint) -> Select[Any]:
    """The conditions that the person is to answer for their department."""
    return _waiting(of, AskKind.FULFIL, answered_by(of.person))


def to_judge(of: Standpoint) -> Select[Any]:
    """The answered conditions of which the person is to say whether they are met."""
    return _waiting(of, AskKind.JUDGE, judged_by(of.person))


def _waiting(of: Standpoint, kind: AskKind, where: ColumnElement[bool]) -> Select[Any]:
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
